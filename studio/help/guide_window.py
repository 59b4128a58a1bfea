"""The guide in a window of its own (F1): chapters at the left, a search above, the page in the house's type.

Its pictures are decoded on threads and come one after the other.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextCursor,
    QTextDocument,
)  # fmt: skip
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gan_engine.reporting import Report
from studio import theme
from studio.help.guide import (
    FIRST,
    Chapter,
    empty_picture,
    fill,
    fit_pictures,
    folder,
    load_picture,
    pictures,
    shown_size,
)  # fmt: skip
from studio.widgets.fields.inner_parts import make_clearable
from studio.widgets.keyboard.own_keys import press_by_enter
from studio.widgets.workspace import row
from studio.words import language, tr
from studio.workers.jobs import Jobs

_SIZE = QSize(1080, 760)
_LIST_WIDTH = 248
_WIDEST = 760
"""Of the page, in pixels: no line longer than can be read."""
_LEAST = 280
_SETTLED = 120  # milliseconds after the last change of the window's size
_POSITION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class _Place:
    """Where one has been: a page, and how far down."""

    page: str
    scrolled: int


class Page(QTextBrowser):
    """A page of the guide; `linked` when a link in it is followed (`anchorClicked` of Qt's)."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("guide.page")
        self.setAccessibleName(tr("The guide"))
        self.setProperty("place", "page")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._jobs = jobs
        self._name = FIRST
        self._language = language()  # that of the window, which is spoken until the program is started again
        self._waiting: list[str] = []
        self._fitted = 0
        self.chapters: list[Chapter] = []

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._name

    def show_page(self, name: str) -> None:
        """Show a page from its beginning. Raises `FileNotFoundError`."""
        self.chapters = fill(self.document(), name, self._language, self._width())
        self._name = name
        self._set_margins()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._load_pictures()

    def set_anew(self) -> None:
        """The page in the look of now; what stood at the top and what was chosen stay where they were."""
        chosen, top = self.textCursor(), self.at_top()
        anchor, end, before = chosen.anchor(), chosen.position(), self._height_of(top)
        self.show_page(self._name)
        chosen = QTextCursor(self.document())
        chosen.setPosition(anchor)
        chosen.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(chosen)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._height_of(top) - before)

    def _height_of(self, position: int) -> int:
        """How far below the upper edge a place in the text stands, in pixels."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top()

    def _load_pictures(self) -> None:
        self._fitted = self._width()
        self._waiting = list(dict.fromkeys(pictures(self.document())))
        self._load_next()

    def go_to(self, position: int) -> None:
        """Scroll so that a place in the text stands at the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(min(bar.maximum(), bar.value() + self.cursorRect(cursor).top() - theme.UNIT))

    def at_top(self) -> int:
        """The place in the text below the upper edge."""
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, 3 * theme.UNIT)).position()

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        """Pictures come from threads; nothing is fetched, from wherever a page may ask."""
        return empty_picture() if type_ == QTextDocument.ResourceType.ImageResource.value else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def fit(self) -> None:
        """Pictures as wide as the page is now, sharp at that width."""
        if self._fitted != self._width():
            top = self.at_top()
            fit_pictures(self.document(), self._width())
            self._load_pictures()
            self.go_to(top)

    def _width(self) -> int:
        return max(_LEAST, min(_WIDEST, self.viewport().width() - 6 * theme.UNIT))

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        aside = (self.viewport().width() - self._width()) / 2
        if form.leftMargin() != aside:
            form.setLeftMargin(aside)
            form.setRightMargin(aside)
            form.setTopMargin(2 * theme.UNIT)
            form.setBottomMargin(6 * theme.UNIT)
            frame.setFrameFormat(form)

    def _load_next(self) -> None:
        if not self._waiting:
            return
        name = self._waiting.pop(0)
        path = folder() / name
        pixels = shown_size(path, self._fitted) * self.devicePixelRatioF()

        def load(report: Report) -> QImage:
            return load_picture(path, pixels)

        shown = functools.partial(self._show_picture, self._name, name)
        self._jobs.start(tr("Reading the guide's pictures"), load, shown, self._skip, key="guide.pictures", quiet=True)

    def _show_picture(self, page: str, name: str, image: QImage) -> None:
        if page == self._name:
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
            self.viewport().update()
            self._load_next()

    def _skip(self, error: BaseException) -> None:
        self._load_next()


class GuideWindow(QWidget):
    """One at a time; it is kept, and shown again where it was left."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setWindowTitle(tr("Maquette – Guide"))
        self.setProperty("place", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._back: list[_Place] = []
        self._forth: list[_Place] = []
        self._is_stale = False
        self._side = QWidget()
        self.list = QListWidget()
        self.list.setObjectName("guide.chapters")
        self.list.setAccessibleName(tr("Chapters"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._on_chapter)
        self.list.itemActivated.connect(self._on_chapter)
        self.page = Page(jobs)
        self.page.anchorClicked.connect(self._on_link)
        self.page.verticalScrollBar().valueChanged.connect(self._mark_chapter)
        self.back = theme.make_button(
            tr("Back"), "icon", name="guide.back", icon_name="arrow-left", shortcut_hint="Alt+Left"
        )
        self.forth = theme.make_button(
            tr("Forward"), "icon", name="guide.forward", icon_name="arrow-right", shortcut_hint="Alt+Right"
        )
        self.back.clicked.connect(self.go_back)
        self.forth.clicked.connect(self.go_forward)
        self.search = QLineEdit()
        self.search.setObjectName("guide.find")
        self.search.setAccessibleName(tr("Find in the guide"))
        self.search.setPlaceholderText(tr("Find in the guide"))
        make_clearable(self.search)
        self.search.setMaximumWidth(300)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self.find_next)
        self.found = theme.make_label("", "small")
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self.page.fit)
        self._lay_out()
        self._make_keys()
        self.resize(_SIZE)
        self._show(FIRST)
        theme.worn.changed.connect(self._on_look)

    def _lay_out(self) -> None:
        side = self._side
        side.setProperty("place", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chapters = QVBoxLayout(side)
        chapters.setContentsMargins(8, 16, 0, 8)
        chapters.addWidget(self.list)
        head = row([self.back, self.forth, None, self.found, 8])
        head.addWidget(self.search, 3)
        head.setContentsMargins(12, 8, 16, 8)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(head)
        middle.addWidget(theme.make_line())
        middle.addWidget(self.page, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addLayout(middle, 1)

    def _make_keys(self) -> None:
        for keys, do in (
            ("Escape", self._on_escape), ("Alt+Left", self.go_back), ("Alt+Right", self.go_forward),
            ("Ctrl+F", self._on_find), ("F3", self.find_next), ("Shift+F3", self.find_before),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, do)

    # ---- where one is ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(event, self):
            super().keyPressEvent(event)

    def open_at(self, chapter: str) -> None:
        """Show the window, at the chapter with this title in English ("Train"); "" where it was left."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()
        if chapter:
            if self.page.page != FIRST:
                self._show(FIRST)
            for each in self.page.chapters:
                if each.level == 2 and each.english.endswith(chapter):
                    QTimer.singleShot(0, self, functools.partial(self.page.go_to, each.position))  # when it is laid out
                    break

    def _show(self, name: str) -> None:
        self.page.show_page(name)
        self._list_chapters()
        self._say_way()

    def _list_chapters(self) -> None:
        self._side.setFixedWidth(theme.scaled(_LIST_WIDTH))
        self.list.clear()
        for each in self.page.chapters:
            item = QListWidgetItem(f"{'      ' * max(0, each.level - 2)}{each.title}", self.list)
            item.setData(_POSITION, each.position)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.title)
            item.setToolTip(each.title)
            if each.level < 3:
                item.setFont(theme.font(weight=QFont.Weight.DemiBold))
        self._mark_chapter()

    def _here(self) -> _Place:
        return _Place(self.page.page, self.page.verticalScrollBar().value())

    def _leave(self) -> None:
        self._back.append(self._here())
        self._forth.clear()
        self._say_way()

    def go_back(self) -> None:
        """To where one was before."""
        self._travel(self._back, self._forth)

    def go_forward(self) -> None:
        """To where one was before going back."""
        self._travel(self._forth, self._back)

    def _travel(self, there: list[_Place], here: list[_Place]) -> None:
        if there:
            here.append(self._here())
            place = there.pop()
            if place.page != self.page.page:
                self._show(place.page)
            self.page.verticalScrollBar().setValue(place.scrolled)
            self._say_way()

    def _say_way(self) -> None:
        self.back.setEnabled(bool(self._back))
        self.forth.setEnabled(bool(self._forth))

    def _mark_chapter(self) -> None:
        """The chapter at the top of the page, in the list."""
        top = self.page.at_top()
        before = [row_ for row_, each in enumerate(self.page.chapters) if each.position <= top]
        self.list.setCurrentRow(before[-1] if before else 0)

    def _on_chapter(self, item: QListWidgetItem) -> None:
        self._leave()
        self.page.go_to(int(item.data(_POSITION)))

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
            return
        name, anchor = link.path(), link.fragment()
        self._leave()
        if name and name != self.page.page:
            self._show(name)
        for each in self.page.chapters:
            if anchor in each.anchors:
                self.page.go_to(each.position)

    def _on_look(self) -> None:
        """Another theme, or another size of text: the page is set anew, once it is seen."""
        self._is_stale = True
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        self._is_stale = False
        self.page.set_anew()
        self._list_chapters()
        self._mark(self.search.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    # ---- finding --------------------------------------------------------------------------------------------

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_escape(self) -> None:
        if self.search.text():
            self.search.clear()
            self.page.setFocus()
        else:
            self.close()

    def _on_typed(self, text: str) -> None:
        if self._mark(text):
            cursor = self.page.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.page.setTextCursor(cursor)
            self.find_next()

    def _mark(self, text: str) -> int:
        """Show where the page says it; how often it does."""
        marks = []
        if len(text) > 1:
            cursor = self.page.document().find(text, 0)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(QColor(theme.ACCENT_TINT))
                mark.format.setForeground(QColor(theme.ON_TINT))
                marks.append(mark)
                cursor = self.page.document().find(text, cursor)
        self.page.setExtraSelections(marks)
        self.found.setText("" if len(text) < 2 else tr("{count} found", count=len(marks)) if marks else tr("Not found"))
        return len(marks)

    def find_next(self) -> None:
        """The next place with what is typed, from the beginning again after the last."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def find_before(self) -> None:
        """The one before."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def _find(self, way: QTextDocument.FindFlag, again: QTextCursor.MoveOperation) -> None:
        text = self.search.text()
        if len(text) > 1 and not self.page.find(text, way):
            self.page.moveCursor(again)
            self.page.find(text, way)
