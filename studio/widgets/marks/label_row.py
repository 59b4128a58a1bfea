"""A row of the eight colours to label pictures and designs with, by click or key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio import theme
from studio.widgets.marks.words import LABELS
from studio.words import tr, tr_noop

_WIDTH = 21
_RADIUS = 6.0


class LabelRow(QWidget):
    """`labelled(label)` when the user chooses, 1 to 8; the present one chosen again takes it away: 0."""

    labelled = Signal(int)

    def __init__(self, name: str, accessible_name: str = tr_noop("Label"), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = tr(accessible_name)
        self._label = 0
        self._hover = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(0)

    @property
    def label(self) -> int:
        """1 to 8, 0 for none."""
        return self._label

    def set_label(self, label: int) -> None:
        """Show a label without saying so."""
        self._label = label if 0 <= label <= len(LABELS) else 0
        self.setAccessibleName(f"{self._name}: {tr(LABELS[self._label - 1]) if self._label else tr('none')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(LABELS) * _WIDTH, 22)

    def _at(self, x: float) -> int:
        return max(1, min(len(LABELS), int(x // _WIDTH) + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            label = self._at(event.position().x())
            self._choose(0 if label == self._label else label)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = 0
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            label = self._at(event.pos().x())
            words = theme.with_keys(tr(LABELS[label - 1]), self.objectName(), f"Alt+{label}")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self._choose(max(0, min(len(LABELS), self._label + step)))
        elif event.text() and event.text() in "012345678":
            self._choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _choose(self, label: int) -> None:
        if label != self._label:
            self.set_label(label)
            self.labelled.emit(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, colour in enumerate(theme.LABELS, 1):
            centre = QPointF(_WIDTH * (number - 0.5), self.height() / 2)
            chosen = number == self._label
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            grown = 1.0 if chosen or number == self._hover else 0.0
            painter.drawEllipse(centre, _RADIUS + grown, _RADIUS + grown)
            if chosen:
                painter.setPen(QPen(QColor(theme.TEXT), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, _RADIUS + 3.5, _RADIUS + 3.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
