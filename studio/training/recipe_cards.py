"""Recipes to choose from, each a card with its title and what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from studio import theme
from studio.workers.recipe_book import RecipeCard

_HEIGHT = 112
_WIDEST = 280
_PAD = 12


class RecipeButton(QAbstractButton):
    """One recipe; checked when chosen."""

    def __init__(self, card: RecipeCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"train.form.recipe.{card.name}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._note = ""
        self._amiss = False
        self.show_card(card, "")

    def show_card(self, card: RecipeCard, note: str, *, amiss: bool = False) -> None:
        """`note` stands at the foot; `amiss` writes it in amber."""
        self.card = card
        self._note, self._amiss = note, amiss
        self.setText(card.title)
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(f"{card.sentence} {note}".strip())
        self.setToolTip(card.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(theme.RAISED if chosen or self.underMouse() else theme.PANEL))
        edge = theme.ACCENT if chosen else (theme.QUIET if self.hasFocus() else theme.PANEL)
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        inner = self.rect().adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2)
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.TEXT))
        title = painter.fontMetrics().elidedText(self.card.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font(12))
        foot = painter.fontMetrics().height() + 4
        text = QRect(inner.left(), inner.top() + 22, inner.width(), inner.height() - 22 - foot)
        painter.setPen(QColor(theme.QUIET))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(text, int(flags), self.card.sentence)
        painter.setPen(QColor(theme.AMBER if self._amiss else theme.QUIET))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._note)

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


class RecipeCards(QWidget):
    """`chosen(name)` when the user chooses another. Arrow keys go from card to card."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.form.recipes")
        self.setAccessibleName("Recipe")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.UNIT)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._buttons: list[RecipeButton] = []
        self._columns = 0

    @property
    def name(self) -> str:
        """The name of the chosen recipe, "" while there is none."""
        return next((button.card.name for button in self._buttons if button.isChecked()), "")

    def set_cards(self, cards: Sequence[RecipeCard], size: int) -> None:
        """Show these; `size` is the dataset's, 0 if none is chosen."""
        if [card.name for card in cards] != [button.card.name for button in self._buttons]:
            name = self.name
            for button in self._buttons:
                self._group.removeButton(button)
                button.hide()
                button.deleteLater()
            self._buttons = [RecipeButton(card) for card in cards]
            for button in self._buttons:
                self._group.addButton(button)
            self._columns = 0
            self.choose(name or (cards[0].name if cards else ""))
            self._arrange()
        for button, card in zip(self._buttons, cards, strict=True):
            fits = not card.size or not size or card.size == size
            note = f"{card.family}, any size" if not card.size else f"{card.family}, {card.size} px"
            button.show_card(
                card, note if fits else f"made for {card.size} px, your dataset has {size} px", amiss=not fits
            )

    def choose(self, name: str) -> None:
        """Choose without saying so."""
        for button in self._buttons:
            if button.card.name == name:
                button.setChecked(True)

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is None or not self._buttons:
            super().keyPressEvent(event)
            return
        place = next((place for place, button in enumerate(self._buttons) if button.isChecked()), 0)
        button = self._buttons[(place + step) % len(self._buttons)]
        button.setFocus()
        button.click()

    def _arrange(self) -> None:
        columns = max(1, -(-self.width() // (_WIDEST + theme.UNIT)))
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.name)
