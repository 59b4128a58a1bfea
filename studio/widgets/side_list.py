"""The list at the left of a workspace: sections, rows with name and count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyleOptionViewItem,
)  # fmt: skip

from studio import theme
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.row_delegate import (
    COUNT,
    DOT,
    GOES_ON,
    KEY,
    LINE,
    PICTURE,
    PROGRESS,
    ROW,
    SECTION,
    RowDelegate,
    RowIndex,
    RowsView,
)  # fmt: skip
from studio.widgets.side_rows import Row, Section
from studio.words import in_figures

_WHOLE = Qt.AspectRatioMode.KeepAspectRatio


class SideList(RowsView):
    """`chosen(key)` when another row is chosen by the user; `context_menu(key, global point)`; `opened(key)`;
    `toggled(key)` on Ctrl+click, which chooses nothing.
    """

    chosen = Signal(str)
    toggled = Signal(str)
    context_menu = Signal(str, QPoint)
    opened = Signal(str)
    dropped = Signal(str, object)
    """(key, bytes): data of the format of `take_drops` was dropped on a row."""

    def __init__(self, name: str, accessible_name: str, *, most_rows: int = 0) -> None:
        """`most_rows`: of more than these it scrolls; else it is as high as all, and what it lies in scrolls."""
        super().__init__()
        self._most_rows = most_rows
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._model = QStandardItemModel(self)
        self._sections: list[Section] = []
        self._quietly = False
        self._drops: tuple[str, Callable[[str], bool]] | None = None
        self._drop_key = ""
        self._source: Callable[[Any], QImage | None] | None = None
        self._pictures = PicturePainter(self, held=128)
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if most_rows else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.customContextMenuRequested.connect(self._on_context_menu)
        self.activated.connect(self._on_activated)
        theme.worn.changed.connect(self._fit)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these; the chosen row stays chosen if its key is still there. Cheap when only counts change."""
        sections = list(sections)
        if sections == self._sections:
            return
        shape = [(section.title, [row.key for row in section.rows]) for section in sections]
        same = shape == [(section.title, [row.key for row in section.rows]) for section in self._sections]
        key = self.current_key()
        self._sections = sections
        self._quietly = True
        if not same:
            self._model.clear()
        place = 0
        for section in sections:
            if section.title:
                if not same:
                    heading = QStandardItem(section.title.upper())
                    heading.setData(True, SECTION)
                    heading.setFlags(Qt.ItemFlag.NoItemFlags)
                    self._model.appendRow(heading)
                place += 1
            for row in section.rows:
                if not same:
                    self._model.appendRow(QStandardItem())
                self._fill(self._model.item(place), row)
                place += 1
        self._quietly = False
        if not same:
            self.choose(key)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, or as many as it may have, which take two lines where one is too short for them."""
        high = self.sizeHint().height()
        if high != self.height() or high != self.minimumHeight():
            self.setFixedHeight(high)
            self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fill(self, item: QStandardItem, row: Row) -> None:
        count = in_figures(row.count) if isinstance(row.count, int) else row.count
        for role, value in (
            (Qt.ItemDataRole.DisplayRole, row.text), (KEY, row.key), (COUNT, count), (PROGRESS, row.progress),
            (DOT, row.dot), (LINE, row.line), (PICTURE, row.picture), (GOES_ON, row.goes_on),
            (Qt.ItemDataRole.ToolTipRole, row.tip or None),
            (Qt.ItemDataRole.AccessibleTextRole, f"{row.text} {count}".strip()),
        ):  # fmt: skip
            if item.data(role) != value:
                item.setData(value, role)

    def take_drops(self, format_: str, takes: Callable[[str], bool]) -> None:
        """Data of this format may be dropped on the rows whose keys `takes`."""
        self._drops = (format_, takes)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def take_pictures(self, source: Callable[[Any], QImage | None]) -> None:
        """Where the small pictures of rows in sight come from, None for one that is not at hand yet."""
        self._source = source

    def show_arrived(self, _: object) -> None:
        """Pictures have come to where they are taken from."""
        if self._source is not None:
            self.viewport().update()

    def picture(self, index: RowIndex, size: QSize) -> QPixmap | None:
        """That of a row, within `size`."""
        wanted = index.data(PICTURE)
        image = self._source(wanted) if wanted is not None and self._source is not None else None
        return self._pictures.held(image, image.size().scaled(size, _WHOLE)) if image is not None else None

    def current_key(self) -> str:
        """The key of the chosen row, "" when none is."""
        return self.currentIndex().data(KEY) or ""

    def choose(self, key: str) -> bool:
        """Choose a row without saying so; whether there is one of this key. "" chooses none."""
        self._quietly = True
        try:
            for index in range(self._model.rowCount()):
                if self._model.item(index).data(KEY) == key and key:
                    self.setCurrentIndex(self._model.index(index, 0))
                    return True
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return False
        finally:
            self._quietly = False

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        key = current.data(KEY)
        if key and not self._quietly:
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        rows = range(self._model.rowCount())
        high = sum(delegate.sizeHint(option, self._model.index(r, 0)).height() for r in rows) + 2
        return QSize(120, min(high, self._most_rows * ROW + 8) if self._most_rows else high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.indexAt(event.position().toPoint()).data(KEY)
        if key and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggled.emit(key)
            event.accept()
        else:
            super().mousePressEvent(event)

    def _key_for_drop(self, event: QDropEvent) -> str:
        key = self.indexAt(event.position().toPoint()).data(KEY) or ""
        if self._drops is None or not event.mimeData().hasFormat(self._drops[0]):
            return ""
        return key if self._drops[1](key) else ""

    def _show_drop(self, key: str) -> None:
        if key != self._drop_key:
            self._drop_key = key
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._drops is not None and event.mimeData().hasFormat(self._drops[0]):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        key = self._key_for_drop(event)
        self._show_drop(key)
        if key:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop("")

    def dropEvent(self, event: QDropEvent) -> None:
        key = self._key_for_drop(event)
        self._show_drop("")
        if key and self._drops is not None:
            event.acceptProposedAction()
            self.dropped.emit(key, event.mimeData().data(self._drops[0]).data())
        else:
            event.ignore()

    @property
    def drop_key(self) -> str:
        """The row that something is held over and that would take it; "" for none."""
        return self._drop_key

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._most_rows and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()  # the panel scrolls, not the list in it

    def _on_context_menu(self, point: QPoint) -> None:
        key = self.indexAt(point).data(KEY)
        if key:
            self.context_menu.emit(key, self.viewport().mapToGlobal(point))

    def _on_activated(self, index: QModelIndex) -> None:
        if key := index.data(KEY):
            self.opened.emit(key)
