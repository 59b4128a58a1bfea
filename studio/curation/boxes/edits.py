"""Edits of boxes as pure functions on (left, top, width, height) in the picture's pixels."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Box = tuple[int, int, int, int]


def held_within(box: Sequence[int], width: int, height: int) -> Box:
    """Inside a picture of that size: moved in where it fits, cut where it does not; one pixel at least."""
    wide, deep = max(1, min(box[2], width)), max(1, min(box[3], height))
    return min(max(0, box[0]), width - wide), min(max(0, box[1]), height - deep), wide, deep


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds them all."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def halves(box: Box) -> list[Box]:
    """The two halves across the longer side (cut at length // 2); itself where it is one pixel."""
    left, top, width, height = box
    if max(width, height) < 2:
        return [box]
    if width >= height:
        return [(left, top, width // 2, height), (left + width // 2, top, width - width // 2, height)]
    return [(left, top, width, height // 2), (left, top + height // 2, width, height - height // 2)]


def moved(boxes: Sequence[Box], chosen: Collection[int], across: int, down: int, width: int, height: int) -> list[Box]:
    """The chosen ones moved together, as far as all of them stay inside."""
    if not chosen:
        return list(boxes)
    left, top, wide, deep = around([boxes[place] for place in chosen])
    across = max(-left, min(across, width - left - wide))
    down = max(-top, min(down, height - top - deep))
    return [
        (box[0] + across, box[1] + down, box[2], box[3]) if place in chosen else box for place, box in enumerate(boxes)
    ]


def resized(
    boxes: Sequence[Box],
    chosen: Collection[int],
    edge: tuple[int, int],
    across: int,
    down: int,
    width: int,
    height: int,
) -> list[Box]:
    """Edges of the chosen ones moved: `edge` (-1, 0) the left one, (1, 1) right and lower; one pixel stays."""

    def one(box: Box) -> Box:
        x0, y0, x1, y1 = box[0], box[1], box[0] + box[2], box[1] + box[3]
        if edge[0] < 0:
            x0 = max(0, min(x0 + across, x1 - 1))
        elif edge[0] > 0:
            x1 = min(width, max(x1 + across, x0 + 1))
        if edge[1] < 0:
            y0 = max(0, min(y0 + down, y1 - 1))
        elif edge[1] > 0:
            y1 = min(height, max(y1 + down, y0 + 1))
        return x0, y0, x1 - x0, y1 - y0

    return [one(box) if index in chosen else box for index, box in enumerate(boxes)]


def in_ratio(box: Box, edge: tuple[int, int], ratio: float, width: int, height: int) -> Box:
    """The box with `ratio` (width by height), as it was brought by `edge` to where it is: of a corner the side that
    reaches farther counts, and what lies opposite stays. No farther than the picture reaches."""
    left, top, wide, deep = box
    room = left + wide if edge[0] < 0 else width - left, top + deep if edge[1] < 0 else height - top
    wanted = max(wide if edge[0] else 0, deep * ratio if edge[1] else 0)
    across = min(wanted, room[0], room[1] * ratio)
    new_wide, new_deep = max(1, round(across)), max(1, round(across / ratio))
    x = left + wide - new_wide if edge[0] < 0 else left
    y = top + deep - new_deep if edge[1] < 0 else top
    return held_within((x, y, new_wide, new_deep), width, height)
