"""The Train workspace shows every state a run can be in, and asks of it what the buttons say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gan_engine.runs.events import HealthChanged, NoLongerImproves, Progress, RunFailed, RunFinished
from gan_engine.runs.requests import take
from gan_engine.runs.run_directory import RunDirectory
from studio.project.project import Project
from studio.training.monitor.advice import way_out
from studio.training.workspace import TrainWorkspace
from studio.workers.training.beginnings import Beginning, GoOn, NewBranch
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import extend_run, progress, state_at, write_run
from tests.studio.commands import command_of, refuses
from tests.studio.train_support import Wait, close_train, looking_at, open_run, open_train, text_of


def add_run(project: Project, name: str = "critters", *, status: str = "running", **options: Any) -> RunDirectory:
    run = write_run(project.new_run_dir(name), **{"kimg": 60, "finish": status == "finished", **options})
    run.write_state(state_at(60, 200, status))
    return run


def rows(train: TrainWorkspace) -> list[str]:
    model = train.list.model()
    return [model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "" for place in range(model.rowCount())]


def test_without_a_dataset_it_says_what_comes_first(train: TrainWorkspace, workbench: Workbench, qtbot: Any) -> None:
    button = train.findChild(QWidget, "train.empty.curate")
    assert button.isVisible()
    with qtbot.waitSignal(workbench.show_workspace) as shown:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.args == ["curate"]


def test_with_a_dataset_the_next_step_is_a_new_training(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    make_dataset(project.folder / "datasets" / "shapes.zip")
    workbench.datasets_changed.emit()
    button = train.findChild(QWidget, "train.empty.new")
    wait(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(lambda: train.form.isVisible() and train.form.page.recipes.name == "quick-look")
    wait(lambda: train.form.side.start.isEnabled())
    assert "shapes  (24 pictures of 32 px)" in train.form.page.dataset.choice.currentText()


def test_a_running_training_is_shown_whole(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, "red-critters")
    with run.hold():
        open_run(train, run, wait)
        wait(lambda: train.monitor.samples.sheet is not None)
        assert train.monitor.plots is not None
        assert "generator" in train.monitor.plots.headers["losses"].text
        assert train.panel.primary.text() == "Pause"
        assert "60 of 200 kimg" in text_of(train.panel)
        for place in ("train.done", "train.when"):  # said where it stands
            assert train.findChild(QLabel, place).toolTip().startswith("A kimg is a thousand pictures")
        assert "critters, 1,043" in text_of(train.panel)
        assert "red critters 30 %" in rows(train)
        assert [row for row in rows(train) if row.startswith("60 kimg")]
        assert train.monitor.samples.sheet is not None
        assert train.monitor.samples.sheet.kimg == 60
        assert train.hint == "The training goes on when this window is closed"


def test_the_chip_in_the_header_is_told_who_trains(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    run = add_run(project)
    with run.hold():
        train.runs.refresh()
        wait(lambda: [training.name for training in workbench.trainings] == ["critters"])
        assert workbench.trainings[0].kimg == 60
        run.write_state(state_at(60, 200, "finished"))
    wait(lambda: workbench.trainings == [])


def test_buttons_ask_the_training_and_wait_for_its_answer(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project)
    asked: list[str] = []

    def taken(kind: str) -> bool:
        asked.extend(request.kind for request in take(run.path))
        return kind in asked

    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        wait(lambda: train.panel.primary.text() == "Pause")
        qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
        assert train.panel.primary.text() == "Pausing…"
        assert not train.panel.primary.isEnabled()
        wait(lambda: taken("pause"))
        run.write_state(state_at(60, 200, "paused"))
        wait(lambda: train.panel.primary.text() == "Resume" and train.panel.primary.isEnabled())
        qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
        wait(lambda: taken("resume"))
        run.write_state(state_at(60, 200, "running"))
        wait(lambda: train.panel.primary.text() == "Pause")
        qtbot.mouseClick(train.panel.snapshot, Qt.MouseButton.LeftButton)
        wait(lambda: taken("snapshot"))


def test_stopping_asks_back_in_place(train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any) -> None:
    run = add_run(project)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        train.panel.ask_to_stop()
        assert "Stop this training?" in text_of(train.panel)
        qtbot.mouseClick(train.panel.keep_on, Qt.MouseButton.LeftButton)
        assert train.panel.primary.isVisible()
        assert take(run.path) == []
        train.panel.ask_to_stop()
        qtbot.mouseClick(train.panel.confirm, Qt.MouseButton.LeftButton)
        wait(lambda: [request.kind for request in take(run.path)] == ["stop"])
        assert train.panel.primary.text() == "Stopping…"


def test_a_finished_training_may_be_made_longer(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    train.panel.ask_for_longer()
    assert "It has come to 60." in text_of(train.panel)
    assert train.panel.length.value == 400, "twice its length is offered"
    train.panel.length.setText("59")
    assert not train.panel.confirm.isEnabled()
    assert train.panel.length.toolTip() == "at least 60"
    qtbot.mouseClick(train.panel.keep_on, Qt.MouseButton.LeftButton)
    assert not train.panel.length.isVisible()
    train.panel.ask_for_longer()
    train.panel.length.setText("250")
    begun: list[Beginning] = []
    monkeypatch.setattr(train.starts, "begin", begun.append)
    qtbot.mouseClick(train.panel.confirm, Qt.MouseButton.LeftButton)
    assert begun == [GoOn(run.path, 250.0)]


def test_a_training_cut_off_offers_to_go_on(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project)
    open_run(train, run, wait)
    assert train.panel.primary.text() == "Resume"
    assert "The training was cut off." in text_of(train.monitor.banner)
    assert "Everything up to 60 kimg is kept." in text_of(train.monitor.banner)
    assert "critters cut off" in rows(train)


def test_a_training_that_failed_says_what_was_kept_and_what_to_do(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project, status="failed")
    run.log_file.write_text("== gan-engine train\nthe very last word\n")
    with run.hold():
        run.append_event(
            RunFailed(time=1, kimg=60, what="The weights are no longer finite.", kept="Kept: 000060.", do="Go slower.")
        )
    open_run(train, run, wait)
    said = text_of(train.monitor.banner)
    for words in ("The training has failed.", "no longer finite", "Kept: 000060.", "Go slower."):
        assert words in said
    train.panel.log.open()
    assert "the very last word" in text_of(train.panel)


def test_trouble_is_said_with_the_way_out_as_a_button(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Go back” branches from a snapshot before the trouble, set to avoid it; the other stops, and both are kept."""
    begun: list[NewBranch] = []
    monkeypatch.setattr(train.starts, "begin", begun.append)
    run = add_run(project, kimg=80)
    with run.hold():
        run.write_state(state_at(80, 200, "running"))
        told = HealthChanged(time=1, kimg=80, problem="collapse", what="All alike.", do="-", also=["loader-starved"])
        run.append_event(told)
        open_run(train, run, wait)
        wait(train.monitor.banner.isVisible)
        said = text_of(train.monitor.banner)
        for words in ("designs have collapsed.", "All alike.", "Also: The training waits", "half the learning rate"):
            assert words in said
        button = train.findChild(QWidget, "train.banner.act")
        assert button.text() == "Go back to 60 kimg"
        wait(lambda: train.recipes.cards)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(train.window().findChild(QWidget, "train.branch.act"), Qt.MouseButton.LeftButton)
        (new,) = begun
        assert (new.snapshot, new.replaces) == (run.snapshots_folder / "000060", run.path)
        rate = run.read_run()["configuration"]["optimizer"]["learning_rate"]
        assert new.settings == {"optimizer.learning_rate": rate / 2}
        run.append_event(HealthChanged(time=2, kimg=81, problem=""))
        wait(lambda: not train.monitor.banner.isVisible())


def test_a_banner_that_was_dismissed_stays_away_until_something_else_is_wrong(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        run.append_event(
            HealthChanged(time=1, kimg=60, problem="disk-full", what="No snapshot could be saved.", do="-")
        )
        open_run(train, run, wait)
        wait(train.monitor.banner.isVisible)
        qtbot.mouseClick(train.findChild(QWidget, "train.banner.dismiss"), Qt.MouseButton.LeftButton)
        run.append_event(progress(60.5))
        wait(lambda: train._run is not None and train._run.kimg == 60.5)
        assert not train.monitor.banner.isVisible()
        run.append_event(HealthChanged(time=1, kimg=61, problem="collapse", what="All alike.", do="-"))
        wait(train.monitor.banner.isVisible)


def test_a_training_asked_for_before_the_datasets_are_counted_is_thought_of_once_they_are(
    workbench: Workbench, project: Project, wait: Wait
) -> None:
    make_dataset(project.folder / "datasets" / "shapes.zip")
    train = open_train(workbench)
    assert command_of(train, "train.new").run()  # at once
    wait(lambda: train.middle_stack.form_opened)
    assert train.form.isVisible()
    close_train(train)


def test_scrubbing_shows_the_designs_of_that_time_and_the_plots_say_when(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    wait(lambda: train.monitor.samples.sheet is not None)
    commands = {command.name: command for command in train.commands()}
    commands["train.first"].run()
    wait(lambda: train.monitor.samples.sheet.kimg == 0)
    commands["train.later"].run()
    wait(lambda: train.monitor.samples.sheet.kimg == 20)
    assert "at 20 kimg" in text_of(train.monitor)
    assert train.monitor.plots is not None
    train.monitor.plots.time_wanted.emit(43.0)  # a click into a plot
    wait(lambda: train.monitor.samples.sheet.kimg == 40)
    commands["train.last"].run()
    commands["train.look-close"].run()
    assert train.monitor.close_up.is_open
    qtbot.keyClick(train.monitor.close_up, Qt.Key.Key_Space)
    assert not train.monitor.close_up.is_open


def test_playing_goes_through_all_samples_and_stops(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    train.monitor.play.toggle()
    assert train.monitor.scrubber.moment == 0
    wait(lambda: not train.monitor.play.isChecked())
    assert train.monitor.scrubber.moment == 60


def test_the_crosshair_reads_the_values_of_that_moment_in_every_plot(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    train.monitor.head.smoothing.setValue(0)
    wait(lambda: train._run is not None and train._run.smoothed_over == 0)
    plots = train.monitor.plots
    assert plots is not None
    panel = plots.panels["losses"]
    middle = panel.rect().center()
    qtbot.mouseMove(panel.viewport(), middle)
    kimg = panel.position_at(middle.x())
    wait(lambda: plots.headers["losses"].text.endswith("kimg") and "at" in plots.headers["losses"].text)
    nearest = round(kimg * 2) / 2
    assert f"generator {progress(nearest).losses['generator']:.3g}"[:13] in plots.headers["losses"].text
    assert f"your art {progress(nearest).scores['real']:.3f}" in plots.headers["scores"].text


def test_plots_can_be_zoomed_hidden_and_made_logarithmic(
    train: TrainWorkspace, project: Project, wait: Wait, workbench: Workbench
) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    plots = train.monitor.plots
    assert plots is not None
    train.monitor.zoom_in()
    wait(lambda: train._run is not None and 10 < train._run.curves["losses.generator"].x[0] < 20)
    ranges = [panel.view.viewRange()[0] for panel in plots.panels.values() if panel.isVisible()]
    assert all(shown == pytest.approx(ranges[0], abs=0.5) for shown in ranges)  # one axis for all
    train.monitor.zoom_all()
    wait(lambda: train._run is not None and train._run.curves["losses.generator"].x[0] < 1)
    train.monitor.head.log.toggle()
    assert plots.headers["losses"].text.endswith("log")
    next(action for action in train.monitor.head.panel_menu.actions() if action.data() == "speed").trigger()
    assert plots.panels["speed"].isVisible()
    next(action for action in train.monitor.head.panel_menu.actions() if action.data() == "scores").trigger()
    assert not plots.panels["scores"].isVisible()
    assert plots.panels["losses"].isVisible()
    assert workbench.settings.get("train.hidden", []) == ["scores"]
    assert workbench.settings.get("train.shown", []) == ["speed"]


def test_a_snapshot_is_opened_in_explore(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    run = add_run(project, status="finished")
    run.write_state(state_at(60, 60, "finished", best_snapshot="000040"))
    open_run(train, run, wait)
    assert any(row.startswith("40 kimg best") for row in rows(train))
    with qtbot.waitSignal(workbench.show_in_explorer) as shown:
        qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    assert shown.args == [run.snapshots_folder / "000040"]  # the best, while none is chosen
    train.list.choose("snapshot:000020")
    train.list.chosen.emit("snapshot:000020")
    wait(lambda: train.monitor.samples.sheet is not None and train.monitor.samples.sheet.kimg == 20)
    with qtbot.waitSignal(workbench.show_in_explorer) as shown:
        train.open_in_explore()
    assert shown.args == [run.snapshots_folder / "000020"]


def test_another_run_is_looked_at_by_choosing_it(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    one = add_run(project, "one", status="finished", kimg=20)
    other = add_run(project, "other", status="stopped", kimg=40)
    train.runs.refresh()
    wait(looking_at(train, other))  # the newest, while nothing runs
    train.list.chosen.emit(f"run:{one.path}")
    wait(looking_at(train, one))
    assert train.panel.primary.text() == "Open in Explore"
    train.workbench.show_run.emit(other.path)
    wait(looking_at(train, other))
    assert train.panel.primary.text() == "Resume"


def test_a_run_deleted_on_the_disk_leaves_the_list_and_the_window_alive(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    keep, gone = add_run(project, "keep", status="finished"), add_run(project, "gone", status="finished")
    open_run(train, gone, wait)
    shutil.rmtree(gone.path)
    wait(looking_at(train, keep))
    assert not any(row.startswith("gone") for row in rows(train))


def test_a_run_that_is_not_there_leaves_the_former_one_on_the_screen(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    train.choose(run.path.parent / "00099-gone")
    wait(looking_at(train, run))


def test_the_last_run_deleted_leaves_an_empty_workspace(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    shutil.rmtree(run.path)
    wait(lambda: train.findChild(QWidget, "train.no-dataset").isVisible())
    assert not train.panel.isVisible()


def test_a_run_grows_under_the_eyes(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        wait(lambda: train.monitor.samples.sheet is not None)
        extend_run(run, 60, 80)
        run.write_state(state_at(80, 200, "running"))
        wait(lambda: train.monitor.samples.sheet.kimg == 80)
        wait(lambda: "80 of 200 kimg" in text_of(train.panel))
        train.monitor.earlier()
        wait(lambda: train.monitor.samples.sheet.kimg == 60)
        extend_run(run, 80, 100)
        wait(lambda: train._run is not None and train._run.kimg == 100)
        assert train.monitor.scrubber.moment == 60  # who looks back is not torn away


def test_two_hundred_thousand_events_are_shown(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, status="finished", kimg=1)
    from gan_engine.runs.events import to_line

    line = to_line(progress(1.0))
    head, tail = line.split('"kimg": 1.0,')
    with open(run.events_file, "a", encoding="utf-8", newline="\n") as file:
        file.writelines(f'{head}"kimg": {1 + 0.01 * step:.2f},{tail}' for step in range(1, 200_001))
    open_run(train, run, wait)
    assert train._run is not None
    assert train._run.kimg == 2001
    assert all(len(curve.x) <= 3000 for curve in train._run.curves.values())


def test_odd_quantities_get_curves_and_odd_names_are_only_text(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = add_run(project, "<b>bold</b>", status="finished", kimg=20)
    with run.hold():
        for step in range(1, 20):
            run.append_event(
                Progress(time=step, kimg=20 + step, step=step, losses={"generator": 1.0, "path_length": 0.1 * step})
            )
    train.runs.refresh()
    wait(lambda: train._run is not None and train._run.kimg == 39)
    assert train.monitor.plots is not None
    assert "path length" in train.monitor.plots.headers["regularisers"].text


def test_every_command_runs_in_every_state(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    for command in train.commands():
        command.run()
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    for command in train.commands():
        command.run()
    train.monitor.close_up.close_up()


def test_the_project_may_be_closed_while_a_run_is_watched(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    run = add_run(project)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        open_run(train, run, wait)
        workbench.close_project()
        assert train.runs.entries == []
        assert workbench.trainings == []
        other = Project.create(tmp_path / "Other")
        workbench.adopt_project(other)
        wait(lambda: train.findChild(QWidget, "train.no-dataset").isVisible())


def test_every_control_has_a_name_and_words(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSlider

    run = add_run(project, status="finished")
    open_run(train, run, wait)
    train.open_form()
    controls = [
        child for kind in (QAbstractButton, QSlider, QComboBox, QLineEdit) for child in train.findChildren(kind)
    ]
    own = [control for control in controls if not control.objectName().startswith("qt_")]
    assert len(own) > 20
    for control in own:
        assert control.objectName().startswith("train."), control
        assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()


def test_a_damaged_dataset_is_shown_in_the_form_with_its_reason_and_cannot_be_chosen(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    make_dataset(project.folder / "datasets" / "shapes.zip")
    (project.folder / "datasets" / "torn.zip").write_bytes(
        (project.folder / "datasets" / "shapes.zip").read_bytes()[:2000]
    )
    workbench.datasets_changed.emit()
    wait(lambda: train.new.isEnabled())
    train.open_form()
    wait(lambda: train.form.page.dataset.choice.count() == 2)
    words = train.findChild(QLabel, "train.form.damaged")
    wait(words.isVisible)
    assert words.text().startswith("“torn” cannot be used: ")
    assert len(words.text()) > 40
    assert train.form.entry is not None
    assert train.form.entry.name == "shapes"
    torn = next(place for place in range(2) if train.form.page.dataset.choice.itemText(place).startswith("torn"))
    assert not train.form.page.dataset.choice.model().item(torn).isEnabled()


def test_one_that_stopped_by_itself_says_so_and_may_go_on(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, status="finished")
    words = "The measure has not improved over the last 8 measurings."
    with run.hold():
        run.append_event(
            NoLongerImproves(
                time=750.0, kimg=60.0, metric="kid-lite0", measurings=8, since_kimg=40.0, gain=0.0, could_tell=0.05,
                what=words,
            )
        )  # fmt: skip
        run.append_event(RunFinished(time=750.0, kimg=60.0, reason="stopped"))
        run.write_state(state_at(60, 200, "stopped", best_snapshot="000040"))
    open_run(train, run, wait)
    shown = text_of(train.monitor.banner)
    assert "The training has stopped by itself." in shown
    assert f"{words} The best snapshot is that of 40 kimg." in shown
    assert train._run is not None
    way = way_out(replace(train._run, dataset_trouble=""))
    assert way is not None
    assert (way.button, way.action) == ("Train on", "resume")


def test_plots_are_made_once_the_rest_of_the_page_is_on_the_screen(
    workbench: Workbench, project: Project, wait: Wait
) -> None:
    """What draws them takes a quarter of a second to import: runs and samples are seen before."""
    add_run(project, "red-critters")
    made = TrainWorkspace(workbench)
    made.show()
    made.front()
    assert made.monitor.plots is None
    wait(lambda: made.monitor.plots is not None)
    close_train(made)


def test_a_finished_training_is_neither_paused_nor_resumed(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = add_run(project, status="finished")
    open_run(train, run, wait)
    asked: list[object] = []
    train.workbench.show_in_explorer.connect(asked.append)
    assert refuses(train, "train.pause")
    train.panel.toggle_pause()
    assert not asked
