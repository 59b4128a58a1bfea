"""The experiments there are, as data: each a TOML file in resources or of one's own.

An experiment has arms. An arm is a recipe with a few settings changed; all arms are trained on the same dataset for
as many epochs and measured at the same epochs with the same noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

import resources
from gan_engine.documents import read_toml
from gan_engine.errors import ConfigurationError
from gan_engine.settings.configuration import Configuration, apply_settings
from gan_engine.settings.options import Options, validated
from gan_engine.settings.recipes import load_recipe

Metric = Literal["fid", "kid", "fd-lite0", "kid-lite0", "fd-u2netp", "kid-u2netp"]
"""Distances from the set: what epochs and arms can be ranked by. Lower is better."""

USUAL = "animated-faces"
MOST_ARMS = 16
ENDING = ".toml"
IN_EPOCHS = ("kimg", "snapshot_kimg", "sample_kimg", "metric_kimg", "keep_states", "keep_snapshots")
"""Settings that an experiment makes itself, from epochs and the dataset's count."""

_FOLDER = "experiments"
_MOST_BYTES = 2**20

_Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]


class Arm(Options):
    """One way to train among those that are compared."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    """Of its folder."""
    title: _Line
    recipe: _Line
    """A recipe's name, or the path of a recipe's file."""
    settings: tuple[str, ...] = Field(default=(), max_length=100)
    """Such as "mirror=true"."""


class Definition(Options):
    """An experiment as its file describes it."""

    title: _Line
    sentence: _Line
    epochs: int = Field(ge=1, le=100_000)
    every: int = Field(ge=1, le=100_000)
    """Epochs from one measure to the next."""
    metric: Metric
    samples: int = Field(default=2048, ge=100, le=100_000)
    """Designs made for each measure."""
    settings: tuple[str, ...] = Field(default=(), max_length=100)
    """Common to all arms; an arm's own come after them."""
    arms: tuple[Arm, ...] = Field(min_length=1, max_length=MOST_ARMS)

    @field_validator("arms")
    @classmethod
    def _apart(cls, arms: tuple[Arm, ...]) -> tuple[Arm, ...]:
        for what in ("name", "title"):
            values = [getattr(arm, what) for arm in arms]
            double = next((value for value in values if values.count(value) > 1), None)
            if double is not None:
                raise ValueError(f"two arms have the {what} “{double}”")
        return arms


def list_definitions() -> dict[str, Definition]:
    """All experiments that came along, by name."""
    return {path.stem: read_definition(path) for path in sorted(resources.find(_FOLDER).glob(f"*{ENDING}"))}


def load_definition(name: str) -> tuple[str, Definition]:
    """The experiment called `name`, or the one in the file of that path if it ends in .toml, and its short name.

    Raises `ConfigurationError`.
    """
    if name.lower().endswith(ENDING):
        return Path(name).stem, read_definition(Path(name))
    known = list_definitions()
    if name in known:
        return name, known[name]
    raise ConfigurationError(
        f"There is no experiment “{name}”.",
        field="name",
        do=f"Choose from: {', '.join(known)}; or give the path of your own file (it ends in {ENDING}).",
    )


def read_definition(path: Path) -> Definition:
    """The experiment in the TOML file at `path`; recipes' files are found beside it. Raises `ConfigurationError`."""
    try:
        document = read_toml(path, largest=_MOST_BYTES)
    except OSError as error:
        raise ConfigurationError(f"The experiment {path} cannot be read: {error.strerror}.", field="name") from error
    except ValueError as error:
        raise _unusable(path, f"It {error}.") from error
    try:
        definition = validated(Definition, document)
    except ConfigurationError as error:
        raise _unusable(path, error.what, error.do) from error
    arms = [arm.model_copy(update={"recipe": _beside(arm.recipe, path)}) for arm in definition.arms]
    return definition.model_copy(update={"arms": tuple(arms)})


def configurations(definition: Definition, changes: Sequence[str]) -> list[Configuration]:
    """The settings of every arm, with `changes` (such as "batch=16") on top, no two of them alike.

    Raises `ConfigurationError`.
    """
    for setting in [*definition.settings, *changes, *(each for arm in definition.arms for each in arm.settings)]:
        key = setting.partition("=")[0].strip()
        if key in IN_EPOCHS:
            raise ConfigurationError(
                f"“{key}” follows from the experiment's epochs.",
                field=key,
                do="Set how many epochs there are, and how often they are measured (--epochs, --every).",
            )
    made = []
    for arm in definition.arms:
        base = load_recipe(arm.recipe).configuration
        made.append(apply_settings(base, [*definition.settings, *arm.settings, *changes]))
        for other, before in zip(definition.arms, made[:-1], strict=False):
            if before == made[-1]:
                raise ConfigurationError(
                    f"With these settings “{other.title}” and “{arm.title}” are the same.",
                    do="Leave what they differ in as it is.",
                )
    return made


def _beside(recipe: str, path: Path) -> str:
    return str(path.parent / recipe) if recipe.lower().endswith(ENDING) else recipe


def _unusable(path: Path, why: str, do: str = "") -> ConfigurationError:
    return ConfigurationError(
        f"“{path.name}” does not describe an experiment. {why}", field="name", kept="Nothing was begun.", do=do
    )


def describe(name: str, definition: Definition) -> dict[str, Any]:
    """Fit for JSON."""
    return {"name": name, **definition.model_dump(mode="json")}
