"""Baking in the background, by the engine process, and recording the dataset in the project."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.project.bake_plan import DOUBTFUL
from studio.words import count_words, tr
from studio.workers.engine import Answer, Call
from studio.workers.jobs import Job
from studio.workers.workbench import RunningTraining, Workbench

if TYPE_CHECKING:
    import numpy as np

    from studio.project.bake_plan import BakePlan
    from studio.project.datasets import DatasetEntry
    from studio.project.project import Project


_VERSION = re.compile(r" v\d+$")
_COMPRESS = 4  # as baking does


class Baker(QObject):
    """`baked(path)` when a dataset has been written; `changed` when a baking begins or ends, or `last` is another."""

    baked = Signal(object)
    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._running: list[Job | Call] = []
        self._training = frozenset(each.path for each in workbench.trainings)
        self._dataset: Path | None = None
        self.last = ""
        """What came of the last baking, in a sentence, until the next one begins or something is trained."""
        workbench.project_closing.connect(self.cancel_all)
        workbench.project_closing.connect(self._forget)
        workbench.trainings_changed.connect(self._on_trainings)

    @property
    def task(self) -> Job | Call | None:
        """What goes on of a baking, None while there is none."""
        return next((task for task in self._running if task.running), None)

    @property
    def is_baking(self) -> bool:
        """Whether a dataset is being made."""
        return any(task.running for task in self._running)

    def bake(
        self, project: Project, plan: BakePlan, name: str, options: Mapping[str, Any], chosen: Mapping[str, Any]
    ) -> None:
        """Bake `plan` as `name`. `options` are the engine's; `chosen` is kept with the dataset: how it was made."""
        self._forget()
        prepare = functools.partial(_prepare, project, plan, name)
        then = functools.partial(self._start, project, name, dict(options), {**chosen, **options})
        self._follow(self._workbench.jobs.start(tr("Baking {name}", name=name), prepare, then))

    def bake_again(self, project: Project, entry: DatasetEntry) -> None:
        """Bake what a dataset holds once more, from the originals, with the steps it has stored."""
        self._forget()
        prepare = functools.partial(_prepare_again, project, entry)
        then = functools.partial(self._start_again, project, entry)
        self._follow(self._workbench.jobs.start(tr("Baking {name} again", name=entry.name), prepare, then))

    def _start_again(self, project: Project, entry: DatasetEntry, prepared: tuple[Path, list[str]]) -> None:
        path, originals = prepared
        call = self._workbench.engine.call(
            "bake_again",
            {"dataset": str(entry.path), "originals": originals, "out": str(path)},
            name=tr("Baking {name} again", name=entry.name),
            done=functools.partial(self._on_baked_again, project, path, entry),
        )
        self._follow(call)

    def _on_baked_again(self, project: Project, path: Path, entry: DatasetEntry, answer: Answer) -> None:
        self._workbench.jobs.start(
            tr("Reading the dataset"), functools.partial(_record, project, path, dict(entry.options)),
            functools.partial(self._on_recorded_again, path, entry, bool(answer.values["exact"])), quiet=True,
        )  # fmt: skip

    def _on_recorded_again(self, path: Path, entry: DatasetEntry, exact: bool, result: object) -> None:
        words = tr("the same to the last byte") if exact else tr("not quite the same: compare the two")
        self._tell(tr("{stem} is {name} baked again, {same}", stem=path.stem, name=entry.name, same=words), path)
        self.baked.emit(path)

    def cancel_all(self) -> None:
        """Stop; nothing half-made is left."""
        for task in self._running:
            task.cancel()

    def _start(
        self, project: Project, name: str, options: dict[str, Any], chosen: dict[str, Any],
        prepared: tuple[Path, dict[int, dict[str, Any]], list[dict[str, str]], dict[str, bool]],
    ) -> None:  # fmt: skip
        path, by_id, left_out, advice = prepared
        items = list(by_id.values())
        ids = {str(item["source_name"]): id_ for id_, item in by_id.items()}
        call = self._workbench.engine.call(
            "bake", {"items": items, "out": str(path), "options": options, "left_out": left_out, "advice": advice},
            name=tr("Baking {name}", name=name), done=functools.partial(self._on_baked, project, path, chosen, ids),
        )  # fmt: skip
        self._follow(call)

    def _on_baked(
        self, project: Project, path: Path, chosen: dict[str, Any], ids: Mapping[str, int], answer: Answer
    ) -> None:
        doubtful = {ids[name]: str(why) for name, why in answer.values["doubtful"].items() if name in ids}
        self._workbench.jobs.start(
            tr("Reading the dataset"),
            functools.partial(_record_baked, project, path, chosen, list(ids.values()), doubtful),
            functools.partial(self._on_recorded, path, answer), quiet=True,
        )  # fmt: skip

    def _on_recorded(self, path: Path, answer: Answer, result: object) -> None:
        count, skipped = answer.values["count"], answer.values["skipped"]
        words = tr("{stem} is baked: {count:,} pictures", stem=path.stem, count=count)
        if skipped:
            first = f"{skipped[0]['name']}: {skipped[0]['why']}"
            words += (
                tr(", left out {first}", first=first)
                if len(skipped) == 1
                else tr(", {count:,} left out", count=len(skipped))
            )
        if blank := answer.values["blank"]:
            words += tr(
                "; nothing is to be seen on {blank}",
                blank=blank[0] if len(blank) == 1 else tr("{count:,} of them", count=len(blank)),
            )
        if opaque := answer.values["opaque"]:
            where = opaque[0] if len(opaque) == 1 else tr("{count:,} of them", count=len(opaque))
            words += tr("; nothing is see-through in {where}, covered all over", where=where)
        if doubtful := answer.values["doubtful"]:
            words += tr(
                "; {cut_outs} in doubt, listed at the left to look at", cut_outs=count_words(len(doubtful), "cut-out")
            )
        self._tell(words, path)
        self.baked.emit(path)

    def _tell(self, words: str, dataset: Path) -> None:
        self.last, self._dataset = words, dataset
        self._workbench.notify(words, action=tr("Train on it"), callback_=self.go_on)
        self.changed.emit()

    def go_on(self) -> None:
        """To a training on what was baked last."""
        if self._dataset is not None:
            self._workbench.train_on.emit(self._dataset)

    def _on_trainings(self, trainings: Sequence[RunningTraining]) -> None:
        running = frozenset(each.path for each in trainings)
        if running - self._training:
            self._forget()
        self._training = running

    def _forget(self) -> None:
        if self.last:
            self.last = ""
            self.changed.emit()

    def _follow(self, task: Job | Call) -> None:
        self._running = [*(one for one in self._running if one.running), task]
        task.ended.connect(self.changed)
        self.changed.emit()


def stored_bytes(pixels: np.ndarray) -> int:
    """About what a picture [height, width, 3 or 4] takes in a dataset. For a worker thread."""
    from gan_engine.pictures import encode_png

    return len(encode_png(pixels, compress=_COMPRESS))


def _prepare(
    project: Project, plan: BakePlan, name: str, report: Report
) -> tuple[Path, dict[int, dict[str, Any]], list[dict[str, str]], dict[str, bool]]:
    from studio.project.baking import advice, bake_items, left_out

    path = project.dataset_files.new_path(name)
    items = {id_: item.as_json() for id_, item in bake_items(project, plan, report).items()}
    return path, items, left_out(project, plan), advice(project)


def _prepare_again(project: Project, entry: DatasetEntry, report: Report) -> tuple[Path, list[str]]:
    name = project.dataset_files.suggest_name(_VERSION.sub("", entry.name))
    originals = [str(path) for path in project.catalogue.originals()]
    return project.dataset_files.new_path(name), originals


def _record(project: Project, path: Path, chosen: dict[str, Any], report: Report) -> None:
    project.dataset_files.record(path, chosen)


def _record_baked(
    project: Project, path: Path, chosen: dict[str, Any], baked: Sequence[int], doubtful: Mapping[int, str],
    report: Report,
) -> None:  # fmt: skip
    """Of pictures that were not baked nothing new is known."""
    _record(project, path, chosen, report)
    project.catalogue.set_findings(DOUBTFUL, doubtful, baked)
