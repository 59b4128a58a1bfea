"""How fast a threshold answers over 20,000 pictures, and how fast they are measured: offscreen, in the real workspace.

    python benchmarks/check_sliders.py [--pictures 20000]

Scores are made up; the light table, the list at the left and the findings are real. Aims: counts and light table
follow a moving threshold within 100 ms ("of it at work" is the GUI thread's own time), findings are stored without a
stall of more than 50 ms.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gan_engine.curation.checks.verdicts import CHECKS, QUALITIES
from studio import theme
from studio.curation.pages.check.page import CheckPage
from studio.curation.workspace import CurateWorkspace
from studio.project.findings.vectors import QUALITIES as STORE
from studio.project.project import Project
from studio.settings import Settings
from studio.workers.workbench import Workbench

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from tests.studio.project_support import make_project


class Stalls(QObject):
    """The longest time in which the GUI thread did nothing else than one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.worst = self.work = 0.0
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        self.worst, self.work = max(self.worst, now - self._last), max(self.work, busy - self._busy)
        self._last, self._busy = now, busy

    def take(self) -> tuple[float, float]:
        """The worst since the last time, and the most work in one go, in milliseconds."""
        self._tick()
        worst, work = self.worst, self.work
        self.worst = self.work = 0.0
        return worst * 1000, work * 1000


def turn(milliseconds: float = 5) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(milliseconds), loop.quit)
    loop.exec()


def wait(ready: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        turn()


def fill(project: Project) -> None:
    """Scores as sets have them: most well within, some beyond each threshold."""
    pictures = project.catalogue.pictures(project.catalogue.ids().tolist())
    random = np.random.default_rng(0)
    scores = np.zeros((len(pictures), len(QUALITIES)), np.float32)
    for check in CHECKS:
        good = check.lowest if check.above else check.highest
        scores[:, check.score] = good + (check.threshold - good) * random.gamma(2, 0.25, len(pictures))
    project.vectors.put(STORE, [picture.thumbnail_key for picture in pictures], scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=20_000)
    parser.add_argument("--kinds", default=",".join(check.kind for check in CHECKS), help="of checks, with commas")
    asked = parser.parse_args()
    count = asked.pictures
    application = QApplication(sys.argv[:1])
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder) / "Many", count, size=64)
        fill(project)
        workbench = Workbench(Settings(), log_folder=Path(folder) / "log")
        workbench.adopt_project(project)
        curate = CurateWorkspace(workbench)
        curate.resize(1440, 900)
        curate.show()
        stalls = Stalls()
        page = curate.page_host.pages["check"]
        assert isinstance(page, CheckPage)
        wait(lambda: page.checks.qualities is not None and page.checks.qualities.measured == count)
        wait(lambda: sum(curate.context.counts.findings.values()) > 0 and not page.checks.is_measuring)
        turn(1500)
        curate.context.open_page("check")
        turn(500)
        stalls.take()
        heads = f"{'flagged':>9}{'answered, ms':>14}{'of it at work':>15}{'worst stall, ms':>17}{'of it at work':>15}"
        print(f"{count:,} pictures; {'check':12}{heads}")
        for check in [check for check in CHECKS if check.kind in asked.kinds.split(",")]:
            if not page._rows[check.kind].line.isChecked():
                page.open_kind(check.kind)
            turn(400)
            handle = page._rows[check.kind].slider
            stalls.take()
            answers, worked, flagged = [], [], 0
            start = handle.value()
            away = -1 if check.above else 1
            for step in range(1, 9):
                begun, busy = time.perf_counter(), time.thread_time()
                handle.setValue(start + away * step * max(1, handle.maximum() // 40))
                flagged = page._rows[check.kind].line.count or 0
                wait(lambda wanted=flagged: len(curate.table.model.ids) == wanted)
                answers.append((time.perf_counter() - begun) * 1000)
                worked.append((time.thread_time() - busy) * 1000)
            handle.setValue(start)
            handle.released.emit(handle.threshold)
            turn(1200)
            worst, work = stalls.take()
            figures = f"{max(answers):>14.0f}{max(worked):>15.0f}{worst:>17.0f}{work:>15.0f}"
            print(f"{'':16}{check.kind:12}{flagged:>9,}{figures}")
        curate.close()
        workbench.close(5)


if __name__ == "__main__":
    main()
