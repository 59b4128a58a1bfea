"""Comparing two to six designs side by side: below each the closest training pictures, where they are known."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.widgets.close_up.side_by_side import LINE, SideBySideView
from studio.widgets.grid.painter import fit_within
from studio.words import tr
from studio.workers.shelf.closest import ClosestPictures

FEWEST, MOST = 2, 6
_CLOSEST_EDGE = 64
_WORDS_HEIGHT = 32
"""px of two lines, at the usual size of text."""


def closest_height() -> int:
    """px below the line of a design: the closest training pictures, and below them whether it is a copy of one."""
    return _CLOSEST_EDGE + 6 + theme.scaled(_WORDS_HEIGHT)


class CompareView(SideBySideView):
    """C ends it as it began it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("shelf.compare", tr("Designs side by side"), parent)
        self._shows_closest = False
        self._said = ""
        self._closest: dict[int, ClosestPictures] = {}

    @property
    def closest(self) -> Mapping[int, ClosestPictures]:
        """The closest training pictures of designs, by id, as far as they are known."""
        return self._closest

    def show_closest(self, wanted: bool) -> None:
        """Leave room for the closest training pictures, or not."""
        if wanted != self._shows_closest:
            self._shows_closest = wanted
            self.update()

    def set_closest(self, closest: Mapping[int, ClosestPictures]) -> None:
        """The closest training pictures of some of them are known."""
        shown = {picture.id for picture in self.pictures}
        self._closest = {id_: each for id_, each in {**self._closest, **closest}.items() if id_ in shown}
        self.describe()
        self.update()

    def say(self, words: str) -> None:
        """What stands in place of closest pictures that are not known."""
        if words != self._said:
            self._said = words
            self.update()

    @property
    def below(self) -> int:
        return LINE + closest_height() if self._shows_closest else LINE

    def said_below(self, id_: int) -> str:
        return f"{self._closest[id_].words}." if id_ in self._closest else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paint_below(self, painter: QPainter, number: int, cell: QRectF) -> None:
        """The closest training pictures in a row, and below them what that means."""
        if not self._shows_closest:
            return
        closest = self._closest.get(self.pictures[number].id)
        top = cell.bottom() - closest_height()
        words = QRectF(cell.left(), top + _CLOSEST_EDGE + 6, cell.width(), theme.scaled(_WORDS_HEIGHT))
        painter.setFont(theme.font(12))
        wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        text, colour = (self._said, theme.CANVAS_QUIET) if closest is None else (closest.words, theme.CANVAS_QUIET)
        if closest is not None:
            colour = theme.CANVAS_ACCENT if closest.copy else theme.CANVAS_QUIET
            wide = len(closest.images) * (_CLOSEST_EDGE + 8) - 8
            left = cell.center().x() - wide / 2
            for index, image in enumerate(closest.images):
                shown = QRect(round(left) + index * (_CLOSEST_EDGE + 8), round(top), _CLOSEST_EDGE, _CLOSEST_EDGE)
                shown = fit_within(image.size(), shown)
                self.draw_whole(painter, shown, image)
        painter.setPen(QColor(colour))
        if closest is None:  # a sentence in place of the pictures has their room
            whole = QRectF(cell.left(), top, cell.width(), closest_height())
            painter.drawText(whole, wrapped | int(Qt.AlignmentFlag.AlignVCenter), text)
            return
        painter.drawText(words, wrapped | int(Qt.AlignmentFlag.AlignTop), text)
