"""Which method of removing backgrounds suits a set, judged by a sample of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import cv2
import numpy as np

from gan_engine.curation.backgrounds.colour_segmentation import is_calm
from gan_engine.curation.backgrounds.flood_fill import flood
from gan_engine.curation.backgrounds.methods import AUTO, FLOOD, KEEP
from gan_engine.curation.backgrounds.models import EMBEDDED
from gan_engine.curation.rim import is_cut_out
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten

BackgroundKind = Literal["transparent", "plain", "graded", "busy"]

SAMPLE = 24
"""As many pictures, spread over a set, tell what it looks like."""

_LOOKED_AT = 256  # pixels of the longer side
_GRADED = 12.0  # lightness (Lab) by which a ground's ends differ
_NEARLY_ALL, _HARDLY_ANY = 0.9, 0.1  # of the sample; by hand, with benchmarks/background.py


class Suggestion(NamedTuple):
    method: str
    """One of BACKGROUND_METHODS, or "keep"."""
    words: str
    """Why, in a sentence for an artist."""
    share: float
    """Of the sample, that has the kind of ground which the method is for."""


def background_kind(picture: Picture) -> BackgroundKind:
    """What a picture (HxWx3 or HxWx4) stands on."""
    if is_cut_out(picture):
        return "transparent"
    flat = flatten(picture)
    factor = _LOOKED_AT / max(flat.shape[:2])
    if factor < 1:
        size = max(1, round(flat.shape[1] * factor)), max(1, round(flat.shape[0] * factor))
        flat = cv2.resize(flat, size, interpolation=cv2.INTER_AREA)
    flooded = flood(flat)
    if not is_calm(flooded):
        return "busy"
    return "graded" if flooded.shading > _GRADED else "plain"


def suggest_method(sample: Iterable[Picture]) -> Suggestion:
    """What suits pictures like those of the sample (some `SAMPLE` are enough)."""
    return suggestion_for([background_kind(picture) for picture in sample])


def suggestion_for(grounds: list[BackgroundKind]) -> Suggestion:
    """What suits a set whose sample has these grounds."""
    count = len(grounds)
    if not count:
        return Suggestion(KEEP, "There are no pictures to look at.", 0.0)
    clear, graded, busy = (grounds.count(kind) for kind in ("transparent", "graded", "busy"))
    calm = count - clear - busy
    drawn = max(1, count - clear)
    if clear >= _NEARLY_ALL * count:
        return Suggestion(KEEP, _said(clear, count, "is", "are", "cut out already"), clear / count)
    if calm >= _NEARLY_ALL * drawn:
        kind = "evenly shaded" if graded > calm / 2 else "plain"
        return Suggestion(FLOOD, _said(calm, count, "stands", "stand", f"on a {kind} ground"), calm / count)
    if calm <= _HARDLY_ANY * drawn:
        return Suggestion(EMBEDDED, _said(busy, count, "stands", "stand", "on a busy ground"), busy / count)
    words = f"Of {count:,} pictures {calm:,} stand on a plain ground and {busy:,} on a busy one."
    return Suggestion(AUTO, words, float(np.mean([ground != "transparent" for ground in grounds])))


def _said(some: int, count: int, one_does: str, they_do: str, what: str) -> str:
    if count == 1:
        return f"The picture looked at {one_does} {what}."
    who = f"All {count:,} pictures looked at" if some == count else f"{some:,} of {count:,} pictures looked at"
    return f"{who} {they_do} {what}."
