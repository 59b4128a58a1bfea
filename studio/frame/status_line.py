"""The status line at the bottom: background tasks, undo, a hint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio import theme
from studio.workers.tasks import Task, Tasks


class TaskRow(QWidget):
    """One task: its words, its progress, a way to cancel it."""

    def __init__(self, task: Task, *, in_list: bool = False) -> None:
        super().__init__()
        self.task = task
        self.setObjectName("status.task")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        self._words = theme.make_label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._cancel = theme.make_button("Cancel", "icon", name="status.task.cancel")
        self._cancel.setProperty("scale", "small")
        self._cancel.setIcon(theme.icon("x", "QUIET"))
        self._cancel.setIconSize(QSize(12, 12))
        self._cancel.clicked.connect(self._on_cancel)
        line.addWidget(self._words, 1 if in_list else 0)
        line.addWidget(self._bar)
        line.addWidget(self._cancel)
        self.refresh()

    def refresh(self) -> None:
        """Show where the task is now."""
        task = self.task
        self._words.setText(task.words)
        self._bar.setRange(0, task.total or 0)
        self._bar.setValue(min(task.done, task.total or 0))
        self._bar.setVisible(bool(task.total))
        self._bar.setAccessibleName(task.name)
        self._cancel.setAccessibleName(f"Cancel {task.name}")
        self._cancel.setToolTip(f"Cancel {task.name}")

    def _on_cancel(self) -> None:
        self.task.cancel()


class HintLabel(QLabel):
    """Plain words that give way where there is no room for all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @property
    def shown(self) -> str:
        """As much of the words as there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.palette(),
            self.isEnabled(), self.shown, self.foregroundRole(),
        )  # fmt: skip


class StatusLine(QWidget):
    """Shows the first task; “2 more” opens the list of all. `undo_wanted` when the undo words are clicked."""

    undo_wanted = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.STATUS_HEIGHT)
        self._tasks = tasks
        self._row: TaskRow | None = None
        self._list: TaskList | None = None
        self._more = _quiet_button("status.more", "Tasks in the background")
        self._undo = _quiet_button("status.undo", "Undo")
        self._undo.setIcon(theme.icon("arrow-left", "QUIET"))
        self._undo.setIconSize(QSize(12, 12))
        self._hint = HintLabel()
        self._hint.setProperty("role", "small")
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
        self._hint.setToolTip(text)

    def set_undo(self, text: str) -> None:
        """What Undo would take back, "" for nothing."""
        shown = text if len(text) <= 60 else text[:59] + "…"
        self._undo.setText(f"undo: {shown}")
        self._undo.setAccessibleName(f"Undo: {text}")
        self._undo.setToolTip("Ctrl+Z")
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
        self._more.setText(f"{len(shown) - 1} more")
        self._more.setAccessibleName(f"{len(shown)} tasks in the background")
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


def _quiet_button(name: str, accessible_name: str) -> QPushButton:
    button = theme.make_button("", "quiet", name=name)
    button.setAccessibleName(accessible_name)
    button.setProperty("scale", "small")
    return button


class TaskList(QFrame):
    """All tasks in a small window over the status line; goes away with a click elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("status.list")
        self.setAccessibleName("Tasks in the background")
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
