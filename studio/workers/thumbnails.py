"""Loading thumbnails for grids on threads, in the order they are seen.

A model's `DecorationRole` asks `picture(key, edge, load)`: it answers at once with what is in memory (perhaps
at another size, meanwhile) or None, and `arrived` tells later which keys to repaint. What has scrolled away is
given up by `want`. One loader serves all grids, within one budget of memory.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from studio.project.pictures.thumbnails import EDGE
from studio.workers.callbacks import Mailbox
from studio.workers.threads import all_end_within

log = logging.getLogger(__name__)

Load = Callable[[], QImage | None]

EDGES = (EDGE, 512, 1024)
"""Sizes in which pictures are loaded: a few, so that zooming does not read the file at every step. The first one of an
original comes from the cache on the disk."""

_TELL_EVERY = 16  # milliseconds: arrivals are told together, once a frame at most


def edge_for(pixels: int) -> int:
    """The size to load for a cell of so many device pixels."""
    return next((edge for edge in EDGES if edge >= pixels), EDGES[-1])


class ThumbnailLoader(QObject):
    """`arrived(list of keys)` on the GUI thread. `load` runs on a thread and returns a QImage, or None if it cannot."""

    arrived = Signal(list)

    def __init__(self, *, threads: int = 2, memory: int = 128 * 2**20, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._held: OrderedDict[Hashable, tuple[int, QImage]] = OrderedDict()
        self._held_bytes = 0
        self._failed: dict[Hashable, int] = {}
        self._waiting: OrderedDict[Hashable, tuple[int, Load]] = OrderedDict()
        self._under_way: dict[Hashable, int] = {}
        self._outdated: set[Hashable] = set()
        """Of those under way, the ones whose pictures have changed meanwhile."""
        self._generation = 0
        self._change = threading.Condition()
        self._closed = False
        self._limit = threads
        self._threads: list[threading.Thread] = []
        self._mailbox = Mailbox(self)
        self._news: list[Hashable] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TELL_EVERY)
        self._timer.timeout.connect(self._tell)

    def picture(self, key: Hashable, edge: int, load: Load) -> QImage | None:
        """The picture of `key`, longest side about `edge` px, if it is at hand; else it is put on the list."""
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
            if held[0] >= edge:
                return held[1]
        if self._failed.get(key, 0) < edge:
            self._ask(key, edge, load)
        return held[1] if held is not None else None

    def failed(self, key: Hashable) -> bool:
        """Whether the picture could not be made."""
        return key in self._failed

    def want(self, keys: Iterable[Hashable]) -> None:
        """Give up what waits and is not among `keys`: the grid in front calls this as it scrolls."""
        wanted = set(keys)
        with self._change:
            for key in [key for key in self._waiting if key not in wanted]:
                del self._waiting[key]

    def forget(self, keys: Iterable[Hashable]) -> None:
        """Their pictures have changed: load them anew when next asked for."""
        for key in keys:
            with self._change:
                waited = self._waiting.pop(key, None)
                if key in self._under_way:
                    self._outdated.add(key)
            held = self._held.pop(key, None)
            if held is not None:
                self._held_bytes -= held[1].sizeInBytes()
            self._failed.pop(key, None)
            if waited is not None:  # whoever is told asks anew
                self._tell_of(key)

    def clear(self) -> None:
        """Forget everything (another project)."""
        with self._change:
            self._waiting.clear()
            self._under_way.clear()
            self._outdated.clear()
            self._generation += 1
        self._held.clear()
        self._held_bytes = 0
        self._failed.clear()
        self._news.clear()

    def close(self, seconds: float = 0.5) -> bool:
        """Stop; whether all threads have ended in that time."""
        self._mailbox.close()
        self._timer.stop()
        with self._change:
            self._closed = True
            self._waiting.clear()
            self._change.notify_all()
        return all_end_within(self._threads, seconds)

    def _ask(self, key: Hashable, edge: int, load: Load) -> None:
        with self._change:
            waiting = self._waiting.get(key)
            if self._closed or self._under_way.get(key, 0) >= edge or (waiting is not None and waiting[0] >= edge):
                return
            self._waiting[key] = (edge, load)
            if len(self._threads) < self._limit:
                thread = threading.Thread(target=self._run, name=f"thumbnails-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._change.notify()

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._waiting and not self._closed:
                    self._change.wait()
                if self._closed:
                    return
                key, (edge, load) = self._waiting.popitem(last=False)
                self._under_way[key] = edge
                generation = self._generation
            try:
                image = load()
            except Exception:  # one bad picture must not stop the others
                log.info("No thumbnail for %s", key, exc_info=True)
                image = None
            self._mailbox.post(self._take, generation, key, edge, image)
            del image, load

    def _take(self, generation: int, key: Hashable, edge: int, image: QImage | None) -> None:
        if generation != self._generation:
            return
        with self._change:
            self._under_way.pop(key, None)
        if key in self._outdated:  # as above
            self._outdated.discard(key)
        elif image is None or image.isNull():
            self._failed[key] = edge
        else:
            old = self._held.pop(key, None)
            if old is not None:
                self._held_bytes -= old[1].sizeInBytes()
            self._held[key] = (edge, image)
            self._held_bytes += image.sizeInBytes()
            while self._held_bytes > self._memory and len(self._held) > 1:
                _, (_, dropped) = self._held.popitem(last=False)
                self._held_bytes -= dropped.sizeInBytes()
        self._tell_of(key)

    def _tell_of(self, key: Hashable) -> None:
        self._news.append(key)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _tell(self) -> None:
        news, self._news = self._news, []
        self.arrived.emit(news)
