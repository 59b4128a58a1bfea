"""The follower tells the window what is on the disk, whatever happens to the run meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gan_engine.runs.events import HealthChanged, Resumed, RunFailed
from gan_engine.runs.run_directory import RunDirectory
from studio.workers.training.curves import View
from studio.workers.training.follower import RunFollower, RunView
from tests.engine.run_support import add_snapshot, document, extend_run, state_at, write_run
from tests.studio.train_support import Wait


class Seen:
    """What the follower told, the latest last."""

    def __init__(self, follower: RunFollower) -> None:
        self.follower = follower
        self.views: list[RunView] = []
        follower.changed.connect(self.views.append)

    @property
    def last(self) -> RunView | None:
        return self.views[-1] if self.views else None

    def has(self, what: Callable[[RunView], object]) -> Callable[[], bool]:
        return lambda: self.last is not None and bool(what(self.last))


@pytest.fixture
def seen(qapp: Any) -> Iterator[Seen]:
    follower = RunFollower()
    yield Seen(follower)
    assert follower.close(5.0)
    follower.deleteLater()


def test_a_finished_run_is_shown_whole(seen: Seen, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=100)
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.whole))
    view = seen.last
    assert view is not None
    assert view.status == "finished"
    assert view.kimg == 100
    assert set(view.curves) >= {"losses.generator", "losses.discriminator", "scores.real", "scores.fake"}
    assert [sample.kimg for sample in view.samples] == [0, 20, 40, 60, 80, 100]
    assert [shot.name for shot in view.snapshots] == ["000020", "000040", "000060", "000080", "000100"]
    assert view.document["dataset"]["count"] == 1043


def test_what_a_training_adds_is_shown_and_only_then(seen: Seen, wait: Wait, qtbot: Any, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=20, finish=False)
    with run.hold():
        run.write_state(state_at(20, 200, "running"))
        seen.follower.follow(run.path)
        wait(seen.has(lambda view: view.status == "running" and view.kimg == 20))
        told = len(seen.views)
        qtbot.wait(1200)
        assert len(seen.views) == told  # nothing new, nothing said
        extend_run(run, 20, 40)
        wait(seen.has(lambda view: view.kimg == 40 and len(view.samples) == 3))
        run.append_event(HealthChanged(time=1, kimg=40, problem="collapse", what="All alike."))
        wait(seen.has(lambda view: view.health is not None))
        run.write_state(state_at(40, 200, "paused", best_snapshot="000020"))
        wait(seen.has(lambda view: view.status == "paused" and view.state.best_snapshot == "000020"))
        add_snapshot(run, 41)
        wait(seen.has(lambda view: view.snapshots[-1].name == "000041"))
    wait(seen.has(lambda view: view.status == "killed"))


def test_a_resume_takes_back_what_it_made_void(seen: Seen, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=60, finish=False)
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.kimg == 60))
    with run.hold():
        run.append_event(Resumed(time=1, kimg=40, snapshot="000040"))
        extend_run(run, 40, 45)
    wait(seen.has(lambda view: view.kimg == 45))
    assert seen.last is not None
    assert [sample.kimg for sample in seen.last.samples] == [0, 20, 40]
    assert float(seen.last.curves["losses.generator"].x[-1]) == 45


def test_a_run_that_failed_brings_its_last_words(seen: Seen, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=20, finish=False)
    run.log_file.write_text("== start\ntraining\ngan-engine: The disk is full.\n")
    with run.hold():
        run.append_event(
            RunFailed(time=1, kimg=20, what="The disk is full.", kept="Snapshot 000020.", do="Free space.")
        )
        run.write_state(state_at(20, 200, "failed"))
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.failure is not None))
    assert seen.last is not None
    assert seen.last.last_words == "The disk is full."
    assert seen.last.log_tail[-1] == "gan-engine: The disk is full."


def test_the_part_and_smoothing_asked_for_are_shown(seen: Seen, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=100)
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.whole))
    seen.follower.look(View(50.0, 60.0, 300, 0.9))
    wait(seen.has(lambda view: view.curves["losses.generator"].x[0] > 40))
    assert seen.last is not None
    assert seen.last.curves["losses.generator"].x[-1] < 70
    assert seen.last.smoothed_over == pytest.approx(0.2 * 0.81 * 100)


def test_only_the_run_followed_is_told_of(seen: Seen, wait: Wait, qtbot: Any, tmp_path: Path) -> None:
    one, other = write_run(tmp_path / "one", kimg=20), write_run(tmp_path / "other", kimg=40)
    seen.follower.follow(one.path)
    wait(seen.has(lambda view: view.path == one.path))
    seen.follower.follow(other.path)
    wait(seen.has(lambda view: view.path == other.path))
    assert seen.last is not None
    assert seen.last.kimg == 40
    seen.follower.follow(None)
    told = len(seen.views)
    one.write_state(state_at(20, 20, "stopped"))
    qtbot.wait(900)
    assert len(seen.views) == told
    seen.follower.follow(one.path)
    wait(seen.has(lambda view: view.path == one.path and view.status == "stopped"))


def test_a_run_deleted_while_watched_is_said_to_be_gone(seen: Seen, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=20)
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.whole and not view.gone))
    shutil.rmtree(run.path)
    wait(seen.has(lambda view: view.gone))
    assert seen.last is not None
    assert seen.last.kimg == 20  # what was seen stays on the screen


def test_a_run_before_its_first_event_and_a_damaged_one_are_shown_as_they_are(
    seen: Seen, wait: Wait, tmp_path: Path
) -> None:
    run = RunDirectory.create(tmp_path / "run", document())
    seen.follower.follow(run.path)
    wait(seen.has(lambda view: view.document))
    run.events_file.write_bytes(b"\xff\xfe{[" * 5000 + b"\n")
    run.run_file.write_text("[]")
    run.state_file.write_text("{")
    wait(seen.has(lambda view: not view.document))
    assert seen.last is not None
    assert seen.last.curves == {}
