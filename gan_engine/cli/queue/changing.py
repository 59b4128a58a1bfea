"""What is done to jobs of the queue: change, move, pause, resume, remove; and putting back a queue that was damaged."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.queue.arguments import (
    JobArgument,
    QueueOption,
    ScheduleOption,
    WhenOption,
    condition_of,
    schedule_of,
)
from gan_engine.cli.training import DeviceOption

if TYPE_CHECKING:
    from gan_engine.manager.queue import Queue


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (change, move, pause, resume, remove, restore):
        app.command()(command)


def change(
    job: JobArgument,
    device: DeviceOption = None,
    when: WhenOption = None,
    schedule: ScheduleOption = None,
    at_once: Annotated[bool, typer.Option("--at-once", help="Wait for nothing but a free device.")] = False,
    queue: QueueOption = None,
) -> None:
    """Give a job that does not run another device, or something else to wait for."""
    from gan_engine.manager.queue import Queue
    from gan_engine.settings.configuration import configure

    if device is not None:
        configure({"device": device})
    with Queue(queue) as opened:
        opened.change(job, device=device, condition=condition_of(when), schedule=schedule_of(schedule), at_once=at_once)
    console.say(f"Job {job} is changed.")


def move(
    job: JobArgument,
    before: Annotated[int | None, typer.Option(metavar="JOB", help="Right before that one, in its priority.")] = None,
    last: Annotated[bool, typer.Option("--last", help="Behind all others of its priority.")] = False,
    priority: Annotated[int | None, typer.Option(help="Into another priority: the higher the sooner.")] = None,
    queue: QueueOption = None,
) -> None:
    """Put a job elsewhere in the order."""
    from gan_engine.manager.queue import Queue

    if [before is not None, last, priority is not None].count(True) != 1:
        raise typer.BadParameter("Say one of --before JOB, --last and --priority N.")
    with Queue(queue) as opened:
        if priority is not None:
            opened.prioritise(job, priority)
        else:
            opened.move(job, before=before)
        order = [str(each.id) for each in opened.in_state("waiting", "running", "paused", "held")]
    console.say(f"The order is now {', '.join(order)}.")


def pause(job: JobArgument, queue: QueueOption = None) -> None:
    """Keep a job from running until it is resumed; one that runs saves first, and frees its device."""
    from gan_engine.manager.queue import Queue

    with Queue(queue) as opened:
        opened.pause(job)
        running = _ask_to_end(opened, job)
    console.say(f"Job {job} {'saves and pauses' if running else 'is paused'}.")


def resume(job: JobArgument, queue: QueueOption = None) -> None:
    """Let a job run again that was paused, is held, or was given up; one that waits for its next try, now."""
    from gan_engine.manager.queue import Queue

    with Queue(queue) as opened:
        opened.resume(job)
    console.say(f"Job {job} runs when its turn comes.")


def remove(job: JobArgument, queue: QueueOption = None) -> None:
    """Take a job out of the queue; one that runs saves and ends first. Its folder stays as it is."""
    from gan_engine.manager.queue import Queue

    with Queue(queue) as opened:
        opened.remove(job)
        running = _ask_to_end(opened, job)
        run = opened.job(job).run
    console.say(f"Job {job} {'saves and ends, then it is' if running else 'is'} taken out; {run} stays as it is.")


def _ask_to_end(queue: Queue, job: int) -> bool:
    """Does it run? Where no supervisor would do so, its process is asked from here."""
    from gan_engine.errors import EngineError
    from gan_engine.manager.holding import is_supervised
    from gan_engine.runs import requests

    found = queue.job(job)
    if found.state == "running" and not is_supervised(queue.path):
        with contextlib.suppress(EngineError):  # it has ended already
            requests.ask(found.run, "stop")
    return found.state == "running"


def restore(queue: QueueOption = None) -> None:
    """Put the copy of a damaged queue in its place: it has every job. The damaged file is kept."""
    from gan_engine.manager import database
    from gan_engine.manager.holding import restore_queue

    path = (queue or database.usual_path()).absolute()
    aside = restore_queue(path)
    console.say(f"{path} is as it was at its last change; what lay there is {aside.name} now.")
