"""Measures of agreement between scores and human grades; None where a measure is not defined.

Plain Python: the sums of 50,000 rows take a fraction of a second, and nothing has to be loaded for them.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LEAST_SPREAD = 1e-9
"""A standard deviation below this is rounding: such values are constant. Grades differ by thousandths at least."""

MOST_LEVELS = 11
"""Grades have levels when there are at most so many different ones: 0 to 10 points. More are taken as a scale."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well scores agree with grades.

    Attributes:
        n: The rows they were computed from.
        pearson: Correlation, in [-1, 1]; None where scores or grades do not vary.
        spearman: Correlation of the ranks, ties sharing their mean rank.
        pearson_within_question: Correlation of the deviations from each question's means: what is left when easy and
            hard questions cannot be told apart. Questions with one row add nothing.
        rmse: Root of the mean squared difference; 0 is best.
        quadratic_weighted_kappa: Agreement beyond chance, squared differences counting (Cohen 1968), of grades and
            scores rounded to the nearest grade in use; None where the grades have no levels.
    """

    n: int
    pearson: float | None = None
    spearman: float | None = None
    pearson_within_question: float | None = None
    rmse: float | None = None
    quadratic_weighted_kappa: float | None = None


def figures(scores: Sequence[float], grades: Sequence[float], questions: Sequence[int]) -> Figures:
    """All measures at once.

    Args:
        scores: One per row.
        grades: The human ones, one per row.
        questions: The number of each row's question.
    """
    if not grades:
        return Figures(0)
    return Figures(
        n=len(grades),
        pearson=pearson(scores, grades),
        spearman=pearson(ranks(scores), ranks(grades)),
        pearson_within_question=pearson(deviations(scores, questions), deviations(grades, questions)),
        rmse=math.sqrt(_mean_square(scores, grades)),
        quadratic_weighted_kappa=quadratic_weighted_kappa(scores, grades),
    )


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r, in [-1, 1]; None where either does not vary."""
    count = len(first)
    if count < 2:
        return None
    mean, other_mean = math.fsum(first) / count, math.fsum(second) / count
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in first) / count)
    other_spread = math.sqrt(math.fsum((y - other_mean) ** 2 for y in second) / count)
    if min(spread, other_spread) < LEAST_SPREAD:
        return None
    both = math.fsum((x - mean) * (y - other_mean) for x, y in zip(first, second, strict=True)) / count
    return min(max(both / (spread * other_spread), -1.0), 1.0)


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of every value, from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranked = [0.0] * len(values)
    for start, end in _ties([values[place] for place in order]):
        for place in order[start:end]:
            ranked[place] = (start + 1 + end) / 2
    return ranked


def _ties(ordered: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The stretches of equal values."""
    start = 0
    for end in range(1, len(ordered) + 1):
        if end == len(ordered) or ordered[end] != ordered[start]:
            yield start, end
            start = end


def deviations(values: Sequence[float], questions: Sequence[int]) -> list[float]:
    """How far each value lies from the mean of its question."""
    grouped: dict[int, list[float]] = {}
    for question, value in zip(questions, values, strict=True):
        grouped.setdefault(question, []).append(value)
    means = {question: math.fsum(group) / len(group) for question, group in grouped.items()}
    return [value - means[question] for question, value in zip(questions, values, strict=True)]


def quadratic_weighted_kappa(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """One minus the mean squared difference over the one that chance would give; None without levels.

    Distances are those of the grades themselves, which for evenly spaced levels is the usual definition.
    """
    levels = sorted(set(grades))
    if not 2 <= len(levels) <= MOST_LEVELS:
        return None
    rounded = [_nearest(score, levels) for score in scores]
    mean, other_mean = math.fsum(rounded) / len(rounded), math.fsum(grades) / len(grades)
    by_chance = _variance(rounded, mean) + _variance(grades, other_mean) + (mean - other_mean) ** 2
    return 1 - _mean_square(rounded, grades) / by_chance


def _nearest(value: float, levels: Sequence[float]) -> float:
    """The level nearest to a value, the lower one of two."""
    place = bisect_left(levels, value)
    around = levels[max(place - 1, 0) : place + 1]
    return min(around, key=lambda level: abs(level - value))


def _variance(values: Sequence[float], mean: float) -> float:
    return math.fsum((value - mean) ** 2 for value in values) / len(values)


def _mean_square(first: Sequence[float], second: Sequence[float]) -> float:
    return math.fsum((x - y) ** 2 for x, y in zip(first, second, strict=True)) / len(first)
