"""What a frozen network sees in the real pictures, computed once for each and kept, where nothing changes them.

A picture is looked at by itself, whichever batch it comes in: a convolution of another batch size rounds differently,
and a resumed training, which has kept nothing yet, has to come to the same bits. For the same reason what is free of
the memory decides only how much is kept, never how it is computed. Nothing of it is in a snapshot.
"""

from __future__ import annotations

import torch
from torch import Tensor

from gan_engine.device import memory_free
from gan_engine.networks.bases import Discriminator
from gan_engine.training.projected_discriminator import ProjectedDiscriminator

MOST_BYTES = 2 * 2**30
"""Of all that would be kept of a set, in fp32: larger ones are looked at in whole batches every time, which is faster
than one by one. By this alone, never by what is free, so that a training goes the same way on every machine."""

_SHARE = 0.25  # of the main memory that is free


class FrozenFeatures:
    """The maps that the heads of `network` judge, of the real pictures of a set, in main memory.

    `variants`: of how many pictures, those that are mirrored counted by themselves. `ranks` share the memory.
    """

    def __init__(self, network: ProjectedDiscriminator, variants: int, *, ranks: int = 1) -> None:
        self._network = network
        self._variants = variants
        self._ranks = ranks
        self._shapes = network.map_shapes
        self._kept = torch.empty(0)
        self._is_kept: list[bool] | None = None  # by picture; None before the first look

    def logits(self, reals: Tensor, shown: Tensor, c: Tensor | None) -> Tensor:
        """What the discriminator says of `reals` [N,C,H,W], unchanged: which ones they are says `shown`, int64 [N]."""
        return self._network.of_seen(self.maps(reals, shown), c)

    @torch.no_grad()
    def maps(self, reals: Tensor, shown: Tensor) -> list[Tensor]:
        """What the heads judge, of each scale [N,C,H,W]."""
        numbers = shown.tolist()
        known = self._is_kept or []
        positions = {
            number: position for position, number in enumerate(numbers) if number >= len(known) or not known[number]
        }
        fresh = {number: self._look(reals[position : position + 1]) for number, position in positions.items()}
        if self._is_kept is None:
            self._is_kept = self._begin(fresh[numbers[0]])
        for number, row in fresh.items():
            if number < len(self._kept):
                self._kept[number] = row
                self._is_kept[number] = True

        # Those of the batch side by side, on their way to the device.
        pinned = reals.device.type == "cuda"
        rows = torch.empty(len(numbers), self._kept.shape[1], dtype=self._kept.dtype, pin_memory=pinned)
        for position, number in enumerate(numbers):
            rows[position] = self._kept[number] if number < len(self._kept) else fresh[number]
        return self._apart(rows.to(reals.device, non_blocking=pinned))

    def _look(self, picture: Tensor) -> Tensor:
        """All maps of one picture in a row, channels last, in main memory."""
        maps = self._network.seen(picture)
        return torch.cat([each.permute(0, 2, 3, 1).flatten() for each in maps]).cpu()

    def _begin(self, row: Tensor) -> list[bool]:
        """Room for rows like `row`, which takes memory only as it fills; of each of them, that nothing is in it."""
        room = int(memory_free() * _SHARE) // self._ranks
        count = min(self._variants, room // (row.numel() * row.element_size()))
        self._kept = torch.empty(count, row.numel(), dtype=row.dtype)
        return [False] * count

    def _apart(self, rows: Tensor) -> list[Tensor]:
        maps, begins = [], 0
        for channels, height, width in self._shapes:
            numbers = rows[:, begins : begins + channels * height * width].contiguous()
            maps.append(numbers.view(-1, height, width, channels).permute(0, 3, 1, 2))
            begins += channels * height * width
        return maps


def frozen_features(discriminator: Discriminator, variants: int, *, ranks: int = 1) -> FrozenFeatures | None:
    """Of a set of so many `variants` of pictures; None where `discriminator` looks through nothing that is frozen, or
    the set is too large."""
    if not isinstance(discriminator, ProjectedDiscriminator):
        return None
    row = 4 * sum(channels * height * width for channels, height, width in discriminator.map_shapes)
    return FrozenFeatures(discriminator, variants, ranks=ranks) if variants * row <= MOST_BYTES else None
