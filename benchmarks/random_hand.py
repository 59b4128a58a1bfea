"""A hand that does whatever can be done: commands, keys, pointers, drags, drops, dialogs, and harm from outside.

Nothing is listed here that the window does not say itself: commands come from its registry, widgets from what is
visible and enabled, menus and dialogs from what is open. What was done least is likeliest to be done next.
"""

from __future__ import annotations

import logging
import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from studio.command import Command
from studio.explorer.workspace import ExploreWorkspace
from studio.widgets.workspace import Workspace
from studio.window import Window
from vital_signs import Memory, limit_writing, own_process

import shiboken6
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
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
SHIFTS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
MOST_IN_DIALOG = 12
HARM_LASTS = 6
"""Actions for which a disk is full, or a model is away."""


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
        self._memory = memory
        self._in_dialog = 0
        self._to_heal: list[tuple[int, Callable[[], None]]] = []
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
        for _, heal in self._to_heal:
            heal()
        self._to_heal.clear()

    # ---- choosing -----------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Do one thing."""
        if self.busy:
            return
        self.busy = True
        try:
            self._number += 1
            for when, heal in list(self._to_heal):
                if self._number >= when:
                    self._to_heal.remove((when, heal))
                    heal()
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
            self._palette: 1, self._clipboard: 1, self._fill_disk: 0.6, self._harm_model: 1.0, self._resize: 0.6,
            self._go_back: 2, self._leave_in_midst: 0.4,
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
            self._point(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)

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

    def _spot(self, widget: QWidget) -> QPoint:
        seen = widget.visibleRegion().boundingRect()
        return QPoint(self._chance.randint(seen.left(), max(seen.left(), seen.right())),
                      self._chance.randint(seen.top(), max(seen.top(), seen.bottom())))  # fmt: skip

    def _mouse(
        self, widget: QWidget, kind: QEvent.Type, at: QPoint, shift: Qt.KeyboardModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:  # fmt: skip
        if not _alive(widget):
            return
        none = Qt.MouseButton.NoButton
        moved, released = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
        event = QMouseEvent(kind, QPointF(at), QPointF(widget.mapToGlobal(at)), none if moved else button,
                            none if released else button, shift)  # fmt: skip
        QApplication.sendEvent(widget, event)

    def _point(self, widget: QWidget) -> None:
        """Click, click twice, click right, or draw a stroke."""
        shift, first = self._chance.choice(SHIFTS), self._spot(widget)
        what = self._chance.random()
        press, move, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
        if what < 0.12:
            self._mouse(widget, press, first, shift, Qt.MouseButton.RightButton)
            self._mouse(widget, release, first, shift, Qt.MouseButton.RightButton)
            if _alive(widget):
                at = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, first, widget.mapToGlobal(first))
                QApplication.sendEvent(widget, at)
            return
        self._mouse(widget, press, first, shift)
        if what > 0.5:
            for _ in range(self._chance.choice((1, 5, 30))):
                self._mouse(widget, move, self._spot(widget) if _alive(widget) else first, shift)
        last = self._spot(widget) if _alive(widget) and what > 0.5 else first
        self._mouse(widget, release, last, shift)
        if what < 0.22:
            self._mouse(widget, QEvent.Type.MouseButtonDblClick, first, shift)
            self._mouse(widget, release, first, shift)

    def _wheel(self) -> None:
        live = self._live(self.window)
        if not live:
            return
        widget = self._chance.choice(live)
        at = QPointF(self._spot(widget))
        turn = QPoint(0, self._chance.choice((-960, -120, 120, 960)))
        self._did(f"wheel on {self._name_of(widget)}")
        QApplication.sendEvent(widget, QWheelEvent(
            at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton,
            self._chance.choice(SHIFTS), Qt.ScrollPhase.NoScrollPhase, False,
        ))  # fmt: skip

    # ---- dragging and dropping ----------------------------------------------------------------------------------

    def _targets(self) -> list[QWidget]:
        found = [one for one in self.window.findChildren(QWidget) if one.acceptDrops() and one.isVisible()]
        return sorted((one for one in found if not isinstance(one, QLineEdit)), key=self._name_of)

    def _let_fall(self, mime: QMimeData, widget: QWidget, *, leave: bool = False) -> bool:
        """Enter, move, drop, as Qt would send them; whether it was taken."""
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        at, buttons, none = self._spot(widget), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(at, actions, mime, buttons, none)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted() or not _alive(widget):
            return False
        for _ in range(3):
            QApplication.sendEvent(widget, QDragMoveEvent(self._spot(widget), actions, mime, buttons, none))
        if leave:
            QApplication.sendEvent(widget, QDragLeaveEvent())
        else:
            QApplication.sendEvent(widget, QDropEvent(QPointF(self._spot(widget)), actions, mime, buttons, none))
        return True

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
        taken = self._let_fall(mime, target, leave=self._chance.random() < 0.1)
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
            self._let_fall(mime, target)
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
            if _alive(popup) and popup.isVisible():
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
            if _alive(popup) and popup.isVisible():
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

    # ---- harm from outside --------------------------------------------------------------------------------------

    def _heal_later(self, heal: Callable[[], None]) -> None:
        self._to_heal.append((self._number + self._chance.randint(2, HARM_LASTS), heal))

    def _fill_disk(self) -> None:
        """The system refuses what window and engine write."""
        if self._to_heal:
            return
        processes = [own_process()]
        if (engine := self._memory.engine_process()) is not None:
            processes.append(engine.pid)
        size = self._chance.choice((0, 4096, 100_000))
        if all(limit_writing(process, size) for process in processes):
            self._did(f"the disk is full after {size} bytes", "harm: full disk")
            self._heal_later(self._empty_disk)

    def _empty_disk(self) -> None:
        """For an engine, too, that was begun meanwhile and took the limit over."""
        limit_writing(own_process(), -1)
        if (engine := self._memory.engine_process()) is not None:
            limit_writing(engine.pid, -1)

    def _harm_model(self) -> None:
        """The model that is open, or another one, is taken away, cut short in place, or replaced."""
        files = sorted(self._models.rglob("generator.safetensors"))
        if self._to_heal or not files:
            return
        workspace = self.window.workspace("explore")
        model = workspace.pictures.model if isinstance(workspace, ExploreWorkspace) else None
        file = (
            model.path
            if model is not None and model.path in files and self._chance.random() < 0.7
            else self._chance.choice(files)
        )
        aside = self._exports.parent / "aside.safetensors"
        shutil.copy(file, aside)
        how = self._chance.choice(
            ("removed", "cut short", "replaced by rubbish", "replaced by a newer one", "run removed")
        )
        run = file.parent.parent.parent
        if how == "removed":
            file.unlink()
        elif how == "run removed":
            run.rename(run.with_name("away"))
        elif how == "cut short":
            with file.open("r+b") as open_file:
                open_file.truncate(file.stat().st_size // 2)
        else:
            kind = "newer" if how.endswith("one") else "noise"
            source = next(one for one in self._bad if one.name == f"model {kind}.safetensors")
            source_copy = file.with_name("coming")
            shutil.copy(source, source_copy)
            source_copy.replace(file)
        self._did(f"model {file.parent.name} {how}", f"harm: model {how}")

        def heal() -> None:
            if how == "run removed":
                if run.exists():  # which is a fault: told, and no hindrance to the hours that follow
                    run.rename(run.parent.parent / f"what came back {self._number}")
                    logging.getLogger("random_use").error("a run that had gone came back as a folder")
                run.with_name("away").rename(run)
            whole = file.with_name("coming")
            shutil.copy(aside, whole)
            whole.replace(file)
            self.window.workbench.runs_changed.emit()

        self._heal_later(heal)
        self.window.workbench.runs_changed.emit()

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


def _alive(widget: QWidget) -> bool:
    return bool(shiboken6.isValid(widget))
