"""Where one print lies on another, roughly: outlines, whatever their colours, correlated by their lowest frequencies.

Phase is what a move changes, amplitude what it does not: amplitudes alone find candidates in a whole set, both
together tell how far one has to be moved and scaled to lie on the other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gan_engine.curation.copies.hashes import SIDE

Floats = npt.NDArray[np.float32]
Complex = npt.NDArray[np.complex64]
Integers = npt.NDArray[np.int64]

# By hand, as those of `gan_engine.curation.copies.alignment`, which says how.
SCALES = np.array([0.8, 0.9, 1.0, 1 / 0.9, 1.25], np.float32)
"""That the first is tried at."""
LOW = 8
"""Outlines are correlated by their lowest frequencies: a grid of 16 x 16 places, two pixels of the print each."""
REACH = 4
"""How far a copy may be moved, in such places: a quarter of the picture."""

_CENTRE = (SIDE - 1) / 2


def outlines(thumbnails: Floats) -> Complex:
    """What is correlated: the low frequencies of `edges`, complex64 [N, 15, 8] of [N, 4, 32, 32]."""
    return _low_frequencies(edges(thumbnails))


def edges(thumbnails: Floats) -> Floats:
    """How much changes at each pixel, in whatever colour or in alpha: float32 [N, 32, 32] of [N, 4, 32, 32], mean 0."""
    found = np.zeros((len(thumbnails), SIDE, SIDE), np.float32)
    across = thumbnails[..., 2:] - thumbnails[..., :-2]
    down = thumbnails[..., 2:, :] - thumbnails[..., :-2, :]
    found[:, :, 1:-1] += np.square(across).sum(axis=1)
    found[:, 1:-1] += np.square(down).sum(axis=1)
    np.sqrt(found, out=found)
    found -= found.mean(axis=(1, 2), keepdims=True)
    return found


def spectra(frequencies: Complex) -> Floats:
    """A unit vector a picture, alike for copies however moved or mirrored: float32 [N, 64] of `outlines`."""
    amplitudes = np.abs(frequencies)
    upper, lower = amplitudes[:, :LOW], amplitudes[:, : LOW - 1 : -1]  # rows 0..7, then -1..-7
    both = upper.copy()
    both[:, 1:] = (upper[:, 1:] + lower) / 2  # a mirrored picture has these two exchanged
    both = np.sqrt(both.reshape(len(both), LOW * LOW))
    both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
    return both


def best_places(first: Complex, second: Complex) -> tuple[Floats, Integers]:
    """How well outlines [P, 15, 8] fit at best as they are and with the second mirrored, -1 to 1: [P, 2], and where:
    [P, 2, 3] scale, rows, columns, as places in `SCALES` and from `-REACH` on. Quickest where equal firsts follow one
    another."""
    count = len(first)
    again = np.concatenate([[False], (first[1:] == first[:-1]).all(axis=(1, 2))]) if count else np.zeros(0, bool)
    own = np.cumsum(~again) - 1
    scaled = _scaled(first[~again])  # [U, 5, 15, 8]
    others = np.stack([np.conj(_normal(second)), np.conj(_normal(_mirrored(second)))], axis=1)
    product = scaled[own][:, None] * others[:, :, None]  # [P, 2, 5, 15, 8]
    found = product.reshape(count * 10, -1).view(np.float32) @ _INVERSE
    found = found.reshape(count, 2, -1)
    position = found.argmax(axis=2)
    best = np.take_along_axis(found, position[..., None], axis=2)[..., 0]
    number, inside = np.divmod(position, _INVERSE.shape[1])
    down, right = np.divmod(inside, 2 * REACH + 1)
    return best, np.stack([number, down, right], axis=2)


def _low_frequencies(maps: Floats) -> Complex:
    """complex64 [N, 15, 8]: rows 0 to 7 and -7 to -1, columns 0 to 7; no mean."""
    whole = np.fft.rfft2(maps)
    low = np.concatenate([whole[:, :LOW, :LOW], whole[:, 1 - LOW :, :LOW]], axis=1).astype(np.complex64)
    low[:, 0, 0] = 0
    return low


def _normal(frequencies: Complex) -> Complex:
    power = np.square(frequencies.real) + np.square(frequencies.imag)
    energy = 2 * power.sum(axis=(-1, -2)) - power[..., 0].sum(axis=-1)  # all but the first column stand for two
    normal: Complex = frequencies / np.sqrt(energy + np.float32(1e-12))[..., None, None]
    return normal


def _mirrored(frequencies: Complex) -> Complex:
    """Of the pictures mirrored left to right."""
    turned = np.concatenate([frequencies[:, :1], frequencies[:, :0:-1]], axis=1)  # row u becomes row -u
    result: Complex = np.conj(turned) * _PHASE
    return result


def _scaled(frequencies: Complex) -> Complex:
    """Of the outlines scaled by each of `SCALES`, of unit energy: [N, 5, 15, 8]."""
    parts = np.ascontiguousarray(frequencies).reshape(len(frequencies), -1).view(np.float32) @ _SCALING
    return _normal(parts.view(np.complex64).reshape(len(frequencies), len(SCALES), *frequencies.shape[1:]))


def _inverse() -> Floats:
    """The inverse transform at the places within reach, as a matrix on [real, imaginary] pairs."""
    rows = np.concatenate([np.arange(LOW), np.arange(1 - LOW, 0)])
    columns = np.arange(LOW)
    positions = np.arange(-REACH, REACH + 1)
    angle = (
        2 * np.pi / (2 * LOW)
        * (rows[:, None, None, None] * positions[:, None] + columns[:, None, None] * positions)
    )  # fmt: skip
    weight = np.where(columns == 0, 1, 2)[:, None, None]
    matrix = np.stack([np.cos(angle) * weight, -np.sin(angle) * weight], axis=2)  # rows, columns, 2, places, places
    return np.ascontiguousarray(matrix.reshape(-1, len(positions) ** 2), np.float32)


def _scaling() -> Floats:
    """The scaling by each of `SCALES` about the centre, smoothing where it reduces, as one matrix on [real, imaginary]
    pairs: what becomes of each of them alone.

    The low frequencies are enough to scale by: they are laid out as 16 x 16 pixels for it. A pixel of sixteen stands
    where the first of its two of thirty-two does: that is where its frequencies put it.
    """
    alone = np.eye(2 * (2 * LOW - 1) * LOW, dtype=np.float32).view(np.complex64).reshape(-1, 2 * LOW - 1, LOW)
    whole = np.zeros((len(alone), 2 * LOW, LOW + 1), np.complex64)
    whole[:, :LOW, :LOW] = alone[:, :LOW]
    whole[:, 1 - LOW :, :LOW] = alone[:, LOW:]
    maps = np.fft.irfft2(whole, s=(2 * LOW, 2 * LOW)).astype(np.float32)
    grid = np.arange(2 * LOW, dtype=np.float32)
    centre = np.float32(_CENTRE / 2)
    x = centre + (grid - centre) * SCALES[:, None]
    wide = np.maximum(1, SCALES)[:, None, None]
    weights = np.maximum(0, 1 - np.abs(x[:, :, None] - grid) / wide)
    total = weights.sum(axis=2, keepdims=True)
    matrices = np.where(total > 0.3, weights / np.maximum(total, 1e-6), 0).astype(np.float32)
    scaled = np.stack([_low_frequencies(matrix @ maps @ matrix.T) for matrix in matrices], axis=1)
    return scaled.reshape(len(alone), -1).view(np.float32)


_INVERSE = _inverse()
_SCALING = _scaling()
_PHASE = np.exp(-2j * np.pi * np.arange(LOW) * (SIDE - 1) / SIDE).astype(np.complex64)
