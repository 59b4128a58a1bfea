"""Explore at work, offscreen: designs a second on the wall, time to the first one, frames a second while the wall is
scrolled and of a walk. Aim: 30 a second, while scrolling too.

    python benchmarks/explore.py [--size 64] [--width 32] [--pages 12] [--seconds 4]

The wall is compared with the same network drawing in this process without studio, pipe or pictures, with as many
threads as the engine takes, both in turns. A clock on the GUI thread finds the longest stall meanwhile.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from designs import written
from gan_engine.latent.point import Point
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from studio import theme
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.settings import Settings
from studio.workers.explorer.designs import AROUND, LARGE, WALL
from studio.workers.workbench import Workbench

import numpy as np
import torch
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget


class Stalls(QObject):
    """The longest time in which the GUI thread did nothing else than one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, now - self._last)
        self._last = now

    def reset(self) -> None:
        self.worst, self._last = 0.0, time.perf_counter()


class Frames(QObject):
    """When each frame of a walk was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def note(self, image: QImage, seconds: float, place: float) -> None:
        self.times.append(time.perf_counter())


class Paints(QObject):
    """When a widget was painted, and which share of what was asked for it then showed."""

    def __init__(self, widget: QWidget, shown: Callable[[], float]) -> None:
        super().__init__(widget)
        self.times: list[float] = []
        self.shares: list[float] = []
        self._shown = shown
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
            self.shares.append(self._shown())
        return False


def write_model(project: Project, values: Mapping[str, Any]) -> Path:
    """A snapshot of an untrained network among the project's runs: it draws as fast as a trained one."""
    snapshot = project.folder / "runs" / "00001-benchmark" / "snapshots" / "000100"
    return written(make_plan(configure(values), ()), snapshot)


def until(
    condition: Callable[[], object], seconds: float = 120.0, *, every: int = 4, signals: Sequence[Any] = ()
) -> float:
    """Let the window live until `condition`, looked at every so many ms and at `signals`; how long that took."""
    start = time.perf_counter()
    if condition():
        return 0.0
    loop, timer = QEventLoop(), QTimer(interval=every)

    def look() -> None:
        if condition() or time.perf_counter() - start > seconds:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    for signal in signals:
        signal.connect(look)
    loop.exec()
    for signal in signals:
        signal.disconnect(look)
    if not condition():
        log = Path(os.environ["MAQUETTE_HOME"], "log", "engine.log")
        raise SystemExit(f"It took too long. {log.read_text() if log.exists() else ''}")
    return time.perf_counter() - start


def settled(explore: ExploreWorkspace) -> bool:
    return explore.pictures.model is not None and not sum(map(explore.pictures.missing, (LARGE, AROUND, WALL)))


def in_sight(explore: ExploreWorkspace) -> bool:
    first, last = explore.grid.visible_rows()
    designs = map(explore.wall.model.design_at, range(first, last + 1))
    return all(design is not None and explore.pictures.picture(design) is not None for design in designs)


def share_in_sight(explore: ExploreWorkspace) -> float:
    """Which share of the cells in sight has its design."""
    first, last = explore.grid.visible_rows()
    designs = map(explore.wall.model.design_at, range(first, last + 1))
    return statistics.mean(design is not None and explore.pictures.picture(design) is not None for design in designs)


def scroll(explore: ExploreWorkspace, seconds: float, pace: int) -> Paints:
    """Scroll on over rows never seen, `pace` pixels a second, 60 steps a second."""
    bar = explore.grid.verticalScrollBar()
    start, begun = bar.value(), time.perf_counter()
    paints = Paints(explore.grid.viewport(), lambda: share_in_sight(explore))
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=16)
    timer.timeout.connect(lambda: bar.setValue(start + round(pace * (time.perf_counter() - begun))))
    timer.start()
    until(lambda: time.perf_counter() - begun > seconds)
    timer.stop()
    explore.grid.viewport().removeEventFilter(paints)
    return paints


def page(explore: ExploreWorkspace, row: int) -> tuple[int, float, float]:
    """Jump to rows never seen: how many designs were drawn, seconds to the first and to the last that is in sight."""
    drawn: list[Point] = []
    explore.pictures.drawn.connect(drawn.extend)
    start = time.perf_counter()
    explore.wall.show_row(row)
    until(lambda: drawn)
    first = time.perf_counter() - start
    until(lambda: in_sight(explore) and settled(explore))
    last = time.perf_counter() - start
    explore.pictures.drawn.disconnect(drawn.extend)
    return len(drawn), first, last


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=4.0)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["MAQUETTE_HOME"] = place
        measure(Path(place), wanted)


def measure(place: Path, wanted: argparse.Namespace) -> None:
    application = QApplication(["benchmark"])
    sys.setswitchinterval(0.002)  # as the studio does
    theme.apply(application)
    threads = max(1, torch.get_num_threads() - 1)  # as the engine: one core is left to the window
    torch.set_num_threads(threads)
    project = Project.create(place / "Benchmark")
    network = {"generator_width": wanted.width, "discriminator_width": wanted.width}
    model = write_model(project, {"size": wanted.size, "network": network})
    bench = Workbench(Settings(), log_folder=place / "log")
    bench.adopt_project(project)
    explore = ExploreWorkspace(bench)
    explore.resize(1440, 820)
    explore.show()
    explore.front()
    drawn: list[Point] = []
    explore.pictures.drawn.connect(drawn.extend)
    cold = until(lambda: drawn)
    until(lambda: settled(explore))
    explore.pictures.drawn.disconnect(drawn.extend)
    print(f"DCGAN {wanted.size} px, width {wanted.width}, {threads} thread(s) for drawing")
    print(f"first design, engine not started before   {cold:6.2f} s")

    session = Session.open(model, "cpu" if not torch.cuda.is_available() else "auto")
    stalls = Stalls()
    bare_rates, wall_rates, firsts, fulls, worst = [], [], [], [], 0.0
    row = 2000
    for _ in range(wanted.pages):
        stalls.reset()
        count, first, last = page(explore, row)
        worst = max(worst, stalls.worst)
        row += 2000
        z = latents(range(row, row + count), session.z_dim)
        start = time.perf_counter()
        for _pictures in session.draw(session.points(z)):
            pass
        bare_rates.append(count / (time.perf_counter() - start))
        wall_rates.append(count / last)
        firsts.append(first)
        fulls.append(last)
    bare, wall = statistics.median(bare_rates), statistics.median(wall_rates)
    print(f"the wall after a jump: first design       {1000 * statistics.median(firsts):6.0f} ms")
    print(f"  everything in sight and half a page on  {1000 * statistics.median(fulls):6.0f} ms  ({count} designs)")
    print(f"  designs a second                        {wall:6.0f}     bare network {bare:.0f}: {wall / bare:.2f} of it")
    print(f"  longest stall of the window             {1000 * worst:6.0f} ms")

    for pace in (500, 2000):
        explore.wall.show_row(row + 10 * pace)
        until(lambda: in_sight(explore) and settled(explore))
        stalls.reset()
        paints = scroll(explore, wanted.seconds, pace)
        gaps = np.diff(paints.times)
        print(f"scrolled by {pace:,} px a second: frames a second   {len(gaps) / gaps.sum():6.1f}     longest gap "
              f"{1000 * gaps.max():.0f} ms, 99 % under {1000 * np.quantile(gaps, 0.99):.0f} ms")  # fmt: skip
        print(f"  of the cells in sight had their design  {100 * statistics.mean(paints.shares):6.0f} %")
        print(f"  longest stall of the window             {1000 * stalls.worst:6.0f} ms")

    frames = Frames()
    explore.walk.stations.set_designs([Point(seed=1), Point(seed=2), Point(seed=3)])
    explore.walk.seconds.set_value(wanted.seconds)
    explore.walk.player.frame.connect(frames.note)
    until(lambda: settled(explore))
    stalls.reset()
    start = time.perf_counter()
    explore.walk.toggle()
    until(lambda: frames.times)
    begun = time.perf_counter() - start
    until(lambda: not explore.walk.player.active)
    gaps = np.diff(frames.times)
    rate = (len(frames.times) - 1) / (frames.times[-1] - frames.times[0])
    print(f"a walk of {wanted.seconds:g} s: starts after              {1000 * begun:6.0f} ms")
    print(f"  frames a second (30 are due)            {rate:6.1f}     longest gap {1000 * gaps.max():.0f} ms")
    print(f"  longest stall of the window             {1000 * stalls.worst:6.0f} ms")
    explore.close()
    explore.deleteLater()
    bench.close(5.0)


if __name__ == "__main__":
    main()
