"""Methods on walks: walk, export_clip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.interchange.video import check_clip, comfortable_scale, write_clip
from gan_engine.latent.interpolation.blending import Way
from gan_engine.latent.interpolation.walk import MAX_STATIONS, Segment, Walk
from gan_engine.service.calls import Call
from gan_engine.service.designs import MAX_POINTS_AT_ONCE, Points, points_of, send_pictures
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import LOOKED_AT, STORED
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.session import Session

MAX_FRAMES = 200_000
"""Nearly two hours at 30 frames a second."""

Position = Annotated[float, Field(ge=0, le=MAX_STATIONS, allow_inf_nan=False)]


class WalkThrough(Points):
    """The stations of a walk, and how it goes from one to the next."""

    segments: Annotated[list[Segment], Field(max_length=MAX_STATIONS)] = Field(default_factory=list)
    """Time and easing of each way; those left out are usual ones."""
    loop: bool = False
    """Back to the first point."""
    way: Way = "round"
    """On the sphere of z, or straight in w; what cannot go round (edits, points in w) goes straight."""


class DrawWalk(WalkThrough):
    frames: int | None = Field(None, ge=1, le=MAX_FRAMES)
    """In all; or `at`."""
    at: Annotated[list[Position], Field(max_length=MAX_POINTS_AT_ONCE)] | None = None
    """These positions alone: 1.5 is half way from the second point to the third."""


class ExportClip(WalkThrough):
    path: Path
    """The clip."""
    seconds: float | None = Field(None, gt=0, le=3600)
    """Its length; or `frames`."""
    frames: int | None = Field(None, ge=1, le=MAX_FRAMES)
    """In all; or `seconds`."""
    fps: float = 30.0
    """Frames a second."""
    scale: int | None = Field(None, ge=1, le=64)
    """Each pixel becomes so many, either way; null for a comfortable size."""
    smooth: bool = True
    """Enlarged smoothly."""


@method("walk", DrawWalk)
def draw_walk(open_models: OpenModels, call: Call, params: DrawWalk) -> Answer:
    """Draw the way between points.

    Partial: first, count; array pictures.

    Answer: count, seconds.
    """
    session = open_models.session(params.model)
    walk = _walk(session, call, params)
    if (params.frames is None) == (params.at is None):
        raise ServiceError("A walk is drawn in frames or at positions.")
    points = walk.at(params.at, session) if params.at is not None else walk.frames(params.frames or 1, session)
    return send_pictures(call, open_models.draw(call, session, points, LOOKED_AT))


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
    points = _walk(session, call, params).frames(frames, session)
    batches = open_models.draw(call, session, points, STORED)
    summary = write_clip(
        params.path,
        (picture for batch in batches for picture in batch),
        params.fps,
        call.report,
        total=frames,
        scale=params.scale or comfortable_scale(session.size.shorter),
        smooth=params.smooth,
    )
    return Answer(
        {"path": str(summary.path), "frames": summary.frames, "width": summary.width, "height": summary.height}
    )


def _walk(session: Session, call: Call, params: WalkThrough) -> Walk:
    stations = points_of(session, call, params)
    if not stations:
        raise ServiceError("A walk needs at least one point.")
    return Walk(stations=tuple(stations), segments=tuple(params.segments), loop=params.loop, way=params.way)
