"""The loader's threads: they work ahead, tell of their errors, and are gone when it is closed."""

from __future__ import annotations

import threading
import tracemalloc
from pathlib import Path

import pytest
import torch

from gan_engine.dataset.loader import Loader
from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import DatasetError
from tests.engine.dataset_support import make_dataset


def loader_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("loader")]


def test_labels_belong_to_their_pictures(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=12, size=16, classes=3)) as dataset:
        expected = {dataset.read(index).tobytes(): index % 3 for index in range(12)}
        with Loader(dataset, 5, seed=3, mirror=False) as loader:
            for _ in range(6):
                pictures, labels = next(loader)
                assert labels is not None
                assert labels.dtype == torch.int64
                for picture, label in zip(pictures, labels, strict=True):
                    assert expected[picture.numpy().tobytes()] == int(label)


def test_without_classes_there_are_no_labels(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "a.zip", count=4, size=16)
    with open_dataset(path) as dataset, Loader(dataset, 4, seed=0, mirror=False) as loader:
        assert next(loader)[1] is None


def test_what_a_training_does_to_a_batch_does_not_show_in_a_later_one(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=4, size=16)) as dataset:
        with Loader(dataset, 4, seed=0, mirror=True) as loader:
            for _ in range(20):
                next(loader)[0].zero_()
            after = next(loader)[0]
        with Loader(dataset, 4, seed=0, mirror=True, images_done=4 * 20) as loader:
            assert torch.equal(next(loader)[0], after)


@pytest.mark.parametrize("taken", [0, 1, 30])
def test_closing_leaves_no_thread(tmp_path: Path, taken: int) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=30, size=16)) as dataset:
        loader = Loader(dataset, 4, seed=0, mirror=True)
        for _ in range(taken):
            next(loader)
        loader.close()
        assert loader_threads() == []
        loader.close()
        with pytest.raises(DatasetError, match="closed"):
            next(loader)
        assert dataset.read(0).any()


def test_closing_wakes_one_who_waits(tmp_path: Path) -> None:
    """Closed from another thread (a stop that comes while the loop waits for pictures)."""
    with open_dataset(make_dataset(tmp_path / "a.zip", count=30, size=16)) as dataset:
        loader = Loader(dataset, 4, seed=0, mirror=True)
        ended = []

        def consume() -> None:
            try:
                while True:
                    next(loader)
            except DatasetError as error:
                ended.append(error)

        consumer = threading.Thread(target=consume)
        consumer.start()
        loader.close()
        consumer.join()
        assert len(ended) == 1
    assert loader_threads() == []


def test_a_damaged_picture_reaches_the_training_after_the_good_batches(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "a", count=8, size=16)
    with open_dataset(path) as dataset:
        with Loader(dataset, 1, seed=5, mirror=False) as loader:
            order = [next(loader)[0][0].numpy().tobytes() for _ in range(8)]
        place = order.index(dataset.read(3).tobytes())
        (path / "00000/img00000003.png").write_bytes(b"no picture any more")
        with Loader(dataset, 1, seed=5, mirror=False) as loader:
            for _ in range(place):
                next(loader)
            for _ in range(2):
                with pytest.raises(DatasetError, match=r"img00000003\.png"):
                    next(loader)
    assert loader_threads() == []


def test_a_vanished_dataset_is_told(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=8, size=16)) as dataset:
        dataset.close()
        with Loader(dataset, 4, seed=0, mirror=False) as loader, pytest.raises(DatasetError):
            next(loader)


def test_memory_does_not_grow_with_the_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole epoch of a dataset many times the size of the cache."""
    monkeypatch.setattr("gan_engine.dataset.loader.CACHE_BYTES", 10 * 3 * 64 * 64)
    decoded = 600 * 3 * 64 * 64
    with open_dataset(make_dataset(tmp_path / "a.zip", count=600, size=64)) as dataset:
        tracemalloc.start()
        with Loader(dataset, 8, seed=0, mirror=True) as loader:
            for _ in range(75):
                next(loader)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < decoded / 4


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs an NVIDIA GPU")
def test_batches_arrive_on_the_gpu_whole(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "a.zip", count=50, size=64, classes=2)
    with (
        open_dataset(path) as dataset,
        Loader(dataset, 16, seed=1, mirror=True, device="cuda") as gpu,
        Loader(dataset, 16, seed=1, mirror=True) as cpu,
    ):
        for _ in range(50):
            pictures, labels = next(gpu)
            expected, expected_labels = next(cpu)
            assert pictures.is_cuda
            assert labels is not None
            assert expected_labels is not None
            assert torch.equal(pictures.cpu(), expected)
            assert torch.equal(labels.cpu(), expected_labels)
