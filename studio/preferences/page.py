"""What the pages of the settings have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.preferences.preferences import Preferences


class SettingsPage(QWidget):
    """A column of settings, each with its name above and what it means below; follows the choices once it is filled."""

    key = ""

    @property
    def title(self) -> str:
        """Its name in the list."""
        return ""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.setObjectName(f"settings.{self.key}")
        self.setAccessibleName(self.title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 24, 24, 24)
        self.column.setSpacing(theme.UNIT)
        self.column.addWidget(theme.make_label(self.title, "title"))
        self._is_filled = False

    @property
    def is_filled(self) -> bool:
        """Whether there is anything on it yet."""
        return self._is_filled

    def fill(self) -> None:
        """Make what is on it, if that was not done before."""
        if not self._is_filled:
            self._is_filled = True
            self.build()
            self.show_choices()
            self.preferences.changed.connect(self.show_choices)

    def build(self) -> None:
        """Fill `column`, to its end."""

    def show_choices(self) -> None:
        """Show what is chosen now."""

    def add(self, title: str, control: QWidget, sentence: str = "") -> None:
        """A setting below the others."""
        self.column.addSpacing(2 * theme.UNIT)
        if title:
            self.column.addWidget(theme.make_label(title, "heading"))
        self.column.addWidget(control, 0, Qt.AlignmentFlag(0))
        if sentence:
            self.column.addWidget(theme.make_label(sentence, "small", wrap=True))
