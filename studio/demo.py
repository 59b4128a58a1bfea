"""`maquette demo DIR`: the sample art taken the whole way without a display, by the parts that the window uses.

Draws the sample art, checks it, bakes it, trains as a process of its own, then generates designs, keeps the
first on the shelf, walks between some of them and lays out a contact sheet. What is left behind is a project
that the studio opens like any other.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from gan_engine import door
from gan_engine.cli import console
from gan_engine.curation.checks.decoding import check_pictures
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import bake_options
from gan_engine.errors import EngineError, RunError
from gan_engine.reporting import kimg_words
from gan_engine.runs import requests
from gan_engine.runs.processes import last_words, start_training, wait_for_start
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from gan_engine.sample_art import CREDITS, draw_sample_art
from studio.preferences.languages import speaking
from studio.project.bake_plan import plan_bake
from studio.project.baking import bake_items
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.settings import Settings

PROJECT = "Critters.maquette"
ART = "sample art"
RECIPE = "quick-look"
SIZE = 64
CHARACTERS = 1200
DESIGNS = 64
KEPT = 12
WALK_SEEDS = (3, 11, 24, 42)
WALK_SECONDS, WALK_FPS = 8.0, 24.0
TRAINING_SECONDS = 400.0  # with the rest, the whole way stays within ten minutes on two cores
_LOOK_SECONDS = 0.5


def run(folder: Path, *, kimg: float | None = None, pictures: int | None = None, language: str | None = None) -> int:
    """Go the whole way into `folder`; returns the exit code.

    The training ends after `kimg`, or where none is given after the recipe's own or some minutes, whichever is
    first. `pictures`: how many are drawn, `CHARACTERS` where it is not said. `language`: in which the project
    says what was done in it; None for the one that is chosen in the settings.
    """
    console.adopt_streams()
    try:
        _go(folder.absolute(), kimg, pictures or CHARACTERS, language_chosen() if language is None else language)
    except KeyboardInterrupt:
        console.fail("Interrupted. What was finished is kept.", "maquette")
        return console.EXIT_INTERRUPTED
    except (EngineError, OSError) as error:
        console.fail(console.explain(error), "maquette")
        return console.EXIT_FAILED
    return 0


def language_chosen() -> str:
    """What the window speaks; "" for the system's."""
    return str(Settings().get("language", ""))


def _go(folder: Path, kimg: float | None, count: int, language: str) -> None:
    begun = time.monotonic()
    if (folder / PROJECT).exists() or (folder / ART).exists():
        raise EngineError(
            f"There is a demo in {folder} already.", kept="It was not touched.", do="Choose another folder."
        )
    door.make_folder(folder, root=folder)
    art = folder / ART
    with console.progress("Drawing sample art") as report:
        pictures = draw_sample_art(art, count=count, report=report)
    console.say(f"Drew {len(pictures):,} characters: {art}")
    _check(pictures)
    with Project.create(folder / PROJECT) as project:
        dataset = _bake(project, art, language)
        run_folder = project.new_run_dir("critters")
        _train(run_folder, dataset, kimg)
        _design(project, run_folder, folder, language)
    console.say(f"The whole way took {time.monotonic() - begun:.0f} s. Open it: maquette “{folder / PROJECT}”")
    console.say("Sample art from the parts drawn by:")
    for line in CREDITS:
        console.say(f"  {line}")


def _check(pictures: Sequence[Path]) -> None:
    with console.progress("Checking pictures") as report:
        found = [finding for _, _, findings in check_pictures(pictures, report=report) for finding in findings]
    faults = f"{len(found):,} of them with something to look at" if found else "nothing wrong with any"
    console.say(f"Checked {len(pictures):,} pictures: {faults}")


def _bake(project: Project, art: Path, language: str) -> Path:
    with console.progress("Importing") as report, speaking(language):
        summary = import_sources(project, [art], report)
    console.say(f"{summary.words()}: {project.folder}")
    plan = plan_bake(project, "usable", "folder")
    items = list(bake_items(project, plan).values())
    options = bake_options(size=SIZE, labels="folders")
    out = project.dataset_files.new_path(project.dataset_files.suggest_name(project.name))
    with console.progress("Baking") as report:
        baked = bake(items, out, options, report)
    project.dataset_files.record(out, options.model_dump(mode="json"))
    console.say(f"Baked {baked.count:,} pictures of {SIZE} px: {out}")
    return out


def _train(run_folder: Path, dataset: Path, kimg: float | None) -> None:
    settings = {} if kimg is None else {"kimg": kimg, "snapshot_kimg": kimg, "sample_kimg": kimg / 4}
    pid = start_training(run_folder, dataset, recipe=RECIPE, settings=settings)
    wait_for_start(run_folder, pid)
    run = RunDirectory.open(run_folder)
    console.say(f"Training as a process of its own: {run.path}")
    deadline = None if kimg is not None else time.monotonic() + TRAINING_SECONDS
    try:
        with console.progress("Training, pictures seen") as report:
            while run.live_status() in UNDERWAY:
                state = run.read_state()
                report(state.images, round(state.total_kimg * 1000) or None)
                if deadline is not None and time.monotonic() > deadline:
                    requests.ask(run.path, "stop")
                    deadline = None
                time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        requests.ask(run.path, "stop")  # it saves a snapshot and ends
        raise
    state = run.read_state()
    if state.status not in ("finished", "stopped"):
        raise RunError(f"The training ended early. {last_words(run.log_file)}".rstrip(), kept=f"See {run.path}.")
    console.say(f"Trained {kimg_words(state.kimg)} kimg in {state.seconds:.0f} s: {run.snapshots()[-1].path}")


def _design(project: Project, run_folder: Path, folder: Path, language: str) -> None:
    import numpy as np

    from gan_engine.interchange.contact_sheet import contact_sheet
    from gan_engine.interchange.design_files import usual_name, write_designs, write_sheet
    from gan_engine.interchange.picture_recipe import recipe_of
    from gan_engine.interchange.video import comfortable_scale, write_clip
    from gan_engine.latent.interpolation.walk import Walk
    from gan_engine.latent.point import Point
    from gan_engine.latent.session import Session

    session = Session.open(RunDirectory.open(run_folder).snapshots()[-1].path)
    seeds = range(DESIGNS)
    points = [Point(seed=seed) for seed in seeds]
    drawn = np.concatenate(list(session.draw_alone(points)))
    recipes = [recipe_of(session, point) for point in points]
    names = [usual_name(seed, seed) for seed in seeds]
    list(write_designs(folder / "designs", zip(drawn, recipes, strict=True), names))
    console.say(f"Drew {DESIGNS} designs, each with its recipe: {folder / 'designs'}")

    kept = [(drawn[seed], recipes[seed].values(), f"Critter {seed}", ()) for seed in range(KEPT)]
    with speaking(language):
        project.shelf.add_many(kept)
    console.say(f"Kept {KEPT} of them on the shelf: {project.folder / 'shelf'}")

    path = folder / "walk.mp4"
    walk = Walk(stations=tuple(Point(seed=seed) for seed in WALK_SEEDS), loop=True)
    frames = walk.frames(round(WALK_SECONDS * WALK_FPS), session)
    with console.progress("Walking") as report:
        batches = session.draw(frames)
        pictures = (picture for batch in batches for picture in batch)
        write_clip(path, pictures, WALK_FPS, report, total=len(frames), scale=comfortable_scale(session.size.shorter))
    console.say(f"Walked between {len(WALK_SEEDS)} designs: {path}")

    sheet = folder / "contact-sheet.png"
    write_sheet(sheet, contact_sheet(list(drawn), columns=8, cell=2 * session.size.longer), root=sheet.parent)
    console.say(f"Laid out a contact sheet: {sheet}")
