"""The interface of feature networks (pictures in, a vector for each out), and the table of those there are.

Whatever is measured or compared (distances between sets, near-copies, strangers) is measured in the features of one
of these. All take uint8 and resize by themselves, in the same way, so that real and generated pictures meet on
equal terms: antialiased bicubic, as "On Aliased Resizing" (Parmar et al., 2022) asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from gan_engine.errors import ConfigurationError

_BATCH = {"cpu": 4, "cuda": 64, "mps": 16}
"""Pictures at once. On a CPU more would not fit its caches: 126 a second in fours, 65 in thirty-twos."""


class Backbone:
    """A feature network on a device; any thread may call it. `network` takes what `prepare` makes."""

    def __init__(
        self,
        name: str,
        layers: Mapping[str, nn.Module],
        head: Callable[[Tensor], Tensor],
        *,
        dimensions: int,
        size: int,
        normalise: Callable[[Tensor], Tensor],
        device: torch.device,
        styles: Sequence[str] = (),
    ) -> None:
        """`layers` in order, each fed with the one before; `head` makes [N, dimensions] of the last one's output;
        `normalise` maps floats of 0 to 255 to what the first layer wants; `styles`: the layers that `described`
        looks at."""
        self.name = name
        self.dimensions = dimensions
        self.size = size
        self.device = device
        self.batch = _BATCH.get(device.type, 4)
        self.normalise = normalise
        """Floats of 0 to 255, as the first layer wants them."""
        self._head = head
        self._styles = frozenset(styles)
        self._layers: dict[str, nn.Module] = {}
        for layer, module in layers.items():
            module = module.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
            self._layers[layer] = module.eval().requires_grad_(False)

    @torch.no_grad()
    def __call__(self, pictures: Tensor) -> Tensor:
        """Features, float32 [N, dimensions] on `device`, of uint8 pictures [N, 3, H, W] of any size."""
        parts = [self.of_prepared(self.prepare(part)) for part in _parts(pictures, self.batch)]
        return torch.cat(parts) if parts else torch.empty(0, self.dimensions, device=self.device)

    @torch.no_grad()
    def prepare(self, pictures: Tensor) -> Tensor:
        """Pictures [N, 3, H, W] as the network takes them: float32 [N, 3, size, size], resized and normalised.

        uint8, or floats of 0 to 255 where two designs differ by less than a level of them.
        """
        if (
            pictures.ndim != 4
            or pictures.shape[1] != 3
            or not (pictures.dtype == torch.uint8 or pictures.is_floating_point())
        ):
            raise ValueError(f"pictures are uint8 [N, 3, H, W], not {pictures.dtype} {list(pictures.shape)}")
        return self.normalise(self.resize(self._floats(pictures)))

    def normalised(self, pictures: Tensor) -> Tensor:
        """As `prepare`, of uint8 pictures [N, 3, H, W] that have the size they are to be looked at in, whatever shape
        that is: a network of convolutions and a mean takes any."""
        return self.normalise(self._floats(pictures))

    def _floats(self, pictures: Tensor) -> Tensor:
        return pictures.to(self.device).to(torch.float32, memory_format=torch.channels_last, copy=True)

    def resize(self, floats: Tensor) -> Tensor:
        """float32 [N, 3, H, W] to [N, 3, size, size], the same way for every picture that meets this network."""
        if floats.shape[2:] == (self.size, self.size):
            return floats
        size = (self.size, self.size)
        return F.interpolate(floats, size, mode="bicubic", antialias=True, align_corners=False).clamp_(0, 255)

    @torch.no_grad()
    def of_prepared(self, prepared: Tensor) -> Tensor:
        """Features, float32 [N, dimensions], of what `prepare` gave; the batch is the caller's."""
        result = prepared
        for layer in self._layers.values():
            result = layer(result)
        return self._head(result).float()

    @torch.no_grad()
    def described(self, prepared: Tensor) -> Tensor:
        """As `of_prepared`, and after the features how the pictures are drawn, float32 [N, dimensions + 2 C]: of some
        layers, one after the other from the picture on, the mean of each channel over the picture, then the standard
        deviation of each; C channels in all.

        Such moments tell styles apart, whatever is shown (Huang and Belongie, 2017, section 5). Networks that know no
        such layers give their features alone.
        """
        result, parts = prepared, list[Tensor]()
        for name, layer in self._layers.items():
            result = layer(result)
            if name in self._styles:
                parts += [result.mean(dim=(2, 3)).float(), result.std(dim=(2, 3), correction=0).float()]
        return torch.cat([self._head(result).float(), *parts], dim=1)

    def layers(self) -> list[str]:
        """The names of the layers whose activations can be asked for, from the picture on."""
        return list(self._layers)

    @torch.no_grad()
    def activations(self, pictures: Tensor, names: Sequence[str]) -> dict[str, Tensor]:
        """What the named layers see: float32 [N, channels, h, w] each. Raises ConfigurationError."""
        if unknown := sorted(set(names) - set(self._layers)):
            raise ConfigurationError(
                f"{self.name} has no layer “{unknown[0]}”.", field="layer", do=f"Choose from {', '.join(self._layers)}."
            )
        seen: dict[str, list[Tensor]] = {name: [] for name in names}
        for part in _parts(pictures, self.batch):
            for name, maps in self.maps(self.prepare(part), names).items():
                seen[name].append(maps.float().contiguous())
        return {name: torch.cat(found) for name, found in seen.items()}

    def maps(self, prepared: Tensor, names: Sequence[str]) -> dict[str, Tensor]:
        """What the named layers see in pictures that were `normalise`d, of whatever size, in one batch; nothing later
        is computed. With slopes to the pictures, where they ask for them (`requires_grad`)."""
        wanted, seen = set(names), {}
        result = prepared
        for name, layer in self._layers.items():
            result = layer(result)
            if name in wanted:
                seen[name] = result
            if len(seen) == len(wanted):
                break
        return seen


def _parts(pictures: Tensor, batch: int) -> list[Tensor]:
    return [pictures[start : start + batch] for start in range(0, pictures.shape[0], batch)]


Builder = Callable[[torch.device, Path | None], Backbone]

BUILDERS: dict[str, Builder] = {}


def register(name: str) -> Callable[[Builder], Builder]:
    """Enter a function `(device, weights) -> Backbone` under `name` (a decorator)."""

    def enter(builder: Builder) -> Builder:
        BUILDERS[name] = builder
        return builder

    return enter
