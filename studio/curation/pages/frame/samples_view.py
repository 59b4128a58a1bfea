"""The view of the Frame page: pictures before and after, in two rows that use the page's room."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.bake.samples import BakeSamples
from studio.project.pictures.facts import Picture
from studio.widgets.grid.layout import MARGIN
from studio.words import tr
from studio.workers.workbench import Workbench

_ROWS = 2
_ACROSS = 9
MOST = _ROWS * _ACROSS
"""Pictures that are shown where there is room for them."""
_SMALLEST, _LARGEST = 144, 256
_TOP, _BELOW = 8, 16


class SamplesView(QScrollArea):
    """As large as both rows are seen without scrolling, as far as that is large enough; as many as fill the width."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Sequence[Picture] = ()
        self._columns = 1
        self.rows = [
            BakeSamples(workbench, f"curate.frame.{number}", count=_ACROSS, edge=_SMALLEST) for number in range(_ROWS)
        ]
        inner = QWidget()
        inner.setProperty("place", "background")
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, _TOP, MARGIN, _BELOW)
        column.setSpacing(theme.UNIT)
        for samples in self.rows:
            column.addWidget(samples)
        column.addStretch(1)
        self.setObjectName("curate.frame")
        self.setAccessibleName(tr("Before and after"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these, as far as there is room."""
        self._pictures = list(pictures)
        self._share_out()

    def show_options(self, options: Mapping[str, Any]) -> None:
        """Show them with these options from now on."""
        for samples in self.rows:
            samples.show_options(options)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The room beside a scroll bar is left whether there is one or not: else it might come and go without end."""
        gap = theme.UNIT
        width = self.width() - 2 * MARGIN - theme.SCROLL_BAR
        high = self.rows[0].edge_within((self.height() - _TOP - _BELOW - gap) // _ROWS)
        wished = max(_SMALLEST, min(_LARGEST, high))
        columns = (width + gap) / (wished + gap)
        columns = max(1, min(_ACROSS, math.ceil(columns) if high >= _SMALLEST else round(columns)))
        edge = max(1, (width + gap) // columns - gap)
        for samples in self.rows:
            samples.set_edge(edge)
        if columns != self._columns:
            self._columns = columns
            self._share_out()

    def _share_out(self) -> None:
        for number, samples in enumerate(self.rows):
            shown = self._pictures[number * self._columns : (number + 1) * self._columns]
            samples.show_pictures(shown)
            samples.setVisible(bool(shown))
