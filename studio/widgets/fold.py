"""A heading that folds away what is below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme


class Fold(QWidget):
    """Closed at first. `content` is the layout of what is folded away."""

    toggled = Signal(bool)

    def __init__(self, name: str, title: str, *, opened: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.button = theme.make_button(title, "quiet", name=f"{name}.toggle", checkable=True)
        self.button.setIconSize(QSize(12, 12))
        self.button.setChecked(opened)
        self.button.setStyleSheet("padding-left: 0")
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(theme.UNIT)
        column.addWidget(self.button)
        column.addWidget(self._body)
        self.button.toggled.connect(self._on_toggled)
        self._show(opened)

    @property
    def opened(self) -> bool:
        """Whether its content is seen."""
        return self.button.isChecked()

    def open(self, opened: bool = True) -> None:
        """Open or close it."""
        self.button.setChecked(opened)

    def set_title(self, title: str) -> None:
        """Another heading."""
        self.button.setText(title)
        self.button.setAccessibleName(title)

    def _on_toggled(self, opened: bool) -> None:
        self._show(opened)
        self.toggled.emit(opened)

    def _show(self, opened: bool) -> None:
        self.button.setIcon(theme.icon("caret-down" if opened else "caret-right", "QUIET"))
        self._body.setVisible(opened)
