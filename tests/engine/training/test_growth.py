"""Growing networks: the schedule, what is seen at each level, fades without a jump, exact published sizes."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.growth import Growth, Level, enlarged, seen_at
from gan_engine.networks.progan import ProGanDiscriminator, ProGanGenerator, ProGanOptions
from gan_engine.networks.registry import family
from gan_engine.networks.resampling import blur
from gan_engine.networks.stylegan1 import StyleGan1Discriminator, StyleGan1Generator, StyleGan1Options
from gan_engine.training.plan import make_plan
from gan_engine.training.precision import time_steps
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration

CPU = torch.device("cpu")
SMALL = {"channel_base": 64, "max_channels": 4}


SIZE = ImageShape.square(16)


def test_the_schedule_fades_in_and_stays() -> None:
    growth = Growth((4, 8, 16), fade_kimg=2, stable_kimg=1)
    assert [growth.at(images) for images in (0, 999, 1000, 2000, 3000, 3999, 4000, 5000, 6000, 99_000)] == [
        Level(4), Level(4), Level(8, 0.0), Level(8, 0.5), Level(8, 1.0), Level(8, 1.0), Level(16, 0.0),
        Level(16, 0.5), Level(16, 1.0), Level(16, 1.0),
    ]  # fmt: skip
    assert growth.grown_at == 6


def test_left_alone_half_the_training_is_for_growing() -> None:
    growth = Growth.over((4, 8, 16, 32), 120)
    assert growth.grown_at == 60
    assert growth.at(60_000) == Level(32)
    assert growth.at(14_999).resolution == 8


def test_a_network_sees_pictures_as_its_layers_fade() -> None:
    pictures = torch.rand(2, 3, 16, 16)
    assert torch.equal(seen_at(pictures, Level(16), SIZE), pictures)
    half = torch.nn.functional.avg_pool2d(pictures, 2)
    torch.testing.assert_close(seen_at(pictures, Level(8), SIZE), half)
    torch.testing.assert_close(seen_at(pictures, Level(16, 0.0), SIZE), enlarged(half, 16, SIZE))
    torch.testing.assert_close(
        seen_at(pictures, Level(16, 0.25), SIZE), 0.75 * enlarged(half, 16, SIZE) + 0.25 * pictures
    )


@torch.no_grad()
@pytest.mark.parametrize("name", ["progan", "stylegan"])
def test_a_new_resolution_comes_in_without_a_jump(name: str) -> None:
    torch.manual_seed(0)
    kind = family(name)
    options = kind.validate({**SMALL, "group": 0})
    generator: Any = kind.build_generator(options, ImageShape.square(16), 0).train()
    discriminator: Any = kind.build_discriminator(options, ImageShape.square(16), 0)
    z = torch.randn(2, generator.z_dim)

    def both(level: Level) -> tuple[torch.Tensor, torch.Tensor]:
        generator.grow(level)
        discriminator.grow(level)
        torch.manual_seed(1)
        pictures = generator(z)
        assert pictures.shape[-1] == level.resolution
        return pictures, discriminator(pictures)

    before, judged_before = both(Level(8))
    after, judged_after = both(Level(16, 0.0))
    torch.testing.assert_close(after, enlarged(before, 16, SIZE))
    torch.testing.assert_close(judged_after, judged_before)
    generator.eval()
    assert generator(z).shape == (2, 3, 16, 16)
    generator.grow(Level(8))
    assert generator(z).shape == (2, 3, 16, 16), "whoever draws gets the full size at any time"


def test_a_file_made_half_way_draws_as_it_did() -> None:
    torch.manual_seed(0)
    first = ProGanGenerator(ProGanOptions(**SMALL), SIZE, 0).eval()
    first.grow(Level(8, 0.3))
    second = ProGanGenerator(ProGanOptions(**SMALL), SIZE, 0).eval()
    second.load_state_dict(first.state_dict())
    z = torch.randn(2, first.z_dim)
    assert torch.equal(first(z), second(z))


@pytest.mark.parametrize("grown", [[7.0, 1.0], [16.0, 2.0], [float("nan"), 1.0], [1e9, 0.5]])
@pytest.mark.parametrize("name", ["progan", "stylegan"])
def test_a_file_that_lies_about_its_growth_is_refused(name: str, grown: list[float]) -> None:
    kind = family(name)
    network: Any = kind.build_generator(kind.validate(SMALL), ImageShape.square(16), 0)
    tensors = network.state_dict() | {"grown": torch.tensor(grown)}
    with pytest.raises(SnapshotError, match="grown"):
        network.load_state_dict(tensors)


def test_published_sizes() -> None:
    with torch.device("meta"):
        assert count_parameters(StyleGan1Generator(StyleGan1Options(), ImageShape.square(1024), 0)) == 26_219_627
        assert count_parameters(StyleGan1Discriminator(StyleGan1Options(), ImageShape.square(1024), 0)) == 23_087_249
    icons = ProGanOptions(form="icons", channel_base=1024)
    with torch.device("meta"):
        assert count_parameters(ProGanGenerator(ProGanOptions(), ImageShape.square(1024), 0)) == 23_079_115
        assert count_parameters(ProGanDiscriminator(ProGanOptions(), ImageShape.square(1024), 0)) == 23_087_249
        assert count_parameters(ProGanGenerator(icons, ImageShape.square(256), 0)) == 2_361_713
        assert count_parameters(ProGanDiscriminator(icons, ImageShape.square(256), 0)) == 6_562_497


def test_the_optimisers_forget_at_each_resolution() -> None:
    wanted = configuration(
        family="progan", size=16, kimg=0.2, network={**SMALL, "fade_kimg": 0.008, "stable_kimg": 0.008}
    )
    state = TrainingState(make_plan(wanted), CPU, "fp32")
    reals = torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8)
    steps = []
    for _ in range(6):
        state.make_step(reals, None)
        weight = state.generator.b4_1.weight
        steps.append(int(state.optimizers["generator"].state[weight]["step"]))
    assert steps == [1, 2, 1, 2, 3, 4], "8 px came in after two steps"
    assert state.generator_ema.level == state.generator.level == state.growth.at(24)  # type: ignore[union-attr]


def test_a_training_too_short_to_grow_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="grown in full") as caught:
        make_plan(configuration(family="progan", size=32, kimg=10, network={"fade_kimg": 5}))
    assert caught.value.field == "kimg"


def test_its_speed_is_measured_fully_grown() -> None:
    plan = make_plan(configuration(family="progan", size=16, kimg=1, network=SMALL, precision="auto"))
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        real = ProGanDiscriminator.forward

        def noted(self: ProGanDiscriminator, pictures: torch.Tensor, c: torch.Tensor | None = None) -> torch.Tensor:
            seen.append(pictures.shape[-1])
            return real(self, pictures, c)

        patch.setattr(ProGanDiscriminator, "forward", noted)
        assert time_steps(plan, CPU, "fp32", 1).work > 0
    assert set(seen) == {16}


def test_the_first_size_may_be_another_and_last_longer() -> None:
    icons = {"form": "icons", "channel_base": 1024, "first_kimg": 60, "fade_kimg": 60, "stable_kimg": 0.008}
    growth = make_plan(configuration(family="progan", size=256, batch=8, kimg=480, network=icons)).growth()
    assert growth is not None
    assert [growth.at(1000 * kimg).resolution for kimg in (0, 59, 61, 119, 121, 361)] == [4, 4, 8, 8, 16, 256]
    assert growth.at(90_000).alpha == pytest.approx(0.5, abs=1e-3)
    assert growth.grown_at == pytest.approx(420, abs=0.1)
    assert Growth.over((4, 8, 16), 12, first_kimg=3).at(2999) == Level(4)
    assert Growth.over((4, 8, 16), 12, first_kimg=3).grown_at == 3 + 3 * 1.5

    whole = make_plan(configuration(family="stylegan", size=32, network={**SMALL, "first_size": 32})).growth()
    assert whole is not None
    assert (whole.at(0), whole.grown_at) == (Level(32), 0)
    with pytest.raises(ConfigurationError, match="4, 8, 16, or 0") as caught:
        make_plan(configuration(family="progan", size=16, network={**SMALL, "first_size": 12}))
    assert caught.value.field == "network.first_size"


def test_blurring_is_its_own_gradient_at_any_order() -> None:
    x = torch.linspace(-1, 1, 75, dtype=torch.float64).view(1, 3, 5, 5).requires_grad_()
    assert torch.autograd.gradcheck(blur, (x,))
    assert torch.autograd.gradgradcheck(lambda x: blur(x.square()), (x,))
    inner = blur(x)[0, :, 2, 2].detach()
    weights = torch.tensor([0.25, 0.5, 0.25], dtype=torch.float64)
    around = x[0, :, 1:4, 1:4].detach()
    torch.testing.assert_close(inner, torch.einsum("chw,h,w->c", around, weights, weights))


@pytest.mark.parametrize("name", ["progan", "stylegan"])
def test_the_layers_that_see_the_picture_can_be_kept(name: str) -> None:
    wanted = configuration(family=name, size=16, network={**SMALL, "first_size": 16}, tricks={"freeze_d": 3})
    state = TrainingState(make_plan(wanted), CPU, "fp32")
    before = {key: value.clone() for key, value in state.discriminator.state_dict().items()}
    state.make_step(torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8), None)
    moved = {
        key.split(".")[0] for key, value in state.discriminator.state_dict().items() if value.ne(before[key]).any()
    }
    assert moved == {"b8_0", "b8_1", "last"}, "the first resolution's three stayed as they were"
