"""The colours of the two themes and of the canvas, by what they are for, and how well they can be read.

Greys carry no hue, so that they do not colour the art; one accent says what is chosen, running, or the one
next step; green, amber and red are for states only. Art itself is never tinted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal[
    "BAR", "DIALOG", "BACKGROUND", "PANEL", "FIELD", "RAISED", "BUTTON", "HOVER", "LINE", "TRACK", "HANDLE", "EDGE",
    "TEXT", "QUIET", "DISABLED", "BRIGHT", "ACCENT", "ACCENT_HOVER", "ACCENT_PRESSED", "ACCENT_TINT", "ON_TINT",
    "ON_ACCENT",
    "GREEN", "AMBER", "AMBER_TINT", "RED", "RED_TEXT", "RED_TINT", "RED_HOVER", "RED_LINE", "BLUE", "THIRD", "FOURTH",
]  # fmt: skip
"""What a colour is for."""

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Palette:
    """One theme: a colour ("#rrggbb") for each role."""

    BAR: str
    """Header, rail and status bar: the background of the window."""
    DIALOG: str
    """Behind what is asked over the window."""
    BACKGROUND: str
    """The middle of a workspace, where no pictures are."""
    PANEL: str
    """Panels at the sides and the strip below."""
    FIELD: str
    """Chips in the header, and what lies in a panel."""
    RAISED: str
    """Fields to type into, chips, cards, menus."""
    BUTTON: str
    """Buttons, and the chosen row of a list."""
    HOVER: str
    LINE: str
    TRACK: str
    """The empty part of a slider or a progress bar."""
    HANDLE: str
    """The handle of a scroll bar."""
    EDGE: str
    """The edge by which a check box is seen."""

    TEXT: str
    QUIET: str
    DISABLED: str
    BRIGHT: str
    """A handle under the pointer: beyond `TEXT`."""

    ACCENT: str
    ACCENT_HOVER: str
    ACCENT_PRESSED: str
    ACCENT_TINT: str
    """The background of a chosen chip."""
    ON_TINT: str
    """Text on `ACCENT_TINT`."""
    ON_ACCENT: str
    """Text on `ACCENT`."""

    GREEN: str
    AMBER: str
    AMBER_TINT: str
    RED: str
    RED_TEXT: str
    RED_TINT: str
    RED_HOVER: str
    """`RED_TINT` under the pointer."""
    RED_LINE: str
    """Around an error."""
    BLUE: str
    """The second line of a plot; nowhere else."""
    THIRD: str
    """Greys for curves beyond the two that carry colour."""
    FOURTH: str

    LABELS: tuple[str, ...]
    """What artists label designs with, 1 to 8: apart from each other, none louder than the art."""
    KINDS: tuple[str, ...]
    """Of classes and groups on the map: told apart on grey, none of them the accent, which says what is chosen."""


DARK = Palette(
    BAR="#1f1f1f", DIALOG="#1f1f1f", BACKGROUND="#232323", PANEL="#282828", FIELD="#2b2b2b", RAISED="#323232",
    BUTTON="#3a3a3a", HOVER="#454545", LINE="#3c3c3c", TRACK="#4a4a4a", HANDLE="#5c5c5c", EDGE="#858585",
    TEXT="#e8e8e8", QUIET="#a3a3a3", DISABLED="#757575", BRIGHT="#ffffff",
    ACCENT="#db8a5c", ACCENT_HOVER="#e59a6e", ACCENT_PRESSED="#c97a4d", ACCENT_TINT="#4a3a31", ON_TINT="#f2b998",
    ON_ACCENT="#1f1f1f",
    GREEN="#7fb069", AMBER="#f0d08a", AMBER_TINT="#3a3325",
    RED="#e5484d", RED_TEXT="#ff8b8e", RED_TINT="#3d2526", RED_HOVER="#4c2b2d", RED_LINE="#5c3436",
    BLUE="#7aa7e0", THIRD="#c9c9c9", FOURTH="#8f8f8f",
    LABELS=("#cc6f68", "#d99a52", "#cdc06a", "#7fb069", "#5fb0a2", "#7298cf", "#9a83c6", "#c785ab"),
    KINDS=(
        "#7aa7e0", "#7fb069", "#f0d08a", "#c58be0", "#e58aa8", "#6cc7c0", "#d9a066", "#a8b545", "#8f95e8", "#e0746a",
        "#5fa8c8", "#b9a3d0",
    ),
)  # fmt: skip

LIGHT = Palette(
    BAR="#dedede", DIALOG="#ececec", BACKGROUND="#e6e6e6", PANEL="#efefef", FIELD="#f4f4f4", RAISED="#fafafa",
    BUTTON="#d5d5d5", HOVER="#c8c8c8", LINE="#cccccc", TRACK="#bdbdbd", HANDLE="#a6a6a6", EDGE="#6f6f6f",
    TEXT="#1c1c1c", QUIET="#575757", DISABLED="#8c8c8c", BRIGHT="#000000",
    ACCENT="#9a4a24", ACCENT_HOVER="#aa552c", ACCENT_PRESSED="#843c1a", ACCENT_TINT="#f0d5c6", ON_TINT="#77340f",
    ON_ACCENT="#ffffff",
    GREEN="#38662a", AMBER="#6e4f00", AMBER_TINT="#f5e7c2",
    RED="#c4282e", RED_TEXT="#a01d22", RED_TINT="#f6dcdc", RED_HOVER="#eecaca", RED_LINE="#d59a9b",
    BLUE="#2b5c9b", THIRD="#3d3d3d", FOURTH="#6e6e6e",
    LABELS=("#a84741", "#935a12", "#6d6414", "#3f6f2e", "#226f63", "#3f68a6", "#6a52a3", "#984a78"),
    KINDS=(
        "#2f65a8", "#3f7a2c", "#8a6a00", "#8443a8", "#b03a63", "#14756d", "#9a5c14", "#5f6b00", "#4a50c0", "#b03a30",
        "#1f6f94", "#6f5590",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Canvas:
    """The grey behind pictures, and what is drawn on it: it is the artist's own choice, whatever the theme."""

    CANVAS: str
    """Behind the pictures."""
    CANVAS_TEXT: str
    """Names below them."""
    CANVAS_QUIET: str
    CANVAS_ACCENT: str
    """Around what is chosen."""
    CANVAS_LINE: str
    """Around what the pointer is over."""
    CANVAS_EMPTY: str
    """In the place of a picture that is yet to come."""


CANVASES = {
    "dark": Canvas("#232323", "#e8e8e8", "#a3a3a3", "#db8a5c", "#5c5c5c", "#282828"),
    "middle": Canvas("#5f5f5f", "#ffffff", "#dedede", "#f4bd9d", "#8a8a8a", "#686868"),
    "light": Canvas("#c6c6c6", "#1c1c1c", "#484848", "#83391a", "#999999", "#cfcfcf"),
}
"""By name; `canvas_of` has the one that goes with a theme."""


def canvas_of(palette: Palette) -> Canvas:
    """The canvas that goes with a theme: its own background."""
    return Canvas(palette.BACKGROUND, palette.TEXT, palette.QUIET, palette.ACCENT, palette.HANDLE, palette.PANEL)


READ: tuple[tuple[Role, tuple[Role, ...]], ...] = (
    ("TEXT", ("BAR", "DIALOG", "BACKGROUND", "PANEL", "FIELD", "RAISED", "BUTTON", "HOVER", "AMBER_TINT", "RED_TINT")),
    ("QUIET", ("BAR", "DIALOG", "BACKGROUND", "PANEL", "FIELD", "RAISED", "BUTTON")),
    ("ON_TINT", ("ACCENT_TINT", "BUTTON")),
    ("ON_ACCENT", ("ACCENT", "ACCENT_HOVER", "ACCENT_PRESSED")),
    ("AMBER", ("AMBER_TINT", "PANEL", "BAR", "DIALOG", "BACKGROUND")),
    ("RED_TEXT", ("RED_TINT", "RED_HOVER", "BAR", "DIALOG", "BACKGROUND", "PANEL")),
    ("GREEN", ("PANEL", "BAR", "BACKGROUND")),
    ("ACCENT", ("BAR", "DIALOG", "PANEL", "BACKGROUND")),
)
"""Text and the grounds it is read on: at least 4.5 to 1."""

SEEN: tuple[tuple[Role, tuple[Role, ...]], ...] = (
    ("EDGE", ("PANEL", "BAR", "DIALOG", "BACKGROUND", "RAISED", "BUTTON")),
    ("ACCENT", ("RAISED", "BUTTON", "FIELD")),
    ("RED", ("PANEL", "RAISED", "BAR")),
    ("BLUE", ("BACKGROUND",)),
    ("THIRD", ("BACKGROUND",)),
    ("FOURTH", ("BACKGROUND",)),
    ("BRIGHT", ("PANEL", "RAISED")),
)
"""Icons, edges and curves, and what they lie on: at least 3 to 1."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours ("#rrggbb"), 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
