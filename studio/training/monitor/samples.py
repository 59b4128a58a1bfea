"""The sample sheets of a run through time, cut into designs.

Sheets are read and cut on a worker thread; while the user scrubs, one sheet is read at a time and always the
latest wanted one next, so that pictures keep coming however fast the handle moves.
"""

from __future__ import annotations

import functools
import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gan_engine.errors import PictureError
from gan_engine.pictures import read_picture
from gan_engine.reporting import Report
from gan_engine.runs.events import SampleSaved
from studio import theme
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import kimg_words, tr
from studio.workers.images import to_image
from studio.workers.jobs import Jobs

_KEPT_BYTES = 96 * 2**20
_GAP = 8
_HEAD = 20
_FEWEST, _MOST = 2, 24  # designs side by side
_LARGEST_CELL = 256
_SMALLEST_CELL = 8
_MOST_CELLS = 1024  # of a sheet: more is damage


@dataclass(frozen=True)
class Sheet:
    """A sample sheet cut into its designs, row by row."""

    kimg: float
    columns: int
    designs: tuple[QImage, ...]

    @property
    def ratio(self) -> float:
        """Width of a design by its height; 1 where there are none."""
        return self.designs[0].width() / self.designs[0].height() if self.designs else 1.0


def sheet_path(run: Path, sample: SampleSaved) -> Path | None:
    """The file of a sample, None if it would lie outside the run (events come from a file anybody may write)."""
    path = (run / sample.file).resolve()
    return path if path.is_relative_to(run.resolve()) else None


def read_sheet(run: Path, sample: SampleSaved, report: Report) -> Sheet | None:
    """Read and cut a sheet; None if it is not there or damaged. For worker threads."""
    path = sheet_path(run, sample)
    columns, rows = sample.columns, sample.rows
    if path is None or not all(type(side) is int and 0 < side <= _MOST_CELLS for side in (columns, rows)):
        return None
    if columns * rows > _MOST_CELLS:
        return None
    try:
        pixels = read_picture(path)
    except (PictureError, OSError):
        return None
    height, width = pixels.shape[0] // rows, pixels.shape[1] // columns
    if not height or not width:
        return None
    designs = []
    for row in range(rows):
        for column in range(columns):
            cell = pixels[row * height : (row + 1) * height, column * width : (column + 1) * width]
            designs.append(to_image(cell))
    return Sheet(sample.kimg, columns, tuple(designs))


def learnt_classes(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The classes that a run learns, by its run.json; none where it learns none, or nobody can tell."""
    configuration, dataset = document.get("configuration"), document.get("dataset")
    if not isinstance(configuration, Mapping) or not isinstance(dataset, Mapping):
        return ()
    names = dataset.get("class_names")
    if configuration.get("use_classes") is not True or not isinstance(names, list):
        return ()
    return tuple(names) if all(isinstance(name, str) for name in names) else ()


class SheetLoader(QObject):
    """`ready(Sheet or None)` for the sheet last wanted, or on the way to it the ones before."""

    ready = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._kept: OrderedDict[tuple[Path, str, float], Sheet] = OrderedDict()
        self._bytes = 0
        self._wanted: tuple[Path, SampleSaved] | None = None
        self._reading = False

    def want(self, run: Path, sample: SampleSaved) -> None:
        """Bring this one."""
        sheet = self._kept.get((run, sample.file, sample.kimg))
        if sheet is not None:
            self._kept.move_to_end((run, sample.file, sample.kimg))
            self._wanted = None
            self.ready.emit(sheet)
            return
        self._wanted = (run, sample)
        self._go_on()

    def clear(self) -> None:
        """Another run is looked at."""
        self._wanted = None
        self._kept.clear()
        self._bytes = 0

    def _go_on(self) -> None:
        if self._reading or self._wanted is None:
            return
        run, sample = self._wanted
        self._wanted = None
        self._reading = True
        self._jobs.start(
            tr("Reading samples"), functools.partial(read_sheet, run, sample),
            functools.partial(self._done, run, sample), self._failed, quiet=True,
        )  # fmt: skip

    def _done(self, run: Path, sample: SampleSaved, sheet: Sheet | None) -> None:
        self._reading = False
        if sheet is not None:
            self._kept[(run, sample.file, sample.kimg)] = sheet
            self._bytes += _bytes_of(sheet)
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= _bytes_of(self._kept.popitem(last=False)[1])
        self.ready.emit(sheet)
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        self._reading = False
        self.ready.emit(None)
        self._go_on()


def _bytes_of(sheet: Sheet) -> int:
    return sum(int(design.sizeInBytes()) for design in sheet.designs)


class SampleView(QWidget):
    """The designs of one sheet in rows, in their own ratio. Its height follows from its width: put it into a scroll
    area.

    Arrows move the ring: `chosen(index)`; Space or a double click looks close: `look_close(index)`. Ctrl+wheel changes
    the size.
    """

    look_close = Signal(int)
    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("The same designs through time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self._painter = PicturePainter(self, held=512)
        self._sheet: Sheet | None = None
        self._classes: tuple[str, ...] = ()
        self._columns = 0
        self._ratio = 1.0
        self._current = -1

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    @property
    def columns(self) -> int:
        """Designs side by side."""
        if self._columns:
            return self._columns
        return self._sheet.columns if self._sheet is not None else 8

    @property
    def current(self) -> int:
        """The index of the design with the ring, -1 for none."""
        return self._current

    def set_classes(self, names: tuple[str, ...]) -> None:
        """The classes that the run learns: each column of its sheets is of one."""
        if names != self._classes:
            self._classes = names
            self.updateGeometry()
            self.update()

    def class_of(self, index: int) -> str:
        """The class of a design; "" where none are learnt."""
        if self._sheet is None or not self._classes or not 0 <= index < len(self._sheet.designs):
            return ""
        return self._classes[index % self._sheet.columns % len(self._classes)]

    @property
    def _head(self) -> int:
        """Pixels for the names of the classes over their columns, while these are as the sheet has them."""
        in_columns = self._sheet is not None and self.columns == self._sheet.columns
        return theme.scaled(_HEAD) if self._classes and in_columns else 0

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this one."""
        before = self._sheet
        self._sheet = sheet
        same = before is not None and sheet is not None and len(before.designs) == len(sheet.designs)
        if not same or (before is not None and sheet is not None and before.columns != sheet.columns):
            self._current = -1
            self.updateGeometry()
        if sheet is not None and sheet.designs and sheet.ratio != self._ratio:
            self._ratio = sheet.ratio
            self.updateGeometry()
        words = (
            ""
            if sheet is None
            else tr("{count} designs at {kimg} kimg", count=len(sheet.designs), kimg=kimg_words(sheet.kimg))
        )
        self.setAccessibleDescription(words)
        self.update()

    def set_current(self, index: int) -> None:
        """Put the ring around a design."""
        count = len(self._sheet.designs) if self._sheet is not None else 0
        self._current = max(-1, min(index, count - 1))
        self.update()

    # ---- geometry -------------------------------------------------------------------------------------------

    def _cell(self, width: int) -> QSize:
        """What one design is shown in."""
        room = (width - (self.columns - 1) * _GAP) // self.columns
        across = max(_SMALLEST_CELL, min(_LARGEST_CELL, round(_LARGEST_CELL * self._ratio), room))
        return QSize(across, max(1, round(across / self._ratio)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = len(self._sheet.designs) if self._sheet is not None else 2 * self.columns
        rows = math.ceil(count / self.columns)
        return self._head + rows * (self._cell(width).height() + _GAP) - _GAP + 4

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def cell(self, index: int) -> QRect:
        """Where a design is shown."""
        size = self._cell(self.width())
        row, column = divmod(index, self.columns)
        return QRect(QPoint(column * (size.width() + _GAP), self._head + 2 + row * (size.height() + _GAP)), size)

    def index_at(self, point: QPoint) -> int:
        """The design at a point, -1 for none."""
        count = len(self._sheet.designs) if self._sheet is not None else 0
        return next((index for index in range(count) if self.cell(index).contains(point)), -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.class_of(self.index_at(event.pos())), self)
            return True
        return super().event(event)

    # ---- input ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.set_current(self.index_at(event.position().toPoint()))
        if self._current >= 0:
            self.chosen.emit(self._current)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.set_current(self.index_at(event.position().toPoint()))
        if self._current >= 0:
            self.look_close.emit(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -self.columns, Qt.Key.Key_Down: self.columns, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and self._sheet is not None and not event.modifiers():
            goal = self._current + steps[key] if self._current >= 0 else 0
            if 0 <= goal < len(self._sheet.designs):
                self.set_current(goal)
                self.chosen.emit(goal)
        elif key == Qt.Key.Key_Space and self._current >= 0:
            self.look_close.emit(self._current)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 1 if event.angleDelta().y() < 0 else -1
            self._columns = max(_FEWEST, min(_MOST, self.columns + step))
            self.updateGeometry()
            self.update()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._painter.clear()

    # ---- painting -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        designs: tuple[QImage | None, ...] = (
            (None,) * (2 * self.columns) if self._sheet is None else self._sheet.designs
        )
        if self._head:
            self._paint_classes(painter)
        for index, design in enumerate(designs):
            cell = self.cell(index)
            if not cell.intersects(event.rect().adjusted(-4, -4, 4, 4)):
                continue
            if design is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.CANVAS_EMPTY))
                painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
                continue
            painter.drawPixmap(cell.topLeft(), self._painter.held(design, cell.size()))
            if index == self._current:
                painter.setPen(QPen(QColor(theme.CANVAS_ACCENT if self.hasFocus() else theme.CANVAS_QUIET), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), theme.RADIUS + 2, theme.RADIUS + 2)

    def _paint_classes(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12))
        painter.setPen(QColor(theme.CANVAS_QUIET))
        for column in range(self.columns):
            cell = self.cell(column)
            room = QRect(cell.left(), 0, cell.width(), self._head)
            words = painter.fontMetrics().elidedText(
                self._classes[column % len(self._classes)], Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
