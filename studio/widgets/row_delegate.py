"""The rows of a list at the left of a workspace: what is known of each, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from studio import theme
from studio.widgets.grid.painter import fit_within

KEY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
SECTION = Qt.ItemDataRole.UserRole + 3
PROGRESS = Qt.ItemDataRole.UserRole + 4
DOT = Qt.ItemDataRole.UserRole + 5
LINE = Qt.ItemDataRole.UserRole + 6
PICTURE = Qt.ItemDataRole.UserRole + 7
GOES_ON = Qt.ItemDataRole.UserRole + 8

ROW = 32
_MORE = 18
"""px of the second line of a row, at the usual size of text."""
_PAD = 8
_PICTURE_SIDE = 24
_SECTION_ROW = 28
_SECTION_GAP = 16
_SHOWN = Qt.ItemDataRole.DisplayRole
RowIndex = QModelIndex | QPersistentModelIndex


class RowsView(QListView):
    """A list whose rows are painted by a `RowDelegate`, its child."""

    @property
    def drop_key(self) -> str:
        """The key of the row on which what is dragged would be dropped, "" for none."""
        raise NotImplementedError

    def picture(self, index: RowIndex, size: QSize) -> QPixmap | None:
        """The small picture of a row, within `size`; None where it is not at hand yet."""
        raise NotImplementedError


def _section_font() -> QFont:
    font = theme.font(11, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return font


class RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: RowIndex) -> QSize:
        if index.data(SECTION):
            return QSize(100, self._section_height(index) + (_SECTION_GAP if index.row() else 0))
        return QSize(100, ROW + (theme.scaled(_MORE) if self._takes_two(index) else 0))

    def _section_height(self, index: RowIndex) -> int:
        """Of a heading: where it is too long for the line it goes on below."""
        owner, text = self.parent(), index.data(Qt.ItemDataRole.DisplayRole) or ""
        if not isinstance(owner, RowsView):
            return _SECTION_ROW
        room = QRect(0, 0, owner.viewport().width() - 2 * _PAD, 1000)
        metrics = QFontMetrics(_section_font())
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() // metrics.height()
        return _SECTION_ROW + max(0, lines - 1) * metrics.lineSpacing()

    def _room(self, index: RowIndex) -> int:
        """px that a line has for text."""
        owner = self.parent()
        width = owner.viewport().width() if isinstance(owner, RowsView) else 0
        return width - 2 * _PAD - _lead_width(index) - _line_width(index)

    def _parts(self, index: RowIndex) -> tuple[str, str]:
        """Its text on the first line and on the second."""
        text, metrics, room = index.data(_SHOWN) or "", QFontMetrics(theme.font()), self._room(index)
        if not index.data(GOES_ON) or metrics.horizontalAdvance(text) <= room:
            return text, ""
        words = text.split(" ")
        fits = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= room]
        cut = max(fits, default=len(words))
        return " ".join(words[:cut]), " ".join(words[cut:])

    def _takes_two(self, index: RowIndex) -> bool:
        """Whether its text and what is at its right have no room beside each other."""
        count, metrics = index.data(COUNT) or "", QFontMetrics(theme.font())
        if not isinstance(self.parent(), RowsView):
            return False
        words, more = self._parts(index)
        aside = _PAD + metrics.horizontalAdvance(count) if count else 0
        return bool(more or (count and metrics.horizontalAdvance(words) + aside > self._room(index)))

    def _lines(self, index: RowIndex) -> tuple[str, str]:
        """What is shown of its text on each line."""
        (first, more), metrics, room = self._parts(index), QFontMetrics(theme.font()), self._room(index)
        aside = metrics.horizontalAdvance(count) + _PAD if (count := index.data(COUNT)) else 0
        alone = room if self._takes_two(index) else room - aside
        return (
            metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, alone),
            metrics.elidedText(more, Qt.TextElideMode.ElideRight, room - aside),
        )

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
        index: RowIndex,
    ) -> bool:  # fmt: skip
        """A text that is not whole is said by the tool tip, before what else that says."""
        text, tip = index.data(_SHOWN) or "", index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if event.type() != QEvent.Type.ToolTip or index.data(SECTION) or tip.startswith(text):
            return super().helpEvent(event, view, option, index)
        whole = self._lines(index) == self._parts(index)
        QToolTip.showText(event.globalPos(), tip if whole else "\n".join(filter(None, (text, tip))), view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: RowIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if index.data(SECTION):
            self._section(painter, rect, index)
        else:
            self._row(painter, rect, option, index)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRect, index: RowIndex) -> None:
        painter.setFont(_section_font())
        painter.setPen(QColor(theme.QUIET))
        rect = rect.adjusted(_PAD, rect.height() - self._section_height(index), -_PAD, -6)
        how = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, how, index.data(Qt.ItemDataRole.DisplayRole))

    def _row(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: RowIndex) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.BUTTON if chosen else theme.RAISED))
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), theme.RADIUS, theme.RADIUS)
        owner = option.widget
        if isinstance(owner, RowsView) and owner.drop_key and owner.drop_key == index.data(KEY):
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
        count = index.data(COUNT) or ""
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
        if (line := index.data(LINE)) is not None:
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

    def _lead(self, painter: QPainter, inner: QRect, index: RowIndex) -> None:
        """Paint what stands before the text."""
        owner = self.parent()
        if isinstance(owner, RowsView) and index.data(PICTURE) is not None:
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
    def _mark(painter: QPainter, inner: QRect, index: RowIndex) -> None:
        """The ring or dot."""
        progress, dot = index.data(PROGRESS), index.data(DOT)
        if progress is not None:
            paint_ring(painter, QRectF(inner.left(), inner.center().y() - 7, 14, 14), progress)
        elif dot:
            spot = QRectF(inner.left() + 1, inner.center().y() - 4, 9, 9)
            painter.setPen(QPen(QColor(theme.QUIET), 1.2) if dot == "hollow" else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if dot == "hollow" else QColor(theme.colour(dot)))
            painter.drawEllipse(spot)


def _picture_side() -> int:
    return min(theme.scaled(_PICTURE_SIDE), ROW - 3)


def _lead_width(index: RowIndex) -> int:
    """px before the text: the small picture, then the ring or dot."""
    picture = 0 if index.data(PICTURE) is None else _picture_side() + _PAD
    return picture + (24 if index.data(PROGRESS) is not None else 18 if index.data(DOT) else 0)


def _line_width(index: RowIndex) -> int:
    """px after the text: the sample of its line."""
    return 0 if index.data(LINE) is None else 32


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
