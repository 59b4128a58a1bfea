"""The order in which a training sees its pictures is a function of seed and number of pictures shown, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan_engine.dataset.loader import Loader, _Order, class_quotas
from gan_engine.dataset.reading import Dataset, open_dataset
from tests.engine.dataset_support import png_bytes, write_archive


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """Twelve pictures of 8 px: number i has the colour i, its left half brighter so that a mirrored one is known."""
    files = {}
    for index in range(12):
        pixels = np.full((8, 8, 3), index, np.uint8)
        pixels[:, :4] += 100
        files[f"{index:02d}.png"] = png_bytes(Image.fromarray(pixels))
    with open_dataset(write_archive(tmp_path_factory.mktemp("numbered") / "a.zip", files)) as dataset:
        yield dataset


def shown(dataset: Dataset, batches: int, batch: int, seed: int = 7, **options: int) -> list[tuple[int, bool]]:
    """Number and mirroredness of every picture of the first `batches` batches."""
    seen = []
    with Loader(dataset, batch, seed=seed, mirror=True, **options) as loader:  # type: ignore[arg-type]
        for _ in range(batches):
            pictures, _labels = next(loader)
            assert pictures.dtype == torch.uint8
            for picture in pictures:
                low, left = int(picture.min()), int(picture[0, 0, 0])
                assert torch.equal(picture.amin((0, 1)) == low, (torch.arange(8) >= 4) ^ (left == low))
                seen.append((low, left == low))
    return seen


def test_every_epoch_shows_every_picture_once_in_a_new_order(numbered: Dataset) -> None:
    numbers = [number for number, _ in shown(numbered, 9, 4)]
    epochs = [numbers[start : start + 12] for start in (0, 12, 24)]
    assert all(sorted(epoch) == list(range(12)) for epoch in epochs)
    assert epochs[0] != epochs[1] != epochs[2] != epochs[0]
    assert epochs[0] != sorted(epochs[0])


def test_a_batch_that_does_not_fit_goes_over_into_the_next_epoch(numbered: Dataset) -> None:
    numbers = [number for number, _ in shown(numbered, 12, 5)]
    assert all(sorted(numbers[start : start + 12]) == list(range(12)) for start in range(0, 60, 12))


def test_a_dataset_smaller_than_a_batch_fills_it_again_and_again(numbered: Dataset) -> None:
    numbers = [number for number, _ in shown(numbered, 2, 30)]
    assert all(sorted(numbers[start : start + 12]) == list(range(12)) for start in range(0, 60, 12))


@settings(max_examples=25, deadline=None)
@given(done=st.integers(0, 400), batch=st.integers(1, 40), seed=st.integers(-5, 2**63))
def test_knowing_how_many_were_shown_is_enough_to_go_on(numbered: Dataset, done: int, batch: int, seed: int) -> None:
    one_by_one = shown(numbered, done + 2 * batch, 1, seed)
    assert shown(numbered, 2, batch, seed, images_done=done) == one_by_one[done:]


def test_another_seed_is_another_order(numbered: Dataset) -> None:
    assert shown(numbered, 3, 4, seed=1) != shown(numbered, 3, 4, seed=2)


def test_the_ranks_share_the_batch_of_one(numbered: Dataset) -> None:
    alone = shown(numbered, 5, 6)
    shares = [shown(numbered, 5, 6, rank=rank, world_size=3) for rank in range(3)]
    together = [shares[rank][2 * step + i] for step in range(5) for i in range(2) for rank in range(3)]
    assert together == alone


def test_about_half_are_mirrored_and_not_always_the_same(numbered: Dataset) -> None:
    seen = shown(numbered, 100, 12)
    mirrored = sum(mirror for _, mirror in seen)
    assert 500 < mirrored < 700
    for number in range(12):
        assert {mirror for one, mirror in seen if one == number} == {True, False}


def test_without_mirror_the_order_is_the_same_and_nothing_is_turned(numbered: Dataset) -> None:
    with Loader(numbered, 12, seed=7, mirror=False) as loader:
        pictures, _ = next(loader)
    assert [int(picture.min()) for picture in pictures] == [number for number, _ in shown(numbered, 1, 12)]
    assert (pictures[..., 0] > pictures[..., 7]).all()


def test_the_order_is_the_same_on_every_machine_and_in_every_version(numbered: Dataset) -> None:
    """Written down once: a change here breaks the exact resume of every run out there."""
    order = [0, 2, 11, 9, 1, 8, 5, 4, 3, 10, 6, 7, 5, 3, 7, 8, 11, 2, 4, 1, 10, 0, 6, 9]
    mirrored = [1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1]
    assert shown(numbered, 2, 12, seed=0) == list(zip(order, map(bool, mirrored), strict=True))


@pytest.mark.parametrize(
    ("counts", "balance", "quotas"),
    [
        ([90, 10], 0.0, [90, 10]),
        ([90, 10], 1.0, [50, 50]),
        ([81, 1, 0, 18], 0.5, [63, 7, 0, 30]),  # 9 : 1 : 4.24
        ([100, 1, 1], 0.0, [100, 1, 1]),
        ([5, 1], 0.1, [5, 1]),
    ],
)
def test_quotas_are_between_as_they_come_and_all_alike(counts: list[int], balance: float, quotas: list[int]) -> None:
    found = class_quotas(np.array(counts), balance)
    assert found.tolist() == quotas
    assert found.sum() == sum(counts)


def test_a_rare_class_comes_as_often_as_a_common_one_and_each_of_its_pictures_alike() -> None:
    labels = np.array([0] * 9 + [1] * 3)
    order = _Order(12, 7, labels, class_quotas(np.bincount(labels), 1.0))
    epochs = [order.stretch(12 * epoch, 12)[0] for epoch in range(3)]
    assert all((labels[epoch] == 1).sum() == 6 for epoch in epochs)
    every = np.concatenate(epochs)
    assert np.bincount(every).tolist() == [2] * 9 + [6] * 3, "18 of a class of 9, 18 of a class of 3"
    assert sorted(epochs[0][labels[epochs[0]] == 0]) != sorted(epochs[1][labels[epochs[1]] == 0])
    again = _Order(12, 7, labels, class_quotas(np.bincount(labels), 1.0))
    assert again.stretch(17, 10)[0].tolist() == every[17:27].tolist(), "the place alone says what comes"


@pytest.mark.parametrize("kept", [0, 5, 100])
def test_the_cache_changes_nothing(numbered: Dataset, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    expected = shown(numbered, 10, 7)
    monkeypatch.setattr("gan_engine.dataset.loader.CACHE_BYTES", kept * 3 * 8 * 8)
    assert shown(numbered, 10, 7) == expected


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"batch": 5, "world_size": 2}, {"batch": 4, "rank": 1}])
def test_what_cannot_be_shared_out_is_refused(numbered: Dataset, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="batch"):
        Loader(numbered, seed=0, mirror=False, **wrong)  # type: ignore[arg-type]
