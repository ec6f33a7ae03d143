"""`interviewer bank stats`: what a bank covers."""

from dataclasses import asdict

import click

from interviewer.cli.options import Wishes, bank_option, json_option, print_json, session_for, settings_for


@click.command()
@json_option
@bank_option
@click.pass_obj
def stats(wishes: Wishes, /, as_json: bool, banks: tuple[str, ...]) -> None:
    """Show what the bank covers, by topic, difficulty and language, and how complete its questions are."""
    from interviewer.lines.coverage import coverage_lines
    from interviewer.phrases import PHRASES

    settings = settings_for(wishes, banks)
    coverage = session_for(settings).workshop.coverage()
    if as_json:
        print_json(**asdict(coverage))
    else:
        click.echo("\n".join(coverage_lines(coverage, PHRASES[settings.interface_language])))
