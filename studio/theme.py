"""The theme: colours, fonts, spacing, and helpers that make widgets in it.

What colours there are is said by the palettes (`studio/palettes.py`); here stands which of them is worn, and by each
role's name its colour now: `theme.TEXT`. Who paints asks each time, who keeps a colour keeps the role's name and asks
`colour`, and what can do neither listens to `worn.changed`. Widgets get their look from `resources/themes/studio.qss`,
which names the roles as `$BACKGROUND` and so on, and from two dynamic properties: `kind` on buttons
("primary", "plain", "quiet", "chip", "icon") and `role` on labels ("title", "heading", "section", "quiet",
"small").
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QImage,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

import resources
from studio.icons import make_icon
from studio.palettes import CANVASES, DARK, LIGHT, Canvas, Palette, Role, canvas_of
from studio.words import tr

# The roles of `Palette` and `Canvas`, looked up in those that are worn.
BAR: str
DIALOG: str
BACKGROUND: str
PANEL: str
FIELD: str
RAISED: str
BUTTON: str
HOVER: str
LINE: str
TRACK: str
HANDLE: str
EDGE: str
TEXT: str
QUIET: str
DISABLED: str
BRIGHT: str
ACCENT: str
ACCENT_HOVER: str
ACCENT_PRESSED: str
ACCENT_TINT: str
ON_TINT: str
ON_ACCENT: str
GREEN: str
AMBER: str
AMBER_TINT: str
RED: str
RED_TEXT: str
RED_TINT: str
RED_HOVER: str
RED_LINE: str
BLUE: str
THIRD: str
FOURTH: str
LABELS: tuple[str, ...]
KINDS: tuple[str, ...]
CANVAS: str
CANVAS_TEXT: str
CANVAS_QUIET: str
CANVAS_ACCENT: str
CANVAS_LINE: str
CANVAS_EMPTY: str

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

ON_ART = DARK.ACCENT
"""Marks over a picture: between dark edges, the same in both themes, as the art is."""
PAPER = "#f4f4f4"
"""What transparent art is shown on, unless the artist wants something else."""
_CHECKS = {"light": ("#ffffff", "#d4d4d4"), "dark": ("#3f3f3f", "#2c2c2c")}
_CHECK = 8  # pixels of one square
SMALLEST_TEXT, LARGEST_TEXT = 90, 150
"""Per cent."""
_PLAIN_COLOUR = re.compile(r"#[0-9a-f]{6}")
_HINT, _SHOWN = "hint", "hint-shown"
_ENTER = re.compile(r"\b(Return|Enter)\b")
_IN_TIP = "in-tip"
_SCALED = "scaled"
_OF_TEXT = re.compile(r"(font-size|min-height): (\d\d)px")


@dataclass(frozen=True)
class Look:
    """How the window looks and moves, as the artist has chosen. What it does not know counts as the usual."""

    theme: str = "dark"
    """"dark", "light", or "system"."""
    canvas: str = "theme"
    """Behind pictures: "dark", "middle", "light", or "theme" for the one that goes with it."""
    ground: str = "plain"
    """Behind what of a picture is transparent: a "light" or a "dark" checkerboard, or "plain" for `colour`."""
    colour: str = PAPER
    text: int = 100
    """Size of all text, in per cent."""
    still: bool = False
    """Nothing moves that was not moved by hand."""

    def known(self) -> Look:
        """The same, with whatever is not one of the choices as it usually is."""
        usual = Look()
        return Look(
            theme=self.theme if self.theme in ("dark", "light", "system") else usual.theme,
            canvas=self.canvas if self.canvas in ("theme", *CANVASES) else usual.canvas,
            ground=self.ground if self.ground in ("plain", *_CHECKS) else usual.ground,
            colour=self.colour if _PLAIN_COLOUR.fullmatch(self.colour) else usual.colour,
            text=min(LARGEST_TEXT, max(SMALLEST_TEXT, self.text)),
            still=self.still,
        )


class _Worn(QObject):
    """What is worn; `changed` when it is another look, after all widgets have it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()
        self.palette: Palette = DARK
        self.canvas: Canvas = canvas_of(DARK)
        self.keys: dict[tuple[str, str], str] = {}

    def keys_now(self, name: str, keys: str) -> str:
        """What the keys of a widget's command are now; its name begins with its place."""
        here, everywhere = (name.partition(".")[0], keys), ("", keys)
        return self.keys[here] if here in self.keys else self.keys.get(everywhere, keys)

    def put_on(self, look: Look) -> None:
        self.look = look.known()
        wanted = self.look.theme
        if wanted == "system":
            wanted = "light" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light else "dark"
        self.palette = LIGHT if wanted == "light" else DARK
        self.canvas = CANVASES.get(self.look.canvas) or canvas_of(self.palette)


worn = _Worn()

if not TYPE_CHECKING:  # to mypy the roles are those that are declared above, and no others

    def __getattr__(name: str) -> Any:
        if name.isupper():
            return getattr(worn.canvas if name.startswith("CANVAS") else worn.palette, name)
        raise AttributeError(name)


def wear(look: Look) -> None:
    """Change to another look, at once where the application is dressed already."""
    worn.put_on(look)
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.styleSheet():
        _dress(application)


def colour(role: str) -> str:
    """The colour of a role as it is worn now; a colour ("#rrggbb") is itself."""
    return role if role.startswith("#") else str(getattr(worn.palette, role))


def veil(colour: str, alpha: int = 40) -> QColor:
    """A colour ("#rrggbb") through which what lies below is seen: `alpha` of 255, usually as much as a region over art
    that is being chosen has."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def scaled(pixels: float) -> int:
    """A height that holds text, at the size that text has now."""
    return round(pixels * worn.look.text / 100)


def set_scaled(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Give a widget that holds text a fixed width or height, or both: in pixels at the usual size of text, and always
    at the size that text has."""
    widget.setProperty(_SCALED, QSize(width, height))
    _scale(widget)


def _scale(widget: QWidget) -> None:
    size = widget.property(_SCALED)
    if isinstance(size, QSize):
        if size.width():
            widget.setFixedWidth(scaled(size.width()))
        if size.height():
            widget.setFixedHeight(scaled(size.height()))


@cache
def _checks(name: str) -> QImage:
    image = QImage(2 * _CHECK, 2 * _CHECK, QImage.Format.Format_RGB32)
    one, other = (QColor(each) for each in _CHECKS[name])
    image.fill(one)
    painter = QPainter(image)
    painter.fillRect(_CHECK, 0, _CHECK, _CHECK, other)
    painter.fillRect(0, _CHECK, _CHECK, _CHECK, other)
    painter.end()
    return image


def paper() -> QBrush:
    """What transparent art is shown on; on any thread."""
    look = worn.look
    return QBrush(_checks(look.ground)) if look.ground in _CHECKS else QBrush(QColor(look.colour))


def style_sheet() -> str:
    """The style sheet with its colours filled in."""
    text = resources.find("themes/studio.qss").read_text(encoding="utf-8")
    values = {"RADIUS": RADIUS, "SCROLL_BAR": SCROLL_BAR, "ICONS": resources.find("icons").as_posix()}
    values |= {name: value for record in (worn.palette, worn.canvas) for name, value in asdict(record).items()}
    values["THEME"] = "light" if worn.palette is LIGHT else "dark"
    text = string.Template(text).substitute(values)
    return _OF_TEXT.sub(lambda found: f"{found[1]}: {scaled(int(found[2]))}px", text)


def paint_canvas(painter: QPainter, rect: QRect) -> None:
    """The grey that the artist wants behind pictures; nothing where the theme's own is to be seen."""
    if worn.look.canvas != "theme":
        painter.fillRect(rect, QColor(worn.canvas.CANVAS))


@cache
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
    made.setPixelSize(scaled(pixels))
    made.setWeight(weight)
    return made


def apply(application: QApplication, look: Look | None = None) -> None:
    """Dress the whole application: style, palette, font, style sheet. Once, before the first widget."""
    application.setStyle("Fusion")
    application.styleHints().colorSchemeChanged.connect(_on_system)
    worn.put_on(look or Look())
    _dress(application)


def _dress(application: QApplication) -> None:
    sheet = style_sheet()
    if application.styleSheet() != sheet:  # else only the ground behind pictures is another: a second less
        _dress_widgets(application, sheet)
    worn.changed.emit()
    for widget in application.allWidgets():
        widget.update()


def _dress_widgets(application: QApplication, sheet: str) -> None:
    """What Qt itself paints by: it lays every widget out anew."""
    application.setPalette(_qt_palette())
    base = QFont(_load_fonts() or application.font().family())
    base.setPixelSize(scaled(FONT_PIXELS))
    base.setFeature(QFont.Tag("tnum"), 1)
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setStyleSheet(
        ""
    )  # a sheet in place of another is given to each widget once for every widget it lies in
    application.setFont(base)
    application.setStyleSheet(sheet)
    for widget in application.allWidgets():
        _scale(widget)


def _on_system() -> None:
    """The system went from light to dark, or back."""
    if worn.look.theme == "system":
        wear(worn.look)


def _qt_palette() -> QPalette:
    """The palette behind the style sheet, for what Qt paints by itself."""
    made, colours = QPalette(), worn.palette
    roles = {
        QPalette.ColorRole.Window: colours.BAR,
        QPalette.ColorRole.WindowText: colours.TEXT,
        QPalette.ColorRole.Base: colours.FIELD,
        QPalette.ColorRole.AlternateBase: colours.PANEL,
        QPalette.ColorRole.ToolTipBase: colours.RAISED,
        QPalette.ColorRole.ToolTipText: colours.TEXT,
        QPalette.ColorRole.Text: colours.TEXT,
        QPalette.ColorRole.PlaceholderText: colours.QUIET,
        QPalette.ColorRole.Button: colours.BUTTON,
        QPalette.ColorRole.ButtonText: colours.TEXT,
        QPalette.ColorRole.BrightText: colours.TEXT,
        QPalette.ColorRole.Link: colours.ACCENT,
        QPalette.ColorRole.LinkVisited: colours.ACCENT,
        QPalette.ColorRole.Highlight: colours.ACCENT_TINT,
        QPalette.ColorRole.HighlightedText: colours.TEXT,
        QPalette.ColorRole.Accent: colours.ACCENT,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.DISABLED))
    return made


@cache
def icon(name: str, role: Role = "TEXT", *, on: Role | None = None, disabled: Role = "DISABLED") -> QIcon:
    """A Phosphor icon ("play", "squares-four") in the colour of a role, whichever theme is worn when it is painted;
    `on` is its colour while a checkable button is checked."""
    return make_icon(name, lambda: (colour(role), colour(on or role), colour(disabled)))


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
    keys: str = "",
    checkable: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button: "primary" (the one next step), "plain", "quiet" (words only), "name" (of what stands
    beside it), "chip" (round), "icon" (icon only).

    `name` is its objectName ("train.pause"). `shortcut_hint` is written small beside the text; it does not
    make the shortcut. `keys` are written behind the tool tip alone. An "icon" button shows no text: it is its
    accessible name and tool tip.
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
            icon(icon_name, "ON_ACCENT" if kind == "primary" else "TEXT", on="ACCENT" if kind != "primary" else None)
        )
        button.setIconSize(QSize(16, 16))
    set_tip(button, tip or (text if kind == "icon" else ""), keys)
    if shortcut_hint:
        set_hint(button, shortcut_hint)
    return button


def native_keys(keys: str) -> str:
    """Keys ("Ctrl+E") as the system and its language write them ("⌘E", "Strg+E"); Enter as in every sentence, though Qt
    has other names for the two there are."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    return _ENTER.sub(tr("Enter"), native)


def set_tip(widget: QWidget, tip: str, keys: str = "") -> None:
    """Give a widget a tool tip, and behind it `keys`, those that a command comes with: as they are now, and anew
    whenever they change."""
    widget.setToolTip(tip)
    widget.setProperty(_IN_TIP, True)
    widget.setProperty(_HINT, keys)
    _show_hint(widget, str(widget.property(_SHOWN) or ""), worn.keys_now(widget.objectName(), keys))


def with_keys(tip: str, name: str, keys: str) -> str:
    """A tool tip of what is no widget, with the keys of a command behind it; its `name` begins with its place."""
    now = worn.keys_now(name, keys)
    return f"{tip}  ({native_keys(now)})" if now else tip


def set_hint(widget: QWidget, keys: str) -> None:
    """Write `keys`, those that a command comes with, behind a widget's tool tip and behind a button's words: as they
    are now, and anew whenever they change."""
    widget.setProperty(_IN_TIP, None)
    widget.setProperty(_HINT, keys)
    _show_hint(widget, str(widget.property(_SHOWN) or ""), worn.keys_now(widget.objectName(), keys))


def give_keys(keys: Mapping[tuple[str, str], str]) -> None:
    """Say which keys are others now: by the place where they are live ("curate", "" for everywhere) and as they came,
    as they are; "" for none."""
    if keys == worn.keys:
        return
    worn.keys = dict(keys)
    for widget in QApplication.allWidgets():
        if own := widget.property(_HINT):
            _show_hint(widget, str(widget.property(_SHOWN) or ""), worn.keys_now(widget.objectName(), str(own)))


def _show_hint(widget: QWidget, before: str, now: str) -> None:
    now = native_keys(now)
    widget.setProperty(_SHOWN, now)
    tip = widget.toolTip().removesuffix(f"  ({before})") if before else widget.toolTip()
    widget.setToolTip(f"{tip}  ({now})" if tip and now else tip)
    if isinstance(widget, QPushButton) and widget.text() and not widget.property(_IN_TIP):
        text = widget.text().removesuffix(f"   {before}") if before else widget.text()
        widget.setText(f"{text}   {now}" if now else text)
    widget.update()


class _Column(QLabel):
    """A label as wide as others above and below it, at every size of text; wider where its words need it."""

    def __init__(self, width: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(scaled(self._width), hint.width()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


def make_label(
    text: str = "", role: str = "", *, wrap: bool = False, width: int | None = None, parent: QWidget | None = None
) -> QLabel:
    """A label: role "" plain, "title" (20 px), "heading" (semibold), "section" (small capitals), "quiet", "small".

    `width`: of a column of labels, in pixels at the usual size of text. Text is shown as it is, never as markup: names
    of files and projects come from outside.
    """
    label = QLabel(parent) if width is None else _Column(width, parent)
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
