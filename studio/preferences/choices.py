"""What is set of the program itself, as it is remembered between two sessions.

The file of settings comes from a disk that others write on too: what is not one of the choices counts as not chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from studio import theme
from studio.command import keys_in
from studio.settings import Settings

MOST_THREADS = 1024
_LONGEST = 200
_MOST_KEYS = 4
"""Shortcuts of one command."""
_DEVICE = re.compile(r"cpu|mps|cuda:[0-9]{1,2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


@dataclass(frozen=True)
class Choices:
    """All of it; made without arguments, as it is before anything was chosen."""

    look: theme.Look = field(default_factory=theme.Look)
    device: str = ""
    """That draws designs and looks at pictures ("cpu", "cuda:1"); "" leaves it to the engine."""
    threads: int = 0
    """Of the processor that the engine computes with; 0 leaves it to the engine."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """By a command's name the keys it has instead of its own, as `Command.shortcut` writes them; "" for none."""
    projects_folder: str = ""
    """Where new projects are put; "" for the user's documents."""
    language: str = ""
    """"de"; "" for the system's."""


def read_choices(settings: Settings) -> Choices:
    """What is remembered."""
    device, threads = settings.get("computing.device", ""), settings.get("computing.threads", 0)
    language = settings.get("language", "")
    return Choices(
        look=_look(settings.get("look", {})),
        device=device if _DEVICE.fullmatch(device) else "",
        threads=threads if 0 <= threads <= MOST_THREADS else 0,
        shortcuts=_shortcuts(settings.get("shortcuts", {})),
        projects_folder=settings.get("projects_folder", ""),
        language=language if _LANGUAGE.fullmatch(language) else "",
    )


def write_choices(settings: Settings, choices: Choices) -> None:
    """Remember them."""
    settings.set("look", asdict(choices.look))
    settings.set("computing.device", choices.device)
    settings.set("computing.threads", choices.threads)
    settings.set("shortcuts", dict(choices.shortcuts))
    settings.set("projects_folder", choices.projects_folder)
    settings.set("language", choices.language)


def _look(values: Mapping[str, Any]) -> theme.Look:
    usual = theme.Look()
    known = {
        each.name: values[each.name]
        for each in fields(theme.Look)
        if type(values.get(each.name)) is type(getattr(usual, each.name))
    }
    return theme.Look(**known).known()


def _shortcuts(values: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name, text in values.items():
        if not isinstance(text, str) or len(text) > _LONGEST:
            continue
        keys = keys_in(text)
        if len(keys) <= _MOST_KEYS and bool(keys) == bool(text):
            found[name] = "; ".join(keys)
    return found
