"""The commands that give stars and colour labels, by the same keys in every workspace."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from studio.command import Command
from studio.widgets.marks.words import LABELS, star_words
from studio.words import tr


def mark_commands(
    place: str, rate: Callable[[int], object], label: Callable[[int], object], enabled: Callable[[], bool]
) -> list[Command]:
    """0 to 5 give stars, Alt+0 to 8 a colour. `place`: what their names begin with, "shelf"."""
    stars = [star_words(number) for number in range(6)]
    return [
        *_numbered(f"{place}.rate", rate, enabled, stars, "", tr("rate rating"), "star"),
        *_numbered(
            f"{place}.label",
            label,
            enabled,
            (tr("No label"), *map(tr, LABELS)),
            "Alt+",
            tr("label colour color"),
            "circle",
        ),
    ]


def _numbered(
    name: str, do: Callable[[int], object], enabled: Callable[[], bool], titles: Sequence[str], keys: str, words: str,
    icon: str,
) -> list[Command]:  # fmt: skip
    return [
        Command(f"{name}.{number}", title, functools.partial(do, number), f"{keys}{number}", enabled, words=words,
                icon=icon)
        for number, title in enumerate(titles)
    ]  # fmt: skip
