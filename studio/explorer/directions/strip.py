"""A found direction as a strip of pictures: the design from -2 to 2 along it, to look at, to take, to keep."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gan_engine.latent.directions import Direction, certainty_words, moved_along
from gan_engine.latent.point import Point
from studio import theme
from studio.engine_words import engine_words
from studio.explorer.directions.slider_row import amount_words
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.explorer.designs import DesignPictures

AMOUNTS = (-2.0, -1.0, 0.0, 1.0, 2.0)


class DirectionStrip(QWidget):
    """`keep_wanted(direction)`; `taken(direction, amount)` when a picture is clicked: under the name in its field."""

    keep_wanted = Signal(object)
    taken = Signal(object, float)

    def __init__(self, number: int, direction: Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"explore.find-directions.{number}"
        self.setObjectName(name)
        self.direction = direction
        self.points: Sequence[Point] = ()
        """The designs shown."""
        self.name_field = QLineEdit(direction.name)
        self.name_field.setObjectName(f"{name}.name")
        self.name_field.setAccessibleName(tr("Name of the direction"))
        self.name_field.setMaxLength(100)
        theme.set_scaled(self.name_field, width=160)
        self.name_field.returnPressed.connect(self._on_keep)
        self.keep_button = theme.make_button(tr("Keep"), name=f"{name}.keep", tip=tr("Give it a slider at the left"))
        self.keep_button.clicked.connect(self._on_keep)
        self.pictures = PictureList(
            f"{name}.pictures", tr("From −2 to 2 along {name}", name=direction.name), across=len(AMOUNTS)
        )
        self.pictures.chosen.connect(self._on_chosen)
        certainty = theme.make_label(engine_words(certainty_words(direction)), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.UNIT)
        column.setSpacing(theme.UNIT // 2)
        column.addLayout(row([self.name_field, certainty, None, self.keep_button]))
        column.addWidget(self.pictures)

    def set_design(self, design: Point) -> None:
        """Show this design along the direction."""
        try:
            self.points = [moved_along(design, self.direction, amount) for amount in AMOUNTS]
        except ValueError:  # it carries as many changes as it can hold
            self.points = []

    def show_pictures(self, pictures: DesignPictures) -> None:
        """Show what is drawn by now."""
        self.pictures.set_pictures(
            [
                ListedPicture(amount, amount_words(amount), pictures.picture(point), hard=pictures.hard)
                for amount, point in zip(AMOUNTS, self.points, strict=False)
            ]
        )

    def set_kept(self, name: str) -> None:
        """It has a slider already, which is called so; "" for none."""
        self.keep_button.setText(tr("Kept", meaning="already") if name else tr("Keep"))
        self.keep_button.setEnabled(not name)
        if name:
            self.name_field.setText(name)

    def _on_keep(self) -> None:
        if self.keep_button.isEnabled():
            self.keep_wanted.emit(self._named)

    def _on_chosen(self, amount: object) -> None:
        if isinstance(amount, float):
            self.taken.emit(self._named, amount)

    @property
    def _named(self) -> Direction:
        """Under the name in the field."""
        return self.direction.having(name=self.name_field.text().strip() or self.direction.name)
