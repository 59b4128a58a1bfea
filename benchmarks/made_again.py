"""Is a design made again from its recipe the same to the bit? Through every kind of file, in another process.

Designs of a model (plain ones, blended classes, mixed layers, steps among styles, grafts) are drawn as exports draw
them and written as each kind of file. Another process, with another number of threads and other designs in between,
reads the recipes back and draws them; printed are the designs that differ in any bit, and the lowest PSNR. Aim: none
on the same machine; 50 dB elsewhere, for which `--from DIR` takes the files of another machine.

    python benchmarks/made_again.py SNAPSHOT [--designs 24] [--keep DIR] [--from DIR]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from gan_engine.interchange.design_files import encode_design
from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.exports.options import SUFFIXES, PictureOptions
from gan_engine.interchange.picture_recipe import recipe_of
from gan_engine.latent.point import Graft, Mask, Mix, Point, Shift
from gan_engine.latent.session import Session
from gan_engine.pictures import encode_png, read_picture

import numpy as np
import torch


def points_of(session: Session, count: int) -> list[Point]:
    """Designs of all that this model offers, in turn."""
    made = []
    for seed in range(count):
        point = Point(seed=seed, psi=0.8 if session.truncation else 1.0)
        if session.class_names and seed % 2:
            shares = np.random.RandomState(seed).dirichlet(np.ones(len(session.class_names)))
            point = point.having(classes=tuple(zip(session.class_names, map(float, shares), strict=True)))
        if not session.offers["mix"] and seed % 3 == 1:
            point = point.with_edit(Mix(other=Point(seed=seed + 1000), first=0, last=3))
            width = session.latents([point]).shape[-1]
            vector = tuple(float(str(each)) for each in np.random.RandomState(seed).randn(width).astype(np.float32))
            point = point.with_edit(Shift(vector=vector, amount=0.5))
        if not session.offers["graft"] and seed % 3 == 2:
            rows, columns = np.mgrid[:32, :32]
            disc = (rows - 16) ** 2 + (columns - 16) ** 2 < 80
            point = point.with_edit(Graft(other=Point(seed=seed + 2000), mask=Mask.of(disc), first=1))
        made.append(point)
    return made


def write(session: Session, points: list[Point], folder: Path) -> None:
    """Each design as each kind of file, and its pixels beside as `.pixels.png`."""
    for number, (point, picture) in enumerate(zip(points, session.draw_alone(points), strict=True)):
        for kind, suffix in SUFFIXES.items():
            options = PictureOptions.model_validate({"kind": kind})
            (folder / f"{number:03d}{suffix}").write_bytes(
                encode_design(picture[0], recipe_of(session, point), options)
            )
        (folder / f"{number:03d}.pixels").write_bytes(encode_png(picture[0]))


def compare(session: Session, folder: Path) -> dict[str, float]:
    """How many files were made again, how many differ in a bit, and the lowest PSNR (dB) among them."""
    files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES.values())
    list(session.draw([Point(seed=seed) for seed in range(7)]))  # whatever else was drawn must not matter
    differing, lowest = 0, np.inf
    for path in files:
        (recipe,) = read_designs(path).recipes
        again = next(session.draw_alone([recipe.point]))[0].astype(float)
        wanted = read_picture(path.with_suffix(".pixels")).astype(float)
        if error := float(((again - wanted) ** 2).mean()):
            differing += 1
            lowest = min(lowest, 10 * np.log10(255**2 / error))
    return {"files": len(files), "differing": differing, "lowest_psnr": float(lowest)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--designs", type=int, default=24)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--from", type=Path, dest="source", metavar="DIR")
    parser.add_argument("--compare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    session = Session.open(given.snapshot, "cpu")
    if given.compare or given.source:
        torch.set_num_threads(2)
        told = compare(session, given.compare or given.source)
        print(json.dumps(told) if given.compare else told)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(1)
        write(session, points_of(session, given.designs), folder)
        command = [sys.executable, __file__, str(given.snapshot), "--compare", str(folder)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(f"{told['files']:.0f} files of {given.designs} designs, made again in another process")
    worst = f", at worst {told['lowest_psnr']:.1f} dB" if told["differing"] else ""
    print(f"{told['differing']:.0f} differ in a bit{worst}")


if __name__ == "__main__":
    main()
