"""The handle by which a panel at the side is folded away, and brought back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio import theme
from studio.words import tr

WIDTH, HEIGHT = 14, 72
"""px: it lies in the margin that every page has anyway."""
_CARET = 10


class PanelHandle(QAbstractButton):
    """`at_left`: of the panel at the left. Checked while its panel is open."""

    def __init__(self, name: str, *, at_left: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._at_left = at_left
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(WIDTH, HEIGHT)
        self._carets = [theme.icon(f"caret-{way}", "QUIET") for way in ("left", "right")]
        self.show_open(opened=True)

    def show_open(self, *, opened: bool) -> None:
        """Its panel is, or is not."""
        self.setChecked(opened)
        if self._at_left:
            words = tr("Fold away the panel at the left") if opened else tr("Bring back the panel at the left")
        else:
            words = tr("Fold away the panel at the right") if opened else tr("Bring back the panel at the right")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus() or not self.isChecked():
            painter.setPen(QPen(QColor(theme.ACCENT), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        to_right = self.isChecked() != self._at_left  # the way in which the panel would go
        rect = self.rect()
        self._carets[to_right].paint(
            painter, rect.center().x() - _CARET // 2 + 1, rect.center().y() - _CARET // 2, _CARET, _CARET
        )
