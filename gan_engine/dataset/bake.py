"""Baking: from pictures as the artist has them to the squares a network learns from. Torch-free.

Each picture is decoded, freed of its background, cut into its parts and framed (as asked), several at a
time on threads; the results are written in the order given, so that the same pictures and options make
the same dataset to the last byte. Pictures that cannot be used are named with their reason and skipped.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine import pictures
from gan_engine.curation.background import remove_background
from gan_engine.curation.checks import FINDING_KINDS
from gan_engine.curation.framing import frame
from gan_engine.curation.splitting import parse_split, split
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.writing import DatasetWriter, check_place, writing_dataset
from gan_engine.errors import DatasetError, PictureError
from gan_engine.picture_sources import Skipped, natural_key
from gan_engine.reporting import Report, silent

_MOST_THREADS = 16
_AHEAD = 4  # pictures under way or waiting to be written, for each thread
_MEMORY = 768 * 2**20  # bytes of decoded pictures under way, over all threads
_BYTES_DECODED, _BYTES_KEPT, _BYTES_CUT = 8, 8, 100  # a pixel: as decoded; at the size read; while its ground is found
_COMPRESS = 4  # of PNG: half as fast again as the usual 6, files 1 to 6 % larger
_SMALLEST_CUT, _LARGEST_CUT = 640, 2048  # longest side, in pixels, that a ground is found at, where it is reduced
_LARGE_SIDE = 4096  # pictures of more pixels than this squared are reduced while they are read


@dataclass(frozen=True)
class BakeItem:
    """One picture to bake."""

    path: Path
    source_name: str
    """How the dataset and messages call it: no path of this machine, so that the dataset is the same on another."""
    digest: str | None = None
    """sha256 of the file where it is known already; None to have it computed."""
    label: str | None = None
    """The name of its class, used with `labels="folders"`."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class BakeSummary:
    """What was baked, and what was not."""

    path: Path
    digest: str
    """As `Dataset.digest`."""
    count: int
    skipped: list[Skipped]
    classes: list[str]
    seconds: float


_Parts = list[tuple[bytes, dict[str, Any]]]  # of one picture: each as PNG, with how it came to be


def process(path: Path, options: BakeOptions) -> list[np.ndarray]:
    """What the dataset will hold of this picture: uint8 [size, size, 3] for each part. Raises `PictureError`."""
    return _process(path, pictures.probe(path), options)


def bake(
    items: Sequence[BakeItem],
    out: Path,
    options: BakeOptions,
    report: Report = silent,
    threads: int | None = None,
    *,
    replace: bool = False,
) -> BakeSummary:
    """Bake `items`, in their order, into a ZIP (if `out` ends in .zip) or a folder.

    Memory does not grow with the number or size of pictures. When cancelled, or when the disk is full, nothing
    is left. `replace` allows a dataset baked earlier to be replaced. Raises `DatasetError`, `DiskError`,
    `ModelError` (background removal) and what `report` raises.
    """
    started = time.monotonic()
    check_place(out, replace=replace)
    skipped: list[Skipped] = []
    used: set[str] = set()
    with (
        contextlib.closing(_baked(items, options, threads or _usual_threads())) as results,
        writing_dataset(out) as writer,
    ):
        for done, (item, result) in enumerate(results, 1):
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                label = item.label if options.labels else None
                used.update({label} if label else ())
                for png, source in result:
                    writer.add(png, source, label)
            report(done, len(items), item.source_name)
        classes = sorted(used, key=natural_key)
        digest = _finish(writer, classes, options, skipped)
        count = writer.count
    return BakeSummary(out, digest, count, skipped, classes, time.monotonic() - started)


def _finish(writer: DatasetWriter, classes: list[str], options: BakeOptions, skipped: list[Skipped]) -> str:
    if not writer.count:
        reasons = f" The first: “{skipped[0].name}”: {skipped[0].why}" if skipped else ""
        raise DatasetError(
            f"None of the pictures can be used.{reasons}",
            kept="No dataset was written.",
            do="Check the folder (gan-engine check says what is wrong with each).",
        )
    head = {
        "made_by": f"maquette {version('maquette')}",
        "options": options.model_dump(mode="json"),
        "skipped": [{"source": one.name, "kind": one.kind} for one in skipped],
    }
    return writer.finish(classes, head)


def _usual_threads() -> int:
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST_THREADS, allowed)


def _baked(
    items: Sequence[BakeItem], options: BakeOptions, threads: int
) -> Generator[tuple[BakeItem, _Parts | Skipped]]:
    """Each item with what became of it, in order; at most `_AHEAD` a thread are under way or waiting."""
    memory = _Memory(_MEMORY)
    waiting: deque[tuple[BakeItem, Future[_Parts | Skipped]]] = deque()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="bake")
    try:
        for item in items:
            waiting.append((item, pool.submit(_bake_one, item, options, memory)))
            if len(waiting) >= _AHEAD * threads:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _bake_one(item: BakeItem, options: BakeOptions, memory: _Memory) -> _Parts | Skipped:
    try:
        facts = pictures.probe(item.path)
        _check_wanted(item, facts, options)
        with memory.room(_memory_needed(facts, options)):
            squares = _process(item.path, facts, options)
        digest = item.digest or pictures.digest(item.path)
    except PictureError as error:
        return Skipped(item.source_name, error.kind, error.why)
    except MemoryError:
        return Skipped(item.source_name, "too-large", "There is not enough memory to open it.")
    parts: _Parts = []
    for part, square in enumerate(squares):
        source: dict[str, Any] = {"source": item.source_name, "digest": digest}
        source["region"] = _region(facts, options, part)
        if options.labels:
            source["class"] = item.label
        if item.tags:
            source["tags"] = list(item.tags)
        parts.append((pictures.encode_png(square, compress=_COMPRESS), source))
    return parts


def _check_wanted(item: BakeItem, facts: pictures.PictureFacts, options: BakeOptions) -> None:
    if options.labels and not item.label:
        raise PictureError("no-class", "It lies in no sub-folder, so it has no class.")
    if "too-small" in options.exclude and min(facts.width, facts.height) < options.size:
        why = f"It has {facts.width} x {facts.height} pixels, fewer than {options.size} on its shorter side."
        raise PictureError("too-small", why)
    if "animated" in options.exclude and facts.frames > 1:
        raise PictureError("animated", FINDING_KINDS["animated"])


def _process(path: Path, facts: pictures.PictureFacts, options: BakeOptions) -> list[np.ndarray]:
    picture = pictures.read_picture(path, longest=_longest(facts, options))
    if options.remove_background:
        picture = remove_background(picture, options.remove_background)
    return [frame(part, options.size, options.fit, options.ground) for part in split(picture, options.split)]


def _longest(facts: pictures.PictureFacts, options: BakeOptions) -> int | None:
    """The longest side to read a picture at; None: as it is.

    A JPEG can leave out what is not needed, at a fraction of the time. Others are read whole, for pixel art must not
    be blurred before it is known; but not where that would take memory without measure.
    """
    rows, columns = parse_split(options.split)
    height, width = facts.height / rows, facts.width / columns
    side = min(height, width) if options.fit == "crop" else max(height, width)
    scale = options.size / side
    if rows * columns > 1 or options.fit == "crop" or options.remove_background:
        scale *= 2  # edges of parts and crops, and outlines, fall between pixels: framing gives them their exact place
    longest = round(max(facts.width, facts.height) * scale)
    if options.remove_background:
        return max(longest, _LARGEST_CUT if facts.format != "JPEG" else _SMALLEST_CUT)
    if facts.format == "JPEG":
        return longest
    return max(2 * longest, _LARGE_SIDE) if facts.width * facts.height > _LARGE_SIDE**2 else None


def _memory_needed(facts: pictures.PictureFacts, options: BakeOptions) -> int:
    """Bytes, at most, that a picture takes on its way (an estimate on the safe side)."""
    longest = _longest(facts, options) or max(facts.width, facts.height)
    factor = 1
    if facts.format == "JPEG":
        while factor < 8 and max(facts.width, facts.height) >= 4 * longest * factor:
            factor *= 2
    pixels = facts.width * facts.height
    kept = pixels * min(1.0, longest / max(facts.width, facts.height)) ** 2
    each = _BYTES_KEPT + (_BYTES_CUT if options.remove_background else 0)
    return int(pixels // factor**2 * _BYTES_DECODED + kept * each)


def _region(facts: pictures.PictureFacts, options: BakeOptions, part: int) -> list[int]:
    """Left, top, width and height of what part `part` shows, in pixels of the upright source."""
    rows, columns = parse_split(options.split)
    row, column = divmod(part, columns)
    left, right = (facts.width * edge // columns for edge in (column, column + 1))
    top, bottom = (facts.height * edge // rows for edge in (row, row + 1))
    width, height = right - left, bottom - top
    if options.fit == "crop":
        side = min(width, height)
        left, top = left + (width - side) // 2, top + (height - side) // 2
        width = height = side
    return [left, top, width, height]


class _Memory:
    """A purse of bytes: who wants more than is left waits; who wants more than there is gets all of it, alone."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._used = 0
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def room(self, wanted: int) -> Iterator[None]:
        wanted = min(wanted, self._total)
        with self._changed:
            self._changed.wait_for(lambda: self._used + wanted <= self._total)
            self._used += wanted
        try:
            yield
        finally:
            with self._changed:
                self._used -= wanted
                self._changed.notify_all()
