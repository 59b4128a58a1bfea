"""Whether two pictures are the same one: their prints laid on each other and compared place by place.

A copy may be mirrored, moved, cropped, recoloured, blurred or compressed: one of the two is mirrored, scaled and
moved (coarsely by correlating outlines, then to a fraction of a pixel), and its colours are mapped by the one smooth
map that fits best. What is left differs by no more than noise where it is a copy. Where it is another design, be it of
the same parts, it differs in some place by as much as there is to see there. So the likeness of two prints is that of
the place where they are least alike.

Two cut-outs are compared by their colours where they are opaque and by their alpha everywhere, so that no ground plays
a part. A cut-out and a picture without alpha are compared on the ground of the latter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.copies.colour_maps import colour_way as way_of
from gan_engine.curation.copies.colour_maps import exchanged, in_like_colours, in_one_palette, is_grey
from gan_engine.curation.copies.hashes import SIDE, Hash, shapes, thumbnails
from gan_engine.curation.copies.laying import aligned, halved, laid, smooth
from gan_engine.curation.copies.outlines import LOW, REACH, SCALES, best_places, outlines
from gan_engine.curation.rim import rim
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]
Complex = npt.NDArray[np.complex64]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

# No number here follows from theory. They were chosen by hand with benchmarks/duplicates.py (ten edits, each to be
# found; false pairs within 0.1 %), and moved where a set showed a fault. What they are strict about are drawings of
# thin lines, and designs of the same parts.

_QUICK = (-1.0, 0.0, 0.2)
_CLOSE = (0.4, 0.75)
"""Share of the variance that must be explained before each step of aligning, in the small and in the large: below it a
pair is given up. 0.0, 0.35, 0.6 and 0.6 gave up thin drawings, which explain nothing until they lie on each other."""
_WORTH_IT = 0.4
_LEAST_EXPLAINED = 0.9
"""The same after the last step, in the small and in the large; 0.75 in the small gave up thin drawings."""
_HALF = np.array([1, 2, 2, 1], np.float32)
"""From places in 16 x 16 pixels to places in 32 x 32."""
_LEAST_SHARED = 0.35
"""Share of the picture that must be in both."""
_WINDOW = 5
"""Side of the windows in which prints are compared, in pixels."""
_LEAST_COARSE = 0.4
"""Outlines that fit less than this are of two pictures."""
_TIE = 0.12
"""Mirrored or not: within so much of the better correlation, both ways are tried. Faces lie that near their mirror."""
_OTHER_SHAPE = 1.35
"""Times that one is wider for its height than the other, from which they are two pictures: a tenth of one side cropped
off makes 1.11."""
_FLAT = 1e-4
"""Variance over all channels, below which there is nothing to see: any picture could be mapped to that."""
_WHOLE = 0.98
"""Mean alpha from which a print is of a picture without alpha: rounded corners are no outline."""
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
_LARGE = 72
_LEAST_MILD = 0.5
"""Pixels a side from which a difference counts in full, and how much of it for the smallest: what resampling and
compression leave of a small picture differs by single pixels, and a print shows those."""

_NOTHING, _FAINT = 1e-7, 0.03
"""Variance below which there is nothing to see, and hardly anything."""
_WITHIN, _OPAQUE = 0.4, 0.5
"""How much differences of the colours within an outline count by themselves; alpha above which a colour is within."""
_MAY_GO, _MAY_GO_OF_GREYS, _GONE = 0.2, 0.45, 2.0
"""How much of what stands out may be gone by another map of colours, and by one to greys; how much of the rest
counts."""

_UNPACKED = 1024  # prints that are unpacked at once
_GRID = np.arange(SIDE, dtype=np.float32)
_BAND = (np.abs(_GRID[:, None] - _GRID) <= _WINDOW // 2).astype(np.float32)


@dataclass(frozen=True)
class Prints:
    """What prints are compared by."""

    hashes: Hash
    """[N, K], see `picture_hash`: unpacked where needed, since all at once would take five times the memory."""
    shapes: Floats
    """[N, 2], width and height of what was shrunk to that, pixels; 0 where there is too little to compare."""
    outlines: Complex
    """[N, 15, 8], see `outlines`."""
    is_flat: Booleans
    """[N]: there is nothing to see."""

    def __len__(self) -> int:
        return len(self.hashes)

    def __getitem__(self, rows: Integers) -> Prints:
        return Prints(self.hashes[rows], self.shapes[rows], self.outlines[rows], self.is_flat[rows])


def prints(hashes: Hash, report: Report = silent) -> Prints:
    """Of `picture_hash`es [N, K]."""
    traced, flat = [], []
    for start in range(0, max(1, len(hashes)), _UNPACKED):
        report(start, len(hashes), "Looking at outlines")
        pixels = thumbnails(hashes[start : start + _UNPACKED])
        traced.append(outlines(pixels))
        flat.append(pixels.var(axis=(2, 3)).sum(axis=1) <= _FLAT)
    return Prints(hashes, shapes(hashes), np.concatenate(traced), np.concatenate(flat))


def likeness(first: Prints, second: Prints) -> Floats:
    """How alike each two prints of a row are, 0 to 1, in the place where they are least alike: [P].

    Copies come to 0.85 and more; 0 stands for every pair that shares too little to be looked at closely. Quickest
    where equal firsts follow one another.
    """
    result = np.zeros(len(first), np.float32)
    rows = np.flatnonzero(_comparable(first, second))
    if not rows.size:
        return result
    score, where = best_places(first.outlines[rows], second.outlines[rows])
    fit = score.max(axis=1) > _LEAST_COARSE
    rows, score, where = rows[fit], score[fit], where[fit]
    if not rows.size:
        return result
    source, target, cut = _on_one_ground(*(thumbnails(one.hashes[rows]) for one in (first, second)))
    wide = [one.shapes[rows, 0] / one.shapes[rows, 1] for one in (first, second)]
    stretch = np.sqrt(wide[1] / wide[0])
    sides = np.minimum(*(np.sqrt(one.shapes[rows].prod(axis=1)) for one in (first, second)))
    mild = np.clip(sides / _LARGE, _LEAST_MILD, 1)
    for members, channels in ((np.flatnonzero(~cut), 3), (np.flatnonzero(cut), 4)):
        if members.size:
            result[rows[members]] = _likeness(
                source[members, :channels], target[members, :channels], stretch[members], mild[members],
                score[members], where[members],
            )  # fmt: skip
    return result


def _comparable(first: Prints, second: Prints) -> Booleans:
    """Of the same shape, more or less, and with something to see on both."""
    there = (first.shapes > 0).all(axis=1) & (second.shapes > 0).all(axis=1)
    wide = [np.log(np.maximum(one.shapes, 1)) @ np.array([1, -1], np.float32) for one in (first, second)]
    found: Booleans = there & (np.abs(wide[0] - wide[1]) < np.log(_OTHER_SHAPE))
    return found & ~first.is_flat & ~second.is_flat


def _on_one_ground(first: Floats, second: Floats) -> tuple[Floats, Floats, Booleans]:
    """Pairs [P, 4, 32, 32] as they are compared, and which of them are of two cut-outs. Where one has alpha and the
    other has none, it is laid on the other's ground."""
    has_alpha = [one[:, 3].mean(axis=(1, 2)) < _WHOLE for one in (first, second)]
    first, second = (
        _laid_on(first, second, has_alpha[0] & ~has_alpha[1]),
        _laid_on(second, first, has_alpha[1] & ~has_alpha[0]),
    )
    return first, second, has_alpha[0] & has_alpha[1]


def _laid_on(pictures: Floats, others: Floats, which: Booleans) -> Floats:
    """`pictures`, those of `which` on the ground (what is commonest along the rim) of the `others`."""
    rows = np.flatnonzero(which)
    if not rows.size:
        return pictures
    alpha = pictures[rows, 3:]
    own = pictures[rows, :3].mean(axis=(2, 3), keepdims=True)  # lies under what is see-through, see `hashes`
    edge = rim(others[rows, :3].transpose(2, 3, 0, 1))
    ground = np.median(edge, axis=0)[..., None, None].astype(np.float32)
    changed = pictures.copy()
    changed[rows, :3] = np.clip(pictures[rows, :3] + (1 - alpha) * (ground - own), 0, 1)
    changed[rows, 3] = 1
    return changed


def _likeness(source: Floats, target: Floats, stretch: Floats, mild: Floats, score: Floats, where: Integers) -> Floats:
    """[P] of pictures [P, C, 32, 32] whose outlines fit by `score` [P, 2] at `where` [P, 2, 3]; `mild` [P]: how much
    of the usual a difference counts."""
    result = np.zeros(len(source), np.float32)
    small = halved(source), halved(target)
    likelier = score.argmax(axis=1)
    rows = np.arange(len(score))
    for flips in (likelier, 1 - likelier):  # a face is nearly its own mirror image: both ways are tried then
        wanted = (score[rows, flips] > _LEAST_COARSE) & (score[rows, flips] > score.max(axis=1) - _TIE)
        chosen = np.flatnonzero(wanted & (result < _SURE))
        if not chosen.size:
            continue
        flip = flips[chosen] == 1
        grows, at = _place(stretch[chosen], where[chosen, flips[chosen]])
        pair = _way_round(small[0][chosen], small[1][chosen], flip, grows)
        stay, at_small = aligned(*pair, at / _HALF, _QUICK, least=_WORTH_IT)
        if stay.size:
            chosen = chosen[stay]
            pair = _way_round(source[chosen], target[chosen], flip[stay], grows[stay])
            found = _fine(*pair, at_small * _HALF, mild[chosen])
            result[chosen] = np.maximum(result[chosen], found)
    return result


def _way_round(source: Floats, target: Floats, flip: Booleans, grows: Booleans) -> tuple[Floats, Floats]:
    """The pair with the second mirrored where it is to `flip`, and exchanged where the first `grows`."""
    target[flip] = target[flip, ..., ::-1]
    return exchanged(source, target, grows)


def _place(stretch: Floats, where: Integers) -> tuple[Booleans, Floats]:
    """Where the source would grow, so that the two are exchanged, and where the one lies that is reduced, as `laying`
    has it: [P, 4]."""
    scale = SCALES[where[:, 0]]
    step = np.float32(SIDE / (2 * LOW))
    down = (where[:, 1] - REACH).astype(np.float32) * step * scale
    right = (where[:, 2] - REACH).astype(np.float32) * step * scale
    grows = scale < 1
    down, right = np.where(grows, -down / scale, down), np.where(grows, -right / scale, right)
    scale, stretch = np.where(grows, 1 / scale, scale), np.where(grows, 1 / stretch, stretch)
    return grows, np.stack([scale, down, right, stretch], axis=1)


def _fine(source: Floats, target: Floats, at: Floats, mild: Floats) -> Floats:
    """How alike two pictures [P, C, 32, 32] are, 0 to 1, near the place where they were found to fit."""
    result = np.zeros(len(source), np.float32)
    source, target = smooth(source), smooth(target)
    rows, at = aligned(source, target, at, _CLOSE, least=_LEAST_EXPLAINED)
    if not rows.size:
        return result
    source, target = source[rows], target[rows]
    forth, clipped = way_of(source, target)
    moved, shared = laid(source, at)
    found = _closely(moved, target, shared, forth, clipped)
    nearby = np.where(clipped, 0.6, 0.25)  # where lights were lost, the place is not as sure
    resized = np.maximum(np.abs(at[:, 0] * at[:, 3] - 1), np.abs(at[:, 0] / at[:, 3] - 1))
    at_home = (resized < nearby / 12) & (np.abs(at[:, 1:3]).max(axis=1) < nearby)
    strictness = np.where(at_home, np.where(clipped, _LOST, _AT_HOME), _MOVED).astype(np.float32)
    found = 1 - mild[rows] * strictness * (1 - found)
    found[shared.mean(axis=(1, 2)) < _LEAST_SHARED] = 0
    result[rows] = np.clip(found, 0, 1)
    return result


# Window by window


def _closely(moved: Floats, target: Floats, shared: Floats, forth: Booleans, clipped: Booleans) -> Floats:
    """The likeness of pictures that lie on each other, by the map of colours that suits them best. `forth`, `clipped`:
    as `colour_way` has them. Where nothing can have been lost, both ways count."""
    found = _one_way(moved, target, shared, forth)
    both = in_like_colours(moved, target) & ~clipped
    rows = np.flatnonzero((found > _FAR) & (both | (found < _SURE)))
    if rows.size:
        back = _one_way(moved[rows], target[rows], shared[rows], ~forth[rows])
        found[rows] = np.where(both[rows], (found[rows] + back) / 2, np.maximum(found[rows], back))
    return found


def _one_way(moved: Floats, target: Floats, shared: Floats, way: Booleans) -> Floats:
    """The same by the maps of one way alone: the straight one, and where that leaves doubt the bent one too."""
    found = _by_one_map(moved, target, shared, way, bent=False)
    rows = np.flatnonzero((found < _SURE) & (found > _FAR))
    if rows.size:
        bent = _by_one_map(moved[rows], target[rows], shared[rows], way[rows], bent=True)
        found[rows] = np.maximum(found[rows], bent)
    return found


def _by_one_map(moved: Floats, target: Floats, shared: Floats, way: Booleans, *, bent: bool) -> Floats:
    moving, still, _ = in_one_palette(moved, target, shared, way, bent=bent)
    given = np.where(way[:, None, None, None], moved, target)
    fitted, kept = exchanged(moving, still, ~way)
    return _worst_window(kept, fitted, given, shared)


def _worst_window(target: Floats, fitted: Floats, given: Floats, shared: Floats) -> Floats:
    """The likeness of the place that is least alike, and of the 2 % that are: their mean, at most 1.

    `given`: what was mapped to `fitted`. Of cut-outs, colours count by themselves as well, by how much colours differ
    where both are opaque: beside an outline on nothing, whatever is drawn within differs little.
    """
    seen = _Windows.of(target, fitted, shared)
    unlike = _unlike(target, fitted, seen, _NOTHING)
    if target.shape[1] == 4:
        opaque = shared * (np.minimum(target[:, 3], fitted[:, 3]) > _OPAQUE)
        target, fitted = target[:, :3], fitted[:, :3]
        seen = _Windows.of(target, fitted, opaque)
        unlike = np.maximum(unlike, np.float32(_WITHIN) * _unlike(target, fitted, seen, _FAINT))
    unlike = np.maximum(unlike, _gone(given[:, :3], fitted[:, :3], seen)).reshape(len(target), -1)
    fiftieth = int(0.98 * unlike.shape[1])
    unlike.partition((fiftieth, unlike.shape[1] - 1), axis=1)
    return np.asarray(1 - (unlike[:, -1] + unlike[:, fiftieth]) / 2, np.float32)


@dataclass(frozen=True)
class _Windows:
    """What is to be seen in the window about each pixel of two pictures that lie on each other: [P, 32, 32]."""

    shared: Floats
    weight: Floats
    """How much of the window counts."""
    target: Floats
    fitted: Floats
    """The variance of either."""

    @classmethod
    def of(cls, target: Floats, fitted: Floats, shared: Floats) -> _Windows:
        weight = np.maximum(_sums(shared), 1e-6)
        return cls(shared, weight, _spread(target, shared, weight), _spread(fitted, shared, weight))


def _unlike(target: Floats, fitted: Floats, windows: _Windows, least: float) -> Floats:
    """[P, 32, 32]: what differs within the window about each pixel, as a share of what is to be seen there and usually;
    `least`: the variance that is there at least."""
    shared = windows.shared
    rest = _sums(np.square(target - fitted).sum(axis=1) * shared) / windows.weight
    seen = np.maximum(windows.target, windows.fitted)
    found: Floats = np.where(shared > 0, rest / (seen + _usual(seen, shared) + np.float32(least)), np.float32(0))
    return found.astype(np.float32)


def _gone(given: Floats, fitted: Floats, windows: _Windows) -> Floats:
    """[P, 32, 32]: how much of what was to be seen about each pixel is gone where colours were mapped, beyond what a
    map of colours that differ takes: a sign on a ball is not made a plain ball by recolouring."""
    may_go = np.where(is_grey(fitted), np.float32(_MAY_GO_OF_GREYS), np.float32(_MAY_GO))
    shared = windows.shared
    had = _spread(given, shared, windows.weight)
    clear = [one / (one + _usual(one, shared) + np.float32(_FAINT)) for one in (had, windows.fitted)]
    gone = (clear[0] - clear[1] - may_go[:, None, None]) * np.float32(_GONE)
    return np.where(shared > 0, gone.clip(0, 1), np.float32(0)).astype(np.float32)


def _usual(seen: Floats, shared: Floats) -> Floats:
    mean: Floats = (seen * shared).sum(axis=(1, 2)) / np.maximum(shared.sum(axis=(1, 2)), 1)
    return mean[:, None, None]


def _spread(pictures: Floats, shared: Floats, weight: Floats) -> Floats:
    """The variance within the window about each pixel, over all channels."""
    found = np.zeros_like(weight)
    for channel in range(pictures.shape[1]):
        values = pictures[:, channel] * shared
        found += np.maximum(_sums(values * pictures[:, channel]) / weight - np.square(_sums(values) / weight), 0)
    return found


def _sums(maps: Floats) -> Floats:
    """Sums over the window about each pixel of [P, 32, 32]."""
    result: Floats = _BAND @ maps @ _BAND
    return result
