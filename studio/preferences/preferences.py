"""What is set of the program itself, put into effect: each choice at once, remembered, and taken back if wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from studio import theme
from studio.preferences.choices import Choices, read_choices, write_choices
from studio.preferences.languages import Speech
from studio.workers.workbench import Workbench

_EFFECTS = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip)


class Preferences(QObject):
    """`changed` after something was chosen and is in effect."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workbench = workbench
        self._before: Choices | None = None
        self._blink = QApplication.cursorFlashTime()
        self._speech = Speech()
        self._put_into_effect(None)

    @property
    def choices(self) -> Choices:
        """As they are remembered now: new projects remember their folder too."""
        return read_choices(self.workbench.settings)

    def choose(self, **changes: Any) -> None:
        """Choose some of `Choices`, by name."""
        self._before = None
        self._change(replace(self.choices, **changes))

    def choose_look(self, **changes: Any) -> None:
        """Choose some of `theme.Look`, by name."""
        self.choose(look=replace(self.choices.look, **changes))

    def reset(self) -> None:
        """Everything as it was before anything was chosen; `take_back` brings the choices back."""
        before = self.choices
        self._change(Choices())
        self._before = before

    @property
    def was_reset(self) -> bool:
        """Whether there is a reset to take back: the last thing that happened."""
        return self._before is not None

    def take_back(self) -> None:
        """The choices from before the reset."""
        if self._before is not None:
            before, self._before = self._before, None
            self._change(before)

    def _change(self, choices: Choices) -> None:
        before = self.choices
        if choices == before:
            return
        write_choices(self.workbench.settings, choices)
        self._put_into_effect(before)
        self.changed.emit()

    def _put_into_effect(self, before: Choices | None) -> None:
        now = self.choices
        if now.look != theme.worn.look:
            theme.wear(now.look)
        if before is None or now.look.still != before.look.still:
            QApplication.setCursorFlashTime(0 if now.look.still else self._blink)
            for effect in _EFFECTS:
                QApplication.setEffectEnabled(effect, not now.look.still)
        if before is None or now.language != before.language:
            self._speech.speak(now.language)
        if before is None or (now.device, now.threads) != (before.device, before.threads):
            engine = self.workbench.engine
            engine.set_environment(_environment(now))
            if engine.alive:
                engine.warm_up()  # what it computes on is said again


def _environment(choices: Choices) -> dict[str, str]:
    wished = {}
    if choices.device:
        wished["MAQUETTE_DEVICE"] = choices.device
    if choices.threads:
        wished["OMP_NUM_THREADS"] = str(choices.threads)
    return wished
