"""Why there is no set as wished: the fewest wishes that cannot be met together, and what would come closest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.errors import SetError
from interviewer.model import Question
from interviewer.model.question_set import SetWish
from interviewer.sets.asking import option_of, wish_options
from interviewer.sets.choice import choose, kinds_can, kinds_nearest
from interviewer.sets.demands import Demands, bent, demands_of
from interviewer.sets.gathering import gather
from interviewer.sets.meaning import Figures, Indices, Meaning

BENDABLE = ("--minutes", "--questions", "--mix", "--topics")
"""The options that can be met more or less; the others hold or do not."""


def shortage(
    questions: Sequence[Question], wish: SetWish, meaning: Meaning, excluded: Sequence[int], size: int
) -> SetError:
    """The error that says why there is no set like this.

    Args:
        size: Kinship is looked at among so many questions at most.
    """
    case = _Case(questions, wish, meaning, np.array(excluded, int), size)
    if together := case.kin_that_must():
        return SetError(
            f"{' and '.join(together)} ask nearly the same, so they cannot be in one set.", "Leave out one --must."
        )
    alike = case.can(case.demands.options)
    conflict = _fewest(case.demands.options, case.can_with_kin if alike else case.can)
    closest = "\n".join(f"  {proposal}" for proposal in dict.fromkeys(case.closest(conflict, alike)))
    hint = f"What would come closest:\n{closest}" if closest else "Ask for less, or give more questions with --bank."
    return SetError(case.sentence(conflict, alike), hint)


def _fewest(options: Sequence[str], can: Callable[[Sequence[str]], bool]) -> list[str]:
    """Options that cannot be met together, though they can as soon as any one of them is dropped."""
    kept = list(options)
    for option in options:
        fewer = [other for other in kept if other != option]
        if not can(fewer):
            kept = fewer
    return kept


@dataclass(frozen=True, slots=True)
class _Case:
    """A wish that cannot be met."""

    questions: Sequence[Question]
    wish: SetWish
    meaning: Meaning
    excluded: Indices
    size: int

    @property
    def demands(self) -> Demands:
        """What is demanded."""
        return self.demands_for(self.wish, self.excluded)

    def demands_for(self, wish: SetWish, excluded: Indices) -> Demands:
        """What another wish would demand, and without these questions."""
        return demands_of(self.questions, wish, frozenset(self.questions[number].id for number in excluded))

    def can(self, options: Sequence[str]) -> bool:
        """Whether these options alone can be met, if kin may meet."""
        return kinds_can(self.demands.only(options))

    def can_with_kin(self, options: Sequence[str]) -> bool:
        """Whether these options alone can be met without two questions that are kin."""
        excluded = self.excluded if "--not-in" in options else self.excluded[:0]
        return self._solvable(self.demands.only(options), excluded)

    def _solvable(self, demands: Demands, excluded: Indices) -> bool:
        if not kinds_can(demands):
            return False
        pool, _ = gather(self.questions, demands, self.meaning, excluded, self.wish.seed, self.size)
        return choose(pool, np.zeros((1, len(pool.liking)))) is not None

    def kin_that_must(self) -> list[str]:
        """Two questions that both have to be in the set, and are kin."""
        numbers = np.array([n for n, question in enumerate(self.questions) if question.id in self.wish.must], int)
        if len(numbers) < 2:
            return []
        kin = self.meaning.kin(numbers, numbers)
        pairs = [(one, other) for one in range(len(numbers)) for other in range(one) if kin[one, other]]
        return [self.questions[numbers[place]].id for place in sorted(pairs[0])] if pairs else []

    # In words

    def sentence(self, conflict: Sequence[str], alike: bool) -> str:
        """What is wrong, in one sentence."""
        named = [option_of(self.wish, option) for option in conflict]
        if alike:
            among = f"meet {', '.join(named)}" if named else "are left"
            return f"Too many of the questions that {among} ask nearly the same, which one set must not."
        demands = self.demands.only(conflict)
        totals = demands.amounts[:, demands.possible()].sum(axis=1)
        for line, total in zip(demands.lines, totals, strict=True):
            if total < line.low and line.option in BENDABLE and (total or line.option != "--minutes"):
                others = (said for said, name in zip(named, conflict, strict=True) if name != line.option)
                where = "".join(f" with {said}" for said in others)
                there_are = f"there are only {total:g}" if total else "there are none"
                return f"{line.option} asks for {_least(line.low)} {line.counted}; {there_are}{where}."
        if len(named) == 1:
            return f"{named[0]} cannot be met: no choice of questions comes to that."
        return f"These wishes cannot be met together, though without any one of them they could: {', '.join(named)}."

    # What would come closest

    def closest(self, conflict: Sequence[str], alike: bool) -> Iterator[str]:
        """Options of sets that there are: with one wish changed as little as can be; where that is no use, with all."""
        found = [proposal for option in conflict if (proposal := self._proposal([option], alike))]
        bendable = [option for option in self.demands.options if option in BENDABLE]
        yield from found or filter(None, [self._proposal(bendable, alike)])

    def _proposal(self, options: Sequence[str], alike: bool) -> str:
        """The options of the wish that comes closest when these give way; empty where there is no set like that."""
        wish = self._bent(options, alike)
        for option in options:
            wish = wish and _without(wish, option)
        excluded = self.excluded[:0] if "--not-in" in options else self.excluded
        if wish is None or not wish_options(wish) or not self._solvable(self.demands_for(wish, excluded), excluded):
            return ""
        return wish_options(wish) + (" without --not-in" if "--not-in" in options else "")

    def _bent(self, options: Sequence[str], alike: bool) -> SetWish | None:
        """The wish with those of the options that can be bent as they can be met; None where they cannot."""
        bendable = [option for option in options if option in BENDABLE]
        if not bendable:
            return self.wish
        demands, wish = self.demands, self.wish
        bends = np.array([float(line.option in bendable) for line in demands.lines])
        totals = self._nearest_apart(bendable, bends) if alike else kinds_nearest(demands, bends)
        if totals is None:
            return None
        for option in bendable:
            wish = bent(wish, option, demands, totals)
        return wish

    def _nearest_apart(self, bendable: Sequence[str], bends: Figures) -> Figures | None:
        """(lines,) as `kinds_nearest`, but of a set without two questions that are kin."""
        demands = self.demands
        rest = demands.only([option for option in demands.options if option not in bendable])
        pool, numbers = gather(self.questions, rest, self.meaning, self.excluded, self.wish.seed, self.size)
        own = demands.among(numbers)
        found = choose(replace(pool, demands=own), np.zeros((1, len(numbers))), bends=bends)
        return None if found is None else np.asarray(own.amounts[:, found[0]].sum(axis=1))


def _without(wish: SetWish, option: str) -> SetWish:
    """The wish without an option that cannot be bent."""
    match option:
        case "--tags":
            return replace(wish, tags=())
        case "--lang":
            return replace(wish, language=None)
        case "--must":
            return replace(wish, must=())
        case "--not":
            return replace(wish, never=())
        case _:
            return wish


def _least(low: float) -> str:
    return f"at least {low:g}" if not float(low).is_integer() else f"{low:g}"
