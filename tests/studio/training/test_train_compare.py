"""Compare: a table and a chart of runs or snapshots, what was measured of them, and how their recipes differ."""

from __future__ import annotations

import csv
import json
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gan_engine.metrics.results import Result
from gan_engine.reporting import silent
from gan_engine.runs import evaluation_files
from gan_engine.runs.differences import differences
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.run_directory import RunDirectory, tag
from gan_engine.settings.recipes import load_recipe
from studio.project.project import Project
from studio.training.compare.table import CompareModel, best_of, measure_tip, order_of_measures
from studio.training.recipe_words import difference_rows, difference_sentences
from studio.training.workspace import TrainWorkspace
from studio.workers.training.comparison import Measure, SnapshotRow, read_rows
from studio.workers.workbench import Workbench
from tests.engine.run_support import state_at, write_run
from tests.studio.train_support import Wait, run_command


def make_run(path: Path, *, kimg: float = 60.0, quick: bool = True, best: str | None = None, **settings: Any) -> Path:
    run = write_run(path, kimg=kimg, total_kimg=kimg, cell=16, every=5, **settings)
    with run.hold():
        for place in (20.0, 40.0, 60.0) if quick else ():
            run.append_event(
                MetricMeasured(
                    time=1, kimg=place, metric="kid-lite0", value=0.2 - place / 500, network="lite0", samples=500,
                    uncertainty=0.01, form="quick", snapshot=tag(place),
                )
            )  # fmt: skip
    run.write_state(state_at(kimg, kimg, "finished", best_snapshot=best))
    return run.path


# ---- reading and keeping -------------------------------------------------------------------------------------------


def test_each_run_stands_by_its_best_snapshot_and_what_was_measured_of_it(tmp_path: Path) -> None:
    one = make_run(tmp_path / "00001-red-critters", best="000040")
    other = make_run(tmp_path / "00002-robots", kimg=40, quick=False)
    rows = read_rows([one, other, make_run(tmp_path / "none", kimg=10)], False, silent)
    assert [(row.name, row.snapshot, row.best) for row in rows] == [
        ("red critters", "000040", True), ("robots", "000040", False)
    ]  # fmt: skip
    assert rows[0].measures["kid-lite0"].value == pytest.approx(0.12)
    assert rows[0].measures["kid-lite0"].quick
    assert rows[1].measures == {}
    assert [row.snapshot for row in read_rows([one], True, silent)] == ["000060", "000040", "000020"]


def keep(run: Path, *documents: Any) -> None:
    """As the engine keeps what it measured."""
    for document in documents:
        file = evaluation_files.file_for(run, "000060")
        file.parent.mkdir(exist_ok=True)
        file.write_text(document if isinstance(document, str) else json.dumps(document))


def evaluated(run: Path, *results: Result, made_at: str = "2026-01-02T03:04:05+00:00") -> dict[str, Any]:
    path = run / "snapshots" / "000060" / "generator.safetensors"
    return {
        "made_at": made_at, "snapshots": [{"path": str(path), "results": [result.document() for result in results]}]
    }  # fmt: skip


def test_what_was_measured_in_full_is_there_later_and_comes_first(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run")
    kid = Result(
        metric="kid-lite0", value=0.05, uncertainty=0.001, network="lite0", samples=2048, real=1043, part="held-out"
    )
    precision = Result(metric="precision", value=0.7, uncertainty=None, network="lite0", samples=2048)
    keep(run, evaluated(run, kid), evaluated(run, precision, made_at="2026-01-03T03:04:05+00:00"))
    (row,) = read_rows([run], False, silent)
    assert row.measures["kid-lite0"].value == 0.05
    assert not row.measures["kid-lite0"].quick
    assert row.measures["precision"].uncertainty is None
    assert time.gmtime(row.measured_at)[:3] == (2026, 1, 3)
    assert "2,048 designs, against 1,043 held-out pictures" in measure_tip(row.measures["kid-lite0"])


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"snapshots": 7}', '{"snapshots": [1, {"path": 3}, {"path": "x", "results": [1, {}]}]}']
)
def test_a_damaged_file_of_measures_is_none(tmp_path: Path, text: str) -> None:
    run = make_run(tmp_path / "run")
    keep(run, text)
    (row,) = read_rows([run], False, silent)
    assert row.measures["kid-lite0"].quick


def test_a_run_deleted_meanwhile_has_no_rows(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run")
    shutil.rmtree(run)
    assert read_rows([run], False, silent) == []


# ---- which is best -------------------------------------------------------------------------------------------------


def row_of(name: str, **measures: Measure) -> SnapshotRow:
    made = {key.replace("_", "-"): measure for key, measure in measures.items()}
    return SnapshotRow(Path(name), name, "000060", 60.0, False, None, made)


def test_the_best_is_found_among_what_was_measured_alike() -> None:
    quick = [
        row_of(name, kid_lite0=Measure("kid-lite0", value, quick=True)) for name, value in (("a", 0.1), ("b", 0.2))
    ]
    assert best_of(quick, "kid-lite0") is quick[0]
    full = [row_of(name, kid_lite0=Measure("kid-lite0", value)) for name, value in (("c", 0.4), ("d", 0.3))]
    assert best_of([*quick, *full], "kid-lite0") is full[1], "a number taken in passing beats none taken in full"
    assert best_of(full[:1], "kid-lite0") is None
    recall = [row_of(name, recall=Measure("recall", value)) for name, value in (("a", 0.1), ("b", 0.2))]
    assert best_of(recall, "recall") is recall[1]
    varied = [row_of(name, diversity=Measure("diversity", value)) for name, value in (("a", 0.1), ("b", 0.2))]
    assert best_of(varied, "diversity") is None, "more varied is not better by itself"


def test_the_measure_that_leads_stands_first() -> None:
    assert order_of_measures(["recall", "fd-lite0", "originality", "kid-lite0", "odd"]) == [
        "kid-lite0", "fd-lite0", "originality", "recall", "odd"
    ]  # fmt: skip


# ---- recipes -------------------------------------------------------------------------------------------------------


def test_recipes_are_told_apart_in_plain_words(tmp_path: Path) -> None:
    documents = [
        RunDirectory(make_run(tmp_path / name, batch=batch, mirror=mirror)).read_run()
        for name, batch, mirror in (("one", 16, False), ("two", 32, True), ("three", 16, False))
    ]
    documents[1]["snapshot"] = "/runs/00004-knights/snapshots/000120"
    documents[1]["configuration"]["threads"] = 7
    found = differences(documents)
    assert {each.setting for each in found} == {"batch", "mirror", "begins from"}
    rows = difference_rows(found, {"batch": ("Batch", "pictures"), "mirror": ("Mirror", "")})
    first, second = difference_sentences(["one", "two", "three"], rows)
    assert "batch 32 pictures instead of 16 pictures" in first
    assert "mirror yes instead of no" in first
    assert "begins from knights at 120 kimg instead of fresh networks" in first
    assert second == "“three” beside “one”: the same recipe."
    assert differences([{}, {"configuration": 3}]) == [] == differences([{}])


# ---- the window ----------------------------------------------------------------------------------------------------


def opened(train: TrainWorkspace, wait: Wait, runs: int) -> CompareModel:
    train.runs.refresh()
    wait(lambda: len(train.runs.entries) == runs)
    run_command(train, "train.compare")
    wait(lambda: train.comparison.isVisible() and len(train.comparison.model.rows) == runs)
    return train.comparison.model


def texts(model: CompareModel, row: int) -> list[str]:
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_runs_are_compared_in_table_and_chart(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any, tmp_path: Path
) -> None:
    one = make_run(project.new_run_dir("one"), best="000040")
    other = make_run(project.new_run_dir("other"), best="000060", batch=8)
    model = opened(train, wait, 2)
    page = train.comparison
    assert not train.inspector_panel.isVisible()
    assert texts(model, 0)[:3] == ["other", "60 kimg, best", "0.080 ± 0.010"]
    assert page.chart.measure == "kid-lite0"
    assert "other  60 0.080" in page.chart.accessibleName()
    usual = load_recipe("quick-look").configuration.batch
    wait(lambda: re.search(rf"batch {usual}( pictures)? instead of 8", page.differ.text()))
    with qtbot.waitSignal(workbench.show_in_explorer) as shown:
        page.open_best()
    assert shown.args == [other / "snapshots" / "000060"]

    page.write_table(str(tmp_path / "table.csv"))
    wait((tmp_path / "table.csv").exists)
    lines = list(csv.reader((tmp_path / "table.csv").read_text("utf-8-sig").splitlines()))
    assert lines[0][:5] == ["run", "snapshot", "kimg", "best", "kid-lite0"]
    assert float(lines[2][4]) == pytest.approx(0.12)
    page.write_chart(str(tmp_path / "chart.png"))
    wait((tmp_path / "chart.png").exists)
    assert QImage(str(tmp_path / "chart.png")).width() > 1600

    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert [row.run for row in model.ticked()] == [one]
    assert not page.differ.isVisible()
    page.of.choose("snapshots")
    page.of.chosen.emit("snapshots")
    wait(lambda: [row.snapshot for row in model.rows] == ["000060", "000040", "000020"])
    assert {row.run for row in model.rows} == {other}, "of the chosen run"
    next(command for command in train.commands() if command.name == "train.leave-form").run()
    assert train.monitor.isVisible()


def test_what_cannot_be_measured_is_said_and_nothing_hangs(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    make_run(project.new_run_dir("one"))  # its dataset was never there
    opened(train, wait, 1)
    page = train.comparison
    qtbot.mouseClick(page.measure, Qt.MouseButton.LeftButton)
    wait(lambda: not page.measuring.running)
    assert "its dataset is no longer there" in page._problems.text()


def test_a_run_deleted_while_it_is_compared_leaves_the_table(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    gone = make_run(project.new_run_dir("gone"))
    make_run(project.new_run_dir("stays"))
    model = opened(train, wait, 2)
    shutil.rmtree(gone)
    wait(lambda: [row.name for row in model.rows] == ["stays"])
    assert json.dumps(model.table())


def test_before_the_first_snapshot_it_says_so(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    write_run(project.new_run_dir("young"), kimg=2, cell=16)
    train.runs.refresh()
    wait(lambda: len(train.runs.entries) == 1)
    train.open_compare()
    wait(lambda: "No snapshot yet" in train.comparison._words.text())
    assert not train.comparison.measure.isEnabled()
