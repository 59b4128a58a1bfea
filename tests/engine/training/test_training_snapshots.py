"""Snapshots: whole or not there, checked before they are believed, and a stranger's file harms nobody."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_engine.errors import SnapshotError
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training import snapshots
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import read_header, read_tensors, write_tensors
from tests.engine.training_support import configuration

CPU = torch.device("cpu")
REALS = torch.arange(4 * 3 * 32 * 32).remainder(251).to(torch.uint8).view(4, 3, 32, 32)


def fresh_state(**values: Any) -> TrainingState:
    return TrainingState(make_plan(configuration(size=32, **values), ["cat", "dog"]), CPU, "fp32")


@pytest.fixture(scope="module")
def state() -> TrainingState:
    state = fresh_state()
    for _ in range(3):
        state.make_step(REALS, None)
    return state


@pytest.fixture
def saved(state: TrainingState, tmp_path: Path) -> Path:
    (tmp_path / "snapshots").mkdir()
    return snapshots.save(tmp_path / "snapshots", state, dataset="knights", extra={"seconds": 1.5}).path


def rewrite_header(file: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    data = file.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    change(header)
    text = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + length :])


def rewrite_card(file: Path, **values: Any) -> None:
    def change(header: dict[str, Any]) -> None:
        card = json.loads(header["__metadata__"]["maquette"])
        header["__metadata__"]["maquette"] = json.dumps({**card, **values})

    rewrite_header(file, change)


# What is written


def test_the_files_are_safetensors_for_everybody(saved: Path, state: TrainingState) -> None:
    tensors = safetensors.torch.load_file(saved / "generator.safetensors")
    assert tensors.keys() == state.generator_ema.state_dict().keys()
    assert all(torch.equal(tensors[name], value) for name, value in state.generator_ema.state_dict().items())
    assert "optimizer.generator.layers.0.weight.exp_avg" in safetensors.torch.load_file(saved / "training.safetensors")


def test_a_generator_alone_says_what_it_is_and_makes_the_same_designs(
    saved: Path, state: TrainingState, tmp_path: Path
) -> None:
    alone = tmp_path / "sent by mail.safetensors"
    alone.write_bytes((saved / "generator.safetensors").read_bytes())
    generator, card = snapshots.load_generator(alone)
    assert (card.family, card.size.stored, card.z_dim, card.kimg, card.dataset) == ("dcgan", 32, 8, 0.012, "knights")
    assert card.class_names == ()
    z = torch.randn(4, 8, generator=torch.Generator().manual_seed(0))
    assert torch.equal(generator(z), state.generator_ema(z))
    assert not any(weight.requires_grad for weight in generator.parameters())


def test_classes_travel_with_the_generator(tmp_path: Path) -> None:
    state = fresh_state(use_classes=True)
    saved = snapshots.save(tmp_path, state, dataset="pets", extra={})
    generator, card = snapshots.load_generator(saved.path)
    assert card.class_names == ("cat", "dog")
    assert generator.class_count == 2


def test_restoring_gives_back_every_bit(saved: Path, state: TrainingState) -> None:
    other = fresh_state()
    assert snapshots.restore(saved, other) == {"seconds": 1.5}
    assert (other.step, other.images) == (3, 12)
    ours, theirs = state.tensors(), other.tensors()
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    for generator_ema, expected in zip(
        other.generator_ema.state_dict().values(), state.generator_ema.state_dict().values(), strict=True
    ):
        assert torch.equal(generator_ema, expected)


def test_a_whole_snapshot_is_kept_and_a_damaged_one_written_anew(saved: Path, state: TrainingState) -> None:
    before = (saved / "training.json").stat().st_mtime_ns
    snapshots.save(saved.parent, state, dataset="knights", extra={"seconds": 99})
    assert (saved / "training.json").stat().st_mtime_ns == before
    (saved / "training.safetensors").write_bytes(b"torn")
    snapshots.save(saved.parent, state, dataset="knights", extra={"seconds": 99})
    assert snapshots.restore(saved, fresh_state()) == {"seconds": 99}


def test_of_old_snapshots_the_generator_is_kept_and_the_best_whole(tmp_path: Path) -> None:
    run, state = RunDirectory(tmp_path), fresh_state()
    for _ in range(5):
        state.make_step(REALS, None)
        snapshots.save(run.snapshots_folder, state, dataset="", extra={})
    snapshots.prune(run, keep=2, best="000000.008")
    whole = [each.name for each in run.snapshots() if (each.path / "training.json").exists()]
    assert whole == ["000000.008", "000000.016", "000000.020"]
    assert len(run.snapshots()) == 5
    assert snapshots.restore_latest(run, fresh_state()).snapshot == run.snapshots()[-1]


# What is damaged


@pytest.mark.parametrize("name", ["generator.safetensors", "training.safetensors", "training.json"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flipped", "folder"])
def test_a_damaged_file_is_found_before_anything_changes(saved: Path, name: str, damage: str) -> None:
    file = saved / name
    data = file.read_bytes()
    file.unlink()
    if damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        middle = len(data) // 2
        file.write_bytes(data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :])
    elif damage == "folder":
        file.mkdir()
    other = fresh_state()
    before = {name: value.clone() for name, value in other.tensors().items()}
    with pytest.raises(SnapshotError):
        snapshots.restore(saved, other)
    assert all(torch.equal(before[name], value) for name, value in other.tensors().items())


def test_the_last_whole_snapshot_is_used_and_the_damaged_named(tmp_path: Path) -> None:
    run, state = RunDirectory(tmp_path), fresh_state()
    for _ in range(3):
        state.make_step(REALS, None)
        snapshots.save(run.snapshots_folder, state, dataset="", extra={})
    last = run.snapshots()[-1]
    (last.path / "training.safetensors").write_bytes(b"")
    restored = snapshots.restore_latest(run, fresh_state())
    assert restored.snapshot == run.snapshots()[1]
    assert [name for name, _ in restored.damaged] == [last.name]


def test_a_snapshot_of_another_network_is_refused(saved: Path) -> None:
    other = fresh_state(network={"z_dim": 8, "generator_width": 8, "discriminator_width": 4})
    with pytest.raises(SnapshotError, match="another network"):
        snapshots.restore(saved, other)


def test_a_snapshot_whose_digests_were_made_to_fit_is_still_checked(saved: Path) -> None:
    """Numbers that are not finite, with digest and length as they should be."""
    header = read_header(saved / "training.safetensors")
    tensors = read_tensors(saved / "training.safetensors", header)
    tensors["generator.layers.0.weight"][0, 0, 0, 0] = float("nan")
    (saved / "training.safetensors").unlink()
    length, sha256 = write_tensors(saved / "training.safetensors", tensors, {})
    facts = json.loads((saved / "training.json").read_text())
    facts["files"]["training.safetensors"] = {"bytes": length, "sha256": sha256}
    (saved / "training.json").write_text(json.dumps(facts))
    with pytest.raises(SnapshotError, match="not finite"):
        snapshots.restore(saved, fresh_state())


# What strangers send


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"family": "stylegan9"}, "stylegan9"),
        ({"version": 99}, "newer version"),
        ({"size": 48}, "cannot make pictures of 48 px"),
        ({"size": 10**9}, "cannot be understood"),
        ({"z_dim": 9}, "not those of the network"),
        ({"options": {"z_dim": 10**9}}, "at most 1024"),
        ({"options": {"generator_width": 256, "max_width": 1024}}, "not those of the network"),
        ({"options": {"surprise": 1}}, "surprise"),
        ({"options": None}, "cannot be understood"),
        ({"class_names": ["a"] * 40000}, "cannot be understood"),
        ({"class_names": [1, 2]}, "cannot be understood"),
        ({"kimg": "much"}, "cannot be understood"),
    ],
)
def test_a_card_that_lies_is_refused_in_words(saved: Path, values: dict[str, Any], words: str) -> None:
    file = saved / "generator.safetensors"
    rewrite_card(file, **values)
    with pytest.raises(SnapshotError, match=words):
        snapshots.load_generator(file)


def _set(name: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda header: header[name].update(values)


FIRST = "layers.0.weight"


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.pop("__metadata__"),
        lambda header: header["__metadata__"].update(maquette="{"),
        lambda header: header["__metadata__"].update(maquette="[" * 100_000),
        lambda header: header["__metadata__"].update(maquette=5),
        lambda header: header.update(__metadata__=[]),
        lambda header: header.pop(FIRST),
        lambda header: header.update(extra={"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}),
        lambda header: header.update({FIRST: 3}),
        _set(FIRST, dtype="F31"),
        _set(FIRST, shape=[2**40, 2**40]),
        _set(FIRST, shape=[-8, -32, 4, 4]),
        _set(FIRST, shape=[True]),
        _set(FIRST, shape="8"),
        _set(FIRST, data_offsets=[0, 2**60]),
        _set(FIRST, data_offsets=[4, 4]),
        _set(FIRST, data_offsets=[0]),
    ],
)
def test_a_header_that_lies_is_refused(saved: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    file = saved / "generator.safetensors"
    rewrite_header(file, change)
    with pytest.raises(SnapshotError):
        snapshots.load_generator(file)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        struct.pack("<Q", 2**63),
        struct.pack("<Q", 2**62) + b"{}",
        struct.pack("<Q", 2) + b"{}",
        struct.pack("<Q", 4) + b"null",
        struct.pack("<Q", 100_000) + b"[" * 100_000,
        struct.pack("<Q", 5000) + b'{"a":' + b"9" * 4994 + b"}",
        b"\x80\x04\x95pickle, not tensors",
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(data)
    with pytest.raises(SnapshotError):
        snapshots.load_generator(file)


def test_a_huge_claim_takes_no_memory(tmp_path: Path) -> None:
    """A sparse file of 8 GB, its header consistent with its length: refused by shape, never read."""
    file = tmp_path / "model.safetensors"
    card = {"version": 1, "family": "dcgan", "options": {}, "size": 64, "z_dim": 100}
    entry = {"dtype": "F32", "shape": [2**31], "data_offsets": [0, 2**33]}
    text = json.dumps({"__metadata__": {"maquette": json.dumps(card)}, FIRST: entry}).encode()
    with open(file, "wb") as handle:
        handle.write(struct.pack("<Q", len(text)) + text)
        handle.truncate(8 + len(text) + 2**33)
    with pytest.raises(SnapshotError, match="not those of the network"):
        snapshots.load_generator(file)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 3000), value=st.integers(0, 255))
def test_one_changed_byte_loads_or_is_refused(saved: Path, place: int, value: int) -> None:
    """Fuzzed over the header: whatever is changed, the answer is a generator or a clear error."""
    data = bytearray((saved / "generator.safetensors").read_bytes())
    data[place % len(data)] = value
    file = saved / "fuzzed.safetensors"
    file.write_bytes(data)
    try:
        generator, _ = snapshots.load_generator(file)
    except SnapshotError:
        return
    assert generator(torch.zeros(1, generator.z_dim)).shape == (1, 3, 32, 32)


def test_numbers_that_are_not_finite_are_refused(saved: Path) -> None:
    file = saved / "generator.safetensors"
    data = bytearray(file.read_bytes())
    data[-4:] = np.float32(np.inf).tobytes()
    file.write_bytes(data)
    with pytest.raises(SnapshotError, match="not finite"):
        snapshots.load_generator(file)


# Where to find one


def test_a_run_stands_for_its_best_snapshot_or_its_last(tmp_path: Path) -> None:
    run, state = RunDirectory(tmp_path), fresh_state()
    with pytest.raises(SnapshotError, match="no snapshot"):
        snapshots.find_generator(run.path)
    for _ in range(2):
        state.make_step(REALS, None)
        snapshots.save(run.snapshots_folder, state, dataset="", extra={})
    assert snapshots.find_generator(run.path) == run.snapshots()[-1].generator
    (run.path / "state.json").write_text('{"status": "finished", "best_snapshot": "000000.004"}')
    assert snapshots.find_generator(run.path) == run.snapshots()[0].generator
    assert snapshots.find_generator(run.snapshots()[0].path) == run.snapshots()[0].generator
