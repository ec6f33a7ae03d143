"""The interview as lines: for pipes, screen readers and dumb terminals. It can do all that the screens can.

The conversation goes to stdout, remarks about it to stderr. An answer ends with an empty line or with the
input; a line that is a command (`/hint`, `/skip`, ...) is carried out instead.
"""

import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TextIO

from interviewer.errors import StoreError
from interviewer.feedback import debrief_lines, feedback_lines, make_feedback
from interviewer.model import Attempt, Interview, Language, Outcome, Question, Reply, Role, Status
from interviewer.phrases import PHRASES
from interviewer.session import Session

COMMANDS = ("/hint", "/skip", "/reveal", "/end", "/overrule", "/model", "/help")


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
        self.interface = interface
        self.now = now
        self.source = source or sys.stdin
        self.out = out or sys.stdout
        self.remarks = remarks or sys.stderr
        self._ended = False
        self._exhausted = False
        self._judged: Attempt | None = None
        self._started_s = 0.0

    def run(self, interview: Interview) -> None:
        """Asks until the questions or the input end; what is left can be resumed later."""
        self._remark(self.phrases.plain_help)
        while not self._ended and not self._exhausted:
            interview = self.session.interview(interview.id) or interview
            question = self.session.next_question(interview)
            if question:
                self._ask(interview, question)
            else:
                self._hear_objections()
                self._ended = True
        if self._ended:
            self._print(debrief_lines(self.session.end(interview.id, self.now()), self.phrases))
        else:
            self._remark(self.phrases.kept)

    # One question

    def _ask(self, interview: Interview, question: Question) -> None:
        attempt = self.session.ask(interview, question, self.now())
        self._started_s = time.monotonic() - attempt.elapsed_s
        self._print([self._heading(interview, question)])
        for message in attempt.messages[1:]:
            speaker = self.phrases.you if message.role is Role.CANDIDATE else self.phrases.interviewer
            self._print([f"{speaker}: {message.text}"])
        while attempt.outcome is None and not self._ended:
            text = self._read(attempt)
            if not text:
                return
            attempt = self._answer(attempt, text)
        if attempt.outcome:
            self._judged = attempt

    def _heading(self, interview: Interview, question: Question) -> str:
        number = interview.question_ids.index(question.id) + 1
        difficulty = getattr(self.phrases, question.difficulty.value)
        minutes = self.phrases.minutes.format(minutes=f"{question.minutes:g}")
        text = question.text.best(interview.language)
        return f"Q {number}/{len(interview.question_ids)} ({difficulty}, {minutes}): {text}"

    def _answer(self, attempt: Attempt, text: str) -> Attempt:
        if _is_command(text):
            return self._command(attempt, text)
        reply = self._submit(attempt, text)
        if reply.probe:
            self._print([f"{self.phrases.interviewer}: {reply.probe.text}"])
        elif reply.attempt.outcome:
            self._print_verdict(reply.attempt)
        return reply.attempt

    def _submit(self, attempt: Attempt, text: str) -> Reply:
        """Sends the answer; where it cannot be saved, a person may mend the cause and try again."""
        while True:
            try:
                return self.session.submit(attempt, text, self._elapsed_s(), self.now())
            except StoreError as error:
                if not self._tries_again(error):
                    self._remark(f"{self.phrases.not_saved}\n{text}")
                    raise

    def _tries_again(self, error: StoreError) -> bool:
        """Waits for the person who may mend the cause; False where there is none."""
        if not self.source.isatty():
            return False
        self._remark(f"{error.message} {error.hint}\n{self.phrases.press_enter}")
        self._next_line()
        return not self._exhausted

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
                self._print_model_answer(self._judged)
            case "/overrule":
                self._overrule(argument)
            case _:
                self._remark(self.phrases.plain_help)
        return attempt

    def _hint(self, attempt: Attempt) -> Attempt:
        hinted = self.session.hint(attempt, self.now())
        more = len(hinted.messages) > len(attempt.messages)
        self._print([hinted.messages[-1].text if more else self.phrases.no_more_hints])
        return hinted

    def _reveal(self, attempt: Attempt) -> Attempt:
        revealed = self.session.close_attempt(attempt, Outcome.REVEALED, self._elapsed_s(), self.now())
        if revealed.score:
            self._print_verdict(revealed)
        self._print_model_answer(revealed)
        return revealed

    def _overrule(self, argument: str) -> None:
        """`2 covered` sets a point of the last verdict, `80` the score of the answer."""
        words = argument.split()
        if self._judged is None or self._judged.score is None:
            self._remark(self.phrases.nothing_to_overrule)
        elif len(words) == 1 and words[0].isdecimal() and int(words[0]) <= 100:
            self._judged = self.session.overrule(self._judged, int(words[0]) / 100, self.now())
            self._print_verdict(self._judged)
        elif len(words) == 2 and words[1] in set(Status) and self._point(words[0]):
            point_id = self._point(words[0])
            self._judged = self.session.overrule_point(self._judged, point_id, Status(words[1]), self.now())
            self._print_verdict(self._judged)
        else:
            self._remark(self.phrases.overrule_usage)

    def _point(self, number: str) -> str:
        """The id of the point with this number in the last verdict, or an empty string."""
        assert self._judged is not None
        points = self.session.bank.get(self._judged.question_id).key_points
        return points[int(number) - 1].id if number.isdecimal() and 0 < int(number) <= len(points) else ""

    def _hear_objections(self) -> None:
        """After the last verdict: commands about it until an empty line."""
        while self._judged and self._judged.score and not self._exhausted:
            self._remark(self.phrases.last_words)
            line = self._next_line().strip()
            if not _is_command(line):
                return
            self._command(self._judged, line)

    # Lines in and out

    def _read(self, attempt: Attempt) -> str:
        """An answer or a command; an empty string at the end of the input.

        What was typed in an earlier sitting is the beginning of the answer, once something follows it.
        """
        lines = [attempt.draft] if attempt.draft else []
        if lines:
            self._remark(f"{self.phrases.draft_kept}\n{attempt.draft}")
        typed, keeps = False, True
        while not self._exhausted:
            line = self._next_line()
            if self._exhausted and not typed:
                return ""
            if not line.strip():
                if lines:
                    break
                continue
            if not typed and _is_command(line):
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
            self._remark(error.message)
            return False
        return True

    def _next_line(self) -> str:
        if self.source.isatty():
            self.out.write("> ")
            self.out.flush()
        line = self.source.readline()
        self._exhausted = not line
        return line.rstrip("\r\n")

    def _print_verdict(self, attempt: Attempt) -> None:
        assert attempt.score is not None
        bank = self.session.bank
        other = bank.get(attempt.score.belongs_to) if attempt.score.belongs_to in bank else None
        question = bank.get(attempt.question_id)
        feedback = make_feedback(question, attempt.score, attempt.language, self.interface, other)
        self._print(feedback_lines(feedback, self.phrases))

    def _print_model_answer(self, attempt: Attempt | None) -> None:
        question = self.session.bank.get(attempt.question_id) if attempt else None
        text = question.model_answer.best(attempt.language) if attempt and question else ""
        self._print([f"{self.phrases.model_answer}:", text] if text else [self.phrases.no_model_answer])

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._started_s

    def _print(self, lines: Iterable[str]) -> None:
        self.out.write("\n".join(lines) + "\n\n")
        self.out.flush()

    def _remark(self, text: str) -> None:
        print(text, file=self.remarks, flush=True)


def _is_command(text: str) -> bool:
    words = text.split(maxsplit=1)
    return bool(words) and words[0] in COMMANDS
