"""What files of strangers cost before they are refused, and what looking through a catalogue adds to opening it.

    python benchmarks/strangers.py [--pictures 20000]

Prints processor time: of reading each picture of `tests/engine/pictures/test_picture_work.py` that hides work beside
its pixels, beside a plain picture of as many bytes; and of inspecting a sound project, beside opening it whole.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gan_engine.errors import PictureError
from gan_engine.pictures import read_picture, write_png
from studio.project.project import Project
from studio.project.store import inspection, migrations

import numpy as np
from tests.engine.pictures.test_picture_work import HOSTILE
from tests.studio.project_support import make_project


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of this process's processors that `work` takes, the least of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        with contextlib.suppress(PictureError):
            work()
        taken.append(time.process_time() - begun)
    return min(taken)


def pictures(folder: Path) -> None:
    random = np.random.default_rng(0)
    worst = 0.0
    for name, make in HOSTILE.items():
        path, plain = folder / name, folder / "plain.png"
        path.write_bytes(make())
        size = path.stat().st_size
        side = max(8, int((size / 3) ** 0.5))
        write_png(plain, random.integers(0, 256, (side, side, 3), np.uint8))
        hostile, usual = (processor_time(functools.partial(read_picture, each)) for each in (path, plain))
        worst = max(worst, hostile)
        print(f"{name:16} {size / 1e6:5.1f} MB {hostile:6.3f} s, a plain picture of as much {usual:6.3f} s")
    print(f"the slowest of {len(HOSTILE)}: {worst:.3f} s")


def project(folder: Path, count: int) -> None:
    with make_project(folder / "large", count, size=64) as made:
        place = made.folder

    def open_it() -> None:
        with Project.open(place):
            pass

    looked = processor_time(functools.partial(inspection.inspect, place / "project.db", migrations.STEPS))
    whole = processor_time(open_it)
    print(f"a catalogue of {count:,} pictures: inspected in {looked:.2f} s, opened and closed in {whole:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        pictures(Path(place))
        project(Path(place), options.pictures)


if __name__ == "__main__":
    main()
