"""The view of the wall, its size slider, and what is said above it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.wall.model import WallModel
from studio.widgets.banner import Banner
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.sliders import SizeSlider
from studio.widgets.workspace import heading_row
from studio.words import tr
from studio.workers.explorer.designs import WALL, DesignPictures
from studio.workers.workbench import Workbench

_TELL_EVERY = 250  # milliseconds


class Wall(QWidget):
    """`current_changed` when the cursor goes to a design, be it the one it was on."""

    current_changed = Signal()
    retry_wanted = Signal()
    model_wanted = Signal()
    train_wanted = Signal()

    def __init__(self, workbench: Workbench, pictures: DesignPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.model = WallModel(pictures, self)
        self.grid = PictureGrid("explore.wall", tr("Wall of designs"), edge=workbench.settings.get("explore.edge", 112))
        self.grid.setModel(self.model)
        self.model.visible_rows = self.grid.visible_rows
        self.grid.selectionModel().currentChanged.connect(self._on_current)
        self.grid.clicked.connect(self.current_changed)
        self.grid.zoomed.connect(functools.partial(workbench.settings.set, "explore.edge"))
        self.banner = Banner("explore.banner")
        self.banner.acted.connect(lambda: self._way_out())
        self._way_out: Callable[[], object] = self.model_wanted.emit
        self._title = ElidingLabel("", "large")
        self._note = theme.make_label("", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._title, self._note, None, SizeSlider("explore.size", self.grid)]))
        column.addWidget(self.banner)
        column.addWidget(self.grid, 1)
        self._opening = ""
        self._telling = QTimer(self, singleShot=True, interval=_TELL_EVERY)
        self._telling.timeout.connect(self._tell)
        pictures.drawn.connect(self._tell_soon)

    def set_title(self, title: str, opening: str = "") -> None:
        """What is on the wall; `opening`: what is still to be waited for."""
        self._title.setText(title)
        self._opening = opening
        self._tell()

    def say_failed(self, what: str, more: str) -> None:
        """The engine could not draw."""
        self._way_out = self._retry
        self.banner.say(what, more, tr("Try again"), kind="error")

    def say_model_missing(self, what: str, more: str) -> None:
        """A design came whose model is not here."""
        self._way_out = self.model_wanted.emit
        self.banner.say(what, more, tr("Find it…"))

    def say_sample(self) -> None:
        """What hangs here is the sample model's, for want of another."""
        self._way_out = self.train_wanted.emit
        self.banner.say(
            tr("A model to try things with"),
            tr("It comes with Maquette. Train one on your own pictures: its first snapshot takes this one's place."),
            tr("Go to Train"), kind="note",
        )  # fmt: skip

    def _retry(self) -> None:
        self.banner.hide()
        self.retry_wanted.emit()

    def designs(self) -> list[Point]:
        """The chosen designs in the order of the wall."""
        return [design for row in self.grid.selected_rows() if (design := self.model.design_at(row)) is not None]

    def current(self) -> Point | None:
        """The design that the cursor is on."""
        return self.model.design_at(self.grid.currentIndex().row())

    def step(self, by: int) -> None:
        """Go to another row."""
        self.model.grow_to(self.grid.currentIndex().row() + by)
        self.grid.set_current_row(max(0, min(self.model.rowCount() - 1, self.grid.currentIndex().row() + by)))

    def choose(self, design: Point) -> None:
        """Choose a design where it hangs, else none."""
        if (row := self.model.row_of(design)) >= 0:
            self.show_row(row)
        else:
            self.grid.clearSelection()

    def show_row(self, row: int) -> None:
        """Choose a row and scroll to it."""
        self.model.grow_to(row)
        self.grid.set_current_row(row)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit()

    def _tell_soon(self) -> None:
        if not self._telling.isActive():
            self._telling.start()

    def _tell(self) -> None:
        missing = self._pictures.missing(WALL) if self._pictures.model is not None else 0
        self._note.setText(self._opening or (tr("Drawing {missing:,}…", missing=missing) if missing else ""))
        if missing:
            self._telling.start()
