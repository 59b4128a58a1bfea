"""Beginning with the weights of an earlier snapshot instead of noise."""

from __future__ import annotations

import logging
from pathlib import Path

from gan_engine.errors import SnapshotError
from gan_engine.training import snapshots
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import read_header, read_tensors

log = logging.getLogger(__name__)


def check_fits(path: Path, plan: Plan) -> Path:
    """The generator's file at `path` (as `find_generator` takes it), found to be of `plan`'s architecture.

    Raises `SnapshotError` naming what is different.
    """
    file = snapshots.find_generator(path)
    theirs, _ = snapshots.read_card(file)
    ours = snapshots.model_card(plan, 0.0, "")
    different = [
        f"{name} is {their_value} there and {our_value} here"
        for name, their_value, our_value in (
            ("family", theirs.family, ours.family),
            ("size", theirs.size, ours.size),
            ("the number of classes", len(theirs.class_names), len(ours.class_names)),
            *((f"network.{key}", theirs.options.get(key), value) for key, value in ours.options.items()),
        )
        if their_value != our_value
    ]
    if different:
        raise SnapshotError(
            f"The training cannot begin from {path}: {'; '.join(different)}.",
            do="Choose the same settings, or begin without a snapshot.",
        )
    return file


def begin_from(path: Path, state: TrainingState) -> None:
    """Give `state` the weights of the snapshot at `path`. A generator that comes alone gets a fresh discriminator.

    Raises `SnapshotError` before anything has been changed.
    """
    file = check_fits(path, state.plan)
    average = read_tensors(file, read_header(file))
    training = file.with_name(snapshots.TRAINING)
    if training.is_file():
        state.adopt(average, read_tensors(training, read_header(training)))
    else:
        log.info("%s comes alone: the discriminator begins afresh.", file)
        state.adopt(average, {})
