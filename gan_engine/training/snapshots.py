"""Snapshots of a training: saved whole or not at all, checked when loaded.

A snapshot is a folder: `generator.safetensors` holds the EMA generator with all that is needed to
build it again (shareable alone), `training.safetensors` and `training.json` the rest that exact resume
needs, with the length and digest of both files. Of older snapshots only the generator is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import torch
from pydantic import Field
from torch import Tensor

from gan_engine import atomic, door
from gan_engine.documents import parse_json, read_json
from gan_engine.errors import ConfigurationError, EngineError, OutsideError, SnapshotError, newer
from gan_engine.image_shape import ImageShape
from gan_engine.networks import registry
from gan_engine.networks.bases import Generator
from gan_engine.networks.meta import weightless
from gan_engine.pictures import digest
from gan_engine.runs.formats import FACTS as FACTS
from gan_engine.runs.formats import METADATA_KEY as METADATA_KEY
from gan_engine.runs.formats import SNAPSHOT_FORMAT, is_newer_snapshot, snapshot_format
from gan_engine.runs.pins import pins
from gan_engine.runs.run_directory import GENERATOR, RunDirectory, Snapshot
from gan_engine.runs.schedule import name_at
from gan_engine.seals import sealed
from gan_engine.settings.options import Options, validated
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import Header, read_header, read_tensors, write_tensors

log = logging.getLogger(__name__)

TRAINING = "training.safetensors"

_MAX_FACTS_BYTES = 2**20


class ModelCard(Options):
    """What a generator's file says of itself, in its metadata under `maquette`."""

    version: int = Field(ge=1)
    """Of this format."""
    family: str = Field(max_length=100)
    options: dict[str, Any]
    size: ImageShape
    z_dim: int = Field(ge=1, le=65536)
    class_names: tuple[str, ...] = Field(default=(), max_length=32768)
    kimg: float = Field(default=0.0, ge=0)
    dataset: str = ""
    program: str = ""
    discriminator: Literal["own", "projected"] = "own"
    """What it learnt against: an own one of the family, or the projected one. Of version 2 on."""

    def json_text(self) -> str:
        """As the file has it; what version 1 did not know is left out where it says nothing."""
        return self.model_dump_json(exclude={"discriminator"} if self.discriminator == "own" else None)


@dataclass(frozen=True)
class Restored:
    """Which snapshot a training went on from, and the younger ones that turned out damaged: name and why."""

    snapshot: Snapshot | None
    extra: dict[str, Any]
    damaged: list[tuple[str, str]]


def model_card(plan: Plan, kimg: float, dataset: str) -> ModelCard:
    """The card of a generator that `plan` built."""
    options = plan.options.model_dump()
    size, names = plan.configuration.size, plan.class_names
    with weightless():
        z_dim = plan.family.build_generator(plan.options, size, len(names)).z_dim
    return ModelCard(
        version=snapshot_format(plan.configuration.discriminator),
        discriminator=plan.configuration.discriminator,
        family=plan.family.name,
        options=options,
        size=size,
        z_dim=z_dim,
        class_names=names,
        kimg=kimg,
        dataset=dataset,
        program=version("maquette"),
    )


def save(folder: Path, state: TrainingState, *, dataset: str, extra: dict[str, Any]) -> Snapshot:
    """Write the snapshot of `state` into `folder` (a run's `snapshots/`), unless it is there already and whole.

    `extra` is what the loop wants to find again. Raises `DiskError`.
    """
    configuration = state.plan.configuration
    lengths = {"every_kimg": configuration.snapshot_kimg, "total_kimg": configuration.kimg}
    name = name_at(state.images, configuration.batch, **lengths)
    snapshot = Snapshot(name, float(name), folder / name)
    if is_newer_snapshot(snapshot.path):
        raise newer(f"The snapshot {name}, which lies where one is to be written,", SnapshotError)
    if (snapshot.path / FACTS).is_file():
        try:
            if verify(snapshot.path)["state"].get("images") == state.images:
                return snapshot
        except SnapshotError as error:
            log.warning("%s It is written anew.", error)
    card = model_card(state.plan, state.kimg, dataset)
    write(snapshot.path, card, state.generator_ema.state_dict(), state.tensors(), facts=state.facts(), extra=extra)
    return snapshot


def write(
    path: Path,
    card: ModelCard,
    generator_ema: Mapping[str, Tensor],
    tensors: Mapping[str, Tensor],
    *,
    facts: Mapping[str, Any],
    extra: Mapping[str, Any],
) -> None:
    """Write a snapshot of these into the folder `path` of a run's `snapshots/`. Raises `DiskError`."""
    with atomic.writing_folder(path, root=path.parent.parent) as writing:
        files = {
            GENERATOR: write_tensors(writing / GENERATOR, generator_ema, {METADATA_KEY: card.json_text()}),
            TRAINING: write_tensors(writing / TRAINING, tensors, {}),
        }
        document = {
            "version": card.version,
            "state": facts,
            "extra": extra,
            "files": {name: {"bytes": length, "sha256": sha256} for name, (length, sha256) in files.items()},
        }
        atomic.write_json(writing / FACTS, sealed(document), root=writing)


def verify(path: Path) -> dict[str, Any]:
    """The facts of the snapshot folder at `path`, its files as they were written. Raises `SnapshotError`."""
    facts = _read_facts(path / FACTS)
    for name in (GENERATOR, TRAINING):
        expected = facts["files"][name]
        try:
            same = (path / name).stat().st_size == expected["bytes"] and digest(path / name) == expected["sha256"]
        except (OSError, EngineError) as error:
            why = error.what if isinstance(error, EngineError) else f"{error.strerror}."
            raise SnapshotError(f"“{name}” of the snapshot {path.name} cannot be read: {why}") from error
        if not same:
            raise SnapshotError(f"“{name}” of the snapshot {path.name} is not as it was written.")
    return facts


def restore(path: Path, state: TrainingState) -> dict[str, Any]:
    """Bring `state` to the snapshot folder at `path`; returns its `extra`.

    Raises `SnapshotError`, before anything has been changed, if it is damaged or of another network.
    """
    facts, generator_ema, tensors = read(path)
    state.restore(tensors, generator_ema, facts["state"])
    extra: dict[str, Any] = facts["extra"]
    return extra


def read(path: Path) -> tuple[dict[str, Any], dict[str, Tensor], dict[str, Tensor]]:
    """The facts, the EMA generator's tensors and all others of the snapshot folder at `path`, as they were written.

    Raises `SnapshotError`.
    """
    facts = verify(path)
    training, generator = path / TRAINING, path / GENERATOR
    return facts, read_tensors(generator, read_header(generator)), read_tensors(training, read_header(training))


def restore_latest(run: RunDirectory, state: TrainingState) -> Restored:
    """Bring `state` to the last snapshot of `run` that is whole; untouched where none has been written yet.

    Raises `SnapshotError` where there are some and all are damaged: beginning again would write over them.
    """
    damaged: list[tuple[str, str]] = []
    run.refuse_newer()
    for snapshot in reversed(run.snapshots(whole=False)):
        if not (snapshot.path / FACTS).is_file() and not (snapshot.path / TRAINING).is_file():
            continue  # an older one, of which only the generator was kept
        try:
            return Restored(snapshot, restore(snapshot.path, state), damaged)
        except SnapshotError as error:
            log.warning("%s", error)
            damaged.append((snapshot.name, error.what))
    if damaged:
        raise SnapshotError(
            f"None of the snapshots that this training could go on from is whole. {damaged[0][1]}",
            kept="Everything was left as it is; of older snapshots the generators may still be good.",
            do="Start a new training from one of them (gan-engine train --from).",
        )
    return Restored(None, {}, [])


def prune(run: RunDirectory, keep: int, best: str | None) -> None:
    """Of all but the last `keep` snapshots, the `best`, and what is pinned or gone on from, keep only the generator.

    (A design on the shelf needs no more than that.)
    """
    whole = [snapshot for snapshot in run.snapshots() if (snapshot.path / FACTS).is_file()]
    held = {name for name, holders in pins(run.path).items() if holders & {"artist", "branch"}}
    for snapshot in run.snapshots():
        if snapshot in whole[-keep:] or snapshot.name == best or snapshot.name in held:
            continue
        for name in (FACTS, TRAINING):  # in this order: what has facts has all it needs
            try:
                door.remove_file(snapshot.path / name, root=run.path, missing_ok=True)
            except (OSError, OutsideError) as error:
                log.warning("An old state could not be removed: %s", error)
                break


def find_generator(path: Path) -> Path:
    """The generator's file for `path`: the file itself, a snapshot's folder, or a run (its best, else its last).

    Raises `SnapshotError` if there is none.
    """
    if path.suffix.lower() in (".pkl", ".pt") and path.is_file():
        raise SnapshotError(
            f"“{path.name}” is no snapshot.", do="Make one of it first: gan-engine import MODEL SNAPSHOT."
        )
    if path.is_file():
        return path
    if (path / GENERATOR).is_file():
        return path / GENERATOR
    run = RunDirectory(path)
    snapshots = run.snapshots()
    if snapshots:
        best = run.read_state().best_snapshot
        return next((each for each in snapshots if each.name == best), snapshots[-1]).generator
    raise SnapshotError(
        f"There is no snapshot at {path}.",
        do="Give a snapshot's folder, its generator.safetensors, or a run that has one.",
    )


def read_card(path: Path) -> tuple[ModelCard, Header]:
    """What the generator's file at `path` says of itself, checked for form. Raises `SnapshotError`."""
    header = read_header(path)
    if METADATA_KEY not in header.metadata:
        raise SnapshotError(f"“{path.name}” does not say what network it holds: it was not made by Maquette.")
    try:
        values = parse_json(header.metadata[METADATA_KEY])
        card = validated(ModelCard, values if isinstance(values, dict) else {})
    except (ValueError, ConfigurationError) as error:
        raise SnapshotError(f"What “{path.name}” says of its network cannot be understood.") from error
    if card.version > SNAPSHOT_FORMAT:
        raise newer(f"“{path.name}”", SnapshotError)
    return card, header


def class_names(path: Path) -> tuple[str, ...]:
    """The classes that the model at `path` (see `find_generator`) was trained on, in order. Raises `SnapshotError`."""
    return read_card(find_generator(Path(path)))[0].class_names


def load_generator(path: Path, device: torch.device | str = "cpu") -> tuple[Generator, ModelCard]:
    """The generator at `path` (see `find_generator`), ready to make designs, and its card.

    Safe for files of strangers: the architecture is validated and every shape compared before memory is taken.
    Raises `SnapshotError`.
    """
    file = find_generator(Path(path))
    card, header = read_card(file)
    try:
        family = registry.family(card.family)
        options = family.validate(card.options)
        family.check(options, card.size, len(card.class_names))
    except ConfigurationError as error:
        raise SnapshotError(f"“{file.name}” holds a network that this version cannot build. {error.what}") from error
    with weightless():
        generator = family.build_generator(options, card.size, len(card.class_names))
    expected = generator.state_dict()
    if generator.z_dim != card.z_dim or not _agree(expected, header):
        raise SnapshotError(f"The weights in “{file.name}” are not those of the network it names.")
    tensors = read_tensors(file, header)
    generator.load_state_dict(tensors, assign=True)
    generator.requires_grad_(False).eval()
    return generator.to(torch.device(device), memory_format=torch.channels_last), card  # type: ignore[call-overload]


def _agree(expected: dict[str, Tensor], header: Header) -> bool:
    return expected.keys() == header.entries.keys() and all(
        header.entries[name].shape == tuple(tensor.shape) and header.entries[name].dtype == tensor.dtype
        for name, tensor in expected.items()
    )


def _read_facts(path: Path) -> dict[str, Any]:
    try:
        facts = read_json(path, largest=_MAX_FACTS_BYTES)
        if facts["version"] > SNAPSHOT_FORMAT:
            raise newer(f"The snapshot {path.parent.name}", SnapshotError)
        for name in (GENERATOR, TRAINING):
            facts["files"][name]["bytes"], facts["files"][name]["sha256"]
        if isinstance(facts["state"], dict) and isinstance(facts["extra"], dict):
            return dict(facts)
        raise ValueError("incomplete")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"“{path.name}” of the snapshot {path.parent.name} is missing or damaged.") from error
