"""Which keys do what: by command, those it comes with or others that the artist gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studio.command import Command, keys_in

EVERYWHERE = ""
"""Commands that are live always; others are of a workspace, by its name."""


@dataclass(frozen=True)
class Clash:
    """Another command that a key does already."""

    keys: str
    place: str
    command: Command


def with_keys(command: Command, shortcuts: Mapping[str, str]) -> Command:
    """The command with the keys that it was given, if it was."""
    return replace(command, shortcut=shortcuts[command.name]) if command.name in shortcuts else command


def clashes_of(text: str, place: str, name: str, commands: Mapping[str, Sequence[Command]]) -> list[Clash]:
    """What the keys in `text` ("Ctrl+E", or several) would do too where the command `name` of a `place` is live.

    Several where that is everywhere: each workspace may mean something of its own by a key.
    """
    return [
        Clash(keys, other, command)
        for keys in keys_in(text)
        for other, there in commands.items()
        if EVERYWHERE in (place, other) or place == other
        for command in there
        if command.name != name and keys in keys_in(command.shortcut)
    ]
