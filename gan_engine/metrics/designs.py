"""The designs that a generator is measured by: the same for the same seed, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_engine.alpha import as_levels, as_shown, over_neutral
from gan_engine.image_shape import ImageShape
from gan_engine.ranks import ALONE, Ranks

_BATCH_PIXELS = {"cpu": 2**18, "cuda": 2**23, "mps": 2**21}
_LARGEST_BATCH = 64


class Designs:
    """What `generator` (in evaluation mode, with z_dim, size and class_count) makes of a seed's noise.

    Of `ranks` that draw them together, each has its rows of a batch; in the last one some may repeat.
    """

    def __init__(
        self,
        generator: Any,
        *,
        seed: int,
        shares: Sequence[float] = (),
        batch: int | None = None,
        ranks: Ranks = ALONE,
    ) -> None:
        """`shares`: how often each class comes, as often as in the set; left out, all alike."""
        self.generator = generator
        self.seed = seed
        self.size: ImageShape = generator.size
        self.device: torch.device = next(generator.parameters()).device
        pixels = _BATCH_PIXELS.get(self.device.type, _BATCH_PIXELS["cpu"])
        self.batch = batch or max(1, min(_LARGEST_BATCH, pixels // self.size.area))
        self._ranks = ranks
        self._shares = np.asarray(shares, np.float64) if len(shares) else np.ones(max(1, generator.class_count))

    def classes(self, count: int) -> Tensor | None:
        """Of the first `count` designs, int64 [count]; None for a generator without classes."""
        if not self.generator.class_count:
            return None
        chances = self._shares / self._shares.sum()
        drawn = np.random.RandomState(self.seed + 1).choice(len(chances), size=count, p=chances)
        return torch.from_numpy(drawn.astype(np.int64))

    def pictures(self, count: int) -> Iterator[Tensor]:
        """uint8 [n, 3, height, width] on the device, those with alpha on mid-grey; `count` in all: the first of them
        whatever `count` is."""
        draws = np.random.RandomState(self.seed)
        classes = self.classes(count)
        for start in range(0, count, self.batch):
            size = min(self.batch, count - start)
            z = torch.from_numpy(draws.randn(size, self.generator.z_dim).astype(np.float32))
            z = self._ranks.own(z).to(self.device)
            part = None if classes is None else self._ranks.own(classes[start : start + size]).to(self.device)
            with torch.inference_mode():
                made = self.generator(z, part).float().nan_to_num(0)
                pictures = as_levels(over_neutral(as_shown(made)))
            yield pictures
