"""Question files that this program writes: new ones, and additions to those that an author has written."""

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from interviewer.bank.nodes import LARGEST_FILE_BYTES
from interviewer.bank.writer import question_fields, question_yaml
from interviewer.errors import BankError
from interviewer.model import Question
from interviewer.whole_file import whole_file

MOST_ESCAPED = 12
"""A character takes at most so many bytes in a file, with all that is written around it."""


def file_of(folder: Path, question: Question) -> Path:
    """Where a question of this bank folder stands."""
    return folder / f"{question.id}.yaml"


def is_too_large(question: Question) -> bool:
    """Whether its file would be larger than the bank reads."""
    if len(repr(question)) * MOST_ESCAPED <= LARGEST_FILE_BYTES:
        return False
    return _bytes(question_yaml(question)) > LARGEST_FILE_BYTES


def check_room(folder: Path, questions: Iterable[Question]) -> None:
    """Sees to it, before the first of these questions is written, that each can have its file.

    Raises:
        BankError: A file stands where a folder has to be, or a folder cannot be written to.
    """
    for parent in dict.fromkeys(file_of(folder, question).parent for question in questions):
        there = next(path for path in (parent, *parent.absolute().parents) if os.path.lexists(path))
        if not there.is_dir():
            raise BankError(f"{there} is a file, where a folder has to be.", "Rename it, or choose another folder.")
        if not os.access(there, os.W_OK | os.X_OK):
            raise BankError(f"Nothing can be written to {there}.", "Choose a folder that can be written to.")


def add_question(folder: Path, question: Question) -> Path:
    """Writes a question into a file of its own; a file that is there already is never touched.

    Raises:
        BankError: There is such a file, or it cannot be written, or it would be larger than the bank reads.
    """
    path = file_of(folder, question)
    _write(path, question_yaml(question), replaces=False)
    return path


def extend_question(path: Path, question: Question) -> None:
    """Adds to a question file what it lacks of this question; its own lines and comments stay as they are.

    Raises:
        BankError: It cannot be read or written, or would be larger than the bank reads.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 10_000
    editor.indent(mapping=2, sequence=4, offset=2)
    try:
        document = editor.load(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, YAMLError) as error:
        raise BankError(f"The question file {path} cannot be read: {error}.", "Mend it and try again.") from error
    if not question.draft:
        document.pop("draft", None)
    _extend(document, question_fields(question))
    text = io.StringIO()
    editor.dump(document, text)
    _write(path, text.getvalue(), replaces=True)


def _extend(there: Any, wanted: Any) -> None:
    """Adds to a mapping the keys, and to a list the items, that are only in the other one."""
    if isinstance(wanted, dict):
        for name, value in wanted.items():
            if name in there:
                _extend(there[name], value)
            else:
                there[name] = value
    elif isinstance(wanted, list):
        for item in wanted:
            same = next((old for old in there if _is_same(old, item)), None)
            if same is None:
                there.append(item)
            elif isinstance(item, dict):
                _extend(same, item)


def _is_same(old: Any, item: Any) -> bool:
    if isinstance(item, dict):
        return bool(old == item or ("id" in item and old.get("id") == item["id"]))
    return str(old).strip() == str(item)


def _bytes(content: str) -> int:
    return len(content.encode(errors="surrogatepass"))


def _write(path: Path, content: str, replaces: bool) -> None:
    if _bytes(content) > LARGEST_FILE_BYTES:
        raise BankError(
            f"{path} would be larger than {LARGEST_FILE_BYTES:,} bytes, which no question file may be.", "Shorten it."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path, replaces) as part:
            part.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        if not replaces and path.exists():
            raise BankError(f"{path} is there already.", "It was not changed; choose another id or folder.") from error
        raise BankError(
            f"{path} cannot be written: {error.strerror}.", "Choose a folder that can be written to."
        ) from error
