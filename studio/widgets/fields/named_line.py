"""A control with its name before it, or above it where there is no room beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio import theme


class NamedLine(QWidget):
    """`needed()` px are what stands behind the name cannot do without; with less the name goes above it."""

    def __init__(
        self, text: str, needed: Callable[[], int], *, label_width: int, label: QWidget | None = None,
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        """`label`: what stands in the place of the name, and says it."""
        super().__init__(parent)
        self._needed = needed
        self._label = label or theme.make_label(text, "quiet", width=label_width)
        self.rest = QHBoxLayout()
        """What stands behind the name."""
        self.rest.setSpacing(theme.UNIT)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.UNIT)
        self._line.addWidget(self._label)
        self._line.addLayout(self.rest, 1)

    @property
    def is_folded(self) -> bool:
        """The name stands above."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def fold(self) -> None:
        """Put the name where there is room for it."""
        label = self._label.sizeHint().boundedTo(self._label.maximumSize()).expandedTo(self._label.minimumSize())
        beside = self.width() - label.width() - theme.UNIT
        folded = beside < self._needed()
        if folded != self.is_folded:
            way = QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight
            self._line.setDirection(way)
            self._line.setSpacing(theme.UNIT // 2 if folded else theme.UNIT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fold()
