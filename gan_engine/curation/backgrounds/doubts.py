"""Whether a cut-out can be trusted: what of it is put before the artist, with the reason in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds.flood_fill import FloodFill
from gan_engine.curation.rim import rim

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# By hand.
_LEAST, _MOST = 0.005, 0.97  # shares of a picture that a figure takes
_PIECES = 0.05  # of what is left, beside the largest piece
_BORDER = 0.7  # of the border may be figure
# On the half of the art of benchmarks/background.py that constants are chosen on.
_SEEN = 0.6  # suspicion that a look has where the figure is
_AGREED = 0.8  # of what any look finds all have to find


def doubt_of(solid: Mask) -> str:
    """Why a figure [H, W], True where it is, cannot be one; "" where it can."""
    share = float(solid.mean())
    if share > _MOST:
        return "No ground was found to take off."
    if share < _LEAST:
        return "Hardly anything is left of the figure."
    if rim(solid).mean() > _BORDER:
        return "Ground is left along the border."
    return ""


def flood_doubt(flooded: FloodFill) -> str:
    """Why a flood is not to be believed; "" where it met one even ground, and left nothing undecided."""
    if flooded.is_calm:
        return "The figure encloses what is white or black as the ground is: a loop?" if flooded.undecided.any() else ""
    if flooded.scattered > _PIECES:
        return "The ground is not even: pieces of it are left beside the figure."
    return "The ground is not even: some of it may be left, or some of the figure gone."


def looks_doubt(looks: Sequence[Floats]) -> str:
    """Why what a network's looks, [H, W] each, 0 to 1, come to may be wrong; "" where they agree. One alone does."""
    if max(float(np.quantile(look, 0.99)) for look in looks) < _SEEN:
        return "It is not clear whether there is a figure."
    anywhere = float(np.maximum.reduce(looks).sum())
    if float(np.minimum.reduce(looks).sum()) < _AGREED * anywhere:
        return "It is not clear where the figure ends."
    return ""
