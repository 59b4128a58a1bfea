"""Figures on sheets whose boxes are known to the pixel: one by one what makes finding them hard."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gan_engine.curation.figures import find_figures
from gan_engine.curation.sheets import looks_like_sheet
from gan_engine.curation.splitting import split
from tests.engine.picture_support import Picture

Box = tuple[int, int, int, int]


def blank(width: int, height: int, colour: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    return np.full((height, width, 3), colour, np.uint8)


def creature(sheet: Picture, box: Box, colour: tuple[int, int, int] = (60, 110, 170)) -> None:
    """A body that touches all sides of its box, with eyes of another colour."""
    left, top, width, height = box
    middle = left + width // 2, top + height // 2
    sheet[top : top + height, middle[0] - 4 : middle[0] + 4] = colour
    sheet[middle[1] - 4 : middle[1] + 4, left : left + width] = colour
    cv2.ellipse(sheet, middle, (width // 3, height // 3), 0.0, 0.0, 360.0, colour, -1)
    cv2.circle(sheet, (middle[0] - 8, middle[1] - 6), 4, (250, 240, 240), -1)


def row(gap: int, count: int = 5, side: int = 72) -> list[Box]:
    return [(14 + at * (side + gap), 20, side, side) for at in range(count)]


def grounds() -> dict[str, Picture]:
    down, across = np.mgrid[0:112, 0:420]
    rng = np.random.default_rng(1)
    shaded = np.dstack([240 - across // 6, 235 - across // 8, 200 + down // 4]).astype(np.uint8)
    pattern = np.where((across // 14 + down // 14)[..., None] % 2, 236, 210).repeat(3, axis=2).astype(np.uint8)
    grain = (blank(420, 112, (200, 190, 170)) + rng.normal(0, 4, (112, 420, 1))).clip(0, 255).astype(np.uint8)
    return {
        "white": blank(420, 112),
        "dark": blank(420, 112, (24, 20, 40)),
        "shaded": shaded,
        "pattern": pattern,
        "grain": grain,
    }


@pytest.mark.parametrize("gap", [1, 4, 11])
@pytest.mark.parametrize("ground", ["white", "dark", "shaded", "pattern", "grain"])
def test_figures_are_found_on_every_ground_however_near_they_are(ground: str, gap: int) -> None:
    sheet, boxes = grounds()[ground], row(gap)
    for number, box in enumerate(boxes):
        creature(sheet, box, (200 - 30 * number, 60, 40 + 30 * number))
    assert find_figures(sheet) == boxes


@pytest.mark.parametrize("gap", [1, 4])
def test_figures_of_a_transparent_sheet_are_found_by_their_alpha(gap: int) -> None:
    sheet, boxes = np.zeros((112, 420, 4), np.uint8), row(gap)
    for box in boxes:
        colours = blank(420, 112)
        creature(colours, box)
        drawn = (colours != 255).any(axis=2)
        sheet[drawn] = (0, 0, 0, 255)
    assert find_figures(sheet) == boxes


def test_pieces_belong_to_the_figure_they_are_about() -> None:
    """An antenna that floats over its figure, a spark beside it: neither a figure, nor a reason to join neighbours."""
    sheet, boxes = blank(420, 140), [(left, top + 24, width, height) for left, top, width, height in row(4)]
    for box in boxes:
        creature(sheet, box)
    cv2.circle(sheet, (boxes[1][0] + 36, 30), 7, (200, 40, 40), -1)
    sheet[60:70, boxes[3][0] + 2 : boxes[3][0] + 12] = (220, 180, 40)
    found = find_figures(sheet)
    assert len(found) == 5
    assert found[1] == (boxes[1][0], 23, 72, 93)
    assert [found[at] for at in (0, 2, 3, 4)] == [boxes[at] for at in (0, 2, 3, 4)]


def test_what_lies_over_one_another_in_a_row_is_one_figure() -> None:
    """Heads over shoulders with the ground between them, beside figures of one piece."""
    sheet, boxes = blank(420, 220), [*row(6, count=4), *((left, 120, 72, 72) for left, *_ in row(6, count=4))]
    for number, (left, top, width, height) in enumerate(boxes):
        if number % 2:
            creature(sheet, (left, top, width, height))
        else:
            sheet[top : top + 40, left + 12 : left + 60] = (230, 180, 140)
            sheet[top + 46 : top + 72, left : left + 72] = (40, 120, 200)
    assert find_figures(sheet) == boxes


def test_captions_are_left_out() -> None:
    sheet, boxes = blank(420, 140), row(4)
    for number, box in enumerate(boxes):
        creature(sheet, box)
        cv2.putText(sheet, f"no {number}", (box[0] + 18, 110), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1)
    assert find_figures(sheet) == boxes


def test_a_frame_about_the_sheet_and_lines_between_are_no_figures() -> None:
    sheet, boxes = blank(420, 112), row(8)
    for box in boxes:
        creature(sheet, box)
    cv2.rectangle(sheet, (2, 2), (417, 109), (0, 0, 0), 2)
    assert find_figures(sheet) == boxes


def test_specks_are_no_figures() -> None:
    sheet, boxes = blank(420, 112), row(8)
    for box in boxes:
        creature(sheet, box)
    sheet[106, ::37] = 0
    assert find_figures(sheet) == boxes


def test_a_tilted_sheet_keeps_its_figures_apart() -> None:
    sheet = blank(420, 420)
    boxes = [(40 + 84 * column, 40 + 84 * line, 72, 72) for line in range(4) for column in range(4)]
    for box in boxes:
        creature(sheet, box)
    turn = cv2.getRotationMatrix2D((210, 210), 7, 1.0)
    tilted = cv2.warpAffine(sheet, turn, (420, 420), borderValue=(255, 255, 255), flags=cv2.INTER_CUBIC)
    found = find_figures(tilted)
    assert len(found) == 16
    middles = np.array([(box[0] + 36, box[1] + 36, 1) for box in boxes]) @ turn.T
    ours = np.array([(box[0] + box[2] / 2, box[1] + box[3] / 2) for box in found])
    assert np.abs(middles[:, None] - ours[None]).max(axis=2).min(axis=1).max() < 3


def test_reading_order_goes_row_by_row() -> None:
    sheet = blank(400, 300)
    boxes = [(20, 30, 80, 80), (150, 20, 80, 90), (280, 34, 70, 70), (30, 170, 90, 80), (170, 180, 80, 80)]
    for box in reversed(boxes):
        creature(sheet, box)
    assert find_figures(sheet) == boxes


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 2), (7, 7), (40, 40)])
def test_any_shape_is_taken(shape: tuple[int, int]) -> None:
    assert find_figures(np.zeros((*shape, 4), np.uint8)) == []
    assert len(find_figures(np.full((*shape, 3), 128, np.uint8))) <= 1


def test_noise_ends_in_good_time() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), np.uint8)
    assert len(find_figures(noise)) < 50


def test_a_sheet_is_told_from_a_picture() -> None:
    sheet, boxes = blank(420, 112), row(8)
    for box in boxes:
        creature(sheet, box)
    assert looks_like_sheet(find_figures(sheet), 420, 112)
    one = blank(200, 200)
    creature(one, (20, 20, 160, 160))
    assert not looks_like_sheet(find_figures(one), 200, 200)
    assert not looks_like_sheet([], 200, 200)
    bust = blank(200, 200)
    cv2.ellipse(bust, (100, 200), (90, 120), 0.0, 0.0, 360.0, (40, 160, 60), -1)
    bust[150:, ::9] = (20, 20, 20)
    assert not looks_like_sheet(find_figures(bust), 200, 200)


def test_one_drawing_in_parts_is_no_sheet() -> None:
    beetle = blank(200, 200)
    for box in ((60, 60, 80, 120), (75, 20, 50, 34), *((x, y, 24, 30) for x in (28, 148) for y in (60, 105, 150))):
        creature(beetle, box)
    boxes = find_figures(beetle)
    assert len(boxes) > 3
    assert not looks_like_sheet(boxes, 200, 200)
    mobile = blank(300, 300)
    for box in ((20, 20, 170, 170), (210, 30, 60, 70), (205, 150, 70, 60), (30, 215, 60, 60), (140, 225, 66, 56)):
        creature(mobile, box)
    assert not looks_like_sheet(find_figures(mobile), 300, 300)


def test_splitting_gives_the_figures_or_the_whole() -> None:
    sheet, boxes = blank(420, 112), row(4)
    for box in boxes:
        creature(sheet, box)
    assert [part.shape[:2] for part in split(sheet, "figures")] == [(72, 72)] * 5
    assert [part.shape[:2] for part in split(blank(30, 20), "figures")] == [(20, 30)]
