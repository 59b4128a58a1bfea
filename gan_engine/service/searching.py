"""The method that searches among the designs of many seeds: search_designs."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Mask, Point
from gan_engine.latent.sampling import Sampling
from gan_engine.latent.seeds import MAX_SEARCHED, MAX_SEED
from gan_engine.service.calls import Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import STORED
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    from gan_engine.latent.seed_features import SeedFeatures
    from gan_engine.latent.seed_search import Found, Ranking
    from gan_engine.latent.session import Session


class SearchDesigns(OfModel):
    by: Literal["different", "like", "picture", "silhouette", "direction", "original"]
    """Most different first; nearest to `point`, to `picture`; likest to `mask`; farthest along `direction`; farthest
    from the pictures of `dataset`."""
    sampling: Sampling = Sampling()
    """How the seeds are drawn."""
    first: int = Field(0, ge=0, le=MAX_SEED)
    """The first seed that is looked at."""
    count: int = Field(1000, ge=1, le=MAX_SEARCHED)
    """How many seeds are looked at."""
    point: Point | None = None
    """For like."""
    picture: Path | None = None
    """For picture: a file."""
    mask: Mask | None = None
    """For silhouette: where something is to be."""
    direction: Direction | None = None
    """For direction."""
    dataset: Path | None = None
    """For original: what the model learnt from."""


@method("search_designs", SearchDesigns)
def search_designs(open_models: OpenModels, call: Call, params: SearchDesigns) -> Answer:
    """Put the designs of many seeds in an order. What was looked at is kept for the next time.

    Partial: seeds (the first of them in order, as far as is known), looked, of.

    Answer: seeds (all, in order), looked, of.
    """
    from gan_engine.latent.seed_features import SeedFeatures
    from gan_engine.latent.seed_search import search, search_along

    count = min(params.count, MAX_SEED + 1 - params.first)
    if params.by == "direction":
        if params.direction is None:
            raise _missing("direction")
        with open_models.computing(call, STORED):
            session = open_models.session(params.model)
            return _told(search_along(session, params.sampling, params.direction, params.first, count))
    with open_models.computing(call, STORED, drawing=True):
        session = open_models.session(params.model)
        seen = SeedFeatures(session, params.sampling, params.first)
        ranking = None if params.by == "original" else _ranking(params, session, seen)
    ranking = ranking or _most_original(open_models, call, params, session, seen)
    with contextlib.closing(search(seen, ranking, count)) as going:
        while True:
            with open_models.computing(call, STORED, drawing=True):
                found = next(going)
            call.report(min(seen.count, count), count)
            if found is not None and found.done:
                return _told(found)
            if found is not None:
                call.partial(_values(found))


def _ranking(params: SearchDesigns, session: Session, seen: SeedFeatures) -> Ranking:
    from gan_engine.latent.seed_search import LikestOutline, MostDifferent, nearest_to_picture, nearest_to_point

    if params.by == "like" and params.point is not None:
        return nearest_to_point(session, params.point, seen.backbone)
    if params.by == "picture" and params.picture is not None:
        return nearest_to_picture(session, params.picture, seen.backbone)
    if params.by == "silhouette" and params.mask is not None:
        return LikestOutline(params.mask)
    if params.by == "different":
        return MostDifferent()
    raise _missing("point" if params.by == "like" else "mask" if params.by == "silhouette" else params.by)


def _most_original(
    open_models: OpenModels, call: Call, params: SearchDesigns, session: Session, seen: SeedFeatures
) -> Ranking:
    """Looks at the training pictures first, in small pieces."""
    from gan_engine.dataset.reading import open_dataset
    from gan_engine.latent.seed_search import MostOriginal
    from gan_engine.latent.training_features import TrainingFeatures

    if params.dataset is None:
        raise _missing("dataset")
    with open_dataset(params.dataset) as dataset:
        training = TrainingFeatures(dataset, session.size, seen.backbone)
        more = True
        while more:
            with open_models.computing(call, STORED, drawing=True):
                more = training.advance()
    return MostOriginal(training.features)


def _missing(name: str) -> ServiceError:
    return ServiceError(f"“search_designs” was asked without the {name} that is to be looked for.")


def _told(found: Found) -> Answer:
    return Answer(_values(found))


def _values(found: Found) -> dict[str, Any]:
    return {"seeds": list(found.seeds), "looked": found.looked, "of": found.of}
