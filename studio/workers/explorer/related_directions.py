"""Directions that were found in another snapshot of the run that the model in use is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gan_engine.latent.directions import Direction
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import kimg_words, tr
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import ModelFinder, find_models

_LONGEST_NAME = 100


@dataclass(frozen=True)
class RelatedDirections:
    """Those of the nearest snapshot that has some which the model in use has not."""

    kimg: float
    directions: tuple[Direction, ...]

    @property
    def words(self) -> str:
        """Where they come from."""
        return tr("found at {kimg} kimg", kimg=kimg_words(self.kimg))

    def for_model(self, digest: str) -> list[Direction]:
        """The same as directions of another model, with where they come from behind their names."""
        behind = f" ({self.words})"
        return [
            each.having(model_digest=digest, name=each.name[: _LONGEST_NAME - len(behind)] + behind)
            for each in self.directions
        ]


def related_directions(
    by_digest: Mapping[str, Sequence[Direction]], model: Model, finder: ModelFinder, project: Project, report: Report
) -> RelatedDirections | None:
    """Of all that are kept, by the digest of their model. For worker threads: it reads the run's snapshots."""
    run = model.path.parent.parent.parent
    if run not in project.runs() or model.kimg is None:
        return None
    snapshots = find_models([run])
    own = {each.vector for each in by_digest.get(model.digest, ())}
    found: list[RelatedDirections] = []
    for digest, directions in by_digest.items():
        fitting = tuple(each for each in directions if _fits(each, model) and each.vector not in own)
        if digest == model.digest or not fitting:
            continue
        other = finder.find(digest, snapshots, report=report)
        if other is not None and other.kimg is not None:
            found.append(RelatedDirections(other.kimg, fitting))
    return min(found, key=lambda each: abs(each.kimg - (model.kimg or 0)), default=None)


def _fits(direction: Direction, model: Model) -> bool:
    return len(direction.vector) == (model.w_dim if direction.space == "w" else model.z_dim)
