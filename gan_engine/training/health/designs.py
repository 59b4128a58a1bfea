"""The designs by which a training's health is judged: 64, always of the same latents, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from gan_engine.metrics.designs import Designs
from gan_engine.networks.bases import Generator
from gan_engine.training.health.set_view import Pictures, Seen

COUNT = 64
"""A share of them has a standard error of 0.06 at most, and drawing them takes a thousandth of a kimg's steps."""

_SEED = 30_000  # added to the run's: other latents than the samples and the quick measure have


class HealthDesigns:
    """Those of the samples, and as many more as are missing: large sizes have samples of few designs."""

    def __init__(self, seed: int, shares: Sequence[float], *, beside: int) -> None:
        """`shares`: how often each class comes in the set; `beside` so many designs that are drawn as samples."""
        self._seed = (seed + _SEED) % 2**32
        self._shares = shares
        self._more = max(0, COUNT - beside)

    def seen(self, generator: Generator, samples: Pictures) -> Seen:
        """The samples, uint8 [N, H, W, C], and more by the same `generator` in evaluation mode, from afar."""
        shares = self._shares if len(self._shares) == generator.class_count else []
        more = Designs(generator, seed=self._seed, shares=shares).pictures(self._more)
        drawn = [_of(pictures) for pictures in more]
        return Seen.joined([Seen.of(samples), *drawn])


def _of(pictures: torch.Tensor) -> Seen:
    return Seen.of(pictures.permute(0, 2, 3, 1).cpu().numpy())
