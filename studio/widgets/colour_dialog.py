"""A colour of one's own, in a dialog that the window goes on behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget

from studio.widgets.fields.inner_parts import name_colours


def colour_dialog(
    parent: QWidget, name: str, title: str, before: str, chosen: Callable[[QColor], object]
) -> QColorDialog:
    """Yet to be opened; begins with the colour `before` ("#rrggbb"), tells what was `chosen`, and is gone then."""
    dialog = QColorDialog(QColor(before), parent)
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name_colours(dialog)
    dialog.colorSelected.connect(chosen)
    return dialog
