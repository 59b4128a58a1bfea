"""Classes that come in late: all are learnt as one at first, and part from each other by and by.

Networks that are told the class from the start may make one design of each: what the class says is easier to learn
than what the latent says, and small sets never correct it (Shahbazi et al. 2022, “Collapse by conditioning”, whose
remedy this is, section 4). Told in rows of weights, classes need no other networks for that.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F


def class_share(images: int, class_kimg: float) -> float:
    """How far the classes have parted after so many pictures: 0 for `class_kimg`, then up to 1 over as many again."""
    if not class_kimg:
        return 1.0
    return min(1.0, max(0.0, images / 1000 / class_kimg - 1))


def told_classes(labels: Tensor, class_count: int, share: float) -> Tensor:
    """What the networks are told of classes int64 [N]: themselves once they have parted, before that rows of weights
    float32 [N,class_count], between all classes alike (share 0) and each its own (share 1)."""
    if share >= 1:
        return labels
    own = F.one_hot(labels, class_count).float()
    return torch.lerp(torch.full_like(own, 1 / class_count), own, share)
