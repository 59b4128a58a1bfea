"""What Explore stores with a project: the view to come back to, and the walk. Qt-free."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine.latent.interpolation.blending import Way
from gan_engine.latent.interpolation.walk import Segment
from gan_engine.latent.point import Point, single_class
from gan_engine.latent.sampling import Sampling
from gan_engine.reporting import Report
from studio.explorer.wall.order import WallOrder
from studio.project.project import Project
from studio.words import count_words, tr
from studio.workers.explorer.design_search import SearchWish

KEY = "explore"
WALK = "walk"


@dataclass(frozen=True)
class SessionState:
    """How Explore was left."""

    model: str = ""
    """Path of the generator file, as seen from the project's folder where it lies inside."""
    order: WallOrder = field(default_factory=WallOrder)
    wish: SearchWish | None = None
    """What the wall was searched for; None where it hung by its order."""
    sampling: Sampling = field(default_factory=Sampling)
    mode: str = "wall"
    """What stood in the middle: the key of a mode."""
    point: Point | None = None
    """What was in the large view."""


@dataclass(frozen=True)
class StoredWalk:
    """The designs that a walk goes through, and how: there may be none yet."""

    stations: tuple[Point, ...] = ()
    seconds: float = 6.0
    loop: bool = False
    segments: tuple[Segment, ...] = ()
    """Of each station, the way from it to the next."""
    way: Way = "round"

    def words_from(self, before: StoredWalk) -> str:
        """What was done to `before` to come to this, for the undo line."""
        if self.stations == before.stations:
            if self.segments != before.segments:
                return tr("change a way of the walk")
            if self.way != before.way:
                return tr("walk straight") if self.way == "straight" else tr("walk round")
            return (
                tr("change how long the walk takes")
                if self.loop == before.loop
                else tr("change whether the walk loops")
            )
        more = len(self.stations) - len(before.stations)
        if not self.stations:
            return tr("empty the walk")
        if more > 0:
            return tr("add {stations} to the walk", stations=count_words(more, "station"))
        return (
            tr("take {stations} from the walk", stations=count_words(-more, "station"))
            if more
            else tr("put the walk in another order")
        )


def as_seen_from(folder: Path, path: Path) -> str:
    """`path` relative to a project's folder where it lies inside: projects are moved about."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def to_values(state: SessionState) -> dict[str, Any]:
    """As the project keeps it (JSON)."""
    order = state.order
    return {
        "model": state.model,
        "order": [order.first, order.step, order.count],
        "search": None if state.wish is None else state.wish.values(),
        "sampling": state.sampling.model_dump(mode="json"),
        "mode": state.mode,
        "point": None if state.point is None else state.point.values(),
    }


def from_values(values: object) -> SessionState:
    """The inverse of `to_values`; whatever cannot be understood counts as never stored."""
    if not isinstance(values, Mapping):
        return SessionState()
    try:
        first, step, count = (int(number) for number in values["order"])
        point = values.get("point")
        return SessionState(
            model=str(values["model"]), order=WallOrder(first, step, count),
            wish=None if (wish := values.get("search")) is None else SearchWish.from_values(wish),
            sampling=_sampling(values), mode=str(values.get("mode", "wall")),
            point=None if point is None else Point.from_values(point),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return SessionState()


def _sampling(values: Mapping[str, Any]) -> Sampling:
    """Of before, too: one class and psi."""
    if "sampling" in values:
        return Sampling.model_validate(values["sampling"])
    name = str(values["class"])
    return Sampling(classes=single_class(name) if name else (), psi=float(values["psi"]))


def walk_values(walk: StoredWalk) -> dict[str, Any]:
    """As the project keeps it (JSON)."""
    return {
        "stations": [design.values() for design in walk.stations],
        "seconds": walk.seconds,
        "loop": walk.loop,
        "segments": [segment.model_dump(exclude_defaults=True) for segment in walk.segments],
        "way": walk.way,
    }


def walk_from(values: object) -> StoredWalk:
    """The inverse of `walk_values` (of before ways had times and easings too); whatever cannot be understood counts as
    no walk."""
    if not isinstance(values, Mapping):
        return StoredWalk()
    try:
        stations = tuple(map(_design, values["stations"]))
        segments = tuple(map(Segment.model_validate, values.get("segments", ())))[: len(stations)]
        way: Way = "straight" if values.get("way") == "straight" else "round"
        return StoredWalk(stations, float(values["seconds"]), bool(values["loop"]), segments, way)
    except (KeyError, TypeError, ValueError, binascii.Error):
        return StoredWalk()


def read_session(project: Project, report: Report) -> tuple[SessionState, StoredWalk]:
    """What `project` keeps of Explore. For worker threads."""
    return from_values(project.recall(KEY)), walk_from(project.choice(WALK))


def _design(values: Mapping[str, Any]) -> Point:
    """A station, in the form of before (which named the class, and held z in base 64) too."""
    if "class" not in values:
        return Point.from_values(values)
    z = None if values["z"] is None else base64.b64decode(values["z"], validate=True)
    if z is not None and (len(z) % 4 or not z):
        raise ValueError("a latent is made of whole numbers of four bytes")
    return Point.from_values(
        {
            "seed": values["seed"],
            "z": None if z is None else np.frombuffer(z, "<f4").tolist(),
            "classes": single_class(values["class"]),
            "psi": values["psi"],
        }
    )
