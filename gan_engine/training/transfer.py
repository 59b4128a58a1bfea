"""Beginning with the weights of a snapshot or an imported network.

Same family; another size or other classes are no hindrance as long as half of the generator fits, be it of its weights
or of its layers: those that are there on both sides in the same shape are taken, those that only another form of the
pictures or classes tell apart are adapted (`weight_fit`); the rest begins afresh. Both are named.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from torch import Tensor

from gan_engine.errors import SnapshotError
from gan_engine.networks.meta import weightless
from gan_engine.settings.dotted import of_network
from gan_engine.training import snapshots
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import Entry, read_header, read_tensors
from gan_engine.training.weight_fit import NO_AXES, Axes, generator_axes, taken_share

log = logging.getLogger(__name__)

_LEAST = 0.5  # of our generator's weights, or of its tensors


@dataclass(frozen=True)
class Fit:
    """What of an earlier training a plan can begin with."""

    file: Path
    """The generator's."""
    share: float
    """Of the new generator's weights, 0 to 1."""
    afresh: tuple[str, ...] = field(default=())
    """The generator's parts that begin afresh ("synthesis.b256"), none where all fit."""
    adapted: tuple[str, ...] = field(default=())
    """Those that are adapted to another form of the pictures, or to classes."""
    with_discriminator: bool = True
    """Whether one comes along that can go on judging: none of another kind, none where the generator comes alone."""


def check_fits(path: Path, plan: Plan) -> Fit:
    """What of the snapshot at `path` (as `find_generator` takes it) `plan` can begin with.

    Raises `SnapshotError` naming what is different where that is too little.
    """
    file = snapshots.find_generator(path)
    theirs, header = snapshots.read_card(file)
    ours = snapshots.model_card(plan, 0.0, "")
    with weightless():
        generator = plan.family.build_generator(plan.options, ours.size, len(ours.class_names))
    expected = dict(generator.named_parameters())
    axes = generator_axes(plan)
    shares = {
        name: _share(tensor, header.entries.get(name), axes.get(name, NO_AXES)) for name, tensor in expected.items()
    }
    taken = [name for name, share in shares.items() if share]
    total = sum(tensor.numel() for tensor in expected.values())
    share = sum(expected[name].numel() * shares[name] for name in taken) / total
    if theirs.family != ours.family or max(share, len(taken) / len(expected)) < _LEAST:
        different = [
            f"{name} is {their_value} there and {our_value} here"
            for name, their_value, our_value in (
                ("family", theirs.family, ours.family),
                ("size", theirs.size, ours.size),
                ("the number of classes", len(theirs.class_names), len(ours.class_names)),
                *((of_network(key), theirs.options.get(key), value) for key, value in ours.options.items()),
            )
            if their_value != our_value
        ]
        raise SnapshotError(
            f"The training cannot begin from {path}: {'; '.join(different) or 'its layers have other shapes'}.",
            do="Choose the same settings, or begin without a snapshot.",
        )
    afresh = sorted({_part(name) for name in expected.keys() - set(taken)})
    other = {_part(name) for name in taken if header.entries[name].shape != tuple(expected[name].shape)}
    training = file.with_name(snapshots.TRAINING)
    if training.is_file():
        read_header(training)  # what is cut short is found out here, before a run is made
    judges = training.is_file() and theirs.discriminator == ours.discriminator
    return Fit(file, share, tuple(afresh), tuple(sorted(other - set(afresh))), judges)


def begin_from(path: Path, state: TrainingState) -> Fit:
    """Give `state` the weights of the snapshot at `path`. A generator that comes alone, or that learnt from another
    kind of discriminator, gets a fresh one.

    Raises `SnapshotError` before anything has been changed.
    """
    fit = check_fits(path, state.plan)
    if fit.file.with_name(snapshots.FACTS).is_file():
        snapshots.verify(fit.file.parent)
    generator_ema = read_tensors(fit.file, read_header(fit.file))
    tensors: Mapping[str, Tensor] = {}
    training = fit.file.with_name(snapshots.TRAINING)
    if training.is_file():
        tensors = read_tensors(training, read_header(training))
    if not fit.with_discriminator:
        log.info("The discriminator begins afresh: none of its kind is beside %s.", fit.file)
    if fit.afresh:
        log.info("These parts do not fit and begin afresh: %s.", ", ".join(fit.afresh))
    if fit.adapted:
        log.info("These parts are adapted: %s.", ", ".join(fit.adapted))
    state.adopt(generator_ema, tensors)
    return fit


def _share(tensor: Tensor, entry: Entry | None, axes: Axes) -> float:
    return 0.0 if entry is None else taken_share(tuple(tensor.shape), entry.shape, axes)


def _part(name: str) -> str:
    """ "synthesis.b256.conv0.weight" is of the part "synthesis.b256"."""
    words = name.split(".")
    return ".".join(words[:2]) if len(words) > 2 else words[0]
