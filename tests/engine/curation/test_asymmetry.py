"""Whether art has a direction: found where it was drawn in, not found where every picture faces either way."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gan_engine.curation.asymmetry import FEWEST, Advice, advice, judged, sample_square, told_apart
from gan_engine.curation.checks.glyphs import letters_among
from gan_engine.picture_modes import Picture


def lit_ball(seed: int, side: str) -> Picture:
    """A ball somewhere on white, lit from one side."""
    rng = np.random.default_rng(seed)
    down, across = np.mgrid[:64, :64].astype(np.float32)
    x, y = rng.uniform(24, 40, 2)
    radius = rng.uniform(12, 20)
    inside = (across - x) ** 2 + (down - y) ** 2 < radius**2
    slope = (across - x) / radius * (1 if side == "right" else -1)
    shade = np.clip(0.55 + 0.4 * slope, 0, 1)[..., None] * rng.uniform(90, 255, 3)
    return np.where(inside[..., None], shade, 255).astype(np.uint8)


def of(operation: str, found: list[Advice]) -> Advice:
    return next(one for one in found if one.operation == operation)


def test_light_from_one_side_is_a_direction() -> None:
    found = of("mirror", advice([sample_square(lit_ball(seed, "right")) for seed in range(60)]))
    assert found.separability > 0.95
    assert found.harmful
    assert "advised against" in found.words
    assert "60 pictures" in found.words


def test_light_from_either_side_is_none() -> None:
    squares = [sample_square(lit_ball(seed, "right" if seed % 2 else "left")) for seed in range(80)]
    found = of("mirror", advice(squares))
    assert found.separability < 0.65
    assert not found.harmful


def test_a_palette_is_found_and_random_hues_are_not() -> None:
    def dot(seed: int, hue: tuple[int, int, int]) -> Picture:
        picture = lit_ball(seed, "left")
        inside = picture.min(axis=2) < 255
        picture[inside] = (picture[inside].mean(axis=1, keepdims=True) * np.array(hue) / 255).astype(np.uint8)
        return picture

    green = [sample_square(dot(seed, (60, 230, 80))) for seed in range(60)]
    assert of("hue", advice(green)).harmful
    rng = np.random.default_rng(0)
    any_hue = [sample_square(dot(seed, tuple(rng.permutation([60, 150, 230])))) for seed in range(80)]
    assert not of("hue", advice(any_hue)).harmful


def letter(sign: str, shift: int = 0) -> Picture:
    """In a face that none of the known ones is."""
    canvas = np.full((96, 96, 3), 255, np.uint8)
    cv2.putText(canvas, sign, (20 + shift, 70), cv2.FONT_HERSHEY_TRIPLEX, 2.2, (40, 40, 140), 5, cv2.LINE_AA)
    return canvas


def test_letters_have_a_direction_though_a_crowd_of_them_seems_to_have_none() -> None:
    signs = "BCDEFGJKLPRSZ234567"
    letters = [sample_square(letter(sign, shift)) for shift in range(2) for sign in signs]
    balls = [sample_square(lit_ball(seed, "right" if seed % 2 else "left")) for seed in range(40)]
    found = of("mirror", advice([*balls, *letters]))
    assert found.harmful
    assert "letters or digits" in found.words
    assert found.evidence
    assert min(found.evidence) >= 40
    assert letters_among(balls) == []
    assert letters_among([*letters[:8], *balls * 11]) == [], "so few among so many may be chance"
    assert letters_among([one[:, ::-1] for one in letters]) == [], "mirrored they are none"


def test_the_pictures_that_show_it_go_with_the_advice() -> None:
    squares = [sample_square(lit_ball(seed, "right")) for seed in range(60)]
    found = of("mirror", advice(squares))
    assert len(found.evidence) == pytest.approx(60 * found.separability)
    assert len(set(found.evidence)) == len(found.evidence)


def test_the_same_sample_gives_the_same_advice() -> None:
    squares = [sample_square(lit_ball(seed, "right")) for seed in range(45)]
    assert advice(squares) == advice(squares)


def test_of_few_pictures_nothing_is_said() -> None:
    assert advice([sample_square(lit_ball(0, "left"))] * (FEWEST - 1)) == []


def test_features_of_a_network_are_looked_at_too() -> None:
    squares = [np.full((64, 64, 3), 128, np.uint8)] * 50
    calls = []

    def features(pictures: np.ndarray) -> np.ndarray:
        calls.append(len(pictures))
        return np.full((len(pictures), 4), len(calls), np.float32)  # the originals are seen first: 1, the others higher

    assert of("mirror", advice(squares, features)).separability == 1
    assert calls[0] == 50


def test_pictures_like_their_variants_are_told_apart_by_chance() -> None:
    same = np.random.default_rng(0).normal(size=(50, 6)).astype(np.float32)
    assert told_apart([same], [same]) == 0.5


@pytest.mark.parametrize(("share", "count", "harmful"), [(0.95, 200, True), (0.6, 200, False), (0.5, 50, False)])
def test_what_a_share_means_is_said(share: float, count: int, harmful: bool) -> None:
    found = judged("mirror", share, count)
    assert found.harmful == harmful
    assert f"{round(share * 100)} of 100" in found.words


def test_tall_pictures_are_padded_with_their_ground() -> None:
    tall = np.full((100, 20, 3), 30, np.uint8)
    assert sample_square(tall).shape == (64, 64, 3)
    assert (sample_square(tall) == 30).all()
