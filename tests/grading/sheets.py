"""Files of answers that the tests write, and files of scores that they read."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Called = Callable[..., tuple[int, str, str]]

REBASE = "It writes the commits anew on top of another base."
BISECT = "It searches by halving for the commit that broke something."
ROWS: list[Row] = [
    {"candidate": "Ann", "question_id": "git/rebase", "answer": REBASE, "score": 0.6, "id": "a1"},
    {"candidate": "Ann", "question_id": "git/bisect", "answer": BISECT, "score": 0.5},
    {"candidate": "王芳", "question_id": "git/rebase", "answer": "它把提交在新的基底上重新写一遍。", "score": 0.4},
    {"candidate": "王芳", "question_id": "git/bisect", "answer": " ", "score": 0},
]


def written(path: Path, *rows: Row | str) -> Path:
    """A file with these rows as JSON lines; texts are lines as they stand."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def table(path: Path, *rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A file with these rows as a table."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def read(path: Path) -> list[Row]:
    """The rows of a file of scores."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def brief(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Who answered which question with what."""
    return [(row["candidate"], row["question_id"], row["answer"]) for row in rows]
