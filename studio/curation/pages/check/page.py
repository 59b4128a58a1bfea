"""The Check page: each check with its threshold, count and pictures."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.curation.checks.verdicts import CHECKS, QUALITY_KINDS, Check
from studio import theme
from studio.curation.collections import DAMAGED, title_of
from studio.curation.pages.check.rows import CheckRow, CountLine
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.qualities import Qualities
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.scrolling import scroll_to
from studio.words import count_words, in_sentence, number_words, tr, tr_noop
from studio.workers.curation.checks import Checks

_SHOW = 30  # milliseconds between two looks of the light table at a moving threshold
_REST = 500  # milliseconds after a threshold came to rest until its findings are stored

_FILES = ("too-small", "animated")
_COMPARED = {"duplicate": "copies", "near-duplicate": "copies", "outlier": "unlike"}
"""Kinds that comparing the pictures tells, and the pages where they are worked on."""


class ScoreWords(Mapping[int, str]):
    """The score of each picture in words, made when it is asked for: only those in sight are."""

    def __init__(self, qualities: Qualities, check: Check) -> None:
        self._qualities, self._check = qualities, check
        self._values = qualities.of(check)

    def __getitem__(self, id_: int) -> str:
        place = self._qualities.row_of(id_)
        if place < 0 or np.isnan(self._values[place]):
            raise KeyError(id_)
        return number_words(self._check.words(float(self._values[place])))

    def __iter__(self) -> Iterator[int]:
        return iter(self._qualities.ids.tolist())

    def __len__(self) -> int:
        return len(self._qualities.ids)

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = None  # type: ignore[assignment]


class CheckPage(CuratePage):
    """Rows for what the pixels tell, then for files and for what comparing the pictures tells."""

    key = "check"
    title = tr_noop("Check")
    icon = "check-circle"
    kind = "step"
    tip = tr_noop("See what is blurred, enlarged, too dark, framed or written on, and reject it.")
    words = tr_noop("quality blurred sharp flat dark light grey aspect border text threshold histogram")
    finds = tuple(check.kind for check in CHECKS)

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.checks = Checks(context.workbench, self)
        self._rows: dict[str, CheckRow] = {}
        self._lines: dict[str, CountLine] = {}
        self._kind = ""
        self._flagged: Ids = np.empty(0, np.int64)
        self._is_open = False
        self._shows_own = False
        self._show_soon = QTimer(self, singleShot=True, interval=_SHOW)
        self._show_soon.timeout.connect(self._show_flagged)
        self._store_soon = QTimer(self, singleShot=True, interval=_REST)
        self._store_soon.timeout.connect(self._store)
        self._in_sight = QTimer(self, singleShot=True, interval=0)
        self._in_sight.timeout.connect(self._see_row)
        self.checks.changed.connect(self._on_checks)
        self.checks.busy_changed.connect(self._on_busy)
        self.checks.came_back.connect(self._show_back)
        context.pictures_changed.connect(self._on_pictures)
        context.analysis_changed.connect(self._on_compared)
        context.workbench.settling.connect(self._settle_now)
        self._known = 0

    # ---- what it is made of -------------------------------------------------------------------------------------

    def build(self) -> None:
        self.panel = QWidget()
        self.panel.setObjectName("curate.check.panel")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._state = theme.make_label("", "small", wrap=True)
        self._state.setContentsMargins(8, 0, 0, 8)
        column.addWidget(self._state)
        for check in CHECKS:
            row = self._rows[check.kind] = CheckRow(check)
            row.opened.connect(self.open_kind)
            row.tried.connect(self._on_tried)
            row.released.connect(self._on_released)
            row.rejected.connect(self._reject)
            row.fine.connect(self._say_fine)
            row.again.connect(self._ask_again)
            column.addWidget(row)
        column.addSpacing(12)
        for key in (DAMAGED, *_FILES, *_COMPARED):
            title = title_of(key if key == DAMAGED else f"finding:{key}")
            line = self._lines[key] = CountLine(f"curate.check.{key}", title)
            line.clicked.connect(functools.partial(self._show_collection, key))
            column.addWidget(line)

    def opened(self) -> None:
        self._is_open = True
        self._show_all()
        if not self._kind:
            first = next((kind for kind, row in self._rows.items() if row.line.count), "")
            if first:
                self.open_kind(first)

    def closed(self) -> None:
        self._is_open = False
        self._settle_now()
        self._show_soon.stop()
        self._open_row("")

    def on_project(self, project: Project | None) -> None:
        self._store_soon.stop()
        self._known = 0
        self.checks.set_project(project)
        self._open_row("")

    def on_finding(self, kind: str) -> None:
        self._open_row(kind)
        self._shows_own = False

    def strip_words(self) -> tuple[str, bool]:
        counts = self.context.counts
        if not counts.all:
            return tr("no pictures yet"), False
        if counts.unchecked:
            return tr("{unchecked:,} still to check", unchecked=counts.unchecked), False
        if self.checks.is_measuring:
            return tr("looking at them"), False
        if counts.damaged:
            return tr("{damaged:,} damaged", damaged=counts.damaged), False
        if number := sum(counts.findings.values()):
            return tr("{number:,} to look at", number=number), True
        return (tr("nothing wrong"), True) if self.context.is_compared else (tr("not compared yet"), False)

    # ---- what is shown --------------------------------------------------------------------------------------------

    def open_kind(self, kind: str) -> None:
        """Open a check: its threshold here, its pictures on the light table. Again: close it."""
        if kind == self._kind and self._shows_own:
            self._open_row("")
            self.context.show_collection("all")
            return
        self._open_row(kind)
        self._shows_own = True
        self._show_flagged()

    def _open_row(self, kind: str) -> None:
        self._settle_now()
        self._kind = kind
        for own, row in self._rows.items():
            row.set_open(own == kind)
        for line in self._lines.values():
            line.setChecked(False)
        self._count(kind)
        if kind:
            self._in_sight.start()

    def _see_row(self) -> None:
        """Bring the open row into sight, its buttons too, once it has its height."""
        row = self._rows.get(self._kind)
        if row is not None:
            scroll_to(row)

    def _show_collection(self, key: str, checked: bool = False) -> None:
        if (page := _COMPARED.get(key, "")) in self.context.page_keys:
            self.context.open_page(page)
            return
        self._open_row("")
        self._shows_own = False
        self._lines[key].setChecked(True)
        self.context.show_collection(key if key == DAMAGED else f"finding:{key}")

    def _on_checks(self) -> None:
        if self._rows:
            self._show_all()
            if self._is_open and self._shows_own and self._kind:
                self._show_soon.start()
        self.changed.emit()

    def _on_compared(self) -> None:
        self._on_pictures()
        self.changed.emit()

    def _on_busy(self) -> None:
        self._say_state()
        self.changed.emit()

    def _on_pictures(self) -> None:
        """Measure what has come; after a mere decision there is nothing missing, and that is seen at once."""
        counts = self.context.counts
        if counts.all != self._known or counts.parts:
            self._known = counts.all
            if counts.all and not counts.unchecked:
                self.checks.look_again()
            elif counts.unchecked:
                self._known = -1  # once the files are checked
        for key, line in self._lines.items():
            found = counts.damaged if key == DAMAGED else counts.findings.get(key, 0)
            known = found or self.context.is_compared or key not in _COMPARED
            line.set_count(found if known else None)

    def _show_all(self) -> None:
        if not self._rows:
            return
        self._on_pictures()
        self._say_state()
        qualities, standards = self.checks.qualities, self.checks.standards
        if qualities is None or standards is None:
            return
        for kind, row in self._rows.items():
            if not (self._store_soon.isActive() and kind == self._kind):
                row.show_values(qualities.of(row.check), standards.threshold(row.check))
            row.show_excepted(len(standards.fine.get(kind, ())))
            self._count(kind)

    def _say_state(self) -> None:
        qualities = self.checks.qualities
        if not self._rows:
            return
        words = ""
        if self.checks.is_measuring:
            words = tr("Pictures are being looked at; what is found appears here.")
        elif qualities is None:
            words = tr("Reading…")
        elif self.context.counts.unchecked:
            words = tr("The files are being checked; what is found appears here.")
        elif qualities.measured < len(qualities.ids):
            words = tr(
                "{pictures} could not be looked at.",
                pictures=count_words(len(qualities.ids) - qualities.measured, "picture"),
            )
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def _count(self, kind: str) -> None:
        """Work out what a check flags with its threshold as it stands, and say how many."""
        row, qualities, standards = self._rows.get(kind), self.checks.qualities, self.checks.standards
        if row is None:
            return
        if qualities is None or standards is None or (len(qualities.ids) and not qualities.measured):
            row.show_flagged(None)
            return
        ids = qualities.beyond(row.check, row.slider.threshold, standards.fine.get(kind, frozenset()))
        if kind == self._kind:
            self._flagged = ids
        row.show_flagged(len(ids), self._chosen())

    def _chosen(self) -> int:
        return int(np.isin(self.context.table.ids, self._flagged).sum()) if self._kind else 0

    def on_chosen(self, ids: Ids) -> None:
        row = self._rows.get(self._kind)
        if row is not None and self.checks.qualities is not None:
            row.show_flagged(len(self._flagged), self._chosen())

    def _show_flagged(self) -> None:
        """Put what is flagged on the light table, the worst first, each with its score."""
        row, qualities = self._rows.get(self._kind), self.checks.qualities
        if row is None or qualities is None or not self._is_open:
            return
        self._shows_own = True
        ids, check = self._flagged, row.check
        badges = ScoreWords(qualities, check)
        nothing = tr("No picture is beyond the line"), tr("Move the line to see what comes nearest to it.")
        self.context.show_ids(tr(check.title), ids, badges, nothing=nothing)

    # ---- what is done ---------------------------------------------------------------------------------------------

    def _on_tried(self, kind: str, value: float) -> None:
        self._count(kind)
        if not self._show_soon.isActive():
            self._show_soon.start()

    def _on_released(self, kind: str, value: float) -> None:
        self._store_soon.start()

    def _settle_now(self) -> None:
        if self._store_soon.isActive():
            self._store_soon.stop()
            self._store()

    def _store(self) -> None:
        row, standards = self._rows.get(self._kind), self.checks.standards
        if row is not None and standards is not None:
            moved = standards.moved(row.check, row.slider.threshold)
            if moved != standards:
                words = tr("move the threshold of “{title}”", title=tr(row.check.title))
                self.checks.set_standards(moved, (row.check.kind,), words)

    def _reject(self, kind: str) -> None:
        self._settle_now()
        if len(self._flagged):
            self.context.decide(self._flagged, State.REJECTED)

    def _say_fine(self, kind: str) -> None:
        self._settle_now()
        standards = self.checks.standards
        chosen = self.context.table.ids
        some = self._flagged[np.isin(self._flagged, chosen)]
        ids = some if 0 < len(some) < len(self._flagged) else self._flagged
        if standards is not None and len(ids):
            words = tr("“These are fine” for {pictures}", pictures=count_words(len(ids), "picture"))
            self.checks.set_standards(standards.excepting(kind, ids.tolist()), (kind,), words)
            self.context.workbench.notify(
                tr(
                    "{pictures} will not be flagged as {title} again",
                    pictures=count_words(len(ids), "picture"),
                    title=in_sentence(tr(QUALITY_KINDS[kind].title)),
                ),
                undo="curate",
            )

    def _ask_again(self, kind: str) -> None:
        standards = self.checks.standards
        if standards is not None:
            words = tr("ask again about “{title}”", title=tr(QUALITY_KINDS[kind].title))
            self.checks.set_standards(standards.asking_again(kind), (kind,), words)

    def _show_back(self, kind: str) -> None:
        """A threshold, or what was called fine, is as it was: go there and show it."""
        self.context.open_page(self.key)
        self._open_row(kind)
        self._show_all()
        self._show_flagged()
