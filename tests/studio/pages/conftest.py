"""A project that has something on every page, open in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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
