"""How surely near-copies are found: edits of real art against the art itself, side by side with imagehash.

    python benchmarks/duplicates.py [FOLDER...] [--each N] [--rows N]

Each folder is a set (without one: the four kinds of sample art, drawn on the spot). N pictures of it are edited in
eight ways; for each edit originals and edited pictures are one set, in which copies are looked for. Printed: the share
of originals whose edited copy was found (recall), and the share of all other pairs that were called copies (false),
for Maquette, and for imagehash's dHash and pHash (if it is installed) at the distance that keeps false pairs just
within 0.1 %. Pictures named as emoji are, by code points, that differ in skin tone alone are one design: a pair of
them counts neither as copy nor as false. So do pairs of originals that are equal to the pixel.

Then the time for `--rows` pictures (20,000) whose features and prints are there: those of the folders and, up to that
number, new ones put together from halves of two.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from gan_engine.curation.copies.duplicates import DEFAULT, near_pairs
from gan_engine.curation.copies.hashes import HASH_BYTES, SIDE
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.pictures import PICTURE_SUFFIXES, read_rgb
from gan_engine.sample_art import draw_sample_art

import cv2
import numpy as np
import psutil
from PIL import Image, ImageEnhance, ImageFilter

FALSE = 0.001
"""False pairs that are put up with, as a share of all pairs."""
_TONE = re.compile(r"-?1f3f[b-f]", re.IGNORECASE)

Edit = Callable[[Image.Image, np.random.Generator], Image.Image]


def shift(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """By 12 pixels of 256, some way."""
    by = 12 * picture.width / 256
    right, down = [(by, 0), (-by, 0), (0, by), (0, -by), (by, by), (-by, by)][random.integers(6)]
    ground = tuple(int(value) for value in np.array(picture)[0, 0])
    matrix = np.array([[1, 0, right], [0, 1, down]], np.float32)
    return Image.fromarray(cv2.warpAffine(np.array(picture), matrix, picture.size, borderValue=ground))


def crop(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    width, height = round(picture.width * 0.9), round(picture.height * 0.9)
    left, top = random.integers(picture.width - width + 1), random.integers(picture.height - height + 1)
    return picture.crop((left, top, left + width, top + height))


def recolour(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """Another hue, or each channel by a factor of its own."""
    if random.random() < 0.5:
        turned = np.array(picture.convert("HSV"))
        turned[..., 0] += np.uint8(random.integers(20, 236))
        return Image.fromarray(turned, "HSV").convert("RGB")
    factors = random.uniform(0.5, 0.9, 3)
    return Image.fromarray((np.array(picture) * factors).astype(np.uint8))


def compress(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=30)
    return Image.open(buffer).convert("RGB")


def resize(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    factor = (0.5, 0.75, 1.5)[random.integers(3)]
    size = (round(picture.width * factor), round(picture.height * factor))
    return picture.resize(size, Image.Resampling.BICUBIC)


EDITS: dict[str, Edit] = {
    "flip": lambda picture, random: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "shift 12 px": shift,
    "crop 10 %": crop,
    "recolour": recolour,
    "blur": lambda picture, random: picture.filter(ImageFilter.GaussianBlur(2 * picture.width / 256)),
    "JPEG 30": compress,
    "resize": resize,
    "brightness": lambda picture, random: ImageEnhance.Brightness(picture).enhance(random.uniform(0.7, 1.2)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--rows", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = options.folders
        if not folders:
            draw_sample_art(Path(place) / "art", 4 * options.each, 256)
            folders = sorted((Path(place) / "art").iterdir())
        known = [measure(folder, options.each, Path(place)) for folder in folders]
        measure_time(np.concatenate([one[0] for one in known]), np.concatenate([one[1] for one in known]), options.rows)


def looked_at(paths: Sequence[Path]) -> tuple[np.ndarray, np.ndarray]:
    found = list(features_of_files([SourcePicture(path) for path in paths], lite0()))
    return np.stack([one[1] for one in found]), np.stack([one[2] for one in found])


def measure(folder: Path, each: int, place: Path) -> tuple[np.ndarray, np.ndarray]:
    """Print recall and false pairs of each edit; features and prints of the originals."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES)
    random = np.random.default_rng(0)
    paths = [paths[index] for index in sorted(random.permutation(len(paths))[:each])]
    pictures = [Image.fromarray(read_rgb(path)) for path in paths]
    designs = [_TONE.sub("", path.stem.lower()) for path in paths]
    features, prints = looked_at(paths)
    rivals = {"dHash": [], "pHash": []} if has_imagehash() else {}
    hashes = {name: [rival(name, picture) for picture in pictures] for name in rivals}
    print(f"\n{folder.name}: {len(paths)} pictures; Maquette calls copies what is {DEFAULT:.0%} alike", flush=True)
    print(f"  {'':12}{'Maquette':>20}" + "".join(f"{name:>20}" for name in rivals))
    print(f"  {'':12}" + f"{'recall':>10}{'false':>10}" * (1 + len(rivals)))
    for name, edit in EDITS.items():
        edited = [edit(picture, np.random.default_rng(number)) for number, picture in enumerate(pictures)]
        files = [place / f"edited {number}.png" for number in range(len(edited))]
        for picture, file in zip(edited, files, strict=True):
            picture.save(file, compress_level=1)
        more, other = looked_at(files)
        pairs = near_pairs(np.concatenate([features, more]), np.concatenate([prints, other]), [""] * (2 * len(paths)))
        score = np.eye(2 * len(paths), dtype=np.float32)
        score[pairs.first, pairs.second] = score[pairs.second, pairs.first] = pairs.likeness
        same = pairs.stands_for[:, None] == pairs.stands_for
        score[same] = 1
        line = figures(score >= DEFAULT, designs, same)
        for rival_name in rivals:
            both = np.stack([*hashes[rival_name], *(rival(rival_name, picture) for picture in edited)])
            distance = (both[:, None] != both).sum(axis=2)
            line += figures(distance <= best_distance(distance, designs, same), designs, same)
        print(f"  {name:12}{line}", flush=True)
    return features, prints


def counted(designs: list[str], same: np.ndarray) -> np.ndarray:
    """Which pairs can be false: of different designs, and not equal to the pixel."""
    twice = np.array(designs * 2)
    count = len(designs)
    different = twice[:, None] != twice
    different &= ~same & ~same[np.ix_(np.arange(2 * count) % count, np.arange(2 * count) % count)]
    return np.triu(different, 1)


def figures(found: np.ndarray, designs: list[str], same: np.ndarray) -> str:
    count = len(designs)
    recall = np.mean([found[number, count + number] for number in range(count)])
    other = counted(designs, same)
    return f"{recall:>10.3f}{(found & other).sum() / max(1, other.sum()):>10.3%}"


def best_distance(distance: np.ndarray, designs: list[str], same: np.ndarray) -> int:
    """The largest that keeps false pairs within bounds."""
    values = np.sort(distance[counted(designs, same)])
    return int(values[int(FALSE * len(values))]) - 1


def has_imagehash() -> bool:
    try:
        import imagehash  # noqa: F401
    except ImportError:
        return False
    return True


def rival(name: str, picture: Image.Image) -> np.ndarray:
    import imagehash

    made = {"dHash": imagehash.dhash, "pHash": imagehash.phash}[name](picture)
    return np.asarray(made.hash).reshape(-1)


def measure_time(features: np.ndarray, prints: np.ndarray, rows: int) -> None:
    """For so many pictures, a twentieth of them copies."""
    random = np.random.default_rng(1)
    new = max(0, rows - len(features))
    one, other = random.integers(0, len(features), (2, new))
    pixels = prints[one, : SIDE * SIDE * 3].reshape(-1, SIDE, SIDE, 3).copy()
    half = prints[other, : SIDE * SIDE * 3].reshape(-1, SIDE, SIDE, 3)
    pixels[:, :, SIDE // 2 :] = half[:, ::-1, SIDE // 2 :]
    made = np.concatenate(
        [pixels.reshape(new, -1), random.integers(0, 256, (new, HASH_BYTES - SIDE * SIDE * 3), np.uint8)], axis=1
    )
    mixed = (features[one] + features[other][:, random.permutation(features.shape[1])]) / 2
    copies = random.integers(0, new or 1, new // 20)
    made[: len(copies), : SIDE * SIDE * 3] = made[copies, : SIDE * SIDE * 3]
    mixed[: len(copies)] = mixed[copies] * 1.01
    all_features = np.concatenate([features, mixed]).astype(np.float32)[:rows]
    all_prints = np.concatenate([prints, made]).astype(np.uint8)[:rows]
    process = psutil.Process()
    before, used, begun = process.memory_info().rss, process.cpu_times(), time.perf_counter()
    pairs = near_pairs(all_features, all_prints, [""] * len(all_features))
    seconds, now = time.perf_counter() - begun, process.cpu_times()
    spent = now.user + now.system - used.user - used.system
    print(
        f"\n{len(all_features):,} x {features.shape[1]:,} features: {seconds:.1f} s ({spent:.1f} s of all cores), ",
        end="",
    )
    print(f"{len(pairs.first):,} pairs, {(process.memory_info().rss - before) / 2**20:.0f} MB more memory")


if __name__ == "__main__":
    main()
