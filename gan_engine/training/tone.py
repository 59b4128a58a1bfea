"""The tone of designs: how light, contrasty and colourful they are as a whole.

Where real and fake are shown in varied brightness, contrast and saturation, the discriminator cannot tell a pale
generator from a faithful one: designs come out with a tenth less contrast than the pictures have. Few numbers of a set
tell its tone and need no judge: the means of the channels and how they vary together. The generator is held to those
(feature matching, Salimans et al. 2016, section 3.1, of the pixels themselves).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gan_engine.device import full_precision
from gan_engine.networks.phases import StepContext
from gan_engine.ranks import current

_HALF_LIFE = 2000  # pictures: a batch of 16 tells a mean to a tenth of the spread, so many to a hundredth
_LEAST_SPREAD = 0.1  # of -1..1: what hardly varies, as the alpha of pictures that fill their frame, is held no tighter


class Tone(nn.Module):
    """Draws the moments of designs to those of the pictures: the slope of half the squared distance of the expected
    ones, never longer than `weight`.

    It adds nothing to the loss's value. A distance within the batch would be least where the designs of a batch are
    alike; what is compared are therefore running means, and what is drawn are the moments of this step's designs.
    """

    seen: Tensor
    real: Tensor
    fake: Tensor

    def __init__(self, weight: float, channels: int) -> None:
        super().__init__()
        self.weight = weight
        self.register_buffer("seen", torch.zeros(()))  # what the running means have in them by now, 0 to 1
        self.register_buffer("real", torch.zeros(channels + channels**2))
        self.register_buffer("fake", torch.zeros(channels + channels**2))

    def forward(self, context: StepContext) -> Tensor:
        """0, with the generator's graph. Of pictures [N,C,H,W] in -1..1; alpha is a channel."""
        fakes = context.fakes()
        moments = raw_moments(fakes)
        with torch.no_grad():
            ranks = current()
            kept = 0.5 ** (ranks.total(len(fakes)) / _HALF_LIFE)
            self.real.lerp_(ranks.mean(raw_moments(context.reals)), 1 - kept)
            self.fake.lerp_(ranks.mean(moments), 1 - kept)
            self.seen.lerp_(torch.ones_like(self.seen), 1 - kept)
            slopes, distance = compared(self.real / self.seen, self.fake / self.seen)
            slopes = slopes * (self.weight / distance.clamp_min(1))
        pulled: Tensor = (slopes * (moments - moments.detach())).sum()
        return pulled


def raw_moments(pictures: Tensor) -> Tensor:
    """Of the pixels x of [N,C,H,W]: E x, then E x x^T row by row, [C + C^2]."""
    with full_precision(pictures.device):  # half precision would lose the spread beside the mean
        pixels = pictures.movedim(1, 0).flatten(1)
        return torch.cat([pixels.mean(1), (pixels @ pixels.T / pixels.shape[1]).flatten()])


def compared(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """Of raw moments [C + C^2]: the slopes of half the squared distance to those of `fake`, and the distance.

    Measured are E u and E u u^T of pixels u = (x - mean) / spread, both of real.
    """
    channels = round((4 * len(real) + 1) ** 0.5 - 1) // 2
    mean, second = real[:channels], real[channels:].view(channels, channels)
    fake_mean, fake_second = fake[:channels], fake[channels:].view(channels, channels)
    centre = torch.outer(mean, mean)
    spread = (second - centre).diagonal().clamp_min(_LEAST_SPREAD**2).sqrt()
    scale = torch.outer(spread, spread)
    crossed = torch.outer(mean, fake_mean)
    first = (fake_mean - mean) / spread
    products = (fake_second - crossed - crossed.T + 2 * centre - second) / scale
    along = products / scale
    slopes = torch.cat([first / spread - (along + along.T) @ mean, along.flatten()])
    return slopes, (first.square().sum() + products.square().sum()).sqrt()
