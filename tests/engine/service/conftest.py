"""What tests of the engine process stand on: one for each file, and small models that nobody changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.latent_support import write_snapshot, write_tiny
from tests.engine.service_support import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    client = Client()
    yield client
    client.kill()


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot in a run, of a network without styles."""
    return write_snapshot(tmp_path_factory.mktemp("läufe"))


@pytest.fixture(scope="session")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A StyleGAN2."""
    return write_tiny(tmp_path_factory.mktemp("styled"), "stylegan2")
