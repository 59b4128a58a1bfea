"""How the window looks: theme, what lies behind pictures, the size of text, whether anything moves by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QColorDialog

from studio import theme
from studio.preferences.page import SettingsPage
from studio.widgets.chips import ChipChoice
from studio.widgets.colour_dialog import colour_dialog
from studio.widgets.workspace import row
from studio.words import tr

_SIZES = (90, 100, 110, 125, 150)


class AppearancePage(SettingsPage):
    """The first page of the settings."""

    key = "appearance"

    @property
    def title(self) -> str:
        return tr("Appearance")

    def build(self) -> None:
        dark, light = tr("Dark"), tr("Light")
        themes = (("dark", dark), ("light", light), ("system", tr("As the system")))
        self.theme = ChipChoice("settings.theme", tr("Theme"), themes)
        self.theme.chosen.connect(self._on_theme)
        self.add(tr("Theme"), self.theme)
        greys = (("theme", tr("As the theme")), ("dark", dark), ("middle", tr("Middle")), ("light", light))
        self.canvas = ChipChoice("settings.canvas", tr("Grey behind pictures"), greys)
        self.canvas.chosen.connect(self._on_canvas)
        self.add(
            tr("Grey behind pictures"), self.canvas,
            tr("Colours look lighter on dark and darker on light: take the one on which you judge your art."),
        )  # fmt: skip
        grounds = (
            ("plain", tr("One colour")), ("light", tr("Light checkerboard")),
            ("dark", tr("Dark checkerboard")),
        )  # fmt: skip
        self.ground = ChipChoice("settings.ground", tr("Behind what is transparent"), grounds)
        self.ground.chosen.connect(self._on_ground)
        self.colour = theme.make_button(tr("Choose the colour…"), "chip", name="settings.colour")
        self.colour.clicked.connect(self._ask_for_colour)
        self.add(tr("Behind what is transparent"), self.ground)
        self.column.addLayout(row([self.colour, None]))
        self.text = ChipChoice("settings.text", tr("Size of text"), [(str(size), f"{size} %") for size in _SIZES])
        self.text.chosen.connect(self._on_text)
        sentence = tr("Of words alone. Your system's own scaling enlarges everything.")
        self.add(tr("Size of text"), self.text, sentence)
        self.still = QCheckBox(tr("Reduced motion"))
        self.still.setObjectName("settings.still")
        self.still.setAccessibleName(tr("Reduced motion"))
        self.still.toggled.connect(self._on_still)
        self.add(tr("Motion"), self.still, tr("The cursor does not blink, and menus are there at once."))
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
        before = self.preferences.choices.look.colour
        dialog = colour_dialog(
            self, "settings.colour-dialog", tr("Behind what is transparent"), before, self._on_colour
        )
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
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
