"""Mixing styles: some layers of one design with those of another, and the sheet of rows and columns.

Coarse layers bring pose, middle ones form, fine ones colour (Karras et al. 2019, section 3.1 and figure 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from gan_engine.latent.layers import LayerRange, parse_layers
from gan_engine.latent.point import LAST_LAYER, Edit, Mix, Point

MAX_SHEET_SIDE = 100


def mixed(point: Point, other: Point, layers: LayerRange, share: float = 1.0) -> Point:
    """`point` with the layers `layers` (first and last) of `other`, by `share` of the way."""
    return point.with_edit(Mix(other=other, first=layers[0], last=min(layers[1], LAST_LAYER), share=share))


def mix_of(point: Point, layers: LayerRange) -> Mix | None:
    """What `point` has taken into just these layers last; None for nothing."""
    return next((edit for edit in reversed(point.edits) if _is_mix(edit, layers)), None)


def with_mix(point: Point, layers: LayerRange, other: Point | None, share: float = 1.0) -> Point:
    """`point` with the layers of `other` in place of what it had taken into just these; None: of nobody, as it was.

    Raises `ValueError` where it would be made of too many others.
    """
    made = None if other is None else Mix(other=other, first=layers[0], last=layers[1], share=share)
    before = mix_of(point, layers)
    edits = [edit for edit in point.edits if edit is before or not _is_mix(edit, layers)]
    if before is None:
        edits += [made] if made is not None else []
    else:
        position = next(index for index, edit in enumerate(edits) if edit is before)
        edits[position : position + 1] = [made] if made is not None else []
    return point.having(edits=tuple(edits))


def _is_mix(edit: Edit, layers: LayerRange) -> TypeGuard[Mix]:
    return isinstance(edit, Mix) and (edit.first, edit.last) == layers


def parse_mix(text: str, resolutions: Sequence[int]) -> tuple[int, LayerRange, float]:
    """Seed, layers and share that “7@4-7”, “7@fine” or “7@coarse=0.5” says. Raises `ValueError` in plain words."""
    head, _, share = text.partition("=")
    seed, at, layers = head.partition("@")
    try:
        amount = float(share) if share else 1.0
    except ValueError:
        amount = -1.0
    if not at or not (seed.strip().isascii() and seed.strip().isdecimal()) or not 0 <= amount <= 1:
        raise ValueError(f"“{text[:60]}” is no seed with layers, such as 7@4-7, 7@fine or 7@coarse=0.5")
    return int(seed), parse_layers(layers.strip(), resolutions), amount


@dataclass(frozen=True)
class MixSheet:
    """Each row's design with the layers of each column's (Karras et al. 2019, figure 3)."""

    rows: tuple[Point, ...]
    columns: tuple[Point, ...]
    layers: LayerRange

    def cell(self, row: int, column: int) -> Point:
        """The design where they meet. Raises `ValueError` for one made of too many others."""
        return mixed(self.rows[row], self.columns[column], self.layers)

    def points(self) -> list[Point]:
        """All that must be drawn: the columns' designs, then each row's with its cells."""
        across = range(len(self.columns))
        rows = ([row, *(self.cell(number, column) for column in across)] for number, row in enumerate(self.rows))
        return [*self.columns, *(point for row in rows for point in row)]
