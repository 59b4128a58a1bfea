"""The ways to take a figure off its ground, as the window calls them."""

from __future__ import annotations

from collections.abc import Mapping

from gan_engine.curation.backgrounds.methods import AUTO, FLOOD
from gan_engine.curation.backgrounds.models import EMBEDDED, MODELS, usable

ALWAYS_THERE = ("", FLOOD, EMBEDDED, AUTO)
"""Methods that need nothing fetched."""

METHOD_WORDS: Mapping[str, str] = {
    "": "Keep", FLOOD: "Flood fill", EMBEDDED: MODELS[EMBEDDED].title, AUTO: "Each its own",
} | {name: model.title for name, model in MODELS.items()}  # fmt: skip
METHOD_SENTENCES: Mapping[str, str] = {name: model.download.sentence for name, model in MODELS.items()} | {
    "": "The picture stays as it is.",
    FLOOD: "For plain grounds: follows the ground's colour in from the border.",
    EMBEDDED: "For busy grounds: a small network finds the figure, about a second a picture.",
    AUTO: "For mixed sets: flood fill where the ground is plain, u2netp where it is busy.",
}


def usable_methods() -> list[str]:
    """Those that can be used now: what is always there first, then the networks that were fetched."""
    return [*ALWAYS_THERE, *(name for name in usable() if name not in ALWAYS_THERE)]
