"""The close view: one picture over the whole window, fitted or pixel for pixel.

    self.close_up = LookClose(self)                       # lies over self.window() while it is shown
    self.close_up.stepped.connect(self._on_step)          # -1, 1, or a line up or down (-columns, columns)
    self.close_up.show_picture(thumbnail, "robot-0231.png", "512 × 512", full=False)
    self.close_up.show_picture(image, "robot-0231.png", "512 × 512")        # when the large one has been read

The keys of the workspace (pick, reject, rate) work while it is open. Space or Escape closes it, Z or a click
changes between whole and pixel for pixel, the wheel zooms, dragging moves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QApplication, QWidget

from studio import theme
from studio.widgets.grid.painter import draw_on_paper
from studio.words import percent_words, tr

_EDGE = 48
_LARGEST = 32.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class LookClose(QWidget):
    """`stepped(by)` for the arrows: move your grid and show the next one. `closed` when it went away."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, owner: QWidget, name: str = "look-close") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setObjectName(name)
        self.setAccessibleName(tr("Picture seen close"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._image: QImage | None = None
        self._title = self._detail = ""
        self._full = True
        self._hard: bool | None = None
        self._scale: float | None = None
        self._centre = QPointF(0.5, 0.5)
        self._press: QPoint | None = None
        self._moved = False
        self._focus_before: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window now."""
        return self.isVisible()

    def show_picture(
        self, image: QImage | None, title: str, detail: str = "", *, full: bool = True, hard: bool | None = None
    ) -> None:
        """Show this picture; with `full` False it stands for a larger one to come and is stretched softly. `hard`:
        whether its pixels are squares however large it is shown; None: where it is enlarged to twice or more."""
        self._hard = hard
        same = title == self._title and self.isVisible()
        self._image, self._title, self._detail, self._full = image, title, detail, full
        if not same:
            self._scale = None
            self._centre = QPointF(0.5, 0.5)
        self.setAccessibleDescription(f"{title} {detail}".strip())
        if not self.isVisible():
            self._open()
        self.update()

    def _open(self) -> None:
        window = self._owner.window()
        self._focus_before = window.focusWidget()
        self.setParent(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()
        self.setFocus()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard has gone to what lies beneath, by whatever command: so does the artist."""
        window = self.parentWidget()
        if not self.isVisible() or now is None or now is self or window is None or now.window() is not window:
            return
        above = window.children()[window.children().index(self) + 1 :]  # as they were raised
        if not any(now is each or (isinstance(each, QWidget) and each.isAncestorOf(now)) for each in above):
            self._focus_before = None
            self.hide()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - as Qt names it
        """Nothing else is seen."""
        return True

    def close_up(self) -> None:
        """Go away and give the focus back."""
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self._image = None
        before, self._focus_before = self._focus_before, None
        if before is not None:
            before.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            self.resize(event.size())
        return False

    # ---- geometry -----------------------------------------------------------------------------------------

    def _room(self) -> QRect:
        return self.rect().adjusted(_EDGE, _EDGE // 2, -_EDGE, -_EDGE)

    def _whole(self) -> float:
        """The scale at which the picture is seen whole; enlarged to whole multiples only, so that pixels stay true."""
        assert self._image is not None
        ratio = self.devicePixelRatioF()
        room, size = self._room().size(), self._image.size()
        scale = min(room.width() * ratio / size.width(), room.height() * ratio / size.height())
        return float(int(scale)) if scale >= 2 and self._full and self._hard is not False else scale

    def _place(self) -> QRectF:
        """Where the picture is painted, in device-independent pixels."""
        assert self._image is not None
        scale = (self._scale or self._whole()) / self.devicePixelRatioF()
        size = QSize(self._image.width(), self._image.height())
        width, height = size.width() * scale, size.height() * scale
        middle = QPointF(self._room().center())
        left, top = middle.x() - width * self._centre.x(), middle.y() - height * self._centre.y()
        return QRectF(round(left), round(top), width, height)

    def _zoom(self, scale: float | None, at: QPointF) -> None:
        """Change the scale so that what is under `at` stays there. None: whole."""
        if self._image is None:
            return
        if scale is None or (scale <= self._whole() and self._whole() <= 1):
            self._scale, self._centre = None, QPointF(0.5, 0.5)
        else:
            before = self._place()
            share = QPointF((at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height())
            self._scale = max(0.05, min(_LARGEST, scale))
            after = self._place()
            off = QPointF(after.left() + share.x() * after.width(), after.top() + share.y() * after.height()) - at
            self._centre += QPointF(off.x() / after.width(), off.y() / after.height())
        self.update()

    def _toggle(self, at: QPointF) -> None:
        if self._image is not None:
            self._zoom(1.0 if self._scale is None and abs(self._whole() - 1) > 0.01 else None, at)

    # ---- input --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close_up()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            columns = getattr(self._focus_before, "columns", 1)
            self.stepped.emit(-columns if key == Qt.Key.Key_Up else columns)
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self._toggle(QPointF(self._room().center()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and self._image is not None:
            factor = 1 / 1.25 if key == Qt.Key.Key_Minus else 1.25
            self._zoom((self._scale or self._whole()) * factor, QPointF(self._room().center()))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._image is not None and event.angleDelta().y():
            factor = 1.2 ** (event.angleDelta().y() / 120)
            self._zoom((self._scale or self._whole()) * factor, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._moved = event.position().toPoint(), False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or self._image is None:
            return
        off = event.position().toPoint() - self._press
        if not self._moved and off.manhattanLength() < 4:
            return
        self._moved = True
        self._press = event.position().toPoint()
        if self._scale is not None:
            rect = self._place()
            self._centre -= QPointF(off.x() / rect.width(), off.y() / rect.height())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._press is None:
            return
        self._press = None
        if self._moved or self._image is None:
            return
        if self._place().contains(event.position()):
            self._toggle(event.position())
        else:
            self.close_up()

    # ---- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.CANVAS))
        if self._image is not None and not self._image.isNull():
            rect = self._place()
            enlarged = rect.width() * self.devicePixelRatioF() >= 2 * self._image.width()
            soft = not (enlarged and self._full) or self._hard is False
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, soft)
            draw_on_paper(painter, rect, self._image)
        line = QRect(0, self.height() - 36, self.width(), 28)
        painter.fillRect(QRect(0, self.height() - 40, self.width(), 40), QColor(theme.CANVAS))
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.CANVAS_TEXT))
        painter.drawText(line.adjusted(16, 0, -16, 0), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.CANVAS_QUIET))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._detail)
        keys = tr("{percent} · Z whole or 100 % · Space back", percent=self._percent())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line.adjusted(16, 0, -16, 0), right, keys)

    def _percent(self) -> str:
        if self._image is None or not self._full:
            return "…"
        return percent_words(self._scale or self._whole())
