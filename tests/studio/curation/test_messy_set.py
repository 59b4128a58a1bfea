"""A messy set made clean in the real window, by the keyboard alone: from the import to the dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from studio.curation.pages.check.page import CheckPage
from studio.curation.pages.near_copies.page import NearCopiesPage
from studio.curation.pages.split.page import SplitPage
from studio.curation.pages.unlike.page import UnlikePage
from studio.project.pictures.query import State
from studio.project.project import Project
from tests.messy_set import FIGURES, Messy, draw_messy_set

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

    def choose(self, name: str) -> None:
        """One of several that are one stop for Tab: to the chosen one, then by arrows."""
        choice = name.rpartition(".")[0]
        for _ in range(80):
            if self.place.objectName().startswith(f"{choice}."):
                break
            self.press(Qt.Key.Key_Tab)
        for arrow in [Qt.Key.Key_Left] * 12 + [Qt.Key.Key_Right] * 12:
            if self.place.objectName() == name:
                return
            self.press(arrow)
        raise AssertionError(f"Arrows never came to {name}")


def _curate(window: Window, wait: Wait) -> CurateWorkspace:
    wait(lambda: window.workspace("curate") is not None)
    return window.workspace("curate")  # type: ignore[return-value]


def _import(messy: Messy, curate: CurateWorkspace, window: Window, keys: Keyboard, wait: Wait, patience: float) -> None:
    keys.press(Qt.Key.Key_I, modifier=CTRL)
    wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    keys.write(str(messy.folder))
    keys.press(Qt.Key.Key_Return)
    wait(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()  # as a window manager does
    wait(lambda: len(curate.model.ids) == messy.count, seconds=patience)
    wait(lambda: not curate.importer.is_checking, seconds=patience)
    wait(lambda: curate.context.counts.damaged == len(messy.files["damaged"]))


def _split(curate: CurateWorkspace, keys: Keyboard, wait: Wait, patience: float) -> None:
    """The sheets become their parts."""
    keys.press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.ShiftModifier)
    page = curate.page_host.pages["split"]
    assert isinstance(page, SplitPage)
    wait(lambda: curate.page_host.open_page is page)
    wait(lambda: not page.finder.is_looking and page.finder.likely, seconds=patience)
    keys.press(Qt.Key.Key_F6)
    name = "curate.split.all" if len(page.finder.likely) > 1 else "curate.split.cut"
    keys.tab_to(name)
    keys.press(Qt.Key.Key_Space)
    wait(lambda: curate.context.counts.parts > 0)
    keys.press(Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


def _check(curate: CurateWorkspace, project: Project, keys: Keyboard, wait: Wait, patience: float) -> None:
    """What is blurred, enlarged, too dark or grey is rejected."""
    keys.press(Qt.Key.Key_1, modifier=Qt.KeyboardModifier.ShiftModifier)
    page = curate.page_host.pages["check"]
    assert isinstance(page, CheckPage)
    wait(lambda: curate.page_host.open_page is page)
    wait(lambda: not page.checks.is_measuring and page.checks.qualities is not None, seconds=patience)
    wait(lambda: page.checks.qualities.measured > 0, seconds=patience)  # type: ignore[union-attr]
    keys.press(Qt.Key.Key_F6)
    for kind in ("enlarged", "blurred", "too-dark", "greyscale"):
        row = keys.tab_to(f"curate.check.{kind}")
        if not getattr(row, "count", 0):
            continue
        if not row.isChecked():  # type: ignore[attr-defined]
            keys.press(Qt.Key.Key_Space)
        wait(lambda row=row: len(curate.model.ids) == row.count)
        flagged = curate.model.ids.copy()
        keys.tab_to(f"curate.check.{kind}.reject")
        keys.press(Qt.Key.Key_Space)
        wait(lambda flagged=flagged: project.catalogue.states_of(flagged) == {State.REJECTED: len(flagged)})
    keys.press(Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


def _reject_copies(curate: CurateWorkspace, keys: Keyboard, wait: Wait, patience: float) -> None:
    """Of near-copies the best stays."""
    keys.do("Near-copies")
    page = curate.page_host.pages["copies"]
    assert isinstance(page, NearCopiesPage)
    wait(lambda: curate.page_host.open_page is page)
    wait(lambda: page.analysis.copies is not None and not page.analysis.is_looking, seconds=patience)
    keys.press(Qt.Key.Key_F6)
    if page.keep > 1:
        keys.tab_to("curate.copies.most")
        keys.press(Qt.Key.Key_Up)
    reject = curate.findChild(QPushButton, "curate.copies.reject")
    assert reject is not None
    wait(reject.isEnabled)
    keys.tab_to("curate.copies.reject")
    keys.press(Qt.Key.Key_Space)
    wait(lambda: not reject.isEnabled())
    keys.press(Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


def _reject_strangers(curate: CurateWorkspace, keys: Keyboard, wait: Wait, patience: float) -> None:
    """What is unlike the rest goes."""
    keys.do("Unlike the rest")
    page = curate.page_host.pages["unlike"]
    assert isinstance(page, UnlikePage)
    wait(lambda: curate.page_host.open_page is page)
    reject = curate.findChild(QPushButton, "curate.unlike.reject")
    assert reject is not None
    wait(lambda: not page.comparer.is_busy and reject.isEnabled(), seconds=patience)
    keys.press(Qt.Key.Key_F6)
    keys.tab_to("curate.unlike.reject")
    keys.press(Qt.Key.Key_Space)
    wait(lambda: not reject.isEnabled())
    keys.press(Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


def _choose(curate: CurateWorkspace, keys: Keyboard, wait: Wait, key: Qt.Key, page: str, name: str) -> None:
    """One of several on the page of a step."""
    keys.press(key, modifier=Qt.KeyboardModifier.ShiftModifier)
    wait(lambda: curate.page_host.open_page is curate.page_host.pages[page])
    keys.press(Qt.Key.Key_F6)
    keys.choose(name)
    keys.press(Qt.Key.Key_Space, Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


def _clean(messy: Messy, window: Window, project: Project, wait: Wait, patience: float) -> None:
    curate, keys = _curate(window, wait), Keyboard(window, wait)
    _import(messy, curate, window, keys, wait, patience)
    _split(curate, keys, wait, patience)
    _check(curate, project, keys, wait, patience)
    _reject_copies(curate, keys, wait, patience)
    _reject_strangers(curate, keys, wait, patience)
    _choose(curate, keys, wait, Qt.Key.Key_2, "background", "curate.background.method.flood")
    _choose(curate, keys, wait, Qt.Key.Key_4, "frame", "curate.frame.size.32")
    _bake(curate, keys, wait, patience)


def _bake(curate: CurateWorkspace, keys: Keyboard, wait: Wait, patience: float) -> None:
    """Without what would be enlarged."""
    keys.press(Qt.Key.Key_6, modifier=Qt.KeyboardModifier.ShiftModifier)
    keys.write("clean")
    keys.tab_to("curate.bake.leave-small-out")
    keys.press(Qt.Key.Key_Space)
    bake = curate.findChild(QPushButton, "curate.bake.bake")
    assert bake is not None
    wait(lambda: bake.isEnabled() and curate.context.settings.leave_small_out)
    keys.tab_to("curate.bake.bake")
    keys.press(Qt.Key.Key_Space)
    wait(lambda: any(entry.count for entry in curate.context.datasets), seconds=patience)


def _look_at(messy: Messy, project: Project, may_be_lost: float) -> None:
    """What came of it, held against what was drawn; `may_be_lost`: of the good ones, for designs of the same parts look
    like near-copies."""
    catalogue = project.catalogue
    pictures = catalogue.pictures(catalogue.ids())
    kept = {picture.path for picture in pictures if picture.state is not State.REJECTED and not picture.damaged}
    for kind in ("blurred", "enlarged", "too-dark", "greyscale", "stranger"):
        paths = messy.files[kind]
        assert sum(path in kept for path in paths) <= 0.1 * len(paths), kind
    pairs = [(copy in kept) + (original in kept) for copy, original in messy.originals.items()]
    assert np.mean(np.array(pairs) == 1) >= 0.97
    lost = [path for path in messy.files["good"] if path not in kept and path not in messy.originals.values()]
    assert len(lost) <= may_be_lost * len(messy.files["good"]), lost
    sheets = messy.files["sheet"]
    assert sum(picture.sheet > 0 for picture in pictures) == pytest.approx(FIGURES * len(sheets), rel=0.02)
    [entry] = project.datasets()
    with open_dataset(entry.path) as dataset:
        sources = [dataset.source(number)["source"] for number in range(dataset.count)]
        assert dataset.size == ImageShape.square(32)
    assert (entry.name, len(sources), len(set(sources))) == ("clean", len(sources), len(sources))
    tiny = sum(path in kept for path in messy.files["too-small"])
    parts = sum(picture.sheet > 0 and picture.state is not State.REJECTED for picture in pictures)
    whole = len(kept - set(sheets))
    assert len(sources) == whole - tiny + parts


def test_a_messy_set_is_cleaned_by_keyboard_alone(window: Window, project: Project, wait: Wait, tmp_path: Path) -> None:
    messy = draw_messy_set(tmp_path / "messy", 90, size=96)
    _clean(messy, window, project, wait, 60)
    _look_at(messy, project, 0.02)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_thousand_messy_pictures_are_cleaned_by_keyboard_alone(
    window: Window, project: Project, wait: Wait, tmp_path: Path
) -> None:
    messy = draw_messy_set(tmp_path / "messy", 2000)
    _clean(messy, window, project, wait, 900)
    _look_at(messy, project, 0.01)
