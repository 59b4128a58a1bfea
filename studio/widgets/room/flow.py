"""Widgets side by side, and on further lines where there is no room for them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

from studio import theme


class FlowLayout(QLayout):
    """Left to right, then the next line, as words in a paragraph; each in the middle of its line's height.

    What may be narrower than it likes, without becoming higher, is, where all of them then stay on one line.
    `addStretch`: what follows stands at the right end of its line.

    Qt asks layouts in layouts for sizes again and again, thousands of times while a page opens: what was worked out
    is kept until something in it is another (`invalidate`).
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = theme.UNIT) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        self._hint = self._least = None
        super().invalidate()

    def addStretch(self) -> None:
        """Take the room that is left on the line."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        taken = self._items.pop(index) if 0 <= index < len(self._items) else None
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            room = QRect(0, 0, width - margins.left() - margins.right(), 0)
            self._heights[width] = self._place(room, move=False) + margins.top() + margins.bottom()
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        if self._hint is None:
            hints = [item.sizeHint() for item in self._shown]
            width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
            self._hint = self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))
        return self._hint

    def minimumSize(self) -> QSize:
        if self._least is None:
            size = QSize()
            for item in self._shown:
                size = size.expandedTo(item.minimumSize())
            self._least = self._with_margins(size)
        return self._least

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each line with their widths; a spacer has none."""
        shown = [item for item in self._items if item.spacerItem() is not None or not item.isEmpty()]
        real = [item for item in shown if item.spacerItem() is None]
        gaps = self.spacing() * max(0, len(real) - 1)
        likes = {id(item): item.sizeHint().width() for item in real}
        over = sum(likes.values()) + gaps - width
        spare = {id(item): 0 if item.hasHeightForWidth() else _spare(item) for item in real}
        if 0 < over <= sum(spare.values()):
            for key in sorted(spare, key=lambda key: -spare[key]):
                given = min(over, spare[key])
                likes[key] -= given
                over -= given
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        x = 0
        for item in shown:
            if item.spacerItem() is not None:
                lines[-1].append((item, 0))
                continue
            wide = min(likes[id(item)], width)
            if x and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((item, wide))
            x += wide + self.spacing()
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.top()
        for line in self._lines(rect.width()):
            real = [(item, wide) for item, wide in line if item.spacerItem() is None]
            if not real:
                continue
            heights = {id(item): _height(item, wide) for item, wide in real}
            height = max(heights.values())
            left = rect.width() - sum(wide for _, wide in real) - self.spacing() * (len(real) - 1)
            x = rect.left()
            for item, wide in line if move else ():
                if item.spacerItem() is not None:
                    x += max(0, left)
                    left = 0
                    continue
                high = heights[id(item)]
                item.setGeometry(QRect(QPoint(x, y + (height - high) // 2), QSize(wide, high)))
                x += wide + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.top())


def _spare(item: QLayoutItem) -> int:
    """px by which it may be narrower than it likes."""
    return max(0, item.sizeHint().width() - item.minimumSize().width())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def flowing_row(items: Iterable[QWidget | None], spacing: int = theme.UNIT) -> FlowLayout:
    """As `row`, on further lines where there is no room for all; None takes the room that is left on the line."""
    flow = FlowLayout(spacing=spacing)
    for item in items:
        if item is None:
            flow.addStretch()
        else:
            flow.addWidget(item)
    return flow
