"""Every mode and section of Explore together: each key means one thing, each name is there once."""

from __future__ import annotations

from collections import Counter

from studio.explorer.modes.mode_list import MODES
from studio.explorer.workspace import ExploreWorkspace


def test_each_key_and_each_name_means_one_thing(explore: ExploreWorkspace) -> None:
    commands = explore.commands()
    keys = Counter(key for command in commands for key in command.shortcut.split("; ") if key)
    assert [key for key, count in keys.items() if count > 1] == []
    names = Counter(command.name for command in commands)
    assert [name for name, count in names.items() if count > 1] == []
    assert len({mode.key for mode in MODES}) == len(MODES)
