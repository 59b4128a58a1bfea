"""Methods that write designs: export_designs, contact_sheet, export_openraster, export_latents, encode_designs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from gan_engine.errors import ConfigurationError, ServiceError
from gan_engine.interchange.design_files import (
    Design,
    DesignPath,
    Exported,
    encode_design,
    export_pictures,
    prepared,
    usual_name,
    with_recipe,
)  # fmt: skip
from gan_engine.interchange.exports.latents import check_latents_file, write_latents
from gan_engine.interchange.exports.names import NameFacts
from gan_engine.interchange.exports.openraster import write_openraster
from gan_engine.interchange.exports.options import LayerOptions, LookOptions, PictureOptions, SheetOptions
from gan_engine.interchange.exports.sheets import cell_for, check_sheet, write_sheet_file
from gan_engine.interchange.exports.upscaler import open_upscaler
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe, recipe_of
from gan_engine.latent.point import Point
from gan_engine.service.calls import Call
from gan_engine.service.designs import MAX_POINTS_AT_ONCE, Points, points_of
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import STORED, UNDER_THE_HAND
from gan_engine.service.open_models import OpenModels
from gan_engine.service.upscaling import in_turn
from gan_engine.upscalers import Upscale

MAX_FILES = 100_000
_ENCODED_AT_ONCE = 100  # what goes into a clipboard, or is dragged


class Designs(Points):
    """Designs of a model, or such as lie as picture files, which need none."""

    model: str = ""
    """Path of a snapshot's folder or of a generator's file; empty where `paths` are given."""
    paths: Annotated[list[Path], Field(max_length=MAX_FILES)] | None = None
    """Of picture files, whose recipes go along; null where points are given."""
    facts: list[NameFacts] = Field(default_factory=list)
    """What names are made of, one for each design; empty: what their recipes say."""


class ExportDesigns(Designs):
    folder: Path
    """Where to; made if missing."""
    options: PictureOptions = PictureOptions()
    """Kind, size, recipe, background, names."""


class ContactSheet(Designs):
    path: Path
    """The sheet: .png or .pdf."""
    options: SheetOptions = SheetOptions()
    """Columns, names, colours, page."""


class ExportOpenRaster(Designs):
    path: Path
    """The file: .ora."""
    options: LayerOptions = LayerOptions()
    """Size, background, mask."""


class ExportLatents(Designs):
    path: Path
    """The file: .json, .csv (rows of z) or .npz (`w` or `z`, as NVIDIA's tools have it)."""


class EncodeDesigns(Designs):
    options: PictureOptions = PictureOptions()
    """Kind, size, recipe, background."""


@method("export_designs", ExportDesigns)
def export_designs(open_models: OpenModels, call: Call, params: ExportDesigns) -> Answer:
    """Write designs as picture files, nothing overwritten.

    Answer: paths, skipped (a line for each that could not be read).
    """
    designs, total = _designs(open_models, call, params)
    upscale = _upscale(open_models, call, params.options)
    return _told(export_pictures(params.folder, designs, total, params.options, call.report, upscale))


@method("contact_sheet", ContactSheet)
def make_contact_sheet(open_models: OpenModels, call: Call, params: ContactSheet) -> Answer:
    """Write designs beside each other on one sheet, or on the pages of a PDF.

    Answer: paths, skipped.
    """
    check_sheet(params.path)
    designs, total = _designs(open_models, call, params)
    if params.paths is None:
        size = open_models.session(params.model).size
        largest = size.width, size.height
    else:
        largest = cell_for(_unless_cancelled(call, params.paths))
    return _told(write_sheet_file(params.path, designs, total, largest, params.options, call.report))


@method("export_openraster", ExportOpenRaster)
def export_openraster(open_models: OpenModels, call: Call, params: ExportOpenRaster) -> Answer:
    """Write designs as the layers of an OpenRaster file, the first one shown.

    Answer: paths, skipped.
    """
    designs, total = _designs(open_models, call, params)
    upscale = _upscale(open_models, call, params.options)
    return _told(write_openraster(params.path, designs, total, params.options, call.report, upscale))


@method("export_latents", ExportLatents)
def export_latents(open_models: OpenModels, call: Call, params: ExportLatents) -> Answer:
    """Write where designs lie, for other tools. What is more than recipes needs their model.

    Answer: paths, skipped.
    """
    check_latents_file(params.path)
    recipes, names, skipped = _recipes(open_models, call, params)
    if not params.model or params.path.suffix.lower() == ".json":
        write_latents(params.path, recipes, names, None)
    else:
        session = open_models.session(params.model)
        with open_models.computing(call, STORED, drawing=True):
            write_latents(params.path, recipes, names, session)
    return _told(Exported((params.path,), tuple(skipped)))


@method("encode_designs", EncodeDesigns)
def encode_designs(open_models: OpenModels, call: Call, params: EncodeDesigns) -> Answer:
    """Designs as the bytes of picture files, for the clipboard, or for the program that they are dragged onto.

    Partial: name; array of bytes, uint8 [n].

    Answer: count.
    """
    designs, total = _designs(open_models, call, params, UNDER_THE_HAND)
    if total > _ENCODED_AT_ONCE:
        raise ServiceError(f"At most {_ENCODED_AT_ONCE} designs are encoded at once.")
    upscale = _upscale(open_models, call, params.options)
    for one in designs:
        design = one.read()
        data = encode_design(prepared(design.picture, params.options, upscale), design.recipe, params.options)
        call.partial({"name": design.facts.name}, [np.frombuffer(data, np.uint8)])
    return Answer({"count": total})


def _told(exported: Exported) -> Answer:
    return Answer({"paths": [str(path) for path in exported.paths], "skipped": list(exported.skipped)})


def _designs(
    open_models: OpenModels, call: Call, params: Designs, rank: int = STORED
) -> tuple[Iterator[Design | DesignPath], int]:
    """The designs a request speaks of, drawn as they are taken, and how many there are."""
    if params.paths is not None:
        facts = _facts(params, len(params.paths))
        return (DesignPath(path, fact) for path, fact in zip(params.paths, facts, strict=True)), len(params.paths)
    points, recipes = _points_and_recipes(open_models, call, params)
    session = open_models.session(params.model)
    batches = open_models.draw(call, session, points, rank, alone=True)
    drawn = (picture for batch in batches for picture in batch)
    every = zip(drawn, recipes, _named(params, recipes), strict=True)
    return (Design(picture, recipe, fact) for picture, recipe, fact in every), len(points)


def _points_and_recipes(
    open_models: OpenModels, call: Call, params: Designs
) -> tuple[list[Point], list[PictureRecipe]]:
    if not params.model:
        raise ServiceError("Designs come as files, or as points of a model.")
    session = open_models.session(params.model)
    points = points_of(session, call, params)
    if len(points) > MAX_POINTS_AT_ONCE:
        raise ServiceError(f"At most {MAX_POINTS_AT_ONCE:,} designs are written at once.")
    return points, [recipe_of(session, point) for point in points]


def _recipes(open_models: OpenModels, call: Call, params: Designs) -> tuple[list[PictureRecipe], list[str], list[str]]:
    """The recipes, the names, and a line for each file that carries none."""
    if params.paths is None:
        _, recipes = _points_and_recipes(open_models, call, params)
        return recipes, [fact.name for fact in _named(params, recipes)], []
    found: list[PictureRecipe] = []
    names, skipped = [], []
    for number, (path, fact) in enumerate(zip(params.paths, _facts(params, len(params.paths)), strict=True)):
        call.report(number, len(params.paths), path.name)
        if (recipe := read_recipe(path)) is None:
            skipped.append(f"{fact.name or path.stem}: it carries no recipe")
        else:
            found.append(recipe)
            names.append(fact.name or path.stem)
    if not found:
        raise ConfigurationError("None of these designs carries a recipe.", do="Choose others.")
    return found, names, skipped


def _facts(params: Designs, count: int) -> list[NameFacts]:
    if params.facts and len(params.facts) != count:
        raise ServiceError(f"There are facts of {len(params.facts)} designs for {count}.")
    return params.facts or [NameFacts()] * count


def _named(params: Designs, recipes: list[PictureRecipe]) -> list[NameFacts]:
    """What names are made of; a design of a point is called after its seed where nobody called it anything."""
    return [
        with_recipe(fact, recipe, Path(usual_name(recipe.point.seed, number)).stem)
        for number, (fact, recipe) in enumerate(zip(_facts(params, len(recipes)), recipes, strict=True), 1)
    ]


def _unless_cancelled(call: Call, paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        call.check()
        yield path


def _upscale(open_models: OpenModels, call: Call, options: LookOptions) -> Upscale | None:
    """The upscaler that is asked for, each picture in a turn of its own."""
    if options.resampling != "upscaler" or options.upscaler is None:
        return None
    return in_turn(open_upscaler(options.upscaler), open_models, call)
