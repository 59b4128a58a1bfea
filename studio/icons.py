"""Icons: glyphs of the Phosphor font that comes with qtawesome, painted sharp at any size and in any colour.

Only the font is used, not the package: importing it brings a dozen fonts and half of Qt, a fifth of the time in
which the window is to be up.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

if TYPE_CHECKING:
    import qtawesome  # noqa: F401 - never imported; bundlers see by this line that its font is needed


@cache
def _glyphs() -> tuple[str, dict[str, str]]:
    """The family of the font, and each icon's letter by name."""
    package = importlib.util.find_spec("qtawesome")
    if package is None or package.origin is None:
        raise FileNotFoundError("The icon font is missing: the installation is incomplete.")
    folder = Path(package.origin).parent / "fonts"
    font, charmap = next(folder.glob("phosphor-*.ttf")), next(folder.glob("phosphor-charmap-*.json"))
    number = QFontDatabase.addApplicationFont(str(font))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    letters = json.loads(charmap.read_text(encoding="utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in letters.items()}


class _Glyph(QIconEngine):
    """One letter of the icon font in the colours of a button's states."""

    def __init__(self, letter: str, colours: Callable[[], tuple[str, str, str]]) -> None:
        super().__init__()
        self._letter = letter
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour, on, disabled = self._colours()
        if mode == QIcon.Mode.Disabled:
            colour = disabled
        elif state == QIcon.State.On:
            colour = on
        font = QFont(_glyphs()[0])
        font.setPixelSize(max(1, rect.height()))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Glyph(self._letter, self._colours)


def make_icon(name: str, colours: Callable[[], tuple[str, str, str]]) -> QIcon:
    """The icon of a Phosphor name. Raises `KeyError`.

    `colours` is asked whenever it is painted: the usual one, that of a checkable button that is checked, and that of
    one that can do nothing.
    """
    return QIcon(_Glyph(_glyphs()[1][name], colours))
