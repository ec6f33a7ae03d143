"""Holding an interview or a drill, on screens or as lines."""

import os
import random
import sys
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import now

if TYPE_CHECKING:
    from interviewer.model import Interview, Selection
    from interviewer.phrases import Phrases
    from interviewer.session import Session
    from interviewer.settings import Settings

LARGEST_SEED = 2**31 - 1

FRAMES_PER_SECOND = "200"
"""More than Textual's own 60: feedback waits for two frames, and a still screen paints none."""


def has_screen() -> bool:
    """Whether a person sits at a terminal that can do more than lines."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in {None, "", "dumb"}


def sit_at_screen(session: "Session", settings: "Settings", start: "Selection | Interview | None", seed: int) -> None:
    """Shows the screens until the candidate leaves."""
    # Textual reads these when it is imported.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_PER_SECOND)
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # iTerm2 drops composed (IME) text under the Kitty keyboard protocol.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from interviewer.tui.app import run

    run(session, settings, start, seed, now)


def sit_with_lines(session: "Session", settings: "Settings", interview: "Interview") -> None:
    """Asks and answers on stdin and stdout."""
    from interviewer.plain import PlainInterview

    sitting = PlainInterview(session, settings.interface_language, now)
    try:
        sitting.run(interview)
    except KeyboardInterrupt:
        click.echo(err=True)
        sitting.say_kept(interview)
        raise


def open_database(session: "Session", settings: "Settings") -> None:
    """Opens the database, and tells of a damaged one that was set aside."""
    if aside := session.open():
        click.echo(phrases_of(settings).set_aside.format(path=aside), err=True)


def mention_unfinished(session: "Session", settings: "Settings") -> None:
    """Says that there is something to go on with, and how, before something else begins."""
    interview = session.unfinished()
    if interview is None:
        return
    from interviewer.model import Mode
    from interviewer.plain.commands import resume_command

    phrases = phrases_of(settings)
    said = phrases.unfinished if interview.mode is Mode.MOCK else phrases.unfinished_drill
    click.echo(said.format(command=resume_command(interview.mode)), err=True)


def chosen_seed(given: int | None) -> int:
    """The seed that was asked for, or any."""
    return random.randrange(LARGEST_SEED) if given is None else given


def phrases_of(settings: "Settings") -> "Phrases":
    """The words of the interface."""
    from interviewer.phrases import PHRASES

    return PHRASES[settings.interface_language]
