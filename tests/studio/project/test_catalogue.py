"""What the catalogue shows, finds and counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.project.findings.likeness import read_marks
from studio.project.pictures.catalogue import Catalogue
from studio.project.pictures.facts import Flag, Step
from studio.project.pictures.query import Order, Query, State
from studio.project.project import Project
from tests.studio.project_support import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """40 pictures: cats 1, 5, 9 ..., heads 2, 6 ..., monsters 3, 7 ..., robots 4, 8 ..."""
    with make_project(tmp_path / "critters", 40, size=32) as project:
        yield project


@pytest.fixture
def catalogue(project: Project) -> Catalogue:
    return project.catalogue


def _names(catalogue: Catalogue, query: Query) -> list[str]:
    return [picture.name for picture in catalogue.pictures(catalogue.ids(query))]


def test_pictures_come_in_natural_order_of_folder_and_name(catalogue: Catalogue) -> None:
    names = _names(catalogue, Query(folder="cats"))
    assert names == [f"cat {number}.png" for number in range(0, 40, 4)]
    assert _names(catalogue, Query())[:11] == [*names, "head 1.png"]


def test_a_page_comes_in_the_order_asked_for_without_what_is_gone(catalogue: Catalogue) -> None:
    assert [picture.id for picture in catalogue.pictures([7, 3, 999, 5])] == [7, 3, 5]
    assert catalogue.picture(999) is None


def test_facts_of_a_picture(catalogue: Catalogue) -> None:
    catalogue.tag([4], give=["wings", "horns"])
    picture = catalogue.picture(4)
    assert picture is not None
    assert (picture.name, picture.folder, picture.class_name) == ("robot 3.png", "robots", "robots")
    assert (picture.width, picture.height, picture.format) == (32, 32, "PNG")
    assert picture.tags == ("horns", "wings")
    assert picture.path.is_file()
    assert picture.state is State.UNDECIDED


def test_decisions_choose(catalogue: Catalogue) -> None:
    catalogue.set_state([1, 2, 3], State.PICKED)
    catalogue.set_state([4], State.REJECTED)
    assert set(catalogue.ids(Query(state=State.PICKED)).tolist()) == {1, 2, 3}
    assert catalogue.ids(Query(state=State.REJECTED)).tolist() == [4]
    assert catalogue.count(Query(state=State.UNDECIDED)) == 36
    assert set(catalogue.ids(Query(undecided_first=True))[-4:].tolist()) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "count"),
    [("robot", 10), ("ROBOT 3", 5), ("cats 12", 1), ("%", 0), ("_", 0), ("\\", 0), ("big", 2), ("nothing such", 0)],
)
def test_every_word_of_a_search_has_to_be_found_somewhere(catalogue: Catalogue, text: str, count: int) -> None:
    catalogue.tag([1, 2], give=["Big hat"])
    assert catalogue.count(Query(text=text)) == count


def test_signs_that_mean_something_to_sql_are_found_as_they_are(catalogue: Catalogue) -> None:
    catalogue.tag([3], give=["100 %"])
    catalogue.tag([4], give=["a_b'\""])
    assert catalogue.ids(Query(text="%")).tolist() == [3]
    assert catalogue.ids(Query(text="a_b")).tolist() == [4]
    assert catalogue.ids(Query(tags=("a_b'\"",))).tolist() == [4]


def test_tags_and_classes_choose_together(catalogue: Catalogue) -> None:
    catalogue.tag([1, 2, 5], give=["horns"])
    catalogue.tag([1, 2], give=["wings"])
    assert set(catalogue.ids(Query(tags=("horns", "wings"))).tolist()) == {1, 2}
    assert set(catalogue.ids(Query(tags=("Horns",), class_name="cats")).tolist()) == {1, 5}
    catalogue.set_class([1], "")
    assert catalogue.ids(Query(class_name="")).tolist() == [1]
    catalogue.set_class([1, 2], "Heroes")
    assert catalogue.counts().classes == {"cats": 9, "heads": 9, "Heroes": 2, "monsters": 10, "robots": 10}


def test_what_a_rule_decides_is_told_from_the_artists_own_answers(project: Project, catalogue: Catalogue) -> None:
    def by_rule() -> list[int]:
        marks = read_marks(project)
        return marks.ids[marks.by_rule].tolist()

    catalogue.set_state([1, 2], State.PICKED)
    catalogue.set_states({State.PICKED: np.array([2, 3]), State.REJECTED: np.array([4, 5])}, "propose")
    assert sorted(by_rule()) == [3, 4, 5], "2 was picked by the artist already"
    assert catalogue.set_state([3], State.PICKED), "picked by hand it is an answer, though it was picked before"
    catalogue.set_state([4], State.UNDECIDED)
    assert by_rule() == [5]
    for _ in range(3):
        project.undo()
    assert by_rule() == []
    assert catalogue.states_of([1, 2, 3, 4, 5]) == {State.PICKED: 2, State.UNDECIDED: 3}
    project.redo()
    assert sorted(by_rule()) == [3, 4, 5]


def test_a_folder_means_those_inside_it_too_but_no_others(project: Project, catalogue: Catalogue) -> None:
    with project.database.writing() as connection:
        connection.execute("UPDATE pictures SET folder = 'cats/small' WHERE id = 1")
        connection.execute("UPDATE pictures SET folder = 'cats of prey' WHERE id = 2")
    assert catalogue.count(Query(folder="cats")) == 10
    assert catalogue.ids(Query(folder="cats/small")).tolist() == [1]
    assert catalogue.counts().folders == {"cats": 10, "cats of prey": 1, "heads": 9, "monsters": 10, "robots": 10}


def test_sizes_order(project: Project, catalogue: Catalogue) -> None:
    with project.database.writing() as connection:
        connection.execute("UPDATE sources SET width = 500 WHERE id = 7")
        connection.execute("UPDATE sources SET width = 5 WHERE id = 8")
    assert catalogue.ids(Query(order=Order.LARGEST))[0] == 7
    assert catalogue.ids(Query(order=Order.SMALLEST))[0] == 8


def test_findings_flag_and_keep_out(catalogue: Catalogue) -> None:
    catalogue.record_findings(1, {1: [Flag("truncated", "It ends too early.")], 2: [Flag("too-small", "It is small.")]})
    counts = catalogue.counts()
    assert counts.damaged == 1
    assert counts.findings == {"too-small": 1, "truncated": 1}
    assert catalogue.ids(Query(finding=frozenset({"truncated", "too-small"}))).size == 2
    damaged, small = catalogue.pictures([1, 2])
    assert damaged.damaged
    assert damaged.flags == (Flag("truncated", "It ends too early."),)
    assert damaged.thumbnail_key == ""
    assert not small.damaged
    catalogue.set_state([3], State.REJECTED)
    assert set(range(1, 41)) - set(catalogue.ids(Query(usable=True)).tolist()) == {1, 3}
    catalogue.record_findings(2, {1: []})
    assert catalogue.counts().damaged == 0


def test_an_original_that_goes_while_it_is_checked_is_missing_not_damaged(catalogue: Catalogue) -> None:
    catalogue.record_findings(1, {1: [Flag("missing", "It is not there.")]})
    assert catalogue.counts().damaged == 0
    assert catalogue.counts().missing == 1
    assert catalogue.ids(Query(missing=True)).tolist() == [1]


def test_what_was_taken_out_is_nowhere(catalogue: Catalogue) -> None:
    catalogue.tag([1, 2], give=["horns"])
    catalogue.record_findings(1, {1: [Flag("truncated", "It ends too early.")]})
    catalogue.remove([1])
    counts = catalogue.counts()
    assert (counts.all, counts.damaged, counts.tags, counts.classes["cats"]) == (39, 0, {"horns": 1}, 9)
    assert 1 not in catalogue.ids()
    assert catalogue.ids(Query(tags=("horns",))).tolist() == [2]
    assert catalogue.tag_names() == ["horns"]


def test_steps_are_kept_in_order_and_tell_pictures_apart(project: Project, catalogue: Catalogue) -> None:
    steps = [Step("cut", {"box": [0, 0, 16, 32]}), Step("background", {"method": "flood", "edge": 2})]
    before = catalogue.picture(1)
    catalogue.set_steps([1, 2], steps)
    after = catalogue.picture(1)
    assert before is not None
    assert after is not None
    assert after.steps == tuple(steps)
    assert after.thumbnail_key != before.thumbnail_key
    project.undo()
    assert catalogue.picture(1) == before


def test_reading_goes_on_while_another_thread_writes(catalogue: Catalogue) -> None:
    stop = threading.Event()
    faults: list[BaseException] = []
    sizes: set[int] = set()

    def read() -> None:
        try:
            while not stop.is_set():
                sizes.add(catalogue.ids().size)
                ids = catalogue.ids(Query(state=State.PICKED))
                assert ids.size in (0, 40)  # never half a change
                catalogue.pictures(np.arange(1, 41))
        except BaseException as error:
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(30):
        catalogue.set_state(range(1, 41), State.PICKED if turn % 2 else State.UNDECIDED)
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert sizes == {40}
