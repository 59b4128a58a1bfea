"""Features of a project's pictures: which are still to be computed, and those that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.spaces import CONTENT, content
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.reporting import Report, silent
from studio.project.findings.vectors import FEATURES, HASHES, STYLES
from studio.project.pictures.facts import Picture
from studio.project.project import Project

_AT_ONCE = 5000
"""Pictures whose facts are read at a time: a decision by the artist need not wait for all of them."""


@dataclass(frozen=True)
class UnknownPicture:
    """A picture that was not looked at yet; `item` is what the engine's method `features` takes."""

    key: str
    item: SourcePicture


def all_pictures(project: Project, report: Report = silent) -> list[Picture]:
    """Everything known of every picture of the project."""
    ids = project.catalogue.ids()
    found: list[Picture] = []
    for start in range(0, len(ids), _AT_ONCE):
        report(start, len(ids))
        found += project.catalogue.pictures(ids[start : start + _AT_ONCE].tolist())
    return found


def unknown_pictures(project: Project, report: Report = silent) -> list[UnknownPicture]:
    """Pictures that can be read and of which features, style or print are not known, each content once."""
    pictures = {
        picture.thumbnail_key: picture
        for picture in all_pictures(project, report)
        if picture.thumbnail_key and not picture.missing
    }
    keys = list(pictures)
    missing: set[str] = set()
    for name in (FEATURES, STYLES, HASHES):
        missing |= set(project.vectors.missing(name, keys))
    return [UnknownPicture(key, pictures[key].original) for key in keys if key in missing]


def keep(project: Project, keys: Sequence[str], features: npt.NDArray[Any], hashes: npt.NDArray[np.uint8]) -> None:
    """Store what the engine saw; features take half the room as halves, and lose nothing that matters."""
    project.vectors.put(FEATURES, keys, content(features).astype(np.float16))
    project.vectors.put(STYLES, keys, features[:, CONTENT:].astype(np.float16))
    project.vectors.put(HASHES, keys, hashes)
