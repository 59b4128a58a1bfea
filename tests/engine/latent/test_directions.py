"""Directions against their definitions, over every family; their files; what is refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_engine.curation.likeness.classifier import learn
from gan_engine.errors import ConfigurationError, DiskError, SnapshotError
from gan_engine.latent.direction_search import DirectionSearch, held_out_certainty
from gan_engine.latent.directions import (
    Direction,
    amount_along,
    apart_from,
    certainty_words,
    check_model,
    moved_along,
    named_direction,
    parse_amount,
    read_directions,
    write_directions,
)
from gan_engine.latent.layers import named_ranges, parse_layers
from gan_engine.latent.point import Point, numbers
from gan_engine.latent.session import Session
from gan_engine.networks.registry import families
from tests.engine.latent_support import write_tiny

SAMPLES = 3000


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param), "cpu")


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp("styled"), "stylegan2"), "cpu")


@pytest.fixture(scope="module")
def classed(tmp_path_factory: pytest.TempPathFactory) -> Session:
    file = write_tiny(tmp_path_factory.mktemp("classed"), "stylegan2", classes=("cats", "heads", "robots"))
    return Session.open(file, "cpu")


def search(session: Session) -> DirectionSearch:
    return DirectionSearch(session, samples=SAMPLES)


def latents_of(session: Session, points: list[Point]) -> np.ndarray:
    """What moves along a direction: z, or the style of the first layer."""
    latents = torch.stack([each.latent for each in session.inputs(points)])
    return (latents[:, 0] if session.styled else latents).numpy().astype(np.float64)


def unit(direction: Direction) -> np.ndarray:
    vector = direction.array.astype(np.float64)
    return vector / np.linalg.norm(vector)


def test_closed_form_directions_are_singular_vectors_of_the_weights_and_fall_in_strength(session: Session) -> None:
    generator = session.generator
    weights = torch.cat(generator.style_weights()) if session.styled else generator.latent_weights()  # type: ignore
    rows = weights.detach().double().numpy()
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = search(session).closed_form(count=4)
    strengths = []
    for direction in found:
        turned = rows.T @ (rows @ unit(direction))
        strengths.append(np.linalg.norm(turned))
        np.testing.assert_allclose(turned / strengths[-1], unit(direction), atol=1e-3)
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == pytest.approx(np.linalg.svd(rows, compute_uv=False)[0] ** 2, rel=1e-4)
    for one, other in itertools.combinations(found, 2):
        assert abs(unit(one) @ unit(other)) < 1e-4


def test_the_layers_first_to_last_alone_are_asked(styled: Session) -> None:
    rows = styled.generator.style_weights()[2].detach().double().numpy()  # type: ignore
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    (found,) = search(styled).closed_form(count=1, first=2, last=2)
    assert (found.first, found.last) == (2, 2)
    assert abs(unit(found) @ np.linalg.svd(rows)[2][0]) == pytest.approx(1, abs=1e-4)
    with pytest.raises(ConfigurationError, match="no such layers"):
        search(styled).closed_form(first=40)


def test_the_first_layer_sees_z_as_its_weights_say(session: Session) -> None:
    """A step along what the weights do not see moves nothing; one along what they see does."""
    if session.styled:
        pytest.skip("styles, not z, are what its layers see")
    weights = session.generator.latent_weights()
    assert weights is not None
    assert weights.shape[1] == session.z_dim
    latent = Point(seed=1).latent(session.z_dim)
    strongest = unit(search(session).closed_form(count=1)[0]).astype(np.float32)
    moved = Point(z=numbers(latent + 3 * strongest))
    assert (session.pictures([moved]) != session.pictures([Point(seed=1)])).any()


def test_principal_components_are_those_of_w_and_a_step_is_a_deviation(styled: Session) -> None:
    z = np.random.RandomState(0).randn(SAMPLES, styled.z_dim).astype(np.float32)
    w = styled.generator.styles(torch.from_numpy(z))[:, 0].double().numpy()  # type: ignore
    values, vectors = np.linalg.eigh(np.cov(w.T, bias=True))
    for direction, value, vector in zip(search(styled).principal(3), values[::-1], vectors.T[::-1], strict=False):
        assert abs(unit(direction) @ vector) == pytest.approx(1, abs=1e-3)
        assert np.linalg.norm(direction.vector) == pytest.approx(np.sqrt(value), rel=1e-3)


def test_principal_components_of_maps_lead_along_z(session: Session) -> None:
    if session.styled:
        pytest.skip("its components are those of w")
    for direction in search(session).principal(2):
        assert direction.space == "z"
        assert np.linalg.norm(direction.vector) == pytest.approx(1, rel=1e-5)
        still, moved = session.pictures([Point(seed=1), Point(seed=1).with_edit(direction.shift(2.0))])
        assert (still != moved).any()


def test_within_classes_directions_do_not_lead_from_class_to_class(classed: Session) -> None:
    finder = search(classed)
    (widest,) = finder.principal(1)
    of_class = [
        latents_of(classed, [Point(seed=seed).of_class(name) for seed in range(300)]) for name in classed.class_names
    ]
    within = np.concatenate([rows - rows.mean(0) for rows in of_class])
    assert np.linalg.norm(widest.vector) == pytest.approx((within @ unit(widest)).std(), rel=0.1)
    assert finder.between_classes("robot", "cats", "robots").classes == (("cats", 0.5), ("robots", 0.5))


def test_a_step_by_example_is_a_deviation_of_designs_like_the_examples(classed: Session) -> None:
    having = [Point(seed=seed).of_class("cats") for seed in range(4)]
    lacking = [Point(seed=seed).of_class(name) for seed in range(4) for name in ("heads", "robots", "robots")]
    direction = search(classed).by_example("cat", having, lacking)
    assert [name for name, _ in direction.classes] == ["cats", "heads", "robots"]
    assert [share for _, share in direction.classes] == pytest.approx([1 / 2, 1 / 6, 1 / 3])
    along = [
        latents_of(classed, [Point(seed=seed).of_class(name) for seed in range(600)]) @ unit(direction)
        for name in ("cats", "cats", "cats", "heads", "robots", "robots")
    ]
    assert np.linalg.norm(direction.vector) == pytest.approx(np.concatenate(along).std(), rel=0.05)


def planted(session: Session, count: int) -> tuple[list[Point], np.ndarray]:
    """Designs, and a trait of each: how far it lies along some way of the latent space, in deviations."""
    points = [Point(seed=seed) for seed in range(count)]
    rows = latents_of(session, points)
    way = np.random.RandomState(3).randn(rows.shape[1])
    trait = rows @ way
    return points, (trait - trait.mean()) / trait.std()


def test_a_planted_trait_is_found_by_example_and_with_certainty(session: Session) -> None:
    points, trait = planted(session, 400)
    with_it = [point for point, much in zip(points, trait, strict=True) if much > 0.7][:40]
    without = [point for point, much in zip(points, trait, strict=True) if much < -0.7][:40]
    direction = search(session).by_example("horns", with_it, without)
    assert direction.certainty is not None
    assert direction.certainty >= 0.75
    assert direction.tested == len(with_it) + len(without)
    others = points[200:]
    before = latents_of(session, others)
    after = latents_of(session, [point.with_edit(direction.shift(3.0)) for point in others])
    way = np.random.RandomState(3).randn(before.shape[1])
    middle = (latents_of(session, points) @ way).mean()
    over = (after @ way > middle)[before @ way < middle]
    assert over.mean() >= 0.9


def test_examples_without_a_trait_are_told_to_be_a_guess(styled: Session) -> None:
    points = [Point(seed=seed) for seed in range(200)]
    chance = np.random.RandomState(5).permutation(200)
    direction = search(styled).by_example(
        "nothing", [points[i] for i in chance[:100]], [points[i] for i in chance[100:]]
    )
    assert direction.certainty is not None
    assert direction.certainty < 0.65
    assert certainty_words(direction).startswith("unsure")


def test_certainty_is_that_of_examples_held_out_not_of_those_learnt_from() -> None:
    """Forty examples among 64 numbers are told apart wholly by whoever knows them, however they are labelled."""
    points = np.random.RandomState(1).randn(40, 64).astype(np.float32)
    yes = np.arange(40) % 2 == 0
    assert ((learn(points, yes).odds(points) > 0) == yes).all()
    assert held_out_certainty(points, yes) < 0.8
    points[:, 0] += np.where(yes, 20, -20).astype(np.float32)
    assert held_out_certainty(points, yes) == 1


def test_too_few_examples_and_designs_that_do_not_differ_are_said(styled: Session) -> None:
    one = Point(seed=1)
    with pytest.raises(ConfigurationError, match="some with"):
        search(styled).by_example("x", [one], [one, Point(seed=2)])
    with pytest.raises(ConfigurationError, match="both sides"):
        search(styled).between_groups("x", [], [one])
    with pytest.raises(ConfigurationError, match="do not differ"):
        search(styled).between_groups("x", [one], [one])


def test_between_classes_and_groups_the_way_is_the_difference_of_means(classed: Session) -> None:
    start = [Point(seed=seed).of_class("cats") for seed in range(60)]
    end = [Point(seed=seed).of_class("robots") for seed in range(60)]
    way = latents_of(classed, end).mean(0) - latents_of(classed, start).mean(0)
    of_groups = search(classed).between_groups("g", start, end)
    np.testing.assert_allclose(unit(of_groups), way / np.linalg.norm(way), atol=1e-4)
    of_classes = search(classed).between_classes("c", "cats", "robots")
    assert unit(of_classes) @ unit(of_groups) > 0.98
    with pytest.raises(ConfigurationError, match="two of them"):
        search(classed).between_classes("c", "cats", "cats")
    with pytest.raises(ConfigurationError, match="no class “dogs”"):
        search(classed).between_classes("c", "cats", "dogs")


def test_a_class_is_no_place_among_the_latents_of_a_network_without_styles(tmp_path: Path) -> None:
    session = Session.open(write_tiny(tmp_path, "dcgan", classes=("cats", "robots")), "cpu")
    with pytest.raises(ConfigurationError, match="Blend the classes"):
        search(session).between_classes("c", "cats", "robots")
    assert len(search(session).principal(2)) == 2


def test_apart_from_others_a_step_takes_none_along_them(session: Session) -> None:
    finder = search(session)
    first, second = finder.closed_form(count=2)
    mixed = first.with_vector(first.array + 0.5 * second.array)
    apart = finder.apart(mixed, [second])
    assert abs(unit(apart) @ unit(first)) == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(apart.vector) == pytest.approx(np.linalg.norm(first.vector), rel=1e-3)
    with pytest.raises(ConfigurationError, match="mixture of the others"):
        finder.apart(second.with_vector(-2 * second.array), [first, second])


def test_nothing_is_left_of_what_lies_among_the_others() -> None:
    axes = np.eye(4)
    np.testing.assert_allclose(apart_from(axes[0] + axes[1], [axes[1], 2 * axes[1]]), axes[0], atol=1e-12)
    assert (apart_from(axes[2], []) == axes[2]).all()


def test_a_file_of_directions_gives_them_again_to_the_bit(styled: Session, tmp_path: Path) -> None:
    found = [*search(styled).principal(2), *search(styled).closed_form(2, 1, 3)]
    path = tmp_path / "directions.json"
    write_directions(path, found, "knights 12", root=tmp_path)
    assert read_directions(path, styled.digest) == found
    with pytest.raises(SnapshotError, match="another model, “knights 12”"):
        read_directions(path, "0" * 64)
    check_model(found, styled.digest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "not JSON"),
        ("[]", "list “directions” is missing"),
        ('{"directions": [{"name": "x"}]}', "method"),
        ('{"version": 99, "directions": []}', "newer version"),
        ('{"directions": [{"name": "x", "method": "pca", "space": "w", "vector": [0, 0]}]}', "leads somewhere"),
        ('{"directions": [{"name": "x", "method": "pca", "space": "w", "vector": [1e99]}]}', "vector"),
        ("[" * 5000, "nest"),
    ],
)
def test_a_file_that_holds_none_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(DiskError, match=words):
        read_directions(path)
    with pytest.raises(DiskError, match="cannot be read"):
        read_directions(tmp_path / "missing.json")


def test_amounts_and_names_as_they_are_typed() -> None:
    direction = Direction(name="Smile", method="pca", space="w", vector=(1.0,))
    assert parse_amount("Smile = wide=-1.5") == ("Smile = wide", -1.5)
    assert named_direction([direction], "smile") is direction
    for wrong in ("smile", "smile=", "=1", "smile=much"):
        with pytest.raises(ValueError, match="no direction with an amount"):
            parse_amount(wrong)
    with pytest.raises(ValueError, match="there are: Smile"):
        named_direction([direction], "frown")


def test_layers_have_names_and_numbers() -> None:
    at_64 = [4, 8, 8, 16, 16, 32, 32, 64, 64, 64]
    assert named_ranges(at_64) == {"coarse": (0, 2), "middle": (3, 6), "fine": (7, 9)}
    assert named_ranges([4, 4, 8, 8]) == {"coarse": (0, 1), "fine": (2, 3)}
    assert named_ranges([]) == {}
    assert parse_layers("fine", at_64) == (7, 9)
    assert parse_layers("all", at_64) == (0, 9)
    assert parse_layers(" 2-5 ", at_64) == (2, 5)
    assert parse_layers("4", at_64) == (4, 4)
    for wrong in ("rough", "5-2", "3-10", ""):
        with pytest.raises(ValueError, match="no layers"):
            parse_layers(wrong, at_64)


def test_a_point_goes_along_a_direction_by_one_amount(styled: Session) -> None:
    one, other = search(styled).closed_form(2)
    point = moved_along(moved_along(Point(seed=1), one, 1.5), other, -1)
    assert (amount_along(point, one), amount_along(point, other)) == (1.5, -1)
    renamed = one.having(name="smile", first=2)
    again = moved_along(point, renamed, 0.5)
    assert again.edits == (renamed.shift(0.5), other.shift(-1))
    assert moved_along(again, one, 0).edits == (other.shift(-1),)
    assert moved_along(Point(seed=1), one, 0) == Point(seed=1)
