"""Writing kept designs as PNGs and sheets. For worker threads.

The files of the shelf are what is exported, so this needs no model: designs leave long after their model went.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gan_engine import atomic, door
from gan_engine.errors import EngineError, PictureError
from gan_engine.pictures import MAX_PIXELS, RECIPE_CHUNK, read_picture, write_png
from gan_engine.reporting import Report, silent
from studio.project.naming import safe_file_name

FACTORS = (1, 2, 4, 8)
"""How many times larger a design may leave: whole factors only, so that its pixels stay squares."""


@dataclass(frozen=True)
class DesignFile:
    """A design to be exported: its file on the shelf and what it is called."""

    path: Path
    name: str
    rating: int = 0


@dataclass(frozen=True)
class ExportResult:
    """What became of an export."""

    paths: tuple[Path, ...]
    skipped: tuple[str, ...] = ()
    """A line for each that could not be exported: its name and why."""


def export_pngs(designs: Sequence[DesignFile], folder: Path, factor: int = 1, report: Report = silent) -> ExportResult:
    """Write each design into `folder` under its own name, its recipe inside; nothing there is overwritten.

    Raises `EngineError` if the folder cannot be written to, or none of the designs could be read.
    """
    with atomic.disk_errors(folder):
        door.make_folder(folder, root=folder)
    paths: list[Path] = []
    skipped: list[str] = []
    for number, design in enumerate(designs):
        report(number, len(designs), design.name)
        try:
            paths.append(_export(design, folder, factor))
        except PictureError as error:
            skipped.append(f"{design.name}: {error.what}")
    report(len(designs), len(designs))
    _refuse_nothing(paths, skipped)
    return ExportResult(tuple(paths), tuple(skipped))


def export_sheet(
    designs: Sequence[DesignFile], path: Path, *, columns: int, labels: bool = True, background: tuple[int, int, int],
    text: tuple[int, int, int], report: Report = silent,
) -> ExportResult:  # fmt: skip
    """Write one PNG with all designs in rows of `columns`, each with its name below it where `labels`.

    Raises `EngineError` if it cannot be written, would be too large, or none of the designs could be read.
    """
    from gan_engine.interchange.contact_sheet import contact_sheet

    pictures, names, skipped = [], [], []
    for number, design in enumerate(designs):
        report(number, len(designs), design.name)
        try:
            pictures.append(read_picture(design.path))
            names.append(design.name)
        except PictureError as error:
            skipped.append(f"{design.name}: {error.what}")
    _refuse_nothing(pictures, skipped)
    sheet = contact_sheet(pictures, columns=columns, labels=names if labels else (), background=background, text=text)
    report(len(designs), len(designs), path.name)
    write_png(path, sheet, root=path.parent)
    return ExportResult((path,), tuple(skipped))


def largest_factor(width: int, height: int) -> int:
    """How many times larger a picture of that size may leave."""
    return max((factor for factor in FACTORS if width * height * factor**2 <= MAX_PIXELS), default=1)


def free_path(folder: Path, name: str, suffix: str = ".png") -> Path:
    """`name` as a path in `folder` at which nothing lies: "Pip.png", "Pip 2.png"."""
    stem = safe_file_name(name, "design")
    names = itertools.chain([stem], (f"{stem} {number}" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{suffix}").exists())


def _export(design: DesignFile, folder: Path, factor: int) -> Path:
    from gan_engine.interchange.picture_recipe import read_recipe

    path = free_path(folder, design.name)
    if factor == 1:
        try:
            with door.open_read(design.path) as file:
                data = file.read()
        except OSError as error:
            raise PictureError("missing", f"its file cannot be read ({error.strerror or error})") from error
        atomic.write_bytes(path, data, root=folder)
        return path
    picture = read_picture(design.path)
    recipe = read_recipe(design.path)
    factor = min(factor, largest_factor(picture.shape[1], picture.shape[0]))
    larger = np.ascontiguousarray(picture.repeat(factor, axis=0).repeat(factor, axis=1))
    write_png(path, larger, text={} if recipe is None else {RECIPE_CHUNK: recipe.to_text()}, root=folder)
    return path


def _refuse_nothing(done: Sequence[object], skipped: Sequence[str]) -> None:
    if not done:
        raise EngineError(
            "None of these designs could be read.",
            kept=" ".join(skipped[:3]),
            do="Look whether the files are still in the project's folder “shelf”.",
        )
