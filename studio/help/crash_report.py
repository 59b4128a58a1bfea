"""What a crash leaves: a report on this computer that its user can read. Nothing of it is sent.

Hard crashes are written down by Python's faulthandler, into `crash.log`, as they happen; the next start sets that
aside. The report joins it with the last lines of the log. It holds no pictures; names of files and folders, and
whatever is quoted, only where the user wants them in it.
"""

from __future__ import annotations

import datetime
import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gan_engine import door
from gan_engine.errors import EngineError
from studio.words import tr

NOW, LAST, LOG = "crash.log", "crash.last.log", "studio.log"
REPORT = "crash report.txt"
_LINES = 80  # of the log, before the crash
_MOST = 2**18  # bytes read of either file, from its end
_PARTS = ("PySide6", "torch", "numpy", "onnxruntime", "opencv-python-headless")
_ROOT = Path(__file__).resolve().parents[2]
_WORD = r"[^\s\"'“”‘’<>|:*?]"
_PATH = re.compile(
    rf"(?:(?<![\w.<>/])(?:[A-Za-z]:)?[\\/]|~/)(?:{_WORD}| (?={_WORD}*[\\/.]{_WORD}))*"  # also with spaces in it
    r"|(?<![<>\w/.])[\w.-]+(?:[\\/][\w.-]+)+\.\w{2,5}\b"  # a file below some folder
)
_OURS = re.compile(r' *File "<(?:maquette|python)>[^"\s]*", line \d+ in \S+$|\s*$')
_QUOTED = re.compile(r"“[^”]*”|'[^'\n]*'|\"[^\"\n]*\"")


class CrashedError(EngineError):
    """The program ended by a crash the last time."""


def crashed() -> CrashedError:
    """What the user is told at the next start."""
    return CrashedError(
        tr("Maquette ended unexpectedly the last time."),
        kept=tr("Projects, trainings and designs are as they were last stored. Nothing was sent anywhere."),
        do=tr("A report of it lies on this computer."),
    )


def set_aside(folder: Path) -> bool:
    """Keep what the last run wrote as it crashed, in the log folder `folder`; whether it did.

    Raises `OSError`.
    """
    path = folder / NOW
    if not path.is_file() or not path.stat().st_size:
        return False
    door.remove_file(folder / LAST, root=folder, missing_ok=True)
    door.rename(path, folder / LAST, root=folder)
    return True


def is_there(folder: Path) -> bool:
    """Whether there is a crash to report."""
    return (folder / LAST).is_file()


def report(folder: Path, *, named: bool = False) -> str:
    """The last crash as text; `named`: with the names of files and folders. Raises `OSError`."""
    crash = folder / LAST
    when = datetime.datetime.fromtimestamp(crash.stat().st_mtime).astimezone()
    parts = [f"{name} {_version(name)}" for name in ("maquette", *_PARTS)]
    head = [
        f"Maquette ended unexpectedly on {when:%Y-%m-%d at %H:%M}.",
        f"{platform.platform()}, Python {platform.python_version()}, {', '.join(parts)}",
    ]
    came_before = _end(folder / LOG).splitlines()[-_LINES:] if (folder / LOG).is_file() else []
    text = "\n".join([*head, "", "Where it was:", _end(crash).strip(), "", "What came before:", *came_before, ""])
    text = ours(text)
    return text if named else without_names(text)


def without_names(text: str) -> str:
    """The same without paths, but for those inside the program (`ours`), and without whatever is quoted."""
    return "".join(
        line if _OURS.match(line) else _PATH.sub("<path>", _QUOTED.sub("<name>", line))
        for line in text.splitlines(keepends=True)
    )


def ours(text: str) -> str:
    """With places inside the program and its Python told from others: <maquette>/studio/app.py."""
    for place, name in ((str(_ROOT), "<maquette>"), (sys.prefix, "<python>"), (sys.base_prefix, "<python>")):
        text = text.replace(place, name)
    return text


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _end(path: Path) -> str:
    with door.open_read(path) as file:
        file.seek(max(0, path.stat().st_size - _MOST))
        return file.read().decode("utf-8", errors="replace")
