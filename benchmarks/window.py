"""The window's speed: `python benchmarks/window.py [--pictures 20000] [--no-training]`.

Three figures, on the platform plugin given by QT_QPA_PLATFORM (offscreen where there is no display):

1. Start: from the interpreter's first line to the first paint, warm (the best of several). Aim: under 1.5 s.
2. Scrolling a project of 20,000 pictures: time to the first picture after opening, and the longest time that the GUI
   thread was not free, at 60 scroll steps a second over the whole length, then by pages. Aim: no stall over 50 ms.
3. The same while a real training runs on the same machine.

The stall is measured by a timer that wants to fire every 4 ms: how much later it fires. "Own work" is the processor
time that the GUI thread itself used between two firings: on a machine that is busy with other things, the difference
to the stall is theirs. Memory is the process's own.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

STARTS = 5
_WATCH_EVERY = 4  # milliseconds
_STEP_EVERY = 16  # milliseconds between two scroll steps
_PICTURE = 256  # pixels of an edge of the pictures drawn

_START = """
import sys, time
begun = time.perf_counter()
from studio import app
from studio.garbage import GarbageOnGuiThread
application = app.make_application(["maquette"])
studio = app.Studio(application)
painted = []
studio.window.first_painted.connect(lambda: painted.append(time.perf_counter()))
studio.open(None)
while not painted:
    application.processEvents()
print(f"{painted[0] - begun:.4f}", flush=True)
studio.window.close_now()
studio.close()
"""


def measure_start() -> None:
    """Print the best and the median start of the whole program, interpreter included."""
    took = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", _START], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        took.append(time.perf_counter() - begun)
        process.wait()
    took.sort()
    print(f"start to first paint      best {took[0]:.2f} s   median {took[len(took) // 2]:.2f} s   (aim: under 1.5 s)")


def make_project(folder: Path, count: int) -> Path:
    """A project with so many pictures, each a file of its own."""
    from gan_engine.pictures import write_png
    from studio.project.pictures.importing import import_sources
    from studio.project.project import Project

    art = folder / "art"
    art.mkdir()
    rng = np.random.default_rng(0)
    ground = rng.integers(0, 256, (64, _PICTURE, _PICTURE, 3), np.uint8)
    for number in range(64):  # soft blobs: they compress as drawings do
        coarse = rng.integers(0, 256, (4, 4, 3), np.uint8)
        ground[number] = np.kron(coarse, np.ones((_PICTURE // 4, _PICTURE // 4, 1), np.uint8))
    for number in range(count):
        picture = ground[number % 64].copy()
        picture[:4, :4] = (number >> 16 & 255, number >> 8 & 255, number & 255)
        write_png(art / f"{number:05d}.png", picture)
    project = Project.create(folder / "Many")
    print(import_sources(project, [art]).words())
    project.close()
    return project.folder


class Watch:
    """How long the GUI thread was not free."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late: list[float] = []
        self.own: list[float] = []
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_WATCH_EVERY)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.late.append((now - self._last) * 1000 - _WATCH_EVERY)
        self.own.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def reset(self) -> None:
        """Begin anew."""
        self.late.clear()
        self.own.clear()
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def words(self) -> str:
        """Worst and nearly worst."""
        late = np.array(self.late)
        return (
            f"worst stall {late.max():5.1f} ms   99th of 100 {np.percentile(late, 99):5.1f} ms"
            f"   most own work {max(self.own):5.1f} ms"
        )


def measure_scrolling(project: Path, title: str) -> None:
    """Open the project in the real window and scroll its grid."""
    from studio import app
    from studio.garbage import GarbageOnGuiThread
    from studio.widgets.grid.picture_grid import PictureGrid

    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or app.make_application(["maquette"])
    sys.setswitchinterval(app.SWITCH_INTERVAL)
    studio = app.Studio(application)
    garbage = GarbageOnGuiThread(studio)
    watch = Watch()
    studio.window.resize(1440, 900)
    studio.open(None)
    spin(1.5)
    begun = time.perf_counter()
    studio.workbench.open_project(project)
    grid: PictureGrid | None = None
    end = begun + 60
    while time.perf_counter() < end:
        application.processEvents()
        grid = grid or studio.window.findChild(PictureGrid, "curate.grid")
        if grid is not None and grid.model() is not None and grid.model().rowCount() and _all_there(grid):
            break
    assert grid is not None, "the window showed no grid"
    took = time.perf_counter() - begun
    print(f"{title}: {grid.model().rowCount():,} pictures, a page of them {took:.2f} s after opening")
    print(f"{title}: opening            {watch.words()}")
    spin(3)  # let what is built when idle be built
    bar = grid.verticalScrollBar()
    for name, step in (("scrolling smoothly", bar.maximum() // 1200), ("by pages", bar.pageStep())):
        bar.setValue(0)
        spin(0.5)
        watch.reset()
        steps = 1200 if name == "scrolling smoothly" else 200
        _drive(bar, step, steps)
        print(f"{title}: {name:18} {watch.words()}   (aim: no stall over 50 ms)")
    memory = psutil.Process().memory_info().rss / 2**20
    print(f"{title}: memory of the studio {memory:.0f} MB   (aim: under 600 MB)")
    studio.window.close_now()
    begun = time.perf_counter()
    studio.close()
    print(f"{title}: closed in {time.perf_counter() - begun:.2f} s")
    garbage.stop()
    studio.window.deleteLater()
    spin(0.2)


def _drive(bar: QScrollBar, step: int, steps: int) -> None:
    """Move the scroll bar so many times, one frame apart, in a real event loop."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop = QEventLoop()
    places = iter(range(1, steps + 1))

    def move() -> None:
        place = next(places, None)
        if place is None:
            loop.quit()
        else:
            bar.setValue((place * step) % (bar.maximum() + 1))

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_STEP_EVERY)
    timer.timeout.connect(move)
    timer.start()
    loop.exec()


def _all_there(grid: object) -> bool:
    from studio.widgets.grid.picture_grid import PictureGrid

    from PySide6.QtCore import Qt

    assert isinstance(grid, PictureGrid)
    first, last = grid.visible_rows()
    role = Qt.ItemDataRole.DecorationRole
    return last > first and all(grid.model().index(row, 0).data(role) is not None for row in range(first, last + 1))


def spin(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


@contextlib.contextmanager
def training(folder: Path) -> Iterator[None]:
    """A real training on this machine, as the studio starts it."""
    from gan_engine.dataset.bake import bake
    from gan_engine.dataset.options import BakeOptions
    from gan_engine.dataset.source_picture import SourcePicture
    from gan_engine.runs import requests
    from gan_engine.runs.processes import start_training, wait_for_start

    items = [SourcePicture(path=path, source_name=path.name) for path in sorted((folder / "art").iterdir())[:500]]
    bake(items, folder / "set.zip", BakeOptions(size=64))
    run = folder / "run"
    pid = start_training(run, folder / "set.zip", recipe="quick-look", settings={"kimg": 1000})
    wait_for_start(run, pid)
    time.sleep(5)
    try:
        yield
    finally:
        requests.ask(run, "stop")
        with contextlib.suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            psutil.Process(pid).wait(60)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=20_000)
    parser.add_argument("--no-training", action="store_true", help="leave the third figure out")
    options = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MAQUETTE_HOME"] = str(folder / "home")
        measure_start()
        project = make_project(folder, options.pictures)
        measure_scrolling(project, "alone")
        if not options.no_training:
            with training(folder):
                measure_scrolling(project, "beside a training")


if __name__ == "__main__":
    main()
