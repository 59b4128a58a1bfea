"""How much of what is put before the artist is rightly put there, as judged by eye.

    python benchmarks/check_precision.py DIR [--pictures 500] [--kinds KIND...] [--sets SET...] [--checks CHECK...]
    python benchmarks/check_precision.py DIR --table

Four kinds of art unlike each other, each from several collections (`art.py` fetches them): those of the half "tuned"
may choose constants, those of "printed" have chosen none. On each collection everything is run as `gan-engine check`
and the pages of Curate run it, with the thresholds that they begin with: the checks, copies and which of them is kept,
strangers, sheets, cut-outs that are not to be trusted (where pictures have no see-through ground; cut-outs are laid on
white and on painted scenes for it), and the advice on variants. Of each, `--each` findings by lot are laid out in
montages in DIR, numbered, and listed in DIR/judgements.csv. A person looks at them and enters "right" or "wrong" in the
last column; what was entered before is kept where the same is found again, and not shown again. `--judge SET CHECK
3,7,9` enters wrong for those numbers, and right for the others that nothing is entered for. `--table` counts.
"""

from __future__ import annotations

import argparse
import csv
import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from art import PRINTED, TUNED, Place, crossfire, debian, icons, pictures_of
from background_art import PRINTED_FIGURES, TUNED_FIGURES, scenes_of
from gan_engine.cli.feature_network import look
from gan_engine.curation.asymmetry import MOST, advice
from gan_engine.curation.backgrounds.methods import KEEP
from gan_engine.curation.backgrounds.suggestion import SAMPLE, suggest_method
from gan_engine.curation.checks.kinds import KINDS, NETWORK_KINDS, OUTLIER
from gan_engine.curation.checks.review import Review, compare, review
from gan_engine.curation.picture_edits import Background, PictureSteps, applied
from gan_engine.curation.sheets import looks_like_sheet
from gan_engine.curation.splitting import find_figures
from gan_engine.errors import PictureError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import read_picture, with_alpha

import numpy as np
from PIL import Image, ImageDraw, ImageFont

_NAEV = "usr/share/naev/dat/gfx"
_STORY = "usr/share/games/wesnoth/1.16/data/core/images/story"

ART: dict[str, dict[str, dict[str, Place]]] = {
    "painted": {
        "tuned": {"portraits": TUNED["portraits"], "story": lambda: [debian("wesnoth-1.16-data") / _STORY]},
        "printed": {
            "faces": lambda: [debian("naev-data") / _NAEV / "portraits"],
            "worlds": lambda: [debian("naev-data") / _NAEV / "planet/exterior"],
        },
    },
    "pixel art": {
        "tuned": {"crossfire": lambda: [crossfire() / "monster", crossfire() / "player"]},
        "printed": {"units": PRINTED["units"]},
    },
    "clip art": {
        "tuned": {"stamps": TUNED["stamps"]},
        "printed": {"openclipart": lambda: [debian("openclipart-png") / "usr/share/openclipart/png"]},
    },
    "icons": {
        "tuned": {"oxygen": TUNED["oxygen"], "twemoji": lambda: [icons("twemoji")]},
        "printed": {"openmoji": PRINTED["openmoji"], "flat icons": PRINTED["flat icons"]},
    },
}
Row = dict[str, str]
_COLUMNS = ("kind", "half", "set", "check", "found", "number", "picture", "of", "score", "why", "judgement")
_CELL, _ACROSS, _DOWN = 208, 6, 5
_LEGEND = 46  # pixels below a picture
_DOUBTED = 16  # pictures of a set that are cut out: the network takes its time
_LOOKED_AT = 192  # pixels at which the page Background looks at a whole set
_SHEET_AT = 2048


@dataclass
class Finding:
    picture: str
    why: str
    shown: list[Picture]
    """What a person has to see to judge it, side by side."""
    of: str = ""
    score: float | None = None
    judgement: str = ""


@dataclass
class Found:
    """What one check found in one set."""

    looked_at: int
    findings: list[Finding] = field(default_factory=list)
    typical: list[Picture] = field(default_factory=list)


# What is found


def small(picture: Picture, side: int = 400) -> Picture:
    image = Image.fromarray(picture)
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return np.array(image)


def reread(path: Path) -> Picture:
    try:
        return small(read_picture(path, longest=1024))
    except PictureError:
        return np.full((32, 32, 3), 128, np.uint8)


def name_of(path: Path) -> str:
    return "/".join(path.parts[-3:])


def of_review(paths: Sequence[Path], found: Review) -> dict[str, Found]:
    """Findings of single pictures, copies beside the one that is kept, strangers."""
    by_kind = {kind: Found(len(paths)) for kind in KINDS}
    for path, findings in zip(paths, found.findings, strict=True):
        for one in findings:
            shown = [reread(each) for each in (*one.of, path)]
            of = " ".join(map(name_of, one.of))
            by_kind[one.kind].findings.append(Finding(name_of(path), one.why, shown, of, one.score))
    best = by_kind["best of a group"] = Found(len(paths))
    for group in found.groups:
        members = [paths[index] for index in group]
        facts = [found.facts[index] for index in group]
        sizes = ", ".join(f"{one.width}x{one.height}" for one in facts[:4] if one is not None)
        shown = [reread(path) for path in members[:4]]
        best.findings.append(Finding(name_of(members[0]), sizes, shown, " ".join(map(name_of, members[1:]))))
    return by_kind


def of_sheets(paths: Sequence[Path]) -> Found:
    found = Found(len(paths))
    for path in paths:
        try:
            picture = read_picture(path, longest=_SHEET_AT)
        except PictureError:
            continue
        boxes = find_figures(picture)
        if looks_like_sheet(boxes, picture.shape[1], picture.shape[0]):
            boxed = Image.fromarray(picture).convert("RGBA")
            pen, wide = ImageDraw.Draw(boxed), max(1, max(boxed.size) // 150)
            for left, top, width, height in boxes:
                pen.rectangle((left, top, left + width, top + height), outline=(255, 0, 160, 255), width=wide)
            shown = [reread(path), small(np.array(boxed))]
            found.findings.append(Finding(name_of(path), f"{len(boxes)} figures", shown))
    return found


def of_cut_outs(pictures: Sequence[tuple[str, Picture]]) -> Found:
    """By the method that is suggested for them, at the size at which the page looks at a whole set."""
    some = [picture for _, picture in pictures]
    method = suggest_method(some[:: max(1, len(some) // SAMPLE)]).method
    found = Found(len(pictures))
    if method == KEEP:
        return found
    for name, picture in pictures:
        steps = PictureSteps(background=Background(method=method))
        after, doubt = applied(picture, steps, None, 1.0)
        if doubt:
            found.findings.append(Finding(name, f"{method}: {doubt}", [picture, with_alpha(after)]))
    return found


def opaque(paths: Sequence[Path]) -> Iterator[tuple[str, Picture]]:
    """Whole pictures, or cut-outs on white: what was exported without its transparency."""
    for path in paths:
        try:
            picture = read_picture(path, longest=_LOOKED_AT)
        except PictureError:
            continue
        if picture.shape[2] == 4:
            alpha = picture[..., 3:].astype(np.float32) / 255
            picture = (picture[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.uint8)
        yield name_of(path), picture


def on_scenes(half: str, name: str) -> Iterator[tuple[str, Picture]]:
    for number, scene in enumerate(scenes_of(half, name, "painted", _DOUBTED, _LOOKED_AT, 1)):
        yield f"{name} {number} on a painted scene", scene.picture


def of_advice(paths: Sequence[Path], found: Review) -> dict[str, Found]:
    """What is advised against, and of letters each picture that is taken for one."""
    numbers = list(found.squares)
    advised = Found(3)
    letters = Found(len(numbers))
    for one in advice(list(found.squares.values())):
        if not one.harmful:
            continue
        clearest = [reread(paths[numbers[number]]) for number in one.evidence[:4]]
        advised.findings.append(Finding(one.operation, one.words, clearest, score=one.separability))
        if "letters" in one.words and not letters.findings:
            letters.findings += [
                Finding(name_of(paths[numbers[number]]), "a letter", [reread(paths[numbers[number]])])
                for number in one.evidence
            ]
    return {"advice": advised, "letters": letters}


def findings_of(half: str, name: str, paths: Sequence[Path], checks: Sequence[str]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    alone = [kind for kind in KINDS if kind not in NETWORK_KINDS]
    reviewed = review(paths, alone, sample=MOST, names=[name_of(path) for path in paths])
    if not checks or {*NETWORK_KINDS, "best of a group"} & set(checks):
        compare(reviewed, paths, NETWORK_KINDS, look, names=[name_of(path) for path in paths])
    found |= of_review(paths, reviewed)
    strange = {one.picture for one in found[OUTLIER].findings}
    usual = [path for path in paths if name_of(path) not in strange]
    found[OUTLIER].typical = [reread(path) for path in usual[:: max(1, len(usual) // _ACROSS)][:_ACROSS]]
    if not checks or {"advice", "letters"} & set(checks):
        found |= of_advice(paths, reviewed)
    if not checks or "sheet" in checks:
        found["sheet"] = of_sheets(paths)
    if not checks or "doubtful cut-out" in checks:
        found["doubtful cut-out"] = of_cut_outs(list(opaque(paths[:_DOUBTED])))
        if name in (TUNED_FIGURES if half == "tuned" else PRINTED_FIGURES):
            found["doubtful on scenes"] = of_cut_outs(list(on_scenes(half, name)))
    return {check: one for check, one in found.items() if not checks or check in checks}


# What is shown


@functools.cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(11)


def cell(pictures: Sequence[Picture], words: str) -> Image.Image:
    made = Image.new("RGB", (_CELL, _CELL + _LEGEND), (250, 250, 250))
    wide = _CELL // len(pictures) if len(pictures) < 3 else _CELL // 2
    deep = _CELL if len(pictures) < 3 else _CELL // 2
    for number, picture in enumerate(pictures[:4]):
        image = Image.fromarray(picture).convert("RGBA")
        factor = min((wide - 4) / image.width, (deep - 4) / image.height)
        size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
        image = image.resize(size, Image.Resampling.NEAREST if factor >= 2 else Image.Resampling.LANCZOS)
        left = (number % 2) * wide + (wide - size[0]) // 2
        top = (number // 2) * deep + (deep - size[1]) // 2
        across, down = np.meshgrid(np.arange(size[0]) // 8, np.arange(size[1]) // 8)
        board = np.where((across + down) % 2, 200, 228).astype(np.uint8)
        made.paste(Image.fromarray(board).convert("RGB"), (left, top))
        made.paste(image, (left, top), image)
    pen = ImageDraw.Draw(made)
    lines = [words[start : start + 36] for start in range(0, len(words), 36)][:3]
    pen.multiline_text((2, _CELL + 1), "\n".join(lines), (0, 0, 0), _font(), spacing=2)
    pen.rectangle((0, 0, _CELL - 1, _CELL + _LEGEND - 1), outline=(120, 120, 120))
    return made


def montages(place: Path, title: str, chosen: Sequence[tuple[int, Finding]], typical: Sequence[Picture]) -> None:
    """Sheets of `chosen` with their numbers; above them what is usual in the set."""
    rows = _DOWN - bool(typical)
    for start in range(0, len(chosen), rows * _ACROSS):
        cells = [cell([picture], "typical") for picture in typical]
        cells += [None] * (-len(cells) % _ACROSS)
        for number, one in chosen[start : start + rows * _ACROSS]:
            score = "" if one.score is None else f" {one.score:.3f}"
            cells.append(cell(one.shown, f"{number}{score} {one.picture[-34:]} {one.why}"))
        down = -(-len(cells) // _ACROSS)
        sheet = Image.new("RGB", (_ACROSS * _CELL, down * (_CELL + _LEGEND)), "white")
        for at, one_cell in enumerate(cells):
            if one_cell is not None:
                sheet.paste(one_cell, (at % _ACROSS * _CELL, at // _ACROSS * (_CELL + _LEGEND)))
        sheet.save(place / f"{title} {start // (rows * _ACROSS) + 1}.png".replace(" ", "-"))


# What is written down


def rows_of(place: Path) -> list[Row]:
    file = place / "judgements.csv"
    if not file.exists():
        return []
    with file.open(newline="") as opened:
        return list(csv.DictReader(opened))


def write_rows(place: Path, rows: Sequence[Row]) -> None:
    with (place / "judgements.csv").open("w", newline="") as opened:
        writer = csv.DictWriter(opened, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def lot(name: str, one: Finding) -> bytes:
    """By which findings are drawn: the same findings are drawn again."""
    return hashlib.sha256(f"{name}/{one.picture}/{one.of}".encode()).digest()


def judged_wrong(rows: list[Row], name: str, check: str, wrong: Sequence[int]) -> None:
    for row in rows:
        if (row["set"], row["check"]) == (name, check) and row["picture"]:
            row["judgement"] = "wrong" if int(row["number"]) in wrong else row["judgement"] or "right"


def print_table(rows: Sequence[Row], by_set: bool) -> None:
    """Of each half, kind and check: found, judged, right, precision."""
    found: Counter[tuple[str, ...]] = Counter()
    judged: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    seen = set()
    for row in rows:
        key = (row["check"], row["kind"], row["half"], *([row["set"]] if by_set else []))
        if (row["set"], row["check"]) not in seen:
            seen.add((row["set"], row["check"]))
            found[key] += int(row["found"])
        if row["judgement"]:
            judged[key].append(row["judgement"] == "right")
    print(f"{'check':20}{'kind':12}{'half':9}{'set' if by_set else '':12}{'found':>6}{'judged':>7}{'right':>6}   %")
    for key in sorted(found):
        if not found[key]:
            continue
        right = judged[key]
        share = f"{100 * np.mean(right):5.0f}" if right else "    -"
        words = f"{key[0]:20}{key[1]:12}{key[2]:9}{key[3] if by_set else '':12}"
        print(f"{words}{found[key]:6}{len(right):7}{sum(right):6}{share}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path, metavar="DIR")
    parser.add_argument("--pictures", type=int, default=500, help="of each collection, by lot")
    parser.add_argument("--each", type=int, default=60, help="findings of each check that are shown")
    parser.add_argument("--sets", nargs="*", default=[])
    parser.add_argument("--checks", nargs="*", default=[])
    parser.add_argument("--table", action="store_true", help="count what was judged")
    parser.add_argument("--by-set", action="store_true", help="each collection apart")
    parser.add_argument("--judge", nargs=3, metavar=("SET", "CHECK", "WRONG"))
    asked = parser.parse_args()
    asked.place.mkdir(parents=True, exist_ok=True)
    rows = rows_of(asked.place)
    if asked.judge:
        name, check, wrong = asked.judge
        judged_wrong(rows, name, check, [int(one) for one in wrong.split(",") if one])
        write_rows(asked.place, rows)
    elif asked.table:
        print_table(rows, asked.by_set)
    else:
        for kind, half, name, where in collections(asked.sets):
            found = findings_of(half, name, sorted(pictures_of(where, asked.pictures)), asked.checks)
            rows = put_before(asked.place, rows, (kind, half, name), found, asked.each)
            write_rows(asked.place, rows)
            counts = ", ".join(f"{check} {len(one.findings)}" for check, one in found.items() if one.findings)
            print(f"{kind}, {half}, {name}: {counts}", flush=True)


def collections(chosen: Sequence[str]) -> Iterator[tuple[str, str, str, Place]]:
    """Kind, half, name and place of the collections named, or of all."""
    for kind, halves in ART.items():
        for half, sets in halves.items():
            for name, where in sets.items():
                if not chosen or name in chosen:
                    yield kind, half, name, where


def put_before(
    place: Path, rows: list[Row], collection: tuple[str, str, str], found: dict[str, Found], most: int
) -> list[Row]:
    """Montages of what was found in a collection and is not judged yet; `rows` with what was found instead of what was
    before."""
    kind, half, name = collection
    known = {(row["check"], row["picture"], row["of"]): row["judgement"] for row in rows if row["set"] == name}
    rows = [row for row in rows if not (row["set"] == name and row["check"] in found)]
    for check, one in found.items():
        for old in place.glob(f"{name} {check} ".replace(" ", "-") + "[0-9]*.png"):
            old.unlink()
        chosen = sorted(one.findings, key=functools.partial(lot, name))[:most]
        chosen.sort(key=lambda each: -(each.score or 0))
        for each in chosen:
            each.judgement = known.get((check, each.picture, each.of), "")
        unknown = [(number, each) for number, each in enumerate(chosen, 1) if not each.judgement]
        montages(place, f"{name} {check}", unknown, one.typical)
        base = dict.fromkeys(_COLUMNS, "")
        base |= {"kind": kind, "half": half, "set": name, "check": check, "found": str(len(one.findings))}
        rows += [base] if not chosen else []
        for number, each in enumerate(chosen, 1):
            score = "" if each.score is None else f"{each.score:.4f}"
            own = {"number": str(number), "picture": each.picture, "of": each.of, "score": score, "why": each.why}
            rows.append({**base, **own, "judgement": each.judgement})
    return rows


if __name__ == "__main__":
    main()
