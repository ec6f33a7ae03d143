"""`interviewer bank try`: what sample answers earn while one edits the question."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import LANGUAGES, Wishes, bank_option, json_option, print_json, session_for, settings_for
from interviewer.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from interviewer.model.tryout import TryOut
    from interviewer.session.trying import Bench
    from interviewer.settings import Settings

POLL_S = 0.5
"""Seconds between two looks at a watched file."""

BESIDE = ".answers.txt"
"""A file of this name beside the question's is read without being named."""

CLEAR = "\x1b[2J\x1b[H"


@click.command("try")
@click.argument("question_id", metavar="ID")
@click.option("--answer", "said", multiple=True, metavar="TEXT", help="A sample answer. Repeatable.")
@click.option(
    "--answers",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sample answers with free lines between them; ID.answers.txt beside the question by default, - for stdin.",
)
@click.option("--watch", is_flag=True, help="Try again whenever the question or the answers change, until Ctrl+C.")
@click.option("--lang", type=LANGUAGES, help="Language to show the key points in.")
@json_option
@bank_option
@click.pass_obj
def try_question(
    wishes: Wishes,
    /,
    question_id: str,
    said: tuple[str, ...],
    file: Path | None,
    watch: bool,
    lang: str | None,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Show what a question's own texts and sample answers earn, point by point. ID may be the question's file.

    The model answer should cover everything, each rewording its point, the question said back and wrong claims nothing;
    what does not is marked with an exclamation mark. Exit code 1 when the file is broken.
    """
    if watch and as_json:
        raise UsageError("--watch and --json do not go together.", "Take one of them.")
    settings = settings_for(wishes, banks, question_lang=lang)
    bench = session_for(settings, quiet=True).workshop.bench(question_id)
    piped = _paragraphs(sys.stdin.read()) if str(file) == "-" else None

    def read() -> list[str]:
        return [*said, *(_answers(bench.path, file) if piped is None else piped)]

    if watch:
        _watch(bench, file, read, settings)
        return
    tried = bench.try_out(read())
    if as_json:
        _print_json(tried)
    else:
        _print_tryout(tried, settings)
    if tried.question is None:
        sys.exit(ExitCode.FAILED)


def watching(paths: Callable[[], list[Path]], wait: Callable[[], None]) -> Iterator[None]:
    """Yields at once, and again whenever one of the files is another than before.

    Args:
        paths: The files; one may come and go.
        wait: Called between two looks.
    """
    seen = None
    while True:
        now = [_state(path) for path in paths()]
        if now != seen:
            seen = now
            yield
        wait()


def _state(path: Path) -> tuple[int, int] | None:
    """Tells one content of a file from another; None where there is none, as in the middle of being saved."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _watch(bench: "Bench", named: Path | None, read: Callable[[], list[str]], settings: "Settings") -> None:
    """Shows what came of every change until Ctrl+C, which is how this ends and no failure."""
    from interviewer.phrases import PHRASES

    paths = [bench.path, named or _beside(bench.path)]
    try:
        for _ in watching(lambda: paths, lambda: time.sleep(POLL_S)):
            try:
                tried = bench.try_out(read())
            except UsageError as error:  # the answers are being saved, too
                click.echo(f"{error.message} {error.hint}", err=True)
                continue
            if sys.stdout.isatty():
                click.echo(CLEAR, nl=False)
            _print_tryout(tried, settings)
            click.echo(PHRASES[settings.interface_language].trial_watching.format(path=bench.path), err=True)
    except KeyboardInterrupt:
        click.echo(err=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}{BESIDE}")


def _answers(path: Path, named: Path | None) -> list[str]:
    """The sample answers of the named file, or of the one beside the question, if there is one."""
    file = named or _beside(path)
    if named is None and not file.is_file():
        return []
    try:
        return _paragraphs(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"The answers in {file} cannot be read: {reason}.", "Give --answers a UTF-8 text.") from error


def _paragraphs(text: str) -> list[str]:
    """What stands between free lines."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [block.strip() for block in blocks if block.strip()]


def _print_tryout(tried: "TryOut", settings: "Settings") -> None:
    from interviewer.lines.trials import legend, tryout_lines
    from interviewer.phrases import PHRASES

    phrases = PHRASES[settings.interface_language]
    width = shutil.get_terminal_size((80, 24)).columns
    click.echo("\n".join(tryout_lines(tried, settings.question_language, width, phrases)))
    if tried.trials:
        click.echo(legend(phrases))


def _print_json(tried: "TryOut") -> None:
    question = tried.question
    print_json(
        question_id=question.id if question else None,
        points=[point.id for point in question.key_points] if question else [],
        samples=[
            {
                **asdict(trial.sample),
                "score": trial.score.overall,
                "surprising": trial.is_surprising,
                "points": {
                    match.point_id: {"status": match.status, "coverage": match.coverage}
                    for match in trial.score.matches
                },
            }
            for trial in tried.trials
        ],
        issues=tried.issues,
    )
