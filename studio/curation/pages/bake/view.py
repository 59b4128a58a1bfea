"""The view of the Bake page: samples as they will be baked, and a summary of the steps."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.bake.samples import BakeSamples
from studio.curation.pages.bake.summary import Line
from studio.widgets.grid.layout import MARGIN
from studio.widgets.workspace import row
from studio.words import in_figures, tr
from studio.workers.workbench import Workbench

SAMPLES = 6
_EDGE, _LARGEST = 120, 208
_LINE = 40
_TITLE_WIDTH = 112


class BakeView(QScrollArea):
    """`page_wanted(key)` when a step is clicked; `others_wanted` for other samples."""

    page_wanted = Signal(str)
    others_wanted = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.bake")
        self.setAccessibleName(tr("What would be baked"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inner = QWidget()
        inner.setProperty("place", "background")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline = theme.make_label(tr("Counting…"), "title", wrap=True)
        self._headline.setObjectName("curate.bake.headline")
        self.samples = BakeSamples(workbench, "curate.bake", count=SAMPLES, edge=_EDGE)
        others = theme.make_button(
            tr("Others"), "quiet", name="curate.bake.others", icon_name="shuffle", tip=tr("Show other pictures")
        )
        others.clicked.connect(self.others_wanted)
        self._lines: list[SummaryLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(theme.UNIT)
        head.addWidget(self._headline)
        words = tr("The pictures as a network will learn from them. Your originals are not touched.")
        head.addWidget(theme.make_label(words, "quiet", wrap=True))
        head.addSpacing(8)
        head.addWidget(self.samples)
        head.addLayout(row([others, None]))
        head.addSpacing(8)
        head.addWidget(theme.make_label(tr("Step by step"), "section"))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 8, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Samples use the width. The room of a scroll bar is left whether there is one or not: else it might come and
        go without end."""
        super().resizeEvent(event)
        room = self.width() - 2 * MARGIN - 8 - theme.SCROLL_BAR + theme.UNIT
        across = max(1, min(SAMPLES, round(room / (_EDGE + theme.UNIT))))
        self.samples.set_edge(min(_LARGEST, room // across - theme.UNIT))

    @property
    def headline(self) -> str:
        """What stands at the top."""
        return self._headline.text()

    @property
    def lines(self) -> Sequence[Line]:
        """The steps as they are shown."""
        return [line.line for line in self._lines if not line.isHidden()]

    def show_summary(self, headline: str, lines: Sequence[Line], offered: Sequence[str]) -> None:
        """`offered`: the pages there are, so that their lines open them."""
        self._headline.setText(headline)
        while len(self._lines) < len(lines):
            line = SummaryLine(len(self._lines))
            line.clicked.connect(functools.partial(self._on_clicked, line))
            self._lines.append(line)
            self._rows.addWidget(line)
        before = lines[0].left if lines else 0
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(lines))
            if index < len(lines):
                line.show_line(lines[index], before, opens=lines[index].page in offered)
                before = lines[index].left

    def _on_clicked(self, line: SummaryLine, checked: bool = False) -> None:
        if line.opens:
            self.page_wanted.emit(line.line.page)


class SummaryLine(QAbstractButton):
    """One step: its name, what it does, and how many pictures there are after it, bright where that is another."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.setObjectName(f"curate.bake.line.{index}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = Line("", "", "", 0)
        self.opens = False
        self._moved = False

    def show_line(self, line: Line, before: int, *, opens: bool) -> None:
        """`before`: how many pictures there were."""
        self.line, self.opens, self._moved = line, opens, line.left != before
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{line.title}: {line.words}, {in_figures(line.left)}")
        self.setToolTip(f"{line.words}{tr('  (click to choose otherwise)') if opens else ''}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, theme.scaled(_LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect()
        if self.opens and (self.underMouse() or self.hasFocus()):
            painter.setPen(QPen(QColor(theme.ACCENT), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        else:
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(inner, middle, self.line.title)
        number = in_figures(self.line.left)
        painter.setFont(theme.font(13))
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(theme.TEXT if self._moved else theme.QUIET))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, number)
        words = inner.adjusted(theme.scaled(_TITLE_WIDTH), 0, -metrics.horizontalAdvance(number) - 16, 0)
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(words, middle, metrics.elidedText(self.line.words, Qt.TextElideMode.ElideRight, words.width()))
