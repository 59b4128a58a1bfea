"""What is chosen of an export: the same records in the window, in requests and in the terminal. No torch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gan_engine.curation.backgrounds.methods import AUTO, BACKGROUND_METHODS
from gan_engine.errors import EngineError
from gan_engine.interchange.exports.names import USUAL_PATTERN, check_pattern

Level = Annotated[int, Field(ge=0, le=255)]
Colour = tuple[Level, Level, Level]
PictureKind = Literal["png", "jpeg", "webp", "tiff"]
Resampling = Literal["smooth", "pixels", "upscaler"]
PageSize = Literal["a4", "a3", "letter"]

SUFFIXES: dict[str, str] = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "tiff": ".tif"}
"""Of each kind of picture."""
MAX_FACTOR = 16
WHITE: Colour = (255, 255, 255)
DARK: Colour = (31, 31, 31)
LIGHT_TEXT: Colour = (232, 232, 232)


class _Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LookOptions(_Options):
    """How a design is worked on before it is written."""

    factor: Annotated[int, Field(ge=1, le=MAX_FACTOR)] = 1
    """How many times larger than the network draws it."""
    resampling: Resampling = "pixels"
    """`smooth`: Lanczos, for painted art. `pixels`: each pixel a square. `upscaler`: by a network of one's own."""
    upscaler: Path | None = None
    """A network that spandrel reads, as safetensors."""
    background: str = ""
    """The way the background is taken away; empty: it stays."""

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.resampling == "upscaler" and self.upscaler is None:
            raise ValueError("an upscaler needs its file")
        if self.background and self.background not in BACKGROUND_METHODS:
            raise ValueError(f"“{self.background[:40]}” is not a way to remove backgrounds")
        return self


class PictureOptions(LookOptions):
    """How designs are written as pictures, a file each."""

    kind: PictureKind = "png"
    quality: Annotated[int, Field(ge=1, le=100)] = 95
    """Of JPEG and WebP; 100 is a WebP without loss."""
    recipe: bool = True
    """Whether each carries how it was made."""
    ground: Colour = WHITE
    """The colour behind what is see-through, where the kind has no alpha."""
    names: str = USUAL_PATTERN
    """The pattern of the files' names."""
    folders: bool = False
    """A folder for each collection."""

    @model_validator(mode="after")
    def _has_names(self) -> Self:
        try:
            check_pattern(self.names)
        except EngineError as error:
            raise ValueError(error.what) from error
        return self

    @property
    def suffix(self) -> str:
        """Of the files, with its dot."""
        return SUFFIXES[self.kind]


class SheetOptions(_Options):
    """How a contact sheet is laid out."""

    columns: Annotated[int, Field(ge=1, le=1000)] | None = None
    """None: about as many as rows; on pages, as many as suit."""
    labels: bool = True
    """Names below the pictures."""
    seeds: bool = False
    """Seeds beside the names."""
    cell: Annotated[int, Field(ge=16, le=4096)] | None = None
    """The longer side of the cell that each is fitted into, px; None: as large as the largest."""
    background: Colour = DARK
    text: Colour = LIGHT_TEXT
    page: PageSize = "a4"
    """Of a PDF."""


class LayerOptions(LookOptions):
    """How designs become the layers of an OpenRaster file."""

    mask: bool = True
    """With the figure's mask as a layer of its own."""

    @property
    def mask_method(self) -> str:
        """By which way the figure is found."""
        return self.background or AUTO
