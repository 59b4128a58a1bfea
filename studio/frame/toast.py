"""The toast: a short message at the bottom that goes away by itself, with Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio import theme
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.words import tr
from studio.workers.workbench import Toast

_STAYS = 5000  # milliseconds
_BESIDE = 24  # pixels to the window's edges, however much there is to say


class ToastView(QWidget):
    """Shows one toast at a time, above the middle of the status bar; the next takes its place. `below()`: pixels of
    what else stands at the bottom and must not be covered."""

    undo_wanted = Signal(object)
    """The scope that the toast was of."""

    def __init__(self, over: QWidget, *, below: Callable[[], int] = lambda: 0) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("toast")
        self.setProperty("place", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._below = below
        self._toast: Toast | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        line.setSpacing(theme.UNIT)
        self._text = ElidingLabel()
        self._action = theme.make_button("", "quiet", name="toast.action")
        self._action.setAccessibleName(tr("Do it"))
        self._undo = theme.make_button(tr("Undo"), "quiet", name="toast.undo")
        line.addWidget(self._text)
        line.addSpacing(8)
        line.addWidget(self._action)
        line.addWidget(self._undo)
        self._action.clicked.connect(self._act)
        self._undo.clicked.connect(self._on_undo)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self._leave)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text.text() if self.isVisible() else ""

    def show_toast(self, toast: Toast) -> None:
        """Say this for some seconds."""
        self._toast = toast
        self._text.setText(toast.text)
        self._action.setText(toast.action)
        self._action.setAccessibleName(toast.action)
        self._action.setVisible(bool(toast.action))
        self._undo.setVisible(toast.undo is not False)
        self.show()
        self._move()
        self.raise_()
        self._timer.start()

    def _move(self) -> None:
        over, hint = self._over, self.sizeHint()
        self.resize(min(hint.width(), over.width() - 2 * _BESIDE), hint.height())
        bottom = theme.STATUS_HEIGHT + 24 + self._below()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - bottom)

    def _leave(self) -> None:
        # asked of the mouse itself: what was shown above it and then moved away counts as below it until it moves
        if self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self._timer.start()
        else:
            self.hide()

    def _act(self) -> None:
        toast = self._toast
        self.hide()
        if toast is not None and toast.callback is not None:
            toast.callback()

    def _on_undo(self) -> None:
        toast = self._toast
        self.hide()
        if toast is not None:
            self.undo_wanted.emit(toast.undo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._move()
        return False
