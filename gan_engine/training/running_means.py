"""Running means of the numbers that a training reports, kept on the device.

Reading a number off a graphics card makes the program wait for it, so steps only fold their numbers into
means there; the monitor reads them a few times a second. The means are a function of the steps alone, and
part of the snapshot: a resumed run reports the numbers of one that never stopped.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

_DECAY = 0.95  # a mean over about the last 20 steps


class RunningMeans:
    """Decayed means by name. Numbers that are not finite are counted, and left out of the means."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._groups: dict[str, tuple[list[str], Tensor]] = {}  # names, [3, names]: sums, weights, not finite in a row
        self._restored: dict[str, Tensor] = {}

    @torch.no_grad()
    def fold(self, group: str, values: Mapping[str, Tensor]) -> None:
        """Fold in one step's `values`; a group always brings the same names, which no other group has."""
        if group not in self._groups:
            columns = [self._restored.pop(name, torch.zeros(3)) for name in values]
            self._groups[group] = list(values), torch.stack(columns, dim=1).to(self._device)
        _, table = self._groups[group]
        new = torch.stack([value.detach().float().mean() for value in values.values()])
        finite = new.isfinite()
        decay = torch.where(finite, _DECAY, 1.0)
        table[0].mul_(decay).add_((1 - decay) * torch.nan_to_num(new, 0.0, 0.0, 0.0))
        table[1].mul_(decay).add_(1 - decay)
        table[2].add_(1).mul_(~finite)

    def read(self) -> tuple[dict[str, float], int]:
        """The means so far, and for how many steps in a row some number was not finite. Waits for the device.

        Dotted names (`gradients.generator`) are for the plots alone: half precision's gradients overflow now and then
        while it looks for its scale, which is no trouble.
        """
        state = {name: column.tolist() for name, column in self.state().items()}
        means = {name: total / weight for name, (total, weight, _) in state.items() if weight}
        return means, int(max((bad for name, (_, _, bad) in state.items() if "." not in name), default=0))

    def state(self) -> dict[str, Tensor]:
        """By name, a tensor [3] on the CPU."""
        state = dict(self._restored)
        if self._groups:
            table = torch.cat([table for _, table in self._groups.values()], dim=1).cpu()
            names = [name for names, _ in self._groups.values() for name in names]
            state |= {name: table[:, column].clone() for column, name in enumerate(names)}
        return state

    def restore(self, state: Mapping[str, Tensor]) -> None:
        """Go on from what `state` gave."""
        self._groups.clear()
        self._restored = dict(state)
