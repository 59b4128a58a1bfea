"""A view of a picture with boxes on it, zoomed and moved about.

Boxes are in pixels of the original, whatever size the picture is shown at, so that a reduced picture will do.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.curation.boxes.edits import Box
from studio.widgets.grid.painter import draw_on_paper

_MARGIN = 24  # pixels about the whole picture
_LARGEST_SCALE = 16.0


class BoxView(QWidget):
    """What `BoxEditor` changes: a picture, boxes, and which of them are chosen."""

    def __init__(self, name: str, accessible_name: str, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._single = single
        self._image: QImage | None = None
        self._hard = False
        self._size = QSize(1, 1)
        self._boxes: list[Box] = []
        self._selected: set[int] = set()
        self._words = ""
        self._scale: float | None = None
        self._centre = QPointF(0.5, 0.5)
        self._pan: QPoint | None = None

    @property
    def boxes(self) -> list[Box]:
        """Left, top, width and height of each, in pixels of the original."""
        return list(self._boxes)

    @property
    def selected(self) -> list[int]:
        """Which are chosen, by their place in `boxes`."""
        return sorted(self._selected)

    def sizeHint(self) -> QSize:
        return QSize(480, 400)

    # ---- geometry ---------------------------------------------------------------------------------------------

    def _whole(self) -> float:
        """The scale (window pixels for one of the original) at which all of the picture is seen."""
        wide = (self.width() - 2 * _MARGIN) / max(1, self._size.width())
        deep = (self.height() - 2 * _MARGIN) / max(1, self._size.height())
        return max(0.01, min(wide, deep))

    def _place(self) -> QRectF:
        scale = self._scale or self._whole()
        width, height = self._size.width() * scale, self._size.height() * scale
        left = self.width() / 2 - width * self._centre.x()
        top = self.height() / 2 - height * self._centre.y()
        return QRectF(round(left), round(top), width, height)

    def _to_picture(self, at: QPointF) -> QPointF:
        rect, scale = self._place(), self._scale or self._whole()
        return QPointF((at.x() - rect.left()) / scale, (at.y() - rect.top()) / scale)

    def _shown(self, box: Box) -> QRectF:
        rect, scale = self._place(), self._scale or self._whole()
        return QRectF(rect.left() + box[0] * scale, rect.top() + box[1] * scale, box[2] * scale, box[3] * scale)

    def _zoom(self, factor: float, at: QPointF) -> None:
        """What is under `at` stays there."""
        if self._image is None:
            return
        before, whole = self._to_picture(at), self._whole()
        scale = min(max((self._scale or whole) * factor, min(whole, 1.0)), max(_LARGEST_SCALE, whole))
        if factor < 1 and scale <= whole:
            self._scale, self._centre = None, QPointF(0.5, 0.5)
        else:
            self._scale = scale
            after = self._to_picture(at)
            self._centre += QPointF(
                (before.x() - after.x()) / self._size.width(), (before.y() - after.y()) / self._size.height()
            )
        self.update()

    def _bring_into_sight(self, box: Box) -> None:
        if self._scale is not None and not QRectF(self.rect()).contains(self._shown(box)):
            self._centre = QPointF(
                (box[0] + box[2] / 2) / self._size.width(), (box[1] + box[3] / 2) / self._size.height()
            )
            self.update()

    def _zoom_back(self) -> None:
        """Between the whole picture and 100 %."""
        self._scale = 1.0 if self._scale is None else None
        self._centre = QPointF(0.5, 0.5)
        self.update()

    def _pan_to(self, now: QPoint) -> None:
        """Move the picture with the mouse."""
        if self._pan is None:
            return
        off, self._pan = now - self._pan, now
        self._scale = self._scale or self._whole()
        rect = self._place()
        self._centre -= QPointF(off.x() / rect.width(), off.y() / rect.height())
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._zoom(1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    # ---- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        if self._image is None or self._image.isNull():
            painter.setPen(QColor(theme.CANVAS_QUIET))
            painter.setFont(theme.font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._words)
            return
        rect = self._place()
        enlarged = rect.width() * self.devicePixelRatioF() >= 2 * self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not (self._hard and enlarged))
        draw_on_paper(painter, rect, self._image)
        self._paint_boxes(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the corners of a chosen box were filled
            painter.setPen(QPen(QColor(theme.CANVAS_ACCENT), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_boxes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(11, QFont.Weight.DemiBold))
        for index, box in enumerate(self._boxes):
            shown = self._shown(box).toAlignedRect()
            if not shown.intersects(self.rect()):
                continue
            chosen = index in self._selected
            painter.setBrush(theme.veil(theme.ON_ART) if chosen else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(0, 0, 0, 150), 3))
            painter.drawRect(shown)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ON_ART if chosen else "white"), 2 if chosen else 1))
            painter.drawRect(shown)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.ON_ART))
                for corner in (shown.topLeft(), shown.topRight(), shown.bottomLeft(), shown.bottomRight()):
                    painter.drawRect(corner.x() - 3, corner.y() - 3, 7, 7)
            if not self._single and shown.width() >= 18 and shown.height() >= 16:
                words = str(index + 1)
                width = painter.fontMetrics().horizontalAdvance(words) + 8
                label = QRectF(shown.left(), shown.top(), width, 15)
                painter.fillRect(label, QColor(theme.ON_ART) if chosen else QColor(0, 0, 0, 170))
                painter.setPen(QColor("black" if chosen else "white"))
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
