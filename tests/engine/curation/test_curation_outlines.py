"""Outlines moved, softened, painted on; holes; what suits a set: each on pictures whose answer is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gan_engine.curation.backgrounds import colour_segmentation, suggestion
from gan_engine.curation.backgrounds.background import cut_out, forget, remove_background
from gan_engine.curation.backgrounds.cut_outs import CutOut
from gan_engine.curation.backgrounds.flood_fill import flood
from gan_engine.curation.backgrounds.methods import AUTO, FLOOD, KEEP
from gan_engine.curation.backgrounds.models import EMBEDDED
from gan_engine.curation.backgrounds.suggestion import background_kind, suggest_method
from gan_engine.picture_modes import Picture
from tests.engine import picture_support as make

GROUND, FIGURE = (60, 150, 90), (190, 60, 40)


def square(ground: tuple[int, int, int] = GROUND, size: int = 100) -> Picture:
    """A figure of 40 x 40 pixels in the middle of 100 x 100."""
    picture = np.full((size, size, 3), ground, np.uint8)
    picture[30:70, 30:70] = FIGURE
    return picture


def area(cut: Picture) -> float:
    return float(cut[..., 3].sum()) / 255


# ---- holes ----------------------------------------------------------------------------------------------------------


def test_enclosed_ground_goes_too_where_its_colour_says_so() -> None:
    picture = square()
    picture[40:60, 40:60] = GROUND  # between an arm and a body
    cut = remove_background(picture, FLOOD)
    assert (cut[44:56, 44:56, 3] == 0).all()
    assert (cut[32:38, 32:68, 3] == 255).all()


def test_enclosed_grain_is_told_from_an_even_patch() -> None:
    grain = np.random.default_rng(0).normal(0, 4, (100, 100, 3))
    picture = (np.full((100, 100, 3), GROUND) + grain).clip(0, 255).astype(np.uint8)
    picture[30:70, 30:70] = FIGURE
    picture[36:46, 36:64] = (np.full((10, 28, 3), GROUND) + grain[36:46, 36:64]).clip(0, 255).astype(np.uint8)
    picture[54:64, 36:64] = (60, 128, 90)  # near the ground's colour, but not it
    cut = remove_background(picture, FLOOD)
    assert (cut[39:43, 40:60, 3] < 128).all()
    assert (cut[57:61, 40:60, 3] == 255).all()


@pytest.mark.parametrize("ground", [(255, 255, 255), (0, 0, 0), (250, 250, 248)])
def test_white_on_white_and_black_on_black_prove_nothing(ground: tuple[int, int, int]) -> None:
    picture = square(ground)
    picture[40:60, 40:60] = ground  # an eye, as likely as not
    assert (remove_background(picture, FLOOD)[42:58, 42:58, 3] == 255).all()


@pytest.mark.parametrize("ground", [(246, 246, 246), (200, 220, 240)])
def test_a_soft_shadow_is_ground(ground: tuple[int, int, int]) -> None:
    down, across = np.mgrid[0:100, 0:100]
    dark = 0.35 * np.exp(-(((across - 50) / 22) ** 2) - ((down - 71) / 7) ** 2)
    picture = (np.array(ground) * (1 - dark[..., None])).astype(np.uint8)
    picture[30:70, 30:70] = FIGURE
    cut = remove_background(picture, FLOOD)
    assert area(cut) == pytest.approx(1600, rel=0.03)


def test_a_grey_figure_on_white_is_no_shadow() -> None:
    picture = np.full((100, 100, 3), 255, np.uint8)
    picture[30:, 30:70] = np.linspace(150, 225, 40).astype(np.uint8)[None, :, None]  # shaded, and off the border
    assert area(remove_background(picture, FLOOD)) == pytest.approx(2800, rel=0.02)


# ---- outlines -------------------------------------------------------------------------------------------------------


def test_tolerance_says_how_far_a_colour_may_lie() -> None:
    picture = square()
    picture[30:70, 70:80] = (70, 160, 100)  # some four steps of Lab from the ground
    assert area(remove_background(picture, FLOOD, tolerance=1.0)) == pytest.approx(2000, rel=0.02)
    assert area(remove_background(picture, FLOOD, tolerance=12.0)) == pytest.approx(1600, rel=0.02)


@pytest.mark.parametrize(("edge", "side"), [(3, 46), (-3, 34), (0, 40), (1.5, 43)])
def test_edge_moves_the_outline_by_pixels(edge: float, side: float) -> None:
    cut = remove_background(square(), FLOOD, edge=edge)
    assert cut[50, :, 3].sum() / 255 == pytest.approx(side, abs=0.6)


def test_edge_is_in_pixels_of_the_original() -> None:
    half = remove_background(square(), FLOOD, edge=6, scale=0.5)
    np.testing.assert_array_equal(half, remove_background(square(), FLOOD, edge=3))


def test_an_antenna_is_not_taken_away_by_moving_the_outline_in() -> None:
    picture = square()
    picture[8:30, 49:52] = FIGURE
    cut = remove_background(picture, FLOOD, edge=-2)
    assert (cut[10:28, 50, 3] > 200).all()
    assert cut[60, :, 3].sum() / 255 == pytest.approx(36, abs=0.6)


def test_softness_widens_the_outline_and_none_leaves_it() -> None:
    def rim(softness: float | None) -> int:
        row = remove_background(square(), FLOOD, softness=softness)[50, :50, 3]
        return int(np.count_nonzero((row > 5) & (row < 250)))

    assert rim(None) <= 1
    assert rim(0) <= 1
    assert rim(8) > rim(3) >= 3
    half = remove_background(square(), FLOOD, softness=5)[50, 30, 3]
    assert 90 < half < 200, "it is softened about the outline, not moved"


def test_the_rim_has_no_colour_of_the_old_ground() -> None:
    large = np.zeros((400, 400, 3), np.uint8)
    large[:] = (0, 200, 0)
    down, across = np.mgrid[0:400, 0:400]
    large[np.hypot(down - 200, across - 200) < 120] = (220, 30, 30)
    small = large.reshape(100, 4, 100, 4, 3).mean(axis=(1, 3)).astype(np.uint8)
    cut = remove_background(small, FLOOD)
    seen = cut[..., 3] > 25
    assert cut[seen][:, 1].max() < 70, "no green is left on what is seen"


# ---- the brush ------------------------------------------------------------------------------------------------------


def stroke(add: bool, radius: float, *points: tuple[float, float]) -> dict[str, object]:
    return {"add": add, "radius": radius, "points": [list(point) for point in points]}


def test_strokes_give_back_and_take_away_in_their_order() -> None:
    strokes = [stroke(True, 5, (10, 50), (20, 50)), stroke(False, 8, (50, 50))]
    cut = remove_background(square(), FLOOD, strokes=strokes)
    assert (cut[50, 10:20, 3] > 250).all()
    np.testing.assert_array_equal(cut[50, 12, :3], GROUND)
    assert (cut[46:54, 46:54, 3] < 5).all()
    assert cut[35, 35, 3] == 255
    again = remove_background(square(), FLOOD, strokes=[*strokes, stroke(True, 4, (50, 50))])
    assert again[50, 50, 3] > 250


def test_a_stroke_has_a_soft_rim_and_its_own_width() -> None:
    cut = remove_background(square(), KEEP, strokes=[stroke(False, 10, (50, 20), (50, 80))])
    gone = 1 - cut[50, :, 3] / 255
    assert gone.sum() == pytest.approx(20, abs=1.5)
    assert np.count_nonzero((gone > 0.05) & (gone < 0.95)) >= 2


def test_strokes_are_in_pixels_of_the_original() -> None:
    cut = remove_background(square(), KEEP, strokes=[stroke(False, 20, (100, 100))], scale=0.5)
    assert cut[50, 50, 3] == 0
    assert (1 - cut[..., 3] / 255).sum() == pytest.approx(np.pi * 100, rel=0.1)


def test_a_stroke_beside_the_picture_reaches_in() -> None:
    cut = remove_background(square(), KEEP, strokes=[stroke(False, 20, (-5, 20), (-5, 80))])
    assert (cut[30:70, :10, 3] == 0).all()
    assert (cut[:, 25:, 3] == 255).all()


@pytest.mark.parametrize("point", [(-500.0, -500.0), (1e6, 50.0), (0.0, 0.0)])
def test_strokes_outside_the_picture_do_no_harm(point: tuple[float, float]) -> None:
    cut = remove_background(square(), FLOOD, strokes=[stroke(True, 3, point), stroke(False, 3, point)])
    assert area(cut) == pytest.approx(1600, rel=0.02)


def test_strokes_work_on_pictures_that_are_cut_out_already() -> None:
    picture = np.dstack([square(), np.zeros((100, 100), np.uint8)])
    picture[30:70, 30:70, 3] = 255
    cut = remove_background(picture, KEEP, strokes=[stroke(False, 6, (50, 50))])
    assert cut[50, 50, 3] == 0
    assert cut[35, 35, 3] == 255
    assert cut[5, 5, 3] == 0


# ---- networks and grounds together ----------------------------------------------------------------------------------


def clutter(size: int = 160) -> Picture:
    rng = np.random.default_rng(3)
    picture = np.zeros((size, size, 3), np.uint8)
    for _ in range(400):
        x, y = rng.integers(0, size, 2)
        w, h = rng.integers(6, 24, 2)
        picture[y : y + h, x : x + w] = rng.integers(0, 256, 3)
    return picture


def test_a_figure_on_a_busy_ground_is_found() -> None:
    forget()
    picture = clutter()
    down, across = np.mgrid[0:160, 0:160]
    inside = np.hypot(down - 80, across - 80) < 45
    picture[inside] = (250, 200, 60)
    picture[np.hypot(down - 70, across - 65) < 7] = (20, 20, 20)
    picture[np.hypot(down - 70, across - 95) < 7] = (20, 20, 20)
    solid = remove_background(picture, EMBEDDED)[..., 3] > 127
    assert (solid & inside).sum() / (solid | inside).sum() > 0.9
    forget()
    np.testing.assert_array_equal(solid, remove_background(picture, AUTO)[..., 3] > 127, "the same again")


def test_auto_floods_plain_grounds() -> None:
    np.testing.assert_array_equal(remove_background(square(), AUTO), remove_background(square(), FLOOD))


def test_networks_take_any_shape() -> None:
    assert remove_background(make.painting(9, 1), EMBEDDED).shape == (1, 9, 4)


def scene(size: int = 128) -> Picture:
    """A sky over hills with a figure before it: each smooth, and no one ground."""
    down, across = np.mgrid[0:size, 0:size] / size
    sky = np.stack([120 + 80 * down, 160 + 60 * down, 230 - 30 * down], axis=-1)
    hills = np.stack([60 + 80 * across, 110 - 60 * across, 40 + 30 * down], axis=-1)
    picture = np.where((down > 0.45 + 0.1 * np.sin(across * 5))[..., None], hills, sky).astype(np.uint8)
    picture[size // 4 : -size // 4, size // 3 : -size // 3] = (200, 40, 40)
    return picture


def test_a_scene_is_no_even_ground_however_smooth_its_parts_are() -> None:
    assert not flood(scene()).is_calm
    assert flood(square()).is_calm
    assert flood(graded()).is_calm
    assert background_kind(scene()) == "busy"


def ring(ground: tuple[int, int, int]) -> tuple[Picture, np.ndarray]:
    """A thick ring, and where its loop shows the ground."""
    down, across = np.mgrid[0:160, 0:160]
    away = np.hypot(down - 80, across - 80)
    picture = np.full((160, 160, 3), ground, np.uint8)
    picture[(away < 60) & (away >= 34)] = (250, 230, 40)
    return picture, away < 28


def test_a_large_loop_on_white_is_put_before_the_artist() -> None:
    picture, loop = ring((255, 255, 255))
    cut = cut_out(picture, FLOOD)
    assert (cut.picture[loop, 3] == 255).all(), "it may be white paint"
    assert "encloses" in cut.doubt
    assert cut_out(ring((90, 200, 120))[0], FLOOD).doubt == "", "what is green as the ground is the ground"


def test_a_loop_on_a_busy_ground_is_told_by_its_colours() -> None:
    picture, loop = ring((0, 0, 0))
    rng = np.random.default_rng(0)
    noise = rng.integers(60, 200, (160, 160, 3)).astype(np.uint8)
    picture = np.where((picture == 0).all(axis=2, keepdims=True), noise, picture)
    assert np.mean(remove_background(picture, EMBEDDED)[loop, 3] < 128) > 0.9


# ---- what is put before an artist --------------------------------------------------------------------------------


def test_a_cut_out_that_cannot_be_trusted_is_said_with_why() -> None:
    assert cut_out(square(), FLOOD).doubt == cut_out(square(), AUTO).doubt == ""
    assert "not even" in cut_out(clutter(), FLOOD).doubt
    assert "No ground" in cut_out(np.full((64, 64, 3), GROUND, np.uint8), FLOOD).doubt
    assert cut_out(clutter(), EMBEDDED).doubt, "there is no figure on it"
    assert cut_out(transparent(), FLOOD).doubt == "", "cut out already"


def test_what_an_artist_has_corrected_is_not_doubted() -> None:
    assert cut_out(clutter(), FLOOD, strokes=[stroke(True, 10, (50, 50))]).doubt == ""


@pytest.mark.parametrize("bottom", [20, 0])
def test_what_the_network_misses_of_a_figure_is_told_from_the_pictures_edge(bottom: int) -> None:
    """Also where the figure leaves the picture: its colours there are none of the ground's."""
    lots = np.random.default_rng(3)
    ground = np.array([(60, 120, 60), (90, 150, 70), (40, 90, 50)], np.uint8)
    picture = cv2.GaussianBlur(ground[lots.integers(0, 3, (160, 160))], (0, 0), 1.0)
    figure = np.s_[40 : 160 - bottom, 50:110]
    picture[figure] = (190, 60, 50)
    truth, seen = np.zeros((160, 160), np.float32), np.zeros((160, 160), np.float32)
    truth[figure] = 1
    seen[60 : 160 - bottom, 50:110] = 0.9  # the figure's head is missed
    found = colour_segmentation.cut_apart(picture, [seen, seen])
    assert colour_segmentation.alike((found > 0.5).astype(np.float32), truth) > 0.97


def test_a_thin_figure_that_the_network_is_sure_of_stays_among_all_colours() -> None:
    """Nothing of it is foreign to the edge, and a patch that is has nothing to do with it."""
    lots = np.random.default_rng(4)
    ground = np.array([(150, 110, 70), (60, 120, 60), (90, 150, 70)], np.uint8)
    picture = cv2.resize(ground[lots.integers(0, 3, (20, 20))], (160, 160), interpolation=cv2.INTER_NEAREST)
    picture[20:70, 15:65] = (210, 210, 230)
    truth = np.zeros((160, 160), np.uint8)
    cv2.line(truth, (30, 130), (130, 30), 1, 9)
    picture[truth > 0] = (150, 110, 70)
    seen = truth.astype(np.float32) * np.float32(0.95)
    found = colour_segmentation.cut_apart(picture, [seen, seen, seen])
    assert colour_segmentation.alike((found > 0.5).astype(np.float32), truth.astype(np.float32)) > 0.9


# ---- what suits a set -----------------------------------------------------------------------------------------------


def graded() -> Picture:
    slope = np.linspace(90, 230, 100)[:, None, None] * np.ones((1, 100, 3))
    picture = slope.astype(np.uint8)
    picture[30:70, 30:70] = FIGURE
    return picture


def transparent() -> Picture:
    picture = np.dstack([square(), np.zeros((100, 100), np.uint8)])
    picture[30:70, 30:70, 3] = 255
    return picture


def test_grounds_are_told_apart() -> None:
    assert background_kind(square()) == "plain"
    assert background_kind(graded()) == "graded"
    assert background_kind(transparent()) == "transparent"
    assert background_kind(clutter()) == "busy"


@pytest.mark.parametrize(
    ("doubts", "tried"),
    [([""] * 12, 4), (["unclear"] * 12, 4), (["", "unclear"] * 6, 8), ([""] * 3 + ["unclear"] * 9, 8)],
)
def test_a_network_is_tried_until_what_comes_of_it_is_clear(
    doubts: list[str], tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(doubts)

    def cut(picture: Picture, method: str) -> CutOut:
        return CutOut(picture, next(left))

    monkeypatch.setattr(suggestion, "cut_out", cut)
    suggest_method([clutter()] * 12)
    assert len(doubts) - len(list(left)) == tried


def test_what_suits_a_set() -> None:
    plain, busy = suggest_method([square()] * 9 + [clutter()]), suggest_method([clutter()] * 3)
    assert (plain.method, plain.share) == (FLOOD, 0.9)
    assert "9 of 10" in plain.words
    assert "evenly shaded" in suggest_method([graded()] * 4).words
    assert busy.method == EMBEDDED
    assert "on a scene or another busy ground" in busy.words
    assert "correct by brush" in busy.words, "clutter alone has no figure that a network would agree on"
    mixed = suggest_method([square()] * 2 + [clutter()])
    assert mixed.method == AUTO
    assert "2 stand on a plain ground and 1 on a busy one" in mixed.words
    assert suggest_method([transparent()] * 3).method == KEEP
    assert suggest_method([transparent()] * 2 + [square()] * 2).method == FLOOD
    assert suggest_method([]).method == KEEP
