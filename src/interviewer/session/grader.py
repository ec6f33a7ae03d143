"""Scoring within a session: the models are loaded when they are first needed, and one thread scores at a time."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import Bank
from interviewer.model import POINT_MARK, Question, Score

if TYPE_CHECKING:
    from interviewer.evaluation import Report
    from interviewer.model.learning import Example, Lesson
    from interviewer.scoring import EntailmentModel, Learner, Scorer
    from interviewer.scoring.encoder import Encoder
    from interviewer.scoring.kinship import Kinship


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a grader's scores depend on, for another process."""

    bank: Bank
    cache: Path
    examples: "tuple[Example, ...]"
    model: str
    models: Path | None


class Grader:
    """Scores answers to the questions of one bank, corrected by what was learnt from graded answers."""

    def __init__(
        self,
        bank: Bank,
        cache: Path,
        read_examples: "Callable[[], tuple[Example, ...]]" = tuple,
        model: str = "builtin",
        models: Path | None = None,
    ) -> None:
        """Prepares a grader; nothing is loaded yet.

        Args:
            read_examples: The graded answers that were learnt from.
            model: The encoder's name.
            models: The folder of the compiled models.
        """
        self.bank = bank
        self.read_examples = read_examples
        self.cache = cache
        self._model = model
        self._models = models
        self._turn = threading.Lock()

    @property
    def scorer_name(self) -> str:
        """Which scorer gives the scores."""
        return self._scorer.name

    @property
    def judge_name(self) -> str:
        """Which entailment model settles doubts; an empty string where none does."""
        return self._entailment.name if self._entailment else ""

    def recipe(self) -> "Recipe":
        """What another process needs to make the same grader."""
        return Recipe(self.bank, self.cache, self.read_examples(), self._model, self._models)

    @classmethod
    def made_from(cls, recipe: "Recipe") -> "Grader":
        """A grader that gives the same scores as the one that wrote the recipe."""
        return cls(recipe.bank, recipe.cache, lambda: recipe.examples, recipe.model, recipe.models)

    def warm_up(self, question: Question | None = None) -> None:
        """Loads the scorer, and what it needs for this question, so that an answer need not wait; from any thread.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        with self._turn:
            if question:
                self._learner.prepare(self.bank.get(question.id.partition(POINT_MARK)[0]))
            else:
                _ = self._learner

    def grade(self, question: Question, answer: str) -> Score:
        """The score of an answer, saving nothing; to a question about one key point only that point counts."""
        from interviewer.scoring import only_point, settle_by_entailment

        question_id, _, point_id = question.id.partition(POINT_MARK)
        whole = self.bank.get(question_id) if point_id else question
        with self._turn:
            score = self._learner.score(whole, answer)
            if self._entailment is not None:
                score = settle_by_entailment(whole, score, self._entailment)
        return only_point(score, point_id) if point_id else score

    def grade_best(self, questions: Sequence[Question], answer: str) -> tuple[Question, Score]:
        """The one of several questions, each with another accepted answer, that the answer fits best, and its score."""
        if len(questions) == 1 and questions[0].id in self.bank:
            return questions[0], self.grade(questions[0], answer)
        with self._turn:
            return self._scorer.score_best(questions, answer)

    def grade_unlearnt(self, question: Question, answer: str) -> Score:
        """The scorer's own score: the bank is not judged by what one candidate taught."""
        with self._turn:
            return self._scorer.score(question, answer)

    def trial_of(self, question: Question, instead_of: str) -> Callable[[str], Score]:
        """What scores answers to a question that is not in the bank like this, as if it were.

        Args:
            question: With at least one key point.
            instead_of: The id of the bank's question whose place it takes, if there is one.
        """
        with self._turn:
            known = self.bank.find(question.id) == question
            scorer = self._scorer if known else self._scorer.with_question(question, instead_of)

        def score(answer: str) -> Score:
            with self._turn:
                return scorer.score(question, answer)

        return score

    @cached_property
    def encoder(self) -> "Encoder":
        """What texts are compared by.

        Raises:
            ModelError: Its files are missing or damaged.
        """
        from interviewer.scoring.models import load_encoder

        return load_encoder(self._model, self._models)

    def evaluate(self, paths: Sequence[Path], out: Path | None, advance: Callable[[int], None]) -> "Report":
        """How well the scorer agrees with the grades in these files.

        Args:
            out: Where to write the score of every row, or None.
            advance: Called with the number of bytes that have been dealt with since the last call.

        Raises:
            UsageError: A file cannot be read, or `out` not be written.
            EvaluationError: `out` cannot be written to the end.
            ModelError: The encoder's files are missing or damaged.
        """
        from interviewer.evaluation import Judges, evaluate

        by_id = {question.id: question for question in self.bank.questions}
        return evaluate(paths, Judges(self.scorer_name, self.grade_best, by_id.get), out, advance)

    # Questions among each other

    @cached_property
    def kinship(self) -> "Kinship":
        """How near questions are to those of the bank and its drafts; loads the encoder, but no scorer.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        from interviewer.scoring.kinship import Kinship

        with self._turn:
            return Kinship(self.encoder, self.bank.questions + self.bank.drafts)

    def central(self, texts: Sequence[str], most: int) -> Sequence[int]:
        """Which of the texts say most of what all of them say, as their places in ascending order."""
        from interviewer.scoring.centre import central

        return central(self.encoder, texts, most)

    # Graded answers

    def lessons(self) -> "tuple[Lesson, ...]":
        """What graded answers teach about the questions of the bank."""
        return self._lessons(self._learner, self.bank.questions)

    def lessons_of(self, examples: "Iterable[Example]", question_ids: set[str]) -> "tuple[tuple[Lesson, ...], int]":
        """What these examples would teach about these questions, and how many graded answers teach nothing."""
        from interviewer.scoring import Learner

        learner = Learner(self._scorer, examples)
        about = tuple(question for question in self.bank.questions if question.id in question_ids)
        return self._lessons(learner, about), sum(learner.silent(question) for question in about)

    def learn_anew(self) -> None:
        """Reads the examples again before the next answer is scored."""
        self.__dict__.pop("_learner", None)

    # Inside

    def _lessons(self, learner: "Learner", questions: Iterable[Question]) -> "tuple[Lesson, ...]":
        with self._turn:
            return tuple(lesson for question in questions for lesson in learner.lessons(question))

    @cached_property
    def _scorer(self) -> "Scorer":
        from interviewer.scoring import Scorer

        return Scorer(self.encoder, self.bank.questions, self.cache)

    @cached_property
    def _entailment(self) -> "EntailmentModel | None":
        from interviewer.scoring import load_entailment

        return load_entailment(self._models) if self._models else None

    @cached_property
    def _learner(self) -> "Learner":
        from interviewer.scoring import Learner

        return Learner(self._scorer, self.read_examples())
