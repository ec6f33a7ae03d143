"""The scorecard: points to mark, anchors to rate by, room for evidence, a column for every interviewer."""

from collections.abc import Iterator

from interviewer.formats.paper.anchors import anchors
from interviewer.formats.paper.key import group_rule
from interviewer.formats.paper.page import (
    Blank,
    Block,
    Box,
    Cell,
    Choices,
    Column,
    Fields,
    Heading,
    Items,
    Keep,
    Paragraph,
    Room,
    Row,
    Table,
    Text,
    Tone,
)
from interviewer.formats.paper.parts import question_heading, title
from interviewer.formats.paper.scale import full_weight
from interviewer.formats.paper.speech import Speech, joined, number
from interviewer.model import Question
from interviewer.model.question_set import Kit

EVIDENCE_LINES = 6
REASON_LINES = 4
HIGHEST = 5
"""The best rating."""


def scorecard(kit: Kit, speech: Speech) -> Iterator[Block]:
    """The blocks of the scorecard."""
    yield from title(kit, speech, lambda words: words.scorecard)
    yield Paragraph(speech.say(lambda words: words.for_interviewers), Tone.NOTE)
    yield Fields(
        (
            speech.say(lambda words: words.candidate),
            speech.say(lambda words: words.role),
            speech.say(lambda words: words.date),
        )
    )
    yield Fields(tuple(_interviewer(place, speech) for place in range(1, kit.interviewers + 1)))
    yield Heading(2, speech.say(lambda words: words.how_to))
    yield Items(speech.each(lambda words: words.rules), numbered=True)
    for place, question in enumerate(kit.questions, start=1):
        yield from _question(place, question, kit, speech)
    yield from _summary(kit, speech)


def _question(place: int, question: Question, kit: Kit, speech: Speech) -> Iterator[Block]:
    yield Keep(
        (
            question_heading(place, question.minutes, speech),
            Paragraph(speech.text(question.text), Tone.LEAD),
            *_group_rules(question, speech),
            _marks(question, kit, speech),
            Keep((anchors(question, speech),)),
            Keep((_evidence(kit, speech),)),
        ),
        new_page=True,
    )


def _group_rules(question: Question, speech: Speech) -> Iterator[Block]:
    if question.any_of:
        yield Items(tuple(group_rule(question, group, speech) for group in question.any_of))


def _marks(question: Question, kit: Kit, speech: Speech) -> Table:
    """A row for each point, and below them what follows from it."""
    boxes: tuple[Cell, ...] = (Box(),) * kit.interviewers
    blanks: tuple[Cell, ...] = (Blank(),) * kit.interviewers
    total, minutes = number(full_weight(question)), number(question.minutes)
    points = [
        Row((speech.plain(str(place)), speech.text(point.text), _weight(point.weight, point.required, speech), *boxes))
        for place, point in enumerate(question.key_points, start=1)
    ]
    used = speech.say(lambda words: words.minutes_used.format(minutes=minutes))
    below = [speech.say(lambda words: words.sum.format(total=total))] if points else []
    below += [speech.say(lambda words: words.rating), used]
    columns = (
        Column((), 1, centred=True),
        Column(speech.say(lambda words: words.point), 15),
        Column(speech.say(lambda words: words.weight_column), 4, centred=True),
        *_interviewer_columns(kit, speech, 3),
    )
    rows = (*points, *(Row(((), text, (), *blanks), strong=True) for text in below))
    return Table(speech.say(lambda words: words.points), columns, rows)


def _weight(weight: float, required: bool, speech: Speech) -> Text:
    mark = speech.say(lambda words: words.required) if required else ()
    return joined(speech.plain(number(weight)), mark)


def _evidence(kit: Kit, speech: Speech) -> Table:
    caption = speech.say(lambda words: words.evidence)
    columns = _interviewer_columns(kit, speech, 1)
    row = Row((Blank(),) * kit.interviewers, lines=EVIDENCE_LINES)
    return Table(caption, columns, (row,))


def _summary(kit: Kit, speech: Speech) -> Iterator[Block]:
    minutes, most = number(kit.minutes), number(kit.minutes * HIGHEST)
    blanks: tuple[Cell, ...] = (Blank(),) * kit.interviewers
    questions = [
        Row((speech.plain(str(place)), speech.text(question.text), speech.plain(number(question.minutes)), *blanks))
        for place, question in enumerate(kit.questions, start=1)
    ]
    totals = (
        speech.say(lambda words: words.total.format(most=most)),
        speech.say(lambda words: words.mean),
        speech.say(lambda words: words.time_used),
    )
    columns = (
        Column((), 1, centred=True),
        Column(speech.say(lambda words: words.question_column), 16),
        Column(speech.say(lambda words: words.planned_column), 3, centred=True),
        *_interviewer_columns(kit, speech, 3),
    )
    rows = (*questions, *(Row(((), text, (), *blanks), strong=True) for text in totals))
    yield Keep(
        (
            Heading(2, speech.say(lambda words: words.summary)),
            Paragraph(speech.say(lambda words: words.mean_note.format(minutes=minutes)), Tone.NOTE),
            Table(speech.say(lambda words: words.ratings), columns, rows),
        ),
        new_page=True,
    )
    yield from _recommendation(kit, speech)


def _recommendation(kit: Kit, speech: Speech) -> Iterator[Block]:
    options = speech.each(lambda words: words.recommendations)
    yield Keep(
        (
            Heading(3, speech.say(lambda words: words.recommendation)),
            *(Choices(options, _interviewer(place, speech)) for place in range(1, kit.interviewers + 1)),
            Room(REASON_LINES, speech.say(lambda words: words.reason)),
            Fields((speech.say(lambda words: words.signature), speech.say(lambda words: words.date))),
        )
    )


def _interviewer(place: int, speech: Speech) -> Text:
    return speech.say(lambda words: words.interviewer.format(number=place))


def _interviewer_columns(kit: Kit, speech: Speech, share: float) -> tuple[Column, ...]:
    return tuple(
        Column(_interviewer_column(place, speech), share, centred=True) for place in range(1, kit.interviewers + 1)
    )


def _interviewer_column(place: int, speech: Speech) -> Text:
    return speech.say(lambda words: words.interviewer_column.format(number=place))
