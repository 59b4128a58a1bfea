"""Searching among the designs of many seeds: most different first, nearest to one or to a picture, likest in outline.

A search goes on in small pieces and tells what it has found so far: the first row long before all has been looked at.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gan_engine.curation.framing import resample
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.latent.directions import Direction
from gan_engine.latent.ordering import (
    Rows,
    farthest_first,
    largest_first,
    main_components,
    nearest_distances,
    nearest_first,
    overlap,
    rest_of,
    spread_out,
)
from gan_engine.latent.point import Mask, Point
from gan_engine.latent.sampling import Sampling
from gan_engine.latent.seed_features import SeedFeatures, features_of, shrunk, values_along
from gan_engine.latent.seeds import MAX_SEARCHED
from gan_engine.latent.session import Session
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.features import padded
from gan_engine.runs.run_names import model_title

FIRST_ROW = 6
"""Designs told of as soon as anything is known."""
MOST_DIFFERENT = 24
"""Designs that are chosen to differ as much as can be from all there are."""
_APART = 240
"""So many are put in the order of the farthest; to go on would take long and tell nothing more."""
_FIRST_LOOK = 64
"""Seeds looked at before the first row is told of; after that at every doubling."""


@dataclass(frozen=True)
class Found:
    """How far a search is."""

    seeds: tuple[int, ...]
    """In order, as far as is known; at the end all that were looked at."""
    looked: int
    """Seeds looked at."""
    of: int
    """In all."""

    @property
    def done(self) -> bool:
        """Whether all have been looked at."""
        return self.looked == self.of


class Ranking(Protocol):
    """Puts designs in order as they become known."""

    def grow(self, seen: SeedFeatures, start: int) -> None:
        """Designs from `start` on are known too."""

    def order(self, share: float) -> list[int]:
        """Indices in order as far as is known; `share` of all have been looked at, 1 at the end."""


class MostDifferent:
    """Farthest first. What was told of stays where it is: a row of the first few dozen, another halfway, the rest at
    the end, when the two dozen have been spread out among all."""

    def __init__(self) -> None:
        self._seen: SeedFeatures | None = None
        self._told: list[int] = []

    def grow(self, seen: SeedFeatures, start: int) -> None:
        self._seen = seen

    def order(self, share: float) -> list[int]:
        if self._seen is None:
            return []
        rows = main_components(self._seen.features)
        if share < 1:
            self._told = farthest_first(rows, FIRST_ROW if share < 0.5 else 2 * FIRST_ROW, self._told)
            return self._told
        different = farthest_first(rows, MOST_DIFFERENT, self._told)
        apart = farthest_first(rows, _APART, spread_out(rows, different, len(self._told)))
        return [*apart, *rest_of(rows, apart)]


class Nearest:
    """By the distance of features to those of a design or a picture."""

    def __init__(self, wanted: npt.NDArray[np.float32]) -> None:
        self._wanted = wanted
        self._seen: SeedFeatures | None = None

    def grow(self, seen: SeedFeatures, start: int) -> None:
        self._seen = seen

    def order(self, share: float) -> list[int]:
        return [] if self._seen is None else list(map(int, nearest_first(self._seen.features, self._wanted)))


class LikestOutline:
    """By the overlap of silhouettes with a painted one."""

    def __init__(self, mask: Mask) -> None:
        self._wanted = shrunk(mask.values)
        self._values: list[float] = []
        if not self._wanted.any():
            raise ConfigurationError("Nothing is painted.", field="mask", do="Paint the outline that you look for.")

    def grow(self, seen: SeedFeatures, start: int) -> None:
        self._values += overlap(seen.silhouettes(start), self._wanted).tolist()

    def order(self, share: float) -> list[int]:
        return list(map(int, largest_first(self._values)))


class MostOriginal:
    """By the distance to the nearest picture that the model learnt from, the farthest first."""

    def __init__(self, training: Rows) -> None:
        """`training`: their features [M,D]."""
        self._training = training.astype(np.float32)
        self._values: list[float] = []

    def grow(self, seen: SeedFeatures, start: int) -> None:
        self._values += nearest_distances(seen.features[start:], self._training).tolist()

    def order(self, share: float) -> list[int]:
        return list(map(int, largest_first(self._values)))


def nearest_to_point(session: Session, point: Point, backbone: Backbone) -> Nearest:
    """The ranking by likeness to a design. Raises as `Session.draw`."""
    return Nearest(features_of(session.pictures([point]), backbone)[0])


def nearest_to_picture(session: Session, path: Path, backbone: Backbone) -> Nearest:
    """The ranking by likeness to a picture file, seen no larger than designs are. Raises `PictureError`."""
    picture = padded(SourcePicture(path), session.size)
    if picture.shape[0] > session.size.height or picture.shape[1] > session.size.width:
        picture = resample(picture, session.size.width, session.size.height)
    return Nearest(features_of(picture[None], backbone)[0])


def search(seen: SeedFeatures, ranking: Ranking, count: int) -> Generator[Found | None, None, None]:
    """Look at `count` seeds in small pieces; None where there is nothing new to tell. What was looked at is kept,
    though the search be given up."""
    seen.limit(count)
    count = min(count, MAX_SEARCHED)
    known, told = 0, _FIRST_LOOK
    try:
        while True:
            if seen.count > known:
                ranking.grow(seen, known)
                known = seen.count
            if known >= count:
                break
            if known >= told:
                told = 2 * known
                yield _found(seen, ranking, known, count)
            seen.advance()
            yield None
    finally:
        seen.save()
    yield _found(seen, ranking, known, known)


def search_along(session: Session, sampling: Sampling, direction: Direction, first: int, count: int) -> Found:
    """The seeds in the order in which their designs lie along a direction, those farthest along it first.

    Nothing has to be drawn for it. Raises `SnapshotError` for a direction of another network.
    """
    count = min(count, MAX_SEARCHED)
    styles = direction.space == "w"
    width = session.w_dim if styles else session.z_dim
    if len(direction.vector) != width or (styles and not session.styled):
        raise SnapshotError(
            f"“{direction.name}” is a direction of another network than “{model_title(session.name)}”.",
            do="Open the model that it was found in.",
        )
    points = [sampling.point(seed, session.class_names) for seed in range(first, first + count)]
    values = values_along(session, points, direction.array, styles=styles, first=direction.first, last=direction.last)
    return Found(tuple(first + index for index in largest_first(values).tolist()), count, count)


def _found(seen: SeedFeatures, ranking: Ranking, known: int, count: int) -> Found:
    order = ranking.order(known / count)
    return Found(tuple(seen.first + index for index in order), known, count)
