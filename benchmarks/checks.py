"""What the checks find and what they flag without need: `python benchmarks/checks.py [FOLDER...] [--pictures 150]`.

Takes clean sets (folders of pictures; sample art is drawn where none are given), counts what is flagged in them as they
are, then spoils every picture in known ways and counts what is found. Ends with pictures measured a second on one core.
Aims: next to nothing flagged in clean sets, nearly all found of what was spoilt, hundreds of pictures a second.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import resources
from gan_engine.curation.checks.quality import CHECKS, QUALITY_KINDS, flagged, flags, measure
from gan_engine.picture_modes import Picture
from gan_engine.pictures import decode_picture, flatten, read_picture
from gan_engine.sample_art import draw_sample_art

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Spoil = Callable[[Picture, np.random.Generator], Picture]


def enlarge(factor: float, how: Image.Resampling, quality: int | None = None) -> Spoil:
    def spoilt(picture: Picture, rng: np.random.Generator) -> Picture:
        image = Image.fromarray(picture)
        small = image.resize((round(image.width / factor), round(image.height / factor)), Image.Resampling.LANCZOS)
        large = np.array(small.resize(image.size, how))
        return large if quality is None else jpeg(quality)(large, rng)

    return spoilt


def jpeg(quality: int) -> Spoil:
    def spoilt(picture: Picture, rng: np.random.Generator) -> Picture:
        buffer = io.BytesIO()
        Image.fromarray(flatten(picture)).save(buffer, "JPEG", quality=quality)
        return decode_picture(buffer.getvalue())

    return spoilt


def blur(share: float) -> Spoil:
    """Gaussian, in shares of the longer side."""
    return lambda picture, rng: cv2.GaussianBlur(flatten(picture), (0, 0), share * max(picture.shape))


def motion(share: float) -> Spoil:
    def spoilt(picture: Picture, rng: np.random.Generator) -> Picture:
        length = max(3, round(share * max(picture.shape)))
        return cv2.blur(flatten(picture), (length, 1) if rng.random() < 0.5 else (1, length))

    return spoilt


def tone(gain: float, lift: float) -> Spoil:
    return lambda picture, rng: (flatten(picture) * gain + 255 * lift).clip(0, 255).astype(np.uint8)


def grey(picture: Picture, rng: np.random.Generator) -> Picture:
    return np.repeat(cv2.cvtColor(flatten(picture), cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def blank(picture: Picture, rng: np.random.Generator) -> Picture:
    noise = rng.normal(rng.uniform(20, 235, 3), 1.5, (*picture.shape[:2], 3))
    return noise.clip(0, 255).astype(np.uint8)


def letterbox(picture: Picture, rng: np.random.Generator) -> Picture:
    scene = painted(picture, rng)
    bar = round(rng.uniform(0.06, 0.2) * len(scene))
    scene[:bar] = scene[-bar:] = rng.choice([0, 255])
    return scene


def mount(picture: Picture, rng: np.random.Generator) -> Picture:
    scene = painted(picture, rng)
    bar = round(rng.uniform(0.04, 0.12) * min(scene.shape[:2]))
    return cv2.copyMakeBorder(scene, bar, bar, bar, bar, cv2.BORDER_CONSTANT, value=rng.integers(0, 256, 3).tolist())


def painted(picture: Picture, rng: np.random.Generator) -> Picture:
    """The picture on a painted ground: full of something up to its edges."""
    height, width = picture.shape[:2]
    ground = cv2.resize(
        rng.integers(40, 216, (5, 5, 3)).astype(np.uint8), (width, height), interpolation=cv2.INTER_CUBIC
    )
    flat = flatten(picture)
    return np.where((flat > 245).all(axis=2, keepdims=True), ground, flat)


def strip(picture: Picture, rng: np.random.Generator) -> Picture:
    return np.concatenate([flatten(picture)] * 3, axis=1)


_NOTES = "Concept sheet for the Northern Guard armour, third pass. Helmet open, cloak shorter, see notes"


def write(lines: int) -> Spoil:
    words = _NOTES.split()

    def spoilt(picture: Picture, rng: np.random.Generator) -> Picture:
        image = Image.fromarray(flatten(picture))
        size = max(12, round(rng.uniform(0.045, 0.07) * image.height))
        font = ImageFont.truetype(str(resources.find("fonts/Inter-Regular.otf")), size)
        draw = ImageDraw.Draw(image)
        for line in range(lines):
            start = int(rng.integers(0, 6))
            text = " ".join(words[start : start + 4 + int(rng.integers(0, 3))])
            place = (round(0.06 * image.width), round(image.height - (line + 1.4) * 1.4 * size))
            ink = (20, 20, 24) if rng.random() < 0.5 else (40, 40, 120)
            box = draw.textbbox(place, text, font=font)
            draw.rectangle((box[0] - 4, box[1] - 3, box[2] + 4, box[3] + 3), fill=(250, 250, 246))
            draw.text(place, text, fill=ink, font=font)
        return np.array(image)

    return spoilt


_SAMPLING = Image.Resampling
SPOILT: dict[str, dict[str, Spoil]] = {
    "enlarged": {
        "bilinear x2": enlarge(2, _SAMPLING.BILINEAR),
        "bicubic x2": enlarge(2, _SAMPLING.BICUBIC),
        "lanczos x2": enlarge(2, _SAMPLING.LANCZOS),
        "bicubic x4": enlarge(4, _SAMPLING.BICUBIC),
        "bicubic x4, JPEG 85": enlarge(4, _SAMPLING.BICUBIC, 85),
        "nearest x2": enlarge(2, _SAMPLING.NEAREST),
        "nearest x3.5": enlarge(3.5, _SAMPLING.NEAREST),
        "nearest x4, JPEG 85": enlarge(4, _SAMPLING.NEAREST, 85),
    },
    "blurred": {"Gaussian 0.8 %": blur(0.008), "Gaussian 1.5 %": blur(0.015), "motion 5 %": motion(0.05)},
    "flat": {"one tone with noise": blank},
    "too-dark": {"a fifth of the light": tone(0.2, 0), "a tenth of the light": tone(0.1, 0)},
    "too-light": {"washed out": tone(0.2, 0.8)},
    "greyscale": {"without colour": grey},
    "odd-aspect": {"three side by side": strip},
    "border": {"letterbox": letterbox, "mount": mount},
    "text": {"one line": write(1), "three lines": write(3)},
}


def clean_sets(folders: list[Path], count: int, scratch: Path) -> dict[str, list[Picture]]:
    if not folders:
        draw_sample_art(scratch, 4 * count, 256)
        folders = sorted(one for one in scratch.iterdir() if one.is_dir())
    sets = {}
    for folder in folders:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".png", ".webp", ".jpg"))
        chosen = np.random.default_rng(0).permutation(len(paths))[:count]
        sets[f"{folder.parent.name}/{folder.name}"] = [read_picture(paths[one]) for one in chosen]
    return sets


def scores_of(pictures: list[Picture]) -> np.ndarray:
    return np.stack([measure(picture) for picture in pictures])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--pictures", type=int, default=150, help="of each set")
    parser.add_argument("--show", action="store_true", help="print the spread of the scores too")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as scratch:
        sets = clean_sets(asked.folders, asked.pictures, Path(scratch))
    print(f"{'flagged in clean sets, %':28}" + "".join(f"{check.kind:>11}" for check in CHECKS))
    clean = {}
    for name, pictures in sets.items():
        clean[name] = scores_of(pictures)
        rates = flags(clean[name])
        print(f"{name[-28:]:28}" + "".join(f"{rates[check.kind].mean() * 100:11.1f}" for check in CHECKS))
        if asked.show:
            for share in (0, 1, 50, 99, 100):
                row = np.percentile(clean[name], share, axis=0)
                print(f"{f'  {share} %':28}" + "".join(f"{row[check.score]:11.3f}" for check in CHECKS))
    print("\nfound of what was spoilt, %" + " " * 15 + "".join(f"{name[-14:]:>15}" for name in sets))
    for kind, ways in SPOILT.items():
        check = QUALITY_KINDS[kind]
        for way, spoil in ways.items():
            line = f"{kind:12}{way:30}"
            for name, pictures in sets.items():
                rng = np.random.default_rng(1)
                some = pictures[: max(1, len(pictures) // 3)]
                spoilt = scores_of([spoil(picture, rng) for picture in some])[:, check.score]
                among = np.concatenate([spoilt, clean[name][len(some) :, check.score]])
                hits = flagged(check, among)[: len(some)]
                line += f"{hits.mean() * 100:15.1f}"
                if asked.show:
                    line += f" ({np.percentile(spoilt, 5):.2f} {np.median(spoilt):.2f} {np.percentile(spoilt, 95):.2f})"
            print(line)
    everything = [picture for pictures in sets.values() for picture in pictures]
    started = time.process_time()
    scores_of(everything)
    taken = time.process_time() - started
    sizes = sorted(max(picture.shape) for picture in everything)
    print(
        f"\n{len(everything) / taken:.0f} pictures measured a second of one core (median {sizes[len(sizes) // 2]} px)"
    )


if __name__ == "__main__":
    main()
