"""The line at the top of an interview: what is going on, which question, how long."""

from math import ceil

from textual.content import Content
from textual.widget import Widget

from interviewer.feedback import clock
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
        if interview.picks:
            minutes = ceil(sum(pick.minutes for pick in interview.picks[number - 1 :]))
            self._place += f" · {self._phrases.minutes_left.format(minutes=minutes)}"
        self._question = question
        self.refresh()

    def render(self) -> Content:
        """The subject on the left, place and clock on the right; the left gives way."""
        topic = f" · {self._question.topic}" if self._question else ""
        mode = str(getattr(self._phrases, f"mode_{self._mode.value}"))
        lefts = (
            Content.assemble(("interviewer", "bold $text-accent"), f"   {mode}{topic}"),
            Content.styled(f"{mode}{topic}", "bold $text-accent"),
            Content.styled(topic.removeprefix(" · "), "bold $text-accent"),
        )
        right = self._right()
        room = self.content_size.width - right.cell_length
        left = next((left for left in lefts if left.cell_length + 2 <= room), lefts[-1])
        return left + Content(" " * max(room - left.cell_length, 1)) + right

    def _right(self) -> Content:
        if self._question is None:
            return Content("")
        elapsed_s, planned_s = self._stopwatch.elapsed_s, self._question.minutes * 60
        time = self._phrases.time_of.format(used=clock(elapsed_s), planned=clock(planned_s))
        style = "bold $text-warning" if elapsed_s > planned_s else ""
        return Content.assemble(self._place, "   ", (time, style))

    def _tick(self) -> None:
        if self._stopwatch.running:
            self.refresh()
