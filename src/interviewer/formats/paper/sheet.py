"""The sheet for the candidate: the questions and room to answer, nothing that gives an answer away."""

from collections.abc import Iterator

from interviewer.formats.paper.page import Block, Fields, Keep, Paragraph, Room, Tone
from interviewer.formats.paper.parts import question_heading, title
from interviewer.formats.paper.speech import Speech
from interviewer.model.question_set import Kit

LINES_PER_MINUTE = 2
"""A person writes about so many lines in a minute, thinking included."""

FEWEST_LINES, MOST_LINES = 5, 28
"""More than the one looks like an essay is wanted, and a page holds 28 below a question."""


def sheet(kit: Kit, speech: Speech) -> Iterator[Block]:
    """The blocks of the sheet."""
    yield from title(kit, speech, lambda words: words.sheet)
    yield Fields((speech.say(lambda words: words.name), speech.say(lambda words: words.date)))
    yield Paragraph(speech.say(lambda words: words.sheet_advice), Tone.NOTE)
    for place, question in enumerate(kit.questions, start=1):
        yield Keep(
            (
                question_heading(place, question.minutes, speech),
                Paragraph(speech.text(question.text), Tone.LEAD),
                Room(_lines(question.minutes), speech.say(lambda words: words.answer)),
            )
        )


def _lines(minutes: float) -> int:
    return min(max(round(minutes * LINES_PER_MINUTE), FEWEST_LINES), MOST_LINES)
