"""Work of the GUI thread done in many small parts, with turns of the event loop between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_BUDGET = 0.008
"""Seconds of one turn: half of a frame."""


def dressed(widget: QWidget) -> Iterator[None]:
    """Let the style sheet have its way with it and all that is in it, one after another: all at once take frames."""
    for each in (widget, *widget.findChildren(QWidget)):
        if shiboken6.isValid(each):
            each.ensurePolished()
        yield


class InTurns(QObject):
    """Goes through `steps`, as many as fit into a turn, and goes when they are over."""

    def __init__(
        self, steps: Iterator[None], parent: QObject, done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:  # fmt: skip
        """`done` follows the last step; `failed` an error, which is raised where there is none."""
        super().__init__(parent)
        self._steps = steps
        self._done = done
        self._failed = failed
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def stop(self) -> None:
        """Leave undone what is left."""
        self._timer.stop()

    def _go_on(self) -> None:
        end = time.perf_counter() + _BUDGET
        try:
            for _ in self._steps:
                if time.perf_counter() > end:
                    self._timer.start()
                    return
        except Exception as error:
            self.deleteLater()
            if self._failed is None:
                raise
            self._failed(error)
            return
        self.deleteLater()
        if self._done is not None:
            self._done()
