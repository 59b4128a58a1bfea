"""What is known of a run, as names and values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gan_engine.image_shape import ImageShape
from gan_engine.settings.dotted import dotted
from studio.engine_words import engine_words
from studio.training.run_words import count, figure, memory
from studio.training.schema_fields import fields_of
from studio.words import duration, in_figures, size_words, tr
from studio.workers.training.follower import RunView
from studio.workers.training.recipe_book import RecipeCard


def configuration_of(run: RunView) -> Mapping[str, Any]:
    found = run.document.get("configuration", {})
    return found if isinstance(found, Mapping) else {}


def run_facts(run: RunView, total_memory_mb: float | None) -> list[tuple[str, str]]:
    """Name and value of what is known so far."""
    configuration = configuration_of(run)
    dataset = run.document.get("dataset", {})
    resolved = run.document.get("resolved", {})
    facts = []
    if isinstance(dataset, Mapping) and dataset:
        name = str(dataset.get("name") or Path(str(dataset.get("path", ""))).stem)
        pictures = dataset.get("count")
        facts.append((tr("Dataset"), f"{name}, {in_figures(pictures)}" if isinstance(pictures, int) else name))
    if (size := ImageShape.known(configuration.get("size"))) is not None:
        facts.append((tr("Size"), engine_words(size.words)))
    if "batch" in configuration:
        facts.append((tr("Batch"), f"{configuration['batch']}"))
    speed = run.latest.get("images_per_second", run.state.images_per_second)
    if speed is not None:
        facts.append(
            (
                tr("Speed"),
                tr("{speed:,.0f} pictures/s", speed=speed)
                if speed >= 20
                else tr("{speed:.1f} pictures/s", speed=speed),
            )
        )
    pace = run.latest.get("seconds_per_kimg")
    if pace is not None:
        facts.append((tr("Pace"), tr("{figure} s for 1 kimg", figure=figure(pace))))
    used = run.latest.get("memory_mb")
    if used is not None:
        facts.append(
            (
                tr("Memory"),
                tr("{used} of {total}", used=memory(used), total=memory(total_memory_mb))
                if total_memory_mb
                else memory(used),
            )
        )
    device = run.started.device if run.started is not None else resolved.get("device_name")
    if device:
        facts.append((tr("Device"), str(device)))
    precision = run.started.precision if run.started is not None else resolved.get("precision")
    if precision:
        measured = configuration.get("precision") == "auto"
        facts.append(
            (tr("Precision"), tr("{precision} (measured)", precision=precision) if measured else str(precision))
        )
    if run.started is not None:
        facts.append((tr("Generator"), tr("{count} weights", count=count(run.started.generator_parameters))))
        facts.append((tr("Discriminator"), tr("{count} weights", count=count(run.started.discriminator_parameters))))
    if run.stored:
        facts.append((tr("Snapshots"), f"{len(run.stored)}, {size_words(sum(each.bytes for each in run.stored))}"))
    if run.state.seconds:
        facts.append((tr("Trained for"), duration(run.state.seconds)))
    return facts


def run_settings(run: RunView, recipe: RecipeCard | None) -> list[tuple[str, str]]:
    """Every setting by the title its form gives it."""
    titles: dict[str, str] = {}
    if recipe is not None:
        titles = {field.name: field.title for field in fields_of(recipe.schema)}
    return [(titles.get(name, name), _shown(value)) for name, value in dotted(configuration_of(run)).items()]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return in_figures(value, "g") if isinstance(value, float) else str(value)


def number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
