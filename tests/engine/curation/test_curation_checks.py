"""Checks name what is wrong with each picture, in order, and nothing they meet ends them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gan_engine.curation.checks.decoding import FINDING_KINDS, Finding, check_picture, check_pictures
from gan_engine.pictures import PICTURE_FAULTS
from gan_engine.reporting import Cancelled
from tests.engine import picture_support as make


def test_a_good_picture_has_no_findings(tmp_path: Path) -> None:
    for kind in make.FORMATS:
        path = tmp_path / f"a.{kind}"
        path.write_bytes(make.encoded(kind))
        assert check_picture(path) == []


def test_each_fault_is_named_with_its_reason(tmp_path: Path) -> None:
    whole = make.encoded("png", make.painting(100, 80))
    files = {
        "empty": b"",
        "truncated": whole[: len(whole) // 2],
        "not-a-picture": b"only a story",
        "too-large": make.bomb("png"),
        "too-small": make.encoded("png", make.painting(31, 200)),
        "animated": make.animated("gif"),
    }
    for kind, content in files.items():
        path = tmp_path / f"{kind}.png"
        path.write_bytes(content)
        (finding,) = check_picture(path)
        assert finding.kind == kind
        assert finding.why.endswith(".")
        assert (kind in PICTURE_FAULTS) == (kind != "animated")
        assert kind in FINDING_KINDS
    assert check_picture(tmp_path / "gone.png")[0].kind == "missing"


def test_damage_behind_a_sound_header_is_found(tmp_path: Path) -> None:
    whole = bytearray(make.encoded("png", make.painting(100, 80)))
    whole[len(whole) // 2] ^= 0xFF
    path = tmp_path / "a.png"
    path.write_bytes(whole)
    assert check_picture(path)[0].kind == "unreadable"


def test_small_is_what_the_caller_says(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make.encoded("png", make.painting(64, 40)))
    assert check_picture(path, smallest=40) == []
    assert check_picture(path, smallest=41) == [
        Finding("too-small", "It has 64 x 40 pixels; each side should have 41 at least.")
    ]


def test_many_are_checked_in_their_order(tmp_path: Path) -> None:
    paths = []
    for number in range(40):
        paths.append(tmp_path / f"{number}.png")
        paths[-1].write_bytes(b"" if number % 7 == 3 else make.encoded("png", make.painting(40 + number, 40)))
    told: list[tuple[int, int | None]] = []
    results = list(check_pictures(paths, threads=3, report=lambda done, total, what="": told.append((done, total))))
    assert [path for path, _, _ in results] == paths
    assert told == [(done, 40) for done in range(1, 41)]
    for number, (_, facts, findings) in enumerate(results):
        if number % 7 == 3:
            assert facts is None
            assert [finding.kind for finding in findings] == ["empty"]
        else:
            assert facts is not None
            assert facts.width == 40 + number
            assert findings == []


def test_paths_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make.encoded("png"))
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield path

    results = check_pictures(endless(), threads=2)
    for _ in range(10):
        next(results)
    assert taken <= 10 + 2 * 4
    results.close()


def test_cancelling_stops_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make.encoded("png"))

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(check_pictures([path] * 100, report=report))
