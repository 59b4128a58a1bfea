"""Cards to choose one of, each with title, sentence and a line at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from studio import theme
from studio.widgets.keyboard.focus_ring import ring_focus

_HEIGHT = 112
_WIDEST = 280
_PAD = 12


@dataclass(frozen=True)
class Choice:
    """What a card says."""

    key: str
    title: str
    sentence: str
    foot: str
    amiss: bool = False
    """The foot is a warning."""


class ChoiceCard(QAbstractButton):
    """One of them; checked when chosen."""

    def __init__(self, name: str, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setMouseTracking(True)
        self.show_choice(choice)

    def show_choice(self, choice: Choice) -> None:
        """Say this."""
        self.choice = choice
        self.setText(choice.title)
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(f"{choice.sentence} {choice.foot}".strip())
        self.setToolTip(f"{choice.title}\n{choice.sentence}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, theme.scaled(_HEIGHT))

    def height_for(self, width: int) -> int:
        """px in which its sentence is whole."""
        metrics = QFontMetrics(theme.font(12))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        sentence = metrics.boundingRect(QRect(0, 0, width - 2 * _PAD, 1000), flags, self.choice.sentence).height()
        foot = metrics.height() + 4 if self.choice.foot else 0
        return max(theme.scaled(_HEIGHT), 2 * (_PAD - 2) + theme.scaled(22) + sentence + foot + 1)

    def nextCheckState(self) -> None:
        """A click chooses; nothing is chosen away."""
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(theme.RAISED if chosen or self.underMouse() else theme.PANEL))
        painter.setPen(QPen(QColor(theme.ACCENT if chosen else theme.PANEL), 1))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        inner = self.rect().adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2)
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.TEXT))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self.choice.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        text = QRect(inner.left(), inner.top() + theme.scaled(22), inner.width(), 0)
        text.setBottom(inner.bottom() - metrics.height() - 4)
        painter.setPen(QColor(theme.QUIET))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(text, int(flags), self.choice.sentence)
        painter.setPen(QColor(theme.AMBER if self.choice.amiss else theme.QUIET))
        foot = metrics.elidedText(self.choice.foot, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are the whole row's: a button would only hand the focus on."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class ChoiceCards(QWidget):
    """`chosen(key)` when the user chooses another. Arrow keys go from card to card; Tab enters at the chosen one."""

    chosen = Signal(str)

    def __init__(self, name: str, title: str, prefix: str, parent: QWidget | None = None) -> None:
        """`prefix` is what the cards' names begin with."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._prefix = prefix
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.UNIT)
        self._cards: list[ChoiceCard] = []
        self._gaps: list[QWidget] = []  # without them a row that is not full would be spaced otherwise
        self._columns = 0

    @property
    def key(self) -> str:
        """Of the chosen card, "" while there is none."""
        return next((card.choice.key for card in self._cards if card.isChecked()), "")

    @property
    def keys(self) -> list[str]:
        """Of all cards."""
        return [card.choice.key for card in self._cards]

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; what was chosen stays so."""
        if [choice.key for choice in choices] != self.keys:
            key = self.key
            for card in self._cards:
                card.hide()
                card.deleteLater()
            self._cards = [ChoiceCard(f"{self._prefix}.{choice.key}", choice) for choice in choices]
            for card in self._cards:
                card.clicked.connect(self._on_clicked)
            self._columns = 0
            self._arrange()
            self.choose(key)
        for card, choice in zip(self._cards, choices, strict=True):
            card.show_choice(choice)
        self._make_high()

    def choose(self, key: str) -> None:
        """Choose without saying so; "" for none of these."""
        for card in self._cards:
            card.setChecked(card.choice.key == key)
        at = next((card for card in self._cards if card.isChecked()), self._cards[0] if self._cards else None)
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is at else Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._make_high()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = max(1, self._columns)
        step = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns,
        }.get(Qt.Key(event.key()))  # fmt: skip
        at = next((index for index, card in enumerate(self._cards) if card is self.focusWidget()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self._cards):
            self._cards[at + step].setFocus()
            self._cards[at + step].click()

    def _arrange(self) -> None:
        columns = max(1, -(-self.width() // (_WIDEST + theme.UNIT)))
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for gap in self._gaps:
            gap.deleteLater()
        self._gaps = [QWidget() for _ in range(len(self._cards), columns)]
        for index, widget in enumerate([*self._cards, *self._gaps]):
            self._grid.addWidget(widget, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

    def _make_high(self) -> None:
        """All as high as the one with most to say."""
        if self._cards and self._columns:
            wide = (self.width() - (self._columns - 1) * self._grid.horizontalSpacing()) // self._columns
            high = max(card.height_for(wide) for card in self._cards)
            for card in self._cards:
                card.setFixedHeight(high)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, ChoiceCard):
            self.choose(card.choice.key)
            self.chosen.emit(card.choice.key)
