"""Designs drawn by the engine process, and a cache of their pictures.

A design is a point of a model, so it is small, and its picture can always be made again. Whoever shows
designs says which ones are in sight now; they are drawn in that order, in batches short enough that what
was asked for next does not wait, and what has gone out of sight before its turn is never drawn.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from gan_engine.image_shape import ImageShape
from gan_engine.latent.point import Edit, Graft, Mix, Point, Shift, numbers, single_class
from gan_engine.latent.seeds import latents
from studio.words import percent_words, tr
from studio.workers.engine import Answer, Call, Engine
from studio.workers.images import to_image

SMALL_EDGE = 256
"""Walls and strips show no more pixels than that; only the large view needs all of a larger design."""
SMALL_BYTES = 256 * 2**20
FULL_BYTES = 96 * 2**20
"""What pictures in memory may take: small ones (64 px: 16,000 of them), and those over `SMALL_EDGE` in full."""

BATCH_SECONDS = 0.1
"""How long a batch should take: what comes into sight waits for two of them at most."""
LARGEST_BATCH = 64
FIRST_BATCH = 2
"""As long as nobody knows how fast the engine is."""
QUICK_BATCH = 6
"""When the engine has been idle, so that something is seen at once."""
IN_FLIGHT = 2
"""Batches the engine has at a time besides the large view's: one it draws, one that waits, so that it never idles."""

LARGE, MODE_LARGE, CHOICE, AROUND, SIDE, MODE, STRIP, WALL = range(8)
"""The lanes: who asks for pictures, the most urgent first: the large view, what an open mode works on, designs to
choose from, the neighbours, sections at the left, what else an open mode shows, the walk, the wall."""
FULL_LANES = (LARGE, MODE_LARGE)
"""They get their designs in full size."""


@dataclass(frozen=True)
class Model:
    """A generator the engine has opened."""

    path: Path
    digest: str
    """SHA-256 of its file: what recipes name it by."""
    name: str
    size: ImageShape
    z_dim: int
    class_names: tuple[str, ...] = ()
    truncation: bool = False
    """Whether psi means anything to it."""
    kimg: float | None = None
    family: str = ""
    offers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What can be done with its designs, by the engine's names ("mix", "drag", ...); for each, in words, why not, or
    nothing where it can."""
    style_resolutions: tuple[int, ...] = ()
    """The resolution at which the style of each layer works, coarse to fine; none without styles."""
    w_dim: int = 0
    """Numbers of a style; 0 without styles."""
    stages: int = 0
    """How many stages of feature maps it has."""

    @property
    def proportions(self) -> QSize:
        """Of its designs."""
        return QSize(self.size.width, self.size.height)

    @property
    def styled(self) -> bool:
        """Whether it draws from a style for each layer."""
        return bool(self.style_resolutions)

    @classmethod
    def from_answer(cls, answer: Answer) -> Model:
        """What `open_model` says."""
        values = answer.values
        return cls(
            path=Path(values["model"]), digest=values["digest"], name=values["name"],
            size=ImageShape.parse(values["size"]),
            z_dim=values["z_dim"], class_names=tuple(values["class_names"]), truncation=values["truncation"],
            kimg=values["kimg"], family=values["family"],
            offers={name: tr(why) if why else "" for name, why in values["offers"].items()},
            style_resolutions=tuple(values["style_resolutions"]), w_dim=values["w_dim"],
            stages=values["stages"],
        )  # fmt: skip


def latent_for(point: Point, z_dim: int) -> np.ndarray:
    """The z of `point`, float32 [z_dim]. One made for another width is cut, or filled up from seed 0."""
    z = point.latent(z_dim)
    if len(z) < z_dim:
        z = np.concatenate([z, latents([0], z_dim)[0][len(z) :]])
    return z[:z_dim]


def fitted_to(model: Model, point: Point) -> Point:
    """`point` as `model` can draw it: another snapshot, or another network, shows the same place as well as it can.

    Numbers of another width are cut or filled up; edits that the network has not are left out.
    """
    changes: dict[str, Any] = {**_place_in(model, point), **_sampling_of(model, point)}
    edits = tuple(edit for edit in (_fitted_edit(model, edit) for edit in point.edits) if edit is not None)
    if edits != point.edits:
        changes["edits"] = edits
    return point.having(**changes) if changes else point


def _place_in(model: Model, point: Point) -> dict[str, Any]:
    if point.z is not None or point.seed is not None:
        fits = point.z is None or len(point.z) == model.z_dim
        return {} if fits else {"z": numbers(latent_for(point, model.z_dim))}
    rows = [point.w] if point.w is not None else point.styles or ()
    if not model.styled:
        return {"z": _of_width(rows[0], model.z_dim), "w": None, "styles": None}
    fitted = tuple(_of_width(row, model.w_dim) for row in rows)
    if point.w is not None:
        return {} if fitted[0] == point.w else {"w": fitted[0]}
    layers = len(model.style_resolutions)
    fitted = (*fitted[:layers], *[fitted[-1]] * (layers - len(fitted)))
    return {} if fitted == point.styles else {"styles": fitted}


def _sampling_of(model: Model, point: Point) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    known = tuple(each for each in point.classes if each[0] in model.class_names)
    if model.class_names and not any(weight for _, weight in known):
        known = single_class(model.class_names[0])
    if known != point.classes:
        changes["classes"] = known
    if not model.truncation and point.psi != 1.0:
        changes["psi"] = 1.0
    return changes


def _fitted_edit(model: Model, edit: Edit) -> Edit | None:
    if model.offers.get(edit.kind, ""):
        return None
    if isinstance(edit, Mix | Graft):
        other = fitted_to(model, edit.other)
        return edit if other == edit.other else edit.model_copy(update={"other": other})
    if edit.space == "w" and not model.styled:
        return None
    width = model.w_dim if edit.space == "w" else model.z_dim
    if isinstance(edit, Shift):
        return edit.model_copy(update={"vector": _of_width(edit.vector, width)})
    rows = edit.offset[: len(model.style_resolutions)] if edit.space == "w" else edit.offset
    return edit.model_copy(update={"offset": tuple(_of_width(row, width) for row in rows)})


def _of_width(row: Sequence[float], width: int) -> tuple[float, ...]:
    return (*row[:width], *[0.0] * (width - len(row)))


def drawing_params(model: Model, designs: Sequence[Point]) -> dict[str, Any]:
    """Parameters of the engine's `generate` for these designs."""
    return {"model": str(model.path), "points": [fitted_to(model, design).values() for design in designs]}


def classes_words(classes: Sequence[tuple[str, float]]) -> str:
    """Of what a design is: "cats", or "cats 30 %, robots 70 %"."""
    whole = sum(weight for _, weight in classes)
    shown = [(name, weight / whole) for name, weight in classes if weight]
    if not shown:
        return ""
    return shown[0][0] if len(shown) == 1 else ", ".join(f"{name} {percent_words(weight)}" for name, weight in shown)


def known_class(model: Model, name: str | None) -> str:
    """The class of that name, or the first one where the model does not know it."""
    return name if name in model.class_names else model.class_names[0]


class PictureCache:
    """The pictures used last, as many as fit into a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._pictures: OrderedDict[Any, QImage] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        return key in self._pictures

    def get(self, key: Any) -> QImage | None:
        """The picture of `key`, which is then the last to go."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def put(self, key: Any, picture: QImage) -> None:
        """Keep a picture; those used longest ago make room."""
        old = self._pictures.pop(key, None)
        if old is not None:
            self.bytes -= old.sizeInBytes()
        self._pictures[key] = picture
        self.bytes += picture.sizeInBytes()
        while self.bytes > self.limit and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self.bytes -= gone.sizeInBytes()

    def clear(self) -> None:
        """Keep nothing."""
        self._pictures.clear()
        self.bytes = 0


@dataclass(eq=False)
class _Batch:
    model: Model
    designs: Sequence[Point]
    full: frozenset[Point]
    sent: float
    call: Call | None = None


@dataclass(frozen=True)
class _Drawn:
    design: Point
    small: QImage
    full: QImage | None


class DesignPictures(QObject):
    """Pictures of designs of the model in use: those at hand at once, the others as the engine draws them."""

    drawn = Signal(list)
    """The designs whose pictures are at hand from now on."""
    failed = Signal(object)
    """The engine could not draw: nothing more is asked of it until `use` or `retry`."""

    def __init__(
        self, engine: Engine, *, small_bytes: int = SMALL_BYTES, full_bytes: int = FULL_BYTES,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._engine = engine
        self._small = PictureCache(small_bytes)
        self._full = PictureCache(full_bytes)
        self._model: Model | None = None
        self._wanted: dict[int, Sequence[Point]] = {}
        self._batches: list[_Batch] = []
        self._stopped = False
        self._last_end = 0.0
        self.seconds_each: float | None = None
        """Running mean of the time the engine takes for a design; None before the first."""
        self.hard = False
        """Whether designs of the model in use are pixel art: where they are enlarged, pixels are squares."""

    @property
    def model(self) -> Model | None:
        """The model in use."""
        return self._model

    @property
    def bytes(self) -> int:
        """What the pictures in memory take."""
        return self._small.bytes + self._full.bytes

    def use(self, model: Model | None) -> None:
        """Draw with `model` from now on. Pictures of others stay in memory while there is room."""
        if model != self._model:
            self._cancel_all()
            self._model = model
            self.seconds_each = None
            self.hard = False
        self.retry()

    def show_hard(self, model: Model, hard: bool) -> None:
        """Whether designs of `model` are pixel art is known: they are shown so, where it is still in use."""
        if model == self._model and hard != self.hard:
            self.hard = hard
            self.drawn.emit([each for each in self._all_wanted() if self.picture(each) is not None])

    def forget(self) -> None:
        """Let all pictures go."""
        self._small.clear()
        self._full.clear()

    def picture(self, design: Point) -> QImage | None:
        """The picture, longest side `SMALL_EDGE` at most, if it is at hand."""
        return None if self._model is None else self._small.get((self._model.digest, design))

    def full_picture(self, design: Point) -> QImage | None:
        """The picture in full size, if it is at hand."""
        if self._model is None:
            return None
        cache = self._small if self._model.size.longer <= SMALL_EDGE else self._full
        return cache.get((self._model.digest, design))

    def largest_picture(self, design: Point) -> QImage | None:
        """The picture in full size, or the smaller one, if either is at hand."""
        return self.full_picture(design) or self.picture(design)

    def want(self, lane: int, designs: Sequence[Point]) -> None:
        """What `lane` shows now, in the order it is to be drawn; takes the place of what it wanted before."""
        self._wanted[lane] = designs[: self._room()]
        if self._batches:
            wanted = {design for some in self._wanted.values() for design in some}
            for batch in [batch for batch in self._batches if wanted.isdisjoint(batch.designs)]:
                self._cancel(batch)
        self._go_on()

    def missing(self, lane: int) -> int:
        """How many of the lane's designs have no picture yet."""
        model = self._model
        if model is None:
            return 0
        return sum(not self._at_hand(model, lane, design) for design in self._wanted.get(lane, ()))

    def retry(self) -> None:
        """Go on after a failure."""
        self._stopped = False
        self._go_on()

    def _room(self) -> int:
        """How many designs a lane may want: more would push each other out of memory without end."""
        edge = min(self._model.size.longer, SMALL_EDGE) if self._model is not None else SMALL_EDGE
        return max(1, self._small.limit // (4 * edge * edge) * 3 // 4)

    def _at_hand(self, model: Model, lane: int, design: Point) -> bool:
        cache = self._full if lane in FULL_LANES and model.size.longer > SMALL_EDGE else self._small
        return (model.digest, design) in cache

    def _wanted_in_full(self) -> frozenset[Point]:
        return frozenset(design for lane in FULL_LANES for design in self._wanted.get(lane, ()))

    def _all_wanted(self) -> list[Point]:
        return list(dict.fromkeys(design for designs in self._wanted.values() for design in designs))

    def _waiting(self, model: Model) -> Iterator[Point]:
        under_way = {design for batch in self._batches for design in batch.designs}
        for lane in sorted(self._wanted):
            for design in self._wanted[lane]:
                if design not in under_way and not self._at_hand(model, lane, design):
                    under_way.add(design)
                    yield design

    def _batch_size(self) -> int:
        if self.seconds_each is None:
            return FIRST_BATCH
        usual = max(1, min(LARGEST_BATCH, int(BATCH_SECONDS / max(self.seconds_each, 1e-6))))
        return usual if self._batches else min(QUICK_BATCH, usual)

    def _go_on(self) -> None:
        model = self._model
        if model is None or self._stopped:
            return
        waiting = self._waiting(model)
        while (first := next(waiting, None)) is not None:
            urgent = first in self._wanted.get(LARGE, ())
            if len(self._batches) >= IN_FLIGHT + urgent:
                return
            more = itertools.islice(waiting, 0 if urgent else self._batch_size() - 1)
            self._send(model, [first, *more], urgent=urgent)

    def _send(self, model: Model, designs: Sequence[Point], *, urgent: bool) -> None:
        """The large view's design goes alone, past what already waits: it may be changing under the hand."""
        batch = _Batch(model, designs, self._wanted_in_full(), time.perf_counter())
        batch.call = self._engine.call(
            "generate", {**drawing_params(model, designs), "urgent": urgent},
            prepare=functools.partial(_prepare, batch), partial=functools.partial(self._take, batch),
            done=functools.partial(self._end, batch), failed=functools.partial(self._fail, batch),
        )  # fmt: skip
        self._batches.append(batch)

    def _cancel(self, batch: _Batch) -> None:
        self._batches.remove(batch)
        if batch.call is not None:
            batch.call.cancel()

    def _cancel_all(self) -> None:
        for batch in list(self._batches):
            self._cancel(batch)

    def _take(self, batch: _Batch, news: list[_Drawn]) -> None:
        for one in news:
            self._small.put((batch.model.digest, one.design), one.small)
            if one.full is not None:
                self._full.put((batch.model.digest, one.design), one.full)
        if news and batch.model == self._model:
            self.drawn.emit([one.design for one in news])

    def _end(self, batch: _Batch, last: list[_Drawn]) -> None:
        self._batches.remove(batch)
        self._take(batch, last)
        now = time.perf_counter()
        each = (now - max(batch.sent, self._last_end)) / len(batch.designs)
        self._last_end = now
        self.seconds_each = each if self.seconds_each is None else 0.6 * self.seconds_each + 0.4 * each
        self._go_on()

    def _fail(self, batch: _Batch, error: BaseException) -> None:
        self._batches.remove(batch)
        if not self._stopped:
            self._stopped = True
            self._cancel_all()
            self.failed.emit(error)


def _prepare(batch: _Batch, answer: Answer) -> list[_Drawn]:
    """On the reading thread: what has come of a batch, as images."""
    if not answer.arrays:
        return []
    pictures = answer.arrays[0]
    first = int(answer.values["first"])
    return [_as_drawn(batch, design, pixels) for design, pixels in zip(batch.designs[first:], pictures, strict=False)]


def _as_drawn(batch: _Batch, design: Point, pixels: np.ndarray) -> _Drawn:
    image = to_image(pixels)
    if batch.model.size.longer <= SMALL_EDGE:
        return _Drawn(design, image, None)
    small = image.scaled(
        SMALL_EDGE, SMALL_EDGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return _Drawn(design, small, image if design in batch.full else None)
