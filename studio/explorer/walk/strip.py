"""The strip of a walk's stations as small pictures, rearranged by mouse or key."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gan_engine.latent.interpolation.walk import ease
from studio import theme
from studio.explorer.walk.model import WalkModel
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.grid.roles import HardRole
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import tr
from studio.workers.designs_mime import DESIGNS_MIME

EDGE = 56
LINK = 48
"""Of the way between two stations."""
_RISE = 10
"""Height of the curve by which a way is shown that is not steady."""
_MARGIN = 4


class _Delegate(QStyledItemDelegate):
    def __init__(self, strip: WalkStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._painter = PicturePainter(strip, held=64)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(EDGE + LINK, EDGE + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = station_rect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._strip.leads_on(index.row()):
            self._link(painter, link_rect(option.rect), index.row())
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage) and not image.isNull():
            cell = shown = fit_within(image.size(), cell)
            painter.drawPixmap(shown.topLeft(), self._painter.held(image, shown.size(), index.data(HardRole)))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focus = self._strip.hasFocus()
            painter.setPen(QPen(QColor(theme.ACCENT if focus else theme.HANDLE), 2))
            painter.drawRoundedRect(QRectF(cell).adjusted(-2, -2, 2, 2), theme.RADIUS + 2, theme.RADIUS + 2)
        painter.restore()

    def _link(self, painter: QPainter, link: QRect, row: int) -> None:
        """The way to the next station as the curve of its easing, with its time below."""
        pointed = self._strip.pointed == row
        y, start, end = link.center().y(), link.left() + 6, link.right() - 5
        painter.setPen(QPen(QColor(theme.TEXT if pointed else theme.HANDLE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = self._curve(row, start, end, y)
        painter.drawPolyline(points)
        if row == self._strip.count - 1:  # and round again to the first
            painter.drawArc(QRectF((start + end) / 2 - 6, y - 22, 12, 12), 40 * 16, 280 * 16)
        if words := self._strip.time_words(row):
            font = painter.font()
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(QColor(theme.TEXT if pointed else theme.QUIET))
            painter.drawText(QRect(link.left(), y + 5, LINK, 16), Qt.AlignmentFlag.AlignCenter, words)
        position = self._strip.position
        if position is not None and row <= position < row + 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(QPointF(start + (position - row) * (end - start), y), 3.5, 3.5)

    def _curve(self, row: int, start: int, end: int, y: int) -> list[QPointF]:
        easing = self._strip.stations.segments[row].easing
        if easing == "linear":
            return [QPointF(start, y), QPointF(end, y)]
        way = np.linspace(0, 1, 25)
        rise = ease(way, easing)
        return [
            QPointF(start + float(x) * (end - start), y + _RISE / 2 - float(up) * _RISE)
            for x, up in zip(way, rise, strict=True)
        ]


def station_rect(item: QRect) -> QRect:
    """Where the picture stands within an item."""
    return QRect(item.left() + _MARGIN, item.top() + _MARGIN, EDGE, EDGE)


def link_rect(item: QRect) -> QRect:
    """Where the way to the next station stands within an item."""
    cell = station_rect(item)
    return QRect(cell.right() + 1, cell.top(), LINK - 1, EDGE)


class WalkStrip(QListView):
    """`designs_dropped(data of DESIGNS_MIME, row)`, `files_dropped(paths, row)`; `chosen(row)` on Enter or a click;
    `segment_wanted(row)` on a click between two stations."""

    designs_dropped = Signal(bytes, int)
    files_dropped = Signal(list, int)
    chosen = Signal(int)
    segment_wanted = Signal(int)

    def __init__(self, model: WalkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ring_focus(self)
        self.setObjectName("explore.walk")
        self.setAccessibleName(tr("Stations of the walk"))
        self.stations = model
        self._times: Sequence[float] = ()
        self.pointed = -1
        """The way under the pointer."""
        self._loops = False
        self._position: float | None = None
        self._drop_row = -1
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setFixedHeight(EDGE + 2 * _MARGIN + 10)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    @property
    def count(self) -> int:
        """How many stations there are."""
        return self.stations.rowCount()

    @property
    def loops(self) -> bool:
        """Whether the walk goes back to its first station."""
        return self._loops

    @property
    def position(self) -> float | None:
        """Where the walk is: 1.5 is half way from the second station to the third."""
        return self._position

    def set_loops(self, loops: bool) -> None:
        """Show that the walk goes back to its first station, or not."""
        self._loops = loops
        self.viewport().update()

    def leads_on(self, row: int) -> bool:
        """Whether a way leads from a station to another."""
        return 0 <= row < self.count - 1 or (self._loops and row == self.count - 1 > 0)

    @property
    def has_segment(self) -> bool:
        """Whether there is a way between two stations."""
        return self.leads_on(0)

    def set_times(self, seconds: Sequence[float]) -> None:
        """How long each way takes."""
        self._times = seconds
        self.viewport().update()

    def time_words(self, row: int) -> str:
        """How long the way from a station takes."""
        return tr("{seconds:.1f} s", seconds=self._times[row]) if row < len(self._times) else ""

    def ask_segment(self) -> None:
        """Ask for time and easing of the way from the current station."""
        row = max(0, self.currentIndex().row())
        while row > 0 and not self.leads_on(row):
            row -= 1
        if self.leads_on(row):
            self.segment_wanted.emit(row)

    def link_of(self, row: int) -> QRect:
        """Where the way from a station stands, in the viewport."""
        return link_rect(self.visualRect(self.stations.index(row)))

    def _link_at(self, point: QPoint) -> int:
        row = self.indexAt(point).row()
        return row if self.leads_on(row) and self.link_of(row).contains(point) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (row := self._link_at(event.position().toPoint())) >= 0:
            self.segment_wanted.emit(row)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._link_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    def _point_at(self, row: int) -> None:
        if row != self.pointed:
            self.pointed = row
            words = tr("{time}: click to set its time and how it goes", time=self.time_words(row))
            self.viewport().setToolTip(theme.with_keys(words, "explore.segment", "T") if row >= 0 else "")
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def set_position(self, position: float | None) -> None:
        """Show where the walk is; None: it does not play."""
        if position != self._position:
            self._position = position
            self.viewport().update()

    # ---- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if row >= 0 and control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = row + (1 if key == Qt.Key.Key_Right else -1)
            if self.stations.move(row, to):
                self.setCurrentIndex(self.stations.index(max(0, min(to, self.count - 1))))
        elif row >= 0 and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.stations.remove(row)
            self.setCurrentIndex(self.stations.index(min(row, self.count - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()  # a command of the workspace, never a search

    def event(self, event: QEvent) -> bool:
        """Delete is ours while the strip has the focus, whatever else it means in the window."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, step in ((tr("Move left"), -1), (tr("Move right"), 1)):
            action = menu.addAction(words)
            action.setEnabled(0 <= index.row() + step < self.count)
            action.triggered.connect(functools.partial(self.stations.move, index.row(), index.row() + step))
        menu.addSeparator()
        action = menu.addAction(tr("Time and easing of the way from it…"))
        action.setEnabled(self.leads_on(index.row()))
        action.triggered.connect(functools.partial(self.segment_wanted.emit, index.row()))
        menu.addAction(tr("Take out of the walk")).triggered.connect(
            functools.partial(self.stations.remove, index.row())
        )
        menu.popup(event.globalPos())

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())

    # ---- dragging -----------------------------------------------------------------------------------------

    def startDrag(self, supported: Qt.DropAction) -> None:
        index = self.currentIndex()
        mime = self.stations.mimeData([index]) if index.isValid() else None
        if mime is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage):
            drag.setPixmap(PicturePainter(self).stack([image], 1))
            drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.CopyAction)

    def row_at(self, point: QPoint) -> int:
        """Before which station something dropped at `point` (viewport) would stand."""
        for row in range(self.count):
            if point.x() < station_rect(self.visualRect(self.stations.index(row))).center().x():
                return row
        return self.count

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DESIGNS_MIME) or brings_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._show_drop(self.row_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        row = self.row_at(event.position().toPoint())
        self._show_drop(-1)
        mime = event.mimeData()
        if event.source() is self:
            current = self.currentIndex().row()
            to = row - 1 if row > current else row
            if self.stations.move(current, to):
                self.setCurrentIndex(self.stations.index(to))
        elif mime.hasFormat(DESIGNS_MIME):
            self.designs_dropped.emit(bytes(mime.data(DESIGNS_MIME).data()), row)
        elif mime.hasUrls():
            self.files_dropped.emit(dropped_files(mime), row)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _show_drop(self, row: int) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_row < 0 and self.count:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.count:
            painter.setPen(QColor(theme.ON_TINT if self._drop_row >= 0 else theme.QUIET))
            words = tr("Drag designs here, or press W on each, to walk from one to the next")
            room = self.viewport().rect().adjusted(_MARGIN, 0, 0, -8)
            if painter.fontMetrics().horizontalAdvance(words) > room.width():
                words = tr("Drag designs here, or press W")
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            return
        if self._drop_row < self.count:
            x = station_rect(self.visualRect(self.stations.index(self._drop_row))).left() - LINK // 2 + 4
        else:
            x = station_rect(self.visualRect(self.stations.index(self.count - 1))).right() + LINK // 2
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawLine(max(1, x), _MARGIN, max(1, x), _MARGIN + EDGE)
