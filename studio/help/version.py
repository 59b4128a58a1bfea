"""Which version of the program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """As it is installed."""
    try:
        return version("maquette")
    except PackageNotFoundError:  # out of a bundle without its metadata
        return "unknown"
