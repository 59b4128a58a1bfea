"""Finding the figures of irregular sheets: `python benchmarks/sheets.py [FOLDER...] [--sheets 24] [--save DIR]`.

Sheets are laid out from art with known boxes (sample art drawn on the spot where no folder is given): figures of many
sizes in rows, in grids, set into each other's gaps, or tilted; 4 px or 1 px apart; on plain, coloured, shaded,
patterned, grainy and transparent grounds; half of the straight ones with captions. A figure counts as found where a
box overlaps its own by half (IoU 0.5); the stricter figure asks for three quarters. Aim: F1 at least 0.95 at 4 px, at
least 0.85 at 1 px.

With --tiles real art (`art.py` fetches it) is laid out on regular grids instead, touching, 2 px apart on transparency,
and up to 6 px apart within a margin on a colour, whole pictures and cut-outs, of the kinds of art that constants were
chosen on and of those that chose none. A touching part is its cell, a cut-out that lies apart what is drawn of it. Aim:
0.95 with gaps, 0.9 without. Beside it: how many of these sheets are taken for sheets, and how many single pictures, of
the kinds whose files are no sheets themselves.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from art import PRINTED, TUNED, pictures_of
from gan_engine.curation.sheets import looks_like_sheet
from gan_engine.curation.splitting import find_figures
from gan_engine.sample_art import draw_sample_art

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

GROUNDS = ("white", "colour", "shaded", "pattern", "grain", "see-through")
LAYOUTS = ("rows", "grid", "packed", "tilted")
GAPS = (4, 1)
OF_SHEETS = ("hats", "widelands")
TILES = {"touching": 0, "2 px apart": 2, "on a colour": 3}
Box = tuple[int, int, int, int]


@dataclass
class Sheet:
    picture: np.ndarray
    boxes: list[Box]


def figures_of(folder: Path, rng: np.random.Generator, count: int) -> list[Image.Image]:
    """Cut out and trimmed: what is transparent, or white and reached from the border, is no part of a figure."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".png", ".webp", ".jpg"))
    found: list[Image.Image] = []
    for at in rng.permutation(len(paths)):
        with Image.open(paths[at]) as opened:
            image = opened.convert("RGBA")
        image.thumbnail((256, 256), Image.Resampling.LANCZOS)
        pixels = np.array(image)
        if pixels[..., 3].min() == 255:
            pixels[..., 3] = opaque(pixels[..., :3])
        solid = pixels[..., 3] > 24
        if solid.mean() < 0.02:
            continue
        rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
        found.append(Image.fromarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]))
        if len(found) == count:
            break
    return found


def opaque(picture: np.ndarray) -> np.ndarray:
    near = (picture.min(axis=2) > 247).astype(np.uint8)
    framed = np.pad(near, 1, constant_values=1)
    _, labels = cv2.connectedComponents(framed, connectivity=4)
    return np.where(labels[1:-1, 1:-1] == labels[0, 0], 0, 255).astype(np.uint8)


def lay_out(figures: list[Image.Image], layout: str, gap: int, captions: bool, rng: np.random.Generator) -> Sheet:
    """Figures on a transparent sheet, with their boxes as they came to lie."""
    width = int(rng.integers(700, 1100))
    edge = int(rng.integers(6, 24))
    base = int(rng.integers(72, 140))
    sized = []
    for figure in figures:
        side = base if layout == "grid" else base * float(rng.uniform(0.75, 1.3))
        factor = side / max(figure.size)
        size = max(8, round(figure.width * factor)), max(8, round(figure.height * factor))
        sized.append(trimmed(figure.resize(size, Image.Resampling.LANCZOS)))
    if layout == "packed":
        return packed(sized, gap, width, edge)
    line = 14 if captions else 0
    canvas = Image.new("RGBA", (width, 4000))
    pen = ImageDraw.Draw(canvas)
    font = ImageFont.load_default(10)
    boxes = []
    x, y, deep = edge, edge, 0
    for number, figure in enumerate(sized):
        wide = base if layout == "grid" else figure.width
        if x + wide + edge > width:
            x, y, deep = edge, y + deep + gap + line, 0
        left, top = x + (wide - figure.width) // 2, y
        if layout == "grid":
            top = y + (base - figure.height) // 2
            deep = base
        canvas.alpha_composite(figure, (left, top))
        boxes.append((left, top, figure.width, figure.height))
        deep = max(deep, figure.height)
        if captions:
            below = y + (base if layout == "grid" else figure.height) + 2
            pen.text((x + wide // 2, below), f"no. {number + 1}", (40, 40, 40, 255), font, anchor="ma")
        x += wide + gap
    canvas = canvas.crop((0, 0, width, y + deep + line + edge))
    if layout == "tilted":
        return turned(canvas, sized, boxes, float(rng.uniform(3, 9)) * rng.choice([-1, 1]))
    return Sheet(np.array(canvas), boxes)


def trimmed(figure: Image.Image) -> Image.Image:
    solid = np.array(figure)[..., 3] > 24
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    return figure.crop((int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))


def turned(canvas: Image.Image, figures: list[Image.Image], boxes: list[Box], angle: float) -> Sheet:
    """The whole sheet as it comes from a scanner; the figures' boxes are measured on it."""
    options = {"resample": Image.Resampling.BICUBIC, "expand": True}
    found = []
    for figure, (left, top, _, _) in zip(figures, boxes, strict=True):
        alone = Image.new("L", canvas.size)
        alone.paste(figure.getchannel("A"), (left, top))
        found.append(box_of(np.array(alone.rotate(angle, **options)) > 24))
    return Sheet(np.array(canvas.rotate(angle, **options)), found)


def packed(figures: list[Image.Image], gap: int, width: int, edge: int) -> Sheet:
    """Set into each other's gaps: each as far up as it goes, `gap` px from every other's outline."""
    taken = np.zeros((4000, width), np.uint8)
    canvas = Image.new("RGBA", (width, 4000))
    boxes: list[Box] = []
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * gap + 1, 2 * gap + 1))
    for figure in figures:
        mask = np.pad((np.array(figure)[..., 3] > 0).astype(np.uint8), gap)
        grown = cv2.dilate(mask, kernel)
        best = None
        for left in range(edge, width - figure.width - edge, 8):
            top = edge
            while taken[top - gap : top + figure.height + gap, left - gap : left + figure.width + gap][grown > 0].any():
                top += 3
            if best is None or top < best[1]:
                best = (left, top)
        assert best is not None
        left, top = best
        canvas.alpha_composite(figure, (left, top))
        taken[top : top + figure.height, left : left + figure.width] |= mask[gap:-gap, gap:-gap]
        boxes.append((left, top, figure.width, figure.height))
    bottom = max(top + height for _, top, _, height in boxes) + edge
    return Sheet(np.array(canvas)[:bottom], boxes)


def box_of(mask: np.ndarray) -> Box:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1


def lay_on(sheet: Sheet, ground: str, rng: np.random.Generator) -> np.ndarray:
    if ground == "see-through":
        return sheet.picture
    height, width = sheet.picture.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    colour = rng.uniform(150, 250, 3) if ground != "colour" else rng.uniform(20, 235, 3)
    paper = np.full((height, width, 3), 255.0) if ground == "white" else np.tile(colour, (height, width, 1))
    if ground == "shaded":
        paper = paper - (across / width * rng.uniform(20, 60) + down / height * rng.uniform(20, 60))[..., None]
    elif ground == "pattern":
        dark = ((across // 16 + down // 16) % 2).astype(bool)
        paper[dark] -= 22
    elif ground == "grain":
        grain = rng.normal(0, 5, (height, width)).astype(np.float32)
        paper = paper + (grain + 1.5 * cv2.GaussianBlur(grain, (0, 0), 2))[..., None]
    alpha = sheet.picture[..., 3:].astype(np.float32) / 255
    return (sheet.picture[..., :3] * alpha + paper.clip(0, 255) * (1 - alpha) + 0.5).clip(0, 255).astype(np.uint8)


def matched(true: list[Box], found: list[Box], least: float) -> int:
    """Pairs of a true and a found box that overlap so, each used once, the best first."""
    pairs = sorted(((overlap(a, b), i, j) for i, a in enumerate(true) for j, b in enumerate(found)), reverse=True)
    used_true, used_found = set(), set()
    for share, i, j in pairs:
        if share < least:
            break
        if i not in used_true and j not in used_found:
            used_true.add(i)
            used_found.add(j)
    return len(used_true)


def overlap(a: Box, b: Box) -> float:
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    deep = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    inside = max(0, wide) * max(0, deep)
    return inside / (a[2] * a[3] + b[2] * b[3] - inside)


def sheets(folder: Path, number: int, seed: int) -> Iterator[tuple[str, str, int, Sheet, np.ndarray]]:
    """`number` for each gap: every ground and layout in turn."""
    for gap in GAPS:
        for at in range(number):
            rng = np.random.default_rng([seed, gap, at])
            layout, ground = LAYOUTS[at % len(LAYOUTS)], GROUNDS[(at + at // len(GROUNDS)) % len(GROUNDS)]
            figures = figures_of(folder, rng, int(rng.integers(12, 36)))
            captions = layout in ("rows", "grid") and bool(at // 4 % 2)
            sheet = lay_out(figures, layout, gap, captions, rng)
            yield layout + (" + captions" if captions else ""), ground, gap, sheet, lay_on(sheet, ground, rng)


def tiled(files: list[Path], gap: int, whole: bool, rng: np.random.Generator) -> Sheet | None:
    """A regular grid of square tiles, whole pictures squeezed to it or cut-outs that reach its sides; a few cells are
    empty where there is a ground to see."""
    side, columns, rows = (int(value) for value in (rng.integers(16, 80), rng.integers(4, 12), rng.integers(3, 9)))
    canvas = Image.new("RGBA", (columns * side + (columns - 1) * gap, rows * side + (rows - 1) * gap))
    order = iter(rng.permutation(len(files)))
    boxes: list[Box] = []
    for at in range(columns * rows):
        left, top = at % columns * (side + gap), at // columns * (side + gap)
        if not whole and rng.uniform() < 0.05:
            continue
        for number in order:
            with Image.open(files[number]) as opened:
                image = opened.convert("RGBA")
            if whole:
                image = Image.alpha_composite(Image.new("RGBA", image.size, (90, 90, 110)), image).resize((side, side))
            else:
                solid = np.array(image)[..., 3] > 24
                if solid.mean() < 0.02:
                    continue
                image = trimmed(image)
                factor = side / max(image.size)
                image = image.resize((max(4, round(image.width * factor)), max(4, round(image.height * factor))))
            into = left + (side - image.width) // 2, top + side - image.height
            canvas.alpha_composite(image, into)
            boxes.append((*into, *image.size) if gap and not whole else (left, top, side, side))
            break
    if len(boxes) < 6:
        return None
    return Sheet(np.array(canvas)[..., :3] if whole and not gap else np.array(canvas), boxes)


def framed(sheet: Sheet, rng: np.random.Generator) -> Sheet:
    """A sheet of parts that lie apart, laid on a colour with a margin about it."""
    height, width = sheet.picture.shape[:2]
    margin = int(rng.integers(0, 12))
    paper = np.full((height + 2 * margin, width + 2 * margin, 3), rng.integers(0, 256, 3), np.uint8)
    inside = paper[margin : margin + height, margin : margin + width]
    alpha = sheet.picture[..., 3:].astype(np.float32) / 255
    inside[:] = (sheet.picture[..., :3] * alpha + inside * (1 - alpha) + 0.5).astype(np.uint8)
    return Sheet(paper, [(left + margin, top + margin, wide, deep) for left, top, wide, deep in sheet.boxes])


def tiles_of(name: str, files: list[Path], kind: str, at: int, seed: int) -> Sheet | None:
    """The `at`th sheet of a kind of `TILES`; whole pictures where that is odd."""
    rng = np.random.default_rng([seed, TILES[kind], at, *map(ord, name)])
    gap = int(rng.integers(1, 7)) if kind == "on a colour" else TILES[kind]
    sheet = tiled(files, gap, bool(at % 2), rng)
    return framed(sheet, rng) if sheet is not None and kind == "on a colour" else sheet


def taken_for_sheet(picture: np.ndarray) -> bool:
    return looks_like_sheet(find_figures(picture), picture.shape[1], picture.shape[0])


def tiles(number: int, seed: int) -> None:
    print(f"{'F1 (IoU 0.5)':24s}" + "".join(f"{kind:>14s}" for kind in TILES) + "   taken for sheets: tiles  pictures")
    for title, kinds in (("chosen on", TUNED), ("not chosen on", PRINTED)):
        totals = np.zeros((len(TILES) + 2, 2))
        for name, place in kinds.items():
            files = [path for path in pictures_of(place, 160) if path.stat().st_size < 400_000]
            counts = np.zeros_like(totals)
            for row, kind in enumerate(TILES):
                for at in range(number):
                    sheet = tiles_of(name, files, kind, at, seed)
                    if sheet is not None:
                        height, width = sheet.picture.shape[:2]
                        found = find_figures(np.ascontiguousarray(sheet.picture))
                        counts[row] += 2 * matched(sheet.boxes, found, 0.5), len(sheet.boxes) + len(found)
                        counts[-2] += looks_like_sheet(found, width, height), 1
            for path in files[: 0 if name in OF_SHEETS else number]:
                with Image.open(path) as opened:
                    counts[-1] += taken_for_sheet(np.array(opened.convert("RGBA"))), 1
            totals += counts
            print(f"  {name:22s}" + shares(counts), flush=True)
        print(f"{title:24s}" + shares(totals))


def shares(counts: np.ndarray) -> str:
    values = counts[:, 0] / np.maximum(1, counts[:, 1])
    return "".join(f"{value:14.3f}" for value in values[:-2]) + f"{values[-2]:25.3f}{values[-1]:10.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--sheets", type=int, default=24, help="of each folder and gap")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", type=Path, help="write each sheet here, the boxes found in red, missed ones in blue")
    parser.add_argument("--tiles", action="store_true", help="real art on regular grids")
    chosen = parser.parse_args()
    if chosen.tiles:
        tiles(chosen.sheets, chosen.seed)
        return
    with tempfile.TemporaryDirectory() as name:
        folders = chosen.folders
        if not folders:
            draw_sample_art(Path(name), 160)
            folders = sorted(path for path in Path(name).iterdir() if path.is_dir())
        counts: dict[tuple[int, str], np.ndarray] = defaultdict(lambda: np.zeros(4, int))
        seconds = pixels = 0.0
        for folder in folders:
            for at, (layout, ground, gap, sheet, picture) in enumerate(sheets(folder, chosen.sheets, chosen.seed)):
                start = time.perf_counter()
                found = find_figures(picture)
                seconds += time.perf_counter() - start
                pixels += picture.shape[0] * picture.shape[1]
                half, strict = (matched(sheet.boxes, found, least) for least in (0.5, 0.75))
                for row in ("all", f"art: {folder.name}", f"ground: {ground}", f"layout: {layout}"):
                    counts[gap, row] += (half, strict, len(sheet.boxes), len(found))
                if chosen.save:
                    save(chosen.save / f"{folder.name}-{gap}-{at:03d}-{layout}-{ground}.png", picture, sheet, found)
    print(f"{'':34s} F1 (IoU 0.5)   F1 (IoU 0.75)   figures    found")
    for (gap, row), (half, strict, true, found) in sorted(counts.items(), key=lambda item: (-item[0][0], item[0][1])):
        f1, strictly = (2 * good / max(1, true + found) for good in (half, strict))
        print(f"gap {gap} px   {row:24s} {f1:12.3f} {strictly:14.3f} {true:10d} {found:8d}")
    print(f"{seconds:.1f} s for {pixels / 1e6:.1f} million pixels: {seconds / pixels * 1e6:.2f} s a million")


def save(path: Path, picture: np.ndarray, sheet: Sheet, found: list[Box]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(picture).convert("RGBA")
    shown = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    pen = ImageDraw.Draw(shown)
    for box in sheet.boxes:
        if all(overlap(box, other) < 0.75 for other in found):
            pen.rectangle((box[0], box[1], box[0] + box[2], box[1] + box[3]), outline="blue", width=2)
    for box in found:
        good = any(overlap(box, other) >= 0.75 for other in sheet.boxes)
        pen.rectangle((box[0], box[1], box[0] + box[2], box[1] + box[3]), outline="green" if good else "red")
    shown.save(path)


if __name__ == "__main__":
    main()
