"""The status line at the bottom: background tasks, undo, a hint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.fields.eliding_box import ElidingButton, ElidingLabel
from studio.widgets.keyboard.dialog import Popup
from studio.words import tr
from studio.workers.tasks import Task, Tasks

_LEAST_NAME = 72
"""px below which the name of a task is not shortened; how far it is never is."""
_ROUNDING = 2
_LEAST_UNDO = 96
"""px below which what would be undone is not shortened."""


class TaskRow(QWidget):
    """One task: its name, how far it is, a way to cancel it."""

    def __init__(self, task: Task, *, in_list: bool = False) -> None:
        super().__init__()
        self.task = task
        self.setObjectName("status.task")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        self._name = ElidingLabel(task.name, "small", least=_LEAST_NAME)
        self._count = theme.make_label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._cancel = theme.make_button(tr("Cancel"), "icon", name="status.task.cancel")
        self._cancel.setProperty("scale", "small")
        self._cancel.setIcon(theme.icon("x", "QUIET"))
        self._cancel.setIconSize(QSize(12, 12))
        self._cancel.clicked.connect(self._on_cancel)
        line.addWidget(self._name, 1 if in_list else 0)
        line.addWidget(self._count)
        line.addWidget(self._bar)
        line.addWidget(self._cancel)
        self.refresh()

    def refresh(self) -> None:
        """Show where the task is now."""
        task = self.task
        self._count.ensurePolished()
        room = self._count.fontMetrics().horizontalAdvance(task.longest_count) + _ROUNDING
        self._count.setMinimumWidth(room)  # so that it grows into its room, and what stands behind it keeps its place
        self._count.setText(task.count)
        self._count.setVisible(bool(task.count))
        self._bar.setRange(0, task.total or 0)
        self._bar.setValue(min(task.done, task.total or 0))
        self._bar.setVisible(bool(task.total))
        self._bar.setAccessibleName(task.name)
        self._cancel.setAccessibleName(tr("Cancel {name}", name=task.name))
        self._cancel.setToolTip(tr("Cancel {name}", name=task.name))

    def _on_cancel(self) -> None:
        self.task.cancel()


class StatusLine(QWidget):
    """Shows the first task; “2 more” opens the list of all. `undo_wanted` when the undo words are clicked."""

    undo_wanted = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.set_scaled(self, height=theme.STATUS_HEIGHT)
        self._tasks = tasks
        self._row: TaskRow | None = None
        self._list: TaskList | None = None
        self._more = theme.make_button("", "quiet", name="status.more")
        self._undo = ElidingButton("quiet", name="status.undo", least=_LEAST_UNDO)
        for button, words in ((self._more, tr("Tasks in the background")), (self._undo, tr("Undo"))):
            button.setAccessibleName(words)
            button.setProperty("scale", "small")
        self._undo.setIcon(theme.icon("arrow-left", "QUIET"))
        self._undo.setIconSize(QSize(12, 12))
        self._hint = ElidingLabel("", "small", least=0, mode=Qt.TextElideMode.ElideRight)
        self._place = QHBoxLayout()
        self._place.setContentsMargins(7, 0, 0, 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(13, 0, 20, 0)  # the words of the buttons begin 7 px further in
        across.setSpacing(8)
        across.addLayout(self._place)
        across.addWidget(self._more)
        across.addWidget(self._undo)
        across.addStretch(1)
        across.addWidget(self._hint)
        self._more.hide()
        self._undo.hide()
        self._more.clicked.connect(self._open_list)
        self._undo.clicked.connect(self.undo_wanted)
        tasks.changed.connect(self._on_tasks)

    def set_hint(self, text: str) -> None:
        """The quiet words at the right."""
        self._hint.setText(text)

    def set_undo(self, text: str) -> None:
        """What Undo would take back, "" for nothing."""
        shown = text if len(text) <= 60 else text[:59] + "…"
        self._undo.setText(tr("undo: {step}", step=shown))
        self._undo.setAccessibleName(tr("Undo: {step}", step=text))
        theme.set_tip(self._undo, tr("Undo: {step}", step=text), "Ctrl+Z")
        self._undo.setVisible(bool(text))

    def _on_tasks(self) -> None:
        shown = self._tasks.shown
        first = shown[0] if shown else None
        if self._row is not None and self._row.task is not first:
            self._place.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
            self._row = None
        if first is not None and self._row is None:
            self._row = TaskRow(first)
            self._place.addWidget(self._row)
        if self._row is not None:
            self._row.refresh()
        self._more.setVisible(len(shown) > 1)
        self._more.setText(tr("{count} more", count=len(shown) - 1))
        self._more.setAccessibleName(tr("{count} tasks in the background", count=len(shown)))
        if self._list is not None:
            self._list.show_tasks(shown)

    def _open_list(self) -> None:
        self._list = TaskList(self)
        self._list.destroyed.connect(self._forget_list)
        self._list.show_tasks(self._tasks.shown)
        self._list.move(self.mapToGlobal(QPoint(12, -self._list.sizeHint().height() - 8)))
        self._list.show()

    def _forget_list(self) -> None:
        self._list = None


class TaskList(Popup):
    """All tasks in a small window over the status line; goes away with a click elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status.list")
        self.setAccessibleName(tr("Tasks in the background"))
        self.setProperty("place", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 8, 8)
        self._rows: list[TaskRow] = []
        self.setMinimumWidth(360)

    def show_tasks(self, tasks: list[Task]) -> None:
        """Show these; none closes the list."""
        if not tasks:
            self.close()
            return
        for row in [row for row in self._rows if row.task not in tasks]:
            self._rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        known = [row.task for row in self._rows]
        for task in tasks:
            if task not in known:
                row = TaskRow(task, in_list=True)
                self._rows.append(row)
                self._column.addWidget(row)
        for row in self._rows:
            row.refresh()
