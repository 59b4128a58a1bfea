"""Experiments: alike for every arm, gone on with after any interruption, told in tables and pictures."""

from __future__ import annotations

import csv
import json
import multiprocessing
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from gan_engine.errors import ConfigurationError, DiskError, EngineError, OutsideError, RunError
from gan_engine.experiments import runner
from gan_engine.experiments.creation import adapted, begin
from gan_engine.experiments.definitions import configurations, list_definitions, load_definition
from gan_engine.experiments.directory import ExperimentDirectory
from gan_engine.experiments.report import files_of, write_report
from gan_engine.experiments.results import read_results
from gan_engine.experiments.runner import Progress, conduct
from gan_engine.experiments.trainers import TrainerByQueue
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.pictures import read_picture
from gan_engine.reporting import Cancelled, Report
from gan_engine.runs.events import MetricMeasured, Resumed, RunStarted
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import configure
from gan_engine.training import snapshots, training_run
from gan_engine.training.plan import make_plan
from gan_engine.training.run_creation import create_run, describe_run
from tests.engine.cli.test_cli_training import Terminal
from tests.engine.dataset_support import make_dataset
from tests.engine.latent_support import a_level_apart
from tests.engine.metrics_support import tiny_lite0
from tests.engine.training_support import Killed, events_of

COUNT, EPOCHS = 60, 4
FILE = """
title = "Two ways"
sentence = "Does mirroring help?"
epochs = 4
every = 2
metric = "fid"
samples = 100
settings = ["batch=8", "threads=1", "precision=fp32", "device=cpu"]

[[arms]]
name = "plain"
title = "Plain"
recipe = "animated-faces-dcgan-96"
settings = ["mirror=false", "network.generator_width=4", "network.discriminator_width=4"]

[[arms]]
name = "mirrored"
title = "Mirrored"
recipe = "animated-faces-dcgan-96"
settings = ["mirror=true", "network.generator_width=4", "network.discriminator_width=4"]
"""


@pytest.fixture(autouse=True)
def small_network() -> Iterator[None]:
    with tiny_lite0():
        yield


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=COUNT)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "two-ways.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, dataset: Path, own: Path) -> ExperimentDirectory:
    """An experiment from its beginning to its end, with its report."""
    directory = started(tmp_path_factory.mktemp("undisturbed") / "it", dataset, own)
    with tiny_lite0():
        go_on(directory)
    return directory


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def started(path: Path, dataset: Path, own: Path, **wishes: Any) -> ExperimentDirectory:
    directory = ExperimentDirectory(path)
    begin(directory, dataset, *load_definition(str(own)), **wishes)
    return directory


def go_on(directory: ExperimentDirectory, **how: Any) -> list[str]:
    """To the end; the names of the arms that were gone on with."""
    names = [arm.name for arm in conduct(directory, **how)]
    write_report(directory)
    return names


def assert_same(directory: ExperimentDirectory, undisturbed: ExperimentDirectory) -> None:
    """Nothing depends on interruptions: networks and pictures to the bit, measures but for their rounding."""
    assert bits_of(directory) == bits_of(undisturbed)
    assert_same_measures(directory, undisturbed)


def assert_same_measures(directory: ExperimentDirectory, undisturbed: ExperimentDirectory) -> None:
    """The features come in other batches where some were kept, and libraries add in other orders then."""
    tables = [
        list(csv.DictReader((each.path / "table.csv").read_text().splitlines())) for each in (directory, undisturbed)
    ]
    for row, other in zip(*tables, strict=True):
        for name in ("value", "uncertainty"):
            assert float(row.pop(name)) == pytest.approx(float(other.pop(name)), rel=1e-5)
        assert row == other


def bits_of(directory: ExperimentDirectory) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for arm in directory.plan.arms:
        for snapshot in directory.run(arm).snapshots():
            found[f"{arm.name} {snapshot.name}"] = snapshot.generator.read_bytes()
    for name in ("comparison.png", "interpolation.png"):
        found[name] = read_picture(directory.path / name).tobytes()
    return found


def assert_made_once(directory: ExperimentDirectory) -> None:
    for arm in directory.plan.arms:
        run = directory.run(arm)
        events = events_of(run)
        assert len(list((run.path / "evaluations").iterdir())) == len(directory.plan.measured_epochs)
        assert sum(isinstance(event, MetricMeasured) for event in events) == len(directory.plan.measured_epochs)
        assert sum(isinstance(event, RunStarted) for event in events) == 1


def killing_in(stage: str) -> Progress:
    """A progress under which the process dies as soon as something of `stage` is done."""

    @contextmanager
    def progress(what: str) -> Iterator[Report]:
        def report(done: int, total: int | None, what_is: str = "") -> None:
            if what == stage and done >= 1:
                raise Killed

        yield report

    return progress


# What is trained and measured


def test_every_arm_is_a_run_measured_at_whole_epochs(undisturbed: ExperimentDirectory) -> None:
    results = read_results(undisturbed)
    assert results.is_over
    for arm in results.arms:
        run = RunDirectory.open(undisturbed.path / arm.name)
        assert run.live_status() == "finished"
        assert [each.epoch for each in arm.measured] == [2, 4]
        # A batch of 8 ends 120 pictures exactly, and 240 too.
        assert [snapshot.name for snapshot in run.snapshots()] == ["000000.120", "000000.240"]
        assert arm.epochs == EPOCHS
        assert run.read_state().best_snapshot == arm.best.snapshot  # type: ignore[union-attr]
        assert snapshots.find_generator(run.path).parent.name == arm.best.snapshot  # type: ignore[union-attr]
        assert all(each.uncertainty is not None and each.samples == 100 for each in arm.measured)
    assert results.plan.metric == "kid-lite0", (
        "60 pictures are too few for a Fréchet distance, and the weights are not here"
    )
    assert_made_once(undisturbed)


def test_all_arms_are_measured_with_one_noise_and_shown_by_the_same_seeds(undisturbed: ExperimentDirectory) -> None:
    for document in undisturbed.path.glob("*/evaluations/*.json"):
        assert json.loads(document.read_bytes())["seed"] == 0
    sheet = read_picture(undisturbed.path / "comparison.png")
    places = []
    for arm in read_results(undisturbed).arms:
        session = Session.open(undisturbed.path / arm.name / "snapshots" / arm.best.snapshot, "cpu")  # type: ignore[union-attr]
        designs = session.generate(latents([0, 5], session.z_dim))
        places.append([place_of(sheet, design) for design in designs])
    (plain, mirrored) = np.array(places)
    assert (plain[:, 0] == mirrored[:, 0]).all(), "one seed, one column"
    assert (plain[:, 1] < mirrored[:, 1]).all(), "one arm, one row"
    assert plain[0, 0] < plain[1, 0]


def place_of(sheet: np.ndarray, design: np.ndarray) -> tuple[int, int]:
    """Left and top of where a 32 px design is shown, four times as large."""
    large = design.repeat(4, axis=0).repeat(4, axis=1)
    difference = cv2.matchTemplate(sheet, large, cv2.TM_SQDIFF)
    value, _, (left, top), _ = cv2.minMaxLoc(difference)
    assert a_level_apart(sheet[top : top + 128, left : left + 128], large), value
    return left, top


def test_the_interpolation_leads_from_one_seed_to_the_other(undisturbed: ExperimentDirectory) -> None:
    strip = read_picture(undisturbed.path / "interpolation.png")
    arm = read_results(undisturbed).arms[0]
    session = Session.open(undisturbed.path / arm.name / "snapshots" / arm.best.snapshot, "cpu")  # type: ignore[union-attr]
    first, last = (place_of(strip, design) for design in session.generate(latents([0, 1], session.z_dim)))
    assert first[1] == last[1]
    assert last[0] - first[0] == 8 * (128 + 8)


def test_the_report_says_what_was_measured(undisturbed: ExperimentDirectory) -> None:
    results = read_results(undisturbed)
    for file in files_of(results):
        assert (undisturbed.path / file).stat().st_size > 200, file
    rows = list(csv.DictReader((undisturbed.path / "table.csv").read_text().splitlines()))
    assert [(row["arm"], row["epoch"]) for row in rows] == [
        ("plain", "2"), ("plain", "4"), ("mirrored", "2"), ("mirrored", "4"),
    ]  # fmt: skip
    assert {row["metric"] for row in rows} == {"kid-lite0"}
    for arm in results.arms:
        values = {int(row["epoch"]): float(row["value"]) for row in rows if row["arm"] == arm.name}
        assert arm.best is not None
        assert arm.best.epoch == min(values, key=lambda epoch: values[epoch])
        assert [row["best"] for row in rows if row["arm"] == arm.name].count("1") == 1
    words = (undisturbed.path / "report.md").read_text(encoding="utf-8")
    for said in ("Two ways", "KID (Lite0)", "100 designs", "60 pictures", "Mirrored", "plot.png", "| 4 |"):
        assert said in words
    document = json.loads(undisturbed.results_file.read_bytes())
    assert document["over"]
    assert document["best"] in ("plain", "mirrored")


# Interruptions


def test_what_is_done_is_only_told(undisturbed: ExperimentDirectory) -> None:
    before = {path: path.stat().st_mtime_ns for path in undisturbed.path.rglob("*") if path.is_file()}
    assert go_on(undisturbed) == []
    after = {path: path.stat().st_mtime_ns for path in undisturbed.path.rglob("*") if path.is_file()}
    assert {path.name for path in after if before.get(path) != after[path]} <= {"experiment.lock", "run.lock"}


def conduct_small(path: Path) -> None:
    """What the command does, in a process of its own."""
    with tiny_lite0():
        go_on(ExperimentDirectory(path))


def test_killed_it_goes_on_to_the_same_bit(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path
) -> None:
    directory = started(tmp_path / "it", dataset, own)
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    process = context.Process(target=conduct_small, args=(directory.path,))
    process.start()
    second = directory.run(directory.plan.arms[1])
    while not second.snapshots() and process.is_alive():
        time.sleep(0.002)
    process.kill()
    process.join()
    assert go_on(directory) in (["mirrored"], []), "the first arm was done"
    assert_same(directory, undisturbed)
    assert_made_once(directory)


def test_killed_while_it_measures_nothing_is_made_twice(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path
) -> None:
    directory = started(tmp_path / "it", dataset, own)

    with pytest.raises(Killed):
        go_on(directory, progress=killing_in("Arm 2 of 2, Mirrored, measures"))
    assert not read_results(directory).is_over
    assert [len(arm.measured) for arm in read_results(directory).arms] == [2, 1]
    go_on(directory)
    assert_same(directory, undisturbed)
    assert_made_once(directory)


def test_interrupted_politely_it_saves_and_goes_on(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path
) -> None:
    directory = started(tmp_path / "it", dataset, own)
    asked = iter([False, True])

    @contextmanager
    def progress(what: str) -> Iterator[Report]:
        def report(done: int, total: int | None, what_is: str = "") -> None:
            if next(asked, False):
                raise Cancelled

        yield report

    with pytest.raises(KeyboardInterrupt):
        go_on(directory, progress=progress)
    run = directory.run(directory.plan.arms[0])
    assert run.live_status() == "interrupted"
    saved = run.snapshots()[-1].name
    go_on(directory)
    resumed = [event for event in events_of(run) if isinstance(event, Resumed)]
    assert [event.snapshot for event in resumed] == [saved]
    assert_same_measures(directory, undisturbed)


def test_arms_are_jobs_of_the_queue_and_interrupted_they_save(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path
) -> None:
    """Nobody sees to the queue: this process does so for its arms, and lets another job alone."""
    directory = started(tmp_path / "it", dataset, own)
    plain = directory.run(directory.plan.arms[0])

    @contextmanager
    def interrupting(what: str) -> Iterator[Report]:
        def report(done: int, total: int | None, what_is: str = "") -> None:
            if "epochs" in what and plain.is_held():  # however quick this machine is: not while it measures
                raise Cancelled

        yield report

    with Queue(tmp_path / "queue.db") as queue:
        settings = configure({**directory.plan.arms[0].configuration, "seed": 9})
        other = queue.add(JobPlan(run=tmp_path / "other", document=describe_run(tmp_path / "other", dataset, settings)))
        with pytest.raises(KeyboardInterrupt):
            go_on(directory, trainer=TrainerByQueue(queue), progress=interrupting)
        assert not plain.is_held()
        assert plain.live_status() in ("stopped", "finished")
        assert [job.id for job in queue.jobs()] == [other]
        assert go_on(directory, trainer=TrainerByQueue(queue)) == ["plain", "mirrored"]
        assert [job.state for job in queue.jobs()] == ["waiting", "done", "done"]
    assert_same_measures(directory, undisturbed)
    for arm in directory.plan.arms:
        last = [each.run(arm).snapshots()[-1].generator.read_bytes() for each in (directory, undisturbed)]
        assert last[0] == last[1]


def test_two_processes_do_not_go_on_with_one_experiment(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = started(tmp_path / "it", dataset, own)
    with directory.hold(), pytest.raises(RunError, match="in use"):
        go_on(ExperimentDirectory(directory.path))


# What goes wrong


def test_an_experiment_that_was_moved_does_not_come_back_as_an_empty_folder(
    dataset: Path, own: Path, tmp_path: Path
) -> None:
    directory = started(tmp_path / "it", dataset, own)
    directory.path.rename(tmp_path / "moved")
    with pytest.raises(RunError, match="any more"), directory.hold():
        pass
    assert not directory.path.exists()


def test_an_arm_that_fails_does_not_keep_the_others(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = started(tmp_path / "it", dataset, own)
    run = create_run(directory.path / "plain", dataset, configure(directory.plan.arms[0].configuration))
    whole = run.read_run()
    run.write_run({**whole, "dataset": {**whole["dataset"], "digest": "0" * 64}})
    assert go_on(directory) == ["plain", "mirrored"]
    plain, mirrored = read_results(directory).arms
    assert (plain.status, plain.best, mirrored.status) == ("failed", None, "finished")
    words = (directory.path / "report.md").read_text(encoding="utf-8")
    assert "failed at epoch 0" in words
    assert "is not the one that this training was begun with" in words
    assert read_results(directory).is_over
    assert not list(conduct(directory)), "it is not tried again by itself"
    run.write_run(whole)
    assert [arm.name for arm in conduct(directory, retry=True)] == ["plain"]
    assert read_results(directory).arms[0].status == "finished"


def test_another_training_in_an_arms_place_is_left_alone(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = started(tmp_path / "it", dataset, own)
    plain, mirrored = directory.plan.arms
    foreign = create_run(directory.path / plain.name, dataset, configure(mirrored.configuration))
    with pytest.raises(RunError, match="not the one of this experiment"):
        list(conduct(directory))
    assert not foreign.events_file.exists()


def test_where_the_disk_is_full_at_its_end_an_arm_waits_for_room(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = started(tmp_path / "it", dataset, own)
    save, refused = snapshots.save, []

    def full(folder: Path, state: Any, **more: Any) -> Any:
        if state.images >= 1000 * state.plan.configuration.kimg and len(refused) < 5:
            refused.append(state.images)
            raise DiskError("The disk is full.")
        return save(folder, state, **more)

    monkeypatch.setattr(training_run, "_RETRY_SECONDS", 0.0)
    monkeypatch.setattr(snapshots, "save", full)
    assert go_on(directory) == ["plain", "mirrored"]
    assert len(refused) == 5
    assert_same(directory, undisturbed)


def test_where_the_disk_is_full_for_findings_it_ends_and_goes_on_later(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = started(tmp_path / "it", dataset, own)

    def full(*arguments: Any, **more: Any) -> None:
        raise DiskError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(runner, "_keep", full)
        with pytest.raises(DiskError):
            go_on(directory)
    assert go_on(directory) == ["plain", "mirrored"]
    assert_same(directory, undisturbed)


def test_a_damaged_snapshot_costs_its_own_epoch(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = started(tmp_path / "it", dataset, own)
    for stage in conduct(directory):
        if stage.name == "plain":
            break
    first = directory.run(directory.plan.arms[0])
    for file in (first.path / "evaluations").iterdir():
        file.unlink()
    first.snapshots()[0].generator.write_bytes(b"torn")
    assert [arm.name for arm in conduct(directory)] == ["plain", "mirrored"]
    plain, mirrored = read_results(directory).arms
    assert [each.epoch for each in plain.measured] == [4]
    assert plain.state == "1 of 2 measured"
    assert mirrored.is_over


def test_other_settings_over_the_same_folder_are_refused(
    undisturbed: ExperimentDirectory, dataset: Path, own: Path, tmp_path: Path
) -> None:
    before = undisturbed.plan_file.read_bytes()
    begin(undisturbed, dataset, *load_definition(str(own)))  # the same again is welcome
    refused: list[tuple[dict[str, Any], str]] = [
        ({"epochs": 10}, "epochs was 4, now 10"),
        ({"every": 1}, "every was 2, now 1"),
        ({"samples": 128}, "samples was 100, now 128"),
        ({"metric": "fd-lite0"}, "at least 100"),
        ({"changes": ["optimizer.learning_rate=0.001"]}, "optimizer.learning_rate was 0.0002, now 0.001"),
    ]
    for wishes, said in refused:
        with pytest.raises(EngineError, match=said):
            started(undisturbed.path, dataset, own, **wishes)
    other = make_dataset(tmp_path / "other.zip", count=COUNT + 4)
    with pytest.raises(RunError, match="now it is another"):
        started(undisturbed.path, other, own)
    assert undisturbed.plan_file.read_bytes() == before
    with pytest.raises(RunError, match="not the one that this experiment was begun with"):
        go_on(undisturbed, dataset=other)


def test_where_an_arm_is_projected_all_are_ranked_by_other_eyes(dataset: Path, own: Path, tmp_path: Path) -> None:
    text = FILE.replace('"mirror=true", ', '"discriminator=projected", ')
    file = tmp_path / "judged.toml"
    file.write_text(text)
    _, definition = load_definition(str(file))
    plan = begin(ExperimentDirectory(tmp_path / "it"), dataset, "judged", definition)
    assert plan.metric == "kid-u2netp"
    few, seen = adapted(definition, plan, None, ())[-2:]
    assert "fewer than 1,000" in few
    assert "projected" in seen
    assert begin(ExperimentDirectory(tmp_path / "asked"), dataset, "judged", definition, metric="kid-lite0").metric == (
        "kid-lite0"
    )


def test_a_dataset_that_was_moved_is_found_beside_or_where_it_is_said_to_be(
    dataset: Path, own: Path, tmp_path: Path
) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "shapes.zip").write_bytes(dataset.read_bytes())
    directory = started(tmp_path / "before" / "it", tmp_path / "before" / "shapes.zip", own)
    with pytest.raises(Killed):
        list(conduct(directory, progress=killing_in("Arm 1 of 2, Plain, epochs")))
    (tmp_path / "before").rename(tmp_path / "after")
    moved = ExperimentDirectory(tmp_path / "after" / "it")
    with moved.open_dataset() as found:
        assert found.path == tmp_path / "after" / "shapes.zip"
    elsewhere = (tmp_path / "after" / "shapes.zip").rename(tmp_path / "elsewhere.zip")
    assert [arm.name for arm in conduct(moved, dataset=elsewhere)] == ["plain", "mirrored"]
    assert read_results(moved).is_over


def test_what_cannot_be_is_found_before_anything_is_written(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = ExperimentDirectory(tmp_path / "it")
    few = make_dataset(tmp_path / "few.zip", count=12)
    cases: list[tuple[Path, dict[str, Any], str]] = [
        (dataset, {"changes": ["size=96"]}, "“Plain” cannot be trained.*32 px"),
        (dataset, {"changes": ["mirror=true"]}, "“Plain” and “Mirrored” are the same"),
        (dataset, {"changes": ["kimg=4"]}, "follows from the experiment's epochs"),
        (dataset, {"changes": ["use_classes=true"]}, "no classes"),
        (dataset, {"changes": ["batch=256"], "every": 1}, "less than a step"),
        (dataset, {"epochs": 2, "every": 3}, "cannot be measured every 3"),
        (dataset, {"metric": "fid"}, "official Inception"),
        (dataset, {"metric": "pr"}, "ranked"),
        (few, {}, "at least 50 pictures"),
        (tmp_path / "nowhere.zip", {}, "nowhere"),
    ]
    for place, wishes, said in cases:
        with pytest.raises(EngineError, match=said):
            begin(directory, place, *load_definition(str(own)), **wishes)
    assert not directory.path.exists()
    (directory.path / "plain").mkdir(parents=True)
    with pytest.raises(RunError, match="already something"):
        begin(directory, dataset, *load_definition(str(own)))


def test_classes_come_in_turn(own: Path, tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "classes.zip", count=COUNT, classes=["a", "b"])
    directory = started(tmp_path / "it", dataset, own, epochs=1, changes=["use_classes=true"])
    go_on(directory)
    results = read_results(directory)
    assert results.is_over
    assert [each.epoch for each in results.arms[0].measured] == [1]
    session = Session.open(directory.path / "plain" / "snapshots" / results.arms[0].measured[0].snapshot, "cpu")
    (design,) = session.generate(latents([5], session.z_dim), ["b"])
    place_of(read_picture(directory.path / "comparison.png"), design)


# Experiments as data


@pytest.mark.parametrize("name", list_definitions())
def test_what_came_along_can_be_trained(name: str) -> None:
    definition = list_definitions()[name]
    for configuration in configurations(definition, []):
        make_plan(configuration)
    assert definition.epochs > definition.every


def test_a_wrong_name_or_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no experiment “beauty”") as raised:
        load_definition("beauty")
    assert "animated-faces" in raised.value.do
    wrongs = {
        "title = ": "TOML",
        "title = 'x'": "sentence",
        FILE.replace('name = "mirrored"', 'name = "plain"'): "wo arms have the name",
        FILE.replace('name = "plain"', 'name = "../up"'): "name",
        FILE.replace("epochs = 4", "epochs = 0"): "epochs",
        FILE + "colour = 1": "colour",
    }
    for text, said in wrongs.items():
        path = tmp_path / "wrong.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigurationError, match=said):
            load_definition(str(path))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_definition(str(tmp_path / "none.toml"))


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right there")
def test_an_arm_that_is_a_link_is_not_trained(dataset: Path, own: Path, tmp_path: Path) -> None:
    directory = started(tmp_path / "it", dataset, own)
    arm = directory.plan.arms[0]
    mine = create_run(tmp_path / "mine", dataset, configure(arm.configuration))
    (directory.path / arm.name).symlink_to(mine.path)
    before = {path: path.read_bytes() for path in mine.path.rglob("*") if path.is_file()}
    with pytest.raises(OutsideError, match="is a link"):
        go_on(directory)
    assert {path: path.read_bytes() for path in mine.path.rglob("*") if path.is_file()} == before


def test_a_newer_experiment_is_left_to_the_bit(
    undisturbed: ExperimentDirectory, engine: Terminal, dataset: Path, own: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(undisturbed.path, tmp_path / "newer"))
    plan = folder / "experiment.json"
    plan.write_text(plan.read_text().replace('"version": 1', '"version": 2'))
    (folder / ".writing-half").write_text("half")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for arguments in (["--out", str(folder)], [str(dataset), str(own), "--out", str(folder)]):
        assert engine("experiment", *arguments) == 1
        assert "newer version" in engine.err
        assert "It was not touched." in engine.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_damaged_description_is_said_in_words(undisturbed: ExperimentDirectory, tmp_path: Path) -> None:
    directory = ExperimentDirectory(tmp_path)
    for text in ("{", "[]", '{"version": 1}', '{"version": 99}'):
        directory.plan_file.write_text(text, encoding="utf-8")
        with pytest.raises(RunError, match=r"damaged|newer"):
            _ = ExperimentDirectory(tmp_path).plan


# In a terminal


def test_the_command_from_beginning_to_end(engine: Terminal, dataset: Path, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "it"
    assert engine("experiment", dataset, own, "--out", out, "--epochs", 2, "--every", 1, "--seed", 5) == 0
    assert "Mirrored" in engine.out
    assert "KID (Lite0)" in engine.out
    assert "Best: " in engine.out
    assert "Arm 2 of 2, Mirrored" in engine.err
    assert "plot.png" in engine.out
    assert "Arm 2 of 2" not in engine.out
    log = (out / "plain" / "log.txt").read_text(encoding="utf-8")
    assert "gan-engine" in log
    assert engine("experiment", "--out", out, "--json") == 0
    assert engine.json["over"] is True
    assert [arm["name"] for arm in engine.json["arms"]] == ["plain", "mirrored"]
    assert engine("experiment", dataset, own, "--out", out) == 1
    assert "was begun otherwise" in engine.err
    assert engine("status", out / "plain") == 0
    assert "KID (Lite0)" not in engine.out, "status tells of quick measures"
    assert engine("experiment", "--out", out, "--epochs", 3) == 2
    assert engine("experiment", "--out", tmp_path / "none") == 1
    assert "no experiment" in engine.err
    assert engine("experiment", dataset, "beauty", "--out", tmp_path / "none") == 1
    assert "animated-faces" in engine.err


def test_experiments_are_listed(engine: Terminal) -> None:
    assert engine("experiments") == 0
    assert "animated-faces" in engine.out
    assert engine("experiments", "pokemon") == 0
    assert "pokemon-wgan-64" in engine.out
    assert engine("experiments", "--json") == 0
    assert {each["name"] for each in engine.json} >= {"animated-faces", "pokemon"}
