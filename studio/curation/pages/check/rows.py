"""A row of the Check page: count, threshold over the histogram, what can be done."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gan_engine.curation.checks.verdicts import Check
from studio import theme
from studio.curation.histogram_slider import HistogramSlider
from studio.words import count_words, in_figures, number_words, tr

_HEIGHT = 32


class CountLine(QAbstractButton):
    """A title and how many; checked while what it stands for is shown."""

    def __init__(self, name: str, title: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._count: int | None = None
        self.set_count(None)

    @property
    def count(self) -> int | None:
        """What it says; None while that is not known."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Say so many."""
        self._count = count
        said = tr("not known yet") if count is None else count_words(count, "picture")
        self.setAccessibleName(f"{self._title}: {said}")
        self.update()

    def nextCheckState(self) -> None:
        """What is shown is not for the button to say."""

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT)) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.BUTTON if self.isChecked() else theme.RAISED))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        inner = self.rect().adjusted(8, 0, -8, 0)
        painter.setFont(theme.font())
        number = "…" if self._count is None else in_figures(self._count)
        some = bool(self._count)
        painter.setPen(QColor(theme.TEXT if some else theme.QUIET))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        room = inner.width() - QFontMetrics(painter.font()).horizontalAdvance(number) - 8
        title = QFontMetrics(painter.font()).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(theme.TEXT if some or self.isChecked() else theme.QUIET))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)


class CheckRow(QWidget):
    """`opened(kind)` when its line is clicked; `tried` and `released(kind, threshold)` by its slider; the buttons'
    wishes as `rejected`, `fine` and `again(kind)`."""

    opened = Signal(str)
    tried = Signal(str, float)
    released = Signal(str, float)
    rejected = Signal(str)
    fine = Signal(str)
    again = Signal(str)

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        name = f"curate.check.{check.kind}"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.line = CountLine(name, tr(check.title), tr(check.sentence))
        column.addWidget(self.line)
        self._body = QWidget()
        column.addWidget(self._body)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 4, 0, 12)
        body.setSpacing(theme.UNIT)
        body.addWidget(theme.make_label(tr(check.sentence), "small", wrap=True))
        self.slider = HistogramSlider(
            f"{name}.threshold",
            tr("{title}: threshold", title=tr(check.title)),
            check.lowest,
            check.highest,
            check.step,
            above=check.above,
            words=lambda value: number_words(check.words(value)),
        )
        body.addWidget(self.slider)
        self._words = theme.make_label("", "quiet")
        self._usual = theme.make_button(
            tr("Usual"), "quiet", name=f"{name}.usual", tip=tr("Put the threshold where it was")
        )
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._words, 1)
        line.addWidget(self._usual)
        body.addLayout(line)
        self.reject = theme.make_button("", name=f"{name}.reject", icon_name="x",
                                       tip=tr("Ctrl+Z takes it back"))  # fmt: skip
        self.are_fine = theme.make_button("", name=f"{name}.fine", icon_name="check",
                                          tip=tr("Not to be flagged for this again"))  # fmt: skip
        self._again: QPushButton = theme.make_button("", "quiet", name=f"{name}.again",
                                                     tip=tr("Flag those again that were said to be fine"))  # fmt: skip
        for button in (self.reject, self.are_fine, self._again):
            body.addWidget(button)
        self.line.clicked.connect(self._on_line)
        self.slider.moved.connect(self._on_moved)
        self.slider.released.connect(self._on_released)
        self._usual.clicked.connect(self._on_usual)
        self.reject.clicked.connect(self._on_reject)
        self.are_fine.clicked.connect(self._on_fine)
        self._again.clicked.connect(self._on_again)
        self.set_open(False)
        self.show_excepted(0)

    def set_open(self, is_open: bool) -> None:
        """Show what belongs to it, or its line alone."""
        self._body.setVisible(is_open)
        self.line.setChecked(is_open)

    def show_values(self, values: np.ndarray, threshold: float) -> None:
        """The scores of all pictures and where the threshold stands."""
        self.slider.set_values(values)
        self.slider.set_threshold(threshold)
        self._say_threshold(threshold)

    def show_flagged(self, count: int | None, chosen: int = 0) -> None:
        """How many are flagged, and how many of them are chosen on the light table."""
        self.line.set_count(count)
        number = count or 0
        some = 0 < chosen < number
        self.reject.setText(tr("Reject all {n}", one="Reject the one", n=number))
        self.are_fine.setText(
            tr("{chosen:,} chosen: fine", chosen=chosen) if some else tr("These are fine", one="It is fine", n=number)
        )
        for button in (self.reject, self.are_fine):
            button.setAccessibleName(f"{button.text()} ({tr(self.check.title)})")
            button.setVisible(number > 0)

    def show_excepted(self, count: int) -> None:
        """How many were said to be fine."""
        self._again.setVisible(count > 0)
        self._again.setText(tr("{count:,} said to be fine: ask again", count=count))

    def _say_threshold(self, value: float) -> None:
        side = tr("above") if self.check.above else tr("below")
        self._words.setText(tr("Flagged {side} {value}", side=side, value=number_words(self.check.words(value))))
        self._usual.setVisible(abs(value - self.check.threshold) > self.check.step / 4)

    def _on_line(self) -> None:
        self.opened.emit(self.check.kind)

    def _on_moved(self, value: float) -> None:
        self._say_threshold(value)
        self.tried.emit(self.check.kind, value)

    def _on_released(self, value: float) -> None:
        self.released.emit(self.check.kind, value)

    def _on_usual(self) -> None:
        self.slider.set_threshold(self.check.threshold)
        self._on_moved(self.check.threshold)
        self._on_released(self.check.threshold)

    def _on_reject(self) -> None:
        self.rejected.emit(self.check.kind)

    def _on_fine(self) -> None:
        self.fine.emit(self.check.kind)

    def _on_again(self) -> None:
        self.again.emit(self.check.kind)
