"""Why there is no set as wished: the fewest wishes that cannot be met together, and what would come closest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.errors import SetError
from interviewer.model import Question
from interviewer.model.question_set import SetWish
from interviewer.sets.asking import complete, option_of, wish_options
from interviewer.sets.choice import Pool, choose, kinds_can, kinds_nearest
from interviewer.sets.demands import Demands, Line, bent, demands_of, other_topics
from interviewer.sets.gathering import Gathered, gathered, in_common
from interviewer.sets.meaning import Figures, Indices, Meaning

BENDABLE = ("--minutes", "--questions", "--mix", "--topics")
"""The options that can be met more or less; the others hold or do not."""

NEW_TOPIC = 0.5
"""A question about a topic that nobody wished for is as bad as two that are too many of another one."""


def shortage(
    questions: Sequence[Question], wish: SetWish, meaning: Meaning, excluded: Sequence[int], variants: int = 1
) -> SetError:
    """The error that says why there are no sets like this.

    Args:
        excluded: The numbers of questions that other sets ask.
        variants: How many sets were wished for.
    """
    case = _Case(questions, wish, meaning, np.array(excluded, int), variants)
    alone = replace(case, variants=1)
    if together := alone.kin_that_must():
        return SetError(
            f"{' and '.join(together)} ask nearly the same, so they cannot be in one set.", "Leave out one --must."
        )
    alike = alone.can(alone.demands.options)
    if variants > 1 and alike and alone.is_met(wish):
        return case.too_many()
    conflict = _fewest(case.demands.options, alone.can_with_kin if alike else alone.can)
    closest = list(case.closest(conflict)) or list(alone.closest(conflict))
    return SetError(alone.sentence(conflict, alike), _hint(closest))


def _hint(closest: Sequence[str]) -> str:
    told = "\n".join(f"  {proposal}" for proposal in dict.fromkeys(closest))
    return f"What would come closest:\n{told}" if told else "Ask for less, or give more questions with --bank."


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
    """A wish that so many sets cannot meet."""

    questions: Sequence[Question]
    wish: SetWish
    meaning: Meaning
    excluded: Indices
    variants: int

    @property
    def demands(self) -> Demands:
        """What is demanded."""
        return demands_of(self.questions, self.wish, self._gone)

    @property
    def _gone(self) -> frozenset[str]:
        return frozenset(self.questions[number].id for number in self.excluded)

    def can(self, options: Sequence[str]) -> bool:
        """Whether these options alone can be met, if kin may meet."""
        return kinds_can(self.demands.only(options))

    def can_with_kin(self, options: Sequence[str]) -> bool:
        """Whether these options alone can be met without two questions that are kin."""
        excluded = self.excluded if "--not-in" in options else self.excluded[:0]
        return self._can_be_made(self.demands.only(options), excluded)

    def is_met(self, wish: SetWish) -> bool:
        """Whether there are sets that meet another wish."""
        case = self._wishing(wish)
        return case._can_be_made(case.demands, case.excluded)

    def _wishing(self, wish: SetWish) -> "_Case":
        """The case of another wish, which may have given up the sets that it must not repeat."""
        return replace(
            self, wish=wish, excluded=self.excluded if wish.not_in == self.wish.not_in else self.excluded[:0]
        )

    def _can_be_made(self, demands: Demands, excluded: Indices) -> bool:
        return kinds_can(demands) and self._gathered(demands, excluded) is not None

    def _gathered(
        self, demands: Demands, excluded: Indices, own: Demands | None = None, bends: Figures | None = None
    ) -> Gathered | None:
        """Sets without kin; of questions that meet `demands`, and themselves `own`, as nearly as can be.

        Args:
            bends: (lines of own,) as in `choose`.
        """

        def find(pool: Pool, numbers: Indices) -> list[Indices] | None:
            asked = pool if own is None else replace(pool, demands=own.among(numbers))
            _, nearly = in_common(self.questions, numbers)
            return choose(asked, np.zeros((self.variants, len(numbers))), nearly, bends)

        return gathered(self.questions, demands, self.meaning, excluded, self.wish.seed, find)

    def kin_that_must(self) -> list[str]:
        """Two questions that both have to be in the set, and are kin."""
        numbers = np.array([n for n, question in enumerate(self.questions) if question.id in self.wish.must], int)
        if len(numbers) < 2:
            return []
        self.meaning.finds_more_kin(numbers, numbers)
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
                return f"{line.option} asks for {_asked(line)}; {there_are}{where}."
        if len(named) == 1:
            return f"{named[0]} cannot be met: no choice of questions comes to that."
        return f"These wishes cannot be met together, though without any one of them they could: {', '.join(named)}."

    def too_many(self) -> SetError:
        """The error where there is one set like this, but not so many."""
        named = ", ".join(option_of(self.wish, option) for option in self.demands.options)
        fewer = (replace(self, variants=count) for count in range(self.variants - 1, 0, -1))
        most = next(case for case in fewer if case.is_met(self.wish))
        closest = [f"--variants {most.variants} {wish_options(self.wish)}", *self.closest(self.demands.options)]
        return SetError(
            f"There are not enough questions for {self.variants} sets of equal difficulty and length that share none, "
            f"with {named}.",
            _hint(closest),
        )

    def _said(self, wish: SetWish) -> str:
        return (f"--variants {self.variants} " if self.variants > 1 else "") + wish_options(wish)

    # What would come closest

    def closest(self, conflict: Sequence[str]) -> Iterator[str]:
        """Options of sets that there are: with one wish changed as little as can be; where that is no use, with more.

        All that can be changed little by little, then beside it one of the others given up, then all of these; until
        something is found that asks about no topic that nobody wished for.
        """
        bendable = [option for option in self.demands.options if option in BENDABLE]
        rigid = [option for option in conflict if option not in BENDABLE]
        ladder = [
            [[option] for option in conflict],
            [bendable],
            [[*bendable, option] for option in rigid],
            [[*bendable, *rigid]],
            [list(self.demands.options)],
        ]
        for place, step in enumerate(ladder):
            found = [wish for options in step if (wish := self._nearest(options, adds=not place))]
            yield from (self._said(wish) for wish in found)
            if any(wish.topics.keys() <= self.wish.topics.keys() for wish in found):
                return

    def _nearest(self, options: Sequence[str], adds: bool) -> SetWish | None:
        """The wish that comes closest when these options give way; None where there is no set like that.

        Args:
            adds: Whether it may name topics that were not wished for.
        """
        wish = self.wish
        for option in options:
            wish = _without(wish, option)
        case = self._wishing(wish)
        for found in case._bent([option for option in options if option in BENDABLE], adds):
            if self.is_met(whole := complete(found)):
                return whole
            if found != whole:
                shorter = self._wishing(whole)._bent(["--minutes"], adds)
                return next((short for short in shorter if self.is_met(short)), None)
        return None

    def _bent(self, bendable: Sequence[str], adds: bool) -> Iterator[SetWish]:
        """The wish with these options as they can be met if kin may meet, and as they can where it must not."""
        if not bendable:
            yield self.wish
            return
        others = other_topics(self.questions, self.wish) if adds else ()
        demands = demands_of(self.questions, self.wish, self._gone, others=others)
        bends = np.array([_bends(line, others) if line.option in bendable else 0.0 for line in demands.lines])
        for nearest in (kinds_nearest, self._nearest_apart):
            totals = nearest(demands, bends)
            if totals is not None:
                wish = self.wish
                for option in bendable:
                    wish = bent(wish, option, demands, totals)
                yield wish

    def _nearest_apart(self, demands: Demands, bends: Figures) -> Figures | None:
        """(lines,) as `kinds_nearest`, but without two questions that are kin; of several sets, the longest one."""
        kept = [option for option, bend in zip((line.option for line in demands.lines), bends, strict=True) if not bend]
        found = self._gathered(demands.only(kept), self.excluded, demands, bends)
        if found is None:
            return None
        timed = [place for place, line in enumerate(demands.lines) if line.option == "--minutes"]
        totals = [demands.amounts[:, found.numbers[chosen]].sum(axis=1) for chosen in found.sets]
        return np.asarray(max(totals, key=lambda one: float(one[timed].sum())))


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
        case "--not-in":
            return replace(wish, not_in=())
        case _:
            return wish


def _bends(line: Line, others: Sequence[str]) -> float:
    """How easily a line that may bend does; that of all other topics together cannot be said in a wish."""
    if line.option != "--topics" or line.high:
        return 1.0
    return NEW_TOPIC if others else 0.0


def _asked(line: Line) -> str:
    """What a line asks for, in words."""
    if line.option == "--minutes":
        return f"at least {line.low:g} minutes, nine tenths of {line.high:g}"
    return f"{line.low:g} {line.counted if line.low != 1 else line.counted.replace('questions', 'question')}"
