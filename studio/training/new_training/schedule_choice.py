"""The choice of when a new training may run: now, at night, or while nobody uses the machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gan_engine.errors import QueueError
from gan_engine.manager.schedule import NIGHT, UNUSED_MINUTES, Schedule
from studio import theme
from studio.engine_words import error_words
from studio.settings import Settings
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.number_field import NumberField
from studio.widgets.workspace import row
from studio.words import tr, tr_choices, tr_noop

_WHENS = (("now", tr_noop("Now")), ("night", tr_noop("At night")), ("unused", tr_noop("While nobody is there")))
_SENTENCES = {
    "now": "",
    "night": tr_noop("Waits for these hours; outside them it is saved and set aside, and gives the machine back."),
    "unused": tr_noop(
        "Waits until keyboard and mouse have lain still for so long; set aside as soon as somebody is back."
    ),
}


class ScheduleChoice(QWidget):
    """`changed` when the user has chosen otherwise."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.when = ChipChoice("train.form.when", tr("When it may run"), tr_choices(_WHENS), "now")
        self.hours = QLineEdit(str(settings.get("train.night", "-".join(NIGHT))))
        self.hours.setObjectName("train.form.hours")
        self.hours.setAccessibleName(tr("Hours in which it may run, such as 22:00-07:00"))
        theme.set_scaled(self.hours, width=120)
        self.minutes = NumberField(
            "train.form.unused", tr("Minutes without anybody at the machine"), whole=True, minimum=1, maximum=24 * 60
        )
        theme.set_scaled(self.minutes, width=80)
        self.minutes.set_value(UNUSED_MINUTES)
        self._minutes = theme.make_label(tr("minutes"), "quiet")
        self._sentence = theme.make_label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row([self.when, self.hours, self.minutes, self._minutes, None]))
        column.addWidget(self._sentence)
        self.when.chosen.connect(self._on_changed)
        self.hours.textChanged.connect(self._on_changed)
        self.minutes.changed.connect(self._on_changed)
        self._show()

    def begin(self) -> None:
        """A new training begins at once, unless it is chosen otherwise."""
        self.when.choose("now")
        self._show()

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, in words; "" if nothing is."""
        try:
            self._schedule()
        except QueueError as error:
            return error_words(error, "what", "do")
        return ""

    @property
    def document(self) -> Mapping[str, Any] | None:
        """As a job of the queue keeps it; None for at once."""
        return None if self.problem else self._schedule().document()

    def _schedule(self) -> Schedule:
        if self.when.key == "night":
            return Schedule.parse(self.hours.text() or "-")
        if self.when.key == "unused":
            return Schedule.parse(f"idle {self.minutes.text().strip() or '-'}")
        return Schedule()

    def _on_changed(self, *_: object) -> None:
        if self.when.key == "night" and not self.problem:
            self._settings.set("train.night", self.hours.text())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.hours.setVisible(self.when.key == "night")
        for field in (self.minutes, self._minutes):
            field.setVisible(self.when.key == "unused")
        theme.set_property(self.hours, "wrong", "true" if self.problem else None)
        words = self.problem or _SENTENCES[self.when.key]
        self._sentence.setText(words)
        self._sentence.setVisible(bool(words))
