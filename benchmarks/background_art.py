"""Figures and grounds of fetched art: what `benchmarks/background.py --art` measures with, in two halves.

Cut-outs of one half (kinds of `art.TUNED`) lie on paintings and textures of that half; those of the other
(`art.PRINTED`), on others by other hands. Constants are chosen on the first alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from art import PRINTED, TUNED, debian, pictures_of
from background_scenes import Floats, Picture, Random, Scene, laid_on, octaves

import cv2
import numpy as np
from PIL import Image

TUNED_FIGURES = ("portraits", "ships", "twemoji", "stamps", "oxygen", "supertux")
PRINTED_FIGURES = ("units", "openmoji", "cats", "hats", "widelands", "flat icons")
GROUNDS = ("painted", "texture", "colour noise", "clouds", "even", "shaded")
PLAIN = ("even", "shaded")

_HEDGEWARS = "usr/share/games/hedgewars/Data/Themes"
_WIDELANDS = "usr/share/games/widelands/data"
_WESNOTH = "usr/share/games/wesnoth/1.16/data/core/images"


KINDS: Mapping[str, Sequence[str]] = {"tuned": TUNED_FIGURES, "printed": PRINTED_FIGURES}


def some(half: str, name: str, count: int, size: int) -> list[Picture]:
    """Cut-outs of a kind, HxWx4, at their own size where that is at most `size`, each with a margin of its own."""
    place = (TUNED if half == "tuned" else PRINTED)[name]
    random = np.random.default_rng(7)
    made: list[Picture] = []
    for path in pictures_of(place, 40 * count):
        with Image.open(path) as opened:
            if opened.width * opened.height > 4_000_000:
                continue
            picture = np.array(opened.convert("RGBA"))
        if name in ("robots", "cats"):
            picture = _off_white(picture)
        solid = picture[..., 3] > 127
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        if min(len(rows), len(columns)) < 24:
            continue
        part = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if max(part.shape[:2]) > 4 * min(part.shape[:2]) or not 0.1 < np.mean(part[..., 3] > 127) < 0.92:
            continue  # letters and flags that fill their picture have no ground; sheets of many are no figure
        _, _, facts, _ = cv2.connectedComponentsWithStats((part[..., 3] > 127).astype(np.uint8))
        if facts[1:, cv2.CC_STAT_AREA].max() < 0.6 * facts[1:, cv2.CC_STAT_AREA].sum():
            continue  # a sheet of many
        if np.mean((part[..., 3] > 16) & (part[..., 3] < 240)) > 0.25:
            continue  # glows and smoke have no outline to find
        image = Image.fromarray(part)
        image.thumbnail((size, size), Image.Resampling.LANCZOS)
        part = np.array(image)
        wide = [max(2, round(max(part.shape[:2]) * random.uniform(0.02, 0.2))) for _ in range(4)]
        made.append(cv2.copyMakeBorder(part, *wide, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)))
        if len(made) == count:
            break
    return made


def _off_white(picture: Picture) -> Picture:
    """The sample art's white ground, which is exact, taken away."""
    white = (picture[..., :3] == 255).all(axis=2).astype(np.uint8)
    _, labels = cv2.connectedComponents(np.pad(white, 1, constant_values=1), connectivity=4)
    cut = picture.copy()
    cut[..., 3] = np.where(labels[1:-1, 1:-1] == labels[0, 0], 0, 255)
    return cut


def _under(folder: Path, *patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.rglob(pattern))


def paintings(half: str) -> Sequence[Path]:
    """Painted scenes."""
    if half == "tuned":
        return _under(debian("wesnoth-1.16-data") / _WESNOTH / "story", "*.jpg", "*.webp")
    return _under(debian("widelands-data") / _WIDELANDS, "*loadscreens*/**/*.jpg", "*loadscreens*/**/*.png")


def textures(half: str) -> Sequence[Path]:
    """What repeats: ground, walls, leaves."""
    if half == "tuned":
        terrain = debian("wesnoth-1.16-data") / _WESNOTH / "terrain"
        tiles = [path for kind in ("flat", "grass", "sand", "hills", "forest", "cave", "swamp", "frozen")
                 for path in _under(terrain / kind, "*.png")]  # fmt: skip
        return [path for path in tiles if _is_tile(path)]
    return [
        *_under(debian("hedgewars-data") / _HEDGEWARS, "LandTex.png"),
        *_under(debian("widelands-data") / _WIDELANDS / "world/terrains", "*idle.png", "*_00.png"),
    ]


def _is_tile(path: Path) -> bool:
    with Image.open(path) as opened:
        if opened.size != (72, 72):
            return False
        alpha = np.array(opened.convert("RGBA"))[18:54, 18:54, 3]
    return bool(alpha.min() > 250)


def _read(path: Path) -> Picture:
    with Image.open(path) as opened:
        picture = np.array(opened.convert("RGB"))
    return picture[18:54, 18:54] if picture.shape[:2] == (72, 72) else picture


def _painted(half: str, shape: tuple[int, int], random: Random) -> Floats:
    files = paintings(half)
    whole = _read(files[int(random.integers(len(files)))])
    height, width = shape
    share = random.uniform(0.35, 1.0) * min(whole.shape[0] / height, whole.shape[1] / width)
    tall, wide = max(8, int(height * share)), max(8, int(width * share))
    top, left = (int(random.integers(0, room + 1)) for room in (whole.shape[0] - tall, whole.shape[1] - wide))
    part = whole[top : top + tall, left : left + wide]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)


def _textured(half: str, shape: tuple[int, int], random: Random) -> Floats:
    files = textures(half)
    tile = _read(files[int(random.integers(len(files)))])
    factor = random.uniform(0.5, 1.5)
    side = max(16, round(tile.shape[1] * factor)), max(16, round(tile.shape[0] * factor))
    tile = cv2.resize(tile, side, interpolation=cv2.INTER_AREA)
    over = [-(-one // other) + 1 for one, other in zip(shape, tile.shape[:2], strict=True)]
    top, left = (int(random.integers(0, one)) for one in tile.shape[:2])
    return np.tile(tile, (*over, 1))[top : top + shape[0], left : left + shape[1]].astype(np.float32)


def _colour_noise(half: str, shape: tuple[int, int], random: Random) -> Floats:
    """Clouds in each channel with a grain."""
    clouds = np.stack([octaves(shape, random, 2, 64) for _ in range(3)], axis=-1)
    return (clouds * 255 + random.normal(0, random.uniform(4, 20), (*shape, 3))).clip(0, 255).astype(np.float32)


def _clouds(half: str, shape: tuple[int, int], random: Random) -> Floats:
    """One hue, light and dark."""
    light = octaves(shape, random, 2, 32)[..., None]
    return (random.uniform(0, 255, 3) * light + random.uniform(0, 255, 3) * (1 - light)).astype(np.float32)


def _even(half: str, shape: tuple[int, int], random: Random) -> Floats:
    colour = random.integers(0, 256, 3) if random.random() < 0.6 else np.full(3, 255)
    return np.full((*shape, 3), colour, np.float32)


def _shaded(half: str, shape: tuple[int, int], random: Random) -> Floats:
    down, across = np.mgrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j].astype(np.float32)
    turn = random.uniform(0, 2 * np.pi)
    along = ((across - 0.5) * np.cos(turn) + (down - 0.5) * np.sin(turn) + 0.7) / 1.4
    one, other = random.uniform(60, 255, 3), random.uniform(60, 255, 3)
    return (one + (other - one) * along[..., None] + random.normal(0, 2, (*shape, 3))).astype(np.float32)


_MAKERS: Mapping[str, Callable[[str, tuple[int, int], Random], Floats]] = dict(
    zip(GROUNDS, (_painted, _textured, _colour_noise, _clouds, _even, _shaded), strict=True)
)


def scenes_of(half: str, name: str, ground: str, count: int, size: int, seed: int) -> Iterator[Scene]:
    """Figures of a kind on grounds of a kind; the same whenever they are asked for."""
    for number, figure in enumerate(some(half, name, count, size)):
        random = np.random.default_rng([seed, number, GROUNDS.index(ground), sum(map(ord, name))])
        yield laid_on(figure, _MAKERS[ground](half, (figure.shape[0], figure.shape[1]), random))
