"""How surely near-copies are found: edits of real art against the art itself, side by side with imagehash.

    python benchmarks/duplicates.py [FOLDER...] [--each N] [--rows N] [--flat] [--shapes] [--edits NAME...]

Each folder is a set (without one: the four kinds of sample art, drawn on the spot). N pictures of it are edited in
ten ways; for each edit originals and edited pictures are one set, in which copies are looked for. Printed: the share
of originals whose edited copy was found (recall), and the share of all other pairs that were called copies (false),
for Maquette, and for imagehash's dHash and pHash (if it is installed) at the distance that keeps false pairs just
within 0.1 %. Pictures named as emoji are, by code points, that differ in skin tone alone are one design: a pair of
them counts neither as copy nor as false. So do pairs of originals that are equal to the pixel.

Cut-outs stay cut-outs: their colours are edited, and their places. `--flat` lays them on white first, `--shapes` cuts
every picture to seven shapes from 1:3 to 3:1 first and measures each. What was chosen by one part of one's art is
printed for the other: give the folders of either half.

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
from gan_engine.curation.copies.hashes import SIDE
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.pictures import PICTURE_SUFFIXES, read_picture, read_rgb
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
    by = 12 * max(picture.size) / 256
    right, down = [(by, 0), (-by, 0), (0, by), (0, -by), (by, by), (-by, by)][random.integers(6)]
    ground = (0, 0, 0, 0) if picture.mode == "RGBA" else tuple(int(value) for value in np.array(picture)[0, 0])
    matrix = np.array([[1, 0, right], [0, 1, down]], np.float32)
    return Image.fromarray(cv2.warpAffine(np.array(picture), matrix, picture.size, borderValue=ground))


def crop(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    width, height = round(picture.width * 0.9), round(picture.height * 0.9)
    left, top = random.integers(picture.width - width + 1), random.integers(picture.height - height + 1)
    return picture.crop((left, top, left + width, top + height))


def recolour(colours: Image.Image, random: np.random.Generator) -> Image.Image:
    """Another hue, or each channel by a factor of its own."""
    if random.random() < 0.5:
        turned = np.array(colours.convert("HSV"))
        turned[..., 0] += np.uint8(random.integers(20, 236))
        return Image.fromarray(turned, "HSV").convert("RGB")
    factors = random.uniform(0.5, 0.9, 3)
    return Image.fromarray((np.array(colours) * factors).astype(np.uint8))


def compress(colours: Image.Image, random: np.random.Generator) -> Image.Image:
    buffer = io.BytesIO()
    colours.save(buffer, "JPEG", quality=30)
    return Image.open(buffer).convert("RGB")


def resize(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    factor = (0.5, 0.75, 1.5)[random.integers(3)]
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.BICUBIC)


def blur(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    radius = ImageFilter.GaussianBlur(2 * max(picture.size) / 256)
    if picture.mode == "RGB":
        return picture.filter(radius)
    return picture.convert("RGBa").filter(radius).convert("RGBA")


def of_colours(edit: Edit) -> Edit:
    """What changes colours alone, whatever is transparent."""

    def edited(picture: Image.Image, random: np.random.Generator) -> Image.Image:
        made = edit(picture.convert("RGB"), random)
        if picture.mode == "RGBA":
            made.putalpha(picture.getchannel("A"))
        return made

    return edited


def brightness(factor: float) -> Edit:
    return of_colours(lambda colours, random: ImageEnhance.Brightness(colours).enhance(factor))


EDITS: dict[str, Edit] = {
    "flip": lambda picture, random: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "shift 12 px": shift,
    "crop 10 %": crop,
    "recolour": of_colours(recolour),
    "grey": of_colours(lambda colours, random: colours.convert("L").convert("RGB")),
    "blur": blur,
    "JPEG 30": of_colours(compress),
    "resize": resize,
    "brightness -20 %": brightness(0.8),
    "brightness +20 %": brightness(1.2),
}
SHAPES = (1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3)
"""Width over height."""


def cut_to(picture: Image.Image, shape: float) -> Image.Image:
    """The middle of it, in that shape."""
    width = min(picture.width, round(picture.height * shape))
    height = min(picture.height, round(picture.width / shape))
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + max(1, width), top + max(1, height)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--shapes", action="store_true")
    parser.add_argument("--edits", nargs="+", choices=sorted(EDITS), default=list(EDITS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = options.folders
        if not folders:
            draw_sample_art(Path(place) / "art", 4 * options.each, 256)
            folders = sorted((Path(place) / "art").iterdir())
        known = []
        for folder in folders:
            for shape in SHAPES if options.shapes else (None,):
                known.append(measure(folder, options, Path(place), shape))
        if options.rows:
            features, prints = (np.concatenate(parts) for parts in zip(*known, strict=True))
            measure_time(features, prints, options.rows)


def looked_at(paths: Sequence[Path]) -> tuple[np.ndarray, np.ndarray]:
    found = list(features_of_files([SourcePicture(path) for path in paths], lite0()))
    return np.stack([one[1] for one in found]), np.stack([one[2] for one in found])


def measure(
    folder: Path, options: argparse.Namespace, place: Path, shape: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """Print recall and false pairs of each edit; features and prints of the originals."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES)
    random = np.random.default_rng(0)
    paths = [paths[index] for index in sorted(random.permutation(len(paths))[: options.each])]
    pictures = [Image.fromarray(read_rgb(path) if options.flat else read_picture(path)) for path in paths]
    if shape is not None:
        pictures = [cut_to(picture, shape) for picture in pictures]
    designs = [_TONE.sub("", path.stem.lower()) for path in paths]
    features, prints = looked_at(saved(pictures, place / "as it is"))
    rivals = {"dHash": [], "pHash": []} if has_imagehash() else {}
    hashes = {name: [rival(name, picture) for picture in pictures] for name in rivals}
    cut = "" if shape is None else f", cut to {shape:.2f} as wide as high"
    print(f"\n{folder.name}: {len(paths)} pictures{cut}; Maquette calls copies what is {DEFAULT:.0%} alike", flush=True)
    print(f"  {'':16}{'Maquette':>20}" + "".join(f"{name:>20}" for name in rivals))
    print(f"  {'':16}" + f"{'recall':>10}{'false':>10}" * (1 + len(rivals)))
    for name in options.edits:
        edited = [EDITS[name](picture, np.random.default_rng(number)) for number, picture in enumerate(pictures)]
        more, other = looked_at(saved(edited, place / "edited"))
        pairs = near_pairs(np.concatenate([features, more]), np.concatenate([prints, other]), [""] * (2 * len(paths)))
        score = np.eye(2 * len(paths), dtype=np.float32)
        score[pairs.first, pairs.second] = score[pairs.second, pairs.first] = pairs.likeness
        same = pairs.stands_for[:, None] == pairs.stands_for
        score = np.maximum(score, score[pairs.stands_for][:, pairs.stands_for])
        score[same] = 1
        line = figures(score >= DEFAULT, designs, same)
        for rival_name in rivals:
            both = np.stack([*hashes[rival_name], *(rival(rival_name, picture) for picture in edited)])
            distance = (both[:, None] != both).sum(axis=2)
            line += figures(distance <= best_distance(distance, designs, same), designs, same)
        print(f"  {name:16}{line}", flush=True)
    return features, prints


def saved(pictures: Sequence[Image.Image], folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}.png" for number in range(len(pictures))]
    for picture, file in zip(pictures, files, strict=True):
        picture.save(file, compress_level=1)
    return files


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
    size = SIDE * SIDE * 4
    made = prints[one].copy()
    pixels = made[:, :size].reshape(-1, SIDE, SIDE, 4)
    pixels[:, :, SIDE // 2 :] = prints[other, :size].reshape(-1, SIDE, SIDE, 4)[:, ::-1, SIDE // 2 :]
    made[:, :size] = pixels.reshape(new, -1)
    made[:, size : size + 16] = random.integers(0, 256, (new, 16), np.uint8)  # the digests
    mixed = (features[one] + features[other][:, random.permutation(features.shape[1])]) / 2
    copies = random.integers(0, new or 1, new // 20)
    made[: len(copies), :size] = made[copies, :size]
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
