"""What is asked of a training reaches it once, in order, and nothing that lies there can stop it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.errors import OutsideError, RunError
from gan_engine.runs.requests import KINDS, ask, clear, take
from gan_engine.runs.run_directory import RunDirectory, RunState
from tests.engine.run_support import document


@pytest.fixture
def run(tmp_path: Path) -> RunDirectory:
    return RunDirectory.create(tmp_path / "run", document())


def test_requests_are_taken_once_and_in_the_order_of_asking(run: RunDirectory) -> None:
    with run.hold():
        ids = [ask(run.path, kind) for kind in KINDS]
        taken = take(run.path)
        assert [request.kind for request in taken] == list(KINDS)
        assert [request.id for request in taken] == ids
        assert take(run.path) == []


def test_a_request_carries_its_values(run: RunDirectory) -> None:
    with run.hold():
        ask(run.path, "evaluate", metrics=["kid-lite0"], samples=100)
        (request,) = take(run.path)
    assert request.values == {"metrics": ["kid-lite0"], "samples": 100}


def test_an_unknown_wish_is_refused_with_the_known_ones(run: RunDirectory) -> None:
    with run.hold(), pytest.raises(RunError, match="pause, resume, stop"):
        ask(run.path, "explode")


@pytest.mark.parametrize("status", ["stopped", "finished", "failed", "running"])
def test_nobody_is_asked_where_nobody_trains(run: RunDirectory, status: str) -> None:
    run.write_state(RunState(status=status))  # type: ignore[arg-type]
    with pytest.raises(RunError, match="not running"):
        ask(run.path, "pause")
    assert list(run.requests_folder.iterdir()) == []


def test_asking_where_there_is_no_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no training"):
        ask(tmp_path, "pause")
    assert list(tmp_path.iterdir()) == []


def test_broken_requests_are_put_aside_and_named_in_the_log(
    run: RunDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    (run.requests_folder / "0-torn.json").write_text('{"kind": "pa')
    (run.requests_folder / "1-unknown.json").write_text('{"kind": "explode"}')
    (run.requests_folder / "2-list.json").write_text("[]")
    (run.requests_folder / "3-deep.json").write_text("[" * 50_000)
    (run.requests_folder / "4-huge.json").write_text('{"kind": "pause", "values": {"x": "' + "y" * 100_000 + '"}}')
    (run.requests_folder / "5-folder.json").mkdir()
    (run.requests_folder / "note.txt").write_text("mine")
    with run.hold():
        ask(run.path, "pause")
        assert [request.kind for request in take(run.path)] == ["pause"]
        assert take(run.path) == []
    assert sorted(path.name for path in run.requests_folder.iterdir()) == ["broken", "note.txt"]
    assert len(list((run.requests_folder / "broken").iterdir())) == 6
    assert "1-unknown.json" in caplog.text


def test_a_request_still_being_written_is_left_alone(run: RunDirectory) -> None:
    half = run.requests_folder / ".writing-abc-5.json"
    half.write_text('{"kind"')
    assert take(run.path) == []
    assert half.exists()


def test_a_resumed_training_does_not_act_on_old_wishes(run: RunDirectory) -> None:
    with run.hold():
        ask(run.path, "stop")
    clear(run.path)
    assert take(run.path) == []


def test_a_run_that_was_deleted_has_no_requests(tmp_path: Path) -> None:
    assert take(tmp_path / "gone") == []


@pytest.mark.parametrize("how", ["a file", "a link", "no permission", "a link in it", "broken is a file"])
def test_a_broken_folder_is_named_once_and_leads_nowhere(
    how: str, run: RunDirectory, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.json").write_text('{"kind": "stop"}')
    folder = run.requests_folder
    if how in ("a file", "a link"):
        folder.rmdir()
        folder.write_text("mine") if how == "a file" else folder.symlink_to(elsewhere)
    elif how == "no permission":

        def refuse(path: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "scandir", refuse)
    else:
        (folder / "broken").write_text("mine") if how == "broken is a file" else (folder / "broken").symlink_to(
            elsewhere
        )
        (folder / "1.json").write_text("{")
        (folder / "2.json").symlink_to(elsewhere / "mine.json")
    for _ in range(5):
        assert take(run.path) == []
    assert len(caplog.records) == 1, caplog.text
    assert caplog.records[0].levelname == "WARNING"
    assert (elsewhere / "mine.json").read_text() == '{"kind": "stop"}'
    assert [path.name for path in elsewhere.iterdir()] == ["mine.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right there")
@pytest.mark.parametrize(
    "part", ["requests", "events.jsonl", "state.json", "snapshots", "samples", "log.txt", "run.lock"]
)
def test_a_run_of_which_a_part_is_a_link_is_not_gone_on_with(run: RunDirectory, tmp_path: Path, part: str) -> None:
    elsewhere, place = tmp_path / "elsewhere", run.path / part
    shutil.copytree(place, elsewhere) if place.is_dir() else elsewhere.write_text("precious")
    if place.is_dir():
        shutil.rmtree(place)
        (elsewhere / "1.json").write_text("{}")
        (elsewhere / ".writing-1").write_text("mine")
    else:
        place.unlink(missing_ok=True)
    before = {path: path.read_bytes() for path in elsewhere.rglob("*")} or elsewhere.read_bytes()
    place.symlink_to(elsewhere)
    with pytest.raises(OutsideError, match=f"{part}.*is a link"), run.hold():
        pass
    if part == "requests":
        with pytest.raises(OutsideError):
            clear(run.path)
    run.is_held()
    assert ({path: path.read_bytes() for path in elsewhere.rglob("*")} or elsewhere.read_bytes()) == before


@given(st.binary(max_size=200))
def test_no_file_can_stop_the_loop(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    run = RunDirectory(tmp_path_factory.mktemp("run"))
    run.requests_folder.mkdir()
    (run.requests_folder / "x.json").write_bytes(data)
    assert all(request.kind in KINDS for request in take(run.path))
    assert not (run.requests_folder / "x.json").exists()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["kind", "values", "id"]), inner),
        max_leaves=6,
    )
)
def test_no_json_can_stop_the_loop(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    run = RunDirectory(tmp_path_factory.mktemp("run"))
    run.requests_folder.mkdir()
    (run.requests_folder / "x.json").write_text(json.dumps(value))
    assert all(request.kind in KINDS for request in take(run.path))
