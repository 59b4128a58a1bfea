"""The rail at the left: buttons for the four workspaces."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.words import tr

_BUTTON = 60


class RailButton(QAbstractButton):
    """An icon over a word; lit while its workspace is in front."""

    def __init__(self, name: str, text: str, icon_name: str, shortcut: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        theme.set_hint(self, shortcut)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._quiet = theme.icon(icon_name, "QUIET")
        self._lit = theme.icon(icon_name, "ACCENT")
        self._off = theme.icon(icon_name, "HANDLE")

        self._marked = False

    def sizeHint(self) -> QSize:
        return QSize(max(_BUTTON, theme.scaled(_BUTTON)), max(_BUTTON, theme.scaled(_BUTTON)))

    def mark(self, words: str) -> None:
        """Show a dot that stands for these words; "" takes it away."""
        self._marked = bool(words)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED if self.isChecked() else theme.PANEL))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        icon = self._lit if self.isChecked() else self._quiet if self.isEnabled() else self._off
        middle = self.width() // 2
        icon.paint(painter, QRect(middle - 10, 10, 20, 20))
        if self._marked:
            painter.setPen(QPen(QColor(theme.BAR), 2))
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(QRect(middle + 7, 6, 10, 10))
        painter.setFont(theme.font(11))
        colour = theme.TEXT if self.isChecked() else theme.QUIET if self.isEnabled() else theme.DISABLED
        painter.setPen(QColor(colour))
        painter.drawText(QRect(0, 34, self.width(), self.height() - 42), Qt.AlignmentFlag.AlignCenter, self.text())

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


class Rail(QWidget):
    """`chosen(name)` when the user goes to another workspace."""

    chosen = Signal(str)

    def __init__(self, workspaces: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`workspaces`: (name, title, icon name) of each workspace, from the top."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        for number, (name, title, icon_name) in enumerate(workspaces, 1):
            button = RailButton(f"rail.{name}", tr(title), icon_name, f"Ctrl+{number}")
            self._buttons[name] = button
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, name: str) -> None:
        """Light a workspace without saying so."""
        self._buttons[name].setChecked(True)

    def mark(self, name: str, words: str) -> None:
        """There is something new in a workspace; with "" no longer."""
        self._buttons[name].mark(words)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName().removeprefix("rail."))

    def sizeHint(self) -> QSize:
        return QSize(max(theme.RAIL_WIDTH, theme.scaled(theme.RAIL_WIDTH)), 300)
