"""Figures with known outlines on grounds of every kind: what `benchmarks/background.py` measures with.

A cut-out (a picture with true alpha) is laid on a ground; whoever removes that ground again can be compared with the
alpha it was laid with. Everything is drawn from a seed; two runs measure the same.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from gan_engine import sample_art

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Random = np.random.Generator

PHOTOGRAPHS = ("coffee.png", "astronaut.png", "chelsea.png", "rocket.jpg", "motorcycle_left.png", "grass.png",
               "gravel.png", "brick.png")  # fmt: skip


class Scene(NamedTuple):
    picture: Picture
    alpha: Floats
    """The truth, 0 to 1."""


# ---- cut-outs -------------------------------------------------------------------------------------------------------


def drawn(name: str, count: int, size: int, seed: int = 1) -> list[Picture]:
    """Characters of the sample art without the white they are usually drawn on."""
    cache = sample_art._PartCache(size)
    made = []
    for layers in sample_art._pick(sample_art._families(name), count, np.random.default_rng(seed)):
        sheet = Image.new("RGBA", (size, size), (0, 0, 0, 0))
        for layer in layers:
            part = cache.get(layer)
            sheet.alpha_composite(part.image, part.position)
        made.append(np.array(sheet))
    return made


def from_folder(folder: Path, count: int, size: int, seed: int = 1) -> list[Picture]:
    """Pictures with see-through grounds, some of them, brought to the size."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".png", ".webp"))
    order = np.random.default_rng(seed).permutation(len(files))
    made: list[Picture] = []
    for number in order:
        with Image.open(files[number]) as opened:
            image = opened.convert("RGBA")
        image.thumbnail((size, size), Image.Resampling.LANCZOS)
        picture = np.zeros((size, size, 4), np.uint8)
        top, left = (size - image.height) // 2, (size - image.width) // 2
        picture[top : top + image.height, left : left + image.width] = np.array(image)
        solid = np.mean(picture[..., 3] > 127)
        if 0.04 < solid < 0.9:  # letters and flags that fill the picture have no ground to remove
            made.append(picture)
        if len(made) == count:
            break
    return made


# ---- grounds --------------------------------------------------------------------------------------------------------


def _plain(colour: tuple[float, ...]) -> Callable[[Picture, Random, list[Picture]], Floats]:
    def make(figure: Picture, random: Random, others: list[Picture]) -> Floats:
        return np.full((*figure.shape[:2], 3), colour, np.float32)

    return make


def _coloured(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    return np.full((*figure.shape[:2], 3), random.integers(20, 236, 3), np.float32)


def _close(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    """The colour of the figure's rim, twenty steps of Lab away: hardly told apart by eye when it is pale."""
    alpha = figure[..., 3] > 200
    rim = alpha & ~cv2.erode(alpha.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    colour = np.median(figure[rim][:, :3], axis=0).astype(np.float32)[None, None] / 255
    lab = cv2.cvtColor(colour, cv2.COLOR_RGB2LAB)[0, 0]
    step = random.normal(size=3)
    lab += 20 * step / np.linalg.norm(step)
    lab[0] = np.clip(lab[0], 5, 97)
    rgb = cv2.cvtColor(lab[None, None].astype(np.float32), cv2.COLOR_LAB2RGB)[0, 0].clip(0, 1) * 255
    return np.full((*figure.shape[:2], 3), rgb, np.float32)


def _slope(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    down, across = np.mgrid[0 : 1 : figure.shape[0] * 1j, 0 : 1 : figure.shape[1] * 1j].astype(np.float32)
    turn = random.uniform(0, 2 * np.pi)
    along = ((across - 0.5) * np.cos(turn) + (down - 0.5) * np.sin(turn) + 0.7) / 1.4
    one, other = random.uniform(90, 255, 3), random.uniform(90, 255, 3)
    return (one + (other - one) * along[..., None]).astype(np.float32)


def _vignette(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    down, across = np.mgrid[0 : 1 : figure.shape[0] * 1j, 0 : 1 : figure.shape[1] * 1j].astype(np.float32)
    away = np.hypot(down - random.uniform(0.3, 0.7), across - random.uniform(0.3, 0.7))
    return (random.uniform(180, 255, 3) - random.uniform(40, 130) * away[..., None]).astype(np.float32)


def _noisy(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    return _coloured(figure, random, others) + random.normal(0, 4, (*figure.shape[:2], 3)).astype(np.float32)


def octaves(shape: tuple[int, int], random: Random, coarse: int, fine: int) -> Floats:
    """Clouds, 0 to 1: noise of `coarse` cells a side and of twice as many up to `fine`."""
    total = np.zeros(shape, np.float32)
    cells = coarse
    while cells <= fine:
        some = random.normal(size=(cells, cells)).astype(np.float32)
        total += cv2.resize(some, shape[::-1], interpolation=cv2.INTER_CUBIC) / cells**0.5
        cells *= 2
    return (total - total.min()) / (np.ptp(total) + 1e-6)


def _clutter(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    height, width = figure.shape[:2]
    ground = np.full((height, width, 3), random.integers(0, 256, 3), np.uint8)
    for _ in range(60):
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        x, y = (int(value) for value in random.integers(0, (width, height)))
        size = int(random.integers(width // 24, width // 5))
        shape = random.integers(3)
        if shape == 0:
            cv2.ellipse(
                ground, (x, y), (size, size // 2 + 1), float(random.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA
            )
        elif shape == 1:
            corners = (np.array([x, y]) + random.integers(-size, size + 1, (4, 2))).astype(np.int32)
            cv2.fillPoly(ground, [corners], colour, cv2.LINE_AA)
        else:
            end = tuple(int(value) for value in random.integers(0, (width, height)))
            cv2.line(ground, (x, y), end, colour, int(random.integers(1, 6)), cv2.LINE_AA)
    return ground.astype(np.float32)


def _other_art(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    """Large pieces of other pictures, out of focus."""
    height, width = figure.shape[:2]
    ground = np.full((height, width, 3), random.integers(40, 216, 3), np.float32)
    for _ in range(4):
        other = others[int(random.integers(len(others)))]
        turned = np.roll(np.rot90(other, int(random.integers(4))), random.integers(-80, 81, 2), axis=(0, 1))
        turned = cv2.resize(turned, (width, height))
        alpha = turned[..., 3:].astype(np.float32) / 255
        ground = ground * (1 - alpha) + turned[..., :3] * alpha
    blurred: Floats = cv2.GaussianBlur(ground, (0, 0), width / 50)
    return blurred


def _stripes(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    height, width = figure.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = random.uniform(0, np.pi)
    wave = np.sin((across * np.cos(turn) + down * np.sin(turn)) * 2 * np.pi / random.uniform(width / 24, width / 6))
    share = (np.clip(wave * 4, -1, 1)[..., None] + 1) / 2
    return (random.uniform(0, 255, 3) * share + random.uniform(0, 255, 3) * (1 - share)).astype(np.float32)


def _foliage(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    height, width = figure.shape[:2]
    light = octaves((height, width), random, 4, 128)
    hue = octaves((height, width), random, 4, 64)
    ground = np.stack([40 + 130 * light * hue, 50 + 170 * light, 30 + 60 * hue], axis=-1).astype(np.float32)
    for _ in range(160):
        x, y = (int(value) for value in random.integers(0, (width, height)))
        size = int(random.integers(width // 60 + 1, width // 20))
        green = float(random.uniform(60, 220))
        colour = green * random.uniform(0.3, 0.9), green, green * random.uniform(0.1, 0.5)
        cv2.ellipse(ground, (x, y), (size, size // 3 + 1), float(random.uniform(0, 180)), 0, 360, colour, -1)
    return ground


@functools.cache
def _photographs() -> list[Picture]:
    """Those that a package carries for its own examples, where it is installed."""
    found = importlib.util.find_spec("skimage")
    if found is None or not found.submodule_search_locations:
        return []
    folder = Path(found.submodule_search_locations[0], "data")
    return [np.array(Image.open(folder / name).convert("RGB")) for name in PHOTOGRAPHS if (folder / name).exists()]


def _photograph(figure: Picture, random: Random, others: list[Picture]) -> Floats:
    photographs = _photographs()
    if not photographs:
        return _foliage(figure, random, others)
    whole = photographs[int(random.integers(len(photographs)))]
    side = int(min(whole.shape[:2]) * random.uniform(0.6, 1))
    top, left = (int(random.integers(0, edge - side + 1)) for edge in whole.shape[:2])
    part = whole[top : top + side, left : left + side]
    return cv2.resize(part, figure.shape[1::-1], interpolation=cv2.INTER_AREA).astype(np.float32)


# ---- scenes ---------------------------------------------------------------------------------------------------------

PLAIN: Mapping[str, Callable[[Picture, Random, list[Picture]], Floats]] = {
    "white": _plain((255, 255, 255)),
    "black": _plain((0, 0, 0)),
    "colour": _coloured,
    "close": _close,
    "slope": _slope,
    "vignette": _vignette,
    "noise": _noisy,
    "jpeg": _coloured,
    "shadow": _plain((246, 246, 246)),
    "border": _coloured,
}
BUSY: Mapping[str, Callable[[Picture, Random, list[Picture]], Floats]] = {
    "clutter": _clutter,
    "other art": _other_art,
    "stripes": _stripes,
    "foliage": _foliage,
    "photograph": _photograph,
}


def scene(figure: Picture, ground: str, random: Random, others: list[Picture]) -> Scene:
    """`figure` on one of the grounds."""
    if ground == "border":
        figure = _moved_out(figure, random)
    under = ({**PLAIN, **BUSY})[ground](figure, random, others)
    if ground == "shadow":
        under = under * (1 - 0.35 * _shadow(figure))[..., None]
    picture, alpha = laid_on(figure, under)
    if ground in ("jpeg", "photograph"):
        _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 75])
        picture = np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])
    return Scene(picture, alpha)


def laid_on(figure: Picture, under: Floats) -> Scene:
    """`figure`, HxWx4, on HxWx3."""
    alpha = figure[..., 3].astype(np.float32) / 255
    laid = figure[..., :3] * alpha[..., None] + under * (1 - alpha[..., None])
    return Scene((laid + 0.5).clip(0, 255).astype(np.uint8), alpha)


def _moved_out(figure: Picture, random: Random) -> Picture:
    """A third of the figure's lower part lies outside the picture, and some of its side."""
    height, width = figure.shape[:2]
    rows = np.flatnonzero((figure[..., 3] > 127).any(axis=1))
    columns = np.flatnonzero((figure[..., 3] > 127).any(axis=0))
    down = height - rows[-1] + len(rows) // 4
    across = (width - columns[-1] + len(columns) // 8) * int(random.integers(2))
    moved = np.zeros_like(figure)
    moved[down:, across:] = figure[: height - down, : width - across]
    return moved


def _shadow(figure: Picture) -> Floats:
    """Soft, at the figure's feet: 0 to 1."""
    height, width = figure.shape[:2]
    rows = np.flatnonzero((figure[..., 3] > 127).any(axis=1))
    columns = np.flatnonzero((figure[..., 3] > 127).any(axis=0))
    soft = np.zeros((height, width), np.float32)
    middle = int(columns[0] + columns[-1]) // 2, int(min(rows[-1], height - height // 20))
    cv2.ellipse(soft, middle, (max(2, len(columns) // 2), max(2, height // 24)), 0.0, 0.0, 360.0, (1.0,), -1)
    blurred: Floats = cv2.GaussianBlur(soft, (0, 0), height / 32)
    return blurred
