"""Differentiable augmentation, DiffAugment (Zhao et al. 2020): colour, translation, cutout.

Real and fake go through the same kinds of change before they are judged, in both networks' phases, and the
generator's gradient goes back through them: so the changes do not leak into the designs. Everything
here is twice differentiable (for penalties on gradients).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.training.augmentation.channels import colours_of, mean_colour, nothing_of, with_colours

_SHIFT = 0.125  # of the picture's side, either way
_CUTOUT = 0.5  # of the picture's side


class DiffAugment(nn.Module):
    """Pictures [N,C,H,W] in -1..1 -> the same shape, each changed by its own draws; values may leave -1..1.

    In the paper's order: colour (brightness, saturation, contrast), translation, cutout.
    """

    def __init__(self, *, colour: bool, translation: bool, cutout: bool) -> None:
        super().__init__()
        changes = ((colour, vary_colour), (translation, translate), (cutout, cut_out))
        self._changes = [change for wanted, change in changes if wanted]

    def forward(self, pictures: Tensor) -> Tensor:
        for change in self._changes:
            pictures = change(pictures)
        return pictures


def vary_colour(x: Tensor) -> Tensor:
    """Brightness +-0.5, saturation 0 to 2 times, contrast 0.5 to 1.5 times, in this order."""
    brightness, saturation, contrast = draws.uniform(3, len(x), 1, 1, 1, device=x.device, dim=1).unbind()
    colours, cover = colours_of(x)
    colours = colours + (brightness - 0.5) * cover
    grey = colours.mean(1, keepdim=True)
    colours = grey + (colours - grey) * (2 * saturation)
    mean = mean_colour(colours, cover) * cover
    return with_colours(x, mean + (colours - mean) * (0.5 + contrast))


def translate(x: Tensor) -> Tensor:
    """Shift by whole pixels, up to an eighth of its sides either way on each axis; mid-grey comes in, or nothing."""
    count, _, height, width = x.shape
    reach_y, reach_x = int(height * _SHIFT + 0.5), int(width * _SHIFT + 0.5)
    down = draws.integers(-reach_y, reach_y + 1, count, 1, device=x.device)
    right = draws.integers(-reach_x, reach_x + 1, count, 1, device=x.device)
    rows = torch.arange(height, device=x.device) - down + reach_y
    columns = torch.arange(width, device=x.device) - right + reach_x
    padded = F.pad(x, (reach_x, reach_x, reach_y, reach_y), value=nothing_of(x))
    # Every index occurs once, so that the backward pass adds nothing up: the same bits on every device, every time.
    padded = padded.gather(2, rows[:, None, :, None].expand(-1, x.shape[1], -1, padded.shape[3]))
    return padded.gather(3, columns[:, None, None, :].expand(-1, x.shape[1], height, -1))


def cut_out(x: Tensor) -> Tensor:
    """Cover a part half as wide and half as high as the picture with mid-grey, or nothing, centred anywhere in it."""
    count, _, height, width = x.shape
    half_y, half_x = int(height * _CUTOUT + 0.5) // 2, int(width * _CUTOUT + 0.5) // 2
    centre_y = draws.integers(0, height + 1, count, 1, device=x.device)
    centre_x = draws.integers(0, width + 1, count, 1, device=x.device)
    rows, columns = torch.arange(height, device=x.device), torch.arange(width, device=x.device)
    in_rows = (rows >= centre_y - half_y) & (rows < centre_y + half_y)
    in_columns = (columns >= centre_x - half_x) & (columns < centre_x + half_x)
    covered = in_rows[:, None, :, None] & in_columns[:, None, None, :]
    return x.masked_fill(covered, nothing_of(x))
