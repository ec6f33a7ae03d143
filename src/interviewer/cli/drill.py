"""`interviewer drill` and `interviewer suspend`: practising what is due and what is weak."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.choosing import choosing_options
from interviewer.cli.options import (
    NumberRange,
    Wishes,
    bank_option,
    json_option,
    now,
    print_json,
    session_for,
    settings_for,
)
from interviewer.cli.sitting import (
    chosen_seed,
    has_screen,
    mention_unfinished,
    open_database,
    phrases_of,
    sit_at_screen,
    sit_with_lines,
)
from interviewer.errors import UsageError
from interviewer.model.review import Wish

if TYPE_CHECKING:
    from interviewer.model import Interview
    from interviewer.model.review import Queue
    from interviewer.phrases import Phrases
    from interviewer.session import Session
    from interviewer.settings import Settings

MOST = 1000


@click.command()
@click.option("--weak-only", is_flag=True, help="Only what is weak, due or not.")
@click.option("--points", is_flag=True, help="Single key points instead of whole questions.")
@click.option("--cram", is_flag=True, help="Weakest first, due or not; leaves the schedule alone.")
@click.option("--schedule", "scheduled", is_flag=True, help="With --cram: let the schedule know.")
@click.option("--limit", "questions", type=click.IntRange(1, MOST), help="How many today at most.")
@click.option("--new", type=click.IntRange(0, MOST), help="How many new ones today at most.")
@click.option(
    "--minutes",
    type=NumberRange(0, 1440, min_open=True),
    help="How many minutes today at most.",
)
@click.option(
    "--by",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    callback=lambda _, __, moment: moment and moment.date(),
    metavar="DATE",
    help="Be ready by this day, for example 2026-12-20.",
)
@click.option("--list", "only_list", is_flag=True, help="Only show what would be asked, and why.")
@choosing_options
@json_option
@click.pass_obj
def drill(
    wishes: Wishes,
    /,
    seed: int | None,
    only_list: bool,
    resume: bool,
    plain: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Practise what is due, the weakest first, then what is new.

    Every question says why it is asked. What to come back to when is planned with FSRS: a question is due when the
    chance that you still know it (its retrievability) falls to the `retention` of the settings.

    A question is WEAK when its last score was below 80 %, or the score to expect now is below 85 %, or you have
    forgotten it three times or more (lapses) and it has not settled since (stability below 21 days). The score to
    expect is what the rules of marking make of the retrievability of each key point by its own history, less up to
    30 % for a point that your last answers missed. Weakest is what would lose most of its score if it were asked now.
    With --points the same goes for each key point on its own, asked by its probe (weak when its last coverage was below
    60 %): a point that you missed in an otherwise good answer is weak, too.

    --limit, --new and --minutes are for the whole day; where they are not given, `daily_questions`, `daily_new` and
    `daily_minutes` of the settings apply. With --by they are for each of the days, and only the minutes of the settings
    apply: to be ready comes first.
    """
    settings = settings_for(
        wishes, said.pop("banks"), question_lang=said.pop("question_lang"), probes=said.pop("probes")
    )
    wish = Wish(**{**said, "language": settings.question_language})
    session = session_for(settings)
    try:
        open_database(session, settings)
        if only_list or as_json:
            _show(session.drills.queue(wish, chosen_seed(seed), now()), wish, phrases_of(settings), as_json)
        else:
            _hold(session, settings, None if resume else wish, chosen_seed(seed), plain)
    finally:
        session.close()


def _hold(session: "Session", settings: "Settings", wish: Wish | None, seed: int, plain: bool) -> None:
    """Drills until the candidate leaves; None goes on with what was interrupted."""
    interview = _started(session, settings, wish, seed) if wish else session.unfinished()
    if interview is None and wish is None:
        raise UsageError("There is no interrupted drill to resume.", "`interviewer drill` begins one.")
    if interview is None:
        return
    if has_screen() and not plain:
        sit_at_screen(session, settings, interview, seed)
    else:
        sit_with_lines(session, settings, interview)


def _started(session: "Session", settings: "Settings", wish: Wish, seed: int) -> "Interview | None":
    """A new drill; where there is nothing to drill, says so and when there is."""
    from interviewer.lines.agenda import nothing_due_lines, plan_lines

    phrases = phrases_of(settings)
    mention_unfinished(session, settings)
    interview, queue = session.start_drill(wish, seed, now())
    if queue.plan:
        click.echo("\n".join(plan_lines(queue.plan, phrases)), err=True)
    if interview is None:
        click.echo("\n".join(nothing_due_lines(queue, wish.weak_only, now(), phrases)))
    return interview


def _show(queue: "Queue", wish: Wish, phrases: "Phrases", as_json: bool) -> None:
    from interviewer.lines.agenda import nothing_due_lines, plan_lines, reasons_text

    if as_json:
        picks = [{**asdict(pick), "why": reasons_text(pick.reasons, phrases)} for pick in queue.picks]
        print_json(picks=picks, held_back=queue.held_back, next_due_at=queue.next_due_at, plan=queue.plan)
        return
    for pick in queue.picks:
        click.echo(f"{pick.item}  {reasons_text(pick.reasons, phrases)}")
    if not queue.picks:
        click.echo("\n".join(nothing_due_lines(queue, wish.weak_only, now(), phrases)))
    if queue.plan:
        click.echo("\n".join(plan_lines(queue.plan, phrases)), err=True)


@click.command()
@click.argument("items", nargs=-1, metavar="[ID]...")
@click.option("--resume", is_flag=True, help="Let them in again.")
@bank_option
@json_option
@click.pass_obj
def suspend(wishes: Wishes, /, items: tuple[str, ...], resume: bool, banks: tuple[str, ...], as_json: bool) -> None:
    """Keep questions out of the drill, or list those.

    An ID may be that of a key point, as `git/rebase#new-commits`.

    A leech is a question that you have forgotten again and again (`leech` of the settings). Nothing is suspended unless
    you say so; a leech whose file is rewritten counts as a new question.
    """
    session = session_for(settings_for(wishes, banks))
    try:
        for item in items:
            session.drills.suspend(item, not resume, now())
        suspended, leeches = sorted(session.drills.suspended()), session.drills.leeches()
    finally:
        session.close()
    if as_json:
        print_json(suspended=suspended, leeches=[{"item": card.item, "lapses": card.lapses} for card in leeches])
        return
    for item in suspended:
        click.echo(item)
    if not items:
        for card in leeches:
            click.echo(f"leech, not suspended: {card.item} (lapses: {card.lapses})", err=True)
