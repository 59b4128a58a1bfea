"""The jobs of the queue as a list: a picture, how each stands, its progress; put in order by dragging and by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio import theme
from studio.engine_words import engine_words
from studio.training.run_words import span_words
from studio.widgets.grid.painter import draw_on_paper, fit_within
from studio.words import kimg_words, tr
from studio.workers.training.queue.book import QueuedJob

_JOB = Qt.ItemDataRole.UserRole + 1
_ROW = 80
_PICTURE = 64
_RIGHT = 240
"""The width of the column with progress and device."""
_SOON = 30  # seconds
_COLOURS = {"running": "GREEN", "held": "AMBER", "failed": "RED_TEXT"}

_Index = QModelIndex | QPersistentModelIndex


class _JobModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.jobs: tuple[QueuedJob, ...] = ()

    def set_jobs(self, jobs: Sequence[QueuedJob]) -> bool:
        """Whether rows came, went or changed places."""
        before, after = self.jobs, tuple(jobs)
        if [job.job for job in before] != [job.job for job in after]:
            self.beginResetModel()
            self.jobs = after
            self.endResetModel()
            return True
        self.jobs = after
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))
        return False

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.jobs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        job = self.jobs[index.row()]
        if role == _JOB:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return job.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part
                for part in (job.name, job.words, engine_words(job.reason), progress_words(job), left_words(job))
                if part
            )
        return engine_words(job.reason) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.jobs[index.row()].is_open else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class JobList(QListView):
    """`moved(job, place)`: a job dragged, or sent by Ctrl+Up and Ctrl+Down, to before the job that is at `place`.

    `chosen` when another is; `opened` by double-click or Return; `removed` by Delete.
    """

    chosen = Signal()
    opened = Signal()
    moved = Signal(int, int)
    removed = Signal()

    def __init__(self, picture: Callable[[QueuedJob], QImage | None]) -> None:
        super().__init__()
        self.setObjectName("train.queue.jobs")
        self.setAccessibleName(tr("Trainings in the queue"))
        self._model = _JobModel()
        self.setModel(self._model)
        self.setItemDelegate(_JobDelegate(picture, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def show_jobs(self, jobs: Sequence[QueuedJob]) -> None:
        """These, in this order; who was chosen stays so."""
        before, place = self.job, max(0, self.currentIndex().row())
        if self.state() == QAbstractItemView.State.DraggingState:
            return  # the next look shows it: rows do not go from under the hand
        if self._model.set_jobs(jobs) and jobs:
            kept = next((at for at, job in enumerate(jobs) if before is not None and job.job == before.job), None)
            self.setCurrentIndex(self._model.index(min(place, len(jobs) - 1) if kept is None else kept))
        self._tell()

    @property
    def jobs(self) -> tuple[QueuedJob, ...]:
        """In the order shown."""
        return self._model.jobs

    @property
    def job(self) -> QueuedJob | None:
        """The one that is chosen."""
        row = self.currentIndex().row()
        return self._model.jobs[row] if 0 <= row < len(self._model.jobs) else None

    def choose(self, job: int) -> None:
        """Choose the job with that number."""
        for place, each in enumerate(self._model.jobs):
            if each.job == job:
                self.setCurrentIndex(self._model.index(place))

    def send(self, steps: int) -> None:
        """Put the chosen job one place sooner (-1) or later (1)."""
        job, row = self.job, self.currentIndex().row()
        count = sum(each.is_open for each in self._model.jobs)
        if job is not None and job.is_open and 0 <= row + steps < count:
            self.moved.emit(job.job, row - 1 if steps < 0 else row + 2)

    def _tell(self) -> None:
        self.chosen.emit()

    def _open(self) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in ways:
            self.send(ways[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        job = self.job
        if event.source() is not self or job is None:
            return
        index = self.indexAt(event.position().toPoint())
        place = index.row() if index.isValid() else len(self._model.jobs)
        if index.isValid() and event.position().y() > self.visualRect(index).center().y():
            place += 1
        event.setDropAction(Qt.DropAction.CopyAction)  # the rows follow the queue: the view takes none away
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if place not in (self.currentIndex().row(), self.currentIndex().row() + 1):
            self.moved.emit(job.job, place)


class _JobDelegate(QStyledItemDelegate):
    def __init__(self, picture: Callable[[QueuedJob], QImage | None], parent: JobList) -> None:
        super().__init__(parent)
        self._picture = picture

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(320, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        job: QueuedJob = index.data(_JOB)
        state: QStyle.StateFlag = option.state
        rect = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT_TINT if chosen else theme.RAISED))
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if not job.is_open:
            painter.setOpacity(0.7)
        inner = rect.adjusted(8, 7, -16, -7)
        self._paint_picture(painter, QRect(inner.left(), inner.top(), _PICTURE, _PICTURE), job)
        left = inner.left() + _PICTURE + 16
        right = min(_RIGHT, max(0, (inner.right() - left) // 2))
        self._paint_words(painter, QRect(left, inner.top(), inner.right() - right - 16 - left, inner.height()), job)
        self._paint_progress(painter, QRect(inner.right() - right, inner.top(), right, inner.height()), job)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, job: QueuedJob) -> None:
        picture = self._picture(job)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        painter.fillPath(shape, QColor(theme.FIELD))
        if picture is None:
            theme.icon("chart-line", "DISABLED").paint(painter, rect.adjusted(20, 20, -20, -20))
            return
        painter.save()
        painter.setClipPath(shape)
        draw_on_paper(painter, fit_within(picture.size(), rect), picture)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, job: QueuedJob) -> None:
        parts = [job.words[:1].upper() + job.words[1:]]
        parts += [tr("priority {priority}", priority=job.priority)] if job.priority else []
        parts += [left_words(job)] if job.state != "running" and left_words(job) else []
        words = " · ".join(parts)
        _line(painter, rect, 0, job.name, theme.TEXT, weight=QFont.Weight.DemiBold)
        _line(painter, rect, 1, words, theme.colour(_COLOURS.get(job.state, "QUIET")))
        _line(painter, rect, 2, engine_words(job.reason), theme.QUIET)

    def _paint_progress(self, painter: QPainter, rect: QRect, job: QueuedJob) -> None:
        _line(painter, rect, 0, progress_words(job), theme.TEXT if job.is_open else theme.QUIET)
        bar = QRectF(rect.left(), rect.center().y() - 1, rect.width(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.TRACK))
        painter.drawRoundedRect(bar, 2, 2)
        if job.share > 0:
            painter.setBrush(QColor(theme.ACCENT if job.is_open else theme.HANDLE))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * job.share, bar.height()), 2, 2)
        left = left_words(job) if job.state == "running" else ""
        _line(painter, rect, 2, " · ".join(part for part in (left, job.device) if part), theme.QUIET)


def progress_words(job: QueuedJob) -> str:
    """“120 of 600 kimg”."""
    return tr("{done} of {total} kimg", done=kimg_words(job.kimg), total=kimg_words(job.total_kimg))


def left_words(job: QueuedJob) -> str:
    """“38 to 44 min left”; of one that waits “begins in 5 to 8 min, takes 2 to 3 h”; "" where nobody knows."""
    if job.state == "running":
        return "" if job.left is None else tr("{span} left", span=span_words(*job.left))
    takes = "" if job.left is None else tr("takes {span}", span=span_words(*job.left))
    return ", ".join(part for part in (_begins_words(job), takes) if part)


def _begins_words(job: QueuedJob) -> str:
    if job.begins is None:
        return ""
    least, most = job.begins
    return tr("begins soon") if most < _SOON else tr("begins in {span}", span=span_words(least, most))


def _line(
    painter: QPainter, rect: QRect, number: int, text: str, colour: str, weight: QFont.Weight = QFont.Weight.Normal
) -> None:
    """One of the three lines of a row, cut where it does not fit."""
    font = theme.font(weight=weight)
    height = rect.height() // 3
    place = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    words = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
