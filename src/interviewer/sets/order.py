"""The order in which the questions of a set are asked."""

from collections.abc import Sequence

from interviewer.model import Difficulty, Question

STEPS = tuple(Difficulty)
"""From easy to hard."""


def in_order(questions: Sequence[Question], numbers: Sequence[int]) -> tuple[int, ...]:
    """Easy questions first, to warm up, hard ones last; within a step topic by topic, the short ones first.

    A step begins with the topic that the step before it ended with, so that nobody has to jump more than necessary.
    """
    ordered: list[int] = []
    for difficulty in STEPS:
        step = [number for number in numbers if questions[number].difficulty is difficulty]
        last = questions[ordered[-1]].topic if ordered else ""
        ordered += sorted(
            step,
            key=lambda number: (
                questions[number].topic != last,
                questions[number].topic,
                questions[number].minutes,
                questions[number].id,
            ),
        )
    return tuple(ordered)
