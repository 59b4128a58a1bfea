"""A queue of a thousand jobs answers at once: `python benchmarks/queue_list.py [--jobs 1000]`.

Printed is how long what window, terminal and supervisor ask of it takes (the quickest of fifteen times: others use the
machine too), with frozen configurations as real ones are, each beside the same with ten jobs. Leaves with 1 where one
of them takes 50 ms or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.settings.recipes import load_recipe

MOST_SECONDS = 0.05
FEW = 10


def filled(folder: Path, count: int) -> Queue:
    configuration = load_recipe("best-quality").configuration.model_dump(mode="json")
    dataset = {"path": "/art/set.zip", "digest": "0" * 64, "name": "set", "class_names": [f"c{n}" for n in range(20)]}
    document = {"configuration": configuration, "dataset": dataset, "recipe": "best-quality", "created": "today"}
    queue = Queue(folder / f"{count}.db")
    queue.add_all([JobPlan(run=folder / f"{count}-{number:04d}", document=document) for number in range(count)])
    return queue


def quickest(ask: Callable[[], object], times: int = 15) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--jobs", type=int, default=1000)
    count = parser.parse_args().jobs
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        many, few = filled(folder, count), filled(folder, FEW)

        def asked(queue: Queue) -> dict[str, Callable[[], object]]:
            middle = queue.jobs()[len(queue.jobs()) // 2].id
            return {
                "all jobs": queue.jobs,
                "those that run": lambda: queue.in_state("running"),
                "one job": lambda: queue.job(middle),
                "its document": lambda: queue.document(middle),
                "has anything changed": queue.version,
                "put at the end": lambda: queue.move(middle, before=None),
                "pause": lambda: queue.pause(middle),
                "open, look, close": lambda: opened(queue.path),
            }

        slowest = 0.0
        for (name, ask), of_few in zip(asked(many).items(), asked(few).values(), strict=True):
            seconds, beside = quickest(ask), quickest(of_few)
            slowest = max(slowest, seconds)
            print(f"{name:22s} {1000 * seconds:7.2f} ms with {count} jobs, {1000 * beside:6.2f} ms with {FEW}")
        many.close()
        few.close()
    print(f"The slowest takes {1000 * slowest:.1f} of {1000 * MOST_SECONDS:.0f} ms.")
    return 0 if slowest < MOST_SECONDS else 1


def opened(path: Path) -> None:
    with Queue(path, only_look=True) as queue:
        queue.jobs()


if __name__ == "__main__":
    sys.exit(main())
