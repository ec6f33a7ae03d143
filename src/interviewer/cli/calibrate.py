"""`interviewer calibrate`: learning from what was overruled and from graded answers, showing and undoing it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import (
    Wishes,
    bank_option,
    json_option,
    now,
    print_json,
    session_for,
    settings_for,
)
from interviewer.errors import ExitCode, UsageError
from interviewer.model import Issue, Language
from interviewer.model.learning import Batch, Example, Learning, Lesson

if TYPE_CHECKING:
    from interviewer.session import Session

ISSUES_SHOWN = 20
"""Of the bad lines so many are named; the rest is counted."""


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--show", is_flag=True, help="Show what was learnt, and from what.")
@click.option("--undo", metavar="BATCH", help="Forget one batch, or `all`.")
@click.option("--dry-run", is_flag=True, help="Show what would be learnt; keep nothing.")
@json_option
@bank_option
@click.pass_obj
def calibrate(
    wishes: Wishes,
    /,
    files: tuple[Path, ...],
    show: bool,
    undo: str | None,
    dry_run: bool,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Learn from the verdicts you overruled, or from FILEs of graded answers.

    A FILE has one JSON object a line: question_id, answer, score (0 to 1) and, if you like, points. What was learnt
    corrects the scores of those questions, is named in the feedback, and can be undone.
    """
    if (undo is not None) + show + bool(files or dry_run) > 1:
        raise UsageError("--show, --undo and learning do not go together.", "Take one of them at a time.")
    settings = settings_for(wishes, banks)
    session = session_for(settings)
    try:
        if undo is not None:
            _forget(session, undo, as_json, settings.interface_language)
        elif show:
            _show(session, as_json, settings.interface_language)
        else:
            _learn(session, files, not dry_run, as_json, settings.interface_language)
    finally:
        session.close()


def _learn(session: "Session", files: tuple[Path, ...], keep: bool, as_json: bool, interface: Language) -> None:
    examples, issues = _read(session, files)
    learning = session.teaching.learn(examples, now(), keep)
    _report(issues)
    if as_json:
        print_json(**asdict(learning), bad_lines=len(issues))
    else:
        _print_learning(learning, keep, interface)
    if issues:
        sys.exit(ExitCode.FAILED)


def _read(session: "Session", files: tuple[Path, ...]) -> tuple[list[Example], list[Issue]]:
    """What to learn from, and the bad lines."""
    from interviewer.formats.graded import read_graded

    if not files:
        return list(session.teaching.overrides()), []
    time = now()
    found = [read_graded(path, session.bank, time) for path in files]
    return [example for examples, _ in found for example in examples], [i for _, issues in found for i in issues]


def _report(issues: list[Issue]) -> None:
    for issue in issues[:ISSUES_SHOWN]:
        click.echo(f"Left out: {issue}", err=True)
    if len(issues) > ISSUES_SHOWN:
        click.echo(f"Left out: {len(issues) - ISSUES_SHOWN} more lines", err=True)


def _print_learning(learning: Learning, kept: bool, interface: Language) -> None:
    from interviewer.phrases import PHRASES

    phrases = PHRASES[interface]
    if learning.batch is None:
        click.echo(phrases.nothing_new, err=True)
        return
    _print_lessons(learning.lessons, interface)
    if learning.silent:
        click.echo(phrases.silent.format(answers=learning.silent), err=True)
    said = phrases.learnt if kept else phrases.would_learn
    click.echo(said.format(examples=learning.batch.examples, batch=learning.batch.number), err=True)


def _show(session: "Session", as_json: bool, interface: Language) -> None:
    from interviewer.phrases import PHRASES

    batches, lessons = session.teaching.learnt()
    if as_json:
        print_json(batches=batches, lessons=lessons)
        return
    if not batches:
        click.echo(PHRASES[interface].nothing_learnt, err=True)
    _print_batches(batches, interface)
    _print_lessons(lessons, interface)


def _forget(session: "Session", undo: str, as_json: bool, interface: Language) -> None:
    from interviewer.phrases import PHRASES

    if undo != "all" and not (undo.isascii() and undo.isdecimal() and len(undo) < 10):
        raise UsageError(
            f"{undo!r} is not a batch.", "Give the number that `interviewer calibrate --show` says, or all."
        )
    gone = session.teaching.forget(None if undo == "all" else int(undo))
    if as_json:
        print_json(forgotten=gone)
        return
    _print_batches(gone, interface)
    phrases = PHRASES[interface]
    click.echo(phrases.forgotten if gone else phrases.nothing_learnt, err=True)


def _print_batches(batches: tuple[Batch, ...], interface: Language) -> None:
    from interviewer.phrases import PHRASES

    for batch in batches:
        click.echo(
            PHRASES[interface].batch.format(
                batch=batch.number,
                date=f"{batch.learned_at.astimezone():%Y-%m-%d %H:%M}",
                examples=batch.examples,
                origins=", ".join(batch.origins),
            )
        )


def _print_lessons(lessons: tuple[Lesson, ...], interface: Language) -> None:
    from interviewer.lines.feedback import lesson_line
    from interviewer.phrases import PHRASES

    for lesson in lessons:
        click.echo(lesson_line(lesson, PHRASES[interface]))
