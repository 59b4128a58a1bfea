"""Progress lines read many at once: the same numbers as one by one, whatever the lines say."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.runs import history as histories
from gan_engine.runs.events import MetricMeasured, Progress, Resumed, to_line
from gan_engine.runs.history import RunHistory
from gan_engine.runs.progress_lines import read_table


def progress(number: int, **values: Any) -> Progress:
    """An event with numbers of every form: long, short, tiny, whole, negative."""
    chance = random.Random(number)
    made: dict[str, Any] = {
        "time": number * 0.1,
        "kimg": number / 100,
        "step": number,
        "losses": {"generator": chance.gauss(0, 1), "discriminator": chance.random() * 1e-7},
        "scores": {"real": 1.0, "fake": -chance.random() * 1e12},
        "notes": {"ada.p": chance.random(), "lonely": 3.0, "gradients.generator": 2},
        "images_per_second": 12,
        "memory_mb": None if number % 3 else 731.5,
    }
    made.update(values)
    return Progress(**made)


def lines_of(*events: Any) -> list[bytes]:
    return [to_line(event).strip().encode() for event in events]


def one_by_one(lines: list[bytes], monkeypatch: pytest.MonkeyPatch) -> RunHistory:
    """What the way through objects finds."""
    with monkeypatch.context() as patch:
        patch.setattr(histories, "read_table", lambda lines: None)
        read = RunHistory()
        read.extend_lines(lines)
        return read


def assert_same(lines: list[bytes], monkeypatch: pytest.MonkeyPatch) -> RunHistory:
    at_once, slowly = RunHistory(), one_by_one(lines, monkeypatch)
    at_once.extend_lines(lines)
    assert len(at_once) == len(slowly)
    assert set(at_once.names()) == set(slowly.names())
    for name in slowly.names():
        np.testing.assert_array_equal(at_once.column(name), slowly.column(name), err_msg=name)
    assert at_once.metrics == slowly.metrics
    return at_once


def test_lines_of_one_form_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(*map(progress, range(500)))
    assert read_table(lines) is not None
    read = assert_same(lines, monkeypatch)
    assert len(read) == 500
    assert read.column("losses.generator")[7] == random.Random(7).gauss(0, 1)
    assert "ada.p" in read.names()
    assert "lonely" not in read.names()
    assert math.isnan(read.column("memory_mb")[1])


@pytest.mark.parametrize(
    "other",
    [
        {"notes": {}},
        {"scores": {}, "notes": {}},
        {"losses": {"generator": None}},
        {"losses": {"generator": math.nan, "discriminator": 1.0}},
        {"losses": {"discriminator": 1.0, "generator": 2.0}},
        {"losses": {'"odd"': 1.0, "\\": 2.0}},
        {"losses": {"n\u00e4me": 1.0}},
        {"kimg": 1e300},
        {"step": 10**400},
        {"losses": {"generator": True}},
        {"losses": {"generator": "text"}},
        {"losses": {"generator": [1, 2]}},
        {"losses": {"generator": {"deep": 1}}},
        {"losses": 7},
    ],
)
def test_other_forms_are_read_as_they_are(monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]) -> None:
    plain = [progress(step) for step in range(6)]
    strange = [progress(step, **other) for step in range(6, 12)]
    for events in (strange, [*plain, *strange], [*strange, *plain], [plain[0], strange[0], plain[1], strange[1]]):
        values = [{**vars(event), "kind": "Progress"} for event in events]
        lines = [json.dumps({"kind": "Progress", **each, "crc32": 5}).encode() for each in values]
        assert_same(lines, monkeypatch)


@pytest.mark.parametrize("place", [0, 3, 9])
@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line[: len(line) // 2],
        lambda line: line + b"}",
        lambda line: line.replace(b'"kimg": ', b'"kimg": ,'),
        lambda line: line.replace(b"{", b"["),
        lambda line: line.replace(b'"step"', b'"stop"'),
        lambda line: line.replace(b", ", b"  ", 3),
        lambda line: line.replace(b'"', b"", 1),
        lambda line: b"",
        lambda line: b'{"kind": "Progress", ',
        lambda line: b"\xff\xfe",
        lambda line: line.replace(b"0.", b"0..", 1),
    ],
)
def test_damage_costs_no_more_than_the_line(monkeypatch: pytest.MonkeyPatch, damage: Any, place: int) -> None:
    """At once or one by one; at once a stray sign between two numbers may cost nothing."""
    lines = lines_of(*map(progress, range(1, 11)))
    whole = RunHistory()
    whole.extend_lines(lines)
    lines[place] = damage(lines[place])
    read, slowly = RunHistory(), one_by_one(lines, monkeypatch)
    read.extend_lines(lines)
    assert 9 <= len(slowly) <= len(read) <= 10
    others = [index for index in range(10) if index != place]
    for each in (read, slowly):
        kept = np.isin(each.column("time"), whole.column("time")[others])
        for name in whole.names():
            np.testing.assert_array_equal(each.column(name)[kept], whole.column(name)[others], err_msg=name)


def test_a_resume_between_them_makes_void_what_came_after(monkeypatch: pytest.MonkeyPatch) -> None:
    measure = MetricMeasured(time=0, kimg=0.02, metric="kid-lite0", value=0.1, network="lite0", samples=9)
    events = [progress(1), progress(2), measure, progress(3), Resumed(time=1, kimg=0.02), progress(5), progress(6)]
    read = assert_same(lines_of(*events), monkeypatch)
    assert list(read.column("step")) == [1, 2, 5, 6]
    assert read.metrics == [measure]


def test_the_whole_file_is_read_the_same_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(*map(progress, range(3000)))
    (tmp_path / "events.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    monkeypatch.setattr(histories, "_CHUNK", 4096)
    read, slowly = histories.history(tmp_path), one_by_one(lines, monkeypatch)
    for name in slowly.names():
        np.testing.assert_array_equal(read.column(name), slowly.column(name))
