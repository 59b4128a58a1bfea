"""The way out of a training's trouble: from which snapshot to go on, and with which settings, in a branch.

Read by the window, which makes a button of it, and by the terminal, which names the command. Both futures are kept: the
run stays as it is, and the branch begins where the snapshot stood.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gan_engine.errors import ConfigurationError
from gan_engine.runs.events import HealthChanged, RunFailed
from gan_engine.runs.formats import FACTS
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from gan_engine.settings.configuration import Configuration, configure
from gan_engine.settings.dotted import assignments
from gan_engine.settings.groups import parse_steps, steps_text

BROKEN_DOWN = "broken-down"
"""The name of what a training has failed of whose weights are no longer finite, once more."""

_SEEN_IN_DESIGNS = ("collapse", "diverged", "memorising", "leak-mirrored", "leak-turned", "leak-recoloured")
"""Told when designs show it for the second time: it was there a sample earlier already."""

_HELD_P = 0.6  # ADA's p where it is held: well below 0.8, from which on it leaks (Karras et al. 2020b)
_LEAST_TARGET = 0.3  # of ADA: half the paper's


@dataclass(frozen=True)
class Remedy:
    """What usually helps: to go on from `snapshot` (None: there is none, begin anew) with `settings` by dotted name."""

    snapshot: Snapshot | None
    settings: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    """The change, short: "half the learning rate"."""

    def command(self, run: Path) -> str | None:
        """The same for a terminal: into a folder beside the run's that is not there yet."""
        if self.snapshot is None:
            return None
        words = ["gan-engine", "branch", str(self.snapshot.path), "--run", str(_beside(run))]
        for assignment in assignments(self.settings):
            words += ["--set", assignment]
        return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def remedy_of(
    run: RunDirectory, document: Mapping[str, Any], trouble: HealthChanged | RunFailed, best: str | None
) -> Remedy | None:
    """What usually helps a run with this run.json out of its trouble; None where no setting does.

    `best` is its best snapshot by the measures.
    """
    try:
        configuration = configure(document["configuration"])
    except (KeyError, TypeError, ConfigurationError):
        return None
    found = _CHANGES.get(trouble.problem, _nothing)(configuration)
    seen_late = configuration.sample_kimg if trouble.problem in _SEEN_IN_DESIGNS else 0.0
    snapshot = _snapshot(run.snapshots(), best, trouble.kimg - seen_late)
    if found is None or (snapshot is not None and snapshot.kimg >= configuration.kimg):
        return None
    settings, words = found
    return Remedy(snapshot, settings, words)


def _snapshot(snapshots: Sequence[Snapshot], best: str | None, kimg: float) -> Snapshot | None:
    """The best from before the trouble, else the last before it, else the first that can be gone on from."""
    whole = [each for each in snapshots if (each.path / FACTS).is_file()]
    before = [each for each in whole if each.kimg < kimg]
    named = next((each for each in before if each.name == best), None)
    return named or (before[-1] if before else whole[0] if whole else None)


_Change = tuple[dict[str, Any], str]


def _nothing(configuration: Configuration) -> _Change | None:
    return None


def _slower(configuration: Configuration) -> _Change:
    optimizer = configuration.optimizer
    settings: dict[str, Any] = {"optimizer.learning_rate": optimizer.learning_rate / 2}
    if optimizer.steps:
        settings["optimizer.steps"] = steps_text((kimg, rate / 2) for kimg, rate in parse_steps(optimizer.steps))
    return settings, "half the learning rate"


def _vary(configuration: Configuration) -> _Change | None:
    """Pictures varied before they are judged, by whatever is not on yet."""
    augment = configuration.augment
    if augment.adaptive == "off":
        if not (augment.colour and augment.translation):
            return {"augment.colour": True, "augment.translation": True}, "pictures shown varied"
        return None if augment.cutout else ({"augment.cutout": True}, "parts covered too")
    if augment.target > _LEAST_TARGET:
        return {"augment.target": round(max(_LEAST_TARGET, augment.target - 0.1), 4)}, "stronger adaptive changes"
    return None


def _hold_back(configuration: Configuration) -> _Change:
    """A discriminator that learns less: it sees pictures varied, or takes smaller steps."""
    augment = configuration.augment
    if augment.adaptive == "off" and not (augment.colour and augment.translation):
        return {"augment.colour": True, "augment.translation": True}, "pictures shown varied"
    factor = configuration.optimizer.discriminator_factor / 2
    return {"optimizer.discriminator_factor": factor}, "the discriminator at half its pace"


def _drive_on(configuration: Configuration) -> _Change:
    """A discriminator that learns more."""
    if configuration.tricks.freeze_d:
        return {"tricks.freeze_d": 0}, "no layer frozen"
    factor = configuration.optimizer.discriminator_factor
    pace = 1.0 if factor < 1 else min(2 * factor, 100.0)
    return {"optimizer.discriminator_factor": pace}, "the discriminator at a quicker pace"


_CHANGES: dict[str, Callable[[Configuration], _Change | None]] = {
    "not-finite": _slower,
    "diverged": _slower,
    "rolled-back": _nothing,
    BROKEN_DOWN: _slower,
    "collapse": _slower,
    "memorising": _vary,
    "discriminator-ahead": _hold_back,
    "discriminator-behind": _drive_on,
    "leak-mirrored": lambda _: ({"augment.xflip": False}, "mirroring left out"),
    "leak-turned": lambda _: ({"augment.rotate90": False}, "quarter turns left out"),
    "leak-recoloured": lambda _: ({"augment.hue": False}, "turned hues left out"),
    "ada-high": lambda _: ({"augment.target": 0.0, "augment.strength": _HELD_P}, f"the changes held at {_HELD_P:g}"),
}
"""By the problem's name. What is not here has no setting that helps."""


def _beside(run: Path) -> Path:
    number = 2
    while (path := run.with_name(f"{run.name}-{number}")).exists():
        number += 1
    return path
