"""Verifying from the window: the real engine looks, and what it finds is told by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from studio.workers.verification import verify
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset


def test_the_result_is_told_and_names_each_fault(qtbot: QtBot, workbench: Workbench, tmp_path: Path) -> None:
    place = make_dataset(tmp_path / "set.zip", count=6)
    toasts: list[Any] = []
    errors: list[BaseException] = []
    workbench.toast_wanted.connect(toasts.append)
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    verify(workbench, place, "set")
    qtbot.waitUntil(lambda: bool(toasts or errors), timeout=60_000)
    assert not errors
    assert "6 looked at, all as they were written" in toasts[0].text
    data = bytearray(place.read_bytes())
    data[data.index(b"IDAT") + 20] ^= 1
    place.write_bytes(bytes(data))
    verify(workbench, place, "set")
    qtbot.waitUntil(lambda: bool(errors), timeout=60_000)
    assert "1 thing is not as written" in str(errors[0])
    assert any("img00000000.png" in note for note in errors[0].__notes__)
