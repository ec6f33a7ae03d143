"""How every part of a set begins, and each question in it."""

from collections.abc import Callable, Iterator

from interviewer.formats.paper.page import Block, Heading, Paragraph, Text, Tone
from interviewer.formats.paper.speech import Speech, joined, number
from interviewer.model.question_set import Kit
from interviewer.phrases.paper import Paper


def title(kit: Kit, speech: Speech, name: Callable[[Paper], str]) -> Iterator[Block]:
    """The part's name, the set's, and how much there is of it."""
    yield Heading(1, speech.say(name), speech.plain(kit.name))
    yield Paragraph(
        speech.say(
            lambda words: words.questions_and_minutes.format(
                questions=(words.one_question if len(kit.questions) == 1 else words.questions).format(
                    count=len(kit.questions)
                ),
                minutes=words.minutes.format(minutes=number(kit.minutes)),
            )
        ),
        Tone.FACTS,
    )


def question_heading(place: int, minutes: float, speech: Speech, *more: Text) -> Heading:
    """`Question 3`, with its minutes and what else is to be known about it beside."""
    return Heading(
        2,
        speech.say(lambda words: words.question.format(number=place)),
        joined(*more, speech.say(lambda words: words.minutes.format(minutes=number(minutes)))),
    )
