"""The chips above Explore's middle, and opening and leaving the modes they stand for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.grid.layout import MARGIN
from studio.widgets.room.flow import FlowLayout
from studio.words import tr

WALL_MODE = "wall"
_DIGITS = 9


class ModeBar(QWidget):
    """A chip for the wall and for each mode; one that the model does not offer is grey and says why."""

    chosen = Signal(str)

    def __init__(self, modes: Sequence[ExploreMode], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explore.modes")
        self.setAccessibleName(tr("What stands in the middle"))
        flow = FlowLayout(self)
        flow.setContentsMargins(MARGIN, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._tips: dict[str, tuple[str, str]] = {}
        named = [(WALL_MODE, tr("Wall"), tr("Designs of one seed after the other"))]
        for number, (key, title, tip) in enumerate(
            [*named, *((mode.key, tr(mode.title), tr(mode.tip)) for mode in modes)], 1
        ):
            chip = theme.make_button(title, "chip", name=f"explore.mode.{key}", checkable=True)
            self._tips[key] = (tip, str(number) if number <= _DIGITS else "")
            self._group.addButton(chip)
            self._chips[key] = chip
            flow.addWidget(chip)
            chip.clicked.connect(functools.partial(self._on_clicked, key))
            self.set_reason(key, "")
        self.choose(WALL_MODE)
        if not modes:  # shown before it has a parent it would be a window of its own, and take the keyboard
            self.hide()

    def choose(self, key: str) -> None:
        """Show which is open."""
        self._chips[key].setChecked(True)

    def set_reason(self, key: str, reason: str) -> None:
        """Why a mode cannot be opened; "" if it can."""
        chip = self._chips[key]
        chip.setEnabled(not reason)
        tip, keys = self._tips[key]
        theme.set_tip(chip, reason or tip, "" if reason else keys)
        chip.setAccessibleDescription(reason or tip)

    def _on_clicked(self, key: str, checked: bool = False) -> None:
        self.chosen.emit(key)


class ModeHost(QObject):
    """`moved(mode | None)` when another mode is open; None: the wall."""

    moved = Signal(object)

    def __init__(
        self, context: ExploreContext, builders: Sequence[type[ExploreMode]], stack: QStackedWidget, wall: QWidget,
        panels: QVBoxLayout,
    ) -> None:  # fmt: skip
        """`stack` holds the wall and takes the modes' widgets; `panels` takes what they have at the left."""
        super().__init__(context)
        self._context = context
        self._stack = stack
        self._wall = wall
        self._panels = panels
        self._widgets: dict[str, QWidget] = {}
        self._panel_of: dict[str, QWidget] = {}
        self._open: ExploreMode | None = None
        self.modes: dict[str, ExploreMode] = {mode.key: mode(context) for mode in builders}
        self.bar = ModeBar(list(self.modes.values()))
        self.bar.chosen.connect(self.open)
        context.model_changed.connect(self._on_model)
        self._on_model()

    @property
    def open_mode(self) -> ExploreMode | None:
        """The mode that is open; None on the wall."""
        return self._open

    @property
    def key(self) -> str:
        """The key of what is open."""
        return WALL_MODE if self._open is None else self._open.key

    @property
    def widget(self) -> QWidget:
        """What stands in the middle."""
        return self._wall if self._open is None else self._widgets[self._open.key]

    @property
    def has_panel(self) -> bool:
        """Whether what is open has controls at the left."""
        return self.key in self._panel_of

    def reason(self, key: str) -> str:
        """Why a mode cannot be opened now; "" if it can."""
        if key == WALL_MODE:
            return ""
        if key not in self.modes:
            return tr("There is no such mode.")
        model = self._context.model
        return tr("Open a model first.") if model is None else self.modes[key].offered(model)

    def open(self, key: str) -> bool:
        """Open a mode, or the wall; whether it could be."""
        if self.reason(key):
            return False
        if key != self.key:
            self._let_go()
            if key != WALL_MODE:
                self._bring(self.modes[key])
            self.bar.choose(key)
            self.moved.emit(self._open)
        return True

    def escape(self) -> bool:
        """Escape: give up within the mode, else go back to the wall; whether there was anything to leave."""
        if self._open is None:
            return False
        return self._open.escape() or self.open(WALL_MODE)

    def commands(self) -> list[Command]:
        """One to open each, and what the modes have of their own."""
        named = [(WALL_MODE, tr("Wall"), "squares-four", tr("grid of designs"), "")]
        named += [
            (mode.key, tr(mode.title), mode.icon, f"{tr(mode.tip)} {tr(mode.words)}", mode.shortcut)
            for mode in self._all()
        ]
        found = []
        for number, (key, title, icon, words, shortcut) in enumerate(named, 1):
            keys = "; ".join(filter(None, [str(number) if number <= _DIGITS else "", shortcut]))
            found.append(
                Command(f"explore.mode.{key}", title, functools.partial(self.open, key), keys, self._can(key),
                        words=tr("{words} mode", words=words), icon=icon)
            )  # fmt: skip
        for mode in self._all():
            found += mode.commands()
        return found

    def _all(self) -> list[ExploreMode]:
        return list(self.modes.values())

    def _can(self, key: str) -> Callable[[], bool]:
        return lambda: self._context.model is not None and not self.reason(key)

    def _bring(self, mode: ExploreMode) -> None:
        if mode.key not in self._widgets:
            self._widgets[mode.key] = widget = mode.make()
            self._stack.addWidget(widget)
            if (panel := mode.make_panel()) is not None:
                self._panel_of[mode.key] = panel
                self._panels.addWidget(panel)
        self._open = mode
        if (panel := self._panel_of.get(mode.key)) is not None:
            panel.show()
        mode.open(self._context.present)

    def _let_go(self) -> None:
        mode, self._open = self._open, None
        if mode is not None:
            if (panel := self._panel_of.get(mode.key)) is not None:
                panel.hide()
            mode.close()

    def _on_model(self) -> None:
        """What another model does not offer is grey, and left where it is open. Without one everything stays as it
        is: it may be on its way."""
        model = self._context.model
        for mode in self._all():
            self.bar.set_reason(mode.key, mode.offered(model) if model is not None else "")
        if model is not None and self._open is not None and (reason := self.reason(self._open.key)):
            self.open(WALL_MODE)
            self._context.workbench.notify(reason)
