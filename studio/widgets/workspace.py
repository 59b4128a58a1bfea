"""The base of all workspaces: panel at the left, middle, inspector at the right.

A workspace subclasses `Workspace`, fills `side`, `middle`, `inspector` (and `strip`, if it has one: steps or a
walk along the bottom) and lists its commands. Panels that stay empty are not shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command
from studio.widgets.grid.layout import MARGIN
from studio.workers.workbench import Workbench

_ROOMY = 1240
"""Width of a workspace from which on its panels have all the width they like."""
_NARROWEST = 0.8
"""The least share of that width they are given."""


class Panel(QScrollArea):
    """A column of widgets that scrolls when it is too long for the window. Add to `column`."""

    def __init__(self, name: str, width: int, place: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("place", place)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(width)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName(f"{name}.column")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(16, 20, 16, 16)
        self.column.setSpacing(theme.UNIT)
        # An alignment in place of the stretch would give chips on two lines the height of one.
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._inner = inner
        self._full = self._given = width
        theme.worn.changed.connect(self._fit)
        inner.installEventFilter(self)

    def give_width(self, width: int) -> None:
        """Let it be so wide, but no narrower than what is in it (beside the bar it scrolls by) while there is room."""
        self._given = width
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it may come to need more or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        needed = self._inner.minimumSizeHint().width() + theme.SCROLL_BAR
        self.setFixedWidth(max(self._given, min(needed, theme.scaled(self._full))))


class Workspace(QWidget):
    """`name` is "curate", "train", "explore" or "shelf": the first part of all object names in it."""

    name = ""
    title = ""

    def __init__(
        self, workbench: Workbench, *, side_width: int = theme.SIDE_WIDTH,
        inspector_width: int = theme.INSPECTOR_WIDTH, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.workbench = workbench
        self.setObjectName(self.name)
        self.setAccessibleName(self.title)
        self._hint = ""
        self._widths = (side_width, inspector_width)
        self._shown = {"side": True, "inspector": True}
        self._wide = False
        self.side_panel = Panel(f"{self.name}.side", side_width, "side")
        self.side = self.side_panel.column
        self.side.setContentsMargins(16, 16, 16, 16)
        self.inspector_panel = Panel(f"{self.name}.inspector", inspector_width)
        self.inspector = self.inspector_panel.column
        background = QWidget()
        background.setProperty("place", "background")
        background.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.middle = QVBoxLayout(background)
        self.middle.setContentsMargins(16, 8, 16 - theme.SCROLL_BAR, 0)
        self.middle.setSpacing(theme.UNIT)
        self._strip_frame = QWidget()
        self._strip_frame.setProperty("place", "strip")
        self._strip_frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.strip = QHBoxLayout(self._strip_frame)
        self.strip.setContentsMargins(16, 8, 16, 8)
        self.strip.setSpacing(theme.UNIT)
        self._strip_frame.hide()
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addWidget(background, 1)
        centre.addWidget(self._strip_frame)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side_panel)
        across.addLayout(centre, 1)
        across.addWidget(self.inspector_panel)

    def commands(self) -> list[Command]:
        """What can be done here; asked once, after the workspace was built."""
        return []

    def front(self) -> None:
        """The workspace came to the front: refresh what was let lie, give the focus to the pictures."""

    def back(self) -> None:
        """Another workspace came to the front: stop what only eyes need (players, plots)."""

    @property
    def hint(self) -> str:
        """The quiet line at the right of the status bar while this workspace is in front."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Change the hint, at once if the workspace is in front."""
        self._hint = text
        if self.isVisible():
            self.workbench.hint_changed.emit(text)

    def show_strip(self, shown: bool = True) -> None:
        """Show the strip along the bottom."""
        self._strip_frame.setVisible(shown)

    @property
    def strip_height(self) -> int:
        """Of the strip along the bottom; 0 where none is shown."""
        return 0 if self._strip_frame.isHidden() else self._strip_frame.height()

    def show_side(self, shown: bool = True) -> None:
        """Show the panel at the left."""
        self._shown["side"] = shown
        self.side_panel.setVisible(shown and not self._wide)

    def show_inspector(self, shown: bool = True) -> None:
        """Show the inspector at the right."""
        self._shown["inspector"] = shown
        self.inspector_panel.setVisible(shown and not self._wide)

    def set_wide(self, wide: bool) -> None:
        """Only the pictures, no panels; or the panels again, as the workspace wants them."""
        self._wide = wide
        self.side_panel.setVisible(self._shown["side"] and not wide)
        self.inspector_panel.setVisible(self._shown["inspector"] and not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panels give way before the pictures do."""
        super().resizeEvent(event)
        share = max(_NARROWEST, min(1.0, self.width() / _ROOMY))
        side, inspector = (round(width * share) for width in self._widths)
        self.side_panel.give_width(side)
        self.inspector_panel.give_width(inspector)


def heading_row(items: Iterable[QWidget | QLayout | int | None]) -> QHBoxLayout:
    """As `row`, over a `PictureGrid`: its ends stand over the first and the last picture, not over the grid's margin
    and scroll bar."""
    line = row(items)
    line.setContentsMargins(MARGIN, 0, MARGIN + theme.SCROLL_BAR, 0)
    return line


def row(items: Iterable[QWidget | QLayout | int | None], spacing: int = theme.UNIT) -> QHBoxLayout:
    """Widgets side by side; a number is a gap of so many pixels, None takes the room that is left."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for item in items:
        if item is None:
            line.addStretch(1)
        elif isinstance(item, int):
            line.addSpacing(item)
        elif isinstance(item, QLayout):
            line.addLayout(item)
        else:
            line.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
    return line
