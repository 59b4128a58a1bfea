"""How long another theme or size of text holds the window up: `python benchmarks/look_change.py [--beside CHECKOUT]`.

The real window with its four workspaces built, on a project that has something on every page; the theme and the size of
the text are changed by turns. Printed for each: the processor time that the GUI thread uses for the change itself, and
for what follows from it at once (layouts, painting), the median of some rounds. `--beside`: an older checkout is
measured in turns with this one, so that both meet the same load. QT_QPA_PLATFORM is offscreen where there is no
display.
"""

from __future__ import annotations

import argparse
import inspect
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
LOOKS = ({"theme": "light"}, {"theme": "dark"}, {"text": 125}, {"text": 100})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, help="an older checkout to measure too")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.here:
        for line in measure():
            print(line, flush=True)
        return
    trees = [HERE, *([chosen.beside.resolve()] if chosen.beside else [])]
    taken: dict[tuple[Path, str], list[float]] = {}
    for _ in range(chosen.rounds):
        for tree in trees:
            done = subprocess.run(
                [sys.executable, str(Path(__file__).resolve()), "--here"], env={**os.environ, "PYTHONPATH": str(tree)},
                cwd=tree, check=True, capture_output=True, text=True,
            )  # fmt: skip
            for line in done.stdout.splitlines():
                what, _, seconds = line.rpartition(" ")
                taken.setdefault((tree, what), []).append(float(seconds))
    for (tree, what), seconds in taken.items():
        print(f"{tree.name:12} {what:32} {1000 * statistics.median(seconds):6.0f} ms of processor time")


def measure() -> Iterator[str]:
    """A line for each change: what, and its seconds; of the tree that is imported."""
    from studio import theme
    from studio.app import Studio, make_application
    from studio.workspaces import WORKSPACES

    from PySide6.QtCore import QEventLoop, QTimer
    from tests.studio.pages.walk import make_full_project

    def pause(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        os.environ["MAQUETTE_HOME"] = str(Path(name) / "home")
        application = make_application(["maquette"])
        asks_version = "version" in inspect.signature(Studio).parameters  # older ones do
        studio = Studio(application, *([""] if asks_version else []))
        window, bench = studio.window, studio.workbench
        window.resize(1440, 900)
        studio.open(None)
        project = make_full_project(Path(name) / "Critters")
        bench.adopt_project(project)
        bench.project_opened.emit(project)
        for place, *_ in reversed(WORKSPACES):
            window.show_workspace(place)
            while window.workspace(place) is None or window.workspaces.is_making_one:
                pause(50)
            pause(1000)
        for changes in LOOKS:
            begun = time.thread_time()
            theme.wear(theme.Look(**changes))
            worn = time.thread_time()
            application.processEvents()
            words = ", ".join(f"{key} {value}" for key, value in changes.items())
            yield f"{words}, the change {worn - begun:.4f}"
            yield f"{words}, what follows {time.thread_time() - worn:.4f}"
            pause(500)
        window.close_now()
        studio.close()


if __name__ == "__main__":
    main()
