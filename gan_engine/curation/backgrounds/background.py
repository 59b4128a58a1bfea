"""Removing the background of one picture, by the method that is asked for.

"flood" follows the ground in from the border and is exact on plain or evenly shaded grounds; "u2netp", a small trained
network that comes with the program, knows what figures look like, for busy ones; "auto" takes for each picture what the
flood's own result asks for. What cannot be trusted is said (`CutOut.doubt`). Larger networks can be fetched
(`gan_engine.curation.backgrounds.models`). Everything runs on this machine, and a network's file is checked before it
is used.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds import colour_segmentation, models
from gan_engine.curation.backgrounds.cut_outs import CutOut
from gan_engine.curation.backgrounds.doubts import doubt_of, flood_doubt, looks_doubt
from gan_engine.curation.backgrounds.flood_fill import FloodFill, flood
from gan_engine.curation.backgrounds.matte import adjusted, painted, soft_edge
from gan_engine.curation.backgrounds.methods import AUTO, BACKGROUND_METHODS, FLOOD, KEEP
from gan_engine.curation.rim import SOLID, is_cut_out
from gan_engine.errors import ConfigurationError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, with_alpha

Floats = npt.NDArray[np.float32]

_LEAST_FIGURE = 0.0005  # of the picture; below this nothing was found
_USUAL_TOLERANCE = 7.0
_REMEMBERED = 16  # findings that are kept, three or so a picture: sliders ask again and again of the same few
_SMALL = 2**20  # pixels; larger pictures are on their way into a dataset, and seen once


def remove_background(
    picture: Picture,
    method: str,
    tolerance: float | None = None,
    edge: float = 0.0,
    softness: float | None = None,
    strokes: Sequence[Any] = (),
    scale: float = 1.0,
) -> Picture:
    """`cut_out`'s picture, trusted or not."""
    return cut_out(picture, method, tolerance, edge, softness, strokes, scale).picture


def cut_out(
    picture: Picture,
    method: str,
    tolerance: float | None = None,
    edge: float = 0.0,
    softness: float | None = None,
    strokes: Sequence[Any] = (),
    scale: float = 1.0,
) -> CutOut:
    """HxWx4, the ground transparent. A picture that has a transparent ground already keeps its outline as it is.

    `tolerance`: how far (in Lab) a colour may lie from the ground's and still be it; None: as the ground asks for.
    `edge`: pixels by which the outline is moved out (in, below 0); `softness`: pixels over which it is softened, None:
    as it was found, 0: hard. `strokes`: an artist's corrections, each with `add`, `radius` and `points`. All of these
    are in pixels of the original, of which `picture` shows `scale`. `method` "keep" does only what strokes say.

    Where no figure is found the picture stays whole. What an artist has corrected is not doubted. Raises
    ConfigurationError for an unknown method, ModelError for a model that is missing or damaged.
    """
    if method != KEEP and method not in BACKGROUND_METHODS:
        raise _unknown(method)
    flat = flatten(picture)
    doubt = ""
    if picture.shape[2] == 4 and (method == KEEP or is_cut_out(picture)):
        cut = picture.copy()
    elif method == KEEP:
        cut = with_alpha(flat)
    else:
        cut, unsure = _cut(flat, method, tolerance)
        if np.count_nonzero(cut[..., 3] > SOLID) < _LEAST_FIGURE * cut.shape[0] * cut.shape[1]:
            cut = with_alpha(flat)
        doubt = doubt_of(cut[..., 3] > SOLID) or unsure
        if (edge or softness is not None) and not (cut[..., 3] == 255).all():
            cut[..., 3] = adjusted(cut[..., 3], edge * scale, None if softness is None else softness * scale)
    return CutOut(painted(cut, flat, strokes, scale), "") if strokes else CutOut(cut, doubt)


def check_method(method: str) -> None:
    """Say now, and not at the first picture, what is wrong: ConfigurationError (unknown), ModelError (not there)."""
    if method in (KEEP, FLOOD):
        return
    if method not in BACKGROUND_METHODS:
        raise _unknown(method)
    if method != AUTO and models.path_of(method) is None:
        raise models.not_installed(method)


def _unknown(method: str) -> ConfigurationError:
    ways = ", ".join(BACKGROUND_METHODS)
    return ConfigurationError(
        f"“{method[:64]}” is not a way to remove backgrounds.", field="remove_background", do=f"Use one of: {ways}."
    )


def _cut(flat: Picture, method: str, tolerance: float | None) -> tuple[Picture, str]:
    """HxWx4, and why it may be wrong."""
    mark, flooded = _mark(flat), flooded_lately(flat, tolerance)
    calm = flooded.is_calm
    if method == FLOOD:
        return _flooded_out(flat, flooded), flood_doubt(flooded)
    if method == AUTO and calm and not flooded.undecided.any():
        return _flooded_out(flat, flooded), ""
    name = models.EMBEDDED if method == AUTO else method
    looks = _lately.get(flat, (mark, name), lambda: colour_segmentation.suspicions(flat, name))
    suspected = colour_segmentation.together(looks)
    if calm:
        is_ground = flooded.is_ground if method == AUTO else colour_segmentation.voted(flooded, suspected)
        shown = colour_segmentation.holes_seen(flooded, suspected)
        return soft_edge(flat, is_ground | shown, flooded.colours), "" if shown.any() else flood_doubt(flooded)
    found = _lately.get(flat, (mark, name, "found"), lambda: colour_segmentation.cut_apart(flat, looks))
    if tolerance is not None:
        found = _at(found, suspected, tolerance)
    return colour_segmentation.on_busy(flat, found), looks_doubt(looks)


def flooded_lately(flat: Picture, tolerance: float | None = None) -> FloodFill:
    """As `flood` gives it, or gave it lately."""
    return _lately.get(flat, (_mark(flat), tolerance), lambda: flood(flat, tolerance))


def _mark(flat: Picture) -> str:
    return hashlib.blake2b(np.ascontiguousarray(flat).data, digest_size=16).hexdigest() if _is_small(flat) else ""


def _flooded_out(flat: Picture, flooded: FloodFill) -> Picture:
    return soft_edge(flat, flooded.is_ground, flooded.colours)


def _at(found: Floats, suspected: Floats, tolerance: float) -> Floats:
    """What was found, less where the network was less sure than `tolerance` asks for, or with what it also suspects."""
    if tolerance >= _USUAL_TOLERANCE:
        wanted = min(0.95, (tolerance - _USUAL_TOLERANCE) / 33)
        return np.where(suspected >= wanted, found, 0).astype(np.float32)
    wanted = 0.05 + 0.9 * tolerance / _USUAL_TOLERANCE
    return np.where(suspected > wanted, 1, found).astype(np.float32)


# ---- what was found lately ------------------------------------------------------------------------------------------

T = TypeVar("T")


def _is_small(flat: Picture) -> bool:
    return bool(flat.shape[0] * flat.shape[1] <= _SMALL)


class _Memory:
    """What was found in the pictures that were looked at last."""

    def __init__(self) -> None:
        self._found: OrderedDict[Any, Any] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, flat: Picture, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make` gives, or gave when it was last asked by that key."""
        with self._guard:
            if key in self._found:
                self._found.move_to_end(key)
                known: T = self._found[key]
                return known
        made = make()
        if _is_small(flat):
            with self._guard:
                self._found[key] = made
                while len(self._found) > _REMEMBERED:
                    self._found.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._guard:
            self._found.clear()


_lately = _Memory()


def forget() -> None:
    """Let go of what was found lately."""
    _lately.clear()
