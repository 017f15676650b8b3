"""A group of commands that are imported when they are called: the service needs one of them only."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A click group with commands by name, each `module:attribute`.

    The rules that find signals alone take a second of a processor to import, several on a Raspberry Pi, and
    `boothscribe run` would spend them before it can scan.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the alphabet."""
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now if it was not."""
        if cmd_name not in self.commands and cmd_name in self._lazy:
            module, _, attribute = self._lazy[cmd_name].partition(":")
            command = getattr(import_module(module), attribute)
            if not isinstance(command, click.Command):
                raise TypeError(f"{self._lazy[cmd_name]} is no command")
            self.add_command(command, cmd_name)
        return super().get_command(ctx, cmd_name)
