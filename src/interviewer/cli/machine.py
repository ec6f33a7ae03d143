"""`interviewer doctor`, `locate` and `completion`: the program and the machine it runs on."""

import sys

import click
from click.shell_completion import get_completion_class

from interviewer.cli.options import (
    COMPLETION_VARIABLE,
    Wishes,
    bank_option,
    json_option,
    now,
    print_json,
    settings_for,
)
from interviewer.errors import ExitCode


@click.command()
@json_option
@bank_option
@click.pass_obj
def doctor(wishes: Wishes, /, as_json: bool, banks: tuple[str, ...]) -> None:
    """Check terminal, encoder, index, bank, database and disk; say how to mend what is not fine."""
    from interviewer.doctor import examine
    from interviewer.settings import find_places

    checks = examine(settings_for(wishes, banks), find_places(), now())
    if as_json:
        print_json(ok=all(check.ok for check in checks), checks=checks)
    else:
        for check in checks:
            click.echo(f"{'ok ' if check.ok else 'BAD'}  {check.name:10}  {check.detail}")
            if check.remedy:
                click.echo(f"{'':17}{check.remedy}")
    if not all(check.ok for check in checks):
        sys.exit(ExitCode.FAILED)


@click.command()
@click.argument("what", required=False, type=click.Choice(["config", "data", "cache", "bank"]))
@json_option
def locate(what: str | None, as_json: bool) -> None:
    """Print where settings, database, cache and the built-in bank are."""
    from interviewer.bank import builtin_directory
    from interviewer.settings import find_places

    found = find_places()
    places = {
        "config": found.settings_file,
        "data": found.database,
        "cache": found.cache,
        "bank": builtin_directory(),
    }
    if as_json:
        print_json(**({what: places[what]} if what else places))
    elif what:
        click.echo(str(places[what]))
    else:
        for name, path in places.items():
            click.echo(f"{name:7} {path}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the shell's completion script, to be put where that shell loads such scripts from."""
    script = get_completion_class(shell)
    assert script is not None
    root = context.find_root().command
    click.echo(script(root, {}, "interviewer", COMPLETION_VARIABLE).source())
