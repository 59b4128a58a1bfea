"""Recipes: trainings that are known to work, each a TOML file in resources. Torch-free."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import resources
from gan_engine.errors import ConfigurationError
from gan_engine.training.configuration import Configuration, configure

DEFAULT_RECIPE = "quick-look"
FOR_ARTISTS = (DEFAULT_RECIPE, "small-set", "best-quality")
"""They come first; the others repeat published experiments."""


@dataclass(frozen=True)
class Recipe:
    """A named configuration, introduced to artists."""

    name: str
    title: str
    sentence: str
    configuration: Configuration


def list_recipes() -> list[Recipe]:
    """All recipes: those for artists first, the others by name."""
    folder = resources.find("recipes")
    recipes = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return sorted(recipes, key=lambda recipe: _place(recipe.name))


def _place(name: str) -> int:
    return FOR_ARTISTS.index(name) if name in FOR_ARTISTS else len(FOR_ARTISTS)


def load_recipe(name: str) -> Recipe:
    """The recipe called `name`. Raises `ConfigurationError` if there is none."""
    recipes = list_recipes()
    for recipe in recipes:
        if recipe.name == name:
            return recipe
    known = ", ".join(recipe.name for recipe in recipes)
    raise ConfigurationError(f"There is no recipe “{name}”.", field="recipe", do=f"Known recipes: {known}.")


def _read(path: Path) -> Recipe:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(path.stem, document["title"], document["sentence"], configure(document["configuration"]))
