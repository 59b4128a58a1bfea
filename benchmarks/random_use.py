"""The window in random use: everything it offers, with bad input among it, for as long as is wished.

    python benchmarks/random_use.py [--minutes 120] [--seed 0] [--run DIR] [--dataset ZIP] [--art DIR] [--report FILE]
    python benchmarks/random_use.py --everywhere --pictures 20000 --minutes 60
    python benchmarks/random_use.py --actions 60 --log

In Explore and on the Shelf, and with `--everywhere` in Curate and Train too, whose trainings run as they are begun and
are ended with it. Opens the real window on a project made for it (with `--run`, the newest snapshots of that run;
without, an untrained network), on the display there is or offscreen, and does one thing after another: commands of the
registry, widgets that are visible, keys, strokes, drags, drops, dialogs; files that are broken or hostile; a model that
is taken away or replaced while it is open; a disk that is full. The same seed takes the same decisions, as far as the
window answers in the same time.

Told at the end: exceptions (also Qt's warnings, on threads, in the engine's log), stalls of the GUI thread over 100 ms
with the place (less the time in which another process had the processor), what was exercised and what never, and
memory: megabytes an hour of window and engine after the warm-up, with their standard error, and objects counted with
the project closed, at the second time and at the last. A stall is the window's own where the GUI thread computed so
long; in the others it waited, for the interpreter, a lock or the disk: on a busy machine for another thread that does
not get the processor. Exit code 1 where there was an exception or a stall of the window's own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")

from random_hand import EVERYWHERE, HERE, Hand
from studio.app import SWITCH_INTERVAL, Studio, make_application
from studio.explorer.workspace import ExploreWorkspace
from studio.garbage import GarbageOnGuiThread
from studio.settings import log_folder
from vital_signs import Faults, Memory, Stalls, slope

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

PAUSES = (5, 5, 20, 20, 60, 150, 400, 1500)  # milliseconds between two actions
SHORT_PAUSES = PAUSES[:5]  # where actions are counted, not minutes
WARM_UP = 0.2
"""Share of the time before memory is measured."""
REST_EVERY = 10.0  # minutes between two times at which the project is closed and everything counted
PATIENCE = 60.0  # seconds for a project to open, or for work to end


class NoOtherProgram(QObject):
    """Takes what would be opened with other programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: Counter[str] = Counter()
        for scheme in ("file", "http", "https"):
            QDesktopServices.setUrlHandler(scheme, self, "take")

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened[url.scheme()] += 1


class RandomUse:
    """One session."""

    def __init__(self, application: QApplication, place: Path, made: dict[str, str], given: argparse.Namespace) -> None:
        self._given = given
        self._chance = random.Random(given.seed)
        random.seed(given.seed)
        self._project = Path(made["project"])
        self._temporary = Path(tempfile.gettempdir())
        self.studio = Studio(application)
        self._garbage = GarbageOnGuiThread(self.studio, self.studio.workbench.project_closed)
        self._elsewhere = NoOtherProgram()
        self.memory = Memory(self.studio.workbench, self._temporary)
        exports = place / "exports"
        exports.mkdir()
        self.hand = Hand(
            self.studio.window, place / "bad", self._project / "runs", exports, self.memory, self._chance,
            EVERYWHERE if given.everywhere else HERE,
        )  # fmt: skip
        if given.log:
            self.hand.told = _say
        self.stalls = Stalls(lambda: self.hand.doing)
        self.faults = Faults(
            self.studio.workbench, log_folder() / "engine.log", lambda: " / ".join(self.hand.past[-6:])
        )
        self.actions = 0

    # ---- living -------------------------------------------------------------------------------------------------

    def _pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _until(self, condition: object, seconds: float = PATIENCE) -> bool:
        assert callable(condition)
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self._pause(50)
        return bool(condition())

    def _open(self) -> None:
        bench, window = self.studio.workbench, self.studio.window
        bench.open_project(self._project)
        if not self._until(lambda: bench.project is not None):
            self.faults.note("the project did not open", str(self._project))
            return
        window.show_workspace("explore")

        def there() -> bool:
            explore = window.workspace("explore")
            return isinstance(explore, ExploreWorkspace) and (
                explore.pictures.model is not None
                or explore.middle_stack.currentWidget() is explore.middle_stack.damaged
            )

        if not self._until(there):
            self.faults.note("no model was opened", self.hand.doing)
        self._until(lambda: window.workspace("shelf") is not None)

    def _rest(self) -> None:
        """Close whatever is open and the project, count everything, open it again."""
        self.hand.stop_harm()
        self.hand.doing = "closing the project"
        while (over := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            over.close()
            self._pause(20)
        bench = self.studio.workbench
        bench.close_project()
        self._pause(500)
        if not self._until(lambda: not bench.tasks.running):
            names = [task.name for task in bench.tasks.running]
            self.faults.note("work did not end when the project was closed", ", ".join(names))
            bench.tasks.cancel_all()
        self._pause(2500)  # what is given back then is
        self.stalls.muted = True
        self.memory.take_census()
        self.stalls.muted = True
        self._pause(50)
        self.hand.doing = "opening the project"
        self._open()

    def run(self) -> None:
        """Until the time is over, or as much as was wished is done."""
        window = self.studio.window
        self.studio.open(None)
        window.activateWindow()
        self._pause(300)
        self._open()
        end = time.monotonic() + 60 * self._given.minutes
        next_rest = time.monotonic() + 60 * min(REST_EVERY, self._given.minutes / 3)
        counted = self._given.actions
        while time.monotonic() < end and self.actions != counted:
            try:
                self.hand.act()
            except Exception as error:  # an action that fails within the script's own hand is a fault too
                self.faults.note("exception in an action", repr(error))
                sys.excepthook(type(error), error, error.__traceback__)  # type: ignore[arg-type]
            self.actions += 1
            self._pause(self._chance.choice(SHORT_PAUSES if counted else PAUSES))
            if self.actions % 50 == 0:
                self.faults.read_log()
            if time.monotonic() > next_rest or (counted and self.actions == counted // 2):
                next_rest = time.monotonic() + 60 * min(REST_EVERY, self._given.minutes / 3)
                self._rest()
                self._tell_on_the_way()
        self._rest()
        self.hand.stop()
        self.stalls.stop()

    def close(self) -> None:
        self.studio.window.close_now()
        if not self.studio.close():
            self.faults.note("background work did not end", "closing took longer than it may")
        self._garbage.stop()
        self.faults.stop()

    # ---- telling ------------------------------------------------------------------------------------------------

    def _tell_on_the_way(self) -> None:
        latest = self.memory.samples[-1] if self.memory.samples else None
        _say(
            f"[{self.memory.minutes:6.1f} min] {self.actions} actions, {len(self.faults.found)} faults, "
            f"{len(self.stalls.found)} stalls; {latest}"
        )
        if self._given.report is not None:
            self._given.report.write_text("\n".join(self.report()), "utf-8")

    @property
    def well(self) -> bool:
        """Neither a fault nor a stall of its own computing: a wait may be another program's."""
        return not self.faults.found and not any(stall.is_own for stall in self.stalls.found)

    def report(self) -> list[str]:
        """Everything there is to tell, in lines."""
        coverage = self.hand.coverage
        every = coverage.seen | coverage.done.keys()
        return [
            f"{self.actions} actions in {self.memory.minutes:.1f} minutes, seed {self._given.seed}",
            f"exercised: {len(coverage.done)} of {len(every)}",
            *(f"  never: {name}" for name in coverage.never()),
            *(f"  takes the pointer and has no name: {name}" for name in sorted(self.hand.unnamed)),
            *self._report_faults(),
            *self._report_stalls(),
            *self._report_memory(),
            "what the window said of errors, and in toasts:",
            *(f"  {count} x {words}" for words, count in self.faults.told.most_common(80)),
        ]

    def _report_faults(self) -> list[str]:
        faults = self.faults.found
        lines = [f"faults: {len(faults)}"]
        for (kind, text), count in Counter((fault.kind, fault.text) for fault in faults).most_common():
            after = next(fault.after for fault in faults if (fault.kind, fault.text) == (kind, text))
            lines.append(f"--- {count} x {kind}, after {after}\n{text}")
        return lines

    def _report_stalls(self) -> list[str]:
        stalls = self.stalls.found
        own = sum(stall.is_own for stall in stalls)
        lines = [f"stalls over 100 ms: {len(stalls)}, {own} of them computing so long; the others waited"]
        for place, count in Counter(_place(stall.stack) for stall in stalls).most_common():
            worst = max((stall for stall in stalls if _place(stall.stack) == place), key=lambda stall: stall.seconds)
            took = f"{1000 * worst.seconds:.0f} ms ({1000 * worst.computing:.0f} computing)"
            lines.append(f"--- {count} x, longest {took}, after {worst.after}\n{worst.stack}")
        return lines

    def _report_memory(self) -> list[str]:
        warm = [one for one in self.memory.samples if one.minutes > WARM_UP * self._given.minutes]
        lines = [f"memory, {len(warm)} samples after the warm-up:"]
        for name in ("window", "engine", "threads", "files", "engine_files", "tasks") if warm else ():
            values = [float(getattr(one, name)) for one in warm]
            rise, error = slope([one.minutes for one in warm], values)
            ends = f"{values[0]:.0f} -> {values[-1]:.0f}, most {max(values):.0f}"
            lines.append(f"  {name}: {ends}; {rise:+.1f} +- {error:.1f} an hour")
        if len(self.memory.censuses) < 2:
            return lines
        first, last = self.memory.censuses[min(1, len(self.memory.censuses) - 2)], self.memory.censuses[-1]
        lines += [
            f"  the project closed, {first.minutes:.0f} and {last.minutes:.0f} minutes after the start, MB of its own:",
            f"    window {first.window:.0f} -> {last.window:.0f} (freed and not given back {first.unused:.0f} -> "
            f"{last.unused:.0f}), engine {first.engine:.0f} -> {last.engine:.0f}",
        ]
        for title, before, after in (("Qt", first.objects, last.objects), ("Python", first.python, last.python)):
            lines.append(f"  {title} objects: {before.total():,} -> {after.total():,}")
            lines += [f"    {more:+} {name} ({after[name]})" for name, more in (after - before).most_common(12)]
        fresh = [name for name in last.temporary if name not in first.temporary]
        lines.append(f"  temporary files: {len(first.temporary)} -> {len(last.temporary)} {fresh[:10]}")
        return lines


def end_what_runs(place: Path) -> None:
    """Trainings outlive the window, by design: those begun below `place` are killed."""
    for process in psutil.process_iter(["cmdline"]):
        if process.pid != os.getpid() and any(str(place) in word for word in process.info["cmdline"] or ()):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def _place(stack: str) -> str:
    """The last line of the stack that is of the product."""
    lines = [line for line in stack.splitlines() if line.startswith("  File")]
    own = [line for line in lines if f"{os.sep}studio{os.sep}" in line or f"{os.sep}gan_engine{os.sep}" in line]
    return (own or lines or [stack])[-1]


def _say(words: str) -> None:
    """Print it; where that goes into a file, the full disk that is played refuses it too, and it is left out."""
    with contextlib.suppress(OSError):
        print(words, flush=True)


def _parse() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=120.0)
    options.add_argument("--actions", type=int, help="end after so many, with short pauses between them")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--run", type=Path, help="a run whose newest snapshots are used")
    options.add_argument("--dataset", type=Path, help="the archive it was trained on")
    options.add_argument("--art", type=Path, help="a folder of pictures to import")
    options.add_argument("--kept", type=int, default=400, help="designs on the shelf at the beginning")
    options.add_argument("--pictures", type=int, help="how many the project has besides, with thumbnails")
    options.add_argument("--everywhere", action="store_true", help="in Curate and Train too")
    options.add_argument("--report", type=Path, help="a text file for what is known, written at each rest")
    options.add_argument("--log", action="store_true", help="print every action")
    return options.parse_args()


def main() -> None:
    given = _parse()
    with tempfile.TemporaryDirectory(prefix="random-use-") as folder:
        place = Path(folder).resolve()
        command = [sys.executable, str(Path(__file__).with_name("random_use_project.py")), str(place)]
        for name in ("run", "dataset", "art", "kept", "pictures"):
            if (value := getattr(given, name)) is not None:
                command += [f"--{name}", str(value)]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for name, value in (("MAQUETTE_HOME", "home"), ("MAQUETTE_DATA", "data"), ("TMPDIR", "temporary")):
            (place / value).mkdir()
            os.environ[name] = str(place / value)
        tempfile.tempdir = None
        sys.setswitchinterval(SWITCH_INTERVAL)
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        application = make_application(["maquette"])
        application.setQuitOnLastWindowClosed(False)
        use = RandomUse(application, place, made, given)
        try:
            use.run()
            use.close()
        finally:
            use.faults.stop()
            end_what_runs(place)
        print("\n".join(use.report()))
    sys.exit(0 if use.well else 1)


if __name__ == "__main__":
    main()
