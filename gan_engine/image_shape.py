"""The shape of a dataset's pictures and of the designs that follow them: width, height, channels; one record for all.

A square is what it always was. Any other shape is a·2^k x b·2^k with a and b in 4 to 8: networks begin at a x b cells
where those of a square begin at 4 x 4, and double from there. Their layers are named by the resolution that they have
in a square network, so that 64 x 96 (4 x 6 at first) has the layers of 64 px, half as large again. Light: no torch.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

FIRST = 4
"""Cells a side at which networks of squares begin; of other shapes, the fewest."""
MOST_FIRST = 8
NEUTRAL = (128, 128, 128)
"""The ground on which whatever knows no alpha (measures, comparisons, a watch over health) sees what has it."""
SIZE_MIN, SIZE_MAX, SIZE_STEP = 16, 1024, 8
"""px a side of what is baked, and of squares the step."""
LARGEST = 4096
"""px a side that any picture of a dataset may have."""
_LARGEST_PROPOSED = 1024
_WITH_ALPHA = "RGBA"
_TEXT = re.compile(rf"(\d{{1,5}})(?:\s*[x×]\s*(\d{{1,5}}))?(?:\s+({_WITH_ALPHA}))?", re.IGNORECASE)


@dataclass(frozen=True)
class ImageShape:
    """`width` and `height` in px; `channels` 3 (RGB), or 4 with alpha. Raises ValueError for one that cannot be, in
    words that say which can."""

    width: int
    height: int
    channels: int = 3

    def __post_init__(self) -> None:
        if self.channels not in (3, 4):
            raise ValueError(f"pictures have 3 channels, or 4 with alpha, not {self.channels}")
        if not (1 <= self.width <= LARGEST and 1 <= self.height <= LARGEST):
            raise ValueError(f"a side has 1 to {LARGEST:,} px")
        if not self.is_square and _doublings(self.width, self.height) is None:
            near = " and ".join(str(each) for each in nearest(self.width, self.height))
            raise ValueError(
                f"no network has {self.width} × {self.height} px: width and height are each 4 to 8 times the same "
                f"power of two. Near it are {near}"
            )

    @staticmethod
    def square(side: int, channels: int = 3) -> ImageShape:
        """`side` x `side` px."""
        return ImageShape(side, side, channels)

    @staticmethod
    def parse(value: object) -> ImageShape:
        """64, "64", "64x96" (width x height) or, with alpha, "64x96 RGBA". Raises ValueError."""
        if isinstance(value, ImageShape):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return ImageShape.square(value)
        found = _TEXT.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise ValueError("write pixels a side, or width x height, such as 64 or 64x96")
        width, height, alpha = found.groups()
        return ImageShape(int(width), int(height or width), 4 if alpha else 3)

    @staticmethod
    def known(value: object) -> ImageShape | None:
        """As `parse` reads what a document says, which may say anything; None where that is no shape."""
        try:
            return ImageShape.parse(value)
        except ValueError:
            return None

    def __str__(self) -> str:
        """As `parse` reads it: "64", "64x96", "64 RGBA"."""
        sides = f"{self.width}" if self.is_square else f"{self.width}x{self.height}"
        return f"{sides} {_WITH_ALPHA}" if self.has_alpha else sides

    @property
    def stored(self) -> int | str:
        """As files and messages have it: a number for a square without alpha, as ever, else the text."""
        return self.width if self.is_square and not self.has_alpha else str(self)

    @property
    def words(self) -> str:
        """For people: "64 px", "64 × 96 px with alpha"."""
        sides = f"{self.width} px" if self.is_square else f"{self.width} × {self.height} px"
        return f"{sides} with alpha" if self.has_alpha else sides

    @property
    def pixels(self) -> str:
        """For people: "64 × 96 pixels"."""
        return f"{self.width} × {self.height} pixels"

    @property
    def is_square(self) -> bool:
        return self.width == self.height

    @property
    def has_alpha(self) -> bool:
        return self.channels == 4

    @property
    def area(self) -> int:
        """In pixels."""
        return self.width * self.height

    @property
    def side(self) -> int:
        """Of a square with as many pixels, px: for what goes by how large a picture is."""
        return math.isqrt(self.area)

    @property
    def shorter(self) -> int:
        """The shorter side, px."""
        return min(self.width, self.height)

    @property
    def longer(self) -> int:
        """The longer side, px."""
        return max(self.width, self.height)

    @property
    def rows_columns(self) -> tuple[int, int]:
        """Height and width, as arrays have them."""
        return self.height, self.width

    @property
    def tensor(self) -> tuple[int, int, int]:
        """Channels, height, width, as tensors have them."""
        return self.channels, self.height, self.width

    @property
    def array(self) -> tuple[int, int, int]:
        """Height, width, channels, as pictures in memory have them."""
        return self.height, self.width, self.channels

    @property
    def first(self) -> tuple[int, int]:
        """Rows and columns of the smallest grid: 4 x 4 for squares (3 x 3 for 96 px), 6 x 4 for 64 x 96."""
        doublings = self.doublings
        return self.height >> doublings, self.width >> doublings

    @property
    def doublings(self) -> int:
        """From the smallest grid to the whole picture."""
        if not self.is_square:
            found = _doublings(self.width, self.height)
            assert found is not None
            return found
        side, count = self.width, 0
        while side > FIRST and side % 2 == 0:
            side, count = side // 2, count + 1
        return count

    @property
    def resolution(self) -> int:
        """What layers that work on the whole picture are named by: the side of the square network with as many
        doublings from 4 px."""
        return FIRST << self.doublings

    @property
    def resolutions(self) -> list[int]:
        """4, 8, ... `resolution`."""
        return [FIRST << power for power in range(self.doublings + 1)]

    def goes_with(self, sides: Collection[int]) -> bool:
        """Whether networks that can be built for squares of these sides can be built for it."""
        return (self.width if self.is_square else self.resolution) in sides

    def at(self, resolution: int) -> tuple[int, int]:
        """Rows and columns of what is named by `resolution`."""
        rows, columns = self.first
        return rows * resolution // FIRST, columns * resolution // FIRST

    def in_words_at(self, resolution: int) -> str:
        """For people, the size that is named by `resolution`: "32 px", "32 × 48 px"."""
        rows, columns = self.at(resolution)
        return f"{columns} px" if rows == columns else f"{columns} × {rows} px"

    def with_alpha(self, alpha: bool) -> ImageShape:
        """The same with alpha, or without."""
        return replace(self, channels=4 if alpha else 3)

    def about(self, side: int) -> ImageShape:
        """Of the same ratio, as large as a square of `side` px, as nearly as there are such shapes."""
        if self.is_square:
            return replace(self, width=side, height=side)
        rows, columns = self.first
        doublings = max(0, round(math.log2(side / math.sqrt(rows * columns))))
        return replace(self, width=columns << doublings, height=rows << doublings)

    def within(self, most: int) -> tuple[int, int]:
        """Rows and columns of the same ratio, the area at most that of a square of `most` px; not enlarged."""
        if self.area <= most**2:
            return self.rows_columns
        factor = most / math.sqrt(self.area)
        return max(1, round(self.height * factor)), max(1, round(self.width * factor))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # who has no models to validate needs none of it

        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda shape: shape.stored),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


def nearest(width: int, height: int, count: int = 2) -> list[ImageShape]:
    """The shapes that can be trained nearest to these sides, the nearest first."""
    sides = range(FIRST, MOST_FIRST + 1)
    found = [
        ImageShape(columns << power, rows << power)
        for power in range(2, 9)
        for columns, rows in itertools.product(sides, sides)
        if (columns != rows or columns == FIRST) and max(columns, rows) << power <= _LARGEST_PROPOSED
    ]
    width, height = max(1, width), max(1, height)

    def apart(shape: ImageShape) -> float:
        return math.hypot(math.log(shape.width / width), math.log(shape.height / height))

    return sorted(found, key=apart)[:count]


def _doublings(width: int, height: int) -> int | None:
    """k for sides of a·2^k and b·2^k with a and b in 4 to 8; None where there is no such k."""
    for power in range(11):
        columns, rows = width >> power, height >> power
        if columns << power != width or rows << power != height:
            return None
        if FIRST <= columns <= MOST_FIRST and FIRST <= rows <= MOST_FIRST:
            return power
    return None
