"""The scores of all rows, written to a file.

They are written beside the file under another name, which is changed at the end: nobody takes the first half of an
interrupted run for the whole.
"""

import contextlib
import errno
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from interviewer.errors import EvaluationError, UsageError
from interviewer.evaluation.rows import BadRow
from interviewer.model import Language, Match, Question, Score

Keep = Callable[[object], None]
"""Writes one prediction."""


@contextmanager
def predictions_file(out: Path | None, inputs: Sequence[Path]) -> Iterator[Keep]:
    """What writes a prediction; nothing is written where `out` is None.

    A device or pipe is written to directly.

    Raises:
        UsageError: The file cannot be written, or is one of the inputs.
        EvaluationError: The disk is full, or fails otherwise.
    """
    if out is None:
        yield lambda _: None
        return
    with _refused(out):
        out = _checked(out, inputs)
        written = out.with_name(f".{out.name}.{os.getpid()}.tmp") if out.is_file() or not out.exists() else out
        file = written.open("w", encoding="utf-8", newline="\n")
    try:
        yield lambda prediction: _write(file, prediction, out)
        with _told(out):
            file.close()
            if written != out:
                written.replace(out)
    finally:
        with contextlib.suppress(OSError):  # what led here is told, not that the rest could not be written either
            file.close()
        if written != out:
            written.unlink(missing_ok=True)


def _checked(out: Path, inputs: Sequence[Path]) -> Path:
    """The file itself, where a link was named."""
    if any(out.exists() and path.exists() and out.samefile(path) for path in inputs):
        raise UsageError(
            f"The predictions would replace the graded answers in {out}.", "Give --predictions another name."
        )
    if out.exists() and not os.access(out, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return Path(os.path.realpath(out))  # `resolve` gives up on links that go in a circle


@contextmanager
def _refused(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The predictions cannot be written to {out}: {error.strerror}.", "Give --predictions another name."
        ) from error


def _write(file: IO[str], prediction: object, out: Path) -> None:
    with _told(out):
        file.write(json.dumps(prediction, ensure_ascii=False) + "\n")


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EvaluationError(f"The predictions could not be written to {out}: {error.strerror}.") from error


def prediction(row_id: str, question: Question, score: Score, language: Language) -> dict[str, object]:
    """What is written of a row that was scored; the points in the question's order.

    Args:
        row_id: As the row says, or its place.
        language: To show the points in.
    """
    texts = {point.id: point.text.best(language) for point in question.key_points}
    return {
        "id": row_id,
        "score": score.overall,
        "points": [_point(texts[match.point_id], match) for match in score.matches],
        "scorer": score.scorer,
    }


def _point(text: str, match: Match) -> dict[str, object]:
    return {"text": text, "coverage": match.coverage, "status": match.status, "evidence": match.quote}


def failed_prediction(row_id: str, row: BadRow, scorer: str) -> dict[str, object]:
    """What is written of a row that cannot be used, so that the others keep their places."""
    return {"id": row_id, "score": None, "points": [], "scorer": scorer, "error": row.message}
