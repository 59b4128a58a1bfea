"""A widget that scrolls down, on its parent's background, without a frame and out of the way of the Tab key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scroll_area(name: str, inner: QWidget) -> QScrollArea:
    """An area called `name` that shows `inner`, as wide as the area is."""
    scroll = QScrollArea()
    scroll.setObjectName(name)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inner)
    scroll.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return scroll


def panel_column(panel: QScrollArea, name: str, *, spacing: int) -> tuple[QWidget, QVBoxLayout]:
    """Make `panel`, called `name`, a page's panel that scrolls down: what lies inside it, and its column to fill."""
    panel.setObjectName(name)
    panel.setWidgetResizable(True)
    panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    panel.setMinimumHeight(440)
    inside = QWidget()
    inside.setProperty("place", "panel")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(spacing)
    return inside, column
