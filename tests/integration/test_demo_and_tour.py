"""The two commands a newcomer runs: the whole way without a display, then the window photographed on what it left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from gan_engine.dataset.reading import open_dataset
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.runs.run_directory import RunDirectory
from studio import tour
from studio.project.project import Project

pytestmark = [pytest.mark.xcb, pytest.mark.timeout(900)]


def maquette(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "studio", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=900)


PICTURES = 240
"""A fifth of what a newcomer has: looking at them takes the tour most of its time."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole way") / "demo"
    done = maquette("demo", folder, "--kimg", "0.16", "--pictures", PICTURES)
    assert done.returncode == 0, done.stderr
    for place in (folder / "designs", folder / "walk.mp4", folder / "contact-sheet.png"):
        assert str(place) in done.stdout  # it says where everything lies
    return folder


def test_the_demo_leaves_a_project_and_everything_it_says(demo: Path) -> None:
    with Project.open(demo / "Critters.maquette") as project:
        assert project.catalogue.counts().all == PICTURES
        [dataset] = project.datasets()
        with open_dataset(dataset.path) as baked:
            assert (baked.count, baked.size.stored) == (PICTURES, 64)
            assert baked.class_names == ["cats", "heads", "monsters", "robots"]
        [run] = [RunDirectory.open(path) for path in project.runs()]
        assert run.live_status() == "finished"
        assert run.read_state().kimg == pytest.approx(0.16)
        assert len(project.shelf.ids()) == 12
    designs = sorted((demo / "designs").glob("*.png"))
    assert len(designs) == 64
    recipe = read_recipe(designs[5])
    assert recipe is not None
    assert recipe.point.seed == 5
    assert (demo / "walk.mp4").stat().st_size > 1000


def test_a_second_demo_in_the_same_place_touches_nothing(demo: Path) -> None:
    done = maquette("demo", demo)
    assert done.returncode == 1
    assert "already" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_tour_photographs_every_workspace_in_a_real_window(demo: Path) -> None:
    assert os.environ.get("DISPLAY")  # a real X server, not Qt's drawing into memory
    done = maquette("tour", demo)
    assert done.returncode == 0, done.stderr
    for name in ("welcome", "curate", "bake", "train", "new-training", "explore", "shelf", "compare", "palette"):
        with Image.open(demo / f"{name}.png") as picture:
            assert picture.size == tour.SIZE
            assert len(picture.convert("L").resize((64, 40)).getcolors(4096) or ()) > 20  # no blank window
    film = demo / tour.FILM
    assert film.stat().st_size < 3e6
    with Image.open(film) as picture:
        assert picture.n_frames == len(tour.FILMED)  # type: ignore[attr-defined]
