"""Methods on what can be trained: hello (on what), recipes, validate."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from pydantic import Field

from gan_engine.errors import ConfigurationError
from gan_engine.service.calls import METHODS, Answer, Call, NoParams, Params, method
from gan_engine.service.desk import Desk
from gan_engine.service.turns import LOOKED_AT
from gan_engine.training.configuration import apply_settings
from gan_engine.training.recipes import DEFAULT_RECIPE, list_recipes, load_recipe

PROTOCOL = 1


class Validate(Params):
    recipe: str = DEFAULT_RECIPE
    settings: dict[str, Any] = Field(default_factory=dict)
    class_names: tuple[str, ...] = ()
    estimate: bool = True


@method("hello", NoParams)
def hello(desk: Desk, call: Call, params: NoParams) -> Answer:
    import torch

    from gan_engine.device import choose_device, device_memory, device_name

    device = choose_device("auto")
    return Answer(
        {
            "protocol": PROTOCOL,
            "versions": {
                "maquette": version("maquette"),
                "python": platform.python_version(),
                "torch": str(torch.__version__),
            },
            "device": device_name(device),
            "device_kind": device.type,
            "memory_bytes": device_memory(device),
            "cores": os.cpu_count() or 1,
            "methods": sorted(METHODS),
        }
    )


@method("recipes", NoParams)
def recipes(desk: Desk, call: Call, params: NoParams) -> Answer:
    from gan_engine.device import choose_device
    from gan_engine.training.catalogue import describe

    described = []
    for recipe in list_recipes():
        with desk.computing(call, LOOKED_AT, as_in_training=True):  # the device's speed is measured at first
            described.append(describe(recipe, choose_device("auto")))
    return Answer({"recipes": described})


@method("validate", Validate)
def validate(desk: Desk, call: Call, params: Validate) -> Answer:
    from gan_engine.device import choose_device
    from gan_engine.training.estimates import estimate
    from gan_engine.training.plan import make_plan

    cost = None
    try:
        settings = [f"{key}={_as_text(value)}" for key, value in params.settings.items()]
        plan = make_plan(apply_settings(load_recipe(params.recipe).configuration, settings), params.class_names)
        device = choose_device(plan.configuration.device)
        if params.estimate:
            with desk.computing(call, LOOKED_AT, as_in_training=True):
                cost = asdict(estimate(plan, device))
    except ConfigurationError as error:
        fault = {"field": error.field, "what": error.what, "do": error.do}
        return Answer({"errors": [fault], "configuration": None, "estimate": None})
    values = plan.configuration.model_copy(update={"network": plan.options.model_dump()}).model_dump(mode="json")
    return Answer({"errors": [], "configuration": values, "estimate": cost})


def _as_text(value: Any) -> str:
    """A setting as `--set` takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
