"""`interviewer bank lint`: the review of a bank."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import Wishes, bank_option, json_option, print_json, session_for, settings_for
from interviewer.counting import counted
from interviewer.errors import ExitCode, UsageError
from interviewer.model.finding import Finding, Severity

if TYPE_CHECKING:
    from interviewer.session import Session

SEVERITIES = [severity.value for severity in Severity]
NEVER = "never"

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

MANY = 100
"""Questions from which on a bar shows how far the review is."""

WIDEST = 100


@click.command()
@click.argument("question_ids", nargs=-1, metavar="[ID]...")
@click.option("--severity", type=click.Choice(SEVERITIES), default=Severity.NOTE.value, help="The least that is shown.")
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Look for this only. Repeatable.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, NEVER]),
    default=Severity.WARNING.value,
    help="The least that makes the exit code 1; warning by default.",
)
@click.option("--list-rules", is_flag=True, help="Say what is looked for, and look for nothing.")
@json_option
@bank_option
@click.pass_obj
def lint(
    wishes: Wishes,
    /,
    question_ids: tuple[str, ...],
    severity: str,
    rules: tuple[str, ...],
    fail_on: str,
    list_rules: bool,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Review the questions, or only those with an ID: what should be looked at, where, why, and what to do about it.

    Exit code 1 when there is a warning or an error.
    """
    if list_rules:
        _print_rules(as_json)
        return
    _check_rules(rules)
    session = session_for(settings_for(wishes, banks), quiet=True)
    findings = _findings(session, question_ids, rules)
    shown = [finding for finding in findings if finding.severity.reaches(Severity(severity))]
    if as_json:
        print_json(questions=len(session.bank.questions), drafts=len(session.bank.drafts), findings=_as_json(shown))
    else:
        _print_findings(shown)
        click.echo(_summary(session, findings, len(findings) - len(shown)), err=True)
    if fail_on != NEVER and any(finding.severity.reaches(Severity(fail_on)) for finding in findings):
        sys.exit(ExitCode.FAILED)


def _findings(session: "Session", question_ids: Sequence[str], rules: Sequence[str]) -> list[Finding]:
    """All that was found; of the files without a question only where no question is named."""
    from interviewer.bank.lint import BROKEN, broken_files

    workshop = session.workshop
    chosen = workshop.chosen(question_ids)
    with _progress(len(chosen)) as advance:
        found = list(workshop.review(chosen, rules, advance))
    if question_ids or (rules and BROKEN.name not in rules):
        return found
    return [*broken_files(session.bank), *found]


@contextmanager
def _progress(length: int) -> Iterator[Callable[[], None]]:
    """What is called after each question: a bar on a terminal where there are many, else nothing."""
    if length < MANY or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    with click.progressbar(length=length, file=sys.stderr, label="Reviewing") as bar:
        yield lambda: bar.update(1)


def _check_rules(names: Sequence[str]) -> None:
    import difflib

    from interviewer.bank.lint import RULES

    known = [rule.name for rule in RULES]
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=2, cutoff=0.4)
            hint = (
                f"Did you mean {' or '.join(close)}?" if close else "`interviewer bank lint --list-rules` names them."
            )
            raise UsageError(f"There is no rule {name!r}.", hint)


def _print_rules(as_json: bool) -> None:
    from interviewer.bank.lint import RULES

    if as_json:
        print_json(rules=[{"name": rule.name, "severity": rule.severity, "about": rule.about} for rule in RULES])
        return
    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.name:{width}}  {rule.severity:7}  {rule.about}")


def _as_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [asdict(finding) for finding in findings]


def _print_findings(findings: Sequence[Finding]) -> None:
    from interviewer.lines.findings import finding_blocks

    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    in_colour = _is_coloured()
    for number, block in enumerate(finding_blocks(findings, Path.cwd(), width)):
        if number:
            click.echo()
        for line in block:
            click.echo(_painted(line) if in_colour else line, color=in_colour)


def _is_coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _painted(line: str) -> str:
    """The line with its severity in colour; of suggestions, all of it is dim."""
    if line.startswith("    "):
        return click.style(line, dim=True)
    for severity, colour in COLOURS.items():
        place, mark, rest = line.partition(f": {severity} ")
        if mark:
            rule, _, message = rest.partition(": ")
            return f"{click.style(place, bold=True)}: {click.style(f'{severity} {rule}', fg=colour)}: {message}"
    return line


def _summary(session: "Session", findings: Sequence[Finding], hidden: int) -> str:
    from interviewer.lines.findings import tally

    bank = session.bank
    waiting = counted(len(bank.drafts), "draft")
    drafts = f", {waiting} {'waits' if len(bank.drafts) == 1 else 'wait'}" if bank.drafts else ""
    unseen = f" ({hidden} not shown; --severity note shows all)" if hidden else ""
    return f"{counted(len(bank.questions), 'question')}{drafts}, {tally(findings)}{unseen}"
