"""Methods on directions: find_directions, direction_by_example, direction_between, direction_apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.latent.directions import MAX_DIRECTIONS, Direction
from gan_engine.latent.point import LAST_LAYER, Layer, Point
from gan_engine.service.calls import Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import LOOKED_AT
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.direction_search import DirectionSearch

MAX_EXAMPLES = 10_000
DirectionName = Annotated[str, Field(min_length=1, max_length=100)]
Points = Annotated[list[Point], Field(max_length=MAX_EXAMPLES)]


class InLayers(OfModel):
    first: Layer = 0
    """The first layer whose style it moves; means nothing to a network without styles."""
    last: Layer = LAST_LAYER
    """The last one."""
    apart_from: Annotated[list[Direction], Field(max_length=MAX_DIRECTIONS)] = Field(default_factory=list)
    """What is found is at right angles to these, so that a step along it takes none along them."""


class FindDirections(InLayers):
    by: Literal["sefa", "pca"]
    """In the network's weights, or in the spread of its designs."""
    count: int = Field(12, ge=1, le=100)
    """How many, the strongest first."""


class DirectionByExample(InLayers):
    name: DirectionName
    """What it will be called."""
    examples: Points
    """Designs that have it."""
    others: Points
    """Designs that have it not."""


class DirectionBetween(InLayers):
    name: DirectionName
    """What it will be called."""
    classes: Annotated[list[str], Field(min_length=2, max_length=2)] | None = None
    """From this class to that one; null where groups are given."""
    start: Points = Field(default_factory=list)
    """The group of designs that it leads from."""
    end: Points = Field(default_factory=list)
    """The group of designs that it leads to."""


class DirectionApart(OfModel):
    direction: Direction
    """What is wanted."""
    others: Annotated[list[Direction], Field(max_length=MAX_DIRECTIONS)]
    """What it should not bring along."""


@method("find_directions", FindDirections)
def find_directions(open_models: OpenModels, call: Call, params: FindDirections) -> Answer:
    """Directions that nobody has asked for: what the network can change.

    Answer: directions, as in files of them.
    """
    with open_models.computing(call, LOOKED_AT):
        search = _search(open_models, params.model)
        reach = (params.first, params.last)
        if params.by == "sefa":
            found = search.closed_form(params.count, *reach)
        else:
            found = search.principal(params.count, *reach, report=call.report)
        return _told(search, found, params)


@method("direction_by_example", DirectionByExample)
def direction_by_example(open_models: OpenModels, call: Call, params: DirectionByExample) -> Answer:
    """The direction from designs without something to designs with it, tested on examples held out.

    Answer: directions (one).
    """
    with open_models.computing(call, LOOKED_AT):
        search = _search(open_models, params.model)
        found = search.by_example(params.name, params.examples, params.others, params.first, params.last)
        return _told(search, [found], params)


@method("direction_between", DirectionBetween)
def direction_between(open_models: OpenModels, call: Call, params: DirectionBetween) -> Answer:
    """The direction from one class, or group of designs, to another.

    Answer: directions (one).
    """
    if (params.classes is None) == (not params.start and not params.end):
        raise ServiceError("A direction leads between two classes, or between two groups of designs.")
    with open_models.computing(call, LOOKED_AT):
        search = _search(open_models, params.model)
        reach = (params.first, params.last)
        if params.classes is not None:
            start, end = params.classes
            found = search.between_classes(params.name, start, end, *reach)
        else:
            found = search.between_groups(params.name, params.start, params.end, *reach)
        return _told(search, [found], params)


@method("direction_apart", DirectionApart)
def direction_apart(open_models: OpenModels, call: Call, params: DirectionApart) -> Answer:
    """A direction at right angles to others, so that a step along it takes none along them.

    Answer: directions (one).
    """
    with open_models.computing(call, LOOKED_AT):
        search = _search(open_models, params.model)
        return Answer({"directions": [search.apart(params.direction, params.others).values()]})


def _search(open_models: OpenModels, model: str) -> DirectionSearch:
    from gan_engine.latent.direction_search import DirectionSearch

    return DirectionSearch(open_models.session(model))


def _told(search: DirectionSearch, found: Sequence[Direction], params: InLayers) -> Answer:
    return Answer({"directions": [each.values() for each in search.all_apart(found, params.apart_from)]})
