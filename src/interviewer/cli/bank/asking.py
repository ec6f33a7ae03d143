"""The prompts that a question is written by, one after the other; what was typed is on the sheet at once."""

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewer.bank.sheet import PointSheet, Sheet
from interviewer.model import Difficulty, Language

if TYPE_CHECKING:
    from interviewer.phrases import Phrases

T = TypeVar("T")

MOST_SHOWN = 40
"""Characters of an answer that is not understood."""

NOTICED_S = 0.3
"""A signal that comes just before the line editor begins to wait is noticed with the next key, or the next signal: so
often one is sent."""

POSITIVE = "0 < x < 1000"


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


class Reading:
    """The lines that somebody types, with the keys of a line editor; in a `with`, so that nothing typed is lost.

    Whoever closes the window or kills the program politely leaves; so does Ctrl+C. A signal counts only where a line
    is waited for: it never ends what is done in between, such as writing what was typed. A window that closes is
    noticed twice, by the line that ends and by the signal, which comes while the first is dealt with.
    """

    def __init__(self) -> None:
        self._waits = False
        self._left: Left | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Reading":
        import readline  # noqa: F401  # from its import on, `input` edits lines and is ended by signals

        for name in ("SIGHUP", "SIGINT", "SIGTERM"):
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, self._noticed)
        if hasattr(signal, "setitimer"):
            self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, lambda *_: None)
            signal.setitimer(signal.ITIMER_REAL, NOTICED_S, NOTICED_S)
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def line(self, prompt: str) -> str:
        """One line.

        Raises:
            Left: Ctrl+C, Ctrl+D, a terminal that closes, or a polite kill, also one since the line before.
        """
        self._waits = True
        try:
            if self._left:
                raise self._left
            return input(prompt).strip()
        except KeyboardInterrupt:
            typed = _begun()
            raise Left(typed, for_good=not _answers()) from None
        except (EOFError, OSError):
            raise Left(for_good=not _answers()) from None
        finally:
            self._waits = False

    def _noticed(self, number: int, _: object) -> None:
        interrupted = number == signal.SIGINT
        if self._waits and interrupted:
            raise KeyboardInterrupt
        self._left = Left(_begun() if self._waits else "", for_good=not interrupted)
        if self._waits:
            raise self._left


def _begun() -> str:
    """What stands in the line that was not sent."""
    import readline

    return readline.get_line_buffer().strip()


def _answers() -> bool:
    """Whether the terminal is still there; goes to its next line."""
    try:
        click.echo()
    except OSError:
        return False
    return True


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
        self._languages = self._choice(phrases.new_languages, "both", _languages, "zh / en / both")
        while not sheet.text:
            self._texts(sheet.text, phrases.new_question)
        if not sheet.question_id:
            self._ask_id()
        while self._ask_point(len(sheet.points) + 1):
            pass
        self._texts(sheet.model_answer, phrases.new_model_answer)
        self._list(sheet.sources, phrases.new_source)
        sheet.difficulty = self._choice(
            phrases.new_difficulty, sheet.difficulty.value, Difficulty, " / ".join(Difficulty)
        )
        sheet.minutes = self._choice(phrases.new_minutes, str(sheet.usual_minutes), _positive, POSITIVE)

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
        point.weight = self._choice(phrases.new_weight, "1", _positive, POSITIVE)
        point.required = self._choice(phrases.new_required, "n", _yes, "y / n")
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

    def _choice(self, label: str, default: str, read: Callable[[str], T], expected: str) -> T:
        """What the answer means; asked again where it is not what is expected."""
        while True:
            text = self._line(label, default)
            try:
                return read(text)
            except ValueError:
                shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
                reason = self._phrases.new_expected.format(expected=expected, text=shown)
                click.echo(self._phrases.new_wrong.format(reason=reason))

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
        raise ValueError(text)
    return number


def _yes(text: str) -> bool:
    if text.lower() not in {"y", "yes", "n", "no", "是", "否"}:
        raise ValueError(text)
    return text.lower() in {"y", "yes", "是"}
