"""A point: it comes back from its JSON as it was, the same point is the same design, and nothing hostile gets in."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from gan_engine.latent.point import (
    MAX_DEPTH,
    Drag,
    Graft,
    Handle,
    Mask,
    Mix,
    Point,
    Shift,
    numbers,
    parse_classes,
    single_class,
)
from gan_engine.latent.seeds import latents

MASK = Mask.of(np.eye(5, 7))
EDITS = (
    Mix(other=Point(seed=2, psi=0.5), first=1, last=3, share=0.5),
    Shift(direction="heavier", vector=(0.5, -1.0), amount=2.0),
    Drag(offset=((1.0, 2.0),), handles=(Handle(x=0.5, y=0.5, to_x=0.6, to_y=0.5),), kept=MASK),
    Graft(other=Point(w=(1.0, 2.0)), mask=MASK, first=2),
)


@pytest.mark.parametrize(
    "point",
    [
        Point(seed=7),
        Point(model_digest="ab" * 32, z=numbers(latents([3], 9)[0]), classes=(("cats", 0.25), ("robots", 0.75))),
        Point(w=(0.5, 1.0), noise="off", psi=0.7, cutoff=4),
        Point(styles=((0.5, 1.0), (2.0, 3.0)), noise=12),
        *(Point(seed=1).with_edit(edit) for edit in EDITS),
        Point(seed=1, edits=EDITS),
    ],
)
def test_it_comes_back_from_its_json_and_is_the_same_for_a_set(point: Point) -> None:
    again = Point.from_values(json.loads(point.to_text()))
    assert again == point
    assert len({again, point}) == 1


def test_what_is_at_its_default_is_left_out() -> None:
    assert Point(seed=7).values() == {"seed": 7}


def test_a_mask_keeps_its_values_to_a_255th() -> None:
    values = np.linspace(0, 1, 35).reshape(5, 7)
    np.testing.assert_allclose(Mask.of(values).values, values, atol=0.5 / 255 + 1e-7)
    assert Mask.of(np.ones((3, 3))).values.min() == 1
    assert Mask.of(np.zeros((3, 3))).values.max() == 0


def test_points_make_points() -> None:
    point = Point(seed=7, psi=0.5, classes=single_class("cats"))
    assert point.at(z=[1, 2]) == Point(z=(1.0, 2.0), psi=0.5, classes=single_class("cats"))
    assert point.of_class(None).classes == ()
    assert point.with_edit(EDITS[0]).at(seed=9).edits == ()
    assert point.class_name == "cats"
    assert Point(seed=1, classes=(("a", 0.3), ("b", 0.7))).class_name == "b"


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("cats", (("cats", 1.0),)),
        ("cats=0.3,robots=0.7", (("cats", 0.3), ("robots", 0.7))),
        (" a = b=1", (("a = b", 1.0),)),
    ],
)
def test_classes_as_they_are_typed(text: str, classes: tuple[tuple[str, float], ...]) -> None:
    assert parse_classes(text) == classes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("1", (("robots", 1.0),)),
        ("0=0.3,7=0.7", (("cats", 0.3), ("7", 0.7))),
        ("3", (("3", 1.0),)),
        ("²", (("²", 1.0),)),
    ],
)
def test_a_number_that_is_no_class_s_name_is_the_class_at_that_place(
    text: str, classes: tuple[tuple[str, float], ...]
) -> None:
    assert parse_classes(text, ("cats", "robots", "7")) == classes


@pytest.mark.parametrize("text", ["cats=", "cats=2", "=1", "cats=0.3,robots", "cats=0", "cats=nan"])
def test_classes_typed_wrongly_are_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="class"):
        parse_classes(text)


def _nested(depth: int) -> dict[str, Any]:
    point: dict[str, Any] = {"seed": 1}
    for _ in range(depth):
        point = {"seed": 1, "edits": [{"kind": "mix", "other": point}]}
    return point


def test_points_in_edits_go_so_deep() -> None:
    assert Point.from_values(_nested(MAX_DEPTH)).edits
    for depth in (MAX_DEPTH + 1, 500):
        with pytest.raises(ValueError, match="other points"):
            Point.from_values(_nested(depth))


WIDE = {"seed": 1, "edits": [{"kind": "mix", "other": {"seed": 1}}] * 70}


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        {},
        {"seed": -1},
        {"seed": 2**32},
        {"seed": 1, "w": [1.0]},
        {"z": [1.0], "w": [1.0]},
        {"z": []},
        {"z": [float("nan")]},
        {"z": [1e300]},
        {"styles": [[1.0], [1.0, 2.0]]},
        {"styles": [[0.0]] * 65},
        {"seed": 1, "classes": [["cats", 0.0]]},
        {"seed": 1, "classes": [["cats", -1.0]]},
        {"seed": 1, "noise": "loud"},
        {"seed": 1, "model_digest": "../../etc/passwd"},
        {"seed": 1, "edits": [{"kind": "erase"}]},
        {"seed": 1, "edits": [{"kind": "direction", "vector": [1.0], "amount": float("inf")}]},
        {"seed": 1, "edits": [{"kind": "graft", "other": {"seed": 1}, "mask": {"width": 2, "height": 2, "data": ""}}]},
        {"seed": 1, "edits": [{"kind": "graft", "other": {"seed": 1}, "mask": {"width": 9, "height": 0, "data": ""}}]},
        WIDE,
    ],
)  # fmt: skip
def test_what_is_no_point_is_refused(values: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each in its own words
        Point.from_values(values)


def test_a_mask_that_unpacks_to_more_than_it_says_is_refused() -> None:
    bomb = Mask.of(np.zeros((1000, 1000))).data
    with pytest.raises(ValueError, match="value for each"):
        Point.from_values({"seed": 1, "edits": [
            {"kind": "graft", "other": {"seed": 1}, "mask": {"width": 10, "height": 10, "data": bomb}}
        ]})  # fmt: skip
