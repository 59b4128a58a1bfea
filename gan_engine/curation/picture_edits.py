"""The steps an artist takes with one picture (cut, background, mask, frame): read, checked, applied.

Steps are kept as JSON (`{"kind": ..., "options": {...}}`), in the project's catalogue and in every baked dataset, so
they come from outside and are believed only after `parse_steps`. All places are in pixels of the upright original,
whatever size it is read at: that is how one list of steps serves thumbnails, previews and baking alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gan_engine.curation.backgrounds.cut_outs import CutOut
from gan_engine.curation.backgrounds.methods import KEEP
from gan_engine.errors import ConfigurationError
from gan_engine.picture_files import MAX_SIDE
from gan_engine.picture_modes import Picture

MARGIN = 0.04
"""Left free about a subject that is framed, at first: a share of the square."""
TOLERANCE_MAX, EDGE_MAX, SOFTNESS_MAX = 255, 64, 64
"""How far colours may lie from the ground's; pixels by which an outline is moved out or in, and is softened."""

_MOST_STEPS = 64
_MOST_POINTS = 100_000

Box = tuple[int, int, int, int]
"""Left, top, width, height."""
_Position = Annotated[int, Field(ge=-MAX_SIDE, le=MAX_SIDE)]
_Length = Annotated[int, Field(ge=1, le=MAX_SIDE)]
_Boxed = tuple[_Position, _Position, _Length, _Length]
_Coordinate = Annotated[float, Field(ge=-MAX_SIDE, le=2 * MAX_SIDE, allow_inf_nan=False)]


class _Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cut(_Options):
    """A part of a sheet."""

    box: _Boxed
    sheet: str = Field("", max_length=1024)
    """The name of the sheet, as the artist sees it."""
    part: int = Field(0, ge=0)
    """Its number on the sheet, from 1."""


class Background(_Options):
    """How this picture's ground is taken off, instead of the set's way."""

    method: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    tolerance: float | None = Field(None, ge=0, le=TOLERANCE_MAX, allow_inf_nan=False)
    edge: float | None = Field(None, ge=-EDGE_MAX, le=EDGE_MAX, allow_inf_nan=False)
    softness: float | None = Field(None, ge=0, le=SOFTNESS_MAX, allow_inf_nan=False)


class Stroke(_Options):
    """One stroke of the brush: what it covers belongs to the figure (`add`) or to the ground."""

    add: bool
    radius: float = Field(gt=0, le=MAX_SIDE, allow_inf_nan=False)
    points: tuple[tuple[_Coordinate, _Coordinate], ...] = Field(min_length=1, max_length=_MOST_POINTS)


class Mask(_Options):
    """Corrections of the figure's outline, in the order in which they were painted."""

    strokes: tuple[Stroke, ...] = Field((), max_length=_MOST_POINTS)

    @field_validator("strokes")
    @classmethod
    def _bounded(cls, value: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
        if sum(len(stroke.points) for stroke in value) > _MOST_POINTS:
            raise ValueError("the strokes have too many points")
        return value


class Frame(_Options):
    """How this picture is framed, instead of the set's way."""

    fit: Literal["pad", "crop"] | None = None
    to: Literal["whole", "subject"] | None = None
    box: _Boxed | None = None
    """Drawn by hand: what it holds is framed, as a whole."""


_KINDS: Mapping[str, type[_Options]] = {"cut": Cut, "background": Background, "mask": Mask, "frame": Frame}
KINDS: tuple[str, ...] = tuple(_KINDS)


@dataclass(frozen=True)
class PictureSteps:
    """The steps of one picture; None: not done."""

    cut: Cut | None = None
    background: Background | None = None
    mask: Mask | None = None
    frame: Frame | None = None

    def __bool__(self) -> bool:
        return any((self.cut, self.background, self.mask, self.frame))

    def as_json(self) -> list[dict[str, Any]]:
        """As they are stored: in the order of the work, each with what was chosen and no more."""
        return [
            {"kind": kind, "options": step.model_dump(mode="json", exclude_none=True)}
            for kind in KINDS
            if (step := getattr(self, kind)) is not None
        ]


class BackgroundChoice(Protocol):
    """What the set chose for backgrounds; `BakeOptions` is one."""

    @property
    def remove_background(self) -> str | None: ...
    @property
    def tolerance(self) -> float | None: ...
    @property
    def edge(self) -> float: ...
    @property
    def softness(self) -> float | None: ...


def parse_steps(steps: object) -> PictureSteps:
    """The steps in a JSON list. Of two of a kind the later one counts.

    Raises `ConfigurationError` (field "steps") for anything that is not a list of steps this version knows.
    """
    if isinstance(steps, PictureSteps):
        return steps
    if not isinstance(steps, list | tuple) or len(steps) > _MOST_STEPS:
        raise _wrong("they are no list of steps")
    found: dict[str, Any] = {}
    for step in steps:
        if not isinstance(step, Mapping) or not set(step) <= {"kind", "options"}:
            raise _wrong("one of them is no step")
        kind, options = step.get("kind"), step.get("options", {})
        if not isinstance(kind, str) or kind not in _KINDS:
            name = kind[:40] if isinstance(kind, str) else "?"
            raise _wrong(f"the step “{name}” is not known to this version of Maquette")
        if not isinstance(options, Mapping):
            raise _wrong(f"the step “{kind}” has no options")
        try:
            found[kind] = _KINDS[kind].model_validate(dict(options))
        except (ValidationError, RecursionError) as error:
            where = ""
            if isinstance(error, ValidationError):
                where = ".".join(str(part)[:40] for part in error.errors(include_url=False)[0]["loc"])
            raise _wrong(f"the step “{kind}” cannot be read" + (f" ({where})" if where else "")) from error
    return PictureSteps(**found)


def with_step(steps: Sequence[Mapping[str, Any]], kind: str, options: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The stored `steps` with the one of `kind` replaced (None: taken away), in the order of the work."""
    kept = [dict(step) for step in steps if step.get("kind") != kind]
    if options is not None:
        kept.append({"kind": kind, "options": dict(options)})
    order = {name: rank for rank, name in enumerate(KINDS)}
    return sorted(kept, key=lambda step: order.get(str(step.get("kind")), len(order)))


def apply(picture: Picture, steps: PictureSteps, ground: BackgroundChoice | None = None, scale: float = 1.0) -> Picture:
    """The picture as the artist made it, before it is framed: the cut region, its ground transparent where taken off.

    `picture` is the upright original read at `scale` of its size. `ground` is the set's choice, which the picture's
    own step overrides; None: only what the steps say. HxWx3 or HxWx4. Raises `ConfigurationError` for an unknown
    method, `ModelError` for a model that is missing.
    """
    return applied(picture, steps, ground, scale).picture


def applied(
    picture: Picture, steps: PictureSteps, ground: BackgroundChoice | None = None, scale: float = 1.0
) -> CutOut:
    """As `apply`, and whether what was cut out can be trusted."""
    left = top = 0
    if steps.cut is not None:
        left, top = max(0, steps.cut.box[0]), max(0, steps.cut.box[1])
        picture = crop(picture, steps.cut.box, scale)
    chosen = background_of(steps, ground)
    strokes = steps.mask.strokes if steps.mask else ()
    if chosen.method == KEEP and not strokes:
        return CutOut(picture, "")
    from gan_engine.curation.backgrounds.background import cut_out  # OpenCV: not needed to read steps

    moved = [
        {"add": one.add, "radius": one.radius, "points": [(x - left, y - top) for x, y in one.points]}
        for one in strokes
    ]
    return cut_out(
        picture,
        chosen.method,
        tolerance=chosen.tolerance,
        edge=chosen.edge or 0.0,
        softness=chosen.softness,
        strokes=moved,
        scale=scale,
    )


def background_of(steps: PictureSteps, ground: BackgroundChoice | None) -> Background:
    """How a picture's ground is taken off: by its own step as a whole, else as the set has it."""
    if steps.background is not None:
        return steps.background
    if ground is None:
        return Background(method=KEEP, tolerance=None, edge=None, softness=None)
    others = {name: getattr(ground, name) for name in Background.model_fields if name != "method"}
    return Background(method=ground.remove_background or KEEP, **others)


def crop(picture: Picture, box: Box | Sequence[int], scale: float = 1.0) -> Picture:
    """A view of what `box` (pixels of the original) shows of a picture read at `scale`; one pixel at least."""
    left, top, width, height = box
    rows, columns = picture.shape[:2]
    x0, x1 = _span(left, width, columns, scale)
    y0, y1 = _span(top, height, rows, scale)
    return picture[y0:y1, x0:x1]


def within(box: Box | Sequence[int], width: int, height: int) -> Box:
    """`box`, held inside a picture of that size, one pixel at least."""
    x0, x1 = _span(box[0], box[2], width, 1.0)
    y0, y1 = _span(box[1], box[3], height, 1.0)
    return x0, y0, x1 - x0, y1 - y0


def _span(start: int, length: int, limit: int, scale: float) -> tuple[int, int]:
    first = min(max(0, round(start * scale)), limit - 1)
    return first, min(max(first + 1, round((start + length) * scale)), limit)


def _wrong(why: str) -> ConfigurationError:
    return ConfigurationError(
        f"The steps of a picture cannot be used: {why}.",
        field="steps",
        kept="The original is untouched.",
        do="Take the picture's steps away, or update Maquette.",
    )
