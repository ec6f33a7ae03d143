"""Where a screen can send the candidate: the app hears these and changes the screen."""

from textual.message import Message

from interviewer.model import Interview, Selection, Wish


class GoHome(Message):
    """To the home screen."""


class ShowHistory(Message):
    """To the past interviews."""


class Practise(Message):
    """Into a new interview."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class Drill(Message):
    """Into a new drill."""

    def __init__(self, wish: Wish) -> None:
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
