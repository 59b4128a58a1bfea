"""Samples of the Bake page: a few pictures before and after, with the present settings."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.engine_words import engine_words
from studio.project.pictures.facts import Picture
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.picture_view import PictureView
from studio.words import tr
from studio.workers.curation.baking import stored_bytes
from studio.workers.engine import Answer
from studio.workers.images import to_image
from studio.workers.workbench import Workbench

_DELAY = 120  # milliseconds after the last choice


class PartsView(QWidget):
    """What came of one picture, in a place `edge` pixels wide, and as high at most; `clicked` with the left button."""

    clicked = Signal()

    def __init__(self, name: str, accessible_name: str, *, edge: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._edge = edge
        self._images: Sequence[QImage] = ()
        self._words = ""
        self._painter = PicturePainter(self, held=64)
        self._size = ImageShape.square(1)
        self.set_edge(edge)

    def set_edge(self, edge: int) -> None:
        """Its place is another."""
        self._edge = edge
        self.setFixedSize(edge, self.height_at(edge))

    def set_shape(self, size: ImageShape) -> None:
        """What is shown has this shape: no more room is taken than it needs."""
        self._size = size
        self.set_edge(self._edge)

    def height_at(self, edge: int) -> int:
        """How high a place of this width is."""
        return round(edge * min(1.0, self._size.height / self._size.width))

    def set_images(self, images: Sequence[QImage], words: str = "") -> None:
        """Show these; without any, `words` say why."""
        self._images, self._words = images, words
        self.update()

    @property
    def images(self) -> Sequence[QImage]:
        """What is shown."""
        return self._images

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._images:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
            painter.setPen(QColor(theme.QUIET))
            painter.setFont(theme.font(12))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._words)
            return
        columns = 1
        while columns * columns < len(self._images):
            columns += 1
        gap = 4
        wide, high = ((side - gap * (columns - 1)) // columns for side in (self.width(), self.height()))
        for number, image in enumerate(self._images):
            cell = QRect(number % columns * (wide + gap), number // columns * (high + gap), wide, high)
            rect = fit_within(image.size(), cell)
            painter.drawPixmap(rect.topLeft(), self._painter.held(image, rect.size()))


class BakeSamples(QWidget):
    """`show_pictures` says which, `show_options` how. `measured(bytes)`: what one of them takes on the disk;
    `clicked(id)`: on which of them."""

    measured = Signal(float)
    clicked = Signal(int)

    def __init__(
        self, workbench: Workbench, name: str, *, count: int, edge: int, parent: QWidget | None = None
    ) -> None:
        """`count` pictures of `edge` pixels side by side at most, each before over its after."""
        super().__init__(parent)
        self._workbench = workbench
        self._count = count
        self._edge = edge
        self._name = name
        self._bytes: dict[int, float] = {}
        self._pictures: Sequence[Picture] = ()
        self._options: Mapping[str, Any] = {}
        self._befores = [PictureView(f"{name}.before.{number}", tr("The original"), self) for number in range(count)]
        self._afters = [
            PartsView(f"{name}.after.{number}", tr("As a network would see it"), edge=edge, parent=self)
            for number in range(count)
        ]
        self._size_words = theme.make_label(tr("As trained"), "quiet")
        self._rows = ((theme.make_label(tr("Original"), "quiet"), self._befores), (self._size_words, self._afters))
        for label, views in self._rows:
            label.setParent(self)
            for view in views:
                view.hide()
        for number, (before, after) in enumerate(zip(self._befores, self._afters, strict=True)):
            before.setFixedSize(edge, edge)
            for view in (before, after):
                view.clicked.connect(functools.partial(self._on_clicked, number))
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._ask)

    def set_edge(self, edge: int) -> None:
        """Pictures are so large from now on."""
        if edge != self._edge:
            self._edge = edge
            for before, after in zip(self._befores, self._afters, strict=True):
                before.setFixedSize(edge, edge)
                after.set_edge(edge)
            self._place(move=True)
            self._show_those_with_room()
            self.updateGeometry()

    def edge_within(self, height: int) -> int:
        """How large pictures may be, so that all is no higher than that."""
        others = self._place(move=False) - self._edge - self._afters[0].height()
        return int((height - others) / (1 + self._afters[0].height_at(1000) / 1000))

    # ---- geometry -------------------------------------------------------------------------------------------
    # Placed by hand: in a layout each picture that comes or goes would have Qt lay out the whole window again.

    def sizeHint(self) -> QSize:
        return QSize(self._count * (self._edge + theme.UNIT) - theme.UNIT, self._place(move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._edge, self._place(move=False))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a row or a line is as high as it was no more
            self._place(move=True)
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Those for which there is no room are left out."""
        super().resizeEvent(event)
        self._place(move=True)
        self._show_those_with_room()

    def _place(self, *, move: bool) -> int:
        """How high all rows are together."""
        y = 0
        for label, views in self._rows:
            high = label.sizeHint().height()
            if move:
                label.setGeometry(0, y, self.width(), high)
                for number, view in enumerate(views):
                    view.move(number * (self._edge + theme.UNIT), y + high + theme.UNIT)
            y += high + max(view.height() for view in views) + 2 * theme.UNIT
        return y - theme.UNIT

    def _show_those_with_room(self) -> None:
        for number, (before, after) in enumerate(zip(self._befores, self._afters, strict=True)):
            room = (number + 1) * (self._edge + theme.UNIT) - theme.UNIT <= self.width()
            shown = room and number < len(self._pictures)
            if shown and before.isHidden():
                self._timer.start()
            before.setVisible(shown)
            after.setVisible(shown)

    # ---- what is shown --------------------------------------------------------------------------------------

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these, as far as there is room."""
        self._pictures = list(pictures)[: self._count]
        self._bytes.clear()
        for number in range(self._count):
            there = number < len(self._pictures)
            self._befores[number].set_image(None)
            self._afters[number].set_images(())
            self._befores[number].setToolTip(self._pictures[number].name if there else "")
        self._show_those_with_room()
        self._timer.start()

    def show_options(self, options: Mapping[str, Any]) -> None:
        """Show them with these options from now on."""
        if dict(options) != dict(self._options):
            self._options = dict(options)
            self._bytes.clear()
            size = ImageShape.parse(options["size"]).with_alpha(bool(options.get("alpha")))
            self._size_words.setText(tr("As trained, {size}", size=engine_words(size.words)))
            for after in self._afters:
                after.set_shape(size)
            self._place(move=True)
            self.updateGeometry()
            self._timer.start()

    def _on_clicked(self, number: int) -> None:
        if number < len(self._pictures):
            self.clicked.emit(self._pictures[number].id)

    @property
    def pictures(self) -> Sequence[Picture]:
        """Those shown."""
        return self._pictures

    def _ask(self) -> None:
        if not self._options:
            return
        for number, picture in enumerate(self._pictures):
            if self._befores[number].isHidden():
                continue
            self._workbench.engine.call(
                "preview",
                {"picture": picture.original.as_json(), "options": self._options},
                prepare=_measured, done=functools.partial(self._take, number, picture.id),
                key=f"{self._name}.preview.{number}", failed=functools.partial(self._could_not, number, picture.id),
            )  # fmt: skip

    def _is_shown(self, number: int, id_: int) -> bool:
        return number < len(self._pictures) and self._pictures[number].id == id_

    def _take(self, number: int, id_: int, made: tuple[list[QImage], float]) -> None:
        if self._is_shown(number, id_):
            images, size = made
            self._befores[number].set_image(images[0])
            self._afters[number].set_images(images[1:])
            self._bytes[id_] = size
            self.measured.emit(sum(self._bytes.values()) / len(self._bytes))

    def _could_not(self, number: int, id_: int, error: BaseException) -> None:
        if self._is_shown(number, id_):
            self._afters[number].set_images((), str(getattr(error, "what", error)))


def _measured(answer: Answer) -> tuple[list[QImage], float]:
    """On the reading thread: the pictures, and what one of them takes on the disk."""
    _, *baked = answer.arrays
    size = sum(stored_bytes(pixels) for pixels in baked) / max(1, len(baked))
    return [to_image(pixels) for pixels in answer.arrays], size
