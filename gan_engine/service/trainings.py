"""Methods on what can be trained: hello, families, recipes, validate, forecast, branch, import_network and more."""

from __future__ import annotations

import contextlib
import functools
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from gan_engine import processor
from gan_engine.errors import ConfigurationError, DatasetError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.service.calls import Call
from gan_engine.service.methods import METHODS, Answer, NoParams, Params, method
from gan_engine.service.network_queue import LOOKED_AT
from gan_engine.service.open_models import OpenModels
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.dotted import as_given, assignments
from gan_engine.settings.recipes import DEFAULT_RECIPE, list_recipes, load_recipe

if TYPE_CHECKING:
    from gan_engine.training.forecast.cautions import SetFacts

PROTOCOL = 1


class Validate(Params):
    recipe: str = DEFAULT_RECIPE
    """A name or a file."""
    settings: dict[str, Any] = Field(default_factory=dict)
    """By dotted name."""
    class_names: tuple[str, ...] = ()
    """The dataset's."""
    pictures: int = Field(default=0, ge=0)
    """How many the dataset has; 0 where that is not known."""
    size: ImageShape | None = None
    """Their shape, as a number (a square) or text (64x96); null where it is not known."""
    dataset: str | None = None
    """Where it lies, to have it looked into for what should be known before; null: it is not."""
    snapshot: str | None = None
    """What the training is to begin from."""
    estimate: bool = True
    """Say what it will cost, too."""


class DescribeTraining(Params):
    run: str
    """The run directory that is to be."""
    dataset: str
    """The baked dataset."""
    recipe: str = DEFAULT_RECIPE
    """A name or a file."""
    settings: dict[str, Any] = Field(default_factory=dict)
    """By dotted name."""
    snapshot: str | None = None
    """What the training is to begin from."""


class Forecast(Params):
    document: dict[str, Any]
    """A run.json as `describe_training` gives it."""


class Branch(Params):
    snapshot: str
    """Its folder in a training, or a training: its best snapshot, else its last."""
    run: str
    """The folder of the new training."""
    settings: dict[str, Any] = Field(default_factory=dict)
    """What is to be different, by dotted name."""
    kimg: float | None = Field(default=None, gt=0)
    """How long it is to be in all; null for as long as the other."""


class ImportNetwork(Params):
    path: str
    """The file."""
    out: str
    """The snapshot's folder."""


@method("hello", NoParams)
def hello(open_models: OpenModels, call: Call, params: NoParams) -> Answer:
    """Who this engine is, and on what it computes.

    Answer: versions {maquette, python, torch}, protocol, device, device_kind ("cpu", "cuda", "mps"), device_count
    (of graphics cards, else 1), devices [{name, title}] (as `gan-engine devices --json` lists them), memory_bytes,
    cores, methods.
    """
    import torch

    from gan_engine.device import choose_device, device_memory, device_name, list_devices

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
            "device_count": torch.cuda.device_count() if device.type == "cuda" else 1,
            "devices": [{"name": str(each), "title": device_name(each)} for each in list_devices()],
            "memory_bytes": device_memory(device),
            "cores": processor.cores(),
            "methods": sorted(METHODS),
        }
    )


@method("families", NoParams)
def families(open_models: OpenModels, call: Call, params: NoParams) -> Answer:
    """The families of networks there are.

    Answer: families [{name, title, sentence, sizes, supports, freezes (layers, for going on from another training),
    fits (itself to a set), schema (JSON, of the form of a training)}].
    """
    from gan_engine.networks import registry
    from gan_engine.training.forecast.recipe_catalogue import describe_family

    return Answer({"families": [describe_family(family) for family in registry.families()]})


@method("recipes", NoParams)
def recipes(open_models: OpenModels, call: Call, params: NoParams) -> Answer:
    """The recipes that come with Maquette.

    Answer: recipes: the list that `gan-engine recipes --json` prints, each with the JSON schema of its form.
    """
    from gan_engine.device import choose_device
    from gan_engine.training.forecast.recipe_catalogue import describe

    described = []
    for recipe in list_recipes():
        with open_models.computing(call, LOOKED_AT, as_in_training=True):  # the device's speed is measured at first
            described.append(describe(recipe, choose_device("auto")))
    return Answer({"recipes": described})


@method("validate", Validate)
def validate(open_models: OpenModels, call: Call, params: Validate) -> Answer:
    """What a training would be, or why it cannot be.

    Answer: errors [{field, what, do}], none if all is well; then configuration (whole), chosen {dotted key: value}
    (what is taken from the set and the device), begins (of the snapshot or, where settings say pretrained, of a network
    that comes with the program: {share, afresh, adapted, with_discriminator}) or null, estimate (parameters, memory_mb,
    seconds, ...: as in recipes), and cautions: sentences to be known before it starts.
    """
    from gan_engine.training.forecast.cautions import SetFacts, cautions
    from gan_engine.training.forecast.estimates import estimate
    from gan_engine.training.forecast.preview import look_ahead

    cost = None
    try:
        seen = look_ahead(
            load_recipe(params.recipe).configuration,
            {key: as_given(value) for key, value in params.settings.items()},
            count=params.pictures,
            size=params.size,
            class_names=params.class_names,
            snapshot=Path(params.snapshot) if params.snapshot is not None else None,
        )
        if params.estimate:
            with open_models.computing(call, LOOKED_AT, as_in_training=True):
                cost = asdict(estimate(seen.plan, seen.device))
    except (ConfigurationError, SnapshotError) as error:
        nothing: dict[str, Any] = {
            "configuration": None, "chosen": {}, "begins": None, "estimate": None, "cautions": [],
        }  # fmt: skip
        return Answer({"errors": [_fault(error)], **nothing})
    begins = None
    if seen.fit is not None:
        fit = seen.fit
        begins = {
            "share": fit.share,
            "afresh": list(fit.afresh),
            "adapted": list(fit.adapted),
            "with_discriminator": fit.with_discriminator,
        }
    facts = SetFacts(params.pictures)
    if params.dataset is not None:
        with contextlib.suppress(DatasetError, OSError):  # it is said where the training is begun
            path = Path(params.dataset)
            facts = _set_facts(path, path.stat().st_mtime_ns)
    return Answer(
        {
            "errors": [],
            "configuration": seen.configuration.model_dump(mode="json"),
            "chosen": dict(seen.chosen),
            "begins": begins,
            "estimate": cost,
            "cautions": cautions(seen.plan, facts),
        }
    )


@functools.lru_cache(maxsize=4)
def _set_facts(path: Path, changed: int) -> SetFacts:
    """Of a dataset as it was when it `changed`: read once, however often a form is changed."""
    from gan_engine.dataset.reading import open_dataset
    from gan_engine.training.forecast.cautions import SetFacts

    with open_dataset(path) as dataset:
        return SetFacts.of(dataset)


@method("describe_training", DescribeTraining)
def describe_training(open_models: OpenModels, call: Call, params: DescribeTraining) -> Answer:
    """A training frozen as it is to be, for the queue; nothing is written.

    Answer: document (its whole run.json), device (as asked for). What cannot be trained is an error.
    """
    from gan_engine.training.run_creation import describe_run

    recipe = load_recipe(params.recipe)
    configuration = apply_settings(recipe.configuration, assignments(params.settings))
    snapshot = Path(params.snapshot) if params.snapshot is not None else None
    document = describe_run(
        Path(params.run), Path(params.dataset), configuration, recipe=recipe.name, snapshot=snapshot, incomplete=True
    )  # what is missing of the set stands in the form
    return Answer({"document": document, "device": configuration.device})


@method("forecast", Forecast)
def forecast(open_models: OpenModels, call: Call, params: Forecast) -> Answer:
    """How long a training that waits in the queue will take, as far as can be told before it begins.

    Answer: seconds [at least, at most]. A document that cannot be trained here is an error.
    """
    from gan_engine.device import choose_device
    from gan_engine.settings.configuration import configure
    from gan_engine.training.forecast.estimates import WITHIN, estimate
    from gan_engine.training.plan import make_plan

    dataset = params.document.get("dataset")
    configuration = configure(params.document.get("configuration", {}))
    plan = make_plan(configuration, dataset.get("class_names", ()) if isinstance(dataset, dict) else ())
    with open_models.computing(call, LOOKED_AT, as_in_training=True):
        seconds = estimate(plan, choose_device(configuration.device)).seconds
    return Answer({"seconds": [seconds / WITHIN, seconds * WITHIN]})


@method("branch", Branch)
def branch(open_models: OpenModels, call: Call, params: Branch) -> Answer:
    """A new training that goes on exactly where a snapshot stood, ready to be resumed; nothing is trained yet.

    Answer: run, snapshot (its name), kimg (where it stands), afresh (what does not fit the changed settings and begins
    anew). Settings that do not fit the snapshot are an error.
    """
    from gan_engine.runs.ancestry import ancestry
    from gan_engine.training.branch import create_branch

    made = create_branch(Path(params.run), Path(params.snapshot), assignments(params.settings), kimg=params.kimg)
    begun = ancestry(made.read_run())[-1]
    return Answer({"run": str(made.path), "snapshot": begun.snapshot, "kimg": begun.kimg, "afresh": list(begun.afresh)})


@method("import_network", ImportNetwork)
def import_network(open_models: OpenModels, call: Call, params: ImportNetwork) -> Answer:
    """Make a snapshot of a StyleGAN2 network of other tools, read without running anything that lies in its file.

    Answer: path (the snapshot's folder), family, size, class_names, with_discriminator.
    """
    from gan_engine.interchange import stylegan2_files

    call.report(0, None, Path(params.path).name)
    imported = stylegan2_files.import_network(Path(params.path), Path(params.out))
    card = imported.card
    return Answer(
        {
            "path": str(imported.path),
            "family": card.family,
            "size": card.size.stored,
            "class_names": list(card.class_names),
            "with_discriminator": imported.with_discriminator,
        }
    )


def _fault(error: ConfigurationError | SnapshotError) -> dict[str, str]:
    """An error with the field it belongs to."""
    field = error.field if isinstance(error, ConfigurationError) else "snapshot"
    return {"field": field, "what": error.what, "do": error.do}
