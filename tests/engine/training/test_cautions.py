"""What should be known of a training before it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import DatasetError
from gan_engine.networks.layers import mbstd_group
from gan_engine.settings.configuration import configure
from gan_engine.training.forecast.cautions import FEW_PICTURES, SetFacts, cautions
from gan_engine.training.plan import make_plan
from gan_engine.training.run_creation import describe_run
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive

ENOUGH = SetFacts(10 * FEW_PICTURES, 10 * FEW_PICTURES)


def said(facts: SetFacts, classes: tuple[str, ...] = (), **settings: Any) -> str:
    wanted = {"family": "stylegan2", "size": 32, "batch": 8, **settings}
    return " ".join(cautions(make_plan(configure(wanted), classes), facts))


def test_of_a_usual_training_nothing_is_said() -> None:
    assert said(ENOUGH) == ""
    assert said(SetFacts(0)) == ""
    assert said(ENOUGH, augment={"adaptive": "bgc"}) == ""
    assert said(ENOUGH, family="dcgan", batch=7) == ""


@pytest.mark.parametrize(("batch", "group"), [(7, 1), (5, 1), (6, 3), (10, 2), (1, 1), (13, 1)])
def test_a_batch_without_whole_mbstd_groups_is_told(batch: int, group: int) -> None:
    assert mbstd_group(batch, 4) == group
    words = said(ENOUGH, batch=batch)
    assert "likeness groups of" in words
    assert ("no picture is compared with another" in words) == (group == 1)
    assert f"of {batch} can." not in words
    assert said(ENOUGH, batch=batch, network={"group": 0}) == ""
    assert said(ENOUGH, batch=batch, discriminator="projected") == ""


def test_likeness_features_in_a_batch_of_one_are_told() -> None:
    options = {"minibatch_features": 4}
    assert "likeness features" in said(ENOUGH, family="dcgan", batch=1, network=options)
    assert said(ENOUGH, family="dcgan", batch=2, network=options) == ""
    assert said(ENOUGH, family="dcgan", batch=1) == ""


@pytest.mark.parametrize("batch", [4, 8, 12, 32])
def test_the_batch_that_is_named_instead_does(batch: int) -> None:
    assert mbstd_group(batch, 4) == 4
    assert said(ENOUGH, batch=batch) == ""


def test_ada_at_full_strength_on_few_pictures_is_told() -> None:
    words = said(SetFacts(9, 9), augment={"adaptive": "bgc", "strength": 1.0})
    assert "9 pictures is all" in words
    assert "strength of 1" in words
    assert "stays so" in said(ENOUGH, augment={"adaptive": "bgc", "strength": 0.9, "target": 0.0})
    assert "1 picture is all" in said(SetFacts(1, 1))


def test_copies_and_batches_larger_than_the_set_are_told() -> None:
    assert "All 60 pictures are one and the same" in said(SetFacts(60, 1))
    assert "Only 55 of the 60 pictures are different" in said(SetFacts(60, 55))
    assert "holds pictures twice" in said(SetFacts(60, 60), batch=64)


def test_uneven_classes_are_told_until_they_are_balanced() -> None:
    facts = SetFacts(1000, 1000, (("knights", 900), ("dragons", 20), ("elves", 80)))
    names = ("knights", "dragons", "elves")
    words = said(facts, names, use_classes=True)
    assert "“dragons” has 20 pictures where “knights” has 900" in words
    assert said(facts, names, use_classes=True, class_balance=0.5) == ""
    assert said(facts, names) == ""
    assert said(SetFacts(200, 200, (("a", 150), ("b", 50))), ("a", "b"), use_classes=True) == ""


def test_classes_without_pictures_or_with_one_are_named() -> None:
    three = SetFacts(100, 100, (("a", 99), ("b", 0), ("c", 1)))
    words = said(three, ("a", "b", "c"), use_classes=True)
    assert "1 class has no pictures (b)" in words
    assert "1 class has a single picture (c)" in words
    assert said(three, ("a", "b", "c")) == "1 class has no pictures (b)."
    classes = tuple("abcdefghi")
    facts = SetFacts(100, 100, tuple((name, 100 * (name == "a")) for name in classes))
    many = said(facts, classes, use_classes=True)
    assert "8 of the 9 classes have no pictures (b, c, d, e, f and 3 more)" in many


def test_a_set_is_looked_at_for_all_of_it(tmp_path: Path) -> None:
    files = {f"{index}.png": png_bytes(draw_shape(16, 0, 0)) for index in range(3)}
    with open_dataset(write_archive(tmp_path / "same", files)) as dataset:
        assert SetFacts.of(dataset) == SetFacts(3, 1)
    with open_dataset(make_dataset(tmp_path / "a.zip", count=6, size=16, classes=3)) as dataset:
        assert SetFacts.of(dataset) == SetFacts(6, 6, (("0", 2), ("1", 2), ("2", 2)))


def test_what_is_not_whole_is_trained_only_when_that_is_wanted(tmp_path: Path) -> None:
    files = {f"{index}.png": png_bytes(draw_shape(32, index, 0)) for index in range(4)}
    files["dataset.json"] = b'{"labels": [["0.png", 0], ["1.png", 1], ["2.png", 0]]}'
    path = write_archive(tmp_path / "a.zip", files)
    configuration = configure({"family": "stylegan2", "size": 32, "batch": 8})
    with pytest.raises(DatasetError, match=r"no label for 1 picture: “3\.png”") as caught:
        describe_run(tmp_path / "run", path, configuration)
    assert "--incomplete" in caught.value.do
    told: list[str] = []
    described = describe_run(tmp_path / "run", path, configuration, incomplete=True, caution=told.append)
    assert described["dataset"]["count"] == 3
    assert "no label for 1 picture" in told[0]
