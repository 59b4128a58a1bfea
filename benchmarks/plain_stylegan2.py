"""StyleGAN2-ADA's training step as the papers' equations read, in fp32: what ours is measured beside.

Nothing is clever and nothing is wasteful on purpose: filters are applied by putting zeros between samples, padding,
one convolution for each channel and leaving samples out (Karras et al. 2020a, appendix B); every phase draws its own
designs and judges them; gradients of gradients are left to torch. It works on copies of our networks' weights, so that
both can be seen to compute the same.
"""

from __future__ import annotations

import copy
import math
from typing import Any

from gan_engine.training.losses import augmentation
from gan_engine.training.plan import Plan

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_SLOPE, _GAIN = 0.2, math.sqrt(2)


def resample(x: Tensor, *, up: int = 1, down: int = 1, padding: tuple[int, int] = (0, 0), gain: float = 1.0) -> Tensor:
    """Zeros in between, a border, the filter [1, 3, 3, 1], every `down`-th sample."""
    count, channels, height, width = x.shape
    if up > 1:
        x = F.pad(x.view(count, channels, height, 1, width, 1), (0, up - 1, 0, 0, 0, up - 1))
        x = x.reshape(count, channels, height * up, width * up)
    x = F.pad(x, (*padding, *padding))
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = (taps[:, None] * taps[None] * gain)[None, None].repeat(channels, 1, 1, 1)
    return F.conv2d(x, kernel, groups=channels)[:, :, ::down, ::down]


def activate(x: Tensor, bias: Tensor, gain: float = 1.0) -> Tensor:
    return F.leaky_relu(x + bias[:, None, None], _SLOPE) * (_GAIN * gain)


def modulated(x: Tensor, weight: Tensor, style: Tensor, *, up: bool = False, demodulate: bool = True) -> Tensor:
    """Each picture's own weights, applied by scaling maps before and after the convolution."""
    scale = ((weight[None] * style[:, None, :, None, None]).square().sum((2, 3, 4)) + 1e-8).rsqrt()
    x = x * style[:, :, None, None]
    if up:
        x = F.conv_transpose2d(x, weight.transpose(0, 1), stride=2)
        x = resample(x, padding=(1, 1), gain=4)
    else:
        x = F.conv2d(x, weight, padding=weight.shape[-1] // 2)
    return x * scale[:, :, None, None] if demodulate else x


def layer(module: Any, x: Tensor, w: Tensor, *, up: bool, noise: bool) -> Tensor:
    x = modulated(x, module.weight, module.affine(w), up=up)
    drawn = torch.randn(len(x), 1, *x.shape[2:]) if noise else module.noise_const
    return activate(x + drawn * module.noise_strength, module.bias)


def synthesis(network: Any, ws: Tensor, *, noise: bool = True) -> Tensor:
    """Styles [N,layers,w_dim] -> pictures."""
    x = picture = None
    place = 0
    for resolution in network.resolutions:
        block = getattr(network, f"b{resolution}")
        if x is None:
            x = block.const[None].repeat(len(ws), 1, 1, 1)
        else:
            x = layer(block.conv0, x, ws[:, place], up=True, noise=noise)
            place += 1
        x = layer(block.conv1, x, ws[:, place], up=False, noise=noise)
        rgb = block.torgb
        style = rgb.affine(ws[:, place + 1]) / math.sqrt(rgb.weight.shape[1])
        added = modulated(x, rgb.weight, style, demodulate=False) + rgb.bias[:, None, None]
        picture = added if picture is None else resample(picture, up=2, padding=(2, 1), gain=4) + added
        place += 1
    assert picture is not None
    return picture


def judged(network: Any, pictures: Tensor) -> Tensor:
    """Pictures -> logits [N]."""
    x = pictures
    for resolution in network.resolutions:
        block = getattr(network, f"b{resolution}")
        if hasattr(block, "fromrgb"):
            x = activate(F.conv2d(x, scaled(block.fromrgb.weight)), block.fromrgb.bias)
        skip = F.conv2d(resample(x, down=2, padding=(1, 1)), scaled(block.skip.weight)) * math.sqrt(0.5)
        x = activate(F.conv2d(x, scaled(block.conv0.weight), padding=1), block.conv0.bias)
        x = F.conv2d(resample(x, padding=(2, 2)), scaled(block.conv1.weight), stride=2)
        x = activate(x, block.conv1.bias, math.sqrt(0.5)) + skip
    last = network.b4
    group = min(last.group, len(x))
    spread = x.view(group, -1, *x.shape[1:])
    spread = ((spread - spread.mean(0)).square().mean(0) + 1e-8).sqrt().mean((1, 2, 3))
    x = torch.cat([x, spread.repeat(group)[:, None, None, None].expand(-1, 1, *x.shape[2:])], 1)
    x = activate(F.conv2d(x, scaled(last.conv.weight), padding=1), last.conv.bias)
    return last.out(last.fc(x.flatten(1))).flatten()


def scaled(weight: Tensor) -> Tensor:
    return weight / math.sqrt(weight[0].numel())


class PlainStyleGan2:
    """The networks of `plan` (StyleGAN2 without classes) and their step, on the processor."""

    def __init__(self, plan: Plan) -> None:
        self.options = plan.configuration
        layout = torch.contiguous_format
        generator, discriminator = plan.build_networks(torch.device("cpu"))
        self.generator: Any = generator.to(memory_format=layout)  # type: ignore[call-overload]
        self.discriminator: Any = discriminator.to(memory_format=layout)  # type: ignore[call-overload]
        self.generator_ema = copy.deepcopy(self.generator).requires_grad_(False)
        self.augment = augmentation(self.options.augment)
        self.of_g = self._optimizer(self.generator, self.options.tricks.path_length_every)
        self.of_d = self._optimizer(self.discriminator, self.options.tricks.r1_every)
        self.step = 0
        self.path_mean = torch.zeros(())

    def _optimizer(self, network: nn.Module, every: int) -> torch.optim.Optimizer:
        given, c = self.options.optimizer, every / (every + 1)
        return torch.optim.Adam(network.parameters(), given.learning_rate * c, (given.beta1**c, given.beta2**c))

    def designs(self, count: int) -> Tensor:
        z = torch.randn(count, self.generator.z_dim)
        styles = self.generator.styles(z)
        return synthesis(self.generator.synthesis, self.generator._mixed(styles, z, None))

    def make_step(self, pictures: Tensor) -> None:
        """One of all phases that are due, on pictures uint8 [N,3,H,W]."""
        tricks = self.options.tricks
        reals = pictures.float() / 127.5 - 1
        self._learn(self.generator, self.of_g, lambda: self._generator_loss(len(reals)))
        if self.step % tricks.path_length_every == 0:
            self._learn(self.generator, self.of_g, lambda: self._path_length(len(reals)) * tricks.path_length_every)
        self._learn(self.discriminator, self.of_d, lambda: self._discriminator_loss(reals))
        if self.step % tricks.r1_every == 0:
            self._learn(self.discriminator, self.of_d, lambda: self._r1(reals) * tricks.r1_every)
        with torch.no_grad():
            for mean, weight in zip(self.generator_ema.parameters(), self.generator.parameters(), strict=True):
                mean.copy_(weight.lerp(mean, 0.999))
        self.step += 1

    def _learn(self, network: nn.Module, optimizer: torch.optim.Optimizer, loss: Any) -> None:
        self.generator.requires_grad_(network is self.generator)
        self.discriminator.requires_grad_(network is self.discriminator)
        optimizer.zero_grad(set_to_none=True)
        loss().backward()
        optimizer.step()

    def _generator_loss(self, count: int) -> Tensor:
        return F.softplus(-judged(self.discriminator, self.augment(self.designs(count)))).mean()

    def _discriminator_loss(self, reals: Tensor) -> Tensor:
        fake = judged(self.discriminator, self.augment(self.designs(len(reals))))
        real = judged(self.discriminator, self.augment(reals))
        return F.softplus(fake).mean() + F.softplus(-real).mean()

    def _r1(self, reals: Tensor) -> Tensor:
        reals = reals.detach().requires_grad_()
        scores = judged(self.discriminator, self.augment(reals))
        (slopes,) = torch.autograd.grad(scores.sum(), reals, create_graph=True)
        return slopes.square().sum((1, 2, 3)).mean() * (self.options.tricks.r1_gamma / 2)

    def _path_length(self, count: int) -> Tensor:
        styles = self.generator.styles(torch.randn(count // 2, self.generator.z_dim))
        pictures = synthesis(self.generator.synthesis, styles)
        noise = torch.randn_like(pictures) / math.sqrt(pictures.shape[2] * pictures.shape[3])
        (slopes,) = torch.autograd.grad((pictures * noise).sum(), styles, create_graph=True)
        lengths = slopes.square().sum(2).mean(1).sqrt()
        self.path_mean = self.path_mean.lerp(lengths.detach().mean(), 0.01)
        return (lengths - self.path_mean).square().mean() * self.options.tricks.path_length
