"""The ring around a design: its neighbours at one distance, what lies side by side there looks alike."""

from __future__ import annotations

import numpy as np

from gan_engine.latent.interpolation.blending import Network
from gan_engine.latent.point import Mix, Point, numbers
from gan_engine.latent.seeds import latents


def ring(point: Point, network: Network, count: int, distance: float, number: int = 0) -> list[Point]:
    """`count` designs at `distance` (0 to 1) around `point`; another `number` gives another ring, always the same.

    z' = sqrt(1 - d^2) z + d (a cos t + b sin t), with a and b normal and t going round: z' has the spread that latents
    have, so the neighbours are designs as good as any, and a distance of 1 forgets where it came from; opposite ones
    lie in opposite directions. What was done to the design is done to them too. One that lies among styles goes so far
    of the way to designs of other seeds.
    """
    position = point.z or point.w or (point.styles[0] if point.styles else (float(point.seed or 0),))
    start = int.from_bytes(np.asarray(position[:1], "<f4").tobytes(), "little")
    chance = np.random.RandomState([start, number])
    if point.z is None and point.seed is None:
        others = [Point(seed=int(seed), classes=point.classes) for seed in chance.randint(0, 2**31, count)]
        return [point.with_edit(Mix(other=other, share=distance)) for other in others]
    z = point.latent(network.z_dim)
    if len(z) != network.z_dim:
        z = np.concatenate([z, latents([0], network.z_dim)[0][len(z) :]])[: network.z_dim]
    across, up = chance.randn(2, network.z_dim).astype(np.float32)
    angles = 2 * np.pi * np.arange(count) / max(1, count)
    towards = (np.float32(np.cos(angle)) * across + np.float32(np.sin(angle)) * up for angle in angles)
    return [
        point.having(seed=None, z=numbers(np.sqrt(1 - distance**2) * z + distance * direction)) for direction in towards
    ]
