"""Designs drawn by the engine process, and the pictures of them that are kept in memory.

A design is a point of a model, so it is small, and its picture can always be made again. Whoever shows
designs says which ones are in sight now; they are drawn in that order, in batches short enough that what
was asked for next does not wait, and what has gone out of sight before its turn is never drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.seeds import latents
from studio.workers.engine import Call, Engine

CACHE_BYTES = 256 * 2**20
"""Pictures of designs kept in memory; at 64 px that is 16,000, at 1,024 px 64."""

BATCH_SECONDS = 0.1
"""How long a batch should take: what comes into sight waits for two of them at most."""

LARGEST_BATCH = 64
FIRST_BATCH = 4
IN_FLIGHT = 2
"""Batches the engine has at a time: one it draws, one that waits, so that it never idles."""


@dataclass(frozen=True)
class Model:
    """A generator the engine has open."""

    path: Path
    digest: str
    name: str
    size: int
    z_dim: int
    class_names: tuple[str, ...] = ()
    truncation: bool = False
    """Whether psi means anything to it."""
    kimg: float | None = None


@dataclass(frozen=True)
class Design:
    """A point of a model: a seed, or where no seed leads, the latent itself.

    It names no model and its class by name, so that another snapshot can draw the same point.
    """

    seed: int | None = None
    z: bytes | None = None
    """The latent as little-endian float32; None means the seed's own."""
    class_name: str | None = None
    psi: float = 1.0

    def latent(self, z_dim: int) -> np.ndarray:
        """float32 [z_dim]. A latent made for another width is cut, or filled up from seed 0."""
        if self.z is None:
            return latents([self.seed or 0], z_dim)[0]
        z = np.frombuffer(self.z, "<f4")
        if len(z) < z_dim:
            z = np.concatenate([z, latents([0], z_dim)[0][len(z) :]])
        return z[:z_dim].astype(np.float32)

    def moved_to(self, z: np.ndarray) -> Design:
        """The same class and truncation at another point."""
        return replace(self, seed=None, z=np.asarray(z, "<f4").tobytes())


def neighbours(design: Design, z_dim: int, count: int, step: float, round_: int = 0) -> list[Design]:
    """`count` designs a `step` (0 to 1) away from `design` in directions drawn by chance, the same at each call.

    z' = sqrt(1 - step^2) z + step n with n normal: z' is as far from the origin as latents are, so the
    neighbours are designs as good as any; a step of 1 would forget where it came from.
    """
    z = design.latent(z_dim)
    seed = int.from_bytes(np.ascontiguousarray(z[:4], "<f4").tobytes()[:4], "little")
    chance = np.random.RandomState([seed, round_])
    directions = chance.randn(count, z_dim).astype(np.float32)
    return [design.moved_to(np.sqrt(1 - step**2) * z + step * n) for n in directions]


class PictureCache:
    """The pictures used last, as many as fit into a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pictures: OrderedDict[Any, QImage] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pictures)

    def __contains__(self, key: object) -> bool:
        return key in self._pictures

    def get(self, key: Any) -> QImage | None:
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def put(self, key: Any, picture: QImage) -> None:
        old = self._pictures.pop(key, None)
        if old is not None:
            self.bytes -= old.sizeInBytes()
        self._pictures[key] = picture
        self.bytes += picture.sizeInBytes()
        while self.bytes > self._limit and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self.bytes -= gone.sizeInBytes()


class DesignPictures(QObject):
    """Pictures of designs of the model in use: those at hand at once, the others as the engine draws them.

    Several places on the screen want pictures at the same time; each has a lane, the lower one first.
    """

    drawn = Signal(list)
    """The designs whose pictures are at hand from now on."""
    failed = Signal(object)
    """The engine could not draw: nothing more is asked of it until `use` or `retry`."""

    def __init__(self, engine: Engine, *, cache_bytes: int = CACHE_BYTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._cache = PictureCache(cache_bytes)
        self._model: Model | None = None
        self._wanted: dict[int, Sequence[Design]] = {}
        self._calls: dict[Call, _Batch] = {}
        self._stopped = False
        self.seconds_each: float | None = None
        """Running mean of the time the engine takes for a design; None before the first."""

    @property
    def model(self) -> Model | None:
        return self._model

    @property
    def cached_bytes(self) -> int:
        return self._cache.bytes

    def use(self, model: Model | None) -> None:
        """Draw with `model` from now on. Pictures of others stay in memory while there is room."""
        if model != self._model:
            self._cancel_all()
            self._model = model
            self.seconds_each = None
        self._stopped = False
        self._go_on()

    def picture(self, design: Design) -> QImage | None:
        """The picture, if it is at hand."""
        return None if self._model is None else self._cache.get((self._model.digest, design))

    def want(self, lane: int, designs: Sequence[Design]) -> None:
        """What `lane` shows now, in the order it is to be drawn; takes the place of what it wanted before."""
        self._wanted[lane] = designs
        if self._calls:
            wanted = {design for some in self._wanted.values() for design in some}
            for call, batch in list(self._calls.items()):
                if wanted.isdisjoint(batch.designs):
                    del self._calls[call]
                    call.cancel()
        self._go_on()

    def missing(self, lane: int) -> int:
        """How many of the lane's designs have no picture yet."""
        model = self._model
        if model is None:
            return 0
        return sum((model.digest, design) not in self._cache for design in self._wanted.get(lane, ()))

    def retry(self) -> None:
        """Go on after a failure."""
        self._stopped = False
        self._go_on()

    def _waiting(self, model: Model) -> Iterator[Design]:
        under_way = {design for batch in self._calls.values() for design in batch.designs}
        for lane in sorted(self._wanted):
            for design in self._wanted[lane]:
                if design not in under_way and (model.digest, design) not in self._cache:
                    under_way.add(design)
                    yield design

    def _batch_size(self, model: Model) -> int:
        if self.seconds_each is None:
            return FIRST_BATCH
        return max(1, min(LARGEST_BATCH, int(BATCH_SECONDS / max(self.seconds_each, 1e-6))))

    def _go_on(self) -> None:
        model = self._model
        if model is None or self._stopped or len(self._calls) >= IN_FLIGHT:
            return
        waiting = self._waiting(model)
        while len(self._calls) < IN_FLIGHT:
            designs = [design for design, _ in zip(waiting, range(self._batch_size(model)), strict=False)]
            if not designs:
                return
            batch = _Batch(self, model, designs)
            self._calls[batch.send(self._engine)] = batch

    def _cancel_all(self) -> None:
        calls, self._calls = self._calls, {}
        for call in calls:
            call.cancel()

    # ---- called by batches, on the GUI thread ---------------------------------------------------------------

    def take(self, batch: _Batch, images: Sequence[tuple[Design, QImage]]) -> None:
        for design, image in images:
            self._cache.put((batch.model.digest, design), image)
        if images and batch.model == self._model:
            self.drawn.emit([design for design, _ in images])

    def end(self, batch: _Batch, seconds: float) -> None:
        self._forget(batch)
        each = seconds / len(batch.designs)
        self.seconds_each = each if self.seconds_each is None else 0.7 * self.seconds_each + 0.3 * each
        self._go_on()

    def fail(self, batch: _Batch, error: BaseException) -> None:
        self._forget(batch)
        if not self._stopped:
            self._stopped = True
            self._cancel_all()
            self.failed.emit(error)

    def _forget(self, batch: _Batch) -> None:
        self._calls = {call: other for call, other in self._calls.items() if other is not batch}
