"""A hand that does whatever can be done: commands, keys, pointers, drags, drops, dialogs, and harm from outside.

Nothing is listed here that the window does not say itself: commands come from its registry, widgets from what is
visible and enabled, menus and dialogs from what is open. What was done least is likeliest to be done next.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from random_harm import Harm
from random_pointer import SHIFTS, Pointer, is_alive
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
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

HERE, EVERYWHERE = ("explore", "shelf"), ("curate", "train", "explore", "shelf")
"""Where the hand lives: workspaces, by name."""
NEVER = ("window.quit", "window.new", "window.sample", "window.open", "window.close-project", "window.verify")
"""They lead out of the project that is used; opening it again is done on its own."""
RUBBISH = (
    "", " ", "0", "-1", "99999999999999999999", "1e400", "NaN", "ä" * 40, "\u202eevil", "<b>bold</b>", "../../etc",
    "a" * 3000, "'; DROP TABLE candidates; --", "%s %n {name}", "😀 🐉", "\t", "Helm", "{seed}-{name}", "12", "0.5",
    "C:\\nul", "/dev/full",
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Menu,
    *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    *(Qt.Key(Qt.Key.Key_A.value + letter) for letter in range(26)), Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight,
    Qt.Key.Key_F2, Qt.Key.Key_F9,
)  # fmt: skip
MOST_IN_DIALOG = 12


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
        self._models = models
        self._exports = exports
        self._pointer = Pointer(chance)
        aside = exports.parent / "aside.safetensors"
        self._harm = Harm(window, self._bad, models, aside, memory, chance, self._did)
        self._in_dialog = 0
        self._number = 0
        self._drag_real = QDrag.exec
        self._rescue = QTimer(window, interval=300)
        self._rescue.timeout.connect(self._answer_question)
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
            self._number += 1
            self._harm.go_on(self._number)
            self._choose()()
        finally:
            self.busy = False

    def _choose(self) -> Callable[[], None]:
        if not self.window.isVisible():
            return self._reopen_window
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            return lambda: self._in_popup(popup)
        if dialog is not None:
            return lambda: self._in_modal(dialog)
        self._in_dialog = 0
        if self.window.front not in self.places and self._chance.random() < 0.6:
            return self._go_back
        ways = {
            self._command: 22, self._widget: 44, self._key: 12, self._drop: 7, self._undo: 6, self._wheel: 2,
            self._palette: 1, self._clipboard: 1, self._harm.fill_disk: 0.6, self._harm.harm_model: 1.0,
            self._resize: 0.6, self._go_back: 2, self._leave_in_midst: 0.4,
        }  # fmt: skip
        return self._chance.choices(list(ways), list(ways.values()))[0]

    def _rarest(self, names: Sequence[str]) -> int:
        """The place of one of these, what was done seldom before what was done often."""
        self.coverage.seen.update(names)
        return self._chance.choices(range(len(names)), [1 / (1 + self.coverage.done[name]) for name in names])[0]

    def _did(self, words: str, name: str = "") -> None:
        self.doing = f"{self._number}: {words}"
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
        command = commands[self._rarest([f"command {one.name}" for one in commands])]
        can = command.enabled()
        self._did(f"command {command.name}" + ("" if can else " (grey)"), f"command {command.name}" if can else "")
        command.run()

    def _key(self) -> None:
        """A key where the focus is: a shortcut as often as any other."""
        shortcuts = [keys for one in self._commands() for keys in one.shortcut.split("; ") if keys]
        target = QApplication.focusWidget() or self.window
        if shortcuts and self._chance.random() < 0.4:
            keys = self._chance.choice(shortcuts)
            combination = QKeySequence(keys)[0]
            self._did(f"key {keys} on {self._name_of(target)}", f"key {keys}")
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            return
        key, shift = self._chance.choice(KEYS), self._chance.choice(SHIFTS)
        if key == Qt.Key.Key_Q and shift == Qt.KeyboardModifier.ControlModifier:
            return
        self._did(f"key {shift.name} {key.name} on {self._name_of(target)}")
        for _ in range(self._chance.choice((1, 1, 1, 8))):
            QTest.keyClick(target, key, shift)

    def _undo(self) -> None:
        name = self._chance.choice(("window.undo", "window.undo", "window.redo"))
        self._did(name, f"command {name}")
        self.window.actions_.action(name).trigger()

    def _palette(self) -> None:
        """Open the palette, type, and take what comes first unless it leads away."""
        self.window.palette_.open()
        text = self._chance.choice([*RUBBISH, *(one.title for one in self._commands())])
        self._did(f"palette: {text[:40]}", "palette")
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(text)
        mine = {one.title for one in self._commands()}
        QTest.keyClick(field or self.window, Qt.Key.Key_Return if text in mine else Qt.Key.Key_Escape)
        if self.window.palette_.isVisible():
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Escape)

    # ---- widgets ------------------------------------------------------------------------------------------------

    def _name_of(self, widget: QWidget) -> str:
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

    def _live(self, root: QWidget) -> list[QWidget]:
        """What can be touched below `root` now, in an order that hangs on names alone."""
        found = [one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        found = [one for one in found if self._takes_pointer(one) and not one.visibleRegion().isEmpty()]
        return sorted(found, key=self._name_of)

    def _roots(self) -> list[QWidget]:
        workspace = self.window.workspace(self.window.front)
        roots: list[QWidget] = [workspace] if isinstance(workspace, Workspace) and workspace.name in self.places else []
        return [*roots, self.window.toast, self.window.errors, self.window.status]

    def _widget(self) -> None:
        live = [
            one for root in self._roots() for one in ([root] if self._takes_pointer(root) else []) + self._live(root)
        ]
        if live:
            self._touch(live[self._rarest([self._name_of(one) for one in live])])

    def _touch(self, widget: QWidget) -> None:
        """Do to it what its kind is for."""
        name = self._name_of(widget)
        if " > " in name and not isinstance(widget, QScrollBar):
            self.unnamed[name] += 1
        self._did(f"{type(widget).__name__} {name}", name)
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
        live = self._live(self.window)
        if not live:
            return
        widget = self._chance.choice(live)
        self._did(f"wheel on {self._name_of(widget)}")
        self._pointer.turn_wheel(widget)

    # ---- dragging and dropping ----------------------------------------------------------------------------------

    def _targets(self) -> list[QWidget]:
        found = [one for one in self.window.findChildren(QWidget) if one.acceptDrops() and one.isVisible()]
        return sorted((one for one in found if not isinstance(one, QLineEdit)), key=self._name_of)

    def _drop(self) -> None:
        """Files, or data that is none, from another program."""
        targets = self._targets()
        if not targets:
            return
        target = targets[self._rarest([f"drop on {self._name_of(one)}" for one in targets])]
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
        self._did(f"drop {words} on {self._name_of(target)}" + ("" if taken else " (refused)"),
                  f"drop on {self._name_of(target)}" if taken else "")  # fmt: skip

    def _drag(self, drag: QDrag) -> Qt.DropAction:
        """In place of Qt's own: on its way for a while, then let go, in the window or over another program."""
        loop = QEventLoop()
        QTimer.singleShot(self._chance.choice((300, 600, 900)), loop.quit)
        loop.exec()
        if not shiboken6.isValid(drag):  # what it was dragged from is gone meanwhile, by undo: Qt gives up as well
            return Qt.DropAction.IgnoreAction
        mime = drag.mimeData()
        name = self._name_of(drag.source()) if isinstance(drag.source(), QWidget) else "?"
        if self._chance.random() < 0.4:
            self._did(f"dragged out of {name}", f"drag out of {name}")
            for kind in mime.formats():
                mime.data(kind)
            files = [Path(url.toLocalFile()) for url in mime.urls()]
            assert all(file.stat().st_size for file in files)
        elif targets := self._targets():
            target = self._chance.choice(targets)
            self._did(f"dragged from {name} to {self._name_of(target)}", f"drag to {self._name_of(target)}")
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
        self._did(f"paste on {self._name_of(target)}")
        QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    # ---- menus and dialogs --------------------------------------------------------------------------------------

    def _in_popup(self, popup: QWidget) -> None:
        if isinstance(popup, QMenu):
            entries = [
                one for one in popup.actions() if one.isEnabled() and not one.isSeparator() and one.menu() is None
            ]
            if not entries or self._chance.random() < 0.2 or popup.objectName().startswith("menu."):
                self._did(f"menu {popup.objectName()} closed")
                popup.close()
                return
            entry = entries[self._rarest([f"menu entry {one.text()}" for one in entries])]
            self._did(f"menu entry {entry.text()}", f"menu entry {entry.text()}")
            popup.setActiveAction(entry)
            QTest.keyClick(popup, Qt.Key.Key_Return)
            if is_alive(popup) and popup.isVisible():
                popup.close()
            return
        live = self._live(popup)
        self._in_dialog += 1
        if live and self._in_dialog < MOST_IN_DIALOG and self._chance.random() < 0.7:
            self._touch(live[self._rarest([self._name_of(one) for one in live])])
        else:
            self._in_dialog = 0
            self._did(f"popup {self._name_of(popup)} closed")
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            if is_alive(popup) and popup.isVisible():
                popup.close()

    def _in_modal(self, dialog: QWidget) -> None:
        self._in_dialog += 1
        if isinstance(dialog, QFileDialog):
            self._choose_file(dialog)
            return
        live = self._live(dialog)
        if live and self._in_dialog < MOST_IN_DIALOG:
            choice = live[self._rarest([self._name_of(one) for one in live])]
            if isinstance(choice, QLineEdit) and self._chance.random() < 0.6:
                self._type_path(choice)
            else:
                self._touch(choice)
            return
        self._in_dialog = 0
        self._did(f"dialog {self._name_of(dialog)} closed")
        if isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    def _place(self) -> str:
        """Somewhere to write: a good folder, a forbidden one, none, a file in the place of one."""
        good = str(self._exports)
        return self._chance.choice((good, good, good, "/sys", str(self._exports / "not there"),
                                    str(self._bad[0]), "relative", good + "/" + "x" * 300))  # fmt: skip

    def _type_path(self, field: QLineEdit) -> None:
        """What a dialog asks for is mostly a place or a name."""
        text = f"{self._place()}/{self._chance.choice(('sheet', 'a:b', '…', 'film'))}{self._number}"
        self._did(f"{field.objectName()}: {text[-60:]}", self._name_of(field))
        field.setText(text if "/" in field.text() else self._chance.choice(RUBBISH))

    def _choose_file(self, dialog: QFileDialog) -> None:
        if self._chance.random() < 0.15 or self._in_dialog > 3:
            self._in_dialog = 0
            self._did(f"file dialog {dialog.windowTitle()} closed")
            dialog.reject()
            return
        if dialog.fileMode() == QFileDialog.FileMode.Directory:
            path = self._place()
        elif dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            path = f"{self._place()}/file{self._number}"
        else:
            wanted = "".join(dialog.nameFilters()).casefold()
            fitting = [file for file in self._bad if file.suffix and file.suffix in wanted] or self._bad
            path = str(self._chance.choice(fitting + sorted(self._models.rglob("generator.safetensors"))))
        self._did(f"file dialog {dialog.windowTitle()}: {path[-60:]}", f"file dialog {dialog.windowTitle()}")
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is not None:
            field.setText(path)
        dialog.accept()

    def _answer_question(self) -> None:
        """Qt's own file dialog asks in the midst of an action, and waits for the answer."""
        question = QApplication.activeModalWidget()
        if self.busy and isinstance(question, QMessageBox):
            button = self._chance.choice(question.buttons())
            self._did(f"“{question.text()[:60]}”: {button.text()}")
            button.click()

    # ---- about the window ---------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        name = self._chance.choice(self.places)
        self._did(f"go to {name}", f"command window.{name}")
        self.window.show_workspace(name)

    def _leave_in_midst(self) -> None:
        name = self._chance.choice(("curate", "train"))
        self._did(f"go to {name}", f"command window.{name}")
        self.window.show_workspace(name)

    def _resize(self) -> None:
        width, height = self._chance.choice(((1100, 680), (1440, 900), (1900, 1060), (1280, 720)))
        self._did(f"window {width} x {height}")
        self.window.showNormal()
        self.window.resize(width, height)
        QCursor.setPos(self.window.mapToGlobal(QPoint(width // 2, height // 2)))

    def _reopen_window(self) -> None:
        self._did("the window was closed: shown again")
        self.window.show()
