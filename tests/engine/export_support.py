"""Designs to export: small pictures with the recipes of a model that is nowhere."""

from __future__ import annotations

import numpy as np

from gan_engine.interchange.design_files import Design
from gan_engine.interchange.exports.names import NameFacts
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.latent.point import Point

DIGEST = "0123456789abcdef" * 4


def picture(seed: int, side: int = 32) -> np.ndarray:
    """A disc on a plain ground, in colours of its own."""
    chance = np.random.RandomState(seed)
    made = np.empty((side, side, 3), np.uint8)
    made[:] = chance.randint(200, 250, 3)
    rows, columns = np.mgrid[:side, :side]
    made[(rows - side / 2) ** 2 + (columns - side / 2) ** 2 < (side / 3) ** 2] = chance.randint(0, 90, 3)
    return made


def design(seed: int, name: str = "", **point: object) -> Design:
    recipe = PictureRecipe(
        model_name="knights", point=Point.model_validate({"model_digest": DIGEST, "seed": seed, **point})
    )
    return Design(picture(seed), recipe, NameFacts(name=name or f"Design {seed}", model="knights", seed=seed))


def recipe_of(seed: int, **point: object) -> PictureRecipe:
    made = design(seed, **point).recipe
    assert made is not None
    return made
