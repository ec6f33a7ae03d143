"""`interviewer` and `interviewer practice`: the interview itself, on screens or as lines."""

from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.choosing import choosing_options
from interviewer.cli.options import Wishes, now, session_for, settings_for
from interviewer.cli.sitting import (
    chosen_seed,
    has_screen,
    mention_unfinished,
    open_database,
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
@click.option("--questions", type=click.IntRange(1, 100), help="How many questions; 5 by default.")
@click.option("--question", "question_ids", multiple=True, metavar="ID", help="This question. Repeatable.")
@choosing_options
@click.pass_obj
def practice(
    wishes: Wishes,
    /,
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    difficulties: tuple[Difficulty, ...],
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
        tags=tags,
        difficulties=difficulties,
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
    mention_unfinished(session, settings)
    usual = Selection(language=settings.question_language, questions=settings.questions)
    return session.start(selection or usual, seed, now())


def _resumed(session: "Session") -> "Interview":
    interview = session.unfinished()
    if interview is None:
        raise UsageError("There is no interrupted interview to resume.", "`interviewer practice` begins one.")
    return interview
