"""The ways to take a figure off its ground, as the window calls them."""

from __future__ import annotations

from collections.abc import Mapping

from gan_engine.curation.backgrounds.methods import AUTO, FLOOD
from gan_engine.curation.backgrounds.models import EMBEDDED, MODELS, usable
from studio.words import tr_noop

ALWAYS_THERE = ("", FLOOD, EMBEDDED, AUTO)
"""Methods that need nothing fetched."""

METHOD_WORDS: Mapping[str, str] = {
    "": tr_noop("Keep"), FLOOD: tr_noop("Flood fill"), EMBEDDED: MODELS[EMBEDDED].title, AUTO: tr_noop("Each its own"),
} | {name: model.title for name, model in MODELS.items()}  # fmt: skip
METHOD_SENTENCES: Mapping[str, str] = {name: model.download.sentence for name, model in MODELS.items()} | {
    "": tr_noop("The picture stays as it is."),
    FLOOD: tr_noop("For plain grounds: follows the ground's colour in from the border."),
    EMBEDDED: tr_noop("For busy grounds: a small network finds the figure, about a second a picture."),
    AUTO: tr_noop("For mixed sets: flood fill where the ground is plain, u2netp, a small network, where it is busy."),
}


def usable_methods() -> list[str]:
    """Those that can be used now: what is always there first, then the networks that were fetched."""
    return [*ALWAYS_THERE, *(name for name in usable() if name not in ALWAYS_THERE)]
