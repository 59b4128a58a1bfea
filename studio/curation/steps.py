"""The steps along the bottom, in the order of the work: what each has come to, and where it is done."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from studio import theme
from studio.curation.bake_settings import BakeSettings
from studio.project.datasets import DatasetEntry
from studio.project.pictures import Counts, count_words
from studio.project.query import State

_HEIGHT = 52


@dataclass(frozen=True)
class Step:
    """`done`: with a green tick before its words."""

    key: str
    title: str
    words: str
    done: bool
    tip: str


def steps(counts: Counts, settings: BakeSettings, datasets: list[DatasetEntry], *, checking: bool) -> list[Step]:
    """What each step has come to."""
    found = [
        _check(counts, checking),
        Step("background", "Background", settings.background_words, bool(settings.remove_background),
             "Choose what becomes of the backgrounds"),
        Step("split", "Split", settings.split_words, settings.split != "none", "Cut sheets into their figures"),
        Step("frame", "Frame", f"{settings.size} px, {settings.fit_words}", False,
             "Choose the size and how pictures are fitted"),
    ]  # fmt: skip
    if datasets:
        newest = datasets[0]
        words = f"{newest.name}, {newest.count:,}" if newest.count else newest.name
        found.append(Step("bake", "Bake", words, True, "Bake a new dataset"))
    else:
        found.append(Step("bake", "Bake", "no dataset yet", False, "Make a dataset of the pictures"))
    return found


def _check(counts: Counts, checking: bool) -> Step:
    flagged = sum(counts.findings.values())
    if checking and counts.unchecked:
        return Step("check", "Check", f"{counts.unchecked:,} still to check", False, "Every picture is read to its end")
    if not counts.all:
        return Step("check", "Check", "no pictures yet", False, "Import pictures first")
    if counts.damaged:
        words = f"{counts.damaged:,} set aside"
    elif flagged:
        words = f"{count_words(flagged, 'picture')} to look at"
    else:
        words = "nothing wrong"
    decided = counts.all - counts.states.get(State.UNDECIDED, 0)
    tip = f"{decided:,} of {counts.all:,} pictures are decided on"
    if counts.damaged:
        tip += f"; {counts.damaged:,} cannot be read and are never baked"
    return Step("check", "Check", words, not counts.unchecked, tip)


class StepStrip(QWidget):
    """`chosen(key)` when a step is clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.steps")
        self.setAccessibleName("Steps")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.UNIT)
        self._buttons: dict[str, _StepButton] = {}

    def set_steps(self, steps: list[Step]) -> None:
        """Show these."""
        for number, step in enumerate(steps, 1):
            if step.key not in self._buttons:
                button = _StepButton(step.key, number)
                button.clicked.connect(functools.partial(self._on_clicked, step.key))
                self._buttons[step.key] = button
                self._line.addWidget(button, 1)
            self._buttons[step.key].set_step(step)

    def _on_clicked(self, key: str, checked: bool = False) -> None:
        self.chosen.emit(key)


class _StepButton(QAbstractButton):
    def __init__(self, key: str, number: int) -> None:
        super().__init__()
        self.setObjectName(f"curate.step.{key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number = number
        self._step: Step | None = None

    def set_step(self, step: Step) -> None:
        if step != self._step:
            self._step = step
            self.setAccessibleName(f"{step.title}: {step.words}")
            self.setToolTip(step.tip)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        inner = self.rect().adjusted(12, 7, -12, -7)
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(theme.TEXT))
        upper = inner.adjusted(0, 0, 0, -inner.height() // 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, f"{self._number}  {self._step.title}")
        lower = inner.adjusted(0, inner.height() // 2, 0, 0)
        if self._step.done:
            painter.setPen(QPen(QColor(theme.GREEN), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            y = lower.center().y() + 1
            painter.drawPolyline(_tick(lower.left(), y))
            lower.setLeft(lower.left() + 16)
        painter.setFont(theme.font(12))
        painter.setPen(QColor(theme.QUIET))
        text = QFontMetrics(painter.font()).elidedText(self._step.words, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, text)


def _tick(left: float, middle: float) -> list[QPointF]:
    return [QPointF(left + 1, middle), QPointF(left + 4, middle + 3), QPointF(left + 10, middle - 4)]
