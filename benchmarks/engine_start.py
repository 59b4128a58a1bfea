"""What starting costs, in processor time, which a busy machine does not change much: `gan-engine --help`, the engine
process until it answers, the first cut-out by u2netp and each that follows, and beside them rembg's own front door.

    python benchmarks/engine_start.py [--against CHECKOUT] [--rounds 5]

Every figure is a process of its own, and the median of some; with `--against` those of another checkout are taken by
turns with these, in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FOLLOWING = 4

TELL = """
import json, resource, sys, time
KB = 2**10 if sys.platform == "darwin" else 1  # of the units in which a system tells memory
def spent():
    return time.process_time() * 1000
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB / 2**10
"""
STAGES = {
    "gan-engine --help": """
import contextlib, io
from gan_engine.cli import build
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    build()(["--help"])
figures = {"gan-engine --help": spent(), "its memory": most()}
""",
    "engine": """
import io
from gan_engine.service.server import Server
Server(io.BytesIO(), io.BytesIO()).serve()
figures = {"the engine answers": spent(), "its memory, answering": most()}
""",
    "cut-outs": f"""
import numpy as np
from gan_engine.curation.backgrounds.background import forget, remove_background
random = np.random.default_rng(1)
picture = random.integers(0, 255, (256, 256, 3), np.uint8)
picture[64:192, 96:160] = (200, 40, 30)
before = spent()
remove_background(picture, "u2netp")
figures = {{"the first cut-out": spent() - before}}
before = spent()
for _ in range({FOLLOWING}):
    forget()
    remove_background(picture, "u2netp")
figures |= {{"each that follows": (spent() - before) / {FOLLOWING}, "its memory, cutting": most()}}
""",
    "front door": """
import rembg
figures = {"`import rembg`, not taken": spent(), "its memory, not taken": most()}
""",
}


def run(checkout: Path, code: str) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": str(checkout), "ORT_DISABLE_TELEMETRY": "1"}
    done = subprocess.run(
        [sys.executable, "-c", f"{TELL}{code}\nprint(json.dumps(figures))"],
        cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, help="another checkout of Maquette")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    checkouts = {"here": HERE} | ({"there": chosen.against.resolve()} if chosen.against else {})
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(chosen.rounds):
        for code in STAGES.values():
            for name, checkout in checkouts.items():
                for figure, value in run(checkout, code).items():
                    found[figure][name].append(value)
    print(f"{'':28}" + "".join(f"{name:>12}" for name in checkouts) + ("   here/there" if chosen.against else ""))
    for figure, values in found.items():
        middle = [statistics.median(values[name]) for name in checkouts]
        unit = "MB" if "memory" in figure else "ms"
        ratio = f"{middle[0] / middle[1]:13.2f}" if chosen.against else ""
        print(f"{figure:28}" + "".join(f"{value:9,.0f} {unit}" for value in middle) + ratio)


if __name__ == "__main__":
    main()
