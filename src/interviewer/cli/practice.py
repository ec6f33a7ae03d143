"""`interviewer` and `interviewer practice`: the interview itself, on screens or as lines."""

from dataclasses import replace
from pathlib import Path
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
from interviewer.model import Selection

if TYPE_CHECKING:
    from interviewer.model import Interview
    from interviewer.model.question_set import QuestionSet
    from interviewer.session import Session
    from interviewer.settings import Settings


def home(wishes: Wishes) -> None:
    """The home screen; where there is no screen, an interview as lines."""
    settings = settings_for(wishes)
    hold(session_for(settings), settings, None)


@click.command()
@click.option("--questions", type=click.IntRange(1, 100), help="How many questions; 5 by default.")
@click.option("--question", "question_ids", multiple=True, metavar="ID", help="This question. Repeatable.")
@click.option(
    "--set",
    "set_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The questions of this set, in its order.",
)
@choosing_options
@click.pass_obj
def practice(
    wishes: Wishes, /, seed: int | None, resume: bool, plain: bool, set_file: Path | None, **asked: Any
) -> None:
    """Hold a mock interview."""
    choice = {name: asked.pop(name) for name in ("topics", "tags", "difficulties", "question_ids")}
    if set_file and (resume or asked["questions"] or any(choice.values())):
        raise UsageError("A set says itself what is asked.", "Give --set without other options that choose questions.")
    settings = settings_for(wishes, **asked)
    session = session_for(settings)
    selection = Selection(**choice, language=settings.question_language, questions=settings.questions, seed=seed)
    if set_file:
        from interviewer.bank.sets import read_set

        selection = of_set(read_set(set_file, session.bank), selection, asked["question_lang"] is not None)
    hold(session, settings, selection, resume=resume, plain=plain)


def of_set(found: "QuestionSet", usual: Selection, is_language_said: bool) -> Selection:
    """The questions of a set in its order, and in its language where no other one is asked for."""
    language = usual.language if is_language_said else found.language or usual.language
    return replace(usual, question_ids=found.question_ids, language=language)


def hold(
    session: "Session",
    settings: "Settings",
    selection: Selection | None,
    resume: bool = False,
    plain: bool = False,
) -> None:
    """Practises until the candidate leaves."""
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
