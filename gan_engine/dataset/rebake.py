"""Baking a dataset again from what it says of itself and its originals.

`maquette.json` holds the options, and for each picture its original's SHA-256 and its steps. The originals are found
by that digest, whatever they are called now and wherever they lie below the folders given.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine import pictures
from gan_engine.dataset.bake import BakeSummary, bake
from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import DatasetError, PictureError
from gan_engine.picture_sources import Found, Skipped, find_pictures
from gan_engine.reporting import Report, silent
from gan_engine.upscalers import Upscale

_NAMED = 3  # of the originals that are missing, in a message


@dataclass(frozen=True)
class Rebaked:
    """What came of baking again."""

    summary: BakeSummary
    exact: bool
    """Whether it is the same dataset: the same digest."""


def rebake(
    dataset: Path,
    originals: Sequence[Path],
    out: Path,
    report: Report = silent,
    *,
    replace: bool = False,
    open_upscaler: Callable[[str], Upscale] | None = None,
) -> Rebaked:
    """Bake what the dataset at `dataset` holds again, to `out`, from the pictures below `originals`. `open_upscaler`
    opens the network that a set's options mean, where they do.

    Raises `DatasetError` where it does not say how it was made or an original is not found, and what `bake` raises.
    """
    with open_dataset(dataset) as old:
        head, digest = old.head, old.digest
        options = _options(old)
        wanted = list(_items(old))
    if not wanted:
        raise _unknown(dataset)
    found = find_originals({item.digest: item.source_name for item in wanted if item.digest}, originals, report)
    missing = [item.source_name for item in wanted if item.digest not in found]
    if missing:
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(missing[:_NAMED]))
        raise DatasetError(
            f"{len(missing):,} of the {len(wanted):,} originals were not found: {names}"
            + (", …" if len(missing) > _NAMED else "."),
            kept="No dataset was written.",
            do="Name the folder in which they lie now.",
        )
    items = [dataclasses.replace(item, path=found[item.digest or ""]) for item in wanted]
    left_out = [
        Skipped(str(one.get("source", "")), str(one.get("kind", "")), str(one.get("why", "")))
        for one in head.get("skipped", ())
        if isinstance(one, Mapping)
    ]
    advice = head.get("advice")
    summary = bake(
        items, out, options, report, replace=replace, left_out=left_out,
        advice=advice if isinstance(advice, Mapping) else None,
        upscale=open_upscaler(options.upscaler) if options.upscaler and open_upscaler else None,
    )  # fmt: skip
    return Rebaked(summary, summary.digest == digest)


def find_originals(wanted: Mapping[str, str], folders: Sequence[Path], report: Report = silent) -> dict[str, Path]:
    """Where the originals of these digests (with the names they had) lie below `folders`; those not found are left out.

    Files that are where the names say come first, so that a folder that did not change is not read twice.
    """
    files = [one for one in find_pictures(list(folders)) if isinstance(one, Found)]
    names = set(wanted.values())
    files.sort(key=lambda one: one.name not in names)
    found: dict[str, Path] = {}
    for done, one in enumerate(files):
        if len(found) == len(wanted):
            break
        report(done, len(files), one.name)
        try:
            digest = pictures.digest(one.path)
        except PictureError:
            continue
        if digest in wanted:
            found.setdefault(digest, one.path)
    return found


def _options(dataset: Dataset) -> BakeOptions:
    options = dataset.head.get("options")
    if not isinstance(options, Mapping):
        raise _unknown(dataset.path)
    return bake_options(**{str(name): value for name, value in options.items()})


def _items(dataset: Dataset) -> Iterator[SourcePicture]:
    """One for each picture that was baked, in order: its parts and variants follow each other in the dataset.

    Where the originals lie is not known yet: their path is the dataset's.
    """
    before = ""
    for source in _in_order(dataset):
        kept = {key: value for key, value in source.items() if key not in ("region", "augmentation", "after")}
        key = json.dumps(kept, sort_keys=True)
        if key != before:
            try:
                yield SourcePicture.from_source(source, dataset.path)
            except ValueError as error:
                raise _unknown(dataset.path) from error
        before = key


def _in_order(dataset: Dataset) -> Iterator[Mapping[str, Any]]:
    """What the dataset says of its squares, those held out at the places where they were made."""
    held = [dataset.held_out_source(index) for index in range(dataset.held_out)]
    after = [at if isinstance(at := source.get("after"), int) else dataset.count for source in held]
    passed = 0
    for index in range(dataset.count + 1):
        while passed < len(held) and after[passed] <= index:
            yield held[passed]
            passed += 1
        if index < dataset.count:
            yield dataset.source(index)
    yield from held[passed:]


def _unknown(path: Path) -> DatasetError:
    return DatasetError(
        f"“{path.name}” does not say how it was made, so it cannot be baked again.",
        kept="Nothing was changed.",
        do="Choose a dataset that Maquette baked.",
    )
