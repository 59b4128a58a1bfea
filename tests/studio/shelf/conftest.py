"""The engine process that Explore's tests have too, started once, for those of the shelf that draw."""

from __future__ import annotations

from tests.studio.explore.conftest import lent, warm_engine

__all__ = ["lent", "warm_engine"]
