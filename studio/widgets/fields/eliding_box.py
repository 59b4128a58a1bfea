"""Names that are shortened where there is no room for them: in a choice of one from a list, and by themselves."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)  # fmt: skip

from studio import theme
from studio.widgets.fields.inner_parts import name_list

_MARGINS = 8  # pixels
NAME_ROLE = Qt.ItemDataRole.UserRole + 9
"""How many letters at the beginning of a text are a name: that gives way before what stands behind it does."""
_LEAST_NAME = "m…"
_SPARE = 4
"""px between a text and the arrow."""


def shortened(text: str, metrics: QFontMetrics, room: int, mode: Qt.TextElideMode) -> str:
    """As much of a text as there is room for, px. In just the room that it asked for a text stays whole: Qt tells
    widths rounded, and shortens what is a third of a pixel wider."""
    return text if metrics.horizontalAdvance(text) <= room else metrics.elidedText(text, mode, room)


class ElidingBox(QComboBox):
    """Qt cuts a text that is too long off; here its middle gives way, since its end often says which it is, and the
    whole is in the tool tip then, before what else that says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""
        self.currentTextChanged.connect(self._tell)

    def setToolTip(self, tip: str) -> None:
        self._tip = tip
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def showPopup(self) -> None:
        name_list(self)
        super().showPopup()

    def _tell(self) -> None:
        whole = self.currentText()
        super().setToolTip("\n".join(filter(None, (whole if self.shown_text != whole else "", self._tip))))

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
        """As it is painted: a small picture before the text gives way to it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.fontMetrics().horizontalAdvance(option.currentText) > self._room(option):
            option.currentIcon = QIcon()
        return option

    def _room(self, option: QStyleOptionComboBox) -> int:
        """What a text has, px."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        icon = option.iconSize.width() + 4 if not option.currentIcon.isNull() else 0
        return field - icon - _SPARE

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        text, room = str(option.currentText), self._room(option)
        if letters := self.itemData(self.currentIndex(), NAME_ROLE):
            name, rest = text[:letters], text[letters:]
            alone = room - self.fontMetrics().horizontalAdvance(rest)
            if alone >= self.fontMetrics().horizontalAdvance(_LEAST_NAME):
                return shortened(name, self.fontMetrics(), alone, Qt.TextElideMode.ElideMiddle) + rest
        return shortened(text, self.fontMetrics(), room, Qt.TextElideMode.ElideMiddle)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = self._option()
        if self.currentIndex() < 0 and self.placeholderText():
            option.currentText = self.placeholderText()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ElidingLabel(QLabel):
    """Plain words that give way where there is no room for all of them; the whole is in the tool tip then.

    `least`: px, at the usual size of text, below which they do not go (they may be shorter by themselves).
    """

    def __init__(
        self, text: str = "", role: str = "", *, least: int = 140,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._least, self._mode = least, mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.scaled(self._least)), hint.height())

    @property
    def shown_text(self) -> str:
        """As much of the words as there is room for."""
        return shortened(self.text(), self.fontMetrics(), self.contentsRect().width(), self._mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.shown_text != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.palette(),
            self.isEnabled(), self.shown_text, self.foregroundRole(),
        )  # fmt: skip


class ElidingButton(QPushButton):
    """A button whose words give way at their end where there is no room for all of them: its tool tip says the whole.

    `least`: px, at the usual size of text, below which it does not go (it may be shorter by itself).
    """

    def __init__(self, kind: str, *, name: str, least: int) -> None:
        super().__init__()
        self._least = least
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.scaled(self._least)), hint.height())

    @property
    def shown_text(self) -> str:
        """As much of the words as there is room for."""
        room = self.width() - (self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text()))
        return shortened(self.text(), self.fontMetrics(), room, Qt.TextElideMode.ElideRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
