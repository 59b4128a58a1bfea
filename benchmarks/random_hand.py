"""A hand that does whatever can be done: commands, keys, pointers, drags, drops, dialogs, and harm from outside.

Nothing is listed here that the window does not say itself: commands come from its registry, widgets from what is
visible and enabled, menus and dialogs from what is open. What was done least is likeliest to be done next.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from random_dialogs import RUBBISH, Dialogs
from random_harm import Harm
from random_pointer import SHIFTS, Pointer
from studio.command import Command
from studio.widgets.workspace import Workspace
from studio.window import Window
from vital_signs import Memory

import shiboken6
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QCursor,
    QDrag,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

HERE, EVERYWHERE = ("explore", "shelf"), ("curate", "train", "explore", "shelf")
"""Where the hand lives: workspaces, by name."""
NEVER = ("window.quit", "window.new", "window.sample", "window.open", "window.close-project", "window.verify")
"""They lead out of the project that is used; opening it again is done on its own."""
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Menu,
    *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    *(Qt.Key(Qt.Key.Key_A.value + letter) for letter in range(26)), Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight,
    Qt.Key.Key_F2, Qt.Key.Key_F9,
)  # fmt: skip


class Coverage:
    """What there was to do, by name, and how often it was done."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.done: Counter[str] = Counter()

    def never(self) -> list[str]:
        """What could have been done and was not."""
        return sorted(self.seen - self.done.keys())


class Hand:
    """`act()` does one thing; `doing` says what it was."""

    def __init__(
        self,
        window: Window,
        bad: Path,
        models: Path,
        exports: Path,
        memory: Memory,
        chance: random.Random,
        places: Sequence[str] = HERE,
    ) -> None:
        self.window = window
        self.places = places
        self.coverage = Coverage()
        self.doing = "nothing yet"
        self.past: list[str] = []
        self.busy = False
        """Within an action that lets events run."""
        self.told: Callable[[str], None] | None = None
        """Hears of each thing before it is done."""
        self.unnamed: Counter[str] = Counter()
        """Widgets that take the pointer and have no name."""
        self._chance = chance
        self._bad = sorted(bad.iterdir())
        self._pointer = Pointer(chance)
        aside = exports.parent / "aside.safetensors"
        self._dialogs = Dialogs(self, self._bad, models, exports, chance)
        self._harm = Harm(window, self._bad, models, aside, memory, chance, self.did)
        self.number = 0
        self._drag_real = QDrag.exec
        self._rescue = QTimer(window, interval=300)
        self._rescue.timeout.connect(self._dialogs.answer_question)
        self._rescue.start()
        QDrag.exec = lambda drag, *rest: self._drag(drag)  # type: ignore[method-assign, assignment]

    def stop(self) -> None:
        """Give back what was taken."""
        QDrag.exec = self._drag_real  # type: ignore[method-assign]
        self._rescue.stop()
        self.stop_harm()

    def stop_harm(self) -> None:
        """Everything from outside whole again."""
        self._harm.stop()

    # ---- choosing -----------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Do one thing."""
        if self.busy:
            return
        self.busy = True
        try:
            self.number += 1
            self._harm.go_on(self.number)
            self._choose()()
        finally:
            self.busy = False

    def _choose(self) -> Callable[[], None]:
        if not self.window.isVisible():
            return self._reopen_window
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            return lambda: self._dialogs.in_popup(popup)
        if dialog is not None:
            return lambda: self._dialogs.in_modal(dialog)
        self._dialogs.none_open()
        if self.window.front not in self.places and self._chance.random() < 0.6:
            return self._go_back
        ways = {
            self._command: 22, self._widget: 44, self._key: 12, self._drop: 7, self._undo: 6, self._wheel: 2,
            self._palette: 1, self._clipboard: 1, self._harm.fill_disk: 0.6, self._harm.harm_model: 1.0,
            self._resize: 0.6, self._go_back: 2, self._leave_in_midst: 0.4,
        }  # fmt: skip
        return self._chance.choices(list(ways), list(ways.values()))[0]

    def rarest(self, names: Sequence[str]) -> int:
        """The place of one of these, what was done seldom before what was done often."""
        self.coverage.seen.update(names)
        return self._chance.choices(range(len(names)), [1 / (1 + self.coverage.done[name]) for name in names])[0]

    def did(self, words: str, name: str = "") -> None:
        """Say what is done; `name`: what it counts as."""
        self.doing = f"{self.number}: {words}"
        self.past = [*self.past, self.doing][-40:]
        if self.told is not None:
            self.told(self.doing)
        if name:
            self.coverage.seen.add(name)
            self.coverage.done[name] += 1

    # ---- commands and keys --------------------------------------------------------------------------------------

    def _commands(self) -> list[Command]:
        found = [one for one in self.window.actions_.all() if one.name not in NEVER]
        if self.window.front not in self.places:
            found = [one for one in found if one.name.startswith("window.")]
        return found

    def _command(self) -> None:
        commands = self._commands()
        command = commands[self.rarest([f"command {one.name}" for one in commands])]
        can = command.enabled()
        self.did(f"command {command.name}" + ("" if can else " (grey)"), f"command {command.name}" if can else "")
        command.run()

    def _key(self) -> None:
        """A key where the focus is: a shortcut as often as any other."""
        shortcuts = [keys for one in self._commands() for keys in one.shortcut.split("; ") if keys]
        target = QApplication.focusWidget() or self.window
        if shortcuts and self._chance.random() < 0.4:
            keys = self._chance.choice(shortcuts)
            combination = QKeySequence(keys)[0]
            self.did(f"key {keys} on {self.name_of(target)}", f"key {keys}")
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            return
        key, shift = self._chance.choice(KEYS), self._chance.choice(SHIFTS)
        if key == Qt.Key.Key_Q and shift == Qt.KeyboardModifier.ControlModifier:
            return
        self.did(f"key {shift.name} {key.name} on {self.name_of(target)}")
        for _ in range(self._chance.choice((1, 1, 1, 8))):
            QTest.keyClick(target, key, shift)

    def _undo(self) -> None:
        name = self._chance.choice(("window.undo", "window.undo", "window.redo"))
        self.did(name, f"command {name}")
        self.window.actions_.action(name).trigger()

    def _palette(self) -> None:
        """Open the palette, type, and take what comes first unless it leads away."""
        self.window.palette_.open()
        text = self._chance.choice([*RUBBISH, *(one.title for one in self._commands())])
        self.did(f"palette: {text[:40]}", "palette")
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(text)
        mine = {one.title for one in self._commands()}
        QTest.keyClick(field or self.window, Qt.Key.Key_Return if text in mine else Qt.Key.Key_Escape)
        if self.window.palette_.isVisible():
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Escape)

    # ---- widgets ------------------------------------------------------------------------------------------------

    def name_of(self, widget: QWidget) -> str:
        """Its object name, or that of the next one above it that has one."""
        above = widget
        while above is not None and (not above.objectName() or above.objectName().startswith("qt_")):
            above = above.parentWidget()
        if above is widget:
            return widget.objectName()
        return f"{above.objectName() if above is not None else '?'} > {type(widget).__name__}"

    def _takes_pointer(self, widget: QWidget) -> bool:
        """A control, or a view of ours with a hand for the mouse."""
        if isinstance(
            widget, QAbstractButton | QAbstractSlider | QComboBox | QLineEdit | QPlainTextEdit | QAbstractItemView
            | QAbstractSpinBox
        ):  # fmt: skip
            return not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        return any(
            "mousePressEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("studio.")
        )

    def live(self, root: QWidget) -> list[QWidget]:
        """What can be touched below `root` now, in an order that hangs on names alone."""
        found = [one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        found = [one for one in found if self._takes_pointer(one) and not one.visibleRegion().isEmpty()]
        return sorted(found, key=self.name_of)

    def _roots(self) -> list[QWidget]:
        workspace = self.window.workspace(self.window.front)
        roots: list[QWidget] = [workspace] if isinstance(workspace, Workspace) and workspace.name in self.places else []
        return [*roots, self.window.toast, self.window.errors, self.window.status]

    def _widget(self) -> None:
        live = [
            one for root in self._roots() for one in ([root] if self._takes_pointer(root) else []) + self.live(root)
        ]
        if live:
            self.touch(live[self.rarest([self.name_of(one) for one in live])])

    def touch(self, widget: QWidget) -> None:
        """Do to it what its kind is for."""
        name = self.name_of(widget)
        if " > " in name and not isinstance(widget, QScrollBar):
            self.unnamed[name] += 1
        self.did(f"{type(widget).__name__} {name}", name)
        if isinstance(widget, QAbstractButton):
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        elif isinstance(widget, QAbstractSlider):
            self._slide(widget)
        elif isinstance(widget, QComboBox):
            self._choose_in(widget)
        elif isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
            self._type(widget)
        else:
            self._pointer.point(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)

    def _slide(self, slider: QAbstractSlider) -> None:
        if self._chance.random() < 0.5:
            for _ in range(self._chance.choice((1, 3, 20))):
                QTest.keyClick(slider, self._chance.choice(KEYS[:8]))
            return
        slider.setSliderDown(True)
        for _ in range(self._chance.choice((1, 4, 25))):
            slider.setSliderPosition(self._chance.randint(slider.minimum(), slider.maximum()))
        slider.setSliderDown(False)

    def _choose_in(self, box: QComboBox) -> None:
        if box.count() and self._chance.random() < 0.8:
            box.setFocus()
            row = self._chance.randrange(box.count())
            box.setCurrentIndex(row)
            box.activated.emit(row)
        else:
            box.showPopup()

    def _type(self, field: QWidget) -> None:
        field.setFocus()
        if self._chance.random() < 0.7:
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        text = self._chance.choice(RUBBISH)
        if len(text) > 60 or not text.isprintable() or not text.isascii():
            QGuiApplication.clipboard().setText(text)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClicks(field, text)
        QTest.keyClick(field, self._chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))

    def _wheel(self) -> None:
        live = self.live(self.window)
        if not live:
            return
        widget = self._chance.choice(live)
        self.did(f"wheel on {self.name_of(widget)}")
        self._pointer.turn_wheel(widget)

    # ---- dragging and dropping ----------------------------------------------------------------------------------

    def _targets(self) -> list[QWidget]:
        found = [one for one in self.window.findChildren(QWidget) if one.acceptDrops() and one.isVisible()]
        return sorted((one for one in found if not isinstance(one, QLineEdit)), key=self.name_of)

    def _drop(self) -> None:
        """Files, or data that is none, from another program."""
        targets = self._targets()
        if not targets:
            return
        target = targets[self.rarest([f"drop on {self.name_of(one)}" for one in targets])]
        mime = QMimeData()
        kind = self._chance.random()
        if kind < 0.8:
            files = self._chance.sample(self._bad, self._chance.choice((1, 1, 1, 3, len(self._bad))))
            mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
            words = files[0].name if len(files) == 1 else f"{files[0].name} and {len(files) - 1} more"
            if len(files) == 1:
                self.coverage.done[f"file {files[0].name}"] += 1
        elif kind < 0.9:
            data = self._chance.choice((b"", b"[]", b"{", b'[{"version": 2}]', b"\xff" * 99, b"[" * 50_000))
            mime.setData("application/x-maquette-designs", data)
            words = f"designs {data[:12]!r}"
        else:
            mime.setUrls([QUrl("http://example.invalid/a.png"), QUrl("file:"), QUrl("data:,x")])
            words = "addresses"
        taken = self._pointer.let_fall(mime, target, leave=self._chance.random() < 0.1)
        self.did(f"drop {words} on {self.name_of(target)}" + ("" if taken else " (refused)"),
                  f"drop on {self.name_of(target)}" if taken else "")  # fmt: skip

    def _drag(self, drag: QDrag) -> Qt.DropAction:
        """In place of Qt's own: on its way for a while, then let go, in the window or over another program."""
        loop = QEventLoop()
        QTimer.singleShot(self._chance.choice((300, 600, 900)), loop.quit)
        loop.exec()
        if not shiboken6.isValid(drag):  # what it was dragged from is gone meanwhile, by undo: Qt gives up as well
            return Qt.DropAction.IgnoreAction
        mime = drag.mimeData()
        name = self.name_of(drag.source()) if isinstance(drag.source(), QWidget) else "?"
        if self._chance.random() < 0.4:
            self.did(f"dragged out of {name}", f"drag out of {name}")
            for kind in mime.formats():
                mime.data(kind)
            files = [Path(url.toLocalFile()) for url in mime.urls()]
            assert all(file.stat().st_size for file in files)
        elif targets := self._targets():
            target = self._chance.choice(targets)
            self.did(f"dragged from {name} to {self.name_of(target)}", f"drag to {self.name_of(target)}")
            self._pointer.let_fall(mime, target)
        drag.deleteLater()  # as Qt does
        return Qt.DropAction.CopyAction

    def _clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._chance.random() < 0.5:
            clipboard.setText(self._chance.choice(RUBBISH))
        else:
            image = QImage(self._chance.choice((1, 40, 900)), 7, QImage.Format.Format_ARGB32)
            image.fill(QColor("red"))
            clipboard.setImage(image)
        target = QApplication.focusWidget() or self.window
        self.did(f"paste on {self.name_of(target)}")
        QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    # ---- about the window ---------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        name = self._chance.choice(self.places)
        self.did(f"go to {name}", f"command window.{name}")
        self.window.show_workspace(name)

    def _leave_in_midst(self) -> None:
        name = self._chance.choice(("curate", "train"))
        self.did(f"go to {name}", f"command window.{name}")
        self.window.show_workspace(name)

    def _resize(self) -> None:
        width, height = self._chance.choice(((1100, 680), (1440, 900), (1900, 1060), (1280, 720)))
        self.did(f"window {width} x {height}")
        self.window.showNormal()
        self.window.resize(width, height)
        QCursor.setPos(self.window.mapToGlobal(QPoint(width // 2, height // 2)))

    def _reopen_window(self) -> None:
        self.did("the window was closed: shown again")
        self.window.show()
