"""The Frame page: which shape pictures get and how, seen live; a crop of one's own."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.boxes.editor import BoxEditor
from studio.curation.pages.frame.panel import FramePanel
from studio.curation.pages.frame.samples_view import MOST, SamplesView
from studio.curation.pages.page import CurateContext, CuratePage
from studio.engine_words import engine_words
from studio.project.pictures.facts import Picture
from studio.project.pictures.framing import Box, crop_of, set_crop
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.room.whole_label import WholeLabel
from studio.widgets.workspace import heading_row
from studio.words import in_sentence, tr, tr_noop
from studio.workers.curation.pictures import CloseLook, load_close
from studio.workers.curation.shapes import SetSides, ShapeFacts, look_at_shape, read_sides
from studio.workers.engine import Answer

_KEYS = tr_noop(
    "Drag (Shift: in shape) or N draws the crop · arrows move it, Ctrl+arrows size it · Enter keeps it · Esc leaves"
)
_SHOWN_EDGE = 2048
_NOTHING = SetSides(np.empty(0, np.int64), np.empty((0, 2), np.int64))


class FramePage(CuratePage):
    """The view shows what is chosen on the light table, filled up with others."""

    key = "frame"
    title = tr_noop("Frame")
    icon = "frame-corners"
    kind = "step"
    tip = tr_noop("Choose the shape and size, and how pictures are fitted.")
    words = tr_noop("size resolution crop pad margin square shape ratio portrait landscape subject whole pixels")
    shows = ("steps",)
    chooses = ("size", "fit", "frame_to", "margin", "upscaler")
    follows_table = True
    panel: FramePanel | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.editor: BoxEditor | None = None
        self._is_open = False
        self._found = _NOTHING
        self._facts: ShapeFacts | None = None
        self._drawn: Picture | None = None
        self._random = np.random.default_rng(7)
        self._shown: list[int] = []

    # ---- the page ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        context = self.context
        self.panel = panel = FramePanel(context.settings)
        panel.changed.connect(self._on_changed)
        panel.network_chosen.connect(self._keep_network)
        panel.small_wanted.connect(self._show_small)
        panel.draw_wanted.connect(self._on_draw)
        panel.clear_wanted.connect(self._clear)
        self.samples = SamplesView(context.workbench)
        self.editor = BoxEditor("curate.frame.editor", tr("The picture and its crop"), single=True)
        self.editor.accepted.connect(self._keep)
        self.editor.left.connect(self._leave)
        self._title = ElidingLabel("", "heading")
        drawing = QWidget()
        column = QVBoxLayout(drawing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._title, None, WholeLabel(tr(_KEYS), "small")]))
        column.addWidget(self.editor, 1)
        self._stack = CurrentStack()
        self._stack.addWidget(self.samples)
        self._stack.addWidget(drawing)
        self.view = self._stack
        context.settings_changed.connect(self._on_settings)
        context.pictures_changed.connect(self._look)

    def opened(self) -> None:
        self._is_open = True
        self._on_settings()
        self._look()

    def closed(self) -> None:
        self._is_open = False
        self._leave()

    def on_project(self, project: Project | None) -> None:
        self._found, self._facts, self._shown = _NOTHING, None, []
        self._leave()
        if self.panel is not None:
            self.samples.show_pictures([])

    def on_chosen(self, ids: Ids) -> None:
        self._leave()
        self._fill()

    def strip_words(self) -> tuple[str, bool]:
        settings = self.context.settings
        if settings.frame_to != "subject":
            return f"{engine_words(settings.size.words)}, {settings.fit_words}", False
        fit = in_sentence(tr("Crop") if settings.fit == "crop" else tr("Pad", meaning="fill the sides"))
        return f"{engine_words(settings.size.words)}, {tr('subject, ')}{fit}", False

    # ---- settings ---------------------------------------------------------------------------------------------

    def _on_changed(self, changes: dict[str, Any]) -> None:
        self.context.set_settings(**changes)

    def _keep_network(self, file: Path) -> None:
        """The engine looks at it before it is chosen."""
        self.context.workbench.engine.call(
            "keep_upscaler", {"file": str(file)}, name=tr("Looking at the network"), done=self._take_network,
            key="curate.frame.network",
        )  # fmt: skip

    def _take_network(self, answer: Answer) -> None:
        self._on_changed({"upscaler": answer.values["upscaler"]})

    def _on_settings(self) -> None:
        if self.panel is None or not self._is_open:
            return
        settings = self.context.settings
        self.panel.show_settings(settings)
        if self.editor is not None:
            self.editor.ratio = settings.size.width / settings.size.height
        self._weigh()
        self.samples.show_options(settings.preview_options())

    def _look(self) -> None:
        project = self.context.project
        if self._is_open and project is not None:
            self.context.workbench.jobs.start(
                tr("Looking at sizes"), functools.partial(read_sides, project),
                functools.partial(self._take_sides, project), key="curate.frame.sides", quiet=True,
            )  # fmt: skip

    def _take_sides(self, project: Project, found: SetSides) -> None:
        if project is self.context.project:
            self._found = found
            self._weigh()
            self._fill()

    def _weigh(self) -> None:
        """What the shape means for the pictures, once they have been looked at."""
        settings, project = self.context.settings, self.context.project
        if self._is_open and project is not None:
            self.context.workbench.jobs.start(
                tr("Weighing the shape"), functools.partial(look_at_shape, self._found, settings.size, settings.fit),
                functools.partial(self._take_facts, project), key="curate.frame.shape", quiet=True,
            )  # fmt: skip

    def _take_facts(self, project: Project, facts: ShapeFacts) -> None:
        if project is self.context.project and self.panel is not None and facts.size == self.context.settings.size:
            self._facts = facts
            self.panel.show_facts(facts)

    def _show_small(self) -> None:
        if self._facts is not None:
            self.context.show_ids(
                tr("Smaller than {size}", size=engine_words(self._facts.size.words)), self._facts.small
            )
            self.context.select(self._facts.small[:MOST])  # so that they are seen here

    # ---- samples ------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """The chosen pictures first, then others, the same while they are there."""
        project = self.context.project
        if not self._is_open or project is None:
            return
        chosen = self.context.table.ids[:MOST].tolist()
        usable = set(self._found.ids.tolist())
        others = [id_ for id_ in self._shown if id_ in usable and id_ not in chosen]
        if len(chosen) + len(others) < MOST and len(self._found.ids):
            more = self._random.permutation(self._found.ids)[:MOST].tolist()
            others += [id_ for id_ in more if id_ not in chosen and id_ not in others]
        wanted = [*chosen, *others][:MOST]
        self._shown = [id_ for id_ in wanted if id_ in usable]
        self.context.workbench.jobs.start(
            tr("Reading the catalogue"), functools.partial(_read, project, wanted), self._take_pictures,
            key="curate.frame.samples", quiet=True,
        )  # fmt: skip
        self._show_own()

    def _take_pictures(self, pictures: list[Picture]) -> None:
        good = [picture for picture in pictures if not picture.damaged and not picture.missing]
        self.samples.show_pictures(good)
        self._show_own()

    # ---- a crop of one's own --------------------------------------------------------------------------------------

    def _one(self) -> Picture | None:
        """The picture that is chosen, where it is one and can be cropped."""
        current = self.context.table.current
        if current is None or self.context.table.count != 1 or current.damaged or current.missing:
            return None
        return current

    def _show_own(self) -> None:
        if self.panel is not None:
            one = self._drawn or self._one()
            cropped = one is not None and crop_of(one) is not None
            self.panel.show_picture(one.name if one else "", cropped=cropped, drawing=self._drawn is not None)

    def _on_draw(self, wanted: bool) -> None:
        one = self._one()
        if not wanted or one is None:
            self._leave()
            return
        self._drawn = one
        self.context.workbench.jobs.start(
            tr("Opening the picture"), functools.partial(_open, one), functools.partial(self._take_look, one),
            key="curate.frame.open", quiet=True,
        )  # fmt: skip
        self._show_own()

    def _take_look(self, picture: Picture, look: CloseLook) -> None:
        if self._drawn is not picture or self.editor is None:
            return
        left, top, width, height = _region(picture)
        self.editor.show_picture(look.image, QSize(width, height), hard=look.hard)
        drawn = crop_of(picture)
        if drawn is not None:
            self.editor.set_boxes([(drawn[0] - left, drawn[1] - top, drawn[2], drawn[3])])
        self._title.setText(picture.name)
        self._stack.setCurrentIndex(1)
        self.editor.setFocus()

    def _keep(self) -> None:
        """Store the crop that is drawn; without one the picture is framed like all others."""
        if self._drawn is None or self.editor is None:
            return
        picture = self._drawn
        boxes = self.editor.boxes
        left, top, _, _ = _region(picture)
        box = (boxes[0][0] + left, boxes[0][1] + top, boxes[0][2], boxes[0][3]) if boxes else None
        self._set(picture, box)

    def _clear(self) -> None:
        one = self._drawn or self._one()
        if one is not None:
            self._set(one, None)

    def _set(self, picture: Picture, box: Box | None) -> None:
        project = self.context.project
        if project is not None:
            words = (
                tr("{name} has a crop of its own", name=picture.name)
                if box
                else tr("{name} is framed like all others", name=picture.name)
            )
            self.context.workbench.run_undoable(
                tr("Cropping"), functools.partial(_set_crop, project, picture.id, box), toast=words
            )
        self._leave()

    def _leave(self) -> None:
        self._drawn = None
        if self.editor is not None and self._stack.currentIndex() == 1:
            had_focus = self.editor.hasFocus()
            self._stack.setCurrentIndex(0)
            self.editor.show_picture(None, QSize(1, 1))
            if had_focus:
                self.context.focus_pictures()
        self._show_own()


def _region(picture: Picture) -> Box:
    """What of its original a picture is: of a part its cut."""
    for step in picture.steps:
        box = step.options.get("box") if step.kind == "cut" else None
        if isinstance(box, list) and len(box) == 4:
            return int(box[0]), int(box[1]), int(box[2]), int(box[3])
    return 0, 0, picture.width, picture.height


# On worker threads.


def _read(project: Project, ids: list[int], report: Report) -> list[Picture]:
    return project.catalogue.pictures(ids)


def _open(picture: Picture, report: Report) -> CloseLook:
    """As it is before it is cropped, its ground kept: the artist wants to see what there is."""
    cut = [step for step in picture.original.steps if step["kind"] == "cut"]
    return load_close(picture.path, cut, _SHOWN_EDGE)


def _set_crop(project: Project, id_: int, box: Box | None, report: Report) -> bool:
    return set_crop(project, id_, box)
