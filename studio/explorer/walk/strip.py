"""The strip of a walk's stations as small pictures, rearranged by mouse or key."""

from __future__ import annotations

import functools

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

from studio import theme
from studio.explorer.walk.model import WalkModel
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.workers.explorer.design_recipes import DESIGNS_MIME

EDGE = 56
LINK = 32
"""Of the way between two stations."""
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
        self._link(painter, cell, index.row())
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage) and not image.isNull():
            shown = fit_within(image.size(), cell)
            painter.drawPixmap(shown.topLeft(), self._painter.held(image, shown.size()))
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

    def _link(self, painter: QPainter, cell: QRect, row: int) -> None:
        last = row == self._strip.count - 1
        if last and not self._strip.loops:
            return
        start, end = cell.right() + 7, cell.right() + LINK - 5
        y = cell.center().y()
        painter.setPen(QPen(QColor(theme.HANDLE), 1))
        if last:  # and round again to the first
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(QRectF(start, y - 6, 12, 12), 40 * 16, 280 * 16)
            return
        painter.drawLine(start, y, end, y)
        position = self._strip.position
        if position is not None and row <= position < row + 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(QPointF(start + (position - row) * (end - start), y), 3.5, 3.5)


def station_rect(item: QRect) -> QRect:
    """Where the picture stands within an item."""
    return QRect(item.left() + _MARGIN, item.top() + _MARGIN, EDGE, EDGE)


class WalkStrip(QListView):
    """`designs_dropped(data of DESIGNS_MIME, row)`, `files_dropped(paths, row)`; `chosen(row)` on Enter or a click."""

    designs_dropped = Signal(bytes, int)
    files_dropped = Signal(list, int)
    chosen = Signal(int)

    def __init__(self, model: WalkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explore.walk")
        self.setAccessibleName("Stations of the walk")
        self._stations = model
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
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setFixedHeight(EDGE + 2 * _MARGIN + 10)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    @property
    def count(self) -> int:
        """How many stations there are."""
        return self._stations.rowCount()

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
            if self._stations.move(row, to):
                self.setCurrentIndex(self._stations.index(max(0, min(to, self.count - 1))))
        elif row >= 0 and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._stations.remove(row)
            self.setCurrentIndex(self._stations.index(min(row, self.count - 1)))
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
        for words, step in (("Move left", -1), ("Move right", 1)):
            action = menu.addAction(words)
            action.setEnabled(0 <= index.row() + step < self.count)
            action.triggered.connect(functools.partial(self._stations.move, index.row(), index.row() + step))
        menu.addSeparator()
        menu.addAction("Take out of the walk").triggered.connect(functools.partial(self._stations.remove, index.row()))
        menu.popup(event.globalPos())

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())

    # ---- dragging -----------------------------------------------------------------------------------------

    def startDrag(self, supported: Qt.DropAction) -> None:
        index = self.currentIndex()
        mime = self._stations.mimeData([index]) if index.isValid() else None
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
            if point.x() < station_rect(self.visualRect(self._stations.index(row))).center().x():
                return row
        return self.count

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DESIGNS_MIME) or event.mimeData().hasUrls():
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
            if self._stations.move(current, to):
                self.setCurrentIndex(self._stations.index(to))
        elif mime.hasFormat(DESIGNS_MIME):
            self.designs_dropped.emit(bytes(mime.data(DESIGNS_MIME).data()), row)
        elif mime.hasUrls():
            self.files_dropped.emit([url.toLocalFile() for url in mime.urls() if url.isLocalFile()], row)
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
            words = "Drag designs here, or press W on each, to walk from one to the next"
            room = self.viewport().rect().adjusted(_MARGIN, 0, 0, -8)
            if painter.fontMetrics().horizontalAdvance(words) > room.width():
                words = "Drag designs here, or press W"
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            return
        if self._drop_row < self.count:
            x = station_rect(self.visualRect(self._stations.index(self._drop_row))).left() - LINK // 2 + 4
        else:
            x = station_rect(self.visualRect(self._stations.index(self.count - 1))).right() + LINK // 2
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawLine(max(1, x), _MARGIN, max(1, x), _MARGIN + EDGE)
