"""The round way between two latents: spherical interpolation, and how long it is.

Latents are drawn from a Gaussian, so in many dimensions they lie close to a sphere; a straight line between
two of them cuts through its inside, where the generator has learnt nothing. The way therefore follows the
great circle (White, "Sampling Generative Networks", 2016, section 2.1), and the distance from the centre
changes evenly from one end to the other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_PARALLEL = 1e-9
"""Sine of the angle below which two directions count as one (or as opposite)."""


def slerp(a: npt.ArrayLike, b: npt.ArrayLike, t: float | npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """The latents at `t` (0 to 1, a number or `[n]`) on the great circle from `a` to `b`, both `[z]`.

    Gives `[z]` or `[n, z]`; exactly `a` at 0 and `b` at 1. Between opposite points any half circle is the
    shortest; one is chosen that depends on the points alone. A point at the centre has no direction: the
    way from or to it is straight.
    """
    start, end = np.asarray(a, np.float64), np.asarray(b, np.float64)
    times = np.asarray(t, np.float64)[..., None]
    start_norm, end_norm = np.linalg.norm(start), np.linalg.norm(end)
    if start_norm == 0 or end_norm == 0:
        way = start + (end - start) * times
    else:
        first, second = start / start_norm, end / end_norm
        angle = _angle(first, second)
        across = second - first * (first @ second)
        across_norm = np.linalg.norm(across)
        if across_norm > _PARALLEL:
            across = across / across_norm
        elif angle < 1:
            across = np.zeros_like(first)
        else:
            across = _perpendicular(first)
        direction = first * np.cos(angle * times) + across * np.sin(angle * times)
        way = direction * (start_norm + (end_norm - start_norm) * times)
    way = np.where(times == 0, start, np.where(times == 1, end, way))
    return way.astype(np.float32)


def _angle(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> float:
    """Between unit vectors, 0 to pi; accurate at both ends, where the arc cosine is not (Kahan)."""
    return float(2 * np.arctan2(np.linalg.norm(first - second), np.linalg.norm(first + second)))


def _perpendicular(direction: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A unit vector at right angles to `direction`, always the same one; zero in one dimension."""
    across = np.zeros_like(direction)
    across[np.argmin(np.abs(direction))] = 1.0
    across -= direction * (direction @ across)
    norm = np.linalg.norm(across)
    return across / norm if norm > _PARALLEL else np.zeros_like(direction)


def way_length(a: npt.NDArray[np.float32], b: npt.NDArray[np.float32]) -> float:
    """How long the way of `slerp` is: round the circle and outwards together."""
    start, end = a.astype(np.float64), b.astype(np.float64)
    start_norm, end_norm = float(np.linalg.norm(start)), float(np.linalg.norm(end))
    if start_norm == 0 or end_norm == 0:
        return float(np.linalg.norm(end - start))
    around = _angle(start / start_norm, end / end_norm) * (start_norm + end_norm) / 2
    return float(np.hypot(around, end_norm - start_norm))
