"""Whoever follows a run sees every event once, and the plots are those of the run as it truly went."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.runs.events import (
    Event,
    HealthChanged,
    MetricMeasured,
    Paused,
    Resumed,
    RunFailed,
    RunFinished,
    RunStarted,
    SampleSaved,
    SnapshotSaved,
    to_line,
)
from gan_engine.runs.history import Follower, HistoryReader, RunHistory, history
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.run_support import progress, write_run


def write(path: Path, *events: Event) -> None:
    with open(path / "events.jsonl", "a", encoding="utf-8", newline="\n") as file:
        file.writelines(to_line(event) for event in events)


def test_a_follower_hands_out_each_event_once(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    assert follower.poll() == []
    write(tmp_path, progress(1), progress(2))
    assert follower.poll() == [progress(1), progress(2)]
    assert follower.poll() == []
    write(tmp_path, progress(3))
    assert follower.poll() == [progress(3)]


def test_a_line_is_handed_out_when_it_is_whole(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    line = to_line(HealthChanged(time=1, kimg=1, problem="collapse", what="Alle gleich ☹")).encode()
    file = tmp_path / "events.jsonl"
    for cut in range(1, len(line)):
        file.write_bytes(line[:cut])
        assert follower.poll() == []
    file.write_bytes(line)
    assert [event.kimg for event in follower.poll()] == [1]


def test_torn_foreign_and_unknown_lines_are_stepped_over(tmp_path: Path) -> None:
    write(tmp_path, progress(1))
    with open(tmp_path / "events.jsonl", "ab") as file:
        file.write(b'{"kind": "Progress", "time": 1.0, "ki\n')
        file.write(b'{"kind": "FromTheFuture", "time": 1.0, "kimg": 2.0}\n')
        file.write(b"\xff\xfe\x00\n\n[]\n7\nnull\n" + b"[" * 60_000 + b"\n")
        file.write(b'{"kind": "Progress", "time": 1.0, "kimg": "soon", "step": 1, "losses": {}}\n')
        file.write(b'{"kind": "Progress", "time": 1.0, "kimg": null, "step": 1, "losses": {}}\n')
    write(tmp_path, progress(3))
    assert [event.kimg for event in Follower(tmp_path).poll()] == [1, 3]
    assert history(tmp_path).kimg.tolist() == [1, 3]


def test_a_line_without_end_does_not_fill_the_memory_and_what_follows_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "events.jsonl", "wb") as file:
        file.write(b"x" * (9 * 2**20))
    follower = Follower(tmp_path)
    assert follower.poll() == []
    with open(tmp_path / "events.jsonl", "ab") as file:
        file.write(b"\n")
    write(tmp_path, progress(5))
    assert [event.kimg for event in follower.poll()] == [5]


def test_a_file_cut_or_replaced_is_read_anew(tmp_path: Path) -> None:
    follower, reader = Follower(tmp_path), HistoryReader(tmp_path)
    write(tmp_path, progress(1), progress(2))
    follower.poll()
    list(reader.update())
    (tmp_path / "events.jsonl").write_text(to_line(progress(7)))
    assert [event.kimg for event in follower.poll()] == [7]
    list(reader.update())
    assert reader.history.kimg.tolist() == [7]


def test_a_run_deleted_while_open_ends_quietly_and_may_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    write(folder, progress(1), progress(2))
    follower, reader = Follower(folder), HistoryReader(folder)
    follower.poll()
    list(reader.update())
    shutil.rmtree(folder)
    assert follower.poll() == []
    assert list(reader.update()) == []
    assert reader.history.kimg.tolist() == [1, 2]
    folder.mkdir()
    write(folder, progress(9))
    assert [event.kimg for event in follower.poll()] == [9]
    list(reader.update())
    assert reader.history.kimg.tolist() == [9]


def test_history_has_a_column_for_every_number(tmp_path: Path) -> None:
    write_run(tmp_path, kimg=20)
    seen = history(tmp_path)
    assert len(seen) == 41
    assert {"losses.generator", "losses.discriminator", "scores.real", "scores.fake"} <= set(seen.names())
    expected = [progress(kimg).losses["generator"] for kimg in seen.kimg]
    assert seen.column("losses.generator").tolist() == expected
    assert seen.latest("images_per_second") == progress(20).images_per_second
    assert seen.started is not None
    assert [sample.file for sample in seen.samples] == ["samples/000000.webp", "samples/000020.webp"]
    assert [snapshot.name for snapshot in seen.snapshots] == ["000020"]
    assert isinstance(seen.last, RunFinished)


def test_a_value_that_was_not_finite_or_not_there_is_nan(tmp_path: Path) -> None:
    write(
        tmp_path,
        progress(1, losses={"generator": math.nan, "discriminator": 1.0}),
        progress(2, losses={"generator": 2.0, "discriminator": 1.0, "r1": 0.5}, seconds_left=None),
        progress(3, losses={"generator": 3.0}, scores={}),
    )
    seen = history(tmp_path)
    np.testing.assert_array_equal(seen.column("losses.generator"), [np.nan, 2, 3])
    np.testing.assert_array_equal(seen.column("losses.r1"), [np.nan, 0.5, np.nan])
    np.testing.assert_array_equal(seen.column("losses.discriminator"), [1, 1, np.nan])
    np.testing.assert_array_equal(seen.column("scores.real")[2:], [np.nan])
    np.testing.assert_array_equal(seen.column("no such thing"), [np.nan] * 3)
    assert seen.latest("losses.r1") is None


def test_numbers_of_the_wrong_kind_cost_only_themselves(tmp_path: Path) -> None:
    with open(tmp_path / "events.jsonl", "w") as file:
        file.write('{"kind": "Progress", "time": [], "kimg": 1, "step": 1, "losses": {"generator": {}}}\n')
        file.write('{"kind": "Progress", "time": 2, "kimg": 2, "step": 1, "losses": []}\n')
        file.write(
            '{"kind": "Progress", "time": 3, "kimg": 3, "step": ' + "9" * 400 + ', "losses": {"generator": 3}}\n'
        )
    seen = history(tmp_path)
    assert seen.kimg.tolist() == [1, 2, 3]
    np.testing.assert_array_equal(seen.column("losses.generator"), [np.nan, np.nan, 3])
    np.testing.assert_array_equal(seen.column("time"), [np.nan, 2, 3])


def test_what_a_resume_made_void_is_dropped(tmp_path: Path) -> None:
    at = {"time": 0.0}
    write(
        tmp_path,
        *(progress(kimg) for kimg in (1, 2, 3, 4)),
        SampleSaved(kimg=2, file="samples/000002.webp", columns=4, rows=2, **at),
        SampleSaved(kimg=4, file="samples/000004.webp", columns=4, rows=2, **at),
        SnapshotSaved(kimg=2, name="000002", **at),
        MetricMeasured(kimg=4, metric="kid-lite0", value=0.1, network="lite0", samples=100, **at),
        HealthChanged(kimg=4, problem="collapse", what="All alike.", **at),
        RunFailed(kimg=4, what="The machine went off.", **at),
        Resumed(kimg=2, snapshot="000002", **at),
        *(progress(kimg, time=100.0) for kimg in (3, 4, 5)),
        SampleSaved(kimg=4, file="samples/000004.webp", columns=4, rows=2, **at),
    )
    seen = history(tmp_path)
    assert seen.kimg.tolist() == [1, 2, 3, 4, 5]
    assert seen.column("time")[2:].tolist() == [100, 100, 100]
    assert [event.kimg for event in seen.samples] == [2, 4]
    assert [event.name for event in seen.snapshots] == ["000002"]
    assert seen.metrics == []
    assert seen.health is None
    assert seen.failure is None


def test_a_mere_pause_voids_nothing(tmp_path: Path) -> None:
    write(tmp_path, progress(1), progress(2), Paused(time=2, kimg=2), Resumed(time=2, kimg=2), progress(3))
    assert history(tmp_path).kimg.tolist() == [1, 2, 3]


def test_trouble_lasts_until_all_is_well_again(tmp_path: Path) -> None:
    reader = HistoryReader(tmp_path)
    write(tmp_path, HealthChanged(time=1, kimg=1, problem="collapse", what="All alike.", do="Go back."))
    list(reader.update())
    assert reader.history.health is not None
    assert reader.history.health.do == "Go back."
    write(tmp_path, HealthChanged(time=2, kimg=2, problem=""))
    list(reader.update())
    assert reader.history.health is None


def test_reading_on_gives_what_reading_at_once_gives(tmp_path: Path) -> None:
    """Through many pieces, some lines torn, resumes in between; by objects and by lines."""
    reader, follower, by_events = HistoryReader(tmp_path), Follower(tmp_path), RunHistory()
    kimg = 0.0
    for piece in range(12):
        for _ in range(700):
            kimg = round(kimg + 0.016, 3)
            write(tmp_path, progress(kimg))
        if piece % 4 == 2:
            with open(tmp_path / "events.jsonl", "ab") as file:
                file.write(b'{"kind": "Prog\n')
            kimg = round(kimg - 3.2, 3)
            write(tmp_path, Resumed(time=0, kimg=kimg))
        list(reader.update())
        by_events.extend(follower.poll())
    at_once = history(tmp_path)
    for other in (reader.history, by_events):
        assert set(other.names()) == set(at_once.names())
        for name in at_once.names():
            np.testing.assert_array_equal(other.column(name), at_once.column(name))
    assert np.all(np.diff(at_once.kimg) > 0)


def test_a_missing_run_has_an_empty_history(tmp_path: Path) -> None:
    seen = history(tmp_path / "missing")
    assert len(seen) == 0
    assert seen.latest("kimg") is None
    assert seen.kimg.tolist() == []


@given(st.lists(st.binary(max_size=60) | st.sampled_from([to_line(progress(1)).encode()]), max_size=8))
def test_any_bytes_are_survived(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("run")
    (folder / "events.jsonl").write_bytes(b"\n".join(pieces))
    seen = history(folder)
    assert len(seen) == sum(event.kind == "Progress" for event in Follower(folder).poll())


@given(
    st.dictionaries(
        st.sampled_from(["kind", "time", "kimg", "step", "losses", "file", "name", "columns", "problem"]),
        st.sampled_from(["Progress", "Resumed", "SampleSaved", "HealthChanged", RunStarted.kind])
        | st.none()
        | st.integers()
        | st.floats()
        | st.lists(st.integers())
        | st.dictionaries(st.text(), st.floats()),
    )
)
def test_any_values_are_survived(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    folder = tmp_path_factory.mktemp("run")
    (folder / "events.jsonl").write_text(json.dumps(values) + "\n" + to_line(progress(1)))
    assert history(folder).kimg[-1] == 1
    assert Follower(folder).poll()[-1] == progress(1)


def test_numbers_with_dotted_names_are_columns_of_their_own(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path)
    for step in range(3):
        notes = {"gradients.generator": 2.0 + step, "ada.p": None if step == 1 else 0.1, "time": 99.0}
        run.append_event(progress(float(step), time=float(step), notes=notes))
    read = history(tmp_path)
    assert read.column("gradients.generator").tolist() == [2, 3, 4]
    assert read.latest("ada.p") == 0.1
    assert read.column("time").tolist() == [0, 1, 2], "a name without a dot is nobody's"
