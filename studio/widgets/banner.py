"""A banner across a workspace: what is wrong, and the way out as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio import theme


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
        self._button.setAccessibleName("The way out")
        self._close = theme.make_button("Dismiss", "icon", name=f"{name}.dismiss", icon_name="x")
        line.addWidget(self._what, 2)
        line.addWidget(self._more, 5)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._button.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self.hide()

    def say(self, what: str, more: str = "", button: str = "", *, kind: str = "warning") -> None:
        """Show `what` (strong) and `more`; `kind` "warning" (amber), "error" (red) or "note" (grey)."""
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        theme.set_property(self, "kind", kind)
        theme.set_property(self._what, "kind", kind)
        self.show()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
