"""Trying background work again after it failed: soon, then less often.

For want of a disk (`DiskError`: full, not to be written to, held by another program) it goes on for as long as that
takes, since what the artist does about it happens elsewhere; anything else is tried a few times and then given up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from gan_engine.errors import DiskError
from studio.words import tr, tr_noop
from studio.workers.workbench import Workbench

FIRST_WAIT = 5000  # milliseconds; each further one is twice as long
_LONGEST_WAIT = 60_000
_MOST_FAILURES = 3
_WAITS = tr_noop("Free some space, or close what holds the file: it goes on by itself then.")


class Retry(QObject):
    """`again` is a bound method that does the work once more; `doing` says what it is ("Checking pictures")."""

    def __init__(self, workbench: Workbench, doing: str, again: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._doing = doing
        self._failures = 0
        self._told = False
        self.given_up = False
        """It failed too often, or the artist stopped it: it is done on demand only."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(again)

    def failed(self, error: BaseException) -> None:
        """It did not work: tell, and try again later or give up."""
        self._failures += 1
        passes = isinstance(error, DiskError)
        if not passes and self._failures >= _MOST_FAILURES:
            self.given_up = True
        if self.given_up or (passes and not self._told):
            self._told = True
            shown = DiskError(error.what, kept=error.kept, do=tr(_WAITS)) if isinstance(error, DiskError) else error
            self._workbench.report_error(self._doing, shown)
        if not self.given_up:
            self._timer.start(min(_LONGEST_WAIT, FIRST_WAIT * 2 ** (self._failures - 1)))

    def got_on(self) -> None:
        """Some of it worked: the next failure is the first of its row."""
        self._failures = 0
        self._told = False

    def reset(self, *, given_up: bool = False) -> None:
        """Whatever was waited for is waited for no more."""
        self._timer.stop()
        self._failures = 0
        self._told = False
        self.given_up = given_up
