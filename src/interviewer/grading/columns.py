"""The header of a table -> what its columns hold."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interviewer.errors import UsageError
from interviewer.grading.naming import Naming
from interviewer.model import Question

NAMES = {
    "candidate": "candidate name 候选人 姓名 应聘者 考生 学生 名字 您的姓名 你的姓名 student applicant full_name "
    "candidate_name student_name applicant_name 候选人姓名 考生姓名 学生姓名 全名",
    "question": "question_id question 题目 问题 题号 题目id 问题id questionid",
    "answer": "answer response 答案 回答 作答 答复 text",
    "score": "score human_score grade 分数 得分 评分 人工评分 人工分数",
    "id": "id row_id 编号 序号",
    "lang": "lang language 语言",
}
"""What people call a column. Blanks, underscores and hyphens do not matter, nor does case."""

SIMILAR = 0.7
"""From this `difflib` ratio on a column that is not read is told as what a question's column may be meant by."""

COMPARED = 200
"""Longer names of columns are not compared."""


@dataclass(frozen=True, slots=True)
class NoColumn:
    """A question that has no column in a table where every question has one, and should have.

    Attributes:
        column: A column that is not read and may be meant for it, or an empty string.
    """

    question_id: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row what stands; None where it does not.

    Attributes:
        questions: By place, where every question has a column; else empty.
        width: How many columns there are.
        ignored: The names of the columns that say nothing here.
        without: Questions that have no column, where every question has one: those of the set, or without a set those
            whose ids columns have nearly.
    """

    candidate: int
    question: int | None
    answer: int | None
    score: int | None
    id: int | None
    lang: int | None
    questions: dict[int, Question]
    width: int
    ignored: tuple[str, ...]
    without: tuple[NoColumn, ...]


def read_header(cells: Sequence[str], naming: Naming, where: str) -> Columns:
    """What the columns hold.

    Args:
        cells: The header.
        naming: Finds the questions that columns are called after.
        where: The file, for messages.

    Raises:
        UsageError: There is no column for candidates, or none for answers.
    """
    roles = _roles(cells)
    questions: dict[int, Question] = {}
    if "answer" not in roles:
        roles = {role: place for role, place in roles.items() if role not in {"question", "score"}}
        taken = {roles[role] for role in roles if role == "candidate"}
        found = {place: naming.find(cell) for place, cell in enumerate(cells) if place not in taken}
        questions = {place: question for place, question in found.items() if question}
    _check(cells, roles, questions, naming, where)
    used = {*roles.values(), *questions}
    ignored = [cell.strip() for place, cell in enumerate(cells) if place not in used and cell.strip()]
    return Columns(
        candidate=roles["candidate"],
        question=roles.get("question"),
        answer=roles.get("answer"),
        score=roles.get("score"),
        id=roles.get("id"),
        lang=roles.get("lang"),
        questions=questions,
        width=len(cells),
        ignored=tuple(ignored),
        without=tuple(_without(questions.values(), ignored, naming)) if questions else (),
    )


def _without(found: Iterable[Question], ignored: Sequence[str], naming: Naming) -> Iterator[NoColumn]:
    known = {question.id for question in found}
    if naming.asked:
        missing = [question for question in naming.asked if question.id not in known]
        yield from (NoColumn(question.id, _meant_for(question, ignored)) for question in missing)
        return
    for name in ignored:
        question = naming.nearest(name) if "/" in name and len(name) <= COMPARED else None
        if question and question.id not in known and _meant_for(question, [name]):
            yield NoColumn(question.id, name)


def _meant_for(question: Question, names: Iterable[str]) -> str:
    """The name that is most like what the question may be called, or an empty string."""
    called = [_folded(text) for text in (question.id, *(question.text[lang] for lang in question.text.languages))]
    alike = [
        (difflib.SequenceMatcher(a=_folded(name), b=text).ratio(), name)
        for name in names
        if len(name) <= COMPARED
        for text in called
    ]
    ratio, name = max(alike, default=(0.0, ""))
    return name if ratio >= SIMILAR else ""


def _roles(cells: Sequence[str]) -> dict[str, int]:
    """The first column of each kind, by the order in which its names are preferred."""
    folded = [_folded(cell) for cell in cells]
    roles = {}
    for role, names in NAMES.items():
        places = [folded.index(_folded(name)) for name in names.split() if _folded(name) in folded]
        if places:
            roles[role] = places[0]
    return roles


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character not in " _-*　\t\ufeff")


def _check(
    cells: Sequence[str], roles: dict[str, int], questions: dict[int, Question], naming: Naming, where: str
) -> None:
    seen = ", ".join(repr(cell.strip()[:40]) for cell in cells[:12])
    if "candidate" not in roles:
        raise UsageError(
            f"{where} has no column for the candidates; its columns are {seen}.",
            "Name one `candidate` (or name, 候选人, 姓名).",
        )
    if "answer" in roles and "question" in roles:
        return
    if "answer" in roles:
        raise UsageError(
            f"{where} has no column for the questions; its columns are {seen}.",
            "Name one `question_id` (or question, 题目).",
        )
    if not questions:
        near = next((naming.reason(cell).told() for cell in cells if "/" in cell and " " not in cell.strip()), "")
        raise UsageError(
            f"{where} has no column for answers; its columns are {seen}. {near}".rstrip(),
            "Name one `answer` (or 答案, 回答), or give every question a column called after its id or its text.",
        )
