"""Ranges of a StyleGAN's layers as people name them: coarse, middle, fine, or by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

LayerRange = tuple[int, int]
"""The first and the last layer, both within."""

NAMES = ("coarse", "middle", "fine")
_RANGE = re.compile(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?")


def named_ranges(resolutions: Sequence[int]) -> dict[str, LayerRange]:
    """The layers of each name, by the resolution at which each layer works, coarse to fine.

    As the StyleGAN paper has them (Karras et al. 2019, figure 3): coarse up to 8 px, middle up to 32 px, fine above.
    Smaller networks, which end before, keep at least their last resolution for the fine ones and the one before it
    for the middle ones; a name for which nothing is left is left out.
    """
    sides = sorted(set(resolutions))
    coarse = min(2, max(1, len(sides) - 2))
    middle = min(2, max(0, len(sides) - coarse - 1))
    groups = (sides[:coarse], sides[coarse : coarse + middle], sides[coarse + middle :])
    found: dict[str, LayerRange] = {}
    for name, group in zip(NAMES, groups, strict=True):
        layers = [layer for layer, side in enumerate(resolutions) if side in group]
        if layers:
            found[name] = (layers[0], layers[-1])
    return found


def parse_layers(text: str, resolutions: Sequence[int]) -> LayerRange:
    """The range that `coarse`, `middle`, `fine`, `all`, `4` or `2-5` says. Raises ValueError in plain words."""
    word = text.strip()
    last = len(resolutions) - 1
    if word == "all":
        return 0, last
    named = named_ranges(resolutions)
    if word in named:
        return named[word]
    match = _RANGE.fullmatch(word)
    if match is None:
        raise ValueError(f"“{word[:40]}” are no layers: coarse, middle, fine, all, or numbers such as 0-3")
    first, end = int(match[1]), int(match[2] or match[1])
    if end < first or end > last:
        raise ValueError(f"“{word}” are no layers of this network: they go from 0 to {last}")
    return first, end
