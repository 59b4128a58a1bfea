"""The recipe inside a picture: the point of a model that it shows, so that it can be made again.

It is JSON, which `recipe_carriers` puts into the file, where every program that shows the picture steps over it. A
picture comes from anywhere: what is no recipe counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gan_engine import door
from gan_engine.documents import parse_json
from gan_engine.interchange.recipe_carriers import MAX_RECIPE_BYTES, find_text
from gan_engine.latent.point import Name, Point, single_class
from gan_engine.picture_modes import Picture
from gan_engine.pictures import RECIPE_CHUNK, write_png

VERSION = 2
PICTURES_WITH_RECIPES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"})
"""The endings of files that may carry one."""


class PictureRecipe(BaseModel):
    """How a design was made: a point of a model, and what the model is called."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = Field(default=VERSION, ge=1)
    model_name: Name = ""
    point: Point

    @model_validator(mode="before")
    @classmethod
    def _from_first_form(cls, values: object) -> object:
        """Version 1 held the fields of a simple point itself."""
        if isinstance(values, Mapping) and "point" not in values:
            version = values.get("version", 1)
            name = values.get("model_name", "")
            return {"version": VERSION if version == 1 else version, "model_name": name, "point": _first_form(values)}
        return values

    @model_validator(mode="after")
    def _names_its_model(self) -> Self:
        if not self.point.model_digest:
            raise ValueError("a recipe names its model")
        return self

    def values(self) -> dict[str, Any]:
        """As JSON holds it, without what is at its default."""
        return {"version": VERSION, "model_name": self.model_name, "point": self.point.values()}

    def to_text(self) -> str:
        """As JSON text."""
        return json.dumps(self.values(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> PictureRecipe | None:
        """The recipe in `text`; None if it is none, or of a newer version than can be understood."""
        if len(text) > MAX_RECIPE_BYTES:
            return None
        try:
            return cls.from_values(parse_json(text))
        except ValueError:
            return None

    @classmethod
    def from_values(cls, values: object) -> PictureRecipe | None:
        """As `from_text`, of JSON values that were read already."""
        try:
            if isinstance(values, dict) and "point" in values:
                values = {**values, "point": Point.from_values(values["point"])}
            recipe = cls.model_validate(values)
        except ValueError:
            return None
        return recipe if recipe.version <= VERSION else None


def _first_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """The point of a recipe of version 1. Its named steps along directions held no direction and cannot be followed."""
    if values.get("edits"):
        raise ValueError("steps along directions without the directions")
    kept = {key: values[key] for key in ("model_digest", "seed", "z", "psi") if values.get(key) is not None}
    if values.get("noise") is not None:
        kept["noise"] = values["noise"]
    if values.get("class_name") is not None:
        kept["classes"] = [[values["class_name"], 1.0]]
    mixing = values.get("mixing") or []
    if not isinstance(mixing, Sequence) or not all(isinstance(each, Mapping) for each in mixing):
        raise ValueError("mixing is a list")
    kept["edits"] = [
        {"kind": "mix", "other": {"z": each.get("z")}, "first": each.get("first", 0), "last": each.get("last", 0)}
        for each in mixing
    ]
    return kept


class Drawer(Protocol):
    """A network that draws designs, opened here or in another process."""

    @property
    def digest(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def class_names(self) -> Sequence[str]: ...

    @property
    def truncation(self) -> bool: ...


def recipe_of(model: Drawer, point: Point) -> PictureRecipe:
    """The recipe of a design of `model`: its point as this model really draws it."""
    changes: dict[str, Any] = {"model_digest": model.digest}
    if model.class_names:
        changes["classes"] = point.classes or single_class(model.class_names[0])
    if not model.truncation:
        changes["psi"] = 1.0
    return PictureRecipe(model_name=model.name, point=point.having(**changes))


def write_design(path: Path, picture: Picture, recipe: PictureRecipe) -> None:
    """Write `picture` as a PNG with its recipe inside, whole or not at all. Raises `DiskError`."""
    write_png(path, picture, text={RECIPE_CHUNK: recipe.to_text()}, root=path.parent)


def read_recipe(path: Path) -> PictureRecipe | None:
    """The recipe inside the picture at `path`; None where there is none, or no picture, or it cannot be read."""
    try:
        with door.open_read(path) as file:
            text = find_text(file)
    except OSError:
        return None
    return PictureRecipe.from_text(text) if text is not None else None
