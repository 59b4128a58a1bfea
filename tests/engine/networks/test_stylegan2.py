"""StyleGAN2 agrees with the public code: on recorded numbers (tests/data/reference), and on parameter counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.equalised import ModulatedConv
from gan_engine.networks.layers import minibatch_stddev
from gan_engine.networks.rounding import rounding_reach
from gan_engine.networks.stylegan2 import (
    StyleGan2Discriminator,
    StyleGan2Generator,
    StyleGan2Options,
)

BF16 = torch.finfo(torch.bfloat16).eps
REFERENCE = Path(__file__).parents[2] / "data" / "reference"


class Recorded:
    """A pair of networks with the recorded weights, and what the public code made of recorded input."""

    def __init__(self, name: str, size: int, classes: int, mapping_layers: int) -> None:
        with np.load(REFERENCE / f"stylegan2_{name}.npz") as file:
            self.numbers = {key: torch.from_numpy(file[key]) for key in file.files}
        options = StyleGan2Options(
            z_dim=32, w_dim=32, mapping_layers=mapping_layers, channel_base=512, max_channels=32, group=4
        )
        self.generator = StyleGan2Generator(options, ImageShape.square(size), classes).eval()
        self.discriminator = StyleGan2Discriminator(options, ImageShape.square(size), classes).eval()
        for prefix, network in (("G.", self.generator), ("D.", self.discriminator)):
            network.load_state_dict(
                {
                    key.removeprefix(prefix): value
                    for key, value in self.numbers.items()
                    if key.startswith(prefix) and not key.endswith("resample_filter")
                }
            )
        self.labels = self.numbers["c"].argmax(1) if classes else None

    def __getitem__(self, key: str) -> Tensor:
        return self.numbers[key]


@pytest.fixture(scope="module", params=[("uncond_32", 32, 0, 2), ("cond3_16", 16, 3, 8)], ids=lambda case: case[0])
def recorded(request: pytest.FixtureRequest) -> Recorded:
    return Recorded(*request.param)


def agree(mine: Tensor, theirs: Tensor) -> None:
    assert mine.shape == theirs.shape
    assert (mine - theirs).abs().max() <= 1e-4 * theirs.abs().max()


@torch.no_grad()
def test_mapping_and_truncation(recorded: Recorded) -> None:
    generator, z, labels = recorded.generator, recorded["z"], recorded.labels
    agree(generator.styles(z, labels), recorded["w"])
    agree(generator.styles(z, labels, psi=0.7), recorded["w_psi07"])
    agree(generator.styles(z, labels, psi=0.7, cutoff=4), recorded["w_psi07_cutoff4"])


@torch.no_grad()
def test_synthesis(recorded: Recorded) -> None:
    synthesis = recorded.generator.synthesis
    agree(synthesis(recorded["w"], "const"), recorded["img_const"])
    agree(synthesis(recorded["w_psi07"], "none"), recorded["img_none_psi07"])


def test_discriminator_and_r1(recorded: Recorded) -> None:
    pictures = recorded["img_const"].clone().requires_grad_()
    logits = recorded.discriminator(pictures, recorded.labels)
    agree(logits.detach(), recorded["d_logits"].flatten())
    (gradients,) = torch.autograd.grad(logits.sum(), pictures)
    agree(gradients.square().sum((1, 2, 3)), recorded["r1_per_sample"])


@pytest.mark.parametrize(
    ("base", "layers", "size", "generator", "discriminator"),
    [
        (32768, 2, 512, 28_700_647, 28_982_849),  # the superheroes experiment
        (16384, 2, 256, 23_191_522, 24_001_089),
        (32768, 2, 1024, 28_794_124, 29_012_513),
        (32768, 8, 512, 30_276_583, 28_982_849),  # paper512
    ],
)
def test_parameter_counts(base: int, layers: int, size: int, generator: int, discriminator: int) -> None:
    options = StyleGan2Options(channel_base=base, mapping_layers=layers)
    with torch.device("meta"):
        assert count_parameters(StyleGan2Generator(options, ImageShape.square(size), 0)) == generator
        assert count_parameters(StyleGan2Discriminator(options, ImageShape.square(size), 0)) == discriminator


def test_the_mean_style_follows_training_and_only_training() -> None:
    torch.manual_seed(0)
    generator = StyleGan2Generator(
        StyleGan2Options(z_dim=8, w_dim=8, channel_base=64, max_channels=8), ImageShape.square(16), 0
    )
    z = torch.randn(64, 8)
    before = generator.mapping.w_avg.clone()
    generator.eval()
    with torch.no_grad():
        w = generator.mapping(z, None)
        assert torch.equal(generator.mapping.w_avg, before)
        generator.train()
        generator.mapping(z, None)
    torch.testing.assert_close(generator.mapping.w_avg, 0.995 * before + 0.005 * w.mean(0))


def test_style_mixing_takes_fine_layers_from_another_latent() -> None:
    torch.manual_seed(0)
    options = StyleGan2Options(z_dim=8, w_dim=8, channel_base=64, max_channels=8, style_mixing=1.0)
    generator = StyleGan2Generator(options, ImageShape.square(32), 0).train()
    z = torch.randn(2, 8)
    styles = generator.styles(z)
    cuts = set()
    for _ in range(60):
        same = (generator._mixed(styles, z, None) == styles).all(2)
        cut = int(same[0].sum())
        assert same[0, :cut].all(), "coarse layers keep their own style"
        assert torch.equal(same[0], same[1])
        cuts.add(cut)
    assert cuts == set(range(1, generator.synthesis.layers))


@pytest.mark.parametrize(("count", "group"), [(8, 4), (4, 4), (6, 3), (5, 1), (3, 3)])
def test_minibatch_stddev_groups_divide_any_batch(count: int, group: int) -> None:
    x = torch.randn(count, 3, 4, 4, dtype=torch.float64)
    spread = minibatch_stddev(x, 4)
    assert spread.shape == (count, 1, 4, 4)
    members = x[0 :: count // group]  # those that picture 0 is grouped with
    expected = (members.var(0, unbiased=False) + 1e-8).sqrt().mean()
    torch.testing.assert_close(spread[0, 0, 0, 0], expected)


def test_sixteen_bits_change_little(recorded: Recorded) -> None:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        short = recorded.generator.synthesis(recorded["w"], "const")
        logits = recorded.discriminator(recorded["img_const"], recorded.labels)
    assert short.dtype == torch.float32
    drawn = rounding_reach(Constant(recorded.generator.synthesis), [recorded["w"]], BF16)
    judge = [recorded["img_const"], *([] if recorded.labels is None else [recorded.labels])]
    judged = rounding_reach(recorded.discriminator, judge, BF16)
    assert (short - drawn.exact).abs().max() <= drawn.furthest
    assert (logits - judged.exact).abs().max() <= judged.furthest
    full = recorded["img_const"]
    assert not torch.equal(short, full)
    assert (short - full).square().mean().sqrt() < 0.2 * full.square().mean().sqrt(), "few would see it"


class Constant(torch.nn.Module):
    """A synthesis whose layers add their own noise."""

    def __init__(self, synthesis: torch.nn.Module) -> None:
        super().__init__()
        self.synthesis = synthesis

    def forward(self, styles: Tensor) -> Tensor:
        drawn: Tensor = self.synthesis(styles, "const")
        return drawn


@pytest.mark.parametrize("up", [False, True])
@pytest.mark.parametrize("demodulate", [False, True])
def test_penalties_can_go_through_the_convolutions_twice(up: bool, demodulate: bool) -> None:
    torch.manual_seed(0)
    x = torch.randn(2, 2, 3, 3, dtype=torch.float64, requires_grad=True)
    styles = torch.randn(2, 2, dtype=torch.float64, requires_grad=True)
    layer = ModulatedConv(2, 3, 3, up=up, demodulate=demodulate).double()

    def drawn(x: Tensor, styles: Tensor) -> Tensor:
        maps, scale = layer.modulated(x, styles)
        return (maps if scale is None else maps * scale).square().sum()

    assert torch.autograd.gradcheck(drawn, (x, styles))
    assert torch.autograd.gradgradcheck(drawn, (x, styles))
