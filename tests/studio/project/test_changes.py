"""Every change knows its way back: across pictures, tags, classes, steps and the shelf, in any order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.project.pictures.facts import Step
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.project.store.ids import as_ids, pack_ids, unpack_ids
from studio.project.undo import history
from studio.project.undo.changes import ChangeGroup, dump, load
from studio.project.undo.row_changes import Assign, Tagging
from tests.studio.project_support import draw_figure, keep_designs, make_project

COUNT = 12


@given(st.sets(st.integers(1, 2**40)))
def test_ids_are_packed_without_loss(ids: set[int]) -> None:
    assert unpack_ids(pack_ids(as_ids(ids))).tolist() == sorted(ids)


def test_ids_in_a_row_take_little_room() -> None:
    assert pack_ids(np.arange(1, 20_001)) == "1-20000"
    assert pack_ids(as_ids([5, 1, 2, 3, 3])) == "1-3,5"


def test_a_command_is_stored_and_read_again() -> None:
    command = ChangeGroup(
        [
            Assign("pictures.class", [("Köpfe", as_ids([1, 2])), (None, as_ids([3]))]),
            Tagging({"a, b": as_ids([1])}, {"“c”": as_ids([2, 3])}),
        ]
    )
    assert dump(load(dump(command))) == dump(command)


def test_nothing_changed_is_nothing_to_undo(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        assert not project.catalogue.set_state([1, 2], State.UNDECIDED)
        assert not project.catalogue.tag([1], take=["never given"])
        assert not project.catalogue.remove([999])
        assert project.undo_text() == ""


def test_undo_takes_back_only_what_was_changed(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        catalogue = project.catalogue
        catalogue.set_state([1], State.PICKED)
        catalogue.set_state([2], State.REJECTED)
        catalogue.tag([1], give=["horns"])
        catalogue.set_state([1, 2, 3], State.REJECTED)
        catalogue.tag([1, 2], give=["horns"])
        project.undo()
        assert catalogue.tags_of([1, 2]) == {"horns": 1}
        project.undo()
        assert [picture.state for picture in catalogue.pictures([1, 2, 3])] == [
            State.PICKED, State.REJECTED, State.UNDECIDED,
        ]  # fmt: skip


def test_a_new_change_after_undo_ends_what_could_be_redone(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        project.catalogue.set_state([1], State.PICKED)
        project.undo()
        assert project.redo_text() == "pick 1 picture"
        project.catalogue.set_state([2], State.PICKED)
        assert project.redo_text() == ""
        assert project.redo() is None


def test_the_history_forgets_its_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT_CHANGES", 5)
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        for id_ in range(1, 9):
            project.catalogue.set_state([id_], State.PICKED)
        undone = 0
        while project.undo():
            undone += 1
        assert undone == 5
        assert project.catalogue.ids(Query(state=State.PICKED)).size == 3


def test_a_large_change_can_always_be_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT_CHARACTERS", 10)
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        project.catalogue.set_state([1, 3, 5, 7, 9, 11], State.PICKED)
        assert project.undo() == "pick 6 pictures"
        assert project.catalogue.ids(Query(state=State.PICKED)).size == 0


def test_pictures_and_designs_no_undo_can_bring_back_go_when_the_project_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binned: list[Path] = []
    monkeypatch.setattr("send2trash.send2trash", lambda path: binned.append(Path(path)))
    monkeypatch.setattr(history, "KEPT_CHANGES", 2)
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        gone, kept = (project.shelf.add(draw_figure(number, 32), {}) for number in range(2))
        project.shelf.delete([gone])
        project.catalogue.remove([1])
        project.shelf.delete([kept])
        project.catalogue.remove([2])
    assert [path.name for path in binned] == ["design 1.png"]
    with Project.open(project.folder) as project:
        assert project.undo() == "remove 1 picture"
        assert project.undo() == "delete 1 design"
        assert project.undo() is None
        assert project.shelf.candidate(gone) is None
        assert project.shelf.ids().tolist() == [kept]
        assert project.catalogue.picture(1) is None
        assert 2 in project.catalogue.ids()


_OPTIONS = {"background": {"method": "flood"}, "frame": {"fit": "pad"}}
_ids = st.lists(st.integers(1, COUNT + 2), min_size=1, max_size=6)
_changes = st.lists(
    st.one_of(
        st.tuples(st.just("set_state"), _ids, st.sampled_from(State)),
        st.tuples(st.just("set_class"), _ids, st.sampled_from(["", "cats", "Heroes", "Ungeheuer"])),
        st.tuples(st.just("tag"), _ids, st.lists(st.sampled_from("abc"), max_size=2, unique=True)),
        st.tuples(st.just("untag"), _ids, st.lists(st.sampled_from("abc"), max_size=2, unique=True)),
        st.tuples(st.just("remove"), _ids, st.none()),
        st.tuples(st.just("set_steps"), _ids, st.lists(st.sampled_from(["background", "frame"]), max_size=2)),
        st.tuples(st.just("rate"), _ids, st.integers(0, 5)),
        st.tuples(st.just("rename"), _ids, st.sampled_from(["Ash", "Pip"])),
        st.tuples(st.just("note"), _ids, st.sampled_from(["", "keep the tail"])),
        st.tuples(st.just("delete"), _ids, st.none()),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=_changes)
def test_any_changes_undone_leave_all_as_it_was_and_redone_as_it_came_to_be(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, list[int], Any]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with make_project(folder / "a", COUNT, size=32) as project:
        keep_designs(project, COUNT)
        states = [_everything(project)]
        for change in changes:
            if _do(project, *change):
                states.append(_everything(project))
        for state in states[-2::-1]:
            assert project.undo()
            assert _everything(project) == state
        for state in states[1:]:
            assert project.redo()
            assert _everything(project) == state
        assert project.redo() is None


def _do(project: Project, change: str, ids: list[int], value: Any) -> bool:
    catalogue, shelf = project.catalogue, project.shelf
    if change in ("tag", "untag"):
        return catalogue.tag(ids, **{"give" if change == "tag" else "take": value})
    if change == "set_steps":
        return catalogue.set_steps(ids, [Step(kind, _OPTIONS[kind]) for kind in value])
    if change in ("rename", "note"):
        return getattr(shelf, change)(ids[0], value)
    part = shelf if change in ("rate", "delete") else catalogue
    return getattr(part, change)(ids) if value is None else getattr(part, change)(ids, value)


def _everything(project: Project) -> object:
    pictures = project.catalogue.pictures(project.catalogue.ids())
    return pictures, project.shelf.candidates(project.shelf.ids())
