"""Pictures with alpha as networks have them: colours weighted by their alpha (premultiplied), all four in -1 to 1.

What is see-through has then no colour of its own, so that nothing is learnt of pixels that nobody sees, and whatever
averages pixels (resampling, growing, a convolution) gives them the weight that they have to the eye. Files, and all
that leaves a network for people, have straight alpha. Pictures without alpha go through all of this as they are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.image_shape import NEUTRAL

_LEAST_COVER = 0.5  # of 255: what is less covered is see-through, and has no colour


def premultiplied(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """uint8 [C,H,W] of straight alpha -> the same with colours weighted by it; RGB as it is."""
    if len(picture) == 3:
        return picture
    cover = picture[3].astype(np.uint16)
    weighted = picture.copy()
    weighted[:3] = (picture[:3] * cover + 127) // 255
    return weighted


def as_levels(made: Tensor) -> Tensor:
    """What a network makes, floats [N,C,H,W] of about -1..1 -> uint8 [N,C,H,W] as files have it, straight alpha."""
    if made.shape[1] == 3:
        return (made * 127.5 + 128).clamp(0, 255).to(torch.uint8)
    levels = (made * 127.5 + 127.5).clamp(0, 255)
    cover = levels[:, 3:]
    colours = (levels[:, :3] * (255 / cover.clamp(min=_LEAST_COVER))).clamp(0, 255) * (cover >= _LEAST_COVER)
    return (torch.cat([colours, cover], 1) + 0.5).to(torch.uint8)


def cover_of(pictures: Tensor) -> Tensor:
    """[N,4,H,W] -> how much each pixel covers, [N,1,H,W], 0 to 1."""
    return (pictures[:, 3:] + 1) / 2


def over(pictures: Tensor, ground: Tensor) -> Tensor:
    """[N,4,H,W] laid on `ground` [N or 1,3,H or 1,W or 1] of -1..1: [N,3,H,W], with slopes to both."""
    return pictures[:, :3] + (1 - cover_of(pictures)) * (ground + 1)


def as_shown(made: Tensor) -> Tensor:
    """What a network makes, floats [N,C,H,W], as `as_levels` shows it: within -1..1, no colour beyond its alpha."""
    within = made.clamp(-1, 1)
    return within if made.shape[1] == 3 else torch.minimum(within, within[:, 3:])


def over_neutral(pictures: Tensor) -> Tensor:
    """[N,C,H,W] in -1..1 (`as_shown`) as all that knows no alpha is to see it: [N,3,H,W] on mid-grey; RGB as it is."""
    if pictures.shape[1] == 3:
        return pictures
    grey = torch.tensor(NEUTRAL, device=pictures.device, dtype=pictures.dtype).view(1, 3, 1, 1) / 127.5 - 1
    return over(pictures, grey)
