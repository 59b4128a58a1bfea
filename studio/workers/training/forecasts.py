"""Forecasts of a training (settings, cost, faults), asked of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_engine.settings.dotted import dotted
from studio.workers.engine import Answer, Call
from studio.workers.training.recipe_book import RecipeCard
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry


@dataclass(frozen=True)
class Cost:
    """What a training will take, estimated."""

    generator_parameters: int
    discriminator_parameters: int
    memory_mb: float
    images_per_second: float
    device: str
    precision: str


@dataclass(frozen=True)
class StartFit:
    """What there is to begin with."""

    share: float
    """Of the generator's weights, 0 to 1."""
    afresh: tuple[str, ...]
    """Parts of the generator that begin afresh."""
    adapted: tuple[str, ...]
    """Parts that are adapted to the form of the pictures, or to classes."""
    with_discriminator: bool


@dataclass(frozen=True)
class Forecast:
    """The engine's answer. With errors there is nothing else."""

    errors: tuple[Mapping[str, Any], ...] = ()
    """field, what, do."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """The whole configuration, by dotted name."""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    """What was taken from the set and the device, by dotted name."""
    begins: StartFit | None = None
    cost: Cost | None = None
    cautions: tuple[str, ...] = ()
    """In sentences what should be known before it starts."""


def ask_forecast(
    workbench: Workbench,
    card: RecipeCard,
    settings: Mapping[str, Any],
    entry: DatasetEntry,
    *,
    done: Callable[[Forecast], Any],
    failed: Callable[[BaseException], Any],
    snapshot: Path | None = None,
    key: str = "",
) -> Call:
    """Ask what `card` with `settings` would be on the dataset `entry`, begun from `snapshot`."""
    asked = {
        "recipe": card.source,
        "settings": dict(settings),
        "class_names": list(entry.classes),
        "pictures": entry.count,
        "size": None if entry.size is None else entry.size.stored,
        "dataset": str(entry.path),
        "snapshot": None if snapshot is None else str(snapshot),
    }
    return workbench.engine.call("validate", asked, prepare=forecast_from, done=done, failed=failed, key=key)


def forecast_from(answer: Answer) -> Forecast:
    """The answer to “validate”."""
    values = answer.values
    begins, cost = values["begins"], values["estimate"]
    fit = None
    if begins is not None:
        fit = StartFit(begins["share"], tuple(begins["afresh"]), tuple(begins["adapted"]), begins["with_discriminator"])
    return Forecast(
        tuple(values["errors"]),
        dotted(values["configuration"] or {}),
        values["chosen"],
        fit,
        None if cost is None else Cost(**{part.name: cost[part.name] for part in fields(Cost)}),
        tuple(values["cautions"]),
    )
