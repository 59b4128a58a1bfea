"""Thinning a run's snapshots: which are kept and why, pins, and a kill in the middle."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gan_engine import atomic, door
from gan_engine.errors import RunError
from gan_engine.runs.ballots import ballot
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.pins import hold, pin, pins, unpin
from gan_engine.runs.run_directory import GENERATOR, RunDirectory, RunState
from gan_engine.runs.thinning import reasons, stored_snapshots, thin


def make_run(path: Path, kimg: list[float], *, resumable: int = 3, best: str | None = None) -> RunDirectory:
    """A run with snapshots at these kimg, of which the last few can be resumed from."""
    run = RunDirectory.create(path, {"version": 1, "configuration": {}})
    for number, each in enumerate(kimg):
        folder = run.snapshots_folder / f"{each:06.0f}"
        folder.mkdir()
        (folder / GENERATOR).write_bytes(b"g" * 100)
        if number >= len(kimg) - resumable:
            (folder / "training.json").write_bytes(b"{}")
            (folder / "training.safetensors").write_bytes(b"t" * 1000)
    run.write_state(RunState(status="stopped", best_snapshot=best))
    return run


def quick(snapshot: str, value: float) -> MetricMeasured:
    return MetricMeasured(
        time=0, kimg=float(snapshot), metric="kid-lite0", value=value, network="lite0", samples=256, form="quick",
        snapshot=snapshot,
    )  # fmt: skip


def names(run: RunDirectory) -> list[str]:
    return [each.name for each in run.snapshots()]


def test_the_last_the_best_doublings_and_pinned_ones_stay(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 21)], best="000350")
    pin(run.path, "000600")
    measured = [quick(f"{50 * n:06d}", 0.5 - 0.01 * n if n < 10 else 0.9) for n in range(1, 21)]
    why = reasons(stored_snapshots(run), measured)
    assert why == {
        "000050": "first of a doubling",
        "000100": "first of a doubling",
        "000150": "first of a doubling",
        "000300": "first of a doubling",
        "000350": "the best by its measure",
        "000400": "one of the best 3",
        "000450": "one of the best 3",
        "000550": "first of a doubling",
        "000600": "pinned",
        "000900": "one of the last 3",
        "000950": "one of the last 3",
        "001000": "one of the last 3",
    }
    gone = thin(run, measured)
    assert names(run) == sorted(why)
    assert [each.name for each in gone] == [f"{50 * n:06d}" for n in (4, 5, 10, 13, 14, 15, 16, 17)]
    assert thin(run, measured) == []


def test_what_is_kept_is_kept_however_often_it_is_thinned_on_the_way(tmp_path: Path) -> None:
    """A run that is thinned at each snapshot ends as one that is thinned once: doublings stay the first."""
    run = make_run(tmp_path / "run", [], resumable=0)
    for n in range(1, 41):
        folder = run.snapshots_folder / f"{50 * n:06d}"
        folder.mkdir()
        (folder / GENERATOR).write_bytes(b"g")
        thin(run, [])
    whole = make_run(tmp_path / "whole", [50 * n for n in range(1, 41)], resumable=0)
    thin(whole, [])
    assert names(run) == names(whole)


def test_those_to_resume_from_stay_even_where_generators_came_later(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 21)], resumable=10)
    for name in names(run)[-4:]:
        (run.snapshots_folder / name / "training.json").unlink()
    thin(run, [])
    left = [each.name for each in stored_snapshots(run) if each.resumable]
    assert left[-3:] == ["000700", "000750", "000800"]


def test_what_others_need_stays(tmp_path: Path) -> None:
    """A branch's source, the shelf's, the one in use and the artist's choice."""
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 21)])
    hold(run.snapshots_folder / "000200" / GENERATOR, "shelf")
    hold(run.snapshots_folder / "000250", "branch")
    begun = ballot.begin(run.path, ["000500", "000650"])
    ballot.write(run.path, begun.cast("left" if begun.next().left == "000650" else "right"))
    why = reasons(stored_snapshots(run), [])
    assert (why["000200"], why["000250"], why["000650"]) == (
        "a design on the shelf is from it", "another training began from it", "your choice",
    )  # fmt: skip
    thin(run, [], in_use=["000700"])
    assert {"000200", "000250", "000650", "000700"} <= set(names(run))
    assert "000750" not in names(run)


def test_a_run_that_has_gone_does_not_come_back_as_a_folder_of_pins(tmp_path: Path) -> None:
    """Found by random use: a design was kept while its run was being moved, and the run could not be moved back."""
    gone = tmp_path / "00001-critters"
    with pytest.raises(RunError, match="no snapshot"):
        pin(gone, "000010", "shelf")
    assert not gone.exists()


def test_pins_are_set_and_taken_and_hold_for_each_who_needs_it(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50, 100])
    pin(run.path, "000050")
    pin(run.path, "000050", "shelf")
    assert pins(run.path) == {"000050": {"artist", "shelf"}}
    unpin(run.path, "000050")
    unpin(run.path, "000050")
    assert pins(run.path) == {"000050": {"shelf"}}
    with pytest.raises(RunError, match="no snapshot 000075"):
        pin(run.path, "000075")
    for name in ("../../x", "000050.artist", ""):
        with pytest.raises(RunError, match="no snapshot's name"):
            pin(run.path, name)
    hold(tmp_path / "elsewhere" / GENERATOR, "shelf")  # no snapshot of a run: left alone
    (run.path / "pins" / "nonsense").write_bytes(b"")
    assert pins(run.path) == {"000050": {"shelf"}}


def test_a_kill_at_any_moment_leaves_what_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off before and after each file operation; the next holder sweeps, and thinning again ends the same."""

    class Killed(BaseException):
        pass

    expected: list[str] = []
    for cut in range(40):
        run = make_run(tmp_path / str(cut), [50 * n for n in range(1, 16)])
        steps = 0

        def counted(act, *args, cut=cut, **more):  # type: ignore[no-untyped-def]
            nonlocal steps
            steps += 1
            if steps == cut:
                if act is remove:  # noqa: B023
                    (args[0] / GENERATOR).unlink(missing_ok=True)  # half of it has gone already
                raise Killed
            return act(*args, **more)

        rename, remove = door.rename, door.remove_tree
        with monkeypatch.context() as patch:
            patch.setattr(door, "rename", lambda *a, **m: counted(rename, *a, **m))  # noqa: B023
            patch.setattr(door, "remove_tree", lambda *a, **m: counted(remove, *a, **m))  # noqa: B023
            try:
                thin(run, [])
            except Killed:
                pass
            else:
                expected = expected or names(run)
        stored = stored_snapshots(run)
        assert [each.name for each in stored if each.resumable] == ["000650", "000700", "000750"]
        assert all(each.bytes >= 100 for each in stored)
        assert run.snapshots(whole=False) == run.snapshots(), "whole, or not there"
        with run.hold():
            assert not [each for each in os.listdir(run.snapshots_folder) if each.startswith(atomic.TEMPORARY)]
            thin(run, [])
        assert names(run) == ["000050", "000100", "000150", "000300", "000550", "000650", "000700", "000750"]
    assert expected == ["000050", "000100", "000150", "000300", "000550", "000650", "000700", "000750"]


def test_what_cannot_be_removed_stays_whole_until_the_next_time(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 16)])

    def busy(folder: Path, root: Path) -> None:
        raise PermissionError(13, "in use", str(folder))

    assert thin(run, [], remove=busy) == []
    assert len(names(run)) == 15


def test_a_folder_of_snapshots_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 16)])
    elsewhere = tmp_path / "elsewhere"
    run.snapshots_folder.rename(elsewhere)
    try:
        run.snapshots_folder.symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(Exception, match="link"):
        thin(run, [])
    assert len(list(elsewhere.iterdir())) == 15
