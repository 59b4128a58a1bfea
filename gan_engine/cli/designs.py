"""Commands that make designs: generate, interpolate, inspect; and serve, the engine as the studio's process."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(generate)


def generate(
    snapshot: Annotated[Path, typer.Argument(help="A snapshot folder or a generator.safetensors file.")],
) -> None:
    """Make designs from seeds."""
    console.say(str(snapshot))
