"""A messy set of pictures, as artists have them after years: drawn here, so that what is wrong with each is known.

Run as a program it draws one to try the studio with: `python -m tests.messy_set FOLDER [COUNT]`.
"""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.pictures import encode_jpeg, encode_png, read_rgb
from gan_engine.sample_art import draw_character, draw_sample_art

Pixels = npt.NDArray[np.uint8]

SHARES: Mapping[str, float] = {
    "duplicate": 0.05, "near-duplicate": 0.1, "stranger": 0.03, "blurred": 0.04, "enlarged": 0.03, "too-dark": 0.02,
    "greyscale": 0.02, "damaged": 0.04, "too-small": 0.02, "sheet": 0.02,
}  # fmt: skip
"""How much of the set is of each kind; the rest is as it should be."""

FIGURES = 6
"""On a sheet: two rows of three, none on a line with its neighbour, at least `GAP` pixels apart."""
GAP = 6
_CLASSES = ("cats", "robots")


@dataclass
class Messy:
    """What was drawn: the files of each kind, "good" for those as they should be."""

    folder: Path
    size: int
    files: dict[str, list[Path]] = field(default_factory=dict)
    originals: dict[Path, Path] = field(default_factory=dict)
    """Of a duplicate or near-copy: what it was made of."""

    @property
    def count(self) -> int:
        """How many files there are."""
        return sum(map(len, self.files.values()))

    def kind_of(self, name: str) -> str:
        """What is known of the file of this name."""
        return next(kind for kind, paths in self.files.items() if any(path.name == name for path in paths))


def draw_messy_set(folder: Path, count: int = 2000, *, size: int = 128, seed: int = 0) -> Messy:
    """Draw about `count` files into `folder`, of figures `size` pixels high: the same for the same seed."""
    random = np.random.default_rng(seed)
    amounts = {kind: max(2, round(share * count)) for kind, share in SHARES.items()}
    good = count - sum(amounts.values())
    made = Messy(folder, size)
    for name in _CLASSES:
        (folder / name).mkdir(parents=True)
    drawn = _draw(folder, good, size, seed)
    made.files["good"] = drawn
    drawn = [drawn[place] for place in random.permutation(len(drawn))]
    for kind, amount in amounts.items():
        make = _MAKERS[kind]
        made.files[kind] = [make(made, random, number, drawn) for number in range(amount)]
    return made


def _draw(folder: Path, good: int, size: int, seed: int) -> list[Path]:
    """Characters of two of the four sets, out of all four drawn: the two others stay out."""
    fresh = folder / "fresh"
    draw_sample_art(fresh, 2 * good + 4, size, seed)
    drawn = []
    for place, name in enumerate(_CLASSES):
        for path in sorted((fresh / name).iterdir())[: (good + 1 - place) // 2]:
            drawn.append(path.rename(folder / name / path.name))
    shutil.rmtree(fresh)
    return drawn


def _file(made: Messy, kind: str, number: int, suffix: str = ".png", like: Path | None = None) -> Path:
    parent = like.parent if like is not None else made.folder / _CLASSES[number % 2]
    return parent / f"{kind}-{number:03d}{suffix}"


def _some(random: np.random.Generator, drawn: list[Path]) -> Path:
    return drawn[int(random.integers(len(drawn)))]


def _duplicate(made: Messy, random: np.random.Generator, number: int, drawn: list[Path]) -> Path:
    """The same pixels once more: mostly packed otherwise, so that the bytes differ."""
    original = drawn[number]
    path = _file(made, "duplicate", number, like=original)
    path.write_bytes(encode_png(read_rgb(original), compress=9))
    made.originals[path] = original
    return path


def _near_copy(made: Messy, random: np.random.Generator, number: int, drawn: list[Path]) -> Path:
    original = drawn[-1 - number]
    picture = read_rgb(original)
    way = number % 4
    if way == 0:
        path, data = _file(made, "near", number, ".jpg", original), encode_jpeg(picture, 40)
    else:
        path = _file(made, "near", number, like=original)
        if way == 1:
            picture = np.ascontiguousarray(picture[:, ::-1])
        elif way == 2:
            side = made.size * 3 // 4
            picture = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)
        else:
            shift = made.size // 20
            picture = np.full_like(picture, 255)
            picture[shift:, shift:] = read_rgb(original)[:-shift, :-shift]
        data = encode_png(picture)
    path.write_bytes(data)
    made.originals[path] = original
    return path


def _stranger(made: Messy, random: np.random.Generator, number: int, drawn: list[Path]) -> Path:
    """No figure at all: hills under a sky, or a page of bars."""
    size = made.size
    picture = np.zeros((size, size, 3), np.uint8)
    if number % 2:
        top, bottom = random.integers(90, 255, (2, 3))
        for row in range(size):
            picture[row] = top + (bottom - top) * row // size
        for _ in range(4):
            height, colour = int(random.integers(size // 3, size)), [int(v) for v in random.integers(20, 140, 3)]
            across = np.arange(size)
            line = height + (size / 8 * np.sin(across / size * random.uniform(3, 9))).astype(int)
            for column in across:
                picture[max(0, int(line[column])) :, column] = colour
        picture = np.clip(picture + random.normal(0, 9, picture.shape), 0, 255).astype(np.uint8)
    else:
        picture[:] = 250
        for bar in range(9):
            left, height = 4 + bar * size // 10, int(random.integers(size // 8, size - 8))
            colour = [int(value) for value in random.integers(0, 200, 3)]
            cv2.rectangle(picture, (left, size - 4 - height), (left + size // 14, size - 4), colour, -1)
        for row in range(4, size, size // 8):
            cv2.line(picture, (0, row), (size, row), (120, 120, 120), 1)
    path = _file(made, "stranger", number)
    path.write_bytes(encode_png(picture))
    return path


def _changed(change: Callable[[Pixels], Pixels], kind: str, made: Messy, random: np.random.Generator, number: int,
             drawn: list[Path]) -> Path:  # fmt: skip
    """A character of its own, spoilt."""
    name = _CLASSES[number % 2]
    seed = 100_000 + int(random.integers(2**31))
    path = _file(made, kind, number)
    path.write_bytes(encode_png(change(np.asarray(draw_character(name, made.size, seed), np.uint8))))
    return path


def _blur(picture: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), picture.shape[0] / 32), np.uint8)


def _enlarge(picture: Pixels) -> Pixels:
    side = picture.shape[0]
    small = cv2.resize(picture, (side // 4, side // 4), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (side, side), interpolation=cv2.INTER_LINEAR), np.uint8)


def _darken(picture: Pixels) -> Pixels:
    return (picture // 9).astype(np.uint8)


def _grey(picture: Pixels) -> Pixels:
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[:, :, None], 3, 2).astype(np.uint8)


def _tiny(picture: Pixels) -> Pixels:
    return np.asarray(cv2.resize(picture, (20, 20), interpolation=cv2.INTER_AREA), np.uint8)


def _damaged(made: Messy, random: np.random.Generator, number: int, drawn: list[Path]) -> Path:
    path = _file(made, "damaged", number)
    whole = _some(random, drawn).read_bytes()
    path.write_bytes((whole[: len(whole) // 2], b"", b"a letter, not a picture", whole[:60])[number % 4])
    return path


def _sheet(made: Messy, random: np.random.Generator, number: int, drawn: list[Path]) -> Path:
    """Several figures on white, no two at one height, nor in one column."""
    size = made.size
    name, cell = _CLASSES[number % 2], size + 2 * GAP
    sheet = np.full((2 * cell + size // 2, 3 * cell + size // 2, 3), 255, np.uint8)
    for figure in range(FIGURES):
        seed = 500_000 + int(random.integers(2**31))
        character = np.asarray(draw_character(name, size, seed), np.uint8)
        inked = np.argwhere((character < 250).any(2))
        (top, left), (bottom, right) = inked.min(0), inked.max(0) + 1
        character = character[top:bottom, left:right]
        row, column = divmod(figure, 3)
        y = row * (cell + size // 4) + GAP + int(random.integers(max(1, cell - 2 * GAP - character.shape[0] + 1)))
        x = column * (cell + size // 6) + GAP + int(random.integers(max(1, cell - 2 * GAP - character.shape[1] + 1)))
        sheet[y : y + character.shape[0], x : x + character.shape[1]] = character
    path = _file(made, "sheet", number)
    path.write_bytes(encode_png(sheet))
    return path


_Make = Callable[[Messy, np.random.Generator, int, list[Path]], Path]
_MAKERS: Mapping[str, _Make] = {
    "duplicate": _duplicate,
    "near-duplicate": _near_copy,
    "stranger": _stranger,
    "blurred": functools.partial(_changed, _blur, "blurred"),
    "enlarged": functools.partial(_changed, _enlarge, "enlarged"),
    "too-dark": functools.partial(_changed, _darken, "dark"),
    "greyscale": functools.partial(_changed, _grey, "grey"),
    "damaged": _damaged,
    "too-small": functools.partial(_changed, _tiny, "tiny"),
    "sheet": _sheet,
}

if __name__ == "__main__":
    made = draw_messy_set(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
    sys.stdout.write(
        f"{made.count} files in {made.folder}: " + ", ".join(f"{len(v)} {k}" for k, v in made.files.items()) + "\n"
    )
