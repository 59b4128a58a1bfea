"""Writing designs as files: PNGs with recipes, free names, sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.errors import EngineError
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe, write_design
from gan_engine.picture_modes import Picture
from gan_engine.pictures import encode_jpeg, write_png


def write_designs(
    folder: Path, designs: Iterable[tuple[Picture, PictureRecipe]], names: Sequence[str]
) -> Iterator[Path]:
    """Write each design into `folder` (made if missing) under its name; yields the paths, in order.

    A design of the same name is replaced by the same recipe only: anything else there keeps its name, and the
    newcomer gets a number. Raises `DiskError`.
    """
    with atomic.disk_errors(folder):
        door.make_folder(folder, root=folder)
    for (picture, recipe), name in zip(designs, names, strict=True):
        path = _free_path(folder, name, recipe)
        write_design(path, picture, recipe)
        yield path


def _free_path(folder: Path, name: str, recipe: PictureRecipe) -> Path:
    path, number = folder / name, 2
    while path.exists() and read_recipe(path) != recipe:
        path = folder / f"{Path(name).stem} {number}{Path(name).suffix}"
        number += 1
    return path


def usual_name(seed: int | None, number: int, class_name: str | None = None) -> str:
    """What a design's file is called: "seed00048.png", "seed00048-cats.png", without a seed "design0007.png"."""
    point = f"seed{seed:05d}" if seed is not None else f"design{number:04d}"
    about = re.sub(r"[^\w -]+", "_", class_name)[:60] if class_name else ""
    return f"{point}-{about}.png" if about else f"{point}.png"


def write_sheet(path: Path, sheet: Picture, *, root: Path | None = None) -> None:
    """Write a contact sheet as PNG or JPEG, by the suffix. Raises `EngineError` for another, `DiskError`."""
    suffix = path.suffix.lower()
    if suffix == ".png":
        write_png(path, sheet, root=root)
    elif suffix in (".jpg", ".jpeg"):
        atomic.write_bytes(path, encode_jpeg(sheet, 92), root=root)
    else:
        raise EngineError(f"“{path.name}” is no kind of picture for a sheet.", do="End its name in .png or .jpg.")
