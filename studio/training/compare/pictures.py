"""The same designs of what is compared: a strip for each snapshot, below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.training.compare.best import row_words
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.words import tr
from studio.workers.training.compared_pictures import SEEDS, ComparedPictures, Strip
from studio.workers.training.comparison import SnapshotRow
from studio.workers.workbench import Workbench

_LARGEST_CELL = 192
_GAP = 8


class ComparedStrips(QWidget):
    """Drawn only while they are seen."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.compare.pictures")
        self.setAccessibleName(tr("The same designs of each"))
        self.pictures = ComparedPictures(workbench, self)
        self.pictures.changed.connect(self._show)
        self._rows: list[SnapshotRow] = []
        self._documents: Mapping[Path, Mapping[str, Any]] = {}
        self._strips: list[_StripRow] = []
        self._words = theme.make_label("", "quiet", wrap=True)
        self._words.setObjectName("train.compare.pictures.words")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(self._words)
        self._column.addStretch(1)

    @property
    def is_whole(self) -> bool:
        """Whether each strip is there, or why it is not."""
        return all(self.pictures.strip(row).is_there for row in self._rows)

    def show_rows(self, rows: Sequence[SnapshotRow], documents: Mapping[Path, Mapping[str, Any]]) -> None:
        """Those of these snapshots; `documents`: each run's run.json."""
        if list(rows) == self._rows and documents == self._documents:
            return
        self._rows, self._documents = list(rows), documents
        while len(self._strips) > len(self._rows):
            strip = self._strips.pop()
            self._column.removeWidget(strip)
            strip.deleteLater()
        while len(self._strips) < len(self._rows):
            strip = _StripRow(f"train.compare.pictures.{len(self._strips)}")
            self._column.insertWidget(1 + len(self._strips), strip)
            self._strips.append(strip)
        self._words.setText(
            tr("The same latents of each, at truncation 1.") if rows else tr("Tick what you want to see designs of.")
        )
        self._show()
        if self.isVisible():
            self.pictures.want(self._rows, self._documents)

    def _show(self) -> None:
        for strip, each in zip(self._strips, self._rows, strict=True):
            strip.show_strip(row_words(each), self.pictures.strip(each))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pictures.want(self._rows, self._documents)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pictures.rest()


class _StripRow(QWidget):
    """A snapshot's name over its designs, or why it has none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.title = ElidingLabel("")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.trouble: QLabel = theme.make_label("", "error", wrap=True)
        self.designs = _Designs(f"{name}.designs")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(4)
        for widget in (self.title, self.designs, self.trouble):
            column.addWidget(widget)

    def show_strip(self, words: str, strip: Strip) -> None:
        self.title.setText(words)
        self.trouble.setText(strip.trouble)
        self.trouble.setVisible(bool(strip.trouble))
        self.designs.setVisible(not strip.trouble)
        self.designs.show_designs(words, strip)


class _Designs(QWidget):
    """Side by side in places that are the same for every snapshot; empty ones until they are drawn."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._painter = PicturePainter(self, held=2 * len(SEEDS))
        self._strip = Strip()

    def show_designs(self, words: str, strip: Strip) -> None:
        self._strip = strip
        told = tr("{count} designs of {row}", count=len(strip.designs), row=words)
        self.setAccessibleName(told if strip.designs else tr("Designs of {row}, being drawn", row=words))
        self.updateGeometry()
        self.update()

    def _cell(self, width: int) -> QSize:
        across = min(_LARGEST_CELL, max(16, (width - _GAP * (len(SEEDS) - 1)) // len(SEEDS)))
        first = self._strip.designs[0].size() if self._strip.designs else QSize(1, 1)
        return QSize(across, min(across, max(1, round(across * first.height() / first.width()))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._cell(width).height()

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(len(SEEDS) * (16 + _GAP), 16)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._painter.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._cell(self.width())
        for place in SEEDS:
            cell = QRect(place * (size.width() + _GAP), 0, size.width(), size.height())
            if place < len(self._strip.designs):
                image = self._strip.designs[place]
                shown = fit_within(image.size(), cell)
                painter.drawPixmap(shown.topLeft(), self._painter.held(image, shown.size()))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.RAISED))
                painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
