"""Curate on the engine process that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio.workers.engine import Engine
from studio.workers.workbench import Workbench
from tests.studio.conftest import lending


@pytest.fixture
def workbench(warm_engine: Engine, workbench: Workbench, request: pytest.FixtureRequest) -> Iterator[Workbench]:
    """With the warm engine, but for tests that ask for `own_engine`."""
    if "own_engine" in request.fixturenames:
        yield workbench
    else:
        with lending(warm_engine, workbench):
            yield workbench


@pytest.fixture
def own_engine(costs_known: None) -> None:
    """The workbench's own, which may be ended; it takes some seconds to start."""
