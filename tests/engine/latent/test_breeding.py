"""Breeding: what children inherit, over every family; the same for the same seed; families of strangers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.latent.breeding import Family
from gan_engine.latent.lineage import Lineage, Litter, Member
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.networks.registry import families
from tests.engine.latent_support import write_tiny

FOUNDERS = (Point(seed=1), Point(seed=2), Point(seed=3))


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param, size="32x48"), "cpu")


def founders(*numbers: int) -> tuple[Member, ...]:
    return tuple(Member(number=number) for number in numbers)


def rows(session: Session, *points: Point) -> np.ndarray:
    return np.stack([each.latent.reshape(-1, each.latent.shape[-1]).numpy() for each in session.inputs(points)])


def litter(session: Session, **fields: Any) -> list[Point]:
    return Family(session, Lineage(founders=FOUNDERS, litters=(Litter(**fields),))).litter(0)


def test_without_mutation_each_layer_is_a_parents(session: Session) -> None:
    children = rows(session, *litter(session, parents=founders(0, 1), mutation=0.0))
    first, second = rows(session, *FOUNDERS[:2])
    if not session.styled:
        angle = np.arccos(np.clip(_cosine(first, second), -1, 1))
        for child in children:
            apart = np.arccos(np.clip(_cosine(child, first), -1, 1)) + np.arccos(np.clip(_cosine(child, second), -1, 1))
            assert apart == pytest.approx(angle, abs=1e-3)
        return
    taken = set()
    for child in children:
        of_first = np.isclose(child, first, atol=1e-5).all(1)
        of_second = np.isclose(child, second, atol=1e-5).all(1)
        assert (of_first | of_second).all()
        assert of_first.any()
        assert of_second.any()
        taken.add(tuple(of_first))
    assert len(taken) > 1


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float((one * other).sum() / np.linalg.norm(one) / np.linalg.norm(other))


def test_one_parent_without_mutation_has_children_like_itself_and_bolder_ones_stray(session: Session) -> None:
    own = rows(session, FOUNDERS[0])[0]
    apart = []
    for mutation in (0.0, 0.2, 0.9):
        children = rows(session, *litter(session, parents=founders(0), mutation=mutation))
        apart.append(float(np.sqrt(np.square(children - own).mean())))
    assert apart[0] < 1e-5
    assert apart[0] < apart[1] < apart[2]


def test_the_same_seed_gives_the_same_litter_however_large_and_another_another(session: Session) -> None:
    few = litter(session, parents=founders(0, 1, 2), seed=7, count=3)
    many = litter(session, parents=founders(0, 1, 2), seed=7, count=9)
    other = litter(session, parents=founders(0, 1, 2), seed=8, count=3)
    assert few == many[:3]
    assert not set(few) & set(other)
    assert len({session.pictures([each]).tobytes() for each in many}) > 1


def test_generations_follow_from_their_founders_alone(session: Session) -> None:
    lineage = Lineage(founders=FOUNDERS)
    for number in range(8):
        parents = founders(0, 2) if number == 0 else (Member(litter=number - 1, number=1), Member(number=1))
        lineage = lineage.bred(Litter(parents=parents, seed=number, count=3))
    again = Lineage.from_values(lineage.values())
    assert again == lineage
    family = Family(session, lineage)
    last = family.litter(7)
    assert last == Family(session, again).litter(7)
    assert family.parents(7) == [family.litter(6)[1], FOUNDERS[1]]
    assert len(str(lineage.values())) < 3000
    assert session.pictures(last).shape[0] == 3


def test_children_have_the_class_and_noise_of_a_parent(tmp_path: Path) -> None:
    session = Session.open(write_tiny(tmp_path, "stylegan2", classes=("cats", "robots")), "cpu")
    mine = (Point(seed=1, noise=5).of_class("robots"), Point(seed=2, noise="off").of_class("cats"))
    lineage = Lineage(founders=mine, litters=(Litter(parents=founders(0, 1)),))
    children = Family(session, lineage).litter(0)
    assert {each.class_name for each in children} == {"cats", "robots"}
    assert {each.noise for each in children} == {5, "off"}


@pytest.mark.parametrize(
    "values",
    [
        None,
        {"founders": 3},
        {"founders": [{"seed": 1}], "litters": [{"parents": [{"number": 1}]}]},
        {"founders": [{"seed": 1}], "litters": [{"parents": [{"litter": 0, "number": 0}]}]},
        {"founders": [{"seed": 1}], "litters": [{"parents": []}]},
        {"founders": [{"seed": 1}], "litters": [{"parents": [{"number": 0}], "count": 10**9}]},
        {"founders": [{"seed": 1}], "litters": [{"parents": [{"number": 0}], "mutation": float("nan")}]},
        {"founders": [{"seed": 1}] * 1000},
    ],
)
def test_what_is_no_family_is_refused_in_words(values: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Lineage.from_values(values)
