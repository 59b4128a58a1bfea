"""The reference features of a dataset, computed once and kept by its digest.

Pictures are looked at in an order that depends on the dataset alone, so that a longer reference begins with a shorter
one: what a training computed for its quick measure, a full evaluation goes on from. The files are safetensors with a
checksum inside; one that does not hold what it says is computed anew, and the folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine import user_folders
from gan_engine.curation.framing import resample
from gan_engine.dataset.reading import Dataset
from gan_engine.image_shape import NEUTRAL
from gan_engine.metrics.feature_files import FeatureFile
from gan_engine.metrics.feature_network import Backbone
from gan_engine.parallel import ordered_map
from gan_engine.pictures import flatten
from gan_engine.reporting import Report, silent

Part = Literal["training", "held-out"]
Grid = tuple[int, int]
"""Rows and columns of pixels."""

MOST = 20_000
"""Pictures of a set that are looked at: 100 MB of features. Of a larger set a fixed choice stands for the rest."""
FORMAT = 1
"""Raised when the same picture gets other features: another resizing, other weights."""

_FEATURES = "features"
_SAVED_EVERY = 1024  # pictures
_MOST_BYTES = 2**30  # of all references together


@dataclass(frozen=True)
class Reference:
    """Features of a part of a dataset."""

    features: Tensor
    """float32 [N, D], on the CPU."""
    indices: npt.NDArray[np.int64]
    """[N], which picture of the part each row is."""
    part: Part
    of: int
    """Pictures that the part has in all."""

    def only(self, kept: npt.NDArray[np.bool_]) -> Reference:
        """Of the pictures alone that `kept` [pictures of the part] says."""
        rows = kept[self.indices]
        return Reference(self.features[torch.from_numpy(rows)], self.indices[rows], self.part, int(kept.sum()))


def cache_folder() -> Path:
    """Where references are kept."""
    return user_folders.cache_folder() / "references"


def order_of(digest: str, count: int) -> npt.NDArray[np.int64]:
    """The order in which a dataset's pictures are looked at: mixed, and the same everywhere."""
    seed = int.from_bytes(hashlib.sha256(f"references {digest}".encode()).digest()[:4], "little")
    return np.random.RandomState(seed).permutation(count).astype(np.int64)


class ReferenceBuilder:
    """Builds a reference piece by piece, for those who have to pause in between; `build` does it at one go."""

    def __init__(
        self,
        dataset: Dataset,
        backbone: Backbone,
        *,
        grid: Grid | None = None,
        part: Part = "training",
        most: int = MOST,
        folder: Path | None = None,
    ) -> None:
        """`grid`: at which the network is to see the pictures (the designs' own), None for the dataset's."""
        self._dataset = dataset
        self._backbone = backbone
        self._grid = grid or dataset.size.rows_columns
        self._part: Part = part
        self._of = dataset.count if part == "training" else dataset.held_out
        self._indices = order_of(dataset.digest, self._of)[: min(most, self._of)]
        self._file = FeatureFile(folder or cache_folder(), self._facts(), _MOST_BYTES)
        kept = self._read()
        self._rows = np.zeros((max(len(kept), self.wanted), backbone.dimensions), np.float32)
        self._rows[: len(kept)] = kept
        self._filled = self._saved = len(kept)

    @property
    def wanted(self) -> int:
        return len(self._indices)

    @property
    def done(self) -> int:
        return min(self._filled, self.wanted)

    def advance(self, count: int) -> int:
        """Look at up to so many more pictures; returns how many there were. Raises `DatasetError`."""
        indices = self._indices[self.done : self.done + count]
        if not len(indices):
            return 0
        pictures = [look_at(self._dataset, int(index), self._part, self._grid) for index in indices]
        self._add(self._backbone(torch.from_numpy(np.stack(pictures))))
        return len(indices)

    def build(self, report: Report = silent) -> Reference:
        """All that is missing. What was done when `report` cancels is kept."""
        missing = self._indices[self.done :]
        try:
            for pictures in _read_ahead(self._dataset, missing, self._part, self._grid, 4 * self._backbone.batch):
                report(self.done, self.wanted, "pictures of the set")
                self._add(self._backbone(torch.from_numpy(pictures)))
                if self._filled - self._saved >= _SAVED_EVERY:
                    self.save()
        finally:
            self.save()
        report(self.wanted, self.wanted, "pictures of the set")
        return self.reference()

    def reference(self) -> Reference:
        """What there is so far."""
        rows = torch.from_numpy(self._rows[: self.done])
        return Reference(rows, self._indices[: len(rows)], self._part, self._of)

    def save(self) -> None:
        """Keep what is new."""
        if self._filled > self._saved and self._file.write({_FEATURES: self._rows[: self._filled]}):
            self._saved = self._filled

    def _add(self, features: Tensor) -> None:
        self._rows[self._filled : self._filled + len(features)] = features.float().cpu().numpy()
        self._filled += len(features)

    def _facts(self) -> dict[str, str | int]:
        return {
            "format": FORMAT,
            "dataset": self._dataset.digest,
            "part": self._part,
            "pictures": self._of,
            "size": grid_words(self._grid),
            "network": self._backbone.name,
            "device": self._backbone.device.type,
        }

    def _read(self) -> npt.NDArray[np.float32]:
        """What an earlier time kept, if it is whole and of this dataset and network."""
        rows = (self._file.read() or {}).get(_FEATURES)
        dimensions = self._backbone.dimensions
        if rows is None or rows.dtype != np.float32 or rows.shape[1:] != (dimensions,) or len(rows) > self._of:
            return np.zeros((0, dimensions), np.float32)
        return rows


def grid_words(grid: Grid) -> int | str:
    """In a file's facts: the side of a square, else width x height."""
    return grid[0] if grid[0] == grid[1] else f"{grid[1]}x{grid[0]}"


def look_at(dataset: Dataset, index: int, part: Part, grid: Grid) -> npt.NDArray[np.uint8]:
    """One picture of a dataset as uint8 [3, rows, columns], made smaller or larger where it has others; what has alpha
    on mid-grey."""
    picture = dataset.read(index) if part == "training" else dataset.read_held_out(index)
    if picture.shape == (3, *grid):
        return picture
    rows, columns = grid
    seen = flatten(resample(np.ascontiguousarray(picture.transpose(1, 2, 0)), columns, rows), NEUTRAL)
    return np.ascontiguousarray(seen.transpose(2, 0, 1))


def _read_ahead(
    dataset: Dataset, indices: npt.NDArray[np.int64], part: Part, grid: Grid, batch: int
) -> Iterator[npt.NDArray[np.uint8]]:
    """Batches of pictures in order, decoded while the network computes; memory is that of two batches."""

    def read(some: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        return np.stack([look_at(dataset, int(index), part, grid) for index in some])

    parts = [indices[start : start + batch] for start in range(0, len(indices), batch)]
    with contextlib.closing(ordered_map(read, parts, threads=2, ahead=2, name="reference")) as batches:
        yield from batches
