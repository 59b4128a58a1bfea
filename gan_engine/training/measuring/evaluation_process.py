"""Full measures while a network trains, taken by a process of their own.

The process is `gan-engine evaluate` on a snapshot that lies on the disk; it shares nothing with the training but the
machine, where it comes after it. Whatever becomes of it, the training goes on: an answer is read from its file when
it has ended, and one that has said nothing for a quarter of an hour is ended.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch

from gan_engine import atomic, door
from gan_engine.dataset.reading import Dataset
from gan_engine.errors import EngineError, MeasureError, RunError
from gan_engine.metrics.full_measure import SAMPLES, Evaluation, usual_names
from gan_engine.metrics.names import parse_names
from gan_engine.runs import evaluation_files
from gan_engine.runs.events import MetricMeasured, RequestRefused
from gan_engine.runs.processes import last_words, start_evaluation
from gan_engine.runs.run_directory import RunDirectory, kimg_of
from gan_engine.training.journal import Journal

log = logging.getLogger(__name__)

SILENT_SECONDS = 900.0
"""Who says nothing for so long hangs. A working one writes a line into its log at least every ten seconds."""

_LOOK_SECONDS = 1.0
_ROOM_BYTES = 4 * 2**30  # free on the graphics card, for the evaluation to run there too
_MOST_SAMPLES = 100_000
_TOLD = {field.name for field in fields(MetricMeasured)} - {"time", "kimg", "snapshot", "form"}


@dataclass
class _Underway:
    process: subprocess.Popen[bytes]
    snapshot: str
    result: Path
    log: Path


class EvaluationProcess:
    """At most one evaluation at a time."""

    def __init__(
        self,
        run: RunDirectory,
        dataset: Dataset,
        journal: Journal,
        device: torch.device,
        *,
        projected: bool = False,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        """`device` is the training's; `projected`: so is its discriminator."""
        self._usual = usual_names(projected=projected)
        self._run = run
        self._dataset = dataset
        self._journal = journal
        self._device = device
        self._silent_seconds = silent_seconds
        self._underway: _Underway | None = None
        self._looked = 0.0

    @property
    def is_busy(self) -> bool:
        return self._underway is not None

    @property
    def snapshot(self) -> str | None:
        """The one that is being measured."""
        return self._underway.snapshot if self._underway is not None else None

    def check(self, asked_for: Mapping[str, Any]) -> list[str]:
        """The arguments for `metrics`, `samples` and `seed`, as asked for. Raises `EngineError` where it cannot be."""
        if self._underway is not None:
            raise RunError(
                f"The snapshot {self._underway.snapshot} is being measured already.", do="Ask again when that is done."
            )
        metrics = asked_for.get("metrics")
        words = metrics if isinstance(metrics, str) else [str(name) for name in metrics or ()]
        names = parse_names(words or self._usual)
        arguments = ["--metrics", ",".join(names)]
        for key, most in (("samples", _MOST_SAMPLES), ("seed", 2**31 - 1)):
            value = asked_for.get(key)
            if value is None:
                continue
            if type(value) is not int or not 0 <= value <= most:
                raise RunError(f"“{key}” of an evaluation is a whole number from 0 to {most:,}.")
            arguments += [f"--{key}", str(value)]
        refused = Evaluation(names, self._dataset, samples=asked_for.get("samples") or SAMPLES).refusals()
        if len(refused) == len(names):
            raise MeasureError(refused[0].what, do=refused[0].do)
        return arguments

    def begin(self, snapshot: str | None, asked_for: Mapping[str, Any]) -> None:
        """Start measuring the snapshot of this name. Raises `EngineError` where it cannot be."""
        arguments = self.check(asked_for)
        found = next((each for each in self._run.snapshots() if each.name == snapshot), None)
        if found is None:
            raise RunError(f"There is no snapshot {snapshot} in this training.")
        result = evaluation_files.file_for(self._run.path, found.name)
        with atomic.disk_errors(result):
            door.make_folder(result.parent, root=self._run.path)
        paths = [str(found.path), str(Path(self._dataset.path).absolute())]
        text = result.with_suffix(".log")
        arguments += ["--device", self._where(), "--out", str(result)]
        process = start_evaluation([*paths, *arguments], text, root=self._run.path)
        self._underway = _Underway(process, found.name, result, text)
        log.info("Measuring the snapshot %s (process %d).", found.name, process.pid)

    def look(self) -> None:
        """Tell of what is done; end what hangs. Costs next to nothing."""
        now = time.monotonic()
        if self._underway is None or now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        underway = self._underway
        code = underway.process.poll()
        if code is None:
            if self._is_silent(underway):
                underway.process.kill()
                self._refuse(underway, "It said nothing for too long and was ended.")
            return
        self._underway = None
        try:
            self._tell(underway, evaluation_files.results_of(evaluation_files.read(underway.result)))
        except EngineError:
            self._refuse(underway, last_words(underway.log) or f"The process ended with code {code}.")

    def _where(self) -> str:
        """Beside the training on its graphics card only if there is room: its memory must not run out for this."""
        if self._device.type != "cuda":
            return "auto"
        free, _ = torch.cuda.mem_get_info(self._device)
        return str(self._device) if free >= _ROOM_BYTES else "cpu"

    def _is_silent(self, underway: _Underway) -> bool:
        try:
            return time.time() - underway.log.stat().st_mtime > self._silent_seconds
        except OSError:  # the run directory has gone: nobody waits for the answer
            return True

    def _tell(self, underway: _Underway, results: list[dict[str, Any]]) -> None:
        for result in results:
            values = {key: value for key, value in result.items() if key in _TOLD}
            kimg = kimg_of(underway.snapshot)
            self._journal.tell(MetricMeasured, kimg=kimg, snapshot=underway.snapshot, form="full", **values)
        if not results:
            self._refuse(underway, "Nothing could be measured.")
        with contextlib.suppress(OSError):
            door.remove_file(underway.log, root=self._run.path)

    def _refuse(self, underway: _Underway, why: str) -> None:
        self._underway = None
        what = f"The snapshot {underway.snapshot} could not be measured. {why}"
        log.warning("%s", what)
        self._journal.tell(RequestRefused, request="evaluate", what=what)
