"""Beside designs that are compared stand the closest training pictures, and whether it is a copy of one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from gan_engine.dataset.reading import open_dataset
from studio import theme
from studio.project.findings.originality import Verdicts
from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.shelf.compare import closest_height
from studio.shelf.workspace import ShelfWorkspace
from studio.workers.shelf.closest import VERDICT_WORDS, verdict_of
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import write_run

Wait = Callable[..., None]


@pytest.mark.parametrize(
    ("ratio", "copy", "words"),
    [
        (0.1, True, "A copy?"),
        (0.6, False, "Related"),
        (1.1, False, "New"),
        (None, False, "Related"),
        (None, True, "A co"),
    ],
)
def test_distances_in_words(ratio: float | None, copy: bool, words: str) -> None:
    assert VERDICT_WORDS[verdict_of(ratio, copy)].startswith(words)


@pytest.fixture
def dataset(project: Project) -> Path:
    """What the model of the kept designs learnt from."""
    path = make_dataset(project.folder / "datasets" / "shapes.zip", count=60)
    run = write_run(project.new_run_dir("shapes"), kimg=20, cell=16)
    (run.path / "snapshots" / "000020" / "generator.safetensors").write_bytes(b"the model")
    run.write_run({**run.read_run(), "dataset": {"path": str(path), "name": "shapes"}})
    return path


@pytest.fixture
def shelf(workbench: Workbench, project: Project, wait: Wait) -> Iterator[ShelfWorkspace]:
    made = ShelfWorkspace(workbench)
    made.resize(1200, 760)
    made.show()
    made.front()
    yield made
    made.close()
    made.deleteLater()


def keep_two(project: Project, picture: np.ndarray) -> None:
    """A picture of the dataset as if it were a design, and one that is like nothing in it."""
    noise = np.random.default_rng(0).integers(0, 256, (32, 32, 3), np.uint8)
    recipe = {
        "version": 1, "model_digest": hashlib.sha256(b"the model").hexdigest(), "model_name": "00001-shapes 000020",
        "seed": 1,
    }  # fmt: skip
    for name, made in (("copied", picture), ("made", noise)):
        project.shelf.add(np.ascontiguousarray(made), recipe, name=name)


def compare(shelf: ShelfWorkspace, wait: Wait) -> None:
    wait(lambda: shelf.table.count == 2)
    shelf.grid.selectAll()
    shelf.compare()
    wait(lambda: shelf.is_comparing)


@pytest.mark.timeout(200)
def test_a_copy_is_called_one_and_a_new_design_is_not(
    shelf: ShelfWorkspace, project: Project, dataset: Path, wait: Wait
) -> None:
    with open_dataset(dataset) as opened:
        picture = opened.read(7).transpose(1, 2, 0)
    keep_two(project, picture)
    compare(shelf, wait)
    view = shelf.compare_view
    wait(lambda: len(view.closest) == len(view.pictures), 120)
    closest = {design.name: view.closest.get(design.id) for design in view.pictures}
    assert closest["copied"] is not None
    assert closest["copied"].copy
    assert closest["copied"].words.startswith("A copy?")
    assert len(closest["copied"].images) == 3
    assert closest["made"] is not None
    assert not closest["made"].copy
    view.grab()
    assert view.accessibleDescription().endswith("Now on made. New: no picture of your art is like it.")
    shelf.comparing.toggle_closest()
    assert view.below == 32
    shelf.comparing.toggle_closest()
    assert len(view.closest) == len(view.pictures), "known already"


def test_without_the_model_or_its_dataset_it_says_so(
    shelf: ShelfWorkspace, project: Project, dataset: Path, wait: Wait
) -> None:
    keep_two(project, np.zeros((32, 32, 3), np.uint8))
    dataset.unlink()
    compare(shelf, wait)
    wait(lambda: "no longer there" in shelf.compare_view._said)


def choose_verdict(shelf: ShelfWorkspace, verdict: str) -> None:
    bar = shelf.table.bar
    bar.verdict.setCurrentIndex(bar.verdict.findData(verdict))


@pytest.mark.timeout(200)
def test_the_shelf_is_narrowed_to_copies_and_what_was_found_is_known_the_next_time(
    shelf: ShelfWorkspace, project: Project, dataset: Path, wait: Wait
) -> None:
    with open_dataset(dataset) as opened:
        keep_two(project, opened.read(7).transpose(1, 2, 0))
    wait(lambda: shelf.table.count == 2)
    choose_verdict(shelf, "copy")
    wait(lambda: len(project.shelf.verdicts.known()) == 2, 120)
    wait(lambda: shelf.table.count == 1)
    (copied,) = project.shelf.ids(ShelfQuery(verdict="copy"))
    assert project.shelf.candidate(int(copied)).name == "copied"
    verdict = Verdicts(project.folder).known()[project.shelf.candidates([1, 2])[1].path.name]
    assert verdict in ("new", "close")
    choose_verdict(shelf, verdict)
    wait(lambda: shelf.table.count == 1)
    shelf.table.bar.clear()
    wait(lambda: shelf.table.count == 2)


def test_what_a_stranger_wrote_of_copies_is_believed_as_far_as_it_can_be(project: Project) -> None:
    file = project.folder / "cache" / "originality.json"
    file.parent.mkdir(exist_ok=True)
    for text, known in (("[1]", {}), ("{", {}), ('{"a.png": "copy", "b.png": 3}', {"a.png": "copy"})):
        file.write_text(text)
        assert Verdicts(project.folder).known() == known


@pytest.mark.parametrize("text", [90, 100, 150])
def test_what_the_closest_pictures_mean_has_two_lines_at_every_size_of_text(text: int, dressed: object) -> None:
    theme.wear(theme.Look(text=text))
    metrics = QFontMetrics(theme.font(12))
    room = closest_height() - 64 - 6
    needed = metrics.boundingRect(
        QRect(0, 0, 250, 1000), Qt.TextFlag.TextWordWrap, "Neu: Keines der eigenen Bilder ist wie er"
    ).height()
    theme.wear(theme.Look())
    assert needed <= room
