"""The prompts that a question is written by, one after the other; what was typed is on the sheet at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from interviewer.bank.sheet import PointSheet, Sheet
from interviewer.model import Difficulty, Language

if TYPE_CHECKING:
    from interviewer.phrases import Phrases

T = TypeVar("T")


class Left(Exception):
    """The author has left in the middle.

    Attributes:
        typed: What stood in the line that was not sent.
        for_good: Nobody is there any more who could be asked something.
    """

    def __init__(self, typed: str = "", for_good: bool = False) -> None:
        super().__init__()
        self.typed = typed
        self.for_good = for_good


def read_line(prompt: str) -> str:
    """One line that somebody types, with the keys of a line editor.

    Raises:
        Left: Ctrl+C, Ctrl+D, a terminal that closes, or a polite kill.
    """
    import readline

    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt, OSError) as error:
        typed = readline.get_line_buffer() if isinstance(error, KeyboardInterrupt) else ""
        for_good = not _answers()
        raise Left(typed.strip(), for_good) from None


def _answers() -> bool:
    """Whether the terminal is still there; goes to its next line."""
    try:
        click.echo()
    except OSError:
        return False
    return True


def leave_when_killed() -> None:
    """Lets a window that is closed, and a polite kill, end the questions as Ctrl+C does."""
    import readline
    import signal

    def leave(_number: int, _frame: object) -> None:
        raise Left(readline.get_line_buffer().strip(), for_good=True)

    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


class Asking:
    """One question being asked for."""

    def __init__(
        self, sheet: Sheet, phrases: "Phrases", check_id: Callable[[str], str], read: Callable[[str], str]
    ) -> None:
        """Prepares it; nothing is asked yet.

        Args:
            sheet: Takes what is typed; what it holds already is not asked for.
            phrases: The interface's.
            check_id: Says why an id cannot be taken; an empty string where it can.
            read: Shows a prompt and returns a line; raises Left.
        """
        self.sheet = sheet
        self._phrases = phrases
        self._check_id = check_id
        self._read = read
        self._languages: tuple[Language, ...] = tuple(Language)

    def ask(self) -> None:
        """Asks for everything.

        Raises:
            Left: The author has left; what was typed before is on the sheet.
        """
        sheet, phrases = self.sheet, self._phrases
        if not sheet.question_id:
            sheet.topic = self._line(phrases.new_topic)
        self._languages = self._choice(phrases.new_languages, "both", _languages)
        while not sheet.text:
            self._texts(sheet.text, phrases.new_question)
        if not sheet.question_id:
            self._ask_id()
        while self._ask_point(len(sheet.points) + 1):
            pass
        self._texts(sheet.model_answer, phrases.new_model_answer)
        self._list(sheet.sources, phrases.new_source)
        sheet.difficulty = self._choice(phrases.new_difficulty, sheet.difficulty.value, Difficulty)
        sheet.minutes = self._choice(phrases.new_minutes, str(sheet.usual_minutes), _positive)

    def _ask_id(self) -> None:
        while True:
            name = self._line(self._phrases.new_id, self.sheet.usual_id)
            if not (reason := self._check_id(name)):
                self.sheet.question_id = name
                return
            click.echo(self._phrases.new_wrong.format(reason=reason))

    def _ask_point(self, number: int) -> bool:
        """Asks for a key point; False where there is none any more."""
        phrases, point = self._phrases, PointSheet()
        for language in self._languages:
            label = phrases.new_point.format(number=number, language=language)
            if text := self._line(label, into=lambda typed: self._keep_point(point, language, typed)):  # noqa: B023
                self._keep_point(point, language, text)
        if not point.text:
            return False
        point.weight = self._choice(phrases.new_weight, "1", _positive)
        point.required = self._choice(phrases.new_required, "n", _yes)
        for language in point.text:
            self._list(point.accept.setdefault(language, []), phrases.new_rewording.format(language=language))
            self._list(point.contradicts.setdefault(language, []), phrases.new_claim.format(language=language))
        for language in point.text:
            self._text(point.probe, language, phrases.new_probe)
        return True

    def _keep_point(self, point: PointSheet, language: Language, text: str) -> None:
        if not point.text:
            self.sheet.points.append(point)
        point.text[language] = text

    def _texts(self, texts: dict[Language, str], label: str) -> None:
        for language in self._languages:
            self._text(texts, language, label)

    def _text(self, texts: dict[Language, str], language: Language, label: str) -> None:
        def keep(text: str) -> None:
            texts[language] = text

        if text := self._line(label.format(language=language), into=keep):
            keep(text)

    def _list(self, texts: list[str], label: str) -> None:
        while text := self._line(label, into=texts.append):
            texts.append(text)

    def _choice(self, label: str, default: str, read: Callable[[str], T]) -> T:
        while True:
            try:
                return read(self._line(label, default))
            except ValueError as error:
                click.echo(self._phrases.new_wrong.format(reason=error))

    def _line(self, label: str, default: str = "", into: Callable[[str], None] | None = None) -> str:
        """A line, or the default for an empty one; where the author leaves, a line begun goes `into` the sheet."""
        shown = f"{label} [{default}]: " if default else f"{label}: "
        try:
            return self._read(shown) or default
        except Left as left:
            if into and left.typed:
                into(left.typed)
            raise


def _languages(text: str) -> tuple[Language, ...]:
    return tuple(Language) if text == "both" else (Language(text),)


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < 1000:
        raise ValueError(f"{text}: 0 < x < 1000")
    return number


def _yes(text: str) -> bool:
    if text.lower() not in {"y", "yes", "n", "no", "是", "否"}:
        raise ValueError(f"{text}: y / n")
    return text.lower() in {"y", "yes", "是"}
