"""Variants of pictures: each operation on small pictures whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation.augmentation import apply, seed_of, variants
from gan_engine.curation.operations import OPERATIONS, Augment, factor, parse_augment
from gan_engine.errors import ConfigurationError
from gan_engine.picture_modes import Picture


def busy(height: int = 24, width: int = 24, channels: int = 3) -> Picture:
    """No two pixels of the rim alike: no ground to respect."""
    return np.random.default_rng(5).integers(0, 256, (height, width, channels), np.uint8)


def square_on(ground: tuple[int, int, int], colour: tuple[int, int, int] = (200, 40, 40)) -> Picture:
    picture = np.empty((32, 32, 3), np.uint8)
    picture[:] = ground
    picture[8:24, 8:24] = colour
    return picture


def made(picture: Picture, operation: str, amount: float | None = None, seed: int = 0) -> Picture:
    return apply(picture, operation, np.random.default_rng(seed), amount=amount)


def test_mirror_and_upside_down() -> None:
    picture = busy(4, 6)
    np.testing.assert_array_equal(made(picture, "mirror"), picture[:, ::-1])
    np.testing.assert_array_equal(made(picture, "upside-down"), picture[::-1])


def test_brightness_multiplies() -> None:
    picture = busy()
    np.testing.assert_array_equal(made(picture, "brightness", 0.5), np.floor(picture / 2 + 0.5).astype(np.uint8))
    assert made(picture, "brightness", 2.0)[picture > 127].min() >= 255


def test_contrast_stretches_about_the_middle_tone() -> None:
    picture = np.zeros((2, 2, 3), np.uint8)
    picture[0] = 50
    picture[1] = 150  # the middle tone is 100
    softer = made(picture, "contrast", 0.5)
    assert softer[0, 0, 0] == 75
    assert softer[1, 0, 0] == 125


def test_colour_fades_towards_its_own_grey() -> None:
    picture = busy()
    grey = made(picture, "colour", 0.0)
    assert (grey.max(axis=2) == grey.min(axis=2)).all()
    np.testing.assert_array_equal(made(picture, "colour", 1.0), picture)


def test_rgb_shift_moves_each_channel_by_one_number_no_more_than_asked() -> None:
    picture = np.full((8, 8, 3), 128, np.uint8)
    picture[0, 0] = 90  # the rim is plain: shifting the ground is what must not happen
    shifted = made(busy() // 2 + 60, "rgb-shift", 0.1).astype(int) - (busy() // 2 + 60)
    for channel in range(3):
        assert np.ptp(shifted[..., channel]) <= 1
    assert 24 <= np.abs(shifted).max() <= 26


def test_hue_turns_red_to_green_to_blue() -> None:
    picture = np.zeros((3, 3, 3), np.uint8)
    picture[1, 1] = (255, 0, 0)
    assert made(picture, "hue", 120)[1, 1].tolist() == [0, 255, 0]
    assert made(picture, "hue", -120)[1, 1].tolist() == [0, 0, 255]


def test_zooming_out_shrinks_the_figure_and_fills_with_the_ground() -> None:
    smaller = made(square_on((10, 20, 30)), "zoom", 0.5)
    red = smaller[..., 0] > 100
    assert 7 * 7 <= np.count_nonzero(red) <= 9 * 9
    assert smaller[0, 0].tolist() == [10, 20, 30]
    larger = made(square_on((10, 20, 30)), "zoom", 1.5)
    assert 23**2 <= np.count_nonzero(larger[..., 0] > 100) <= 25**2


def test_a_crop_enlarges_what_it_keeps() -> None:
    cut = made(square_on((0, 0, 0)), "crop", 0.5)
    assert np.count_nonzero(cut[..., 0] > 100) > 16 * 16 * 1.5
    assert cut.shape == (32, 32, 3)


def test_a_cutout_is_a_square_of_the_ground() -> None:
    picture = np.full((20, 20, 3), 80, np.uint8)
    cut = apply(picture, "cutout", np.random.default_rng(1), amount=0.4, ground=(1, 2, 3))
    hole = (cut == (1, 2, 3)).all(axis=2)
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    assert hole.sum() == 8 * 8
    assert (np.ptp(rows), np.ptp(columns)) == (7, 7)


def test_a_quarter_turn_is_exact_and_a_slight_one_fills_its_corners() -> None:
    picture = square_on((240, 240, 250))
    picture[8:12, 8:12] = (0, 0, 0)
    turned = apply(picture, "rotation", np.random.default_rng(0), amount=45)
    assert turned[0, 0].tolist() == [240, 240, 250]
    straight = apply(picture, "rotation", np.random.default_rng(0), amount=0)
    np.testing.assert_array_equal(straight, picture)


@pytest.mark.parametrize("operation", ["brightness", "contrast", "colour", "rgb-shift", "hue"])
def test_a_plain_ground_keeps_its_colour(operation: str) -> None:
    picture = square_on((255, 255, 255), (200, 120, 40))
    amount = OPERATIONS[operation].usual[0]
    changed = made(picture, operation, amount)
    assert (changed[0] == 255).all()
    assert not np.array_equal(changed[10, 10], picture[10, 10])


@pytest.mark.parametrize("operation", list(OPERATIONS))
def test_see_through_pictures_stay_so(operation: str) -> None:
    picture = np.dstack([square_on((9, 200, 9)), np.zeros((32, 32), np.uint8)])
    picture[8:24, 8:24, 3] = 255
    changed = made(picture, operation)
    assert changed.shape == picture.shape
    assert changed.dtype == np.uint8
    assert changed[0, 0, 3] == 0
    seen = changed[..., 3] > 250
    if operation in ("zoom", "crop", "rotation", "mirror", "upside-down"):
        assert np.abs(changed[seen][:, 1].astype(int) - 40).max() <= 2  # none of the hidden green came in


@pytest.mark.parametrize("operation", list(OPERATIONS))
def test_one_seed_gives_one_variant(operation: str) -> None:
    picture = busy()
    first, again = made(picture, operation, seed=3), made(picture, operation, seed=3)
    np.testing.assert_array_equal(first, again)
    if OPERATIONS[operation].has_range:
        assert not np.array_equal(first, made(picture, operation, seed=4))


@pytest.mark.parametrize("operation", list(OPERATIONS))
@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 9, 4), (7, 3, 3)])
def test_pictures_of_any_shape_keep_it(operation: str, shape: tuple[int, int, int]) -> None:
    assert made(np.full(shape, 90, np.uint8), operation).shape == shape


def test_the_enlarged_set_is_counted_and_made_as_counted() -> None:
    plan = parse_augment([{"operation": "mirror"}, {"operation": "brightness", "low": 0.7, "high": 1.2, "copies": 3}])
    assert factor(plan) == 8
    everything = list(variants(busy(), plan, seed_of("abc")))
    assert len(everything) == 8
    np.testing.assert_array_equal(everything[0].picture, busy())
    assert everything[0].made_by == []
    names = [[step["operation"] for step in one.made_by] for one in everything]
    assert names == [
        [], *[["brightness"]] * 3, ["mirror"], *[["brightness", "mirror"]] * 3,
    ]  # fmt: skip
    amounts = {step["amount"] for one in everything for step in one.made_by if step["operation"] == "brightness"}
    assert len(amounts) == 3
    assert all(0.7 <= amount <= 1.2 for amount in amounts)
    np.testing.assert_array_equal(everything[5].picture, everything[1].picture[:, ::-1])


def test_seeds_belong_to_the_picture() -> None:
    assert seed_of("abc") == seed_of("abc")
    assert len({seed_of("abc"), seed_of("abd"), seed_of("abc", 1), seed_of("abc", 0, 1)}) == 4


@pytest.mark.parametrize(
    "plan",
    [
        [{"operation": "swirl"}],
        [{"operation": "brightness", "low": 2, "high": 1}],
        [{"operation": "hue", "high": 900}],
        [{"operation": "mirror", "copies": 2}],
        [{"operation": "zoom", "copies": 0}],
        [{"operation": "zoom"}, {"operation": "zoom"}],
        [{"nothing": 1}],
        ["mirror"],
    ],
)
def test_what_cannot_be_is_refused_in_words(plan: list[dict[str, object]]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_augment(plan)
    assert caught.value.field == "augment"


def test_a_plan_survives_its_json() -> None:
    plan = parse_augment([{"operation": "hue", "low": -10, "high": 10, "copies": 2}])
    assert parse_augment([one.model_dump() for one in plan]) == plan
    assert plan == (Augment(operation="hue", low=-10, high=10, copies=2),)
