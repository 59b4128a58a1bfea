"""How the window looks: theme, what lies behind pictures, the size of text, whether anything moves by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QColorDialog

from studio import theme
from studio.preferences.page import SettingsPage
from studio.widgets.chips import ChipChoice
from studio.widgets.workspace import row

_THEMES = (("dark", "Dark"), ("light", "Light"), ("system", "As the system"))
_CANVASES = (("theme", "As the theme"), ("dark", "Dark"), ("middle", "Middle"), ("light", "Light"))
_GROUNDS = (("plain", "One colour"), ("light", "Light checkerboard"), ("dark", "Dark checkerboard"))
_SIZES = (90, 100, 110, 125, 150)


class AppearancePage(SettingsPage):
    """The first page of the settings."""

    key = "appearance"
    title = "Appearance"

    def build(self) -> None:
        self.theme = ChipChoice("settings.theme", "Theme", _THEMES)
        self.theme.chosen.connect(self._on_theme)
        self.add("Theme", self.theme)
        self.canvas = ChipChoice("settings.canvas", "Grey behind pictures", _CANVASES)
        self.canvas.chosen.connect(self._on_canvas)
        self.add(
            "Grey behind pictures", self.canvas,
            "Colours look lighter on dark and darker on light: take the one on which you judge your art.",
        )  # fmt: skip
        self.ground = ChipChoice("settings.ground", "Behind what is transparent", _GROUNDS)
        self.ground.chosen.connect(self._on_ground)
        self.colour = theme.make_button("Choose the colour…", "chip", name="settings.colour")
        self.colour.clicked.connect(self._ask_for_colour)
        self.add("Behind what is transparent", self.ground)
        self.column.addLayout(row([self.colour, None]))
        self.text = ChipChoice("settings.text", "Size of text", [(str(size), f"{size} %") for size in _SIZES])
        self.text.chosen.connect(self._on_text)
        self.add("Size of text", self.text, "Of words alone. Your system's own scaling enlarges everything.")
        self.still = QCheckBox("Reduced motion")
        self.still.setObjectName("settings.still")
        self.still.setAccessibleName("Reduced motion")
        self.still.toggled.connect(self._on_still)
        self.add("Motion", self.still, "The cursor does not blink, and menus are there at once.")
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
        dialog.setWindowTitle("Behind what is transparent")
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
