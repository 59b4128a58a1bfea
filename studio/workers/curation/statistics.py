"""Statistics of a set for the Statistics page. For worker threads."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.image_shape import ImageShape
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report
from studio.workers.images import to_image

if TYPE_CHECKING:
    from gan_engine.curation.statistics import Palette, Shade
    from studio.project.pictures.facts import Picture
    from studio.project.project import Project

SIZE = 192
"""Of a square as large as the six pictures are worked out at, px."""
SHADES = 12

_THREADS = 2
_AHEAD = 8


@dataclass(frozen=True)
class SetStatistics:
    """`images` by the names of `gan_engine.curation.statistics.STATISTICS`; empty where no picture could be read."""

    asked: int
    count: int
    """Of these, so many could be read."""
    images: Mapping[str, QImage]
    sizes: np.ndarray
    """int [N, 2]: width and height of the pictures as they are."""
    shades: Sequence[Shade]


def read_statistics(
    project: Project, ids: Sequence[int], size: ImageShape, fit: str, background: str, report: Report
) -> SetStatistics:
    """Look at these pictures, framed as they will be baked, in the ratio of `size`. Raises what `report` raises; memory
    does not grow."""
    from gan_engine.curation.statistics import STATISTICS, Palette, statistics

    pictures = [picture for picture in project.catalogue.pictures(ids) if picture.thumbnail_key and not picture.missing]
    sizes = np.array([picture.shown_size for picture in pictures], np.int64).reshape(-1, 2)
    background_rgb = None if background == "keep" else tuple(bytes.fromhex(background[1:]))
    palette, shown = Palette(), size.about(SIZE)
    if not pictures:
        return SetStatistics(len(ids), 0, {}, sizes, [])
    with contextlib.closing(_Reader(pictures, shown, fit, background_rgb, palette)) as reader:
        try:
            found = statistics(reader.read, len(pictures), shown, report)
        except ValueError:
            return SetStatistics(len(ids), 0, {}, sizes, [])
    images = {name: to_image(found.picture(name)) for name in STATISTICS}
    return SetStatistics(len(ids), found.count, images, sizes, palette.shades(SHADES))


class _Reader:
    """Reads a few pictures ahead; each is added to the colours once, however often it is read."""

    def __init__(
        self, pictures: Sequence[Picture], size: ImageShape, fit: str, background_rgb: Any, palette: Palette
    ) -> None:
        self._pictures, self._size, self._fit, self._background_rgb = pictures, size, fit, background_rgb
        self._palette = palette
        self._framed_ahead = self._from(0)
        self._next = 0
        self._coloured = 0

    def read(self, index: int) -> np.ndarray | None:
        """Picture `index`, framed; they are asked for in order, several times over."""
        if index != self._next:
            self.close()
            self._framed_ahead = self._from(index)
        pixels = next(self._framed_ahead)
        self._next = index + 1
        if pixels is not None and index == self._coloured:
            self._palette.add(pixels)
        self._coloured = max(self._coloured, index + 1)
        return pixels

    def close(self) -> None:
        """Give up what is read ahead."""
        self._framed_ahead.close()

    def _from(self, index: int) -> Generator[np.ndarray | None]:
        return ordered_map(self._framed, self._pictures[index:], _THREADS, _AHEAD, "statistics")

    def _framed(self, picture: Picture) -> np.ndarray | None:
        from gan_engine.curation.framing import frame
        from studio.project.pictures.edited_picture import edited_picture

        try:
            pixels = edited_picture(picture.path, picture.original.steps, 2 * self._size.longer)
            return frame(pixels, self._size, self._fit, self._background_rgb)
        except (EngineError, MemoryError):
            return None
