"""Which pictures a dataset would take, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gan_engine.dataset.held_out import held_out
from gan_engine.image_shape import ImageShape
from studio.project.bake_plan import plan_bake
from studio.project.baking import bake_items, left_out
from studio.project.errors import ProjectError
from studio.project.pictures.facts import Flag, Step
from studio.project.pictures.query import State
from studio.project.project import Project
from tests.studio.project_support import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """20 pictures of four classes; 1 to 4 picked, 5 rejected, 6 damaged, 7 missing, 8 small, 9 without a class."""
    with make_project(tmp_path / "critters", 20, size=32) as project:
        catalogue = project.catalogue
        catalogue.set_state([1, 2, 3, 4], State.PICKED)
        catalogue.set_state([5], State.REJECTED)
        catalogue.record_findings(1, {6: [Flag("truncated", "-")], 8: [Flag("too-small", "-")]})
        catalogue.set_class([9], "")
        with project.database.writing() as connection:
            connection.execute("UPDATE sources SET missing = 1 WHERE id = 7")
            connection.execute("UPDATE sources SET height = 16 WHERE id = 8")
        yield project


def test_all_that_can_be_used(project: Project) -> None:
    plan = plan_bake(project, "usable", "")
    assert set(plan.ids.tolist()) == set(range(1, 21)) - {5, 6, 7}
    assert (plan.count, plan.rejected, plan.damaged, plan.missing, plan.undecided) == (17, 1, 1, 1, 0)
    assert plan.labels == ()
    assert plan.classes == {}
    assert plan.enlarged_at(ImageShape.square(32), "crop").sum() == 1
    assert plan.enlarged_at(ImageShape.square(40), "crop").sum() == 17
    assert plan.enlarged_at(ImageShape(32, 16), "crop").sum() == 0, "each side by itself"
    assert plan.enlarged_at(ImageShape.square(32), "pad").sum() == 0, "padded, its width is enough"
    assert plan.enlarged_at(ImageShape.square(40), "pad").sum() == 17


def test_only_the_picked(project: Project) -> None:
    plan = plan_bake(project, "picked", "")
    assert set(plan.ids.tolist()) == {1, 2, 3, 4}
    assert plan.undecided == 13


def test_classes_by_class_leave_out_what_has_none(project: Project) -> None:
    plan = plan_bake(project, "usable", "class")
    assert plan.classes == {"cats": 3, "heads": 4, "monsters": 4, "robots": 5}
    assert plan.unlabelled == 1
    assert len(plan.labels) == plan.count == 16


def test_classes_by_folder(project: Project) -> None:
    assert plan_bake(project, "usable", "folder").classes == {"cats": 4, "heads": 4, "monsters": 4, "robots": 5}


def test_of_several_tags_the_first_in_order_counts(project: Project) -> None:
    project.catalogue.tag([1, 2], give=["wings"])
    project.catalogue.tag([2, 3], give=["horns"])
    plan = plan_bake(project, "usable", "tag")
    assert plan.classes == {"horns": 2, "wings": 1}
    assert (plan.ambiguous, plan.unlabelled) == (1, 14)


def test_items_are_what_the_engine_takes(project: Project) -> None:
    project.catalogue.tag([1], give=["wings"])
    with project.database.writing() as connection:
        connection.execute("UPDATE pictures SET name = 'cat 0.png' WHERE id = 13")
    plan = plan_bake(project, "usable", "class")
    items = {item.source_name: item for item in bake_items(project, plan).values()}
    assert len(items) == 16
    first = items["cats/cat 0.png"]
    assert first.path.is_file()
    assert (first.label, first.tags) == ("cats", ("wings",))
    assert len(first.digest) == 64
    assert "cats/cat 0.png (2)" in items


def test_pictures_that_go_meanwhile_take_no_label_with_them(project: Project) -> None:
    plan = plan_bake(project, "usable", "class")
    with project.database.writing() as connection:
        connection.execute("DELETE FROM pictures WHERE id = 1")
    for item in bake_items(project, plan).values():
        assert item.source_name.startswith(item.label)


def test_a_dataset_gets_a_name_of_its_own(project: Project) -> None:
    files = project.dataset_files
    assert files.suggest_name("Critters") == "critters v1"
    (files.folder / "critters v1.zip").write_bytes(b"")
    (files.folder / "Critters V7.zip").write_bytes(b"")
    assert files.suggest_name("Critters") == "critters v8"
    assert files.suggest_name("cats") == "cats v1"
    with pytest.raises(ProjectError, match="already"):
        files.new_path("critters V1")
    assert files.new_path("Köpfe: 2").name == "Köpfe 2.zip"


def test_a_dataset_that_came_by_another_way_is_read_when_asked_to(project: Project) -> None:
    path = project.dataset_files.folder / "from elsewhere.zip"
    path.write_bytes(b"no archive")
    entry = project.datasets()[0]
    assert (entry.name, entry.known, entry.count) == ("from elsewhere", False, 0)
    project.dataset_files.refresh()
    entry = project.datasets()[0]
    assert entry.known
    assert entry.fault
    path.unlink()
    project.dataset_files.refresh()
    assert project.datasets() == []


def test_of_near_copies_the_picked_and_the_best_are_taken(project: Project) -> None:
    catalogue = project.catalogue
    catalogue.set_groups("near-duplicate", [np.array([10, 11, 1, 12]), np.array([13, 5])])
    plan = plan_bake(project, "usable", "", most_per_group=2)
    assert {10, 11, 12, 13} & set(plan.ids.tolist()) == {10, 13}
    assert (plan.copies, plan.groups, plan.count, plan.total) == (2, 1, 15, 20)
    assert plan_bake(project, "usable", "").copies == 0


def test_pictures_with_a_finding_are_left_out_and_counted_once(project: Project) -> None:
    catalogue = project.catalogue
    catalogue.set_findings("blurred", {10: "-", 11: "-", 5: "-"})
    catalogue.set_findings("outlier", {11: "-", 12: "-"})
    plan = plan_bake(project, "usable", "", leave_out=("outlier", "blurred"))
    assert plan.flagged == {"outlier": 2, "blurred": 1}
    assert not {10, 11, 12} & set(plan.ids.tolist())
    assert plan.total == 20


def test_what_is_held_out_is_what_the_engine_holds_out(project: Project) -> None:
    catalogue = project.catalogue
    catalogue.hold_out([1])
    catalogue.set_groups("near-duplicate", [np.arange(10, 16)])
    plan = plan_bake(project, "usable", "", hold_out=0.3)
    items = list(bake_items(project, plan).values())
    held = held_out([(item.group or item.digest or "", None, item.held_out) for item in items], 0.3)
    assert plan.held.tolist() == held
    assert 1 < sum(held) < 12
    assert plan.held[0]
    group = plan.held[np.isin(plan.ids, np.arange(10, 16))]
    assert group.all() or not group.any()


def test_parts_and_steps_of_their_own_are_counted(project: Project) -> None:
    catalogue = project.catalogue
    box = {"box": [0, 0, 8, 32], "sheet": "cat", "part": 1}
    catalogue.cut({10: [[Step("cut", box)], [Step("cut", {**box, "box": [8, 0, 20, 32], "part": 2})]]})
    covered = plan_bake(project, "usable", "").covered
    catalogue.set_steps([11, 12], [Step("background", {"method": "flood"})])
    plan = plan_bake(project, "usable", "")
    assert plan.covered == covered - 2, "those come off their grounds"
    assert (plan.parts, plan.sheets, plan.own) == (2, 1, {"background": 2})
    assert sorted(plan.sides[np.isin(plan.ids, catalogue.parts_of(10))].tolist()) == [[8, 32], [20, 32]]


def test_each_that_is_left_out_says_why(project: Project) -> None:
    project.catalogue.set_groups("near-duplicate", [np.array([10, 11])])
    project.catalogue.set_findings("blurred", {12: "It is soft."})
    plan = plan_bake(project, "usable", "class", most_per_group=1, leave_out=("blurred",))
    why = {one["kind"]: (one["name"], one["why"]) for one in left_out(project, plan)}
    names = {id_: f"{picture.folder}/{picture.name}" for id_ in range(1, 21)
             if (picture := project.catalogue.picture(id_)) is not None}  # fmt: skip
    assert why == {
        "rejected": (names[5], "rejected."),
        "unreadable": (names[6], "It cannot be read."),
        "missing": (names[7], "its original is not where it was."),
        "unlabelled": (names[9], "it has no class of this kind."),
        "near-duplicate": (names[11], "enough of its near-copies are taken."),
        "blurred": (names[12], "It is soft."),
    }


def test_what_white_would_swallow_is_counted_where_it_is_taken(project: Project) -> None:
    project.catalogue.set_findings("lost-on-white", {1: "-", 2: "-", 5: "-", 9: "-"})
    assert plan_bake(project, "usable", "").pale == 3
    assert plan_bake(project, "picked", "").pale == 2
    assert plan_bake(project, "usable", "", leave_out=["lost-on-white"]).pale == 0
