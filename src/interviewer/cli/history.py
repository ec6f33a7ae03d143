"""`interviewer history`: what was practised, opened again, compared and exported."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from interviewer.cli.history_pages import Format, Page
from interviewer.cli.options import NumberRange, Wishes, json_option, session_for, settings_for
from interviewer.errors import StoreError, UsageError
from interviewer.model import Mode
from interviewer.model.history import HistoryFilter

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--reviews", is_flag=True, help="List single answers instead of sessions.")
@click.option(
    "--compare", "comparing", is_flag=True, help="Hold two answers against each other: two IDs, or a question's."
)
@click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable.")
@click.option("--tag", "tags", multiple=True, help="Only questions with this tag. Repeatable.")
@click.option("--question", "question_ids", multiple=True, metavar="ID", help="Only this question. Repeatable.")
@click.option(
    "--mode",
    "modes",
    multiple=True,
    type=click.Choice([mode.value for mode in Mode]),
    help="Only this kind of session. Repeatable.",
)
@click.option("--since", type=DAY, metavar="DATE", help="Only from this day on, as 2026-03-01.")
@click.option("--until", type=DAY, metavar="DATE", help="Only up to this day.")
@click.option("--below", type=NumberRange(0, 100), metavar="PERCENT", help="Only what scored less.")
@click.option("--weak", is_flag=True, help="Only questions that are weak by now.")
@click.option("--search", "words", metavar="WORDS", help="Only where all these words were said, or are in the id.")
@click.option("--limit", type=click.IntRange(0), help="How many at most, 0 for all; 20 by default, all as CSV.")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="text by default; csv has a row per answer.",
)
@click.option("--markdown", is_flag=True, help="As --format markdown.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to this file.")
@json_option
@click.pass_obj
def history(
    wishes: Wishes,
    /,
    ids: tuple[str, ...],
    reviews: bool,
    comparing: bool,
    form: str | None,
    markdown: bool,
    as_json: bool,
    out: Path | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """List past sessions or answers, open one by the beginning of its ID, or compare two answers."""
    chosen = _format(form, markdown, as_json)
    wanted = _filter(**filters)
    if ids and wanted != HistoryFilter():
        raise UsageError("Filters are for lists; what has an ID needs none.", "Leave out the ID or the filters.")
    settings = settings_for(wishes)
    session = session_for(settings)
    page = Page(session, settings.interface_language, chosen)
    try:
        if comparing:
            text = page.comparison(ids)
        elif ids:
            text = page.one(ids)
        else:
            text = page.reviews(wanted, limit) if reviews else page.sittings(wanted, limit)
    finally:
        session.close()
    _put(text, out)


def _format(form: str | None, markdown: bool, as_json: bool) -> Format:
    asked = {
        *([Format(form)] if form else []),
        *([Format.MARKDOWN] if markdown else []),
        *([Format.JSON] if as_json else []),
    }
    if len(asked) > 1:
        raise UsageError(f"Several formats: {', '.join(sorted(asked))}.", "Ask for one of them.")
    return next(iter(asked), Format.TEXT)


def _filter(
    since: datetime | None,
    until: datetime | None,
    below: float | None,
    words: str | None,
    modes: tuple[str, ...],
    **rest: Any,
) -> HistoryFilter:
    from interviewer.days import end_of, start_of

    if since and until and since > until:
        raise UsageError(f"{since.date()} comes after {until.date()}.", "Swap --since and --until.")
    return HistoryFilter(
        since=start_of(since.date()) if since else None,
        until=end_of(until.date()) if until else None,
        below=None if below is None else below / 100,
        words=tuple((words or "").split()),
        modes=tuple(Mode(mode) for mode in modes),
        **rest,
    )


def _put(text: str, out: Path | None) -> None:
    """Prints the text, or writes it to a file."""
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{out} cannot be written: {error.strerror or error}.", "Give --out another file.") from error
    click.echo(f"Written to {out}.", err=True)
