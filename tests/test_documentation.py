"""What the program can do is written down, and what is written down it can do."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from docs import tables

from interviewer.bank import builtin_directory, load_bank
from interviewer.cli import cli
from interviewer.errors import ExitCode
from interviewer.plain import COMMANDS
from interviewer.scoring import load_scorer
from interviewer.settings import Settings

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
MANUAL = (PROJECT / "docs" / "manual.md").read_text(encoding="utf-8")
PAGES = pytest.mark.parametrize("page", [README, MANUAL], ids=["README", "manual"])
CHANGELOG = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def commands(group: click.Group, before: str = "interviewer") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


ALL = [("interviewer", cli), *commands(cli)]
OPTIONS = sorted(
    {
        option
        for _, command in ALL
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
)


@PAGES
@pytest.mark.parametrize("name", [name for name, _ in ALL])
def test_every_command_is_in_the_readme_and_in_the_manual(name: str, page: str) -> None:
    assert re.search(rf"\b{name}\b", page)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_in_the_manual(option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", MANUAL)


@PAGES
def test_every_command_line_that_is_shown_is_one(page: str) -> None:
    known = {name for name, _ in ALL}
    groups = {name for name, command in ALL if isinstance(command, click.Group)}
    for line in re.findall(r"^\s*(?:\$ )?(interviewer(?: [a-z]+)*)\b", page, re.MULTILINE):
        words = line.split()
        while words and " ".join(words) not in known:
            words.pop()
        left = line.split()[len(words) :]
        assert words, line
        assert not left or " ".join(words) not in groups, f"{line} is not a command"


@PAGES
def test_every_option_that_is_shown_is_one(page: str) -> None:
    known = {*OPTIONS, "--help", "--version"}
    lines = [line for line in page.splitlines() if re.search(r"\binterviewer( [a-z]+)* .*--", line)]
    mentioned = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}
    assert mentioned <= known


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_manual(name: str) -> None:
    assert f"`{name}`" in MANUAL or re.search(rf"^{name} = ", MANUAL, re.MULTILINE)


def test_the_variables_in_the_manual_are_settings_or_folders() -> None:
    known = {field.name.upper() for field in fields(Settings)} | {"CONFIG_DIR", "DATA_DIR", "CACHE_DIR"}
    mentioned = set(re.findall(r"\bINTERVIEWER_([A-Z_]+)\b", MANUAL))
    assert len(mentioned) > 3, "an example shows that settings can be variables, too"
    assert mentioned <= known


@pytest.mark.parametrize("name", ["CONFIG", "DATA", "CACHE"])
def test_every_folder_is_in_the_manual(name: str) -> None:
    assert f"INTERVIEWER_{name}_DIR" in MANUAL


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_plain_mode_is_in_the_manual(command: str) -> None:
    assert command in MANUAL


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_in_the_manual(code: ExitCode) -> None:
    assert re.search(rf"\b{code.value}\b", MANUAL)


def test_the_changelog_tells_of_the_current_version() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.search(rf"^## \[?{re.escape(project['version'])}\]? - \d{{4}}-\d\d-\d\d$", CHANGELOG, re.MULTILINE)


def test_the_licence_is_there() -> None:
    assert (PROJECT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_the_tables_are_what_is_measured_now(shared_cache: Path) -> None:
    text = (PROJECT / "docs" / "scoring.md").read_text(encoding="utf-8")
    scorer = load_scorer(load_bank([builtin_directory()]).questions, shared_cache)
    assert tables.filled(text, scorer) == text
