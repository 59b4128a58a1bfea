"""The ways to take a figure off its ground, by name: what is offered, in words. `background` does it."""

from __future__ import annotations

from collections.abc import Mapping

from gan_engine.curation.backgrounds.models import EMBEDDED, MODELS

KEEP = "keep"
"""The method that leaves the ground as it is, whatever the set's choice is: only an artist's strokes take away."""
FLOOD, AUTO = "flood", "auto"

BACKGROUND_METHODS: Mapping[str, str] = {
    FLOOD: "Plain grounds: follow the ground's colour in from the border",
    EMBEDDED: "Busy grounds: a small network finds the figure (about a second a picture)",
    AUTO: "Mixed sets: flood where the ground is plain, else u2netp",
} | {name: model.download.sentence for name, model in MODELS.items() if name != EMBEDDED}
