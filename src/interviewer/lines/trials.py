"""What the texts of a question earn, as a matrix: a row for each text, a column for each key point. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from interviewer.lines.columns import cells, padded, shortened
from interviewer.lines.feedback import MARKS, percent
from interviewer.model import Language, Match, Question
from interviewer.model.tryout import SampleKind, Trial, TryOut
from interviewer.phrases import Phrases

FIGURE_CELLS = 5
"""A mark, a percentage and a blank."""

LEAST_TEXT = 16
"""Cells that a sample's text has at least, however many points there are."""


def tryout_lines(tried: TryOut, language: Language, width: int, phrases: Phrases) -> list[str]:
    """The points by number, the matrix, and how many texts earn something else than they should.

    Args:
        tried: What came of trying.
        language: Of the points' texts.
        width: Cells in a line.
        phrases: The interface's.
    """
    if tried.question is None:
        return [str(issue) for issue in tried.issues]
    question = tried.question
    heads = [shortened(f"{question.id}  {question.text.best(language)}", width), ""]
    if not tried.trials:
        return [*heads, phrases.trial_no_points]
    return [
        *heads,
        *_points(question, language, width),
        *_matrix(tried.trials, question, width, phrases),
        "",
        _verdict(tried, phrases),
    ]


def _points(question: Question, language: Language, width: int) -> Iterator[str]:
    for number, point in enumerate(question.key_points, 1):
        yield shortened(f"{number:2} {point.id}: {point.text.best(language)}", width)


def _matrix(trials: Sequence[Trial], question: Question, width: int, phrases: Phrases) -> Iterator[str]:
    columns = len(question.key_points)
    room = max(width - 2 - FIGURE_CELLS * (columns + 1), LEAST_TEXT)
    yield ""
    yield "  " + padded("", room) + "".join(f"{number:>{FIGURE_CELLS}}" for number in [*range(1, columns + 1), "%"])
    for kind, group in groupby(trials, key=lambda trial: trial.sample.kind if not trial.sample.point_id else None):
        if kind is not None:
            yield name_of(kind, phrases)
            yield from (_row(trial, room) for trial in group)
        else:
            yield from _of_points(list(group), question, room, phrases)


def _of_points(trials: Sequence[Trial], question: Question, room: int, phrases: Phrases) -> Iterator[str]:
    """The texts that belong to a point, below its number and what they are."""
    numbers = {point.id: number for number, point in enumerate(question.key_points, 1)}
    for (point_id, kind), group in groupby(trials, key=lambda trial: (trial.sample.point_id, trial.sample.kind)):
        yield f"{numbers[point_id]} {point_id}: {name_of(kind, phrases)}"
        yield from (_row(trial, room) for trial in group)


def _row(trial: Trial, room: int) -> str:
    text = padded(shortened(trial.sample.text, room), room)
    figures = "".join(_figure(match) for match in trial.score.matches)
    return f"{'!' if trial.is_surprising else ' '} {text}{figures}{percent(trial.score.overall):>{FIGURE_CELLS}}"


def _figure(match: Match) -> str:
    shown = f"{MARKS[match.status]}{percent(match.coverage)}"
    return " " * (FIGURE_CELLS - cells(shown)) + shown


def _verdict(tried: TryOut, phrases: Phrases) -> str:
    total, count = len(tried.trials), sum(trial.is_surprising for trial in tried.trials)
    said = phrases.trial_surprises if count else phrases.trial_as_expected
    return said.format(count=count, total=total)


def name_of(kind: SampleKind, phrases: Phrases) -> str:
    """What samples of a kind are called."""
    return str(getattr(phrases, f"trial_{kind.name.lower().removesuffix('_answer')}"))


def legend(phrases: Phrases) -> str:
    """What the marks mean."""
    return "  ".join(f"{mark} {getattr(phrases, status.value)}" for status, mark in MARKS.items())
