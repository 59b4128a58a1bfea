"""What the guide says of keys is what the commands have."""

from __future__ import annotations

import re
from collections.abc import Callable

import resources
from studio.command import keys_in
from studio.project.project import Project
from studio.window import Window
from studio.workspaces import WORKSPACES

Wait = Callable[..., None]

_CONTROLS = ("Space", "F6")
"""Keys of the pictures themselves, or told of for more than one command."""
_DOES = {
    "": {
        "Ctrl+N": "new", "Ctrl+O": "open", "Ctrl+1": "curate", "Ctrl+2": "train", "Ctrl+3": "explore",
        "Ctrl+4": "shelf", "Ctrl+K": "palette", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "F9": "panels",
        "F11": "full-screen",
        "Ctrl+,": "settings", "F1": "guide", "Ctrl+/": "shortcuts", "Ctrl+Q": "quit",
    },
    "curate": {
        "Ctrl+I": "import-folder", "Ctrl+Shift+I": "import", "P": "pick", "X": "reject", "U": "undecided", "T": "tag",
        "C": "class", "H": "hold-out", "Shift+C": "compare", "Ctrl+F": "search", "F": "filter",
        "Ctrl+S": "keep-collection", "Shift+1": "open.check", "Shift+2": "open.background", "Shift+3": "open.split",
        "Shift+4": "open.frame", "Shift+5": "open.augment", "Shift+6": "open.bake", "F6": "switch",
        "B": "background.brush", "Ctrl+B": "bake",
    },
    "train": {
        "N": "new", "Ctrl+Return": "start", "P": "pause", "Ctrl+.": "stop", "Ctrl+S": "snapshot",
        "Ctrl+Left": "earlier", "Ctrl+Right": "later", "C": "compare", "J": "ballot", "V": "maps", "Q": "queue",
        "Ctrl+B": "branch", "B": "pin", "E": "explore",
    },
    "explore": {
        "S": "keep", "V": "vary", "W": "walk", "1": "mode.wall", "2": "mode.pad", "3": "mode.mix-sheet",
        "4": "mode.find-directions", "5": "mode.drag", "6": "mode.graft", "7": "mode.breed", "8": "mode.from-picture",
        "9": "mode.models", "Alt+Left": "back", "J": "seed", "L": "play", "T": "segment", "Ctrl+E": "export",
        "A": "breed.add", "B": "breed.go", "N": "breed.again",
    },
    "shelf": {
        "F2": "rename", "Shift+F2": "names", **{str(stars): f"rate.{stars}" for stars in range(6)},
        **{f"Alt+{label}": f"label.{label}" for label in range(9)}, "T": "tag", "G": "collect", "C": "compare",
        "V": "versions", "Ctrl+E": "export", "Ctrl+Shift+E": "sheet",
    },
}  # fmt: skip
"""By place and key, the command without the place in its name."""


def told() -> dict[str, list[str]]:
    """The keys of each table of the chapter, by the place at its head."""
    text = resources.find("guide/GUIDE.md").read_text(encoding="utf-8")
    chapter = text.split("\n## By keyboard alone\n")[1].split("\n## ")[0]
    places = {title: name for name, title, _ in WORKSPACES} | {"Everywhere": ""}
    found: dict[str, list[str]] = {}
    for line in chapter.splitlines():
        if head := re.fullmatch(r"\| Keys \| (\w+) \|", line):
            rows = found.setdefault(places[head[1]], [])
        elif (row := re.fullmatch(r"\| ([^|]+) \| .+ \|", line)) and not row[1].startswith("-"):
            rows += row[1].split(", ")
    return found


def test_each_key_of_the_chapter_on_keys_is_that_of_its_command(project: Project, window: Window, wait: Wait) -> None:
    for name, *_ in WORKSPACES:
        window.show_workspace(name)
        wait(lambda name=name: window.workspace(name) is not None and not window.workspaces.is_making_one)
    chapter = told()
    assert set(chapter) == set(_DOES)
    for place, does in _DOES.items():
        said = [keys for keys in chapter[place] if keys not in _CONTROLS or keys in does]
        assert sorted(said) == sorted(does), place
        commands = {keys: each.name for each in window.actions_.known[place] for keys in keys_in(each.shortcut)}
        assert {keys: commands.get(keys) for keys in does} == {
            keys: f"{place or 'window'}.{name}" for keys, name in does.items()
        }
