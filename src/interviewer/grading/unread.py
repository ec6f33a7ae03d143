"""Whose answers stand in the file and cannot be read: no candidate is lost with a row, and none has left it empty."""

from collections.abc import Iterable

from interviewer.grading.answers import Entry


class Unread:
    """The candidates of rows that give no answer, and where the answers to their questions stand."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, int]] = {}

    def note(self, entry: Entry) -> None:
        """Takes note of a row whose candidate is known."""
        rows = self._rows.setdefault(entry.candidate, {})
        for question_id in entry.unread:
            rows[question_id] = entry.row

    def names(self) -> Iterable[str]:
        """The candidates, in the order in which they first came."""
        return self._rows

    def row(self, candidate: str, question_id: str) -> int:
        """The row that has, or may have, the candidate's answer to a question; 0 where there is none."""
        rows = self._rows.get(candidate, {})
        return rows.get(question_id) or rows.get("", 0)
