"""Differentiable augmentation: what each change does, and that gradients pass through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import torch
from torch import Tensor

from gan_engine.training.augmentation.diffaugment import DiffAugment, cut_out, translate, vary_colour

CHANGES = pytest.mark.parametrize("change", [vary_colour, translate, cut_out])


@pytest.fixture(autouse=True)
def seeded() -> Iterator[None]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


@CHANGES
def test_keeps_shape_and_changes_each_picture_in_its_own_way(change: Callable[[Tensor], Tensor]) -> None:
    x = (torch.rand(1, 3, 16, 16) * 2 - 1).expand(8, -1, -1, -1).contiguous()
    changed = change(x)
    assert changed.shape == x.shape
    assert len({tuple(picture.flatten().tolist()) for picture in changed}) >= 6


@CHANGES
def test_gradients_agree_with_finite_differences_twice(change: Callable[[Tensor], Tensor]) -> None:
    x = torch.rand(2, 3, 6, 6, dtype=torch.float64, requires_grad=True)

    def fixed(x: Tensor) -> Tensor:
        torch.manual_seed(3)
        return change(x).square()

    assert torch.autograd.gradcheck(fixed, (x,))
    assert torch.autograd.gradgradcheck(fixed, (x,), fast_mode=True)


@CHANGES
def test_draws_follow_the_seed(change: Callable[[Tensor], Tensor]) -> None:
    x = torch.rand(4, 3, 16, 16)
    torch.manual_seed(5)
    first = change(x)
    torch.manual_seed(5)
    assert torch.equal(first, change(x))
    assert not torch.equal(first, change(x))


def test_translation_moves_the_picture_whole_and_lets_grey_in() -> None:
    x = torch.zeros(64, 3, 16, 16)
    x[:, :, 8, 8] = 1.0
    moved = translate(x)
    assert torch.equal(moved.sum((2, 3)), torch.ones(64, 3)), "a point in the middle is never lost"
    rows, columns = moved[:, 0].flatten(1).argmax(1) // 16, moved[:, 0].flatten(1).argmax(1) % 16
    assert set(rows.tolist()) == set(columns.tolist()) == {6, 7, 8, 9, 10}, "up to an eighth of 16, either way"
    assert torch.equal(moved[:, 0], moved[:, 2])


def test_cutout_covers_a_half_wide_square() -> None:
    covered = cut_out(torch.ones(200, 3, 16, 16)) == 0
    assert torch.equal(covered[:, 0], covered[:, 1])
    area = covered[:, 0].sum((1, 2))
    assert area.max() == 64, "8 x 8 where it lies inside"
    assert area.min() >= 16, "a quarter of it at least, where its centre is a corner"
    for mask in covered[:, 0]:
        rows, columns = mask.any(1), mask.any(0)
        assert torch.equal(mask, rows[:, None] & columns[None]), "a rectangle without holes"


def test_colour_keeps_the_drawing() -> None:
    """Every picture is mapped by one affine map of its colours: equal pixels stay equal, grey stays grey."""
    x = (torch.rand(16, 1, 4, 4) * 2 - 1).expand(-1, 3, -1, -1)
    changed = vary_colour(x)
    assert torch.allclose(changed[:, 0], changed[:, 2], atol=1e-5)
    for before, after in zip(x[:, 0].flatten(1), changed[:, 0].flatten(1), strict=True):
        slope = (after[1:] - after[0]) / (before[1:] - before[0])
        assert torch.allclose(slope, slope[:1].expand_as(slope), atol=1e-2)
        assert 0.49 <= slope[0] <= 1.51


def test_nothing_asked_for_changes_nothing() -> None:
    x = torch.rand(2, 3, 8, 8)
    assert DiffAugment(colour=False, translation=False, cutout=False)(x) is x
    assert not torch.equal(DiffAugment(colour=False, translation=False, cutout=True)(x), x)
