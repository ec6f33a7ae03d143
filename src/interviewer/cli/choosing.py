"""The options that `practice` and `drill` have in common: what to ask, and how."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from interviewer.cli.options import LANGUAGES, bank_option
from interviewer.cli.sitting import LARGEST_SEED
from interviewer.model import Difficulty

F = TypeVar("F", bound=Callable[..., Any])


def _difficulties(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Difficulty, ...]:
    return tuple(Difficulty(value) for value in values)


OPTIONS = (
    click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable."),
    click.option("--tag", "tags", multiple=True, help="Only questions with this tag. Repeatable."),
    click.option(
        "--difficulty",
        "difficulties",
        multiple=True,
        type=click.Choice([difficulty.value for difficulty in Difficulty]),
        callback=_difficulties,
        help="Only this difficulty. Repeatable.",
    ),
    click.option("--lang", "question_lang", type=LANGUAGES, help="Language of the questions."),
    click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="Fixes the choice and order of questions."),
    click.option("--probes", type=click.IntRange(0, 9), help="Follow-up questions at most per question."),
    click.option("--resume", is_flag=True, help="Go on with what was interrupted."),
    click.option("--plain", is_flag=True, help="As lines on stdin and stdout, without screens."),
    bank_option,
)


def choosing_options(command: F) -> F:
    """Gives a command the options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
