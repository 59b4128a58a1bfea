"""A choice of one from a list whose text is shortened where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_MARGINS = 8  # pixels
_SPARE = 4
"""px between a text and the arrow."""


class ElidingBox(QComboBox):
    """Qt cuts a text that is too long off; here its middle gives way, since its end often says which it is."""

    def sizeHint(self) -> QSize:
        """Room for the longest text: Qt forgets the margins that a theme's own arrow leaves beside it."""
        return super().sizeHint() + QSize(_MARGINS, 0)

    @property
    def whole_width(self) -> int:
        """How wide it has to be to show each of its texts whole, px."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0
        )
        return longest + self.width() - self._room(self._option())

    @property
    def shown_text(self) -> str:
        """As it is painted."""
        return self._shortened(self._option())

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionComboBox) -> int:
        """What a text has, px."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        icon = option.iconSize.width() + 4 if not option.currentIcon.isNull() else 0
        return field - icon - _SPARE

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        text = str(option.currentText)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, self._room(option))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = self._option()
        if self.currentIndex() < 0 and self.placeholderText():
            option.currentText = self.placeholderText()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
