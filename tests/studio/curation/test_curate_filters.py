"""What the light table is narrowed to: each facet and several at once, as chips, kept as a collection."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from studio.curation.filters.facets import facets, narrowed, parted, with_key, words_of
from studio.project.errors import ProjectError
from studio.project.pictures.facts import Step
from studio.project.pictures.query import Order, Query, State
from studio.project.project import Project
from studio.widgets.name_dialog import NameDialog
from tests.studio.curate_support import open_curate
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]
NOW = 1_700_000_000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Eight pictures: tall, wide, nearly square; a GIF with alpha; an old one, one just worked on."""
    with make_project(tmp_path / "art", 8, size=32) as made:
        _shape(made)
        yield made


def _shape(made: Project) -> None:
    with made.database.writing() as connection:
        connection.execute("UPDATE sources SET width = 100, height = 100, has_alpha = 0, modified = 1, format = 'PNG'")
        connection.execute("UPDATE sources SET width = 60, height = 600 WHERE id = 1")
        connection.execute("UPDATE sources SET width = 700, height = 300 WHERE id = 2")
        connection.execute("UPDATE sources SET width = 512, height = 500 WHERE id = 3")
        connection.execute("UPDATE sources SET has_alpha = 1, format = 'GIF' WHERE id = 4")
        connection.execute("UPDATE sources SET modified = ? WHERE id = 5", (int((time.time() - 3600) * 1e9),))
        connection.execute("UPDATE pictures SET added = ?", (time.time() - 40 * 86_400,))
        connection.execute("UPDATE pictures SET added = ? WHERE id = 6", (time.time() - 3 * 86_400,))


def _found(project: Project, *keys: str) -> set[int]:
    query = Query()
    for key in keys:
        query = narrowed(query, key)
    assert Query.from_stored(json.loads(json.dumps(query.stored()))) == query, "kept as it is"
    assert project.catalogue.count(query) == len(project.catalogue.ids(query))
    return set(project.catalogue.ids(query).tolist())


def test_each_facet_finds_its_pictures(project: Project) -> None:
    project.catalogue.rate([7, 8], 3)
    project.catalogue.rate([8], 5)
    project.catalogue.label([8], 2)
    assert _found(project, "least:256") == {2, 3}
    assert _found(project, "most:63") == {1}
    assert _found(project, "most:511", "least:256") == {2, 3}
    assert _found(project, "shape:portrait") == {1}
    assert _found(project, "shape:landscape") == {2}
    assert _found(project, "shape:square") == {3, 4, 5, 6, 7, 8}, "2 in 100 is no other shape"
    assert _found(project, "alpha:yes") == _found(project, "format:GIF") == {4}
    assert _found(project, "alpha:no", "shape:square") == {3, 5, 6, 7, 8}
    assert _found(project, "changed:1") == {5}
    assert _found(project, "added:7") == {6}
    assert _found(project, "stars:3") == {7, 8}
    assert _found(project, "stars:4", "label:2") == {8}
    assert _found(project, "stars:0") == {1, 2, 3, 4, 5, 6}
    assert len(_found(project, "label:0")) == 7


def test_of_a_part_its_own_size_counts(project: Project) -> None:
    left = Step("cut", {"box": [0, 0, 200, 300], "sheet": "a", "part": 1})
    right = Step("cut", {"box": [200, 0, 500, 300], "sheet": "a", "part": 2})
    project.catalogue.cut({2: [[left], [right]]})
    parts = project.catalogue.parts_of(2)
    assert _found(project, "shape:portrait") == {1, parts[0]}
    assert _found(project, "least:256") == {3, parts[1]}


def test_every_option_has_words_and_a_query(project: Project) -> None:
    project.catalogue.tag([1], give=["horns: long"])
    offered = facets(project.catalogue.counts())
    assert [each.title for each in offered] == [
        "Size of the shorter side", "Shape", "Transparency", "Format", "Date", "Stars", "Label", "Class", "Folder",
        "Tag",
    ]  # fmt: skip
    for key, words in (option for facet in offered for option in facet.options):
        assert words == words_of(key)
        _found(project, key)


def test_of_one_kind_the_last_holds_of_tags_all() -> None:
    keys: list[str] = []
    for key in ("shape:portrait", "tag:horns", "shape:square", "tag:wings", "tag:horns"):
        keys = with_key(keys, key)
    assert keys == ["shape:square", "tag:wings", "tag:horns"]


def test_a_stranger_s_queries_are_taken_as_far_as_they_can_be(project: Project) -> None:
    odd = {
        "state": 9, "shape": "round", "label": 99, "finding": [7], "least_side": -1, "format": 7, "transparent": 1,
        "added_days": "x", "order": "GROUPS", "group": "x", "text": "cat",
    }  # fmt: skip
    assert Query.from_stored(odd) == Query(text="cat")
    assert Query.from_stored("nothing") == Query()
    kept = {"state": 2, "finding": ["too-small"], "tags": ["a"]}
    assert Query.from_stored(kept) == Query(State.REJECTED, frozenset({"too-small"}), tags=("a",))


def test_kept_collections_are_named_renamed_deleted_and_taken_back(project: Project) -> None:
    kept = project.picture_filters
    key = kept.save("Tall", [Query(shape="portrait")])
    assert kept.rename(key, "Very tall")
    assert kept.all() == {key: ("Very tall", (Query(shape="portrait"),))}
    with pytest.raises(ProjectError, match="A collection needs a name"):
        kept.rename(key, " ")
    assert not kept.rename("77", "Nobody")
    assert kept.delete(key)
    assert [project.history.undo_text("curate"), project.undo(), project.undo(), project.undo()] == [
        "delete the collection “Very tall”", "delete the collection “Very tall”",
        "rename the collection to “Very tall”", "save the collection “Tall”",
    ]  # fmt: skip
    assert kept.all() == {}


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(least_side=64, most_side=255, shape="square", transparent=False, format="PNG", tags=("a", "b")),
        Query(added_days=7.0, changed_days=366.0, least_rating=4, label=3, class_name="", folder="old: ones", text="x"),
        Query(state=State.REJECTED, most_rating=0, least_side=65, added_days=2.5, finding=frozenset({"blurred"})),
        Query(label=0, most_rating=3, transparent=True, order=Order.LARGEST),
    ],
)
def test_what_keys_say_of_a_query_and_the_rest_are_the_query(query: Query) -> None:
    rest, keys = parted(query)
    assert all(words_of(key) for key in keys)
    for key in keys:
        rest = narrowed(rest, key)
    assert rest == query


# ---- in the window ----------------------------------------------------------------------------------------------


@pytest.fixture
def curate(workbench: Workbench, tmp_path: Path, wait: Wait) -> Iterator[CurateWorkspace]:
    made = make_project(tmp_path / "art", 8, size=32)
    _shape(made)
    workbench.adopt_project(made)
    with open_curate(workbench, wait, 8) as opened:
        wait(lambda: len(opened.model.ids) == 8)
        yield opened


def test_chips_hold_together_and_are_taken_off(curate: CurateWorkspace, wait: Wait) -> None:
    curate.filters.narrow("shape:square")
    curate.filters.narrow("format:PNG")
    wait(lambda: curate.model.ids.tolist() and len(curate.model.ids) == 5)
    curate.filters.narrow("shape:landscape")
    wait(lambda: curate.model.ids.tolist() == [2])
    chip = curate.filters.findChild(QPushButton, "curate.chip.1")
    assert chip.text() == "Landscape  ✕"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 7)
    QTest.mouseClick(curate.filters.findChild(QPushButton, "curate.filter.clear"), Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 8)
    assert not curate.filters.findChild(QPushButton, "curate.filter.clear").isVisible()


def test_how_many_are_chosen_cuts_off_nothing_beside_it(curate: CurateWorkspace) -> None:
    curate.filters.set_title("All pictures", 20_000)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    needed = curate.filters.minimumSizeHint().width()
    curate.filters.set_title("All pictures", 20_000, 19_999)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert curate.filters.minimumSizeHint().width() <= needed


def test_what_is_found_is_kept_at_the_left_and_follows_the_pictures(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    curate.filters.narrow("stars:4")
    curate.filters.narrow("shape:square")
    curate.kept.keep()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, NameDialog))
    dialog.field.setText("The best")
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    wait(lambda: curate.reader.name_of("1") == "The best")
    curate.show_collection("filter:1")
    wait(lambda: curate.list.current_key() == "filter:1")
    wait(lambda: curate.model.ids.size == 0)
    project.catalogue.rate([1, 3], 4)
    wait(lambda: curate.model.ids.tolist() == [3])
    assert curate.reader.title == "The best"
    project.history.undo("curate")
    project.history.undo("curate")
    wait(lambda: curate.list.current_key() == "all" and len(curate.model.ids) == 8)


def test_a_kept_collection_is_changed_in_place_and_taken_back(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    project.catalogue.rate([1, 2, 3, 4, 5, 6], 4)
    project.catalogue.tag([1, 2, 3, 7], give=["horns"])
    good = Query(least_rating=4, state=State.UNDECIDED)
    project.picture_filters.save("Good", [good])
    wait(lambda: curate.reader.name_of("1") == "Good")
    curate.show_collection("filter:1")
    wait(lambda: len(curate.model.ids) == 6)
    assert curate.filters.keys == ("stars:4",), "its filters are seen, those that have no chip hold all the same"
    change = curate.filters.findChild(QPushButton, "curate.filter.change")
    assert not curate.filters.is_narrowing
    assert not change.isVisible()
    curate.filters.narrow("tag:horns")
    wait(lambda: len(curate.model.ids) == 3)
    assert change.isVisible()
    QTest.mouseClick(curate.filters.findChild(QPushButton, "curate.filter.clear"), Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 6)
    assert curate.filters.keys == ("stars:4",)
    curate.filters.narrow("tag:horns")
    QTest.mouseClick(curate.filters.findChild(QPushButton, "curate.chip.0"), Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 4)
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    wait(lambda: project.picture_filters.all()["1"][1][0].tags == ("horns",))
    wait(lambda: not change.isVisible())
    (kept,) = project.picture_filters.all()["1"][1]
    assert (kept.least_rating, kept.state) == (0, State.UNDECIDED)
    assert project.history.undo_text("curate") == "change the collection “Good”"
    project.history.undo("curate")
    wait(lambda: curate.filters.keys == ("stars:4",))
    wait(lambda: len(curate.model.ids) == 6)
    assert project.picture_filters.all() == {"1": ("Good", (good,))}
    curate.show_collection("all")
    wait(lambda: len(curate.model.ids) == 8)
    assert curate.filters.keys == ()


def test_missing_originals_are_looked_for_where_they_are_counted(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    find = curate.filters.findChild(QPushButton, "curate.find")
    assert not find.isVisible()
    with project.database.writing() as connection:
        connection.execute("UPDATE sources SET missing = 1 WHERE id = 3")
    curate.refresh()
    curate.show_collection("missing")
    wait(lambda: curate.model.ids.tolist() == [3])
    assert find.isVisible()
    QTest.mouseClick(find, Qt.MouseButton.LeftButton)
    dialog = next(each for each in curate.findChildren(QFileDialog) if each.isVisible())
    dialog.reject()
    curate.show_collection("all")
    wait(lambda: not find.isVisible())


def test_the_menu_keeps_nothing_of_what_was_in_it_before(curate: CurateWorkspace, wait: Wait) -> None:
    button = curate.filters.findChild(QPushButton, "curate.filter")
    wait(lambda: curate.filters._facets)

    def opened() -> tuple[int, int]:
        button.menu().aboutToShow.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(button.menu().findChildren(QMenu)), len(button.menu().findChildren(QAction))

    first = opened()
    assert first[0] > 2
    assert opened() == first
