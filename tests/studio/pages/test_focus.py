"""Whatever has the keyboard shows it plainly, on every page, in both themes (WCAG 2.2: 2.4.7, 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from studio import theme
from studio.project.project import Project
from studio.widgets.keyboard.tab_order import is_stop, stops_of
from studio.window import Window
from tests.studio.pages.conftest import Wait
from tests.studio.pages.faults import name_of
from tests.studio.pages.walk import PAGES, stations

_MARGIN = 6
"""px around a control that belong to what is seen of it."""
_SIDE = 30
"""px: of a control that is longer, so much of each side has to change: more than a cursor, less than a round ring."""
_CONTRAST = 3.0
_TRIES = 3
"""A page that is still being filled may take the keyboard back, or to itself, in between."""
_CONTROLS = 500  # at least are tried
_LINEAR = np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.arange(256) / 255])


@pytest.fixture
def still(dressed: object) -> Iterator[None]:
    """Nothing blinks or slides, and the usual theme is worn afterwards."""
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(flash)
    theme.wear(theme.Look())


def _luminance(image: QImage) -> np.ndarray:
    """Relative luminance of each pixel, 0 to 1 (WCAG)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    blue, green, red = (rows[:, : 4 * image.width()].reshape(image.height(), -1, 4)[..., each] for each in range(3))
    parts = (0.2126 * _LINEAR[red], 0.7152 * _LINEAR[green], 0.0722 * _LINEAR[blue])
    return parts[0] + parts[1] + parts[2]


def changed(before: QImage, after: QImage) -> int:
    """How many pixels are plainly others: a contrast of at least 3 to 1 against what was there."""
    one, other = _luminance(before), _luminance(after)
    return int(((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05) >= _CONTRAST).sum())


def shown_place(control: QWidget, root: QWidget) -> QRect:
    """Where it is seen in its window, with a margin."""
    place = QRect(control.mapTo(root, QPoint(0, 0)), control.size()).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    each = control.parentWidget()
    while each is not None and each is not root:
        place &= QRect(each.mapTo(root, QPoint(0, 0)), each.size())
        each = each.parentWidget()
    return place & root.rect()


def _elsewhere(root: QWidget, place: QRect) -> None:
    """Give the keyboard to a control that cannot be seen in that place."""
    for other in stops_of(root):
        if not shown_place(other, root).intersects(place):
            other.setFocus(Qt.FocusReason.TabFocusReason)
            break
    else:
        if (focused := root.focusWidget()) is not None:
            focused.clearFocus()
    QApplication.processEvents()


def _has_come(control: QWidget) -> bool:
    """Give the keyboard to a control, in sight."""
    control.window().activateWindow()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    area = control.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(control)
        area = area.parentWidget()
    QApplication.processEvents()
    return isValid(control) and control.hasFocus()


def _fault(control: QWidget, root: QWidget) -> str:
    """What is wrong with how it shows that it has the keyboard; "" for nothing."""
    if not _has_come(control):
        return f"does not take the keyboard: {name_of(control)}" if isValid(control) and is_stop(control) else ""
    place = shown_place(control, root)
    after = root.grab(place).toImage()
    wanted = min(_SIDE, control.width()) + min(_SIDE, control.height())
    _elsewhere(root, place)
    seen = changed(root.grab(place).toImage(), after)
    return f"{seen} px of {wanted}: {name_of(control)}" if seen < wanted else ""


def unseen(root: QWidget, done: set[QWidget]) -> list[str]:
    """The controls of a window that look as they do without the keyboard, or nearly so."""
    found = []
    for control in stops_of(root):
        if not isValid(control) or control in done or not control.isVisible() or not control.isEnabled():
            continue
        done.add(control)
        for _ in range(_TRIES):
            fault = _fault(control, root) if isValid(control) else ""
            if not fault:
                break
        else:
            found.append(fault)
    return found


def test_whatever_has_the_keyboard_is_seen(project: Project, window: Window, wait: Wait, still: None) -> None:
    faults: list[str] = []
    tried = walked = 0
    for name in ("dark", "light"):
        theme.wear(theme.Look(theme=name, still=True))
        done: set[QWidget] = set()
        for station, seen in stations(window, wait):
            seen.activateWindow()
            wait(seen.isActiveWindow)
            walked += 1
            faults += [f"{name}, {station}: {fault}" for fault in unseen(seen, done)]
        tried += len(done)
    assert walked >= 2 * PAGES
    assert tried >= _CONTROLS
    assert not faults, "\n".join(faults)
