"""Which shapes go with a set, and what one of them means for its pictures. For worker threads."""

from __future__ import annotations

from dataclasses import dataclass

from gan_engine.curation.ratios import RatioFit, enlarged, fit_of, proposed
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report
from studio.engine_words import engine_words
from studio.project.pictures.framing import Sides, sides
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import count_words, tr


@dataclass(frozen=True)
class SetSides:
    """The pictures that may go into a dataset, and their sides [N,2]."""

    ids: Ids
    sides: Sides


@dataclass(frozen=True)
class ShapeFacts:
    """What `size` means for the pictures of a set."""

    size: ImageShape
    small: Ids
    """Those that would be enlarged."""
    count: int
    """Of all that may go in."""
    words: str
    """How many would be padded or cropped."""
    proposed: ImageShape
    """Which the set looks like, about as large: often a square."""
    proposed_words: str


def read_sides(project: Project, report: Report) -> SetSides:
    """Of all that may go into a dataset; 20,000 take some tens of milliseconds."""
    return SetSides(*sides(project))


def look_at_shape(found: SetSides, size: ImageShape, fit: str, report: Report) -> ShapeFacts:
    """What framing to `size` means; 20,000 pictures take about 10 ms."""
    here, best = fit_of(found.sides, size), proposed(found.sides, size.side)
    small = found.ids[enlarged(found.sides, size, fit)]
    return ShapeFacts(size, small, len(found.ids), _words(here, fit), best.size, _words(best, fit))


def _words(shape: RatioFit, fit: str) -> str:
    """“12 of 300 pictures would be padded at 64 × 96 px”."""
    pictures, size = count_words(shape.pictures, "picture"), engine_words(shape.size.words)
    if not shape.amiss:
        return (
            tr("None of {pictures} would be padded at {size}", pictures=pictures, size=size)
            if fit == "pad"
            else tr("None of {pictures} would be cropped at {size}", pictures=pictures, size=size)
        )
    return (
        tr("{n} of {pictures} would be padded at {size}", n=shape.amiss, pictures=pictures, size=size)
        if fit == "pad"
        else tr("{n} of {pictures} would be cropped at {size}", n=shape.amiss, pictures=pictures, size=size)
    )
