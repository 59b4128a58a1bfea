"""Art of many kinds for the benchmarks: fetched by name from Debian and npm, kept beside the system's temporary files.

Needs `apt-get`, `dpkg` and `npm`. Every kind is a folder of pictures by one hand, or of one collection. Constants are
chosen on those of `TUNED`; `PRINTED` has chosen none, and is what figures are quoted for.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from gan_engine.sample_art import draw_sample_art

import numpy as np

CACHE = Path(tempfile.gettempdir()) / "maquette-benchmarks"
KINDS_OF_FILE = (".png", ".webp", ".jpg", ".jpeg")
_LARGEST = 4_000_000  # bytes: larger pictures of a kind are passed over
_MASKS = re.compile(r"_pc(_\d+)?$")  # where widelands lays a player's colour: white on black, no art

Place = Callable[[], Sequence[Path]]


def debian(package: str) -> Path:
    """The files of a Debian package, fetched once."""
    place = CACHE / "debian" / package
    if not place.exists():
        fresh = CACHE / "debian" / f"{package}.fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        subprocess.run(["apt-get", "download", "-q", package], cwd=fresh, check=True, stdout=subprocess.DEVNULL)
        for archive in fresh.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, fresh], check=True)
            archive.unlink()
        fresh.rename(place)
    return place


def npm(package: str) -> Path:
    """The files of an npm package, fetched once."""
    place = CACHE / "npm" / package.replace("/", "-")
    if not place.exists():
        fresh = place.with_name(f"{place.name}.fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        subprocess.run(["npm", "pack", "--silent", package], cwd=fresh, check=True, stdout=subprocess.DEVNULL)
        for archive in fresh.glob("*.tgz"):
            shutil.unpack_archive(archive, fresh, filter="data")
            archive.unlink()
        fresh.rename(place)
    return place / "package"


def icons(name: str, count: int = 500, side: int = 128, matching: str = "") -> Path:
    """Icons of a set in the form of `@iconify-json`, some of them, drawn `side` pixels large on transparency; with
    `matching` those whose names that describes (a regular expression)."""
    mark = f"-{hashlib.sha256(matching.encode()).hexdigest()[:8]}" if matching else ""
    place = CACHE / "icons" / f"{name}-{count}-{side}{mark}"
    if place.exists():
        return place
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    known = json.loads((npm(f"@iconify-json/{name}") / "icons.json").read_text())
    names = [one for one in sorted(known["icons"]) if not any(word in one for word in ("-skin", "medium", "flag"))]
    if matching:
        names = [one for one in names if re.fullmatch(matching, one)]
    fresh = place.with_name(f"{place.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for at in np.random.default_rng(0).permutation(len(names))[:count]:
        icon = known["icons"][names[at]]
        wide, high = (icon.get(key, known.get(key, 16)) for key in ("width", "height"))
        left, top = icon.get("left", 0), icon.get("top", 0)
        body = icon["body"].replace("currentColor", "#000")
        head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(f'{head} viewBox="{left} {top} {wide} {high}">{body}</svg>'.encode()).render(painter)
        painter.end()
        image.save(str(fresh / f"{names[at]}.png"))
    fresh.rename(place)
    return place


def crossfire() -> Path:
    """The pictures of Crossfire's archive, each in a file by its own name: monsters and players of pixels."""
    place = CACHE / "crossfire"
    if not place.exists():
        packed = (debian("crossfire-common") / "usr/share/games/crossfire/crossfire.0").read_bytes()
        fresh = place.with_name(f"{place.name}.fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        at = 0
        while head := re.compile(rb"IMAGE (\d+) \./arch/([\w./+-]+)\n").match(packed, at):
            at = head.end() + int(head[1])
            file = fresh / f"{head[2].decode()}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(packed[head.end() : at])
        fresh.rename(place)
    return place


def _sample(name: str) -> Sequence[Path]:
    art = CACHE / "sample-art-1200"
    if not art.exists():
        draw_sample_art(art, 1200)
    return [art / name]


def _in(package: str, *folders: str) -> Place:
    return lambda: [debian(package) / folder for folder in folders]


def _icons(name: str) -> Place:
    return lambda: [icons(name)]


_WESNOTH = "usr/share/games/wesnoth/1.16/data/core/images"
_SKY = "usr/share/games/endless-sky/images"
_OXYGEN = "usr/share/icons/oxygen/base"

TUNED: dict[str, Place] = {
    "portraits": _in("wesnoth-1.16-data", f"{_WESNOTH}/portraits"),
    "terrain": _in("wesnoth-1.16-data", f"{_WESNOTH}/terrain"),
    "ships": _in("endless-sky-data", f"{_SKY}/ship", f"{_SKY}/outfit"),
    "twemoji": _icons("twemoji"),
    "game-icons": _icons("game-icons"),
    "robots": functools.partial(_sample, "robots"),
    "lincity": _in("lincity-ng-data", "usr/share/games/lincity-ng/images/tiles"),
    "oxygen": _in("oxygen-icon-theme", f"{_OXYGEN}/128x128", f"{_OXYGEN}/256x256/mimetypes"),
    "stamps": _in("tuxpaint-stamps-default", "usr/share/tuxpaint/stamps"),
    "supertux": _in("supertux-data", "usr/share/games/supertux2/images/creatures"),
}
PRINTED: dict[str, Place] = {
    "units": _in("wesnoth-1.16-data", f"{_WESNOTH}/units"),
    "land": _in("endless-sky-data", f"{_SKY}/land"),
    "openmoji": _icons("openmoji"),
    "cats": functools.partial(_sample, "cats"),
    "hats": _in("hedgewars-data", "usr/share/games/hedgewars/Data/Graphics/Hats"),
    "flags": _in("freeciv-data", "usr/share/games/freeciv/flags"),
    "widelands": _in("widelands-data", "usr/share/games/widelands/data/tribes/buildings"),
    "flat icons": _icons("flat-color-icons"),
}
EMOJI: dict[str, Place] = {name: _icons(name) for name in ("noto", "twemoji", "openmoji", "fluent-emoji-flat")}
"""Sets that show the same things: the hardest there is to tell apart."""


def pictures_of(place: Place, most: int) -> list[Path]:
    """At most `most` pictures of a kind, by lot."""
    files = [path for folder in place() for path in sorted(folder.rglob("*"))]
    files = [path for path in files if path.suffix.lower() in KINDS_OF_FILE and 200 < path.stat().st_size < _LARGEST]
    files = [path for path in files if not _MASKS.search(path.stem)]
    return [files[at] for at in np.random.default_rng(0).permutation(len(files))[:most]]
