"""A column of widgets at a side of a workspace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio import theme

NARROWEST, WIDEST = 0.8, 1.1
"""The least share of the width it likes that a panel is given, and the most, where long words need it."""


class Panel(QScrollArea):
    """Scrolls when it is too long for the window. Add to `column`. `width_changed` when it needs another width."""

    width_changed = Signal()

    def __init__(self, name: str, width: int, place: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("place", place)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(width)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName(f"{name}.column")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(16, 20, 16, 16)
        self.column.setSpacing(theme.UNIT)
        # An alignment in place of the stretch would give chips on two lines the height of one.
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._inner = inner
        self._full = self._given = width
        theme.worn.changed.connect(self._fit)
        inner.installEventFilter(self)

    def give_share(self, share: float) -> None:
        """Let it have so much of the width it likes, but no less than large text and what is in it (beside the bar it
        scrolls by) need."""
        self._given = round(self._full * min(1.0, share))
        self._fit()

    @property
    def least_width(self) -> int:
        """px that it usually has in a narrow window, at the size that text has now."""
        return theme.scaled(NARROWEST * self._full)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it may come to need more or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        needed = self._inner.minimumSizeHint().width() + theme.SCROLL_BAR
        width = max(self._given, self.least_width, min(needed, theme.scaled(WIDEST * self._full)))
        if width != self.width():
            self.setFixedWidth(width)
            self.width_changed.emit()
