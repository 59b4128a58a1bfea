"""How fast a long run opens: 200,000 events as plots read them, beside one object a line, and what a redraw costs;
then in the real Train workspace: time until it is whole on the screen (aim: under 1 s), and the longest time that the
GUI thread was not free while it opened, while the cursor moves, while plots are zoomed, and with a second run as long
in the same plots (aim: no stall over 50 ms).

python benchmarks/follow.py [EVENTS]
"""

from __future__ import annotations

import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gan_engine.runs.events import MetricMeasured, Progress, to_line
from gan_engine.runs.history import Follower, history
from gan_engine.runs.run_directory import RunDirectory, RunState
from studio.workers.training.curves import View, curves


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
                notes={"gradients.generator": draw(), "gradients.discriminator": draw()},
                images_per_second=100 * draw(),
                seconds_per_kimg=10 * draw(),
                seconds_left=1e4 * draw(),
                memory_mb=700 + draw(),
            )
            file.write(to_line(event))
            if step % (count // 400) == 0:
                value = 0.2 * math.exp(-4 * step / count) + 0.01 * draw()
                measure = MetricMeasured(
                    time=event.time, kimg=event.kimg, metric="kid-lite0", value=value, network="lite0", samples=256,
                    uncertainty=0.01, form="quick",
                )  # fmt: skip
                file.write(to_line(measure))


def measure_window(folder: Path, count: int, columns: float) -> None:
    """Open two runs of so many events in the real workspace, and work with the plots. `columns`: seconds that reading
    one takes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["MAQUETTE_HOME"] = str(folder / "home")
    from studio import app
    from studio.garbage import GarbageOnGuiThread
    from studio.project.project import Project
    from studio.settings import Settings
    from studio.training.workspace import TrainWorkspace
    from studio.workers.workbench import Workbench
    from window import Watch, spin  # beside this file

    application = app.make_application(["maquette"])
    sys.setswitchinterval(app.SWITCH_INTERVAL)
    project = Project.create(folder / "Long")
    paths = []
    for name in ("one", "other"):
        path = project.new_run_dir(name)
        RunDirectory.create(path, {"configuration": {"kimg": count * 16 / 1000}, "recipe": "quick-look"})
        RunDirectory(path).write_state(RunState(status="stopped", kimg=count * 16 / 1000))
        write_events(path, count)
        paths.append(path)
    workbench = Workbench(Settings())
    garbage = GarbageOnGuiThread(workbench)
    train = TrainWorkspace(workbench)
    train.resize(1368, 824)
    train.show()
    train.front()
    workbench.adopt_project(project)
    spin(2)
    watch = Watch()

    def wait(ready: Callable[[], bool]) -> float:
        begun = time.perf_counter()
        while not ready() and time.perf_counter() - begun < 60:
            application.processEvents()
            time.sleep(0.001)
        return time.perf_counter() - begun

    train.follower.follow(None)
    spin(1)
    watch.reset()
    train.choose(paths[0])
    took = wait(lambda: train._run is not None and train._run.path == paths[0] and train._run.whole)
    print(f"whole in the window      {took:6.2f} s   ({took / columns:.1f} times as long)   {watch.words()}")
    plots = train.monitor.build_plots()
    spin(1)
    for words, act in (
        ("cursor", lambda n: plots.panels["losses"].hovered.emit(n * 0.01 * plots._end())),
        ("zoom", lambda n: plots.zoom(0.8 if n < 50 else 1.25)),
    ):
        watch.reset()
        for number in range(100):
            act(number)
            spin(0.016)
        print(f"{words:12} 100 times   {watch.words()}")
    plots.show_all()
    watch.reset()
    train.set_beside(paths[1], True)
    took = wait(lambda: any(line.style and line.curve is not None for line in plots.panels["losses"].lines))
    took += wait(lambda: len(train.monitor._beside) == 1 and next(iter(train.monitor._beside.values())).whole)
    print(f"a second run beside it   {took:6.2f} s   {watch.words()}")
    watch.reset()
    for number in range(100):
        plots.panels["losses"].hovered.emit(number * 0.01 * plots._end())
        spin(0.016)
    print(f"cursor over both         {watch.words()}")
    train.follower.close(5)
    train.close()
    workbench.close(5)
    garbage.stop()


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
    assert len(read) == count == sum(isinstance(event, Progress) for event in events)
    print(f"{count:,} events, {megabytes:.0f} MB")
    print(f"into columns for plots   {columns:6.2f} s")
    print(f"one object an event      {objects:6.2f} s   ({objects / columns:.1f} times as long)")
    print(f"{len(drawn)} curves smoothed and thinned  {1000 * redraw:4.0f} ms, on the follower's thread")
    with tempfile.TemporaryDirectory() as folder:
        measure_window(Path(folder), count, columns)


if __name__ == "__main__":
    main()
