"""How the window looks: theme, what lies behind pictures, the size of text, whether anything moves by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QColorDialog

from studio import theme
from studio.preferences.page import SettingsPage
from studio.widgets.chips import ChipChoice
from studio.widgets.workspace import row

_SIZES = (90, 100, 110, 125, 150)


class AppearancePage(SettingsPage):
    """The first page of the settings."""

    key = "appearance"

    @property
    def title(self) -> str:
        return self.tr("Appearance")

    def build(self) -> None:
        dark, light = self.tr("Dark"), self.tr("Light")
        themes = (("dark", dark), ("light", light), ("system", self.tr("As the system")))
        self.theme = ChipChoice("settings.theme", self.tr("Theme"), themes)
        self.theme.chosen.connect(self._on_theme)
        self.add(self.tr("Theme"), self.theme)
        greys = (("theme", self.tr("As the theme")), ("dark", dark), ("middle", self.tr("Middle")), ("light", light))
        self.canvas = ChipChoice("settings.canvas", self.tr("Grey behind pictures"), greys)
        self.canvas.chosen.connect(self._on_canvas)
        self.add(
            self.tr("Grey behind pictures"), self.canvas,
            self.tr("Colours look lighter on dark and darker on light: take the one on which you judge your art."),
        )  # fmt: skip
        grounds = (
            ("plain", self.tr("One colour")), ("light", self.tr("Light checkerboard")),
            ("dark", self.tr("Dark checkerboard")),
        )  # fmt: skip
        self.ground = ChipChoice("settings.ground", self.tr("Behind what is transparent"), grounds)
        self.ground.chosen.connect(self._on_ground)
        self.colour = theme.make_button(self.tr("Choose the colour…"), "chip", name="settings.colour")
        self.colour.clicked.connect(self._ask_for_colour)
        self.add(self.tr("Behind what is transparent"), self.ground)
        self.column.addLayout(row([self.colour, None]))
        self.text = ChipChoice("settings.text", self.tr("Size of text"), [(str(size), f"{size} %") for size in _SIZES])
        self.text.chosen.connect(self._on_text)
        sentence = self.tr("Of words alone. Your system's own scaling enlarges everything.")
        self.add(self.tr("Size of text"), self.text, sentence)
        self.still = QCheckBox(self.tr("Reduced motion"))
        self.still.setObjectName("settings.still")
        self.still.setAccessibleName(self.tr("Reduced motion"))
        self.still.toggled.connect(self._on_still)
        self.add(self.tr("Motion"), self.still, self.tr("The cursor does not blink, and menus are there at once."))
        self.column.addStretch(1)

    def show_choices(self) -> None:
        look = self.preferences.choices.look
        self.theme.choose(look.theme)
        self.canvas.choose(look.canvas)
        self.ground.choose(look.ground)
        self.colour.setVisible(look.ground == "plain")
        self.colour.setIcon(_swatch(look.colour))
        self.colour.setAccessibleDescription(look.colour)
        self.text.choose(str(min(_SIZES, key=lambda size: abs(size - look.text))))
        self.still.setChecked(look.still)

    def _on_theme(self, key: str) -> None:
        self.preferences.choose_look(theme=key)

    def _on_canvas(self, key: str) -> None:
        self.preferences.choose_look(canvas=key)

    def _on_ground(self, key: str) -> None:
        self.preferences.choose_look(ground=key)

    def _on_text(self, key: str) -> None:
        self.preferences.choose_look(text=int(key))

    def _on_still(self, on: bool) -> None:
        self.preferences.choose_look(still=on)

    def _ask_for_colour(self) -> None:
        dialog = QColorDialog(QColor(self.preferences.choices.look.colour), self)
        dialog.setObjectName("settings.colour-dialog")
        dialog.setWindowTitle(self.tr("Behind what is transparent"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self._on_colour)
        dialog.open()

    def _on_colour(self, colour: QColor) -> None:
        self.preferences.choose_look(colour=colour.name())


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(QSize(16, 16))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.EDGE))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(1, 1, 13, 13, 3, 3)
    painter.end()
    return QIcon(pixmap)
