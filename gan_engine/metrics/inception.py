"""The official Inception network, which `fid`, `kid`, `is` and `mifid` mean.

Szegedy et al. 2015 ("Rethinking the Inception Architecture") in the form of Google's graph of 2015-12-05, which every
published FID goes back to: 1,008 classes, average pools that do not count their padding, a maximum in the pool of
the last block, and TensorFlow 1's bilinear resizing, which samples without smoothing and from the corner. Built here
from those facts, so that the weights (torch-fidelity's release) are all that has to be fetched: once, on consent,
checked to the byte. Nothing of it is needed to start.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from gan_engine import downloads
from gan_engine.errors import ModelError
from gan_engine.metrics.feature_network import Backbone, register

NAME = "inception"
DIMENSIONS = 2048
CLASSES = 1008
SIZE = 299

WEIGHTS = downloads.Download(
    name="the official Inception network",
    url="https://github.com/toshas/torch-fidelity/releases/download/v0.2.0/weights-inception-2015-12-05-6726825d.pth",
    bytes=95_628_359,
    sha256="6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2",
    licence="Apache-2.0",
    sentence="Measures designs as published papers do: FID, KID and the inception score.",
    without="Everything else works without it: kid-lite0 and fd-lite0 measure with a network that came along.",
)

Kernel: TypeAlias = int | tuple[int, int]
Step: TypeAlias = tuple[str, int, Kernel]
"""A convolution: name, channels out, kernel."""
Branch: TypeAlias = Sequence[Step | Sequence[Step]]
"""Convolutions one after the other; a group of them side by side comes last."""


class _Convolution(nn.Module):
    """Convolution, batch norm, ReLU. With a stride nothing is padded, else the size is kept."""

    def __init__(self, channels: int, out: int, kernel: Kernel, *, stride: int = 1, padded: bool = True) -> None:
        super().__init__()
        height, width = (kernel, kernel) if isinstance(kernel, int) else kernel
        padding = (height // 2, width // 2) if padded and stride == 1 else 0
        self.conv = nn.Conv2d(channels, out, (height, width), stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(out, eps=0.001)

    def forward(self, maps: Tensor) -> Tensor:
        return F.relu(self.bn(self.conv(maps)), inplace=True)


class _Mixed(nn.Module):
    """Branches side by side, their channels joined in order; the pool's branch comes last.

    `pool`: "average" or "maximum", followed by a convolution; where the block halves its maps, the last convolution of
    each branch has a stride of 2, and the pool is a bare maximum.
    """

    def __init__(self, channels: int, branches: Sequence[Branch], pool: str = "average", pooled: int = 0) -> None:
        super().__init__()
        self._halves = not pooled
        self._pool = pool
        self._names: list[list[list[str]]] = []
        self.channels = pooled or channels
        for branch in branches:
            names, inner = [], channels
            for index, step in enumerate(branch):
                group: Sequence[Step] = [step] if isinstance(step[0], str) else step  # type: ignore[list-item, assignment]
                stride = 2 if self._halves and index == len(branch) - 1 else 1
                for name, out, kernel in group:
                    self.add_module(name, _Convolution(inner, out, kernel, stride=stride))
                names.append([name for name, _, _ in group])
                inner = sum(out for _, out, _ in group)
            self._names.append(names)
            self.channels += inner
        if pooled:
            self.branch_pool = _Convolution(channels, pooled, 1)

    def forward(self, maps: Tensor) -> Tensor:
        joined = []
        for names in self._names:
            inner = maps
            for group in names:
                inner = torch.cat([self.get_submodule(name)(inner) for name in group], 1)
            joined.append(inner)
        if self._halves:
            joined.append(F.max_pool2d(maps, 3, 2))
        elif self._pool == "maximum":
            joined.append(self.branch_pool(F.max_pool2d(maps, 3, 1, 1)))
        else:
            joined.append(self.branch_pool(F.avg_pool2d(maps, 3, 1, 1, count_include_pad=False)))
        return torch.cat(joined, 1)


def _five(channels: int, pooled: int) -> _Mixed:
    double: Branch = [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3)]
    five: Branch = [("branch5x5_1", 48, 1), ("branch5x5_2", 64, 5)]
    return _Mixed(channels, [[("branch1x1", 64, 1)], five, double], pooled=pooled)


def _six_a(channels: int) -> _Mixed:
    double: Branch = [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3)]
    return _Mixed(channels, [[("branch3x3", 384, 3)], double])


def _six(channels: int, inner: int) -> _Mixed:
    across, down = (1, 7), (7, 1)
    seven: Branch = [("branch7x7_1", inner, 1), ("branch7x7_2", inner, across), ("branch7x7_3", 192, down)]
    double: Branch = [
        ("branch7x7dbl_1", inner, 1),
        ("branch7x7dbl_2", inner, down),
        ("branch7x7dbl_3", inner, across),
        ("branch7x7dbl_4", inner, down),
        ("branch7x7dbl_5", 192, across),
    ]
    return _Mixed(channels, [[("branch1x1", 192, 1)], seven, double], pooled=192)


def _seven_a(channels: int) -> _Mixed:
    three: Branch = [("branch3x3_1", 192, 1), ("branch3x3_2", 320, 3)]
    seven: Branch = [
        ("branch7x7x3_1", 192, 1),
        ("branch7x7x3_2", 192, (1, 7)),
        ("branch7x7x3_3", 192, (7, 1)),
        ("branch7x7x3_4", 192, 3),
    ]
    return _Mixed(channels, [three, seven])


def _seven(channels: int, pool: str) -> _Mixed:
    three: Branch = [("branch3x3_1", 384, 1), [("branch3x3_2a", 384, (1, 3)), ("branch3x3_2b", 384, (3, 1))]]
    double: Branch = [
        ("branch3x3dbl_1", 448, 1),
        ("branch3x3dbl_2", 384, 3),
        [("branch3x3dbl_3a", 384, (1, 3)), ("branch3x3dbl_3b", 384, (3, 1))],
    ]
    return _Mixed(channels, [[("branch1x1", 320, 1)], three, double], pool, pooled=192)


class InceptionNetwork(nn.Module):
    """The whole network; its tensors are named as in the file of weights."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.Sequential(
            OrderedDict[str, nn.Module](
                Conv2d_1a_3x3=_Convolution(3, 32, 3, stride=2),
                Conv2d_2a_3x3=_Convolution(32, 32, 3, padded=False),
                Conv2d_2b_3x3=_Convolution(32, 64, 3),
                MaxPool_1=nn.MaxPool2d(3, 2),
                Conv2d_3b_1x1=_Convolution(64, 80, 1),
                Conv2d_4a_3x3=_Convolution(80, 192, 3, padded=False),
                MaxPool_2=nn.MaxPool2d(3, 2),
                Mixed_5b=_five(192, 32),
                Mixed_5c=_five(256, 64),
                Mixed_5d=_five(288, 64),
                Mixed_6a=_six_a(288),
                Mixed_6b=_six(768, 128),
                Mixed_6c=_six(768, 160),
                Mixed_6d=_six(768, 160),
                Mixed_6e=_six(768, 192),
                Mixed_7a=_seven_a(768),
                Mixed_7b=_seven(1280, "average"),
                Mixed_7c=_seven(2048, "maximum"),
            )
        )
        self.fc = nn.Linear(DIMENSIONS, CLASSES)

    def load(self, tensors: dict[str, Tensor]) -> None:
        """Take the tensors of the file of weights. Raises `RuntimeError` where they are not those of this network."""
        named = {name if name.startswith("fc.") else f"stages.{name}": tensor for name, tensor in tensors.items()}
        self.load_state_dict(named)


class Inception(Backbone):
    """The network as a backbone: features after the last pool, and the classes' logits for the inception score."""

    def __init__(self, network: InceptionNetwork, device: torch.device) -> None:
        super().__init__(
            NAME,
            dict(network.stages.named_children()),
            lambda maps: maps.mean((2, 3)),
            dimensions=DIMENSIONS,
            size=SIZE,
            normalise=lambda floats: (floats - 128) / 128,
            device=device,
        )
        self._classes = network.fc.weight.detach().to(device)

    def resize(self, floats: Tensor) -> Tensor:
        return resized_as_tensorflow(floats, self.size)

    @torch.no_grad()
    def logits(self, features: Tensor) -> Tensor:
        """[N, 1008] of features [N, 2048]; without the bias, as the official score has them."""
        return features.to(self._classes) @ self._classes.T


def resized_as_tensorflow(pictures: Tensor, size: int) -> Tensor:
    """Floats [N, C, H, W] to [N, C, size, size] as TensorFlow 1's resize_bilinear does without align_corners.

    Each new pixel is mixed from the four around its corner's place, far ones skipped: what aliasing that gives is in
    every published number.
    """
    for axis in (3, 2):
        length = pictures.shape[axis]
        position = torch.arange(size, dtype=torch.float32, device=pictures.device) * (length / size)
        below = position.long()
        above = (below + 1).clamp_max(length - 1)
        shape = [1, 1, 1, 1]
        shape[axis] = size
        share = (position - below).view(shape)
        low, high = pictures.index_select(axis, below), pictures.index_select(axis, above)
        pictures = low + (high - low) * share
    return pictures


@register(NAME)
def build(device: torch.device, weights: Path | None = None) -> Inception:
    """The backbone, from the file `weights` or what was fetched. Raises ModelError if that is missing or damaged."""
    path = weights or downloads.check(WEIGHTS)
    try:
        tensors = torch.load(path, map_location="cpu", weights_only=True)
        with torch.device("meta"):
            network = InceptionNetwork()
        network.to_empty(device="cpu").load(tensors)
    except FileNotFoundError as error:
        raise _unusable(f"{path} is missing") from error
    except (OSError, EOFError, pickle.UnpicklingError, RuntimeError, ValueError, TypeError, LookupError) as error:
        raise _unusable(f"{path} does not hold its weights") from error
    return Inception(network.eval().requires_grad_(False), device)


def is_installed() -> bool:
    """Are the weights there? Looks at the file's size alone."""
    return downloads.installed(WEIGHTS) is not None


def _unusable(trouble: str) -> ModelError:
    return ModelError(
        f"The official Inception network cannot be used: {trouble}.", kept=WEIGHTS.without, do="Fetch it again."
    )
