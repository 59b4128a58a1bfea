"""Recipes: every one that is shipped can be built, and says what it costs."""

from __future__ import annotations

import json

import pytest
import torch

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.automatic import fit
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.description import Surroundings
from gan_engine.networks.registry import families
from gan_engine.settings.configuration import apply_settings, configure
from gan_engine.settings.recipes import Recipe, list_recipes, load_recipe
from gan_engine.training.forecast.estimates import step_cost
from gan_engine.training.forecast.recipe_catalogue import describe, form_schema
from gan_engine.training.plan import make_plan
from tests.engine.training_support import configuration

RECIPES = pytest.mark.parametrize("recipe", list_recipes(), ids=lambda recipe: recipe.name)


def test_quick_look_comes_first_and_fits_any_size() -> None:
    first = list_recipes()[0]
    assert [recipe.name for recipe in list_recipes()[:3]] == ["quick-look", "small-set", "best-quality"]
    assert "size" not in first.configuration.model_fields_set


@RECIPES
def test_its_plan_can_be_made(recipe: Recipe) -> None:
    assert recipe.title
    assert recipe.sentence.endswith((".", "?"))
    for device, gigabytes in (("cpu", 8), ("cuda", 8), ("cuda", 24)):
        for size in (
            {recipe.configuration.size}
            if "size" in recipe.configuration.model_fields_set
            else set(map(ImageShape.square, (64, 256)))
        ):
            place = Surroundings(1000, size, device, gigabytes * 2**30)
            make_plan(fit(recipe.configuration.model_copy(update={"size": size}), place))
    plan = make_plan(recipe.configuration)
    names = [phase.name for phase in plan.phases()]
    assert len(names) == len(set(names))
    assert {phase.network for phase in plan.phases()} == {"generator", "discriminator"}


def test_an_unknown_recipe_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="quick-look"):
        load_recipe("quick-lock")


def test_a_description_is_whole_and_fit_for_json() -> None:
    described = json.loads(json.dumps(describe(load_recipe("pokemon-dcgan-64"), torch.device("cpu")), allow_nan=False))
    assert described["family"] == "dcgan"
    assert described["size"] == 64
    assert (described["generator_parameters"], described["discriminator_parameters"]) == (11_282_176, 11_443_776)
    assert described["seconds"] > 0
    assert described["memory_mb"] > (5 * 11_282_176 + 4 * 11_443_776) * 4 / 2**20
    assert described["configuration"]["network"]["z_dim"] == 16
    assert configure(described["configuration"])


def test_the_schema_holds_the_whole_form() -> None:
    schema = form_schema("dcgan")
    assert "$ref" not in json.dumps(schema)
    assert schema["properties"]["network"]["properties"]["z_dim"]["minimum"] == 2
    assert schema["properties"]["optimizer"]["properties"]["learning_rate"]["title"] == "Learning rate"
    assert schema["properties"]["size"]["type"] == "string"
    assert schema["properties"]["family"]["enum"] == [each.name for each in families()]


def test_operations_are_counted_as_they_are_made() -> None:
    """A step's count against the sum written out for the largest part: linear in the batch, and in R1's interval."""
    plan = make_plan(configuration(batch=4))
    double = make_plan(configuration(batch=8))
    assert step_cost(double).operations == pytest.approx(2 * step_cost(plan).operations)
    often = make_plan(configuration(tricks={"r1_gamma": 1, "r1_every": 2}))
    seldom = make_plan(configuration(tricks={"r1_gamma": 1, "r1_every": 4}))
    base = step_cost(plan).operations
    assert step_cost(often).operations - base == pytest.approx(2 * (step_cost(seldom).operations - base))


def test_counting_needs_no_memory_for_weights() -> None:
    plan = make_plan(apply_settings(load_recipe("pokemon-dcgan-256").configuration, ["network.minibatch_features=8"]))
    with torch.device("meta"):
        weights = count_parameters(plan.family.build_discriminator(plan.options, ImageShape.square(256), 0))
    assert weights > 400_000_000
    assert step_cost(plan).operations > 1e11


def test_what_is_left_open_is_fitted_to_the_set_and_the_device() -> None:
    best = load_recipe("best-quality").configuration
    size = ImageShape.square(512)
    large = fit(best.model_copy(update={"size": size}), Surroundings(2000, size, "cuda", 24 * 2**30))
    assert (large.batch, large.network["channel_base"], large.network["group"]) == (8, 32768, 4)
    assert large.tricks.r1_gamma == pytest.approx(0.0002 * 512**2 / 8)
    assert large.ema_kimg == 2.5
    assert large.tricks.path_length == 2.0, "what the recipe says stays"
    small = fit(best.model_copy(update={"size": size}), Surroundings(2000, size, "cuda", 6 * 2**30))
    assert small.batch < large.batch
    own = apply_settings(best, ["batch=24", "tricks.r1_gamma=5"])
    fitted = fit(own, Surroundings(2000, ImageShape.square(64), "cpu", 8 * 2**30))
    assert (fitted.batch, fitted.tricks.r1_gamma) == (24, 5)
    assert fitted.network["channel_base"] == 4096, "narrow without a card"


def test_a_family_without_rules_cannot_be_fitted() -> None:
    with pytest.raises(ConfigurationError, match="fit") as caught:
        fit(configure({"family": "vanilla", "fitted": True}), Surroundings(10, ImageShape.square(64), "cpu", 2**30))
    assert caught.value.field == "fitted"
