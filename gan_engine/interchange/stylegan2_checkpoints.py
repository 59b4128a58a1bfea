"""Checkpoints (`.pt`) of the StyleGAN2 for plain PyTorch by rosinality: their networks in the public tools' names.

Both compute the same (Karras et al. 2020a): what differs is what tensors are called, dimensions of one in their
shapes, and that a checkpoint of a training holds no mean style, which is then measured.
"""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch import Tensor

from gan_engine.errors import ModelError
from gan_engine.interchange.pickled_networks import Module
from gan_engine.interchange.torch_files import read_state_dicts
from gan_engine.networks.styles import Mapping

_DRAWN = 10_000
"""Latents whose styles are averaged where a checkpoint has no mean style: as many as the public tools take."""
_MOST = 16  # of layers or levels: no network has more
_FILTERS = re.compile(r"(^|\.)kernel$")
_TO_RGB_BIAS = re.compile(r"to_rgb(1|s\.\d+)\.bias")
_LAYER = {
    "conv.weight": "weight",
    "conv.modulation.weight": "affine.weight",
    "conv.modulation.bias": "affine.bias",
    "noise.weight": "noise_strength",
    "activate.bias": "bias",
}
_TO_RGB = {
    "conv.weight": "weight",
    "conv.modulation.weight": "affine.weight",
    "conv.modulation.bias": "affine.bias",
    "bias": "bias",
}
_BLOCK = {
    "conv1.0.weight": "conv0.weight",
    "conv1.1.bias": "conv0.bias",
    "conv2.1.weight": "conv1.weight",
    "conv2.2.bias": "conv1.bias",
    "skip.1.weight": "skip.weight",
}
_END = {
    "final_conv.0.weight": "b4.conv.weight",
    "final_conv.1.bias": "b4.conv.bias",
    "final_linear.0.weight": "b4.fc.weight",
    "final_linear.0.bias": "b4.fc.bias",
    "final_linear.1.weight": "b4.out.weight",
    "final_linear.1.bias": "b4.out.bias",
}


def read_checkpoint(path: Path) -> dict[str, Module]:
    """The networks in the checkpoint at `path` under the public tools' names: "G", "D", "G_ema", those that are there.

    Raises `ModelError` for a file that is none, damaged or hostile, or whose networks are built in another way.
    """
    found = read_state_dicts(path, ("g", "d", "g_ema", "latent_avg"))
    networks = {}
    mean = found.get("latent_avg", {}).get("")
    for theirs, ours in (("g_ema", "G_ema"), ("g", "G")):
        if theirs in found:
            tensors = _generator(path, found[theirs])
            tensors["mapping.w_avg"] = _mean_style(path, tensors) if mean is None else mean
            networks[ours] = Module("Generator", "", tensors=tensors)
    if not networks:
        raise ModelError(
            f"“{path.name}” holds no generator of StyleGAN2: neither “g_ema” nor “g” is in it.",
            kept="Nothing in it was run.",
            do="Choose a checkpoint of stylegan2-pytorch, or a network file of the StyleGAN2-ADA tools.",
        )
    if "d" in found:
        networks["D"] = Module("Discriminator", "", tensors=_discriminator(path, found["d"]))
    return networks


def _generator(path: Path, given: dict[str, Tensor]) -> dict[str, Tensor]:
    levels = _count(path, given, r"to_rgbs\.(\d+)\.bias")
    names = {"input.input": "synthesis.b4.const"}
    for index in range(_count(path, given, r"style\.(\d+)\.weight", first=1)):
        for part in ("weight", "bias"):
            names[f"style.{index + 1}.{part}"] = f"mapping.fc{index}.{part}"
    names |= _named("conv1", "synthesis.b4.conv1", _LAYER) | _named("to_rgb1", "synthesis.b4.torgb", _TO_RGB)
    names["noises.noise_0"] = "synthesis.b4.conv1.noise_const"
    for level in range(levels):
        block = f"synthesis.b{8 << level}"
        for layer in (0, 1):
            number = 2 * level + layer
            names |= _named(f"convs.{number}", f"{block}.conv{layer}", _LAYER)
            names[f"noises.noise_{number + 1}"] = f"{block}.conv{layer}.noise_const"
        names |= _named(f"to_rgbs.{level}", f"{block}.torgb", _TO_RGB)
    return _renamed(path, {name: _shaped(name, tensor) for name, tensor in given.items()}, names)


def _discriminator(path: Path, given: dict[str, Tensor]) -> dict[str, Tensor]:
    levels = _count(path, given, r"convs\.(\d+)\.skip\.1\.weight", first=1)
    names = {"convs.0.0.weight": f"b{4 << levels}.fromrgb.weight", "convs.0.1.bias": f"b{4 << levels}.fromrgb.bias"}
    for index in range(levels):
        names |= _named(f"convs.{index + 1}", f"b{4 << levels >> index}", _BLOCK)
    return _renamed(path, given, names | _END)


def _named(theirs: str, ours: str, parts: dict[str, str]) -> dict[str, str]:
    return {f"{theirs}.{part}": f"{ours}.{name}" for part, name in parts.items()}


def _count(path: Path, given: dict[str, Tensor], pattern: str, first: int = 0) -> int:
    """How many there are, numbered without a gap. Raises `ModelError` where that is not so."""
    numbers = sorted(int(found[1]) for name in given if (found := re.fullmatch(pattern, name)) and len(found[1]) < 4)
    if not numbers or numbers != list(range(first, first + len(numbers))) or len(numbers) > _MOST:
        name = pattern.replace(r"(\d+)", "0").replace("\\", "")
        raise _another(path, f"“{name}” is not there as often as it should be")
    return len(numbers)


def _renamed(path: Path, given: dict[str, Tensor], names: dict[str, str]) -> dict[str, Tensor]:
    """The tensors under our names; filters, which are built in, held against ours. What else there is keeps its name,
    so that it is told of where the network is held against our architecture."""
    for name, tensor in given.items():
        if _FILTERS.search(name) and not _is_ours(tensor):
            raise _another(path, f"“{name}” is another filter than [1, 3, 3, 1]")
    return {names.get(name, name): tensor for name, tensor in given.items() if not _FILTERS.search(name)}


def _is_ours(kernel: Tensor) -> bool:
    """[1, 3, 3, 1] in both directions, its sum 1, or 4 where it doubles."""
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    if kernel.shape != (4, 4) or not kernel.is_floating_point():
        return False
    return any(torch.allclose(kernel.float(), torch.outer(taps, taps) / 64 * gain) for gain in (1, 4))


def _shaped(name: str, tensor: Tensor) -> Tensor:
    """The tensor of that name without the dimensions of one with which checkpoints begin it."""
    if _TO_RGB_BIAS.fullmatch(name):
        return tensor.flatten()
    extra = 2 if name.startswith("noises.") else 1 if name.endswith(("conv.weight", "noise.weight", "input")) else 0
    return tensor[(0,) * extra] if tensor.shape[:extra] == (1,) * extra else tensor


def _mean_style(path: Path, tensors: dict[str, Tensor]) -> Tensor:
    """The mean of the styles of many latents, always the same ones."""
    layers = sum(bool(re.fullmatch(r"mapping\.fc\d+\.weight", name)) for name in tensors)
    first, last = tensors["mapping.fc0.weight"], tensors[f"mapping.fc{layers - 1}.weight"]
    if first.ndim != 2 or last.ndim != 2:
        raise _another(path, "its mapping network has another form")
    mapping = Mapping(first.shape[1], 0, last.shape[0], layers, with_w_avg=False)
    weights = {name.removeprefix("mapping."): tensor for name, tensor in tensors.items() if name.startswith("mapping.")}
    try:
        mapping.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    except RuntimeError as error:
        raise _another(path, "its mapping network has another form") from error
    latents = torch.randn(_DRAWN, first.shape[1], generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        mean: Tensor = mapping(latents, None).mean(0)
    return mean


def _another(path: Path, why: str) -> ModelError:
    return ModelError(
        f"“{path.name}” holds networks that are built in another way: {why}.",
        kept="Nothing in it was run, and nothing was written.",
        do="Checkpoints of the StyleGAN2 for plain PyTorch (stylegan2-pytorch) can be imported, at any of its widths.",
    )
