"""The strip of steps along the bottom of Curate, with what each has come to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio import theme
from studio.curation.pages.page import CuratePage
from studio.words import tr

STRIP = ("check", "background", "split", "frame", "augment", "bake")
"""The steps in the order of the work."""

_HEIGHT = 62
_LINE, _SMALL_LINE = 20, 16
_ROUNDING = 2  # px by which words may be wider than the sum of their letters says
_TICK = 16  # px before the words of what is done
_WIDE, _NARROW = 12, 4
"""px before its words; after them, and before them where there is little room."""
_WAYS = ((1, _WIDE), (1, _NARROW), (2, _WIDE), (2, _NARROW))
"""Lines of words and px before them, the first for which there is room: the same for all steps."""


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
        Step(page.key, tr(page.title), *page.strip_words(), tr(page.tip))
        for page in (found[key] for key in STRIP if key in found)
    ]


class StepStrip(QWidget):
    """`chosen(key)` when a step is clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.steps")
        self.setAccessibleName(tr("Steps"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, _StepButton] = {}
        self._open = ""
        theme.worn.changed.connect(self._arrange)

    def set_open(self, key: str) -> None:
        """The page of this step is open, "" for none of them."""
        self._open = key
        for own, button in self._buttons.items():
            button.set_open(own == key)

    def set_steps(self, steps: list[Step]) -> None:
        """Show these."""
        for number, step in enumerate(steps, 1):
            if step.key not in self._buttons:
                button = _StepButton(step.key, self)
                button.clicked.connect(functools.partial(self._on_clicked, step.key))
                self._buttons[step.key] = button
                button.set_open(step.key == self._open)
                button.show()
            self._buttons[step.key].set_step(step, number)
        self.updateGeometry()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return self._size([button.wish(2, _NARROW, numbered=True) for button in self._buttons.values()])

    def minimumSizeHint(self) -> QSize:
        return self._size([button.title_width(numbered=False) for button in self._buttons.values()])

    def _size(self, widths: Sequence[int]) -> QSize:
        return QSize(sum(widths) + theme.UNIT * max(0, len(widths) - 1), theme.scaled(_HEIGHT))

    def _arrange(self) -> None:
        """Titles are whole, with their numbers where all words have room beside those; what is left goes to steps of
        many words first, and beyond that to all alike. All are as wide as each other where their words have room so:
        then none moves when another says something else."""
        buttons = list(self._buttons.values())
        if not buttons:
            return
        room = self.width() - theme.UNIT * (len(buttons) - 1)
        numbered = sum(button.wish(2, _NARROW, numbered=True) for button in buttons) <= room
        least = [button.title_width(numbered=numbered) for button in buttons]
        for lines, before in _WAYS:
            wished = [button.wish(lines, before, numbered=numbered) for button in buttons]
            if sum(wished) <= room:
                break
        if max(wished) <= room // len(buttons):
            least = wished = [room // len(buttons)] * len(buttons)
        missing = [wish - own for wish, own in zip(wished, least, strict=True)]
        left = max(0, room - sum(least))
        share = min(1.0, left / max(1, sum(missing)))
        over = max(0, left - sum(missing)) / len(buttons)
        x = 0.0
        for button, own, more in zip(buttons, least, missing, strict=True):
            end = x + own + share * more + over
            button.set_look(numbered=numbered, before=before)
            button.setGeometry(round(x), 0, round(end) - round(x), self.height())
            x = end + theme.UNIT

    def _on_clicked(self, key: str, checked: bool = False) -> None:
        self.chosen.emit(key)


class _StepButton(QAbstractButton):
    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"curate.step.{key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._number = 0
        self._step: Step | None = None
        self._numbered, self._before = True, _WIDE
        self.setCheckable(True)

    def set_open(self, is_open: bool) -> None:
        self.setChecked(is_open)

    def nextCheckState(self) -> None:
        """Whether its page is open is not for the button to say."""

    def set_step(self, step: Step, number: int) -> None:
        if step != self._step or number != self._number:
            self._step, self._number = step, number
            self.setAccessibleName(f"{step.title}: {step.words}")
            self._tell()
            self.update()

    def set_look(self, *, numbered: bool, before: int) -> None:
        if (numbered, before) != (self._numbered, self._before):
            self._numbered, self._before = numbered, before
            self._tell()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        """The tip says what the step has come to where that is not whole."""
        if self._step is not None:
            whole = "" if " ".join(self.shown_lines) == self._step.words else f"{self._step.words}\n"
            theme.set_tip(self, whole + self._step.tip, f"Shift+{self._number}")

    def sizeHint(self) -> QSize:
        return QSize(self.wish(2, _NARROW, numbered=self._numbered), theme.scaled(_HEIGHT))

    def wish(self, lines: int, before: int, *, numbered: bool) -> int:
        """px in which its title, and its words on so many lines, are whole, with so many px before them."""
        if self._step is None:
            return 0
        metrics, said = QFontMetrics(theme.font(12)), self._step.words
        words = metrics.horizontalAdvance(said) if lines == 1 else _least_in_two(said, metrics)
        words += _ROUNDING + (_TICK if self._step.done else 0)
        return max(self.title_width(numbered=numbered), words + 2 * _NARROW) + before - _NARROW

    def title_width(self, *, numbered: bool) -> int:
        """px in which its title is whole."""
        title = QFontMetrics(theme.font(13, QFont.Weight.Medium)).horizontalAdvance(self._title(numbered=numbered))
        return title + _ROUNDING + 2 * _NARROW

    @property
    def shown_title(self) -> str:
        """As much of its title as there is room for."""
        metrics = QFontMetrics(theme.font(13, QFont.Weight.Medium))
        return metrics.elidedText(
            self._title(numbered=self._numbered), Qt.TextElideMode.ElideRight, self._inner().width()
        )

    @property
    def shown_lines(self) -> list[str]:
        """As much of what it has come to as there is room for, as it stands below its title."""
        if self._step is None:
            return []
        room = self._inner().width() - (_TICK if self._step.done else 0)
        return _in_two(self._step.words, QFontMetrics(theme.font(12)), room)

    def _title(self, *, numbered: bool) -> str:
        if self._step is None:
            return ""
        return f"{self._number}  {self._step.title}" if numbered else self._step.title

    def _inner(self) -> QRect:
        """Where its words stand."""
        return self.rect().adjusted(self._before, 5, -_NARROW, -5)

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
        inner = self._inner()
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(theme.TEXT))
        first = inner.adjusted(0, 0, 0, theme.scaled(_LINE) - inner.height())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, self.shown_title)
        painter.setFont(theme.font(12))
        tick = _TICK if self._step.done else 0
        for index, words in enumerate(self.shown_lines):
            lower = inner.adjusted(tick, theme.scaled(_LINE + index * _SMALL_LINE), 0, 0)
            lower.setHeight(theme.scaled(_SMALL_LINE))
            if tick and not index:
                painter.setPen(QPen(QColor(theme.GREEN), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPolyline(_tick(inner.left(), lower.center().y() + 1))
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)


def _least_in_two(words: str, metrics: QFontMetrics) -> int:
    """px in which they are whole on two lines."""
    apart = words.split(" ")
    return min(
        max(metrics.horizontalAdvance(" ".join(part)) for part in (apart[:index], apart[index:]))
        for index in range(1, len(apart) + 1)
    )


def _in_two(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The words on two lines at most, broken at a space where there is one. Where they are too long for that, a name
    before a count gives way in its middle, and the count is whole."""
    if metrics.horizontalAdvance(words) <= width:
        return [words]
    first = ""
    for word in words.split(" "):
        longer = f"{first} {word}".strip()
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    rest = words[len(first) :].strip()
    if first and metrics.horizontalAdvance(rest) <= width:
        return [first, rest]
    name, comma, count = words.rpartition(", ")
    if comma and metrics.horizontalAdvance(count) <= width:
        return [metrics.elidedText(f"{name},", Qt.TextElideMode.ElideMiddle, width), count]
    elided = Qt.TextElideMode.ElideRight
    return [first, metrics.elidedText(rest, elided, width)] if first else [metrics.elidedText(words, elided, width)]


def _tick(left: float, middle: float) -> list[QPointF]:
    return [QPointF(left + 1, middle), QPointF(left + 4, middle + 3), QPointF(left + 10, middle - 4)]
