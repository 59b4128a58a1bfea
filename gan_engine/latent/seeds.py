"""From seeds to latents, and reading lists of seeds.

A seed means the same design on every machine and in every tool that draws latents the way the StyleGAN
tools do: `numpy.random.RandomState(seed).randn(1, z_dim)`, whose stream numpy keeps for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

MAX_SEED = 2**32 - 1
MAX_SEEDS = 100_000
"""At most this many at once: a range typed with a digit too many must not fill the memory."""
MAX_SEARCHED = 20_000
"""Looked at in one search: 54 MB of what is known of them."""

_RANGE = re.compile(r"(\d{1,10})(?:\s*-\s*(\d{1,10}))?")


def latents(seeds: Iterable[int], z_dim: int) -> npt.NDArray[np.float32]:
    """The latents `[N, z_dim]` of `seeds` (0 to `MAX_SEED`), each drawn alone: its neighbours do not matter."""
    rows = [np.random.RandomState(seed).randn(1, z_dim).astype(np.float32) for seed in seeds]
    return np.concatenate(rows) if rows else np.zeros((0, z_dim), np.float32)


def parse_seeds(text: str) -> list[int]:
    """The seeds in "0-15", "7" or "1,5,9-12", in the order given; raises `ValueError` in plain words."""
    seeds: list[int] = []
    for part in text.split(","):
        shown = part.strip()[:40]
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"“{shown}” is no seed: write numbers and ranges, for example 1,5,9-12")
        first = int(match[1])
        last = int(match[2] or match[1])
        if max(first, last) > MAX_SEED:
            raise ValueError(f"{max(first, last)} is too large: seeds go from 0 to {MAX_SEED}")
        if last < first:
            raise ValueError(f"“{shown}” runs backwards: write the smaller number first")
        if len(seeds) + last - first >= MAX_SEEDS:
            raise ValueError(f"“{shown}” are too many seeds: at most {MAX_SEEDS:,} at once")
        seeds.extend(range(first, last + 1))
    return seeds
