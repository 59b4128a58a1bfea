"""The list at the left of a workspace: sections, rows with name and count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)  # fmt: skip

from studio import theme
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.side_rows import Row, Section
from studio.words import in_figures

_KEY = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2
_SECTION = Qt.ItemDataRole.UserRole + 3
_PROGRESS = Qt.ItemDataRole.UserRole + 4
_DOT = Qt.ItemDataRole.UserRole + 5
_LINE = Qt.ItemDataRole.UserRole + 6
_PICTURE = Qt.ItemDataRole.UserRole + 7
_GOES_ON = Qt.ItemDataRole.UserRole + 8

_ROW = 32
_MORE = 18
"""px of the second line of a row, at the usual size of text."""
_PAD = 8
_PICTURE_SIDE = 24
_SECTION_ROW = 28
_SECTION_GAP = 16
_SHOWN = Qt.ItemDataRole.DisplayRole
_Index = QModelIndex | QPersistentModelIndex
_WHOLE = Qt.AspectRatioMode.KeepAspectRatio


class SideList(QListView):
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
        self.setItemDelegate(_Delegate(self))
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
                    heading.setData(True, _SECTION)
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
            (Qt.ItemDataRole.DisplayRole, row.text), (_KEY, row.key), (_COUNT, count), (_PROGRESS, row.progress),
            (_DOT, row.dot), (_LINE, row.line), (_PICTURE, row.picture), (_GOES_ON, row.goes_on),
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

    def picture(self, index: _Index, size: QSize) -> QPixmap | None:
        """That of a row, within `size`."""
        wanted = index.data(_PICTURE)
        image = self._source(wanted) if wanted is not None and self._source is not None else None
        return self._pictures.held(image, image.size().scaled(size, _WHOLE)) if image is not None else None

    def current_key(self) -> str:
        """The key of the chosen row, "" when none is."""
        return self.currentIndex().data(_KEY) or ""

    def choose(self, key: str) -> bool:
        """Choose a row without saying so; whether there is one of this key. "" chooses none."""
        self._quietly = True
        try:
            for index in range(self._model.rowCount()):
                if self._model.item(index).data(_KEY) == key and key:
                    self.setCurrentIndex(self._model.index(index, 0))
                    return True
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return False
        finally:
            self._quietly = False

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        key = current.data(_KEY)
        if key and not self._quietly:
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        rows = range(self._model.rowCount())
        high = sum(delegate.sizeHint(option, self._model.index(r, 0)).height() for r in rows) + 2
        return QSize(120, min(high, self._most_rows * _ROW + 8) if self._most_rows else high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.indexAt(event.position().toPoint()).data(_KEY)
        if key and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggled.emit(key)
            event.accept()
        else:
            super().mousePressEvent(event)

    def _key_for_drop(self, event: QDropEvent) -> str:
        key = self.indexAt(event.position().toPoint()).data(_KEY) or ""
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
        key = self.indexAt(point).data(_KEY)
        if key:
            self.context_menu.emit(key, self.viewport().mapToGlobal(point))

    def _on_activated(self, index: QModelIndex) -> None:
        if key := index.data(_KEY):
            self.opened.emit(key)


def _section_font() -> QFont:
    font = theme.font(11, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return font


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if index.data(_SECTION):
            return QSize(100, self._section_height(index) + (_SECTION_GAP if index.row() else 0))
        return QSize(100, _ROW + (theme.scaled(_MORE) if self._takes_two(index) else 0))

    def _section_height(self, index: _Index) -> int:
        """Of a heading: where it is too long for the line it goes on below."""
        owner, text = self.parent(), index.data(Qt.ItemDataRole.DisplayRole) or ""
        if not isinstance(owner, SideList):
            return _SECTION_ROW
        room = QRect(0, 0, owner.viewport().width() - 2 * _PAD, 1000)
        metrics = QFontMetrics(_section_font())
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() // metrics.height()
        return _SECTION_ROW + max(0, lines - 1) * metrics.lineSpacing()

    def _room(self, index: _Index) -> int:
        """px that a line has for text."""
        owner = self.parent()
        width = owner.viewport().width() if isinstance(owner, SideList) else 0
        return width - 2 * _PAD - _lead_width(index) - _line_width(index)

    def _parts(self, index: _Index) -> tuple[str, str]:
        """Its text on the first line and on the second."""
        text, metrics, room = index.data(_SHOWN) or "", QFontMetrics(theme.font()), self._room(index)
        if not index.data(_GOES_ON) or metrics.horizontalAdvance(text) <= room:
            return text, ""
        words = text.split(" ")
        fits = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= room]
        cut = max(fits, default=len(words))
        return " ".join(words[:cut]), " ".join(words[cut:])

    def _takes_two(self, index: _Index) -> bool:
        """Whether its text and what is at its right have no room beside each other."""
        count, metrics = index.data(_COUNT) or "", QFontMetrics(theme.font())
        if not isinstance(self.parent(), SideList):
            return False
        words, more = self._parts(index)
        aside = _PAD + metrics.horizontalAdvance(count) if count else 0
        return bool(more or (count and metrics.horizontalAdvance(words) + aside > self._room(index)))

    def _lines(self, index: _Index) -> tuple[str, str]:
        """What is shown of its text on each line."""
        (first, more), metrics, room = self._parts(index), QFontMetrics(theme.font()), self._room(index)
        aside = metrics.horizontalAdvance(count) + _PAD if (count := index.data(_COUNT)) else 0
        alone = room if self._takes_two(index) else room - aside
        return (
            metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, alone),
            metrics.elidedText(more, Qt.TextElideMode.ElideRight, room - aside),
        )

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:  # fmt: skip
        """A text that is not whole is said by the tool tip, before what else that says."""
        text, tip = index.data(_SHOWN) or "", index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if event.type() != QEvent.Type.ToolTip or index.data(_SECTION) or tip.startswith(text):
            return super().helpEvent(event, view, option, index)
        whole = self._lines(index) == self._parts(index)
        QToolTip.showText(event.globalPos(), tip if whole else "\n".join(filter(None, (text, tip))), view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if index.data(_SECTION):
            self._section(painter, rect, index)
        else:
            self._row(painter, rect, option, index)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        painter.setFont(_section_font())
        painter.setPen(QColor(theme.QUIET))
        rect = rect.adjusted(_PAD, rect.height() - self._section_height(index), -_PAD, -6)
        how = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, how, index.data(Qt.ItemDataRole.DisplayRole))

    def _row(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: _Index) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.BUTTON if chosen else theme.RAISED))
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), theme.RADIUS, theme.RADIUS)
        owner = option.widget
        if isinstance(owner, SideList) and owner.drop_key and owner.drop_key == index.data(_KEY):
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), theme.RADIUS, theme.RADIUS)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5), theme.RADIUS, theme.RADIUS)
        inner = rect.adjusted(_PAD, 0, -_PAD, -1)
        self._lead(painter, inner, index)
        inner.setLeft(inner.left() + _lead_width(index))
        painter.setFont(theme.font())
        metrics = QFontMetrics(painter.font())
        count = index.data(_COUNT) or ""
        text, below = self._lines(index)
        painter.setPen(QColor(theme.QUIET))
        if self._takes_two(index):
            more = theme.scaled(_MORE)
            second = inner.adjusted(0, inner.height() - more - 6, 0, -6)
            painter.drawText(second, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            painter.drawText(second, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, below)
            inner.setBottom(inner.bottom() - more)
        elif count:
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            inner.setRight(inner.right() - metrics.horizontalAdvance(count) - _PAD)
        if (line := index.data(_LINE)) is not None:
            self._line(painter, inner, line)
            inner.setRight(inner.right() - _line_width(index))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    @staticmethod
    def _line(painter: QPainter, inner: QRect, dashes: tuple[int, ...]) -> None:
        pen = QPen(QColor(theme.TEXT), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([length / 2 for length in dashes])
        painter.setPen(pen)
        y = inner.center().y() + 1
        painter.drawLine(inner.right() - 24, y, inner.right(), y)

    def _lead(self, painter: QPainter, inner: QRect, index: _Index) -> None:
        """Paint what stands before the text."""
        owner = self.parent()
        if isinstance(owner, SideList) and index.data(_PICTURE) is not None:
            side = _picture_side()
            room = QRect(inner.left(), inner.center().y() - side // 2, side, side)
            picture = owner.picture(index, room.size())
            if picture is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.RAISED))
                painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
            else:
                painter.drawPixmap(fit_within(picture.deviceIndependentSize().toSize(), room).topLeft(), picture)
            inner = inner.adjusted(side + _PAD, 0, 0, 0)
        self._mark(painter, inner, index)

    @staticmethod
    def _mark(painter: QPainter, inner: QRect, index: _Index) -> None:
        """The ring or dot."""
        progress, dot = index.data(_PROGRESS), index.data(_DOT)
        if progress is not None:
            paint_ring(painter, QRectF(inner.left(), inner.center().y() - 7, 14, 14), progress)
        elif dot:
            spot = QRectF(inner.left() + 1, inner.center().y() - 4, 9, 9)
            painter.setPen(QPen(QColor(theme.QUIET), 1.2) if dot == "hollow" else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if dot == "hollow" else QColor(theme.colour(dot)))
            painter.drawEllipse(spot)


def _picture_side() -> int:
    return min(theme.scaled(_PICTURE_SIDE), _ROW - 3)


def _lead_width(index: _Index) -> int:
    """px before the text: the small picture, then the ring or dot."""
    picture = 0 if index.data(_PICTURE) is None else _picture_side() + _PAD
    return picture + (24 if index.data(_PROGRESS) is not None else 18 if index.data(_DOT) else 0)


def _line_width(index: _Index) -> int:
    """px after the text: the sample of its line."""
    return 0 if index.data(_LINE) is None else 32


def paint_ring(painter: QPainter, rect: QRectF, share: float, *, colour: str = "ACCENT", width: float = 3) -> None:
    """A ring filled clockwise from the top to `share` (0 to 1)."""
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    pen = QPen(QColor(theme.TRACK), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawEllipse(inner)
    pen.setColor(QColor(theme.colour(colour)))
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(max(0.0, min(1.0, share)) * 360 * 16))
