"""Seeds: the same number is the same design, on every machine and beside any neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.latent.seeds import MAX_SEED, latents, parse_seeds


def test_a_seed_is_drawn_as_the_stylegan_tools_draw_it() -> None:
    z = latents([0, 7], 5)
    assert z.dtype == np.float32
    np.testing.assert_array_equal(z[1], np.random.RandomState(7).randn(1, 5)[0].astype(np.float32))
    np.testing.assert_allclose(z[0], [1.7640524, 0.4001572, 0.978738, 2.2408931, 1.867558], rtol=1e-6)


def test_a_seed_does_not_depend_on_its_neighbours() -> None:
    np.testing.assert_array_equal(latents([3, 1, 2], 16)[2:], latents([2], 16))
    assert latents([], 16).shape == (0, 16)


@pytest.mark.parametrize(
    ("text", "seeds"),
    [
        ("0-3", [0, 1, 2, 3]),
        ("7", [7]),
        ("1,5,9-12", [1, 5, 9, 10, 11, 12]),
        (" 3 , 1 - 2 ", [3, 1, 2]),
        ("5,5", [5, 5]),
        (str(MAX_SEED), [MAX_SEED]),
    ],
)
def test_seeds_are_read_as_people_write_them(text: str, seeds: list[int]) -> None:
    assert parse_seeds(text) == seeds


@pytest.mark.parametrize(
    "text", ["", "a", "1,,2", "-3", "5-2", "1.5", "4294967296", "0-4294967295", "9" * 5000, "0-99999,3"]
)
def test_what_is_no_seed_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"seed|backwards"):
        parse_seeds(text)
