"""Whether two pictures are the same one: their prints laid on each other and compared place by place.

A copy may be mirrored, moved, cropped, recoloured, blurred or compressed: one of the two is mirrored, scaled and
moved (coarsely by correlating outlines, then to a fraction of a pixel as Lucas and Kanade do, 1981), and its colours
are mapped by the one smooth map that fits best. What is left differs by no more than noise where it is a copy. Where
it is another design, be it of the same parts, it differs in some place by as much as there is to see there. So the
likeness of two prints is that of the place where they are least alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.copies.hashes import SIDE, Hash, thumbnails

Floats = npt.NDArray[np.float32]
Complex = npt.NDArray[np.complex64]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

# No number here follows from theory. They were chosen by hand with benchmarks/duplicates.py (eight edits, each to
# be found; false pairs within 0.1 %), and moved where a set showed a fault. Sample art leaves them room: of 800 copies
# and 1,200 other pairs of it, moving any one of them well to either side cost at most 0.2 % of the copies and made no
# false pair. What they are strict about are drawings of thin lines, and designs of the same parts.

_SCALES = np.array([0.8, 0.9, 1.0, 1 / 0.9, 1.25], np.float32)
_LOW = 8
"""Outlines are correlated by their lowest frequencies: a grid of 16 x 16 places, two pixels of the print each."""
_REACH = 4
"""How far a copy may be moved, in such places: a quarter of the picture."""
_QUICK = (-1.0, 0.0, 0.2)
_CLOSE = (0.4, 0.75)
"""Share of the variance that must be explained before each step of aligning, in the small and in the large: below it a
pair is given up. 0.0, 0.35, 0.6 and 0.6 gave up thin drawings, which explain nothing until they lie on each other."""
_WORTH_IT = 0.4
_LEAST_EXPLAINED = 0.9
"""The same after the last step, in the small and in the large; 0.75 in the small gave up thin drawings."""
_HALF = np.array([1, 2, 2], np.float32)
"""From positions in 16 x 16 pixels to positions in 32 x 32."""
_LEAST_SHARED = 0.35
"""Share of the picture that must be in both."""
_WINDOW = 5
"""Side of the windows in which prints are compared, in pixels."""
_LEAST_COARSE = 0.4
"""Outlines that fit less than this are of two pictures."""
_BLACK = 4 / 255
"""Within so much of black or white a value counts as clipped: a few levels, which compression moves."""
_CLIPPED = 0.015
"""Share of pixels that one has more of at black or white than the other, where lights or darks were lost."""
_TIE = 0.12
"""Mirrored or not: within so much of the better correlation, both ways are tried. Faces lie that near their mirror."""
_SURE = 0.95
_FAR = 0.3
"""Likeness above which a pair is a copy already, and below which other maps of colours will not make it one: between
the two the other maps are tried. `DEFAULT` of duplicates, 0.86, lies well inside."""
_AT_HOME = 2.0
_MOVED = 1.5
_LOST = 1.2
"""How much a difference counts: much between two that need not be moved, for designs drawn over one template have just
such small ones; less where resampling makes some, least where lights were lost. There 0.8 let recolourings of one body
pass for copies."""

_CENTRE = (SIDE - 1) / 2
_GRID = np.arange(SIDE, dtype=np.float32)
_GRIDS = {side: np.arange(side, dtype=np.float32) for side in (SIDE // 2, SIDE)}


@dataclass(frozen=True)
class Prints:
    """What prints are compared by."""

    pixels: Floats
    """[N, 3, 32, 32], 0 to 1."""
    outlines: Complex
    """[N, 15, 8], see `outlines`."""

    def __getitem__(self, rows: Integers) -> Prints:
        return Prints(self.pixels[rows], self.outlines[rows])


def prints(hashes: Hash) -> Prints:
    """Of `picture_hash`es [N, K]."""
    pixels = thumbnails(hashes)
    return Prints(pixels, outlines(pixels))


def outlines(thumbnails: Floats) -> Complex:
    """What is correlated: the low frequencies of `edges`, complex64 [N, 15, 8] of [N, 3, 32, 32]."""
    return _low_frequencies(edges(thumbnails))


def edges(thumbnails: Floats) -> Floats:
    """How much changes at each pixel, whatever the colours: float32 [N, 32, 32] of [N, 3, 32, 32], mean 0."""
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
    upper, lower = amplitudes[:, :_LOW], amplitudes[:, : _LOW - 1 : -1]  # rows 0..7, then -1..-7
    both = upper.copy()
    both[:, 1:] = (upper[:, 1:] + lower) / 2  # a mirrored picture has these two exchanged
    both = np.sqrt(both.reshape(len(both), _LOW * _LOW))
    both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
    return both


def likeness(first: Prints, second: Prints) -> Floats:
    """How alike each two prints of a row are, 0 to 1, in the place where they are least alike: [P].

    Copies come to 0.85 and more; 0 stands for every pair that shares too little to be looked at closely. Quickest
    where equal firsts follow one another.
    """
    score, where = _coarse(first.outlines, second.outlines)
    result = np.zeros(len(score), np.float32)
    likelier = score.argmax(axis=1)
    rows = np.arange(len(score))
    for flips in (likelier, 1 - likelier):  # a face is nearly its own mirror image: both ways are tried then
        wanted = (score[rows, flips] > _LEAST_COARSE) & (score[rows, flips] > score.max(axis=1) - _TIE)
        chosen = np.flatnonzero(wanted & (result < _SURE))
        if not chosen.size:
            continue
        flip = flips[chosen]
        source = first.pixels[chosen]
        target = second.pixels[chosen]
        target[flip == 1] = target[flip == 1, ..., ::-1]
        source, target, at = _positioned(source, target, where[chosen, flip])
        stay, at_small = _aligned(_halved(source), _halved(target), at / _HALF, _QUICK, least=_WORTH_IT)
        if stay.size:
            chosen, source, target = chosen[stay], source[stay], target[stay]
            found = _fine(source, target, at_small * _HALF)
            result[chosen] = np.maximum(result[chosen], found)
    return result


def _positioned(source: Floats, target: Floats, where: Integers) -> tuple[Floats, Floats, Floats]:
    """The pair the way round in which the source is reduced, and where it lies: [P, 3] scale, down, right."""
    scale = _SCALES[where[:, 0]]
    step = np.float32(SIDE / (2 * _LOW))
    down = (where[:, 1] - _REACH).astype(np.float32) * step * scale
    right = (where[:, 2] - _REACH).astype(np.float32) * step * scale
    grows = scale < 1
    if grows.any():
        source, target = _exchanged(source, target, grows)
        down, right = np.where(grows, -down / scale, down), np.where(grows, -right / scale, right)
        scale = np.where(grows, 1 / scale, scale)
    return source, target, np.stack([scale, down, right], axis=1)


def _halved(pictures: Floats) -> Floats:
    """16 x 16 pixels of 32 x 32."""
    half: Floats = pictures[..., ::2, :] + pictures[..., 1::2, :]
    result: Floats = (half[..., ::2] + half[..., 1::2]) * np.float32(0.25)
    return result


def _coarse(first: Complex, second: Complex) -> tuple[Floats, Integers]:
    """How well outlines fit at best as they are and with the second mirrored, -1 to 1: [P, 2], and where: [P, 2, 3]
    scale, rows, columns."""
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
    down, right = np.divmod(inside, 2 * _REACH + 1)
    return best, np.stack([number, down, right], axis=2)


def _fine(source: Floats, target: Floats, at: Floats) -> Floats:
    """How alike two thumbnails [P, 3, 32, 32] are, 0 to 1, near the place where they were found to fit."""
    result = np.zeros(len(source), np.float32)
    source, target = _smooth(source), _smooth(target)
    rows, at = _aligned(source, target, at, _CLOSE, least=_LEAST_EXPLAINED)
    if not rows.size:
        return result
    source, target = source[rows], target[rows]
    forth, clipped = _colour_way(source, target)
    moved, shared = _laid(source, at)
    found = _closely(moved, target, shared, forth)
    nearby = np.where(clipped, 0.6, 0.25)  # where lights were lost, the place is not as sure
    at_home = (np.abs(at[:, 0] - 1) < nearby / 12) & (np.abs(at[:, 1:]).max(axis=1) < nearby)
    strictness = np.where(at_home, np.where(clipped, _LOST, _AT_HOME), _MOVED).astype(np.float32)
    found = 1 - strictness * (1 - found)
    found[shared.mean(axis=(1, 2)) < _LEAST_SHARED] = 0
    result[rows] = np.clip(found, 0, 1)
    return result


def _aligned(
    source: Floats, target: Floats, at: Floats, hopeless: Sequence[float], *, least: float
) -> tuple[Integers, Floats]:
    """Who is worth a closer look, and where the source lies best on the target: rows, [R, 3].

    `hopeless`: the share of the variance that must be explained before each step, for a pair to be followed.
    """
    forth, _ = _colour_way(source, target)
    rows = np.arange(len(source))
    best = np.full(len(rows), np.inf, np.float32)
    at = at.astype(np.float32)
    best_at = at.copy()
    for iteration in range(len(hopeless) + 1):
        moved, shared = _laid(source, at)
        moving, still, wanted = _in_one_palette(moved, target, shared, forth)
        rest = (still - moving) * shared[:, None]
        error = _unexplained(rest, wanted, shared)
        better = error < best
        best[better] = error[better]
        best_at[better] = at[better]
        last = iteration == len(hopeless)
        stay = 1 - best >= (least if last else hopeless[iteration])
        if not stay.all():
            rows, forth, best = rows[stay], forth[stay], best[stay]
            source, target, at, best_at = source[stay], target[stay], at[stay], best_at[stay]
            moving, rest, shared = moving[stay], rest[stay], shared[stay]
        if last or not rows.size:
            break
        change = _gauss_newton(moving, rest, shared)
        at = at.copy()
        at[:, 1:] += at[:, :1] * change[:, 1:]
        at[:, 0] = np.clip(at[:, 0] * (1 + change[:, 0]), 0.7, 1.43)
    return rows, best_at


# Frequencies


def _low_frequencies(maps: Floats) -> Complex:
    """complex64 [N, 15, 8]: rows 0 to 7 and -7 to -1, columns 0 to 7; no mean."""
    whole = np.fft.rfft2(maps)
    low = np.concatenate([whole[:, :_LOW, :_LOW], whole[:, 1 - _LOW :, :_LOW]], axis=1).astype(np.complex64)
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
    """Of the outlines scaled by each of `_SCALES`, of unit energy: [N, 5, 15, 8].

    The low frequencies are enough to scale by: they are laid out as 16 x 16 pixels for it.
    """
    side = 2 * _LOW
    whole = np.zeros((len(frequencies), side, _LOW + 1), np.complex64)
    whole[:, :_LOW, :_LOW] = frequencies[:, :_LOW]
    whole[:, 1 - _LOW :, :_LOW] = frequencies[:, _LOW:]
    maps = np.fft.irfft2(whole, s=(side, side)).astype(np.float32)
    parts = [_low_frequencies(matrix @ maps @ matrix.T) for matrix in _SCALING]
    return _normal(np.stack(parts, axis=1))


def _inverse() -> Floats:
    """The inverse transform at the places within reach, as a matrix on [real, imaginary] pairs."""
    rows = np.concatenate([np.arange(_LOW), np.arange(1 - _LOW, 0)])
    columns = np.arange(_LOW)
    positions = np.arange(-_REACH, _REACH + 1)
    angle = (
        2 * np.pi / (2 * _LOW)
        * (rows[:, None, None, None] * positions[:, None] + columns[:, None, None] * positions)
    )  # fmt: skip
    weight = np.where(columns == 0, 1, 2)[:, None, None]
    matrix = np.stack([np.cos(angle) * weight, -np.sin(angle) * weight], axis=2)  # rows, columns, 2, places, places
    return np.ascontiguousarray(matrix.reshape(-1, len(positions) ** 2), np.float32)


def _scaling() -> Floats:
    """Matrices [5, 16, 16] that scale about the centre, smoothing where they reduce.

    A pixel of sixteen stands where the first of its two of thirty-two does: that is where its frequencies put it.
    """
    grid = np.arange(2 * _LOW, dtype=np.float32)
    centre = np.float32(_CENTRE / 2)
    x = centre + (grid - centre) * _SCALES[:, None]
    wide = np.maximum(1, _SCALES)[:, None, None]
    weights = np.maximum(0, 1 - np.abs(x[:, :, None] - grid) / wide)
    total = weights.sum(axis=2, keepdims=True)
    return np.where(total > 0.3, weights / np.maximum(total, 1e-6), 0).astype(np.float32)


_INVERSE = _inverse()
_SCALING = _scaling()
_PHASE = np.exp(-2j * np.pi * np.arange(_LOW) * (SIDE - 1) / SIDE).astype(np.complex64)
_BAND = (np.abs(_GRID[:, None] - _GRID) <= _WINDOW // 2).astype(np.float32)


# Laying one on the other


def _smooth(pictures: Floats) -> Floats:
    """Blurred by [1, 2, 1] / 4 each way: what is less than a pixel wide depends on where the pixels' borders fell."""
    padded = np.pad(pictures, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")
    half, quarter = np.float32(0.5), np.float32(0.25)
    padded = quarter * padded[:, :, :-2] + half * padded[:, :, 1:-1] + quarter * padded[:, :, 2:]
    result: Floats = quarter * padded[..., :-2] + half * padded[..., 1:-1] + quarter * padded[..., 2:]
    return result


def _colour_way(source: Floats, target: Floats) -> tuple[Booleans, Booleans]:
    """Whether to map the source's colours to the target's, for colours and lights can be lost, not won; and whether
    lights or darks were lost."""
    ends = [((one < _BLACK) | (one > 1 - _BLACK)).mean(axis=(1, 2, 3)) for one in (source, target)]
    clipped = np.abs(ends[0] - ends[1]) > _CLIPPED
    colours = [_colourfulness(one) + 1e-5 for one in (source, target)]
    as_colourful = np.abs(np.log(colours[0] / colours[1])) < 1
    return np.where(clipped & as_colourful, ends[0] < ends[1], colours[0] >= colours[1]), clipped


def _exchanged(first: Floats, second: Floats, where: Booleans) -> tuple[Floats, Floats]:
    mask = where[:, None, None, None]
    return np.where(mask, second, first), np.where(mask, first, second)


def _colourfulness(pictures: Floats) -> Floats:
    found: Floats = np.var(pictures - pictures.mean(axis=1, keepdims=True), axis=(2, 3)).sum(axis=1)
    return found


def _laid(source: Floats, at: Floats) -> tuple[Floats, Floats]:
    """The source as it lies on the target, and where both are seen: [P, 3, 32, 32] and [P, 32, 32] of 0 and 1.

    `at`: scale, and pixels of the source down and right, [P, 3]. Along an edge that was moved into the picture a strip
    is not counted: it is half ground, half picture.
    """
    side = source.shape[-1]
    grid, centre = _GRIDS[side], np.float32((side - 1) / 2)
    scale = at[:, :1]
    across = np.maximum(np.abs(at[:, 1:]).max(axis=1), np.abs(at[:, 0] - 1) * side / 2)
    margin = np.clip(across - 0.2, 0, 1.5)[:, None]
    ring = (grid >= margin) & (grid <= side - 1 - margin)
    matrices, seen = [], []
    for axis in (1, 2):
        x = centre + (grid - centre) * scale + at[:, axis : axis + 1]
        weights = np.maximum(0, 1 - np.abs(x[:, :, None] - grid) / np.maximum(1, scale)[:, :, None])
        matrices.append(weights / np.maximum(weights.sum(axis=2, keepdims=True), np.float32(1e-6)))
        seen.append((ring & (x >= margin) & (x <= side - 1 - margin)).astype(np.float32))
    laid = matrices[0][:, None] @ source @ matrices[1].transpose(0, 2, 1)[:, None]
    return laid, seen[0][:, :, None] * seen[1][:, None, :]


def _in_one_palette(
    moved: Floats, target: Floats, shared: Floats, forth: Booleans, *, bent: bool = False
) -> tuple[Floats, Floats, Floats]:
    """The moved picture in the colours of the target (`forth`), or the target in those of the moved one; and the one
    of the two whose colours are used."""
    more, less = _exchanged(target, moved, forth)
    fitted = _recoloured(more, less, shared, bent=bent)
    mask = forth[:, None, None, None]
    return np.where(mask, fitted, moved), np.where(mask, target, fitted), less


def _recoloured(picture: Floats, target: Floats, shared: Floats, *, bent: bool) -> Floats:
    """`picture` in the colours of `target`, by the affine map that fits best where both are seen, or by the quadratic
    one (`bent`).

    Where the target has more that is quite black or quite white than the picture has, it was clipped there: the map
    is found from what was not, clips too, and what comes near the end is taken to have been lost.
    """
    count = len(picture)
    flat = picture.reshape(count, 3, -1)
    terms = [flat, np.ones((count, 1, flat.shape[2]), np.float32)]
    if bent:
        terms += [np.square(flat), flat * np.roll(flat, 1, axis=1)]
    values = np.concatenate(terms, axis=1)
    ends = (target < _BLACK) | (target > 1 - _BLACK)
    clipped = ends.mean(axis=(1, 2, 3)) > ((picture < _BLACK) | (picture > 1 - _BLACK)).mean(axis=(1, 2, 3)) + _CLIPPED
    weight = shared * np.where(clipped[:, None, None] & ends.any(axis=1), np.float32(0.05), np.float32(1))
    weighed = values * weight.reshape(count, 1, -1)
    square = weighed @ values.transpose(0, 2, 1)
    square += np.eye(values.shape[1], dtype=np.float32) * 0.02
    mapped = weighed @ target.reshape(count, 3, -1).transpose(0, 2, 1)
    colours: Floats = np.asarray(np.linalg.solve(square, mapped), np.float32)
    result: Floats = (colours.transpose(0, 2, 1) @ values).reshape(picture.shape)
    np.clip(result, 0, 1, out=result)
    lost = ((target > 0.93) & (result > 0.85)) | ((target < 0.07) & (result < 0.15))
    return np.where(lost & clipped[:, None, None, None], target, result)


def _unexplained(rest: Floats, target: Floats, shared: Floats) -> Floats:
    weight = np.maximum(shared.sum(axis=(1, 2)), 1)
    mean = (target * shared[:, None]).sum(axis=(2, 3)) / weight[:, None]
    spread = (np.square(target - mean[..., None, None]) * shared[:, None]).sum(axis=(1, 2, 3))
    found: Floats = np.square(rest).sum(axis=(1, 2, 3)) / np.maximum(spread, 1e-6)
    return found


def _gauss_newton(fitted: Floats, rest: Floats, shared: Floats) -> Floats:
    """How much to scale and move (in pixels of the target) for the rest to shrink: [P, 3] scale, down, right."""
    count = len(fitted)
    slope_right = np.zeros_like(fitted)
    slope_down = np.zeros_like(fitted)
    slope_right[..., 1:-1] = (fitted[..., 2:] - fitted[..., :-2]) / 2
    slope_down[..., 1:-1, :] = (fitted[..., 2:, :] - fitted[..., :-2, :]) / 2
    slope_right *= shared[:, None]
    slope_down *= shared[:, None]
    side = fitted.shape[-1]
    away = _GRIDS[side] - np.float32((side - 1) / 2)
    slope_scale = slope_right * away + slope_down * away[:, None]
    slopes = np.stack([slope_scale, slope_down, slope_right], axis=1).reshape(count, 3, -1)
    square = slopes @ slopes.transpose(0, 2, 1)
    square += np.eye(3, dtype=np.float32) * (1e-4 + 3e-4 * np.trace(square, axis1=1, axis2=2)[:, None, None])
    change = np.linalg.solve(square, slopes @ rest.reshape(count, -1, 1))[..., 0]
    limit = np.array([0.06, 1, 1], np.float32)
    result: Floats = np.clip(change, -limit, limit)
    return result


# Window by window


def _closely(moved: Floats, target: Floats, shared: Floats, forth: Booleans) -> Floats:
    """The likeness of pictures that lie on each other, by the map of colours that suits them best."""
    found = np.full(len(moved), -1, np.float32)
    for number, (way, bent) in enumerate(((forth, False), (forth, True), (~forth, False), (~forth, True))):
        rows = np.flatnonzero((found < _SURE) & (found > _FAR)) if number else np.arange(len(moved))
        if rows.size:
            moving, still, _ = _in_one_palette(moved[rows], target[rows], shared[rows], way[rows], bent=bent)
            found[rows] = np.maximum(found[rows], _worst_window(still, moving, shared[rows]))
    return found


def _worst_window(target: Floats, fitted: Floats, shared: Floats) -> Floats:
    """The likeness of the place that is least alike, and of the 2 % that are: their mean, at most 1."""
    count = len(target)
    weight = np.maximum(_sums(shared), 1e-6)
    rest = _sums(np.square(target - fitted).sum(axis=1) * shared) / weight
    seen = np.maximum(_spread(target, shared, weight), _spread(fitted, shared, weight))
    usual: Floats = (seen * shared).sum(axis=(1, 2)) / np.maximum(shared.sum(axis=(1, 2)), 1)
    unlike = np.where(shared > 0, rest / (seen + usual[:, None, None] + np.float32(1e-7)), np.float32(0))
    unlike = unlike.astype(np.float32).reshape(count, -1)
    fiftieth = int(0.98 * unlike.shape[1])
    unlike.partition((fiftieth, unlike.shape[1] - 1), axis=1)
    return np.asarray(1 - (unlike[:, -1] + unlike[:, fiftieth]) / 2, np.float32)


def _spread(pictures: Floats, shared: Floats, weight: Floats) -> Floats:
    """The variance within the window about each pixel, over all colours."""
    found = np.zeros_like(weight)
    for channel in range(3):
        values = pictures[:, channel] * shared
        found += np.maximum(_sums(values * pictures[:, channel]) / weight - np.square(_sums(values) / weight), 0)
    return found


def _sums(maps: Floats) -> Floats:
    """Sums over the window about each pixel of [P, 32, 32]."""
    result: Floats = _BAND @ maps @ _BAND
    return result
