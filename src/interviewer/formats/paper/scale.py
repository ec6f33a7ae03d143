"""What each rating from 1 to 5 stands for, made from the weights of a question's key points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interviewer.model import Question

RATINGS = (5, 4, 3, 2, 1)

SHARES = {5: Fraction(85, 100), 4: Fraction(65, 100), 3: Fraction(45, 100), 2: Fraction(20, 100), 1: Fraction(0)}
"""From which share of the weight on an answer deserves the rating. 85 % is also what the program calls easy."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The ratings of one question; points by their number, which begins at 1.

    Attributes:
        total: The weight of all points that count.
        bands: The least and the most weight of each rating; a 2 or a 4 that no sum can give is left out.
        required: Points without which an answer gets at most a 2.
        spare: Points which a 5 may lack, all of them together; none of them is required.
        half: Points that together make a 3, the required ones among them; empty where whole points make none.
        least: The cheapest point, where it alone makes a 1.
    """

    total: float
    bands: dict[int, tuple[float, float]]
    required: tuple[int, ...]
    spare: tuple[int, ...]
    half: tuple[int, ...]
    least: int | None


def full_weight(question: Question) -> float:
    """The most weight that an answer can get: of an `any_of` group only the best `need` points count."""
    return float(_sum(question, range(len(question.key_points))))


def scale_of(question: Question) -> Scale:
    """The ratings of a question whose key points weigh something."""
    points = question.key_points
    total = _sum(question, range(len(points)))
    bands = _bands(total, _step(question))
    required = [place for place, point in enumerate(points) if point.required]
    cheapest = min(range(len(points)), key=lambda place: (points[place].required, _weight(question, place), -place))
    return Scale(
        total=float(total),
        bands={rating: (float(least), float(most)) for rating, (least, most) in bands.items()},
        required=_numbers(required),
        spare=_numbers(_spare(question, total - bands[5][0])),
        half=_numbers(_half(question, required, bands[3])),
        least=cheapest + 1 if _weight(question, cheapest) <= bands[1][1] else None,
    )


def weight_of(question: Question, numbers: Sequence[int]) -> float:
    """What these points, given by number, weigh together."""
    return float(_sum(question, [number - 1 for number in numbers]))


def _weight(question: Question, place: int) -> Fraction:
    return Fraction(str(question.key_points[place].weight))


def _step(question: Question) -> Fraction:
    """All sums of whole and half weights are multiples of it."""
    weights = [_weight(question, place) for place in range(len(question.key_points))]
    common = math.lcm(*(weight.denominator for weight in weights))
    return Fraction(math.gcd(*(int(weight * common) for weight in weights)), 2 * common)


def _bands(total: Fraction, step: Fraction) -> dict[int, tuple[Fraction, Fraction]]:
    bands = {}
    above = total + step
    for rating in RATINGS:
        least = math.ceil(total * SHARES[rating] / step) * step
        if least < above:
            bands[rating] = (least, above - step)
        above = min(above, least)
    return bands


def _counting(question: Question, places: Sequence[int]) -> list[int]:
    """Those of the points that count when an answer makes them all: of a group the heaviest `need`."""
    left = dict.fromkeys(places)
    for group in question.any_of:
        members = [place for place in left if question.key_points[place].id in group.points]
        members.sort(key=lambda place: (-_weight(question, place), place))
        for place in members[group.need :]:
            del left[place]
    return list(left)


def _spare(question: Question, allowance: Fraction) -> list[int]:
    """The lightest points that an answer may lack at once, as many as weigh no more than the allowance."""
    counting = _counting(question, range(len(question.key_points)))
    grouped = {point_id for group in question.any_of for point_id in group.points}
    spare: list[int] = []
    for place in sorted(counting, key=lambda place: (_weight(question, place), -place)):
        point = question.key_points[place]
        if point.required or point.id in grouped or _weight(question, place) > allowance:
            continue
        allowance -= _weight(question, place)
        spare.append(place)
    return sorted(spare)


def _half(question: Question, required: list[int], band: tuple[Fraction, Fraction]) -> list[int]:
    """The required points and the heaviest others, until they weigh as much as a 3."""
    chosen = list(required)
    others = [place for place in range(len(question.key_points)) if place not in required]
    for place in sorted(others, key=lambda place: (-_weight(question, place), place)):
        more = [*chosen, place]
        if _sum(question, chosen) >= band[0]:
            break
        if len(_counting(question, more)) == len(more) and _sum(question, more) <= band[1]:
            chosen = more
    return sorted(chosen) if band[0] <= _sum(question, chosen) <= band[1] else []


def _sum(question: Question, places: Sequence[int]) -> Fraction:
    return sum((_weight(question, place) for place in _counting(question, places)), Fraction(0))


def _numbers(places: list[int]) -> tuple[int, ...]:
    return tuple(place + 1 for place in places)
