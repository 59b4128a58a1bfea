"""What the rows at the left mean, what the steps say, and what a choice for baking survives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gan_engine.curation.backgrounds.methods import BACKGROUND_METHODS
from gan_engine.curation.picture_edits import EDGE_MAX, TOLERANCE_MAX
from gan_engine.dataset import options
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from studio.curation import collections
from studio.curation.pages.bake.settings import BakeSettings
from studio.project.datasets import DatasetEntry
from studio.project.pictures.facts import Counts, Flag
from studio.project.pictures.query import DAMAGED_KINDS, Query, State
from studio.widgets.background_words import METHOD_SENTENCES, METHOD_WORDS
from tests.studio.project_support import make_project


def _entry(name: str = "critters v1", count: int = 8, fault: str = "") -> DatasetEntry:
    return DatasetEntry(
        Path(f"/p/{name}.zip"), name, count, ImageShape.square(64) if count else None, (), "", {}, fault, 0.0, 1000
    )


def _titles(counts: Counts, datasets: list[DatasetEntry] | None = None) -> dict[str, list[tuple[str, object]]]:
    found: dict[str, list[tuple[str, object]]] = {}
    for row in collections.collections(counts, datasets or []):
        found.setdefault(row.section, []).append((row.title, row.count))
    return found


def test_only_what_there_is_has_a_row() -> None:
    assert _titles(Counts()) == {"Pictures": [("All", 0), ("Picked", 0), ("Rejected", 0), ("Undecided", 0)]}


def test_every_kind_of_row() -> None:
    counts = Counts(
        all=10,
        states={State.PICKED: 4, State.REJECTED: 1, State.UNDECIDED: 5},
        damaged=2,
        missing=1,
        findings={"truncated": 2, "too-small": 3},
        classes={"cats": 4, "robots": 5},
        folders={"art": 6, "old": 4},
        tags={"horns": 2},
    )
    assert _titles(counts, [_entry(), _entry("old", 0), _entry("torn", 0, "It is damaged.")]) == {
        "Pictures": [("All", 10), ("Picked", 4), ("Rejected", 1), ("Undecided", 5)],
        "To look at": [("Damaged", 2), ("Missing", 1), ("Very small", 3)],
        "Classes": [("cats", 4), ("robots", 5), ("No class", 1)],
        "Folders": [("art", 6), ("old", 4)],
        "Tags": [("horns", 2)],
        "Datasets": [("critters v1 · 64 px", 8), ("old", "…"), ("torn", "damaged")],
    }


def test_folders_that_are_the_classes_are_not_listed_twice() -> None:
    same = {"cats": 4, "robots": 5}
    assert "Folders" not in _titles(Counts(all=9, classes=same, folders=same))


def test_the_rows_mean_the_pictures_they_count(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", 40, size=32) as project:
        catalogue = project.catalogue
        catalogue.set_state(range(1, 6), State.PICKED)
        catalogue.set_state([6], State.REJECTED)
        catalogue.tag([1, 2, 3], give=["horns: long"])
        catalogue.set_class([1, 9], "")
        catalogue.record_findings(1, {7: [Flag("truncated", "-")], 8: [Flag("too-small", "-")]})
        with project.database.writing() as connection:
            connection.execute("UPDATE sources SET missing = 1 WHERE id = 9")
        rows = collections.collections(catalogue.counts(), [])
        assert len(rows) > 10
        for row in rows:
            assert catalogue.count(collections.query_for(row.key)) == row.count, row
            assert collections.title_of(row.key)


def test_chips_narrow_a_row() -> None:
    query = collections.query_for("picked")
    for key in ("class:cats", "tag:horns", "tag:wings", "tag:horns"):
        query = collections.narrowed(query, key)
    assert query == Query(state=State.PICKED, class_name="cats", tags=("wings", "horns"))


def test_every_finding_has_a_badge() -> None:
    assert {collections.badge_of(kind) for kind in DAMAGED_KINDS} == {"damaged"}
    assert collections.badge_of("too-small") == "very small"
    assert collections.badge_of("something-new") == "something new"


def test_settings_come_back_as_they_were_stored() -> None:
    settings = BakeSettings(
        which="picked", classes="tag", size=128, fit="crop", background="#336699", remove_background="u2netp",
        split="halves", leave_small_out=True,
    )  # fmt: skip
    assert BakeSettings.from_stored(settings.stored()) == settings
    assert settings.parts == 2


@pytest.mark.parametrize(
    "stored",
    [None, 3, [], {"size": 63}, {"size": "big"}, {"fit": "stretch"}, {"background": "no colour"},
     {"remove_background": "magic"}, {"split": "grid:0x9"}, {"which": "some"}, {"classes": ["a"]},
     {"leave_small_out": "yes"}, {"unknown": 1}],
)  # fmt: skip
def test_settings_that_cannot_be_are_as_at_first(stored: object) -> None:
    assert BakeSettings.from_stored(stored) == BakeSettings()


def test_what_is_possible_here_is_what_the_engine_takes() -> None:
    assert set(METHOD_WORDS) == set(METHOD_SENTENCES) == {"", *BACKGROUND_METHODS}
    possible: dict[str, list[object]] = {
        "size": [16, 24, 1024],
        "fit": ["pad", "crop"],
        "background": ["keep", "#ffffff", "#12345a"],
        "remove_background": ["", "flood", "u2netp"],
        "split": ["none", "halves", "grid:1x1", "grid:64x64"],
        "leave_small_out": [True, False],
        "classes": ["", "class", "folder", "tag"],
        "which": ["picked", "usable"],
        "frame_to": ["whole", "subject"],
        "margin": [0, 0.25, options.MARGIN_MAX],
        "tolerance": [None, 0, 12.5, TOLERANCE_MAX],
        "edge": [-EDGE_MAX, 0, 1.5, EDGE_MAX],
        "hold_out": [0, 0.1, options.HOLD_OUT_MAX],
        "most_per_group": [0, 1, 4],
        "leave_out": [(), ("blurred", "outlier")],
        "augment": [(), ({"operation": "mirror"}, {"operation": "hue", "low": -8, "high": 8, "copies": 2})],
    }
    impossible: dict[str, list[object]] = {
        "size": [15, 20, 1032, 0, -8, "big"],
        "fit": ["stretch", ""],
        "background": ["#12345", "no colour", "#00ff00aa"],
        "remove_background": ["magic"],
        "split": ["grid:65x1", "grid:2x", "grid:0x2"],
        "frame_to": ["half", 1],
        "margin": [-0.1, options.MARGIN_MAX + 0.1, "wide"],
        "tolerance": [-1, TOLERANCE_MAX + 1],
        "edge": [EDGE_MAX + 1, "soft"],
        "hold_out": [-0.1, options.HOLD_OUT_MAX + 0.1],
        "augment": [({"operation": "magic"},), ({"operation": "mirror", "copies": 3},), (3,)],
    }
    for name, values in possible.items():
        for value in values:
            found = BakeSettings.from_stored({name: value})
            kept = json.loads(json.dumps(found.stored()))
            assert kept[name] == json.loads(json.dumps(value))
            assert BakeSettings.from_stored(kept) == found
            taken = options.bake_options(**found.options()).model_dump()
            assert taken == {one: taken_in for one, taken_in in found.model_dump().items() if one in taken}
    for name, values in impossible.items():
        for value in values:
            assert BakeSettings.from_stored({name: value}) == BakeSettings()
            with pytest.raises(ConfigurationError):
                options.bake_options(**{name: value})


def test_what_earlier_versions_stored_of_the_bake_is_chosen_again_and_stored_alike() -> None:
    """As a project of version 0.1.0 had it, every choice otherwise than at first."""
    stored = {
        "which": "picked", "classes": "tag", "size": 96, "fit": "crop", "background": "keep",
        "remove_background": "auto",
        "split": "grid:2x3", "leave_small_out": True, "frame_to": "subject", "margin": 0.1, "tolerance": 12.5,
        "edge": -1.5, "softness": 2.0, "hold_out": 0.2, "most_per_group": 1, "leave_out": ["blurred", "border"],
        "augment": [{"operation": "mirror"}, {"operation": "hue", "low": -8, "high": 8, "copies": 2}],
        "left_to_training": [],
    }  # fmt: skip
    found = BakeSettings.from_stored(stored)
    assert not {name for name in stored if name in found.differing(BakeSettings())} ^ (
        stored.keys() - {"left_to_training"}
    )
    assert found.stored() == {**stored, "alpha": False, "upscaler": None}, "what came since is as it was before"
    assert (found.labels, found.exclude, found.variants, found.parts) == ("folders", ("too-small",), 6, 6)
    left = {"augment": [], "left_to_training": [{"operation": "cutout", "low": 0.1, "high": 0.3, "copies": 1}]}
    assert BakeSettings.from_stored(stored | left).stored() == stored | left | {"alpha": False, "upscaler": None}
    plain = BakeSettings.from_stored({**stored, "remove_background": "", "classes": "", "leave_small_out": False})
    assert (plain.remove_background, plain.labels, plain.exclude) == (None, None, ())
    assert plain.stored()["remove_background"] == ""


def test_one_impossible_setting_does_not_cost_the_others() -> None:
    assert BakeSettings.from_stored({"size": 128, "fit": "stretch"}) == BakeSettings(size=128)


def test_what_a_dataset_was_baked_with_is_understood() -> None:
    made = BakeSettings.from_stored(BakeSettings(size=96, remove_background="flood").options())
    assert (made.size.stored, made.remove_background) == (96, "flood")
