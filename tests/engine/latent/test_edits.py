"""What edits do to a design, over every family: against their definitions, and where a family has them not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.latent.grafting import moved_maps
from gan_engine.latent.point import Drag, Graft, Mask, Mix, Point, Shift, numbers
from gan_engine.latent.session import Session
from gan_engine.networks.registry import families
from tests.engine.latent_support import a_level_apart, write_tiny

EVERYWHERE = Mask.of(np.ones((8, 8)))
NOWHERE = Mask.of(np.zeros((8, 8)))
LEFT = Mask.of(np.pad(np.ones((8, 4)), ((0, 0), (0, 4))))
ONE, OTHER = Point(seed=1), Point(seed=2)


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param), "cpu")


def drawn(session: Session, *points: Point) -> np.ndarray:
    return session.pictures(points)


def test_what_is_not_offered_is_refused_in_words_and_the_rest_works(session: Session) -> None:
    edits = {
        "mix": Mix(other=OTHER),
        "graft": Graft(other=OTHER, mask=LEFT),
        "direction": Shift(vector=numbers(np.ones(session.z_dim)), amount=1.0, space="z"),
    }
    for name, edit in edits.items():
        if session.offers[name]:
            with pytest.raises(SnapshotError, match="another network"):
                drawn(session, ONE.with_edit(edit))
        else:
            assert (drawn(session, ONE.with_edit(edit)) != drawn(session, ONE)).any()


def test_a_step_of_nothing_changes_nothing_and_steps_in_z_are_steps_of_z(session: Session) -> None:
    vector = np.linspace(-1, 1, session.z_dim, dtype=np.float32)
    still = ONE.with_edit(Shift(vector=numbers(vector), amount=0.0, space="z"))
    moved = ONE.with_edit(Shift(vector=numbers(vector), amount=2.0, space="z"))
    there = ONE.at(z=ONE.latent(session.z_dim) + 2 * vector)
    first, again, second, expected = drawn(session, ONE, still, moved, there)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(second, expected)
    dragged = ONE.with_edit(Drag(offset=(numbers(2 * vector),), space="z"))
    np.testing.assert_array_equal(drawn(session, dragged, ONE)[0], drawn(session, there, ONE)[0])


def test_an_empty_graft_changes_nothing_and_a_full_one_is_the_other_design(session: Session) -> None:
    if session.offers["graft"]:
        pytest.skip(session.offers["graft"])
    for first in range(session.stages):
        empty = ONE.with_edit(Graft(other=OTHER, mask=NOWHERE, first=first))
        full = ONE.with_edit(Graft(other=OTHER, mask=EVERYWHERE, first=first))
        assert a_level_apart(drawn(session, empty), drawn(session, ONE))
        assert a_level_apart(drawn(session, full), drawn(session, OTHER))


def test_a_graft_is_put_elsewhere(session: Session) -> None:
    """A part of the last stage's maps, moved by whole cells, is the other design's picture moved by as many pixels."""
    if session.offers["graft"]:
        pytest.skip("it has no feature maps")
    last, side = session.stages - 1, session.size.side
    cells, _ = session.stage_grids[last]
    host, other = Point(seed=1), Point(seed=2)
    full = Mask.of(np.ones((side, side)))
    (plain,) = drawn(session, other)
    away = Graft(other=other, mask=full, first=last, across=2 / cells, down=-1 / cells)
    assert Graft.model_validate(away.model_dump()) == away
    (moved,) = drawn(session, host.with_edit(away))
    by = side // cells
    inner = slice(4 * by, side - 4 * by)
    there = moved[inner, inner].astype(int)
    shift = (slice(inner.start + by, inner.stop + by), slice(inner.start - 2 * by, inner.stop - 2 * by))
    near, far = np.abs(there - plain[shift]).mean(), np.abs(there - plain[inner, inner]).mean()
    assert near < far / 4
    nowhere = Graft(other=other, mask=full, first=last)
    assert "across" not in nowhere.model_dump(exclude_defaults=True)


def test_moved_maps_are_moved_by_whole_cells_and_repeat_their_edge() -> None:
    maps = torch.arange(16.0).reshape(1, 4, 4)
    np.testing.assert_allclose(moved_maps(maps, 0.25, 0)[0, :, 1:], maps[0, :, :-1], atol=1e-5)
    np.testing.assert_allclose(moved_maps(maps, 0, -0.5)[0, :2], maps[0, 2:], atol=1e-5)
    np.testing.assert_allclose(moved_maps(maps, 0, -0.5)[0, 3], maps[0, 3], atol=1e-5)
    assert moved_maps(maps, 0, 0) is maps


def test_a_graft_leaves_what_is_far_from_it(session: Session) -> None:
    if session.offers["graft"]:
        pytest.skip(session.offers["graft"])
    grafted = ONE.with_edit(Graft(other=OTHER, mask=LEFT, first=session.stages - 1))
    own, other, both = drawn(session, ONE, OTHER, grafted).astype(int)
    quarter = session.size.width // 4
    assert np.abs(both[:, -quarter:] - own[:, -quarter:]).max() <= 1
    assert np.abs(both[:, :quarter] - other[:, :quarter]).max() <= 1
    assert (both != own).any()


def test_grafts_on_grafts(session: Session) -> None:
    if session.offers["graft"]:
        pytest.skip(session.offers["graft"])
    other = OTHER.with_edit(Graft(other=Point(seed=3), mask=EVERYWHERE))
    assert a_level_apart(
        drawn(session, ONE.with_edit(Graft(other=other, mask=EVERYWHERE))), drawn(session, Point(seed=3))
    )


def test_mixing_takes_layers_of_the_other(session: Session) -> None:
    if session.offers["mix"]:
        pytest.skip(session.offers["mix"])
    layers = len(session.style_resolutions)
    coarse = ONE.with_edit(Mix(other=OTHER, first=0, last=2))
    (mixed, own, other) = session.inputs([coarse, ONE, OTHER])
    torch.testing.assert_close(mixed.latent[:3], other.latent[:3])
    torch.testing.assert_close(mixed.latent[3:], own.latent[3:])
    all_of_it = ONE.with_edit(Mix(other=OTHER, first=0, last=layers - 1))
    none_of_it = ONE.with_edit(Mix(other=OTHER, share=0.0))
    assert a_level_apart(drawn(session, all_of_it), drawn(session, OTHER))
    assert a_level_apart(drawn(session, none_of_it), drawn(session, ONE))


def test_psi_0_is_the_mean_and_a_cutoff_reaches_so_many_layers(session: Session) -> None:
    if session.offers["truncation"]:
        pytest.skip(session.offers["truncation"])
    layers = len(session.style_resolutions)
    (mean, half, plain, own) = session.inputs(
        [ONE.having(psi=0.0, cutoff=layers), ONE.having(psi=0.0, cutoff=2), ONE, ONE.having(psi=0.5)]
    )
    w_avg = session.generator.mapping.w_avg  # type: ignore[union-attr, attr-defined]
    torch.testing.assert_close(mean.latent, w_avg.expand(layers, -1))
    torch.testing.assert_close(half.latent[:2], w_avg.expand(2, -1))
    torch.testing.assert_close(half.latent[2:], plain.latent[2:])
    torch.testing.assert_close(own.latent[0], (w_avg + plain.latent[0]) / 2)


def test_a_point_may_carry_its_styles(session: Session) -> None:
    (made,) = session.inputs([ONE])
    if not session.styled:
        with pytest.raises(SnapshotError, match="styles"):
            drawn(session, Point(w=(1.0,)))
        return
    carried = Point(styles=tuple(numbers(row) for row in made.latent.numpy()))
    np.testing.assert_array_equal(drawn(session, carried), drawn(session, ONE))
    with pytest.raises(SnapshotError, match="layers"):
        drawn(session, Point(styles=(numbers(made.latent[0].numpy()),)))


def test_noise_is_fixed_off_or_drawn_from_a_seed(session: Session) -> None:
    fixed, again, off, drawn_5, drawn_5_again, drawn_6 = drawn(
        session, ONE, ONE, ONE.having(noise="off"), ONE.having(noise=5), ONE.having(noise=5), ONE.having(noise=6)
    )
    np.testing.assert_array_equal(fixed, again)
    np.testing.assert_array_equal(drawn_5, drawn_5_again)
    assert session.styled == (drawn_5 != drawn_6).any() == (off != fixed).any()


def test_a_design_drawn_alone_is_the_same_to_the_bit_whatever_else_is_drawn(session: Session) -> None:
    points = [Point(seed=seed) for seed in range(5)]
    together = np.concatenate(list(session.draw_alone(points)))
    for point, picture in zip(reversed(points), reversed(together), strict=True):
        (again,) = session.draw_alone([point])
        np.testing.assert_array_equal(again[0], picture)
    assert a_level_apart(session.pictures(points), together)


@pytest.mark.parametrize("family", [family.name for family in families() if family.supports.classes])
def test_classes_blend_and_a_weight_of_1_is_the_class_itself(family: str, tmp_path: Path) -> None:
    session = Session.open(write_tiny(tmp_path, family, classes=("cats", "robots")), "cpu")
    cats, robots = ONE.of_class("cats"), ONE.of_class("robots")
    between = ONE.having(classes=(("cats", 0.5), ("robots", 0.5)))
    pictures = drawn(session, cats, robots, between, ONE.having(classes=(("cats", 0.2), ("robots", 0.0))))
    np.testing.assert_array_equal(pictures[3], pictures[0])
    assert (pictures[0] != pictures[1]).any()
    assert (pictures[2] != pictures[0]).any()
    assert (pictures[2] != pictures[1]).any()
    with pytest.raises(ConfigurationError, match="no class “dogs”"):
        drawn(session, ONE.having(classes=(("cats", 0.5), ("dogs", 0.5))))
