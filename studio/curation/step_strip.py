"""The strip of steps along the bottom of Curate, with what each has come to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from studio import theme
from studio.curation.pages.page import CuratePage

STRIP = ("check", "background", "split", "frame", "augment", "bake")
"""The steps in the order of the work."""

_HEIGHT = 62
_LINE, _SMALL_LINE = 20, 16
_ROOMY = 112


@dataclass(frozen=True)
class Step:
    """`done`: with a green tick before its words."""

    key: str
    title: str
    words: str
    done: bool
    tip: str


def steps(pages: Sequence[CuratePage]) -> list[Step]:
    """What each step has come to, in the words of its page."""
    found = {page.key: page for page in pages if page.kind == "step"}
    return [
        Step(page.key, page.title, *page.strip_words(), page.tip)
        for page in (found[key] for key in STRIP if key in found)
    ]


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
        self._open = ""

    def set_open(self, key: str) -> None:
        """The page of this step is open, "" for none of them."""
        self._open = key
        for own, button in self._buttons.items():
            button.set_open(own == key)

    def set_steps(self, steps: list[Step]) -> None:
        """Show these."""
        for number, step in enumerate(steps, 1):
            if step.key not in self._buttons:
                button = _StepButton(step.key)
                button.clicked.connect(functools.partial(self._on_clicked, step.key))
                self._buttons[step.key] = button
                self._line.insertWidget(number - 1, button, 1)
                button.set_open(step.key == self._open)
            self._buttons[step.key].set_step(step, number)

    def _on_clicked(self, key: str, checked: bool = False) -> None:
        self.chosen.emit(key)


class _StepButton(QAbstractButton):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(f"curate.step.{key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number = 0
        self._step: Step | None = None
        self.setCheckable(True)

    def set_open(self, is_open: bool) -> None:
        self.setChecked(is_open)

    def nextCheckState(self) -> None:
        """Whether its page is open is not for the button to say."""

    def set_step(self, step: Step, number: int) -> None:
        if step != self._step or number != self._number:
            self._step, self._number = step, number
            self.setAccessibleName(f"{step.title}: {step.words}")
            self.setToolTip(step.tip)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme.scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.BUTTON if self.isChecked() else theme.RAISED))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        inner = self.rect().adjusted(12 if self.width() >= _ROOMY else 4, 5, -4, -5)
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(theme.TEXT))
        title = f"{self._number}  {self._step.title}"
        elided = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(
            inner.adjusted(0, 0, 0, theme.scaled(_LINE) - inner.height()), Qt.AlignmentFlag.AlignVCenter, elided
        )
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        tick = 16 if self._step.done else 0
        for index, words in enumerate(_in_two(self._step.words, metrics, inner.width() - tick)):
            lower = inner.adjusted(tick, theme.scaled(_LINE + index * _SMALL_LINE), 0, 0)
            lower.setHeight(theme.scaled(_SMALL_LINE))
            if tick and not index:
                painter.setPen(QPen(QColor(theme.GREEN), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPolyline(_tick(inner.left(), lower.center().y() + 1))
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)


def _in_two(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The words on two lines at most, broken at a space where there is one."""
    if metrics.horizontalAdvance(words) <= width:
        return [words]
    first = ""
    for word in words.split(" "):
        longer = f"{first} {word}".strip()
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    elided = Qt.TextElideMode.ElideRight
    return [first, metrics.elidedText(words[len(first) :].strip(), elided, width)] if first else [
        metrics.elidedText(words, elided, width)
    ]  # fmt: skip


def _tick(left: float, middle: float) -> list[QPointF]:
    return [QPointF(left + 1, middle), QPointF(left + 4, middle + 3), QPointF(left + 10, middle - 4)]
