"""The commands that train: recipes, train, branch, resume."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import duration, kimg_words

if TYPE_CHECKING:
    from gan_engine.runs.rank_position import RankPosition
    from gan_engine.runs.run_directory import RunDirectory
    from gan_engine.settings.configuration import Configuration
    from gan_engine.settings.recipes import Recipe

_WORTH_A_FORECAST = 1.0  # kimg: shorter trainings are over before one is made
RunArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a training.")]
ProcessesOption = Annotated[
    int | None,
    typer.Option(min=1, max=64, help="How many processes train together, each on a graphics card of its own."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
RecipeOption = Annotated[
    str, typer.Option(help="A recipe's name, as “gan-engine recipes” lists them, or a file of your own (.toml).")
]
KimgOption = Annotated[float | None, typer.Option(help="Length, in thousands of pictures shown.")]
DeviceOption = Annotated[str | None, typer.Option(help="auto, cpu, cuda, cuda:1 or mps.")]
SeedOption = Annotated[int | None, typer.Option(help="The same seed gives the same training.")]
SettingsOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other setting; may be repeated.")
]
SnapshotOption = Annotated[
    Path | None, typer.Option("--from", metavar="SNAPSHOT", help="Begin with the weights of this snapshot.")
]
IncompleteOption = Annotated[
    bool,
    typer.Option(
        "--incomplete",
        help="Go on without the pictures and labels that are missing in the dataset, else it is refused.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (recipes, train, branch, resume):
        app.command()(command)


def recipes(
    name: Annotated[str | None, typer.Argument(help="Show this one alone, with all its settings.")] = None,
    device: Annotated[str, typer.Option(help="The device to reckon for: auto, cpu, cuda, mps.")] = "auto",
    as_json: JsonOption = False,
) -> None:
    """List the recipes: network, size, parameters, memory, and time on this device."""
    from gan_engine.device import choose_device
    from gan_engine.settings.dotted import as_given, dotted
    from gan_engine.settings.recipes import list_recipes, load_recipe
    from gan_engine.training.forecast.recipe_catalogue import describe

    chosen = list_recipes() if name is None else [load_recipe(name)]
    where = choose_device(device)
    described = [describe(recipe, where) for recipe in chosen]
    if as_json:
        console.say_json(described if name is None else described[0])
        return
    rows = [
        (
            each["name"],
            each["family"],
            ImageShape.parse(each["size"]).words,
            f"{each['generator_parameters']:,}",
            f"{each['discriminator_parameters']:,}",
            f"{each['memory_mb'] / 1024:.1f} GB",
            f"{each['kimg']:g}",
            duration(each["seconds"]),
        )
        for each in described
    ]
    headings = ("Recipe", "Network", "Size", "G parameters", "D parameters", "Memory", "kimg", "Time here")
    console.say_table(rows, headings=headings, numbers=(2, 3, 4, 5, 6, 7))
    for each in described:
        console.say(f"\n{each['name']}: {each['sentence']}")
    if name is not None:
        console.say()
        console.say_table([(key, as_given(value)) for key, value in dotted(described[0]["configuration"]).items()])
    console.say(f"\nMemory and time are estimates for {described[0]['device']} in {described[0]['precision']}.")


def train(
    dataset: Annotated[Path, typer.Argument(help="A baked dataset: a ZIP or a folder.")],
    run: Annotated[
        Path,
        typer.Option(
            "--run",
            "--run-dir",
            metavar="DIR",
            help="The folder for this training; made if missing. (torchrun takes “--run” for one of its own.)",
        ),
    ],
    recipe: RecipeOption = "quick-look",
    kimg: KimgOption = None,
    device: DeviceOption = None,
    seed: SeedOption = None,
    settings: SettingsOption = None,
    snapshot: SnapshotOption = None,
    processes: ProcessesOption = None,
    incomplete: IncompleteOption = False,
) -> None:
    """Train a network on a dataset.

    “torchrun -m gan_engine train” does it by several processes; where the training is there already, it goes on.
    """
    from gan_engine.runs.rank_position import rank_position
    from gan_engine.runs.run_directory import RunDirectory

    position = rank_position()
    if not position.leads:
        _follow(run, position, dataset)
        return
    given = {"kimg": kimg, "device": device, "seed": seed, "processes": processes}
    chosen, configuration = configured(recipe, settings, **given)
    if position.world_size == 1 and configuration.processes > 1:
        changes = [f"--set={change}" for change in _changes(settings, given)]
        begun = [] if snapshot is None else ["--from", str(snapshot)]
        begun += ["--incomplete"] if incomplete else []
        command = ["train", str(dataset), "--run", str(run), "--recipe", recipe, *changes, *begun]
        _go_together(RunDirectory(run), command, configuration.processes)
        return

    from gan_engine.training.run_creation import create_run, find_same

    same = None
    if position.by_torchrun:
        same = find_same(run, dataset, configuration, snapshot=snapshot, incomplete=incomplete)
    if same is not None:
        _go_on(same, position)
        return
    cautions: list[str] = []
    created = create_run(
        run, dataset, configuration, recipe=chosen.name, snapshot=snapshot, incomplete=incomplete,
        caution=cautions.append,
    )  # fmt: skip
    for words in cautions:
        console.remark(words)
    document = created.read_run()
    if document["pretrained"]:
        console.say("Begins with a network that can draw already: it was trained on free drawings of many hands.")
    elif configuration.pretrained and snapshot is None:
        console.say("None of the networks that can draw already is of this form: it begins afresh.")
    if afresh := document["afresh"]:
        console.say(f"These parts do not fit and begin afresh: {', '.join(afresh)}.")
    _say_forecast(created, chosen.configuration)
    _go(created, position)


def configured(name: str, settings: list[str] | None, **given: Any) -> tuple[Recipe, Configuration]:
    """The recipe called `name`, and what it comes to with the settings, those `given` as options of their own too."""
    from gan_engine.settings.configuration import apply_settings
    from gan_engine.settings.recipes import load_recipe

    recipe = load_recipe(name)
    return recipe, apply_settings(recipe.configuration, _changes(settings, given))


def _changes(settings: list[str] | None, given: Mapping[str, Any]) -> list[str]:
    return [*(settings or []), *(f"{key}={value}" for key, value in given.items() if value is not None)]


def _say_forecast(run: RunDirectory, recipe: Configuration) -> None:
    """What the recipe left open and was chosen, and what it will take; of a training of seconds, nothing."""
    from gan_engine.device import choose_device
    from gan_engine.settings.configuration import configure
    from gan_engine.settings.dotted import assignments, dotted
    from gan_engine.training.forecast.estimates import estimate
    from gan_engine.training.plan import make_plan

    document = run.read_run()
    configuration = configure(document["configuration"])
    if configuration.kimg < _WORTH_A_FORECAST:
        return
    if recipe.fitted:
        wanted = dotted(document["configuration"])
        chosen = ("size", "batch", "network.channel_base", "network.generator_width", "tricks.r1_gamma")
        shown = assignments({name: wanted[name] for name in chosen if name in wanted})
        console.say(f"Chosen for this set and device: {', '.join(shown)}.")
    cost = estimate(make_plan(configuration, document["dataset"]["class_names"]), choose_device(configuration.device))
    console.say(
        f"It takes about {cost.memory_mb / 1024:.1f} GB of memory and {duration(cost.seconds)} on {cost.device} in "
        f"{cost.precision}; networks of {cost.generator_parameters:,} and {cost.discriminator_parameters:,} parameters."
    )


def branch(
    snapshot: Annotated[Path, typer.Argument(help="A snapshot's folder in a training; or a training: its best one.")],
    run: Annotated[Path, typer.Option("--run", metavar="DIR", help="The folder for the branch; made if missing.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="What is to be different; may be repeated.")
    ] = None,
    kimg: Annotated[
        float | None, typer.Option(help="How long it is to be in all, with what the snapshot has behind it.")
    ] = None,
    dataset: Annotated[
        Path | None, typer.Option(metavar="PLACE", help="Where the dataset lies now: the same pictures, ZIP or folder.")
    ] = None,
) -> None:
    """Go on from a snapshot in a new training, with other settings: both futures are kept."""
    from gan_engine.runs.ancestry import ancestry
    from gan_engine.runs.rank_position import ALONE
    from gan_engine.training.branch import create_branch

    created = create_branch(run, snapshot, settings or [], kimg=kimg, dataset=dataset)
    begun = ancestry(created.read_run())[-1]
    console.say(f"Goes on from {begun.snapshot} of {begun.name} ({kimg_words(begun.kimg)} kimg) in {created.path}.")
    if begun.afresh:
        console.say(f"These parts do not fit the changed settings and begin afresh: {', '.join(begun.afresh)}.")
    if not _in_company(created, ["resume", str(created.path)]):
        _go(created, ALONE)


def resume(
    run: RunArgument,
    kimg: Annotated[
        float | None, typer.Option(help="How long it is to be in all, in thousands of pictures; also when it is done.")
    ] = None,
    dataset: Annotated[
        Path | None, typer.Option(metavar="PLACE", help="Where its dataset lies now: the same pictures, ZIP or folder.")
    ] = None,
    processes: ProcessesOption = None,
    at_rest: Annotated[bool, typer.Option("--at-rest", hidden=True)] = False,
) -> None:
    """Go on with a training where its last whole snapshot stands."""
    from gan_engine.runs.rank_position import rank_position
    from gan_engine.runs.run_directory import RunDirectory

    position = rank_position()
    if not position.leads:
        _follow(run, position, dataset)
        return
    directory = RunDirectory.open(run)
    if position.world_size == 1:
        from gan_engine.runs.run_document import set_processes

        if processes is not None:
            set_processes(directory, processes)
        command = ["resume", str(run)]
        command += [] if kimg is None else ["--kimg", f"{kimg}"]
        command += [] if dataset is None else ["--dataset", str(dataset)]
        if _in_company(directory, command):
            return
    if at_rest:
        _rest(directory)
    _go_on(directory, position, kimg, dataset, paused=at_rest)


def _rest(run: RunDirectory) -> None:
    """Wait, with nothing in memory, until something is asked of a training that is paused."""
    from gan_engine.runs import rest
    from gan_engine.training.signals import EndSignals

    with run.hold(), EndSignals() as signals:
        rest.listen()
        rest.wait_until_asked(run, lambda: signals.asked)
        if signals.asked:
            rest.end_interrupted(run)
    if signals.asked:
        _say_interrupted(run)


def _say_interrupted(run: RunDirectory) -> None:
    console.remark(f"Interrupted; everything is saved. Go on with: gan-engine resume {run.path}")
    raise typer.Exit(console.EXIT_INTERRUPTED)


def _go_on(
    directory: RunDirectory,
    position: RankPosition,
    kimg: float | None = None,
    dataset: Path | None = None,
    *,
    paused: bool = False,
) -> None:
    from gan_engine.runs import dataset_location, requests
    from gan_engine.runs.run_directory import UNDERWAY
    from gan_engine.training import length

    if dataset is not None:
        dataset_location.move_dataset(directory, dataset)
    if kimg is not None:
        length.lengthen(directory, kimg)
    if length.is_done(directory):
        console.say(f"This training is done: it has reached {kimg_words(directory.read_state().kimg)} kimg.")
        if position.world_size > 1:
            from gan_engine.training.orders import send_home

            send_home(position)
        return
    if directory.live_status() not in UNDERWAY:  # else somebody who has just started it may have asked already
        requests.clear(directory.path)
    _go(directory, position, paused=paused)


def _go(run: RunDirectory, position: RankPosition, *, paused: bool = False) -> None:
    from gan_engine.runs import rest
    from gan_engine.training.loop import train, train_until_paused

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with _losing_others(), logged(run), console.progress("Training, pictures shown") as report:
        reason: str
        if rest.CAN_BEGIN_ANEW and position.world_size == 1:
            reason = train_until_paused(run, report=report, paused=paused)
        else:
            reason = train(run, report=report, position=position)
    if reason == "paused":
        rest.begin_anew(run)
    if reason == "interrupted":
        _say_interrupted(run)
    console.say(f"{'Done' if reason == 'done' else 'Stopped'}: {run.path}")


def _in_company(run: RunDirectory, command: list[str]) -> bool:
    """Have `command` done by several processes, if `run` is to be trained by several."""
    from gan_engine.runs.run_document import processes_of

    processes = processes_of(run)
    if processes > 1:
        _go_together(run, command, processes)
    return processes > 1


def _go_together(run: RunDirectory, command: list[str], processes: int) -> None:
    """Start so many processes that do `command` together, and wait for them."""
    from gan_engine.training.rank_processes import train_together

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if code := train_together(run, command, processes):
        raise typer.Exit(code)


def _follow(run: Path, position: RankPosition, dataset: Path | None) -> None:
    """Train with the one that leads, which says all that is to be said."""
    from gan_engine.training.follower import follow_training
    from gan_engine.training.rank_group import OtherRankError

    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        with _losing_others():
            follow_training(run, position, dataset=dataset)
    except OtherRankError:
        raise typer.Exit(console.EXIT_FAILED) from None


@contextlib.contextmanager
def _losing_others() -> Iterator[None]:
    """Where another process has gone, say so, and end with the exit code that has all begin again."""
    from gan_engine.ranks import LostRankError
    from gan_engine.training.rank_processes import LOST

    try:
        yield
    except LostRankError as error:
        console.fail(str(error))
        raise typer.Exit(LOST) from None


class _LogFile(logging.FileHandler):
    """log.txt of a run. Where it can take no more, the training goes on without."""

    def __init__(self, run: RunDirectory) -> None:
        self._run = run
        super().__init__(run.log_file)

    def _open(self) -> TextIOWrapper:
        from gan_engine import door

        handle = door.open_append(self._run.log_file, root=self._run.path)
        return os.fdopen(handle, "a", encoding="utf-8", errors="replace")

    def handleError(self, record: logging.LogRecord) -> None:
        pass


@contextlib.contextmanager
def logged(run: RunDirectory) -> Iterator[None]:
    """Write what is said within the block, and what ends it, into the run's log.txt as well.

    Not where stderr goes there anyhow, as it does for a training that the studio has started.
    """
    from gan_engine.runs.processes import heading

    try:
        if run.is_held() or (run.log_file.exists() and os.path.samestat(os.fstat(2), run.log_file.stat())):
            yield
            return
        handler = _LogFile(run)
        handler.emit(logging.makeLogRecord({"msg": heading(sys.argv[1:]).rstrip()}))
    except OSError:
        yield
        return
    logging.getLogger().addHandler(handler)
    try:
        yield
    except BaseException as error:
        words = "Interrupted." if isinstance(error, KeyboardInterrupt) else console.explain(error)
        handler.emit(logging.makeLogRecord({"msg": f"gan-engine: {words}"}))
        raise
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
