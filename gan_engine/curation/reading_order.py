"""The order in which boxes on a sheet are read. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[int, int, int, int]
"""Left, top, width and height, in pixels."""


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places of `boxes` row by row, left to right: a box belongs to a row while its middle lies beside the row's
    topmost box."""
    waiting = sorted(range(len(boxes)), key=lambda place: boxes[place][1])
    ordered: list[int] = []
    while waiting:
        _, top, _, height = boxes[waiting[0]]
        row = [place for place in waiting if top <= boxes[place][1] + boxes[place][3] / 2 < top + height]
        row = row or waiting[:1]
        ordered += sorted(row, key=lambda place: boxes[place][0])
        waiting = [place for place in waiting if place not in set(row)]
    return ordered
