"""A banner across a workspace: what is wrong, and the way out as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio import theme
from studio.words import tr

_SIDE_BY_SIDE = 760  # px of width from which what and more stand side by side


class Banner(QWidget):
    """Hidden until `say`. `acted` when its button is pressed, `dismissed` when it was closed."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("place", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 10, 10)
        line.setSpacing(16)
        self._what = theme.make_label(role="banner", wrap=True)
        self._what.setMinimumWidth(120)
        self._more = theme.make_label(wrap=True)
        self._button = theme.make_button("", name=f"{name}.act")
        self._button.setAccessibleName(tr("The way out"))
        self._close = theme.make_button(tr("Dismiss"), "icon", name=f"{name}.dismiss", icon_name="x")
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._what, 2)
        self._words.addWidget(self._more, 5)
        line.addLayout(self._words, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._button.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self.hide()

    def say(
        self, what: str, more: str = "", button: str = "", *, kind: str = "warning", detail: str = ""
    ) -> None:  # fmt: skip
        """Show `what` (strong) and `more`, behind which `detail` is the tool tip; `kind` "warning" (amber), "error"
        (red) or "note" (grey)."""
        self._what.setText(what)
        self._more.setText(more)
        self._more.setToolTip(detail)
        self._more.setVisible(bool(more))
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        theme.set_property(self, "kind", kind)
        theme.set_property(self._what, "kind", kind)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = event.size().width() >= _SIDE_BY_SIDE
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(16 if beside else 2)
        super().resizeEvent(event)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
