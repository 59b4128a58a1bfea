"""How many pictures a second are decoded and looked at by the feature network, and what memory it takes.

    python benchmarks/features.py [FOLDER] [--count N]

Without a folder, sample art is drawn. Prints the speed over all N pictures (5,000 by default, files again and again
where there are fewer) and the memory after a tenth of them and at the end, which should be the same.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from gan_engine import processor
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.pictures import PICTURE_SUFFIXES
from gan_engine.sample_art import draw_sample_art

import psutil

ENOUGH = 55
"""Pictures a second on two cores."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as drawn:
        folder = options.folder
        if folder is None:
            folder = Path(drawn)
            draw_sample_art(folder, 400, 256)
        paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES)
        measure([paths[number % len(paths)] for number in range(options.count)])


def measure(paths: list[Path]) -> None:
    backbone = lite0()
    process = psutil.Process()
    list(features_of_files([SourcePicture(path) for path in paths[:32]], backbone))
    begun, used = time.perf_counter(), process.cpu_times()
    early = read = 0
    for index, vector, _ in features_of_files([SourcePicture(path) for path in paths], backbone):
        read += vector is not None
        if index == len(paths) // 10:
            early = process.memory_info().rss
    seconds = time.perf_counter() - begun
    now = process.cpu_times()
    spent = now.user + now.system - used.user - used.system
    print(f"{len(paths):,} pictures, {read:,} of them readable, on {processor.cores()} cores in {seconds:.1f} s")
    each = 1000 * spent / len(paths)
    print(f"{len(paths) / seconds:.1f} pictures a second (wanted: {ENOUGH}); {each:.1f} ms of processor time each")
    print(f"memory: {early / 2**20:.0f} MB after a tenth, {process.memory_info().rss / 2**20:.0f} MB at the end")


if __name__ == "__main__":
    main()
