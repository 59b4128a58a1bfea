"""A preview of a training: its settings, what was chosen automatically, what it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from gan_engine.device import choose_device, device_memory
from gan_engine.image_shape import ImageShape
from gan_engine.networks.description import Surroundings
from gan_engine.settings.configuration import Configuration, apply_settings
from gan_engine.settings.dotted import assignments, dotted
from gan_engine.training import transfer
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import check_precision
from gan_engine.training.pretrained import find_pretrained
from gan_engine.training.run_creation import complete

_FRAME = ("family", "size", "device", "fitted")
"""Settings on which the choice depends, and that are never chosen themselves."""


@dataclass(frozen=True)
class Preview:
    """What would be trained."""

    plan: Plan
    device: torch.device
    chosen: Mapping[str, Any]
    """By dotted name what is taken from the set and the device; also for those set by hand, what it would be."""
    fit: transfer.Fit | None
    """What there is to begin with, of the snapshot or of a network that comes with the program; None: all is fresh."""

    @property
    def configuration(self) -> Configuration:
        """All settings, the network's options included."""
        return self.plan.configuration.model_copy(update={"network": self.plan.options.model_dump()})


def look_ahead(
    recipe: Configuration,
    settings: Mapping[str, str],
    *,
    count: int = 0,
    size: ImageShape | None = None,
    class_names: Sequence[str] = (),
    snapshot: Path | None = None,
) -> Preview:
    """What `recipe` with `settings` would train on a dataset of `count` pictures of `size` (None: not known).

    Raises `ConfigurationError` naming the dotted field, `SnapshotError` where it cannot begin from `snapshot`.
    """
    if size:
        settings = {**settings, "size": str(size)}
    wanted = _applied(recipe, settings)
    device = choose_device(wanted.device)
    surroundings = Surroundings(count, wanted.size, device.type, device_memory(device))
    completed = complete(wanted, surroundings, goes_on=snapshot is not None)
    frame = _applied(recipe, {key: value for key, value in settings.items() if key in _FRAME})
    free = complete(frame, surroundings, goes_on=snapshot is not None)
    by_hand = _set(wanted)
    chosen = {name: value for name, value in _set(free).items() if name not in _set(frame)}
    chosen |= {name: value for name, value in _set(completed).items() if name not in by_hand}
    plan = make_plan(completed, class_names)
    check_precision(plan, device)
    fit = find_pretrained(plan) if snapshot is None else transfer.check_fits(snapshot, plan)
    return Preview(plan, device, {name: chosen[name] for name in chosen if name not in _FRAME}, fit)


def _applied(recipe: Configuration, settings: Mapping[str, str]) -> Configuration:
    return apply_settings(recipe, assignments(settings))


def _set(configuration: Configuration) -> dict[str, Any]:
    """What is set, by dotted name."""
    return dotted(configuration.model_dump(mode="json", exclude_unset=True))
