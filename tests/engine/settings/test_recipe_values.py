"""The recipes that repeat published experiments hold what was published; networks come out exactly as large."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from gan_engine.networks.bases import count_parameters
from gan_engine.settings.configuration import configure
from gan_engine.settings.recipes import list_recipes, load_recipe
from gan_engine.training.plan import Plan, make_plan

PUBLISHED: dict[str, dict[str, Any]] = {
    "mhxx-vanilla-32": {"family": "vanilla", "size": 32, "objective": "bce"},
    "mhxx-dcgan-64": {
        "batch": 128, "sample_kimg": 0.2 * 128, "optimizer.learning_rate": 2e-4, "optimizer.beta1": 0.5,
        "network.z_dim": 100, "network.generator_width": 128, "network.max_width": 1024,
    },
    "mhxx-stylegan-512": {
        "family": "stylegan", "size": 512, "mirror": True, "objective": "non-saturating", "tricks.r1_gamma": 10,
        "tricks.r1_every": 1, "network.mapping_layers": 8, "network.style_mixing": 0.9, "network.w_dim": 512,
    },
    "mhxx-stylegan-512-transfer": {"optimizer.learning_rate": 1e-3, "optimizer.steps": "", "network.first_size": 512},
    "pokemon-dcgan-64": {
        "batch": 32, "objective": "bce", "optimizer.learning_rate": 1.5e-4, "optimizer.beta1": 0.5,
        "tricks.label_smoothing": True, "tricks.monitored": False, "tricks.boost": False, "network.z_dim": 16,
        "network.generator_width": 128, "network.discriminator_width": 128, "network.minibatch_features": 2,
    },
    "pokemon-dcgan-64-monitored": {"tricks.monitored": True, "tricks.boost": False, "tricks.label_smoothing": True},
    "pokemon-dcgan-64-boost": {"tricks.monitored": False, "tricks.boost": True, "tricks.label_smoothing": True},
    "pokemon-dcgan-256": {"size": 256, "batch": 32, "network.minibatch_features": 4, "network.z_dim": 16},
    "pokemon-wgan-64": {
        "objective": "wasserstein", "optimizer.kind": "rmsprop", "optimizer.learning_rate": 5e-5, "tricks.clip": 0.01,
        "tricks.critic_steps": 3, "network.head": "linear", "network.minibatch_features": 2,
    },
    "pokemon-wgan-256": {"size": 256, "tricks.clip": 0.01, "tricks.critic_steps": 3, "network.minibatch_features": 4},
    "superheroes-512": {
        "batch": 64, "kimg": 5 * 5000, "optimizer.learning_rate": 2.5e-3, "augment.adaptive": "bgc",
        "augment.target": 0.6, "tricks.r1_gamma": pytest.approx(0.0002 * 512**2 / 64), "tricks.r1_every": 16,
        "tricks.path_length": 2.0, "tricks.path_length_every": 4, "ema_kimg": 20, "ema_ramp": 0.05,
    },
    "mel-icon-256": {
        "batch": 8, "objective": "wasserstein", "optimizer.learning_rate": 5e-4, "optimizer.beta1": 0,
        "optimizer.beta2": 0.99, "tricks.gradient_penalty": 10, "tricks.drift": 0.001, "tricks.critic_steps": 1,
        "network.form": "icons", "network.first_kimg": 60, "network.fade_kimg": 60, "mirror": False,
    },
    "animated-faces-dcgan-96": {
        "batch": 64, "objective": "bce", "optimizer.learning_rate": 2e-4, "optimizer.beta1": 0.5, "network.z_dim": 100,
    },
    "animated-faces-wgan-gp-96": {
        "batch": 64, "objective": "wasserstein", "optimizer.learning_rate": 1e-4, "optimizer.beta1": 0,
        "optimizer.beta2": 0.9, "tricks.gradient_penalty": 10, "tricks.critic_steps": 5,
        "network.discriminator_norm": "instance",
    },
    "progan-256": {
        "optimizer.learning_rate": 1e-3, "optimizer.beta1": 0, "optimizer.beta2": 0.99, "tricks.gradient_penalty": 10,
        "tricks.drift": 0.001, "network.fade_kimg": 600, "network.stable_kimg": 600,
    },
    "stylegan2-config-f": {
        "batch": 32, "network.group": 4, "network.channel_base": 32768, "optimizer.learning_rate": 2e-3,
        "tricks.r1_gamma": 10, "ema_kimg": 10, "ema_ramp": 0, "network.mapping_layers": 8,
    },
    "stylegan2-paper256": {
        "batch": 64, "network.group": 8, "network.channel_base": 16384, "optimizer.learning_rate": 2.5e-3,
        "tricks.r1_gamma": 1, "ema_kimg": 20, "ema_ramp": 0, "network.mapping_layers": 8,
    },
    "stylegan2-paper512": {
        "batch": 64, "network.group": 8, "network.channel_base": 32768, "optimizer.learning_rate": 2.5e-3,
        "tricks.r1_gamma": 0.5, "ema_kimg": 20, "ema_ramp": 0, "network.mapping_layers": 8,
    },
    "stylegan2-paper1024": {
        "batch": 32, "network.group": 4, "network.channel_base": 32768, "optimizer.learning_rate": 2e-3,
        "tricks.r1_gamma": 2, "ema_kimg": 10, "ema_ramp": 0, "network.mapping_layers": 8,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_recipe_holds_what_was_published(name: str) -> None:
    plan = make_plan(load_recipe(name).configuration)
    values = plan.configuration.model_dump() | {"network": plan.options.model_dump()}
    for key, expected in PUBLISHED[name].items():
        group, dot, field = key.rpartition(".")
        assert (values[group] if dot else values)[field] == expected, key


def test_nothing_that_repeats_an_experiment_is_left_unlooked_at() -> None:
    own = {"quick-look", "small-set", "best-quality", "dcgan-128"}
    assert {recipe.name for recipe in list_recipes()} == PUBLISHED.keys() | own


def test_learning_rates_follow_the_resolution() -> None:
    styles, icons = (load_recipe(name).configuration for name in ("mhxx-stylegan-512", "mel-icon-256"))
    for configuration, expected in (
        (styles, {8: 1e-3, 16: 1e-3, 32: 1e-3, 64: 1e-3, 128: 1.5e-3, 256: 2e-3, 512: 3e-3}),
        (icons, {4: 5e-4, 8: 5e-4, 16: 5e-4, 32: 5e-4, 64: 5e-4, 128: 5e-4, 256: 5e-4}),
    ):
        growth = make_plan(configuration).growth()
        assert growth is not None
        begun = {growth.at(1000 * kimg + 1000).resolution: configuration.optimizer.rate_at(kimg + 1)
                 for kimg in range(int(growth.grown_at), -1, -1)}  # fmt: skip
        assert begun == expected
    assert icons.optimizer.rate_at(icons.kimg) == 1e-4, "late at 256 px"


def counted(plan: Plan) -> tuple[int, int]:
    generator, discriminator = plan.build_networks(torch.device("meta"))
    return count_parameters(generator), count_parameters(discriminator)


STYLEGAN2 = {"family": "stylegan2", "network": {"mapping_layers": 2}}
CONFIGURED: list[tuple[dict[str, Any], tuple[int | None, int | None]]] = [
    ({**STYLEGAN2, "size": 256}, (23_191_522, 24_001_089)),
    ({**STYLEGAN2, "size": 512, "network": {"channel_base": 32768}}, (28_700_647, 28_982_849)),
    ({**STYLEGAN2, "size": 1024, "network": {"channel_base": 32768}}, (28_794_124, 29_012_513)),
    ({"family": "progan", "size": 1024}, (23_079_115, 23_087_249)),
    ({"family": "stylegan", "size": 1024}, (26_219_627, 23_087_249)),
]
NAMED: list[tuple[str, tuple[int | None, int | None]]] = [
    ("pokemon-dcgan-64", (11_282_176, 11_443_776)),
    ("pokemon-wgan-64", (11_282_176, 11_443_777)),
    ("pokemon-dcgan-256", (11_441_600, 212_528_256)),
    ("pokemon-wgan-256", (11_441_600, 212_528_257)),
    ("superheroes-512", (28_700_647, 28_982_849)),
    ("mel-icon-256", (2_361_713, 6_562_497)),
    ("animated-faces-dcgan-96", (7_413_632, 6_957_312)),
    ("animated-faces-wgan-gp-96", (7_413_632, 6_954_496)),
    ("stylegan2-paper512", (30_276_583, None)),
]


@pytest.mark.parametrize("given", [*CONFIGURED, *NAMED], ids=str)
def test_networks_are_of_the_published_size(given: tuple[Any, tuple[int | None, int | None]]) -> None:
    wanted, expected = given
    configuration = load_recipe(wanted).configuration if isinstance(wanted, str) else configure(wanted)
    with torch.device("meta"):
        found = counted(make_plan(configuration))
    assert all(count in (None, own) for own, count in zip(found, expected, strict=True)), found
