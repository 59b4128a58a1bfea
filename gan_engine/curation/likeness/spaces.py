"""Feature vectors made small (principal components, unit length), for all questions about likeness.

1,280 numbers a picture are mostly the same few hundred said again. The principal components keep what tells the
pictures of this set apart, and make everything after them ten times quicker.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

CONTENT = 1280
"""A picture's features are 1,280 numbers of what is shown, and those after them, where there are any, of how it is
drawn: see `gan_engine.metrics.feature_network.Backbone.described`."""
DRAWN = (48, 160)
"""Those after them, of each layer that they are taken of."""
_SAMPLE = 8192
"""Pictures the axes are found from; more move them no further."""
_MANY = 600
"""Rows of a symmetric matrix from which its largest eigenvectors alone are found, where a quarter will do."""
_ROUNDS, _BESIDE = 5, 32
"""Of iteration, with so many vectors more than are wanted: the last of them then spread as they should within 2 %."""


def content(features: npt.ArrayLike) -> Floats:
    """Of [N, D] features what is shown: their first `CONTENT` columns, float32."""
    return np.asarray(features, dtype=np.float32)[:, :CONTENT]


def principal(features: npt.ArrayLike, dimensions: int = 128, *, equal: float = 0.0) -> Floats:
    """The first principal components of [N, D] features, float32 [N, d] with d <= `dimensions`, in falling order.

    `equal`: 0 keeps the spread of every component (distances stay what they were), 1 gives all the same (whitening).
    The same features give the same numbers: each axis points to where its largest coefficient is positive.
    """
    given = np.asarray(features, dtype=np.float32)
    if given.ndim != 2:
        raise ValueError(f"features must be [N, D], not {given.shape}")
    count = len(given)
    if count < 2:
        return np.zeros((count, 1), np.float32)
    sample = given if count <= _SAMPLE else given[np.linspace(0, count - 1, _SAMPLE).astype(np.int64)]
    mean = sample.mean(axis=0, dtype=np.float64).astype(np.float32)
    axes, spread = principal_axes(sample - mean, dimensions)
    found = (given - mean) @ axes
    if equal:
        found *= ((spread / np.sqrt(len(sample))) ** -equal).astype(np.float32)
    return np.ascontiguousarray(found, dtype=np.float32)


def principal_axes(centred: Floats, dimensions: int) -> tuple[Floats, Floats]:
    """The axes along which [N, D] with its mean taken off varies most, and how much: [D, d], [d], in falling order.

    d is at most `dimensions`, and less where there is nothing more to tell rows apart by. The axes are the right
    singular vectors of `centred`, each pointing to where its largest coefficient is positive, the spread is its
    singular values; both are found by way of the smaller of its two products with its transpose. Where few are wanted
    of very many, the last of them are near enough.
    """
    count, wide = centred.shape
    keep = min(dimensions, wide, count - 1)
    small = centred @ centred.T if count < wide else centred.T @ centred
    values, vectors = _largest(small, keep) if len(small) >= max(_MANY, 4 * keep) else _all(small)
    spread = np.sqrt(np.maximum(values[:keep], 1e-12))
    axes: Floats = vectors[:, :keep].astype(np.float32)
    if count < wide:
        axes = np.asarray((centred.T @ axes) / spread, np.float32)
    real = spread > 1e-5 * spread[0]
    axes, spread = axes[:, real], spread[real]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    axes *= np.where(signs == 0, 1, signs)
    return axes, spread


def _all(symmetric: npt.NDArray[np.floating]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Eigenvalues, falling, and eigenvectors."""
    values, vectors = np.linalg.eigh(symmetric.astype(np.float64))
    return np.asarray(values[::-1], np.float64), np.asarray(vectors[:, ::-1], np.float64)


def _largest(symmetric: Floats, count: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The largest eigenvalues, falling, and their eigenvectors, by subspace iteration (Halko, Martinsson and Tropp,
    "Finding Structure with Randomness", 2011, algorithm 4.4): a tenth of the time that all of them take."""
    matrix = symmetric.astype(np.float64)
    basis = np.random.default_rng(0).standard_normal((len(matrix), count + _BESIDE))
    for _ in range(_ROUNDS):
        basis = _orthonormal(matrix @ basis)
    values, turned = _all(basis.T @ (matrix @ basis))
    return values, basis @ turned


def _orthonormal(basis: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Columns of the same span, by way of their products with each other: those that add nothing are left out."""
    values, turned = _all(basis.T @ basis)
    real = values > 1e-14 * values[0]
    real[0] = True  # of nothing at all too there is one
    return np.asarray(basis @ (turned[:, real] / np.sqrt(np.maximum(values[real], 1e-300))), np.float64)


def unit(features: npt.ArrayLike) -> Floats:
    """Every row brought to length 1; rows of nothing stay nothing."""
    given = np.asarray(features, dtype=np.float32)
    lengths = np.linalg.norm(given, axis=1, keepdims=True)
    return np.asarray(given / np.maximum(lengths, 1e-12), dtype=np.float32)
