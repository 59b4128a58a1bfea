"""How the snapshots of a ballot stand: a bar each, with what is not sure of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.words import kimg_words, percent_words, tr
from studio.workers.training.ballots import Standing, StandingRow

_ROW, _NAME, _SHARE, _BAR = 44, 120, 64, 10


class StandingView(QWidget):
    """The most preferred first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("What you prefer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[StandingRow, ...] = ()

    def show_standing(self, standing: Standing | None) -> None:
        """Show this one."""
        self._rows = standing.rows if standing is not None else ()
        self.setAccessibleDescription("; ".join(map(_words, self._rows)))
        self.setFixedHeight(_ROW * len(self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, _ROW * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, each in enumerate(self._rows):
            self._paint(painter, QRect(0, index * _ROW, self.width(), _ROW), each)

    def _paint(self, painter: QPainter, rect: QRect, each: StandingRow) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold if each.chosen else QFont.Weight.Normal))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(
            QRect(rect.left(), rect.top(), _NAME, _ROW), middle, tr("{kimg} kimg", kimg=kimg_words(each.kimg))
        )
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.QUIET))
        marks = ", ".join(_marks(each))
        room = max((painter.fontMetrics().horizontalAdvance(", ".join(_marks(one))) for one in self._rows), default=0)
        right = QRect(rect.right() - room, rect.top(), room + 1, _ROW)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, marks)
        share = QRect(right.left() - _SHARE - 16, rect.top(), _SHARE, _ROW)
        painter.drawText(share, middle | Qt.AlignmentFlag.AlignRight, percent_words(each.share))
        bar = QRectF(_NAME, rect.center().y() - _BAR / 2, max(40, share.left() - 16 - _NAME), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.TRACK))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        filled = QRectF(bar.left(), bar.top(), max(_BAR, bar.width() * each.share), _BAR)
        painter.setBrush(QColor(theme.ACCENT if each.chosen else theme.QUIET))
        painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        self._whisker(painter, bar, each)

    @staticmethod
    def _whisker(painter: QPainter, bar: QRectF, each: StandingRow) -> None:
        """From a standard error below to one above."""
        low, high = (bar.left() + bar.width() * value for value in (each.low, each.high))
        y = bar.center().y()
        painter.setPen(QPen(QColor(theme.TEXT), 1.5))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))


def _marks(each: StandingRow) -> list[str]:
    return [
        words for words, is_so in ((tr("your choice"), each.chosen), (tr("best by its measure"), each.best)) if is_so
    ]


def _words(each: StandingRow) -> str:
    share = tr(
        "{share:.0f} %, {low:.0f} to {high:.0f}", share=100 * each.share, low=100 * each.low, high=100 * each.high
    )
    return ", ".join([tr("{kimg} kimg: {share}", kimg=kimg_words(each.kimg), share=share), *_marks(each)])
