"""A small dialog that asks for a name: of a collection, of a filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.project.saved_filters import MOST_NAME
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr


class NameDialog(Dialog):
    """`named(name)` when a name was entered."""

    named = Signal(str)

    def __init__(self, name: str, title: str, note: str, action: str, present: str = "", parent: QWidget | None = None):
        """`present`: the name it has now."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(title, "title"))
        column.addWidget(theme.make_label(note, "quiet", wrap=True))
        self.field = QLineEdit(present)
        self.field.setObjectName(f"{name}.name")
        self.field.setAccessibleName(tr("Name"))
        self.field.setMaxLength(MOST_NAME)
        self.field.selectAll()
        self.field.textChanged.connect(self._look)
        column.addWidget(self.field)
        column.addSpacing(theme.UNIT)
        self.act = theme.make_button(action, "primary", name=f"{name}.act")
        self.act.setDefault(True)
        self.act.clicked.connect(self._accept)
        cancel = theme.make_button(tr("Cancel"), name=f"{name}.cancel")
        cancel.clicked.connect(self.reject)
        column.addLayout(row([None, cancel, self.act]))
        self._look()

    def _look(self, text: str = "") -> None:
        self.act.setEnabled(bool(self.field.text().strip()))

    def _accept(self) -> None:
        name = " ".join(self.field.text().split())
        self.accept()
        self.named.emit(name)
