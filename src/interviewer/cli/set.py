"""`interviewer set`: question sets for interviewers."""

import click

from interviewer.cli.set_export import export


@click.group("set")
def question_sets() -> None:
    """Question sets: what is asked in one interview."""


question_sets.add_command(export)
