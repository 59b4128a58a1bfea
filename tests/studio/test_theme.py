"""The look: colours that can be read, greys without hue, icons and fonts that are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from studio import theme
from studio.palettes import CANVASES, DARK, LIGHT, READ, ROLES, SEEN, Canvas, Palette, contrast

THEMES = {"dark": DARK, "light": LIGHT}


@pytest.fixture
def worn() -> Iterator[None]:
    """Whatever is put on is taken off again."""
    yield
    theme.wear(theme.Look())


def colours(palette: Palette) -> dict[str, str]:
    return {role: getattr(palette, role) for role in ROLES}


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_and_edges_and_icons_seen(name: str) -> None:
    palette = THEMES[name]
    role = colours(palette)
    low = [
        f"{one} on {ground}"
        for pairs, least in ((READ, 4.5), (SEEN, 3.0))
        for one, grounds in pairs
        for ground in grounds
        if contrast(role[one], role[ground]) < least
    ]
    low += [each for each in palette.KINDS if contrast(each, palette.BACKGROUND) < 3]
    for each in palette.LABELS:
        low += [f"{each} on {ground}" for ground in ("PANEL", "RAISED", "BUTTON") if contrast(each, role[ground]) < 3]
        low += [f"text on {each}"] if contrast(palette.ON_ACCENT, each) < 4.5 else []
    assert not low


@pytest.mark.parametrize("name", THEMES)
def test_what_the_style_sheet_writes_on_a_ground_can_be_read(name: str) -> None:
    """Wherever a rule sets both; what can do nothing is meant to be faint."""
    role = colours(THEMES[name])
    found = 0
    for selector, text, ground in pairs_of(resources.find("themes/studio.qss").read_text(encoding="utf-8")):
        if "DISABLED" not in (text, ground):
            found += 1
            assert contrast(role[text], role[ground]) >= 4.5, selector
    assert found > 12


def pairs_of(sheet: str) -> Iterator[tuple[str, str, str]]:
    """(selector, role of the text, role of the background) of the rules of a style sheet that is written on.

    In a state (":hover") the text is that of the rule without it, unless the state has its own.
    """
    texts: dict[str, str] = {}
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for selectors, body in re.findall(r"([^{}]+)\{((?:\$\{\w+\}|[^{}])*)\}", sheet):
        said = dict(re.findall(r"(?<![\w-])([\w-]+): \$(\w+)", body))
        if "selection-background-color" in said and "selection-color" in said:
            yield selectors.strip(), said["selection-color"], said["selection-background-color"]
        for selector in (each.strip() for each in selectors.split(",")):
            plain = re.sub(r"(?<!:):[\w-]+", "", selector)
            text = said.get("color") or texts.get(plain, "TEXT")
            if ":disabled" not in selector and "color" in said:
                texts.setdefault(plain, text)
            if "background" in said and "::" not in selector.replace("::item", "") and "QSlider" not in selector:
                yield selector, text, said["background"]


@pytest.mark.parametrize("name", CANVASES)
def test_names_below_pictures_can_be_read_on_every_canvas(name: str) -> None:
    canvas = CANVASES[name]
    for text in (canvas.CANVAS_TEXT, canvas.CANVAS_QUIET):
        assert contrast(text, canvas.CANVAS) >= 4.5
    assert contrast(canvas.CANVAS_ACCENT, canvas.CANVAS) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("palette", [*THEMES.values(), *CANVASES.values()])
def test_greys_do_not_colour_the_art(palette: Palette | Canvas) -> None:
    greys = (
        "BAR", "BACKGROUND", "PANEL", "FIELD", "RAISED", "BUTTON", "HOVER", "LINE", "TRACK", "HANDLE", "EDGE", "TEXT",
        "QUIET", "DISABLED", "CANVAS", "CANVAS_TEXT", "CANVAS_QUIET", "CANVAS_LINE", "CANVAS_EMPTY",
    )  # fmt: skip
    for role in (each for each in greys if hasattr(palette, each)):
        red, green, blue = re.findall("..", getattr(palette, role)[1:])
        assert red == green == blue, role


def test_the_theme_names_the_roles_that_there_are() -> None:
    named = {name for name in theme.__annotations__ if name.isupper()}
    assert named == {each.name for record in (Palette, Canvas) for each in fields(record)}
    assert set(ROLES) == {each.name for each in fields(Palette)} - {"LABELS", "KINDS"}


def test_no_colour_is_taken_before_the_theme_is_known() -> None:
    """A role read while a module is loaded, or as a default, would stay as it was in another theme."""
    roles = {each.name for record in (Palette, Canvas) for each in fields(record)}
    early = []
    for path in sorted(Path(theme.__file__).parent.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"theme\.[A-Z]", text):
            early += [f"{path.name}: {name}" for name in taken_at_once(ast.parse(text)) if name in roles]
    assert not early
    assert taken_at_once(ast.parse("A = theme.TEXT\ndef f(a=theme.BAR): return theme.QUIET")) == ["TEXT", "BAR"]


def taken_at_once(node: ast.AST) -> list[str]:
    """The names that a module reads of the theme while it is loaded."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "theme":
        return [node.attr]
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        return taken_at_once(node.args)
    return [name for child in ast.iter_child_nodes(node) for name in taken_at_once(child)]


def test_another_look_is_worn_at_once(dressed: QApplication, worn: None) -> None:
    label, button = theme.make_label("Seen"), theme.make_button("Go", "icon", name="go", icon_name="play")
    label.ensurePolished()
    heard: list[str] = []
    hear = lambda: heard.append(theme.TEXT)  # noqa: E731
    theme.worn.changed.connect(hear)
    try:
        for name, palette in (("light", LIGHT), ("dark", DARK)):
            theme.wear(theme.Look(theme=name, text=120))
            assert theme.TEXT == heard[-1] == palette.TEXT
            assert dressed.palette().window().color().name() == palette.BAR
            assert label.palette().windowText().color().name() == palette.TEXT
            assert shown_colour(button.icon()) == palette.TEXT
            assert label.font().pixelSize() == 16
            assert "font-size: 24px" in theme.style_sheet()
    finally:
        theme.worn.changed.disconnect(hear)
        label.deleteLater()
        button.deleteLater()


def test_art_lies_on_what_the_artist_chose(worn: None) -> None:
    theme.wear(theme.Look(ground="dark", canvas="light"))
    assert not theme.paper().textureImage().isNull()
    assert theme.CANVAS == CANVASES["light"].CANVAS
    theme.wear(theme.Look(colour="#112233"))
    assert theme.paper().color().name() == "#112233"
    assert theme.CANVAS == DARK.BACKGROUND


def test_a_look_that_nobody_knows_counts_as_the_usual() -> None:
    strange = theme.Look("pink", "wide", "holes", "red", 900)
    assert strange.known() == theme.Look(text=theme.LARGEST_TEXT)


def test_every_colour_of_the_style_sheet_is_a_role() -> None:
    text = resources.find("themes/studio.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}\b", text)
    filled = theme.style_sheet()
    assert "$" not in filled
    for path in re.findall(r"url\(([^)]+)\)", filled):
        assert QSize(1, 1).isValid()
        assert path.endswith(".svg")
        assert resources.find(f"icons/{path.rsplit('/', 1)[1]}").is_file()


def test_the_font_is_ours_and_its_figures_are_of_one_width(dressed: object) -> None:
    from PySide6.QtGui import QFontMetricsF

    font = theme.font(13)
    assert QFontInfo(font).family().startswith("Inter")
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"), abs=0.01)


def test_a_field_of_several_lines_stands_out_as_one_of_a_single_line_does(dressed: object, qtbot: QtBot) -> None:
    grounds = []
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        field.resize(200, 60)
        field.show()
        grounds.append(field.grab().toImage().pixelColor(150, 40).name())
    assert grounds == [QColor(theme.RAISED).name()] * 2


def test_an_icon_shows_something(dressed: object) -> None:
    assert shown_colour(theme.icon("compass", "ACCENT")) == theme.ACCENT


def shown_colour(icon: QIcon) -> str:
    image = icon.pixmap(QSize(32, 32)).toImage()
    coloured = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    return coloured[0].name()


def test_a_button_has_its_names(dressed: object) -> None:
    button = theme.make_button("Pause", "icon", name="train.pause", icon_name="pause", shortcut_hint="P")
    assert (button.objectName(), button.accessibleName(), button.text()) == ("train.pause", "Pause", "")
    assert button.toolTip() == "Pause  (P)"
    button.deleteLater()


def test_labels_never_show_markup(dressed: object) -> None:
    label = theme.make_label("<b>cat</b>.png")
    assert label.textFormat() == theme.Qt.TextFormat.PlainText
    label.deleteLater()


def test_another_ground_behind_pictures_lays_no_widget_out_anew(dressed: object, worn: None, qtbot: QtBot) -> None:
    told: list[QEvent.Type] = []

    class Listening(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            told.append(event.type())

    label = Listening("Knight")
    qtbot.addWidget(label)
    label.show()
    told.clear()
    theme.wear(theme.Look(canvas="light"))
    theme.wear(theme.Look(canvas="dark", ground="light"))
    assert told == []
    theme.wear(theme.Look(theme="light"))
    assert QEvent.Type.StyleChange in told


def test_another_look_is_given_to_each_widget_once_however_deep_it_lies(
    dressed: object, worn: None, qtbot: QtBot
) -> None:
    class Deep(QLabel):
        given = 0

        def changeEvent(self, event: QEvent) -> None:
            super().changeEvent(event)
            self.given += event.type() == QEvent.Type.StyleChange

    top = QWidget()
    qtbot.addWidget(top)
    inner, found = top, []
    for depth in range(12):
        label = Deep(str(depth), inner)
        found.append(label)
        inner = QWidget(inner)
        QVBoxLayout(inner.parentWidget()).addWidget(inner)
    top.show()
    for look in (theme.Look(theme="light"), theme.Look(theme="light", text=150)):
        for label in found:
            label.given = 0
        theme.wear(look)
        assert len({label.given for label in found}) == 1, [label.given for label in found]
        assert {label.palette().windowText().color().name() for label in found} == {LIGHT.TEXT}
        assert {label.font().pixelSize() for label in found} == {theme.scaled(13)}
