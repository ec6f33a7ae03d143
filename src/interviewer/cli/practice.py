"""`interviewer` and `interviewer practice`: the interview itself, on screens or as lines."""

import os
import random
import sys
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import LANGUAGES, Wishes, bank_option, now, session_for, settings_for
from interviewer.errors import UsageError
from interviewer.model import Difficulty, Selection

if TYPE_CHECKING:
    from interviewer.model import Interview
    from interviewer.session import Session
    from interviewer.settings import Settings

LARGEST_SEED = 2**31 - 1

FRAMES_PER_SECOND = "200"
"""More than Textual's own 60: feedback waits for two frames, and a still screen paints none."""


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
    on_screen = _has_screen() and not plain
    try:
        is_home = on_screen and selection is None  # which opens the database behind its first frame
        if not is_home and (aside := session.open()):
            click.echo(_phrases(settings).set_aside.format(path=aside), err=True)
        hold_interview = _hold_on_screen if on_screen else _hold_plain
        hold_interview(session, settings, selection, resume)
    finally:
        session.close()


def _hold_plain(session: "Session", settings: "Settings", selection: Selection | None, resume: bool) -> None:
    from interviewer.plain import PlainInterview

    if not resume and session.unfinished():
        click.echo(_phrases(settings).unfinished, err=True)
    chosen = selection or Selection(language=settings.question_language, questions=settings.questions)
    interview = _resumed(session) if resume else session.start(chosen, _seed(chosen), now())
    try:
        PlainInterview(session, settings.interface_language, now).run(interview)
    except KeyboardInterrupt:
        click.echo(f"\n{_phrases(settings).kept}", err=True)
        raise


def _hold_on_screen(session: "Session", settings: "Settings", selection: Selection | None, resume: bool) -> None:
    # Textual reads these when it is imported.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_PER_SECOND)
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # iTerm2 drops composed (IME) text under the Kitty keyboard protocol.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from interviewer.tui.app import run

    begin = _resumed(session) if resume else selection
    run(session, settings, begin, _seed(selection), now)


def _resumed(session: "Session") -> "Interview":
    interview = session.unfinished()
    if interview is None:
        raise UsageError("There is no interrupted interview to resume.", "`interviewer practice` begins one.")
    return interview


def _seed(selection: Selection | None) -> int:
    given = selection.seed if selection else None
    return random.randrange(LARGEST_SEED) if given is None else given


def _has_screen() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in {None, "", "dumb"}


def _phrases(settings: "Settings") -> Any:
    from interviewer.phrases import PHRASES

    return PHRASES[settings.interface_language]
