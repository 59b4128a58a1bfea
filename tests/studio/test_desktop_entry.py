"""Maquette in the applications menu: an entry that desktops can read, whatever folder the program lies in."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent, QImage

import resources
from studio import desktop_entry
from studio.__main__ import main
from studio.app import Application
from studio.frame.logo import window_icon
from studio.window import Window

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="entries of Linux desktops")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a user who has none yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "local" / "share"))
    return tmp_path / "local" / "share"


def _entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_entry_comes_with_its_icon_and_goes_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["menu"]) == 0
    entry = home / "applications" / "maquette.desktop"
    said = capsys.readouterr().out
    for path in (entry, home / "icons/hicolor/256x256/apps/maquette.png"):
        assert path.is_file()
        assert str(path) in said
    values = _entry(entry)
    assert (values["Type"], values["Name"], values["Icon"]) == ("Application", "Maquette", "maquette")
    assert values["MimeType"] == "inode/directory;"
    program, field = shlex.split(values["Exec"])
    assert Path(program) == desktop_entry.program_path()
    assert field == "%f"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", entry], check=True)
    assert main(["menu", "--remove"]) == 0
    assert not entry.exists()
    assert main(["menu", "--remove"]) == 0
    assert "no entry" in capsys.readouterr().out


def test_a_program_in_a_folder_with_odd_signs_is_quoted_as_the_specification_has_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Path('/opt/Ann "A" & 100 % $HOME `x` \\y/maquette')
    monkeypatch.setattr(desktop_entry, "program_path", lambda: odd)
    desktop_entry.add()
    value = _entry(desktop_entry.files()[0])["Exec"]
    unescaped = value.replace("\\\\", "\\")  # of a string; then the quotes of one argument, then the field codes
    quoted = unescaped.removesuffix(" %f")
    assert quoted[0] == quoted[-1] == '"'
    inner, read = iter(quoted[1:-1]), ""
    for sign in inner:
        read += next(inner) if sign == "\\" else sign
    assert Path(read.replace("%%", "%")) == odd


def test_a_folder_that_cannot_be_written_is_one_clear_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir(parents=True)
    (home / "applications").write_text("no folder", encoding="utf-8")
    assert main(["menu"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_icon_is_the_logo(window: Window) -> None:
    drawn = window_icon().pixmap(256, 256).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    kept = QImage(str(resources.find("icons/maquette.png"))).convertToFormat(QImage.Format.Format_ARGB32)
    assert kept.size() == drawn.size()
    for x, y in ((128, 60), (70, 150), (190, 150), (128, 126), (4, 4)):
        ours, theirs = kept.pixelColor(x, y), drawn.pixelColor(x, y)
        assert abs(ours.alpha() - theirs.alpha()) < 16
        assert not ours.alpha() or abs(ours.lightness() - theirs.lightness()) < 16


def test_what_the_finder_opens_is_asked_for(window: Window, tmp_path: Path) -> None:
    asked: list[Path] = []

    class Asked:
        project_wanted = type("Signal", (), {"emit": staticmethod(asked.append)})

    event = QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "Heroes.maquette")))
    assert Application.event(Asked(), event)  # type: ignore[arg-type]
    assert asked == [tmp_path / "Heroes.maquette"]
