"""Does the drill ask what is weak? `python -m benchmarks.drill` lets simulated candidates practise for weeks.

Each has a mock interview of eight questions and then drills 20 minutes on six evenings of seven, through the real
session, scorer and database. The definition of weak was chosen on seeds 0 to 9; the figures are those of other seeds.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path
from statistics import correlation, fmean

from benchmarks.course import Course, Look, Simulation
from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.model import Pace
from interviewer.model.review import Card
from interviewer.session import Grader

SEEDS = range(100, 120)
BEGINS_AT = datetime(2026, 9, 1, 19, tzinfo=UTC)
MINUTES = 20.0
WEAK_BELOW = 0.8
"""The score to expect below which a question is truly weak."""

FIRST = 5
"""About as many questions as an evening has room for."""

Truth = Callable[[Look], set[str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well picks agree with the truth, over many evenings.

    Attributes:
        right: Picks that are truly weak.
        picked: Picks.
        weak: Truly weak items.
    """

    right: float
    picked: int
    weak: int

    @property
    def precision(self) -> float:
        """The share of the picks that are truly weak."""
        return self.right / self.picked if self.picked else 0.0

    @property
    def recall(self) -> float:
        """The share of the truly weak that are picked."""
        return self.right / self.weak if self.weak else 0.0


def main() -> None:
    """Plays the courses and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="how many candidates")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bank = load_bank([builtin_directory()], Path(folder))
        seeds = SEEDS[: asked.seeds]
        courses = list(play(bank, Path(folder) / "due", seeds, asked.days))
        print("\n".join([*_load_lines(courses, len(bank.questions)), "", *_weak_lines(courses), ""]), flush=True)
        more = list(play(bank, Path(folder) / "weak", seeds, asked.days, also_weak=True))
        print("\n".join(_end_lines(courses, more)))


def play(bank: Bank, folder: Path, seeds: Iterable[int], days: int, also_weak: bool = False) -> Iterator[Course]:
    """What happens to each candidate; `also_weak` gives what is left of an evening to `drill --weak-only`."""
    for seed in seeds:
        places = folder / f"{seed}"
        places.mkdir(parents=True)
        grader = Grader(bank, folder / "cache")
        yield Simulation(grader, places, seed, Pace(minutes=MINUTES), BEGINS_AT, also_weak).run(days)


# What is weak


def agreement(looks: Iterable[Look], pick: Callable[[Look], Sequence[str]], truth: Truth) -> Agreement:
    """How well picks agree with the truth."""
    right, picked, weak = 0, 0, 0
    for look in looks:
        chosen, wanted = set(pick(look)), truth(look)
        right, picked, weak = right + len(chosen & wanted), picked + len(chosen), weak + len(wanted)
    return Agreement(right, picked, weak)


def random_agreement(looks: Iterable[Look], truth: Truth, most: int | None = None) -> Agreement:
    """What random picks, as many as ours, reach on average."""
    right, picked, weak = 0.0, 0, 0
    for look in looks:
        size, wanted = len(look.picked[:most]), len(truth(look))
        right += size * wanted / max(len(look.cards), 1)
        picked, weak = picked + size, weak + wanted
    return Agreement(right, picked, weak)


def lowest_last(look: Look, most: int | None = None) -> list[str]:
    """As many items as ours, those with the lowest last score."""
    return sorted(look.cards, key=lambda item: (_last_score(look.cards[item]), item))[: len(look.picked[:most])]


def truly_weak(look: Look) -> set[str]:
    """The items whose expected score is too low."""
    return {item for item, score in look.expected.items() if score < WEAK_BELOW}


def lowest_third(look: Look) -> set[str]:
    """The third of the items with the lowest expected scores."""
    ranked = sorted(look.expected, key=lambda item: (look.expected[item], item))
    return set(ranked[: max(len(ranked) // 3, 1)])


def _last_score(card: Card) -> float:
    return card.last_score or 0.0


def _weak_lines(courses: Sequence[Course]) -> list[str]:
    """One row per kind of item, truth and number of picks: precision and recall of ours and of the two others."""
    kinds = {
        "questions": [look for course in courses for look in course.looks if look.picked],
        "points": [look for course in courses for look in course.point_looks if look.picked],
    }
    truths: dict[str, Truth] = {f"expected below {WEAK_BELOW:g}": truly_weak, "lowest third": lowest_third}
    lines = [
        "| picks | truly weak | --weak-only | lowest last score | random |",
        "|---|---|---|---|---|",
    ]
    for kind, looks in kinds.items():
        for most in (None, FIRST):
            for name, truth in truths.items():
                found = (
                    agreement(looks, lambda look, most=most: look.picked[:most], truth),  # type: ignore[misc]
                    agreement(looks, lambda look, most=most: lowest_last(look, most), truth),  # type: ignore[misc]
                    random_agreement(looks, truth, most),
                )
                size = f"first {most}" if most else "all"
                cells = " | ".join(f"{each.precision:.3f} / {each.recall:.3f}" for each in found)
                lines.append(f"| {kind}, {size} | {name} | {cells} |")
    return lines


# The load


def _load_lines(courses: Sequence[Course], questions: int) -> list[str]:
    """What the evenings were like."""
    asked = [attempt for course in courses for attempt in course.asked]
    never = sum(questions - len({attempt.item for attempt in course.asked}) for course in courses)
    weakest, middle, strongest = (fmean(days) for days in gaps(courses))
    return [
        f"candidates: {len(courses)}, questions asked: {len(asked)}, evenings: {sum(len(c.planned) for c in courses)}",
        f"questions never asked: {never}",
        f"days overdue when asked, most: {max(attempt.overdue_days for attempt in asked):.1f}",
        f"days overdue at the end, most: {max(max(course.overdue_days.values()) for course in courses):.1f}",
        f"minutes planned for an evening, most: {max(max(course.planned) for course in courses):.1f} of {MINUTES:g}",
        f"minutes spent on an evening, most: {max(max(course.spent) for course in courses):.1f}",
        f"new questions on an evening, most: {max(max(course.new) for course in courses)} of {Pace().new}",
        f"days until asked again, by the expected score: weakest third {weakest:.1f}, middle {middle:.1f}, "
        f"strongest {strongest:.1f}; correlation with the logarithm of the days {_correlation(courses):.2f}",
        f"candidates with whom --weak-only beats the lowest last score: {_wins(courses)}",
    ]


def intervals(course: Course) -> Iterator[tuple[float, int]]:
    """For each question that was asked again: the score there was to expect of it, and the days until then."""
    for number, attempt in enumerate(course.asked):
        later = [other.day for other in course.asked[number + 1 :] if other.item == attempt.item]
        if later:
            yield attempt.expected, later[0] - attempt.day


def gaps(courses: Iterable[Course]) -> tuple[list[int], list[int], list[int]]:
    """The days until questions were asked again: of those with the lowest expected scores, the middle, the highest."""
    pairs = sorted(pair for course in courses for pair in intervals(course))
    third = len(pairs) // 3
    days = [days for _, days in pairs]
    return days[:third], days[third : len(days) - third], days[len(days) - third :]


def _correlation(courses: Iterable[Course]) -> float:
    pairs = [pair for course in courses for pair in intervals(course)]
    return correlation([score for score, _ in pairs], [log(days) for _, days in pairs])


def _end_lines(due: Sequence[Course], also_weak: Sequence[Course]) -> list[str]:
    """Where the candidates stand at the end."""
    lines = ["| an evening is | minutes, mean | expected score of the whole bank at the end |", "|---|---|---|"]
    for name, courses in (("`drill`", due), ("`drill`, then `drill --weak-only`", also_weak)):
        minutes = fmean(fmean(course.spent) for course in courses)
        lines.append(f"| {name} | {minutes:.1f} | {fmean(course.at_end for course in courses):.2f} |")
    return lines


def _wins(courses: Sequence[Course]) -> str:
    """With how many candidates more of the picks are right, for questions and for points; picks are equally many."""
    won = {"questions": 0, "points": 0}
    for course in courses:
        for kind, looks in (("questions", course.looks), ("points", course.point_looks)):
            ours = agreement(looks, lambda look: look.picked, truly_weak)
            won[kind] += ours.right > agreement(looks, lowest_last, truly_weak).right
    return ", ".join(f"{kind} {count} of {len(courses)}" for kind, count in won.items())


if __name__ == "__main__":
    main()
