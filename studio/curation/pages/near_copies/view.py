"""The view of the Near-copies page: groups under one another, the best first.

Paints what is in sight and no more, so that ten thousand groups scroll as well as ten. Arrows go from picture to
picture and from group to group; Enter rejects the rest of a group, P makes another picture its best.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from studio import theme
from studio.engine_words import engine_words
from studio.project.pictures.facts import Picture
from studio.project.store.ids import Ids
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.painter import PicturePainter, draw_on_paper, fit_within
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import sides_words, tr

_EDGE = 168
_GAP = 16
_HEAD = 32
_FOOT = 40
_BETWEEN = 16
_MARGIN = MARGIN
_BUDGET = 0.012  # seconds for scaling pictures in one round of painting
_OURS = frozenset({Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_X})


def edge() -> int:
    """Of a picture's cell, px: what stands below it has room at every size of text."""
    return theme.scaled(_EDGE)


@dataclass(frozen=True)
class ShownGroup:
    """A group as it is shown: pictures that are not rejected, the best first."""

    ids: Ids
    likeness: np.ndarray
    exact: np.ndarray
    why: str


class CopiesView(QAbstractScrollArea):
    """`accepted(group)` on Enter, `preferred(id)` on P, `rejected(id)` on X, `look_close(id)` on Space."""

    accepted = Signal(int)
    preferred = Signal(object)
    rejected = Signal(object)
    look_close = Signal(object)
    moved = Signal()

    def __init__(self, image: Callable[[Picture], QImage | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.copies.groups")
        self.setAccessibleName(tr("Groups of near-copies"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._image = image
        self._painter = PicturePainter(self)
        self._groups: Sequence[ShownGroup] = ()
        self._facts: Mapping[int, Picture] = {}
        self._keep = 1
        self._tops = np.zeros(1, np.int64)
        theme.worn.changed.connect(self._lay_out)
        self._at = (0, 0)

    # ---- what is shown ------------------------------------------------------------------------------------------

    def show_groups(self, groups: Sequence[ShownGroup], facts: Mapping[int, Picture], keep: int) -> None:
        """Show these, the cursor on the picture where it was or, where that has gone, in the same place."""
        current = self.current_id
        self._groups, self._facts, self._keep = groups, facts, keep
        self._lay_out()
        row, place = self._at
        if current and not (row < len(groups) and current in groups[row].ids):
            found = next((number for number, group in enumerate(groups) if current in group.ids), None)
            row = row if found is None else found
        row = min(row, max(0, len(groups) - 1))
        if groups:
            inside = np.flatnonzero(groups[row].ids == current)
            place = int(inside[0]) if inside.size else 0
        self._at = (row, place)
        self._say()
        self.viewport().update()

    @property
    def current_group(self) -> int:
        """The number of the group with the cursor, -1 where there is none."""
        return self._at[0] if self._groups else -1

    @property
    def current_id(self) -> int:
        """The picture with the cursor, 0 where there is none."""
        row, place = self._at
        return int(self._groups[row].ids[place]) if row < len(self._groups) else 0

    def go_to(self, row: int, place: int = 0) -> None:
        """Put the cursor on a picture of a group, and bring the group into sight."""
        if not self._groups:
            return
        row = min(max(0, row), len(self._groups) - 1)
        place = min(max(0, place), len(self._groups[row].ids) - 1)
        self._at = (row, place)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = int(self._tops[row]), int(self._tops[row + 1])
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(min(top, bottom - height))
        self._say()
        self.viewport().update()
        self.moved.emit()

    # ---- places -------------------------------------------------------------------------------------------------

    def _columns(self) -> int:
        return max(1, (self.viewport().width() - 2 * _MARGIN + _GAP) // (edge() + _GAP))

    def _lay_out(self) -> None:
        counts = np.array([len(group.ids) for group in self._groups], np.int64)
        lines = -(-counts // self._columns())
        heights = _HEAD + lines * (edge() + theme.scaled(_FOOT)) + _BETWEEN
        self._tops = np.concatenate([[0], np.cumsum(heights)]).astype(np.int64)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(self._tops[-1]) + _MARGIN - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)

    def _cell(self, row: int, index: int) -> QRect:
        line, column = divmod(index, self._columns())
        top = int(self._tops[row]) - self.verticalScrollBar().value() + _HEAD + line * (edge() + theme.scaled(_FOOT))
        return QRect(_MARGIN + column * (edge() + _GAP), top, edge(), edge())

    def _rows_in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(0, int(np.searchsorted(self._tops, top, "right")) - 1)
        last = int(np.searchsorted(self._tops, top + self.viewport().height(), "left"))
        return range(first, min(last, len(self._groups)))

    def _hit(self, point: QPoint) -> tuple[int, int] | None:
        for row in self._rows_in_sight():
            for index in range(len(self._groups[row].ids)):
                if self._cell(row, index).adjusted(-4, -4, 4, theme.scaled(_FOOT)).contains(point):
                    return row, index
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # ---- painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.CANVAS))
        end = time.perf_counter() + _BUDGET
        finished = True
        for row in self._rows_in_sight():
            self._paint_head(painter, row)
            for index in range(len(self._groups[row].ids)):
                cell = self._cell(row, index)
                if cell.bottom() >= 0 and cell.top() - theme.scaled(_FOOT) <= self.viewport().height():
                    finished = self._paint_picture(painter, row, index, cell, time.perf_counter() < end) and finished
        painter.end()
        if not finished:
            self.viewport().update()

    def keys_in_sight(self) -> list[Hashable]:
        """The pictures that small ones are wanted of."""
        return [
            (tr("picture"), picture.thumbnail_key)
            for row in self._rows_in_sight()
            for id_ in self._groups[row].ids.tolist()
            if (picture := self._facts.get(id_)) is not None
        ]

    def _paint_head(self, painter: QPainter, row: int) -> None:
        group = self._groups[row]
        top = int(self._tops[row]) - self.verticalScrollBar().value()
        line = QRect(_MARGIN, top + 4, self.viewport().width() - 2 * _MARGIN, _HEAD - 8)
        is_current = row == self._at[0]
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.CANVAS_TEXT if is_current else theme.CANVAS_QUIET))
        words = (
            tr("{count:,} near-copies", count=len(group.ids))
            if not group.exact.all()
            else tr("{count:,} times the same", count=len(group.ids))
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.CANVAS_QUIET))
        rest = QRect(line.left() + width + 16, line.top(), line.width() - width - 16, line.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, tr("The first is {why}", why=engine_words(group.why)))

    def _paint_picture(self, painter: QPainter, row: int, index: int, cell: QRect, in_time: bool) -> bool:
        group = self._groups[row]
        picture = self._facts.get(int(group.ids[index]))
        image = self._image(picture) if picture is not None else None
        kept, current = index < self._keep, (row, index) == self._at
        finished, spot = True, cell
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if image is None or image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.CANVAS_EMPTY))
            painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
        else:
            spot = fit_within(image.size(), cell)
            painter.setOpacity(1.0 if kept else 0.4)
            if in_time:
                painter.drawPixmap(spot.topLeft(), self._painter.held(image, spot.size()))
            else:
                draw_on_paper(painter, spot, image)
                finished = False
            painter.setOpacity(1.0)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.CANVAS_ACCENT if self.hasFocus() else theme.CANVAS_QUIET), 2))
            painter.drawRoundedRect(spot.adjusted(-3, -3, 3, 3), theme.RADIUS + 2, theme.RADIUS + 2)
        if kept:
            tick = theme.icon("check-circle", "GREEN").pixmap(20, 20)
            painter.drawPixmap(cell.right() - 22, cell.top() + 4, tick)
        self._paint_foot(painter, group, index, cell, picture)
        return finished

    def _paint_foot(
        self, painter: QPainter, group: ShownGroup, index: int, cell: QRect, picture: Picture | None
    ) -> None:
        kept = index < self._keep
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        first = QRect(cell.left(), cell.bottom() + 3, cell.width(), theme.scaled(16))
        second = first.translated(0, first.height())
        painter.setPen(QColor(theme.CANVAS_TEXT if kept else theme.CANVAS_QUIET))
        name = picture.name if picture is not None else ""
        painter.drawText(
            first, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, cell.width())
        )
        painter.setPen(QColor(theme.CANVAS_QUIET))
        size = sides_words(picture.width, picture.height) if picture is not None else ""
        like = (
            tr("best")
            if index == 0
            else tr("same")
            if group.exact[index]
            else tr("{share:.0%} alike", share=group.likeness[index])
        )
        room = second.width() - metrics.horizontalAdvance(like) - theme.UNIT
        size = metrics.elidedText(size, Qt.TextElideMode.ElideRight, room)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, size)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, like)

    def _say(self) -> None:
        picture = self._facts.get(self.current_id)
        if picture is None:
            self.setAccessibleDescription("")
            return
        row, place = self._at
        kept = tr("kept") if place < self._keep else tr("to be rejected")
        self.setAccessibleDescription(
            tr(
                "{name}, {place} of {count}, {kept}; group {group:,} of {groups:,}",
                name=picture.name,
                place=place + 1,
                count=len(self._groups[row].ids),
                kept=kept,
                group=row + 1,
                groups=len(self._groups),
            )
        )

    # ---- mouse and keys -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (hit := self._hit(event.position().toPoint())):
            self.go_to(*hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._hit(event.position().toPoint()):
            self.look_close.emit(self.current_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in _OURS:
                event.accept()  # here these keys mean the group, not what is chosen on the light table
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, place = self._at
        columns = self._columns()
        steps = {
            Qt.Key.Key_Left: functools.partial(self._step, -1), Qt.Key.Key_Right: functools.partial(self._step, 1),
            Qt.Key.Key_Up: functools.partial(self._line, -columns),
            Qt.Key.Key_Down: functools.partial(self._line, columns),
            Qt.Key.Key_Home: functools.partial(self.go_to, 0), Qt.Key.Key_End: functools.partial(self.go_to, 10**9),
            Qt.Key.Key_PageUp: functools.partial(self.go_to, row - 3, place),
            Qt.Key.Key_PageDown: functools.partial(self.go_to, row + 3, place),
            Qt.Key.Key_Return: functools.partial(self.accepted.emit, row),
            Qt.Key.Key_Enter: functools.partial(self.accepted.emit, row),
            Qt.Key.Key_P: functools.partial(self.preferred.emit, self.current_id),
            Qt.Key.Key_X: functools.partial(self.rejected.emit, self.current_id),
            Qt.Key.Key_Space: functools.partial(self.look_close.emit, self.current_id),
        }  # fmt: skip
        action = steps.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if action is None or held or not self._groups:
            super().keyPressEvent(event)
        else:
            action()

    def _step(self, by: int) -> None:
        row, place = self._at
        if 0 <= place + by < len(self._groups[row].ids):
            self.go_to(row, place + by)
        elif 0 <= row + by < len(self._groups):
            self.go_to(row + by, 0 if by > 0 else 10**9)

    def _line(self, by: int) -> None:
        row, place = self._at
        if 0 <= place + by < len(self._groups[row].ids):
            self.go_to(row, place + by)
        elif 0 <= row + (1 if by > 0 else -1) < len(self._groups):
            self.go_to(row + (1 if by > 0 else -1), place % abs(by))
