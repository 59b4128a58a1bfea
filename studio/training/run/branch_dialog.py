"""The dialog for a branch: from which snapshot, how long, and what is to be different."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from gan_engine.runs.run_directory import Snapshot
from gan_engine.settings.dotted import is_of_network
from gan_engine.settings.relations import idle_settings
from studio import theme
from studio.training.new_training.schema_form import SchemaForm
from studio.training.recipe_words import value_words
from studio.training.schema_fields import Field
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.fields.number_field import NumberField
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import kimg_words, tr
from studio.workers.training.beginnings import NewBranch
from studio.workers.training.recipe_book import FamilyFacts

_NOT_HERE = ("family", "size", "use_classes", "pretrained", "kimg", "fitted", "device")
"""What its networks have been built for stays, and where it trains; the length has a field of its own."""


class BranchDialog(Dialog):
    """`chosen(NewBranch)` when it is to be begun."""

    chosen = Signal(object)

    def __init__(
        self,
        run: str,
        snapshots: Sequence[Snapshot],
        chosen: str,
        *,
        name: str,
        kimg: float,
        values: Mapping[str, Any],
        fields: Collection[Field],
        family: FamilyFacts | None,
        settings: Mapping[str, Any],
        replaces: Path | None = None,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`run` is the training's name, `snapshots` those that can be gone on from, `chosen` the name of one; `values`
        are the training's settings by dotted name, `settings` those that are to be different at first; `family` is its
        networks', None where the engine has not told of it."""
        super().__init__(parent)
        self.setObjectName("train.branch")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Branch"))
        self.resize(760, 640)
        self._snapshots = list(snapshots)
        self._replaces = replaces
        self._asked_for = dict(settings)
        self._values = dict(values)
        self._family = family
        self._title = theme.make_label("", "title")
        words = theme.make_label(
            tr("A new training goes on exactly where “{run}” stood, with what you change. Both are kept.", run=run),
            "quiet",
            wrap=True,
        )
        self.snapshot = ElidingBox()
        self.snapshot.setObjectName("train.branch.snapshot")
        self.snapshot.setAccessibleName(tr("Snapshot that the branch goes on from"))
        for shot in self._snapshots:
            self.snapshot.addItem(tr("{kimg} kimg", kimg=kimg_words(shot.kimg)), shot.name)
        self.snapshot.setCurrentIndex(max(0, self.snapshot.findData(chosen)))
        self.snapshot.currentIndexChanged.connect(self._on_snapshot)
        self.name = QLineEdit(name)
        self.name.setObjectName("train.branch.name")
        self.name.setAccessibleName(tr("Name of the branch"))
        self.name.setMaxLength(60)
        self.name.textChanged.connect(self._check)
        self.length = NumberField("train.branch.length", tr("Length in all, in kimg"), maximum=1e6)
        self._length_words = theme.make_label("", "error")
        self._different = theme.make_label("", "quiet", wrap=True)
        self._different.setObjectName("train.branch.different")
        self.length.set_value(kimg)
        self.length.changed.connect(self._check)
        self.form = SchemaForm("train.branch.form")
        self.form.set_fields([each for each in fields if each.name not in _NOT_HERE and not is_of_network(each.name)])
        self.form.set_base(values)
        self.form.set_values(settings)
        self.form.changed.connect(self._check)
        self._wrong = theme.make_label(problem, "error", wrap=True)
        self._wrong.setObjectName("train.branch.problem")
        self._wrong.setVisible(bool(problem))
        self.begin = theme.make_button(tr("Begin the branch"), "primary", name="train.branch.act")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._accept)
        self._lay_out(words)
        self._on_snapshot()

    def _lay_out(self, words: QWidget) -> None:
        cancel = theme.make_button(tr("Cancel"), name="train.branch.cancel")
        cancel.clicked.connect(self.reject)
        head = QFormLayout()
        head.setHorizontalSpacing(16)
        head.setVerticalSpacing(theme.UNIT)
        head.addRow(theme.make_label(tr("Goes on from"), "quiet"), self.snapshot)
        head.addRow(theme.make_label(tr("Name"), "quiet"), self.name)
        length = row([self.length, theme.make_label(tr("kimg"), "quiet"), 8, self._length_words, None])
        head.addRow(theme.make_label(tr("Length in all"), "quiet"), length)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(words)
        column.addLayout(head)
        column.addWidget(theme.make_label(tr("What is to be different"), "section"))
        column.addWidget(self._different)
        column.addWidget(scroll_area("train.branch.scroll", self.form), 1)
        column.addWidget(self._wrong)
        column.addLayout(row([None, cancel, self.begin]))

    @property
    def branch(self) -> NewBranch:
        """As chosen now."""
        unplaced = {name: value for name, value in self._asked_for.items() if name not in self.form.names}
        shot = self._snapshots[self.snapshot.currentIndex()]
        kimg = self.length.value
        return NewBranch(
            self.name.text().strip(), shot.path, {**unplaced, **self.form.changes()},
            kimg=None if kimg is None else float(kimg), replaces=self._replaces,
        )  # fmt: skip

    def _on_snapshot(self) -> None:
        shot = self._snapshots[self.snapshot.currentIndex()]
        self._title.setText(tr("Branch from {kimg} kimg", kimg=kimg_words(shot.kimg)))
        self.length.set_above(shot.kimg)
        self._check()

    def _check(self) -> None:
        problem = self.length.problem or self.form.problem
        self.length.setToolTip(self.length.problem)
        self._length_words.setText(self.length.problem)
        changes = self.form.changes()
        words = [f"{each.title}: {value_words(each.shown(changes[each.name]), each.unit)}" for each in self.form.fields
                 if each.name in changes]  # fmt: skip
        self._different.setText(", ".join(words) if words else tr("Nothing yet: it goes on as it was"))
        if self._family is not None:
            now = {**self._values, **self.form.values()}
            self.form.set_idle(idle_settings(now, self._family.traits, begins_from=True))
        self.begin.setEnabled(bool(self.name.text().strip()) and not problem)

    def _accept(self) -> None:
        branch = self.branch
        self.accept()
        self.chosen.emit(branch)
