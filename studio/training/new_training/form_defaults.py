"""The values that the form for a new training begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gan_engine.runs.run_names import run_name
from gan_engine.settings.dotted import dotted, is_of_network
from studio.workers.training.follower import RunView
from studio.workers.training.recipe_book import RecipeCard


@dataclass(frozen=True)
class FormDefaults:
    """All of it may be left open."""

    dataset: Path | None = None
    recipe: str = ""
    name: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Settings that differ from the recipe's."""
    snapshot: Path | None = None
    replaces: Path | None = None
    """A training that is stopped when this one starts."""


def defaults_like(
    run: RunView, card: RecipeCard | None, settings: Mapping[str, Any] | None = None, snapshot: Path | None = None
) -> FormDefaults:
    """The form filled in as `run` was, but for `settings`. `card` is the run's recipe; None where it is gone."""
    configuration = run.document.get("configuration", {})
    values = dotted(configuration) if isinstance(configuration, Mapping) else {}
    own = card.values if card is not None else {}
    other = values.get("family") != own.get("family")  # then all of its network's options are its own
    changed = {
        name: value
        for name, value in values.items()
        if (card is None or name in own or (other and is_of_network(name))) and own.get(name) != value
    }
    dataset = run.document.get("dataset", {}).get("path")
    return FormDefaults(
        dataset=Path(dataset) if isinstance(dataset, str) else None,
        recipe=str(run.document.get("recipe", "")),
        name=run_name(run.path),
        settings={**changed, **(settings or {})},
        snapshot=snapshot,
    )
