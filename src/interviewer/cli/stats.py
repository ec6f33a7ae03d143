"""`interviewer stats`: progress one can see."""

import os
import shutil
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import Wishes, bank_option, json_option, now, print_json, session_for, settings_for
from interviewer.errors import UsageError

if TYPE_CHECKING:
    from interviewer.lines.progress import Layout, Section
    from interviewer.model.progress import Progress

WIDEST = 100


@click.command()
@click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable.")
@click.option("--all", "everything", is_flag=True, help="The trend of every question and every key point.")
@click.option("--plain", is_flag=True, help="Figures instead of plots, as for screen readers.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all the numbers as CSV, one a row.")
@json_option
@bank_option
@click.pass_obj
def stats(
    wishes: Wishes,
    /,
    topics: tuple[str, ...],
    everything: bool,
    plain: bool,
    as_csv: bool,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Show your progress.

    Practice day by day, how well each topic is known, what comes up in the next 30 days, how the scores went, and
    which points are missed.

    Mastery is the score to expect if every question of a topic were asked today: last score times retrievability,
    and 0 for what was never asked. Means are over the scores of one scorer, the one that judged last; what others
    judged is counted and left out.
    """
    from interviewer.lines.progress import Layout
    from interviewer.phrases import PHRASES

    if as_csv and as_json:
        raise UsageError("--csv and --json do not go together.", "Take one of them.")
    settings = settings_for(wishes, banks)
    session = session_for(settings)
    try:
        progress = session.progress(now(), topics)
        phrases = PHRASES[settings.interface_language]
        width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
        is_plain = plain or os.environ.get("TERM") == "dumb"
        find, language = session.bank.find, settings.question_language
        layout = Layout(phrases, find, language, width, is_plain, everything)
        if as_json:
            _print_json(progress)
        elif as_csv:
            _print_csv(progress)
        else:
            _print_text(progress, layout)
    finally:
        session.close()


def _print_json(progress: "Progress") -> None:
    from dataclasses import fields

    print_json(**{field.name: getattr(progress, field.name) for field in fields(progress)})


def _print_csv(progress: "Progress") -> None:
    from interviewer.formats.progress_csv import progress_csv

    click.echo(progress_csv(progress), nl=False)


def _print_text(progress: "Progress", layout: "Layout") -> None:
    from interviewer.lines.progress import progress_sections

    if not progress.answers:
        click.echo(layout.phrases.stats_empty, err=True)
        return
    about = f"  {', '.join(progress.topics)}" if progress.topics else ""
    click.echo(f"{layout.phrases.stats}  {progress.today}{about}")
    for section in progress_sections(progress, layout):
        click.echo(_section_text(section))


def _section_text(section: "Section") -> str:
    heads = [f"\n{section.title}", *([section.about] if section.about else [])] if section.title else [""]
    return "\n".join([*heads, *(line.text for line in section.lines)])
