"""The first GAN (Goodfellow et al. 2014): two dense networks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.descriptions.vanilla import DESCRIPTION
from gan_engine.networks.layers import BatchNorm1d, Dropout, class_rows
from gan_engine.networks.registry import Family, register
from gan_engine.ranks import current
from gan_engine.settings.options import Options, option


class VanillaOptions(Options):
    """The architecture."""

    z_dim: int = option(100, "Latent numbers", "How many numbers a design is drawn from.", ge=2, le=2048)
    width: int = option(
        256, "Width", "Neurons of the generator's first layer; each later one has twice as many.", ge=4, le=4096
    )
    layers: int = option(3, "Layers", "Hidden layers of each network.", ge=1, le=8)
    dropout: float = option(
        0.3, "Dropout", "Share of the discriminator's neurons that are silent in a step.", advanced=True, ge=0, le=0.9
    )


class _Norm(BatchNorm1d):
    """Over the batch, as torch has it; a single picture, which has no spread, is taken by the running statistics."""

    def forward(self, x: Tensor) -> Tensor:
        if self.training and current().total(len(x)) == 1:
            return nn.functional.batch_norm(
                x, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps
            )
        return super().forward(x)


class VanillaGenerator(Generator):
    """z [N,z_dim] (and a class as a one-hot row) -> dense layers, leaky -> tanh -> [N,C,H,W]."""

    def __init__(self, options: VanillaOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(z_dim=options.z_dim, size=size, class_count=class_count)
        widths = [options.z_dim + class_count, *(options.width * 2**index for index in range(options.layers))]
        layers: list[nn.Module] = []
        for index, (inputs, outputs) in enumerate(pairwise(widths)):
            layers.append(nn.Linear(inputs, outputs))
            if index:
                layers.append(_Norm(outputs))
            layers.append(nn.LeakyReLU(0.2))
        self.layers = nn.Sequential(*layers, nn.Linear(widths[-1], size.channels * size.area), nn.Tanh())

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        if self.class_count:
            assert c is not None
            z = torch.cat([z, class_rows(c, self.class_count).to(z.dtype)], 1)
        pictures: Tensor = self.layers(z)
        return pictures.view(-1, *self.size.tensor)

    def latent_weights(self) -> Tensor:
        weight: Tensor = self.layers[0].weight  # type: ignore[assignment]
        return weight[:, : self.z_dim]


class VanillaDiscriminator(Discriminator):
    """[N,C,H,W] (and a class as a one-hot row) -> dense layers, leaky, dropout -> logits [N]."""

    def __init__(self, options: VanillaOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(size=size, class_count=class_count)
        widths = [
            size.channels * size.area + class_count,
            *(options.width * 2**index for index in reversed(range(options.layers))),
        ]
        layers: list[nn.Module] = []
        for inputs, outputs in pairwise(widths):
            layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(0.2), Dropout(options.dropout)]
        self.layers = nn.Sequential(*layers, nn.Linear(widths[-1], 1))

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        x = pictures.flatten(1)
        if self.class_count:
            assert c is not None
            x = torch.cat([x, class_rows(c, self.class_count).to(x.dtype)], 1)
        logits: Tensor = self.layers(x)
        return logits.flatten()


@register
class Vanilla(Family):
    description = DESCRIPTION
    Options = VanillaOptions

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> VanillaGenerator:
        return VanillaGenerator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> VanillaDiscriminator:
        return VanillaDiscriminator(options, size, class_count)

    def picture_side(self, discriminator: Any) -> list[nn.Module]:
        return [layer for layer in discriminator.layers if isinstance(layer, nn.Linear)]
