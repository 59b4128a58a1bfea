"""Samples of runs as pictures within a page: the last sheet, and the same latents through time, within a size."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan_engine import door
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import encode_webp, read_rgb
from gan_engine.run_report.markup import Html, element
from gan_engine.runs.events import SampleSaved
from gan_engine.runs.run_directory import RunDirectory

MOMENTS = 8
"""Of a run, from its first samples to its last."""
LATENTS = 5
"""Designs that are followed through time."""

_QUALITIES = (88, 78, 66, 52, 40)
_SMALLEST = 24  # px of a design, below which it is not made smaller
_SHARP = 64  # px of a design up to which its pixels are shown as such
_MOST_DESIGNS = 10_000


@dataclass(frozen=True)
class Sheet:
    """The samples of a moment, uint8 [N, H, W, 3], in the order of the sheet."""

    kimg: float
    columns: int
    designs: np.ndarray


def moments(samples: Sequence[SampleSaved], best: float | None, most: int = MOMENTS) -> list[SampleSaved]:
    """At most `most` of them: the first, the last, the one nearest to `best` (kimg), and others so that the steps
    between are alike on a scale that is finer early on, where much happens."""
    if len(samples) <= most:
        return list(samples)
    kimg = np.array([event.kimg for event in samples])
    way = np.log2(1 + kimg / max(float(kimg[-1]) / 64, 1e-9))
    chosen = [0, len(samples) - 1]
    if best is not None:
        chosen.append(int(np.argmin(np.abs(kimg - best))))
    while len(set(chosen)) < most:  # one more where it is farthest from those that are shown
        chosen.append(int(np.argmax(np.abs(way[:, None] - way[chosen]).min(axis=1))))
    return [samples[index] for index in sorted(set(chosen))]


def read_sheet(run: RunDirectory, event: SampleSaved) -> Sheet | None:
    """The samples that `event` tells of; None where they have gone, are damaged, or are no sheet of such a form."""
    columns, rows = event.columns, event.rows
    path = run.samples_folder / event.file.replace("\\", "/").rpartition("/")[2]
    if type(columns) is not int or type(rows) is not int or door.is_link(path):
        return None
    if columns < 1 or not 0 < columns * rows <= _MOST_DESIGNS:
        return None
    try:
        picture = read_rgb(path)
    except (EngineError, OSError, ValueError):
        return None
    height, width = picture.shape[0] // rows, picture.shape[1] // columns
    if not height or not width:
        return None
    cells = picture[: rows * height, : columns * width].reshape(rows, height, columns, width, 3).swapaxes(1, 2)
    return Sheet(float(event.kimg), columns, cells.reshape(rows * columns, height, width, 3))


def followed(sheet: Sheet, count: int = LATENTS) -> np.ndarray:
    """Some of a sheet's designs, spread over its columns and rows, one beneath the other, uint8 [N H, W, 3]."""
    rows = len(sheet.designs) // sheet.columns
    across = np.linspace(0, sheet.columns - 1, min(count, len(sheet.designs))).round().astype(int)
    chosen = [index % rows * sheet.columns + column for index, column in enumerate(across)]  # columns may be classes
    return np.ascontiguousarray(sheet.designs[chosen].reshape(-1, *sheet.designs.shape[2:]))


def whole(sheet: Sheet, columns: int) -> np.ndarray:
    """All of its designs, so many in a row as fit."""
    height, width = sheet.designs.shape[1:3]
    columns = min(columns, len(sheet.designs))
    rows = len(sheet.designs) // columns
    cells = sheet.designs[: rows * columns].reshape(rows, columns, height, width, 3).swapaxes(1, 2)
    return np.ascontiguousarray(cells.reshape(rows * height, columns * width, 3))


def embedded(picture: Picture, alt: str, *, design: int, most_bytes: int) -> tuple[Html, int]:
    """`picture` in a page, and its bytes there: as good as `most_bytes` allow, then smaller. `design`: px of one."""
    data = b""
    while True:
        for quality in _QUALITIES:
            data = encode_webp(picture, quality)
            if len(data) * 4 // 3 <= most_bytes:
                break
        else:
            if design // 2 >= _SMALLEST and min(picture.shape[:2]) >= 2:
                picture, design = _halved(picture), design // 2
                continue
        break
    source = "data:image/webp;base64," + base64.b64encode(data).decode()
    sharp = "sharp" if design <= _SHARP else None
    height, width = picture.shape[:2]
    return element("img", src=source, alt=alt, width=width, height=height, class_=sharp), len(source)


def _halved(picture: Picture) -> Picture:
    height, width = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    parts = picture[:height, :width].reshape(height // 2, 2, width // 2, 2, 3).astype(np.float32)
    return np.ascontiguousarray((parts.mean(axis=(1, 3)) + 0.5).astype(np.uint8))
