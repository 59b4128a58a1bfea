"""Generators as ONNX: drawn by onnxruntime as by torch, for any number of designs, every family; else refused."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from gan_engine.errors import ModelError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange import onnx_files
from gan_engine.interchange.onnx_files import export
from gan_engine.latent.session import Session
from gan_engine.networks.registry import Family, families, family
from gan_engine.networks.rounding import rounding_reach
from gan_engine.training import snapshots
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration, smallest, upright

NAMES = ["cat", "dog", "owl"]
EVERY = [(kind, classes) for kind in families() for classes in ((False, True) if kind.supports.classes else (False,))]


def snapshot(folder: Path, kind: Family, classes: bool, noise: float | None = None) -> Path:
    """A network after one step: still nearly constant maps, on which an instance norm magnifies rounding most.

    `noise`: how loud it is at one layer of StyleGAN, for which it has to learn.
    """
    torch.manual_seed(5)
    resolution = 32 if 32 in kind.sizes else kind.sizes[0]
    size = ImageShape.square(resolution) if classes else upright(kind, resolution)
    wanted = configuration(family=kind.name, network=smallest(kind).model_dump(), size=size, use_classes=classes)
    state = TrainingState(make_plan(wanted, NAMES if classes else []), torch.device("cpu"), "fp32")
    reals = torch.randint(0, 256, (4, *size.tensor), dtype=torch.uint8)
    state.make_step(reals, torch.tensor([0, 1, 2, 1]) if classes else None)
    if noise is not None:
        generator_ema: Any = state.generator_ema
        generator_ema.synthesis.b8_1.noise_weight.data.fill_(noise)
    return snapshots.save(folder, state, dataset="", extra={}).path


@pytest.mark.parametrize(
    ("kind", "classes"),
    EVERY,
    ids=lambda value: value.name if isinstance(value, Family) else "classes" if value else "plain",
)
def test_it_draws_as_the_network_does(tmp_path: Path, kind: Family, classes: bool) -> None:
    model = snapshot(tmp_path, kind, classes)
    exported = export(model, tmp_path / "net.onnx")
    session = Session.open(model)
    z = np.random.default_rng(0).standard_normal((5, session.z_dim)).astype(np.float32)
    chosen = np.array([0, 1, 2, 0, 2])
    given = {"z": z, "class": chosen} if classes else {"z": z}
    (pictures,) = onnxruntime.InferenceSession(str(exported.paths[0])).run(None, given)
    generator, _ = snapshots.load_generator(model)
    reach = rounding_reach(generator, [torch.from_numpy(each) for each in given.values()])
    assert np.abs(np.asarray(pictures) - reach.exact.clamp(-1, 1).numpy()).max() <= reach.furthest < 0.1
    names = [session.class_names[number] for number in chosen] if classes else None
    # Both are off by rounding, and a level more where that leads across from one level to the next.
    levels = 1 + math.floor(2 * 127.5 * reach.furthest)
    assert np.abs(as_pixels(pictures) - session.generate(z, names)).max() <= levels
    if not kind.supports.truncation:
        assert len(exported.paths) == 1
        return
    mapping, synthesis = (onnxruntime.InferenceSession(str(path)) for path in exported.paths[1:])
    (styles,) = mapping.run(None, {**given, "psi": np.array([0.5], np.float32)})
    (pictures,) = synthesis.run(None, {"styles": styles})
    assert np.abs(as_pixels(pictures) - session.generate(z, names, psi=0.5)).max() <= levels


def as_pixels(pictures: Any) -> np.ndarray:
    levels = (np.asarray(pictures) * 127.5 + 128).clip(0, 255).astype(np.uint8)
    return levels.transpose(0, 2, 3, 1).astype(int)


def two_layers_swapped(network: Any) -> None:
    first, second = network.synthesis.b4_1, network.synthesis.b8_1
    first.weight, second.weight = second.weight, first.weight


def without_noise(network: Any) -> None:
    network.synthesis.b8_1.noise_const.zero_()


def without_styles(network: Any) -> None:
    network.synthesis.b8_0.style.weight.zero_()


def classes_mixed_up(network: Any) -> None:
    network.mapping.embed.weight.copy_(network.mapping.embed.weight.roll(1, 1))


@pytest.mark.parametrize(
    "spoil",
    [two_layers_swapped, without_noise, without_styles, classes_mixed_up],
)
def test_a_file_that_draws_otherwise_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Any], None]
) -> None:
    """In the family that magnifies rounding most, none of it is taken for rounding."""
    model = snapshot(tmp_path, family("stylegan"), True, noise=0.1)
    traced = onnx_files._traced

    def wrongly(module: nn.Module, *others: Any) -> bytes:
        wrong: Any = copy.deepcopy(module)
        with torch.no_grad():
            spoil(getattr(wrong, "generator", wrong))
        return traced(wrong, *others)

    monkeypatch.setattr(onnx_files, "_traced", wrongly)
    with pytest.raises(ModelError, match="would not draw as the network does"):
        export(model, tmp_path / "net.onnx")
    assert not list(tmp_path.glob("*.onnx"))


@pytest.mark.parametrize("trouble", ["no version", "an input from nowhere", "another shape", "cut short"])
def test_a_file_that_is_not_as_the_standard_has_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    model = snapshot(tmp_path, family("dcgan"), False)
    traced = onnx_files._traced

    def wrongly(*given: Any) -> bytes:
        data = traced(*given)
        if trouble == "cut short":
            return data[:-9]
        made = onnx.load_from_string(data)
        if trouble == "no version":
            del made.opset_import[:]
        elif trouble == "another shape":
            made.graph.output[0].type.tensor_type.shape.dim[1].dim_value = 7
        else:
            made.graph.node[-1].input[0] = "nowhere"
        return made.SerializeToString()

    monkeypatch.setattr(onnx_files, "_traced", wrongly)
    with pytest.raises(ModelError, match="would not be a file that other programs read"):
        export(model, tmp_path / "net.onnx")
    assert not list(tmp_path.glob("*.onnx"))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="onnx"):
        export(tmp_path, tmp_path / "net.bin")
