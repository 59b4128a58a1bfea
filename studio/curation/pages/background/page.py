"""The Background page: removing backgrounds, for the set, for one picture, or by brush.

All that is shown comes from the engine process, for one picture at a time and at the size of the screen; what is
chosen here is stored with the project's other choices for baking, and what is done to single pictures as their steps.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gan_engine.reporting import Report
from studio.command import Command
from studio.curation.pages.background.panel import BackgroundPanel, own_method
from studio.curation.pages.background.view import SAMPLES, BackgroundView
from studio.curation.pages.bake.settings import KEEP
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.pictures.facts import Picture
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import count_words, tr, tr_noop
from studio.workers.curation.backgrounds import Backgrounds, CutOut, CutOuts

_LONGEST = 512
_LONGEST_BRUSHED = 1024
_NOTHING = tr_noop("There are no pictures here yet.")


class BackgroundPage(CuratePage):
    """Before and after in the middle; the way, its strictness and the ground at the right."""

    key = "background"
    title = tr_noop("Background")
    icon = "selection-background"
    kind = "step"
    tip = tr_noop("Take the figures off their grounds.")
    words = tr_noop("remove ground mask brush cut out transparent flood u2netp model edge tolerance")
    shows = ("steps",)
    chooses = ("remove_background", "tolerance", "edge", "softness", "background", "alpha")
    follows_table = True
    panel: BackgroundPanel | None
    view: BackgroundView | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.backgrounds = Backgrounds(context.workbench, self)
        self.cut_outs = CutOuts(context.workbench, self)
        self._is_open = False
        self._picture: Picture | None = None
        self._shown: object = None
        self._has_read = False
        """Which pictures there are: nothing is said of them before."""
        self._clean: tuple[int, int, str, float | None] | None = None
        """Pictures that came off clean, of how many, by which method and tolerance."""
        self._wrong: dict[int, str] = {}

    # ---- the page ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        context = self.context
        self.panel = panel = BackgroundPanel(context.settings)
        self.view = view = BackgroundView(context.workbench)
        panel.changed.connect(self._on_changed_here)
        panel.override.connect(self._on_override)
        panel.mask_wanted.connect(self.brush)
        panel.clear_wanted.connect(self._clear)
        panel.check_wanted.connect(self.check_all)
        panel.wrong_wanted.connect(self._show_wrong)
        panel.models.fetch.connect(self.backgrounds.fetch)
        panel.models.cancel.connect(self.backgrounds.cancel_fetch)
        panel.models.remove.connect(self.backgrounds.remove)
        panel.models.give.connect(self._give)
        view.stepped.connect(self.context.table.step)
        view.samples.clicked.connect(self._on_sample)
        view.stroked.connect(self._on_stroke)
        view.brush_ended.connect(self.end_brush)
        self.cut_outs.arrived.connect(self._take_cut)
        self.cut_outs.failed.connect(self._could_not)
        self.backgrounds.suggested.connect(self._on_suggested)
        self.backgrounds.checked.connect(self._on_checked)
        self.backgrounds.check_ended.connect(self._say_fact)
        self.backgrounds.models_changed.connect(self._on_models)
        self.backgrounds.model_moved.connect(panel.models.show_progress)
        self.backgrounds.model_failed.connect(panel.models.show_failure)
        context.settings_changed.connect(self._on_settings)
        context.pictures_changed.connect(self._on_pictures)

    def opened(self) -> None:
        self._is_open = True
        self._on_settings()
        self._say_fact()
        self.backgrounds.list_models()
        if (project := self.context.project) is not None:
            self.backgrounds.suggest(project)

    def closed(self) -> None:
        self._is_open = self._has_read = False
        self.end_brush()
        self.cut_outs.stop()
        self._picture, self._shown = None, None
        if self.view is not None:
            self.view.show_nothing("")
            self.view.samples.show_pictures([])

    def on_project(self, project: Project | None) -> None:
        self._clean, self._wrong = None, {}
        self._picture, self._shown = None, None
        self.cut_outs.stop()

    def on_chosen(self, ids: Ids) -> None:
        project, table = self.context.project, self.context.table
        current = table.current_id or (int(table.model.ids[0]) if len(table.model.ids) else 0)
        if project is None or not self._is_open:
            return
        self.context.workbench.jobs.start(
            tr("Reading the catalogue"), functools.partial(_read, project, ids, current, self._around(ids)),
            functools.partial(self._take_chosen, len(ids)), key="curate.background.chosen", quiet=True,
        )  # fmt: skip

    def _on_sample(self, id_: int) -> None:
        """Show this one of the strip; of several that are chosen all stay so."""
        table = self.context.table
        if table.count > 1:
            table.look_at(id_)
            self.on_chosen(table.ids)
        else:
            table.go_to(id_)

    def _around(self, ids: Ids) -> Ids:
        """The pictures of the strip: those chosen, else those that follow on the light table."""
        if len(ids) > 1:
            return ids[:SAMPLES]
        table = self.context.table
        row = max(0, table.grid.currentIndex().row())
        return table.model.ids[row : row + SAMPLES]

    def strip_words(self) -> tuple[str, bool]:
        settings = self.context.settings
        if self._clean is not None and self._clean[2:] == (settings.remove_background, settings.tolerance):
            return tr("{clean:,} of {total:,} clean", clean=self._clean[0], total=self._clean[1]), self._clean[
                0
            ] == self._clean[1]
        words = settings.background_words
        return tr("{words}, see-through", words=words) if settings.alpha else words, bool(settings.remove_background)

    def commands(self) -> list[Command]:
        return [
            Command(
                "curate.background.brush",
                tr("Correct the mask by brush"),
                self._toggle_brush,
                "B",
                self._can_brush,
                "",
                words=tr("paint outline background erase"),
                icon="paint-brush",
            ),
        ]

    # ---- one picture ------------------------------------------------------------------------------------------

    def _take_chosen(self, count: int, read: tuple[Picture | None, list[Picture], list[Picture]]) -> None:
        if self.panel is None or self.view is None or not self._is_open:
            return
        picture, chosen, around = read
        another = picture is None or self._picture is None or picture.id != self._picture.id
        self._picture, self._has_read = picture, True
        if another and self.view.is_brushing:
            self.end_brush()
        shown = chosen or ([picture] if picture else [])
        methods = {own_method(one.original.steps) for one in shown}
        corrected = any(step.kind == "mask" for one in shown for step in one.steps)
        self.panel.show_chosen(
            count or int(picture is not None), methods.pop() if len(methods) == 1 else "", corrected=corrected
        )
        usable = [one for one in around if not one.damaged and not one.missing]
        if [(one.id, one.steps_key) for one in usable] != [
            (one.id, one.steps_key) for one in self.view.samples.pictures
        ]:
            self.view.samples.show_pictures(usable)
        self.view.set_title(picture.name if picture else "")
        self._ask()

    def _ask(self) -> None:
        if self.view is None or not self._is_open:
            return
        picture, settings = self._picture, self.context.settings
        if picture is None:
            self.view.show_nothing(tr(_NOTHING) if self._has_read else "")
            return
        if picture.damaged or picture.missing:
            self.view.show_nothing(tr("This picture cannot be read."))
            return
        longest = _LONGEST_BRUSHED if self.view.is_brushing else _LONGEST
        ground = "" if settings.alpha or settings.background == KEEP else settings.background
        self.cut_outs.ask(
            (picture.id, longest),
            {
                "picture": picture.original.as_json(),
                "method": settings.remove_background or KEEP, "tolerance": settings.tolerance,
                "edge": settings.edge, "softness": settings.softness, "longest": longest,
            },
            ground,
        )  # fmt: skip

    def _take_cut(self, token: object, cut: CutOut) -> None:
        if self.view is None or self._picture is None or not self._is_open:
            return
        id_, _ = token if isinstance(token, tuple) else (0, 0)
        if id_ == self._picture.id:
            self.view.show_cut(cut, another=token != self._shown)
            self._shown = token

    def _could_not(self, token: object, words: str) -> None:
        if self.view is not None and self._is_open:
            self.view.show_nothing(words)
            self._shown = None

    # ---- choices ------------------------------------------------------------------------------------------------

    def _on_changed_here(self, changes: Mapping[str, Any]) -> None:
        if (project := self.context.project) is not None and changes.keys() & {"remove_background", "tolerance"}:
            self.backgrounds.forget_doubts(project)
        self.context.set_settings(**changes)

    def _on_settings(self) -> None:
        if self.panel is None or self.view is None or not self._is_open:
            return
        settings = self.context.settings
        self.panel.show_settings(settings)
        self.view.samples.show_options(settings.preview_options())
        self._say_fact()
        self._ask()

    def _on_pictures(self) -> None:
        if self._is_open:
            self.on_chosen(self.context.table.ids)

    def _on_override(self, options: Mapping[str, Any] | None) -> None:
        project, ids = self.context.project, self._chosen_ids()
        if project is not None and ids.size:
            self.backgrounds.override(project, ids, options)

    def _chosen_ids(self) -> Ids:
        ids = self.context.table.ids
        return ids if ids.size or self._picture is None else np.array([self._picture.id])

    def _on_suggested(self, method: str, words: str) -> None:
        if self.panel is not None:
            self.panel.show_suggestion(method, words)

    # ---- the brush ------------------------------------------------------------------------------------------------

    def _can_brush(self) -> bool:
        return self._is_open and self._picture is not None

    def _toggle_brush(self) -> None:
        if self.view is not None and self.view.is_brushing:
            self.end_brush()
        else:
            self.brush()

    def brush(self) -> None:
        """Take the brush to the picture that is shown."""
        if self.view is None or self.panel is None or not self._can_brush():
            return
        if self.view.is_brushing:
            self.end_brush()
            return
        picture = self._picture
        assert picture is not None
        width, height = picture.shown_size
        self.view.brush.set_radius(max(2.0, max(width, height) / 40))
        self.view.set_brushing(True)
        self.panel.show_brushing(True)
        self._ask()

    def end_brush(self) -> None:
        """Lay the brush down."""
        if self.view is not None and self.panel is not None:
            was = self.view.is_brushing
            self.view.set_brushing(False)
            self.panel.show_brushing(False)
            if was:
                self._ask()

    def _on_stroke(self, stroke: Mapping[str, Any]) -> None:
        if (project := self.context.project) is not None and self._picture is not None:
            self.backgrounds.add_stroke(project, self._picture.id, stroke)

    def _clear(self) -> None:
        ids = self._chosen_ids()
        if (project := self.context.project) is not None and ids.size:
            self.backgrounds.clear_strokes(project, ids)

    # ---- the whole set ------------------------------------------------------------------------------------------

    def check_all(self) -> None:
        """See which pictures come off their ground clean."""
        settings, project = self.context.settings, self.context.project
        if project is not None and settings.remove_background and not self.backgrounds.is_checking:
            self._checked_by = (settings.remove_background, settings.tolerance)
            self.backgrounds.check_all(project, *self._checked_by)
            if self.panel is not None:
                self.panel.show_fact(tr("Trying on all pictures…"), 0, busy=True)

    def _on_checked(self, clean: int, count: int, wrong: Mapping[int, str]) -> None:
        self._clean = (clean, count, *self._checked_by)
        self._wrong = dict(wrong)
        self._say_fact()
        self.changed.emit()

    def _say_fact(self) -> None:
        if self.panel is None:
            return
        settings = self.context.settings
        if not settings.remove_background:
            self.panel.show_fact(tr("Backgrounds are kept."), 0, busy=True)
        elif self.backgrounds.is_checking:
            self.panel.show_fact(tr("Trying on all pictures…"), 0, busy=True)
        elif self._clean is not None and self._clean[2:] == (settings.remove_background, settings.tolerance):
            self.panel.show_fact(
                tr("{clean:,} of {total:,} clean", clean=self._clean[0], total=self._clean[1]),
                len(self._wrong),
                busy=False,
            )
        else:
            self.panel.show_fact(tr("See how many come off clean this way."), 0, busy=False)

    def _show_wrong(self) -> None:
        if self._wrong:
            ids = np.array(sorted(self._wrong), np.int64)
            badges = {id_: why.rstrip(".").lower() for id_, why in self._wrong.items()}
            self.context.show_ids(tr("{pictures} not clean", pictures=count_words(len(ids), "picture")), ids, badges)
            self.context.select(ids[:1])

    # ---- models ---------------------------------------------------------------------------------------------------

    def _on_models(self, facts: Sequence[Mapping[str, Any]]) -> None:
        if self.panel is not None:
            self.panel.models.show_models(facts)
            for one in facts:
                if self.backgrounds.is_fetching(str(one["name"])):
                    self.panel.models.show_progress(str(one["name"]), 0.0)
            self.panel.show_installed({str(one["name"]) for one in facts if one["installed"] and not one["embedded"]})

    def _give(self, name: str) -> None:
        dialog = QFileDialog(
            None if self.panel is None else self.panel.window(), tr("The file of {name}", name=name), "",
            tr("Models (*.onnx)"),
        )  # fmt: skip
        dialog.setObjectName("curate.background.file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(functools.partial(self._take_file, name))
        dialog.open()

    def _take_file(self, name: str, file: str) -> None:
        self.backgrounds.fetch(name, Path(file))


# On worker threads.


def _read(
    project: Project, ids: Ids, current: int, around: Ids, report: Report
) -> tuple[Picture | None, list[Picture], list[Picture]]:
    """The picture to show, some of those chosen, and those of the strip."""
    catalogue = project.catalogue
    wanted = current if current in ids or not len(ids) else int(ids[0])
    return (
        catalogue.picture(wanted) if wanted else None,
        catalogue.pictures(ids[:200].tolist()),
        catalogue.pictures(around.tolist()),
    )
