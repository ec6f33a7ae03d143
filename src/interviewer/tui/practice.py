"""The practice screen: the conversation, and a key for everything else one may do in it."""

import subprocess
from typing import ClassVar

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from interviewer.model import Outcome
from interviewer.tui.conversation import ConversationScreen
from interviewer.tui.dialog import Choice, Dialog
from interviewer.tui.editor import edited
from interviewer.tui.navigation import GoHome
from interviewer.tui.overrule import OverruleDialog


class PracticeScreen(ConversationScreen):
    """A mock interview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.help", "key_help"),
        Binding("f2", "hint", "key_hint"),
        Binding("f3", "skip", "key_skip"),
        Binding("f4", "edit", "key_editor"),
        Binding("f5", "reveal", "key_reveal"),
        Binding("f6", "overrule", "key_overrule"),
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
            case "overrule":
                fits = self._course.is_judged
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
            self._transcript.close(attempt)
            self._settle(attempt)
        assert self._course.attempt
        self._revealed = True
        self._transcript.reveal(self._course.attempt)

    async def _overrule(self) -> None:
        assert self._course.attempt and self._course.question
        dialog = OverruleDialog(self._course.attempt, self._course.question, self.context)
        verdict = await self.app.push_screen_wait(dialog)
        if verdict:
            self._transcript.judge_again(await self._course.overrule(verdict))

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
            self._warned = False
