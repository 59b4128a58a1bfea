"""The composition root: makes the parts of the studio, starts and ends it."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import signal
import socket
import sys
import threading
import traceback
import types
from pathlib import Path
from typing import IO

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from gan_engine import door, heap
from studio import theme
from studio.garbage import GarbageOnGuiThread
from studio.help import crash_report
from studio.preferences.choices import read_choices
from studio.settings import Settings, log_folder
from studio.window import Window
from studio.workers.callbacks import Mailbox
from studio.workers.workbench import Workbench

log = logging.getLogger(__name__)

SWITCH_INTERVAL = 0.002
"""Seconds after which a worker's thread gives way to the GUI thread (Python's own habit is 0.005)."""
_ENGINE_AFTER = 1500  # milliseconds after the first paint: the device chip may wait, the user may not
_PATIENCE = 0.9  # seconds that closing may take


class NoDisplay(Exception):  # noqa: N818 - told to the user in one sentence
    """There is no screen to open a window on."""


def check_display() -> None:
    """Raise `NoDisplay` where Qt would abort the process: on Linux without X11 or Wayland."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise NoDisplay(
            "There is no display to open the window on. Start Maquette from a desktop, or use `maquette demo DIR` "
            "and `gan-engine`, which need none."
        )


class Application(QApplication):
    """`project_wanted(Path)`: macOS asks for a project that was opened in the Finder."""

    project_wanted = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.project_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


class Studio(QObject):
    """The workbench, the window, and what watches over them."""

    def __init__(self, application: QApplication, *, settings: Settings | None = None) -> None:
        super().__init__()
        self._application = application
        self.workbench = Workbench(settings or Settings(), log_folder=log_folder(), parent=self)
        self.window = Window(self.workbench)
        self.window.first_painted.connect(self._on_first_paint)

    def open(self, project: Path | None) -> None:
        """Show the window; open a project in it."""
        self.window.show()
        if project is not None:
            self.workbench.open_project(project)

    def _on_first_paint(self) -> None:
        from studio.workers.covers import CoverMaker
        from studio.workers.training.desk import TrainingDesk

        CoverMaker(self.workbench)
        TrainingDesk.of(self.workbench)
        QTimer.singleShot(_ENGINE_AFTER, self.workbench.engine.warm_up)

    def tell_of_crash(self) -> None:
        """The last run ended by one: say so, with the way to its report."""
        self.workbench.error_wanted.emit("", crash_report.crashed())

    def close(self) -> bool:
        """End everything in the background; whether it all ended in time."""
        ended = self.workbench.close(_PATIENCE)
        if not ended:
            log.warning("Some background work did not end in time; leaving it behind")
        return ended


class _Signals(QObject):
    """Ctrl+C in the terminal and a polite kill close the window as its cross does."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._noted)

    @staticmethod
    def _noted(number: int, frame: types.FrameType | None) -> None:
        """Python must have a handler for the wake-up to be written; the closing is done by the notifier."""

    def _on_signal(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._reading.recv(64)
        self._window.close_now()

    def stop(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._reading.close()
        self._writing.close()


class _LastResort(QObject):
    """What nobody caught: logged, shown in the error panel, and the studio goes on."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._workbench = workbench
        self._mailbox = Mailbox(self)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Not caught", exc_info=(kind, error, trace))
        traceback.clear_frames(trace)  # a painter in the frame of a failed paint event would outlive its device
        self._mailbox.post(self._tell, error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            log.error("Not caught on a thread", exc_info=arguments.exc_value)
            self._mailbox.post(self._tell, arguments.exc_value)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, Exception):
            self._workbench.error_wanted.emit("", error)

    def stop(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__


def start_log(folder: Path) -> IO[str] | None:
    """Write warnings and worse (and our own notes) to studio.log, hard crashes to crash.log; where that is not
    possible, go without."""
    try:
        door.make_folder(folder, root=folder)
        handler = logging.handlers.RotatingFileHandler(
            folder / crash_report.LOG, maxBytes=2**20, backupCount=2, encoding="utf-8", delay=True
        )
        crashes = open(folder / crash_report.NOW, "w", encoding="utf-8")  # noqa: SIM115 - open as long as we run
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(crashes)
    return crashes


def make_application(arguments: list[str], look: theme.Look | None = None) -> Application:
    """The one QApplication, dressed. Before any thread is started."""
    heap.keep_together()
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = Application(arguments)
    application.setApplicationName("maquette")
    application.setApplicationDisplayName("Maquette")
    application.setDesktopFileName("maquette")
    theme.apply(application, look)
    return application


def run(project: Path | None) -> int:
    """Open the window and stay until it is closed; the exit code. Raises `NoDisplay`."""
    check_display()
    crashed = False
    with contextlib.suppress(OSError):
        crashed = crash_report.set_aside(log_folder())
    crashes = start_log(log_folder())
    sys.setswitchinterval(SWITCH_INTERVAL)
    settings = Settings()
    application = make_application(sys.argv[:1], read_choices(settings).look)
    studio = Studio(application, settings=settings)
    application.project_wanted.connect(studio.workbench.open_project)
    last_resort = _LastResort(studio.workbench)
    signals = _Signals(studio.window)
    garbage = GarbageOnGuiThread(studio, studio.workbench.project_closed)
    if crashed:
        studio.window.first_painted.connect(studio.tell_of_crash)
    studio.open(project)
    code = application.exec()
    signals.stop()
    studio.close()
    garbage.stop()
    last_resort.stop()
    if crashes is not None:
        faulthandler.disable()
        crashes.close()
    return code
