"""Names proposed for designs, from a list that comes with the program or the artist's own. For worker threads.

The artist's list is kept in the project, so that it is there wherever the project goes; nothing of it is sent anywhere.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine.errors import NamesError
from gan_engine.names.lists import SAMPLES, names_in, read_list, sample_list
from gan_engine.names.model import NameModel
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr

OWN = "own"
SOURCES = SAMPLES
"""The lists that come with the program: their titles by key."""
PROPOSED = 8
_KEY = "names"
_SPARE = 4
"""Times as many are drawn: what the shelf has already is not proposed again."""


@dataclass(frozen=True)
class Proposals:
    """Names, and which list they are from."""

    names: tuple[str, ...]
    source: str
    """A key of `SAMPLES`, or `OWN`."""
    own_list: str
    """What the artist's own list is called; "" where there is none."""


def propose(source: str, seed: int, project: Project, report: Report) -> Proposals:
    """Names from a list; "" is the one used last. Raises `NamesError`."""
    held = _held(project)
    own = held.get("names", [])
    if source not in SAMPLES and not (source == OWN and own):
        last = held.get("source")
        source = last if last in SAMPLES or (last == OWN and own) else next(iter(SAMPLES))
    if held.get("source") != source:
        _keep(project, {**held, "source": source})
    model = _learnt(tuple(own if source == OWN else sample_list(source)))
    taken = project.shelf.names()
    drawn = [name for name in model.names(PROPOSED * _SPARE, seed) if name.casefold() not in taken][:PROPOSED]
    if not drawn:
        raise NamesError(
            tr("The list gives no name that is new."),
            kept=tr("The design keeps its name."),
            do=tr("Choose another list."),
        )
    return Proposals(tuple(drawn), source, held.get("called", ""))


def adopt_list(path: Path, seed: int, project: Project, report: Report) -> Proposals:
    """Take an own list into the project, in place of the one before, and propose from it. Raises `NamesError`."""
    _keep(project, {"called": path.stem[:100], "names": read_list(path), "source": OWN})
    return propose(OWN, seed, project, report)


def _held(project: Project) -> dict[str, Any]:
    """What the project remembers; nothing of it is believed: the project may be a stranger's."""
    values = project.recall(_KEY)
    if not isinstance(values, dict):
        return {}
    source, names, called = values.get("source"), values.get("names"), values.get("called")
    held: dict[str, Any] = {"source": source if isinstance(source, str) else ""}
    if isinstance(names, list) and isinstance(called, str) and all(isinstance(name, str) for name in names):
        try:
            return {**held, "names": names_in("\n".join(names), called), "called": called[:100]}
        except NamesError:
            pass
    return held


def _keep(project: Project, values: dict[str, Any]) -> None:
    project.remember(_KEY, values)


@functools.lru_cache(maxsize=2)
def _learnt(names: tuple[str, ...]) -> NameModel:
    return NameModel(names)
