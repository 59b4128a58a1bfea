"""The welcome page: a folder of art, the sample project, recent projects."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.frame.logo import Logo
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.workbench import Workbench

_WIDTH = 560
_INSET = 8
"""Of what is in a recent project's row, so that the row can be lit around it."""
_SHOWN = 6


class RecentRow(QAbstractButton):
    """One project opened lately: its cover, its name, its place; where it has gone, what can be done.

    `open_wanted(folder)`, `locate_wanted(folder)`, `forget_wanted(folder)`.
    """

    open_wanted = Signal(object)
    locate_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, workbench: Workbench, folder: Path, number: int) -> None:
        super().__init__()
        self.folder = folder
        self._workbench = workbench
        self._there = True
        self._cut_from = 0
        self._cut: list[QImage] = []
        self._painter = PicturePainter(self, held=8)
        self.setObjectName(f"welcome.recent.{number}")
        self.setAccessibleName(tr("Open {stem}", stem=folder.stem))
        self.setToolTip(str(folder))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(64)
        workbench.thumbnails.arrived.connect(self._on_arrived)
        self.clicked.connect(self._open)
        self.locate = theme.make_button(
            tr("Locate…"), "quiet", name=f"welcome.locate.{number}", icon_name="folder-open"
        )
        self.locate.setAccessibleName(tr("Locate {stem}", stem=folder.stem))
        self.locate.clicked.connect(functools.partial(self.locate_wanted.emit, folder))
        self.forget = theme.make_button(
            tr("Take off the list"), "icon", name=f"welcome.forget.{number}", icon_name="x",
            tip=tr("Take off the list; nothing is deleted"),
        )  # fmt: skip
        self.forget.setAccessibleName(tr("Take {stem} off the list", stem=folder.stem))
        self.forget.clicked.connect(self._forget)
        self._ways = QWidget(self)
        self._ways.setLayout(row([self.locate, self.forget]))
        self._ways.hide()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 64)

    def set_there(self, there: bool) -> None:
        """Whether the project is still where it was."""
        self._there = there
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if there else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(
            tr("Open {stem}", stem=self.folder.stem) if there else tr("{stem}, no longer there", stem=self.folder.stem)
        )
        self._ways.setVisible(not there)
        self._place_ways()
        self.update()

    def _place_ways(self) -> None:
        size = self._ways.sizeHint()
        self._ways.setGeometry(self.width() - size.width() - 8, (self.height() - size.height()) // 2, *size.toTuple())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_ways()

    def _open(self) -> None:
        if self._there:
            self.open_wanted.emit(self.folder)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forget = QAction(tr("Take off the list"), menu)
        forget.triggered.connect(self._forget)
        menu.addAction(forget)
        menu.popup(event.globalPos())

    def _forget(self) -> None:
        self.forget_wanted.emit(self.folder)

    def _on_arrived(self, keys: list[object]) -> None:
        if ("cover", self.folder) in keys:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        from studio.workers.covers import read_cover

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if (self.underMouse() and self._there) or self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.PANEL))
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        strip = QRect(8, 8, 4 * 48 + 3 * 4, 48)
        cover = self._workbench.thumbnails.picture(
            ("cover", self.folder), 1, functools.partial(read_cover, self.folder)
        )
        for number in range(4):
            cell = QRect(strip.left() + number * 52, strip.top(), 48, 48)
            if cover is not None and cover.width() >= 4:
                part = self._parts(cover)[number]
                painter.setOpacity(1.0 if self._there else 0.3)
                painter.drawPixmap(cell.topLeft(), self._painter.held(part, cell.size()))
                painter.setOpacity(1.0)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.RAISED))
                painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
        words = self.rect().adjusted(strip.right() + 16, 12, -12, -12)
        if not self._there:
            words.setRight(self._ways.x() - 8)
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.TEXT if self._there else theme.QUIET))
        name = painter.fontMetrics().elidedText(self.folder.stem, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(theme.font(12))
        painter.setPen(QColor(theme.QUIET))
        place = (
            _short(self.folder.parent) if self._there else tr("No longer at {place}", place=_short(self.folder.parent))
        )
        elide = Qt.TextElideMode.ElideMiddle if self._there else Qt.TextElideMode.ElideRight
        place = painter.fontMetrics().elidedText(place, elide, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, place)

    def _parts(self, cover: QImage) -> list[QImage]:
        """The four pictures of a cover, cut once."""
        if cover.cacheKey() != self._cut_from:
            edge = cover.width() // 4
            self._cut_from = cover.cacheKey()
            self._cut = [cover.copy(number * edge, 0, edge, cover.height()) for number in range(4)]
        return self._cut


def _short(path: Path) -> str:
    home = str(Path.home())
    text = str(path)
    return f"~{text[len(home) :]}" if text.startswith(home + os.sep) else text


class WelcomePage(QWidget):
    """Signals: `folder_wanted`, `sample_wanted`, `open_wanted`, `project_wanted(path)`, `locate_wanted(path)` for one
    that has gone, `dropped(paths)`."""

    folder_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal()
    project_wanted = Signal(object)
    locate_wanted = Signal(object)
    dropped = Signal(list)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(tr("Welcome"))
        self.setProperty("place", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._workbench = workbench
        self._dragging = False
        self._middle = middle = QWidget()
        self._rows: list[RecentRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(theme.UNIT)
        below = QVBoxLayout(middle)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.UNIT)
        below.addLayout(column)
        outer.addStretch(3)
        across = QHBoxLayout()  # an alignment would not ask for the height that wrapped words need
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(4)
        column.setContentsMargins(_INSET, 0, _INSET, 0)
        column.addLayout(row([Logo(56), None]))
        column.addSpacing(16)
        column.addWidget(theme.make_label(tr("Turn your own art into new designs"), "welcome", wrap=True))
        column.addWidget(
            theme.make_label(
                tr(
                    "Gather a folder of your art, train a model on it on this computer, and walk through what it has "
                    "learned. Your pictures never leave this machine and are never changed."
                ),
                "quiet",
                wrap=True,
            )
        )
        column.addSpacing(24)
        new = theme.make_button(tr("New from a folder…"), "primary", name="welcome.new", icon_name="folder-plus")
        sample = theme.make_button(tr("Sample project"), name="welcome.sample", icon_name="paw-print")
        open_ = theme.make_button(tr("Open…"), name="welcome.open", icon_name="folder-open")
        for button in (new, sample, open_):
            button.setProperty("scale", "large")
        column.addLayout(row([new, sample, open_, None]))
        column.addSpacing(8)
        column.addWidget(theme.make_label(tr("Or drop a folder of pictures here."), "small"))
        column.addSpacing(24)
        self._heading = theme.make_label(tr("Recent"), "section")
        column.addWidget(self._heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent.setContentsMargins(0, 0, 0, 0)
        below.addLayout(self._recent)
        self.setFocusProxy(new)
        new.clicked.connect(self.folder_wanted)
        sample.clicked.connect(self.sample_wanted)
        open_.clicked.connect(self.open_wanted)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self.refresh()
        self._fit()
        theme.worn.changed.connect(self._fit)

    def _fit(self) -> None:
        self._middle.setFixedWidth(theme.scaled(_WIDTH) + 2 * _INSET)

    def refresh(self) -> None:
        """Show the recent projects as the settings know them."""
        for old in self._rows:
            self._recent.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for number, folder in enumerate(self._workbench.settings.recent[:_SHOWN]):
            made = RecentRow(self._workbench, folder, number)
            made.open_wanted.connect(self.project_wanted)
            made.locate_wanted.connect(self.locate_wanted)
            made.forget_wanted.connect(self._forget)
            self._rows.append(made)
            self._recent.addWidget(made)
        self._heading.setVisible(bool(self._rows))
        self._looking.start()

    def _look(self) -> None:
        folders = [made.folder for made in self._rows]
        self._workbench.jobs.start(
            tr("Looking for recent projects"), functools.partial(_which_are_there, folders), self._mark,
            key="welcome.recent", quiet=True,
        )  # fmt: skip

    def _mark(self, there: set[Path]) -> None:
        for made in self._rows:
            made.set_there(made.folder in there)

    def _forget(self, folder: Path) -> None:
        self._workbench.settings.forget_project(folder)
        self.refresh()

    # ---- dropping -----------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_files(event.mimeData()):
            event.acceptProposedAction()
            self._dragging = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dragging = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dragging = False
        self.update()
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragging:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.ACCENT), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 8, 8)


def _which_are_there(folders: list[Path], report: Report) -> set[Path]:
    """On a thread: a project on a share that sleeps must not stop the window."""
    there = set()
    for folder in folders:
        report(0, None)
        if (folder / "project.db").is_file():
            there.add(folder)
    return there
