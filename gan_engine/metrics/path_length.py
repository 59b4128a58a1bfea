"""Perceptual path length: how much a design changes for each small step along a walk between two of them.

E[d(G(p(t)), G(p(t + e)))^2 / e^2] (Karras et al. 2019, section 4.1), d the distance in a feature network's space. In w
where the generator maps z to w, on straight lines there; else in z, on the great circle. Unlike the paper's, the
features are not VGG's, and steps are so small that pictures are compared before they are rounded to 256 levels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_engine.alpha import as_shown, over_neutral

STEP = 1e-3
TRIMMED = 0.01
"""Of the paths at either end that are left out, as the paper's own code does: single ones jump without measure."""

Features = Callable[[Tensor], Tensor]
"""Pictures as floats 0..255 [N, 3, H, W] to features [N, D]."""


@dataclass(frozen=True)
class PathLength:
    value: float
    uncertainty: float
    space: str
    """"w" or "z"."""


def path_length(
    generator: Any,
    features: Features,
    *,
    samples: int,
    seed: int,
    batch: int,
    device: torch.device,
    classes: Tensor | None = None,
    trimmed: float = TRIMMED,
    between: Callable[[int], None] = lambda done: None,
) -> PathLength:
    """Over `samples` paths. `classes` int64 [samples] where the generator has any; `between` is told of each batch.

    `generator` maps z [N, z_dim] (and classes) to pictures -1..1; one with `styles` and `synthesis` is walked in w.
    """
    lengths = []
    has_w = hasattr(generator, "styles") and hasattr(generator, "synthesis")
    done = 0
    for first, second, times in _drawn(samples, generator.z_dim, seed, batch):
        part = None if classes is None else classes[done : done + len(times)].to(device)
        ends = torch.from_numpy(first).to(device), torch.from_numpy(second).to(device)
        t = torch.from_numpy(times).to(device)
        with torch.no_grad(), _full_precision():
            seen = []
            if has_w:
                w = [generator.styles(end, part) for end in ends]
                for moment in (t, t + STEP):
                    point = torch.lerp(w[0], w[1], moment.view(-1, *[1] * (w[0].ndim - 1)).to(w[0].dtype))
                    seen.append(features(_levels(generator.synthesis(point, "const"))))
            else:
                for moment in (t, t + STEP):
                    seen.append(features(_levels(generator(_on_circle(*ends, moment), part))))
        apart = (seen[1].double() - seen[0].double()).square().sum(1) / STEP**2
        lengths.append(apart.cpu())
        done += len(times)
        between(done)
    values = torch.cat(lengths)
    if trimmed:
        low, high = values.quantile(torch.tensor([trimmed, 1 - trimmed], dtype=torch.float64), interpolation="nearest")
        values = values[(values >= low) & (values <= high)]
    error = float(values.std()) / math.sqrt(len(values)) if len(values) > 1 else math.inf
    return PathLength(float(values.mean()), error, "w" if has_w else "z")


def _drawn(samples: int, z_dim: int, seed: int, batch: int) -> Iterator[tuple[Any, Any, Any]]:
    draws, moments = np.random.RandomState(seed), np.random.RandomState(seed + 1)
    for start in range(0, samples, batch):
        ends = draws.randn(min(batch, samples - start), 2, z_dim).astype(np.float32)
        yield ends[:, 0], ends[:, 1], moments.rand(len(ends))


def _levels(pictures: Tensor) -> Tensor:
    """-1..1 as levels 0..255, not rounded."""
    return over_neutral(as_shown(pictures.float())) * 127.5 + 127.5


def _on_circle(first: Tensor, second: Tensor, t: Tensor) -> Tensor:
    """Points [N, z] at `t` [N] on the great circles between rows, the distance from the centre changing evenly.

    As `gan_engine.latent.interpolation.spherical.slerp` has them, in float64: steps are small.
    """
    a, b = first.double(), second.double()
    lengths = a.norm(dim=1, keepdim=True), b.norm(dim=1, keepdim=True)
    a, b = a / lengths[0], b / lengths[1]
    cosine = (a * b).sum(1, keepdim=True).clamp(-1, 1)
    across = b - a * cosine
    across = across / across.norm(dim=1, keepdim=True).clamp(min=1e-12)
    angle = torch.arccos(cosine) * t[:, None]
    points: Tensor = (a * angle.cos() + across * angle.sin()) * torch.lerp(*lengths, t[:, None])
    return points.float()


def _full_precision() -> Any:
    """TensorFloat-32 drops the digits in which such small steps differ."""
    return torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=False, allow_tf32=False)
