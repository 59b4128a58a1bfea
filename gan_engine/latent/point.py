"""A point: one whole description of a design, from which a model draws it, the same each time.

A point names where in the latent space a design lies (a seed, a z, a style w, or a style for each layer), what it is of
(classes with their weights), how it is drawn (truncation, noise) and what was done to it since (edits). Edits refer to
other points whole, so a point needs nothing beside it but the model. It is immutable; everything in Explore makes
points from points. Its JSON is the same in picture recipes, projects, requests and files.

A point may come from anywhere: its JSON is read within limits (`Point.from_values`).
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from gan_engine.latent.seeds import MAX_SEED, latents

MAX_NUMBERS = 65536
"""Numbers in a latent, or in the styles of all layers together."""
MAX_LAYERS = 64
MAX_EDITS = 200
MAX_DEPTH = 6
"""How deep edits may refer to points that have edits themselves."""
MAX_POINTS = 64
"""Points in a point, itself and those that its edits refer to."""
MAX_MASK_SIDE = 1024
MAX_HANDLES = 64
"""Of one drag."""
LAST_LAYER = MAX_LAYERS - 1

Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
Latent = Annotated[tuple[Number, ...], Field(min_length=1, max_length=MAX_NUMBERS)]
LayerStyles = Annotated[tuple[Latent, ...], Field(min_length=1, max_length=MAX_LAYERS)]
Layer = Annotated[int, Field(ge=0, le=LAST_LAYER)]
Share = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)]
Name = Annotated[str, Field(max_length=1000)]
Offset = Annotated[float, Field(allow_inf_nan=False, ge=-1, le=1)]
Coordinate = Annotated[float, Field(allow_inf_nan=False, ge=-1, le=2)]
"""Along a side of the picture: 0 is left or top, 1 right or bottom."""
FixedNoise = Literal["fixed", "off"]


class _Part(BaseModel):
    """What a newer version adds and this one does not know is dropped, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Mask(_Part):
    """A region of the picture: `height` rows of `width` values from 0 to 255, compressed (zlib) in base 64."""

    width: int = Field(ge=1, le=MAX_MASK_SIDE)
    height: int = Field(ge=1, le=MAX_MASK_SIDE)
    data: Annotated[str, Field(max_length=2**21)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if len(self._unpacked) != self.width * self.height:
            raise ValueError("a mask holds a value for each of its pixels")
        return self

    @cached_property
    def _unpacked(self) -> bytes:
        try:
            inflater = zlib.decompressobj()
            return inflater.decompress(base64.b64decode(self.data, validate=True), self.width * self.height + 1)
        except (zlib.error, binascii.Error, ValueError):
            return b""

    @property
    def values(self) -> npt.NDArray[np.float32]:
        """float32 [height, width], 0 (outside) to 1 (inside)."""
        rows = np.frombuffer(self._unpacked, np.uint8).reshape(self.height, self.width)
        return rows.astype(np.float32) / np.float32(255)

    @classmethod
    def of(cls, values: npt.ArrayLike) -> Self:
        """The mask of numbers [height, width] from 0 to 1 (or booleans)."""
        rows = np.clip(np.rint(np.asarray(values, np.float64) * 255), 0, 255).astype(np.uint8)
        height, width = rows.shape
        return cls(width=width, height=height, data=base64.b64encode(zlib.compress(rows.tobytes(), 9)).decode())


class Mix(_Part):
    """Layers `first` to `last` take the styles of another point, by `share` of the way."""

    kind: Literal["mix"] = "mix"
    other: Point
    first: Layer = 0
    last: Layer = LAST_LAYER
    share: Share = 1.0


class Shift(_Part):
    """A step of `amount` along a direction: `vector` is a step of 1, in z or in the styles of layers first to last."""

    kind: Literal["direction"] = "direction"
    direction: Name = ""
    space: Literal["z", "w"] = "w"
    vector: Latent
    amount: Number
    first: Layer = 0
    last: Layer = LAST_LAYER


class Handle(_Part):
    """A spot of the picture and where it was pulled to."""

    x: Coordinate
    y: Coordinate
    to_x: Coordinate
    to_y: Coordinate


class Drag(_Part):
    """What pulling handles came to: added to z (one row), or to the styles of the first layers (a row each)."""

    kind: Literal["drag"] = "drag"
    handles: Annotated[tuple[Handle, ...], Field(max_length=MAX_HANDLES)] = ()
    kept: Mask | None = None
    """The region that was to stay as it is."""
    space: Literal["z", "w"] = "w"
    offset: LayerStyles


class Graft(_Part):
    """Within `mask` the feature maps of another point, from the network's stage `first` on (0: the coarsest)."""

    kind: Literal["graft"] = "graft"
    other: Point
    mask: Mask
    """Where it comes to lie."""
    first: Layer = 0
    across: Offset = 0.0
    """How far to the right of its place in the other design it is put, as a share of the side."""
    down: Offset = 0.0


Edit = Annotated[Mix | Shift | Drag | Graft, Field(discriminator="kind")]


class Point(_Part):
    """Where a design lies and how it is drawn. Exactly one of seed, z, w and styles, or a seed beside its own z."""

    model_digest: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """SHA-256 of the generator's file; empty: whichever model is asked."""
    seed: Seed | None = None
    z: Latent | None = None
    """Counts before the seed."""
    w: Latent | None = None
    styles: LayerStyles | None = None
    """A style w for each layer."""
    classes: Annotated[tuple[tuple[Name, Share], ...], Field(max_length=1000)] = ()
    """Names and weights, which are taken relative to their sum; empty: the model's first class."""
    psi: Number = 1.0
    cutoff: Layer | None = None
    """Truncation reaches the layers before this one; None: as many as the network's paper has it."""
    noise: FixedNoise | Seed = "fixed"
    """The network's own noise, none, or drawn from a seed."""
    edits: Annotated[tuple[Edit, ...], Field(max_length=MAX_EDITS)] = ()

    @field_validator("classes")
    @classmethod
    def _weigh_something(cls, classes: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
        if classes and not sum(weight for _, weight in classes) > 0:
            raise ValueError("at least one class needs a weight")
        return classes

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Self:
        ways = [way for way in (self.z, self.w, self.styles) if way is not None]
        if len(ways) > 1 or (ways and self.z is None and self.seed is not None) or (not ways and self.seed is None):
            raise ValueError("a point has a seed, a z, a w, or a style for each layer")
        if self.styles is not None and len({len(style) for style in self.styles}) > 1:
            raise ValueError("all layers have styles of one width")
        if self.edits:
            points = list(self.walk())
            if len(points) > MAX_POINTS or max(depth for depth, _ in points) > MAX_DEPTH:
                raise ValueError("edits refer to too many other points")
        return self

    @classmethod
    def of_latent(cls, latent: npt.NDArray[np.float32], **how: Any) -> Self:
        """The point of what a network draws from: z [z_dim], or styles [layers,w_dim], which are a w if all are one."""
        if latent.ndim == 1:
            return cls(z=numbers(latent), **how)
        if (latent == latent[0]).all():
            return cls(w=numbers(latent[0]), **how)
        return cls(styles=tuple(map(numbers, latent)), **how)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Point]]:
        """This point and all that its edits refer to, each with its depth, as far as limits allow."""
        yield depth, self
        for edit in self.edits:
            if isinstance(edit, Mix | Graft) and depth <= MAX_DEPTH:
                yield from edit.other.walk(depth + 1)

    @cached_property
    def _hash(self) -> int:
        return hash((self.model_digest, self.seed, self.z, self.w, self.styles, self.classes, self.psi, self.noise,
                     self.cutoff, self.edits))  # fmt: skip

    def __hash__(self) -> int:
        return self._hash

    @property
    def class_name(self) -> str | None:
        """The class that weighs most; None where none is named."""
        return max(self.classes, key=lambda one: one[1])[0] if self.classes else None

    def latent(self, z_dim: int) -> npt.NDArray[np.float32]:
        """Its z, float32 [z_dim] (or of its own width where it carries one). Raises ValueError where it lies in w."""
        if self.z is not None:
            return np.array(self.z, np.float32)
        if self.seed is None:
            raise ValueError("this point has no z")
        drawn: npt.NDArray[np.float32] = latents([self.seed], z_dim)[0]
        return drawn

    def having(self, **changes: Any) -> Self:
        """The same with some fields changed; checked like any other."""
        return type(self).model_validate({**{name: getattr(self, name) for name in type(self).model_fields}, **changes})

    def at(
        self,
        *,
        z: npt.ArrayLike | None = None,
        w: npt.ArrayLike | None = None,
        styles: npt.ArrayLike | None = None,
        seed: int | None = None,
    ) -> Self:
        """The same way of drawing at another place, one of these; edits are left behind."""
        return self.having(
            seed=seed,
            z=None if z is None else numbers(z),
            w=None if w is None else numbers(w),
            styles=None if styles is None else tuple(numbers(row) for row in np.asarray(styles)),
            edits=(),
        )

    def with_edit(self, edit: Mix | Shift | Drag | Graft) -> Self:
        """The same with one more edit after all others. Raises ValueError where that would be too many."""
        return self.having(edits=(*self.edits, edit))

    def dragged(
        self, handles: Sequence[Handle], kept: Mask | None, space: Literal["z", "w"], offset: npt.NDArray[np.float32]
    ) -> Self:
        """The same after a drag that came to `offset` [rows,width]; itself where nothing has moved."""
        if not np.any(offset):
            return self
        rows = tuple(numbers(row) for row in offset)
        return self.with_edit(Drag(handles=tuple(handles), kept=kept, space=space, offset=rows))

    def of_class(self, name: str | None) -> Self:
        """The same, wholly of one class; None: the model's first."""
        return self.having(classes=() if name is None else ((name, 1.0),))

    def values(self) -> dict[str, Any]:
        """As JSON holds it, without what is at its default."""
        dumped: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        _put_kinds(dumped)
        return dumped

    def to_text(self) -> str:
        """As JSON text."""
        return json.dumps(self.values(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_values(cls, values: object) -> Self:
        """The point that JSON `values` hold. Raises ValueError in plain words."""
        if not isinstance(values, Mapping):
            raise ValueError("a point is an object of JSON")
        _check_nesting(values)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise ValueError(words_of(error)) from None


def words_of(error: ValidationError) -> str:
    """What is wrong with a document and where, of its first fault, without the words of the library's own."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"][:6])
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"{where}: {said}" if where else said


def numbers(row: npt.ArrayLike) -> tuple[float, ...]:
    """A latent as a point holds it: the shortest decimals that give the same float32 again."""
    return tuple(float(str(number)) for number in np.asarray(row, np.float32).ravel())


def step_in_z(edit: Edit) -> npt.NDArray[np.float32] | None:
    """What an edit adds to z, as wide as that; None for one that does something else."""
    if isinstance(edit, Shift) and edit.space == "z":
        return np.float32(edit.amount) * np.array(edit.vector, np.float32)
    if isinstance(edit, Drag) and edit.space == "z":
        return np.array(edit.offset[0], np.float32)
    return None


def single_class(name: str | None) -> tuple[tuple[str, float], ...]:
    """The `classes` of a design wholly of one class; None: the model's first."""
    return () if name is None else ((name, 1.0),)


def class_named(text: str, names: Sequence[str]) -> str:
    """The class that `text` names among `names`: one of them, or its number from 0 where none is called so.

    What is neither comes back as it is, for the model to say so.
    """
    if text in names or not (text.isascii() and text.isdecimal()) or int(text) >= len(names):
        return text
    return names[int(text)]


def parse_classes(text: str, names: Sequence[str] = ()) -> tuple[tuple[str, float], ...]:
    """What `NAME` or `NAME=0.3,NAME=0.7` says, each a name or a number of `names` (see `class_named`).

    Raises ValueError in plain words.
    """
    if "=" not in text:
        return single_class(class_named(text, names))
    classes = []
    for part in text.split(","):
        name, _, weight = part.rpartition("=")
        try:
            share = float(weight)
        except ValueError:
            share = -1.0
        if not name.strip() or not 0 <= share <= 1:
            raise ValueError(f"“{part.strip()[:60]}” is no class with a weight from 0 to 1, such as cats=0.3")
        classes.append((class_named(name.strip(), names), share))
    if not any(share for _, share in classes):
        raise ValueError("at least one class needs a weight")
    return tuple(classes)


def _put_kinds(values: dict[str, Any]) -> None:
    """An edit's kind is what it is told by, so it stands there though it never differs from its default."""
    for edit in values.get("edits", ()):
        edit.setdefault("kind", _kind(edit))
        if "other" in edit:
            _put_kinds(edit["other"])


def _kind(edit: Mapping[str, Any]) -> str:
    if "vector" in edit:
        return "direction"
    if "offset" in edit:
        return "drag"
    return "graft" if "mask" in edit else "mix"


def _check_nesting(values: Mapping[str, Any], depth: int = 0) -> None:
    """Refuse what refers too deep before anything is made of it. Raises ValueError."""
    if depth > MAX_DEPTH:
        raise ValueError("edits refer to too many other points")
    edits = values.get("edits", ())
    for edit in edits if isinstance(edits, Sequence) and not isinstance(edits, str) else ():
        other = edit.get("other") if isinstance(edit, Mapping) else None
        if isinstance(other, Mapping):
            _check_nesting(other, depth + 1)


for _model in (Mix, Graft, Point):
    _model.model_rebuild()
