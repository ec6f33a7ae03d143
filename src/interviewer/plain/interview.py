"""One interview or drill, question by question."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from interviewer.errors import StoreError
from interviewer.lines.agenda import comeback_lines, reasons_text
from interviewer.lines.feedback import debrief_lines
from interviewer.model import (
    Action,
    Attempt,
    Interview,
    Language,
    Mode,
    Outcome,
    Question,
    Reply,
    Role,
)
from interviewer.phrases import PHRASES
from interviewer.plain.commands import is_command, resume_command
from interviewer.plain.console import Console
from interviewer.plain.verdicts import Verdicts
from interviewer.session import Session


class PlainInterview:
    """One interview over text streams."""

    def __init__(
        self,
        session: Session,
        interface: Language,
        now: Callable[[], datetime],
        source: TextIO | None = None,
        out: TextIO | None = None,
        remarks: TextIO | None = None,
    ) -> None:
        """Prepares an interview; the streams are the standard ones where none are given.

        Args:
            interface: The language of everything but the questions.
            now: The clock on the wall.
        """
        self.session = session
        self.phrases = PHRASES[interface]
        self.now = now
        self._console = Console(source, out, remarks)
        self._verdicts = Verdicts(session, self._console, interface, now)
        self._ended = False
        self._judged: Attempt | None = None
        self._interview_id = ""
        self._started_s = 0.0

    def run(self, interview: Interview) -> None:
        """Asks until the questions or the input end; what is left can be resumed later."""
        self._interview_id = interview.id
        self._console.remark(self.phrases.plain_help)
        while not self._ended and not self._console.exhausted:
            interview = self.session.interview(interview.id) or interview
            question = self.session.next_question(interview)
            if question:
                self._ask(interview, question)
            else:
                self._ended = not self._hear_objections()
        if self._ended:
            self._part(interview)
        else:
            self.say_kept(interview)

    def say_kept(self, interview: Interview) -> None:
        """Says how to go on with the interview, unless nothing was said in it: then there is nothing to go on with."""
        unfinished = self.session.unfinished()
        if unfinished and unfinished.id == interview.id:
            self._console.remark(self.phrases.kept.format(command=resume_command(interview.mode)))

    def _part(self, interview: Interview) -> None:
        debrief = self.session.end(interview.id, self.now())
        lines = debrief_lines(debrief, self.phrases)
        if interview.mode is not Mode.MOCK:
            due = {question.id: self._verdicts.due_at(interview, question.id) for question, _ in debrief.attempts}
            lines += comeback_lines(debrief, due, self.now(), self.phrases)
        self._console.say(*lines)

    # One question

    def _ask(self, interview: Interview, question: Question) -> None:
        """Asks until the question is dealt with, something is taken back, or the input ends."""
        attempt = self.session.ask(interview, question, self.now())
        self._started_s = time.monotonic() - attempt.elapsed_s
        self._console.say(*self._heading(interview, question))
        for message in attempt.messages[1:]:
            speaker = self.phrases.you if message.role is Role.CANDIDATE else self.phrases.interviewer
            self._console.say(f"{speaker}: {message.text}")
        while attempt.outcome is None and not self._ended:
            text = self._read(attempt)
            if not text or (text == "/undo" and self._undo()):
                return
            attempt = self._answer(attempt, text)
        if attempt.outcome:
            self._judged = attempt

    def _heading(self, interview: Interview, question: Question) -> list[str]:
        number = interview.question_ids.index(question.id) + 1
        difficulty = getattr(self.phrases, question.difficulty.value)
        minutes = self.phrases.minutes.format(minutes=f"{question.minutes:.2g}")
        text = question.text.best(interview.language)
        lines = [f"Q {number}/{len(interview.question_ids)} ({difficulty}, {minutes}): {text}"]
        pick = interview.pick(question.id)
        if pick and pick.reasons:
            lines.append(f"{self.phrases.why}: {reasons_text(pick.reasons, self.phrases)}")
        return lines

    def _answer(self, attempt: Attempt, text: str) -> Attempt:
        if is_command(text):
            return self._command(attempt, text)
        reply = self._submit(attempt, text)
        if reply.probe:
            self._console.say(f"{self.phrases.interviewer}: {reply.probe.text}")
        elif reply.attempt.outcome:
            self._verdicts.show(reply.attempt)
        return reply.attempt

    def _submit(self, attempt: Attempt, text: str) -> Reply:
        """Sends the answer; where it cannot be saved, a person may mend the cause and try again."""
        while True:
            try:
                return self.session.submit(attempt, text, self._elapsed_s(), self.now())
            except StoreError as error:
                if not self._tries_again(error):
                    self._console.remark(f"{self.phrases.not_saved}\n{text}")
                    raise

    def _tries_again(self, error: StoreError) -> bool:
        """Waits for the person who may mend the cause; False where there is none."""
        if not self._console.is_manned:
            return False
        self._console.remark(f"{error.message} {error.hint}\n{self.phrases.press_enter}")
        self._console.line()
        return not self._console.exhausted

    # Commands

    def _command(self, attempt: Attempt, text: str) -> Attempt:
        name, _, argument = text.partition(" ")
        match name:
            case "/hint":
                return self._hint(attempt)
            case "/skip":
                return self.session.close_attempt(attempt, Outcome.SKIPPED, self._elapsed_s(), self.now())
            case "/reveal":
                return self._reveal(attempt)
            case "/end":
                self._ended = True
            case "/model":
                self._verdicts.show_model_answer(self._judged)
            case "/overrule":
                self._judged = self._verdicts.overrule(self._judged, argument)
            case "/rate":
                self._judged = self._verdicts.rate(self._judged, argument.strip())
            case "/suspend":
                self._verdicts.suspend(self._judged or attempt)
            case "/undo":
                self._console.remark(self.phrases.nothing_to_undo)
            case _:
                self._console.remark(self.phrases.plain_help)
        return attempt

    def _hint(self, attempt: Attempt) -> Attempt:
        hinted = self.session.hint(attempt, self.now())
        more = len(hinted.messages) > len(attempt.messages)
        self._console.say(hinted.messages[-1].text if more else self.phrases.no_more_hints)
        return hinted

    def _reveal(self, attempt: Attempt) -> Attempt:
        revealed = self.session.close_attempt(attempt, Outcome.REVEALED, self._elapsed_s(), self.now())
        if revealed.score:
            self._verdicts.show(revealed)
        self._verdicts.show_model_answer(revealed)
        return revealed

    def _undo(self) -> bool:
        """Takes the last step back and says what it was; False where there is none."""
        undone = self.session.undo(self._interview_id)
        if undone is None:
            return False
        attempt = self.session.attempt(undone.attempt_id)
        self._judged = attempt if attempt.outcome else None
        if undone.action is Action.ANSWER:  # lines cannot be edited: who takes them back says them anew
            self.session.save_draft(attempt.id, "", attempt.elapsed_s)
        name = getattr(self.phrases, f"undone_{undone.action.value}")
        self._console.remark(f"{name}\n{undone.said}" if undone.action is Action.ANSWER else name)
        return True

    def _hear_objections(self) -> bool:
        """After the last verdict: commands about it until an empty line; whether one of them reopened a question."""
        while self._judged and self._judged.outcome and not self._console.exhausted:
            self._console.remark(self.phrases.last_words)
            line = self._console.line().strip()
            if not is_command(line) or line == "/end":
                return False
            if line == "/undo" and self._undo():
                return True
            self._command(self._judged, line)
        return False

    # Lines in and out

    def _read(self, attempt: Attempt) -> str:
        """An answer or a command; an empty string at the end of the input.

        What was typed in an earlier sitting is the beginning of the answer, once something follows it.
        """
        lines = [attempt.draft] if attempt.draft else []
        if lines:
            self._console.remark(f"{self.phrases.draft_kept}\n{attempt.draft}")
        typed, keeps = False, True
        while not self._console.exhausted:
            line = self._console.line()
            if self._console.exhausted and not typed:
                return ""
            if not line.strip():
                if lines:
                    break
                continue
            if not typed and is_command(line):
                return line.strip()
            typed = True
            lines.append(line)
            keeps = keeps and self._keeps_draft(attempt, "\n".join(lines))
        return "\n".join(lines)

    def _keeps_draft(self, attempt: Attempt, draft: str) -> bool:
        """Saves a draft; where that fails, says so and leaves it to the answer to try again."""
        try:
            self.session.save_draft(attempt.id, draft, self._elapsed_s())
        except StoreError as error:
            self._console.remark(error.message)
            return False
        return True

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._started_s
