"""How much nearer does this revision's recipe come than that of another checkout of Maquette, in the same time?

Each seed trains once in either checkout, both at once, one core each, in its own product's loop with all that it does
beside making steps, until it has had so many seconds of processor time (counted from the first report on: what is tried
out before that, to choose precision and threads, is not). The set is 1,200 sample characters at 64 px, drawn here and
baked by either. Designs of both (seeds 0 to 999, psi 1) are then judged by this checkout's judges: kid-u2netp and,
beside it, kid-lite0 (0 is alike, the better the lower), and their originality.

    python benchmarks/revisions.py --against FOLDER [--seconds 660] [--seeds 0 1 2] [--recipe quick-look]
        [--sheets FOLDER]

660 seconds of one core are 330 of two.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from art import CACHE, pictures_of
from design_sheet import draw_sheet
from recipe_trials import JUDGES, KINDS, Art, Judged, spread

import numpy as np
import torch

HERE = Path(__file__).parents[1]
SIDE = 64
TRAINING = """
import importlib, json, sys, time
from pathlib import Path
# An installation that points at another checkout would lend this one what it has not.
sys.meta_path[:] = [finder for finder in sys.meta_path if "Editable" not in getattr(finder, "__name__", "")]
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.reporting import Cancelled
from gan_engine.training.loop import train
import numpy, torch

def found(name, *places):
    for place in places:
        try:
            return getattr(importlib.import_module(f"gan_engine.{place}"), name.split()[places.index(place)])
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"This revision is too old: it has no {name}.")

SourcePicture = found("SourcePicture BakeItem", "dataset.source_picture", "dataset.bake")
apply_settings = found("apply_settings apply_settings", "settings.configuration", "training.configuration")
load_recipe = found("load_recipe load_recipe", "settings.recipes", "training.recipes")
create_run = found("create_run create_run", "training.run_creation", "training.start")
art, folder, recipe, seed, seconds, side, designs = json.loads(sys.argv[1])
begun, pictures = None, 0

def clock(done, total, what=""):
    global begun, pictures
    begun, pictures = time.process_time() if begun is None else begun, done
    if time.process_time() - begun >= seconds:
        raise Cancelled

dataset = Path(folder, "set.zip")
bake([SourcePicture(Path(path), Path(path).name) for path in art], dataset, BakeOptions(size=side))
settings = ["device=cpu", "threads=1", f"seed={seed}", "kimg=100000"]
run = create_run(Path(folder, "run"), dataset, apply_settings(load_recipe(recipe).configuration, settings))
train(run, report=clock)
torch.set_num_threads(1)
session = Session.open(run.path)
numpy.save(Path(folder, "designs.npy"), session.generate(latents(range(designs), session.z_dim)))
print(run.read_run()["resolved"]["precision"], pictures)
"""
"""Only what both revisions have, under the names of either."""
DESIGNS = 1000


def begin(
    checkout: Path, folder: Path, art: list[str], recipe: str, seed: int, seconds: float
) -> subprocess.Popen[str]:
    folder.mkdir()
    told = json.dumps([art, str(folder), recipe, seed, seconds, SIDE, DESIGNS])
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.Popen(
        [sys.executable, "-c", TRAINING, told], cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--against", type=Path, required=True, help="another checkout of Maquette")
    options.add_argument("--seconds", type=float, default=660, help="of processor time, for each training")
    options.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    options.add_argument("--recipe", default="quick-look")
    options.add_argument("--sheets", type=Path, help="where to draw 64 designs of each training (PNG)")
    given = options.parse_args()
    torch.set_num_threads(1)
    checkouts = {"here": HERE, "there": given.against.resolve()}
    set_of_all = Art.of("characters", SIDE, CACHE / f"recipe-trials-{SIDE}")
    art = [str(path) for path in pictures_of(*KINDS["characters"])]
    found: dict[str, list[Judged]] = {name: [] for name in checkouts}
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as kept:
            trained = {
                name: begin(checkout, Path(kept, name), art, given.recipe, seed, given.seconds)
                for name, checkout in checkouts.items()
            }
            for name, process in trained.items():
                said, _ = process.communicate()
                if process.returncode:
                    raise SystemExit(f"The training of {name} failed.")
                designs = np.load(Path(kept, name, "designs.npy"))
                judged = set_of_all.judge(designs)
                found[name].append(judged)
                draw_sheet(given.sheets, f"{name} {seed}", designs)
                precision, pictures = said.split()[-2:]
                distances = "  ".join(f"kid-{judge} {value:.4f}" for judge, value in judged.distances.items())
                print(
                    f"seed {seed}  {name:6}{int(pictures):8,} pictures in {precision}  {distances}  "
                    f"originality {judged.originality:.2f}  near-copies {judged.near_copies:.1%}",
                    flush=True,
                )
    for judge in JUDGES:
        values = {name: [each.distances[judge] for each in of_one] for name, of_one in found.items()}
        ratios = [there / here for here, there in zip(values["here"], values["there"], strict=True)]
        print(
            f"kid-{judge}: here {spread(values['here'])}, there {spread(values['there'])}, "
            f"there / here {statistics.fmean(ratios):.2f} ({min(ratios):.2f} - {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
