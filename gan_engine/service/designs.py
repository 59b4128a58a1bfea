"""Methods that make designs: open_model, generate, walk, export_clip."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.interchange.video import check_clip, comfortable_scale, write_clip
from gan_engine.latent.point import MAX_NUMBERS, Point, numbers, single_class
from gan_engine.latent.seeds import MAX_SEED, MAX_SEEDS, latents
from gan_engine.latent.walk import nearest_points, walk
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.network_queue import LOOKED_AT, STORED
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.session import Session

MAX_FRAMES = 200_000
"""Nearly two hours at 30 frames a second."""
MAX_POINTS_AT_ONCE = 10_000

Seed = Annotated[int, Field(ge=0, le=MAX_SEED, strict=True)]
Psi = Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)]


Value = TypeVar("Value")


class OpenModel(Params):
    model: str
    """Path of a snapshot's folder or of a generator's file; the last two stay open."""


class Points(Params):
    """Points of a model: whole ones, or by their seeds, or by a latent each in the array z [N, z_dim]."""

    model: str
    """Path of a snapshot's folder or of a generator's file; the last two stay open."""
    points: Annotated[list[Point], Field(max_length=MAX_POINTS_AT_ONCE)] | None = None
    """Whole ones, as FORMATS has them; null where seeds or an array stand for them."""
    seeds: Annotated[list[Seed], Field(max_length=MAX_SEEDS)] | None = None
    """Of the points; null where they come as an array z [N, z_dim]."""
    class_name: str | list[str | None] | None = None
    """One for all, or one for each point (of a walk, a frame takes the nearest)."""
    psi: Psi | list[Psi] = 1.0
    """Truncation: one for all, or one for each point."""


class Generate(Points):
    alone: bool = False
    """Each by itself: the same bits whatever else is drawn. For designs that are kept."""


class Walk(Points):
    frames: int = Field(ge=1, le=MAX_FRAMES)
    """In all."""
    loop: bool = False
    """Back to the first point."""
    psi: Psi = 1.0
    """Truncation."""


class ExportClip(Points):
    path: Path
    """The clip."""
    seconds: float | None = Field(None, gt=0, le=3600)
    """Its length; or `frames`."""
    frames: int | None = Field(None, ge=1, le=MAX_FRAMES)
    """In all; or `seconds`."""
    fps: float = 30.0
    """Frames a second."""
    loop: bool = False
    """Back to the first point."""
    scale: int | None = Field(None, ge=1, le=64)
    """Each pixel becomes so many, either way; null for a comfortable size."""
    smooth: bool = True
    """Enlarged smoothly."""
    psi: Psi = 1.0
    """Truncation."""


@method("open_model", OpenModel)
def open_model(open_models: OpenModels, call: Call, params: OpenModel) -> Answer:
    """Open a generator.

    Answer: model, digest, name, kimg, size, z_dim, class_names, truncation, offers (why not, or empty),
    style_resolutions, w_dim (of a style; 0 without), stages, family, parameters.
    """
    session = open_models.session(params.model)
    return Answer(
        {
            "model": str(session.path),
            "digest": session.digest,
            "name": session.name,
            "kimg": session.kimg,
            "size": session.size,
            "z_dim": session.z_dim,
            "class_names": list(session.class_names),
            "truncation": session.truncation,
            "offers": session.offers,
            "style_resolutions": list(session.style_resolutions),
            "w_dim": session.w_dim,
            "stages": session.stages,
            "family": session.family,
            "parameters": session.parameters,
        }
    )


@method("generate", Generate)
def generate(open_models: OpenModels, call: Call, params: Generate) -> Answer:
    """Draw designs.

    Partial: first, count; array pictures.

    Answer: count, seconds.
    """
    session = open_models.session(params.model)
    points = points_of(session, call, params)
    return _send_pictures(call, open_models.draw(call, session, points, LOOKED_AT, alone=params.alone))


@method("walk", Walk)
def walk_between(open_models: OpenModels, call: Call, params: Walk) -> Answer:
    """Draw the way between points.

    Partial: first, count; array pictures.

    Answer: count, seconds.

    Arrays: z of each frame.
    """
    session = open_models.session(params.model)
    z = _latents(session, call, params, least=1)
    way = walk(z, params.frames, loop=params.loop)
    classes = _classes_along(z, params.class_name, params.frames, params.loop)
    answer = _send_pictures(call, open_models.draw(call, session, session.points(way, classes, params.psi), LOOKED_AT))
    return Answer(answer.values, [way])


@method("export_clip", ExportClip)
def export_clip(open_models: OpenModels, call: Call, params: ExportClip) -> Answer:
    """Write the way between points as a clip.

    Answer: path, frames, width, height.
    """
    check_clip(params.path, params.fps)
    frames = params.frames or round((params.seconds or 0) * params.fps)
    if not 1 <= frames <= MAX_FRAMES:
        raise ServiceError("A clip needs seconds or frames.")
    session = open_models.session(params.model)
    z = _latents(session, call, params, least=1)
    way = walk(z, frames, loop=params.loop)
    classes = _classes_along(z, params.class_name, frames, params.loop)
    batches = open_models.draw(call, session, session.points(way, classes, params.psi), STORED)
    summary = write_clip(
        params.path,
        (picture for batch in batches for picture in batch),
        params.fps,
        call.report,
        total=frames,
        scale=params.scale or comfortable_scale(session.size),
        smooth=params.smooth,
    )
    return Answer(
        {"path": str(summary.path), "frames": summary.frames, "width": summary.width, "height": summary.height}
    )


def points_of(session: Session, call: Call, params: Points) -> list[Point]:
    """The points a request speaks of."""
    if params.points is not None:
        if params.seeds is not None or call.arrays:
            raise ServiceError("Points come whole, by their seeds, or as one array.")
        return params.points
    seeds = params.seeds if params.seeds is not None and not call.arrays else None
    ways: list[dict[str, Any]] = (
        [{"seed": seed} for seed in seeds]
        if seeds is not None
        else [{"z": numbers(row)} for row in _latents(session, call, params)]
    )
    classes = _for_each(params.class_name, len(ways), "class_name")
    psi = _for_each(params.psi, len(ways), "psi")
    return [
        Point.model_validate({**way, "classes": single_class(name), "psi": each})
        for way, name, each in zip(ways, classes, psi, strict=True)
    ]


def _latents(session: Session, call: Call, params: Points, least: int = 0) -> npt.NDArray[np.float32]:
    """The latents a request speaks of, float32 [N, z_dim]."""
    if params.points is not None:
        raise ServiceError("Latents come by their seeds or as one array.")
    if (params.seeds is None) == (not call.arrays):
        raise ServiceError("Points come by their seeds or as one array.")
    if params.seeds is not None:
        z = latents(params.seeds, session.z_dim)
    else:
        (z,) = call.arrays[:1]
        if z.dtype.kind != "f" or z.ndim != 2 or z.size > MAX_SEEDS * MAX_NUMBERS:
            raise ServiceError("Latents come as numbers [N, z].")
        z = z.astype(np.float32)
    session.check_latents(z)
    if len(z) < least:
        raise ServiceError("A walk needs at least one point.")
    return z


def _for_each(value: Value | list[Value], count: int, name: str) -> list[Value]:
    """One value for all, or one for each."""
    if not isinstance(value, list):
        return [value] * count
    if len(value) != count:
        raise ServiceError(f"There are {len(value)} of {name} for {count} designs.")
    return value


def _classes_along(
    points: npt.NDArray[np.float32], names: str | list[str | None] | None, frames: int, loop: bool
) -> list[str | None]:
    """The class of each frame of a walk: of the point it is nearest to, where each point has its own."""
    if not isinstance(names, list):
        return [names] * frames
    if len(names) != len(points):
        raise ServiceError(f"There are {len(names)} of class_name for {len(points)} points.")
    return [names[point] for point in nearest_points(points, frames, loop=loop)]


def _send_pictures(call: Call, batches: Iterable[npt.NDArray[np.uint8]]) -> Answer:
    started = time.perf_counter()
    first = 0
    for pictures in batches:
        call.partial({"first": first, "count": len(pictures)}, [pictures])
        first += len(pictures)
    return Answer({"count": first, "seconds": time.perf_counter() - started})
