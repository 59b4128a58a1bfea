"""A choice of one from a list whose text is shortened where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_MARGINS = 8  # pixels


class ElidingBox(QComboBox):
    """Qt cuts a text that is too long off; here its middle gives way, since its end often says which it is."""

    def sizeHint(self) -> QSize:
        """Room for the longest text: Qt forgets the margins that a theme's own arrow leaves beside it."""
        return super().sizeHint() + QSize(_MARGINS, 0)

    @property
    def shown_text(self) -> str:
        """As it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._shortened(option)

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        icon = option.iconSize.width() + 4 if not option.currentIcon.isNull() else 0
        text = str(option.currentText)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room - icon - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0 and self.placeholderText():
            option.currentText = self.placeholderText()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
