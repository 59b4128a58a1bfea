"""What all requests share: the open models and whose turn it is. torch is first imported when a model is opened."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gan_engine.service.calls import Call
from gan_engine.service.turns import Turns

if TYPE_CHECKING:
    from gan_engine.latent.session import Session

KEPT_OPEN = 2
"""Models in memory: the one in use and the one before it, to compare."""


class Desk:
    """Shared by all requests of one process."""

    def __init__(self) -> None:
        self.turns = Turns()
        self._opening = threading.Lock()
        self._sessions: OrderedDict[tuple[Path, int, int], Session] = OrderedDict()

    def session(self, model: str) -> Session:
        """The generator at `model`, opened if it is not open or has changed on the disk. Raises `SnapshotError`."""
        with self._opening:
            import torch

            from gan_engine.latent.session import Session
            from gan_engine.training.snapshots import find_generator

            file = find_generator(Path(model)).absolute()
            facts = file.stat()
            key = (file, facts.st_mtime_ns, facts.st_size)
            if key in self._sessions:
                self._sessions.move_to_end(key)
                return self._sessions[key]
            torch.set_num_threads(polite_threads())
            while len(self._sessions) >= KEPT_OPEN:
                self._sessions.popitem(last=False)
            session = self._sessions[key] = Session.open(file)
            return session

    def draw(
        self,
        call: Call,
        session: Session,
        z: npt.NDArray[np.float32],
        classes: Sequence[str | None],
        psi: Sequence[float],
        rank: int,
    ) -> Iterator[npt.NDArray[np.uint8]]:
        """The pictures of `z` [N, z_dim] in batches, each drawn in a turn of its own. Raises `Cancelled`."""
        place = 0
        for end in _ends_of_runs(psi):
            batches = session.batches(z[place:end], classes[place:end], psi[place])
            while True:
                with self.turns.turn(rank, call.cancelled):
                    pictures = next(batches, None)
                if pictures is None:
                    break
                yield pictures
            place = end


def _ends_of_runs(psi: Sequence[float]) -> Iterator[int]:
    """Where designs of the same truncation end: they can be drawn together."""
    for place in range(1, len(psi) + 1):
        if place == len(psi) or psi[place] != psi[place - 1]:
            yield place


def polite_threads() -> int:
    """Processor threads for drawing: one core is left to the window."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, allowed - 1)
