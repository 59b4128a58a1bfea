"""The command palette (Ctrl+K): finds actions, pictures, runs, designs and projects by name.

Actions are matched as one types; what lies in the project is looked up on a thread and joins the list when it is
found. The list never waits.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)  # fmt: skip
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gan_engine.reporting import Report
from studio import theme
from studio.command import Command, keys_in
from studio.widgets.fields.eliding_box import shortened
from studio.words import tr, tr_noop
from studio.workers.workbench import Workbench

_ROW = 36
_MOST = 60
_MOST_FOUND = 8
_WIDTH = 560
NAMED = 10.0
"""Less than that is no name, but letters somewhere in it."""
_LOOKED_THROUGH = 400
"""Pictures or designs that are ranked by their names, of those that a search finds."""
_EntryRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """One line of the palette."""

    title: str
    kind: str
    run: Callable[[], object]
    icon: str = "caret-right"
    detail: str = ""
    """A shortcut, or where it is."""
    enabled: bool = True


def score(query: str, title: str, words: str = "") -> float:
    """How well what was typed names `title`, which is found by `words` too; 0 for not at all.

    An exact name (a file's without its ending) before names that begin so, these before names in which a word begins
    with each that was typed; then `words`, then what merely contains the letters or has them in order.
    """
    typed, name = " ".join(query.casefold().split()), title.casefold()
    if not typed:
        return NAMED
    if typed in (name, name.rpartition(".")[0]):
        best = 5 * NAMED
    elif name.startswith(typed):
        best = 4 * NAMED
    elif not (best := _by_words(typed, name)) and not (best := _by_words(typed, f"{name} {words.casefold()}") / 2):
        return 0.0
    return best - len(name) / 1000


def _by_words(typed: str, text: str) -> float:
    """Of `NAMED` times three where each word typed begins a word of `text`, down to letters that come in order."""
    words = text.replace("-", " ").replace(".", " ").split()
    total = 0.0
    for part in typed.split():
        if any(word == part for word in words):
            total += 3.0
        elif any(word.startswith(part) for word in words):
            total += 2.5
        elif part in text:
            total += 0.4
        elif len(part) > 2 and _in_order(part, text):
            total += 0.2
        else:
            return 0.0
    return NAMED * total / len(typed.split())


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _EntryRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title}, {entry.kind}"
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        enabled = self.entries[index.row()].enabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if enabled else Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(_EntryRole)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.HOVER))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 1, -4, -1), theme.RADIUS, theme.RADIUS)
        colour = theme.TEXT if entry.enabled else theme.DISABLED
        theme.icon(entry.icon, "QUIET" if entry.enabled else "DISABLED").paint(
            painter, QRect(rect.left() + 16, rect.top() + 10, 16, 16)
        )
        inner = rect.adjusted(44, 0, -16, 0)
        detail = entry.detail
        painter.setFont(theme.font(12))
        painter.setPen(QColor(theme.QUIET))
        width = min(painter.fontMetrics().horizontalAdvance(detail), inner.width() // 2)
        shown = shortened(detail, painter.fontMetrics(), width, Qt.TextElideMode.ElideMiddle)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme.font())
        painter.setPen(QColor(colour))
        inner.setRight(inner.right() - width - 16)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class CommandPalette(QWidget):
    """Lies over the window while open. `commands` gives what can be done now."""

    def __init__(self, over: QWidget, workbench: Workbench, commands: Callable[[], Sequence[Command]]) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("palette")
        self._workbench = workbench
        self._commands = commands
        self._found: list[tuple[float, Entry]] = []
        self._stepped_to: Entry | None = None
        """Gone to by the arrow keys: it stays the chosen one when more is found."""
        self._focus_before: QWidget | None = None
        self._frame = QFrame(self)
        self._frame.setProperty("place", "popup")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self._field = QLineEdit()
        self._field.setObjectName("palette.field")
        self._field.setProperty("place", "palette")
        self._list = QListView()
        self._list.setObjectName("palette.list")
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Entries(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list))
        self._none = theme.make_label("", "quiet")
        self._none.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self._field)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self._look_up = QTimer(self, singleShot=True, interval=80)
        self._look_up.timeout.connect(self._start_look_up)
        self._field.textChanged.connect(self._on_text)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._run)
        self._list.entered.connect(self._list.setCurrentIndex)
        over.installEventFilter(self)
        self._say()
        self.hide()

    def _say(self) -> None:
        """Its own words, in the language that is spoken."""
        self.setAccessibleName(tr("Search and do anything"))
        self._field.setAccessibleName(tr("Search pictures, runs, designs, actions"))
        self._field.setPlaceholderText(tr("Search pictures, runs, designs, actions"))
        self._list.setAccessibleName(tr("What was found"))
        self._none.setText(tr("Nothing of that name."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    # ---- opening ------------------------------------------------------------------------------------------

    def open(self, text: str = "") -> None:
        """Come up with the field empty (or with `text`) and focused."""
        window = self._over
        if not self.isVisible():
            self._focus_before = window.focusWidget()
        self._found = []
        self.setGeometry(window.rect())
        self._field.setText(text)
        self._fill()
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        """Go away; the focus goes back where it was."""
        self._look_up.stop()
        before, self._focus_before = self._focus_before, None
        if before is not None:
            before.setFocus()  # before it hides: else Qt gives the keyboard to some other control in between
        self.hide()

    @property
    def titles(self) -> list[str]:
        """What the list shows."""
        return [entry.title for entry in self._model.entries]

    # ---- filling ------------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._found, self._stepped_to = [], None
        self._fill()
        self._look_up.start()

    def _fill(self) -> None:
        query = self._field.text().strip()
        entries = []
        for command in self._commands():
            points = score(query, command.title, command.words)
            if points > 0:
                keys = next(iter(keys_in(command.shortcut)), "")
                shortcut = theme.native_keys(keys) if keys else ""
                enabled = command.enabled()
                entry = Entry(
                    command.title, tr("Action"), command.run, command.icon or "caret-right", shortcut, enabled=enabled
                )
                entries.append((points - (0 if enabled else 100), entry))
        if query:
            for folder in self._workbench.settings.recent:
                points = score(query, folder.stem)
                if points > 0:
                    open_ = functools.partial(self._workbench.open_project, folder)
                    entries.append((points - 0.5, Entry(folder.stem, tr("Project"), open_, "folder", tr("Project"))))
            entries = sorted([*entries, *self._found], key=lambda pair: -pair[0])
        else:
            entries.sort(key=lambda pair: not pair[1].enabled)
        shown = [entry for _, entry in entries][:_MOST]
        self._model.show_entries(shown)
        first = next((index for index, entry in enumerate(shown) if entry.enabled), -1)
        if self._stepped_to is not None and self._stepped_to in shown:
            first = shown.index(self._stepped_to)
        if first >= 0:
            self._list.setCurrentIndex(self._model.index(first, 0))
        self._list.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self._place()

    def _place(self) -> None:
        room = self.rect()
        width = min(_WIDTH, room.width() - 32)
        height = min(max(1, len(self._model.entries)), 10) * _ROW + 2 if self._model.entries else 0
        self._list.setFixedHeight(min(height, max(_ROW, room.height() - 160)))
        layout = self._frame.layout()
        if layout is not None:
            layout.activate()
        self._frame.resize(width, self._frame.sizeHint().height())
        self._frame.move((room.width() - width) // 2, 8)

    def _start_look_up(self) -> None:
        query = self._field.text().strip()
        project = self._workbench.project
        if len(query) >= 2 and project is not None:
            self._workbench.jobs.start(
                tr("Searching"), functools.partial(_search, project, query), self._take_found, self._leave,
                key="palette", quiet=True,
            )  # fmt: skip

    def _take_found(self, found: list[tuple[float, str, str, str, object]]) -> None:
        if not self.isVisible():
            return
        signals = {
            tr_noop("Picture"): self._workbench.show_in_curate,
            tr_noop("Run"): self._workbench.show_run,
            tr_noop("Design"): self._workbench.show_on_shelf,
        }
        icons = {"Picture": "image", "Run": "chart-line", "Design": "star"}
        self._found = [
            (points, Entry(title, tr(kind), functools.partial(signals[kind].emit, what), icons[kind], detail))
            for points, kind, title, detail, what in found
        ]
        self._fill()

    def _leave(self, error: BaseException) -> None:
        """The project could not be searched just now: the actions are still there."""

    # ---- choosing -----------------------------------------------------------------------------------------

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entries[index.row()]
        if entry.enabled:
            self.close_palette()
            entry.run()

    def _step(self, by: int) -> None:
        count = len(self._model.entries)
        row = self._list.currentIndex().row()
        for _ in range(count):
            row = (row + by) % count
            if self._model.entries[row].enabled:
                self._list.setCurrentIndex(self._model.index(row, 0))
                self._stepped_to = self._model.entries[row]
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
                self._step(1)
            elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
                self._step(-1)
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentIndex())
            elif key == Qt.Key.Key_Escape:
                self.close_palette()
            else:
                return False
            return True
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(theme.BAR)
        shade.setAlpha(120)
        QPainter(self).fillRect(self.rect(), shade)


def _search(project: object, query: str, report: Report) -> list[tuple[float, str, str, str, object]]:
    """On a thread: (score, kind, title, detail, id or path) of what in the project is named so, or found so."""
    from studio.project.pictures.query import Query
    from studio.project.project import Project
    from studio.project.shelf_query import ShelfQuery

    assert isinstance(project, Project)
    found: list[tuple[float, str, str, str, object]] = []
    for path in project.runs():
        number, _, name = path.name.partition("-")
        if points := max(score(query, name or path.name), score(query, path.name)):
            found.append((_art(points), "Run", name or path.name, tr("Run {number}", number=number), path))
    report(1, 3)
    ids = project.shelf.ids(ShelfQuery(text=query))[:_LOOKED_THROUGH]
    shelf = [
        (_art(score(query, each.name)), "Design", each.name, tr("Design"), each.id)
        for each in project.shelf.candidates(ids.tolist())
    ]
    report(2, 3)
    ids = project.catalogue.ids(Query(text=query))[:_LOOKED_THROUGH]
    pictures = [
        (_art(score(query, each.name)), "Picture", each.name, Path(each.folder).name or tr("Picture"), each.id)
        for each in project.catalogue.pictures(ids.tolist())
    ]
    for several in (shelf, pictures):
        found += sorted(several, key=lambda each: -each[0])[:_MOST_FOUND]
    return found


def _art(points: float) -> float:
    """What lies in the project comes before actions that merely contain the letters, behind those that are named so."""
    return max(points, NAMED) - 0.5
