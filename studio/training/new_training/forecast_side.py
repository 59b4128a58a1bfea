"""The side of the form: what the training will take, and the button that starts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.engine_words import engine_words
from studio.training.run_words import count, memory
from studio.widgets.fact_rows import FactRows
from studio.widgets.workspace import row
from studio.words import duration, tr, tr_noop
from studio.workers.training.forecasts import Cost

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry

_STARTING = tr_noop("The engine is starting; it will say how long this takes here.")
_ASKED = tr_noop("The engine is asked how long this takes here…")


class ForecastSide(QWidget):
    """`start` and `cancel` are its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.start = theme.make_button(tr("Start training"), "primary", name="train.form.start", keys="Ctrl+Return")
        self.cancel = theme.make_button(tr("Cancel"), name="train.form.cancel")
        line = row([])
        line.addWidget(self.start, 1)
        line.addWidget(self.cancel)
        column.addLayout(line)
        self.problem = theme.make_label("", "error", wrap=True)
        self.problem.setObjectName("train.form.problem")
        column.addWidget(self.problem)
        self.show_problem = theme.make_button(
            tr("Show the setting"), "quiet", name="train.form.show-problem", icon_name="arrow-bend-down-left"
        )
        column.addLayout(row([self.show_problem, None]))
        self.cautions = theme.make_label(wrap=True)
        self.cautions.setObjectName("train.form.cautions")
        self.cautions.setVisible(False)
        column.addWidget(self.cautions)
        column.addSpacing(16)
        column.addWidget(theme.make_label(tr("What it will take"), "section"))
        self._facts = FactRows("train.form.facts", label_width=104)
        column.addWidget(self._facts)
        self._estimate = theme.make_label("", "small", wrap=True)
        column.addWidget(self._estimate)
        column.addStretch(1)

    def show_state(self, problem: str, *, at_field: bool, ready: bool, starting: bool) -> None:
        """`problem`: why it cannot be started, "" if nothing is wrong; `at_field`: of a setting in the form."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.show_problem.setVisible(at_field)
        self.start.setEnabled(ready and not starting)
        self.start.setText(tr("Starting…") if starting else tr("Start training"))

    def show_cautions(self, cautions: Sequence[str]) -> None:
        """What should be known before it starts; it can be started all the same."""
        self.cautions.setText("\n\n".join(map(engine_words, cautions)))
        self.cautions.setVisible(bool(cautions))

    def show_cost(self, entry: DatasetEntry | None, kimg: float, cost: Cost | None, *, starting: bool) -> None:
        """Of `kimg` on the dataset `entry`; without a cost only what needs no engine, which may be `starting`."""
        if entry is None:
            self._facts.set_facts([])
            self._estimate.setText("")
            return
        passes = kimg * 1000 / entry.count if entry.count else 0.0
        facts = (
            [(tr("Pictures"), tr("{count:,} of {size}", count=entry.count, size=engine_words(entry.size.words)))]
            if entry.size
            else []
        )
        if passes:
            facts.append(
                (
                    tr("Each is seen"),
                    tr("{passes:,.0f} times", passes=passes)
                    if passes >= 2
                    else tr("{passes:.1f} times", passes=passes),
                )
            )
        if cost is not None:
            facts += [*cost_facts(cost, kimg), (tr("Device"), cost.device)]
        self._facts.set_facts(facts)
        self._estimate.setText(
            tr("Time and memory are estimates.") if cost is not None else tr(_STARTING if starting else _ASKED)
        )


def cost_facts(cost: Cost, kimg: float) -> list[tuple[str, str]]:
    """What a training of `kimg` takes, for people."""
    return [
        (tr("Time here"), tr("about {duration}", duration=duration(kimg * 1000 / max(1e-6, cost.images_per_second)))),
        (tr("Memory"), tr("about {memory}", memory=memory(cost.memory_mb))),
        (tr("Generator"), tr("{count} weights", count=count(cost.generator_parameters))),
        (tr("Discriminator"), tr("{count} weights", count=count(cost.discriminator_parameters))),
    ]
