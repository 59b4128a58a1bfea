"""`queue run`: sees to the queue without a window. `devices`: what there is to train on."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.queue.arguments import QueueOption


def register(app: typer.Typer) -> None:
    """Add the command of the queue."""
    app.command()(run)


def run(
    once: Annotated[bool, typer.Option("--once", help="End when nothing is left to do.")] = False,
    queue: QueueOption = None,
    devices: Annotated[str, typer.Option(hidden=True)] = "",  # as “gan-engine devices --json” says, just asked
) -> None:
    """See to the queue: start trainings, watch them, and start again what was interrupted.

    Ended, it leaves the trainings that run alone; the next one goes on with them.
    """
    from gan_engine.manager.devices import devices_of
    from gan_engine.manager.queue import Queue
    from gan_engine.manager.supervisor import Supervisor, supervise

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%Y-%m-%d %H:%M:%S")
    with Queue(queue) as opened:
        try:
            supervise(Supervisor(opened, known=devices_of(devices) if devices else ()), once=once)
        except KeyboardInterrupt:
            running = len(opened.in_state("running"))
            if running:
                console.remark(f"{running} {'training goes' if running == 1 else 'trainings go'} on without.")
            raise


def devices(as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False) -> None:
    """List what there is to train on, that which “auto” stands for first."""
    from gan_engine.device import device_memory, device_name, list_devices

    found = list_devices()
    if as_json:
        console.say_json([{"name": str(each), "title": device_name(each)} for each in found])
        return
    rows = [(str(each), device_name(each), f"{device_memory(each) / 2**30:.1f} GB") for each in found]
    console.say_table(rows, headings=("Device", "What it is", "Memory"), numbers=(2,))
