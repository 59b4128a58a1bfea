"""Designs that come back in files: recipes in pictures and OpenRaster files, lists of recipes, latents of other tools.

A recipe names its model. Latents that other tools wrote (`projected_w.npz`, rows of z) name none: they are points of
whichever model is in use. Files come from anywhere: they are read within limits, and nothing in them is ever run.
"""

from __future__ import annotations

import io
import json
import math
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from gan_engine import door
from gan_engine.documents import DocumentError, parse_json
from gan_engine.interchange.picture_recipe import VERSION, PictureRecipe
from gan_engine.interchange.recipe_carriers import MAX_RECIPE_BYTES, find_text
from gan_engine.latent.point import MAX_LAYERS, MAX_NUMBERS, Point, numbers

LIST_KEY = "maquette_designs"
"""In a JSON file of designs: the version of its form."""
LIST_VERSION = 1
RECIPES_ARRAY = "maquette_recipes"
"""In an npz: the designs as the same JSON, in UTF-8."""

MAX_DESIGNS = 10_000
"""In one file."""
_MAX_LIST_BYTES = 2**27
_MAX_ENTRIES = 1000  # of an OpenRaster file or an npz
_MAX_LAYER_BYTES = 2**28
_MAX_ARRAY_BYTES = 2**29

Trouble = Literal["", "none", "newer", "damaged"]


@dataclass(frozen=True)
class DesignsInFile:
    """What was found. Points are of whichever model is in use."""

    recipes: tuple[PictureRecipe, ...] = ()
    points: tuple[Point, ...] = ()
    trouble: Trouble = ""
    """Why there is nothing: no recipe, one of a newer version, or one that cannot be."""


def read_designs(path: Path) -> DesignsInFile:
    """The designs in the file at `path`, by its ending; what cannot be read holds none."""
    reader = {".ora": _layers, ".json": _list, ".npz": _arrays, ".csv": _rows}.get(path.suffix.lower(), _picture)
    try:
        with door.open_read(path) as file:
            return reader(file)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError,
            RuntimeError, KeyError, MemoryError):  # fmt: skip
        return DesignsInFile(trouble="none")


def list_text(recipes: Sequence[PictureRecipe], names: Sequence[str] = ()) -> str:
    """Designs as the JSON of a file; `names`: what each is called."""
    called = names or [""] * len(recipes)
    designs = [
        {**({"name": name} if name else {}), **recipe.values()} for name, recipe in zip(called, recipes, strict=True)
    ]
    return json.dumps({LIST_KEY: LIST_VERSION, "designs": designs}, ensure_ascii=False, allow_nan=False, indent=1)


def _of_text(text: str | None) -> DesignsInFile:
    """The one recipe in `text`, or why there is none."""
    if text is None:
        return DesignsInFile(trouble="none")
    if (recipe := PictureRecipe.from_text(text)) is not None:
        return DesignsInFile((recipe,))
    try:
        values = parse_json(text) if len(text) <= MAX_RECIPE_BYTES else None
    except DocumentError:
        values = None
    version = values.get("version") if isinstance(values, dict) else None
    return DesignsInFile(trouble="newer" if isinstance(version, int) and version > VERSION else "damaged")


def _picture(file: io.BufferedReader) -> DesignsInFile:
    return _of_text(find_text(file))


def _layers(file: io.BufferedReader) -> DesignsInFile:
    """Of each layer of an OpenRaster file that still carries one."""
    read: list[DesignsInFile] = []
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist()[:_MAX_ENTRIES]:
            if entry.filename.startswith("data/") and entry.file_size <= _MAX_LAYER_BYTES:
                with archive.open(entry) as layer:
                    # A recipe stands before the pixels: a layer need not be unpacked much further.
                    read.append(_of_text(find_text(io.BytesIO(layer.read(2 * MAX_RECIPE_BYTES)))))
    recipes = tuple(dict.fromkeys(recipe for one in read for recipe in one.recipes))
    worst: Trouble = next((one.trouble for one in read if one.trouble in ("newer", "damaged")), "none")
    return DesignsInFile(recipes, trouble="" if recipes else worst)


def _list(file: io.BufferedReader) -> DesignsInFile:
    data = file.read(_MAX_LIST_BYTES + 1)
    return DesignsInFile(trouble="damaged") if len(data) > _MAX_LIST_BYTES else _of_list(data)


def _of_list(data: bytes) -> DesignsInFile:
    values = parse_json(data)
    if isinstance(values, dict) and LIST_KEY in values:
        if values[LIST_KEY] != LIST_VERSION:
            return DesignsInFile(trouble="newer")
        every = values.get("designs")
        every = every if isinstance(every, list) else []
    elif isinstance(values, dict) and ("point" in values or "version" in values):
        every = [values]
    else:  # points, as `gan-engine generate --point` takes them
        points = [Point.from_values(each) for each in (values if isinstance(values, list) else [values])[:MAX_DESIGNS]]
        return _of_points(points)
    recipes = tuple(found for each in every[:MAX_DESIGNS] if (found := PictureRecipe.from_values(each)) is not None)
    return DesignsInFile(recipes, trouble="" if recipes else "damaged")


def _of_points(points: list[Point]) -> DesignsInFile:
    recipes = tuple(PictureRecipe(point=point) for point in points if point.model_digest)
    return DesignsInFile(recipes, tuple(point for point in points if not point.model_digest))


def _arrays(file: io.BufferedReader) -> DesignsInFile:
    """Of an npz: ours, or `w` [n, layers, w_dim] as NVIDIA's projector writes it, or `z` [n, z_dim]."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > _MAX_ENTRIES:
            return DesignsInFile(trouble="damaged")
        found = {entry.filename.removesuffix(".npy"): entry for entry in entries if entry.file_size <= _MAX_ARRAY_BYTES}
        if RECIPES_ARRAY in found:
            return _of_list(_array(archive, found[RECIPES_ARRAY]).astype(np.uint8).tobytes())
        if "w" in found:
            return DesignsInFile(points=tuple(_styled(_array(archive, found["w"]))))
        if "z" in found:
            return DesignsInFile(points=tuple(_of_rows(_array(archive, found["z"]))))
    return DesignsInFile(trouble="none")


def _array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> npt.NDArray[Any]:
    with archive.open(entry) as member:
        data = member.read(_MAX_ARRAY_BYTES)
    stream = io.BytesIO(data)
    reads = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    shape, _, dtype = reads[np.lib.format.read_magic(stream)](stream)
    if math.prod(shape) * dtype.itemsize > len(data):  # it would be made room for before it is missed
        raise ValueError("an array is cut short")
    made: npt.NDArray[Any] = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    return made


def _styled(w: npt.NDArray[Any]) -> Iterator[Point]:
    """Points of a style for each layer."""
    if w.ndim != 3 or w.dtype.kind != "f" or w.shape[1] > MAX_LAYERS or w[0].size > MAX_NUMBERS:
        raise ValueError("styles come as [n, layers, w_dim]")
    for styles in w[:MAX_DESIGNS]:
        yield Point(styles=tuple(numbers(row) for row in styles))


def _of_rows(z: npt.NDArray[Any]) -> Iterator[Point]:
    if z.ndim != 2 or z.dtype.kind != "f" or not 1 <= z.shape[1] <= MAX_NUMBERS:
        raise ValueError("latents come as [n, z_dim]")
    for row in z[:MAX_DESIGNS]:
        yield Point(z=numbers(row))


def _rows(file: io.BufferedReader) -> DesignsInFile:
    """Of a CSV: a z in each line."""
    data = file.read(_MAX_LIST_BYTES + 1)
    if len(data) > _MAX_LIST_BYTES:
        return DesignsInFile(trouble="damaged")
    lines = [line for line in data.decode("utf-8-sig").splitlines() if line.strip()][:MAX_DESIGNS]
    if not lines:
        return DesignsInFile(trouble="none")
    rows = [[float(part) for part in line.split(",")] for line in lines]
    return DesignsInFile(points=tuple(_of_rows(np.array(rows, np.float64))))
