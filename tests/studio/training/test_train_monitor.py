"""The monitor draws what a run's events carry, measures with their bands, and other runs beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from gan_engine.runs.events import MetricMeasured, NotMeasured
from gan_engine.runs.history import RunHistory
from gan_engine.runs.run_directory import RunDirectory, tag
from studio.project.project import Project
from studio.training.monitor.measure_words import no_measure_yet
from studio.training.plots.line_styles import DASHES, broken
from studio.training.plots.panel_kinds import leading, panels_of
from studio.training.plots.stack import PlotStack
from studio.training.run.film_dialog import FilmOptions
from studio.training.run_words import span_words
from studio.training.workspace import TrainWorkspace
from studio.workers.training.curves import Curve, Scale, View, curves, measured
from studio.workers.training.follower import RunView
from studio.workers.training.time_left import seconds_left
from studio.workers.workbench import Workbench
from tests.engine.run_support import progress, state_at, write_run
from tests.studio.train_support import Wait, looking_at


def measure(kimg: float, value: float | None, metric: str = "kid-lite0", **values: Any) -> MetricMeasured:
    made: dict[str, Any] = {"time": kimg * 12.5, "network": "lite0", "samples": 1000, "uncertainty": 0.003}
    made |= {"form": "quick", "snapshot": tag(kimg)}
    return MetricMeasured(kimg=kimg, metric=metric, value=value, **{**made, **values})


# ---- which plots ---------------------------------------------------------------------------------------------------


def test_plots_are_made_from_what_there_is() -> None:
    columns = [
        "losses.generator",
        "losses.r1",
        "scores.real",
        "gradients.generator",
        "ada.p",
        "codec.bits",
        "memory_mb",
    ]
    kinds = {kind.key: kind for kind in panels_of(columns, ["fd-lite0", "kid-lite0", "recall", "precision"])}
    assert list(kinds)[:2] == ["losses", "distance"]
    assert list(kinds["losses"].lines) == ["losses.generator"]
    assert list(kinds["regularisers"].lines) == ["losses.r1"]
    assert list(kinds["distance"].lines) == ["kid-lite0"], "for small sets KID leads"
    assert list(kinds["shares"].lines) == ["precision", "recall"]
    assert kinds["notes.codec"].title == "Codec"
    assert kinds["notes.codec"].lines["codec.bits"].words == "bits"
    assert {key for key, kind in kinds.items() if kind.usual} == {"losses", "distance", "scores", "ada"}
    assert kinds["distance"].choices == ("kid-lite0", "fd-lite0"), "on the same plot by choice"
    chosen = {kind.key: kind for kind in panels_of(columns, ["fd-lite0", "kid-lite0"], distance="fd-lite0")}
    assert list(chosen["distance"].lines) == ["fd-lite0"]
    absent = {kind.key: kind for kind in panels_of(columns, ["kid-lite0"], distance="fid")}
    assert list(absent["distance"].lines) == ["kid-lite0"], "a run without it shows what it has"


def test_the_measure_that_leads() -> None:
    assert leading(["fid", "kid", "fd-lite0"]) == "kid"
    assert leading(["precision", "fd-lite0", "fid"]) == "fid"
    assert leading(["precision"]) == ""


# ---- curves --------------------------------------------------------------------------------------------------------


def told(count: int = 100, pause: float = 0.0) -> RunHistory:
    history = RunHistory()
    history.extend(progress(n * 0.5, time=n * 10.0 + (pause if n >= count // 2 else 0)) for n in range(count))
    return history


def test_plots_may_stand_on_time() -> None:
    history = told(pause=1000)
    curve = curves(history, ["losses.generator"], View(smoothing=0, axis="time"))["losses.generator"]
    assert curve.x[-1] == 1990
    scale = Scale.of(history, "time")
    assert scale.position(10.0) == pytest.approx(200)
    assert scale.kimg(1990) == pytest.approx(49.5)
    assert scale.kimg(scale.position(33.3)) == pytest.approx(33.3)
    assert Scale().position(7.5) == 7.5


def test_measures_stand_in_the_order_of_time_and_what_is_no_number_is_left_out() -> None:
    events = [measure(20, 0.1), measure(10, 0.2, uncertainty=None), measure(30, None), measure(30, float("nan"))]
    found = measured([*events, measure(10, 30.0, "fd-lite0")], Scale())
    assert found["kid-lite0"].kimg.tolist() == [10, 20]
    assert found["kid-lite0"].y.tolist() == [0.2, 0.1]
    assert np.isnan(found["kid-lite0"].uncertainty[0])
    assert found["kid-lite0"].samples == 1000
    assert found["kid-lite0"].nearest(14) == 0
    assert found["fd-lite0"].last == 30


def test_a_broken_line_has_its_dashes_whatever_part_is_shown() -> None:
    x = np.linspace(0, 100, 50)
    curve = Curve(x, np.sin(x), x[:0], x[:0], None)
    for start, end in ((0.0, 100.0), (20.0, 30.0)):
        place, height, on = broken(curve, start, end, 1200, style=1)
        assert place[0] >= start
        assert place[-1] <= end
        assert np.abs(height - np.interp(place, x, curve.y)).max() < 1e-9
        dash, gap = DASHES[1]
        assert on.mean() == pytest.approx(dash / (dash + gap), abs=0.05)
        assert np.count_nonzero(np.diff(on.astype(int))) == pytest.approx(2 * 1200 / (dash + gap), rel=0.05)
    assert len(broken(curve, 200, 300, 1200, style=2)[0]) == 0
    assert len(broken(Curve(x[:1], x[:1], x, x, None), 0, 1, 100, style=2)[0]) == 1


# ---- time left -----------------------------------------------------------------------------------------------------


def test_time_left_is_narrow_for_an_even_pace_and_wide_for_an_uneven_one() -> None:
    even = seconds_left(told(200), 200.0)
    assert even is not None
    assert even[0] == pytest.approx(even[1], rel=0.01)
    assert even[0] == pytest.approx((200 - 99.5) * 20, rel=0.01)
    uneven = RunHistory()
    kimg = np.cumsum([0.2 if n // 20 % 2 else 1.0 for n in range(200)])
    uneven.extend(progress(float(k), time=10.0 * n) for n, k in enumerate(kimg))
    wide = seconds_left(uneven, 1000.0)
    assert wide is not None
    assert wide[1] > 1.2 * wide[0]
    assert seconds_left(told(5), 200.0) is None
    assert seconds_left(told(200), 50.0) is None


def test_a_span_of_time_in_words() -> None:
    assert span_words(2280, 2640) == "38 to 44 min"
    assert span_words(2400, 2410) == "40 min"
    assert span_words(50, 100) == "50 s to 2 min"
    assert span_words(7200, 8400) == "2 h to 2 h 20 min"


# ---- the window ----------------------------------------------------------------------------------------------------


def add_run(project: Project, name: str, *, kimg: float = 60.0, measures: bool = True, **values: Any) -> RunDirectory:
    run = write_run(project.new_run_dir(name), kimg=kimg, total_kimg=kimg, cell=16)
    with run.hold():
        for place in range(10, round(kimg) + 1, 10) if measures else ():
            run.append_event(measure(place, 0.2 - place / 500))
    run.write_state(state_at(kimg, kimg, "finished", **values))
    return run


def plots_of(train: TrainWorkspace) -> PlotStack:
    assert train.monitor.plots is not None
    return train.monitor.plots


def opened(train: TrainWorkspace, run: RunDirectory, wait: Wait) -> PlotStack:
    train.runs.refresh()
    wait(lambda: train.runs.entry(run.path) is not None)
    train.choose(run.path)
    wait(looking_at(train, run))
    return plots_of(train)


def test_a_measure_stands_beside_the_losses_with_its_band_and_the_best_is_marked(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    plots = opened(train, add_run(project, "critters", best_snapshot="000040"), wait)
    text = plots.headers["distance"].text
    assert "kid-lite0 0.080 ± 0.003, 1,000 designs" in text
    assert "lower is better" in text
    (line,) = plots.panels["distance"].lines
    assert line.measured is not None
    assert line.measured.kimg.tolist() == [10, 20, 30, 40, 50, 60]
    assert plots.panels["distance"]._marks == [(40, "GREEN")]
    assert next(row for row in train.list._sections[-1].rows if "best" in row.text).count == "0.120"
    for key in ("losses", "scores"):
        assert "discriminator" in plots.headers[key].toolTip() or "networks" in plots.headers[key].toolTip()
    plots.panels["distance"].hovered.emit(29.0)
    assert "kid-lite0 0.140" in plots.headers["distance"].text


def test_another_distance_stands_on_the_same_plot_by_choice(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    """With how many designs it needs to mean something beside it; the choice outlives the run."""
    run = add_run(project, "critters")
    with run.hold():
        for place in range(10, 61, 10):
            run.append_event(measure(place, 300.0 - place, "fd-lite0", samples=128, uncertainty=4.0))
    plots = opened(train, run, wait)
    wait(lambda: plots.kinds[1].choices == ("kid-lite0", "fd-lite0"))
    assert "kid-lite0" in plots.headers["distance"].text
    actions = {action.objectName(): action for action in train.monitor.head.panel_menu.actions()}
    assert actions["train.distance.kid-lite0"].isChecked()
    assert "needs 1,280 designs" in actions["train.distance.fd-lite0"].text()
    actions["train.distance.fd-lite0"].trigger()
    assert "fd-lite0 240 ± 4.00, 128 designs of 1,280 needed" in plots.headers["distance"].text
    assert "1,280 designs" in plots.headers["distance"].toolTip()
    (line,) = plots.panels["distance"].lines
    assert line.measured is not None
    assert line.measured.name == "fd-lite0"
    assert workbench.settings.get("train.distance", "") == "fd-lite0"


def running(project: Project, name: str, *, seconds: float, seconds_left: float, **configuration: Any) -> RunView:
    run = write_run(project.new_run_dir(name), kimg=1.0, total_kimg=60.0, cell=16)
    return RunView(
        path=run.path, status="running", document={"configuration": {"metric_kimg": "auto", **configuration}},
        state=state_at(1.0, 60.0, "running", seconds=seconds), latest={"seconds_left": seconds_left}, kimg=1.0,
    )  # fmt: skip


def test_what_is_promised_of_measures_is_what_comes(project: Project) -> None:
    long = no_measure_yet(running(project, "long", seconds=20.0, seconds_left=3000.0))
    assert "after a minute or so" in long
    assert "one at the end" in long
    assert "at most 3 %" in long
    assert "more only for" in long, "that the share may be passed is said"
    short = no_measure_yet(running(project, "short", seconds=10.0, seconds_left=20.0))
    assert "less than two minutes is not measured" in short
    never = no_measure_yet(running(project, "never", seconds=10.0, seconds_left=2000.0, metric_kimg="0"))
    assert "off" in never
    seldom = no_measure_yet(running(project, "seldom", seconds=10.0, seconds_left=2000.0, metric_kimg="25.0"))
    assert "25 kimg" in seldom


def test_before_the_first_measure_it_says_why_there_is_none(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = add_run(project, "critters", measures=False)
    plots = opened(train, run, wait)
    assert plots.panels["distance"]._message.startswith("This training was not measured.")
    assert "not measured" in plots.headers["distance"].text
    assert not plots.panels["distance"].isVisible(), "no room is wasted where nothing will come"
    with run.hold():
        run.append_event(NotMeasured(time=1, kimg=60, metric="kid-lite0", what="Too few.", do="Add some."))
        wait(lambda: plots.panels["distance"]._message == "Too few. Add some.")
        run.append_event(measure(60, 0.25))
    wait(lambda: bool(plots.panels["distance"].lines))
    assert plots.panels["distance"].isVisible()
    assert "kid-lite0 0.250" in plots.headers["distance"].text
    figures = {row.key: row.count for row in train.list._sections[-1].rows}
    assert figures["snapshot:000060"] == "0.250", "beside its snapshot too, which was saved before it was measured"


def test_a_stretch_is_shown_by_dragging_over_it_and_a_double_click_shows_all(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    plots = opened(train, add_run(project, "critters"), wait)
    panel = plots.panels["losses"]
    view = panel.viewport()
    start, end = QPoint(200, 40), QPoint(500, 40)
    wanted = panel.position_at(200), panel.position_at(500)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, QPoint(300, 40))
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    wait(lambda: train._run is not None and train._run.curves["losses.generator"].x[0] > wanted[0] - 2)
    for each in filter(QWidget.isVisible, plots.panels.values()):
        assert each.view.viewRange()[0] == pytest.approx(wanted, abs=0.2), "one axis for all"
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=start)
    wait(lambda: train._run is not None and train._run.curves["losses.generator"].x[0] < 1)


def test_a_click_goes_to_the_samples_of_that_moment(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    plots = opened(train, add_run(project, "critters"), wait)
    panel = plots.panels["distance"]
    x = next(x for x in range(1000) if panel.position_at(x) > 21)
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    wait(lambda: train.monitor.samples.sheet is not None and train.monitor.samples.sheet.kimg == 20)


def test_the_samples_under_the_mouse_are_shown_while_it_is_there(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    plots = opened(train, add_run(project, "critters"), wait)
    wait(lambda: train.monitor.samples.sheet is not None and train.monitor.samples.sheet.kimg == 60)
    plots.panels["losses"].hovered.emit(19.0)
    wait(lambda: train.monitor.samples.sheet.kimg == 20)
    assert train.monitor._when.text() == "at 20 kimg"
    assert train.monitor.scrubber.moment == 60
    plots.panels["losses"].hovered.emit(None)
    wait(lambda: train.monitor.samples.sheet.kimg == 60)
    assert train.monitor._when.text() == "at 60 kimg"


def test_the_cursor_is_led_by_keys(train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any) -> None:
    plots = opened(train, add_run(project, "critters"), wait)
    panel = plots.panels["losses"]
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert "at 30 kimg" in plots.headers["losses"].text
    for _ in range(30):
        qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert "at 39 kimg" in plots.headers["losses"].text
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    wait(lambda: train.monitor.samples.sheet is not None and train.monitor.samples.sheet.kimg == 40)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert "at" not in plots.headers["losses"].text.split()


def test_plots_stand_on_hours_instead(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    plots = opened(train, add_run(project, "critters"), wait)
    train.monitor.head.clock.setChecked(True)
    wait(lambda: train._run is not None and train._run.scale.axis == "time")
    assert plots.panels["losses"].view.viewRange()[0][1] == pytest.approx(60 * 12.5)
    assert plots.panels["distance"].lines[0].measured is not None
    assert plots.panels["distance"].lines[0].measured.x[-1] == pytest.approx(60 * 12.5)
    assert plots.panels["losses"]._time == pytest.approx(750), "the moment shown has moved with the axis"
    train.monitor.go_to_kimg(20)
    assert plots.panels["losses"]._time == pytest.approx(250)


def test_runs_are_drawn_together_and_told_apart_by_their_dashes(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    one, other = add_run(project, "one", kimg=60), add_run(project, "other", kimg=100)
    plots = opened(train, one, wait)
    row = next(
        train.list.visualRect(train.list.model().index(place, 0))
        for place in range(train.list.model().rowCount())
        if train.list.model().index(place, 0).data() == "other"
    )
    qtbot.mouseClick(
        train.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, row.center()
    )
    wait(lambda: len(plots.panels["losses"].lines) == 4)
    assert train._chosen == one.path
    assert {(line.run, line.style) for line in plots.panels["distance"].lines} == {("one", 0), ("other", 1)}
    assert plots.panels["losses"].view.viewRange()[0][1] == pytest.approx(100), "the longest is seen to its end"
    assert train.monitor.legend.paths == [other.path]
    plots.panels["distance"].hovered.emit(50.0)
    readout = plots.panels["distance"]._readout
    assert readout.isVisible()
    assert readout.text.splitlines() == ["one 0.100", "other 0.100"]

    train.choose(other.path)  # they change places
    wait(lambda: plots.panels["losses"].lines[0].run == "other" and len(plots.panels["losses"].lines) == 4)
    assert train.monitor.legend.paths == [one.path]
    shutil.rmtree(one.path)
    wait(lambda: len(plots.panels["losses"].lines) == 2)
    assert not train.monitor.legend.isVisible()


def test_more_runs_than_can_be_told_apart_are_refused_in_words(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    runs = [add_run(project, f"run {number}", kimg=2, measures=False) for number in range(7)]
    opened(train, runs[0], wait)
    wait(lambda: len(train.runs.entries) == 7)
    for run in runs[1:6]:
        train.set_beside(run.path, True)
    with qtbot.waitSignal(workbench.toast_wanted) as toast:
        train.set_beside(runs[6].path, True)
    assert "6 runs" in toast.args[0].text
    train.stand_alone()
    assert train.monitor.legend.paths == []


def test_a_run_whose_measures_are_rubbish_is_shown_all_the_same(
    train: TrainWorkspace, project: Project, wait: Wait, tmp_path: Path
) -> None:
    run = add_run(project, "odd", measures=False)
    with open(run.events_file, "a", encoding="utf-8") as file:
        for value in ('"x"', "null", "[1]", "1e999", "true"):
            file.write(
                f'{{"kind": "MetricMeasured", "time": 1, "kimg": 20, "metric": "kid", "value": {value}, '
                f'"network": {value}, "samples": {value}, "form": "quick"}}\n'
            )
        file.write('{"kind": "MetricMeasured", "time": 1, "kimg": 30, "metric": "kid", "value": 0.5, "network": 1, ')
    plots = opened(train, run, wait)
    assert not plots.panels["distance"].lines


def test_what_a_film_is_to_be_is_asked_before_it_is_made(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any, tmp_path: Path
) -> None:
    opened(train, add_run(project, "critters"), wait)
    assert train._run is not None
    dialog = train.exports.ask_film(train._run, 2)
    assert dialog is not None
    dialog.chosen.disconnect()
    dialog._file._path.setText(str(tmp_path / "film"))
    dialog._kind.choose("gif")
    dialog._kind.chosen.emit("gif")
    dialog._rate.choose("4")
    assert dialog.options == FilmOptions(tmp_path / "film.gif", 4.0, 2, True)
    dialog._file._path.setText(str(tmp_path / "nowhere" / "film.gif"))
    assert not dialog.make_button.isEnabled()
    assert "no folder" in dialog._file.wrong.text()
    dialog._file._path.setText(str(tmp_path / "film.gif"))
    (tmp_path / "film.gif").write_bytes(b"mine")
    dialog._file._check()
    assert not dialog.make_button.isEnabled(), "nothing is written over"
    (tmp_path / "film.gif").unlink()
    dialog._file._check()
    with qtbot.waitSignal(dialog.chosen):
        qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert workbench.settings.get("train.film_kind", "") == "gif"
