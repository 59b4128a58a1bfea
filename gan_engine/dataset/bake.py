"""Baking: pictures of a folder or project written as a dataset of pictures of one shape.

Each picture is decoded, freed of its background, cut into its parts and framed (as asked), several at a
time on threads; the results are written in the order given, so that the same pictures and options make
the same dataset to the last byte. Pictures that cannot be used are named with their reason and skipped.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_engine import pictures, processor
from gan_engine.curation.augmentation import seed_of, variants
from gan_engine.curation.backgrounds.background import check_method
from gan_engine.curation.checks.decoding import FINDING_KINDS
from gan_engine.curation.framing import cleared
from gan_engine.curation.operations import factor
from gan_engine.curation.picture_edits import PictureSteps, parse_steps
from gan_engine.curation.ratios import enlarged
from gan_engine.dataset.held_out import held_out
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.processing import Memory, OpenPicture, count_parts, memory_needed, provenance, squares
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.dataset.writing import DatasetWriter, check_out_path, writing_dataset
from gan_engine.errors import ConfigurationError, DatasetError, PictureError
from gan_engine.parallel import ordered_map
from gan_engine.picture_sources import Skipped, natural_key
from gan_engine.reporting import Report, silent
from gan_engine.upscalers import Upscale

_MOST_THREADS = 16
_AHEAD = 4  # pictures under way or waiting to be written, for each thread
_MEMORY = 768 * 2**20  # bytes of decoded pictures under way, over all threads
_BATCH_BYTES = 16 * 2**20  # of squares made of one sheet in one go
_COMPRESS = 4  # of PNG: half as fast again as the usual 6, files 1 to 6 % larger


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
    held_out: int = 0
    """How many more were kept from training."""
    blank: tuple[str, ...] = ()
    """The sources of squares on which there is nothing, or next to nothing."""
    doubtful: Mapping[str, str] = field(default_factory=dict)
    """Those whose cut-out wants a person's look, and why."""
    opaque: tuple[str, ...] = ()
    """Where transparency is kept: the sources of squares that have none, and count as covered all over."""


class _Part(NamedTuple):
    """A square of one picture, on its way into the dataset."""

    png: bytes
    source: dict[str, Any]
    """How it came to be."""
    is_blank: bool
    is_opaque: bool
    doubt: str


_Parts = list[_Part]  # of one picture


def process(
    item: SourcePicture, options: BakeOptions, upscale: Upscale | None = None, most: int | None = None
) -> list[np.ndarray]:
    """What the dataset will hold of this picture: uint8 [height, width, channels] for each part, or the first `most`.

    `upscale`: as in `bake`. Raises `PictureError`, and `ConfigurationError` for steps that are none.
    """
    picture = OpenPicture(item.path, pictures.probe(item.path))
    made = squares(picture, options, parse_steps(item.steps), upscale)
    return [square.pixels for square in itertools.islice(made, most)]


def part_count(item: SourcePicture, options: BakeOptions) -> int:
    """How many parts `process` makes of this picture. Raises as it does."""
    return count_parts(OpenPicture(item.path, pictures.probe(item.path)), options, parse_steps(item.steps))


def bake(
    items: Sequence[SourcePicture],
    out: Path,
    options: BakeOptions,
    report: Report = silent,
    threads: int | None = None,
    *,
    replace: bool = False,
    left_out: Sequence[Skipped] = (),
    advice: Mapping[str, bool] | None = None,
    upscale: Upscale | None = None,
) -> BakeSummary:
    """Bake `items`, in their order, into a ZIP (if `out` ends in .zip) or a folder.

    Memory does not grow with the number or size of pictures. When cancelled, or when the disk is full, nothing
    is left. `replace` allows a dataset baked earlier to be replaced. `left_out` are pictures that were excluded
    before: the dataset says why. `advice` is kept with the dataset: whether to mirror, to shift hues, to turn.
    `upscale` is the network that `options.upscaler` means, opened. Raises
    `DatasetError`, `DiskError`, `ModelError` (background removal) and what `report` raises.
    """
    started = time.monotonic()
    check_out_path(out, replace=replace)
    if (options.upscaler is None) != (upscale is None):
        raise ValueError("the options name an upscaler where one is given, and none where none is")
    if options.remove_background is not None:
        check_method(options.remove_background)
    unusable: set[str] = set()
    while True:
        chosen = _with_held_out(items, options, unusable)
        try:
            made = _write(
                chosen, out, options, report, threads or _usual_threads(), left_out, advice, unusable, upscale
            )
        except _AllHeldOutError as error:
            unusable |= error.unusable
            continue
        return dataclasses.replace(made, seconds=time.monotonic() - started)


class _AllHeldOutError(Exception):
    """What was left for training by the share cannot be used: another picture has to stay."""

    def __init__(self, unusable: set[str]) -> None:
        super().__init__()
        self.unusable = unusable


def _with_held_out(items: Sequence[SourcePicture], options: BakeOptions, unusable: set[str]) -> list[SourcePicture]:
    """The items, with the digest of each and whether it is held out where a share is."""
    if not options.hold_out:
        return list(items)
    threads = _usual_threads()
    with contextlib.closing(ordered_map(_with_digest, items, threads, _AHEAD * threads, "digest")) as results:
        known = list(results)
    usable = [item for item in known if (item.group or item.digest) and item.source_name not in unusable]
    told = [(item.group or item.digest or "", item.label if options.labels else None, item.held_out) for item in usable]
    held = dict(zip(map(id, usable), held_out(told, options.hold_out), strict=True))
    return [dataclasses.replace(item, held_out=held.get(id(item), item.held_out)) for item in known]


def _with_digest(item: SourcePicture) -> SourcePicture:
    try:
        return item if item.digest else dataclasses.replace(item, digest=pictures.digest(item.path))
    except PictureError:
        return item  # baking says what is wrong with it


def _write(
    items: Sequence[SourcePicture],
    out: Path,
    options: BakeOptions,
    report: Report,
    threads: int,
    left_out: Sequence[Skipped],
    advice: Mapping[str, bool] | None,
    unusable: set[str],
    upscale: Upscale | None,
) -> BakeSummary:
    skipped: list[Skipped] = []
    blank: list[str] = []
    doubtful: dict[str, str] = {}
    opaque: list[str] = []
    used: set[str] = set()
    with (
        contextlib.closing(_baked(items, options, threads, upscale)) as results,
        writing_dataset(out) as writer,
    ):
        for done, (item, result) in enumerate(results, 1):
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                label = item.label if options.labels else None
                blank += [item.source_name] if any(part.is_blank for part in result) else []
                opaque += [item.source_name] if any(part.is_opaque for part in result) else []
                if doubt := next((part.doubt for part in result if part.doubt), ""):
                    doubtful[item.source_name] = doubt
                for part in result:
                    if part.source.get("held_out"):
                        writer.hold_out(part.png, part.source)
                    else:
                        writer.add(part.png, part.source, label)
                        used.update({label} if label else ())
            report(done, len(items), item.source_name)
        if writer.held_out and not writer.count and (fresh := {one.name for one in skipped} - unusable):
            raise _AllHeldOutError(fresh)
        classes = sorted(used, key=natural_key)
        digest = _finish(writer, classes, options, [*left_out, *skipped], advice)
        count, kept_apart = writer.count, writer.held_out
    return BakeSummary(out, digest, count, skipped, classes, 0.0, kept_apart, tuple(blank), doubtful, tuple(opaque))


def _finish(
    writer: DatasetWriter,
    classes: list[str],
    options: BakeOptions,
    skipped: list[Skipped],
    advice: Mapping[str, bool] | None,
) -> str:
    if not writer.count:
        first = f" The first: “{skipped[0].name}”: {skipped[0].why}" if skipped else ""
        reasons = " All of them are held out." if writer.held_out else first
        raise DatasetError(
            f"None of the pictures can be used.{reasons}",
            kept="No dataset was written.",
            do="Check the folder (gan-engine check says what is wrong with each).",
        )
    head = {
        "made_by": f"maquette {version('maquette')}",
        "options": options.model_dump(mode="json"),
        **({"advice": dict(advice)} if advice else {}),
        "skipped": [{"source": one.name, "kind": one.kind, "why": one.why} for one in skipped],
    }
    return writer.finish(classes, head)


def _usual_threads() -> int:
    return min(_MOST_THREADS, processor.cores())


def _baked(
    items: Sequence[SourcePicture], options: BakeOptions, threads: int, upscale: Upscale | None
) -> Generator[tuple[SourcePicture, _Parts | Skipped]]:
    """Each item with what became of it, in order; at most `_AHEAD` a thread are under way or waiting."""
    work = functools.partial(_bake_batch, options=options, memory=Memory(_MEMORY), upscale=upscale)
    batches = _batches(items, options)
    with contextlib.closing(ordered_map(work, batches, threads, _AHEAD * threads, "bake")) as results:
        yield from zip(items, itertools.chain.from_iterable(results), strict=True)


def _batches(items: Sequence[SourcePicture], options: BakeOptions) -> Iterator[Sequence[SourcePicture]]:
    """The parts of one sheet together, so that it is decoded once; not more than memory has room for."""
    most = max(1, _BATCH_BYTES // (options.shape.channels * options.size.area * factor(options.augment)))
    start = 0
    while start < len(items):
        end = start + 1
        while end < min(len(items), start + most) and items[end].steps and items[end].path == items[start].path:
            end += 1
        yield items[start:end]
        start = end


def _bake_batch(
    items: Sequence[SourcePicture], options: BakeOptions, memory: Memory, upscale: Upscale | None
) -> list[_Parts | Skipped]:
    """What became of each of some items of one file."""
    try:
        picture = OpenPicture(items[0].path, pictures.probe(items[0].path))
    except PictureError as error:
        return [Skipped(item.source_name, error.kind, error.why) for item in items]
    parsed = [_parsed(item) for item in items]
    wanted = [memory_needed(picture.facts, options, steps) for steps in parsed if not isinstance(steps, Skipped)]
    with memory.room(max(wanted, default=0)):
        return [
            steps if isinstance(steps, Skipped) else _bake_one(item, picture, options, steps, upscale)
            for item, steps in zip(items, parsed, strict=True)
        ]


def _parsed(item: SourcePicture) -> PictureSteps | Skipped:
    try:
        return parse_steps(item.steps)
    except ConfigurationError as error:
        return Skipped(item.source_name, "steps", error.what)


def _bake_one(
    item: SourcePicture, picture: OpenPicture, options: BakeOptions, steps: PictureSteps, upscale: Upscale | None
) -> _Parts | Skipped:
    try:
        _check_wanted(item, picture.facts, steps, options)
        digest = item.digest or pictures.digest(item.path)
        told = dataclasses.replace(item, digest=digest, label=item.label if options.labels else None)
        parts: _Parts = []
        for square in squares(picture, options, steps, upscale):
            source = told.as_source(provenance(square))
            is_opaque = options.alpha and square.is_opaque
            if item.held_out or not options.augment:
                png = pictures.encode_png(square.pixels, compress=_COMPRESS)
                parts.append(_Part(png, source, square.is_blank, is_opaque, square.doubt))
                continue
            seed = seed_of(f"{digest} {list(square.region)}")
            for variant in variants(square.pixels, options.augment, seed, options.background_rgb):
                made = {**source, "augmentation": variant.made_by} if variant.made_by else source
                shown = cleared(variant.picture) if options.alpha else variant.picture
                png = pictures.encode_png(shown, compress=_COMPRESS)
                parts.append(_Part(png, made, square.is_blank, is_opaque, square.doubt))
    except PictureError as error:
        return Skipped(item.source_name, error.kind, error.why)
    except MemoryError:
        return Skipped(item.source_name, "too-large", "There is not enough memory to open it.")
    return parts


def _check_wanted(item: SourcePicture, facts: pictures.PictureFacts, steps: PictureSteps, options: BakeOptions) -> None:
    if options.labels and not item.label:
        raise PictureError("no-class", "It lies in no sub-folder, so it has no class.")
    cut = steps.frame.box if steps.frame and steps.frame.box else steps.cut.box if steps.cut else None
    width, height = cut[2:] if cut else (facts.width, facts.height)
    size = options.size
    if "too-small" in options.exclude and enlarged(np.array([[width, height]]), size, options.fit).any():
        raise PictureError("too-small", f"It has {width} x {height} pixels: it would be enlarged to {size}.")
    if "animated" in options.exclude and facts.frames > 1:
        raise PictureError("animated", FINDING_KINDS["animated"])
