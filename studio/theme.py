"""The theme: colours, fonts, spacing, and helpers that make widgets in it.

Greys carry no hue, so that they do not colour the art; one accent says what is chosen, running, or the one
next step; green, amber and red are for states only. Widgets get their look from `resources/themes/studio.qss`,
which names these constants as `$BACKGROUND` and so on, and from two dynamic properties: `kind` on buttons
("primary", "plain", "quiet", "chip", "icon") and `role` on labels ("title", "heading", "section", "quiet",
"small"). Painted widgets use the constants themselves.
"""

from __future__ import annotations

import string
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

import resources
from studio.icons import make_icon

BAR = "#1f1f1f"
"""Header, rail and status bar: the background of the window."""
BACKGROUND = "#232323"
"""The middle of a workspace, under the pictures."""
PANEL = "#282828"
"""Panels at the sides and the strip below."""
FIELD = "#2b2b2b"
"""Fields to type into, and chips in the header."""
RAISED = "#323232"
"""Chips, cards, menus."""
BUTTON = "#3a3a3a"
"""Buttons, and the chosen row of a list."""
HOVER = "#454545"
LINE = "#3c3c3c"
TRACK = "#4a4a4a"
"""The empty part of a slider or a progress bar."""
HANDLE = "#5c5c5c"
"""The handle of a scroll bar."""

TEXT = "#e8e8e8"
QUIET = "#a3a3a3"
DISABLED = "#757575"

ACCENT = "#db8a5c"
ACCENT_HOVER = "#e59a6e"
ACCENT_PRESSED = "#c97a4d"
ACCENT_TINT = "#4a3a31"
"""The background of a chosen chip."""
ON_TINT = "#f2b998"
"""Text on `ACCENT_TINT`."""
ON_ACCENT = "#1f1f1f"
"""Text on `ACCENT`."""

GREEN = "#7fb069"
AMBER = "#f0d08a"
AMBER_TINT = "#3a3325"
RED = "#e5484d"
RED_TEXT = "#ff8b8e"
RED_TINT = "#3d2526"
BLUE = "#7aa7e0"
"""The second line of a plot; nowhere else."""

LABELS = ("#cc6f68", "#d99a52", "#cdc06a", "#7fb069", "#5fb0a2", "#7298cf", "#9a83c6", "#c785ab")
"""The colours that artists label designs with, 1 to 8: apart from each other, none louder than the art."""

PAPER = "#f4f4f4"
"""What transparent art is shown on."""

UNIT = 8
"""The grid everything stands on, in device-independent pixels; gaps are 4, 8, 16 or 24."""
RADIUS = 4
HEADER_HEIGHT = 48
STATUS_HEIGHT = 28
RAIL_WIDTH = 72
SIDE_WIDTH = 216
INSPECTOR_WIDTH = 304
SCROLL_BAR = 10
FONT_PIXELS = 13

PAIRS_READ = (
    (TEXT, BAR), (TEXT, BACKGROUND), (TEXT, PANEL), (TEXT, FIELD), (TEXT, RAISED), (TEXT, BUTTON), (TEXT, HOVER),
    (QUIET, BAR), (QUIET, BACKGROUND), (QUIET, PANEL), (QUIET, FIELD), (QUIET, RAISED), (QUIET, BUTTON),
    (ON_TINT, ACCENT_TINT), (ON_ACCENT, ACCENT), (ON_ACCENT, ACCENT_HOVER), (ON_ACCENT, ACCENT_PRESSED),
    (AMBER, AMBER_TINT), (TEXT, AMBER_TINT), (RED_TEXT, RED_TINT), (TEXT, RED_TINT), (RED_TEXT, BAR), (RED_TEXT, PANEL),
    (GREEN, PANEL), (GREEN, BAR), (ACCENT, BAR), (ACCENT, PANEL), (ACCENT, BACKGROUND), (AMBER, PANEL),
)  # fmt: skip
"""Every pair of text and background in use: each is at least 4.5 to 1 (the tests measure them)."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""

    def luminance(colour: str) -> float:
        linear: list[float] = []
        made = QColor(colour)
        for channel in (made.redF(), made.greenF(), made.blueF()):
            linear.append(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet() -> str:
    """The style sheet with its colours filled in."""
    text = resources.find("themes/studio.qss").read_text(encoding="utf-8")
    colours = {name: value for name, value in globals().items() if name.isupper() and isinstance(value, str | int)}
    colours["ICONS"] = resources.find("icons").as_posix()
    return string.Template(text).substitute(colours)


def _load_fonts() -> str:
    """Load Inter from the resources; the family to use, "" for the system's own."""
    family = ""
    for name in ("Regular", "Medium", "SemiBold", "Bold"):
        number = QFontDatabase.addApplicationFont(str(resources.find(f"fonts/Inter-{name}.otf")))
        if number >= 0 and name == "Regular":
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return family


def font(pixels: int = FONT_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The studio's font at a size, figures all of one width so that numbers do not dance."""
    made = QFont(QApplication.font())
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def apply(application: QApplication) -> None:
    """Dress the whole application: style, palette, font, style sheet. Once, before the first widget."""
    application.setStyle("Fusion")
    application.setPalette(palette())
    base = QFont(_load_fonts() or application.font().family())
    base.setPixelSize(FONT_PIXELS)
    base.setFeature(QFont.Tag("tnum"), 1)
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(base)
    application.setStyleSheet(style_sheet())


def palette() -> QPalette:
    """The palette behind the style sheet, for what Qt paints by itself."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: BAR,
        QPalette.ColorRole.WindowText: TEXT,
        QPalette.ColorRole.Base: FIELD,
        QPalette.ColorRole.AlternateBase: PANEL,
        QPalette.ColorRole.ToolTipBase: RAISED,
        QPalette.ColorRole.ToolTipText: TEXT,
        QPalette.ColorRole.Text: TEXT,
        QPalette.ColorRole.PlaceholderText: QUIET,
        QPalette.ColorRole.Button: BUTTON,
        QPalette.ColorRole.ButtonText: TEXT,
        QPalette.ColorRole.BrightText: TEXT,
        QPalette.ColorRole.Link: ACCENT,
        QPalette.ColorRole.LinkVisited: ACCENT,
        QPalette.ColorRole.Highlight: ACCENT_TINT,
        QPalette.ColorRole.HighlightedText: TEXT,
        QPalette.ColorRole.Accent: ACCENT,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED))
    return made


@cache
def icon(name: str, colour: str = TEXT, *, on: str = "", disabled: str = DISABLED) -> QIcon:
    """A Phosphor icon ("play", "squares-four"); `on` is its colour while a checkable button is checked."""
    return make_icon(name, colour, on or colour, disabled)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a dynamic property that has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads, and restyle if it is new."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def make_button(
    text: str,
    kind: str = "plain",
    *,
    name: str,
    icon_name: str = "",
    shortcut_hint: str = "",
    tip: str = "",
    checkable: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button: "primary" (the one next step), "plain", "quiet" (words only), "name" (of what stands
    beside it), "chip" (round), "icon" (icon only).

    `name` is its objectName ("train.pause"). `shortcut_hint` is written small beside the text; it does not
    make the shortcut. An "icon" button shows no text: it is its accessible name and tool tip.
    """
    button = QPushButton("" if kind == "icon" else text, parent)
    button.setObjectName(name)
    button.setProperty("kind", kind)
    button.setAccessibleName(text)
    button.setCheckable(checkable)
    button.setCursor(Qt.CursorShape.PointingHandCursor if kind == "chip" else Qt.CursorShape.ArrowCursor)
    button.setAutoDefault(False)
    if kind == "icon":
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon_name:
        button.setIcon(
            icon(icon_name, ON_ACCENT if kind == "primary" else TEXT, on=ACCENT if kind != "primary" else "")
        )
        button.setIconSize(QSize(16, 16))
    if shortcut_hint and kind != "icon":
        button.setText(f"{text}   {shortcut_hint}")
    said = tip or (text if kind == "icon" else "")
    if said:
        button.setToolTip(f"{said}  ({shortcut_hint})" if shortcut_hint else said)
    return button


def make_label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label: role "" plain, "title" (20 px), "heading" (semibold), "section" (small capitals), "quiet", "small".

    Text is shown as it is, never as markup: names of files and projects come from outside.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    label.setText(text.upper() if role == "section" else text)
    return label


def make_line(parent: QWidget | None = None) -> QFrame:
    """A hairline across a panel, where a gap will not do."""
    line = QFrame(parent)
    line.setFixedHeight(1)
    line.setProperty("role", "line")
    return line
