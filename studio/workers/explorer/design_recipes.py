"""Designs to picture recipes and back, and designs written as PNGs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gan_engine.documents import parse_json
from gan_engine.errors import BY_NEWER
from gan_engine.latent.point import Point
from gan_engine.latent.seeds import latents
from gan_engine.pictures import RECIPE_CHUNK, encode_png
from gan_engine.reporting import Report, silent
from gan_engine.runs.pins import hold
from studio.project.project import Project
from studio.words import tr
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.designs import Model, drawing_params, fitted_to

if TYPE_CHECKING:
    from gan_engine.interchange.designs_in_files import DesignsInFile
    from gan_engine.interchange.picture_recipe import PictureRecipe

    ReadFile = tuple[Path, DesignsInFile]


def design_recipe(design: Point, model: Model) -> PictureRecipe:
    """The recipe by which `model` draws `design` again."""
    from gan_engine.interchange.picture_recipe import recipe_of

    return recipe_of(model, design_as_drawn(design, model))


def design_of(recipe: PictureRecipe) -> Point:
    """The point that a recipe holds, whichever model draws it."""
    point = recipe.point.having(model_digest="")
    if point.z is not None and point.seed is not None:
        own = np.array_equal(np.array(point.z, np.float32), latents([point.seed], len(point.z))[0])
        return point.having(z=None) if own else point.having(seed=None)
    return point


def design_as_drawn(design: Point, model: Model) -> Point:
    """`design` as its recipe will name it: with the class and truncation that `model` really uses."""
    return fitted_to(model, design)


def recipe_from(values: Mapping[str, Any]) -> PictureRecipe | None:
    """The recipe stored with a kept design; None if it is none."""
    from gan_engine.interchange.picture_recipe import PictureRecipe

    return PictureRecipe.from_text(json.dumps(values))


def recipes_to_mime(recipes: Sequence[PictureRecipe]) -> bytes:
    """The data of `DESIGNS_MIME`."""
    return ("[" + ",".join(recipe.to_text() for recipe in recipes) + "]").encode()


def recipes_from_mime(data: bytes) -> list[PictureRecipe]:
    """The inverse of `recipes_to_mime`; what is none is left out."""
    try:
        values = parse_json(data)
    except ValueError:
        return []
    found = [recipe_from(value) for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    return [recipe for recipe in found if recipe is not None]


def read_files(paths: Sequence[Path], report: Report = silent) -> list[ReadFile]:
    """The designs in pictures, OpenRaster files and files of latents. For worker threads."""
    from gan_engine.interchange.designs_in_files import read_designs

    found = []
    for number, path in enumerate(paths):
        report(number, len(paths), path.name)
        found.append((path, read_designs(path)))
    return found


def trouble_words(read: Sequence[ReadFile]) -> str:
    """What is to be said of files that hold no design; "" where all do."""
    without = [(path.name, found.trouble) for path, found in read if found.trouble]
    if not without:
        return ""
    name, trouble = without[0]
    which = tr("{n} files, “{name}” among them,", one="“{name}”", n=len(without), name=name)
    if trouble == "newer":
        return tr(
            "{which} were written {by_newer}: update to open it.",
            one="{which} was written {by_newer}: update to open it.",
            n=len(without),
            which=which,
            by_newer=BY_NEWER,
        )
    if trouble == "damaged":
        return tr(
            "{which} carry a recipe that is damaged: it cannot be made again.",
            one="{which} carries a recipe that is damaged: it cannot be made again.",
            n=len(without),
            which=which,
        )
    return tr(
        "{which} carry no recipe: only files that Maquette wrote can be made again.",
        one="{which} carries no recipe: only files that Maquette wrote can be made again.",
        n=len(without),
        which=which,
    )


@dataclass(frozen=True)
class DesignPng:
    """A design as the bytes of a PNG that carries its recipe."""

    design: Point
    data: bytes
    recipe: Mapping[str, Any]


def draw_pngs(
    engine: Engine, model: Model, designs: Sequence[Point], *, take: Callable[[DesignPng], None],
    name: str = "", done: Callable[[Any], Any] | None = None, failed: Callable[[BaseException], Any] | None = None,
) -> Call:  # fmt: skip
    """Have `designs` drawn in full size; `take` gets each as a PNG, in order, on the thread that reads answers.

    `done(None)` follows on the GUI thread when all are there.
    """

    def encode(answer: Answer) -> None:
        if not answer.arrays:
            return
        first = int(answer.values["first"])
        for design, pixels in zip(designs[first:], answer.arrays[0], strict=False):
            text = design_recipe(design, model).to_text()
            take(DesignPng(design, encode_png(pixels, text={RECIPE_CHUNK: text}), json.loads(text)))

    params = {**drawing_params(model, designs), "alone": True}
    return engine.call("generate", params, name=name, prepare=encode, done=done, failed=failed)


def shelve(
    project: Project,
    model: Model,
    designs: Sequence[tuple[bytes, Mapping[str, Any], str, Sequence[int]]],
    report: Report = silent,
) -> list[int]:
    """Keep designs of `model` on the shelf (as `Shelf.add_many`), and with them the snapshot that drew them. For worker
    threads."""
    ids = project.shelf.add_many(designs)
    hold(model.path, "shelf")
    return ids


def file_name(model: Model, design: Point, number: int, suffix: str) -> str:
    """What the file of a design is called where it leaves the window: "critters 380 kimg seed 48213.png"."""
    from studio.project.naming import safe_file_name
    from studio.workers.explorer.models import model_words

    point = tr("seed {seed}", seed=design.seed) if design.seed is not None else tr("design {number}", number=number)
    return safe_file_name(f"{model_words(model.name)} {point}") + suffix
