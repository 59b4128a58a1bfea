"""Recipes: trainings that are known to work, each a TOML file in resources."""

from __future__ import annotations

from pathlib import Path

import resources
from gan_engine.errors import ConfigurationError
from gan_engine.settings.recipe_files import ENDING, read_recipe
from gan_engine.settings.recipe_files import Recipe as Recipe  # who lists recipes need not know of their files

DEFAULT_RECIPE = "quick-look"
FOR_ARTISTS = (DEFAULT_RECIPE, "small-set", "best-quality")
"""They come first; the others repeat published experiments."""


def list_recipes() -> list[Recipe]:
    """All recipes: those for artists first, the others by name."""
    folder = resources.find("recipes")
    recipes = [read_recipe(path) for path in sorted(folder.glob(f"*{ENDING}"))]
    return sorted(recipes, key=lambda recipe: _position(recipe.name))


def _position(name: str) -> int:
    return FOR_ARTISTS.index(name) if name in FOR_ARTISTS else len(FOR_ARTISTS)


def load_recipe(name: str) -> Recipe:
    """The recipe called `name`, or the one in the file `name` where that ends in .toml. Raises `ConfigurationError`."""
    if name.endswith(ENDING):
        return read_recipe(Path(name))
    recipes = list_recipes()
    for recipe in recipes:
        if recipe.name == name:
            return recipe
    known = ", ".join(recipe.name for recipe in recipes)
    raise ConfigurationError(
        f"There is no recipe “{name}”.", field="recipe", do=f"Known recipes: {known}; or a file of your own, in .toml."
    )
