"""The options of baking: one record for the terminal, the studio's form, the engine process and the dataset.

It is light: no OpenCV, no network. The window holds it as it is chosen.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from PIL import ImageColor
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_validator,
    model_serializer,
)

from gan_engine import upscalers
from gan_engine.curation.backgrounds.methods import BACKGROUND_METHODS
from gan_engine.curation.checks.kinds import KINDS
from gan_engine.curation.operations import Augment, parse_augment
from gan_engine.curation.picture_edits import EDGE_MAX, MARGIN, SOFTNESS_MAX, TOLERANCE_MAX
from gan_engine.curation.splitting import parse_split
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import SIZE_MAX, SIZE_MIN, SIZE_STEP, ImageShape

MARGIN_MAX, HOLD_OUT_MAX = 0.4, 0.5


def baked_size(size: ImageShape) -> ImageShape:
    """`size`, where datasets can have it. Raises ValueError in words that say which they can."""
    if not (size.shorter >= SIZE_MIN and size.longer <= SIZE_MAX):
        raise ValueError(f"sides are {SIZE_MIN} to {SIZE_MAX:,} px")
    if size.is_square and size.width % SIZE_STEP:
        raise ValueError(f"a square's sides are a multiple of {SIZE_STEP} px")
    if size.has_alpha:
        raise ValueError("alpha is an option of its own")
    return size


class BakeOptions(BaseModel):
    """How pictures become a dataset. Raises pydantic's `ValidationError`; `bake_options` says it in plain words."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    size: ImageShape = Field(
        default=ImageShape.square(64), title="Size", description="Pixels a side, or width x height (64x96)."
    )
    fit: Literal["pad", "crop"] = Field(
        default="pad",
        title="Fit",
        description="Pad keeps the whole picture and fills the sides; crop takes the largest part that fits.",
    )
    frame_to: Literal["whole", "subject"] = Field(
        default="whole",
        title="Frame",
        description="Whole: all of the picture. Subject: what stands out from the ground, in the middle.",
    )
    margin: float = Field(
        default=MARGIN,
        ge=0,
        le=MARGIN_MAX,
        title="Margin",
        description="Left free about the subject: a share of the picture as framed.",
    )
    upscaler: str | None = Field(
        default=None,
        title="Upscaler",
        description="A network of one's own that enlarges what is smaller than the size; empty: smoothly.",
    )
    background: str = Field(
        default="#ffffff",
        title="Background",
        description="The colour that fills the sides and what is see-through; keep: each picture's own, from its edge.",
    )
    alpha: bool = Field(
        default=False,
        title="Transparency",
        description="Keep it: pictures of four channels, for sprites. Else the background lies under it.",
    )
    remove_background: str | None = Field(
        default=None, title="Remove background", description="Cut the figure out before anything else, by this method."
    )
    tolerance: float | None = Field(
        default=None,
        ge=0,
        le=TOLERANCE_MAX,
        title="Tolerance",
        description="How far colours may lie from the ground's and still be it.",
    )
    edge: float = Field(
        default=0.0,
        ge=-EDGE_MAX,
        le=EDGE_MAX,
        title="Edge",
        description="Pixels by which the figure's outline is moved out (or in).",
    )
    softness: float | None = Field(
        default=None,
        ge=0,
        le=SOFTNESS_MAX,
        title="Softness",
        description="Pixels over which the figure's outline is softened; 0: hard, empty: as it is found.",
    )
    split: str = Field(
        default="none",
        title="Split",
        description="Cut sheets apart: none, halves, grid:RxC (rows x columns), or figures (found by their ground).",
    )
    labels: Literal["folders"] | None = Field(
        default=None, title="Classes", description="Folders: each sub-folder is a class of its own."
    )
    exclude: tuple[str, ...] = Field(
        default=(),
        title="Leave out",
        description=(
            "Which findings of the check leave a picture out. Damaged ones always are; too-small (it would be "
            "enlarged), animated (its first frame is used) and all others only when named "
            "here."
        ),
    )

    hold_out: Annotated[float, Field(ge=0, le=HOLD_OUT_MAX)] = Field(
        default=0.0,
        title="Held out",
        description="The share of the originals kept from training, for measuring; the same ones in every version.",
    )

    augment: tuple[Augment, ...] = Field(
        default=(),
        title="Augment",
        description="Variants that are baked beside each picture: a fixed enlargement of the dataset.",
    )

    @field_validator("size")
    @classmethod
    def _baked_size(cls, value: ImageShape) -> ImageShape:
        return baked_size(value)

    @field_validator("augment", mode="before")
    @classmethod
    def _variants(cls, value: Any) -> tuple[Augment, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError("it is a list of operations")
        try:
            return parse_augment(value)
        except ConfigurationError as error:
            raise ValueError(error.what.partition(": ")[2].rstrip(".") or error.what) from error

    @field_validator("upscaler")
    @classmethod
    def _known_by_mark(cls, value: str | None) -> str | None:
        if value is not None:
            upscalers.path_of(value)  # ValueError for what is no mark
        return value

    @field_validator("background")
    @classmethod
    def _colour(cls, value: str) -> str:
        if value == "keep":
            return value
        if value == "transparent":
            raise ValueError("to keep transparency is a choice of its own (alpha): choose a colour, or keep")
        colour = ImageColor.getrgb(value)  # ValueError for what is no colour
        if len(colour) != 3:
            raise ValueError("a background has no transparency")
        return "#{:02x}{:02x}{:02x}".format(*colour)

    @field_validator("remove_background")
    @classmethod
    def _method(cls, value: str | None) -> str | None:
        if value is not None and value not in BACKGROUND_METHODS:
            raise ValueError(f"it is one of {', '.join(BACKGROUND_METHODS)}")
        return value

    @field_validator("split")
    @classmethod
    def _split_mode(cls, value: str) -> str:
        try:
            parse_split(value)
        except ConfigurationError as error:
            raise ValueError(error.do.rstrip(".")) from error
        return value

    @field_validator("exclude")
    @classmethod
    def _kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for kind in value:
            if kind not in KINDS:
                raise ValueError(f"“{kind}” is no kind of finding; there are {', '.join(KINDS)}")
        return tuple(sorted(set(value)))

    @model_serializer(mode="wrap")
    def _as_ever(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without transparency or an upscaler nothing is said of them, as before there was any."""
        dumped: dict[str, Any] = dump(self)
        for name in ("alpha", "upscaler"):
            if not getattr(self, name):
                dumped.pop(name, None)
        return dumped

    @property
    def shape(self) -> ImageShape:
        """Of what is baked, with its channels."""
        return self.size.with_alpha(self.alpha)

    @property
    def background_rgb(self) -> tuple[int, int, int] | None:
        """The background as red, green, blue; None for each picture's own."""
        if self.background == "keep":
            return None
        red, green, blue = bytes.fromhex(self.background[1:])
        return red, green, blue


def bake_options(**values: Any) -> BakeOptions:
    """`BakeOptions`, or a `ConfigurationError` that names the field in plain words."""
    try:
        return BakeOptions(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        what = str(first["ctx"]["error"] if first["type"] == "value_error" else first["msg"])
        raise ConfigurationError(f"The setting {field} cannot be used so: {what}.", field=field) from error
