"""Pictures with alpha before they are judged: laid over random grounds, so that nothing hides where nothing is seen.

Real and fake lie on grounds of the same distribution, in every phase. A discriminator that saw the four channels as
they are would judge colours of pixels that nobody sees; one that saw a single ground could be pleased by edges that fit
that ground alone. It sees alpha as well, so that a shape counts though it has the colour of its ground.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.alpha import over


class OverGrounds(nn.Module):
    """[N,4,H,W] in -1..1, weighted by alpha -> augmented, then colours over a ground of its own each, and alpha."""

    def __init__(self, changes: nn.Module) -> None:
        super().__init__()
        self.changes = changes

    def forward(self, pictures: Tensor) -> Tensor:
        changed: Tensor = self.changes(pictures)
        grounds = draws.uniform(len(changed), 3, 1, 1, device=changed.device) * 2 - 1
        return torch.cat([over(changed, grounds.to(changed.dtype)), changed[:, 3:]], 1)
