"""Walks through latent space: spherical interpolation from one design to the next.

Latents are drawn from a Gaussian, so in many dimensions they lie close to a sphere; a straight line between
two of them cuts through its inside, where the generator has learnt nothing. The way therefore follows the
great circle (White, "Sampling Generative Networks", 2016, section 2.1), and the distance from the centre
changes evenly from one end to the other.
"""

from __future__ import annotations

import itertools

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


def walk(points: npt.ArrayLike, frames: int, *, loop: bool = False) -> npt.NDArray[np.float32]:
    """A walk `[frames, z]` at even speed through the latents `points` `[K, z]`, in order.

    It starts exactly at the first point. Without `loop` it ends exactly at the last; with it, it goes on
    back to the first and stops one step before, so that it can be played round and round. Raises
    `ValueError` without a point or a frame.
    """
    stations = _stations(points, frames, loop)
    leg, share = _positions(stations, frames, loop)
    way = np.empty((frames, stations.shape[1]), np.float32)
    for index in np.unique(leg):
        on_leg = leg == index
        way[on_leg] = slerp(stations[index], stations[min(index + 1, len(stations) - 1)], share[on_leg])
    if not loop and frames > 1:
        way[-1] = stations[-1]
    return way


def positions(points: npt.ArrayLike, frames: int, *, loop: bool = False) -> npt.NDArray[np.float64]:
    """Where each frame of `walk` is, `[frames]`: 1.5 is half way from the second point to the third.

    Raises `ValueError` as `walk` does.
    """
    leg, share = _positions(_stations(points, frames, loop), frames, loop)
    return leg + share


def nearest_points(points: npt.ArrayLike, frames: int, *, loop: bool = False) -> npt.NDArray[np.int64]:
    """Which of the `points` `[K, z]` each frame of `walk` is nearest to along the way, `[frames]`.

    A frame takes the class of that point. Raises `ValueError` as `walk` does.
    """
    count = len(np.asarray(points))
    return np.floor(positions(points, frames, loop=loop) + 0.5).astype(np.int64) % (count if loop else count + 1)


def _stations(points: npt.ArrayLike, frames: int, loop: bool) -> npt.NDArray[np.float32]:
    """The points, with the first once more at the end of a loop."""
    stations = np.asarray(points, np.float32)
    if stations.ndim != 2 or len(stations) == 0 or frames < 1:
        raise ValueError("A walk needs at least one point and one frame.")
    return np.concatenate([stations, stations[:1]]) if loop else stations


def _positions(
    stations: npt.NDArray[np.float32], frames: int, loop: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Where each frame is: the station it comes from, and its share (0 to 1) of the way to the next."""
    lengths = np.array([_length(a, b) for a, b in itertools.pairwise(stations)])
    ends = np.concatenate([[0.0], np.cumsum(lengths)])
    if frames == 1 or ends[-1] == 0:
        return np.zeros(frames, np.int64), np.zeros(frames)
    distances = ends[-1] * np.arange(frames) / (frames if loop else frames - 1)
    leg = np.clip(np.searchsorted(ends, distances, side="right") - 1, 0, len(lengths) - 1).astype(np.int64)
    length = np.where(lengths == 0, 1.0, lengths)[leg]
    return leg, np.clip((distances - ends[leg]) / length, 0, 1)


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


def _length(a: npt.NDArray[np.float32], b: npt.NDArray[np.float32]) -> float:
    """How long the way of `slerp` is: round the circle and outwards together."""
    start, end = a.astype(np.float64), b.astype(np.float64)
    start_norm, end_norm = float(np.linalg.norm(start)), float(np.linalg.norm(end))
    if start_norm == 0 or end_norm == 0:
        return float(np.linalg.norm(end - start))
    around = _angle(start / start_norm, end / end_norm) * (start_norm + end_norm) / 2
    return float(np.hypot(around, end_norm - start_norm))
