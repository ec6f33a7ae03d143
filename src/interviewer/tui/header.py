"""The line at the top of an interview: what is going on, which question, how long."""

from math import ceil

from textual.content import Content
from textual.widget import Widget

from interviewer.lines.feedback import clock
from interviewer.model import Interview, Mode, Question
from interviewer.phrases import Phrases
from interviewer.tui.stopwatch import Stopwatch


class InterviewHeader(Widget):
    """Repaints itself every second, since the clock ticks."""

    def __init__(self, stopwatch: Stopwatch, phrases: Phrases) -> None:
        super().__init__()
        self._stopwatch = stopwatch
        self._phrases = phrases
        self._place = ""
        self._left = ""
        self._mode = Mode.MOCK
        self._question: Question | None = None

    def on_mount(self) -> None:
        """Starts to tick."""
        self.set_interval(1, self._tick)

    def show_question(self, interview: Interview, question: Question) -> None:
        """Names the question; a drill says how many minutes are left."""
        number = interview.question_ids.index(question.id) + 1
        self._place = self._phrases.question_place.format(number=number, count=len(interview.question_ids))
        self._mode = interview.mode
        minutes = ceil(sum(pick.minutes for pick in interview.picks[number - 1 :]))
        self._left = f" · {self._phrases.minutes_left.format(minutes=minutes)}" if minutes else ""
        self._question = question
        self.refresh()

    def render(self) -> Content:
        """The subject on the left, place and clock on the right; what matters less gives way."""
        topic = f" · {self._question.topic}" if self._question else ""
        mode = str(getattr(self._phrases, f"mode_{self._mode.value}"))
        name = Content.assemble(("interviewer", "bold $text-accent"), f"   {mode}{topic}")
        subject = Content.styled(f"{mode}{topic}", "bold $text-accent")
        short = Content.styled(topic.removeprefix(" · "), "bold $text-accent")
        place, place_left = self._right(self._place), self._right(self._place + self._left)
        width = self.content_size.width
        pairs = ((name, place_left), (subject, place_left), (subject, place), (short, place))
        left, right = next((pair for pair in pairs if _cells(*pair) <= width), pairs[-1])
        return left + Content(" " * max(width - right.cell_length - left.cell_length, 1)) + right

    def _right(self, place: str) -> Content:
        if self._question is None:
            return Content("")
        elapsed_s, planned_s = self._stopwatch.elapsed_s, self._question.minutes * 60
        time = self._phrases.time_of.format(used=clock(elapsed_s), planned=clock(planned_s))
        style = "bold $text-warning" if elapsed_s > planned_s else ""
        return Content.assemble(place, "   ", (time, style))

    def _tick(self) -> None:
        if self._stopwatch.running:
            self.refresh()


def _cells(left: Content, right: Content) -> int:
    return left.cell_length + 2 + right.cell_length
