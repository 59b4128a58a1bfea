"""Projection: what a model made itself is found again, over every family; sketches; stopping at any moment."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from gan_engine.image_shape import ImageShape
from gan_engine.latent import projection as projection_module
from gan_engine.latent.closeness import Closeness
from gan_engine.latent.point import Point
from gan_engine.latent.projection import Projection, ProjectionStep
from gan_engine.latent.projection_target import Target
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.perceptual import PerceptualNetwork, distances
from gan_engine.networks.registry import families
from tests.engine.latent_support import write_tiny

CLASSES = ("cats", "robots")


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    classes = CLASSES if next(each for each in families() if each.name == request.param).supports.classes else ()
    return Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param, classes=classes), "cpu")


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp("styled"), "stylegan2", classes=CLASSES), "cpu")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection_module, "_SEARCHED", 64)


def own(session: Session, seed: int = 5000) -> Target:
    """A design of the model, of its last class."""
    point = Point(seed=seed).of_class(session.class_names[-1] if session.class_names else None)
    return Target(session.pictures([point])[0])


def run(projection: Projection) -> list[ProjectionStep]:
    steps = list(projection.steps())
    assert [step.number for step in steps] == list(range(1, steps[-1].total + 1))
    return steps


def test_it_comes_nearer_and_its_point_draws_what_it_found(session: Session) -> None:
    found = Projection(session, own(session), steps=40)
    steps = run(found)
    searched = [step for step in steps if step.stage == "search"]
    assert steps[-1].distance < searched[-1].distance
    closeness = found.closeness()
    assert closeness.nearest_random == searched[-1].distance
    assert closeness.distance == pytest.approx(steps[-1].distance, rel=0.05, abs=0.01)
    drawn = session.pictures([found.point()])[0]
    assert np.abs(drawn.astype(int) - steps[-1].picture).max() <= 2
    assert found.space == ("w" if session.styled else "z")
    if not session.styled:
        assert np.linalg.norm(found.point().z or ()) == pytest.approx(np.sqrt(session.z_dim), rel=1e-3)
    assert (found.point().class_name in session.class_names) == bool(session.class_names)


def test_the_same_picture_is_found_the_same_way(session: Session) -> None:
    first, again = (Projection(session, own(session), steps=5) for _ in range(2))
    run(first)
    run(again)
    assert first.point() == again.point()


def test_layers_of_their_own_come_nearer_still(styled: Session) -> None:
    foreign = Target.of_picture(np.full((32, 32, 3), (200, 60, 30), np.uint8), styled.size)
    one, each = (Projection(styled, foreign, space=space, steps=80) for space in ("w", "w+"))
    run(one)
    run(each)
    assert one.point().w is not None
    assert len(each.point().styles or ()) == len(styled.style_resolutions)
    assert each.space == "w+"
    assert each.closeness().distance < one.closeness().distance


def test_the_nearest_so_far_is_there_whenever_it_is_stopped(styled: Session) -> None:
    found = Projection(styled, own(styled), steps=40)
    with pytest.raises(ValueError, match="no step"):
        found.point()
    steps = found.steps()
    for _ in range(7):
        step = next(steps)
    np.testing.assert_allclose(styled.pictures([found.point()])[0], step.picture, atol=2)
    assert found.closeness().distance > 0
    assert all(parameter.grad is None for parameter in styled.generator.parameters())


def test_the_class_of_the_picture_is_tried_and_found(styled: Session) -> None:
    picture = styled.pictures([Point(seed=1).of_class("robots")])[0]  # among those that the search looks at
    found = Projection(styled, Target(picture), steps=10)
    run(found)
    assert found.point().class_name == "robots"
    assert found.closeness().decibels > 35


def test_a_model_whose_designs_are_all_alike_is_searched_as_well(tmp_path: Path) -> None:
    collapsed = Session.open(write_tiny(tmp_path, "dcgan", classes=CLASSES), "cpu")
    for weight in collapsed.generator.parameters():
        weight.data.zero_()
    found = Projection(collapsed, Target(np.full((32, 32, 3), 90, np.uint8)), steps=4)
    run(found)
    assert found.closeness().distance > 0


def sketched(session: Session, weight: float) -> Target:
    painted = np.zeros((48, 48, 4), np.uint8)
    painted[12:36, 12:36] = (220, 30, 20, 255)
    return Target.of_sketch(painted, session.size, weight)


def test_a_sketch_is_weighed_against_what_the_model_draws(session: Session) -> None:
    colours, model = (Projection(session, sketched(session, weight), steps=60) for weight in (0.0, 1.0))
    run(colours)
    run(model)
    assert colours.closeness().distance < model.closeness().distance
    assert colours.closeness().sketched


def test_what_is_not_painted_does_not_count(styled: Session) -> None:
    target = sketched(styled, 0.0)
    distance = projection_module.TargetDistance(target, torch.device("cpu"))
    inside = torch.zeros(1, 3, 32, 32)
    inside[:, 0, 8:24, 8:24], inside[:, 1, 8:24, 8:24], inside[:, 2, 8:24, 8:24] = 220, 30, 20
    outside = torch.where(inside == 0, torch.full_like(inside, 255), inside)
    assert float(distance(inside)) < 0.01  # but for the rim of the brush
    assert float(distance(outside)) < 0.01
    assert float(distance(inside.flip(1))) > 0.1
    with pytest.raises(ValueError, match="nothing is painted"):
        Target.of_sketch(np.zeros((8, 8, 4), np.uint8), ImageShape.square(32), 0.5)


def test_a_picture_of_any_shape_is_taken_whole(tmp_path: Path) -> None:
    picture = np.full((20, 60, 3), 255, np.uint8)
    picture[5:15, 10:50] = 0
    Image.fromarray(picture).save(tmp_path / "wide.png")
    target = Target.of_file(tmp_path / "wide.png", ImageShape.square(32))
    assert target.picture.shape == (32, 32, 3)
    assert target.picture[0].min() > 240
    assert target.picture[16, 16].max() < 30


def test_the_perceptual_distance_is_0_for_the_same_and_has_slopes() -> None:
    network = PerceptualNetwork(lite0(), 32, 32)
    noise = torch.from_numpy(np.random.RandomState(0).randint(0, 256, (2, 3, 32, 32))).float().requires_grad_()
    maps = network.maps(noise)
    apart = distances(maps, [each[:1] for each in maps])
    assert float(apart[0].detach()) == pytest.approx(0, abs=1e-6)
    assert float(apart[1].detach()) > 0.05
    (slope,) = torch.autograd.grad(apart[1], noise)
    assert slope[1].abs().max() > 0


@pytest.mark.parametrize(
    ("distance", "words"), [(0.05, "but for details"), (0.3, "Close"), (0.6, "same kind"), (1.1, "Far from")]
)
def test_the_distance_left_is_said_plainly(distance: float, words: str) -> None:
    closeness = Closeness(distance, 20.0, 1.0, 1.5)
    assert words in closeness.words
    assert closeness.values()["share"] == distance
