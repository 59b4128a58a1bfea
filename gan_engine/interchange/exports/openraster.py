"""OpenRaster files (.ora), which Krita, GIMP and MyPaint open: the design, its mask and variations, a layer each.

A ZIP whose first entry is the stored `mimetype`, then `stack.xml`, the layers as PNGs, the picture as it looks with its
layers together, and a thumbnail (OpenRaster baseline specification 0.0.6, openraster.org).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

import numpy as np
from PIL import Image

from gan_engine import atomic
from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.errors import EngineError, PictureError
from gan_engine.interchange.design_files import Design, DesignPath, Exported, prepared, refuse_nothing
from gan_engine.interchange.exports.enlarging import enlarged
from gan_engine.interchange.exports.options import LayerOptions
from gan_engine.latent.point import Graft
from gan_engine.picture_modes import Picture
from gan_engine.pictures import RECIPE_CHUNK, encode_png
from gan_engine.reporting import Report, silent
from gan_engine.upscalers import Upscale

MAX_LAYERS = 200
_THUMBNAIL = 256  # px at most, as the specification has it
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same layers are the same file


@dataclass(frozen=True)
class Layer:
    """One layer: its pixels (HxWx3 or HxWx4), from the top left of the canvas moved so that it lies in the middle."""

    name: str
    picture: Picture
    recipe: str = ""
    visible: bool = True


def write_openraster(
    path: Path,
    designs: Iterable[Design | DesignPath],
    total: int,
    options: LayerOptions,
    report: Report = silent,
    upscale: Upscale | None = None,
) -> Exported:
    """Write `designs` as the layers of one file, whole or not at all: the first shown on top, the others hidden below.

    The first also brings its figure's mask, where one is wanted and found, and the masks of what was grafted onto it,
    as hidden layers. One that cannot be read is left out and named. Raises `EngineError` for too many, another ending,
    or none that could be read, and what `report` raises.
    """
    if path.suffix.lower() != ".ora":
        raise EngineError(f"“{path.name}” is no OpenRaster file.", do="End its name in .ora.")
    if total > MAX_LAYERS:
        raise EngineError(f"{total:,} designs are too many layers for one file.", do=f"Choose at most {MAX_LAYERS}.")
    layers: list[Layer] = []
    skipped: list[str] = []
    for number, one in enumerate(designs):
        report(number, total, one.name)
        try:
            design = one.read()
        except PictureError as error:
            skipped.append(f"{one.name}: {error.why}")
            continue
        first = not layers
        layers.append(_layer(design, options, upscale, visible=first))
        if first:
            layers += _masks(design, layers[0].picture, options)
    refuse_nothing(layers, skipped)
    report(total, total, path.name)
    with atomic.writing(path, root=path.parent) as file:
        write_layers(file, layers)
    return Exported((path,), tuple(skipped))


def _layer(design: Design, options: LayerOptions, upscale: Upscale | None, *, visible: bool) -> Layer:
    picture = prepared(design.picture, options, upscale)
    recipe = design.recipe.to_text() if design.recipe is not None else ""
    return Layer(design.facts.name or "Design", picture, recipe, visible)


def _masks(design: Design, drawn: Picture, options: LayerOptions) -> Iterator[Layer]:
    """White is the figure, or what was grafted; black the rest."""
    height, width = drawn.shape[:2]
    if options.mask:
        if drawn.shape[2] == 4:
            found = drawn[..., 3]
        else:
            cut = remove_background(design.picture, options.mask_method)
            found = enlarged(cut, options.model_copy(update={"resampling": "smooth"}))[..., 3]
        if found.min() < 255:
            yield Layer("Mask", _grey(found, width, height), visible=False)
    grafts = [edit for edit in design.recipe.point.edits if isinstance(edit, Graft)] if design.recipe else []
    for number, graft in enumerate(grafts, 1):
        values = np.rint(graft.mask.values * 255).astype(np.uint8)
        yield Layer(f"Graft {number}", _grey(values, width, height), visible=False)


def _grey(values: Picture, width: int, height: int) -> Picture:
    image = Image.fromarray(values)
    resized = image if image.size == (width, height) else image.resize((width, height), Image.Resampling.BILINEAR)
    return np.repeat(np.asarray(resized)[..., None], 3, axis=2)


def write_layers(file: BinaryIO, layers: Sequence[Layer]) -> None:
    """Write an OpenRaster file of `layers`, the topmost first; the canvas is as large as the largest of them."""
    width = max(layer.picture.shape[1] for layer in layers)
    height = max(layer.picture.shape[0] for layer in layers)
    with zipfile.ZipFile(file, "w") as archive:
        _put(archive, "mimetype", b"image/openraster")
        _put(archive, "stack.xml", _stack(layers, width, height).encode())
        merged = Image.new("RGBA", (width, height))
        for number, layer in reversed(list(enumerate(layers))):
            _put(archive, f"data/layer{number:03d}.png", _png(layer.picture, layer.recipe))
            if layer.visible:
                picture = Image.fromarray(layer.picture).convert("RGBA")
                merged.alpha_composite(picture, _offset(layer, width, height))
        _put(archive, "mergedimage.png", _png(np.asarray(merged), layers[0].recipe))
        merged.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.LANCZOS)
        _put(archive, "Thumbnails/thumbnail.png", _png(np.asarray(merged), ""))


def _stack(layers: Sequence[Layer], width: int, height: int) -> str:
    lines = [f'<image version="0.0.6" w="{width}" h="{height}"><stack>']
    for number, layer in enumerate(layers):
        left, top = _offset(layer, width, height)
        seen = "visible" if layer.visible else "hidden"
        name = "".join(sign for sign in layer.name if sign.isprintable())[:200]
        lines.append(
            f'<layer name={quoteattr(name)} src="data/layer{number:03d}.png" x="{left}" y="{top}" opacity="1.0"'
            f' visibility="{seen}" composite-op="svg:src-over"/>'
        )
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + "\n".join([*lines, "</stack></image>"]) + "\n"


def _offset(layer: Layer, width: int, height: int) -> tuple[int, int]:
    return (width - layer.picture.shape[1]) // 2, (height - layer.picture.shape[0]) // 2


def _png(picture: Picture, recipe: str) -> bytes:
    return encode_png(picture, text={RECIPE_CHUNK: recipe} if recipe else None)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Stored as it is: the mimetype must be, and PNGs are packed already."""
    archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), data, zipfile.ZIP_STORED)
