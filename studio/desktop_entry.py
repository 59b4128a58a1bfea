"""Maquette in the applications menu of Linux desktops, and offered for a project's folder by "Open with".

As the desktop entry specification has it, in the user's own data folder; nothing of the system is touched. A project is
a folder, and the desktops know no type of a folder by its name: so Maquette is one of the programs that open folders,
and the file manager stays the one that does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import resources
from gan_engine import atomic
from gan_engine.door import open_read, remove_file
from gan_engine.errors import EngineError

NAME = "maquette"
"""Of the entry and its icon, as the window names itself (`setDesktopFileName`)."""

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.5
Name=Maquette
GenericName=Concept-art studio
GenericName[de]=Studio für Konzeptkunst
Comment=Turn a folder of your own art into new designs
Comment[de]=Aus einem Ordner eigener Bilder neue Entwürfe machen
Exec={program} %f
TryExec={path}
Icon={name}
Terminal=false
Categories=Graphics;2DGraphics;
Keywords=art;design;concept;GAN;dataset;
MimeType=inode/directory;
StartupNotify=true
StartupWMClass={name}
"""


def add() -> list[Path]:
    """Write the entry and its icon; what was written. Raises `EngineError` off Linux, `DiskError`."""
    _check_system()
    atomic.make_folder(_home(), root=_home())
    entry, icon = files()
    program = program_path()
    text = _ENTRY.format(program=_quoted(program), path=_escaped(program), name=NAME)
    with open_read(resources.find("icons/maquette.png")) as picture:
        pixels = picture.read()
    for path, data in ((icon, pixels), (entry, text.encode())):
        atomic.make_folder(path.parent, root=_home())
        atomic.write_bytes(path, data, root=_home())
    _tell_desktop()
    return [entry, icon]


def remove() -> list[Path]:
    """Take both away; what there was. Raises as `add`."""
    _check_system()
    there = [path for path in files() if path.exists()]
    for path in there:
        with atomic.disk_errors(path):
            remove_file(path, root=_home(), missing_ok=True)
    _tell_desktop()
    return there


def files() -> tuple[Path, Path]:
    """Where the entry and its icon lie, or would."""
    home = _home()
    return home / f"applications/{NAME}.desktop", home / f"icons/hicolor/256x256/apps/{NAME}.png"


def program_path() -> Path:
    """The program that starts this very Maquette: the bundle's, or that of its environment."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).with_name(NAME)
    return Path(sysconfig.get_path("scripts"), NAME)


def _home() -> Path:
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".local/share"


def _check_system() -> None:
    if not sys.platform.startswith("linux"):
        raise EngineError(
            "Only Linux desktops have entries of this kind.",
            do="On Windows and macOS drag the program into the start menu or the dock.",
        )


def _escaped(path: Path) -> str:
    """As a value of type string: a backslash is doubled."""
    return str(path).replace("\\", "\\\\")


def _quoted(path: Path) -> str:
    """As one argument of Exec: quoted, then escaped as a string; a percent sign would begin a field code."""
    quoted = str(path)
    for sign in '\\"`$':
        quoted = quoted.replace(sign, f"\\{sign}")
    return f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%")


def _tell_desktop() -> None:
    """Desktops notice by themselves; a few only once their cache of types was made anew."""
    try:
        subprocess.run(
            ["update-desktop-database", str(files()[0].parent)], check=False, timeout=10, capture_output=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return
