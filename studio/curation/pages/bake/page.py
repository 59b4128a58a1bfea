"""The Bake page: what each step does to how many pictures, and baking the dataset."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from gan_engine.reporting import Report
from studio.command import Command
from studio.curation.pages.bake import summary
from studio.curation.pages.bake.panel import BakePanel
from studio.curation.pages.bake.settings import BakeSettings
from studio.curation.pages.bake.view import SAMPLES, BakeView
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.bake_plan import BakePlan, plan_bake
from studio.project.pictures.facts import Picture
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import in_figures, tr, tr_noop
from studio.workers.curation.baking import Baker


class BakePage(CuratePage):
    """What the other steps have chosen, in words; which pictures, classes and share held out are chosen here."""

    key = "bake"
    title = tr_noop("Bake")
    icon = "package"
    kind = "step"
    tip = tr_noop("Make a dataset of the pictures.")
    words = tr_noop("dataset export training classes held out version summary")
    chooses = ("which", "classes", "most_per_group", "leave_small_out", "hold_out", "leave_out")
    panel: BakePanel | None
    view: BakeView | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.baker = Baker(context.workbench, self)
        self._plan: BakePlan | None = None
        self._planned: object = None
        self._bytes_each = 0.0
        self._is_open = False
        self._random = np.random.default_rng()
        self.baker.changed.connect(self._on_baker)

    @property
    def plan(self) -> BakePlan | None:
        """What would be taken; None while that is worked out."""
        return self._plan

    # ---- the page ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        context = self.context
        self.panel = panel = BakePanel(context.settings)
        self.view = view = BakeView(context.workbench)
        panel.changed.connect(self._on_chosen_here)
        panel.named.connect(self._say)
        panel.baked.connect(self.bake)
        panel.cancelled.connect(self.baker.cancel_all)
        panel.train.clicked.connect(self._on_train)
        view.page_wanted.connect(context.open_page)
        view.others_wanted.connect(self._show_others)
        view.samples.measured.connect(self._on_measured)
        context.settings_changed.connect(self._on_settings)
        context.pictures_changed.connect(self._on_pictures)
        context.workbench.datasets_changed.connect(self._on_datasets)

    def opened(self) -> None:
        assert self.panel is not None
        self._is_open = True
        self._planned = None
        self._on_settings()
        self._on_pictures()
        self._on_datasets()
        self.panel.show_last(self.baker.last)
        self.panel.name_field.setFocus()
        self.panel.name_field.selectAll()

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self._plan = None
        if self.view is not None:
            self.view.samples.show_pictures([])
        if self.panel is not None:
            self.panel.name_field.setModified(False)

    def strip_words(self) -> tuple[str, bool]:
        if self.baker.is_baking:
            return tr("being baked"), False
        datasets = self.context.datasets
        if not datasets:
            return tr("no dataset yet"), False
        newest = datasets[0]
        return (f"{newest.name}, {in_figures(newest.count)}" if newest.count else newest.name), True

    def commands(self) -> list[Command]:
        return [
            Command("curate.bake", tr("Bake a dataset…"), self._open, "Ctrl+B", self._is_possible, "File",
                    words=tr("make export training set version"), icon="package"),
        ]  # fmt: skip

    def _open(self) -> None:
        self.context.open_page(self.key)

    def _is_possible(self) -> bool:
        return self.context.project is not None and self.context.counts.all > 0

    # ---- what comes of the choices ------------------------------------------------------------------------------

    def _on_chosen_here(self, changes: Mapping[str, Any]) -> None:
        self.context.set_settings(**changes)

    def _on_settings(self) -> None:
        if not self._is_open or self.panel is None or self.view is None:
            return
        settings = self.context.settings
        self.panel.show_settings(settings)
        self.view.samples.show_options(settings.preview_options())
        wanted = (settings.which, settings.classes, settings.most_per_group, settings.leave_out, settings.hold_out)
        if wanted != self._planned:
            self._planned = wanted
            self._make_plan()
        self._say()

    def _on_pictures(self) -> None:
        if self._is_open and self.panel is not None:
            self.panel.show_counts(self.context.counts)
            self._make_plan()

    def _on_datasets(self) -> None:
        project = self.context.project
        if self._is_open and project is not None:
            self.context.workbench.jobs.start(
                tr("Reading the datasets"),
                functools.partial(_names, project),
                self._take_names,
                key="curate.bake.names",
                quiet=True,
            )

    def _take_names(self, names: tuple[str, list[str]]) -> None:
        if self.panel is not None:
            self.panel.set_names(*names)

    def _make_plan(self) -> None:
        project = self.context.project
        if project is not None:
            self.context.workbench.jobs.start(
                tr("Planning"), functools.partial(_plan, project, self.context.settings),
                functools.partial(self._take_plan, project), key="curate.bake.plan", quiet=True,
            )  # fmt: skip

    def _take_plan(self, project: Project, plan: BakePlan) -> None:
        if project is not self.context.project or self.view is None:
            return
        self._plan = plan
        shown = {picture.id for picture in self.view.samples.pictures}
        if not shown or not shown <= set(plan.ids.tolist()):
            chosen = self.context.table.ids
            first = chosen[np.isin(chosen, plan.ids)][:SAMPLES]
            self._show(np.concatenate([first, self._pick(plan, SAMPLES - len(first))]))
        self._say()

    def _show_others(self) -> None:
        if self._plan is not None:
            self._show(self._pick(self._plan, SAMPLES))

    def _pick(self, plan: BakePlan, count: int) -> Ids:
        return self._random.permutation(plan.ids)[: max(0, count)]

    def _show(self, ids: Ids) -> None:
        project = self.context.project
        if project is not None:
            self.context.workbench.jobs.start(
                tr("Reading the catalogue"), functools.partial(_read, project, ids), self._take_pictures,
                key="curate.bake.samples", quiet=True,
            )  # fmt: skip

    def _take_pictures(self, pictures: list[Picture]) -> None:
        if self.view is not None:
            self.view.samples.show_pictures(pictures)

    def _on_measured(self, size: float) -> None:
        self._bytes_each = size
        self._say()

    def _say(self) -> None:
        if not self._is_open or self.panel is None or self.view is None:
            return
        plan, settings = self._plan, self.context.settings
        wrong = self.panel.name_problem
        if plan is not None:
            wrong = wrong or summary.problem(plan, settings)
            self.view.show_summary(
                summary.headline(plan, settings, self._bytes_each), summary.lines(plan, settings),
                self.context.page_keys,
            )  # fmt: skip
        self.panel.show_problem(wrong, ready=plan is not None)

    # ---- baking ---------------------------------------------------------------------------------------------------

    def bake(self) -> None:
        """Bake what is shown; planned anew, for something may have been decided this moment.

        A name that nobody typed is found anew as well: the one shown may be that of the dataset baked a moment ago.
        """
        project, panel = self.context.project, self.panel
        if project is None or panel is None or self.baker.is_baking or panel.name_problem:
            return
        settings, name = self.context.settings, "" if panel.name == panel.suggestion else panel.name
        self.context.workbench.jobs.start(
            tr("Planning"), functools.partial(_plan_named, project, settings, name),
            functools.partial(self._bake_planned, project, settings), key="curate.bake.go",
        )  # fmt: skip

    def _bake_planned(self, project: Project, settings: BakeSettings, planned: tuple[BakePlan, str]) -> None:
        plan, name = planned
        if project is self.context.project and not self.baker.is_baking and not summary.problem(plan, settings):
            if self.panel is not None:
                self.panel.name_field.setModified(False)
            self.baker.bake(project, plan, name, settings.options(), settings.stored())

    def _on_train(self, checked: bool = False) -> None:
        self.baker.go_on()

    def _on_baker(self) -> None:
        if self.panel is not None:
            self.panel.follow(self.baker.task)
            self.panel.show_last(self.baker.last)
        self.changed.emit()


# On worker threads.


def _plan(project: Project, settings: BakeSettings, report: Report) -> BakePlan:
    return plan_bake(
        project, settings.which, settings.classes, most_per_group=settings.most_per_group,
        leave_out=settings.leave_out, hold_out=settings.hold_out,
    )  # fmt: skip


def _plan_named(project: Project, settings: BakeSettings, name: str, report: Report) -> tuple[BakePlan, str]:
    return _plan(project, settings, report), name or project.dataset_files.suggest_name(project.name)


def _read(project: Project, ids: Ids, report: Report) -> list[Picture]:
    return project.catalogue.pictures(ids.tolist())


def _names(project: Project, report: Report) -> tuple[str, list[str]]:
    return project.dataset_files.suggest_name(project.name), [entry.name for entry in project.datasets()]
