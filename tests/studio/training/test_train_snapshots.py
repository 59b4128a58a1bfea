"""The snapshots of a run in Train: their sizes, pins, thinning out; the page that tells of the run."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gan_engine.pictures import encode_png, read_picture
from gan_engine.runs.ballots import ballot
from gan_engine.runs.pins import pins
from gan_engine.runs.run_directory import RunDirectory
from studio.project.project import Project
from studio.training.run.rows import SNAPSHOT
from studio.training.run.side import row_menu
from studio.training.workspace import TrainWorkspace
from studio.workers.explorer.design_recipes import shelve
from studio.workers.explorer.designs import Model
from studio.workers.images import to_array
from studio.workers.training.snapshot_designs import sampled_design, small_picture
from tests.engine.run_support import state_at, write_run
from tests.studio.commands import refuses, run_command
from tests.studio.train_support import Wait, looking_at, open_run, text_of


def small_run(project: Project, *, kimg: float = 200.0, heavy: int = 0) -> RunDirectory:
    """A finished run with a snapshot every 20 kimg, each of `heavy` bytes; the best at 60."""
    run = write_run(project.new_run_dir("critters"), kimg=kimg, total_kimg=kimg, cell=16, every=10)
    for each in run.snapshots():
        each.generator.write_bytes(b"g" * heavy)
        if each.kimg < 160:
            (each.path / "training.json").unlink()
    run.write_state(state_at(kimg, kimg, "finished", best_snapshot="000060"))
    return run


def rows(train: TrainWorkspace) -> dict[str, str]:
    """The words of the snapshots' rows."""
    return {
        row.key.partition(":")[2]: row.text
        for section in train.list._sections
        for row in section.rows
        if row.key.startswith(SNAPSHOT)
    }


def test_sizes_stand_above_the_list_and_among_the_facts(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    open_run(train, small_run(project, heavy=300_000), wait)
    assert [section.title for section in train.list._sections][-1] == "Snapshots, 3.0 MB"
    assert "10, 3.0 MB" in text_of(train.panel)
    tips = [row.tip for section in train.list._sections[-1:] for row in section.rows]
    assert "300 KB, can be resumed from" in tips[0]
    assert "300 KB, the generator alone" in tips[-1]


def test_a_snapshot_is_pinned_and_unpinned(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = small_run(project)
    open_run(train, run, wait)
    train._on_row("snapshot:000080")
    run_command(train, "train.pin")
    wait(lambda: rows(train)["000080"] == "80 kimg pinned")
    assert pins(run.path) == {"000080": {"artist"}}
    menu = row_menu(train, "snapshot:000080", train)
    assert "Unpin" in [action.text() for action in menu.actions()]
    menu.deleteLater()
    run_command(train, "train.pin")
    wait(lambda: rows(train)["000080"] == "80 kimg")
    assert rows(train)["000060"] == "60 kimg best"


def test_thinning_asks_back_and_puts_the_others_into_the_bin(
    train: TrainWorkspace, project: Project, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send2trash.send2trash", lambda path: shutil.move(path, project.folder / Path(path).name))
    run = small_run(project, heavy=1000)
    votes = ballot.begin(run.path, ["000100", "000120"])
    ballot.write(run.path, votes.cast("left" if votes.next().left == "000100" else "right"))
    open_run(train, run, wait)
    assert rows(train)["000100"] == "100 kimg yours"
    run_command(train, "train.thin")
    assert "Move 1 of 10 snapshots, 1 KB, to the bin?" in text_of(train.panel)
    train.panel.keep_on.click()
    assert len(run.snapshots()) == 10
    run_command(train, "train.thin")
    train.panel.confirm.click()
    wait(lambda: len(rows(train)) == 9)
    assert (project.folder / "000120" / "generator.safetensors").exists()
    assert [each.name for each in run.snapshots()] == [
        "000020", "000040", "000060", "000080", "000100", "000140", "000160", "000180", "000200",
    ]  # fmt: skip
    assert not train.can_thin()


def test_a_run_that_trains_is_not_thinned_from_the_window(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = small_run(project)
    with run.hold():
        run.write_state(state_at(150, 200, "running"))
        open_run(train, run, wait)
        assert refuses(train, "train.thin")


def test_the_best_by_eye_is_what_explore_opens(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: QtBot
) -> None:
    run = small_run(project)
    votes = ballot.begin(run.path, ["000100", "000120"])
    ballot.write(run.path, votes.cast("left" if votes.next().left == "000100" else "right"))
    open_run(train, run, wait)
    with qtbot.waitSignal(train.workbench.show_in_explorer) as told:
        run_command(train, "train.explore")
    assert told.args == [run.snapshots_folder / "000100"]


@pytest.mark.timeout(200)
def test_a_report_is_written_and_can_be_opened(
    train: TrainWorkspace, project: Project, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("studio.training.run.exports.QDesktopServices.openUrl", lambda url: opened.append(url.path()))
    first, other = small_run(project), small_run(project)
    train.runs.refresh()
    wait(lambda: len(train.runs.entries) == 2)
    train.choose(first.path)
    wait(looking_at(train, first))
    train.set_beside(other.path, True)
    run_command(train, "train.report")
    dialog = train.findChild(QFileDialog, "train.report")
    dialog.fileSelected.emit(str(tmp_path / "both.html"))
    dialog.reject()
    wait((tmp_path / "both.html").exists, 120)
    assert "Two trainings" in (tmp_path / "both.html").read_text("utf-8")
    wait(lambda: train.exports._written is not None)
    train.exports._open_page()
    assert opened == [str(tmp_path / "both.html")]


def test_keeping_a_design_keeps_the_snapshot_that_drew_it(project: Project) -> None:
    run = small_run(project)
    model = Model(run.snapshots_folder / "000120" / "generator.safetensors", "d" * 64, "critters 000120", 16, 8)
    recipe = {"version": 2, "model_name": model.name, "point": {"model_digest": model.digest, "seed": 3}}
    assert len(shelve(project, model, [(encode_png(np.zeros((8, 8, 3), np.uint8)), recipe, "", ())])) == 1
    assert pins(run.path) == {"000120": {"shelf"}}
    shelve(project, replace(model, path=project.folder / "networks" / "mine" / "generator.safetensors"), [])


def test_beside_a_snapshot_is_the_first_design_that_was_drawn_by_then(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=40, cell=64, every=5)
    sheets = {sample.kimg: read_picture(sample.path) for sample in run.samples()}
    snapshots = {each.kimg: each.path for each in run.snapshots()}
    assert 20.0 in sheets
    for kimg, path in snapshots.items():
        design = sampled_design(path)
        assert design is not None
        last = max(each for each in sheets if each <= kimg)
        assert np.array_equal(to_array(design)[..., :3], sheets[last][:64, :64, :3])
    for sample in run.samples():
        sample.path.write_bytes(b"no picture")
    assert sampled_design(snapshots[40.0]) is None
    assert sampled_design(tmp_path / "gone" / "snapshots" / "000040") is None


def test_snapshots_in_the_list_have_their_pictures(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=40, cell=64, every=5)
    train.runs.refresh()
    (last,) = [each.path for each in run.snapshots() if each.kimg == 40]
    wait(lambda: small_picture(train.workbench.thumbnails, last) is not None)
    key = f"snapshot:{last.name}"
    wait(lambda: train._run is not None and train._run.whole)
    wait(lambda: train.list.choose(key))
    assert train.list.picture(train.list.currentIndex(), QSize(24, 24)) is not None
    assert train.list.picture(train.list.model().index(1, 0), QSize(24, 24)) is None, "a run has none of its own"
