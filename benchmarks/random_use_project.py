"""Makes the project that `random_use.py` lives in, in a process of its own: the window's holds no torch.

    python benchmarks/random_use_project.py PLACE [--run DIR] [--dataset ZIP] [--art DIR] [--kept 400] [--pictures N]

PLACE gets `Critters.maquette` with models, designs on its shelf and pictures, and `bad/`, what is dropped on it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bad_input import write_bad_input
from designs import written
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.pictures import write_png
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from studio.project.pictures.importing import import_sources
from studio.project.project import Project

import numpy as np
from tests.studio.project_support import make_project

SNAPSHOTS = 3
"""Of the run that is used: the newest ones."""
TINY = {"family": "stylegan2", "size": 32, "network": {"channel_base": 512, "z_dim": 64, "w_dim": 64}}
OTHER_FAMILY = {"family": "dcgan", "size": 32, "network": {"z_dim": 16, "generator_width": 4}}


def put_models(runs: Path, run: Path | None) -> Path:
    """Snapshots of the run, or of an untrained network, and a model of another family; gives the newest snapshot's."""
    folder = runs / "00001-critters"
    if run is None:
        plan = make_plan(configure(TINY), ())
        for number in range(SNAPSHOTS):
            written(plan, folder / "snapshots" / f"{20 * (number + 1):06}")
    else:
        folder.mkdir(parents=True)
        for file in run.iterdir():
            if file.is_file() and file.name not in ("run.lock", "log.txt"):
                shutil.copy(file, folder / file.name)
        for snapshot in sorted((run / "snapshots").iterdir())[-SNAPSHOTS:]:
            (folder / "snapshots" / snapshot.name).mkdir(parents=True)
            shutil.copy(snapshot / GENERATOR, folder / "snapshots" / snapshot.name / GENERATOR)
    written(make_plan(configure(OTHER_FAMILY), ()), runs / "00002-sketches" / "snapshots" / "000010")
    return sorted((folder / "snapshots").iterdir())[-1] / GENERATOR


def put_pictures(project: Project, place: Path, art: Path | None) -> None:
    """Pictures for Curate: some of the art, or noise."""
    own = place / "art"
    own.mkdir()
    if art is None:
        for number in range(12):
            noise = np.random.RandomState(number).randint(0, 256, (48, 48, 3)).astype(np.uint8)
            write_png(own / f"{number}.png", noise, root=own)
    import_sources(project, [art or own])


def put_designs(project: Project, session: Session, count: int) -> None:
    """Designs on the shelf."""
    for first in range(0, count, 50):
        seeds = range(first, min(first + 50, count))
        drawn = session.generate(latents(seeds, session.z_dim))
        recipe = {"version": 1, "model_digest": session.digest, "model_name": "00001-critters"}
        project.shelf.add_many(
            [
                (picture, {**recipe, "seed": seed}, f"Critter {seed}", ())
                for seed, picture in zip(seeds, drawn, strict=True)
            ]
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("place", type=Path)
    options.add_argument("--run", type=Path)
    options.add_argument("--dataset", type=Path)
    options.add_argument("--art", type=Path)
    options.add_argument("--kept", type=int, default=400)
    options.add_argument("--pictures", type=int, default=0)
    given = options.parse_args()
    if given.pictures:
        project = make_project(given.place / "Critters", given.pictures, size=96)
    else:
        project = Project.create(given.place / "Critters")
    model = put_models(project.folder / "runs", given.run)
    if given.dataset is not None:
        (project.folder / "datasets").mkdir(exist_ok=True)
        shutil.copy(given.dataset, project.folder / "datasets" / "critters.zip")
    put_pictures(project, given.place, given.art)
    session = Session.open(model, "cpu")
    put_designs(project, session, given.kept)
    write_bad_input(given.place / "bad", model, session.digest, session.z_dim)
    project.close()
    print(json.dumps({"project": str(project.folder), "model": str(model)}))


if __name__ == "__main__":
    main()
