"""Opening and closing the pages of Curate: one at most is open, its panel at the right, its view in the middle."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command
from studio.curation.middle import MiddleStack
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.step_strip import STRIP
from studio.project.project import Project
from studio.widgets.keyboard.tab_order import focus_into, is_stop, stops_of
from studio.widgets.room.in_turns import dressed
from studio.widgets.workspace import row
from studio.words import tr


class PanelFrame(QWidget):
    """The head of a page's panel with the way out, the panel, and a line towards what follows."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.page")
        self._title = theme.make_label("", "large")
        close = theme.make_button(tr("Close"), "icon", name="curate.page.close", icon_name="x", shortcut_hint="Esc")
        close.clicked.connect(self.closed)
        self._close = close
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(theme.UNIT)
        self._column.addLayout(row([self._title, None, close]))
        self._panels: dict[str, QWidget] = {}
        self._line = theme.make_line()
        self._column.addSpacing(8)
        self._column.addWidget(self._line)
        self.hide()

    def add_panel(self, page: CuratePage) -> None:
        """Take in the panel of a page that has been built, out of sight."""
        if page.panel is not None:
            page.panel.hide()
            self._panels[page.key] = page.panel
            self._column.insertWidget(self._column.count() - 2, page.panel)

    def show_page(self, page: CuratePage | None) -> None:
        """Show the panel of this page, or none."""
        for key, panel in self._panels.items():
            panel.setVisible(page is not None and key == page.key)
        if page is not None:
            self._title.setText(tr(page.title))
        self.setVisible(page is not None)

    def set_followed(self, followed: bool) -> None:
        """Whether anything stands below the panel: the line leads to that."""
        self._line.setVisible(followed)

    def focus_first(self) -> None:
        """Put the keyboard on the first control of the panel that is shown."""
        panel = next((each for each in self._panels.values() if not each.isHidden()), None)
        stops = [] if panel is None else [panel] if is_stop(panel) else stops_of(panel)
        (stops[0] if stops else self._close).setFocus(Qt.FocusReason.TabFocusReason)


class PageHost(QObject):
    """`moved(page | None)` when another page is open; `words_changed` when a step has other words."""

    moved = Signal(object)
    words_changed = Signal()

    def __init__(
        self, context: CurateContext, builders: Sequence[type[CuratePage]], middle: MiddleStack, frame: PanelFrame
    ) -> None:
        super().__init__(context)
        self._context = context
        self._middle = middle
        self._frame = frame
        self._built: set[str] = set()
        self._open: CuratePage | None = None
        self.pages: dict[str, CuratePage] = {}
        for builder in builders:
            page = builder(context)
            page.changed.connect(self.words_changed)
            page.closed_wanted.connect(self.close)
            self.pages[page.key] = page
        context.page_keys = tuple(self.pages)
        frame.closed.connect(self.close)
        context.table.chosen.connect(self._on_chosen)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @property
    def open_page(self) -> CuratePage | None:
        """The page that is open."""
        return self._open

    @property
    def has_view(self) -> bool:
        """Whether a page stands in the middle, in place of the light table."""
        return self._open is not None and self._open.view is not None

    def page_for_finding(self, kind: str) -> CuratePage | None:
        """The page that a kind of finding opens."""
        return next((page for page in self.pages.values() if kind in page.finds), None)

    def page_for_setting(self, name: str) -> CuratePage | None:
        """The page on which a field of `BakeSettings` is chosen; the one that is open, where it is chosen there too."""
        pages = [page for page in self.pages.values() if name in page.chooses]
        return self._open if self._open in pages else next(iter(pages), None)

    def open(self, key: str, *, finding: str = "") -> bool:
        """Open a page in place of the one that is open; whether there is one of this key."""
        page = self.pages.get(key)
        if page is None:
            return False
        if page is not self._open:
            if self._open is not None:
                self._let_go()
            if key not in self._built:
                self._build(page)
            self._open = page
            self._frame.show_page(page)
            self._middle.show_view(page.view)
            page.opened()
            page.on_chosen(self._context.table.ids)
            self.moved.emit(page)
        if finding:
            page.on_finding(finding)
        return True

    def _build(self, page: CuratePage) -> None:
        self._built.add(page.key)
        page.build()
        self._frame.add_panel(page)
        if page.view is not None:
            self._middle.addWidget(page.view)

    def build_ahead(self) -> Iterator[None]:
        """Build the pages that nobody has opened yet, a part at a time."""
        for page in self.pages.values():
            if page.key not in self._built:
                self._build(page)
                yield
                for area in (page.panel, page.view):
                    if area is not None:
                        yield from dressed(area)

    def close(self) -> None:
        """Close the page that is open."""
        if self._open is not None:
            self._let_go()
            self._frame.show_page(None)
            self._middle.show_view(None)
            self.moved.emit(None)

    def _let_go(self) -> None:
        page, self._open = self._open, None
        if page is not None:
            page.closed()

    def set_project(self, project: Project | None) -> None:
        """Another project is open, or none."""
        self.close()
        for page in self.pages.values():
            page.on_project(project)

    def focus(self, pictures: QWidget) -> None:
        """From the pictures to the panel of the page, and back."""
        view = self._open.view if self._open is not None else None
        place = view or pictures
        focused = QApplication.focusWidget()
        if self._open is not None and focused is not None and (focused is place or place.isAncestorOf(focused)):
            self._frame.focus_first()
        else:
            focus_into(place)

    def commands(self) -> list[Command]:
        """One to open each page, and what the pages have of their own."""
        steps = [page for page in self.pages.values() if page.kind == "step"]
        found = [
            Command(
                f"curate.open.{page.key}", tr(page.title), functools.partial(self.toggle, page.key),
                f"Shift+{1 + STRIP.index(page.key)}" if page in steps and page.key in STRIP else "", self._is_possible,
                words=tr("{tip} {words} step page", tip=tr(page.tip), words=tr(page.words)), icon=page.icon,
            )
            for page in self.pages.values()
        ]  # fmt: skip
        for page in self.pages.values():
            found += page.commands()
        return found

    def toggle(self, key: str) -> None:
        """Open a page, or close it where it is open."""
        if self._open is not None and self._open.key == key:
            self.close()
        elif self._is_possible():
            self.open(key)

    def _is_possible(self) -> bool:
        return self._context.project is not None and self._context.counts.all > 0

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """What has done its work, and cannot be pressed again, leaves the keyboard to the page, not to whatever comes
        after it in the window."""
        page = self._open
        if page is None or not self._middle.isVisible():  # the room was left: the keyboard goes with the artist
            return
        if old is None or now is None or (old.isEnabled() and old.isVisible()):
            return
        areas = [area for area in (page.panel, page.view) if area is not None]
        if any(area.isAncestorOf(old) for area in areas) and not any(area.isAncestorOf(now) for area in areas):
            self._context.focus_pictures()
            if not any(area.isAncestorOf(QApplication.focusWidget() or now) for area in areas):
                self._frame.focus_first()

    def _on_chosen(self) -> None:
        if self._open is not None:
            self._open.on_chosen(self._context.table.ids)
