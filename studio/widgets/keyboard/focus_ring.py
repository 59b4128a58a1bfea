"""A ring around what has the keyboard, for controls that show it by nothing of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)  # fmt: skip

from studio import theme

_RINGED = (QScrollArea, QTextEdit, QPlainTextEdit, QTableView, QTreeView, QListWidget, QTabBar)
_ASKED = "focus-ring"
_OUTSIDE = 4  # px


def ring_focus(control: QWidget) -> None:
    """Have a control ringed while it has the keyboard, that would look the same."""
    control.setProperty(_ASKED, True)


class FocusRings(QObject):
    """Puts the ring where the keyboard is, in whichever window that is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.destroyed.disconnect(self._forget)
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None
        if now is not None and (isinstance(now, _RINGED) or now.property(_ASKED)):
            self._ring = _Ring(now)
            self._ring.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        """It went with its control."""
        self._ring = None


class _Ring(QWidget):
    """Over a control, and part of it: it moves and is clipped with it. Around what scrolls it stands a little outside,
    as far as there is room, since words begin at the edge there."""

    def __init__(self, control: QWidget) -> None:
        around = control.parentWidget()
        outside = isinstance(control, QAbstractScrollArea) and around is not None and around.layout() is not None
        host = around if outside and around is not None and not isinstance(around, QSplitter) else control
        super().__init__(host)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._control = control
        control.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        if self._host is self._control:
            self.setGeometry(self._host.rect())
        else:
            place = self._control.geometry().adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
            self.setGeometry(place & self._host.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        control = self._control
        chosen = isinstance(control, QAbstractButton) and control.isChecked()
        # What is chosen has an edge of the accent already. The inner line is for art that reaches the edge and may be
        # of the accent's own lightness.
        outer, inner = (theme.TEXT, theme.TEXT) if chosen else (theme.ACCENT, theme.BAR)
        for colour, inset in ((outer, 0.5), (inner, 1.5)):
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS)
