"""What several tests of trainings begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan_engine.manager import holding
from tests.studio.curation.conftest import own_engine, workbench

__all__ = ["own_engine", "workbench"]


@pytest.fixture
def supervised(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The queues that somebody was to see to; nobody does."""
    asked: list[Path] = []
    monkeypatch.setattr(holding, "ensure_supervised", lambda queue, devices=(): asked.append(queue))
    monkeypatch.setattr(holding, "is_supervised", lambda queue: True)
    return asked
