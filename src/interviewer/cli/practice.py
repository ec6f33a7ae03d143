"""`interviewer` and `interviewer practice`: the interview itself, on screens or as lines."""

from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import LANGUAGES, Wishes, bank_option, now, session_for, settings_for
from interviewer.cli.sitting import (
    LARGEST_SEED,
    chosen_seed,
    has_screen,
    open_database,
    phrases_of,
    sit_at_screen,
    sit_with_lines,
)
from interviewer.errors import UsageError
from interviewer.model import Difficulty, Selection

if TYPE_CHECKING:
    from interviewer.model import Interview
    from interviewer.session import Session
    from interviewer.settings import Settings


def home(wishes: Wishes) -> None:
    """The home screen; where there is no screen, an interview as lines."""
    hold(settings_for(wishes), None)


@click.command()
@click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable.")
@click.option(
    "--difficulty",
    "difficulties",
    multiple=True,
    type=click.Choice([difficulty.value for difficulty in Difficulty]),
    help="Only this difficulty. Repeatable.",
)
@click.option("--lang", "question_lang", type=LANGUAGES, help="Language of the questions.")
@click.option("--questions", type=click.IntRange(1, 100), help="How many questions; 5 by default.")
@click.option("--question", "question_ids", multiple=True, metavar="ID", help="This question. Repeatable.")
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="Fixes the choice and order of questions.")
@click.option("--probes", type=click.IntRange(0, 9), help="Follow-up questions at most per question.")
@click.option("--resume", is_flag=True, help="Go on with the interview that was interrupted.")
@click.option("--plain", is_flag=True, help="As lines on stdin and stdout, without screens.")
@bank_option
@click.pass_obj
def practice(
    wishes: Wishes,
    /,
    topics: tuple[str, ...],
    difficulties: tuple[str, ...],
    question_ids: tuple[str, ...],
    seed: int | None,
    resume: bool,
    plain: bool,
    **overrides: Any,
) -> None:
    """Hold a mock interview."""
    settings = settings_for(wishes, **overrides)
    selection = Selection(
        topics=topics,
        difficulties=tuple(Difficulty(difficulty) for difficulty in difficulties),
        question_ids=question_ids,
        language=settings.question_language,
        questions=settings.questions,
        seed=seed,
    )
    hold(settings, selection, resume=resume, plain=plain)


def hold(settings: "Settings", selection: Selection | None, resume: bool = False, plain: bool = False) -> None:
    """Opens a session and practises until the candidate leaves."""
    session = session_for(settings)
    seed = chosen_seed(selection.seed if selection else None)
    on_screen = has_screen() and not plain
    try:
        is_home = on_screen and selection is None  # which opens the database behind its first frame
        if not is_home:
            open_database(session, settings)
        if on_screen:
            sit_at_screen(session, settings, _resumed(session) if resume else selection, seed)
        else:
            sit_with_lines(session, settings, _interview(session, settings, selection, seed, resume))
    finally:
        session.close()


def _interview(
    session: "Session", settings: "Settings", selection: Selection | None, seed: int, resume: bool
) -> "Interview":
    if resume:
        return _resumed(session)
    if session.unfinished():
        click.echo(phrases_of(settings).unfinished, err=True)
    usual = Selection(language=settings.question_language, questions=settings.questions)
    return session.start(selection or usual, seed, now())


def _resumed(session: "Session") -> "Interview":
    interview = session.unfinished()
    if interview is None:
        raise UsageError("There is no interrupted interview to resume.", "`interviewer practice` begins one.")
    return interview
