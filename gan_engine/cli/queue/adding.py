"""`queue add`: a training is described and checked now, and started when its turn comes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.queue.arguments import QueueOption, ScheduleOption, WhenOption, condition_of, schedule_of
from gan_engine.cli.training import (
    DeviceOption,
    IncompleteOption,
    KimgOption,
    ProcessesOption,
    RecipeOption,
    SeedOption,
    SettingsOption,
    SnapshotOption,
    configured,
)

if TYPE_CHECKING:
    from gan_engine.manager.jobs import JobPlan


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(add)


def add(
    run: Annotated[Path, typer.Option("--run", metavar="DIR", help="The folder for this training.")],
    dataset: Annotated[
        Path | None,
        typer.Argument(help="A baked dataset: a ZIP or a folder. Left out, the training in DIR is gone on with."),
    ] = None,
    recipe: RecipeOption = "quick-look",
    kimg: KimgOption = None,
    device: DeviceOption = None,
    seed: SeedOption = None,
    settings: SettingsOption = None,
    snapshot: SnapshotOption = None,
    processes: ProcessesOption = None,
    incomplete: IncompleteOption = False,
    priority: Annotated[int, typer.Option(help="The higher the sooner, -1000 to 1000.")] = 0,
    when: WhenOption = None,
    schedule: ScheduleOption = None,
    queue: QueueOption = None,
) -> None:
    """Put a training into the queue: it is frozen as it is now, with its settings and its dataset's digest."""
    from gan_engine.manager.holding import is_supervised
    from gan_engine.manager.jobs import check_priority
    from gan_engine.manager.queue import Queue

    rest: dict[str, Any] = {
        "priority": check_priority(priority),
        "condition": condition_of(when),
        "schedule": schedule_of(schedule),
    }
    if dataset is None:
        if seed is not None or settings or snapshot is not None or processes is not None:
            raise typer.BadParameter("Settings go with a dataset; alone, --run goes on with what was begun there.")
        plan = _plan_to_go_on(run, kimg, device, rest)
    else:
        given = {"kimg": kimg, "device": device, "seed": seed, "processes": processes}
        plan = _plan_of_new(run, dataset, recipe, settings, given, snapshot, rest, incomplete=incomplete)
    with Queue(queue) as opened:
        job = opened.add(plan)
        before = [each for each in opened.jobs() if each.state in ("waiting", "running")]
        console.say(f"Job {job}: {plan.run}")
        if len(before) > 1:
            console.say(f"{len(before) - 1} more {'is' if len(before) == 2 else 'are'} in the queue.")
        if not is_supervised(opened.path):
            console.remark("Nothing starts by itself now: let “gan-engine queue run” see to the queue.")


def _plan_of_new(
    run: Path,
    dataset: Path,
    recipe: str,
    settings: list[str] | None,
    given: dict[str, Any],
    snapshot: Path | None,
    rest: dict[str, Any],
    *,
    incomplete: bool,
) -> JobPlan:
    from gan_engine.errors import RunError
    from gan_engine.manager.jobs import JobPlan
    from gan_engine.runs.run_directory import RunDirectory

    if RunDirectory(run).run_file.exists():
        raise RunError(
            f"There is already a training in {run}.",
            kept="It was left as it is.",
            do=f"Choose another folder, or go on with it: gan-engine queue add --run {run}.",
        )
    chosen, configuration = configured(recipe, settings, **given)

    from gan_engine.training.run_creation import describe_run

    document = describe_run(
        run.absolute(), dataset, configuration, recipe=chosen.name, snapshot=snapshot, incomplete=incomplete,
        caution=console.remark,
    )  # fmt: skip
    return JobPlan(run=run.absolute(), document=document, device=configuration.device, **rest)


def _plan_to_go_on(run: Path, kimg: float | None, device: str | None, rest: dict[str, Any]) -> JobPlan:
    from gan_engine.manager.plans import plan_to_go_on
    from gan_engine.settings.configuration import configure

    plan = plan_to_go_on(run, kimg=kimg, device=device, **rest)
    configure(plan.document["configuration"])
    configure({"device": plan.device})
    return plan
