"""Checkpoints of StyleGAN2 for plain PyTorch: read as weights alone, drawn as their own arithmetic draws."""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file
from torch import Tensor

from gan_engine.errors import ModelError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.stylegan2_files import import_network
from gan_engine.latent.session import Session
from gan_engine.networks import registry
from gan_engine.training.snapshots import read_card

WIDE = 8
State = dict[str, Tensor]


def channels(side: int, multiplier: int) -> int:
    """A sixty-fourth of the published widths: 512 up to 32 px, then 256, 128, ... times the multiplier."""
    return WIDE if side <= 32 else WIDE * 32 * multiplier // side


def checkpoint(size: int = 32, multiplier: int = 2, seed: int = 0) -> dict[str, Any]:
    """What a training with that code saves, its networks drawn at random and very narrow."""
    chance = torch.Generator().manual_seed(seed)

    def drawn(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=chance)

    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    kernel = torch.outer(taps, taps) / 64
    g: State = {}
    for index in range(1, 4):
        g |= {f"style.{index}.weight": drawn(WIDE, WIDE) * 100, f"style.{index}.bias": drawn(WIDE) * 10}
    g["input.input"] = drawn(1, channels(4, multiplier), 4, 4)

    def layer(name: str, inputs: int, outputs: int) -> None:
        g[f"{name}.conv.weight"] = drawn(1, outputs, inputs, 3, 3)
        g[f"{name}.conv.modulation.weight"] = drawn(inputs, WIDE)
        g[f"{name}.conv.modulation.bias"] = 1 + drawn(inputs) / 4
        g[f"{name}.noise.weight"] = drawn(1) / 4
        g[f"{name}.activate.bias"] = drawn(outputs) / 4

    def to_rgb(name: str, inputs: int) -> None:
        g[f"{name}.bias"] = drawn(1, 3, 1, 1) / 4
        g[f"{name}.conv.weight"] = drawn(1, 3, inputs, 1, 1)
        g[f"{name}.conv.modulation.weight"] = drawn(inputs, WIDE)
        g[f"{name}.conv.modulation.bias"] = 1 + drawn(inputs) / 4

    layer("conv1", channels(4, multiplier), channels(4, multiplier))
    to_rgb("to_rgb1", channels(4, multiplier))
    g["noises.noise_0"] = drawn(1, 1, 4, 4)
    side, number = 8, 0
    while side <= size:
        before, now = channels(side // 2, multiplier), channels(side, multiplier)
        layer(f"convs.{number}", before, now)
        g[f"convs.{number}.conv.blur.kernel"] = kernel * 4
        layer(f"convs.{number + 1}", now, now)
        to_rgb(f"to_rgbs.{number // 2}", now)
        g[f"to_rgbs.{number // 2}.upsample.kernel"] = kernel * 4
        g |= {f"noises.noise_{number + 1 + layer}": drawn(1, 1, side, side) for layer in (0, 1)}
        side, number = 2 * side, number + 2
    d: State = {"convs.0.0.weight": drawn(channels(size, multiplier), 3, 1, 1)}
    d["convs.0.1.bias"] = drawn(channels(size, multiplier))
    side, number = size, 1
    while side > 4:
        now, after, name = channels(side, multiplier), channels(side // 2, multiplier), f"convs.{number}"
        d |= {f"{name}.conv1.0.weight": drawn(now, now, 3, 3), f"{name}.conv1.1.bias": drawn(now)}
        d |= {f"{name}.conv2.0.kernel": kernel, f"{name}.conv2.1.weight": drawn(after, now, 3, 3)}
        d |= {f"{name}.conv2.2.bias": drawn(after), f"{name}.skip.0.kernel": kernel}
        d[f"{name}.skip.1.weight"] = drawn(after, now, 1, 1)
        side, number = side // 2, number + 1
    wide = channels(4, multiplier)
    d |= {"final_conv.0.weight": drawn(wide, wide + 1, 3, 3), "final_conv.1.bias": drawn(wide)}
    d |= {"final_linear.0.weight": drawn(wide, 16 * wide), "final_linear.0.bias": drawn(wide)}
    d |= {"final_linear.1.weight": drawn(1, wide), "final_linear.1.bias": drawn(1)}
    optimiser = {"state": {0: {"step": 3, "exp_avg": drawn(4)}}, "param_groups": [{"lr": 0.002, "params": [0]}]}
    args = argparse.Namespace(path="data", size=size, batch=16)
    return {"g": g, "d": d, "g_ema": g, "g_optim": optimiser, "args": args, "ada_aug_p": 0.0, "latent_avg": drawn(WIDE)}


def drawn_as_published(g: State, z: Tensor) -> Tensor:
    """z [N,8] -> pictures, by the formulas of the paper on the checkpoint's own tensors, noise as stored."""

    def leaky(x: Tensor) -> Tensor:
        return F.leaky_relu(x, 0.2) * math.sqrt(2)

    w = z / z.square().mean(1, keepdim=True).add(1e-8).sqrt()
    for index in range(1, 4):
        w = leaky(F.linear(w, g[f"style.{index}.weight"] * 0.01 / math.sqrt(WIDE), g[f"style.{index}.bias"] * 0.01))

    def convolved(x: Tensor, name: str, *, up: bool = False, demodulate: bool = True) -> Tensor:
        weight = g[f"{name}.conv.weight"][0]
        style = F.linear(w, g[f"{name}.conv.modulation.weight"] / math.sqrt(WIDE), g[f"{name}.conv.modulation.bias"])
        scaled = weight[None] / math.sqrt(weight[0].numel()) * style[:, None, :, None, None]
        if demodulate:
            scaled = scaled * scaled.square().sum((2, 3, 4), keepdim=True).add(1e-8).rsqrt()
        pictures = []
        for one, own in zip(x, scaled, strict=True):
            if up:
                large = F.conv_transpose2d(one[None], own.transpose(0, 1), stride=2)
                kernel = g[f"{name}.conv.blur.kernel"].expand(len(own), 1, 4, 4)
                pictures.append(F.conv2d(F.pad(large, (1, 1, 1, 1)), kernel, groups=len(own)))
            else:
                pictures.append(F.conv2d(one[None], own, padding=weight.shape[-1] // 2))
        return torch.cat(pictures)

    def layer(x: Tensor, name: str, noise: int, *, up: bool = False) -> Tensor:
        x = convolved(x, name, up=up) + g[f"{name}.noise.weight"] * g[f"noises.noise_{noise}"]
        return leaky(x + g[f"{name}.activate.bias"][None, :, None, None])

    def coloured(x: Tensor, name: str) -> Tensor:
        return convolved(x, name, demodulate=False) + g[f"{name}.bias"]

    x = layer(g["input.input"].expand(len(z), -1, -1, -1), "conv1", 0)
    picture = coloured(x, "to_rgb1")
    number = 0
    while f"to_rgbs.{number}.bias" in g:
        x = layer(x, f"convs.{2 * number}", 2 * number + 1, up=True)
        x = layer(x, f"convs.{2 * number + 1}", 2 * number + 2)
        spread = torch.zeros(len(z), 3, 2 * picture.shape[2], 2 * picture.shape[3])
        spread[:, :, ::2, ::2] = picture
        kernel = g[f"to_rgbs.{number}.upsample.kernel"].expand(3, 1, 4, 4)
        picture = F.conv2d(F.pad(spread, (2, 1, 2, 1)), kernel, groups=3) + coloured(x, f"to_rgbs.{number}")
        number += 1
    return picture


@pytest.mark.parametrize("in_zip", [True, False])
@pytest.mark.parametrize(("size", "multiplier"), [(32, 2), (64, 2), (64, 1), (128, 1)])
def test_an_imported_checkpoint_draws_as_its_own_arithmetic(
    tmp_path: Path, size: int, multiplier: int, in_zip: bool
) -> None:
    made = checkpoint(size, multiplier)
    torch.save(made, tmp_path / "net.pt", _use_new_zipfile_serialization=in_zip)
    imported = import_network(tmp_path / "net.pt", tmp_path / "out")
    assert imported.with_discriminator
    assert imported.card.size == ImageShape.square(size)
    z = torch.randn(3, WIDE, generator=torch.Generator().manual_seed(5))
    expected = drawn_as_published(made["g_ema"], z).mul(127.5).add(128).clip(0, 255).byte().permute(0, 2, 3, 1).numpy()
    session = Session.open(tmp_path / "out")
    drawn = session.generate(z.numpy())
    assert np.abs(drawn.astype(int) - expected).max() <= 1
    mean = session.generate(z.numpy(), psi=0.0)
    assert np.abs(mean[0].astype(int) - mean[1]).max() <= 1, "psi 0 is the one mean design"


def judged_as_published(d: State, x: Tensor) -> Tensor:
    """Pictures [4,3,32,32] -> logits, likewise: residual blocks, minibatch deviation of all four, two dense layers."""

    def leaky(x: Tensor) -> Tensor:
        return F.leaky_relu(x, 0.2) * math.sqrt(2)

    def convolved(x: Tensor, weight: Tensor, **how: int) -> Tensor:
        return F.conv2d(x, weight / math.sqrt(weight[0].numel()), **how)

    def blurred(x: Tensor, kernel: Tensor, padding: int) -> Tensor:
        return F.conv2d(F.pad(x, (padding,) * 4), kernel.expand(x.shape[1], 1, 4, 4), groups=x.shape[1])

    def bias(name: str) -> Tensor:
        return d[name][None, :, None, None]

    x = leaky(convolved(x, d["convs.0.0.weight"]) + bias("convs.0.1.bias"))
    for name in ("convs.1", "convs.2", "convs.3"):
        inner = leaky(convolved(x, d[f"{name}.conv1.0.weight"], padding=1) + bias(f"{name}.conv1.1.bias"))
        inner = convolved(blurred(inner, d[f"{name}.conv2.0.kernel"], 2), d[f"{name}.conv2.1.weight"], stride=2)
        inner = leaky(inner + bias(f"{name}.conv2.2.bias"))
        skip = convolved(blurred(x, d[f"{name}.skip.0.kernel"], 1), d[f"{name}.skip.1.weight"], stride=2)
        x = (inner + skip) / math.sqrt(2)
    spread = x.var(0, unbiased=False).add(1e-8).sqrt().mean().expand(len(x), 1, 4, 4)
    x = leaky(convolved(torch.cat([x, spread], 1), d["final_conv.0.weight"], padding=1) + bias("final_conv.1.bias"))
    first = d["final_linear.0.weight"]
    x = leaky(F.linear(x.flatten(1), first / math.sqrt(first.shape[1]), d["final_linear.0.bias"]))
    return F.linear(x, d["final_linear.1.weight"] / math.sqrt(x.shape[1]), d["final_linear.1.bias"]).flatten()


def test_its_discriminator_comes_along_and_judges_as_published(tmp_path: Path) -> None:
    made = checkpoint()
    torch.save(made, tmp_path / "net.pt")
    path = import_network(tmp_path / "net.pt", tmp_path / "out").path
    card, _ = read_card(path / "generator.safetensors")
    assert card.options["mapping_layers"] == 3
    family = registry.family(card.family)
    discriminator = family.build_discriminator(family.validate(card.options), card.size, 0)
    weights = load_file(path / "training.safetensors")
    discriminator.load_state_dict(
        {name.partition(".")[2]: weights[name] for name in weights if name.startswith("discriminator.")}
    )
    pictures = torch.rand(4, 3, 32, 32, generator=torch.Generator().manual_seed(2)) * 2 - 1
    with torch.no_grad():
        assert torch.allclose(discriminator(pictures), judged_as_published(made["d"], pictures), rtol=1e-3, atol=1e-2)


def test_a_mean_style_that_is_missing_is_measured(tmp_path: Path) -> None:
    made = checkpoint()
    del made["latent_avg"]
    torch.save(made, tmp_path / "net.pt")
    session = Session.open(import_network(tmp_path / "net.pt", tmp_path / "out").path)
    styles = session.generator.styles(torch.randn(4000, WIDE, generator=torch.Generator().manual_seed(9)))[:, 0]
    assert torch.allclose(session.generator.mapping.w_avg, styles.mean(0), atol=float(styles.std()) / 10)


class Reduces:
    def __init__(self, *how: Any) -> None:
        self.how = how

    def __reduce__(self) -> Any:
        return self.how


@pytest.mark.parametrize("in_zip", [True, False])
@pytest.mark.parametrize("where", ["args", "g_ema", "latent_avg"])
def test_a_hostile_checkpoint_runs_nothing(tmp_path: Path, where: str, in_zip: bool) -> None:
    mark = tmp_path / "harm"
    made = checkpoint() | {where: Reduces(os.system, (f"touch {mark}",))}
    torch.save(made, tmp_path / "net.pt", _use_new_zipfile_serialization=in_zip)
    with pytest.raises(ModelError, match="asks to run"):
        import_network(tmp_path / "net.pt", tmp_path / "out")
    assert not mark.exists()
    assert not (tmp_path / "out").exists()


def test_another_architecture_is_told(tmp_path: Path) -> None:
    def refused(change: Callable[[dict[str, Any]], Any]) -> str:
        made = checkpoint()
        change(made)
        torch.save(made, tmp_path / "net.pt")
        with pytest.raises(ModelError) as caught:
            import_network(tmp_path / "net.pt", tmp_path / "out")
        return caught.value.what

    assert "neither" in refused(lambda made: [made.pop(name) for name in ("g", "g_ema")])
    assert "filter" in refused(lambda made: made["g"].update({"convs.0.conv.blur.kernel": torch.ones(4, 4)}))
    assert "not known" in refused(lambda made: made["g"].update({"extra.weight": torch.ones(4, 4)}))
    assert "missing" in refused(lambda made: made["g"].pop("conv1.noise.weight"))
    assert "“to_rgbs.0.bias” is not there as often" in refused(lambda made: made["g"].pop("to_rgbs.0.bias"))
    assert "shape" in refused(lambda made: made["g"].update({"conv1.conv.weight": torch.ones(1, 8, 8, 1, 1)}))
    assert "finite" in refused(lambda made: made["g"].update({"conv1.activate.bias": torch.full((8,), math.inf)}))


@pytest.mark.parametrize("in_zip", [True, False])
def test_a_checkpoint_cut_short_anywhere(tmp_path: Path, in_zip: bool) -> None:
    file = tmp_path / "net.pt"
    torch.save(checkpoint(16), file, _use_new_zipfile_serialization=in_zip)
    whole = file.read_bytes()
    for percent in range(0, 100, 3):
        file.write_bytes(whole[: len(whole) * percent // 100])
        with pytest.raises(ModelError, match="whole"):
            import_network(file, tmp_path / "out")


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "net.pt"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("net/data.pkl", pickle.dumps({"g_ema": {}}, 2))
        archive.writestr("net/data/0", bytes(2**24))
    with pytest.raises(ModelError, match="packed"):
        import_network(file, tmp_path / "out")


@settings(max_examples=80, deadline=None)
@given(place=st.floats(0, 1), value=st.integers(0, 255), in_zip=st.booleans())
def test_any_changed_byte_is_read_or_refused_in_words(tmp_path: Path, place: float, value: int, in_zip: bool) -> None:
    file = tmp_path / f"net{in_zip}.pt"
    if not file.exists():
        torch.save(checkpoint(16), file, _use_new_zipfile_serialization=in_zip)
    data = bytearray(file.read_bytes())
    data[int(place * (len(data) - 1))] = value
    (tmp_path / "changed.pt").write_bytes(data)
    out = tmp_path / "out"
    with contextlib.suppress(ModelError):
        import_network(tmp_path / "changed.pt", out)
    if out.exists():
        shutil.rmtree(out)
