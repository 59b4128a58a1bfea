"""The recipe inside a picture: the point of a model that it shows, so that it can be made again.

It is JSON in an iTXt chunk `maquette` of the PNG, which every program that shows the picture steps over. A
picture comes from anywhere, so its chunks are walked with limits, and what is no recipe counts as none.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gan_engine import door
from gan_engine.documents import parse_json
from gan_engine.latent.point import Name, Point, single_class
from gan_engine.picture_files import PNG_SIGNATURE
from gan_engine.picture_modes import Picture
from gan_engine.picture_work import MAX_CHUNKS
from gan_engine.pictures import RECIPE_CHUNK, write_png

VERSION = 2
MAX_RECIPE_BYTES = 2**22

_MAX_TRIED = 8  # chunks with our keyword: a picture has one, and each may unpack to a megabyte


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
            values = parse_json(text)
            if isinstance(values, dict) and "point" in values:
                values["point"] = Point.from_values(values["point"])
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
    """The recipe inside the picture at `path`; None where there is none, or no PNG, or it cannot be read."""
    try:
        with door.open_read(path) as file:
            text = _find_text(file)
    except OSError:
        return None
    return PictureRecipe.from_text(text) if text is not None else None


def _find_text(file: BinaryIO) -> str | None:
    """The text of the first sound `maquette` chunk. No pixel is decoded."""
    if file.read(len(PNG_SIGNATURE)) != PNG_SIGNATURE:
        return None
    tried = 0
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        length = int.from_bytes(head[:4], "big")
        if len(head) < 8 or head[4:] == b"IEND" or length >= 2**31:
            return None
        if head[4:] != b"iTXt" or length > MAX_RECIPE_BYTES:
            file.seek(length + 4, 1)
            continue
        body, check = file.read(length), file.read(4)
        if len(check) == 4 and int.from_bytes(check, "big") == zlib.crc32(body, zlib.crc32(b"iTXt")):
            tried += body.startswith(RECIPE_CHUNK.encode() + b"\0")
            if tried > _MAX_TRIED:
                return None
            text = _itxt(body)
            if text is not None:
                return text
    return None


def _itxt(body: bytes) -> str | None:
    """The text of an iTXt chunk with our keyword (PNG specification, 11.3.3.4); None for others and odd ones."""
    keyword, _, rest = body.partition(b"\0")
    if keyword != RECIPE_CHUNK.encode() or len(rest) < 2:
        return None
    compressed, method = rest[0], rest[1]
    _, _, rest = rest[2:].partition(b"\0")  # language
    _, found, data = rest.partition(b"\0")  # translated keyword
    try:
        if compressed:
            if method != 0:
                return None
            inflater = zlib.decompressobj()
            data = inflater.decompress(data, MAX_RECIPE_BYTES)
            if not inflater.eof:
                return None
        return data.decode() if found else None
    except (zlib.error, UnicodeDecodeError):
        return None
