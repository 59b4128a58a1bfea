"""The look: colours that can be read, greys without hue, icons and fonts that are there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo

import resources
from studio import theme


@pytest.mark.parametrize(("text", "ground"), theme.PAIRS_READ)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert theme.contrast(text, ground) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert theme.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#123456", "#123456") == pytest.approx(1)


def test_greys_do_not_colour_the_art() -> None:
    for name in ("BAR", "BACKGROUND", "PANEL", "FIELD", "RAISED", "BUTTON", "HOVER", "LINE", "TRACK", "TEXT", "QUIET"):
        colour = QColor(getattr(theme, name))
        assert colour.red() == colour.green() == colour.blue(), name


def test_every_colour_of_the_style_sheet_is_a_constant() -> None:
    """Colours written out are allowed only where they are a shade of a state (red)."""
    text = resources.find("themes/studio.qss").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-fA-F]{6}\b", text)) <= {"#ffffff", "#4c2b2d", "#5c3436"}
    filled = theme.style_sheet()
    assert "$" not in filled
    for path in re.findall(r"url\(([^)]+)\)", filled):
        assert QSize(1, 1).isValid()
        assert path.endswith(".svg")
        assert resources.find(f"icons/{path.rsplit('/', 1)[1]}").is_file()


def test_the_font_is_ours_and_its_figures_are_of_one_width(dressed: object) -> None:
    from PySide6.QtGui import QFontMetricsF

    font = theme.font(13)
    assert QFontInfo(font).family().startswith("Inter")
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"), abs=0.01)


def test_an_icon_shows_something(dressed: object) -> None:
    image = theme.icon("compass", theme.ACCENT).pixmap(QSize(32, 32)).toImage()
    coloured = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert coloured
    assert coloured[0].name() == theme.ACCENT


def test_a_button_has_its_names(dressed: object) -> None:
    button = theme.make_button("Pause", "icon", name="train.pause", icon_name="pause", shortcut_hint="P")
    assert (button.objectName(), button.accessibleName(), button.text()) == ("train.pause", "Pause", "")
    assert button.toolTip() == "Pause  (P)"
    button.deleteLater()


def test_labels_never_show_markup(dressed: object) -> None:
    label = theme.make_label("<b>cat</b>.png")
    assert label.textFormat() == theme.Qt.TextFormat.PlainText
    label.deleteLater()
