"""Explore with a real engine and a real (tiny) network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.designs import WALL
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


def _build(workbench: Workbench) -> Iterator[Make]:
    made: list[ExploreWorkspace] = []

    def build() -> ExploreWorkspace:
        explore = ExploreWorkspace(workbench)
        explore.resize(1280, 760)
        explore.show()
        explore.front()
        made.append(explore)
        return explore

    yield build
    for explore in made:
        explore.close()
        explore.deleteLater()


@pytest.fixture
def make(lent: Workbench, project: Project) -> Iterator[Make]:
    """Builds the workspace over the project as it is then."""
    yield from _build(lent)


@pytest.fixture
def make_alone(workbench: Workbench, project: Project) -> Iterator[Make]:
    """As `make`, with an engine of its own, which takes some seconds to start and may be killed."""
    yield from _build(workbench)


@pytest.fixture
def explore(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with a model of 32 px open and the wall drawn."""
    add_model(project)
    made = make()
    wait(lambda: made.pictures.model is not None and made.current_design.present is not None)
    wait(lambda: not made.pictures.missing(WALL))
    return made
