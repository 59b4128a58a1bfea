"""How fast a long run opens: 200,000 events as plots read them, beside one object a line, and what a redraw costs.

python benchmarks/follow.py [EVENTS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from gan_engine.training.events import Progress, to_line
from gan_engine.training.follow import Follower, history
from studio.workers.curves import View, curves


def write_events(path: Path, count: int) -> None:
    chance = random.Random(1)
    with open(path / "events.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for step in range(count):
            draw = chance.random
            event = Progress(
                time=round(step * 0.1 + 0.01 * draw(), 3),
                kimg=step * 16 / 1000,
                step=step,
                losses={"generator": draw(), "discriminator": draw()},
                scores={"real": draw(), "fake": draw()},
                images_per_second=100 * draw(),
                seconds_per_kimg=10 * draw(),
                seconds_left=1e4 * draw(),
                memory_mb=700 + draw(),
            )
            file.write(to_line(event))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        write_events(path, count)
        megabytes = (path / "events.jsonl").stat().st_size / 2**20
        start = time.perf_counter()
        read = history(path)
        columns = time.perf_counter() - start
        start = time.perf_counter()
        events = Follower(path).poll()
        objects = time.perf_counter() - start
        names = [name for name in read.names() if name.startswith(("losses.", "scores."))]
        start = time.perf_counter()
        drawn = curves(read, names, View(points=1200, smoothing=0.3))
        redraw = time.perf_counter() - start
    assert len(read) == len(events) == count
    print(f"{count:,} events, {megabytes:.0f} MB")
    print(f"into columns for plots   {columns:6.2f} s")
    print(f"one object an event      {objects:6.2f} s   ({objects / columns:.1f} times as long)")
    print(f"{len(drawn)} curves smoothed and thinned  {1000 * redraw:4.0f} ms, on the follower's thread")


if __name__ == "__main__":
    main()
