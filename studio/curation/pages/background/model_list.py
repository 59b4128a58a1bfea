"""The list of networks for cut-outs: purpose, size, licence, fetching."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.workspace import row
from studio.words import tr


class ModelList(QWidget):
    """`fetch`, `cancel`, `remove`, `give`: (name); `give` is for a file the artist has."""

    fetch = Signal(str)
    cancel = Signal(str)
    remove = Signal(str)
    give = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._rows: dict[str, _Row] = {}
        self._wait = theme.make_label(tr("Asking which there are…"), "small")
        self._column.addWidget(self._wait)

    def show_models(self, facts: Sequence[Mapping[str, Any]]) -> None:
        """As the engine tells them; the one that is always there needs no line."""
        self._wait.hide()
        for one in facts:
            if one["embedded"]:
                continue
            name = str(one["name"])
            if name not in self._rows:
                made = _Row(name)
                made.fetch.clicked.connect(functools.partial(self._on, self.fetch, name))
                made.cancel.clicked.connect(functools.partial(self._on, self.cancel, name))
                made.remove.clicked.connect(functools.partial(self._on, self.remove, name))
                made.give.clicked.connect(functools.partial(self._on, self.give, name))
                self._rows[name] = made
                self._column.addWidget(made)
            self._rows[name].show_facts(one)

    def show_progress(self, name: str, share: float) -> None:
        """A model is on its way."""
        if name in self._rows:
            self._rows[name].show_progress(share)

    def show_failure(self, name: str, words: str) -> None:
        """Why one could not be fetched."""
        if name in self._rows:
            self._rows[name].show_failure(words)

    def _on(self, signal: Any, name: str, checked: bool = False) -> None:
        signal.emit(name)


class _Row(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"curate.background.model.{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._title = theme.make_label(name, "heading")
        self._sentence = theme.make_label("", "small", wrap=True)
        self._facts = theme.make_label("", "small")
        self._failure = theme.make_label("", "error", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        prefix = f"curate.background.model.{name}"
        self.fetch = theme.make_button(tr("Fetch"), name=f"{prefix}.fetch", icon_name="download-simple")
        self.give = theme.make_button(tr("From a file…"), "quiet", name=f"{prefix}.give")
        self.cancel = theme.make_button(tr("Cancel"), name=f"{prefix}.cancel")
        self.remove = theme.make_button(tr("Remove"), "quiet", name=f"{prefix}.remove")
        for widget in (self._title, self._sentence, self._facts, self._failure, self._progress):
            column.addWidget(widget)
        column.addLayout(row([self.fetch, self.give, self.cancel, self.remove, None]))
        self._failure.hide()

    def show_facts(self, facts: Mapping[str, Any]) -> None:
        self._title.setText(str(facts["title"]))
        self._sentence.setText(str(facts["sentence"]))
        there = bool(facts["installed"])
        self._facts.setText(f"{facts['size']}, {facts['licence']}" + (tr(", installed") if there else ""))
        self._progress.hide()
        self.cancel.hide()
        self.fetch.setVisible(not there)
        self.give.setVisible(not there)
        self.remove.setVisible(there)
        if there:
            self._failure.hide()

    def show_progress(self, share: float) -> None:
        self._failure.hide()
        self._progress.setValue(round(share * 1000))
        self._progress.show()
        self.cancel.show()
        for widget in (self.fetch, self.give, self.remove):
            widget.hide()

    def show_failure(self, words: str) -> None:
        self._failure.setText(words)
        self._failure.show()
