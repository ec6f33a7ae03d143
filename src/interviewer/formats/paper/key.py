"""The key for the interviewer: what a good answer says, what to ask when it does not, what to beware of."""

from collections.abc import Iterator

from interviewer.formats.paper.page import (
    Block,
    Detail,
    Entries,
    Entry,
    Heading,
    Items,
    Keep,
    Look,
    Paragraph,
    Text,
    Tone,
)
from interviewer.formats.paper.parts import question_heading, title
from interviewer.formats.paper.scale import full_weight
from interviewer.formats.paper.speech import Speech, joined, number, points_named
from interviewer.model import AnyOf, KeyPoint, Question
from interviewer.model.question_set import Kit


def key(kit: Kit, speech: Speech) -> Iterator[Block]:
    """The blocks of the key."""
    yield from title(kit, speech, lambda words: words.key)
    yield Paragraph(speech.say(lambda words: words.for_interviewers), Tone.NOTE)
    for place, question in enumerate(kit.questions, start=1):
        yield from _question(place, question, speech)


def _question(place: int, question: Question, speech: Speech) -> Iterator[Block]:
    difficulty = speech.say(lambda words: words.difficulty[question.difficulty])
    heading = question_heading(place, question.minutes, speech, speech.plain(question.id), difficulty)
    entries = [_entry(at, point, speech) for at, point in enumerate(question.key_points, start=1)]
    first = (Entries(tuple(entries[:1])),) if entries else ()
    yield Keep((heading, Paragraph(speech.text(question.text), Tone.LEAD), *_points_heading(question, speech), *first))
    if entries[1:]:
        yield Entries(tuple(entries[1:]))
    if answer := speech.text(question.model_answer):
        yield Heading(3, speech.say(lambda words: words.model_answer))
        yield Paragraph(answer)
    yield from _origin(question, speech)


def _points_heading(question: Question, speech: Speech) -> Iterator[Block]:
    if not question.key_points:
        yield Paragraph(speech.say(lambda words: words.no_key_points), Tone.NOTE)
        return
    weight = number(full_weight(question))
    yield Heading(3, speech.say(lambda words: words.key_points.format(weight=weight)))
    if question.any_of:
        yield Items(tuple(group_rule(question, group, speech) for group in question.any_of))


def group_rule(question: Question, group: AnyOf, speech: Speech) -> Text:
    """`Of points 2 and 3, any 1 will do`."""
    places = [place for place, point in enumerate(question.key_points, start=1) if point.id in group.points]
    return speech.say(
        lambda words: words.of_these.format(points=points_named(places, words), need=min(group.need, len(places)))
    )


def _entry(place: int, point: KeyPoint, speech: Speech) -> Entry:
    weight = speech.say(lambda words: words.weight.format(weight=number(point.weight)))
    required = speech.say(lambda words: words.required) if point.required else ()
    return Entry(
        place, speech.text(point.text), joined(required, weight), point.required, tuple(_details(point, speech))
    )


def _details(point: KeyPoint, speech: Speech) -> Iterator[Detail]:
    if accepted := speech.wordings(point.accept):
        yield Detail(speech.say(lambda words: words.also_counts), accepted)
    if probe := speech.text(point.probe):
        yield Detail(speech.say(lambda words: words.ask), (probe,), Look.ASK)
    if wrong := speech.wordings(point.contradicts):
        yield Detail(speech.say(lambda words: words.warning), wrong, Look.WARNING)


def _origin(question: Question, speech: Speech) -> Iterator[Block]:
    if question.sources:
        yield Heading(3, speech.say(lambda words: words.sources))
        yield Items(tuple(speech.plain(source) for source in question.sources))
    if question.licence:
        yield Paragraph(
            speech.say(lambda words: f"{words.label.format(label=words.licence)} {question.licence}"), Tone.NOTE
        )
