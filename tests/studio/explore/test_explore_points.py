"""Designs as points: seeds mean what they mean everywhere, neighbours are near, memory comes back whole."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from gan_engine.latent.point import Point, single_class
from gan_engine.latent.seeds import latents
from studio.explorer.session_state import SessionState, Walk, from_values, to_values, walk_from, walk_values
from studio.explorer.trail import Trail
from studio.explorer.wall.model import class_of
from studio.explorer.wall.order import WallOrder
from studio.workers.explorer.design_recipes import design_of, design_recipe, recipes_from_mime, recipes_to_mime
from studio.workers.explorer.designs import Model, PictureCache, latent_for, neighbours

MODEL = Model(path=__file__, digest="ab" * 32, name="00003-critters 000380", size=32, z_dim=8)  # type: ignore[arg-type]


@given(st.integers(0, 2**32 - 1), st.integers(1, 64))
def test_a_seed_is_the_point_that_every_tool_gives_it(seed: int, z_dim: int) -> None:
    assert np.array_equal(Point(seed=seed).latent(z_dim), latents([seed], z_dim)[0])


def test_a_point_of_another_width_still_leads_somewhere() -> None:
    design = Point(seed=0).at(z=np.arange(6, dtype=np.float32))
    assert latent_for(design, 4).tolist() == [0, 1, 2, 3]
    wider = latent_for(design, 9)
    assert wider[:6].tolist() == [0, 1, 2, 3, 4, 5]
    assert np.isfinite(wider).all()


def test_neighbours_are_nearer_the_smaller_the_step_and_the_same_each_time() -> None:
    design = Point(seed=5, classes=single_class("cats"), psi=0.7)
    z = design.latent(64)

    def distance(step: float) -> float:
        return float(np.mean([np.linalg.norm(each.latent(64) - z) for each in neighbours(design, 64, 8, step)]))

    assert distance(0.1) < distance(0.3) < distance(0.8)
    assert neighbours(design, 64, 8, 0.3) == neighbours(design, 64, 8, 0.3)
    assert neighbours(design, 64, 8, 0.3, 1) != neighbours(design, 64, 8, 0.3)
    assert {each.class_name for each in neighbours(design, 64, 8, 0.3)} == {"cats"}
    assert {each.psi for each in neighbours(design, 64, 8, 0.3)} == {0.7}


def test_neighbours_are_spread_as_latents_are() -> None:
    norms = [np.linalg.norm(each.latent(256)) for each in neighbours(Point(seed=1), 256, 50, 0.6)]
    assert np.mean(norms) == pytest.approx(16, rel=0.1)


@given(st.integers(0, 2**32 - 1))
def test_any_class_is_a_class_of_the_seeds_own(seed: int) -> None:
    names = ("robots", "monsters", "heads", "cats")
    assert class_of(seed, names) == class_of(seed, names)
    assert class_of(seed, names) in names


def test_any_class_mixes_neighbouring_seeds() -> None:
    names = ("robots", "monsters", "heads", "cats")
    drawn = [class_of(seed, names) for seed in range(400)]
    assert all(70 < drawn.count(name) < 130 for name in names)


@pytest.mark.parametrize(
    "design",
    [Point(seed=48_213), Point(seed=0), Point(seed=0).at(z=np.array([0.1, -2.5, 1e-3, 3, 4, 5, 6, 7], np.float32))],
)
def test_a_design_survives_its_recipe(design: Point) -> None:
    assert design_of(design_recipe(design, MODEL)) == design
    data = recipes_to_mime([design_recipe(design, MODEL)] * 2)
    assert [design_of(recipe) for recipe in recipes_from_mime(data)] == [design, design]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, null, {}]", b"\xff\xfe", b'[{"version": 99}]'])
def test_what_is_no_recipe_is_left_out(data: bytes) -> None:
    assert recipes_from_mime(data) == []


def test_memory_comes_back_as_it_was() -> None:
    z = np.random.RandomState(0).randn(8).astype(np.float32)
    state = SessionState("runs/1/snapshots/2/generator.safetensors", WallOrder(5, 7, 1_000_000), "cats", 0.6)
    assert from_values(json.loads(json.dumps(to_values(state)))) == state
    walk = Walk((Point(seed=3, classes=single_class("cats"), psi=0.6), Point(seed=0).at(z=z)), 12.5, True)
    assert walk_from(json.loads(json.dumps(walk_values(walk)))) == walk


_KEYS = st.sampled_from(["model", "order", "class", "psi", "seconds", "loop", "stations", "z", "seed"])
_LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner)))
def test_a_memory_that_makes_no_sense_is_none(values: object) -> None:
    assert isinstance(from_values(values), SessionState)
    assert isinstance(walk_from(values), Walk)


def test_the_trail_leads_back_and_knows_the_family() -> None:
    trail = Trail()
    assert trail.present is None
    assert not trail.go_back()
    root, child, grandchild = Point(seed=1), Point(seed=2), Point(seed=3)
    trail.begin(root)
    trail.go(child)
    trail.go(grandchild)
    assert list(trail.ancestors_of(grandchild)) == [child, root]
    assert trail.root_of(grandchild) == root
    assert trail.go_back()
    assert trail.present == child
    trail.begin(Point(seed=9))
    assert not trail.can_go_back
    assert trail.root_of(Point(seed=9)) is None
    assert list(trail.ancestors_of(grandchild)) == [child, root]


def test_a_trail_in_a_circle_ends() -> None:
    trail = Trail()
    trail.begin(Point(seed=1))
    for seed in (2, 3, 1, 2):
        trail.go(Point(seed=seed))
    assert len(list(trail.ancestors_of(Point(seed=2)))) <= 3


def test_the_cache_forgets_what_was_used_longest_ago_and_never_takes_more_than_it_may() -> None:
    def image() -> QImage:
        return QImage(16, 16, QImage.Format.Format_RGB32)

    cache = PictureCache(4 * 16 * 16 * 4)
    for key in "abcd":
        cache.put(key, image())
    assert cache.get("a") is not None
    cache.put("e", image())
    assert "a" in cache
    assert "b" not in cache
    assert cache.bytes == 4 * 16 * 16 * 4
    cache.put("e", image())
    assert cache.bytes == 4 * 16 * 16 * 4
