"""What a set has in common: held to numpy's own figures, whatever the bands."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation import statistics as module
from gan_engine.curation.statistics import STATISTICS, Palette, statistics
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Cancelled

SIZE = ImageShape(8, 6)


@pytest.fixture(params=[5, 6])
def pictures(request: pytest.FixtureRequest) -> np.ndarray:
    return np.random.default_rng(2).integers(0, 12, (request.param, 6, 8, 3), np.uint8) * 20


def commonest(values: np.ndarray) -> int:
    return int(np.bincount(values, minlength=256).argmax())


@pytest.mark.parametrize("memory", [160 * 2**20, 8 * 3 * 256 * 2 * 3])
def test_all_six_are_exact_in_one_band_and_in_several(
    pictures: np.ndarray, memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MEMORY", memory)
    found = statistics(lambda index: pictures[index], len(pictures), SIZE)
    assert found.count == len(pictures)
    np.testing.assert_allclose(found.mean, pictures.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(found.deviation, pictures.std(axis=0), rtol=1e-5, atol=1e-4)
    np.testing.assert_array_equal(found.median, np.median(pictures, axis=0))
    np.testing.assert_array_equal(found.mode, np.apply_along_axis(commonest, 0, pictures))
    np.testing.assert_array_equal(found.minimum, pictures.min(axis=0))
    np.testing.assert_array_equal(found.maximum, pictures.max(axis=0))


def test_they_can_be_looked_at(pictures: np.ndarray) -> None:
    found = statistics(lambda index: pictures[index], len(pictures), SIZE)
    for name in STATISTICS:
        shown = found.picture(name)
        assert shown.shape == SIZE.array
        assert shown.dtype == np.uint8
    np.testing.assert_array_equal(found.picture("mean"), np.floor(found.mean + 0.5))
    np.testing.assert_array_equal(found.picture("deviation"), np.floor(2 * found.deviation + 0.5))


def test_pictures_that_cannot_be_read_are_left_out(pictures: np.ndarray) -> None:
    found = statistics(lambda index: None if index == 2 else pictures[index], len(pictures), SIZE)
    assert found.count == len(pictures) - 1
    np.testing.assert_array_equal(found.maximum, np.delete(pictures, 2, axis=0).max(axis=0))
    with pytest.raises(ValueError, match="none"):
        statistics(lambda index: None, 3, SIZE)


def test_a_run_can_be_cancelled(pictures: np.ndarray) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        statistics(lambda index: pictures[index], len(pictures), SIZE, report)


def test_the_colours_of_the_figures_without_their_ground() -> None:
    palette = Palette()
    picture = np.full((40, 40, 3), 255, np.uint8)
    picture[10:30, 10:25] = (200, 30, 30)
    picture[10:30, 25:30] = (20, 30, 200)
    palette.add(picture)
    shades = palette.shades(5)
    assert [shade.rgb for shade in shades] == [(200, 30, 30), (20, 30, 200)]
    assert [shade.share for shade in shades] == pytest.approx([0.75, 0.25])


def test_a_set_without_figures_has_the_colour_of_its_ground() -> None:
    palette = Palette()
    assert palette.shades() == []
    palette.add(np.full((20, 20, 3), 77, np.uint8))
    assert palette.shades()[0].rgb == (77, 77, 77)
