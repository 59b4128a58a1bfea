"""From a slider of Directions to the picture on the screen: the real Explore, offscreen, over the real engine process.

    python benchmarks/slider_to_pixel.py [--size 64] [--channel-base 4096] [--moves 150] [--sliders 3]

An untrained StyleGAN2, which draws as fast as a trained one. Single moves: from the slider's change until the picture
of just that design is shown; beside each, in turns, the same point drawn bare in this process with as many threads as
the engine takes. Then the slider is dragged: a move every 8 ms; counted are the pictures shown a second, how old the
last one is, and pictures shown out of order or of no wish (none may be). Aims on two cores, 64 px: median under 40 ms,
95 % under 80 ms. Where the machine does something else besides, look at the share over the bare network, and at the
processor's time for a move, which is taken of both processes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from explore import until, write_model
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from studio import theme
from studio.explorer.directions.section import DirectionsSection
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.settings import Settings
from studio.workers.explorer.designs import WALL
from studio.workers.workbench import Workbench

import numpy as np
import psutil
import torch
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QSlider

DRAG_EVERY = 8  # ms
DRAG_SECONDS = 4.0
PICTURES_CAME: list[Any] = []
"""The signal of the window's pictures, once there is one."""


def live(condition: Callable[[], object]) -> None:
    """Let the window live until `condition`, looked at whenever pictures have come and every 20 ms."""
    until(condition, every=20, signals=PICTURES_CAME)


class Bench:
    """Explore with sliders, and the same network bare."""

    def __init__(self, place: Path, wanted: argparse.Namespace) -> None:
        self.threads = max(1, torch.get_num_threads() - 1)  # as the engine: one core is left to the window
        project = Project.create(place / "Benchmark")
        network = {"channel_base": wanted.channel_base}
        model = write_model(project, {"family": "stylegan2", "size": wanted.size, "network": network})
        self.bench = Workbench(Settings(), log_folder=place / "log")
        self.bench.adopt_project(project)
        self.explore = ExploreWorkspace(self.bench)
        self.explore.resize(1440, 820)
        PICTURES_CAME.append(self.explore.pictures.drawn)
        self.explore.show()
        self.explore.front()
        live(lambda: self.explore.current_design.present is not None)
        self.explore.wall.show_row(3)
        live(lambda: not self.explore.pictures.missing(WALL))
        section = self.explore.section_host.sections["directions"]
        assert isinstance(section, DirectionsSection)
        assert self.explore.mode_host.open("find-directions")
        page = self.explore.mode_host.open_mode
        live(lambda: len(page.strips) >= wanted.sliders)  # type: ignore[union-attr]
        for strip in page.strips[: wanted.sliders]:  # type: ignore[union-attr]
            strip.keep_button.click()
        live(lambda: len(section.sliders) == wanted.sliders)
        self.explore.mode_host.open("wall")
        live(lambda: not self.explore.pictures.missing(WALL))
        self.sliders = list(section.sliders.values())
        for slider in self.sliders[1:]:
            slider.slider.slider.setValue(70)
        self.session = Session.open(model, "cpu")
        self.engine = psutil.Process().children()[0]

    @property
    def handle(self) -> QSlider:
        return self.sliders[0].slider.slider

    @property
    def present(self) -> Point:
        found = self.explore.current_design.present
        assert found is not None
        return found

    def shown(self, point: Point) -> bool:
        """Whether the large view shows just this design."""
        image = self.explore.pictures.full_picture(point)
        return image is not None and self.explore.current_design.panel.picture.image is image

    def move(self, value: int) -> float:
        start = time.perf_counter()
        self.handle.setValue(value)
        live(lambda: self.shown(self.present))
        return time.perf_counter() - start

    def bare(self) -> float:
        start = time.perf_counter()
        self.session.pictures([self.present])
        return time.perf_counter() - start

    def processor_seconds(self) -> np.ndarray:
        """Of this process, and of the engine's."""
        return np.array([sum(process.cpu_times()[:2]) for process in (psutil.Process(), self.engine)])


def single(bench: Bench, moves: int) -> None:
    """One move at a time, each where no picture is at hand."""
    chance = np.random.RandomState(0)
    values = [value for value in chance.permutation(121) if value != 60]
    through, bare, spent, alone = [], [], [], 0.0
    for number in range(moves):
        if number % len(values) == 0:  # all of this design are drawn: another one
            bench.explore.wall.show_row(10 + number)
            live(lambda: bench.shown(bench.present))
        before = bench.processor_seconds()
        through.append(1000 * bench.move(int(values[number % len(values)])))
        spent.append(1000 * (bench.processor_seconds() - before))
        begun = time.process_time()
        bare.append(1000 * bench.bare())
        alone += 1000 * (time.process_time() - begun) / moves
    slow, quick = np.percentile(through, [95, 50])
    print(f"single moves ({moves})        median {quick:6.1f} ms   95 % {slow:6.1f} ms")
    print(f"  the network bare       median {statistics.median(bare):6.1f} ms   95 % {np.percentile(bare, 95):6.1f} ms")
    over = statistics.median(one / other for one, other in zip(through, bare, strict=True))
    print(f"  a move takes so many times the network: {over:.2f} (median of pairs)")
    window, engine = np.mean(spent, axis=0)
    print(
        f"  processor's time: the window {window:.1f} ms a move, the engine {engine:.1f}, the network bare {alone:.1f}"
    )


def dragged(bench: Bench) -> None:
    """The slider under the hand: back and forth without a rest. What is shown must be wishes, in their order."""
    picture = bench.explore.current_design.panel.picture
    pictures = bench.explore.pictures
    wishes: list[Point] = []
    shown: list[tuple[float, int]] = []
    late = 0
    last = picture.image

    def look() -> None:
        nonlocal last, late
        if picture.image is not last:
            last = picture.image
            which = next((n for n in reversed(range(len(wishes))) if pictures.full_picture(wishes[n]) is last), -1)
            late += which < (shown[-1][1] if shown else 0)
            shown.append((time.perf_counter(), which))

    pictures.drawn.connect(look)
    start = time.perf_counter()
    while time.perf_counter() - start < DRAG_SECONDS:
        if len(wishes) % 60 == 0:  # what was drawn on the way there is not drawn already on the way back
            bench.sliders[-1].slider.slider.setValue(len(wishes) // 60)
            wishes.append(bench.present)
        bench.handle.setValue(abs(len(wishes) * 4 % 240 - 120))
        wishes.append(bench.present)
        loop = QEventLoop()
        QTimer.singleShot(DRAG_EVERY, loop.quit)
        loop.exec()
    released = time.perf_counter()
    live(lambda: bench.shown(bench.present))
    pictures.drawn.disconnect(look)
    gaps = np.diff([when for when, _ in shown])
    print(f"dragged for {DRAG_SECONDS:g} s, {len(wishes)} wishes: {len(shown) / DRAG_SECONDS:.1f} pictures a second, "
          f"longest gap {1000 * gaps.max():.0f} ms, late or of no wish {late}")  # fmt: skip
    print(f"  the last wish is shown {1000 * (time.perf_counter() - released):.1f} ms after the last move")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--channel-base", type=int, default=4096)
    parser.add_argument("--moves", type=int, default=150)
    parser.add_argument("--sliders", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["MAQUETTE_HOME"] = place
        application = QApplication(["benchmark"])
        sys.setswitchinterval(0.002)  # as the studio does
        theme.apply(application)
        bench = Bench(Path(place), wanted)
        torch.set_num_threads(bench.threads)
        print(f"StyleGAN2 {wanted.size} px, channel base {wanted.channel_base}, {bench.threads} thread(s) for drawing")
        single(bench, wanted.moves)
        dragged(bench)
        bench.explore.close()
        bench.explore.deleteLater()
        bench.bench.close(5.0)


if __name__ == "__main__":
    main()
