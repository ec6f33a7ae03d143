"""Several processes that score answers, each with a scorer of its own; the scores come in the order of the answers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import islice

from interviewer.errors import GradingError
from interviewer.grading.answers import Answer
from interviewer.model import Score
from interviewer.processes import core_count, start_pool
from interviewer.session.grader import Grader, Recipe

CHUNK = 16
"""Answers that travel together."""

CHUNKS_AHEAD = 4
"""So many chunks wait for each process: it never idles, and memory does not grow with the file."""

SCORES_KEPT = 2048
"""Answers that come again within so many are not scored again."""

MOST_PROCESSES = 8
"""Each takes 150 MB or more."""

WORTH_BYTES = 2**18
"""A smaller file is scored before further processes would have started."""

Scored = Iterator[tuple[Answer, Score]]


def score_here(grader: Grader, answers: Iterable[Answer]) -> Scored:
    """Scores in this process."""
    grade = _remembering(grader)
    for answer in answers:
        yield answer, grade(answer.question.id, answer.text)


class Workers:
    """Processes that score; they end when this is closed, or when this process is killed."""

    def __init__(self, grader: Grader, count: int) -> None:
        self._count = count
        self._pool = start_pool(count, _start, grader.recipe())

    def score(self, answers: Iterable[Answer]) -> Scored:
        """The scores in the order of the answers.

        Raises:
            GradingError: A process has died.
        """
        source = iter(answers)
        waiting: deque[tuple[list[Answer], Future[list[Score]]]] = deque()
        try:
            while True:
                while len(waiting) < self._count * CHUNKS_AHEAD and (chunk := list(islice(source, CHUNK))):
                    pairs = [(answer.question.id, answer.text) for answer in chunk]
                    waiting.append((chunk, self._pool.submit(_score, pairs)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                yield from zip(chunk, future.result(), strict=True)
        except BrokenProcessPool as error:
            raise GradingError(
                "A process that scores answers has died, perhaps for want of memory.",
                "What is scored is kept; the same command with --jobs 1 goes on from there.",
            ) from error

    def close(self) -> None:
        """Ends the processes."""
        self._pool.shutdown(cancel_futures=True)


def sensible_count(size: int) -> int:
    """How many processes a file of so many bytes is worth."""
    return min(core_count(), MOST_PROCESSES) if size >= WORTH_BYTES else 1


_grade: Callable[[str, str], Score]


def _remembering(grader: Grader) -> Callable[[str, str], Score]:
    @lru_cache(SCORES_KEPT)
    def grade(question_id: str, text: str) -> Score:
        return grader.grade(grader.bank.get(question_id), text)

    return grade


def _start(recipe: Recipe) -> None:
    global _grade  # noqa: PLW0603 - a process pool offers no other place for what a process keeps
    _grade = _remembering(Grader.made_from(recipe))


def _score(pairs: Sequence[tuple[str, str]]) -> list[Score]:
    return [_grade(question_id, text) for question_id, text in pairs]
