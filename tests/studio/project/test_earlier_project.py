"""A project that an earlier version wrote opens: its decisions, choices, designs and recipes, and their undo."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studio.curation.pages.bake.settings import BakeSettings
from studio.explorer.session_state import read_session
from studio.project.findings.copies import CopyChoices
from studio.project.findings.likeness import Opinion
from studio.project.findings.qualities import Standards
from studio.project.pictures.query import Query, State
from studio.project.pictures.sources import look_after_sources
from studio.project.project import Project
from tests.studio.curate_support import open_curate

if TYPE_CHECKING:
    from studio.workers.workbench import Workbench

STORED = Path(__file__).parents[2] / "data" / "earlier"
VERSION = "2026-11-29"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The project, at the place relative to its originals that it had."""
    shutil.copytree(STORED / "art", tmp_path / "art")
    made = Path(shutil.copytree(STORED / VERSION / "potter.maquette", tmp_path / "potter.maquette"))
    with contextlib.closing(sqlite3.connect(made / "project.db")) as connection:
        connection.executescript((made / "project.sql").read_text(encoding="utf-8"))
    (made / "project.sql").unlink()
    return made


@pytest.fixture
def potter(folder: Path) -> Iterator[Project]:
    with Project.open(folder) as project:
        yield project


def named(project: Project, query: Query) -> list[str]:
    return [picture.name for picture in project.catalogue.pictures(project.catalogue.ids(query))]


def test_pictures_and_what_is_decided_on_them(potter: Project) -> None:
    catalogue = potter.catalogue
    assert look_after_sources(potter).missing == 0, "found by their place beside the project"
    assert catalogue.ids().size == 11, "one was taken out"
    assert named(potter, Query(state=State.PICKED)) == ["pot 1.png", "pot 2.png", "pot 3.png"]
    assert named(potter, Query(state=State.REJECTED)) == ["pot 4.png"]
    pictures = {picture.id: picture for picture in catalogue.pictures(range(1, 13))}
    assert all(picture.path.is_file() for picture in pictures.values())
    assert [pictures[id_].class_name for id_ in (1, 3, 8)] == ["jugs", "pots", "trees"]
    assert (set(pictures[1].tags), pictures[2].tags) == ({"round", "blue"}, ("round",))
    assert [id_ for id_, picture in pictures.items() if picture.held] == [5]
    assert [(step.kind, dict(step.options)) for step in pictures[6].steps] == [
        ("background", {"method": "keep"}), ("frame", {"fit": "crop", "to": "whole", "box": [2, 2, 20, 20]}),
    ]  # fmt: skip
    assert [ids.tolist() for ids in catalogue.groups("near-duplicate")] == [[9, 10]]


def test_choices_on_the_whole_set(potter: Project) -> None:
    assert BakeSettings.from_stored(potter.choice("bake")) == BakeSettings(
        size=32, fit="crop", remove_background="flood"
    )
    assert Standards.from_stored(potter.choice("checks")) == Standards({"blurred": 0.25}, {"blurred": frozenset([8])})
    assert CopyChoices.from_stored(potter.choice("copies")) == CopyChoices(0.9, 2, frozenset([9]))
    opinion = Opinion.from_stored(potter.choice("unlike"))
    assert (opinion.threshold, opinion.belong.tolist()) == (1.5, [11])


def test_the_walk_and_where_explore_was_left(potter: Project) -> None:
    view, walk = read_session(potter, lambda *_: None)
    assert (view.model, view.order.count, view.sampling.psi) == (
        "runs/00001-pots/snapshots/000000.400/generator.safetensors", 64, 0.7,
    )  # fmt: skip
    assert (walk.seconds, walk.loop) == (4.0, True)
    seeded, drawn = walk.stations
    assert (seeded.seed, drawn.seed, drawn.psi) == (3, None, 0.7)
    assert drawn.z is not None
    assert np.array_equal(np.array(drawn.z, np.float32), np.arange(8, dtype=np.float32) / 8)


def test_the_shelf_the_datasets_and_the_recipes(potter: Project) -> None:
    (design,) = potter.shelf.candidates(potter.shelf.ids())
    assert (design.name, design.rating, design.notes) == ("Ash", 4, "keep the lip")
    assert (design.path.is_file(), design.recipe["seed"]) == (True, 0)
    potter.dataset_files.refresh()  # as the studio does: the file is another than the one that was read
    (dataset,) = potter.datasets()
    assert (dataset.path.stem, dataset.count, dataset.size.stored, dataset.fault) == ("pots", 10, 32, "")
    assert [path.name for path in potter.recipes.files()] == ["pots-calm.toml"]


def test_everything_is_taken_back_and_done_again(potter: Project) -> None:
    assert (potter.undo_text(), potter.redo_text()) == ("delete 1 design", "pick 1 picture")
    before = potter.catalogue.pictures(potter.catalogue.ids()), potter.choice("bake"), potter.choice("walk")
    words = []
    while text := potter.undo():
        words.append(text)
    assert len(words) == 24
    assert potter.catalogue.ids().size == 0
    assert potter.choice("bake") is potter.choice("walk") is None
    assert potter.recipes.files() == []
    assert potter.shelf.ids().size == 0
    for _ in words:
        assert potter.redo()
    assert (potter.catalogue.pictures(potter.catalogue.ids()), potter.choice("bake"), potter.choice("walk")) == before
    assert potter.redo() == "pick 1 picture"
    assert potter.catalogue.count(Query(state=State.PICKED)) == 4


def test_the_pages_of_curate_show_what_was_chosen(
    folder: Path, workbench: Workbench, wait: Callable[..., None]
) -> None:
    workbench.adopt_project(Project.open(folder))
    with open_curate(workbench, wait, pictures=11) as curate:
        wait(lambda: (curate.context.settings.size.stored, curate.context.settings.remove_background) == (32, "flood"))
        for key in curate.context.page_keys:
            curate.context.open_page(key)
            wait(lambda key=key: curate.page_host.open_page is not None and curate.page_host.open_page.key == key)
        assert curate.context.settings == BakeSettings(size=32, fit="crop", remove_background="flood")
