"""The encoder of U2-Netp (Qin et al. 2020, “U2-Net”): the judge where Lite0 was a training's teacher.

The network that finds figures comes along already, for backgrounds. It learnt on other pictures for another end, so a
discriminator trained through EfficientNet-Lite0's eyes has not learnt to please it. Its architecture is written here
from the paper, its weights are read out of the ONNX file; the stages' maps, averaged, are the features.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from gan_engine.curation.backgrounds import models
from gan_engine.errors import ModelError
from gan_engine.metrics.feature_network import Backbone, register
from gan_engine.pictures import digest

NAME = "u2netp"
SIZE = 128
"""px: the stages from whole to 1/32 are then 128 to 4 px wide. A 320 px picture, as for backgrounds, takes six times as
long and orders sets no better."""
_CHANNELS = 64
_INNER = 16
_DEPTHS = (7, 6, 5, 4)
"""Of the first four stages, each a little U of its own (RSU-7 to RSU-4); two of dilated layers follow (RSU-4F)."""
DIMENSIONS = 2 * _CHANNELS * (len(_DEPTHS) + 2)
_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # ImageNet's, with which it was trained


@register(NAME)
def build(device: torch.device, weights: Path | None = None) -> Backbone:
    """The backbone, from `weights` or the file that comes along. Raises ModelError."""
    with torch.random.fork_rng(devices=[]):  # what is drawn is overwritten at once: leave nobody's seed changed
        encoder = _Encoder()
    _fill(encoder, weights or _embedded())
    return Backbone(
        NAME, {"encoder": encoder}, _as_it_is, dimensions=DIMENSIONS, size=SIZE, normalise=_normalise, device=device
    )


class _Convolution(nn.Conv2d):
    """3 x 3 with a rectifier; the file has batch norms folded in."""

    def __init__(self, inputs: int, outputs: int, spread: int = 1) -> None:
        super().__init__(inputs, outputs, 3, padding=spread, dilation=spread)

    def forward(self, maps: Tensor) -> Tensor:
        return F.relu(super().forward(maps))


class _Stage(nn.Module):
    """A residual U-block: down and up again within, by pools (`depth` levels) or, at depth 0, by dilation alone."""

    def __init__(self, inputs: int, depth: int, *, halves: bool) -> None:
        super().__init__()
        self._halves = halves
        self._pools = depth > 0
        levels = depth - 1 if depth else 3
        spreads = [1] * levels if depth else [1, 2, 4]
        self.entry = _Convolution(inputs, _CHANNELS)
        self.down = nn.ModuleList(
            _Convolution(_CHANNELS if level == 0 else _INNER, _INNER, spread) for level, spread in enumerate(spreads)
        )
        self.bottom = _Convolution(_INNER, _INNER, 2 if depth else 8)
        self.up = nn.ModuleList(
            _Convolution(2 * _INNER, _CHANNELS if level == 0 else _INNER, spread)
            for level, spread in reversed(list(enumerate(spreads)))
        )

    def forward(self, maps: Tensor) -> Tensor:
        if self._halves:
            maps = F.max_pool2d(maps, 2, ceil_mode=True)
        entered: Tensor = self.entry(maps)
        seen: list[Tensor] = []
        inner = entered
        for level, layer in enumerate(self.down):
            if level and self._pools:
                inner = F.max_pool2d(inner, 2, ceil_mode=True)
            inner = layer(inner)
            seen.append(inner)
        inner = self.bottom(inner)
        for layer, beside in zip(self.up, reversed(seen), strict=True):
            if inner.shape != beside.shape:
                inner = F.interpolate(inner, beside.shape[2:], mode="bilinear", align_corners=False)
            inner = layer(torch.cat([inner, beside], 1))
        stage: Tensor = inner + entered
        return stage


class _Encoder(nn.Module):
    """Pictures [N,3,S,S] -> [N,DIMENSIONS]: of each stage's channels the mean over all places, and the spread.

    A stage's numbers are brought to one length, so that none outweighs the others: without, sharpness would be nearly
    all that counts, and a collapse would stand a standard error from a whole set (`benchmarks/judges.py`)."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList(
            _Stage(_CHANNELS if number else 3, depth, halves=number > 0)
            for number, depth in enumerate((*_DEPTHS, 0, 0))
        )

    def forward(self, maps: Tensor) -> Tensor:
        found: list[Tensor] = []
        for stage in self.stages:
            maps = stage(maps)
            spread, mean = torch.std_mean(maps, (2, 3), correction=0)
            found.append(F.normalize(torch.cat([mean, spread], 1), dim=1) * (2 * _CHANNELS) ** 0.5)
        return torch.cat(found, 1)


def _embedded() -> Path:
    """The file that comes along, whole to the last byte. Raises `ModelError`."""
    file = models.path_of(models.EMBEDDED)
    if file is None or not file.is_file():
        raise _damaged("its file is missing")
    if digest(file) != models.MODELS[models.EMBEDDED].download.sha256:
        raise _damaged(f"{file.name} is not as it was published")
    return file


def _fill(encoder: _Encoder, file: Path) -> None:
    """Read the file's convolutions, in the order in which it computes, into the encoder's."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(file).graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    nodes = (node for node in graph.node if node.op_type == "Conv")
    own = [module for module in encoder.modules() if isinstance(module, _Convolution)]
    for module, node in zip(own, nodes, strict=False):  # the decoder's come after them
        weight, bias = (torch.from_numpy(numpy_helper.to_array(tensors[name]).copy()) for name in node.input[1:3])
        module.load_state_dict({"weight": weight, "bias": bias})


def _normalise(floats: Tensor) -> Tensor:
    mean, spread = (torch.tensor(each, device=floats.device).view(1, 3, 1, 1) for each in (_MEAN, _SPREAD))
    return torch.sub(floats / 255, mean).div_(spread)


def _as_it_is(features: Tensor) -> Tensor:
    return features


def _damaged(trouble: str) -> ModelError:
    return ModelError(
        f"The feature network U2-Netp cannot be used: {trouble}.",
        kept="Your pictures are untouched.",
        do="Install Maquette again.",
    )
