"""Branches in Train: asked for at a snapshot, begun through the engine, and drawn as a family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gan_engine.runs.ancestry import Branching, ancestry
from gan_engine.runs.events import Lengthened, RequestRefused
from gan_engine.runs.history import Follower
from gan_engine.runs.requests import take
from gan_engine.runs.run_directory import RunDirectory
from studio.project.project import Project
from studio.training.run.branch_dialog import BranchDialog
from studio.training.run.family import family
from studio.training.workspace import TrainWorkspace
from studio.workers.training.beginnings import NewBranch
from studio.workers.training.runs import RunEntry, read_entry
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import document, extend_run, state_at, write_run
from tests.engine.training_support import run_training
from tests.studio.commands import run_command
from tests.studio.train_support import Wait, open_run, text_of


def branchings(run: str, *from_kimg: tuple[str, float]) -> tuple[Branching, ...]:
    return tuple(Branching(f"{run}/{name}", name, "000100", kimg) for name, kimg in from_kimg)


def entry(name: str, branched: tuple[Branching, ...] = ()) -> RunEntry:
    return RunEntry(Path("/runs") / name, name, "finished", 200, 200, None, True, branched=branched)


def dialog_of(train: TrainWorkspace) -> BranchDialog:
    return next(found for found in train.window().findChildren(BranchDialog) if found.isVisible())


def branched(project: Project, name: str, parent: RunDirectory, kimg: float) -> RunDirectory:
    """A finished run that says it branched from another."""
    run = write_run(project.new_run_dir(name), kimg=60)
    earlier = list(ancestry(parent.read_run()))
    origin = Branching(str(parent.path), parent.path.name, "000020", kimg)
    run.write_run({**run.read_run(), "branched": [each.document() for each in (*earlier, origin)]})
    return run


# The tree


def test_a_run_without_branches_has_no_family() -> None:
    assert family([entry("a"), entry("b")], Path("/runs/a")) == []


def test_branches_stand_below_what_they_came_from_in_the_order_of_their_beginnings() -> None:
    entries = [
        entry("a"), entry("late", branchings("/runs", ("a", 150))), entry("early", branchings("/runs", ("a", 20))),
        entry("grandchild", branchings("/runs", ("a", 20), ("early", 80))), entry("stranger"),
    ]  # fmt: skip
    found = family(entries, Path("/runs/early"))
    assert [(each.name, each.depth, each.kimg) for each in found] == [
        ("a", 0, None), ("early", 1, 20), ("grandchild", 2, 80), ("late", 1, 150),
    ]  # fmt: skip
    assert [each.name for each in found if each.is_chosen] == ["early"]
    assert family(entries, Path("/runs/stranger")) == []


def test_an_ancestor_that_is_gone_is_known_by_name() -> None:
    found = family([entry("c", branchings("/elsewhere", ("00001-a-v2", 20), ("b", 80)))], Path("/runs/c"))
    assert [(each.name, each.path is None, each.kimg) for each in found] == [
        ("a v2", True, None), ("b", True, 20), ("c", False, 80),
    ]  # fmt: skip


def test_a_project_that_was_moved_keeps_its_families() -> None:
    found = family([entry("a"), entry("b", branchings("/before/the/move", ("a", 20)))], Path("/runs/b"))
    assert [each.path for each in found] == [Path("/runs/a"), Path("/runs/b")]


def test_one_that_says_it_came_from_itself_ends_all_the_same() -> None:
    entries = [entry("a", branchings("/runs", ("b", 1))), entry("b", branchings("/runs", ("a", 1)))]
    assert len(family(entries, Path("/runs/a"))) == 2


def test_the_tree_is_seen_and_leads_to_the_others(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    first = write_run(project.new_run_dir("first"), kimg=60)
    second = branched(project, "second", first, 20)
    assert [each.name for each in read_entry(second.path).branched] == [first.path.name]
    open_run(train, second, wait)
    tree = train.panel.family
    wait(tree.isVisible)
    assert [(each.name, each.kimg) for each in tree.members] == [("first", None), ("second", 20)]
    row = tree.findChild(QPushButton, "train.family.0")
    assert row.accessibleName() == "first"
    assert tree.findChild(QPushButton, "train.family.1") is None, "it is looked at already"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    wait(lambda: train._run is not None and train._run.path == first.path)
    assert [each.is_chosen for each in tree.members] == [True, False]


def test_plots_and_scrubber_of_a_branch_begin_where_it_left(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    origin = Branching("first", "first", "000100", 100)
    run = RunDirectory.create(project.new_run_dir("second"), {**document(kimg=200), "branched": [origin.document()]})
    with run.hold():
        extend_run(run, 100, 160)
        run.write_state(state_at(160, 200, "finished"))
    open_run(train, run, wait)
    wait(lambda: train._run is not None and train._run.kimg == 160)
    stack, scrubber = train.monitor.plots, train.monitor.scrubber
    assert stack is not None
    assert stack._range() == (100.5, 160), "nothing of it lies before"
    assert scrubber._x(scrubber._moments[0]) < scrubber.width() / 2
    stack.zoom(0.5)
    stack.zoom(4)
    assert stack._range() == (100.5, 160), "zoomed out as far as it goes it is whole again"
    other = write_run(project.new_run_dir("third"), kimg=60)
    train.runs.refresh()
    wait(lambda: train.runs.entry(other.path) is not None)
    train.choose(other.path)
    wait(lambda: stack._range() == (0, 60))


# The dialog


@pytest.fixture
def finished(train: TrainWorkspace, project: Project, wait: Wait) -> RunDirectory:
    run = write_run(project.new_run_dir("critters"), kimg=60)
    train.recipes.load()
    wait(lambda: bool(train.recipes.cards))
    open_run(train, run, wait)
    return run


@pytest.fixture
def begun(train: TrainWorkspace, monkeypatch: pytest.MonkeyPatch) -> list[NewBranch]:
    """What was to be begun; nothing is."""
    found: list[NewBranch] = []
    monkeypatch.setattr(train.starts, "begin", found.append)
    return found


def test_it_asks_what_is_to_be_different(
    train: TrainWorkspace, finished: RunDirectory, begun: list[NewBranch], qtbot: Any
) -> None:
    train._snapshot = "000040"
    run_command(train, "train.branch")
    dialog = dialog_of(train)
    assert dialog.branch.snapshot == finished.snapshots_folder / "000040"
    assert dialog.branch.settings == {}
    assert not [name for name in dialog.form.names if name.startswith("network.") or name in ("family", "size")]
    dialog.form.set_values({"optimizer.learning_rate": 1e-4})
    dialog.length.setText("40")
    assert not dialog.begin.isEnabled(), "it would end where it begins"
    assert "more than 40" in text_of(dialog)
    dialog.length.setText("300")
    qtbot.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    assert begun == [
        NewBranch("critters", finished.snapshots_folder / "000040", {"optimizer.learning_rate": 1e-4}, kimg=300)
    ]


def test_settings_of_a_remedy_are_filled_in(
    train: TrainWorkspace, finished: RunDirectory, begun: list[NewBranch], qtbot: Any
) -> None:
    train.open_branch({"tricks.r1_gamma": 5.0}, "000020")
    dialog = dialog_of(train)
    assert dialog.branch.settings == {"tricks.r1_gamma": 5.0}
    assert "R1 penalty: 5" in text_of(dialog), "what a remedy changes is seen without looking for it"
    assert dialog.branch.snapshot.name == "000020"
    dialog.reject()
    assert begun == []


def test_what_cannot_be_is_said_where_it_was_asked(train: TrainWorkspace, finished: RunDirectory, wait: Wait) -> None:
    new = NewBranch("Brave", finished.snapshots_folder / "000020", {"batch": 8}, kimg=300)
    train.starts.failed.emit(new, ValueError("The snapshot cannot be gone on from."))
    dialog = dialog_of(train)
    assert "cannot be gone on from" in dialog._wrong.text()
    assert (dialog.name.text(), dialog.branch.settings, dialog.length.value) == ("Brave", {"batch": 8}, 300)
    dialog.reject()


# What is asked of one that runs


@pytest.mark.parametrize(
    ("command", "kind"), [("train.sample", "sample"), ("train.measure-now", "evaluate"), ("train.snapshot", "snapshot")]
)
def test_a_training_is_asked_to_draw_and_to_measure(
    train: TrainWorkspace, project: Project, wait: Wait, command: str, kind: str
) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=60, finish=False)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        wait(train.is_live)
        run_command(train, command)
        wait(lambda: [request.kind for request in take(run.path)] == [kind])


def test_what_it_cannot_do_is_said(
    train: TrainWorkspace, project: Project, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=60, finish=False)
    said: list[str] = []
    monkeypatch.setattr(train.workbench, "notify", lambda words, *_: said.append(words))
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        words = {"what": "The snapshot 000040 is being measured already.", "do": "Ask again when that is done."}
        run.append_event(RequestRefused(time=1.0, kimg=60.0, request="evaluate", **words))
        wait(lambda: said == [" ".join(words.values())])


def test_one_that_runs_may_be_made_longer(train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=60, finish=False)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        wait(train.is_live)
        run_command(train, "train.longer")
        train.panel.length.setText("500")
        qtbot.mouseClick(train.panel.confirm, Qt.MouseButton.LeftButton)
        asked = requests_of(run)
        wait(asked)
        assert Lengthened not in {type(event) for event in Follower(run.path).poll()}, "the training answers, not we"


def requests_of(run: RunDirectory) -> Callable[[], bool]:
    return lambda: [(each.kind, dict(each.values)) for each in take(run.path)] == [("lengthen", {"kimg": 500.0})]


# For real


@pytest.mark.timeout(400)
def test_a_branch_is_begun_and_goes_on(train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any) -> None:
    """The engine writes it, a training takes it up, the window looks at it."""
    dataset = make_dataset(project.folder / "datasets" / "shapes.zip")
    parent = run_training(project.new_run_dir("critters"), dataset, kimg=0.04, snapshot_kimg=0.02)
    train.recipes.load()
    wait(lambda: bool(train.recipes.cards))
    open_run(train, parent, wait)
    train.open_branch({}, "000000.020")
    dialog = dialog_of(train)
    dialog.name.setText("Braver critters")
    with qtbot.waitSignal(train.starts.begun, timeout=120_000) as begun:
        qtbot.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    run = RunDirectory(begun.args[0])
    assert run.path.name == "00002-braver-critters"
    assert [each.snapshot for each in ancestry(run.read_run())] == ["000000.020"]
    wait(lambda: run.live_status() == "finished", 120)
    wait(lambda: [each.name for each in train.panel.family.members] == ["critters", "braver critters"])
    ends = [each.snapshots_folder / "000000.040" / "training.safetensors" for each in (parent, run)]
    assert ends[0].read_bytes() == ends[1].read_bytes()
