"""What an empty place shows: a drawing, a sentence, a button that fills it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio import theme

_WIDTH = 400
"""Of a line of words: short enough to be read at a glance."""


class _Drawing(QWidget):
    """The icon, large and quiet."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon = theme.icon(icon_name, "DISABLED")
        self.setFixedSize(48, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and buttons (made with `theme.make_button`); the first is the next step."""

    def __init__(
        self, name: str, icon_name: str, title: str, text: str, buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setSpacing(theme.UNIT)
        column.addStretch(2)
        picture = _Drawing(icon_name)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.UNIT)
        self._title = theme.make_label(title, "large")
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text = theme.make_label(text, "quiet", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(_WIDTH)
        column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        if buttons:
            column.addSpacing(theme.UNIT)
            line = QHBoxLayout()
            line.setSpacing(theme.UNIT)
            line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(3)
        self.set_words(title, text)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setFixedHeight(max(0, self._text.heightForWidth(_WIDTH)))
