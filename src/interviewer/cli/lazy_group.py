"""Commands that are imported when they are wanted: a start need not pay for all of them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands, told by name only."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **options: Any) -> None:
        """As any group.

        Args:
            modules: The module of this folder that each command is in, by the command's name.
        """
        super().__init__(*arguments, **options)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order in which people meet them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None where there is none."""
        if cmd_name not in self._modules:
            return None
        module = import_module(f"interviewer.cli.{self._modules[cmd_name]}")
        return next(
            value for value in vars(module).values() if isinstance(value, click.Command) and value.name == cmd_name
        )
