"""The controls of the Bake page: name, which pictures, classes, near-copies, the held out."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gan_engine.dataset.options import HOLD_OUT_MAX
from studio import theme
from studio.curation.collections import title_of
from studio.curation.pages.bake.settings import CLASS_WORDS, BakeSettings, as_classes, as_which
from studio.project.naming import safe_file_name
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import DAMAGED_KINDS
from studio.widgets.chips import ChipChoice
from studio.widgets.room.flow import FlowLayout
from studio.widgets.sliders import NamedSlider
from studio.words import in_figures, percent_words, tr, tr_noop
from studio.workers.tasks import Task

_CLASS_SENTENCES = {
    "": tr_noop("One kind of picture: the network learns them all as one."),
    "class": tr_noop("Each class can be asked for by name later."),
    "folder": tr_noop("Each folder you imported from is a class."),
    "tag": tr_noop("Each tag is a class; of several tags the first counts."),
}
_NOT_LEFT_OUT = DAMAGED_KINDS | {"near-duplicate", "animated", "too-small"}
"""Kinds of findings with a choice of their own, or none."""


class BakePanel(QWidget):
    """`changed(changes)`: settings chosen otherwise. `named` while the name is typed. `baked`, `cancelled`: buttons."""

    changed = Signal(dict)
    named = Signal()
    baked = Signal()
    cancelled = Signal()

    def __init__(self, settings: BakeSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._taken: set[str] = set()
        self.suggestion = ""  # a name that nobody typed
        self._flag_chips: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.name_field = QLineEdit()
        self.name_field.setObjectName("curate.bake.name")
        self.name_field.setAccessibleName(tr("Name of the dataset"))
        self._add(tr("Name"), self.name_field)
        self._which = self._chips(
            tr("Pictures"), "which", [("usable", tr("All but rejected")), ("picked", tr("Picked only"))]
        )
        self._classes = self._chips(
            tr("Classes"), "classes", [(key or "none", tr(words)) for key, words in CLASS_WORDS.items()]
        )
        self._class_words = theme.make_label("", "small", wrap=True)
        self._column.addWidget(self._class_words)
        self._copies = self._chips(
            tr("Near-copies"), "copies", [("4", tr("4 of each")), ("1", tr("Best only")), ("0", tr("All"))]
        )
        self._flags = QWidget()
        self._flow = FlowLayout(self._flags, spacing=6)
        self._add(tr("Leave out"), self._flags)
        self._small = QCheckBox(tr("What would be enlarged"))
        self._small.setObjectName("curate.bake.leave-small-out")
        self._column.addSpacing(4)
        self._column.addWidget(self._small)
        self._column.addSpacing(8)
        self._hold_out = NamedSlider(
            "curate.bake.hold-out", tr("Held out"), 0, HOLD_OUT_MAX, 0, steps=50, words=percent_words, label_width=64
        )
        self._column.addWidget(self._hold_out)
        self._column.addWidget(theme.make_label(tr("Kept from training, so that measures can tell learning from "
                                                "remembering."), "small", wrap=True))  # fmt: skip
        self._column.addSpacing(12)
        self._wrong = theme.make_label("", "error", wrap=True)
        self._column.addWidget(self._wrong)
        self.bake = theme.make_button(tr("Bake"), "primary", name="curate.bake.bake", icon_name="package")
        self.progress = QProgressBar()
        self.progress.setObjectName("curate.bake.progress")
        self._progress_words = theme.make_label("", "quiet", wrap=True)
        self.cancel = theme.make_button(tr("Cancel"), name="curate.bake.cancel")
        self._last = theme.make_label("", "", wrap=True)
        self._last.setObjectName("curate.bake.last")
        self.train = theme.make_button(tr("Train on it"), "primary", name="curate.bake.train", icon_name="arrow-right")
        for widget in (self._last, self.train, self.bake, self._progress_words, self.progress, self.cancel):
            self._column.addWidget(widget)
        self._column.insertSpacing(self._column.count() - 1, 4)
        self._which.chosen.connect(lambda key: self.changed.emit({"which": as_which(key)}))
        self._classes.chosen.connect(lambda key: self.changed.emit({"classes": as_classes(_bare(key))}))
        self._copies.chosen.connect(lambda key: self.changed.emit({"most_per_group": int(key)}))
        self._small.toggled.connect(lambda on: self.changed.emit({"leave_small_out": on}))
        self._hold_out.moved.connect(lambda share: self.changed.emit({"hold_out": round(share, 2)}))
        self.name_field.textChanged.connect(self.named)
        self.name_field.returnPressed.connect(self._on_return)
        self.bake.clicked.connect(self.baked)
        self.cancel.clicked.connect(self.cancelled)
        self.show_settings(settings)
        self.show_last("")
        self.follow(None)

    # ---- lines --------------------------------------------------------------------------------------------------

    def _add(self, words: str, field: QWidget) -> None:
        self._column.addSpacing(4)
        self._column.addWidget(theme.make_label(words, "quiet"))
        self._column.addWidget(field)

    def _chips(self, words: str, name: str, options: Sequence[tuple[str, str]]) -> ChipChoice:
        chips = ChipChoice(f"curate.bake.{name}", words, options)
        self._add(words, chips)
        return chips

    # ---- what is shown ------------------------------------------------------------------------------------------

    def show_settings(self, settings: BakeSettings) -> None:
        """Show what is chosen."""
        self._settings = settings
        self._which.choose(settings.which)
        self._classes.choose(settings.classes or "none")
        self._class_words.setText(tr(_CLASS_SENTENCES[settings.classes]))
        self._copies.choose(str(settings.most_per_group) if settings.most_per_group in (0, 1, 4) else "4")
        blocked = self._small.blockSignals(True)
        self._small.setChecked(settings.leave_small_out)
        self._small.blockSignals(blocked)
        self._hold_out.set_value(settings.hold_out)
        for kind, chip in self._flag_chips.items():
            chip.setChecked(kind in settings.leave_out)

    def show_counts(self, counts: Counts) -> None:
        """Offer to leave out what has been found."""
        kinds = [kind for kind in counts.findings if kind not in _NOT_LEFT_OUT]
        if kinds != list(self._flag_chips):
            while (item := self._flow.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self._flag_chips = {}
            for kind in kinds:
                chip = theme.make_button("", "chip", name=f"curate.bake.leave.{kind}", checkable=True)
                chip.setChecked(kind in self._settings.leave_out)
                chip.clicked.connect(functools.partial(self._on_flag, kind))
                self._flag_chips[kind] = chip
                self._flow.addWidget(chip)
        for kind, chip in self._flag_chips.items():
            words = f"{title_of(f'finding:{kind}')} {in_figures(counts.findings[kind])}"
            chip.setText(words)
            chip.setAccessibleName(tr("Leave out: {finding}", finding=words))
        self._flags.setVisible(bool(kinds))
        self._flags.updateGeometry()

    def set_names(self, suggestion: str, taken: Sequence[str]) -> None:
        """Names that datasets have already, and the one to go on with where none was typed."""
        self._taken = {name.casefold() for name in taken}
        self.suggestion = suggestion
        if not self.name_field.isModified() or not self.name:
            self.name_field.setText(suggestion)
            self.name_field.setModified(False)
        self.named.emit()

    @property
    def name(self) -> str:
        """What the dataset is to be called."""
        return " ".join(self.name_field.text().split())

    @property
    def name_problem(self) -> str:
        """Why it cannot be called so, "" if it can."""
        if not self.name:
            return tr("Give the dataset a name.")
        if safe_file_name(self.name) != self.name:
            return tr('A name cannot have the signs < > : " / \\ | ? * nor end in a dot.')
        if self.name.casefold() in self._taken:
            return tr("There is a dataset “{name}” already. Choose another name.", name=self.name)
        return ""

    @property
    def wrong(self) -> str:
        """Why it cannot be baked, as shown."""
        return self._wrong.text()

    def show_problem(self, words: str, *, ready: bool) -> None:
        """Why this cannot be baked, "" if it can; `ready` once that is known."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        theme.set_property(self.name_field, "wrong", bool(self.name_problem))
        self.bake.setEnabled(ready and not words)

    def show_last(self, words: str) -> None:
        """What came of the last baking, and the way on; "" where there is nothing to say of it."""
        came = words not in ("", self._last.text())
        self._last.setText(words)
        self._last.setVisible(bool(words))
        self.train.setVisible(bool(words))
        if came and self._waited():
            self.train.setFocus()
        theme.set_property(self.bake, "kind", "plain" if words else "primary")  # one of the two is what follows
        self.bake.setIcon(theme.icon("package", "TEXT" if words else "ON_ACCENT"))

    def _waited(self) -> bool:
        """Whether the keyboard is still where it was left to wait for the dataset."""
        focused = self.window().focusWidget()
        waiting = (None, self.bake, self.cancel, self.name_field)
        return self.isVisible() and focused in waiting and not self.name_field.isModified()

    # ---- baking ---------------------------------------------------------------------------------------------------

    def follow(self, task: Task | None) -> None:
        """Show how far a baking is; None: nothing is being baked."""
        if self._task is not None:
            self._task.progressed.disconnect(self._on_progress)
        self._task = task
        for widget in (self.progress, self._progress_words, self.cancel):
            if task is None and widget.hasFocus():
                self.name_field.setFocus()
            widget.setVisible(task is not None)
        self.bake.setVisible(task is None)
        if task is not None:
            task.progressed.connect(self._on_progress)
            self._on_progress()

    def _on_progress(self) -> None:
        task = self._task
        if task is not None:
            self.progress.setRange(0, task.total or 0)
            self.progress.setValue(task.done)
            self._progress_words.setText(task.words)

    def _on_flag(self, kind: str, checked: bool = False) -> None:
        kept = [one for one in self._settings.leave_out if one != kind]
        self.changed.emit({"leave_out": (*kept, kind) if self._flag_chips[kind].isChecked() else tuple(kept)})

    def _on_return(self) -> None:
        if self.bake.isVisible() and self.bake.isEnabled():
            self.baked.emit()


def _bare(key: str) -> str:
    """A chip's key, "" for the one that means nothing (a chip needs a name)."""
    return "" if key == "none" else key
