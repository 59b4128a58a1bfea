"""Which shape a set looks like, from the sides of its pictures alone."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation.ratios import amiss, fit_of, proposed
from gan_engine.image_shape import ImageShape


@pytest.mark.parametrize(
    ("sides", "side", "expected"),
    [
        ([(200, 300)] * 20 + [(100, 100)] * 3, 64, "64x96"),
        ([(1000, 700)] * 20, 128, "112x80"),
        ([(300, 300)] * 20 + [(300, 200)] * 2, 64, "64"),
        ([(200, 300)] * 20 + [(300, 200)] * 20, 64, "64"),
        ([(100, 700)] * 5, 64, "64x128"),
        ([], 64, "64"),
        ([(0, 0)], 64, "64"),
    ],
    ids=["upright", "lying", "mostly square", "both ways", "slender", "none", "unknown"],
)
def test_the_shape_that_fits_most_is_proposed(sides: list[tuple[int, int]], side: int, expected: str) -> None:
    assert str(proposed(np.array(sides, np.int64).reshape(-1, 2), side).size) == expected


def test_what_a_shape_would_cost_is_counted() -> None:
    sides = np.array([(200, 300)] * 18 + [(202, 300)] * 2 + [(300, 300), (150, 300)])
    found = fit_of(sides, ImageShape(64, 96))
    assert (found.pictures, found.amiss) == (22, 2), "a hair is nothing"
    assert found.share == pytest.approx((1 / 3 + 1 / 4 + 2 * 2 / 202) / 22)
    assert found.words() == "2 of 22 pictures would be padded at 64 × 96 px"
    assert found.words("crop") == "2 of 22 pictures would be cropped at 64 × 96 px"


def test_how_many_are_amiss_is_counted_alike_with_logarithms_and_without() -> None:
    sides = np.random.default_rng(0).integers(0, 90, (5000, 2))
    for size in (ImageShape.square(64), ImageShape(64, 96), ImageShape(320, 256)):
        assert amiss(sides, size) == fit_of(sides, size).amiss
    assert amiss(np.empty((0, 2), np.int64), ImageShape.square(64)) == 0
