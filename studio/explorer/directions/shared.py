"""What section and page of directions share: those that are kept of the model, and the layers they may move."""

from __future__ import annotations

from gan_engine.latent.layers import LayerRange, named_ranges
from gan_engine.latent.point import LAST_LAYER
from studio.explorer.modes.context import ExploreContext
from studio.words import tr_noop
from studio.workers.explorer.designs import Model
from studio.workers.explorer.directions import KeptDirections

ALL_LAYERS = "all"
LAYER_TITLES = {
    ALL_LAYERS: tr_noop("All"), "coarse": tr_noop("Coarse"), "middle": tr_noop("Middle"), "fine": tr_noop("Fine"),
}  # fmt: skip
"""Of the groups of layers, as they are chosen."""


def kept_of(context: ExploreContext) -> KeptDirections:
    """The directions that are kept of the context's model, in one place for all who ask."""
    found = context.findChild(KeptDirections)
    if not isinstance(found, KeptDirections):
        kept = found = KeptDirections(context.workbench, context)
        kept.set_model(context.model)
        context.model_changed.connect(lambda: kept.set_model(context.model))
    return found


def layer_ranges(model: Model | None) -> dict[str, LayerRange]:
    """The layers that a direction may move, by name; none without styles."""
    if model is None or not model.style_resolutions:
        return {}
    return {ALL_LAYERS: (0, LAST_LAYER), **named_ranges(model.style_resolutions)}
