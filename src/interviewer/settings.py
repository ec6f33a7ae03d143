"""The few settings, and where things live.

A value comes from, in this order: the command line, the environment (`INTERVIEWER_...`), the project's
`interviewer.toml`, the user's `config.toml`, the default.
"""

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError
from interviewer.model import Language, Pace

APP = "interviewer"
PROJECT_FILE = Path("interviewer.toml")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that belong to one user."""

    config: Path
    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        """The file with all that the candidate ever said."""
        return self.data / "interviewer.db"

    @property
    def models(self) -> Path:
        """The folder of the compiled models; it need not exist."""
        return self.data / "models"

    @property
    def settings_file(self) -> Path:
        """The user's settings; it need not exist."""
        return self.config / "config.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose.

    Attributes:
        lang: The interface's language: `zh`, `en`, or `auto` for the locale's.
        question_lang: The language to ask in, or `auto` for the interface's.
        questions: Questions in an interview, 1 to 100.
        probes: Follow-up questions at most per question, 0 to 9.
        theme: A Textual theme's name, or an empty string for the default.
        bank: Folders with question files; `builtin` is the one that comes with the program.
        model: The encoder that scores: `builtin`, or a model that `interviewer model add` has brought in.
        retention: The chance in percent that a question is still known when it becomes due, 70 to 97.
        daily_questions, daily_new, daily_minutes: The most to drill in a day; 0 new is none.
        ratings: From which score in percent on the suggested rating is hard, good, easy.
        leech: A question forgotten so many times is called a leech.
    """

    lang: str = "auto"
    question_lang: str = "auto"
    questions: int = 5
    probes: int = 1
    theme: str = ""
    bank: tuple[str, ...] = ("builtin",)
    model: str = "builtin"
    retention: int = 90
    daily_questions: int = 20
    daily_new: int = 5
    daily_minutes: int = 30
    ratings: tuple[int, int, int] = (40, 60, 85)
    leech: int = 4

    @property
    def pace(self) -> Pace:
        """How the candidate wants to drill."""
        hard, good, easy = (bound / 100 for bound in self.ratings)
        return Pace(
            self.retention / 100,
            self.daily_questions,
            self.daily_new,
            self.daily_minutes,
            (hard, good, easy),
            self.leech,
        )

    @property
    def interface_language(self) -> Language:
        """The language of menus and messages."""
        return _locale_language() if self.lang == "auto" else Language(self.lang)

    @property
    def question_language(self) -> Language:
        """The language questions are asked in."""
        return self.interface_language if self.question_lang == "auto" else Language(self.question_lang)


RANGES = {
    "questions": range(1, 101),
    "probes": range(10),
    "retention": range(70, 98),
    "daily_questions": range(1, 1001),
    "daily_new": range(1001),
    "daily_minutes": range(1, 1441),
    "leech": range(2, 101),
}
CHOICES = {"lang": ("auto", *Language), "question_lang": ("auto", *Language)}


def find_places(environ: Mapping[str, str] = os.environ) -> Places:
    """The user's folders: the platform's usual ones, or those that the environment names."""

    def place(variable: str, usual: str) -> Path:
        named = environ.get(f"INTERVIEWER_{variable}_DIR")
        if named:
            return Path(named).expanduser()
        import platformdirs

        return Path(getattr(platformdirs, usual)(APP, appauthor=False))

    return Places(place("CONFIG", "user_config_dir"), place("DATA", "user_data_dir"), place("CACHE", "user_cache_dir"))


def load_settings(places: Places, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings from files and environment; the command line comes on top with `dataclasses.replace`.

    Raises:
        UsageError: A file is not TOML, or a value is not one of those allowed; it names the place.
    """
    settings = Settings()
    for path in (places.settings_file, PROJECT_FILE):
        settings = _override(settings, _read(path), str(path))
    named = {field.name: environ.get(f"INTERVIEWER_{field.name.upper()}") for field in fields(Settings)}
    return _override(settings, {name: value for name, value in named.items() if value}, "the environment")


def save_setting(places: Places, name: str, value: str) -> None:
    """Writes one setting into the user's file and leaves all else in it as it stands, comments too.

    Raises:
        UsageError: The file is not TOML, or cannot be written.
    """
    import tomlkit

    path = places.settings_file.resolve()  # behind a link is the file that the user keeps elsewhere
    _read(path)
    making = path.with_name(f".{path.name}.new")
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        document[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        making.write_text(tomlkit.dumps(document), encoding="utf-8")
        making.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}.", "Mend the line or remove the file.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _override(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    return replace(settings, **{name: _checked(name, value, where) for name, value in values.items()})


def _checked(name: str, value: object, where: str) -> Any:
    if name == "bank":
        folders = value.split(os.pathsep) if isinstance(value, str) else value
        if isinstance(folders, list) and folders and all(isinstance(folder, str) for folder in folders):
            return tuple(folders)
        raise UsageError(f"{where}: bank must be a list of folders.")
    if name == "ratings":
        return _bounds(value, where)
    if name in RANGES:
        if str(value).isdecimal() and int(str(value)) in RANGES[name]:
            return int(str(value))
        allowed = RANGES[name]
        raise UsageError(f"{where}: {name} is {value!r}; it must be from {allowed[0]} to {allowed[-1]}.")
    if name in CHOICES and value not in CHOICES[name]:
        raise UsageError(f"{where}: {name} is {value!r}; it must be one of {', '.join(CHOICES[name])}.")
    if name not in {field.name for field in fields(Settings)} or not isinstance(value, str):
        known = ", ".join(field.name for field in fields(Settings))
        raise UsageError(f"{where}: {name} = {value!r} is not a setting.", f"Settings are {known}.")
    return value


def _bounds(value: object, where: str) -> tuple[int, int, int]:
    """Three ascending percentages, as a list or as text with commas."""
    found = [text.strip() for text in value.split(",")] if isinstance(value, str) else value
    if isinstance(found, list) and len(found) == 3 and all(str(bound).isdecimal() for bound in found):
        hard, good, easy = (int(str(bound)) for bound in found)
        if 0 < hard < good < easy <= 100:
            return hard, good, easy
    raise UsageError(
        f"{where}: ratings is {value!r}; it must be three ascending percentages.", "The default is 40, 60, 85."
    )


def _locale_language() -> Language:
    named = locale.setlocale(locale.LC_MESSAGES) if hasattr(locale, "LC_MESSAGES") else ""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            named = os.environ[variable]
            break
    return Language.ZH if named.lower().startswith(("zh", "chinese")) else Language.EN
