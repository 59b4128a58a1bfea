"""Feature maps of a network for one picture, asked of the engine, made into images."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.dataset.reading import open_dataset
from gan_engine.pictures import read_rgb
from gan_engine.reporting import Report
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from studio.engine_words import error_words
from studio.words import sides_words, tr
from studio.workers.engine import Answer
from studio.workers.images import to_image
from studio.workers.training.comparison import dataset_of
from studio.workers.workbench import Workbench

LITE0 = "lite0"
MOST_MAPS = 96
"""Of a layer that are shown, the liveliest first."""
STRIP = 12
"""Pictures of the dataset to choose from at a time."""


@dataclass(frozen=True)
class Layer:
    """A layer that can be looked into."""

    name: str
    channels: int
    height: int
    width: int

    @property
    def words(self) -> str:
        """“64 maps of 32 × 32”."""
        return tr("{channels:,} maps of {size}", channels=self.channels, size=sides_words(self.width, self.height))


@dataclass(frozen=True)
class Maps:
    """What a layer sees: a grey image for each of its liveliest channels."""

    layer: str
    images: tuple[QImage, ...]
    channels: tuple[int, ...]
    """Which channel each is."""
    of: int


@dataclass(frozen=True)
class Sources:
    """What there is to choose from: snapshots with a discriminator, pictures of the dataset."""

    snapshots: tuple[Snapshot, ...]
    dataset: Path | None
    count: int


class FeatureMaps(QObject):
    """`sources(Sources)`, `strip(list of (index, QImage))`, `layers(list of Layer)`, `maps(Maps)`, `failed(words)`."""

    sources = Signal(object)
    strip = Signal(object)
    layers = Signal(object)
    maps = Signal(object)
    failed = Signal(str)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench

    def find_sources(self, run: Path) -> None:
        """Look at what the run has."""
        self._workbench.jobs.start(
            tr("Looking at the snapshots"), functools.partial(_sources, run), self.sources.emit, self._fail,
            key="train.maps.sources", quiet=True,
        )  # fmt: skip

    def read_strip(self, dataset: Path, first: int) -> None:
        """Read some pictures of the dataset."""
        self._workbench.jobs.start(
            tr("Reading pictures"), functools.partial(_strip, dataset, first), self.strip.emit, self._fail,
            key="train.maps.strip", quiet=True,
        )  # fmt: skip

    def look(self, network: str, picture: np.ndarray, layer: str) -> None:
        """Have the engine look at `picture` (uint8 [H, W, 3], or 4 with alpha): `layers` and `maps` follow. `layer` ""
        is the first."""
        asked: dict[str, Any] = {"network": network, "most": MOST_MAPS}
        if layer:
            asked["layer"] = layer
        self._workbench.engine.call(
            "feature_maps", asked, [np.ascontiguousarray(picture[None])], prepare=_prepare, done=self._take,
            failed=self._fail, key="train.maps.look",
        )  # fmt: skip

    def _take(self, found: tuple[list[Layer], Maps]) -> None:
        self.layers.emit(found[0])
        self.maps.emit(found[1])

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error_words(error))


def read_any(path: Path, report: Report) -> np.ndarray:
    """A picture that was dropped, uint8 [H, W, 3]. For worker threads."""
    return read_rgb(path)


def _sources(run: Path, report: Report) -> Sources:
    directory = RunDirectory(run)
    snapshots = tuple(
        shot for shot in reversed(directory.snapshots()) if (shot.path / "training.safetensors").is_file()
    )
    dataset = dataset_of(directory)
    count = 0
    if dataset is not None:
        with open_dataset(dataset) as opened:
            count = opened.count
    return Sources(snapshots, dataset, count)


def _strip(dataset: Path, first: int, report: Report) -> list[tuple[int, QImage]]:
    with open_dataset(dataset) as opened:
        places = range(first, min(opened.count, first + STRIP))
        return [(place, to_image(np.ascontiguousarray(opened.read(place).transpose(1, 2, 0)))) for place in places]


def _prepare(answer: Answer) -> tuple[list[Layer], Maps]:
    """On the engine's reading thread."""
    values: Mapping[str, Any] = answer.values
    layers = [
        Layer(str(each["name"]), int(each["channels"]), int(each["height"]), int(each["width"]))
        for each in values["layers"]
    ]
    images = tuple(to_image(np.repeat(each[..., None], 3, axis=2)) for each in answer.arrays[0])
    return layers, Maps(str(values["layer"]), images, tuple(values["channels"]), int(values["of"]))
