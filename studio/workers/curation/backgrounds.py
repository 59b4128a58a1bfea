"""Cut-outs, suggestions and networks for the Background page, asked of the engine process."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.curation.framing import is_pixel_art
from gan_engine.reporting import Report
from studio.engine_words import engine_words, error_words
from studio.project.bake_plan import DOUBTFUL
from studio.project.pictures.facts import Picture, Step
from studio.project.pictures.query import Query
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import tr, tr_noop
from studio.workers.engine import Answer, Call
from studio.workers.images import to_image
from studio.workers.workbench import Workbench

SAMPLE = 24
"""Pictures that are looked at to say what suits a set."""
_TINT = np.array([0xDB, 0x8A, 0x5C], np.float32)
_TINTED = 0.62


@dataclass(frozen=True)
class CutOut:
    """A picture before and after, ready to be shown."""

    before: QImage
    after: QImage
    """On the ground that was asked for, or see-through."""
    overlay: QImage
    """Tinted where something is taken away, see-through elsewhere."""
    scale: float
    origin: tuple[float, float]
    doubt: str
    """Why it wants a person's look; "" where it can be trusted."""
    hard: bool
    """Pixel art: where it is enlarged, pixels are squares."""


class CutOuts(QObject):
    """One cut-out at a time: what is asked for meanwhile waits, and only the latest of it is done."""

    arrived = Signal(object, object)
    """(what it was asked for by, CutOut)"""
    failed = Signal(object, str)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._call: Call | None = None
        self._wanted: tuple[object, dict[str, Any], str] | None = None

    def ask(self, token: object, params: Mapping[str, Any], background: str) -> None:
        """`params` as the engine's `cut_out` takes them; `background` a colour, or "" for none."""
        self._wanted = (token, dict(params), background)
        if self._call is None or not self._call.running:
            self._send()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._wanted = None
        if self._call is not None:
            self._call.cancel()
        self._call = None

    def _send(self) -> None:
        if self._wanted is None:
            return
        (token, params, background), self._wanted = self._wanted, None
        self._call = self._workbench.engine.call(
            "cut_out", params, prepare=functools.partial(_shown, background),
            done=functools.partial(self._take, token), failed=functools.partial(self._could_not, token),
        )  # fmt: skip

    def _take(self, token: object, cut: CutOut) -> None:
        self._call = None
        self.arrived.emit(token, cut)
        self._send()

    def _could_not(self, token: object, error: BaseException) -> None:
        self._call = None
        self.failed.emit(token, error_words(error, "what", "do"))
        self._send()


class Backgrounds(QObject):
    """`suggested(method, words)`, `checked(clean, count, wrong: {id: why})`, `models_changed(list of facts)`,
    `model_failed(name, words)`, `model_moved(name, share)`."""

    suggested = Signal(str, str)
    checked = Signal(int, int, object)
    check_ended = Signal()
    """However it ended: by its result, an error, or because the artist cancelled it."""
    models_changed = Signal(list)
    model_failed = Signal(str, str)
    model_moved = Signal(str, float)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._checking: Call | None = None
        self._suggesting: Call | None = None
        self._fetching: dict[str, Call] = {}
        workbench.project_closing.connect(self.stop)

    @property
    def is_checking(self) -> bool:
        """Whether the whole set is being looked at."""
        return self._checking is not None and self._checking.running

    def stop(self) -> None:
        """Let go of what belongs to the project."""
        for call in (self._checking, self._suggesting):
            if call is not None:
                call.cancel()
        self._checking = self._suggesting = None

    # ---- the set ----------------------------------------------------------------------------------------------

    def suggest(self, project: Project) -> None:
        """Look at a sample of the set."""
        self._workbench.jobs.start(
            tr("Looking at the backgrounds"), functools.partial(_sample, project), self._ask_for_suggestion,
            key="curate.background.sample", quiet=True,
        )  # fmt: skip

    def _ask_for_suggestion(self, pictures: Sequence[Picture]) -> None:
        if pictures:
            self._suggesting = self._workbench.engine.call(
                "suggest_background", {"items": _items(pictures)}, done=self._take_suggestion,
                failed=self._no_suggestion, key="curate.background.suggest",
            )  # fmt: skip

    def _take_suggestion(self, answer: Answer) -> None:
        self.suggested.emit(str(answer.values["method"]), engine_words(str(answer.values["words"])))

    def _no_suggestion(self, error: BaseException) -> None:
        """It is only a suggestion."""

    def check_all(self, project: Project, method: str, tolerance: float | None) -> None:
        """Take the ground off every picture that may be baked, small, and see which come off clean."""
        self._workbench.jobs.start(
            tr("Reading the catalogue"), functools.partial(_usable, project),
            functools.partial(self._check, project, method, tolerance), key="curate.background.all", quiet=True,
        )  # fmt: skip

    def _check(self, project: Project, method: str, tolerance: float | None, pictures: Sequence[Picture]) -> None:
        ids = [picture.id for picture in pictures]
        self.stop()
        self._checking = self._workbench.engine.call(
            "cut_out_all", {"items": _items(pictures), "method": method, "tolerance": tolerance},
            name=tr("Removing backgrounds"), done=functools.partial(self._take_checked, project, ids),
            failed=self._not_checked,
        )  # fmt: skip
        self._checking.ended.connect(self.check_ended)

    def _take_checked(self, project: Project, ids: Sequence[int], answer: Answer) -> None:
        self._checking = None
        wrong = {ids[one["number"]]: str(one["why"]) for one in answer.values["wrong"]}
        self._doubt(project, wrong)
        self.checked.emit(int(answer.values["clean"]), int(answer.values["count"]), wrong)

    def _doubt(self, project: Project, found: Mapping[int, str]) -> None:
        self._workbench.jobs.start(
            tr("Storing what was found"),
            functools.partial(_set_doubts, project, found),
            key="curate.background.doubts",
            quiet=True,
        )

    def forget_doubts(self, project: Project) -> None:
        """What was found by another method is no finding any more."""
        self._doubt(project, {})

    def _not_checked(self, error: BaseException) -> None:
        self._checking = None
        self._workbench.report_error(tr("removing backgrounds"), error)

    # ---- steps of single pictures -----------------------------------------------------------------------------

    def override(self, project: Project, ids: Ids, options: Mapping[str, Any] | None) -> None:
        """Give pictures a way of their own (None: the set's again)."""
        self._workbench.run_undoable(
            tr("Choosing a background"), functools.partial(_set_step, project, ids, "background", options)
        )

    def add_stroke(self, project: Project, id_: int, stroke: Mapping[str, Any]) -> None:
        """One more stroke on a picture's mask."""
        self._workbench.run_undoable(
            tr("Correcting a mask"), functools.partial(_add_stroke, project, id_, dict(stroke))
        )

    def clear_strokes(self, project: Project, ids: Ids) -> None:
        """The outline as it was found."""
        self._workbench.run_undoable(tr("Clearing a mask"), functools.partial(_set_step, project, ids, "mask", None))

    # ---- models -------------------------------------------------------------------------------------------------

    def list_models(self) -> None:
        """Ask which there are."""
        self._workbench.engine.call("models", done=self._take_models, key="curate.background.models")

    def _take_models(self, answer: Answer) -> None:
        self.models_changed.emit(list(answer.values["models"]))

    def fetch(self, name: str, file: Path | None = None) -> None:
        """Fetch a model, or take a file that the artist has."""
        if name in self._fetching and self._fetching[name].running:
            return
        call = self._workbench.engine.call(
            "get_model", {"name": name} | ({"file": str(file)} if file else {}), name=tr("Fetching {name}", name=name),
            done=functools.partial(self._fetched, name), failed=functools.partial(self._not_fetched, name),
        )  # fmt: skip
        call.ended.connect(self.list_models)
        self._fetching[name] = call
        call.progressed.connect(functools.partial(self._moved, name))
        self.model_moved.emit(name, 0.0)

    def is_fetching(self, name: str) -> bool:
        """Whether a model is on its way."""
        return name in self._fetching and self._fetching[name].running

    def cancel_fetch(self, name: str) -> None:
        """What has come of it so far is kept for the next time."""
        if name in self._fetching:
            self._fetching.pop(name).cancel()
        self.list_models()

    def remove(self, name: str) -> None:
        """Take a model off the disk."""
        self._workbench.engine.call(
            "remove_model", {"name": name}, done=functools.partial(self._fetched, name),
            failed=functools.partial(self._not_fetched, name),
        )  # fmt: skip

    def _moved(self, name: str) -> None:
        call = self._fetching.get(name)
        if call is not None and call.total:
            self.model_moved.emit(name, call.done / call.total)

    def _fetched(self, name: str, answer: Answer) -> None:
        self._fetching.pop(name, None)
        self.list_models()

    def _not_fetched(self, name: str, error: BaseException) -> None:
        self._fetching.pop(name, None)
        self.model_failed.emit(name, error_words(error))
        self.list_models()


# On other threads.


def _items(pictures: Sequence[Picture]) -> list[dict[str, Any]]:
    return [picture.original.as_json() for picture in pictures]


def _shown(background: str, answer: Answer) -> CutOut:
    before, after = answer.arrays
    values = answer.values
    alpha = after[..., 3:].astype(np.float32) / 255
    height, width = alpha.shape[:2]
    laid = after
    if background:
        under = np.array([int(background[place : place + 2], 16) for place in (1, 3, 5)], np.float32)
        laid = (after[..., :3] * alpha + under * (1 - alpha) + 0.5).astype(np.uint8)
    tint = np.empty((height, width, 4), np.uint8)
    tint[..., :3] = _TINT
    tint[..., 3] = ((1 - alpha[..., 0]) * _TINTED * 255).astype(np.uint8)
    return CutOut(
        to_image(before), to_image(laid), to_image(tint), float(values["scale"]),
        (float(values["left"]), float(values["top"])), str(values["doubt"]), is_pixel_art(before),
    )  # fmt: skip


def _usable(project: Project, report: Report) -> list[Picture]:
    return project.catalogue.pictures(project.catalogue.ids(Query(usable=True)).tolist())


def _sample(project: Project, report: Report) -> list[Picture]:
    ids = project.catalogue.ids(Query(usable=True))
    chosen = ids[np.linspace(0, len(ids) - 1, min(SAMPLE, len(ids))).astype(int)] if ids.size else ids
    return project.catalogue.pictures(chosen.tolist())


def _set_doubts(project: Project, found: Mapping[int, str], report: Report) -> None:
    project.catalogue.set_findings(DOUBTFUL, found)


def _with(picture: Picture, kind: str, options: Mapping[str, Any] | None) -> list[Step]:
    from gan_engine.curation.picture_edits import with_step

    return [Step(one["kind"], one["options"]) for one in with_step(picture.original.steps, kind, options)]


def _set_step(project: Project, ids: Ids, kind: str, options: Mapping[str, Any] | None, report: Report) -> bool:
    pictures = project.catalogue.pictures(ids.tolist())
    words = (
        tr_noop("change the background of {pictures}")
        if kind == "background"
        else tr_noop("clear the mask of {pictures}")
    )
    project.catalogue.set_findings(DOUBTFUL, {}, ids.tolist())
    return project.catalogue.set_steps_of({one.id: _with(one, kind, options) for one in pictures}, words)


def _add_stroke(project: Project, id_: int, stroke: dict[str, Any], report: Report) -> bool:
    picture = project.catalogue.picture(id_)
    if picture is None:
        return False
    drawn = next((list(step.options["strokes"]) for step in picture.steps if step.kind == "mask"), [])
    steps = _with(picture, "mask", {"strokes": [*drawn, stroke]})
    project.catalogue.set_findings(DOUBTFUL, {}, [id_])
    return project.catalogue.set_steps([id_], steps, tr_noop("correct the mask of {pictures}"))
