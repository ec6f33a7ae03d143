"""A model tried on a bank: how long it takes, and how well it separates."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.model import Question
from interviewer.scoring.scorer import Scorer, load_scorer
from interviewer.scoring.separation import Separation, separate


@dataclass(frozen=True, slots=True)
class Trial:
    """What the bank says of a model.

    Attributes:
        load_s: Seconds to load it and to make the bank ready, from the cache where that knows it.
        answer_ms: Milliseconds to score a model answer, warm, on average.
        separations: One for each language.
    """

    load_s: float
    answer_ms: float
    separations: tuple[Separation, ...]


def try_scorer(
    name: str, questions: Sequence[Question], cache_dir: Path, models_dir: Path, tick: Callable[[str], None]
) -> Trial:
    """The result; the calibration it needs stays in the cache, for the first interview.

    Raises:
        ModelError: There is no such model, or it is damaged.
    """
    tick("calibrating")
    begun = time.perf_counter()
    scorer = load_scorer(questions, cache_dir, name, models_dir)
    load_s = time.perf_counter() - begun
    for question in questions:
        tick(question.id)
        scorer.prepare(question)
    return Trial(load_s, _answer_ms(scorer, questions), tuple(separate(scorer, questions)))


def _answer_ms(scorer: Scorer, questions: Sequence[Question]) -> float:
    answers = [(q, q.model_answer[language]) for q in questions for language in q.model_answer.languages]
    begun = time.perf_counter()
    for question, answer in answers:
        scorer.score(question, answer)
    return (time.perf_counter() - begun) * 1000 / max(1, len(answers))
