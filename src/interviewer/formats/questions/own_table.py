"""The table that `set export --to csv` writes, as it comes back from a spreadsheet -> the questions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interviewer.formats.own_drafts import checked, draft_of
from interviewer.formats.questions.words import difficulty_of
from interviewer.formats.table_cells import read_tags, read_text, read_texts
from interviewer.model.draft import Completeness, Draft
from interviewer.model.question import AnyOf, Difficulty, Issue, KeyPoint, Language, Localized, Question, Wordings

Row = tuple[int, Mapping[str, str]]
"""Where a row begins, and its cells by column."""

YES = {"yes", "y", "true", "1", "x", "是", "对", "ja", "oui"}
NO = {"", "no", "n", "false", "0", "否", "不"}

MOST_POINTS = 1000
"""No question has so many key points; rows with one id are then something else."""

_GROUP = re.compile(r"(\d{1,3})\s*(?:of|/|个[：:]?)\s*(.+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")


def is_own(columns: Iterable[str]) -> bool:
    """Whether these are the columns of a table that we wrote."""
    return {"id", "point"} <= set(columns) and not {"question_zh", "question_en"}.isdisjoint(columns)


def read_own(rows: Iterable[Row], path: Path) -> tuple[list[Draft], list[Issue]]:
    """The questions of the table; rows with the same id belong together, one without belongs to the one above."""
    groups: dict[str, list[Row]] = {}
    current = ""
    for line, cells in rows:
        current = cells.get("id", "").strip() or current
        groups.setdefault(current, []).append((line, cells))
    drafts: list[Draft] = []
    issues: list[Issue] = []
    for name, group in groups.items():
        entry = _Entry(name, group, path)
        drafts += entry.draft()
        issues += entry.issues
    return drafts, issues


@dataclass(slots=True)
class _Entry:
    """The rows of one question, and what is wrong with them."""

    id: str
    rows: list[Row]
    path: Path
    issues: list[Issue] = field(default_factory=list)

    def draft(self) -> list[Draft]:
        """The draft with the question; without it where something is wrong, and none where nothing is asked."""
        line = self.rows[0][0]
        if len(self.rows) > MOST_POINTS:
            self._report(line, f"{self.id} has more than {MOST_POINTS:,} rows; only the first are taken")
            self.rows = self.rows[:MOST_POINTS]
        question = self._question()
        if not question.text.languages:
            self.issues.append(Issue(self.path, line, f"{self.id or 'the row'} has no question; left out"))
            return []
        whole = None
        if not self.issues:
            whole, issues = checked(question, self.path, line)
            self.issues += issues
        if whole is not None:
            return [draft_of(whole, line)]
        answered = question.key_points or question.model_answer.languages
        return [
            Draft(
                text=question.text,
                line=line,
                answer=question.model_answer,
                completeness=Completeness.ANSWERED if answered else Completeness.UNANSWERED,
                tags=question.tags,
                difficulty=question.difficulty,
                sources=question.sources,
                licence=question.licence,
            )
        ]

    def _question(self) -> Question:
        return Question(
            id=self.id,
            text=self._localized("question"),
            key_points=tuple(self._point(line, cells) for line, cells in self.rows if _says_a_point(cells)),
            difficulty=self._difficulty(),
            minutes=self._number(self._first("minutes"), 4.0, "minutes"),
            tags=read_tags(self._first("tags")[1]),
            any_of=self._groups(),
            model_answer=self._localized("model_answer"),
            sources=read_texts(self._first("sources")[1]),
            licence=read_text(self._first("licence")[1]),
            draft=self._flag(self._first("draft"), "draft"),
        )

    def _first(self, column: str) -> tuple[int, str]:
        """The first cell of the column that is not empty, and its line."""
        filled = ((line, cells[column]) for line, cells in self.rows if cells.get(column, "").strip())
        return next(filled, (self.rows[0][0], ""))

    def _localized(self, column: str) -> Localized:
        return Localized(**{which.value: read_text(self._first(f"{column}_{which}")[1]) for which in Language})

    def _point(self, line: int, cells: Mapping[str, str]) -> KeyPoint:
        return KeyPoint(
            id=cells.get("point", "").strip(),
            text=_texts(cells, "point"),
            weight=self._number((line, cells.get("weight", "")), 1.0, "weight"),
            required=self._flag((line, cells.get("required", "")), "required"),
            accept=_wordings(cells, "accept"),
            contradicts=_wordings(cells, "contradicts"),
            probe=_texts(cells, "probe"),
        )

    def _groups(self) -> tuple[AnyOf, ...]:
        line, cell = self._first("any_of")
        groups = []
        for text in filter(None, map(str.strip, re.split(r"[;；\n]", cell))):
            if found := _GROUP.fullmatch(text):
                groups.append(AnyOf(tuple(re.split(r"\s*[,，、]\s*", found[2].strip())), int(found[1])))
            else:
                self._report(line, f"any_of is {text!r}; write it as `2 of one-point, another-point, a-third`")
        return tuple(groups)

    def _difficulty(self) -> Difficulty:
        line, cell = self._first("difficulty")
        found = difficulty_of(cell)
        if cell.strip() and found is None:
            self._report(line, f"difficulty is {cell.strip()!r}; it must be one of {', '.join(Difficulty)}")
        return found or Difficulty.MEDIUM

    def _number(self, cell: tuple[int, str], default: float, column: str) -> float:
        line, text = cell[0], cell[1].strip()
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", "."))
        if text:
            self._report(line, f"{column} is {text!r}; it must be a number above 0 and below 1000")
        return default

    def _flag(self, cell: tuple[int, str], column: str) -> bool:
        line, text = cell[0], cell[1].strip().lower()
        if text not in YES | NO:
            self._report(line, f"{column} is {text!r}; write yes, or leave it empty")
        return text in YES

    def _report(self, line: int, message: str) -> None:
        self.issues.append(Issue(self.path, line, message))


def _says_a_point(cells: Mapping[str, str]) -> bool:
    return any(cells.get(column, "").strip() for column in ("point", "point_zh", "point_en"))


def _texts(cells: Mapping[str, str], column: str) -> Localized:
    return Localized(**{which.value: read_text(cells.get(f"{column}_{which}", "")) for which in Language})


def _wordings(cells: Mapping[str, str], column: str) -> Wordings:
    texts = {which: read_texts(cells.get(f"{column}_{which}", "")) for which in Language}
    return {which: found for which, found in texts.items() if found}
