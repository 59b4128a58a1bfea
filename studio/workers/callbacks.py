"""Callbacks on the GUI thread, dropped where the receiver is gone.

A lambda or plain function connected to a signal across threads runs on the worker's thread, and a closure
keeps dead widgets alive. So results travel through a `Mailbox`, emptied on the GUI thread, and reach the one
who asked through a `Callback`: a weak bound method that falls silent when its owner is gone.
"""

from __future__ import annotations

import functools
import logging
import time
import types
import weakref
from collections import deque
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)

_BUDGET = 0.008
"""Seconds that one round of deliveries may take before the GUI thread gets air."""


class Callback:
    """A bound method, or `functools.partial` of one, held weakly; calling it does nothing once its owner is gone."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._arguments: tuple[Any, ...] = ()
        self._keywords: dict[str, Any] = {}
        if isinstance(function, functools.partial):
            self._arguments, self._keywords, function = function.args, function.keywords, function.func
        if isinstance(function, types.BuiltinMethodType) and not isinstance(function.__self__, types.ModuleType):
            self._method: Callable[[], Callable[..., Any] | None] = lambda: function
        elif isinstance(function, types.MethodType):
            self._method = weakref.WeakMethod(function)
        else:
            raise TypeError("A callback is a bound method (or a partial of one): a plain function outlives its widget.")

    def __call__(self, *arguments: Any) -> None:
        method = self._method()
        if method is None:
            return
        owner = getattr(method, "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return
        method(*self._arguments, *arguments, **self._keywords)


def callback(function: Callable[..., Any] | None) -> Callback | None:
    """`function` as a `Callback`, or None."""
    return None if function is None else Callback(function)


class Mailbox(QObject):
    """Takes deliveries from any thread and makes them on the thread that it was created on, in order."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque()
        self._closed = False
        self._arrived.connect(self._empty, Qt.ConnectionType.QueuedConnection)

    def post(self, deliver: Callable[..., Any], *arguments: Any) -> None:
        """Call `deliver(*arguments)` on the mailbox's own thread, soon. From any thread."""
        if self._closed:
            return
        self._letters.append((deliver, arguments))
        try:
            self._arrived.emit()
        except RuntimeError:  # the C++ half is gone: the program is ending
            self._closed = True

    def close(self) -> None:
        """Deliver nothing more."""
        self._closed = True
        self._letters.clear()

    @Slot()
    def _empty(self) -> None:
        end = time.perf_counter() + _BUDGET
        while self._letters and not self._closed:
            deliver, arguments = self._letters.popleft()
            deliver(*arguments)
            if time.perf_counter() > end:
                if self._letters:
                    self._arrived.emit()
                return
