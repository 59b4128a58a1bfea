"""Layers with equalised learning rate (Karras et al. 2018, section 4.1), and modulated convolutions.

Weights are drawn from N(0, 1) and scaled by their fan-in each time they are used, so that an optimiser which
looks at the size of gradients (Adam) moves all of them alike.
"""

from __future__ import annotations

import math
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine.networks.bases import FixableWeights
from gan_engine.networks.resampling import smooth

Activation = Literal["linear", "lrelu"]
SLOPE = 0.2
GAIN = math.sqrt(2)
"""Keeps the variance of what goes through a leaky ReLU."""
CLAMP = 256.0
"""Half precision overflows where activations grow: they are held within this, times a layer's gain."""


def activate(x: Tensor, activation: Activation, gain: float = 1.0) -> Tensor:
    """Leaky ReLU with slope 0.2 and gain sqrt 2, or nothing; then `gain`; in half precision held within bounds."""
    if activation == "lrelu":
        x = F.leaky_relu(x, SLOPE)
        gain *= GAIN
    return held(x * gain if gain != 1 else x, gain)


def held(x: Tensor, gain: float) -> Tensor:
    """In half precision within the bounds of a layer with `gain`."""
    return x.clamp(-CLAMP * gain, CLAMP * gain) if x.dtype == torch.float16 else x


def unit_moment(x: Tensor) -> Tensor:
    """[N,C] -> the same directions, the mean of the squares being 1."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


class EqualisedLinear(nn.Module, FixableWeights):
    """[N,inputs] -> [N,outputs]. `pace` multiplies the learning rate (0.01 in mappings, Karras et al. 2019)."""

    def __init__(
        self, inputs: int, outputs: int, *, activation: Activation = "linear", pace: float = 1.0, bias: float = 0.0
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / pace)
        self.bias = nn.Parameter(torch.full([outputs], bias))
        self._activation: Activation = activation
        self._pace = pace
        self._gain = pace / math.sqrt(inputs)
        self._fixed: tuple[Tensor, Tensor] | None = None

    def fix_weights(self) -> None:
        self._fixed = self._scaled(self.weight.dtype)

    def forward(self, x: Tensor) -> Tensor:
        weight, bias = self._fixed or self._scaled(x.dtype)
        return activate(F.linear(x, weight, bias), self._activation)

    def _scaled(self, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        return self.weight.to(dtype) * self._gain, self.bias.to(dtype) * self._pace


class EqualisedConv(nn.Module):
    """[N,inputs,H,W] -> [N,outputs,H,W], or half as large with `down`, after a smoothing that avoids aliasing."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        *,
        bias: bool = True,
        activation: Activation = "linear",
        down: bool = False,
        gain: float = 1.0,
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self._scale = 1 / math.sqrt(inputs * kernel**2)
        self._activation: Activation = activation
        self._down = down
        self._gain = gain

    def forward(self, x: Tensor) -> Tensor:
        weight = (self.weight * self._scale).to(x.dtype)
        bias = None if self.bias is None else self.bias.to(x.dtype)
        reach = weight.shape[-1] // 2
        if (
            self._down
        ):  # two strided steps would be one too many: processors are slow at strided filters, in bf16 20 times
            x = F.conv2d(smooth(x, padding=1 + reach), weight, bias, stride=2)
        else:
            x = F.conv2d(x, weight, bias, padding=reach)
        return activate(x, self._activation, self._gain)


class ModulatedConv(nn.Module, FixableWeights):
    """Convolution whose weights are scaled by each picture's own style (Karras et al. 2020a, section 2.2).

    x [N,inputs,H,W], styles [N,inputs] -> [N,outputs,H,W], twice as large with `up`. Instead of the weights, the maps
    are scaled before and after: the same product, in one ordinary convolution for the whole batch.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, *, up: bool = False, demodulate: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self._up, self._demodulate = up, demodulate
        self._fixed: tuple[Tensor, Tensor | None] | None = None

    def fix_weights(self) -> None:
        self._fixed = self._made(self.weight, self.weight.dtype)

    def modulated(self, x: Tensor, styles: Tensor) -> tuple[Tensor, Tensor | None]:
        """The convolved maps, and what demodulates them [N,outputs,1,1]: for the layer to multiply while it adds."""
        weight: Tensor = self.weight
        if x.dtype == torch.float16 and self._demodulate:  # keeps products within the range; cancels out below
            weight = weight * (1 / weight.square().mean((1, 2, 3), keepdim=True).sqrt())
            styles = styles / styles.abs().amax(1, keepdim=True)
        kernel, squares = self._fixed or self._made(weight, x.dtype)
        x = x * styles.to(x.dtype)[:, :, None, None]
        if self._up:
            x = smooth(F.conv_transpose2d(x, kernel, stride=2), padding=1, gain=4)
        else:
            x = F.conv2d(x, kernel, padding=kernel.shape[-1] // 2)
        if squares is None:
            return x, None
        return x, torch.rsqrt(styles.square() @ squares + 1e-8)[:, :, None, None]  # equation 3

    def _made(self, weight: Tensor, dtype: torch.dtype) -> tuple[Tensor, Tensor | None]:
        """The kernel as it is applied, and the squares [inputs,outputs] that demodulation takes."""
        squares = weight.square().sum((2, 3)).t() if self._demodulate else None
        if self._up:
            weight = weight.transpose(0, 1)
        return weight.to(dtype, memory_format=torch.channels_last), squares
