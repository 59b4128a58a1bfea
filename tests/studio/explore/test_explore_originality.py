"""Beside the large view: new, close to or copy of; and from a design back to the pictures it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.pictures import digest, encode_png, write_png
from studio.explorer.originality.section import OriginalitySection
from studio.explorer.workspace import ExploreWorkspace
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.workers.explorer.originality import MORE_LIKE_THIS
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import write_archive
from tests.engine.run_support import write_run
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]
COUNT = 12


@pytest.fixture
def dataset(project: Project, tmp_path: Path) -> Path:
    """A run whose model recites: its dataset are designs of the first seeds, which lie in the project too."""
    run = write_run(project.new_run_dir("critters"), kimg=20, cell=16)
    session = Session.open(add_model(project, run.path.name, "000021"), "cpu")
    files: dict[str, bytes] = {}
    sources = {}
    for number, picture in enumerate(session.pictures([Point(seed=seed) for seed in range(COUNT)])):
        path = tmp_path / "art" / f"critter {number}.png"
        path.parent.mkdir(exist_ok=True)
        write_png(path, picture)
        name = f"00000/img{number:08d}.png"
        files[name] = encode_png(picture)
        sources[name] = {"source": path.name, "digest": digest(path)}
    files["dataset.json"] = json.dumps({"labels": None}).encode()
    files["maquette.json"] = json.dumps({"version": 1, "classes": [], "pictures": sources}).encode()
    import_sources(project, [tmp_path / "art"])
    baked = write_archive(project.folder / "datasets" / "critters.zip", files)
    run.write_run({**run.read_run(), "dataset": {"path": str(baked), "name": "critters"}})
    return baked


def opened(make: Make, wait: Wait) -> tuple[ExploreWorkspace, OriginalitySection]:
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    section = explore.section_host.sections["originality"]
    assert isinstance(section, OriginalitySection)
    return explore, section


def test_a_design_is_called_a_copy_and_leads_back_to_its_picture(
    dataset: Path, project: Project, make: Make, lent: Workbench, wait: Wait
) -> None:
    explore, section = opened(make, wait)
    wait(lambda: section.closest is not None, 60)
    assert section.closest is not None
    assert section.word.text() == "Copy of"
    assert len(section.pictures.listed.pictures) == 3
    heard: list[object] = []
    lent.show_in_curate.connect(heard.append)
    section.show_button.click()
    wait(lambda: heard)
    (ids,) = heard
    assert isinstance(ids, list)
    shown = project.catalogue.pictures(ids)
    assert shown[0].name == "critter 0.png"
    assert len(shown) == 3
    section.more_button.click()
    wait(lambda: MORE_LIKE_THIS in project.catalogue.tag_names())
    assert project.catalogue.tags_of([shown[0].id]) == {MORE_LIKE_THIS: 1}
    explore.context.show(Point(seed=500))
    assert section.closest is None
    wait(lambda: section.closest is not None)
    assert section.word.text() in ("New", "Close to")


def test_the_next_design_cancels_the_question_and_a_known_one_is_answered_at_once(
    dataset: Path, make: Make, wait: Wait
) -> None:
    explore, section = opened(make, wait)
    wait(lambda: section.closest is not None, 60)
    first = section.closest
    explore.context.show(Point(seed=7))
    explore.context.show(Point(seed=8))
    assert section.search._call is None
    explore.context.show(Point(seed=0))
    assert section.closest is first
    explore.hide()
    assert section.search._wanted is None


def test_without_the_dataset_it_says_so_quietly(dataset: Path, make: Make, lent: Workbench, wait: Wait) -> None:
    dataset.unlink()
    errors: list[object] = []
    lent.error_wanted.connect(lambda doing, error: errors.append(error))
    _, section = opened(make, wait)
    wait(lambda: "not here" in section._detail.text())
    assert section.word.isHidden()
    assert section.show_button.isHidden()
    assert not errors
