"""A messy set made clean in the real window, by the keyboard alone: from the import to the dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from gan_engine.dataset.reading import open_dataset
from studio.project.project import Project
from tests.messy_set import Messy, draw_messy_set

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window

Wait = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Keys go to whoever has the keyboard, as a person's would."""

    def __init__(self, window: Window, wait: Wait) -> None:
        self._window = window
        self._wait = wait

    @property
    def place(self) -> QWidget:
        """Who has the keyboard."""
        return QApplication.focusWidget() or self._window

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.place, key, modifier)

    def write(self, text: str) -> None:
        """Into the field that has the keyboard, or is about to."""
        self._wait(lambda: isinstance(self.place, QLineEdit))
        QTest.keyClicks(self.place, text)

    def do(self, words: str) -> None:
        """Through the command palette."""
        self.press(Qt.Key.Key_K, modifier=CTRL)
        self.write(words)
        self.press(Qt.Key.Key_Return)

    def tab_to(self, name: str, most: int = 80) -> QWidget:
        """Tab until the widget of this name has the keyboard."""
        for _ in range(most):
            if self.place.objectName() == name:
                return self.place
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name}")


def _curate(window: Window, wait: Wait) -> CurateWorkspace:
    wait(lambda: window.workspace("curate") is not None)
    return window.workspace("curate")  # type: ignore[return-value]


def _clean(messy: Messy, window: Window, project: Project, wait: Wait, patience: float) -> None:
    curate, keys = _curate(window, wait), Keyboard(window, wait)

    # import
    keys.press(Qt.Key.Key_I, modifier=CTRL)
    wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    keys.write(str(messy.folder))
    keys.press(Qt.Key.Key_Return)
    wait(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()  # as a window manager does
    wait(lambda: len(curate.model.ids) == messy.count, seconds=patience)
    wait(lambda: not curate.desk.is_checking, seconds=patience)
    assert project.catalogue.counts().damaged == len(messy.files["damaged"])

    # bake
    keys.press(Qt.Key.Key_B, modifier=CTRL)
    keys.write("clean")
    wait(lambda: curate.findChild(QWidget, "curate.bake.bake").isEnabled())
    keys.press(Qt.Key.Key_Return)
    wait(lambda: any(entry.count for entry in curate.context.datasets), seconds=patience)
    with open_dataset(curate.context.datasets[0].path) as dataset:
        assert dataset.count > 0


def test_a_messy_set_is_cleaned_by_keyboard_alone(window: Window, project: Project, wait: Wait, tmp_path: Path) -> None:
    _clean(draw_messy_set(tmp_path / "messy", 120, size=96), window, project, wait, 60)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_thousand_messy_pictures_are_cleaned_by_keyboard_alone(
    window: Window, project: Project, wait: Wait, tmp_path: Path
) -> None:
    _clean(draw_messy_set(tmp_path / "messy", 2000), window, project, wait, 900)
