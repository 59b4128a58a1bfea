"""Settings that are chosen automatically where a recipe leaves them open, by the set and the device.

A configuration with `fitted` says nothing of batch, width, length and penalty; here they are chosen as its family's
description has it, and written into run.json like everything else. Whatever was set by hand stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gan_engine.errors import ConfigurationError
from gan_engine.networks.description import Surroundings
from gan_engine.networks.families import described_families, described_family
from gan_engine.settings.configuration import Configuration, configure


def fit(configuration: Configuration, surroundings: Surroundings) -> Configuration:
    """`configuration` with what it leaves open chosen. Raises `ConfigurationError` for a family without such rules."""
    if not configuration.fitted:
        return configuration
    family = described_family(configuration.family)
    if family is None or family.automatic is None:
        known = [each.name for each in described_families().values() if each.automatic is not None]
        raise ConfigurationError(
            f"Nothing is known of how to fit “{configuration.family}” to a set.",
            field="fitted",
            do=f"Set fitted=false, or choose one of {', '.join(known)}.",
        )
    chosen = {"size": surroundings.size, **family.automatic(configuration, surroundings)}
    values = configuration.model_dump(exclude_unset=True)
    return configure(_laid_under(values, chosen))


def _laid_under(values: Mapping[str, Any], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """`chosen`, with what `values` has in its place."""
    both = dict(chosen)
    for key, value in values.items():
        below = both.get(key)
        both[key] = _laid_under(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return both
