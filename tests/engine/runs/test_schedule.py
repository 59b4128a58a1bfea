"""When a training samples and saves, and what the moment is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.runs import requests
from gan_engine.runs.schedule import is_due, name_at
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, run_training


@pytest.mark.parametrize(
    ("images", "batch", "every", "total", "name"),
    [
        pytest.param(10_016, 32, 10, 60, "000010", id="scheduled-by-whole-kimg"),
        pytest.param(60_000, 32, 10, 60, "000060", id="the-last-on-the-spot"),
        pytest.param(60_032, 64, 25, 60, "000060", id="the-last-off-the-schedule"),
        pytest.param(0, 32, 10, 60, "000000", id="the-first"),
        pytest.param(12_032, 32, 10, 60, "000012.032", id="by-hand"),
        pytest.param(10_048, 32, 10, 60, "000010.048", id="by-hand-just-after-a-scheduled-one"),
        pytest.param(516, 6, 0.5, 60, "000000.516", id="by-hand-between-finer-ones"),
        pytest.param(504, 6, 0.5, 60, "000000.504", id="scheduled-finer-than-a-kimg"),
        pytest.param(5_504, 128, 10, 5.5, "000005.504", id="a-length-finer-than-a-kimg"),
        pytest.param(4_096, 2_048, 1, 60, "000004", id="a-batch-longer-than-the-interval"),
        pytest.param(62_496, 32, 10, 60, "000062.496", id="beyond-the-end"),
    ],
)
def test_names(images: int, batch: int, every: float, total: float, name: str) -> None:
    assert name_at(images, batch, every_kimg=every, total_kimg=total) == name


@given(
    batch=st.integers(1, 3000),
    every=st.sampled_from([0.004, 0.5, 1, 2, 2.5, 10]),
    total=st.sampled_from([0.04, 1, 7, 20, 33.3]),
)
def test_names_come_in_order_and_none_twice(batch: int, every: float, total: float) -> None:
    """So that what is saved last also comes last, whoever asked for it."""
    steps = list(range(0, round(total * 1000) + batch, batch))
    names = [name_at(images, batch, every_kimg=every, total_kimg=total) for images in steps[-2000:]]
    scheduled = [
        name for images, name in zip(steps[-2000:], names, strict=True) if images == 0 or is_due(images, batch, every)
    ]
    assert names == sorted(set(names))
    assert scheduled == sorted(set(scheduled))


def test_a_run_of_whole_kimg_carries_no_decimals(tmp_path: Path) -> None:
    """48 does not divide 1000: every moment falls between two kimg."""
    dataset = make_dataset(tmp_path / "shapes.zip", count=8, size=32)
    run = run_training(tmp_path / "run", dataset, batch=48, kimg=2, snapshot_kimg=1, sample_kimg=1)
    assert [each.name for each in run.snapshots()] == ["000001", "000002"]
    assert [each.path.name for each in run.samples()] == ["000000.webp", "000001.webp", "000002.webp"]
    assert run.read_state().images == 2016


def test_one_asked_for_by_hand_says_when(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=8, size=32)
    run = create_run(tmp_path / "run", dataset, configuration(batch=48, kimg=1, snapshot_kimg=1, sample_kimg=1))

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 48:
            requests.ask(run.path, "snapshot")
            requests.ask(run.path, "sample")

    train(run, report=report)
    by_hand, last = (each.name for each in run.snapshots())
    assert (float(by_hand) * 1000) % 48 == 0
    assert last == "000001"
    assert [each.path.stem for each in run.samples()] == ["000000", by_hand, "000001"]
