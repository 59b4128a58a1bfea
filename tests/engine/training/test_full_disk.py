"""The disk is full at each single moment of a training in turn: nothing is lost, and it goes on by itself."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path

import pytest

from gan_engine.errors import DiskError
from gan_engine.runs import requests
from gan_engine.training import snapshots, training_run
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import FACTS, verify
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, weights_of
from tests.full_disk import full_disk, needs_limits

pytestmark = [needs_limits, pytest.mark.usefixtures("watched")]

SETTINGS = {"kimg": 0.024, "snapshot_kimg": 0.008, "sample_kimg": 0.008}
LAST = "000000.024"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("set") / "set.zip", count=12)


@pytest.mark.parametrize(
    ("lasts", "every"), [(1, 4), *(pytest.param(*each, marks=pytest.mark.slow) for each in ((1, 1), (9, 2)))]
)
def test_a_training(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasts: int, every: int) -> None:
    """Whatever could not be written, it ends with the weights of one that was not disturbed."""
    monkeypatch.setattr(training_run, "_RETRY_SECONDS", 0.0)
    straight = create_run(tmp_path / "straight", dataset, configuration(**SETTINGS))
    with full_disk(None) as disk:
        train(straight)
    wanted = weights_of(straight, LAST)
    assert disk.count > 40
    refused = 0
    for at in itertools.count(1, every):
        run = create_run(tmp_path / f"run-{at}", dataset, configuration(**SETTINGS))
        with full_disk(at, lasts=lasts) as disk:
            with contextlib.suppress(DiskError):  # before anything has begun: nothing is lost
                train(run)
            now = disk.what[at - 1 : at]
        if not disk.reached:
            break
        for snapshot in run.snapshots():
            if (snapshot.path / FACTS).is_file():
                verify(snapshot.path)
        if not run.snapshots():
            assert run.read_state().images == 0, now
            refused += 1
            train(run)
        assert weights_of(run, LAST) == wanted, now
        if run.live_status() != "finished":  # the very last word was not taken
            train(run)
        assert run.live_status() == "finished", now
    assert refused < 12, "only what comes before the first step may end it"


def test_the_end_waits_for_room_but_not_for_ever(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked to stop while it waits, it says that the last steps could not be kept, and they are made again."""
    asked = []
    run = create_run(tmp_path / "run", dataset, configuration(**SETTINGS))
    monkeypatch.setattr(snapshots, "save", refuse_at(snapshots.save, LAST, lambda: asked.append(run)))
    monkeypatch.setattr(requests, "take", lambda path: [requests.Request("1", "stop", {})] if asked else [])
    with pytest.raises(DiskError, match="full"):
        train(run)
    assert run.snapshots()[-1].name == "000000.016"
    assert run.read_state().failure == "disk"
    monkeypatch.undo()
    assert train(run) == "done"


def refuse_at(save, name, then):  # type: ignore[no-untyped-def]
    def refusing(folder, state, **more):  # type: ignore[no-untyped-def]
        if state.images == round(1000 * float(name)):
            then()
            raise DiskError("The disk is full.", do="Free some space.")
        return save(folder, state, **more)

    return refusing
