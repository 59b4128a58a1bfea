"""The base classes of Explore's modes and sections: what a slice of the work subclasses.

A mode takes the middle in place of the wall while it is open; a section stands in the panel at the left, or beside the
chosen design at the right, whatever is open. Both see the workspace through their `ExploreContext` alone. `mode_list`
says which there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gan_engine.latent.point import Point
from studio.command import Command
from studio.explorer.modes.context import ExploreContext
from studio.workers.explorer.designs import Model

Place = Literal["side", "inspector"]
"""At the left below the controls, or at the right below the chosen design."""


class ExplorePart(QObject):
    """What modes and sections have in common. `__init__` is cheap: widgets are made in `make`, when first needed."""

    key: ClassVar[str] = ""
    """ "breed": its object names begin with "explore.breed."."""
    title: ClassVar[str] = ""

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.context = context

    def offered(self, model: Model) -> str:
        """Why `model` cannot do this, in an artist's words (`Model.offers` has the engine's); "" if it can."""
        return ""

    def make(self) -> QWidget:
        """Its widget. Called once, with a model open that offers it; follow the context's signals from here on."""
        raise NotImplementedError

    def commands(self) -> list[Command]:
        """For the palette and the keyboard, besides the one that opens a mode. Asked once, before `make`."""
        return []


class ExploreMode(ExplorePart):
    """Takes the middle while it is open. The view it is left with is its own to remember."""

    icon: ClassVar[str] = ""
    """A Phosphor name."""
    tip: ClassVar[str] = ""
    """What can be done here, in one sentence."""
    words: ClassVar[str] = ""
    """More words to find it by in the palette."""
    hint: ClassVar[str] = ""
    """The quiet line at the bottom while it is open: its keys."""
    shortcut: ClassVar[str] = ""
    """Beside its number among the chips."""

    is_open: bool = False
    """Whether it is what stands in the middle of the workspace in front: from `open` to `close`."""

    def open(self, point: Point | None) -> None:
        """Come to the front."""
        self.is_open = True
        self.begin(point)

    def close(self) -> None:
        """Let another come to the front."""
        self.is_open = False
        self.leave()

    def make_panel(self) -> QWidget | None:
        """What stands at the left in place of the wall's controls while the mode is open. Called once, after `make`."""
        return None

    def begin(self, point: Point | None) -> None:
        """The mode has come to the front; `point` is the design in the large view. Called on each opening."""

    def leave(self) -> None:
        """Another mode, the wall or another workspace comes to the front: stop what only eyes need."""

    def chosen(self) -> Sequence[Point]:
        """What S (keep) and W (walk) act on while the mode is open; none: the design in the large view."""
        return ()

    def enter(self) -> bool:
        """Enter was pressed, and no control had a use for it: whether it means something in the mode."""
        return False

    def escape(self) -> bool:
        """Escape was pressed: whether there was something to give up within the mode, so that it stays open."""
        return False


class ExploreSection(ExplorePart):
    """Stands in a panel whatever is open; where it is not offered, the reason stands in its place."""

    place: ClassVar[Place] = "side"
