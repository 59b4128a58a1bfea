"""Compare: a table and a chart of runs or snapshots, what was measured of them, and how their recipes differ."""

from __future__ import annotations

import csv
import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from gan_engine.metrics.results import Result
from gan_engine.reporting import silent
from gan_engine.runs import evaluation_files
from gan_engine.runs.differences import Difference, differences
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.run_directory import RunDirectory, tag
from gan_engine.settings.recipes import load_recipe
from studio import theme, words
from studio.project.project import Project
from studio.training.compare.best import best_of, best_words, clear_best, level_with_best, value_words
from studio.training.compare.recipe_differences import MOST_ROWS
from studio.training.compare.table import CompareModel, measure_tip, order_of_measures
from studio.training.recipe_words import difference_rows, difference_sentences
from studio.training.schema_fields import Field
from studio.training.workspace import TrainWorkspace
from studio.workers.training.compared_pictures import SEEDS
from studio.workers.training.comparison import Measure, SnapshotRow, read_rows
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_tiny
from tests.engine.run_support import state_at, write_run
from tests.studio.commands import run_command
from tests.studio.train_support import Wait


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
    assert [row.reached for row in rows] == [60, 40]
    assert {row.reached for row in read_rows([one], True, silent)} == {None}, "each stands for itself"
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


def test_numbers_that_tie_have_no_best_among_them(train: TrainWorkspace) -> None:
    def rows(*pairs: tuple[float, float | None]) -> list[SnapshotRow]:
        return [
            row_of(f"run-{number}", kid_lite0=Measure("kid-lite0", value, give))
            for number, (value, give) in enumerate(pairs)
        ]

    apart = rows((0.10, 0.01), (0.12, 0.01))
    assert clear_best(apart, "kid-lite0") is apart[0]
    assert "run-0 60 kimg: KID (Lite0) 0.100 ± 0.010, clearly the lowest" in best_words(apart, "kid-lite0")
    near = rows((0.10, 0.01), (0.11, 0.01), (0.5, 0.01))
    assert clear_best(near, "kid-lite0") is None
    assert level_with_best(near, "kid-lite0") == near[:2]
    assert "It ties with run-1 60 kimg" in best_words(near, "kid-lite0")
    bare = rows((0.1001, None), (0.1002, None))
    assert clear_best(bare, "kid-lite0") is None, "alike as shown"
    assert clear_best(rows((0.100, None), (0.103, None)), "kid-lite0") is not None
    endless = rows((0.10, float("inf")), (0.2, 0.01))
    assert clear_best(endless, "kid-lite0") is endless[0]
    assert "No measure says which is best" in best_words(near, "recall")
    model = train.comparison.model
    for shown, coloured in ((apart, True), (near, False)):
        model.set_rows(shown)
        cell = model.index(0, 2)
        assert (cell.data(Qt.ItemDataRole.ForegroundRole).color() == QColor(theme.GREEN)) is coloured
        assert cell.data(Qt.ItemDataRole.FontRole).bold() is coloured


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
    fields = [Field("batch", "", {"title": "Batch", "unit": "pictures"}), Field("mirror", "", {"title": "Mirror"})]
    rows = difference_rows(found, {each.name: each for each in fields})
    first, second = difference_sentences(["one", "two", "three"], rows)
    assert "batch 32 pictures instead of 16 pictures" in first
    assert "mirror yes instead of no" in first
    assert "begins from knights at 120 kimg instead of fresh networks" in first
    assert second == "“three” beside “one”: the same recipe."
    assert differences([{}, {"configuration": 3}]) == [] == differences([{}])


def test_a_choice_is_told_by_its_label_as_in_the_form() -> None:
    head = Field("network.head", "", {"title": "Head", "labels": {"convolution": "Convolution", "linear": "Linear"}})
    words.speak(lambda text, meaning, count: {"Head": "Kopf", "Convolution": "Faltung"}.get(text, ""))
    try:
        found = [Difference("network.head", ("convolution", "linear"))]
        assert difference_rows(found, {head.name: head}) == [("Kopf", ("Faltung", "Linear"))]
    finally:
        words.speak(None)


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
    assert texts(model, 1)[:2] == ["one", "40 kimg, best (trained to 60)"], "how far it came, not what was best alone"
    assert page.chart.measure == "kid-lite0"
    assert "other 60 kimg 0.080" in page.chart.accessibleName()
    usual = load_recipe("quick-look").configuration.batch
    wait(lambda: page.recipes.table.rowCount() > 0)
    table = page.recipes.table
    assert [table.horizontalHeaderItem(column).text() for column in range(3)] == ["Setting", "other", "one"]
    assert [table.item(0, column).text().split()[0] for column in range(3)] == ["Batch", "8", str(usual)]
    assert table.item(0, 2).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Batch, one: ")
    with qtbot.waitSignal(workbench.show_in_explorer) as shown:
        page.open_best()
    assert shown.args == [other / "snapshots" / "000060"]

    page.files.write_table(str(tmp_path / "table.csv"))
    wait((tmp_path / "table.csv").exists)
    lines = list(csv.reader((tmp_path / "table.csv").read_text("utf-8-sig").splitlines()))
    assert lines[0][:5] == ["run", "snapshot", "kimg", "best", "kid-lite0"]
    assert float(lines[2][4]) == pytest.approx(0.12)
    page.files.write_chart(str(tmp_path / "chart.png"))
    wait((tmp_path / "chart.png").exists)
    assert QImage(str(tmp_path / "chart.png")).width() > 1600

    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert [row.run for row in model.ticked()] == [one]
    assert table.rowCount() == 0
    page.of.choose("snapshots")
    page.of.chosen.emit("snapshots")
    wait(lambda: [row.snapshot for row in model.rows] == ["000060", "000040", "000020"])
    assert {row.run for row in model.rows} == {other}, "of the chosen run"
    next(command for command in train.commands() if command.name == "train.leave-form").run()
    assert train.monitor.isVisible()


def other_than(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings of which each number and answer is another one."""
    changed = {
        name: other_than(value) if isinstance(value, dict) else not value if isinstance(value, bool) else value * 2 + 1
        for name, value in settings.items()
        if isinstance(value, dict | bool | int | float)
    }
    return {**settings, **changed}


def test_many_differences_stand_behind_a_button(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    one = make_run(project.new_run_dir("one"))
    make_run(project.new_run_dir("other"))
    document = json.loads((one / "run.json").read_text())
    document["configuration"] = other_than(document["configuration"])
    (one / "run.json").write_text(json.dumps(document))
    opened(train, wait, 2)
    recipes = train.comparison.recipes
    qtbot.mouseClick(train.comparison.findChild(QWidget, "train.compare.below.recipes"), Qt.MouseButton.LeftButton)
    assert recipes.isVisible()
    assert recipes.table.rowCount() == MOST_ROWS
    qtbot.mouseClick(recipes.all, Qt.MouseButton.LeftButton)
    assert recipes.table.rowCount() > MOST_ROWS


@pytest.mark.timeout(200)
def test_the_same_designs_of_each_are_drawn_when_they_are_looked_at(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    paths = [make_run(project.new_run_dir(name)) for name in ("first", "copy", "damaged")]
    network = write_tiny(project.folder / "model", "stylegan2").read_bytes()
    for path, data in zip(paths, (network, network, b"nothing"), strict=True):
        (path / "snapshots" / "000060" / "generator.safetensors").write_bytes(data)
    model = opened(train, wait, 3)
    page = train.comparison
    for row in model.rows:
        assert not page.pictures.pictures.strip(row).is_there, "nobody looks yet"
    qtbot.mouseClick(page.findChild(QWidget, "train.compare.below.pictures"), Qt.MouseButton.LeftButton)
    wait(lambda: page.pictures.is_whole, 120)
    strips = {row.name: page.pictures.pictures.strip(row) for row in model.rows}
    assert len(strips["first"].designs) == len(SEEDS)
    assert [image.cacheKey() for image in strips["copy"].designs] == [
        image.cacheKey() for image in strips["first"].designs
    ], "of the same network: drawn once"
    assert strips["damaged"].trouble
    shown = {strip.title.text(): strip for strip in page.pictures._strips}
    assert shown["damaged 60 kimg"].trouble.text() == strips["damaged"].trouble
    assert "6 designs of first 60 kimg" in shown["first 60 kimg"].designs.accessibleName()


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


@pytest.mark.parametrize(
    ("value", "give", "words"),
    [
        (0.0, 0.00069, "0.00 ± 0.0007"),
        (0.155, 0.005, "0.155 ± 0.005"),
        (203.0, 1.41, "203 ± 1.41"),
        (0.2, None, "0.200"),
    ],
)
def test_a_value_and_its_uncertainty_are_written_alike(value: float, give: float | None, words: str) -> None:
    assert value_words(Measure("precision", value, give)) == words
