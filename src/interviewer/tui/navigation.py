"""Where a screen can send the candidate: the app hears these and changes the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from interviewer.model import Interview, Selection

if TYPE_CHECKING:
    from interviewer.model.review import Wish


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """Where somebody stood on the history screen, to come back to.

    Attributes:
        reviews: Single answers are listed, not sessions.
        words: What the list was filtered by.
        row: The id of the session or answer under the cursor.
        rows: How many had been read.
    """

    reviews: bool = False
    words: str = ""
    row: str = ""
    rows: int = 0


TOP = HistoryPlace()
"""All sessions, from the latest on."""


class GoHome(Message):
    """To the home screen."""


class ShowHistory(Message):
    """To the past interviews."""

    def __init__(self, place: HistoryPlace = TOP) -> None:
        super().__init__()
        self.place = place


class ShowRecord(Message):
    """To what was said in a session, beginning with one of its answers; `place` is where to go back to."""

    def __init__(self, interview_id: str, attempt_id: str = "", place: HistoryPlace = TOP) -> None:
        super().__init__()
        self.interview_id = interview_id
        self.attempt_id = attempt_id
        self.place = place


class ShowComparison(Message):
    """To two answers to one question; the way back leads to the record of the first."""

    def __init__(self, attempt_id: str, other_id: str, place: HistoryPlace = TOP) -> None:
        super().__init__()
        self.attempt_id = attempt_id
        self.other_id = other_id
        self.place = place


class ShowStats(Message):
    """To the progress."""


class Practise(Message):
    """Into a new interview."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class Drill(Message):
    """Into a new drill."""

    def __init__(self, wish: "Wish") -> None:
        super().__init__()
        self.wish = wish


class Resume(Message):
    """Back into an interrupted interview."""

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview


class ShowDebrief(Message):
    """To the debrief of an interview."""

    def __init__(self, interview_id: str) -> None:
        super().__init__()
        self.interview_id = interview_id
