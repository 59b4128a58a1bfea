"""The Tab key goes through the window as one reads: what stands first comes first, whenever it was made.

Qt goes in the order in which widgets came to be, and pages come to be when they are first opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QScrollArea, QWidget


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next control of the window, or to the one before; whether there is any."""
    focused = QApplication.focusWidget()
    stops = [each for each in _as_read(window) if each is focused or is_stop(each)]
    if not stops or stops == [focused]:
        return False
    if focused is not None and focused not in stops:  # it has gone: the keyboard stays near to where it was
        stops = _near(focused) or stops
    place = stops.index(focused) if focused in stops else -1 if forward else 0
    stop = stops[(place + (1 if forward else -1)) % len(stops)]
    stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    area = stop.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(stop)
        area = area.parentWidget()
    return True


def focus_into(place: QWidget) -> bool:
    """Give the keyboard to a place: to itself where it takes it, else to the control that most of it is, else to the
    first in it; whether there is any."""
    proxied = place.focusProxy() is not None and place.isVisible()
    stops = [place] if proxied or is_stop(place) else stops_of(place)
    if not stops:
        return False
    largest = max(stops, key=_area)
    (largest if 8 * _area(largest) >= _area(place) else stops[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True


def _area(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _near(gone: QWidget) -> list[QWidget]:
    """The controls in the least place around one that has gone in which there are any, from where it was on: first
    comes the one that is read after it. Of a window of its own (the list of a box, a menu) that is where it belongs."""
    above = gone
    while (owner := above.parentWidget()) is not None:
        gone, above = (owner, owner) if above.isWindow() else (gone, owner)
    place = gone.parentWidget()
    while place is not None:
        if place.isVisible() and (stops := stops_of(place)):
            read = list(_as_read(place, gone))
            after = read.index(gone)
            later = [each for each in stops if read.index(each) > after]
            return [*later, *(each for each in stops if each not in later)]
        place = place.parentWidget()
    return []


def stops_of(root: QWidget) -> list[QWidget]:
    """The controls below `root` that the Tab key leads to, in its order."""
    return [each for each in _as_read(root) if is_stop(each)]


def is_stop(widget: QWidget) -> bool:
    """Whether the Tab key leads to it. Of the buttons of one choice it leads to the chosen one; arrows go on."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) if chosen is None else chosen is widget
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _as_read(widget: QWidget, gone: QWidget | None = None) -> Iterator[QWidget]:
    """All that can be seen below it: as layouts place it, and from top to bottom and left to right where none does. A
    widget that places others by hand says in which order they are read, by its `reading_order`. With `gone`, and the
    way to it, where they were though they are not seen."""
    own = [
        each
        for each in widget.children()
        if isinstance(each, QWidget)
        and not each.isWindow()
        and (each.isVisible() or (gone is not None and (each is gone or each.isAncestorOf(gone))))
    ]
    told = getattr(widget, "reading_order", ())
    layout = widget.layout()
    placed = {each: place for place, each in enumerate(told or (_placed(layout, own) if layout is not None else ()))}
    for child in sorted(own, key=lambda each: (placed.get(each, len(placed)), each.y(), each.x())):
        yield child
        yield from _as_read(child, gone)


def _placed(layout: QLayout, among: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the widgets that it places, in its order.

    Its items are never asked for (`itemAt`): Python would keep each as long as the layout, also when it has gone and
    something else lies where it was, which Python then takes for it.
    """
    inner = [each for each in layout.children() if isinstance(each, QLayout)]
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(each), each) for each in among]
    places += [(layout.indexOf(each), each) for each in inner]
    for at, each in sorted(places, key=lambda place: place[0]):
        if at >= 0 and isinstance(each, QLayout):
            yield from _placed(each, among)
        elif at >= 0 and isinstance(each, QWidget):
            yield each
