"""Commands, as palette and menus run them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtTest import QTest

from studio.command import Command

_PATIENCE = 60.0  # seconds


class Room(Protocol):
    """A workspace, or what else lists commands."""

    def commands(self) -> Sequence[Command]: ...


def command_of(room: Room, name: str) -> Command:
    """The one of this name."""
    return next(command for command in room.commands() if command.name == name)


def run_command(room: Room, name: str) -> None:
    """Run it, as soon as it can be done."""
    run_soon(command_of(room, name))


def run_soon(command: Command) -> None:
    """As soon as it can be done: what it is about may still be read. Fails where it never can."""
    end = time.monotonic() + _PATIENCE
    while not (done := command.run()) and time.monotonic() < end:
        QTest.qWait(10)
    assert done, f"{command.name} could not be done"


def refuses(room: Room, name: str) -> bool:
    """Whether it cannot be done now, and nothing comes of asking for it."""
    return not command_of(room, name).run()
