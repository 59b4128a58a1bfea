"""The feature networks there are, one instance of each: found by name, built when first asked for."""

from __future__ import annotations

import functools
import threading
from pathlib import Path

import torch

from gan_engine.device import choose_device
from gan_engine.errors import ConfigurationError
from gan_engine.metrics.feature_network import BUILDERS, Backbone

_building = threading.Lock()


def names() -> list[str]:
    """The feature networks there are."""
    _know_all()
    return sorted(BUILDERS)


def backbone(name: str, device: str = "cpu", weights: Path | None = None) -> Backbone:
    """The feature network `name` on a device, one instance of each; `weights` where it takes a file.

    Raises ConfigurationError for an unknown name or device, ModelError where its weights are missing or damaged.
    """
    _know_all()
    if name not in BUILDERS:
        raise ConfigurationError(
            f"There is no feature network “{name}”.",
            field="backbone",
            do=f"Choose from {', '.join(sorted(BUILDERS))}.",
        )
    with _building:
        return _built(name, choose_device(device), weights)


def lite0(device: str = "cpu") -> Backbone:
    """EfficientNet-Lite0: always there. Raises ModelError where its package is damaged."""
    return backbone("lite0", device)


@functools.lru_cache(maxsize=4)
def _built(name: str, device: torch.device, weights: Path | None) -> Backbone:
    return BUILDERS[name](device, weights)


def _know_all() -> None:
    """Import the modules that register networks; each is imported here and nowhere else."""
    import gan_engine.metrics.inception
    import gan_engine.metrics.lite0
    import gan_engine.metrics.u2netp  # noqa: F401
