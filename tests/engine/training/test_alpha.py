"""Alpha in a training: what nobody sees counts for nothing, what is seen is judged, and colours are changed alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from gan_engine.alpha import as_levels, as_shown, over, over_neutral, premultiplied
from gan_engine.image_shape import NEUTRAL, ImageShape
from gan_engine.networks.registry import Family, families
from gan_engine.pictures import flatten
from gan_engine.training.augmentation.ada_transforms import CHANGES, COLOUR, AdaTransforms
from gan_engine.training.augmentation.diffaugment import DiffAugment, cut_out, translate, vary_colour
from gan_engine.training.augmentation.grounds import OverGrounds
from gan_engine.training.losses import augmentation
from gan_engine.training.plan import make_plan
from gan_engine.training.run_creation import DatasetFacts, fit_to_dataset
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import (
    assert_same_training,
    configuration,
    interrupted,
    run_training,
    smallest,
    upright,
)

CPU = torch.device("cpu")


def sprites(count: int = 4, hidden: int = 0) -> np.ndarray:
    """uint8 [N,4,24,16], straight alpha: a soft disc on nothing; `hidden` is the colour where nothing is seen."""
    random = np.random.default_rng(1)
    rows, columns = np.mgrid[:24, :16]
    cover = np.clip(7 - np.hypot(rows - 12, columns - 8), 0, 1) * 255
    made = np.full((count, 4, 24, 16), hidden, np.uint8)
    for one in made:
        one[:3, cover > 0] = random.integers(0, 256, (3, 1))
        one[3] = cover
    return made


def as_networks_have_them(pictures: np.ndarray) -> Tensor:
    return torch.from_numpy(np.stack([premultiplied(one) for one in pictures])).float() / 127.5 - 1


def test_what_hides_where_nothing_is_seen_never_reaches_a_network() -> None:
    assert torch.equal(as_networks_have_them(sprites(hidden=255)), as_networks_have_them(sprites()))


def test_designs_leave_as_they_came_in_and_look_the_same_on_any_ground() -> None:
    pictures = sprites()
    shown = as_networks_have_them(pictures)
    again = as_levels(shown).numpy()
    seen = pictures[:, 3] > 0
    assert np.array_equal(again[:, 3], pictures[:, 3])
    assert not again[:, :3].transpose(1, 0, 2, 3)[:, ~seen].any(), "what is see-through has no colour"
    for ground in ((0, 0, 0), (255, 255, 255), (30, 200, 90)):
        level = torch.tensor(ground).float().view(1, 3, 1, 1) / 127.5 - 1
        exact = (over(shown, level) + 1) * 127.5
        drawn = np.stack([flatten(np.ascontiguousarray(one.transpose(1, 2, 0)), ground) for one in again])
        assert np.abs(drawn.transpose(0, 3, 1, 2) - exact.numpy()).max() <= 1.6, "no fringe"


def test_what_measures_see_is_what_is_shown_laid_on_grey_also_where_a_network_overshoots() -> None:
    made = torch.randn(3, 4, 8, 8, generator=torch.Generator().manual_seed(0)) * 1.5
    assert (made.abs() > 1.2).any()
    seen = as_levels(over_neutral(as_shown(made))).numpy().transpose(0, 2, 3, 1)
    shown = as_levels(made).numpy().transpose(0, 2, 3, 1)
    on_grey = np.stack([flatten(np.ascontiguousarray(one), NEUTRAL) for one in shown])
    assert np.abs(seen.astype(int) - on_grey).max() <= 2, "rounded twice"
    plain = made[:, :3]
    assert torch.equal(as_levels(as_shown(plain)), as_levels(plain))


def test_a_recipe_of_sprites_is_trained_on_what_covers_and_the_other_way_round() -> None:
    for wanted, there in (("32 RGBA", "32"), ("32", "32 RGBA")):
        facts = DatasetFacts("/art/a.zip", "a", "0", 20, ImageShape.parse(there), [])
        assert fit_to_dataset(configuration(size=wanted), facts).size == facts.size, "the set says whether it has alpha"


def test_pictures_without_alpha_go_through_as_they_are() -> None:
    pictures = torch.rand(2, 3, 8, 8) * 2 - 1
    assert over_neutral(pictures) is pictures
    assert torch.equal(as_levels(pictures), (pictures * 127.5 + 128).clamp(0, 255).to(torch.uint8))
    assert isinstance(augmentation(configuration().augment), DiffAugment)
    assert isinstance(augmentation(configuration().augment, with_alpha=True), OverGrounds)


def test_a_discriminator_sees_alpha_and_colours_over_grounds_of_their_own() -> None:
    torch.manual_seed(0)
    pictures = torch.cat([as_networks_have_them(sprites(1))] * 64)
    shown = OverGrounds(torch.nn.Identity())(pictures)
    assert torch.equal(shown[:, 3], pictures[:, 3])
    opaque = pictures[0, 3] == 1
    assert torch.equal(shown[:, :3][..., opaque], pictures[:, :3][..., opaque])
    grounds = shown[:, :3, 0, 0]
    assert grounds.std(0).min() > 0.4
    assert torch.equal(shown[:, :3, 0, 0], shown[:, :3, -1, -1])


def test_slopes_reach_colour_and_alpha_and_a_colour_that_hides_is_seen() -> None:
    pictures = as_networks_have_them(sprites()).requires_grad_()
    OverGrounds(torch.nn.Identity())(pictures)[:, :3].square().sum().backward()
    assert pictures.grad is not None
    assert (pictures.grad[:, :3, 0, 0] != 0).all(), "in a pixel that is see-through too"
    assert (pictures.grad[:, 3, 0, 0] != 0).all()


@pytest.mark.parametrize("change", [vary_colour, lambda x: AdaTransforms(COLOUR)(x, torch.tensor(1.0))])
def test_colours_are_changed_alone_and_only_where_they_are_seen(change: Callable[[Tensor], Tensor]) -> None:
    pictures = as_networks_have_them(sprites())
    torch.manual_seed(3)
    changed = change(pictures)
    assert torch.equal(changed[:, 3], pictures[:, 3])
    nothing = pictures[:, 3] == -1
    assert (changed[:, :3].movedim(1, -1)[nothing] + 1).abs().max() < 1e-5, "nothing stays nothing"
    opaque = pictures[0, 3] == 1
    torch.manual_seed(3)
    plain = change(pictures[:, :3, opaque][:, :, None])
    assert changed[:, :3, opaque].sub(pictures[:, :3, opaque]).abs().max() > 0.1
    if change is not vary_colour:  # whose contrast goes by the mean of all that is seen
        torch.testing.assert_close(changed[:, :3, opaque], plain[:, :, 0], atol=1e-5, rtol=1e-5)


def test_what_comes_in_from_beyond_or_covers_is_nothing() -> None:
    full = torch.ones(64, 4, 16, 16)
    for change in (translate, cut_out):
        torch.manual_seed(0)
        changed = change(full)
        assert set(changed.unique().tolist()) == {-1.0, 1.0}
        assert torch.equal(changed[:, 3], changed[:, 0])
    torch.manual_seed(0)
    every = AdaTransforms(CHANGES)(as_networks_have_them(sprites()), torch.tensor(1.0))
    assert every.shape == (4, 4, 24, 16)
    assert every.isfinite().all()


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_family_learns_with_alpha_in_parts_and_resumes_exactly(kind: Family, tmp_path: Path) -> None:
    size = upright(kind).with_alpha(True)
    values = {"family": kind.name, "network": smallest(kind).model_dump(), "kimg": 0.016, "snapshot_kimg": 0.008}
    dataset = make_dataset(tmp_path / "set", count=9, size=size)
    straight = run_training(tmp_path / "straight", dataset, **values)
    assert_same_training(straight, interrupted(tmp_path / "resumed", dataset, at=16, **values))
    plan = make_plan(configuration(family=kind.name, network=smallest(kind).model_dump(), size=size))
    state = TrainingState(plan, CPU, "fp32", parts=2)
    state.make_step(torch.randint(0, 256, (4, *size.tensor), dtype=torch.uint8), None)
    assert state.is_finite()
