"""The models that the engine process has open, for all requests."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gan_engine.service.calls import Call
from gan_engine.service.network_queue import NetworkQueue

if TYPE_CHECKING:
    from gan_engine.latent.point import Point
    from gan_engine.latent.session import Session

KEPT_OPEN = 4
"""Models in memory: as many as stand side by side. The one that was used longest ago makes room."""


class OpenModels:
    """Shared by all requests of one process."""

    def __init__(self) -> None:
        self.network_queue = NetworkQueue()
        self._opening = threading.Lock()
        self._usual_threads = 0
        self._sessions: OrderedDict[tuple[Path, int, int], Session] = OrderedDict()

    def session(self, model: str) -> Session:
        """The generator at `model`, opened if it is not open or has changed on the disk. Raises `SnapshotError`."""
        with self._opening:
            from gan_engine.latent.session import Session
            from gan_engine.training.snapshots import find_generator

            file = find_generator(Path(model)).absolute()
            facts = file.stat()
            key = (file, facts.st_mtime_ns, facts.st_size)
            if key in self._sessions:
                self._sessions.move_to_end(key)
                return self._sessions[key]
            while len(self._sessions) >= KEPT_OPEN:
                self._sessions.popitem(last=False)
            session = self._sessions[key] = Session.open(file)
            return session

    @contextlib.contextmanager
    def computing(
        self, call: Call, rank: int, *, as_in_training: bool = False, drawing: bool = False
    ) -> Iterator[None]:
        """Have torch to oneself within the block. Raises `Cancelled` if that comes first.

        One core is left to the window, and trainings have theirs, but not `as_in_training`, where a training's speed is
        measured, nor where designs are drawn (`drawing`): those come out the same whatever else runs, and the number of
        threads can move a pixel. It is set at each turn: torch keeps it for each calling thread.
        """
        import torch

        from gan_engine import processor
        from gan_engine.device import processor_threads

        with self.network_queue.hold(rank, call.cancelled):
            self._usual_threads = usual = self._usual_threads or torch.get_num_threads()
            ours = max(1, usual - 1)
            with processor_threads(usual if as_in_training else ours if drawing else processor.share(ours)):
                yield

    def draw(
        self, call: Call, session: Session, points: Sequence[Point], rank: int, *, alone: bool = False
    ) -> Iterator[npt.NDArray[np.uint8]]:
        """The pictures of `points` in batches, each drawn in a turn of its own; `alone`: to the bit, one by one.

        Raises `Cancelled`.
        """
        batches = session.draw_alone(points) if alone else session.draw(points)
        while True:
            with self.computing(call, rank, drawing=True):
                pictures = next(batches, None)
            if pictures is None:
                return
            yield pictures
