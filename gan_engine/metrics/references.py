"""The reference features of a dataset, computed once and kept by its digest.

Pictures are looked at in an order that depends on the dataset alone, so that a longer reference begins with a shorter
one: what a training computed for its quick measure, a full evaluation goes on from. The files are safetensors with a
checksum inside; one that does not hold what it says is computed anew, and the folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import safetensors
import safetensors.numpy
import torch
from torch import Tensor

from gan_engine import atomic, door, user_folders
from gan_engine.curation.framing import resample
from gan_engine.dataset.reading import Dataset
from gan_engine.documents import parse_json
from gan_engine.errors import DiskError, OutsideError
from gan_engine.metrics.feature_network import Backbone
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent

log = logging.getLogger(__name__)

Part = Literal["training", "held-out"]

MOST = 20_000
"""Pictures of a set that are looked at: 100 MB of features. Of a larger set a fixed choice stands for the rest."""
FORMAT = 1
"""Raised when the same picture gets other features: another resizing, other weights."""

_FEATURES = "features"
_METADATA = "maquette"
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
        size: int | None = None,
        part: Part = "training",
        most: int = MOST,
        folder: Path | None = None,
    ) -> None:
        """`size`: the side at which the network is to see the pictures (the designs' own), None for the dataset's."""
        self._dataset = dataset
        self._backbone = backbone
        self._size = size or dataset.size
        self._part: Part = part
        self._of = dataset.count if part == "training" else dataset.held_out
        self._indices = order_of(dataset.digest, self._of)[: min(most, self._of)]
        self._file = (folder or cache_folder()) / f"{self._key()[:40]}.safetensors"
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
        pictures = [look_at(self._dataset, int(index), self._part, self._size) for index in indices]
        self._add(self._backbone(torch.from_numpy(np.stack(pictures))))
        return len(indices)

    def build(self, report: Report = silent) -> Reference:
        """All that is missing. What was done when `report` cancels is kept."""
        missing = self._indices[self.done :]
        try:
            for pictures in _read_ahead(self._dataset, missing, self._part, self._size, 4 * self._backbone.batch):
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
        """Keep what is new. A full disk is no reason to stop."""
        if self._filled == self._saved:
            return
        rows = self._rows[: self._filled]
        metadata = {**self._facts(), "sha256": _checksum(rows)}
        data = safetensors.numpy.save({_FEATURES: rows}, {_METADATA: json.dumps(metadata)})
        try:
            folder = door.make_folder(self._file.parent, root=self._file.parent)
            atomic.write_bytes(self._file, data, root=folder)
        except (DiskError, OSError) as error:
            log.warning("What was measured of the set could not be kept for the next time: %s", error)
            return
        self._saved = self._filled
        _tidy(self._file)

    def _add(self, features: Tensor) -> None:
        self._rows[self._filled : self._filled + len(features)] = features.float().cpu().numpy()
        self._filled += len(features)

    def _facts(self) -> dict[str, str | int]:
        return {
            "format": FORMAT,
            "dataset": self._dataset.digest,
            "part": self._part,
            "pictures": self._of,
            "size": self._size,
            "network": self._backbone.name,
            "device": self._backbone.device.type,
        }

    def _key(self) -> str:
        return hashlib.sha256(json.dumps(self._facts(), sort_keys=True).encode()).hexdigest()

    def _read(self) -> npt.NDArray[np.float32]:
        """What an earlier time kept, if it is whole and of this dataset and network."""
        nothing = np.zeros((0, self._backbone.dimensions), np.float32)
        try:
            if not self._file.is_file():
                return nothing
            with safetensors.safe_open(self._file, "numpy") as file:
                metadata = parse_json((file.metadata() or {})[_METADATA])
                rows: npt.NDArray[np.float32] = file.get_tensor(_FEATURES)
            checksum = metadata.pop("sha256")
            shape = rows.ndim == 2 and rows.shape[1] == self._backbone.dimensions and len(rows) <= self._of
            if metadata == self._facts() and shape and rows.dtype == np.float32 and checksum == _checksum(rows):
                return rows
            log.warning("%s is damaged; it is made anew.", self._file)
        except (OSError, safetensors.SafetensorError, ValueError, LookupError, TypeError, AttributeError) as error:
            log.warning("%s is damaged (%s); it is made anew.", self._file, error)
        return nothing


def _tidy(newest: Path) -> None:
    """Let the oldest go where the folder has become large; what is in use elsewhere is read already."""
    with contextlib.suppress(OSError, OutsideError):
        files = [(path.stat(), path) for path in newest.parent.glob("*.safetensors") if path != newest]
        total = newest.stat().st_size
        for facts, path in sorted(files, key=lambda file: -file[0].st_mtime_ns):
            total += facts.st_size
            if total > _MOST_BYTES:
                door.remove_file(path, root=newest.parent, missing_ok=True)


def look_at(dataset: Dataset, index: int, part: Part, size: int) -> npt.NDArray[np.uint8]:
    """One picture of a dataset as uint8 [3, size, size], made smaller or larger where its size is another."""
    picture = dataset.read(index) if part == "training" else dataset.read_held_out(index)
    if dataset.size != size:
        picture = np.ascontiguousarray(resample(picture.transpose(1, 2, 0), size, size).transpose(2, 0, 1))
    return picture


def _read_ahead(
    dataset: Dataset, indices: npt.NDArray[np.int64], part: Part, size: int, batch: int
) -> Iterator[npt.NDArray[np.uint8]]:
    """Batches of pictures in order, decoded while the network computes; memory is that of two batches."""

    def read(some: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        return np.stack([look_at(dataset, int(index), part, size) for index in some])

    parts = [indices[start : start + batch] for start in range(0, len(indices), batch)]
    with contextlib.closing(ordered_map(read, parts, threads=2, ahead=2, name="reference")) as batches:
        yield from batches


def _checksum(rows: npt.NDArray[np.float32]) -> str:
    return hashlib.sha256(np.ascontiguousarray(rows).tobytes()).hexdigest()
