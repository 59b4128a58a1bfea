"""Baking a dataset: what is chosen at the left, what comes of it at the right, and in words what it will be."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.bake_form import BakeForm
from studio.curation.bake_samples import ROWS, BakeSamples
from studio.curation.bake_settings import BakeSettings
from studio.project.bake_plan import BakePlan, Classes, Which, plan_bake
from studio.project.commands import Ids
from studio.project.naming import safe_file_name
from studio.project.pictures import Counts, Picture, count_words
from studio.project.project import Project
from studio.widgets.workspace import row
from studio.workers.workbench import Workbench

_MOST_CLASSES_NAMED = 6


class BakeDialog(QDialog):
    """`bake_wanted(name, plan, settings)` when it is accepted."""

    bake_wanted = Signal(str, object, object)

    def __init__(
        self, workbench: Workbench, project: Project, settings: BakeSettings, counts: Counts, name: str,
        taken: Sequence[str], chosen: Ids, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`taken`: names of the datasets there are. `chosen`: the pictures chosen in the grid; they are shown first."""
        super().__init__(parent)
        self.setObjectName("bake")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Bake a dataset")
        self.setMinimumSize(920, 680)
        self._workbench = workbench
        self._project = project
        self._taken = {name.casefold() for name in taken}
        self._chosen = chosen
        self._plan: BakePlan | None = None
        self._planned: tuple[Which, Classes] | None = None
        self._random = np.random.default_rng()
        self.form = BakeForm(settings, counts)
        self.form.name_field.setText(name)
        self.samples = BakeSamples(workbench)
        self._summary = theme.make_label("", "heading", wrap=True)
        self._left_out = theme.make_label("", "quiet", wrap=True)
        self._wrong = theme.make_label("", "error", wrap=True)
        self._bake = theme.make_button("Bake", "primary", name="bake.bake")
        self._bake.setDefault(True)
        cancel = theme.make_button("Cancel", name="bake.cancel")
        others = theme.make_button(
            "Others", "quiet", name="bake.others", icon_name="shuffle", tip="Show other pictures"
        )
        cancel.clicked.connect(self.reject)
        others.clicked.connect(self._show_others)
        self._bake.clicked.connect(self._accept)
        right = QVBoxLayout()
        right.setSpacing(theme.UNIT)
        right.addWidget(self.samples)
        right.addWidget(others, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(32)
        across.addWidget(self.form, 1)
        across.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label("Bake a dataset", "title"))
        column.addWidget(
            theme.make_label("The pictures as a network will learn from them. Your originals are not touched.", "quiet")
        )
        column.addSpacing(8)
        column.addLayout(across, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._summary, self._left_out, self._wrong):
            words.addWidget(label)
        foot = row([])
        foot.addLayout(words, 1)
        foot.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._bake, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def plan(self) -> BakePlan | None:
        """What would be taken; None while that is worked out."""
        return self._plan

    @property
    def summary(self) -> str:
        """What the dialog says it will bake."""
        return self._summary.text()

    def point_to(self, step: str) -> None:
        """Put the keyboard where a step of the work is done."""
        QTimer.singleShot(0, self, functools.partial(self.form.point_to, step))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()

    # ---- what comes of the choices ------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        settings = self.form.settings
        if (settings.which, settings.classes) != self._planned:
            self._planned = (settings.which, settings.classes)
            self._plan = None
            self._workbench.jobs.start(
                "Planning", functools.partial(_plan, self._project, settings.which, settings.classes), self._take_plan,
                key="curate.plan", quiet=True,
            )  # fmt: skip
        if not self.form.problem:
            self.samples.show_options(settings.options() | {"labels": None})
        self._say()

    def _take_plan(self, plan: BakePlan) -> None:
        self._plan = plan
        shown = {picture.id for picture in self.samples.pictures}
        if not shown or not shown <= set(plan.ids.tolist()):
            first = self._chosen[np.isin(self._chosen, plan.ids)][:ROWS]
            self._show(np.concatenate([first, self._pick(plan, ROWS - len(first))]))
        self._say()

    def _show_others(self) -> None:
        if self._plan is not None:
            self._show(self._pick(self._plan, ROWS))

    def _pick(self, plan: BakePlan, count: int) -> Ids:
        return self._random.permutation(plan.ids)[: max(0, count)]

    def _show(self, ids: Ids) -> None:
        self._workbench.jobs.start(
            "Reading the catalogue", functools.partial(_read, self._project, ids), self._take_pictures,
            key="curate.samples", quiet=True,
        )  # fmt: skip

    def _take_pictures(self, pictures: list[Picture]) -> None:
        self.samples.show_pictures(pictures)

    def _say(self) -> None:
        """The words at the foot, and whether this can be baked."""
        plan, settings = self._plan, self.form.settings
        wrong = self.form.problem or self._name_problem()
        if plan is not None and not wrong:
            wrong = _nothing(plan, settings)
        self._summary.setText(_summary(plan, settings) if plan is not None else "Counting…")
        self._left_out.setText(_left_out(plan, settings) if plan is not None else "")
        self._left_out.setVisible(bool(self._left_out.text()))
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        theme.set_property(self.form.name_field, "wrong", bool(self._name_problem()))
        self._bake.setEnabled(plan is not None and not wrong)

    def _name_problem(self) -> str:
        name = self.form.name
        if not name:
            return "Give the dataset a name."
        if safe_file_name(name) != name:
            return 'A name cannot have the signs < > : " / \\ | ? * nor end in a dot.'
        if name.casefold() in self._taken:
            return f"There is a dataset “{name}” already. Choose another name."
        return ""

    def _accept(self) -> None:
        if self._plan is not None:
            name, plan, settings = self.form.name, self._plan, self.form.settings
            self.accept()
            self.bake_wanted.emit(name, plan, settings)


def _summary(plan: BakePlan, settings: BakeSettings) -> str:
    taken = plan.count - (plan.smaller_than(settings.size) if settings.leave_small_out else 0)
    squares = taken * settings.parts
    words = count_words(taken, "picture")
    if settings.parts > 1:
        words += f", {squares:,} parts"
    words += f" at {settings.size} px"
    if plan.classes:
        some = [f"{name} {count:,}" for name, count in list(plan.classes.items())[:_MOST_CLASSES_NAMED]]
        more = len(plan.classes) - len(some)
        words += f", {count_words(len(plan.classes), 'class', 'classes')}: {', '.join(some)}"
        words += f" and {more:,} more" if more > 0 else ""
    return words


def _left_out(plan: BakePlan, settings: BakeSettings) -> str:
    small = plan.smaller_than(settings.size)
    without = {"class": "without a class", "folder": "in no folder", "tag": "without a tag", "": ""}[settings.classes]
    left = [
        (plan.rejected, "rejected"), (plan.undecided, "undecided"), (plan.damaged, "damaged"),
        (plan.missing, "missing"), (plan.unlabelled, without),
        (small if settings.leave_small_out else 0, "too small"),
    ]  # fmt: skip
    words = ", ".join(f"{count:,} {what}" for count, what in left if count)
    sentences = [f"Left out: {words}."] if words else []
    if small and not settings.leave_small_out:
        sentences.append(f"{count_words(small, 'picture')} {'is' if small == 1 else 'are'} enlarged.")
    if plan.ambiguous:
        sentences.append(f"{count_words(plan.ambiguous, 'picture')} with several tags.")
    return " ".join(sentences)


def _nothing(plan: BakePlan, settings: BakeSettings) -> str:
    """Why there is nothing to bake; "" if there is."""
    if plan.count and not (settings.leave_small_out and plan.smaller_than(settings.size) == plan.count):
        return ""
    if plan.unlabelled:
        return "No picture has a class of this kind. Choose other classes, or none."
    if plan.undecided:
        return "No picture is picked yet. Pick some (P), or take all but the rejected."
    if plan.count:
        return "All pictures are smaller than that. Choose a smaller size."
    return "There are no pictures to bake."


def _plan(project: Project, which: Which, classes: Classes, report: Report) -> BakePlan:
    return plan_bake(project, which, classes)


def _read(project: Project, ids: Ids, report: Report) -> list[Picture]:
    return project.catalogue.pictures(ids.tolist())
