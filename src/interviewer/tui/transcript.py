"""The conversation so far, and how it is painted."""

from textual.containers import VerticalScroll
from textual.widget import Widget

from interviewer.model import Attempt, Message, Role, Score
from interviewer.tui.card import Card, point_numbers
from interviewer.tui.context import Context
from interviewer.tui.messages import CandidateMessage, InterviewerMessage, ModelAnswer, Notice
from interviewer.tui.standing import Standing


class Transcript(VerticalScroll, can_focus=True):
    """Messages and cards, the newest at the bottom and in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._said: list[CandidateMessage] = []
        self._painted = 0
        self._card: Card | None = None
        self._why = ""

    def on_resize(self) -> None:
        """Keeps the newest in sight."""
        self.scroll_end(animate=False)

    async def clear(self) -> None:
        """Leaves nothing."""
        self._card = None
        await self.remove_children()

    def begin(self, attempt: Attempt, why: str = "", standing: Standing | None = None) -> None:
        """Paints an attempt from its beginning.

        Args:
            why: Why it is asked.
            standing: Where its item stands, when the attempt is over.
        """
        if self._card:
            self._card.retire()
        self._said, self._painted, self._card, self._why = [], 0, None, why
        self.follow(attempt)
        if attempt.outcome:
            self.close(attempt, standing)

    def follow(self, attempt: Attempt) -> None:
        """Paints what has been said since the last time."""
        new = attempt.messages[self._painted :]
        self._painted = len(attempt.messages)
        self._add(*(self._widget(message, attempt.question_id) for message in new))

    def say(self, answer: str) -> None:
        """Paints an answer that is on its way to being saved."""
        self._painted += 1
        self._add(self._candidate(answer))

    async def unsay(self) -> None:
        """Takes the last answer back: it could not be saved."""
        self._painted -= 1
        await self._said.pop().remove()

    def close(self, attempt: Attempt, standing: Standing | None) -> None:
        """Shows the verdict, and the evidence in what was said."""
        if attempt.score is None:
            return
        self._highlight(attempt, attempt.score)
        self._card = Card(attempt, self.context, standing)
        self._add(self._card)
        self._look_at(self._card)

    def judge_again(self, attempt: Attempt, standing: Standing | None) -> None:
        """Shows the verdict as it is now, wherever one has scrolled to."""
        if self._card and attempt.score:
            self._highlight(attempt, attempt.score)
            self._card.show_attempt(attempt, standing)
            self._look_at(self._card)

    def reveal(self, attempt: Attempt) -> None:
        """Shows the model answer."""
        question = self.context.session.bank.get(attempt.question_id)
        answer = ModelAnswer(question, attempt, self.context.phrases)
        self._add(answer)
        self._look_at(answer)

    def notice(self, message: str, hint: str = "", serious: bool = False) -> None:
        """Says something that is no part of the interview."""
        self._add(Notice(message, hint, serious))

    def _highlight(self, attempt: Attempt, score: Score) -> None:
        numbers = point_numbers(self.context.session.history.question(attempt), score)
        for number, said in enumerate(self._said):
            said.highlight(attempt.spans_of_answer(number), numbers)

    def _widget(self, message: Message, item: str) -> Widget:
        if message.role is Role.CANDIDATE:
            return self._candidate(message.text)
        return InterviewerMessage(message, self.context.phrases, item, self._why)

    def _candidate(self, answer: str) -> CandidateMessage:
        said = CandidateMessage(answer, self.context.phrases)
        self._said.append(said)
        return said

    def _add(self, *widgets: Widget) -> None:
        if widgets:
            self.mount_all(widgets)
            self.call_after_refresh(self.scroll_end, animate=False)

    def _look_at(self, widget: Widget) -> None:
        """Scrolls so that reading can begin at the top of a widget that may be taller than the screen."""
        self.call_after_refresh(self.scroll_to_widget, widget, top=True, animate=False)
