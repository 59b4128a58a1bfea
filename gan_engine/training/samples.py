"""Sample sheets of a training: the same latents drawn again and again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_engine import atomic
from gan_engine.alpha import as_levels
from gan_engine.networks.bases import Generator
from gan_engine.pictures import encode_webp
from gan_engine.ranks import ALONE, Ranks

_QUALITY = 90  # of WebP
_AT_ONCE = 16  # designs made in one go: a monitor must not need more memory than the training
_SIDE_PIXELS = 2048  # of a grid's longer side, at most


@dataclass(frozen=True)
class SampleGrid:
    """A fixed set of designs: latents z [N, z_dim] drawn from the seed; with classes, each column has one."""

    columns: int
    rows: int
    z: torch.Tensor
    classes: torch.Tensor | None

    @staticmethod
    def of(generator: Generator, seed: int) -> SampleGrid:
        columns = max(2, min(8, _SIDE_PIXELS // generator.size.width))
        rows = max(2, min(4, _SIDE_PIXELS // generator.size.height // 2))
        draws = np.random.RandomState(seed).randn(columns * rows, generator.z_dim)
        classes = None
        if generator.class_count:
            classes = torch.arange(columns * rows) % columns % generator.class_count
        return SampleGrid(columns, rows, torch.from_numpy(draws).float(), classes)

    def draw(self, generator: Generator, ranks: Ranks = ALONE) -> np.ndarray | None:
        """The designs, uint8 [N, H, W, C], by a generator in evaluation mode; each of `ranks` draws its part, and the
        leading one gets them."""
        device = next(generator.parameters()).device
        z, own_classes = ranks.own(self.z), None if self.classes is None else ranks.own(self.classes)
        pictures = []
        with torch.inference_mode():
            for start in range(0, len(z), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                classes = None if own_classes is None else own_classes[part].to(device)
                made = generator(z[part].to(device), classes)
                pictures.append(as_levels(made.float()).permute(0, 2, 3, 1).cpu())
        drawn = ranks.collected_rows(torch.cat(pictures))
        return None if drawn is None else drawn[: len(self.z)].numpy()

    def write(self, path: Path, pictures: np.ndarray, *, root: Path) -> None:
        """The grid as one picture (webp) at `path` in `root`. Raises `DiskError`."""
        height, width, channels = pictures.shape[1:]
        grid = pictures.reshape(self.rows, self.columns, height, width, channels).swapaxes(1, 2)
        data = encode_webp(np.ascontiguousarray(grid.reshape(self.rows * height, -1, channels)), _QUALITY)
        atomic.write_bytes(path, data, root=root)
