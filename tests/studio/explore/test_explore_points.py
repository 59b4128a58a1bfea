"""Designs as points: seeds mean what they mean everywhere, neighbours are near, memory comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from gan_engine.latent.interpolation.ring import ring
from gan_engine.latent.interpolation.walk import Segment
from gan_engine.latent.point import Drag, Graft, Mask, Mix, Point, Shift, single_class
from gan_engine.latent.sampling import Sampling, class_of_seed
from gan_engine.latent.seeds import latents
from studio.explorer.session_state import SessionState, StoredWalk, from_values, to_values, walk_from, walk_values
from studio.explorer.trail import Trail
from studio.explorer.wall.order import WallOrder
from studio.workers.explorer.design_recipes import design_of, design_recipe, recipes_from_mime, recipes_to_mime
from studio.workers.explorer.design_search import SearchWish
from studio.workers.explorer.designs import Model, PictureCache, fitted_to, latent_for

MODEL = Model(path=__file__, digest="ab" * 32, name="00003-critters 000380", size=32, z_dim=8)  # type: ignore[arg-type]
STYLED = replace(MODEL, style_resolutions=(4, 4, 8, 8), w_dim=3, stages=2, truncation=True)
NO_STYLES = {"mix": "no styles", "drag": "no maps", "graft": "no maps"}
MASK = Mask.of(np.ones((2, 2)))


def sized(z_dim: int) -> Model:
    return replace(MODEL, z_dim=z_dim)


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
        return float(np.mean([np.linalg.norm(each.latent(64) - z) for each in ring(design, sized(64), 8, step)]))

    assert distance(0.1) < distance(0.3) < distance(0.8)
    assert ring(design, sized(64), 8, 0.3) == ring(design, sized(64), 8, 0.3)
    assert ring(design, sized(64), 8, 0.3, 1) != ring(design, sized(64), 8, 0.3)
    assert {each.class_name for each in ring(design, sized(64), 8, 0.3)} == {"cats"}
    assert {each.psi for each in ring(design, sized(64), 8, 0.3)} == {0.7}


def test_neighbours_are_spread_as_latents_are() -> None:
    norms = [np.linalg.norm(each.latent(256)) for each in ring(Point(seed=1), sized(256), 50, 0.6)]
    assert np.mean(norms) == pytest.approx(16, rel=0.1)


def test_opposite_neighbours_lie_in_opposite_directions() -> None:
    z = Point(seed=5).latent(64)
    towards = [each.latent(64) - np.sqrt(1 - 0.3**2) * z for each in ring(Point(seed=5), sized(64), 8, 0.3)]
    np.testing.assert_allclose(towards[1], -towards[5], atol=1e-5)
    nearest = [np.linalg.norm(towards[0] - each) for each in towards[1:]]
    assert nearest[0] < nearest[1] < nearest[3]


def test_neighbours_keep_what_was_done_to_a_design() -> None:
    edited = Point(seed=5).with_edit(Mix(other=Point(seed=9), last=1))
    assert {each.edits for each in ring(edited, STYLED, 8, 0.3)} == {edited.edits}


@pytest.mark.parametrize("place", [{"w": (0.5, 1.0, -1.0)}, {"styles": ((0.5, 1.0, -1.0),) * 4}])
def test_a_design_among_styles_has_neighbours_a_step_towards_others(place: dict[str, Any]) -> None:
    design = Point(**place)
    around = ring(design, STYLED, 8, 0.3)
    assert len(set(around)) == 8
    assert around == ring(design, STYLED, 8, 0.3)
    assert {each.edits[-1].share for each in around} == {0.3}  # type: ignore[union-attr]
    assert {each.having(edits=()) for each in around} == {design}


def test_another_network_draws_what_it_can_of_a_design() -> None:
    design = Point(
        seed=1, psi=0.5,
        edits=(
            Mix(other=Point(seed=2, psi=0.4)), Shift(vector=(1.0, 2.0, 3.0), amount=1),
            Shift(space="z", vector=(1.0,) * 9, amount=1),
            Drag(offset=((1.0,) * 4,) * 5), Graft(other=Point(seed=3), mask=MASK),
        ),
    )  # fmt: skip
    plain = fitted_to(replace(MODEL, offers=NO_STYLES), design)
    assert [edit.kind for edit in plain.edits] == ["direction"]
    assert plain.edits[0].vector == (1.0,) * 8  # type: ignore[union-attr]
    assert plain.psi == 1.0
    styled = fitted_to(STYLED, design)
    assert [edit.kind for edit in styled.edits] == ["mix", "direction", "direction", "drag", "graft"]
    assert styled.edits[0] == design.edits[0]
    assert styled.edits[1].vector == (1.0, 2.0, 3.0)  # type: ignore[union-attr]
    assert [len(row) for row in styled.edits[3].offset] == [3] * 4  # type: ignore[union-attr]
    assert fitted_to(STYLED, styled) == styled


def test_a_place_among_styles_is_fitted_to_other_networks() -> None:
    wide = Point(styles=((1.0, 2.0, 3.0, 4.0),) * 6)
    assert fitted_to(STYLED, wide).styles == ((1.0, 2.0, 3.0),) * 4
    assert fitted_to(STYLED, Point(w=(1.0, 2.0))).w == (1.0, 2.0, 0.0)
    plain = fitted_to(MODEL, Point(w=(1.0, 2.0)))
    assert plain.z == (1.0, 2.0, 0, 0, 0, 0, 0, 0)
    assert plain.w is None


@given(st.integers(0, 2**32 - 1))
def test_any_class_is_a_class_of_the_seeds_own(seed: int) -> None:
    names = ("robots", "monsters", "heads", "cats")
    assert class_of_seed(seed, names) == class_of_seed(seed, names)
    assert class_of_seed(seed, names) in names


def test_any_class_mixes_neighbouring_seeds() -> None:
    names = ("robots", "monsters", "heads", "cats")
    drawn = [class_of_seed(seed, names) for seed in range(400)]
    assert all(70 < drawn.count(name) < 130 for name in names)


@pytest.mark.parametrize(
    "design",
    [Point(seed=48_213), Point(seed=0), Point(seed=0).at(z=np.array([0.1, -2.5, 1e-3, 3, 4, 5, 6, 7], np.float32))],
)
def test_a_design_survives_its_recipe(design: Point) -> None:
    assert design_of(design_recipe(design, MODEL)) == design
    data = recipes_to_mime([design_recipe(design, MODEL)] * 2)
    assert [design_of(recipe) for recipe in recipes_from_mime(data)] == [design, design]


def test_walks_of_before_their_ways_had_times_and_easings_still_open() -> None:
    stations = [{"seed": 3}, {"seed": 4, "psi": 0.5}]
    walk = walk_from({"stations": stations, "seconds": 12.5, "loop": True})
    assert walk == StoredWalk((Point(seed=3), Point(seed=4, psi=0.5)), 12.5, True)
    bent = StoredWalk(walk.stations, 12.5, True, (Segment(share=2.0, easing="hold"), Segment()), "straight")
    assert walk_from(walk_values(bent)) == bent
    assert walk_from({**walk_values(bent), "segments": [{"easing": "crooked"}]}) == StoredWalk()


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, null, {}]", b"\xff\xfe", b'[{"version": 99}]'])
def test_what_is_no_recipe_is_left_out(data: bytes) -> None:
    assert recipes_from_mime(data) == []


def test_memory_comes_back_as_it_was() -> None:
    z = np.random.RandomState(0).randn(8).astype(np.float32)
    model, order = "runs/1/snapshots/2/generator.safetensors", WallOrder(5, 7, 1_000_000)
    wish = SearchWish("silhouette", mask=MASK, first=1000)
    sampling = Sampling(classes=(("cats", 0.3), ("robots", 0.7)), psi=0.6, cutoff=4, noise="drawn")
    state = SessionState(model, order, wish, sampling, "breed", Point(seed=4, psi=0.5))
    assert from_values(json.loads(json.dumps(to_values(state)))) == state
    before = {"model": model, "order": [5, 7, 1_000_000], "class": "cats", "psi": 0.6}
    cats = Sampling(classes=single_class("cats"), psi=0.6)
    assert from_values(before) == SessionState(model, order, None, cats), "as it was kept before"
    walk = StoredWalk((Point(seed=3, classes=single_class("cats"), psi=0.6), Point(seed=0).at(z=z)), 12.5, True)
    assert walk_from(json.loads(json.dumps(walk_values(walk)))) == walk


_KEYS = st.sampled_from(
    ["model", "order", "class", "psi", "search", "sampling", "point", "seconds", "loop", "stations", "z", "seed"]
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner)))
def test_a_memory_that_makes_no_sense_is_none(values: object) -> None:
    assert isinstance(from_values(values), SessionState)
    assert isinstance(walk_from(values), StoredWalk)


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


def test_a_design_that_is_changed_stays_where_it_is_on_the_trail() -> None:
    trail = Trail()
    trail.begin(Point(seed=1))
    trail.go(Point(seed=2))
    trail.change(Point(seed=2, psi=0.5))
    trail.made(Point(seed=2, psi=0.5), Point(seed=2))
    assert trail.present == Point(seed=2, psi=0.5)
    assert list(trail.ancestors_of(Point(seed=2, psi=0.5))) == [Point(seed=2), Point(seed=1)]
    trail.made(Point(seed=1), Point(seed=2))
    assert trail.root_of(Point(seed=2)) == Point(seed=1), "no circle"
    assert trail.go_back()
    assert trail.present == Point(seed=1)


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
