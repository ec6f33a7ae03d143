"""Question sets out of a bank: what the questions mean is compared here, the sets are found in `sets`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import numpy as np

from interviewer.bank import Bank
from interviewer.errors import UsageError
from interviewer.model import POINT_MARK, Language, Question
from interviewer.model.question_set import QuestionSet, SetWish
from interviewer.scoring.encoder import StaticEncoder, load_static_encoder
from interviewer.scoring.kinship import SAME_FROM, Kinship
from interviewer.scoring.likeness import MOSTLY, Likeness
from interviewer.sets import UNIT, Figures, Indices, Mask, make_sets


@dataclass(frozen=True, slots=True)
class MadeSet:
    """A set that was made, with its figures.

    Attributes:
        diversity: The mean distance in meaning of two of its questions, in [0, 1].
    """

    set: QuestionSet
    questions: tuple[Question, ...]
    diversity: float

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(question.minutes for question in self.questions)


def find_sets(bank: Bank, wish: SetWish, names: Sequence[str], excluded: Iterable[str] = ()) -> tuple[MadeSet, ...]:
    """Sets that meet the wish, one for each name. Drafts are in none.

    The built-in encoder compares the questions, whichever one scores: everybody gets the same sets.

    Args:
        excluded: Ids of questions that other sets ask; what the bank has no longer does not matter.

    Raises:
        BankError: The bank has no such question, topic or tag.
        UsageError: The wish contradicts itself.
        SetError: There are no such sets.
        ModelError: The encoder's files are missing or damaged.
    """
    _check(bank, wish, len(names))
    places = {question.id: number for number, question in enumerate(bank.questions)}
    gone = sorted({places[question_id] for question_id in excluded if question_id in places})
    found = make_sets(bank.questions, wish, BankMeaning(bank.questions), gone, len(names))
    return tuple(_made(bank, name, wish, one.numbers, one.diversity) for name, one in zip(names, found, strict=True))


class BankMeaning:
    """What the questions of a bank mean, as the making of sets wants to know it.

    Vectors compare any number of questions at once; the few that are chosen are compared by `Kinship`, which knows
    better and takes longer.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._looked_at: dict[tuple[int, int], bool] = {}
        self._by_vectors: dict[tuple[bytes, bytes], Mask] = {}

    def distances(self, some: Indices, others: Indices) -> Figures:
        """1 - likeness, in whole units."""
        return np.round((1 - self._likeness.likeness(some, others)) * UNIT)

    def kin(self, some: Indices, others: Indices) -> Mask:
        """Which ask the same or share most of their key points."""
        asked = some.tobytes(), others.tobytes()
        if asked not in self._by_vectors:
            self._by_vectors[asked] = self._likeness.kin(some, others)
        kin = self._by_vectors[asked].copy()
        for (one, other), is_kin in self._looked_at.items():
            if is_kin:
                kin |= (some[:, None] == one) & (others == other) | (some[:, None] == other) & (others == one)
        return kin

    def finds_more_kin(self, some: Indices, others: Indices) -> bool:
        """Whether two of these ask the same or share most of their key points, which the vectors did not show."""
        pairs = {
            (min(one, other), max(one, other)) for one in some.tolist() for other in others.tolist() if one != other
        }
        fresh = sorted(pairs - self._looked_at.keys())
        for one, group in groupby(fresh, key=itemgetter(0)):
            self._look_at(one, [other for _, other in group])
        return any(self._looked_at[pair] for pair in fresh)

    def _look_at(self, one: int, others: Sequence[int]) -> None:
        """Compares a question with others more closely than vectors can."""
        kinship, question = self._kinship, self._questions[one]
        shares = kinship.shared_with(question, [self._questions[other] for other in others])
        for other, shared in zip(others, shares, strict=True):
            asks_the_same = kinship.likeness(question, self._questions[other]) >= SAME_FROM
            self._looked_at[one, other] = asks_the_same or shared > MOSTLY

    def quality(self, some: Indices) -> Figures:
        """The mean of: has sources, exists in both languages, has probes, its points are different from one another."""
        written = np.array([_written(self._questions[number]) for number in some.tolist()])
        return np.round((written * 3 + self._likeness.separation(some)) / 4 * UNIT)

    @cached_property
    def _encoder(self) -> StaticEncoder:
        return load_static_encoder()

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._encoder, self._questions)

    @cached_property
    def _kinship(self) -> Kinship:
        return Kinship(self._encoder, self._questions)


def _written(question: Question) -> float:
    """How much of what makes a question good is there, in [0, 1]."""
    probes = sum(bool(point.probe.languages) for point in question.key_points) / len(question.key_points)
    return (bool(question.sources) + (len(question.text.languages) == len(Language)) + probes) / 3


def _made(bank: Bank, name: str, wish: SetWish, numbers: Iterable[int], diversity: float) -> MadeSet:
    questions = tuple(bank.questions[number] for number in numbers)
    ids = tuple(question.id for question in questions)
    return MadeSet(QuestionSet(name, ids, wish.language, wish.seed), questions, diversity)


def _check(bank: Bank, wish: SetWish, sets: int) -> None:
    bank.check(topics=wish.topics, tags=wish.tags)
    for question_id in (*wish.must, *wish.never):
        if POINT_MARK in question_id:
            raise UsageError(f"{question_id} is a key point.", "Sets are made of questions; leave out the part from #.")
        bank.get(question_id)
    if both := sorted(set(wish.must) & set(wish.never)):
        raise UsageError(f"{both[0]} is in --must and in --not.", "Leave out one of them.")
    if wish.must and sets > 1:
        raise UsageError(
            "Sets that share no question cannot all have the same one in it.", "Give --must or --variants, not both."
        )
