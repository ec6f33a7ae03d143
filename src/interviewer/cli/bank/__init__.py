"""`interviewer bank`: look at the questions, write them, try them out and have them reviewed."""

import click

from interviewer.cli.lazy_group import LazyGroup

COMMANDS = {
    "list": "bank.showing",
    "show": "bank.showing",
    "stats": "bank.stats",
    "new": "bank.new",
    "try": "bank.trying",
    "lint": "bank.lint",
    "schema": "bank.showing",
}


@click.group(cls=LazyGroup, modules=COMMANDS)
def bank() -> None:
    """Look at the question bank, extend it and have it reviewed."""
