"""The commands around the queue: queue add, list, change, move, pause, resume, remove, run, restore; devices."""

from __future__ import annotations

import typer

from gan_engine.cli.queue import adding, changing, listing, supervising


def register(app: typer.Typer) -> None:
    """Add the commands."""
    queue = typer.Typer(
        help="Trainings one after the other: each starts by itself when its device is free.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for room in (adding, listing, changing, supervising):
        room.register(queue)
    app.add_typer(queue, name="queue")
    app.command()(supervising.devices)
