"""The recipes as terminal and studio list them: what each is, its cost here, its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import torch
from pydantic import BaseModel

from gan_engine.device import device_memory
from gan_engine.image_shape import ImageShape
from gan_engine.networks import registry
from gan_engine.networks.automatic import fit
from gan_engine.networks.description import Surroundings
from gan_engine.settings.configuration import Configuration
from gan_engine.settings.recipes import DEFAULT_RECIPE, Recipe
from gan_engine.training.forecast.estimates import estimate
from gan_engine.training.plan import make_plan

_USUAL_SIZE = {"cpu": 64, "cuda": 256, "mps": 128}  # px


def describe(recipe: Recipe, device: torch.device) -> dict[str, Any]:
    """All there is to know of `recipe`, fit for JSON. Costs are those on `device`, at the recipe's size.

    `schema` is the JSON schema of the whole form, the network's options included, nothing referred to elsewhere.
    """
    fitted = fit(recipe.configuration, _usual_surroundings(device))
    plan = make_plan(fitted)
    configuration = fitted.model_copy(update={"network": plan.options.model_dump()})
    return {
        "name": recipe.name,
        "title": recipe.title,
        "sentence": recipe.sentence,
        "default": recipe.name == DEFAULT_RECIPE,
        "family": plan.family.name,
        "family_title": plan.family.title,
        "family_sentence": plan.family.description.sentence,
        "supports": asdict(plan.family.supports),
        "sizes": list(plan.family.sizes),
        "size": configuration.size.stored,
        "size_from_dataset": "size" not in recipe.configuration.model_fields_set,
        "batch": configuration.batch,
        "kimg": configuration.kimg,
        **asdict(estimate(plan, device)),
        "configuration": configuration.model_dump(mode="json"),
        "schema": form_schema(plan.family.name),
    }


def describe_family(family: registry.Family) -> dict[str, Any]:
    """What artists are told of a kind of network, and the form of a training with it; fit for JSON."""
    return {
        "name": family.name,
        "title": family.title,
        "sentence": family.description.sentence,
        "sizes": list(family.sizes),
        "supports": asdict(family.supports),
        "freezes": family.description.freezes,
        "fits": family.description.automatic is not None,
        "schema": form_schema(family.name),
    }


def _usual_surroundings(device: torch.device) -> Surroundings:
    """What a recipe that fits itself to the set is described for: a thousand pictures."""
    return Surroundings(1000, ImageShape.square(_USUAL_SIZE[device.type]), device.type, device_memory(device))


def form_schema(family_name: str) -> dict[str, Any]:
    """The JSON schema of a configuration with `family_name`'s network options. Raises `ConfigurationError`."""
    family = registry.family(family_name)
    schema = _whole(Configuration)
    properties = schema["properties"]
    properties["family"] |= {
        "enum": [each.name for each in registry.families()],
        "labels": {each.name: each.title for each in registry.families()},
    }
    properties["network"] = _whole(family.Options) | {"title": properties["network"]["title"]}
    return schema


def _whole(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    whole: dict[str, Any] = _inlined(schema, definitions)
    return whole


def _inlined(value: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_inlined(item, definitions) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        target = definitions[value["$ref"].rsplit("/", 1)[-1]]
        return _inlined(target, definitions) | {key: inner for key, inner in value.items() if key != "$ref"}
    return {key: _inlined(inner, definitions) for key, inner in value.items()}
