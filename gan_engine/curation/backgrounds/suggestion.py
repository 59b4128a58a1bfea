"""Which method of removing backgrounds suits a set: judged by what a sample of it stands on, and by what comes off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import cv2
import numpy as np

from gan_engine.curation.backgrounds.background import cut_out, flooded_lately
from gan_engine.curation.backgrounds.doubts import doubt_of
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
_TRIED, _ENOUGH = 8, 4  # of the pictures on busy grounds: a network takes its time; where all come to the same, fewer
_NEARLY_ALL, _HARDLY_ANY = 0.9, 0.1  # of the sample; by hand, with benchmarks/background.py


class Suggestion(NamedTuple):
    method: str
    """One of BACKGROUND_METHODS, or "keep"."""
    words: str
    """Why, in a sentence for an artist."""
    share: float
    """Of the sample, that has the kind of ground which the method is for."""


def background_kind(picture: Picture) -> BackgroundKind:
    """What a picture (HxWx3 or HxWx4) stands on. Where a flood takes nothing off, or everything, that is busy too."""
    if is_cut_out(picture):
        return "transparent"
    flooded = flooded_lately(_small(picture))
    if not flooded.is_calm or doubt_of(~flooded.is_ground):
        return "busy"
    return "graded" if flooded.shading > _GRADED else "plain"


def _small(picture: Picture) -> Picture:
    flat = flatten(picture)
    factor = _LOOKED_AT / max(flat.shape[:2])
    if factor >= 1:
        return flat
    size = max(1, round(flat.shape[1] * factor)), max(1, round(flat.shape[0] * factor))
    small: Picture = cv2.resize(flat, size, interpolation=cv2.INTER_AREA)
    return small


class Survey:
    """What a sample of a set stands on (`look` at some `SAMPLE` pictures), and the method that suits it."""

    def __init__(self) -> None:
        self._kinds: list[BackgroundKind] = []
        self._tried = self._clean = 0

    def look(self, picture: Picture) -> None:
        """One more picture, HxWx3 or HxWx4. Of those on busy grounds some are cut out, to see what comes of it."""
        kind = background_kind(picture)
        self._kinds.append(kind)
        if kind == "busy" and self._tried < (_TRIED if 0 < self._clean < self._tried else _ENOUGH):
            self._tried += 1
            self._clean += not cut_out(_small(picture), EMBEDDED).doubt

    def suggestion(self) -> Suggestion:
        """What suits pictures like those that were looked at."""
        count = len(self._kinds)
        if not count:
            return Suggestion(KEEP, "There are no pictures to look at.", 0.0)
        clear, graded, busy = (self._kinds.count(kind) for kind in ("transparent", "graded", "busy"))
        calm = count - clear - busy
        drawn = max(1, count - clear)
        if clear >= _NEARLY_ALL * count:
            return Suggestion(KEEP, _said(clear, count, "transparent"), clear / count)
        if calm >= _NEARLY_ALL * drawn:
            kind: BackgroundKind = "graded" if graded > calm / 2 else "plain"
            return Suggestion(FLOOD, _said(calm, count, kind), calm / count)
        if calm <= _HARDLY_ANY * drawn:
            words = _said(busy, count, "busy")
            return Suggestion(EMBEDDED, f"{words}{self._came_off()}", busy / count)
        words = f"Of {count:,} pictures {calm:,} stand on a plain ground and {busy:,} on a busy one."
        share = float(np.mean([kind != "transparent" for kind in self._kinds]))
        return Suggestion(AUTO, f"{words}{self._came_off()}", share)

    def _came_off(self) -> str:
        """What came of trying the network."""
        if self._clean == self._tried:
            return ""
        if not self._clean:
            return " None that was tried came off in a way to be trusted: try all, and correct by brush."
        return f" {self._clean} of {self._tried} tried came off well: try all, and look at the others."


def suggest_method(sample: Iterable[Picture]) -> Suggestion:
    """What suits pictures like those of the sample (some `SAMPLE` are enough)."""
    survey = Survey()
    for picture in sample:
        survey.look(picture)
    return survey.suggestion()


_ONE: Mapping[BackgroundKind, str] = {
    "transparent": "The picture looked at is cut out already.",
    "plain": "The picture looked at stands on a plain ground.",
    "graded": "The picture looked at stands on an evenly shaded ground.",
    "busy": "The picture looked at stands on a scene or another busy ground.",
}
_ALL: Mapping[BackgroundKind, str] = {
    "transparent": "All {count} pictures looked at are cut out already.",
    "plain": "All {count} pictures looked at stand on a plain ground.",
    "graded": "All {count} pictures looked at stand on an evenly shaded ground.",
    "busy": "All {count} pictures looked at stand on a scene or another busy ground.",
}
_SOME: Mapping[BackgroundKind, str] = {
    "transparent": "{some} of {count} pictures looked at are cut out already.",
    "plain": "{some} of {count} pictures looked at stand on a plain ground.",
    "graded": "{some} of {count} pictures looked at stand on an evenly shaded ground.",
    "busy": "{some} of {count} pictures looked at stand on a scene or another busy ground.",
}


def _said(some: int, count: int, kind: BackgroundKind) -> str:
    form = (_ONE if count == 1 else _ALL if some == count else _SOME)[kind]
    return form.format(some=f"{some:,}", count=f"{count:,}")
