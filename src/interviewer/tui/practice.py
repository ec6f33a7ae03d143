"""The practice screen: the conversation, and a key for everything else one may do in it."""

import subprocess
from typing import ClassVar

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from interviewer.model import Action, Attempt, Outcome, Rating, Selection, Undone
from interviewer.tui.conversation import ConversationScreen
from interviewer.tui.dialog import Choice, Dialog
from interviewer.tui.editor import edited
from interviewer.tui.navigation import GoHome, Practise
from interviewer.tui.overrule import OverruleDialog


class PracticeScreen(ConversationScreen):
    """A mock interview or a drill."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.help", "key_help"),
        Binding("1", "rate('again')", "key_rate", key_display="1-4"),
        Binding("2", "rate('hard')", show=False),
        Binding("3", "rate('good')", show=False),
        Binding("4", "rate('easy')", show=False),
        Binding("f2", "hint", "key_hint"),
        Binding("f3", "skip", "key_skip"),
        Binding("f4", "edit", "key_editor"),
        Binding("f5", "reveal", "key_reveal"),
        Binding("f6", "overrule", "key_overrule"),
        Binding("f7", "undo", "key_undo"),
        Binding("f8", "suspend", "key_suspend"),
        Binding("f8", "admit", "key_admit"),
        Binding("f9", "repeat", "key_repeat"),
        Binding("ctrl+p", "app.command_palette", "key_commands"),
        Binding("ctrl+q,escape", "end", "key_end"),
        Binding("ctrl+c", "end", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys make sense now; while the screen is busy they are shown but do nothing."""
        match action:
            case "hint" | "skip" | "edit":
                fits = self._course.is_open
            case "reveal":
                fits = self._course.attempt is not None and not self._revealed
            case "overrule" | "rate":
                fits = self._course.is_judged
            case "suspend":
                standing = self._course.standing
                fits = standing is not None and standing.lapses > 0 and not standing.suspended
            case "admit":
                fits = self._course.standing is not None and self._course.standing.suspended
            case "repeat":
                fits = self._course.attempt is not None and not self._course.is_open
            case "undo":
                fits = self._course.has_begun
            case _:
                return True
        return fits and (None if self._busy else True)

    def action_hint(self) -> None:
        """Gives a hint, while there is one."""
        self._start(self._hint())

    def action_skip(self) -> None:
        """Goes on to the next question."""
        self._start(self._skip())

    def action_reveal(self) -> None:
        """Shows the model answer; an open attempt ends with what has been said."""
        self._start(self._reveal())

    def action_overrule(self) -> None:
        """Lets the candidate judge."""
        self._start(self._overrule())

    def action_rate(self, rating: str) -> None:
        """Rates the answer, unless the verdict has only just come: digits may still be meant for the box."""
        if self._card_is_read():
            self._start(self._rate(Rating(rating)))

    def action_undo(self) -> None:
        """Takes back what was done last."""
        self._start(self._undo())

    def action_suspend(self) -> None:
        """Keeps the question out of the drill."""
        self._start(self._suspend(True))

    def action_admit(self) -> None:
        """Lets the question into the drill again."""
        self._start(self._suspend(False))

    def action_repeat(self) -> None:
        """Practises this very question again; the interview can be resumed."""
        self._start(self._repeat())

    def action_edit(self) -> None:
        """Takes the draft into the candidate's own editor, and back."""
        try:
            with self.app.suspend():
                text = edited(self._box.text)
        except (OSError, subprocess.CalledProcessError, SuspendNotSupported) as error:
            self._transcript.notice(self._phrases.editor_failed.format(error=error), serious=True)
        else:
            self._box.resume(text)

    def action_end(self) -> None:
        """Asks how to part; unlike everything else, also while the session is at work."""
        if self._course.interview is None:
            self.post_message(GoHome())
        elif not self._parting:
            self._parting = True
            self._part()

    async def _hint(self) -> None:
        more = await self._course.hint()
        assert self._course.attempt
        self._transcript.follow(self._course.attempt)
        if not more:
            self._transcript.notice(self._phrases.no_more_hints)

    async def _skip(self) -> None:
        if await self._may_drop_draft():
            await self._course.close(Outcome.SKIPPED, self._stopwatch.elapsed_s)
            self._transcript.notice(self._phrases.skipped)
            await self._ask()

    async def _reveal(self) -> None:
        if self._course.is_open:
            if not await self._may_drop_draft():
                return
            attempt = await self._course.close(Outcome.REVEALED, self._stopwatch.elapsed_s)
            self._transcript.close(attempt, self._course.standing)
            self._settle(attempt)
        assert self._course.attempt
        self._revealed = True
        self._transcript.reveal(self._course.attempt)

    async def _overrule(self) -> None:
        assert self._course.attempt and self._course.question
        dialog = OverruleDialog(self._course.attempt, self._course.question, self.context)
        verdict = await self.app.push_screen_wait(dialog)
        if verdict:
            self._judge_again(await self._course.overrule(verdict))

    async def _rate(self, rating: Rating) -> None:
        assert self._course.attempt
        if self._course.attempt.chosen is not rating:
            self._judge_again(await self._course.rate(rating))

    async def _suspend(self, suspended: bool) -> None:
        attempt = await self._course.suspend(suspended)
        self._judge_again(attempt)
        if not suspended:
            self._transcript.notice(self._phrases.let_in_again.format(item=attempt.question_id))

    def _judge_again(self, attempt: Attempt) -> None:
        self._transcript.judge_again(attempt, self._course.standing)

    async def _undo(self) -> None:
        await self._course.save_draft(self._draft, self._stopwatch.elapsed_s)
        undone = await self._course.undo(self._draft() or "")
        if undone is None:
            self._transcript.notice(self._phrases.nothing_to_undo)
            return
        assert self._course.attempt
        if self._course.attempt.id == undone.attempt_id and self._course.attempt.outcome:
            self._judge_again(self._course.attempt)
        else:
            await self._go_back(undone)

    async def _go_back(self, undone: Undone) -> None:
        """Paints everything anew, since it may be about an earlier question, and says what was taken back."""
        assert self._course.attempt
        with self.app.batch_update():
            await self._transcript.clear()
            await self._paint_past()
            self._show(self._course.attempt)
            is_answer = undone.action is Action.ANSWER
            name = "answer_is_back" if is_answer else f"undone_{undone.action.value}"
            self._transcript.notice(str(getattr(self._phrases, name)))

    async def _repeat(self) -> None:
        assert self._course.interview and self._course.attempt
        await self._course.put_by()
        ids, language = (self._course.attempt.question_id,), self._course.interview.language
        self.post_message(Practise(Selection(question_ids=ids, language=language)))

    async def _may_drop_draft(self) -> bool:
        """Whether to go on although something has been typed and not sent."""
        if not self._box.text.strip():
            return True
        drop = Choice(("y",), self._phrases.drop_draft)
        keep = Choice(("n",), self._phrases.keep_draft)
        return await self.app.push_screen_wait(Dialog(self._phrases.unsent, drop, keep)) is drop

    @work
    async def _part(self) -> None:
        """With the debrief, or until another time."""
        end = Choice(("e",), self._phrases.end_now)
        later = Choice(("l",), self._phrases.end_later)
        leave = Choice(("q", "ctrl+q", "ctrl+c"), self._phrases.end_quit)
        remark = self._phrases.unsent if self._box.text.strip() else ""
        dialog = Dialog(self._phrases.end_question, end, later, leave, remark=remark)
        choice = await self.app.push_screen_wait(dialog)
        self._parting = False
        with self._telling():
            if choice is end:
                await self._finish()
            elif choice:
                await self._put_by()
                self.app.exit() if choice is leave else self.post_message(GoHome())

    async def _put_by(self) -> None:
        """Saves draft and time; where that fails the candidate is told, and may leave at the second try."""
        if not self._warned:
            self._warned = True
            await self._course.save_draft(self._draft, self._stopwatch.elapsed_s)
            await self._course.put_by()
            self._warned = False
