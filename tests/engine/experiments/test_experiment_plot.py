"""The plot of an experiment: every arm is seen and named, whatever the numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from gan_engine.experiments.directory import ArmPlan, Plan
from gan_engine.experiments.plot import SIZE, footnote, plot
from gan_engine.experiments.results import ArmResult, Measured, Results
from gan_engine.image_shape import ImageShape
from gan_engine.picture_modes import Picture
from gan_engine.training.run_creation import DatasetFacts

_EVERY = 10


def results(curves: Sequence[Sequence[float | None]], *, one_recipe: bool = False, failed: int = -1) -> Results:
    """Arms with these values at epochs 10, 20, ..."""
    length = max((len(curve) for curve in curves), default=1)
    names = [f"arm-{number}" for number in range(len(curves))]
    recipes = ["same" if one_recipe else name for name in names]
    plan = Plan(
        created="",
        name="trial",
        title="Trial",
        sentence="A question?",
        epochs=_EVERY * max(1, length),
        every=_EVERY,
        metric="fd-lite0",
        samples=2048,
        dataset=DatasetFacts("/art/faces.zip", "faces", "0", 1200, ImageShape.square(96), []),
        arms=tuple(
            ArmPlan(name=name, title=name, recipe=recipe, configuration={})
            for name, recipe in zip(names, recipes, strict=True)
        ),
    )
    arms = []
    for number, (name, recipe, curve) in enumerate(zip(names, recipes, curves, strict=True)):
        measured = tuple(
            Measured(_EVERY * place, f"{place:06d}", place, value, 1.0, 2048, 1200, "training", "lite0", "")
            for place, value in enumerate(curve, 1)
        )
        status = "failed" if number == failed else "finished"
        arms.append(ArmResult(name, name, recipe, status, "", plan.epochs, 60.0, measured, length))  # type: ignore[arg-type]
    return Results(plan, tuple(arms))


def hues_of(picture: Picture, count: int) -> list[tuple[int, ...]]:
    """The `count` strong colours that cover most: those of the arms, lines and names are drawn in nothing else."""
    pixels = picture.reshape(-1, 3).astype(np.int64)
    strong = pixels[np.ptp(pixels, axis=1) > 70]
    packed, counts = np.unique(strong @ [65536, 256, 1], return_counts=True)
    most = packed[np.argsort(counts)[::-1][:count]]
    return sorted((int(value) >> 16, int(value) >> 8 & 255, int(value) & 255) for value in most)


@pytest.mark.parametrize("one_recipe", [False, True])
def test_every_arm_has_its_colour_in_the_lines_and_in_the_names(one_recipe: bool) -> None:
    picture = plot(results([[300, 200, 150], [310, 230, 180]], one_recipe=one_recipe))
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    hues = hues_of(picture, 2)
    assert len(hues) == 2
    names = picture[:, round(0.86 * SIZE[0]) :].reshape(-1, 3)
    for hue in hues:
        assert (names == hue).all(1).sum() > 50, "its name is written in it"


def test_names_of_equal_arms_do_not_cover_each_other() -> None:
    picture = plot(results([[300, 150]] * 5))
    names = picture[:, round(0.88 * SIZE[0]) :]
    heights = sorted(np.flatnonzero((names == hue).all(2).any(1)).mean() for hue in hues_of(picture, 5))
    assert len(heights) == 5
    assert np.diff(heights).min() > 40


def test_a_lower_line_is_drawn_lower_also_where_values_lie_far_apart() -> None:
    for curves in ([[3.0, 2.5], [4.0, 3.5]], [[900, 2.0], [1000, 30.0]], [[-0.01, -0.02], [0.3, 0.2]]):
        picture = plot(results(curves))
        lines = picture[:, : round(0.8 * SIZE[0])]
        means = {hue: np.flatnonzero((lines == hue).all(2).any(1)).mean() for hue in hues_of(picture, 2)}
        first, second = means.values()  # blue comes before orange
        assert first > second


@pytest.mark.parametrize("curves", [[], [[]], [[None, None]], [[5.0]], [[0.0, 0.0]], [[1.0, None, 2.0]]])
def test_odd_numbers_are_no_trouble(curves: list[list[float | None]]) -> None:
    if not curves:
        curves = [[], []]
    assert plot(results(curves)).shape == (SIZE[1], SIZE[0], 3)


def test_a_failed_arm_is_crossed_out_and_what_was_measured_is_said() -> None:
    curves = [[300.0, 200.0], [310.0, 230.0, 180.0]]
    assert (plot(results(curves)) != plot(results(curves, failed=0))).any()
    words = footnote(results(curves))
    for said in ("2,048 designs", "1,200 pictures", "“faces”", "96 px", "standard error"):
        assert said in words
