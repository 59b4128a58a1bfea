"""Projects for tests and measurements: real small ones, and large ones made in seconds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np

from gan_engine.pictures import encode_jpeg, write_png
from studio.project.findings.checking import ROUND
from studio.project.naming import natural_key
from studio.project.pictures.thumbnails import EDGE
from studio.project.project import Project

_KINDS = ("cats", "heads", "monsters", "robots")
_VARIANTS = 64


def draw_figure(number: int, size: int = 64) -> np.ndarray:
    """A figure on a plain ground, told apart by `number`: uint8 [size, size, 3]."""
    random = np.random.default_rng(number)
    ground = np.array([236, 236, 232]) - random.integers(0, 18, 3)
    picture = np.full((size, size, 3), ground, np.uint8)
    body, head, eye = ([int(value) for value in random.integers(40, 235, 3)] for _ in range(3))
    half, unit = size // 2, max(1, size // 16)
    lean = int(random.integers(-2, 3)) * unit
    cv2.ellipse(picture, (half, size - unit), (6 * unit, int(random.integers(5, 9)) * unit), 0, 180, 360, body, -1)
    centre = (half + lean, 6 * unit)
    if number % 2:
        cv2.circle(picture, centre, 4 * unit, head, -1, cv2.LINE_AA)
    else:
        corner = (centre[0] - 4 * unit, centre[1] - 4 * unit)
        cv2.rectangle(picture, corner, (centre[0] + 4 * unit, centre[1] + 3 * unit), head, -1)
    for side in (-1, 1):
        cv2.circle(picture, (centre[0] + side * 2 * unit, centre[1]), unit, eye, -1, cv2.LINE_AA)
    return picture


def draw_folder(folder: Path, count: int, *, size: int = 64, kinds: tuple[str, ...] = _KINDS) -> list[Path]:
    """`count` PNGs, dealt into one sub-folder a kind (or none: directly into `folder`)."""
    paths = []
    for number in range(count):
        kind = kinds[number % len(kinds)] if kinds else ""
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{kind[:-1] or 'picture'} {number}.png"
        write_png(path, draw_figure(number, size))
        paths.append(path)
    return paths


def make_project(folder: Path, count: int, *, size: int = 256) -> Project:
    """An open project of `count` pictures with thumbnails, checked and in four classes; 20,000 take some 2 seconds.

    The rows are inserted directly; the originals are a few files that many rows share.
    """
    project = Project.create(folder)
    art = project.folder.parent / f"{project.name} art"
    art.mkdir(exist_ok=True)
    files, thumbnails = [], []
    for number in range(min(count, _VARIANTS)):
        picture = draw_figure(number, size)
        path = art / f"figure {number}.png"
        write_png(path, picture)
        files.append(path)
        thumbnails.append(encode_jpeg(picture if size <= EDGE else cv2.resize(picture, (EDGE, EDGE)), 85))
    stats = [path.stat() for path in files]
    sources, pictures, cached = [], [], []
    for number in range(count):
        variant, kind = number % len(files), _KINDS[number % 4]
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        name = f"{kind[:-1]} {number}.png"
        stat = stats[variant]
        sources.append((number + 1, digest, str(files[variant]), stat.st_size, stat.st_mtime_ns, size, size, ROUND))
        pictures.append((number + 1, number + 1, name, kind, natural_key(f"{kind}/{name}"), number % 4 + 1))
        cached.append((f"{digest}/", thumbnails[variant]))
    with project.database.writing() as connection:
        connection.executemany("INSERT INTO classes VALUES (?, ?)", enumerate(_KINDS, 1))
        connection.executemany(
            "INSERT INTO sources (id, digest, path, bytes, modified, width, height, mode, format, frames, checked)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'RGB', 'PNG', 1, ?)",
            sources,
        )
        connection.executemany(
            "INSERT INTO pictures (id, source, name, folder, sort, class, added) VALUES (?, ?, ?, ?, ?, ?, 0)", pictures
        )
    project.thumbnails.write_many(cached)
    return project


def make_blurred(folder: Path) -> Project:
    """An open project of twelve pictures, of which three are blurred: 2 a little, 5 more, 9 most."""
    project = make_project(folder, 12, size=96)
    for number, sigma in ((1, 2.5), (4, 4), (8, 6)):
        path = project.catalogue.pictures([number + 1])[0].path
        write_png(path, cv2.GaussianBlur(draw_figure(number, 96), (0, 0), sigma))
    return project


def keep_designs(project: Project, count: int = 1) -> list[int]:
    """Put so many designs on the shelf; their ids."""
    return project.shelf.add_many([(draw_figure(number, 16), {}, "", ()) for number in range(count)])
