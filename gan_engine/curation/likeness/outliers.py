"""Strangers in a set: pictures unlike the rest, alone or in groups of up to a tenth of it.

A stranger stands far from most of the set, in what is shown and in how it is drawn. How far is told by the distance to
so many neighbours as no group of strangers has: ten pictures from elsewhere are near to each other, and what takes a
sixth of a set is a part of it. As a group grows, its distance fades; there is no size at which it is lost at once.

Whoever is strange for the same reason is strange together. How far a picture stands is therefore also foretold from
the others, by a ridge regression on their features that has not seen it (cross-validated leaving one out, in closed
form: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2009, eq. 7.64): a kind of its own that
stands clear of the set confirms itself, an odd one out of the set's own kind is confirmed by nobody.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine import processor
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.spaces import CONTENT, DRAWN, principal
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]

# By hand, held to the aims of benchmarks/outliers.py on the kinds of art that are named there as tuned on. None is
# delicate: half as much again of any moves the mean area under the ROC curve by less than 0.01.
_SHARES = (0.12, 0.16, 0.2)
"""Of the set: so many neighbours a picture's distance is measured to, in the mean of the logarithms."""
_REFERENCES = 1500
"""Pictures, evenly chosen, that distances are measured to: more make the shares no surer."""
_STYLE = 0.65
"""How much the spread of styles is to count beside that of contents, as one layer tells them."""
_LOUD = 8.0
"""Features are taken as log(1 + 8 f): what fires strongly for single pictures is tempered."""
_DIMENSIONS = 192  # principal components: beyond, there is little but noise
_NEAR, _NEIGHBOURLY, _NEAR_DIMENSIONS = 5, 0.5, 64
"""So many nearest pictures speak for a picture too, with this weight; as many components tell who they are."""
_STRANGE = (1.0, 2.5)
"""Distance at which a picture begins to be a stranger for the others to be compared with, and is one wholly."""
_RIDGE = 0.3
_SHARED, _MOST_SHARED = 1.5, (-2.0, 8.0)
"""What the others foretell, against the distance itself, and within which bounds."""
_LINE = 2.8
"""Beyond it come some three in a hundred of a set of a single kind, fewer where there are strangers."""
_BLOCK, _AHEAD = 512, 4  # pictures whose distances are sorted at once; blocks under way
FEWEST = 8
"""Pictures below which there is nothing to be unlike of."""


@dataclass(frozen=True)
class Outliers:
    """How unlike the rest each picture is, and from where on it is worth a look."""

    scores: Floats
    """[N]; the usual picture has 0, five of six have less than 1."""
    threshold: float

    @property
    def flagged(self) -> npt.NDArray[np.int64]:
        """Those beyond the threshold, the strangest first."""
        order = np.argsort(-self.scores, kind="stable")
        return order[self.scores[order] > self.threshold]


def find_strangers(features: npt.ArrayLike, report: Report = silent) -> Outliers:
    """Scores and threshold of [N, D] features, as `Backbone.described` gives them or without style.

    20,000 take some 3 s and 0.3 GB more than they are. Raises what `report` raises.
    """
    return Outliers(outlier_scores(features, report), _LINE)


def outlier_scores(features: npt.ArrayLike, report: Report = silent) -> Floats:
    """How unlike the rest each of [N, D] is, float32 [N]: 0 is usual."""
    given = np.asarray(features, dtype=np.float32)
    if len(given) < FEWEST:
        return np.zeros(len(given), np.float32)
    report(0, 3, "comparing")
    points = _points(given)
    far = _far(points)
    report(1, 3, "comparing")
    near = nearest(points[:, :_NEAR_DIMENSIONS], _NEAR, report).indices
    apart = _usual(far + _NEIGHBOURLY * far[near].mean(axis=1))
    report(2, 3, "looking for kinds of their own")
    low, high = _STRANGE
    foretold = _usual(_foretold(points, np.clip((apart - low) / (high - low), 0, 1)))
    report(3, 3)
    return _usual(apart + _SHARED * np.clip(foretold, *_MOST_SHARED)).astype(np.float32)


def _points(features: Floats) -> Floats:
    """[N, d], in which distances are of content and of styles, each block of a spread of its own."""
    shown, *styles = np.split(features, np.cumsum((CONTENT, *DRAWN))[:-1], axis=1)
    blocks = [_spread(np.log1p(_LOUD * shown) if shown.min() >= 0 else shown, 1.0)]
    for drawn in styles:
        if not drawn.shape[1]:
            continue
        drawn = drawn - drawn.mean(axis=0)
        drawn /= np.maximum(drawn.std(axis=0), 1e-3 * max(float(np.abs(drawn).max()), 1e-6))
        blocks.append(_spread(np.sign(drawn) * np.log1p(np.abs(drawn)), _STYLE))
    return principal(np.concatenate(blocks, axis=1), _DIMENSIONS)


def _spread(block: Floats, wanted: float) -> Floats:
    """Brought to this standard deviation, over all columns together."""
    own = float(np.sqrt(np.square(block - block.mean(axis=0)).sum(axis=1).mean()))
    return np.asarray(block * np.float32(wanted / own) if own > 1e-9 else block, dtype=np.float32)


def _far(points: Floats) -> npt.NDArray[np.float64]:
    """[N], the logarithm of the distance to `_SHARES` of the set."""
    count = len(points)
    others = np.unique(np.linspace(0, count - 1, min(count, _REFERENCES)).astype(np.int64))
    references = points[others]
    squares = np.einsum("nd,nd->n", references, references)
    places = np.unique([min(len(others) - 1, max(1, round(share * len(others)))) for share in _SHARES])
    found = np.zeros((count, len(places)))

    def look(start: int) -> None:  # a picture that is a reference has itself as its nearest: places begin at 1
        part = points[start : start + _BLOCK]
        apart = part @ (-2 * references.T)
        apart += squares + np.einsum("nd,nd->n", part, part)[:, None]
        apart.partition(places, axis=1)
        found[start : start + _BLOCK] = apart[:, places]

    with contextlib.closing(ordered_map(look, range(0, count, _BLOCK), processor.cores(), _AHEAD, "far")) as parts:
        for _ in parts:
            pass
    apart = np.sqrt(np.maximum(found, 0))
    least = max(1e-3 * float(np.median(apart)), 1e-9)  # copies of one picture are no nearer for being exact
    return np.asarray(np.log(np.maximum(apart, least)).mean(axis=1), dtype=np.float64)


def _foretold(points: Floats, strange: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """[N], what all others say of each: predictions of `strange` [N] leaving that picture out."""
    inputs = points / np.float32(np.sqrt(max(float(np.square(points).sum(axis=1).mean()), 1e-12)))
    target = (strange - strange.mean()).astype(np.float64)
    gram = (inputs.T @ inputs).astype(np.float64)
    inverse = np.linalg.inv(gram + _RIDGE * np.eye(len(gram)))
    projected = inputs @ inverse.astype(np.float32)
    leverage = np.minimum(np.einsum("nd,nd->n", projected, inputs), 0.999)
    fitted = projected @ (inputs.T @ target.astype(np.float32))
    return np.asarray((fitted - leverage * target) / (1 - leverage), dtype=np.float64)


def _usual(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Brought to median 0 and, at five sixths, 1."""
    middle, upper = np.quantile(values, (0.5, 0.84))
    spread = float(upper - middle)
    if spread <= 1e-9:  # most are alike: whoever differs does so by what there is of differences
        spread = float(np.abs(values - middle).max()) or 1.0
    return np.asarray((values - middle) / spread, dtype=np.float64)
