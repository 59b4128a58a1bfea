"""Designs that are to leave, of the shelf or of a model, as the engine is asked for them."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gan_engine.errors import EngineError, PictureError
from gan_engine.interchange.exports.names import NameFacts
from gan_engine.interchange.exports.options import LayerOptions, PictureOptions, SheetOptions
from gan_engine.latent.point import Point
from gan_engine.pictures import probe
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr
from studio.workers.explorer.design_recipes import design_recipe, recipe_from
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import ModelFinder, model_words, project_models

FACTORS = (1, 2, 4, 8)
"""How many times larger a design may leave."""
FILE_KINDS = {"ora": ".ora", "json": ".json", "csv": ".csv", "npz": ".npz"}
"""Kinds that hold all designs in one file, and their endings."""
LATENT_KINDS = ("json", "csv", "npz")


@dataclass(frozen=True)
class ExportedDesigns:
    """Which designs, in what order: files of the shelf, or points of a model."""

    facts: tuple[NameFacts, ...]
    """What their names can be made of."""
    size: tuple[int, int]
    """Width and height of the largest, px."""
    paths: tuple[Path, ...] = ()
    digests: frozenset[str] = frozenset()
    """Of the models that made files of the shelf."""
    model: Path | None = None
    points: tuple[Point, ...] = ()
    has_alpha: bool = False
    """Whether something of them may be see-through."""

    def __len__(self) -> int:
        return len(self.facts)

    def params(self) -> dict[str, Any]:
        """As the engine's methods on exports take them."""
        which: dict[str, Any] = {"model": str(self.model)} if self.model is not None else {}
        if self.paths:
            which["paths"] = [str(path) for path in self.paths]
        else:
            which["points"] = [point.values() for point in self.points]
        return {**which, "facts": [fact.model_dump() for fact in self.facts]}


@dataclass(frozen=True)
class ExportChoice:
    """What was chosen in the dialog."""

    kind: str
    """One of pictures (png, jpeg, webp, tiff) or of `FILE_KINDS`."""
    options: PictureOptions
    folder: Path


@dataclass(frozen=True)
class SheetChoice:
    """A contact sheet as it is to be."""

    path: Path
    options: SheetOptions


def kept_designs(ids: Sequence[int], project: Project, report: Report) -> ExportedDesigns:
    """Designs of the shelf, in this order. For worker threads."""
    facts, paths = [], []
    by_model: dict[str, list[Path]] = {}
    sizes = [(1, 1)]
    for candidate in project.shelf.candidates(ids):
        recipe = recipe_from(candidate.recipe)
        point = recipe.point if recipe is not None else None
        collection = project.shelf.collections.name(candidate.collections[0]) if candidate.collections else ""
        facts.append(
            NameFacts(
                name=candidate.name, model=model_words(recipe.model_name) if recipe is not None else "",
                seed=point.seed if point is not None else None,
                class_name=(point.class_name or "") if point is not None else "", collection=collection,
            )
        )  # fmt: skip
        paths.append(candidate.path)
        by_model.setdefault(point.model_digest if point is not None else "", []).append(candidate.path)
        sizes.append((candidate.width, candidate.height))
    return ExportedDesigns(
        tuple(facts), max(sizes, key=math.prod), tuple(paths), frozenset(by_model),
        has_alpha=any(_have_alpha(files, alike=bool(digest)) for digest, files in by_model.items()),
    )  # fmt: skip


def _have_alpha(paths: Iterable[Path], *, alike: bool) -> bool:
    """Whether one of these files has alpha; `alike`: all or none, as designs of one model, so that the first that can
    be read says it."""
    for path in paths:
        with contextlib.suppress(PictureError):
            if (found := probe(path).has_alpha) or alike:
                return found
    return False


def drawn_designs(model: Model, points: Sequence[Point]) -> ExportedDesigns:
    """Designs of the model in use, as it draws them."""
    drawn = [design_recipe(point, model).point for point in points]
    title = model_words(model.name)
    facts = tuple(
        NameFacts(
            name=tr("seed {seed}", seed=point.seed) if point.seed is not None else tr("design {number}", number=number),
            model=title,
            seed=point.seed,
            class_name=point.class_name or "",
        )
        for number, point in enumerate(drawn, 1)
    )
    return ExportedDesigns(
        facts, (model.size.width, model.size.height), model=model.path, points=tuple(drawn),
        has_alpha=model.size.has_alpha,
    )  # fmt: skip


def with_model(designs: ExportedDesigns, finder: ModelFinder, project: Project, report: Report) -> ExportedDesigns:
    """The same, with the model that made files of the shelf. For worker threads.

    Raises `EngineError` where that is none of the project's, or they are of several.
    """
    if designs.model is not None:
        return designs
    if len(designs.digests) != 1 or not (digest := next(iter(designs.digests))):
        raise EngineError(
            tr("These designs are of several models, or of none."),
            do=tr("Export those of one model at a time, or as JSON, which needs none."),
        )
    name = designs.facts[0].model
    found = finder.find(digest, project_models(project), name, report)
    if found is None:
        raise EngineError(
            tr("These designs were made with “{name}”, which is not in this project.", name=name or tr("a model")),
            kept=tr("They are on the shelf as before."),
            do=tr("Bring its snapshot into the project, or export them as JSON, which needs no model."),
        )
    return replace(designs, model=found.path)


def export_call(designs: ExportedDesigns, choice: ExportChoice, path: Path) -> tuple[str, dict[str, Any]]:
    """The method of the engine and its parameters; `path`: of the one file, where there is one."""
    params = designs.params()
    if choice.kind == "ora":
        look = choice.options.model_dump(mode="json", include={"factor", "resampling", "upscaler", "background"})
        layers = LayerOptions.model_validate(look)
        return "export_openraster", {**params, "path": str(path), "options": layers.model_dump(mode="json")}
    if choice.kind in LATENT_KINDS:
        return "export_latents", {**params, "path": str(path)}
    options = choice.options.model_dump(mode="json")
    return "export_designs", {**params, "folder": str(choice.folder), "options": options}


def sheet_call(designs: ExportedDesigns, choice: SheetChoice) -> tuple[str, Mapping[str, Any]]:
    """As `export_call`, for a contact sheet."""
    options = choice.options.model_dump(mode="json")
    return "contact_sheet", {**designs.params(), "path": str(choice.path), "options": options}
