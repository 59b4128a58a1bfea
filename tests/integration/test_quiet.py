"""Nothing leaves the computer: the whole way in the real programs, with every look-up and connection watched."""

from __future__ import annotations

import ast
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gan_engine import environment
from gan_engine.sample_art import draw_sample_art
from tests.engine.cli.in_turn import in_turn
from tests.integration import network_calls

WATCHING = Path(__file__).with_name("watching")
NAMES = (*environment.SILENT, *environment.THREADS)
LIBRARIES = {"torch", "onnxruntime", "numpy", "cv2", "PySide6.QtCore"}
"""What the whole way is sure to load."""

_LONG_ENOUGH = 12
"""Seconds a process with an onnxruntime session lives at least: left to itself, it looks a name up after eight."""

_TRAIN = """
import sys, time
from pathlib import Path
from gan_engine.runs.processes import last_words, start_training
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
dataset, place = map(Path, sys.argv[1:])
small = {"kimg": 0.032, "sample_kimg": 0.016, "snapshot_kimg": 0.032, "batch": 8, "precision": "fp32", "threads": 1}
start_training(place, dataset, recipe="quick-look", settings=small)
run = RunDirectory(place)
while run.live_status() in UNDERWAY:
    time.sleep(0.1)
assert run.live_status() == "finished", last_words(run.log_file)
"""

_WINDOW = """
import sys, time
from pathlib import Path
from studio.app import Studio, make_application
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from PySide6.QtCore import QEventLoop, QTimer

art, place, snapshot, seconds = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4])
with Project.create(place) as project:
    import_sources(project, [art])
application = make_application(["maquette"])
studio = Studio(application)
bench, answers, troubles = studio.workbench, [], []
bench.error_wanted.connect(lambda *words: troubles.append(words))

def until(ready):
    end = time.monotonic() + 240
    while not ready() and time.monotonic() < end:
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
    assert ready(), (answers, troubles)

def ask(method, /, **params):
    wanted = len(answers) + 1
    bench.engine.call(method, params, done=answers.append, failed=answers.append)
    until(lambda: len(answers) == wanted)
    assert not isinstance(answers[-1], BaseException), answers[-1]

studio.open(place)
until(lambda: bench.project is not None)
for name in ("curate", "train", "explore", "shelf"):
    studio.window.actions_.action("window." + name).trigger()
pictures = [str(path) for path in sorted(art.rglob("*.png"))]
ask("cut_out", picture={"path": pictures[0]}, method="u2netp")
begun = time.monotonic()
ask("features", items=[{"path": path} for path in pictures[:4]])
ask("generate", model=str(snapshot), seeds=[1, 2])
until(lambda: time.monotonic() - begun > seconds and not any(not task.quiet for task in bench.tasks.running))
studio.window.close_now()
studio.close()
assert not troubles, troubles
"""


@dataclass
class Way:
    """What a watched run of our programs did."""

    folder: Path
    variables: dict[str, str]
    start: Any

    def python(self, *words: str | Path) -> None:
        """Run a Python with these arguments to its end."""
        self._run([sys.executable, *map(str, words)])

    def _run(self, command: Sequence[str | bytes]) -> None:
        done = self.start(
            subprocess.run, command, env=self.variables, cwd=self.folder, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, done.stderr + done.stdout

    def engine(self, *commands: Sequence[str | Path]) -> None:
        """Run these commands of `gan-engine` one after the other, in a process that loads the libraries once."""
        self._run(in_turn(commands))

    def notes(self, kind: str) -> list[tuple[Any, ...]]:
        """What the processes noted: (process, ...) of each note of this kind."""
        lines = Path(self.variables["WATCHED_LOG"]).read_text("utf-8").splitlines()
        notes = [ast.literal_eval(line) for line in lines]
        return [(process, *words) for process, what, *words in notes if what == kind]

    def written_outside(self) -> list[str]:
        """What lies in the home folder, which nothing of ours uses here: MAQUETTE_HOME names another."""
        home = self.folder / "home"
        return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


@pytest.fixture
def way(tmp_path: Path) -> Iterator[tuple[Way, list[tuple[int, str]]]]:
    """Programs started here are watched, and find a home folder and an environment of nobody's making."""
    home = tmp_path / "home"
    home.mkdir()
    variables = {name: value for name, value in os.environ.items() if name not in NAMES}
    variables |= {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    variables |= {"MAQUETTE_HOME": str(tmp_path / "maquette"), "QT_QPA_PLATFORM": "offscreen"}
    variables |= {"PYTHONPATH": os.pathsep.join(filter(None, [str(WATCHING), os.environ.get("PYTHONPATH")]))}
    variables |= {"WATCHED_LOG": str(tmp_path / "watched.txt"), "WATCHED_NAMES": ",".join(NAMES)}
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        variables.pop(name, None)
    with contextlib.ExitStack() as stack:
        if network_calls.can_watch():
            yield Way(tmp_path, variables, lambda function, *words, **named: function(*words, **named)), []
        else:
            watched = stack.enter_context(network_calls.watched_calls())
            yield Way(tmp_path, variables, watched.start), watched.reached


@pytest.mark.timeout(900)
def test_the_whole_way_reaches_nobody(way: tuple[Way, list[tuple[int, str]]]) -> None:
    made, reached = way
    folder = made.folder
    art, dataset, run, project = folder / "art", folder / "set.zip", folder / "run", folder / "Critters.maquette"
    draw_sample_art(art, 52, 64)
    draw_sample_art(folder / "cut", 1, 64)
    made.engine(
        ["bake", folder / "cut", folder / "cut.zip", "--size", "32", "--remove-background", "u2netp"],
        ["bake", art, dataset, "--size", "32"],
    )
    made.python("-c", _TRAIN, dataset, run)
    [snapshot] = (run / "snapshots").iterdir()
    made.engine(
        ["evaluate", snapshot, dataset, "--samples", "50", "--metrics", "kid-lite0"],
        ["export", snapshot, folder / "network.onnx"],
    )
    made.python("-c", _WINDOW, art, project, snapshot, str(_LONG_ENOUGH))

    assert made.notes("looks up") == []
    assert made.notes("reaches") == []
    assert reached == []
    assert made.written_outside() == []
    loads = made.notes("loads")
    assert {library for _, library, _ in loads} >= LIBRARIES
    for _, library, found in loads:
        assert found == environment.SILENT | environment.THREADS, library
    programs = " ".join(" ".join(words) for _, words in made.notes("begins"))
    for program in ("gan_engine serve", "gan_engine train"):  # those that others start were watched as well
        assert program in programs


def test_what_reaches_out_is_seen(way: tuple[Way, list[tuple[int, str]]]) -> None:
    made, _ = way
    code = "import contextlib, socket\nwith contextlib.suppress(OSError): socket.create_connection(('127.0.0.1', 9), 1)"
    made.python("-c", code)
    assert [words[1] for words in made.notes("reaches")] == ["('127.0.0.1', 9)"]
    assert len(made.notes("looks up")) == 1


@pytest.mark.skipif(bool(network_calls.can_watch()), reason=network_calls.can_watch())
def test_what_native_code_does_is_seen(way: tuple[Way, list[tuple[int, str]]]) -> None:
    made, reached = way
    code = "from _socket import *\nsocket(AF_INET, SOCK_DGRAM).connect(('127.0.0.1', 9))"
    made.python("-c", f"import subprocess, sys\nsubprocess.run([sys.executable, '-I', '-c', {code!r}], check=True)")
    assert [address for _, address in reached] == ["127.0.0.1:9"]
    assert made.notes("reaches") == []  # Python's own watch was not there
