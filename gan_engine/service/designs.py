"""Methods that make designs: open_model, generate, check_points."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.latent.point import MAX_NUMBERS, Point, numbers, single_class
from gan_engine.latent.seeds import MAX_SEED, MAX_SEEDS
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.network_queue import LOOKED_AT, STORED, UNDER_THE_HAND
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.session import Session

MAX_POINTS_AT_ONCE = 10_000

Seed = Annotated[int, Field(ge=0, le=MAX_SEED, strict=True)]
Psi = Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)]


Value = TypeVar("Value")


class OfModel(Params):
    """What is asked of a model."""

    model: str
    """Path of a snapshot's folder or of a generator's file; the last four stay open."""


class Points(OfModel):
    """Points of a model: whole ones, or by their seeds, or by a latent each in the array z [N, z_dim]."""

    points: Annotated[list[Point], Field(max_length=MAX_POINTS_AT_ONCE)] | None = None
    """Whole ones, as FORMATS has them; null where seeds or an array stand for them."""
    seeds: Annotated[list[Seed], Field(max_length=MAX_SEEDS)] | None = None
    """Of the points; null where they come as an array z [N, z_dim]."""
    class_name: str | list[str | None] | None = None
    """One for all, or one for each point."""
    psi: Psi | list[Psi] = 1.0
    """Truncation: one for all, or one for each point."""


class Generate(Points):
    alone: bool = False
    """Each by itself: the same bits whatever else is drawn. For designs that are kept."""
    urgent: bool = False
    """Before all others that wait: for the design that changes under somebody's hand."""
    patient: bool = False
    """After all that is looked at, unless it is urgent: for pictures beside other things."""


@method("open_model", OfModel)
def open_model(open_models: OpenModels, call: Call, params: OfModel) -> Answer:
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
            "size": session.size.stored,
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
    rank = UNDER_THE_HAND if params.urgent else STORED if params.patient else LOOKED_AT
    return send_pictures(call, open_models.draw(call, session, points, rank, alone=params.alone))


@method("check_points", Points)
def check_points(open_models: OpenModels, call: Call, params: Points) -> Answer:
    """Say whether the network can draw points, without drawing them: an error says why not.

    Answer: count.
    """
    session = open_models.session(params.model)
    points = points_of(session, call, params)
    with open_models.computing(call, LOOKED_AT, drawing=True):
        session.inputs(points)
    return Answer({"count": len(points)})


def points_of(session: Session, call: Call, params: Points) -> list[Point]:
    """The points a request speaks of."""
    if params.points is not None:
        if params.seeds is not None or call.arrays:
            raise ServiceError("Points come whole, by their seeds, or as one array.")
        return params.points
    if len(call.arrays) != (1 if params.seeds is None else 0):
        raise ServiceError("Points come by their seeds or as one array.")
    ways: list[dict[str, Any]] = (
        [{"seed": seed} for seed in params.seeds]
        if params.seeds is not None
        else [{"z": numbers(row)} for row in _latents(session, call)]
    )
    classes = _for_each(params.class_name, len(ways), "class_name")
    psi = _for_each(params.psi, len(ways), "psi")
    return [
        Point.model_validate({**way, "classes": single_class(name), "psi": each})
        for way, name, each in zip(ways, classes, psi, strict=True)
    ]


def _latents(session: Session, call: Call) -> npt.NDArray[np.float32]:
    """The latents that a request brings as its array, float32 [N, z_dim]."""
    z = call.arrays[0]
    if z.dtype.kind != "f" or z.ndim != 2 or z.size > MAX_SEEDS * MAX_NUMBERS:
        raise ServiceError("Latents come as numbers [N, z].")
    z = z.astype(np.float32)
    session.check_latents(z)
    return z


def _for_each(value: Value | list[Value], count: int, name: str) -> list[Value]:
    """One value for all, or one for each."""
    if not isinstance(value, list):
        return [value] * count
    if len(value) != count:
        raise ServiceError(f"There are {len(value)} of {name} for {count} designs.")
    return value


def send_pictures(call: Call, batches: Iterable[npt.NDArray[np.uint8]]) -> Answer:
    """Send each batch as it is drawn; the answer says how many there were."""
    started = time.perf_counter()
    first = 0
    for pictures in batches:
        call.partial({"first": first, "count": len(pictures)}, [pictures])
        first += len(pictures)
    return Answer({"count": first, "seconds": time.perf_counter() - started})
