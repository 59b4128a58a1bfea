"""News of trainings: a mark on the rail until looked at, and a word from the system where it has one, else a toast."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from studio.frame.rail import Rail
from studio.words import tr
from studio.workers.workbench import TrainingNews, Workbench


class News(QObject):
    """`is_seen()`: whether the artist has the trainings before their eyes now; then nothing is said."""

    def __init__(self, workbench: Workbench, rail: Rail, is_seen: Callable[[], bool], window: QWidget) -> None:
        super().__init__(window)
        self._workbench = workbench
        self._rail = rail
        self._window = window
        self._is_seen = is_seen
        self._tray: QSystemTrayIcon | None = None
        self._latest: Path | None = None
        workbench.training_news.connect(self._take)
        workbench.project_closing.connect(self._clear)

    def look(self) -> None:
        """Something else may be before the artist's eyes now."""
        if self._is_seen():
            self._clear()

    def _take(self, news: TrainingNews) -> None:
        if self._is_seen():
            return
        self._rail.mark("train", news.words)
        self._latest = news.path
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._speak(news.words)
        else:
            self._workbench.notify(news.words, action=tr("Show"), callback_=functools.partial(self._show, news.path))

    def _speak(self, words: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._show_latest)
            self._tray.activated.connect(self._show_latest)
        self._tray.show()
        self._tray.showMessage("Maquette", words, self._window.windowIcon())

    def _show_latest(self) -> None:
        if self._latest is not None:
            self._window.showNormal() if self._window.isMinimized() else self._window.raise_()
            self._window.activateWindow()
            self._show(self._latest)

    def _show(self, path: Path) -> None:
        self._workbench.show_run.emit(path)

    def _clear(self) -> None:
        self._rail.mark("train", "")
        self._latest = None
        if self._tray is not None:
            self._tray.hide()
