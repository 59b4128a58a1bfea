"""The method that drags a design by handles: drag."""

from __future__ import annotations

import time
from typing import Annotated

from pydantic import Field

from gan_engine.latent.point import MAX_HANDLES, Handle, Mask, Point
from gan_engine.service.calls import Array, Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import LOOKED_AT
from gan_engine.service.open_models import OpenModels

_SHOWN_SECONDS = 0.08
"""At least this long between two pictures on the way: drawing one takes about half as long as a step."""


class DragDesign(OfModel):
    point: Point
    """The design, as FORMATS has it."""
    handles: Annotated[list[Handle], Field(max_length=MAX_HANDLES)]
    """Each from x, y to to_x, to_y: shares of the picture's sides, from left and top."""
    kept: Mask | None = None
    """The region that is to stay as it is; null for none."""


@method("drag", DragDesign)
def drag(open_models: OpenModels, call: Call, params: DragDesign) -> Answer:
    """Pull a design by handles until they are where they should be, or come no nearer. Cancelled, it ends at once.

    Partial: number (of the step), at (x and y of each handle now), left (pixels that the furthest handle has to go),
    space (w or z: what has moved), seconds (since it began), ending (empty, reached, or stuck with the nearest
    there was); array offset, which a drag in a point holds; and, not with every step, array picture.

    Answer: point, number, left, ending, seconds.
    """
    from gan_engine.latent.dragging import Dragging

    session = open_models.session(params.model)
    started = time.monotonic()
    shown = -1.0
    with open_models.computing(call, LOOKED_AT, drawing=True):
        dragging = Dragging(session, params.point, params.handles, params.kept)
        steps = dragging.steps()
    while True:
        with open_models.computing(call, LOOKED_AT, drawing=True):
            step = next(steps)
            now = time.monotonic() - started
            arrays: list[Array] = [step.offset]
            if step.ending or now - shown >= _SHOWN_SECONDS:
                shown = now
                arrays.append(dragging.picture(step))
        told = {"number": step.number, "left": step.left, "ending": step.ending, "seconds": now}
        call.partial({**told, "at": [list(each) for each in step.at], "space": dragging.space}, arrays)
        if step.ending:
            return Answer({**told, "point": dragging.point(step).values()})
