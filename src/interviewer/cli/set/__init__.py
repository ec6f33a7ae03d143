"""`interviewer set`: questions for one interview, chosen so that they fit together, and on paper."""

import click

from interviewer.cli.lazy_group import LazyGroup


@click.group("set", cls=LazyGroup, modules={"new": "set.new", "export": "set.export"})
def question_set() -> None:
    """Make question sets for interviews."""
