"""Branching: a new run that goes on exactly where a snapshot of another one stood, with other settings if wanted.

The snapshot's whole state (networks, optimisers, ADA's p, what penalties remember, counters) is written into the new
run, which from then on needs neither the snapshot nor the run that it came from. Every draw of a training follows from
its seed and how far it is, so a branch without changes is, bit for bit, what the run would have become.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from gan_engine import door
from gan_engine.dataset.reading import Dataset
from gan_engine.device import choose_device
from gan_engine.errors import ConfigurationError, OutsideError, RunError, SnapshotError
from gan_engine.networks.meta import weightless
from gan_engine.reporting import kimg_words
from gan_engine.runs.ancestry import Branching, ancestry, snapshot_to_branch
from gan_engine.runs.dataset_location import find_dataset
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import history
from gan_engine.runs.pins import hold
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from gan_engine.runs.run_document import description
from gan_engine.settings.configuration import apply_settings, configure
from gan_engine.settings.dotted import dotted, is_of_network, of_network, parted
from gan_engine.training import length, snapshots
from gan_engine.training.augmentation.ada import AdaptiveAugment
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import check_precision
from gan_engine.training.run_creation import DatasetFacts, document_of
from gan_engine.training.state import below

_RESOLVED_BY = {"device", "precision", "threads", "batch", "objective"}
"""Settings on which depends what `auto` came to, beside `tricks` and `augment`, which change what a step costs."""
_SHAPING = {"family", "size", "use_classes"}
"""Settings that the networks' shapes follow from, beside `network`."""


def create_branch(
    path: Path, snapshot: Path, changes: Sequence[str] = (), *, kimg: float | None = None, dataset: Path | None = None
) -> RunDirectory:
    """A new run directory at `path` that stands where `snapshot` stood, ready to be trained on.

    `snapshot` is what `snapshot_to_branch` takes; `changes` are settings as `--set` takes them, `kimg` how long it is
    to be in all (left out: as long as the other), `dataset` where its dataset lies now. Raises `EngineError` of many
    kinds with nothing begun, among them `SnapshotError` where the changed settings do not fit the snapshot's state.
    """
    parent, chosen = snapshot_to_branch(snapshot)
    before = description(parent)
    facts, generator, tensors = snapshots.read(chosen.path)
    images = facts["state"]["images"]
    wanted = [*changes, *([] if kimg is None else [f"kimg={kimg:g}"])]
    with find_dataset(parent.path, before["dataset"], dataset, again=_again(chosen)) as found:
        plan, changed = _plan(before, wanted, images / 1000, found)
        document = document_of(Path(path), DatasetFacts.of(found), plan, recipe=str(before.get("recipe", "")))
    _check_networks(chosen, plan, changed, generator, tensors)
    tensors, afresh = _fitting_state(plan, tensors, changed)
    measured = _measured(parent, chosen)
    extra = {**facts["extra"], "best_snapshot": chosen.name if measured else None}
    branching = Branching(str(parent.path), parent.path.name, chosen.name, images / 1000, changed, afresh)
    document["branched"] = [each.document() for each in (*ancestry(before), branching)]
    document["resolved"] = _resolved(before["resolved"], changed)
    card = snapshots.model_card(plan, images / 1000, document["dataset"]["name"])

    run = RunDirectory(path)
    if run.snapshots(whole=False):
        raise RunError(f"There are snapshots in {run.path} already.", do="Choose another folder for the branch.")
    run = RunDirectory.create(path, document)
    try:
        with run.hold():
            folder = run.snapshots_folder / chosen.name
            snapshots.write(folder, card, generator, tensors, facts=facts["state"], extra=extra)
            for event in measured:
                run.append_event(event)
            standing = {"kimg": images / 1000, "images": images, "step": facts["state"]["step"]}
            state = replace(run.read_state(), status="stopped", total_kimg=plan.configuration.kimg, **standing)
            run.write_state(replace(state, best_snapshot=extra["best_snapshot"]))
    except BaseException:  # a full disk, a signal: nothing was begun
        for file in (run.run_file, run.events_file):
            with contextlib.suppress(OSError, OutsideError):
                door.remove_file(file, root=run.path, missing_ok=True)
        raise
    hold(chosen.path, "branch")
    return run


def _again(snapshot: Snapshot) -> str:
    return f"gan-engine branch {snapshot.path} --run DIR --dataset PLACE"


def _plan(
    before: Mapping[str, Any], changes: Sequence[str], kimg: float, dataset: Dataset
) -> tuple[Plan, dict[str, tuple[Any, Any]]]:
    """What the branch trains from `kimg` on, and the settings in which that differs from the run `before`."""
    former = make_plan(configure(before["configuration"]), dataset.class_names)
    configuration = apply_settings(former.configuration, changes)
    if configuration.size != dataset.size:
        raise ConfigurationError(
            f"A branch goes on with the same pictures, and those have {dataset.size.words}, not "
            f"{configuration.size.words}.",
            field="size",
            do="Begin a new training with the snapshot's weights: gan-engine train --from.",
        )
    if configuration.kimg <= kimg:
        raise ConfigurationError(
            f"The snapshot is at {kimg_words(kimg)} kimg already, and the branch would end at "
            f"{kimg_words(configuration.kimg)}.",
            field="kimg",
            do=f"Let it be longer (--kimg): {2 * kimg:g} for example.",
        )
    kept: dict[str, float] = {}
    if configuration.kimg != former.configuration.kimg and configuration.family == former.configuration.family:
        given = {change.partition("=")[0].strip() for change in changes}
        kept = {name: value for name, value in length.pace(former).items() if of_network(name) not in given}
        configuration = configuration.model_copy(update={"network": {**configuration.network, **kept}})
    plan = make_plan(configuration, dataset.class_names)
    check_precision(plan, choose_device(configuration.device))
    then, now = dotted(former.settings()), dotted(plan.settings())
    differing = (name for name in sorted(then.keys() | now.keys()) if then.get(name) != now.get(name))
    pinned = {of_network(name) for name in kept}
    return plan, {name: (then.get(name), now.get(name)) for name in differing if name not in pinned}


def _fitting_state(
    plan: Plan, tensors: Mapping[str, Tensor], changed: Mapping[str, Any]
) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """A snapshot's training state as `plan` goes on with it, and what of it begins afresh."""
    kept = {name: tensor for name, tensor in tensors.items() if not name.startswith(("phase.", "optimizer."))}
    afresh: list[str] = []
    if "optimizer.kind" in changed:
        afresh.append("optimizer")
    else:
        kept |= {name: tensor for name, tensor in tensors.items() if name.startswith("optimizer.")}
    phases, anew = _phase_state(plan, tensors, fresh_strength="augment.strength" in changed)
    return kept | phases, (*afresh, *anew)


def _check_networks(
    snapshot: Snapshot, plan: Plan, changed: Mapping[str, Any], ema: Mapping[str, Tensor], tensors: Mapping[str, Tensor]
) -> None:
    size, classes = plan.configuration.size, len(plan.class_names)
    with weightless():
        networks = {
            "generator": plan.family.build_generator(plan.options, size, classes),
            "discriminator": plan.family.build_discriminator(plan.options, size, classes),
        }
    there = [(networks["generator"], ema)]
    there += [(network, below(role, tensors)) for role, network in networks.items()]
    if all(_shapes(network.state_dict()) == _shapes(found) for network, found in there):
        return
    blamed = sorted(name for name in changed if name in _SHAPING or is_of_network(name))
    settings = f" with another {' and '.join(blamed)}" if blamed else ""
    raise SnapshotError(
        f"The snapshot {snapshot.name} cannot be gone on from{settings}: its networks have other layers.",
        kept="Nothing was begun.",
        do="Leave the network's settings, or begin a new training with its weights (gan-engine train --from).",
    )


def _shapes(tensors: Mapping[str, Tensor]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in tensors.items()}


def _phase_state(
    plan: Plan, tensors: Mapping[str, Tensor], *, fresh_strength: bool
) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """What the phases of `plan` remember: as the snapshot has it, else as they begin, those of them named.

    Phases share modules (the augmentation), so a number that one of them was given is no other's to begin with.
    """
    losses = {f"phase.{phase.name}": phase.loss for phase in plan.phases() if isinstance(phase.loss, nn.Module)}
    known: set[int] = set()
    for prefix, loss in losses.items():
        own, theirs = loss.state_dict(), below(prefix, tensors)
        if fresh_strength:
            adaptive = {name for name, module in loss.named_modules() if isinstance(module, AdaptiveAugment)}
            theirs = {name: tensor for name, tensor in theirs.items() if name.rpartition(".")[0] not in adaptive}
        for name, tensor in own.items():
            if name in theirs and theirs[name].shape == tensor.shape:
                tensor.copy_(theirs[name])
                known.add(tensor.data_ptr())
    state = {
        f"{prefix}.{name}": tensor for prefix, loss in losses.items() for name, tensor in loss.state_dict().items()
    }
    anew = {name.removeprefix("phase.") for name, tensor in state.items() if tensor.data_ptr() not in known}
    return state, tuple(sorted({name.rpartition(".")[0] or name for name in anew}))


def _resolved(resolved: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """What `auto` came to, as far as the changed settings leave it: else it is measured anew."""
    depends = any(name in _RESOLVED_BY or parted(name)[0] in (("tricks",), ("augment",)) for name in changed)
    return {} if depends else dict(resolved)


def _measured(parent: RunDirectory, snapshot: Snapshot) -> list[MetricMeasured]:
    """The latest of each measure that was taken of the snapshot: what the branch is compared with."""
    latest: dict[tuple[str, str], MetricMeasured] = {}
    for event in history(parent.path).metrics:
        if event.snapshot == snapshot.name:
            latest[event.form, event.metric] = event
    return list(latest.values())
