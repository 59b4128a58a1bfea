"""Generators as ONNX: drawn by onnxruntime as by torch, for any number of designs, every family."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from gan_engine.errors import SnapshotError
from gan_engine.interchange.onnx_files import export
from gan_engine.latent.session import Session
from gan_engine.networks.registry import Family, families
from gan_engine.training import snapshots
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration, smallest


def snapshot(folder: Path, kind: Family, classes: bool) -> Path:
    names = ["cat", "dog", "owl"] if classes else []
    size = 32 if 32 in kind.sizes else kind.sizes[0]
    wanted = configuration(family=kind.name, network=smallest(kind).model_dump(), size=size, use_classes=classes)
    state = TrainingState(make_plan(wanted, names), torch.device("cpu"), "fp32")
    reals = torch.randint(0, 256, (4, 3, size, size), dtype=torch.uint8)
    state.make_step(reals, torch.tensor([0, 1, 2, 1]) if classes else None)
    return snapshots.save(folder, state, dataset="", extra={}).path


@pytest.mark.parametrize(
    ("kind", "classes"),
    [(kind, classes) for kind in families() for classes in ((False, True) if kind.supports.classes else (False,))],
    ids=lambda value: value.name if isinstance(value, Family) else "classes" if value else "plain",
)
def test_it_draws_as_the_network_does(tmp_path: Path, kind: Family, classes: bool) -> None:
    model = snapshot(tmp_path, kind, classes)
    exported = export(model, tmp_path / "net.onnx")
    assert exported.difference < 1e-3
    session = Session.open(model)
    z = np.random.default_rng(0).standard_normal((5, session.z_dim)).astype(np.float32)
    chosen = np.array([0, 1, 2, 0, 2])
    given = {"z": z, "class": chosen} if classes else {"z": z}
    (pictures,) = onnxruntime.InferenceSession(str(exported.paths[0])).run(None, given)
    drawn = (np.asarray(pictures) * 127.5 + 128).clip(0, 255).astype(np.uint8).transpose(0, 2, 3, 1)
    names = [session.class_names[number] for number in chosen] if classes else None
    assert np.abs(drawn.astype(int) - session.generate(z, names)).max() <= 1
    if not kind.supports.truncation:
        assert len(exported.paths) == 1
        return
    mapping, synthesis = (onnxruntime.InferenceSession(str(path)) for path in exported.paths[1:])
    (styles,) = mapping.run(None, {**given, "psi": np.array([0.5], np.float32)})
    (pictures,) = synthesis.run(None, {"styles": styles})
    drawn = (np.asarray(pictures) * 127.5 + 128).clip(0, 255).astype(np.uint8).transpose(0, 2, 3, 1)
    assert np.abs(drawn.astype(int) - session.generate(z, names, psi=0.5)).max() <= 1


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="onnx"):
        export(tmp_path, tmp_path / "net.bin")
