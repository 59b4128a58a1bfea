"""The base of all workspaces: panel at the left, middle, inspector at the right.

A workspace subclasses `Workspace`, fills `side`, `middle`, `inspector` (and `strip`, if it has one: steps or a
walk along the bottom) in `build` and lists its commands. Panels that stay empty are not shown.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command
from studio.widgets.grid.layout import MARGIN
from studio.widgets.room.flow import FlowLayout, flowing_row
from studio.widgets.room.folding import MIDDLE_OF_THREE, MIDDLE_OF_TWO, SIDES, Folding, Side
from studio.widgets.room.handle import PanelHandle
from studio.widgets.room.panel import Panel
from studio.words import tr
from studio.workers.workbench import Workbench

_ROOMY = 1240
"""Width of a workspace from which on its panels have all the width they like."""


class Workspace(QWidget):
    """`name` is "curate", "train", "explore" or "shelf": the first part of all object names in it."""

    name = ""
    title = ""
    side_width = theme.SIDE_WIDTH

    def __init__(self, workbench: Workbench, parent: QWidget | None = None, *, gradually: bool = False) -> None:
        """`gradually`: who makes it goes through `parts`, with turns of the event loop between them, before it is
        shown or asked for anything."""
        super().__init__(parent)
        self.workbench = workbench
        self.setObjectName(self.name)
        self.setAccessibleName(tr(self.title))
        self._hint = ""
        self._shown: dict[Side, bool] = {"side": True, "inspector": True}
        self._wide = False
        self._folding = Folding(workbench.settings, f"panels.{self.name}")
        self.side_panel = Panel(f"{self.name}.side", self.side_width, "side", self)
        self.side = self.side_panel.column
        self.side.setContentsMargins(16, 16, 16, 16)
        self.inspector_panel = Panel(f"{self.name}.inspector", theme.INSPECTOR_WIDTH, parent=self)
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
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(background, 1)
        column.addWidget(self._strip_frame)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(centre)
        self._panels: dict[Side, Panel] = {"side": self.side_panel, "inspector": self.inspector_panel}
        self._handles: dict[Side, PanelHandle] = {
            side: PanelHandle(f"{self.name}.{side}.handle", at_left=side == "side", parent=self) for side in SIDES
        }
        centre.lower()
        for side in SIDES:
            self._panels[side].width_changed.connect(self._arrange)
            self._handles[side].clicked.connect(functools.partial(self._on_handle, side))
        self.reading_order = (
            self.side_panel, self._handles["side"], centre, self._handles["inspector"], self.inspector_panel
        )  # fmt: skip
        """For the Tab key."""
        self._arrange()
        self.parts = self.build()
        """What is still to be built: each `next` builds some of it, in less than a stall."""
        if not gradually:
            for _ in self.parts:
                pass

    def build(self) -> Iterator[None]:
        """Fill it; a `yield` wherever the event loop may have a turn. What comes from outside is connected last."""
        yield from ()

    def ahead(self) -> Iterator[None]:
        """Make what it opens later, while there is nothing else to do; a `yield` as in `build`."""
        yield from ()

    def commands(self) -> list[Command]:
        """What can be done here; asked once, after the workspace was built."""
        return []

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that no control had a use for, in the workspace or around it; whether it means something here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

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

    @property
    def inspector_width(self) -> int:
        """Of the inspector at the right; 0 where it is not in sight."""
        return 0 if self.inspector_panel.isHidden() else self.inspector_panel.width()

    def show_side(self, shown: bool = True) -> None:
        """Show the panel at the left."""
        self._shown["side"] = shown
        self._arrange()

    def show_inspector(self, shown: bool = True) -> None:
        """Show the inspector at the right."""
        self._shown["inspector"] = shown
        self._arrange()

    def reveal(self, side: Side | None) -> None:
        """What was just opened has its controls in this panel: it is seen, though it may have been folded away; until
        another is named, or None."""
        if side != self._folding.revealed:
            self._folding.revealed = side
            self._arrange()

    def set_wide(self, wide: bool) -> None:
        """Only the pictures, no panels; or the panels again, as the workspace wants them."""
        self._wide = wide
        self._arrange()

    def _on_handle(self, side: Side) -> None:
        self._folding.set_open(side, opened=self._panels[side].isHidden())
        self._arrange()
        self._handles[side].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panels give way before the pictures do."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Panels where they belong; the middle beside those that leave it enough room, beneath others."""
        width, height, folding = self.width(), self.height(), self._folding
        least = sum(panel.least_width for panel in self._panels.values())
        folding.narrow = width < least + theme.scaled(MIDDLE_OF_THREE)
        middle = theme.scaled(MIDDLE_OF_TWO)
        fitting = [side for side, panel in self._panels.items() if width - panel.least_width >= middle]
        margins: dict[Side, int] = {}
        for side, panel in self._panels.items():
            panel.give_share(width / _ROOMY)
            wanted = self._shown[side] and not self._wide
            opened = wanted and folding.is_open(side, fitting)
            taken = panel.width() if opened else 0
            at_left = side == "side"
            panel.setVisible(opened)
            panel.setGeometry(0 if at_left else width - taken, 0, panel.width(), height)
            handle = self._handles[side]
            handle.setVisible(wanted)
            handle.show_open(opened=opened)
            edge = taken if at_left else width - taken if opened else width - handle.width()
            handle.move(edge, max(0, (height - handle.height()) // 2))
            theme.set_property(panel, "over", opened and side not in fitting)
            folded = 0 if at_left or not wanted else handle.width()
            margins[side] = taken if opened and side in fitting else folded
        self._across.setContentsMargins(margins["side"], 0, margins["inspector"], 0)


def heading_row(items: Iterable[QWidget | None]) -> FlowLayout:
    """As `flowing_row`, over a `PictureGrid`: its ends stand over the first and the last picture, not over the grid's
    margin and scroll bar."""
    line = flowing_row(items)
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
