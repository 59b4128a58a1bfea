"""Choosing the best snapshot by eye: blind pairs by mouse and keyboard, taken back, left and gone on with."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gan_engine.runs.ballots import ballot
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.run_directory import RunDirectory, tag
from studio.project.project import Project
from studio.training.ballot.page import BallotPage
from studio.training.workspace import TrainWorkspace
from studio.workers.images import to_image
from tests.engine.run_support import state_at, write_run
from tests.studio.commands import run_command
from tests.studio.train_support import Wait, open_run, text_of

EARLIER = Path(__file__).parents[2] / "data" / "earlier" / "2026-11-29" / "two-ways" / "plain"


class Drawing:
    """Stands in for the engine: each snapshot's designs are grey by how far it is, when they are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def call(self, method, params, *, prepare, partial, done, failed):  # type: ignore[no-untyped-def]
        assert method == "generate"
        self.asked.append(Path(params["model"]).name)
        shade = round(float(Path(params["model"]).name))
        partial(tuple(to_image(np.full((16, 16, 3), shade, np.uint8)) for _ in params["seeds"]))
        done(None)
        return self

    def cancel(self) -> None:
        pass


@pytest.fixture
def run(project: Project) -> RunDirectory:
    """Snapshots at 20, 40, ... 100 kimg, each measured, the last one best."""
    made = write_run(project.new_run_dir("critters"), kimg=100, total_kimg=100, cell=16, every=10)
    with made.hold():
        for kimg in (20.0, 40.0, 60.0, 80.0, 100.0):
            made.append_event(
                MetricMeasured(time=1, kimg=kimg, metric="kid-lite0", value=0.3 - kimg / 500, network="lite0",
                               samples=500, uncertainty=0.002, form="quick", snapshot=tag(kimg))
            )  # fmt: skip
    made.write_state(state_at(100, 100, "finished", best_snapshot="000100"))
    return made


@pytest.fixture
def page(train: TrainWorkspace, run: RunDirectory, wait: Wait, monkeypatch: pytest.MonkeyPatch) -> BallotPage:
    """The page on that run, its designs drawn at once."""
    drawing = Drawing()
    monkeypatch.setattr(train.workbench.engine, "call", drawing.call)
    open_run(train, run, wait)
    run_command(train, "train.ballot")
    wait(lambda: any(box.isChecked() for box in train.ballot._boxes.values()))
    return train.ballot


def choose(page: BallotPage, names: list[str], wait: Wait) -> None:
    """Begin a ballot between these."""
    page._show_setup()
    for name, box in page._boxes.items():
        box.setChecked(name in names)
    page.begin()
    wait(lambda: page.ballots.ballot is not None and page.pair.ready)


def prefer(page: BallotPage, qtbot: QtBot, better) -> None:  # type: ignore[no-untyped-def]
    """Answer the pair by the keyboard: the one whose kimg is `better` (max or min)."""
    pair = page.ballots.ballot.next()
    left = better(float(pair.left), float(pair.right)) == float(pair.left)
    qtbot.keyClick(page.pair, Qt.Key.Key_Left if left else Qt.Key.Key_Right)


def test_its_best_its_last_and_others_in_between_are_proposed(page: BallotPage) -> None:
    assert [name for name, box in page._boxes.items() if box.isChecked()] == [
        "000020", "000040", "000060", "000080", "000100",
    ]  # fmt: skip
    assert "5 snapshots, 10 pairs" in text_of(page)
    for box in list(page._boxes.values())[1:]:
        box.setChecked(False)
    assert not page.begin_button.isEnabled()
    assert "Choose 2 to 8 snapshots" in text_of(page)


def test_measured_snapshots_are_proposed_before_others(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    made = write_run(project.new_run_dir("long"), kimg=200, total_kimg=200, cell=16, every=10)
    with made.hold():
        for kimg in (20.0, 40.0, 60.0, 80.0, 100.0):
            made.append_event(
                MetricMeasured(time=1, kimg=kimg, metric="kid-lite0", value=0.3, network="lite0", samples=500,
                               uncertainty=0.002, form="quick", snapshot=tag(kimg))
            )  # fmt: skip
    open_run(train, made, wait)
    wait(lambda: train._run is not None and len(train._run.stored) == 10 and "kid-lite0" in train._run.measured)
    run_command(train, "train.ballot")
    wait(lambda: any(box.isChecked() for box in train.ballot._boxes.values()))
    assert train.ballot.ballots.proposed() == ["000020", "000040", "000060", "000080", "000100", "000200"]


def test_the_whole_way_by_keyboard(
    page: BallotPage, train: TrainWorkspace, run: RunDirectory, wait: Wait, qtbot: QtBot
) -> None:
    choose(page, ["000020", "000060", "000080"], wait)
    for number in range(3):
        assert f"Pair {number + 1} of 3" in text_of(page)
        prefer(page, qtbot, max)
    assert page._pages.currentWidget() is page._result
    assert page._found.text().startswith("You prefer 80 kimg")
    assert "KID (Lite0) puts 3 of the 3 pairs in the order that you do" in page._agrees.text()
    assert "80 kimg: " in page.standing.accessibleDescription()
    assert "your choice" in page.standing.accessibleDescription()
    wait(lambda: ballot.chosen(run.path) == "000080")
    train.close_page()
    wait(lambda: any(row.text == "80 kimg yours" for section in train.list._sections for row in section.rows))


def test_a_choice_is_taken_back_and_asked_again(page: BallotPage, run: RunDirectory, wait: Wait, qtbot: QtBot) -> None:
    choose(page, ["000020", "000060", "000080"], wait)
    first = page.ballots.ballot.next()
    assert not page.undo.isVisible()
    qtbot.keyClick(page.pair, Qt.Key.Key_Down)
    qtbot.keyClick(page.pair, Qt.Key.Key_Left)
    qtbot.keyClick(page.pair, Qt.Key.Key_Backspace)
    qtbot.keyClick(page.pair, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.ballots.ballot.next() == first
    for _ in range(3):
        qtbot.keyClick(page.pair, Qt.Key.Key_Left)
    page.undo.click()
    assert page._pages.currentWidget() is page._vote
    wait(lambda: len(ballot.last(run.path).votes) == 2)


def test_it_goes_on_where_it_was_left(page: BallotPage, train: TrainWorkspace, run: RunDirectory, wait: Wait,
                                      qtbot: QtBot) -> None:  # fmt: skip
    choose(page, ["000020", "000060", "000080"], wait)
    qtbot.keyClick(page.pair, Qt.Key.Key_Left)
    asked = page.ballots.ballot.next()
    wait(lambda: len(ballot.last(run.path).votes) == 1)
    train.close_page()
    run_command(train, "train.ballot")
    wait(lambda: page._pages.currentWidget() is page._vote and page.pair.ready)
    assert page.ballots.ballot.next() == asked
    assert "Pair 2 of 3" in text_of(page)


def test_rounds_go_on_with_other_designs(page: BallotPage, wait: Wait, qtbot: QtBot) -> None:
    choose(page, ["000020", "000100"], wait)
    before = page.ballots.ballot.seeds(0)
    prefer(page, qtbot, min)
    assert "Another round" in page.go_on.text()
    assert "Fewer than three" in page._agrees.text()
    page.go_on.click()
    assert "Pair 1 of 1, round 2" in text_of(page)
    assert page.ballots.ballot.seeds(page.ballots.ballot.next().round) != before
    prefer(page, qtbot, min)
    assert page._pages.currentWidget() is page._result


def test_a_side_is_chosen_by_a_click_and_the_pair_says_nothing_of_itself(
    page: BallotPage, wait: Wait, qtbot: QtBot
) -> None:
    choose(page, ["000020", "000100"], wait)
    pair = page.ballots.ballot.next()
    assert "20" not in text_of(page._vote)
    assert pair.left not in page.pair.accessibleDescription()
    qtbot.mouseClick(page.pair, Qt.MouseButton.LeftButton, pos=page.pair.side_rect(1).center())
    assert page.ballots.ballot.votes[0].choice == "right"


def test_designs_are_shown_of_both_or_of_neither(page: BallotPage, wait: Wait) -> None:
    choose(page, ["000020", "000100"], wait)
    pair = page.ballots.ballot.next()
    del page.ballots._designs[0, pair.right]
    page._show_designs()
    assert not page.pair.ready
    assert not page.choose_left.isEnabled()
    page.pair._choose("left")
    assert page.ballots.ballot.votes == ()


def test_a_ballot_whose_snapshot_has_gone_is_begun_anew(
    page: BallotPage, train: TrainWorkspace, run: RunDirectory, wait: Wait
) -> None:
    choose(page, ["000020", "000100"], wait)
    shutil.rmtree(run.snapshots_folder / "000020")
    wait(lambda: len(train._run.stored) == 4)
    page.open(train._run)
    wait(lambda: page.ballots.ballot is None and page.begin_button.isEnabled())
    assert page._pages.currentWidget() is page._setup


@pytest.mark.timeout(200)
def test_real_snapshots_draw_the_same_latents(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    path = project.new_run_dir("plain")
    shutil.copytree(EARLIER, path)
    train.runs.refresh()
    wait(lambda: train._run is not None and train._run.path == path and train._run.whole)
    run_command(train, "train.ballot")
    page = train.ballot
    wait(page.begin_button.isEnabled)
    page.begin()
    wait(lambda: page.pair.ready, 120)
    left, right = page.pair._sides
    assert len(left) == len(right) == 4
    assert all(isinstance(image, QImage) and image.width() == 32 for image in (*left, *right))
    page._cast("tie")
    wait(lambda: len(ballot.last(path).votes) == 1)


def test_it_opens_with_the_keyboard_at_begin(page: BallotPage) -> None:
    assert page.begin_button.isEnabled()
    assert page.window().focusWidget() is page.begin_button
