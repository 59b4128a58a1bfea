"""Tiny baked datasets for tests, drawn and written without the code under test."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from gan_engine.image_shape import ImageShape

COLOURS = ((200, 60, 50), (60, 160, 80), (60, 90, 200), (220, 180, 60), (150, 80, 180), (90, 190, 200))


def draw_shape(size: int | str | ImageShape, index: int, kind: int) -> Image.Image:
    """A coloured disc (`kind` 0), square (1), triangle (2), ... on a pale ground, or on none; place and tint follow
    `index`."""
    shape = ImageShape.parse(size)
    sides = np.array([shape.width, shape.height])
    rng = np.random.default_rng(index)
    ground = (*(int(v) for v in rng.integers(225, 256, 3)), 0)
    mode = "RGBA" if shape.has_alpha else "RGB"
    picture = Image.new(mode, (shape.width, shape.height), ground[: shape.channels])
    pen = ImageDraw.Draw(picture)
    radius = shape.shorter * float(rng.uniform(0.2, 0.38))
    x, y = map(float, sides / 2 + sides * rng.uniform(-0.1, 0.1, 2))
    tint = tuple(int(np.clip(v + d, 0, 255)) for v, d in zip(COLOURS[kind % 6], rng.integers(-25, 26, 3), strict=True))
    box = (x - radius, y - radius, x + radius, y + radius)
    if kind % 3 == 0:
        pen.ellipse(box, fill=tint)
    elif kind % 3 == 1:
        pen.rectangle(box, fill=tint)
    else:
        pen.polygon([(x, y - radius), (x + radius, y + radius), (x - radius, y + radius)], fill=tint)
    return picture


def png_bytes(picture: Image.Image) -> bytes:
    """`picture` as a PNG file."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def make_dataset(
    path: Path, count: int = 24, size: int | str | ImageShape = 32, classes: int | Sequence[str] | None = None
) -> Path:
    """Write a dataset of `count` shapes, a ZIP if `path` ends in .zip, else a folder; returns `path`.

    `classes`: None for `"labels": null`; a number for labels without names; names for labels and `maquette.json`.
    """
    class_count = classes if isinstance(classes, int) else len(classes or ())
    names = [f"{index // 1000:05d}/img{index:08d}.png" for index in range(count)]
    files = {name: png_bytes(draw_shape(size, index, index % (class_count or 3))) for index, name in enumerate(names)}
    labels = [[name, index % class_count] for index, name in enumerate(names)] if class_count else None
    files["dataset.json"] = json.dumps({"labels": labels}).encode()
    ours: dict[str, object] = {"version": 1, "pictures": {}}
    if classes is not None and not isinstance(classes, int):
        ours["classes"] = list(classes)
    if ImageShape.parse(size).has_alpha:
        ours["options"] = {"alpha": True}
    if len(ours) > 2:
        files["maquette.json"] = json.dumps(ours).encode()
    return write_archive(path, files)


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    """Write `files` by name into a stored ZIP or a folder, as `path` ends."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        for name, data in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    return path
