"""A feature network so small that tests need not wait, and sets of pictures with known faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.metrics import backbones
from gan_engine.metrics.feature_network import Backbone

DIMENSIONS = 12


def tiny(device: torch.device, weights: Path | None = None) -> Backbone:
    """Twelve random filters over a picture of 16 px: enough to tell colours and shapes apart."""
    state = torch.get_rng_state()
    torch.manual_seed(0)
    layers = {"first": nn.Sequential(nn.Conv2d(3, DIMENSIONS, 5, 2), nn.ReLU())}
    torch.set_rng_state(state)

    def head(maps: Tensor) -> Tensor:
        return maps.mean((2, 3))

    def normalise(floats: Tensor) -> Tensor:
        return (floats - 127) / 32

    return Backbone("lite0", layers, head, dimensions=DIMENSIONS, size=16, normalise=normalise, device=device)


@contextmanager
def tiny_lite0() -> Iterator[None]:
    """The tiny network stands where the large one is asked for."""
    backbones.names()  # so that the real one is registered first
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(backbones.BUILDERS, "lite0", tiny)
        backbones._built.cache_clear()
        yield
    backbones._built.cache_clear()


class LinearGenerator(nn.Module):
    """z -> pictures that are a linear map of it; with `w`, through a linear map to w first."""

    class_count = 0

    def __init__(self, z_dim: int, size: int, seed: int = 0) -> None:
        super().__init__()
        self.z_dim, self.size = z_dim, ImageShape.square(size)
        draws = np.random.default_rng(seed)
        self.matrix = nn.Parameter(torch.from_numpy(draws.normal(size=(3 * size * size, z_dim)) * 0.01).float())

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return (z @ self.matrix.T).view(-1, *self.size.tensor)


class MappedGenerator(LinearGenerator):
    """The same with a space w."""

    def __init__(self, z_dim: int, size: int) -> None:
        super().__init__(z_dim, size)
        self.bend = nn.Parameter(torch.from_numpy(np.random.default_rng(5).normal(size=(z_dim, z_dim))).float())

    def styles(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return z @ self.bend.T

    def synthesis(self, w: Tensor, noise: str) -> Tensor:
        return super().forward(w)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.synthesis(self.styles(z), "const")


class Recited(nn.Module):
    """A "generator" that gives the pictures [N, 3, S, S] uint8 it holds, one after the other, whatever the noise."""

    class_count = 0

    def __init__(self, pictures: np.ndarray) -> None:
        super().__init__()
        self.z_dim, self.size = 4, ImageShape.square(pictures.shape[2])
        self.pictures = nn.Parameter(torch.from_numpy(pictures).float() / 127.5 - 1, requires_grad=False)
        self._next = 0

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        places = (torch.arange(len(z)) + self._next) % len(self.pictures)
        self._next += len(z)
        return self.pictures[places]
