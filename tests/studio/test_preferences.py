"""The settings: each choice at once in effect and remembered, hostile files passed over, a reset taken back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from studio import theme
from studio.command import Command
from studio.palettes import DARK, LIGHT
from studio.preferences.choices import Choices, keys_in, read_choices, write_choices
from studio.preferences.dialog import SettingsDialog
from studio.preferences.keys import EVERYWHERE, clashes_of
from studio.preferences.languages import to_speak
from studio.preferences.preferences import Preferences
from studio.settings import Settings
from studio.window import Window
from studio.workers.workbench import Workbench

Wait = Callable[..., None]

COMMANDS = {
    EVERYWHERE: [
        Command("window.undo", "Undo", print, "Ctrl+Z"),
        Command("window.palette", "Do anything", print, "Ctrl+K"),
    ],
    "curate": [Command("curate.pick", "Pick", print, "P"), Command("curate.reject", "Reject", print, "X; Del")],
    "train": [Command("train.pause", "Pause", print, "P")],
}


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    yield
    theme.wear(theme.Look())


@pytest.fixture
def dialog(workbench: Workbench) -> Iterator[SettingsDialog]:
    preferences = Preferences(workbench)
    made = SettingsDialog(preferences, lambda: COMMANDS, {"curate": "Curate", "train": "Train"})
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    for page in made._pages:
        page.fill()
    yield made
    made.close()
    made.deleteLater()
    preferences.deleteLater()


def press(parent: QWidget, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# ---- what is remembered -----------------------------------------------------------------------------------------


def test_choices_come_back(home: Path) -> None:
    settings = Settings()
    chosen = Choices(
        theme.Look("light", "middle", "dark", "#102030", 125, True), "cuda:1", 3, {"a": "Ctrl+E"}, "/p", "de"
    )
    write_choices(settings, chosen)
    settings.save()
    assert read_choices(Settings()) == chosen


@pytest.mark.parametrize(
    "stored",
    [
        {"look": 3, "computing.device": 7, "computing.threads": "all", "shortcuts": [], "language": 1},
        {"look": {"theme": "pink", "text": True, "colour": "url(x)", "canvas": None, "still": 1, "more": {}}},
        {"computing.device": "cuda:1; rm", "computing.threads": -4, "language": "../../de"},
        {"computing.threads": 10**9, "shortcuts": {"a": 3, "b": "no such key", "c": "x" * 10_000}},
    ],
)
def test_what_is_no_choice_counts_as_none(home: Path, stored: dict[str, object]) -> None:
    (home / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    assert read_choices(Settings()) == Choices()


def test_what_is_known_of_a_look_is_kept_beside_what_is_not(home: Path) -> None:
    (home / "settings.json").write_text(json.dumps({"look": {"theme": "light", "text": 1000}}), encoding="utf-8")
    assert read_choices(Settings()).look == theme.Look("light", text=theme.LARGEST_TEXT)


def test_keys_are_written_as_qt_does() -> None:
    assert keys_in("ctrl+shift+e; X; ; nothing") == ["Ctrl+Shift+E", "X"]


# ---- what keys clash with ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "place", "name", "others"),
    [
        ("P", "curate", "curate.reject", ["curate.pick"]),
        ("Ctrl+K", "train", "train.pause", ["window.palette"]),
        ("Del", EVERYWHERE, "window.undo", ["curate.reject"]),
        ("X", "train", "train.pause", []),
        ("P", "curate", "curate.pick", []),
        ("P", EVERYWHERE, "window.undo", ["curate.pick", "train.pause"]),
        ("Ctrl+K; P", "train", "train.log", ["window.palette", "train.pause"]),
    ],
)
def test_a_key_clashes_where_both_are_live(keys: str, place: str, name: str, others: list[str]) -> None:
    assert [clash.command.name for clash in clashes_of(keys, place, name, COMMANDS)] == others


# ---- the window -------------------------------------------------------------------------------------------------


def test_a_theme_is_worn_and_remembered_at_once(dialog: SettingsDialog, workbench: Workbench) -> None:
    press(dialog, "settings.theme.light")
    assert theme.worn.palette is LIGHT
    assert QApplication.palette().window().color().name() == LIGHT.BAR
    assert workbench.settings.get("look", {})["theme"] == "light"
    press(dialog, "settings.canvas.middle")
    press(dialog, "settings.ground.dark")
    press(dialog, "settings.text.125")
    assert theme.worn.look == theme.Look("light", "middle", "dark", text=125)
    assert theme.font().pixelSize() == 16


def test_a_reset_is_taken_back(dialog: SettingsDialog) -> None:
    press(dialog, "settings.theme.light")
    press(dialog, "settings.reset")
    assert theme.worn.palette is DARK
    assert dialog.findChild(QPushButton, "settings.theme.dark").isChecked()
    press(dialog, "settings.take-back")
    assert theme.worn.palette is LIGHT
    assert not dialog.findChild(QPushButton, "settings.take-back").isVisible()


def choose_command(dialog: SettingsDialog, title: str) -> None:
    page = dialog.shortcuts
    [item] = page.list.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    page.list.setCurrentItem(item)


def test_keys_are_named_as_keyboards_name_them(dialog: SettingsDialog, workbench: Workbench) -> None:
    german = QTranslator()
    assert german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    QApplication.installTranslator(german)
    try:
        dialog.show_page("shortcuts")
        page = dialog.shortcuts
        page.show_choices()
        choose_command(dialog, "Reject")
        QTest.keyClick(page.keys, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert page.keys.text() == "Strg+E"
        assert workbench.settings.get("shortcuts", {}) == {"curate.reject": "Ctrl+E"}
        choose_command(dialog, "Pick")
        QTest.keyClick(page.keys, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert "Strg+E" in page.said.text()
        for typed in ("Strg+E", "Ctrl+E"):
            page.filter.setText(typed)
            [found] = [item for _, items in page._heads for item in items if not item.isHidden()]
            assert found.text(0) == "Reject"
    finally:
        QApplication.removeTranslator(german)


def test_keys_are_changed_by_pressing_others(dialog: SettingsDialog, workbench: Workbench) -> None:
    dialog.show_page("shortcuts")
    page = dialog.shortcuts
    choose_command(dialog, "Pick")
    QTest.keyClick(page.keys, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert workbench.settings.get("shortcuts", {}) == {"curate.pick": "Ctrl+E"}
    assert page.keys.text() == "Ctrl+E"
    QTest.keyClick(page.keys, Qt.Key.Key_P)
    assert workbench.settings.get("shortcuts", {"": ""}) == {}, "as it came: nothing to remember"
    QTest.keyClick(page.keys, Qt.Key.Key_X)
    assert "Reject" in page.said.text()
    assert workbench.settings.get("shortcuts", {"": ""}) == {}
    press(dialog, "settings.shortcuts.anyway")
    assert workbench.settings.get("shortcuts", {}) == {"curate.pick": "X", "curate.reject": "Del"}
    press(dialog, "settings.shortcuts.none")
    assert workbench.settings.get("shortcuts", {})["curate.pick"] == ""
    press(dialog, "settings.shortcuts.own")
    assert workbench.settings.get("shortcuts", {}) == {"curate.reject": "Del"}
    press(dialog, "settings.shortcuts.all")
    assert workbench.settings.get("shortcuts", {"": ""}) == {}


def test_a_key_is_taken_from_every_command_that_has_it(dialog: SettingsDialog, workbench: Workbench) -> None:
    dialog.show_page("shortcuts")
    page = dialog.shortcuts
    choose_command(dialog, "Undo")
    QTest.keyClick(page.keys, Qt.Key.Key_P)
    assert page.said.text() == "P is “Pick” already (Curate).\nP is “Pause” already (Train)."
    press(dialog, "settings.shortcuts.anyway")
    given = workbench.settings.get("shortcuts", {})
    assert given == {"curate.pick": "", "train.pause": "", "window.undo": "P"}
    choose_command(dialog, "Pause")
    press(dialog, "settings.shortcuts.own")
    assert workbench.settings.get("shortcuts", {}) == given, "the key it comes with is Undo's by now"
    assert page.said.text() == "P is “Undo” already (Everywhere)."
    press(dialog, "settings.shortcuts.anyway")
    assert workbench.settings.get("shortcuts", {}) == {"curate.pick": "", "window.undo": ""}


def test_commands_are_found_by_name_and_by_key(dialog: SettingsDialog) -> None:
    page = dialog.shortcuts
    for typed, titles in (("pick", ["Pick"]), ("del", ["Reject"]), ("ctrl", ["Undo", "Do anything"])):
        page.filter.setText(typed)
        assert [item.text(0) for _, items in page._heads for item in items if not item.isHidden()] == titles


def test_escape_closes_it(dialog: SettingsDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_devices_and_cores_are_those_that_the_engine_found(dialog: SettingsDialog, workbench: Workbench) -> None:
    page = dialog.findChild(QWidget, "settings.computing")
    assert [page.device.itemText(row) for row in range(page.device.count())] == ["Automatic"]
    hello = {"devices": [{"name": "cuda:0", "title": "A card"}, {"name": "cpu", "title": "CPU"}], "cores": 4}
    workbench.engine.hello.emit(hello)
    assert [page.device.itemText(row) for row in range(page.device.count())] == ["Automatic", "A card", "CPU"]
    page.device.setCurrentIndex(2)
    page.device.activated.emit(2)
    page.threads.setCurrentIndex(page.threads.findData(2))
    page.threads.activated.emit(2)
    assert workbench.engine._environment == {"MAQUETTE_DEVICE": "cpu", "OMP_NUM_THREADS": "2"}


GERMAN = """<!DOCTYPE TS><TS version="2.1" language="de">
<context><name>Maquette</name>
<message><source>Appearance</source><translation>Aussehen</translation></message>
<message><source>What was found</source><translation>Gefunden</translation></message></context>
</TS>"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small translation is there."""
    folder = tmp_path / "translations"
    folder.mkdir()
    (folder / "de.ts").write_text(GERMAN, encoding="utf-8")
    release = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([release, "-silent", folder / "de.ts", "-qm", folder / "maquette_de.qm"], check=True, timeout=60)
    monkeypatch.setattr("studio.preferences.languages.FOLDER", folder)


def test_another_language_is_spoken_at_once(german: None, window: Window, wait: Wait) -> None:
    def titles() -> list[str]:
        pages = (each.findChild(QWidget, "settings.appearance") for each in window.findChildren(SettingsDialog))
        return [page.accessibleName() for page in pages]

    window.actions_.action("window.settings").trigger()
    [dialog] = window.findChildren(SettingsDialog)
    dialog.show_page("language")
    press(dialog, "settings.language.de")
    wait(lambda: titles() == ["Aussehen"])
    [dialog] = window.findChildren(SettingsDialog)
    assert dialog._keys[dialog.stack.currentIndex()] == "language", "it is made anew where it was"
    assert window.palette_.findChild(QWidget, "palette.list").accessibleName() == "Gefunden"
    press(dialog, "settings.language.en")
    wait(lambda: window.palette_.findChild(QWidget, "palette.list").accessibleName() == "What was found")
    window.preferences.choose(language="de")
    window.preferences.reset()
    assert window.palette_.findChild(QWidget, "palette.list").accessibleName() == "What was found"
    for each in window.findChildren(SettingsDialog):
        each.close()


@pytest.mark.parametrize(("wished", "spoken"), [("de", "de"), ("de_AT", "de"), ("fr", "en"), ("en", "en")])
def test_a_language_without_translation_is_english(wished: str, spoken: str) -> None:
    assert to_speak(wished, {"de": Path("de.qm")}) == spoken


def test_half_a_path_is_not_taken(dialog: SettingsDialog, workbench: Workbench, tmp_path: Path) -> None:
    page = dialog.findChild(QWidget, "settings.folders")
    for typed, kept in (("art", ""), (str(tmp_path), str(tmp_path))):
        page.place.setText(typed)
        page.place.editingFinished.emit()
        assert workbench.settings.get("projects_folder", "") == kept


def test_a_changed_key_does_what_it_says_in_the_window(window: Window, wait: Wait) -> None:
    window.preferences.choose(shortcuts={"window.palette": "Ctrl+J"})
    command = next(each for each in window.actions_.all() if each.name == "window.palette")
    assert command.shortcut == "Ctrl+J"
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not window.palette_.isVisible()
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_.isVisible()
    assert window.header.search.toolTip() == "Search and do anything  (Ctrl+J)"


def test_what_is_written_on_buttons_are_the_keys_there_are_now(dressed: object) -> None:
    keep = theme.make_button("Keep", name="explore.keep", shortcut_hint="S", tip="Onto the shelf")
    back = theme.make_button("Back", "icon", name="shelf.back", shortcut_hint="S")
    try:
        for keys, texts in (
            ({("explore", "S"): "Ctrl+E"}, ("Keep   Ctrl+E", "Onto the shelf  (Ctrl+E)", "Back  (S)")),
            ({("explore", "S"): "", ("", "S"): "Q"}, ("Keep", "Onto the shelf", "Back  (Q)")),
            ({}, ("Keep   S", "Onto the shelf  (S)", "Back  (S)")),
        ):
            theme.give_keys(keys)
            assert (keep.text(), keep.toolTip(), back.toolTip()) == texts
        theme.give_keys({("explore", "S"): "Ctrl+E"})
        later = theme.make_button("Keep", name="explore.keep-too", shortcut_hint="S")
        assert later.text() == "Keep   Ctrl+E"
    finally:
        theme.give_keys({})


def test_keys_are_written_once_however_often_they_are_told(dressed: object) -> None:
    button = theme.make_button("Compare", name="shelf.compare-button", shortcut_hint="C")
    for words in ("Choose two", "Side by side"):
        button.setToolTip(words)
        theme.set_hint(button, "C")
        assert (button.text(), button.toolTip()) == ("Compare   C", f"{words}  (C)")


def test_keys_behind_a_tool_tip_follow_too_and_are_on_no_button(dressed: object) -> None:
    export = theme.make_button("Export", name="explore.export", tip="As a clip", keys="Ctrl+E")
    try:
        for keys, tip in (({("explore", "Ctrl+E"): "X"}, "As a clip  (X)"), ({}, "As a clip  (Ctrl+E)")):
            theme.give_keys(keys)
            assert (export.text(), export.toolTip()) == ("Export", tip)
            assert theme.with_keys("Export it", "explore.export", "Ctrl+E") == tip.replace("As a clip", "Export it")
    finally:
        theme.give_keys({})


def test_no_tool_tip_has_the_key_of_a_command_written_into_it() -> None:
    """It would stay as it is when the artist gives the command another."""
    studio = Path(theme.__file__).parent
    text = "\n".join(path.read_text("utf-8") for path in studio.rglob("*.py"))
    written = set(re.findall(r"  \(((?:Ctrl|Shift|Alt)\+[^()\n]+|[A-Z]|[0-9]|Esc|Space|Delete|Enter)\)\"", text))
    assert written == {"Ctrl+wheel", "Ctrl+click in the list"}, "of the mouse"


def test_settings_are_opened_by_their_key(window: Window, wait: Wait) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    [dialog] = window.findChildren(SettingsDialog)
    wait(dialog.isVisible)
    dialog.close()
