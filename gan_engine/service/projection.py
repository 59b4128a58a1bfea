"""The method that finds the design of a picture or a sketch: project."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.image_shape import NEUTRAL, ImageShape
from gan_engine.latent.closeness import MOST_STEPS, STEPS, Space
from gan_engine.pictures import flatten
from gan_engine.service.calls import Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import STORED
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.projection_target import Target

_SHOWN_SECONDS = 0.4
"""At least this long between two parts of the answer: a point with a style for each layer is long."""


class Project(OfModel):
    path: Path | None = None
    """The picture; null where it comes as an array [1, H, W, 3], or a sketch as an array [1, H, W, 4], see-through
    where nothing is painted."""
    space: Space = "w"
    """One style for all layers, or each its own; a network without styles is searched in z."""
    steps: int = Field(STEPS, ge=1, le=MOST_STEPS)
    """After the search among random designs."""
    model_weight: float = Field(0.5, ge=0, le=1)
    """Of a sketch: 0 its colours alone count, 1 what the model usually draws."""


@method("project", Project)
def project(open_models: OpenModels, call: Call, params: Project) -> Answer:
    """Find the design that comes nearest to a picture, or to a sketch. In turns, so that several go on at once.

    Partial: stage (search, approach), number, total (of steps), distance, point (the nearest so far); array picture of
    it.

    Answer: point, space, distance, decibels, usual (distance of two designs), nearest_random, share (distance in
    usual), words.

    Arrays: the design as it is drawn, where it began, and the target, uint8 [3, H, W, 3], as they are compared: what is
    see-through lies on mid-grey.
    """
    from gan_engine.latent.projection import Projection

    session = open_models.session(params.model)
    target = _target(call, params, session.size)
    with open_models.computing(call, STORED):
        projection = Projection(session, target, space=params.space, steps=params.steps)
    steps = projection.steps()
    told = 0.0
    while True:
        with open_models.computing(call, STORED):
            step = next(steps, None)
        if step is None:
            break
        call.report(step.number, step.total)
        if (now := time.monotonic()) - told >= _SHOWN_SECONDS:
            told = now
            facts = {"stage": step.stage, "number": step.number, "total": step.total, "distance": step.distance}
            call.partial({**facts, "point": projection.point().values()}, [step.picture])
    point = projection.point()
    with open_models.computing(call, STORED):
        closeness = projection.closeness()
    (drawn,) = (batch[0] for batch in open_models.draw(call, session, [point], STORED, alone=True))
    shown = np.stack([flatten(drawn, NEUTRAL), projection.start, target.picture])
    return Answer({"point": point.values(), "space": projection.space, **closeness.values()}, [shown])


def _target(call: Call, params: Project, size: ImageShape) -> Target:
    from gan_engine.latent.projection_target import Target

    if params.path is not None:
        if call.arrays:
            raise ServiceError("A picture comes as a file or as an array, not both.")
        return Target.of_file(params.path, size)
    if len(call.arrays) != 1:
        raise ServiceError("A picture comes as a file or as one array.")
    (array,) = call.arrays
    if array.dtype != np.uint8 or array.ndim != 4 or len(array) != 1 or array.shape[3] not in (3, 4) or not array.size:
        raise ServiceError("A picture comes as uint8 [1, H, W, 3], a sketch as [1, H, W, 4].")
    if array.shape[3] == 3:
        return Target.of_picture(array[0], size)
    try:
        return Target.of_sketch(array[0], size, params.model_weight)
    except ValueError as error:
        raise ServiceError(f"The sketch is empty: {error}.", do="Paint a few colours first.") from error
