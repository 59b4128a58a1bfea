"""Which snapshots of a run the designs in a folder were drawn by: they are held before any are thinned out.

A design names its model by the digest of its file, so that this finds what was kept before snapshots were held as soon
as one of their designs is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gan_engine import door
from gan_engine.errors import EngineError
from gan_engine.interchange.picture_recipe import PICTURES_WITH_RECIPES, read_recipe
from gan_engine.pictures import digest
from gan_engine.reporting import Report, silent
from gan_engine.runs.pins import hold
from gan_engine.runs.run_directory import RunDirectory


def hold_sources(run: Path, names: Iterable[str], designs: Path, report: Report = silent) -> list[str]:
    """Hold those of the snapshots `names` that drew a picture in the folder `designs`; returns their names.

    Nothing is looked at where there are no names; pictures without a recipe, and what cannot be read, are passed over.
    """
    wanted = set(names)
    if not wanted:
        return []
    models = _models(designs, report)
    held = []
    for snapshot in RunDirectory(run).snapshots():
        if snapshot.name in wanted and models and _digest(snapshot.generator) in models:
            hold(snapshot.path, "shelf")
            held.append(snapshot.name)
    return held


def _models(folder: Path, report: Report) -> set[str]:
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() in PICTURES_WITH_RECIPES]
    except OSError:
        return set()
    found = set()
    for number, path in enumerate(files):
        report(number, len(files))
        if not door.is_link(path) and (recipe := read_recipe(path)) is not None:
            found.add(recipe.point.model_digest)
    return found


def _digest(path: Path) -> str:
    try:
        return digest(path)
    except EngineError:
        return ""
