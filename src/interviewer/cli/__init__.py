"""The command line: one short function per command, one file per subject.

stdout is data, stderr is narration. Whatever is heavy is imported by the command that needs it, so that
`--help` and completion answer at once. `InterviewerError` is caught once, in `main`.
"""

import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import click

from interviewer.cli.lazy_group import LazyGroup
from interviewer.cli.options import COMPLETION_VARIABLE, LANGUAGES, Wishes, bank_option
from interviewer.errors import ExitCode, InterviewerError, UsageError

COMMANDS = {
    "practice": "practice",
    "drill": "drill",
    "suspend": "drill",
    "stats": "stats",
    "history": "history",
    "grade": "grade",
    "evaluate": "evaluate",
    "calibrate": "calibrate",
    "bank": "bank",
    "set": "set",
    "model": "model",
    "backup": "backup",
    "restore": "backup",
    "export": "transfer",
    "import": "importing",
    "doctor": "machine",
    "locate": "machine",
    "completion": "machine",
}
"""The module of this folder that each command is in."""


@click.group(
    cls=LazyGroup,
    modules=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--lang", type=LANGUAGES, help="Language of the interface; the locale's where it is not given.")
@bank_option
@click.version_option(package_name="interviewer")
@click.pass_context
def cli(context: click.Context, lang: str | None, banks: tuple[str, ...]) -> None:
    """Mock interviews in the terminal, scored by key point.

    Without a command: the home screen.
    """
    context.obj = Wishes(lang, banks)
    if context.invoked_subcommand is None:
        from interviewer.cli.practice import home

        home(context.obj)


GARBAGE_THRESHOLD = 200_000
"""New objects between two collections. Starting makes many and drops few; looking for garbage then is a tenth of it."""


def main() -> NoReturn:
    """Runs the program; a user never sees a traceback for what the user can mend."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    sys.excepthook = _report_bug
    gc.set_threshold(GARBAGE_THRESHOLD)
    instruction = os.environ.get(COMPLETION_VARIABLE)
    sys.exit(_complete(instruction) if instruction else run(sys.argv[1:]))


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keeps the traceback of what should not have happened in a file, and tells the user where."""
    import tempfile
    import traceback

    path = Path(tempfile.gettempdir()) / f"interviewer-{os.getpid()}.log"
    path.write_text("".join(traceback.format_exception(kind, error, trace)), encoding="utf-8")
    click.echo(f"Error: this is a bug in interviewer ({kind.__name__}: {error}).", err=True)
    click.echo(f"Nothing that was submitted is lost. Please report it with the details in {path}.", err=True)


def run(arguments: list[str]) -> int:
    """Carries out one command line and returns its exit code."""
    try:
        with _names_checked(), cli.make_context("interviewer", list(arguments)) as context:
            return int(cli.invoke(context) or ExitCode.OK)
    except click.exceptions.Exit as left:
        return left.exit_code
    except InterviewerError as error:
        click.echo(f"Error: {error.message}", err=True)
        if error.hint:
            click.echo(error.hint, err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`); Python must not complain again while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK


NAME_SHOWN = 60
"""Characters of a name that is too long for a file system."""


@contextmanager
def _names_checked() -> Iterator[None]:
    """Tells of a file name that is too long; whatever only looks whether there is such a file meets it first.

    Raises:
        UsageError: There was one.
    """
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        name = Path(os.fsdecode(error.filename or "")).name
        raise UsageError(f"The file name {name[:NAME_SHOWN]}… is too long.", "Give a shorter one.") from error


def _complete(instruction: str) -> int:
    """Answers the shell, which asks what could come next."""
    from click.shell_completion import shell_complete

    return shell_complete(cli, {}, "interviewer", COMPLETION_VARIABLE, instruction)
