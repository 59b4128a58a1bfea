"""The Statistics page: what the pictures of the set, or a few at random, have in common."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.pages.statistics.view import StatisticsView
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.chips import ChipChoice
from studio.widgets.sliders import NamedSlider
from studio.words import count_words, tr, tr_noop, written
from studio.workers.curation.statistics import SetStatistics, read_statistics
from studio.workers.jobs import Job

_FEWEST, _MOST = 10, 500
_ALL_AT_ONCE = 1500
"""Sets no larger are looked at as a whole at first."""


class StatisticsPage(CuratePage):
    """Worked out in the background, and given up when the page closes."""

    key = "statistics"
    title = tr_noop("Statistics")
    icon = "chart-bar"
    kind = "tool"
    tip = tr_noop("See what the set has in common: mean, deviation, median, sizes, colours.")
    words = tr_noop("mean average deviation median mode minimum maximum size colour palette")
    view: StatisticsView | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self._job: Job | None = None
        self._is_open = False
        self._which = ""
        self._statistics: SetStatistics | None = None
        self._of: tuple[object, ...] = ()

    def build(self) -> None:
        self.view = StatisticsView()
        self.panel = panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.which = ChipChoice(
            "curate.statistics.which", tr("Pictures"),
            [
                ("all", tr("All")), ("kept", tr("Not rejected")), ("picked", tr("Picked")), ("chosen", tr("Chosen")),
                ("few", tr("A few")),
            ],
        )  # fmt: skip
        column.addWidget(self.which)
        self.few = NamedSlider(
            "curate.statistics.few", tr("How many"), _FEWEST, _MOST, 50, steps=49, words=written(".0f"), label_width=72
        )
        self.again = theme.make_button(tr("Draw others"), name="curate.statistics.again", icon_name="shuffle")
        self._words = theme.make_label("", "small", wrap=True)
        self._progress = QProgressBar()
        self.cancel = theme.make_button(tr("Cancel"), name="curate.statistics.cancel")
        for widget in (self.few, self.again, self._words, self._progress, self.cancel):
            column.addWidget(widget)
        self.which.chosen.connect(self._on_which)
        self.few.released.connect(self._on_few)
        self.again.clicked.connect(self.look)
        self.cancel.clicked.connect(self._on_cancel)
        self._dress()

    def opened(self) -> None:
        self._is_open = True
        if not self._which:
            whole = "kept" if self._rejected else "all"
            self._which = whole if self.context.counts.all <= _ALL_AT_ONCE else "few"
            self.which.choose(self._which)
        self.which.set_offered("kept", offered=bool(self._rejected) or self._which == "kept")
        self._dress()
        if self._statistics is None or self._of != self._framed_so:
            self.look()

    def closed(self) -> None:
        self._is_open = False
        self._stop()

    def on_project(self, project: Project | None) -> None:
        self._stop()
        self._which, self._statistics = "", None
        settings = self.context.settings
        if self.view is not None:
            self.view.show_looks({}, np.zeros((0, 2), np.int64), [], settings.size, settings.fit)

    @property
    def _rejected(self) -> int:
        return self.context.counts.states.get(State.REJECTED, 0)

    @property
    def _framed_so(self) -> tuple[object, ...]:
        """What of the settings the six pictures hang on."""
        settings = self.context.settings
        return settings.size, settings.fit, settings.background

    # ---- looking ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Work it out for the pictures of the choice; of a few, for others than before."""
        project, settings = self.context.project, self.context.settings
        if project is None:
            return
        self._stop()
        self._of = self._framed_so
        work = functools.partial(
            _look, project, self._which, self.context.table.ids.copy(), int(self.few.value), settings.size,
            settings.fit, settings.background,
        )  # fmt: skip
        self._job = self.context.workbench.jobs.start(tr("Working out statistics"), work, self._take)
        self._job.progressed.connect(self._on_progress)
        self._job.ended.connect(self._dress)
        self._progress.setRange(0, 0)
        self._dress()

    def _take(self, found: SetStatistics) -> None:
        if self.view is None:
            return
        self._statistics = found
        settings = self.context.settings
        shades = [(shade.rgb, shade.share) for shade in found.shades]
        self.view.show_looks(found.images, found.sizes, shades, settings.size, settings.fit)
        self._dress()

    def _on_progress(self) -> None:
        job = self._job
        if job is not None and job.total:
            self._progress.setRange(0, job.total)
            self._progress.setValue(job.done)

    def _on_which(self, key: str) -> None:
        self._which = key
        self.look()

    def _on_few(self, value: float) -> None:
        self.look()

    def _on_cancel(self) -> None:
        self._stop()
        self._dress()

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _dress(self) -> None:
        if self.view is None:
            return
        running = self._job is not None and self._job.running
        for widget in (self._progress, self.cancel):
            widget.setVisible(running)
        self.few.setVisible(self._which == "few")
        self.again.setVisible(self._which == "few")
        self.again.setEnabled(not running)
        found = self._statistics
        words = ""
        if running:
            words = tr("Every picture is read, framed as it will be baked, and counted, pixel by pixel.")
        elif found is not None and not found.count:
            words = tr("There are none of these pictures.") if not len(found.sizes) else tr("None of them can be read.")
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.view.title.setText(_title(found) if found is not None else "")


def _title(found: SetStatistics) -> str:
    """Of all that were asked for, as the list at the left counts them."""
    words = tr("Of {pictures}", pictures=count_words(found.asked, "picture"))
    if (unread := found.asked - found.count) > 0:
        words += tr(", of which {count:,} cannot be read", count=unread)
    return words


# On worker threads.


def _look(
    project: Project,
    which: str,
    chosen: Ids,
    few: int,
    size: ImageShape,
    fit: str,
    background: str,
    report: Report,
) -> SetStatistics:
    if which == "chosen":
        ids = chosen
    elif which == "picked":
        ids = project.catalogue.ids(Query(state=State.PICKED))
    else:
        ids = project.catalogue.ids()
        if which != "all":
            ids = ids[~np.isin(ids, project.catalogue.ids(Query(state=State.REJECTED)))]
        if which == "few":
            ids = np.random.default_rng().permutation(ids)[:few]
    return read_statistics(project, ids.tolist(), size, fit, background, report)
