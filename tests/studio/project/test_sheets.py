"""Sheets cut into parts, pictures held out, and what looking at all pictures together has found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.project.pictures.facts import Step
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Order, Query, State
from studio.project.project import Project
from studio.project.undo.history import ChangedAreas
from tests.studio.project_support import draw_folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Six pictures in two classes; Windows included, it is closed before its folder goes."""
    with Project.create(tmp_path / "Critters") as made:
        import_sources(made, [_art(tmp_path)])
        yield made


def _art(folder: Path) -> Path:
    draw_folder(folder / "art", 6, size=32, kinds=("cats", "robots"))
    return folder / "art"


def _part(number: int, left: int) -> list[Step]:
    return [Step("cut", {"box": [left, 0, 16, 32], "sheet": "cat 0.png", "part": number})]


def _seen(project: Project) -> list[tuple[str, int, State, str, int]]:
    return [
        (picture.name, picture.sheet, picture.state, picture.class_name, len(picture.steps))
        for picture in project.catalogue.pictures(project.catalogue.ids())
    ]


def test_parts_take_the_place_of_their_sheet(project: Project) -> None:
    catalogue = project.catalogue
    sheet = int(catalogue.ids()[0])
    catalogue.set_state([sheet], State.PICKED)
    catalogue.tag([sheet], give=["horns"])
    assert catalogue.cut({sheet: [_part(1, 0), _part(2, 16)]})
    parts = catalogue.pictures(catalogue.parts_of(sheet))
    assert [part.name for part in parts] == ["cat 0, part 1", "cat 0, part 2"]
    assert {(part.state, part.class_name, part.tags, part.sheet) for part in parts} == {
        (State.PICKED, "cats", ("horns",), sheet)
    }
    assert [part.steps[0].options["box"] for part in parts] == [[0, 0, 16, 32], [16, 0, 16, 32]]
    assert len({part.thumbnail_key for part in parts}) == 2
    assert sheet not in catalogue.ids()
    assert catalogue.ids(Query(cut_up=True)).tolist() == [sheet]
    assert catalogue.ids(Query(sheet=sheet)).tolist() == catalogue.parts_of(sheet)
    counts = catalogue.counts()
    assert (counts.all, counts.parts, counts.sheets) == (7, 2, 1)


def test_cutting_is_undone_and_done_again_over_restarts(project: Project, tmp_path: Path) -> None:
    sheet = int(project.catalogue.ids()[0])
    whole = _seen(project)
    project.catalogue.cut({sheet: [_part(1, 0), _part(2, 16)]})
    first = project.catalogue.parts_of(sheet)[0]
    project.catalogue.set_state([first], State.REJECTED)
    cut = _seen(project)
    project.close()
    with Project.open(project.folder) as again:
        assert _seen(again) == cut
        assert [again.undo(), again.undo()] == ["reject 1 picture", "cut up 1 sheet"]
        assert _seen(again) == whole
    with Project.open(project.folder) as third:
        assert _seen(third) == whole
        assert [third.redo(), third.redo()] == ["cut up 1 sheet", "reject 1 picture"]
        assert _seen(third) == cut


def test_a_sheet_cut_anew_keeps_what_was_decided_on_parts_that_stay(project: Project) -> None:
    catalogue = project.catalogue
    sheet = int(catalogue.ids()[0])
    catalogue.cut({sheet: [_part(1, 0), _part(2, 16)]})
    first, second = catalogue.parts_of(sheet)
    catalogue.set_state([second], State.REJECTED)
    catalogue.cut({sheet: [_part(1, 4), _part(2, 16)]})
    moved, kept = catalogue.parts_of(sheet)
    assert kept == second
    assert moved != first
    assert catalogue.pictures([kept])[0].state is State.REJECTED
    project.undo()
    assert catalogue.parts_of(sheet) == [first, second]
    assert catalogue.cut({sheet: []})
    assert sheet in catalogue.ids()
    assert not catalogue.parts_of(sheet)


def test_importing_again_after_everything_was_taken_back_brings_sheets_not_their_parts(
    project: Project, tmp_path: Path
) -> None:
    sheet = int(project.catalogue.ids()[0])
    project.catalogue.cut({sheet: [_part(1, 0)]})
    while project.undo():
        pass
    import_sources(project, [tmp_path / "art"])
    assert project.catalogue.ids().size == 6
    project.catalogue.cut({sheet: [_part(1, 0)]})
    assert import_sources(project, [tmp_path / "art"]).known == 6


def test_pictures_are_held_out_and_given_back(project: Project) -> None:
    catalogue = project.catalogue
    chosen = catalogue.ids()[:2]
    assert catalogue.hold_out(chosen)
    assert not catalogue.hold_out(chosen)
    assert catalogue.ids(Query(held=True)).tolist() == chosen.tolist()
    assert catalogue.ids(Query(held=False)).size == 4
    assert catalogue.counts().held == 2
    assert project.undo() == "hold out 2 pictures"
    assert catalogue.counts().held == 0


def test_findings_of_one_kind_are_replaced_and_told_of_once(project: Project) -> None:
    catalogue = project.catalogue
    a, b, c = (int(id_) for id_ in catalogue.ids()[:3])
    catalogue.set_findings("blurred", {a: "Soft."})
    told: list[ChangedAreas] = []
    project.listen(told.append)
    catalogue.set_findings("outlier", {a: "Unlike.", b: "Unlike.", 999: "Gone."})
    catalogue.set_findings("outlier", {b: "Unlike.", c: "Quite unlike."})
    catalogue.set_findings("outlier", {b: "Unlike.", c: "Quite unlike."})
    assert len(told) == 2
    assert catalogue.ids(Query(finding=frozenset({"outlier"}))).tolist() == [b, c]
    assert catalogue.counts().findings == {"blurred": 1, "outlier": 2}
    assert project.undo_text() == "import 6 pictures"


def test_findings_of_pictures_that_were_not_looked_at_stay(project: Project) -> None:
    catalogue = project.catalogue
    a, b, c = (int(id_) for id_ in catalogue.ids()[:3])
    catalogue.set_findings("doubtful", {a: "A loop.", b: "Torn."})
    catalogue.set_findings("doubtful", {c: "Uneven."}, looked_at=[b, c])
    assert catalogue.ids(Query(finding=frozenset({"doubtful"}))).tolist() == [a, c]
    catalogue.set_findings("doubtful", {}, looked_at=[a])
    assert catalogue.ids(Query(finding=frozenset({"doubtful"}))).tolist() == [c]


def test_a_round_of_checks_leaves_what_was_found_otherwise(project: Project) -> None:
    catalogue = project.catalogue
    picture = catalogue.pictures(catalogue.ids()[:1])[0]
    catalogue.set_findings("outlier", {picture.id: "Unlike."})
    catalogue.record_findings(1, {picture.source: []})
    assert [flag.kind for flag in catalogue.pictures([picture.id])[0].flags] == ["outlier"]


def test_groups_come_back_best_first_and_order_a_query(project: Project) -> None:
    catalogue = project.catalogue
    ids = catalogue.ids()
    groups = [ids[[5, 0]], ids[[3, 1, 2]]]
    told: list[ChangedAreas] = []
    project.listen(told.append)
    catalogue.set_groups("near-duplicate", groups)
    catalogue.set_groups("near-duplicate", groups)
    assert len(told) == 1
    assert [group.tolist() for group in catalogue.groups("near-duplicate")] == [group.tolist() for group in groups]
    in_order = catalogue.ids(Query(group="near-duplicate", order=Order.GROUPS))
    assert in_order.tolist() == np.concatenate(groups).tolist()
    catalogue.remove(ids[[5]])
    assert [group.tolist() for group in catalogue.groups("near-duplicate")] == [groups[1].tolist()]
