"""Recipes: every one that is shipped can be built, and says what it costs."""

from __future__ import annotations

import json

import pytest
import torch

from gan_engine.errors import ConfigurationError
from gan_engine.networks.registry import count_parameters, families
from gan_engine.training.catalogue import describe, form_schema
from gan_engine.training.configuration import apply_settings, configure
from gan_engine.training.estimates import step_cost
from gan_engine.training.plan import make_plan
from gan_engine.training.recipes import Recipe, list_recipes, load_recipe
from tests.engine.training_support import configuration

RECIPES = pytest.mark.parametrize("recipe", list_recipes(), ids=lambda recipe: recipe.name)


def test_quick_look_comes_first_and_fits_any_size() -> None:
    first = list_recipes()[0]
    assert first.name == "quick-look"
    assert "size" not in first.configuration.model_fields_set


def test_the_seeds_of_this_family_have_their_recipe() -> None:
    names = {recipe.name for recipe in list_recipes()}
    assert names >= {"quick-look", "pokemon-dcgan-64", "pokemon-dcgan-256", "animated-faces-dcgan-96", "dcgan-128"}


@RECIPES
def test_its_plan_can_be_made(recipe: Recipe) -> None:
    assert recipe.title
    assert recipe.sentence.endswith((".", "?"))
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
    assert schema["properties"]["size"]["enum"] == [32, 64, 96, 128, 256]
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
        weights = count_parameters(plan.family.build_discriminator(plan.options, 256, 0))
    assert weights > 400_000_000
    assert step_cost(plan).operations > 1e11
