"""The recipe inside a picture: which model made it, from which latent, how; so that it can be made again.

It is JSON in an iTXt chunk `maquette` of the PNG, which every program that shows the picture steps over. A
picture comes from anywhere, so its chunks are walked with limits, and what is no recipe counts as none.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Annotated, BinaryIO, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from gan_engine import door
from gan_engine.documents import parse_json
from gan_engine.latent.seeds import MAX_SEED, latents
from gan_engine.picture_modes import Picture
from gan_engine.picture_work import MAX_CHUNKS
from gan_engine.pictures import write_png

KEYWORD = "maquette"
VERSION = 1
MAX_RECIPE_BYTES = 2**20
MAX_NUMBERS = 65536
"""Numbers in a latent."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MAX_TRIED = 8  # chunks with our keyword: a picture has one, and each may unpack to a megabyte

Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
Latent = Annotated[tuple[Number, ...], Field(min_length=1, max_length=MAX_NUMBERS)]
Name = Annotated[str, Field(max_length=1000)]


class _Part(BaseModel):
    """What a newer version adds and this one does not know is dropped, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Mixing(_Part):
    """Layers `first` to `last` of the network take another latent."""

    z: Latent
    first: int = Field(ge=0, le=1000)
    last: int = Field(ge=0, le=1000)


class Edit(_Part):
    """A step of `amount` (standard deviations) along a named direction."""

    direction: Name
    amount: Number


class PictureRecipe(_Part):
    """How a design was made. It has a seed, a latent, or both (then the latent counts)."""

    version: int = Field(default=VERSION, ge=1)
    model_digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the generator's file."""
    model_name: Name = ""
    z: Latent | None = None
    """May be given as an array too."""
    seed: Seed | None = None
    class_name: Name | None = None
    psi: Number = 1.0
    noise: Seed | None = None
    """Seed of the noise inputs; None for the network's own."""
    mixing: Annotated[tuple[Mixing, ...], Field(max_length=100)] = ()
    edits: Annotated[tuple[Edit, ...], Field(max_length=1000)] = ()

    @field_validator("z", mode="before")
    @classmethod
    def _from_array(cls, value: object) -> object:
        return latent_numbers(value) if isinstance(value, np.ndarray) else value

    @model_validator(mode="after")
    def _has_a_point(self) -> Self:
        if self.z is None and self.seed is None:
            raise ValueError("a recipe needs a seed or a latent")
        return self

    def latent(self, z_dim: int) -> npt.NDArray[np.float32]:
        """The point of the latent space, float32 [z_dim], or of its own width if it carries its latent."""
        if self.z is not None:
            return np.array(self.z, np.float32)
        assert self.seed is not None
        drawn: npt.NDArray[np.float32] = latents([self.seed], z_dim)[0]
        return drawn

    def to_text(self) -> str:
        """As JSON, without what is at its default."""
        return json.dumps(
            {"version": self.version, **self.model_dump(mode="json", exclude_defaults=True)},
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> PictureRecipe | None:
        """The recipe in `text`; None if it is none, or of a newer version than can be understood."""
        if len(text) > MAX_RECIPE_BYTES:
            return None
        try:
            recipe = cls.model_validate(parse_json(text))
        except ValueError:
            return None
        return recipe if recipe.version <= VERSION else None


def latent_numbers(z: npt.NDArray[np.floating]) -> tuple[float, ...]:
    """A latent [z_dim] as a recipe holds it: the shortest decimals that give the same float32 again."""
    return tuple(float(str(number)) for number in z.astype(np.float32).ravel())


def write_design(path: Path, picture: Picture, recipe: PictureRecipe) -> None:
    """Write `picture` as a PNG with its recipe inside, whole or not at all. Raises `DiskError`."""
    write_png(path, picture, text={KEYWORD: recipe.to_text()}, root=path.parent)


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
    if file.read(8) != _SIGNATURE:
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
            tried += body.startswith(KEYWORD.encode() + b"\0")
            if tried > _MAX_TRIED:
                return None
            text = _itxt(body)
            if text is not None:
                return text
    return None


def _itxt(body: bytes) -> str | None:
    """The text of an iTXt chunk with our keyword (PNG specification, 11.3.3.4); None for others and odd ones."""
    keyword, _, rest = body.partition(b"\0")
    if keyword != KEYWORD.encode() or len(rest) < 2:
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
