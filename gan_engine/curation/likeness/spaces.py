"""Feature vectors made small (principal components, unit length), for all questions about likeness.

1,280 numbers a picture are mostly the same few hundred said again. The principal components keep what tells the
pictures of this set apart, and make everything after them ten times quicker.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_SAMPLE = 8192
"""Pictures the axes are found from; more move them no further."""


def principal(features: npt.ArrayLike, dimensions: int = 128, *, equal: float = 0.0) -> Floats:
    """The first principal components of [N, D] features, float32 [N, d] with d <= `dimensions`, in falling order.

    `equal`: 0 keeps the spread of every component (distances stay what they were), 1 gives all the same (whitening).
    The same features give the same numbers: each axis points to where its largest coefficient is positive.
    """
    given = np.asarray(features, dtype=np.float32)
    if given.ndim != 2:
        raise ValueError(f"features must be [N, D], not {given.shape}")
    count, wide = given.shape
    if count < 2:
        return np.zeros((count, 1), np.float32)
    sample = given if count <= _SAMPLE else given[np.linspace(0, count - 1, _SAMPLE).astype(np.int64)]
    mean = sample.mean(axis=0, dtype=np.float64).astype(np.float32)
    sample = sample - mean
    keep = min(dimensions, wide, count - 1)
    if count < wide:  # fewer pictures than numbers: the small matrix of the two
        values, vectors = np.linalg.eigh((sample @ sample.T).astype(np.float64))
        spread = np.sqrt(np.maximum(values[::-1][:keep], 1e-12))
        axes = (sample.T @ vectors[:, ::-1][:, :keep].astype(np.float32)) / spread.astype(np.float32)
    else:
        values, vectors = np.linalg.eigh((sample.T @ sample).astype(np.float64))
        spread = np.sqrt(np.maximum(values[::-1][:keep], 1e-12))
        axes = vectors[:, ::-1][:, :keep].astype(np.float32)
    real = spread > 1e-5 * spread[0]
    axes, spread = axes[:, real], spread[real]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    axes *= np.where(signs == 0, 1, signs)
    found = (given - mean) @ axes
    if equal:
        found *= ((spread / np.sqrt(len(sample))) ** -equal).astype(np.float32)
    return np.ascontiguousarray(found, dtype=np.float32)


def unit(features: npt.ArrayLike) -> Floats:
    """Every row brought to length 1; rows of nothing stay nothing."""
    given = np.asarray(features, dtype=np.float32)
    lengths = np.linalg.norm(given, axis=1, keepdims=True)
    return np.asarray(given / np.maximum(lengths, 1e-12), dtype=np.float32)
