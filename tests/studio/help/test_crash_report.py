"""A program that crashed leaves a report that its user can read: without names unless they are wanted, sent nowhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from studio.help import crash_report
from studio.help.crash_dialog import CrashDialog
from studio.settings import log_folder
from studio.window import Window

_CRASH = """
import logging, os, signal, sys
from pathlib import Path
from studio.app import start_log

crashes = start_log(Path(sys.argv[1]))
logging.getLogger("studio").warning("“Ann's knight.png” in /srv/ann/secret armour/knight.png cannot be read")

def draws_a_knight():
    os.kill(os.getpid(), signal.SIGSEGV)

draws_a_knight()
"""


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """The log folder of a studio that was ended by a segmentation fault."""
    folder = tmp_path / "log of ann"
    script = tmp_path / "knight.py"
    script.write_text(_CRASH, encoding="utf-8")
    done = subprocess.run([sys.executable, script, folder], capture_output=True, timeout=120, check=False)
    assert done.returncode < 0
    assert crash_report.set_aside(folder)
    return folder


def test_a_crash_is_set_aside_once_and_told_without_names(crashed: Path) -> None:
    assert not crash_report.set_aside(crashed), "the next start finds nothing new"
    assert crash_report.is_there(crashed)
    told = crash_report.report(crashed)
    assert "Segmentation fault" in told
    assert "draws_a_knight" in told, "what was going on is in it"
    assert "cannot be read" in told, "and what came before"
    for name in ("Ann", "/ann", "secret", "armour", "knight.png", str(crashed.parent)):
        assert name not in told
    named = crash_report.report(crashed, named=True)
    assert "/srv/ann/secret armour/knight.png" in named
    assert "knight.py" in named


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('  File "/srv/ann/x.py", line 3 in f', "  File <name>, line 3 in f"),
        (r"C:\Users\Ann\knights\a.png is damaged", "<path> is damaged"),
        ("~/art/knight.png: 3 of 4", "<path>: 3 of 4"),
        ("/srv/my art/old ones/knight 2.png is damaged", "<path> is damaged"),
        ("heroes/knight.png: nothing on it", "<path>: nothing on it"),
        ("<maquette>/studio/app.py and 3/4 of it", "<maquette>/studio/app.py and 3/4 of it"),
    ],
)
def test_names_are_told_from_the_rest(line: str, wanted: str) -> None:
    assert crash_report.without_names(line) == wanted


def test_places_inside_the_program_stay() -> None:
    line = f'  File "{Path(crash_report.__file__).parents[1]}/window.py", line 3 in f\n'
    assert crash_report.without_names(crash_report.ours(line)) == '  File "<maquette>/studio/window.py", line 3 in f\n'


def test_nothing_is_said_where_nothing_crashed(tmp_path: Path) -> None:
    assert not crash_report.set_aside(tmp_path / "none")
    (tmp_path / crash_report.NOW).touch()
    assert not crash_report.set_aside(tmp_path), "a run that ended well leaves an empty file"


def test_it_is_read_copied_and_kept_in_the_window(
    window: Window, crashed: Path, wait: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.workbench.error_wanted.emit("", crash_report.crashed())
    wait(lambda: window.errors.isVisible())
    assert "unexpectedly" in window.errors.text
    assert window.errors.act.text() == "Read the report"
    command = next(each for each in window.actions_.all() if each.name == "window.crash-report")
    assert not command.enabled(), "this studio never crashed"
    log_folder().mkdir(parents=True, exist_ok=True)
    (log_folder() / crash_report.LAST).write_bytes((crashed / crash_report.LAST).read_bytes())
    assert command.enabled()
    opened: list[object] = []
    monkeypatch.setattr("studio.help.crash_dialog.QDesktopServices.openUrl", opened.append)
    window.errors.act.click()
    dialog = window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert "draws_a_knight" in dialog.text.toPlainText()
    before = dialog.text.toPlainText()
    dialog.named.click()
    assert dialog.text.toPlainText() != before
    dialog.named.click()
    for name in ("copy", "keep"):
        button = dialog.findChild(QPushButton, f"crash.{name}")
        assert isinstance(button, QPushButton)
        button.click()
    assert QGuiApplication.clipboard().text() == before
    assert (log_folder() / crash_report.REPORT).read_text(encoding="utf-8") == before
    assert len(opened) == 1
    dialog.close()
