"""What on the screen is cut off, lies over something else, or is hidden in an area that scrolls inside of another."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QLabel,
    QLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStackedLayout,
    QWidget,
)  # fmt: skip

from studio.widgets.fields.eliding_box import ElidingBox, ElidingButton, ElidingLabel

_ROUNDING = 1
"""px by which a widget may go beyond its parent, and a text beyond its label: at broken scales Qt rounds."""
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def faults(root: QWidget) -> list[str]:
    """All that is wrong with what can be seen of `root`."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root.window() and not isinstance(widget, QScrollBar):
            own = (*_beyond(widget), *_cut(widget), *_hidden(widget), *_overlaps(widget))
            found += [f"{words}: {name_of(widget)}" for words in own]
    return list(dict.fromkeys(found))


def name_of(widget: QWidget) -> str:
    """Enough to find it by."""
    parts: list[str] = []
    each: QWidget | None = widget
    while each is not None and len(parts) < 5:
        text = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
        parts.append(each.objectName() or (f"{type(each).__name__} “{text[:40]}”" if text else type(each).__name__))
        if each.objectName() and each is not widget and not each.objectName().startswith("qt_"):
            break
        each = each.parentWidget()
    return " < ".join(parts)


def _beyond(widget: QWidget) -> Iterator[str]:
    """Whether it goes beyond its parent, and that does not scroll."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not widget.width() or not widget.height():
        return
    area = parent.parentWidget()
    scrolls_x = scrolls_y = False
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        if isinstance(area, QAbstractItemView):
            return
        scrolls_x = area.horizontalScrollBarPolicy() != _OFF
        scrolls_y = area.verticalScrollBarPolicy() != _OFF
    room, place = parent.rect(), widget.geometry()
    over_x = max(room.left() - place.left(), place.right() - room.right())
    over_y = max(room.top() - place.top(), place.bottom() - room.bottom())
    if over_x > _ROUNDING and not scrolls_x:
        yield f"{over_x} px beyond its parent across"
    if over_y > _ROUNDING and not scrolls_y:
        yield f"{over_y} px beyond its parent down"


def _cut(widget: QWidget) -> Iterator[str]:
    """Whether its text has less room than it needs. What shortens it itself does so on purpose."""
    if str(getattr(widget, "shown_title", "")).endswith("…"):
        yield "its title is shortened"
    if isinstance(widget, ElidingBox | ElidingButton | ElidingLabel):
        needed = (0, widget.sizeHint().height())
    elif isinstance(widget, QLabel):
        needed = _of_label(widget) if widget.text() else (0, 0)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        needed = widget.sizeHint().toTuple()  # type: ignore[assignment]
    elif isinstance(widget, QAbstractSpinBox):
        line = widget.lineEdit()
        text = line.fontMetrics().horizontalAdvance(line.text()) + 4
        needed = (text + widget.width() - line.width(), widget.sizeHint().height())
    else:
        return
    for over, side in ((needed[0] - widget.width(), "width"), (needed[1] - widget.height(), "height")):
        if over > _ROUNDING:
            yield f"{over} px of its {side} cut off"


def _of_label(label: QLabel) -> tuple[int, int]:
    """The least size in which all of its text is seen."""
    if not label.wordWrap():
        return label.sizeHint().width(), label.sizeHint().height()
    words = label.text().replace("\u200b", " ").split()
    longest = max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)
    return longest + label.width() - label.contentsRect().width(), label.heightForWidth(label.width())


def _hidden(widget: QWidget) -> Iterator[str]:
    """Whether it scrolls down inside of what scrolls down itself."""
    if not isinstance(widget, QScrollArea) or not widget.verticalScrollBar().maximum():
        return
    outer = widget.parentWidget()
    while outer is not None and not isinstance(outer, QScrollArea):
        outer = outer.parentWidget()
    if outer is not None:
        yield f"{widget.verticalScrollBar().maximum()} px hidden in an area that scrolls inside of another"


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Its widgets that lie over each other, though one layout places them."""
    layout = parent.layout()
    if layout is None or isinstance(layout, QStackedLayout):
        return
    placed: list[tuple[QWidget, QRect]] = []
    for child in _placed(layout):
        for other, place in placed:
            common = place.intersected(child.geometry())
            if common.width() > _ROUNDING and common.height() > _ROUNDING:
                yield f"{name_of(other)} and {name_of(child)} lie over each other by {common.size().toTuple()} px"
        placed.append((child, child.geometry()))


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if (widget := item.widget()) is not None and widget.isVisible():
            yield widget
        elif (inner := item.layout()) is not None and not isinstance(inner, QStackedLayout):
            yield from _placed(inner)
