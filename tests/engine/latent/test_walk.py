"""Walks between designs: their ends are the ends, time and easing lead along them, every frame is a point."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.errors import EngineError, SnapshotError
from gan_engine.latent.interpolation import walk
from gan_engine.latent.interpolation.blending import between, blend, blended_classes, free_latent
from gan_engine.latent.interpolation.spherical import slerp
from gan_engine.latent.interpolation.walk import EASINGS, Segment, Walk, ease
from gan_engine.latent.point import MAX_DEPTH, Graft, Mask, Mix, Point, Shift, numbers, single_class
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.networks.registry import families, family
from tests.engine.latent_support import a_level_apart, write_tiny

_seeds = st.integers(0, 10_000)
LEFT = Mask.of(np.pad(np.ones((8, 4)), ((0, 0), (0, 4))))


@dataclass(frozen=True)
class Net:
    """What a walk asks of a network."""

    z_dim: int = 16
    styled: bool = False
    class_names: tuple[str, ...] = ()


def through(*seeds: int, **more: object) -> Walk:
    return Walk.model_validate({"stations": [Point(seed=seed) for seed in seeds], **more})


def angle(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1, 1)))


# ---- places --------------------------------------------------------------------------------------------------------


@given(
    st.lists(_seeds, min_size=1, max_size=5), st.integers(1, 60), st.booleans(),
    st.lists(st.tuples(st.none() | st.floats(0, 5), st.sampled_from(EASINGS)), max_size=5),
)  # fmt: skip
def test_a_walk_has_exactly_its_frames_and_its_ends_are_the_ends(
    seeds: list[int], frames: int, loop: bool, segments: list[tuple[float | None, str]]
) -> None:
    made = [{"share": share, "easing": easing} for share, easing in segments]
    walk = through(*seeds, loop=loop, segments=made)
    way = walk.frames(frames, Net())
    assert len(way) == frames
    assert way[0] == walk.stations[0] or walk.shares(Net())[0] == 0
    if frames > 1 and not loop:
        assert way[-1] == walk.stations[-1]
    places = walk.positions(frames, Net())
    assert (np.diff(places) >= 0).all()
    assert places.min() >= 0
    assert places.max() <= walk.segment_count


@pytest.mark.parametrize("loop", [False, True])
def test_without_times_of_their_own_the_speed_is_even_across_ways_of_different_length(loop: bool) -> None:
    a, b = latents([1, 2], 64)
    stations = [Point(z=numbers(z)) for z in (a, slerp(a, b, 0.2), b, slerp(a, b, 0.9))]
    way = Walk(stations=tuple(stations), loop=loop).frames(241, Net(64))
    z = np.stack([point.latent(64) for point in (*way, way[0])][: None if loop else -1]).astype(np.float64)
    steps = np.sort(np.linalg.norm(np.diff(z, axis=0), axis=1))
    turning = steps[:3]  # a step that holds a turning point is shorter as the crow flies
    assert steps[3:].std() / steps.mean() < 0.02, (turning, steps.mean())


def test_a_loop_closes_one_step_before_its_start() -> None:
    way = [point.latent(64) for point in through(1, 2, 3, loop=True).frames(30, Net(64))]
    steps = [angle(p, q) for p, q in zip(way, way[1:] + way[:1], strict=True)]
    assert steps[-1] == pytest.approx(steps[0], rel=0.1)
    assert steps[-1] > 0


def test_two_equal_stations_in_a_row_stop_nothing_unless_they_are_given_time() -> None:
    way = through(1, 1, 2, 2).frames(10, Net())
    assert [way[0], way[-1]] == [Point(seed=1), Point(seed=2)]
    assert len(set(through(1, 1, 2).frames(9, Net()))) == 9
    assert len(set(through(1, 1).frames(3, Net()))) == 1
    rest = through(1, 1, 2, segments=[{"share": 1.0}, {"share": 1.0}]).frames(9, Net())
    assert {point.latent(16).tobytes() for point in rest[:5]} == {Point(seed=1).latent(16).tobytes()}


def test_each_segment_takes_its_share_of_the_time_at_its_own_speed() -> None:
    walk = through(1, 2, 3, segments=[Segment(share=3.0, easing="in"), Segment(share=1.0, easing="hold")])
    np.testing.assert_allclose(walk.shares(Net()), [3.0, 1.0])
    np.testing.assert_allclose(walk.positions_at([0, 0.375, 0.75, 0.9, 1.0], Net()), [0, 0.25, 1, 1, 2])
    half = through(1, 2, 3, segments=[Segment(share=1.0), Segment(share=1.0)])
    np.testing.assert_allclose(half.positions_at([0.25, 0.75], Net()), [0.5, 1.5])


@pytest.mark.parametrize("easing", EASINGS)
def test_easings_lead_from_0_to_1_and_never_back(easing: str) -> None:
    way = ease(np.linspace(0, 1, 101), easing)  # type: ignore[arg-type]
    assert (way[0], way[-1]) == (0, 1)
    assert (np.diff(way) >= 0).all()
    begins, ends = way[1] - way[0] < 0.005, way[-1] - way[-2] < 0.005
    assert (begins, ends) == {
        "linear": (False, False), "in": (True, False), "out": (False, True), "in-out": (True, True),
        "hold": (True, False),
    }[easing]  # fmt: skip


@pytest.mark.parametrize("frames", [0, -1])
def test_a_walk_of_no_frames_or_from_nowhere_is_refused(frames: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        through(1, 2).positions(frames, Net())
    with pytest.raises(ValueError, match="at least 1"):
        Walk(stations=())


def test_a_part_of_a_walk_has_the_same_points_round_its_seam_too() -> None:
    walk = through(1, 2, 3, loop=True)
    part = walk.part(2, 4)
    assert list(part.at([0.25, 1.0, 1.5], Net())) == list(walk.at([2.25, 0.0, 0.5], Net()))


# ---- what is blended -----------------------------------------------------------------------------------------------


def test_classes_and_truncation_are_blended_along_the_way() -> None:
    net = Net(class_names=("cats", "heads", "robots"))
    first = Point(seed=1, psi=0.5)
    second = Point(seed=2, classes=(("robots", 0.5), ("heads", 0.5)), noise="off")
    walk = Walk(stations=(first, second))
    quarter, late = walk.at([0.25, 0.75], net)
    assert dict(quarter.classes) == pytest.approx({"cats": 0.75, "robots": 0.125, "heads": 0.125})
    assert quarter.psi == pytest.approx(0.625)
    assert (quarter.noise, late.noise) == ("fixed", "off")
    assert blended_classes([first, first], [0.5, 0.5], net.class_names) == (("cats", 1.0),)
    assert blended_classes([Point(seed=1)], [1.0], ()) == ()


def test_grafts_fade_and_what_both_have_stays() -> None:
    graft, both = Graft(other=Point(seed=7), mask=LEFT), Graft(other=Point(seed=8), mask=LEFT)
    first, second = Point(seed=1, edits=(graft, both)), Point(seed=2, edits=(both,))
    for styled in (False, True):
        point = Walk(stations=(first, second)).point(0.25, Net(styled=styled))
        masks = {edit.other.seed: edit.mask.values.max() for edit in point.edits if isinstance(edit, Graft)}
        assert masks == {7: pytest.approx(0.75, abs=0.01), 8: 1.0}


def test_steps_in_z_are_part_of_the_round_way_and_edits_of_styles_go_straight() -> None:
    step = Shift(vector=numbers(np.ones(16)), amount=2.0, space="z")
    moved, other, net = Point(seed=1, edits=(step,)), Point(seed=2), Net(styled=True)
    half = Walk(stations=(moved, other)).point(0.5, net)
    np.testing.assert_array_equal(
        half.latent(16), slerp(Point(seed=1).latent(16) + np.float32(2), other.latent(16), 0.5)
    )
    for bent in (other.with_edit(Mix(other=moved)), other.having(cutoff=3), Point(w=(1.0,) * 4)):
        straight = Walk(stations=(Point(seed=1), bent)).point(0.75, net)
        assert straight == bent.with_edit(Mix(other=Point(seed=1), share=0.25))
    assert free_latent(Point(seed=1, edits=(step.model_copy(update={"vector": (1.0,)}),)), net) is None


def test_a_blend_of_one_is_itself_and_weights_are_checked() -> None:
    one, other = Point(seed=1), Point(seed=2)
    assert blend([one, other], [0.0, 2.0], Net()) is other
    assert np.linalg.norm(blend([one, one, other], [1, 1, 2], Net()).latent(16)) == pytest.approx(
        (np.linalg.norm(one.latent(16)) + np.linalg.norm(other.latent(16))) / 2, rel=1e-5
    )
    for weights in ([0.0, 0.0], [1.0], [-1.0, 2.0]):
        with pytest.raises(ValueError, match="weight"):
            blend([one, other], weights, Net())


def test_points_made_of_too_many_others_are_refused_in_words() -> None:
    deep = Point(seed=0)
    for seed in range(1, MAX_DEPTH + 1):
        deep = Point(seed=seed, edits=(Mix(other=deep),))
    with pytest.raises(EngineError, match="so many others"):
        Walk(stations=(Point(seed=9), deep)).point(0.25, Net(styled=True))


# ---- over every family ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=[each.name for each in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    classes = ("cats", "robots") if family(request.param).supports.classes else ()
    return Session.open(
        write_tiny(tmp_path_factory.mktemp(request.param), request.param, classes=classes, size="48x32"), "cpu"
    )


@pytest.mark.parametrize("way", ["round", "straight"])
def test_walk_ends_are_the_ends_and_a_frame_draws_the_same_wherever_it_is_kept(session: Session, way: str) -> None:
    of_class = [single_class(name) for name in session.class_names] or [(), ()]
    cats, robots = Point(seed=1, classes=of_class[0]), Point(seed=2, classes=of_class[1], psi=0.7)
    frames = Walk.model_validate({"stations": [cats, robots], "way": way}).frames(5, session)
    drawn = session.pictures(frames)
    assert a_level_apart(drawn[[0, -1]], session.pictures([cats, robots]))
    assert (drawn[0] != drawn[2]).any()
    assert (drawn[2] != drawn[-1]).any()
    kept = [Point.from_values(point.values()) for point in frames]
    assert a_level_apart(np.concatenate(list(session.draw_alone(kept))), drawn)


def test_a_straight_way_is_the_line_between_styles(session: Session) -> None:
    first, second = Point(seed=1, psi=0.5), Point(seed=2)
    frames = Walk(stations=(first, second), way="straight").at([0.0, 0.25, 0.75, 1.0], session)
    latent = [each.latent for each in session.inputs(frames)]
    if session.styled:
        for index, share in ((1, 0.25), (2, 0.75)):
            expected = latent[0] + share * (latent[3] - latent[0])
            np.testing.assert_allclose(latent[index], expected, rtol=1e-4, atol=1e-5)
    else:
        z = [point.latent(session.z_dim) for point in (first, second)]
        np.testing.assert_allclose(latent[1], slerp(*z, 0.25), rtol=1e-6)


def test_the_blend_of_four_is_bilinear_in_w_and_keeps_its_length_in_z(session: Session) -> None:
    corners = [Point(seed=seed) for seed in range(4)]
    weights = [0.4, 0.3, 0.2, 0.1]
    *ends, middle = (each.latent.numpy() for each in session.inputs([*corners, blend(corners, weights, session)]))
    wanted = np.sum([weight * end for weight, end in zip(weights, ends, strict=True)], axis=0)
    if not session.styled:
        length = np.dot(weights, [np.linalg.norm(end) for end in ends])
        wanted *= length / np.linalg.norm(wanted)
    np.testing.assert_allclose(middle, wanted, rtol=1e-3, atol=1e-4)


def test_points_of_another_network_are_refused_by_the_network(session: Session) -> None:
    foreign = Walk(stations=(Point(z=(0.5,) * (session.z_dim + 1)), Point(seed=2)))
    with pytest.raises(SnapshotError, match="another network"):
        session.pictures(foreign.frames(3, session))


def test_frames_are_made_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []

    def noting(first: Point, second: Point, share: float, *more: Any) -> Point:
        made.append(share)
        return between(first, second, share, *more)

    monkeypatch.setattr(walk, "between", noting)
    frames = through(1, 2).frames(1001, Net())
    assert len(frames) == 1001
    assert made == []
    assert frames[500].z is not None
    assert len(frames[10:14]) == 4
    assert list(itertools.islice(frames, 1)) == [Point(seed=1)]
    assert made == [pytest.approx(share) for share in (0.5, 0.01, 0.011, 0.012, 0.013, 0)]
