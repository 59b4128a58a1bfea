"""Explore with a real engine and a real (tiny) network. The engine process is started once for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.engine import Engine
from studio.workers.explorer.designs import WALL
from studio.workers.tasks import Tasks
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


@pytest.fixture(scope="session")
def warm_engine(qapp: Any) -> Iterator[Engine]:
    """An engine process that has torch loaded already."""
    engine = Engine(Tasks())
    heard: list[object] = []
    engine.hello.connect(heard.append)
    engine.failed.connect(lambda name, error: heard.append(error))
    engine.warm_up()
    QtBot.waitUntil(QtBot.__new__(QtBot), lambda: bool(heard), timeout=120_000)
    assert isinstance(heard[0], dict), heard[0]
    yield engine
    assert engine.close(5.0)


@pytest.fixture
def lent(warm_engine: Engine, workbench: Workbench) -> Iterator[Workbench]:
    """The workbench with the warm engine in place of its own, which has not been started."""
    own, workbench.engine = workbench.engine, warm_engine
    yield workbench
    warm_engine._tasks.cancel_all()
    workbench.engine = own


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
