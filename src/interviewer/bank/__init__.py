"""The question bank: folders of YAML files -> questions, and every problem found on the way."""

import difflib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank.cache import cache_file
from interviewer.cache import read_cache, write_cache
from interviewer.errors import BankError
from interviewer.model import POINT_MARK, Issue, Place, Question, Selection

if TYPE_CHECKING:
    from interviewer.model.review import Wish

__all__ = ["BUILTIN", "Bank", "builtin_directory", "load_bank"]

BUILTIN = "builtin"
"""The name that stands for the bank inside the package wherever a bank folder is expected."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions in the order of their ids, and what was wrong with the files that gave none.

    Attributes:
        places: Where each question is written, by question id; of drafts, too.
        drafts: Questions that wait for their author: nobody is asked them.
    """

    questions: tuple[Question, ...]
    issues: tuple[Issue, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    drafts: tuple[Question, ...] = ()
    _by_id: Mapping[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {question.id: question for question in self.questions})

    def __contains__(self, item: str) -> bool:
        return self.find(item) is not None

    def get(self, item: str) -> Question:
        """The question with this id, or the question about one key point of it (`git/rebase#new-commits`).

        Raises:
            BankError: There is none; the hint names the nearest ids.
        """
        if found := self.find(item):
            return found
        if any(draft.id == item for draft in self.drafts):
            raise BankError(
                f"{item} is a draft: it has no key points that an answer could be held against.",
                f"Write them in {self.places[item].path} and take out `draft: true`.",
            )
        close = self.near(item)
        hint = f"Did you mean {', '.join(close)}?" if close else "`interviewer bank list` shows every id."
        raise BankError(f"There is no question {item!r} in the bank.", hint)

    def near(self, item: str) -> list[str]:
        """The ids that are nearest to one that nothing has, at most three; of points, where a question's are meant."""
        ids = list(self._by_id)
        if POINT_MARK in item and (question := self.find(item.partition(POINT_MARK)[0])):
            ids = [f"{question.id}{POINT_MARK}{point.id}" for point in question.key_points]
        return difflib.get_close_matches(item, ids, n=3, cutoff=0.4)

    def written(self, question_id: str) -> Question:
        """The question with this id, or the draft.

        Raises:
            KeyError: There is neither.
        """
        return self._by_id.get(question_id) or {draft.id: draft for draft in self.drafts}[question_id]

    def find(self, item: str) -> Question | None:
        """The question with this id or about this key point, or None where the bank has it no longer."""
        question_id, _, point_id = item.partition(POINT_MARK)
        question = self._by_id.get(question_id)
        return question.about(point_id) if question and point_id else question

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic once, in order."""
        return tuple(dict.fromkeys(question.topic for question in self.questions))

    def select(self, selection: Selection, seed: int) -> tuple[Question, ...]:
        """The questions that fit, in an order fixed by `seed`, at most as many as asked for.

        Questions named one by one are asked in that order, whatever else is selected.

        Raises:
            BankError: A named question does not exist, or nothing fits.
        """
        if selection.question_ids:
            return tuple(self.get(question_id) for question_id in dict.fromkeys(selection.question_ids))
        fitting = self.fitting(selection)
        random.Random(seed).shuffle(fitting)
        return tuple(fitting[: selection.questions or None])

    def check(self, topics: Iterable[str] = (), tags: Iterable[str] = ()) -> None:
        """Sees to it that there are questions at all, and these topics and tags.

        Raises:
            BankError: One of them is not there; the hint names those that are.
        """
        if not self.questions:
            raise BankError("This bank has no usable question.", _reason(self))
        _check("topic", topics, self.topics)
        _check("tag", tags, sorted({tag for question in self.questions for tag in question.tags}))

    def fitting(self, choice: "Selection | Wish") -> list[Question]:
        """Every question that fits the choice of topics, tags, difficulties and language.

        Raises:
            BankError: There is no such topic or tag, or nothing fits.
        """
        self.check(choice.topics, choice.tags)
        fitting = [question for question in self.questions if _fits(question, choice)]
        if not fitting:
            raise BankError(
                "No question fits this choice of topic, tag, difficulty and language.",
                "Drop one of the wishes; `interviewer bank list` shows what there is.",
            )
        return fitting


def _reason(bank: Bank) -> str:
    if bank.drafts and not bank.issues:
        return "All of them are drafts; write key points for one and take out its `draft: true`."
    return "`interviewer bank lint` says what is wrong with its files."


def _check(kind: str, wanted: Iterable[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise BankError(f"There is no {kind} {name!r}.", f"{kind.capitalize()}s: {', '.join(known)}.")


def _fits(question: Question, choice: "Selection | Wish") -> bool:
    return (
        (not choice.topics or question.topic in choice.topics)
        and (not choice.tags or bool(set(choice.tags) & set(question.tags)))
        and (not choice.difficulties or question.difficulty in choice.difficulties)
        and choice.language in question.text.languages
    )


def builtin_directory() -> Path:
    """The bank that comes with the package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "knowledge"
    return installed if installed.is_dir() else package.parents[1] / "knowledge"


def load_bank(directories: Iterable[Path], cache: Path | None = None) -> Bank:
    """Every good question below the directories; the first wins where an id comes twice. Question sets are passed over.

    Args:
        directories: Folders with question files, or single files.
        cache: A folder in which a bank without issues is kept, so that it need not be parsed again.

    Raises:
        BankError: A directory is not there or cannot be listed.
    """
    paths = list(dict.fromkeys(path for directory in directories for path in _question_files(directory)))
    if cache is None:
        return _read(paths)
    file = cache_file(cache, paths)
    kept = read_cache(file)
    if isinstance(kept, Bank):
        return kept
    bank = _read(paths)
    if not bank.issues:
        write_cache(file, bank)
    return bank


def _read(paths: Sequence[Path]) -> Bank:
    from interviewer.bank.reader import is_set, read_questions

    questions: dict[str, Question] = {}
    places: dict[str, Place] = {}
    issues: list[Issue] = []
    for path, (question, place, found) in zip(paths, read_questions(paths), strict=True):
        if question is None and is_set(path):
            continue
        issues.extend(found)
        if question is None:
            continue
        if question.id in questions:
            issues.append(Issue(path, 1, f"the id {question.id!r} is taken by {places[question.id].path}"))
            continue
        questions[question.id] = question
        places[question.id] = place
    ordered = [questions[question_id] for question_id in sorted(questions)]
    return Bank(
        tuple(question for question in ordered if not question.draft),
        tuple(issues),
        places,
        tuple(question for question in ordered if question.draft),
    )


def _question_files(directory: Path) -> Iterator[Path]:
    if directory.is_file():
        yield directory
        return
    try:
        next(directory.iterdir(), None)
    except OSError as error:
        raise BankError(
            f"The question bank {directory} cannot be read: {error.strerror}.",
            "Give --bank a folder with .yaml question files, or `builtin`.",
        ) from error
    yield from sorted(path for path in directory.rglob("*") if path.suffix in {".yaml", ".yml"})
