"""A trainer without networks, for tests of who starts it: a process that holds its run and tells of it as ours does.

What it does at each start lies in `acts.txt` beside the run directories, one line a start, of the form "RUN ACT"; each
start takes its run's first line away. Without one it comes to its end.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from gan_engine.runs import requests
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.run_directory import RunDirectory, tag

STEP_KIMG = 1.0


def act_of(run: Path) -> str:
    file = run.parent / "acts.txt"
    lines = file.read_text().splitlines() if file.exists() else []
    mine = next((line for line in lines if line.split()[0] == run.name), None)
    if mine is None:
        return "finish"
    lines.remove(mine)
    file.write_text("".join(f"{line}\n" for line in lines))
    return mine.split(maxsplit=1)[1]


def save(run: RunDirectory, kimg: float) -> None:
    folder = run.snapshots_folder / tag(kimg)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("generator.safetensors", "training.safetensors", "training.json"):
        (folder / name).write_bytes(b"")


def train(run: RunDirectory, act: str) -> None:
    with run.hold():
        with open(run.path.parent / "starts.txt", "a") as file:
            file.write(f"{run.path.name}\n")
        kimg, total = run.resumable_kimg(), float(run.read_run()["configuration"]["kimg"])
        state = replace(run.read_state(), status="running", pid=os.getpid(), total_kimg=total, before=None)

        def tell(status: str = "running", **values: object) -> None:
            images = round(1000 * kimg)
            run.write_state(
                replace(state, status=status, kimg=kimg, images=images, heartbeat=time.time(), **values)  # type: ignore[arg-type]
            )

        tell()
        if act == "die":
            os._exit(9)
        if act in ("memory", "fail"):
            tell("failed", message="It went wrong.", failure="memory" if act == "memory" else "")
            sys.exit(1)
        while kimg < total or act == "wait":
            if act == "hang" and kimg >= 2:
                time.sleep(600)
            if any(request.kind == "stop" for request in requests.take(run.path)):
                save(run, kimg)
                tell("stopped")
                return
            time.sleep(0.05)
            if kimg < total:
                kimg += STEP_KIMG
            tell()
            if act.startswith("measure"):
                value = float(act.split()[1])
                measured = MetricMeasured(
                    time=0, kimg=kimg, metric="kid-lite0", value=value, network="lite0", samples=9
                )
                run.append_event(measured)
                act = "finish"
            if act == "step and die":
                save(run, kimg)
                os._exit(9)
        save(run, kimg)
        tell("finished")


if sys.argv[1] == "devices":
    print(json.dumps([{"name": name, "title": name.upper()} for name in os.environ["DEVICES"].split()]))  # noqa: T201
elif sys.argv[1] == "resume":
    place = RunDirectory(Path(sys.argv[2]))
    train(place, act_of(place.path))
