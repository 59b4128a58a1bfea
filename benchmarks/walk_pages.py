"""A huge project walked through every page: `python benchmarks/walk_pages.py [--pictures 100000] [--seconds 4]`.

The real window on a project of so many pictures (rows of a few files, with thumbnails) opens every page of Curate, then
Train, Explore and Shelf, then two dialogs, and stays some seconds on each, while whatever they want goes on in the
background. Printed for each: the longest time that the GUI thread was not free, and the most processor time that it
used itself between two looks (4 ms apart), which a busy machine changes least; at the end memory, and after the project
was closed. Aim: no stall over 100 ms. QT_QPA_PLATFORM is offscreen where there is no display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from window import Watch, spin

import psutil
from tests.studio.project_support import make_project

AIM = 100.0  # milliseconds
_PREFIX = "curate.open."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="on each page")
    chosen = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["MAQUETTE_HOME"] = str(Path(name) / "home")
        begun = time.perf_counter()
        with make_project(Path(name) / "Many", chosen.pictures, size=64) as project:
            folder = project.folder
        print(f"{chosen.pictures:,} pictures, made in {time.perf_counter() - begun:.0f} s")
        walk(folder, chosen.seconds)


def walk(folder: Path, seconds: float) -> None:
    """Open the project, each page in turn, and close it again; print what was measured of each."""
    from studio import app
    from studio.garbage import GarbageOnGuiThread

    application = app.make_application(["maquette"])
    sys.setswitchinterval(app.SWITCH_INTERVAL)
    studio = app.Studio(application)
    garbage = GarbageOnGuiThread(studio, studio.workbench.project_closed)
    window = studio.window
    window.resize(1440, 900)
    studio.open(None)
    spin(3)
    watch = Watch()
    worst: dict[str, float] = {}

    def measure(what: str, stay: float = seconds) -> None:
        spin(stay)
        worst[what] = max(watch.own)
        print(f"{what:28} {watch.words()}", flush=True)

    watch.reset()
    studio.workbench.open_project(folder)
    while window.front != "curate":  # however busy the machine is
        spin(0.2)
    measure("opening", 3 * seconds)
    for command in [each for each in window.actions_.all() if each.name.startswith(_PREFIX)]:
        watch.reset()
        command.run()
        measure(command.name.removeprefix(_PREFIX))
    for place in ("train", "explore", "shelf", "curate"):
        watch.reset()
        next(each for each in window.actions_.all() if each.name == f"window.{place}").run()
        measure(place)
    for dialog in ("settings", "shortcuts"):
        watch.reset()
        next(each for each in window.actions_.all() if each.name == f"window.{dialog}").run()
        measure(dialog)
        application.activeModalWidget().close()
    memory = psutil.Process().memory_info().rss / 2**20
    watch.reset()
    studio.workbench.close_project()
    measure("closing")
    after = psutil.Process().memory_info().rss / 2**20
    late = [what for what, own in worst.items() if own > AIM]
    print(f"memory of the window {memory:.0f} MB, {after:.0f} MB once the project is closed")
    print(f"over {AIM:g} ms of the GUI thread's own work: {', '.join(late) or 'nowhere'}")
    window.close_now()
    studio.close()
    garbage.stop()


if __name__ == "__main__":
    main()
