"""Fifty kills over a queue: `python benchmarks/queue_campaign.py [--kills 50] [--jobs 3] [--seed N]`.

Tiny trainings stand in a queue of their own. A starter, as the window is one, adds them and keeps a supervisor
(`gan-engine queue run`) alive. Then trainer, supervisor, starter or all of them are killed with SIGKILL, again and
again: as they start, while they train, on a disk that has just become full for them, and with the files that were
written last cut short afterwards. Meanwhile it is watched that there are never two trainers on the one device.
At the end every job is done, every snapshot is compared bit for bit with a training that nobody disturbed, nothing is
told twice, and no process is left. Prints each kill and the counts; leaves with 1 if anything is not so. Linux only:
another process's disk is filled by its limit on the size of files.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.runs.events import RunFinished, RunStarted
from gan_engine.runs.history import Follower, history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import configure
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run, describe_run
from resume import WEIGHTS, draw_dataset

import psutil

SNAPSHOT_KIMG = 0.08
SETTINGS = {
    "batch": 8, "snapshot_kimg": SNAPSHOT_KIMG, "sample_kimg": 4 * SNAPSHOT_KIMG, "device": "cpu", "precision": "fp32",
    "threads": 1, "metric_kimg": "0", "network": {"z_dim": 8, "generator_width": 32, "discriminator_width": 32},
}  # fmt: skip
FORMS = (
    {},
    {"augment": {"adaptive": "bgc", "speed_kimg": 0.5}, "tricks": {"r1_gamma": 1.0, "r1_every": 3}},
    {"mirror": True, "augment": {"colour": True, "translation": True}, "objective": "hinge"},
)
SNAPSHOTS_A_KILL = 3
"""Most that a training comes further between two kills: by that its length follows from their number."""
AT_ONE_POINT = 2  # kills in a row without a new snapshot: with more it would be given up, as it should
PATIENCE = 300.0  # seconds that anything may take

STARTER = """
import sys, time
from pathlib import Path
from gan_engine.manager.queue import Queue
from gan_engine.manager.holding import ensure_supervised
with Queue(Path(sys.argv[1])) as queue:
    while any(job.state in ("waiting", "running") for job in queue.jobs()):
        ensure_supervised(queue.path)
        time.sleep(0.3)
"""

WHO = ("trainer", "trainer", "supervisor", "starter", "all")
WHEN = ("training", "training", "starting")
HOW = ("killed", "disk full, killed", "killed, last files cut short")


class Campaign:
    def __init__(self, folder: Path, *, jobs: int, kills: int, seed: int) -> None:
        self.folder, self.kills = folder, kills
        self.random = random.Random(seed)
        self.kimg = SNAPSHOT_KIMG * (2 + SNAPSHOTS_A_KILL * -(-kills // jobs))
        self.dataset = draw_dataset(folder)
        self.configurations = [
            configure({**SETTINGS, **FORMS[number % len(FORMS)], "seed": number, "kimg": self.kimg})
            for number in range(jobs)
        ]
        self.runs = [RunDirectory(folder / f"job-{number}") for number in range(jobs)]
        self.queue_file = folder / "queue" / "queue.db"
        self.starter: subprocess.Popen[bytes] | None = None
        self.faults: list[str] = []
        self.trainers: set[int] = set()
        self.over = threading.Event()

    # Processes

    def start_starter(self) -> None:
        self.starter = subprocess.Popen([sys.executable, "-c", STARTER, str(self.queue_file)])

    def of(self, who: str) -> list[int]:
        """The processes that are called so, living ones alone."""
        found = []
        if who in ("starter", "all") and self.starter is not None and self.starter.poll() is None:
            found.append(self.starter.pid)
        for process in psutil.process_iter(["cmdline", "status"]):
            words = process.info["cmdline"] or []
            if process.info["status"] == psutil.STATUS_ZOMBIE or not any(str(self.folder) in word for word in words):
                continue
            if who in ("trainer", "all") and "resume" in words:
                found.append(process.pid)
            if who in ("supervisor", "all") and "queue" in words and "run" in words:
                found.append(process.pid)
        return found

    def watch(self) -> None:
        """That there is one trainer at most, at any moment that is looked at."""
        while not self.over.wait(0.03):
            trainers = self.of("trainer")
            self.trainers.update(trainers)
            if len(trainers) > 1:
                self.faults.append(f"two trainers at once: {trainers}")

    # Kills

    def current(self) -> RunDirectory | None:
        """The run that is being trained, or would be next."""
        with Queue(self.queue_file, only_look=True) as queue:
            jobs = [job for job in queue.jobs() if job.state in ("running", "waiting")]
            bad = [job for job in queue.jobs() if job.state in ("held", "failed")]
        if bad:
            raise RuntimeError(f"{bad[0].name} is {bad[0].state}: {bad[0].reason}")
        jobs.sort(key=lambda job: job.state != "running")
        return RunDirectory(jobs[0].run) if jobs else None

    def await_moment(self, when: str) -> RunDirectory:
        """Until the next kill is due."""
        deadline = time.monotonic() + PATIENCE
        if when == "starting":
            while not self.of("trainer"):
                self.await_run(deadline)  # it is over too soon, or nothing goes on
                time.sleep(0.02)
            self.linger(self.random.uniform(0, 3), self.await_run(deadline))
        else:
            further = self.random.randint(1, SNAPSHOTS_A_KILL - 1)
            run = self.await_run(deadline)
            since = run.resumable_kimg()
            while run.resumable_kimg() < since + (further - 0.5) * SNAPSHOT_KIMG:
                self.check(deadline)
                time.sleep(0.01)
                if (now := self.await_run(deadline)).path != run.path:
                    run, since = now, now.resumable_kimg()
            time.sleep(self.random.uniform(0, 0.2))
        return self.await_run(deadline)

    @staticmethod
    def linger(seconds: float, run: RunDirectory) -> None:
        """So long, or until the training has come a snapshot further: its length allows for no more."""
        until, since = time.monotonic() + seconds, run.resumable_kimg()
        while time.monotonic() < until and run.resumable_kimg() == since:
            time.sleep(0.01)

    def await_run(self, deadline: float) -> RunDirectory:
        run = self.current()
        if run is None:
            raise RuntimeError("all came to its end before the last kill")
        self.check(deadline)
        return run

    def check(self, deadline: float) -> None:
        assert self.starter is not None
        if self.starter.poll() is not None:
            self.start_starter()
        if time.monotonic() > deadline:
            raise RuntimeError("nothing went on any more")

    def kill(self, who: str, how: str, run: RunDirectory) -> None:
        victims = self.of(who)
        if how.startswith("disk full"):
            for pid in victims:
                with contextlib.suppress(ProcessLookupError):
                    # its own limit: for others, who look at the queue, there is room
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            self.linger(self.random.uniform(0.2, 1.5), run)
            victims = list({*victims, *(self.of(who) if who == "all" else [])})
        for pid in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if who == "all":
            for pid in self.of("all"):  # whoever was started in between
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        if how.endswith("cut short") and who in ("trainer", "all"):
            self.cut_short(run, queue_too=who == "all")

    def cut_short(self, run: RunDirectory, *, queue_too: bool) -> None:
        """As a disk without order leaves what was written last."""
        files = [run.events_file, run.state_file, run.log_file]
        whole = [each.path for each in run.snapshots() if all((each.path / name).is_file() for name in WEIGHTS)]
        if len(whole) > 1:
            files.append(whole[-1] / self.random.choice(WEIGHTS))
        if queue_too:
            files.append(self.queue_file.with_name(self.queue_file.name + "-wal"))
        for file in files:
            with contextlib.suppress(OSError), open(file, "rb+") as opened:
                size = opened.seek(0, os.SEEK_END)
                opened.truncate(max(0, size - self.random.randint(1, max(1, min(size, 3000)))))

    # The whole

    def run(self) -> Counter[str]:
        undisturbed = [self.train_undisturbed(number) for number in range(len(self.runs))]
        self.queue_file.parent.mkdir()
        with Queue(self.queue_file) as queue:
            queue.add_all(
                [
                    JobPlan(run=run.path, document=describe_run(run.path, self.dataset, wanted), device="cpu")
                    for run, wanted in zip(self.runs, self.configurations, strict=True)
                ]
            )
        watcher = threading.Thread(target=self.watch)
        watcher.start()
        counts: Counter[str] = Counter()
        try:
            self.start_starter()
            self.kill_again_and_again(counts)
            self.await_end()
        finally:
            self.over.set()
            watcher.join()
            for pid in self.of("all"):
                self.faults.append(f"process {pid} was left")
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for run, straight in zip(self.runs, undisturbed, strict=True):
            self.compare(run, straight)
        self.look_at_queue()
        return counts

    def kill_again_and_again(self, counts: Counter[str]) -> None:
        ways = [*itertools.product(WHO, WHEN, HOW)]
        self.random.shuffle(ways)
        point, at_point = -1.0, 0
        for number, (who, when, how) in zip(range(self.kills), itertools.cycle(ways), strict=False):
            if at_point >= AT_ONE_POINT and who in ("trainer", "all"):
                when = "training"
            run = self.await_moment(when)
            now = run.resumable_kimg()
            self.kill(who, how, run)
            if who in ("trainer", "all"):
                at_point = at_point + 1 if now == point else 0
                point = run.resumable_kimg()
            counts[who] += 1
            counts[how] += 1
            counts[when] += 1
            print(f"{number + 1:3d} of {self.kills}  {who:10s}  {when:8s}  {how:28s}  {run.path.name} at {now:g} kimg")

    def await_end(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.current() is not None:
            self.check(deadline)
            time.sleep(0.2)
        while self.of("all"):  # the supervisor sees that nothing is left to do, and ends; so does the starter
            if time.monotonic() > deadline:
                return
            time.sleep(0.2)

    def train_undisturbed(self, number: int) -> RunDirectory:
        run = create_run(self.folder / f"undisturbed-{number}", self.dataset, self.configurations[number])
        train(run)
        return run

    # What came of it

    def compare(self, run: RunDirectory, straight: RunDirectory) -> None:
        name = run.path.name
        names = [each.name for each in straight.snapshots()]
        if [each.name for each in run.snapshots()] != names:
            self.faults.append(f"{name} has other snapshots: {[each.name for each in run.snapshots()]}")
            return
        for snapshot in names:
            for file in WEIGHTS:
                ours, theirs = (each.snapshots_folder / snapshot / file for each in (run, straight))
                if ours.is_file() and theirs.is_file() and ours.read_bytes() != theirs.read_bytes():
                    self.faults.append(f"{name}: {file} of {snapshot} differs")
        if not (run.snapshots_folder / names[-1] / WEIGHTS[1]).is_file():
            self.faults.append(f"{name}: the last snapshot is not whole")
        events, told = Follower(run.path).poll(), history(run.path)
        if sum(isinstance(event, RunStarted) for event in events) > 1:
            self.faults.append(f"{name} was begun twice")
        if not any(isinstance(event, RunFinished) and event.reason == "done" for event in events):
            self.faults.append(f"{name} does not tell of its end")
        for kind in (told.snapshots, told.samples):
            moments = [event.kimg for event in kind]
            if len(moments) != len(set(moments)):
                self.faults.append(f"{name} tells of something twice: {moments}")
        if [event.file for event in told.samples] != [event.file for event in history(straight.path).samples]:
            self.faults.append(f"{name} has other samples: {[event.file for event in told.samples]}")

    def look_at_queue(self) -> None:
        with Queue(self.queue_file, only_look=True) as queue:
            jobs, spells = queue.jobs(removed=True), queue.spells()
        if [job.state for job in jobs] != ["done"] * len(self.runs):
            self.faults.append(f"the queue holds {[(job.name, job.state) for job in jobs]}")
        if any(spell.ended is None for spell in spells):
            self.faults.append("a spell has no end")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAQUETTE_HOME"] = folder
        campaign = Campaign(Path(folder), jobs=asked.jobs, kills=asked.kills, seed=asked.seed)
        counts = campaign.run()
        log = campaign.queue_file.with_suffix(".log")
        for fault in campaign.faults:
            print(f"FAULT: {fault}")
        if campaign.faults:
            print(log.read_text("utf-8", "replace")[-4000:])
    who = ", ".join(f"{name} {counts[name]}" for name in dict.fromkeys(WHO))
    how = ", ".join(f"{name} {counts[name]}" for name in HOW)
    print(f"\n{asked.kills} kills ({who}; {how}; as it started {counts['starting']}) over {asked.jobs} jobs in "
          f"{time.monotonic() - begun:.0f} s; {len(campaign.trainers)} trainers, never two at once; "
          f"every snapshot as undisturbed, to the bit: {'no' if campaign.faults else 'yes'}.")  # fmt: skip
    return 1 if campaign.faults else 0


if __name__ == "__main__":
    sys.exit(main())
