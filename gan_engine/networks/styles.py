"""What all StyleGANs share: mapping network, w_avg, truncation, style mixing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import full_precision, single
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Generator
from gan_engine.networks.equalised import EqualisedLinear, unit_moment
from gan_engine.networks.layers import class_rows
from gan_engine.ranks import current

Noise = Literal["random", "const", "none"] | Sequence[Tensor]
"""What each layer adds: drawn afresh, its own and always the same, nothing, or what is given [N,1,H,W] for each."""
LayerNoise = Literal["random", "const", "none"] | Tensor
"""Likewise for one layer."""

_W_AVG_DECAY = 0.995  # of the mean style, a step


class Mapping(nn.Module):
    """z [N,z_dim] (and classes as one-hot rows [N,c_dim]) -> one style [N,w_dim].

    Without z (`z_dim` 0), as discriminators use it, the class alone is mapped.
    """

    w_avg: Tensor

    def __init__(self, z_dim: int, c_dim: int, w_dim: int, layers: int, *, with_w_avg: bool) -> None:
        super().__init__()
        self.layers = layers
        self.w_dim = w_dim
        if c_dim:
            self.embed = EqualisedLinear(c_dim, w_dim)
        widths = [z_dim + (w_dim if c_dim else 0)] + [w_dim] * layers
        for index in range(layers):
            layer = EqualisedLinear(widths[index], widths[index + 1], activation="lrelu", pace=0.01)
            self.add_module(f"fc{index}", layer)
        self._with_z, self._with_c, self._with_w_avg = bool(z_dim), bool(c_dim), with_w_avg
        if with_w_avg:
            self.register_buffer("w_avg", torch.zeros(w_dim))

    def forward(self, z: Tensor | None, c: Tensor | None) -> Tensor:
        parts = []
        if self._with_z:
            assert z is not None
            parts.append(unit_moment(single(z)))
        if self._with_c:
            assert c is not None
            parts.append(unit_moment(self.embed(c.to(self.embed.weight.dtype))))
        w = torch.cat(parts, 1)
        for index in range(self.layers):
            w = getattr(self, f"fc{index}")(w)
        if self._with_w_avg and self.training:
            with torch.no_grad():
                self.w_avg.copy_(torch.lerp(current().mean_rows(w), self.w_avg, _W_AVG_DECAY))
        return w


class StyledGenerator(Generator):
    """z -> w -> picture. In training, some designs mix two styles, and noise is drawn; else it is each layer's own.

    A family gives it a `mapping` and a `synthesis`: styles [N,layers,w_dim] and noise -> pictures, with its number of
    `layers`.
    """

    mapping: Mapping
    synthesis: Any
    truncated_layers = 0
    """How many layers truncation reaches, from the coarsest on; 0: all."""

    def __init__(self, *, z_dim: int, size: ImageShape, class_count: int, style_mixing: float) -> None:
        super().__init__(z_dim=z_dim, size=size, class_count=class_count)
        self.style_mixing = style_mixing

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        styles = self.styles(z, c)
        if self.training and self.style_mixing:
            styles = self._mixed(styles, z, c)
        pictures: Tensor = self.synthesis(styles, "random" if self.training else "const")
        return pictures

    def styles(self, z: Tensor, c: Tensor | None = None, psi: float = 1.0, cutoff: int | None = None) -> Tensor:
        """z [N,z_dim] -> styles [N,layers,w_dim], those before `cutoff` (None: the usual) drawn towards the mean."""
        with full_precision(z.device):
            w: Tensor = self.mapping(z, self._one_hot(c))
        ws = w[:, None].expand(-1, self.synthesis.layers, -1)
        if psi == 1:
            return ws
        reached = self.usual_cutoff if cutoff is None else cutoff
        return self.truncated(ws, ws.new_full(ws.shape[:1], psi), ws.new_full(ws.shape[:1], reached))

    def truncated(self, ws: Tensor, psi: Tensor, cutoff: Tensor) -> Tensor:
        """Styles [N,layers,w_dim] drawn towards the mean by psi [N], each in its layers before cutoff [N].

        The truncation trick (Karras et al. 2019, appendix B): psi 1 leaves them as they are, 0 gives the mean design.
        """
        reached = torch.arange(ws.shape[1], device=ws.device)[None] < cutoff[:, None]
        weight = torch.where(reached, psi[:, None].to(ws.dtype), 1.0)
        return torch.lerp(self.mapping.w_avg.expand_as(ws), ws, weight[..., None])

    @property
    def usual_cutoff(self) -> int:
        """How many layers truncation reaches unless one says otherwise."""
        return self.truncated_layers or int(self.synthesis.layers)

    def stages(self) -> list[nn.Module]:
        stages: list[nn.Module] = self.synthesis.stages()
        return stages

    def style_resolutions(self) -> list[int]:
        """The resolution at which each layer's style works, by `ImageShape`: what is coarse and what is fine."""
        resolutions: list[int] = self.synthesis.style_resolutions()
        return resolutions

    def style_weights(self) -> list[Tensor]:
        """For each layer's style, the matrix [K,w_dim] by which all that takes it sees it."""
        weights: list[Tensor] = self.synthesis.style_weights()
        return weights

    def noise_from(self, seed: int) -> list[Tensor]:
        """The noise of all layers that a seed draws, [1,1,H,W] each: numpy's RandomState, coarse to fine."""
        chance = np.random.RandomState(seed)
        grids = self.synthesis.noise_grids()
        return [torch.from_numpy(chance.randn(1, 1, *grid).astype(np.float32)) for grid in grids]

    def _mixed(self, styles: Tensor, z: Tensor, c: Tensor | None) -> Tensor:
        """In a share of the batches, all layers from a random one on take the styles of other latents."""
        with full_precision(z.device):
            others: Tensor = self.mapping(draws.normal_like(z), self._one_hot(c))
        layers = self.synthesis.layers
        cut = torch.randint(1, layers, (), device=z.device)
        cut = torch.where(torch.rand((), device=z.device) < self.style_mixing, cut, layers)
        later = torch.arange(layers, device=z.device)[:, None] >= cut
        return torch.where(later, others[:, None], styles)

    def _one_hot(self, c: Tensor | None) -> Tensor | None:
        if not self.class_count:
            return None
        assert c is not None
        return class_rows(c, self.class_count)
