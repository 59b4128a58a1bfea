"""Designs to choose from as examples: some with what a direction should bring, some without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.modes.context import ExploreContext
from studio.widgets.chips import ChipChoice
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import tr, tr_noop

SHOWN = 48
"""Designs at a time."""
_ACROSS = 8
WITH, WITHOUT = "with", "without"
FRESH, KEPT = "fresh", "kept"
_MARKS = {WITH: tr_noop("picked"), WITHOUT: tr_noop("rejected")}


class ExamplePicker(QWidget):
    """`changed` when other examples are chosen. A click marks a design as the chip says, a second takes it back."""

    changed = Signal()
    designs_changed = Signal()
    """Other designs are shown: they want pictures."""

    def __init__(self, context: ExploreContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._first = 0
        self._marked: dict[Point, str] = {}
        self.designs: Sequence[Point] = ()
        """Those shown."""
        self.mark = ChipChoice(
            "explore.examples.mark",
            tr("What a click says of a design"),
            [(WITH, tr("With it")), (WITHOUT, tr("Without it"))],
        )
        self.source = ChipChoice(
            "explore.examples.source",
            tr("Where designs come from"),
            [(FRESH, tr("Fresh designs")), (KEPT, tr("From the shelf"))],
        )
        self.source.chosen.connect(self._on_source)
        self.more_button = theme.make_button(tr("Others"), name="explore.examples.more", icon_name="shuffle")
        self.more_button.clicked.connect(self.show_others)
        self._count = theme.make_label("", "quiet")
        self._count.setObjectName("explore.examples.count")
        self.list = PictureList("explore.examples.designs", tr("Designs to choose examples from"), across=_ACROSS)
        self.list.chosen.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(flowing_row([self.mark, None, self.source]))
        column.addLayout(row([self._count, None, self.more_button]))
        column.addWidget(scroll_area("explore.examples.scroll", self.list), 1)
        self._say_count()

    def examples(self, mark: str) -> list[Point]:
        """Those marked `WITH` or `WITHOUT`."""
        return [point for point, each in self._marked.items() if each == mark]

    def forget(self) -> None:
        """Another model: nothing is marked."""
        self._marked.clear()
        self._first = 0
        self.show_designs()
        self._say_count()

    def show_designs(self) -> None:
        """The designs as they are to be had now."""
        if self.source.key == KEPT:
            self.designs = list(self._context.kept)[:SHOWN]
        elif self._context.model is not None:
            self.designs = [self._context.fresh(seed) for seed in range(self._first, self._first + SHOWN)]
        self.more_button.setVisible(self.source.key == FRESH)
        self.designs_changed.emit()
        self.show_pictures()

    def show_others(self) -> None:
        """Other fresh designs; what is marked stays marked."""
        self._first += SHOWN
        self.show_designs()

    def show_pictures(self) -> None:
        """Show what is drawn by now, with its marks."""
        pictures = self._context.pictures
        self.list.set_pictures(
            [
                ListedPicture(
                    point,
                    self._words(point, number),
                    pictures.picture(point),
                    _MARKS.get(self._marked.get(point, ""), ""),
                    pictures.hard,
                )
                for number, point in enumerate(self.designs, 1)
            ]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P and X mark the chosen design as on the light table; U takes it back."""
        marks = {Qt.Key.Key_P: WITH, Qt.Key.Key_X: WITHOUT, Qt.Key.Key_U: ""}
        index = self.list.currentIndex()
        if event.key() in marks and 0 <= index.row() < len(self.designs):
            self._set(self.designs[index.row()], marks[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _on_source(self) -> None:
        self.show_designs()

    def _on_chosen(self, point: object) -> None:
        if isinstance(point, Point):
            self._set(point, "" if self._marked.get(point) == self.mark.key else self.mark.key)

    def _set(self, point: Point, mark: str) -> None:
        self._marked.pop(point, None)
        if mark:
            self._marked[point] = mark
        self._say_count()
        self.show_pictures()
        self.changed.emit()

    def _words(self, point: Point, number: int) -> str:
        name = tr("Seed {seed:,}", seed=point.seed) if point.seed is not None else tr("Design {number}", number=number)
        mark = self._marked.get(point, "")
        return tr("{name}, {mark} it", name=name, mark=mark) if mark else name

    def _say_count(self) -> None:
        having, lacking = len(self.examples(WITH)), len(self.examples(WITHOUT))
        advice = "" if min(having, lacking) >= 10 else tr("   ten of each and more are surer")
        self._count.setText(
            tr("{having} with, {lacking} without{advice}", having=having, lacking=lacking, advice=advice)
        )
