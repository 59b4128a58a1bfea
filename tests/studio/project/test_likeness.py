"""What is worked out from the features of a project's pictures, and what the artist says to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.curation.pages.classes.draft import ClassDraft
from studio.project.findings.likeness import (
    FINDING,
    Opinion,
    compare,
    load_opinion,
    map_places,
    read_marks,
    read_tags,
    store_findings,
)
from studio.project.findings.vectors import FEATURES, STYLES
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from tests.studio.project_support import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """40 pictures, of which the last three are of another kind."""
    made = make_project(tmp_path / "Critters", 40, size=32)
    give_features(made, strange=3)
    yield made
    made.close()


def give_features(project: Project, strange: int = 3, kinds: int = 1) -> list[int]:
    """Features of `kinds` kinds and some strangers, in the order of the catalogue; the strangers' ids."""
    lots = np.random.default_rng(0)
    pictures = project.catalogue.pictures(project.catalogue.ids().tolist())
    kind = np.arange(len(pictures)) % kinds
    kind[len(pictures) - strange :] = kinds
    middles = lots.normal(0, 3, (kinds + 1, 32))
    features = np.maximum(middles[kind] + lots.normal(0, 1, (len(pictures), 32)), 0).astype(np.float32)
    keys = [picture.thumbnail_key for picture in pictures]
    project.vectors.put(FEATURES, keys, features)
    project.vectors.put(STYLES, keys, np.zeros((len(keys), 8), np.float32))
    return [picture.id for picture in pictures[len(pictures) - strange :]]


def test_strangers_are_found_among_the_pictures_that_were_looked_at(project: Project) -> None:
    likeness = compare(project)
    assert likeness is not None
    assert likeness.unknown == 0
    flagged = Opinion().flagged(likeness)
    assert set(project.catalogue.ids()[-3:].tolist()) == set(flagged[:3].tolist())
    assert compare(project, likeness) is None  # nothing is new
    project.catalogue.remove(project.catalogue.ids()[:1])
    again = compare(project, likeness)
    assert again is not None
    assert len(again.ids) == 39


def test_nothing_looked_at_nothing_compared(tmp_path: Path) -> None:
    with make_project(tmp_path / "Empty", 5, size=32) as project:
        likeness = compare(project)
        assert likeness is not None
        assert (len(likeness.ids), likeness.unknown) == (0, 5)


def test_what_belongs_is_flagged_no_more_and_remembered(project: Project) -> None:
    likeness = compare(project)
    assert likeness is not None
    strangers = Opinion().flagged(likeness)
    opinion = Opinion(threshold=likeness.threshold, belong=strangers[:1])
    project.choose("unlike", opinion.stored(), "belong")
    store_findings(project, opinion, likeness)
    again = load_opinion(project)
    assert again.threshold == likeness.threshold
    assert np.array_equal(again.flagged(likeness), strangers[1:])
    found = project.catalogue.ids(Query(finding=frozenset({FINDING})))
    assert set(found.tolist()) == set(strangers[1:].tolist())
    assert "unlike the rest" in project.catalogue.pictures(found.tolist())[0].flags[0].why


def test_an_opinion_that_cannot_be_read_says_nothing() -> None:
    for stored in (None, 3, {"threshold": "high", "belong": "x-y"}, {"belong": 7}):
        assert Opinion.from_stored(stored).threshold is None
        assert not len(Opinion.from_stored(stored).belong)


def test_the_map_is_kept_until_other_pictures_are_there(project: Project) -> None:
    likeness = compare(project)
    assert likeness is not None
    drawn = map_places(project, likeness)
    told: list[str] = []
    assert np.array_equal(map_places(project, likeness, lambda done, total, what="": told.append(what)), drawn)
    assert not told
    project.catalogue.remove(likeness.ids[:1])
    fewer = compare(project, likeness)
    assert fewer is not None
    assert map_places(project, fewer).shape == (39, 2)


def test_marks_follow_what_is_decided(project: Project) -> None:
    ids = project.catalogue.ids()
    project.catalogue.set_states({State.PICKED: ids[:2], State.REJECTED: ids[2:5]}, "finish")
    project.catalogue.set_classes({"with helmet": ids[:4]}, "sort")
    wanted = np.array([ids[0], ids[4], 10_000, ids[9]])
    marks = read_marks(project).of(wanted)
    assert marks.states.tolist() == [State.PICKED, State.REJECTED, State.UNDECIDED, State.UNDECIDED]
    assert marks.class_names[marks.classes[0]] == "with helmet"
    project.undo()
    project.undo()
    assert project.catalogue.states_of(ids) == {State.UNDECIDED: 40}


# ---- the draft of classes ---------------------------------------------------------------------------------------


def test_what_is_put_by_hand_stays_and_the_rest_follows_the_proposal() -> None:
    ids = np.array([11, 12, 13, 14, 15])
    draft = ClassDraft.blank(ids).put(np.array([12]), 0).put(np.array([14]), 1)
    draft = draft.with_proposal(np.array([1, 1, 0, 0, -1]), np.array([0.9, 0.2, 0.5, 0.1, 0.0], np.float32))
    assert draft.labels.tolist() == [1, 0, 0, 1, -1]
    assert ids[draft.rows(0)].tolist() == [13, 12]  # what is proposed first, by hand last
    assert draft.counts() == [2, 2]
    back = draft.put(np.array([12]), -1)
    assert back.labels.tolist() == [1, -1, 0, 1, -1]


def test_classes_need_names_of_their_own() -> None:
    draft = ClassDraft.blank(np.arange(3))
    assert "Nothing" in draft.wrong()
    draft = draft.put(np.array([1]), 0)
    assert not draft.wrong()
    assert "name" in draft.renamed(0, " ").wrong()
    assert "same name" in draft.renamed(0, "Class 2").wrong()
    assert {name: ids.tolist() for name, ids in draft.renamed(0, " heads ").groups().items()} == {"heads": [1]}


def test_only_the_nine_largest_have_a_place() -> None:
    labels = np.repeat(np.arange(12), np.arange(1, 13))
    draft = ClassDraft.of(np.arange(len(labels)), tuple(f"n{place}" for place in range(12)), labels, sure=False)
    assert draft.names == tuple(f"n{place}" for place in range(3, 12))
    assert draft.counts() == list(range(4, 13))
    assert (draft.labels < 0).sum() == 1 + 2 + 3


def test_tags_are_read_with_the_first_of_each_picture(project: Project) -> None:
    first, second, third = project.catalogue.ids()[:3].tolist()
    project.catalogue.tag([first, second], give=["tail"])
    project.catalogue.tag([second, third], give=["horns"])
    assert read_tags(project) == (("horns", "tail"), {first: 1, second: 0, third: 0})
