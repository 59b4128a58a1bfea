"""Garbage is collected where it harms nothing, and never for long."""

from __future__ import annotations

import gc
import threading
import time

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot

from gan_engine import heap

_MANY = 50_000
"""Objects new in a second: rows of a project, not what a window is made of. To look at so many takes some 10 ms."""
_VERY_MANY = 120_000
"""To look at these takes 50 ms and more."""
_OLD_EVERY = 300
"""Rounds: minutes are soon enough for what lived for minutes."""
_LONG = 0.03
"""Seconds."""
_AFTER_CLOSING = 1500
"""Milliseconds until what stood in the rooms has gone."""


class GarbageOnGuiThread(QObject):
    """Collects garbage on the GUI thread only: a widget freed by a collection on a worker's thread takes the process
    with it.

    The young generation is looked at often and briefly; the old one, which takes longer, only now and then. Rows of a
    huge project, which go when nobody refers to them, are looked at once or not at all: among the old ones they would
    hold the window for a third of a second. Nor is what outlived a long look, until a project has been closed: then all
    is looked at, and memory that nothing uses is given back.
    """

    def __init__(self, parent: QObject | None = None, project_closed: SignalInstance | None = None) -> None:
        """`project_closed`: what tells that one has been."""
        super().__init__(parent)
        self._rounds = 0
        if project_closed is not None:
            project_closed.connect(self._on_closed)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """One round, as there is one every second."""
        self._rounds += 1
        young, middle, _ = gc.get_count()
        if young > _MANY:
            if young <= _VERY_MANY:
                gc.collect(1)
            gc.freeze()
        elif self._rounds % _OLD_EVERY == 0:
            begun = time.perf_counter()
            gc.collect()
            if time.perf_counter() - begun > _LONG:
                gc.freeze()
        elif self._rounds % 30 == 0:
            gc.collect(1)
        elif young > 2000 or middle > 20:
            gc.collect(0)

    @Slot()
    def _on_closed(self) -> None:
        QTimer.singleShot(_AFTER_CLOSING, self, self.collect_all)

    def collect_all(self) -> None:
        """Look at everything, and give back what nothing uses any more."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        threading.Thread(target=heap.give_back, name="heap", daemon=True).start()

    def stop(self) -> None:
        """Back to the usual way."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()
