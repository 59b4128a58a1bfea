"""Ctrl+C and other signals: a training asked to end finishes its step and saves."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self

_NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is Windows' Ctrl+Break


class EndSignals:
    """Within the block, the first signal sets `asked`; a second one has the effect it always has.

    `lasting`: later ones change nothing. Who watches over several processes (torchrun) passes on to each what came to
    all of them, and ends by force those that take too long.

    Only the main thread may do so; elsewhere (in tests, in a service) `asked` stays False.
    """

    def __init__(self, *, lasting: bool = False) -> None:
        self.asked = False
        self._lasting = lasting
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for name in _NAMES:
                number = getattr(signal, name, None)
                if number is not None:
                    self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.restore()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        if not self._lasting:
            self.restore()

    def restore(self) -> None:
        """From here on signals have the effect that they always have; `asked` stays as it is."""
        while self._before:
            number, handler = self._before.popitem()
            signal.signal(number, handler)
