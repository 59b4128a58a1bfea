"""Classes that come in late: told as one at first, then ever more apart, and after that as ever."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.registry import Family, families
from gan_engine.training.class_transition import class_share, told_classes
from gan_engine.training.plan import make_plan
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, run_training, smallest, weights_of

WITH_CLASSES = [kind for kind in families() if kind.supports.classes]


def test_they_are_one_for_so_long_and_part_over_as_long_again() -> None:
    assert [class_share(images, 10.0) for images in (0, 10_000, 15_000, 20_000, 90_000)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert class_share(0, 0.0) == 1.0


def test_what_is_told_goes_from_the_mean_of_all_to_each_its_own() -> None:
    labels = torch.tensor([0, 2])
    torch.testing.assert_close(told_classes(labels, 4, 0.0), torch.full((2, 4), 0.25))
    half = told_classes(labels, 4, 0.5)
    torch.testing.assert_close(half.sum(1), torch.ones(2))
    assert half.argmax(1).tolist() == [0, 2]
    assert told_classes(labels, 4, 1.0) is labels


@pytest.mark.parametrize("kind", WITH_CLASSES, ids=lambda kind: kind.name)
def test_every_family_judges_rows_of_one_class_as_that_class(kind: Family) -> None:
    options = smallest(kind)
    torch.manual_seed(0)
    discriminator = kind.build_discriminator(options, ImageShape.square(kind.sizes[0]), 3).eval()
    with torch.no_grad():
        for weight in discriminator.parameters():  # tables of classes begin at 0
            weight.add_(torch.randn_like(weight) * 0.05)
        pictures, labels = torch.rand(3, 3, kind.sizes[0], kind.sizes[0]), torch.tensor([0, 1, 2])
        torch.testing.assert_close(
            discriminator(pictures, told_classes(labels, 3, 1 - 1e-9)), discriminator(pictures, labels)
        )


def test_a_training_whose_classes_part_is_another_until_they_have(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "set.zip", count=12, size=32, classes=["a", "b"])
    late = run_training(tmp_path / "late", dataset, kimg=0.016, use_classes=True, class_kimg=0.004)
    soon = run_training(tmp_path / "soon", dataset, kimg=0.016, use_classes=True)
    (name,) = {each.name for each in late.snapshots()}
    assert weights_of(late, name) != weights_of(soon, name)


def test_one_that_would_end_before_they_have_parted_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="apart only after") as caught:
        make_plan(configuration(kimg=10, use_classes=True, class_kimg=5), ["a", "b"])
    assert caught.value.field == "class_kimg"
