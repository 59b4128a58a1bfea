"""Designs of a snapshot: by their seeds, as the engine is asked for them, and the first one that its training drew."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gan_engine.errors import PictureError, RunError
from gan_engine.image_shape import ImageShape
from gan_engine.pictures import read_picture
from gan_engine.runs.run_directory import RunDirectory, kimg_of
from studio.workers.engine import Answer
from studio.workers.images import to_image
from studio.workers.thumbnails import ThumbnailLoader

EDGE = 96
"""Longest side of a small picture, px."""


def asked_designs(snapshot: Path, document: Mapping[str, Any], seeds: Sequence[int]) -> dict[str, Any]:
    """What `generate` is asked. Where the run learnt classes (`document`: its run.json), seeds take turns in them."""
    asked: dict[str, Any] = {"model": str(snapshot), "seeds": list(seeds)}
    configuration, dataset = document.get("configuration"), document.get("dataset")
    names = dataset.get("class_names") if isinstance(dataset, Mapping) else None
    if isinstance(configuration, Mapping) and configuration.get("use_classes") and isinstance(names, list) and names:
        asked["class_name"] = [str(names[seed % len(names)]) for seed in seeds]
    return asked


def images_of(answer: Answer) -> tuple[QImage, ...]:
    """Those of a part of the answer; on the engine's reading thread."""
    return tuple(to_image(picture) for picture in answer.arrays[0]) if answer.arrays else ()


def picture_key(snapshot: Path) -> tuple[str, Path]:
    """What its small picture is called by `ThumbnailLoader.arrived`."""
    return "snapshot", snapshot


def small_picture(thumbnails: ThumbnailLoader, snapshot: Path) -> QImage | None:
    """The small picture of the snapshot in a folder, if it is at hand; else it is read on a thread, and arrives."""
    return thumbnails.picture(picture_key(snapshot), EDGE, functools.partial(sampled_design, snapshot))


def sampled_design(snapshot: Path) -> QImage | None:
    """The first design of the last sample up to a snapshot, longest side `EDGE` at most; None where there is none, or
    what lies there cannot be read. For worker threads."""
    run, kimg = RunDirectory(snapshot.parent.parent), kimg_of(snapshot.name)
    samples = [sample for sample in run.samples() if kimg is not None and sample.kimg <= kimg]
    if not samples:
        return None
    try:
        size = ImageShape.parse(run.read_run()["configuration"]["size"])
        pixels = read_picture(samples[-1].path)
    except (PictureError, RunError, OSError, KeyError, TypeError, ValueError):
        return None
    return within_edge(to_image(pixels[: size.height, : size.width]))


def within_edge(image: QImage) -> QImage:
    """It, longest side `EDGE` at most."""
    if max(image.width(), image.height()) <= EDGE:
        return image
    return image.scaled(EDGE, EDGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
