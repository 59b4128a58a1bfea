"""A project that has something on every page, open in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio import theme
from studio.project.project import Project
from studio.workers.workbench import Workbench
from tests.studio.pages.walk import make_full_project

Wait = Callable[..., None]


@pytest.fixture
def project(lent: Workbench, tmp_path: Path) -> Project:
    """As `make_full_project` makes it."""
    made = make_full_project(tmp_path / "Critters")
    lent.adopt_project(made)
    return made


@pytest.fixture
def size(request: pytest.FixtureRequest, dressed: object, workbench: Workbench) -> Iterator[int]:
    """Of the text, in per cent, from the window's first word."""
    workbench.settings.set("look", {"text": request.param})
    yield request.param
    theme.wear(theme.Look())
