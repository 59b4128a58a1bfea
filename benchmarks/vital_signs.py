"""What is watched while the window is used: faults, stalls of the GUI thread, memory, and what is left behind."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import itertools
import logging
import math
import os
import signal
import sys
import threading
import time
import traceback
import types
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gan_engine.errors import EngineError
from studio.workers.workbench import Workbench

import numpy as np
import psutil
from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

STALL = 0.1
"""Seconds in which the GUI thread does nothing else: what a hand feels."""
_TICK = 10  # milliseconds
_LOOK = 0.08  # seconds after which is looked where the thread stands
_SAMPLE = 5000  # milliseconds
_TROUBLE = ("Traceback", "ERROR", "CRITICAL", "rror:", "Fatal")
_FRAMES = 26
_OFFSCREEN = "This plugin does not support"
"""What Qt's platform without a screen says of itself."""


@dataclass
class Fault:
    """Something that must not be."""

    kind: str
    text: str
    after: str
    """What was done last."""


class Faults(QObject):
    """Exceptions that nobody caught, on whatever thread; Qt's warnings; errors without words; the engine's log."""

    def __init__(self, workbench: Workbench, log_file: Path, doing: Callable[[], str]) -> None:
        super().__init__(workbench)
        self.found: list[Fault] = []
        self.told: Counter[str] = Counter()
        """What the window said of errors, in words that are meant for a user."""
        self._doing = doing
        self._log_file = log_file
        self._read = 0
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(self._on_qt)
        workbench.error_wanted.connect(self._on_error)
        workbench.toast_wanted.connect(self._on_toast)
        self._handler = _Records(self)
        logging.getLogger().addHandler(self._handler)
        logging.getLogger("studio").setLevel(logging.INFO)

    def note(self, kind: str, text: str) -> None:
        """From any thread."""
        self.found.append(Fault(kind, text.strip(), self._doing()))

    def stop(self) -> None:
        """As it was before."""
        self.read_log()
        sys.excepthook, sys.unraisablehook, threading.excepthook = (
            sys.__excepthook__, sys.__unraisablehook__, threading.__excepthook__
        )  # fmt: skip
        qInstallMessageHandler(None)
        logging.getLogger().removeHandler(self._handler)

    def read_log(self) -> None:
        """What the engine process wrote to its standard error since the last look: no more than that it serves."""
        try:
            with self._log_file.open("r", encoding="utf-8", errors="replace") as file:
                file.seek(self._read)
                text = file.read()
                self._read = file.tell()
        except OSError:
            return
        if any(mark in text for mark in _TROUBLE):
            self.note("engine's log", text[-4000:])

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
        self.note("exception", "".join(traceback.format_exception(kind, error, trace)))
        traceback.clear_frames(trace)

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        self.note("exception on a thread", "".join(traceback.format_exception(told.exc_value)))

    def _on_unraisable(self, told: sys.UnraisableHookArgs) -> None:
        self.note(
            "exception nobody could raise", f"{told.object!r}\n{''.join(traceback.format_exception(told.exc_value))}"
        )

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not text.startswith(_OFFSCREEN):
            self.note("Qt", f"{text}\n{''.join(traceback.format_stack()[-6:-1])}")

    def _on_error(self, doing: str, error: object) -> None:
        words = error.what if isinstance(error, EngineError) else str(error)
        self.told[f"{doing}: {words}"[:160]] += 1
        if not isinstance(error, EngineError):
            self.note("error without words", "".join(traceback.format_exception(error)))  # type: ignore[arg-type]
        elif "stopped unexpectedly" in error.what:
            self.note("the engine died", error.what)

    def _on_toast(self, toast: object) -> None:
        self.told[f"({str(getattr(toast, 'text', toast))[:150]})"] += 1


class _Records(logging.Handler):
    """Log records that tell of an exception of no kind that is expected, and whatever is an error."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(logging.INFO)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if record.levelno >= logging.ERROR or (error is not None and not isinstance(error, EngineError | OSError)):
            trace = "".join(traceback.format_exception(error)) if error is not None else ""
            self._faults.note(f"log, {record.levelname}", f"{record.getMessage()}\n{trace}")


@dataclass
class Stall:
    """One time in which the GUI thread did not come round."""

    seconds: float
    """By the clock, less the time in which it was ready and the processor was somebody else's."""
    computing: float
    """Of these, seconds of the processor."""
    after: str
    stack: str
    """Where it stood at first."""

    @property
    def is_own(self) -> bool:
        """Whether the thread itself computed so long."""
        return self.computing > STALL


class Stalls(QObject):
    """A clock on the GUI thread, which is the main one. Where it does not tick in time an alarm of the system comes to
    that thread, and the interpreter's handler of signals (`faulthandler`) writes where it stands into a pipe.

    Looked at from any other thread, a stack that changes meanwhile brings the process down now and then. Windows has no
    such alarm: there the place of a stall is not told.
    """

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__()
        self.found: list[Stall] = []
        self.muted = False
        """While the script itself does something that takes long."""
        self._doing = doing
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._reading, self._writing = os.pipe()
        for end in (self._reading, self._writing):
            os.set_blocking(end, False)
        if sys.platform != "win32":
            faulthandler.register(signal.SIGALRM, file=self._writing, all_threads=False)
        self._last, self._spent = time.perf_counter(), self._spend()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._alarm_in(0)
        if sys.platform != "win32":
            faulthandler.unregister(signal.SIGALRM)
        os.close(self._reading)
        os.close(self._writing)

    @staticmethod
    def _alarm_in(seconds: float) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, seconds)

    def _spend(self) -> tuple[float, float]:
        """Seconds that the thread had the processor, and that it waited for it while it was ready (Linux)."""
        try:
            ran, waited = self._schedule.read_text().split()[:2]
            return int(ran) / 1e9, int(waited) / 1e9
        except (OSError, ValueError):
            return time.thread_time(), 0.0

    def _tick(self) -> None:
        now, spent = time.perf_counter(), self._spend()
        gap, ran, waited = now - self._last, spent[0] - self._spent[0], spent[1] - self._spent[1]
        own = gap - waited - _TICK / 1000
        stack = self._stack() if gap > _LOOK else ""
        if own > STALL and not self.muted:
            self.found.append(Stall(own, ran, self._doing(), stack or "(not seen)"))
        self.muted = False
        self._alarm_in(_LOOK)
        self._last, self._spent = time.perf_counter(), self._spend()

    def _stack(self) -> str:
        """What was written of the thread at the first alarm, the innermost call last."""
        try:
            text = os.read(self._reading, 2**16).decode(errors="replace")
        except BlockingIOError:
            return ""
        lines = itertools.takewhile(lambda line: line.startswith("  File"), text.splitlines()[1:])
        return "\n".join(reversed(list(lines)[:_FRAMES]))


@dataclass
class Sample:
    """Megabytes and counts at one moment."""

    minutes: float
    window: float
    engine: float
    threads: int
    files: int
    tasks: int
    engine_files: int = 0


@dataclass
class Census:
    """What there is while nothing is open: to be compared with the same moment later."""

    minutes: float
    window: float
    engine: float
    unused: float = math.nan
    """MB of the window's that were freed and that the C library still holds."""
    objects: Counter[str] = field(default_factory=Counter)
    """Qt objects by class, and by the name of what they stand in."""
    python: Counter[str] = field(default_factory=Counter)
    """Python objects by type."""
    temporary: list[str] = field(default_factory=list)


class Memory(QObject):
    """Samples of window and engine process every some seconds; a census when asked."""

    def __init__(self, workbench: Workbench, temporary: Path) -> None:
        super().__init__(workbench)
        self.samples: list[Sample] = []
        self.censuses: list[Census] = []
        self._workbench = workbench
        self._temporary = temporary
        self._own = psutil.Process()
        self._begun = time.monotonic()
        self._timer = QTimer(self, interval=_SAMPLE)
        self._timer.timeout.connect(self._sample)
        self._timer.start()

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self._begun) / 60

    def engine_process(self) -> psutil.Process | None:
        children = [child for child in self._own.children() if child.status() != psutil.STATUS_ZOMBIE]
        return children[0] if children else None

    def _sample(self) -> None:
        engine = self.engine_process()
        files = self._own.num_fds() if hasattr(self._own, "num_fds") else 0
        try:
            of_engine = engine.memory_info().rss / 2**20 if engine is not None else math.nan
            engine_files = engine.num_fds() if engine is not None and hasattr(engine, "num_fds") else 0
        except psutil.Error:
            of_engine, engine_files = math.nan, 0
        self.samples.append(
            Sample(self.minutes, self._own.memory_info().rss / 2**20, of_engine, threading.active_count(), files,
                   len(self._workbench.tasks.running), engine_files)
        )  # fmt: skip

    def take_census(self) -> Census:
        """Count everything; takes a while."""
        for _ in range(3):
            gc.collect()
            QApplication.sendPostedEvents(None, 52)  # DeferredDelete
            QApplication.processEvents()
        roots: list[QObject] = [*QApplication.topLevelWidgets(), self._workbench]
        every = {id(one): one for root in roots for one in [root, *root.findChildren(QObject)]}
        objects = Counter(_kind_and_place(one) for one in every.values())
        engine = self.engine_process()
        census = Census(
            self.minutes, self._own.memory_full_info().uss / 2**20,
            engine.memory_full_info().uss / 2**20 if engine is not None else math.nan, _unused(), objects,
            Counter(type(one).__name__ for one in gc.get_objects()),
            sorted(str(path.relative_to(self._temporary)) for path in self._temporary.rglob("*") if path.is_file()),
        )  # fmt: skip
        self.censuses.append(census)
        return census


class _MallInfo(ctypes.Structure):
    """struct mallinfo2 of malloc.h."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"
        )
    ]  # fmt: skip


def _unused() -> float:
    """MB that malloc holds free, of all its pools; glibc 2.33 and later."""
    try:
        tell = ctypes.CDLL("libc.so.6").mallinfo2
    except (OSError, AttributeError):
        return math.nan
    tell.restype = _MallInfo
    return float(tell().fordblks) / 2**20


def _kind_and_place(one: QObject) -> str:
    above = one.parent()
    while above is not None and not above.objectName():
        above = above.parent()
    return f"{type(one).__name__} in {above.objectName() if above is not None else 'nothing'}"


def slope(minutes: Sequence[float], megabytes: Sequence[float], blocks: int = 8) -> tuple[float, float]:
    """MB an hour and its standard error: a line through the means of some blocks, since neighbours are alike."""
    x, y = np.array(minutes), np.array(megabytes)
    good = np.isfinite(y)
    x, y = x[good], y[good]
    if len(x) < 2 * blocks:
        return math.nan, math.nan
    x = np.array([part.mean() for part in np.array_split(x, blocks)]) / 60
    y = np.array([part.mean() for part in np.array_split(y, blocks)])
    away = x - x.mean()
    rise = float(away @ y / (away @ away))
    rest = y - y.mean() - rise * away
    return rise, float(math.sqrt(rest @ rest / (blocks - 2) / (away @ away)))


def limit_writing(process: int, size: int) -> bool:
    """Let the system refuse what a process writes beyond `size` bytes of a file (-1: nothing is refused); Linux."""
    if not hasattr(psutil.Process, "rlimit"):
        return False
    try:
        one = psutil.Process(process)
        _, hard = one.rlimit(psutil.RLIMIT_FSIZE)
        one.rlimit(psutil.RLIMIT_FSIZE, (hard if size < 0 else size, hard))
    except (psutil.Error, OSError, ValueError):
        return False
    return True


def own_process() -> int:
    """The number of this process."""
    return os.getpid()
