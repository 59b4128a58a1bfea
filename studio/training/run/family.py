"""The family of a training: what it branched from, and what branched from it, as a small tree."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio import theme
from studio.words import kimg_words, tr
from studio.workers.training.runs import RunEntry

_INDENT, _ROW, _DOT = 20, 28, 4
"""Pixels: from one generation to the next, a row, half a dot."""


@dataclass(frozen=True)
class Member:
    """A training of the tree, in the order of its rows."""

    name: str
    path: Path | None
    """None: it is no longer in the project, and known by name alone."""
    depth: int
    kimg: float | None
    """Where it branched off; None of the one that was begun."""
    is_chosen: bool


@dataclass(frozen=True)
class _Known:
    """What is known of a training: from itself, or from what its branches tell."""

    name: str
    path: Path | None
    parent: str | None
    kimg: float | None


def family(entries: Sequence[RunEntry], chosen: Path) -> list[Member]:
    """The whole family of the run in `chosen`, each below what it branched from; [] where it stands alone."""
    known: dict[str, _Known] = {}
    for entry in entries:
        parent = None
        for branching in entry.branched:
            key = _key(branching.run, branching.name, entries)
            known.setdefault(key, _Known(branching.title, None, parent, None))
            parent = key
        kimg = entry.branched[-1].kimg if entry.branched else None
        known[str(entry.path)] = _Known(entry.name, entry.path, parent, kimg)
    for entry in entries:  # where those that are gone branched off is told by their descendants alone
        for before, branching in zip(entry.branched, entry.branched[1:], strict=False):
            key = _key(branching.run, branching.name, entries)
            if known[key].path is None:
                known[key] = _Known(known[key].name, None, known[key].parent, before.kimg)
    root = str(chosen)
    if root not in known:
        return []
    seen = {root}
    while (parent := known[root].parent) is not None and parent in known and parent not in seen:
        root = parent
        seen.add(root)
    members = list(_below(root, 0, known, str(chosen), set()))
    return members if len(members) > 1 else []


def _below(key: str, depth: int, known: dict[str, _Known], chosen: str, seen: set[str]) -> list[Member]:
    if key in seen:  # a document that says it came from itself
        return []
    seen.add(key)
    own = known[key]
    found = [Member(own.name, own.path, depth, own.kimg, key == chosen)]
    children = [child for child, each in known.items() if each.parent == key]
    for child in sorted(children, key=lambda child: (known[child].kimg or 0.0, known[child].name)):
        found += _below(child, depth + 1, known, chosen, seen)
    return found


def _key(run: str, name: str, entries: Sequence[RunEntry]) -> str:
    """A project may have been moved as a whole: its runs keep the last part of their paths."""
    paths = [str(entry.path) for entry in entries]
    if run in paths:
        return run
    return next((str(entry.path) for entry in entries if entry.path.name == name), run)


class FamilyTree(QWidget):
    """A row a training; `chosen(Path)` when another one is wanted."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.family")
        self.setAccessibleName(tr("What this training branched from, and what branched from it"))
        self._members: list[Member] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addSpacing(theme.UNIT)
        column.addWidget(theme.make_line())
        column.addSpacing(2 * theme.UNIT)
        column.addWidget(theme.make_label(tr("Branches"), "section"))
        column.addSpacing(theme.UNIT)
        self._rows = _Rows()
        column.addWidget(self._rows)
        self._rows.chosen.connect(self.chosen)
        self.hide()

    @property
    def members(self) -> list[Member]:
        return self._members

    def show_family(self, members: list[Member]) -> None:
        """Nothing is seen where there are none."""
        if members != self._members:
            self._members = members
            self._rows.show_members(members)
        self.setVisible(bool(members))


class _Rows(QWidget):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._members: list[Member] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_members(self, members: list[Member]) -> None:
        self._members = members
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, member in enumerate(members):
            self._column.addWidget(self._row(number, member))
        self.update()

    def _row(self, number: int, member: Member) -> QWidget:
        holder = QWidget()
        theme.set_scaled(holder, height=_ROW)
        line = QHBoxLayout(holder)
        line.setContentsMargins(_INDENT * (member.depth + 1), 0, 0, 0)
        where = "" if member.kimg is None else tr("from {kimg} kimg", kimg=kimg_words(member.kimg))
        gone = "" if member.path is not None else tr("no longer here")
        words = ", ".join(filter(None, (member.name, where, gone)))
        name: QWidget
        if member.path is None or member.is_chosen:
            name = theme.make_label(member.name, "quiet" if member.path is None else "heading")
            name.setAccessibleName(words)
        else:
            name = theme.make_button(
                member.name, "name", name=f"train.family.{number}", tip=tr("Look at this training")
            )
            name.setAccessibleName(words)
            name.clicked.connect(functools.partial(self.chosen.emit, member.path))
        line.addWidget(name)
        line.addStretch(1)
        line.addWidget(theme.make_label(where or gone, "quiet"))
        return holder

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QPen(QColor(theme.LINE), 1.5)
        for number, member in enumerate(self._members):
            here = QPointF(_INDENT * member.depth + _INDENT / 2, _ROW * (number + 0.5))
            parent = next((row for row in range(number - 1, -1, -1) if self._members[row].depth < member.depth), None)
            painter.setPen(line)
            if parent is not None:
                above = QPointF(here.x() - _INDENT, _ROW * (parent + 0.5) + _DOT)
                painter.drawLine(above, QPointF(above.x(), here.y()))
                painter.drawLine(QPointF(above.x(), here.y()), QPointF(here.x() - _DOT, here.y()))
            colour = QColor(theme.ACCENT if member.is_chosen else theme.QUIET)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour if member.path is not None else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(here, _DOT, _DOT)
