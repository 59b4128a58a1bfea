"""The changes of adaptive augmentation agree with the public code on recorded pictures (tests/data/reference)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from gan_engine.training.augmentation.ada_transforms import BGC, CHANGES, AdaTransforms

with np.load(Path(__file__).parents[2] / "data" / "reference" / "ada_augment_32.npz") as _file:
    RECORDED = {key: torch.from_numpy(_file[key]) for key in _file.files}
PICTURES = RECORDED["input"]
BORDER = 4


class Fixed:
    """All that is drawn lies at one quantile; everything happens but the second rotation."""

    def __init__(self, quantile: float, kinds: tuple[str, ...]) -> None:
        self._quantile = quantile
        in_order = [kind for kind in (*CHANGES[:6], "rotate", *CHANGES[6:]) if kind in kinds]
        places = [place for place, kind in enumerate(in_order) if kind == "rotate"]
        self._left_out = places[1] if len(places) > 1 else -1
        self._asked = -1

    def uniform(self, *shape: int, dim: int = 0) -> Tensor:
        return torch.full(shape, self._quantile)

    def normal(self, *shape: int, dim: int = 0) -> Tensor:
        return torch.erfinv(torch.tensor(2 * self._quantile - 1)).expand(shape)

    def happens(self, count: int, p: Tensor) -> Tensor:
        self._asked += 1
        return torch.full((count,), self._asked != self._left_out)


@pytest.mark.parametrize("case", [key for key in RECORDED if key != "input"])
def test_each_change_and_the_chain(case: str) -> None:
    name, quantile = case.split("@")
    kinds = BGC if name == "bgc" else (name,)
    changed = AdaTransforms(kinds)(PICTURES, torch.tensor(1.0), Fixed(float(quantile), kinds))
    inner = (slice(None), slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    error = (changed[inner] - RECORDED[case][inner]).square().mean()
    assert 10 * torch.log10(4 / error) >= 40, "decibels, for pictures in -1..1"


def test_at_p_0_nothing_changes() -> None:
    torch.manual_seed(0)
    changed = AdaTransforms(CHANGES)(PICTURES, torch.tensor(0.0))
    inner = (changed - PICTURES)[:, :, BORDER:-BORDER, BORDER:-BORDER]
    assert inner.abs().max() < 1e-4


@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_comes_as_often_as_asked(kind: str) -> None:
    torch.manual_seed(0)
    pictures = PICTURES[:1].expand(200, -1, -1, -1)
    changed = AdaTransforms((kind,))(pictures, torch.tensor(0.5))
    share = ((changed - pictures).abs().amax((1, 2, 3)) > 1e-3).float().mean()
    of_those = {"xflip": 0.5, "rotate90": 0.75, "lumaflip": 0.5, "imgfilter": 1.875}.get(kind, 1.0)
    assert abs(float(share) - 0.5 * of_those) < 0.1


def test_gradients_go_through_twice() -> None:
    pictures = PICTURES[:1, :, 12:20, 12:20].double().requires_grad_()
    changes = AdaTransforms(BGC).double()

    def score(x: Tensor) -> Tensor:
        torch.manual_seed(3)
        return changes(x, torch.tensor(0.9)).square().sum()

    torch.set_default_dtype(torch.float64)
    try:
        assert torch.autograd.gradcheck(score, (pictures,))
        assert torch.autograd.gradgradcheck(score, (pictures,), fast_mode=True)
    finally:
        torch.set_default_dtype(torch.float32)


def test_pictures_smaller_than_the_filter_are_mirrored_again_and_again() -> None:
    torch.manual_seed(0)
    small = PICTURES[:, :, :4, :4]
    assert AdaTransforms(CHANGES)(small, torch.tensor(1.0)).shape == small.shape
