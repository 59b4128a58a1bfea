"""Sample art: characters put together from the drawn parts in the PyPI package robohash.

Four artists drew the parts (`CREDITS`); here they are only stacked, directly at the size needed, on white. The same
seed draws the same characters, and no two of one set are alike.
"""

from __future__ import annotations

import contextlib
import functools
import io
import math
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from importlib import resources as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from PIL import Image

from gan_engine import atomic, door, processor
from gan_engine.errors import EngineError
from gan_engine.parallel import ordered_map
from gan_engine.picture_sources import natural_key
from gan_engine.reporting import Report, silent

CREDITS = (
    "Robots drawn by Zikri Kader, CC BY 3.0 or 4.0",
    "Monsters drawn by Hrvoje Novakovic, CC BY 3.0",
    "Robot heads drawn by Julian Peter Arias, CC BY 3.0",
    "Cats drawn by David Revoy, CC BY 4.0, www.peppercarrot.com",
    "Parts collected by Robohash.org; here put together at random and scaled",
)
"""Who drew the parts and under which licence: to be shown wherever the sample art is offered."""

SAMPLE_CLASSES = ("robots", "monsters", "heads", "cats")

_SETS = {"robots": "set1", "monsters": "set2", "heads": "set3", "cats": "set4"}
_COMPRESSION = 2  # of the PNGs: half the time of the usual 6, a tenth larger
_MARGIN = 3  # pixels about a part that its edges may be smoothed into


@dataclass(frozen=True)
class _Part:
    """A drawn part at the size of the picture, without the empty space about it."""

    image: Image.Image
    position: tuple[int, int]


@dataclass(frozen=True)
class _Layers:
    """The ways to draw a layer each, from the lowest to the uppermost, of one family of parts that fit together."""

    choices: tuple[tuple[Traversable, ...], ...]

    @property
    def combinations(self) -> int:
        return math.prod(len(choice) for choice in self.choices)


def draw_sample_art(
    folder: Path, count: int = 1200, size: int = 256, seed: int = 0, report: Report = silent
) -> list[Path]:
    """Draw `count` characters of `size` x `size` pixels into four sub-folders; they appear when all are drawn.

    Raises EngineError where `folder` holds something already, DiskError where it cannot be written.
    """
    if count < 1 or not 8 <= size <= 2048:
        raise EngineError("The sample art needs at least one character, of 8 to 2,048 pixels.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EngineError(
            f"The sample art needs an empty folder, and {folder} is not.",
            kept="Nothing in it was touched.",
            do="Choose another folder.",
        )
    door.make_folder(folder.parent, root=folder.parent)
    drawn: list[Path] = []
    with (
        atomic.writing_folder(folder, root=folder.parent) as fresh,
        contextlib.closing(_draw_all(fresh, count, size, seed)) as paths,
    ):
        for path in paths:
            drawn.append(folder / path.relative_to(fresh))
            report(len(drawn), count, path.name)
    return drawn


def draw_character(name: str, size: int, seed: int) -> Image.Image:
    """One character of the class `name`, RGB on white."""
    families = _families(name)
    return _stack(_pick(families, 1, np.random.default_rng(seed))[0], _PartCache(size))


def _draw_all(folder: Path, count: int, size: int, seed: int) -> Generator[Path]:
    """The characters in order, drawn by several threads; the parts of one class in memory at a time."""
    threads = processor.cores()
    for number, name in enumerate(SAMPLE_CLASSES):
        share = (count - number + len(SAMPLE_CLASSES) - 1) // len(SAMPLE_CLASSES)
        door.make_folder(folder / name, root=folder)
        characters = _pick(_families(name), share, np.random.default_rng([seed, number]))
        placed = [
            (folder / name / f"{name[:-1]}-{position:04d}.png", layers) for position, layers in enumerate(characters, 1)
        ]
        draw = functools.partial(_draw, _PartCache(size))
        with contextlib.closing(ordered_map(draw, placed, threads, 4 * threads, "draw")) as drawn:
            yield from drawn


def _draw(parts: _PartCache, placed: tuple[Path, Sequence[Traversable]]) -> Path:
    path, layers = placed
    buffer = io.BytesIO()
    _stack(layers, parts).save(buffer, "PNG", compress_level=_COMPRESSION)
    with door.open_new(path, root=path.parent) as file:
        file.write(buffer.getvalue())
    return path


@functools.cache
def _families(name: str) -> tuple[_Layers, ...]:
    """What a class is drawn from. Robots come in ten colours, whose parts do not mix."""
    root = package_files.files("robohash") / "sets" / _SETS[name]
    folders = _folders(root)
    if all("#" in folder.name for folder in folders):
        return (_layers(folders),)
    return tuple(_layers(_folders(folder)) for folder in folders)


def _folders(root: Traversable) -> list[Traversable]:
    found = [item for item in root.iterdir() if item.is_dir() and not item.name.startswith((".", "_"))]
    return sorted(found, key=lambda item: natural_key(item.name))


def _layers(folders: Sequence[Traversable]) -> _Layers:
    """Folders are named `003#01Body`: after the # stands where in the stack the part goes, in the order of letters."""
    stack = sorted(folders, key=lambda folder: folder.name.partition("#")[2])
    return _Layers(
        tuple(
            tuple(
                sorted(
                    (file for file in folder.iterdir() if file.name.endswith(".png")),
                    key=lambda file: natural_key(file.name),
                )
            )
            for folder in stack
        )
    )


def _pick(families: Sequence[_Layers], count: int, generator: np.random.Generator) -> list[list[Traversable]]:
    """`count` different characters, as the parts of each from the lowest up, families alike often."""
    if count > sum(family.combinations for family in families):
        raise EngineError("There are not that many different characters to draw.")
    picked: list[list[Traversable]] = []
    seen: set[tuple[int, ...]] = set()
    while len(picked) < count:
        number = int(generator.integers(len(families)))
        family = families[number]
        chosen = tuple(int(generator.integers(len(choice))) for choice in family.choices)
        if (number, *chosen) not in seen:
            seen.add((number, *chosen))
            picked.append([choice[index] for choice, index in zip(family.choices, chosen, strict=True)])
    return picked


class _PartCache:
    """Parts at one size, each scaled once. Cut to what is drawn, all robots' parts at 256 px take some 40 MB."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._parts: dict[str, _Part] = {}
        self._lock = threading.Lock()

    def get(self, file: Traversable) -> _Part:
        key = str(file)
        with self._lock:
            part = self._parts.get(key)
        if part is None:  # two threads may scale the same part once: cheaper than making all wait
            part = self._scaled(file)
            with self._lock:
                self._parts[key] = part
        return part

    def _scaled(self, file: Traversable) -> _Part:
        with file.open("rb") as opened, Image.open(opened, formats=["PNG"]) as image:
            whole = image.convert("RGBA")
        box = whole.getchannel("A").getbbox() or (0, 0, 1, 1)
        scale = whole.width / self.size, whole.height / self.size
        left, top = (max(0, math.floor(box[axis] / scale[axis]) - _MARGIN) for axis in (0, 1))
        right, bottom = (min(self.size, math.ceil(box[axis + 2] / scale[axis]) + _MARGIN) for axis in (0, 1))
        exact = left * scale[0], top * scale[1], right * scale[0], bottom * scale[1]
        corner = math.floor(exact[0]), math.floor(exact[1])
        drawn = whole.crop((*corner, min(whole.width, math.ceil(exact[2])), min(whole.height, math.ceil(exact[3]))))
        inner = (exact[0] - corner[0], exact[1] - corner[1], exact[2] - corner[0], exact[3] - corner[1])
        size = right - left, bottom - top
        return _Part(drawn.resize(size, Image.Resampling.LANCZOS, box=inner, reducing_gap=3.0), (left, top))


def _stack(layers: Sequence[Traversable], parts: _PartCache) -> Image.Image:
    sheet = Image.new("RGBA", (parts.size, parts.size), (255, 255, 255, 255))
    for layer in layers:
        part = parts.get(layer)
        sheet.alpha_composite(part.image, part.position)
    return sheet.convert("RGB")
