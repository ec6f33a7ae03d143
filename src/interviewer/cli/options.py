"""What several commands share: their options, their settings and session, their JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.model import Language

if TYPE_CHECKING:
    from interviewer.session import Session
    from interviewer.settings import Settings

SCHEMA_VERSION = 1
"""Of everything that `--json` prints; goes up when a field changes its meaning or goes away."""

COMPLETION_VARIABLE = "_INTERVIEWER_COMPLETE"
"""Set by the shell's completion script, which `interviewer completion` prints."""

LANGUAGES = click.Choice([language.value for language in Language])


class NumberRange(click.FloatRange):
    """A range of numbers; click's own lets `nan` through, which is on neither side of a bound."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, if it is one."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


class LazyChoice(click.ParamType[str]):
    """A choice among names that are only looked up when one is given, or shown."""

    name = "choice"

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self._names = names

    @cached_property
    def _choice(self) -> "click.Choice[str]":
        return click.Choice(list(self._names()))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if it is one of them."""
        return self._choice.convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """All of them."""
        return self._choice.get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Those that begin so."""
        return self._choice.shell_complete(ctx, param, incomplete)


class FolderPath(click.Path):
    """A folder; a name that is empty, as of a variable that a script has not set, is not the current one."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Its path."""
        if value == "":
            self.fail("the folder's name is empty; the current folder is called `.`.", param, ctx)
        return super().convert(value, param, ctx)


bank_option = click.option(
    "--bank", "banks", multiple=True, metavar="DIR", help="Folder of questions, or `builtin`. Repeatable."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said before the command's name."""

    lang: str | None
    banks: tuple[str, ...]


def settings_for(wishes: Wishes, banks: tuple[str, ...] = (), **overrides: Any) -> "Settings":
    """The settings from files and environment, with what the command line says on top."""
    from interviewer.settings import find_places, load_settings

    said = {"lang": wishes.lang, "bank": wishes.banks + banks, **overrides}
    return replace(
        load_settings(find_places()),
        **{name: value for name, value in said.items() if value not in (None, ())},
    )


def session_for(settings: "Settings", quiet: bool = False) -> "Session":
    """A session on the user's own places; problems in bank files are told on stderr, unless `quiet`."""
    from uuid import uuid4

    from interviewer.session import open_session
    from interviewer.settings import find_places

    session = open_session(settings, find_places(), now(), lambda: uuid4().hex)
    for issue in () if quiet else session.bank.issues:
        click.echo(f"Left out: {issue}", err=True)
    return session


def now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


def print_json(**fields: object) -> None:
    """Prints the fields as one JSON object with a `schema_version`."""
    click.echo(json_text(**fields), nl=False)


def json_text(**fields: object) -> str:
    """The fields as one JSON object with a `schema_version`."""
    document = {"schema_version": SCHEMA_VERSION, **fields}
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):  # moments are dates, too
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value))
