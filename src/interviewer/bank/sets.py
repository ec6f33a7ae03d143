"""Set files: a question set as a small YAML file that people read, edit, compare and keep.

```yaml
name: backend-1
language: en
seed: 7
wish: --minutes 30 --mix easy:2,medium:3
questions:
  - git/bisect  # easy, 2 min: What is git bisect for?
```

Only `questions` has to be there. `wish` says what the set was made by; it is not read again.
"""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import yaml

from interviewer.bank import Bank
from interviewer.bank.nodes import NodeReader, text_of
from interviewer.bank.reader import SET_KEYS
from interviewer.bank.writer import yaml_text
from interviewer.errors import BankError, UsageError
from interviewer.model import Issue, Language, Question
from interviewer.model.question_set import QuestionSet
from interviewer.whole_file import whole_file

LONGEST_COMMENT = 100
"""In characters; what a question is about shows in its first words."""


def set_yaml(
    chosen: QuestionSet,
    questions: Sequence[Question],
    wish: str = "",
    language: Language | None = None,
    remark: str = "",
) -> str:
    """The content of a set file; every question has a comment that says what it is.

    Args:
        questions: Those of the set, in its order.
        wish: The options that it was made by.
        language: Of the comments; the set's where it is not given.
        remark: What there is to say of it, in one line; it stands there as a comment.
    """
    fields = {
        "name": chosen.name,
        "language": chosen.language and chosen.language.value,
        "seed": chosen.seed,
        "wish": wish,
    }
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    width = max((len(question.id) for question in questions), default=0)
    spoken = language or chosen.language or Language.EN
    head = yaml_text(given) + (f"# {remark}\n" if remark else "")
    return head + "questions:\n" + "".join(f"  - {q.id:{width}}  # {_comment(q, spoken)}\n" for q in questions)


def read_set(path: Path, bank: Bank | None = None) -> QuestionSet:
    """The set in a file.

    Args:
        bank: Where its questions have to be; None does not look.

    Raises:
        UsageError: The file cannot be read, or not everything in it is right; every mistake is told with its line.
    """
    found, issues = _read(path, bank)
    if found and not issues:
        return found
    told = "\n".join(str(issue) for issue in issues)
    raise UsageError(
        f"The question set {path} cannot be used.\n{told}", "Correct the file, or make one: interviewer set new."
    )


def unknown_ids(path: Path, bank: Bank) -> list[Issue]:
    """The questions of a set file, which can be read, that the bank does not have; each with its line and near ids."""
    return _read(path, bank)[1]


def _read(path: Path, bank: Bank | None) -> tuple[QuestionSet | None, list[Issue]]:
    text, issues = text_of(path)
    if issues:
        return None, issues
    reader = _SetReader(path, bank)
    found = reader.read(text)
    return found, reader.issues


def write_set(path: Path, text: str) -> None:
    """Writes a set file, whole or not at all, and never over another file.

    Raises:
        UsageError: There is such a file already, or it cannot be written.
    """
    try:
        with whole_file(path, replaces=False) as part:
            part.write_text(text, encoding="utf-8")
    except FileExistsError as error:
        raise there_already(path) from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.", "Change to another folder.") from error


def there_already(path: Path) -> UsageError:
    """The error that says that a set would have to be overwritten."""
    return UsageError(f"{path} is there already.", "Give another --name; sets are never overwritten.")


class _SetReader(NodeReader):
    """Turns a set file's nodes into a set."""

    def __init__(self, path: Path, bank: Bank | None) -> None:
        super().__init__(path)
        self._bank = bank

    def read(self, text: str) -> QuestionSet | None:
        root = self.compose(text)
        if root is None:
            return None
        fields = self.mapping(root, "a question set", SET_KEYS, required=("questions",))
        if "wish" in fields:
            self.string(fields["wish"], "wish")
        return QuestionSet(
            name=self.string(fields["name"], "name") if "name" in fields else self.path.stem,
            question_ids=self._question_ids(fields.get("questions")),
            language=self.choice(fields["language"], Language, Language.EN, "language")
            if "language" in fields
            else None,
            seed=self._seed(fields["seed"]) if "seed" in fields else None,
        )

    def _question_ids(self, node: yaml.Node | None) -> tuple[str, ...]:
        ids: list[str] = []
        items = self.sequence(node, "questions")
        if isinstance(node, yaml.SequenceNode) and not items:
            self.report(node, "questions needs at least one question")
        for item in items:
            question_id = self.string(item, "each of questions")
            if question_id in ids:
                self.report(item, f"{question_id} comes twice")
            elif question_id and self._is_known(item, question_id):
                ids.append(question_id)
        return tuple(ids)

    def _is_known(self, node: yaml.Node, question_id: str) -> bool:
        try:
            if self._bank:
                self._bank.get(question_id)
        except BankError as error:
            self.report(node, f"{error.message} {error.hint}")
            return False
        return True

    def _seed(self, node: yaml.Node) -> int | None:
        text = self.string(node, "seed")
        if text.isascii() and text.isdigit():
            return int(text[:19])
        self.report(node, f"seed is {text!r}; it must be a whole number")
        return None


def _comment(question: Question, language: Language) -> str:
    """Difficulty, minutes and text in one line, without what could end it."""
    words = " ".join(question.text.best(language).split())
    title = "".join(character for character in words if unicodedata.category(character)[0] != "C")
    short = title if len(title) <= LONGEST_COMMENT else title[: LONGEST_COMMENT - 1].rstrip() + "…"
    return f"{question.difficulty}, {question.minutes:g} min: {short}"
