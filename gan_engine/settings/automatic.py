"""Recipes that choose for the artist: what they leave open is taken from the set and the device.

A configuration with `fitted` says nothing of batch, width, length and penalty; here they are chosen, and written into
run.json like everything else. Whatever was set by hand stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gan_engine.errors import ConfigurationError
from gan_engine.settings.configuration import Configuration, configure


@dataclass(frozen=True)
class Surroundings:
    """What a training meets: `count` pictures of `size` px, on a device ("cpu", "cuda", "mps") with so many bytes."""

    count: int
    size: int
    device: str
    memory_bytes: int


def fit(configuration: Configuration, place: Surroundings) -> Configuration:
    """`configuration` with what it leaves open chosen. Raises `ConfigurationError` for a family without such rules."""
    if not configuration.fitted:
        return configuration
    rules = {"stylegan2": _stylegan2, "fastgan": _fastgan, "dcgan": _dcgan}
    if configuration.family not in rules:
        raise ConfigurationError(
            f"Nothing is known of how to fit “{configuration.family}” to a set.",
            field="fitted",
            do=f"Set fitted=false, or choose one of {', '.join(sorted(rules))}.",
        )
    chosen = {"size": place.size, **rules[configuration.family](configuration, place)}
    values = configuration.model_dump(exclude_unset=True)
    return configure(_laid_under(values, chosen))


def _laid_under(values: Mapping[str, Any], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """`chosen`, with what `values` has in its place."""
    both = dict(chosen)
    for key, value in values.items():
        below = both.get(key)
        both[key] = _laid_under(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return both


def _stylegan2(configuration: Configuration, place: Surroundings) -> dict[str, Any]:
    """The public code's `auto` (one device), its width less where there is no card, its batch less on a small one."""
    size = configuration.size if "size" in configuration.model_fields_set else place.size
    has_card = place.device != "cpu"
    batch = max(1, min(4096 // size, 32)) if has_card else 16
    gigabytes = place.memory_bytes / 2**30
    while has_card and batch > 4 and 2.0 + 0.55 * batch * (size / 256) ** 1.4 > 0.8 * gigabytes:
        batch //= 2
    if "batch" in configuration.model_fields_set:
        batch = configuration.batch
    base = 4096 if not has_card else 32768 if size >= 512 else 16384
    return {
        "batch": batch,
        "kimg": 5000 if has_card else 300,
        "ema_kimg": batch * 10 / 32,
        "optimizer": {"learning_rate": 0.002 if size >= 1024 else 0.0025},
        "tricks": {"r1_gamma": 0.0002 * size**2 / batch},
        "network": {"channel_base": base, "mapping_layers": 2, "group": min(4, batch)},
    }


def _fastgan(configuration: Configuration, place: Surroundings) -> dict[str, Any]:
    """The paper's batch of 8 and 50,000 steps; fewer, of half the width, without a card."""
    has_card = place.device != "cpu"
    width = 64 if has_card else 32
    return {
        "batch": 8,
        "kimg": 400 if has_card else 100,
        "network": {"generator_width": width, "discriminator_width": width},
    }


def _dcgan(configuration: Configuration, place: Surroundings) -> dict[str, Any]:
    """Wider where there is a card."""
    width = 64 if place.device != "cpu" else 32
    return {"batch": 32, "kimg": 100, "network": {"generator_width": width, "discriminator_width": width}}
