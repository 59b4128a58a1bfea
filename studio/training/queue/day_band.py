"""What ran when: a band for each device over the last 24 hours."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio import theme
from studio.words import duration, kimg_words, tr, tr_noop
from studio.workers.training.queue.book import DAY, RanThen

_NAMES = 128
_BAND, _GAP, _HOURS = 20, 8, 20
_EVERY = 4  # hours between two that are written
_LEAST = 3.0
"""Pixels: what ran for some seconds is seen too."""
_TROUBLE = frozenset({"failed", "killed", "hang"})
_HOW = {
    "finished": tr_noop("came to its end"),
    "stopped": tr_noop("was stopped"),
    "interrupted": tr_noop("was interrupted"),
    "failed": tr_noop("failed"),
    "killed": tr_noop("was cut off"),
    "hang": tr_noop("hung, and was ended"),
}


class DayBand(QWidget):
    """The hours run from left to right, to now; each training has its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.queue.day")
        self.setAccessibleName(tr("What ran in the last 24 hours"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ran: tuple[RanThen, ...] = ()
        self._devices: list[str] = []

    def show_ran(self, ran: Sequence[RanThen]) -> None:
        """These stretches of trainings."""
        self._ran = tuple(ran)
        self._devices = sorted({each.device for each in ran})
        self.setAccessibleDescription("; ".join(ran_words(each) for each in ran[-12:]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, len(self._devices) * (_BAND + _GAP) + _HOURS)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def place(self, ran: RanThen, now: float) -> QRectF:
        """Where a stretch is drawn."""
        width = max(1.0, self.width() - _NAMES)
        begin = max(0.0, 1 - (now - ran.began) / DAY)
        end = min(1.0, 1 - (now - (now if ran.ended is None else ran.ended)) / DAY)
        across = max(_LEAST, (end - begin) * width)
        top = self._devices.index(ran.device) * (_BAND + _GAP)
        return QRectF(min(_NAMES + begin * width, self.width() - across), top, across, _BAND)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = time.time()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11))
        for number, device in enumerate(self._devices):
            top = number * (_BAND + _GAP)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(QRectF(0, top, _NAMES - 8, _BAND), Qt.AlignmentFlag.AlignVCenter, device)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.FIELD))
            painter.drawRoundedRect(QRectF(_NAMES, top, self.width() - _NAMES, _BAND), theme.RADIUS, theme.RADIUS)
        self._paint_hours(painter, now)
        for ran in self._ran:
            self._paint_stretch(painter, ran, self.place(ran, now))
        painter.end()

    def _paint_stretch(self, painter: QPainter, ran: RanThen, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.LABELS[ran.job % len(theme.LABELS)]))
        painter.drawRoundedRect(rect, 2, 2)
        if ran.outcome in _TROUBLE:
            painter.setBrush(QColor(theme.RED))
            painter.drawRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()))
        if rect.width() > 48:
            painter.setPen(QColor(theme.ON_ACCENT))
            inner = rect.adjusted(6, 0, -4, 0)
            words = painter.fontMetrics().elidedText(ran.name, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_hours(self, painter: QPainter, now: float) -> None:
        width, bottom = self.width() - _NAMES, len(self._devices) * (_BAND + _GAP)
        clock = time.localtime(now)
        for hours in range(0, round(DAY / 3600) + 1):
            then = now - 60 * clock.tm_min - clock.tm_sec - hours * 3600
            local = time.localtime(then)
            x = _NAMES + width * (1 - (now - then) / DAY)
            if local.tm_hour % _EVERY or x < _NAMES:
                continue
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(round(x), 0, round(x), bottom)
            painter.setPen(QColor(theme.QUIET))
            if x + 40 < self.width():
                painter.drawText(QRectF(x, bottom, 48, _HOURS), Qt.AlignmentFlag.AlignVCenter, f"{local.tm_hour}:00")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            now, point = time.time(), event.pos()
            found = [each for each in self._ran if self.place(each, now).adjusted(-2, 0, 2, 0).contains(point)]
            QToolTip.showText(event.globalPos(), ran_words(found[-1]) if found else "", self)
            return True
        return super().event(event)


def ran_words(ran: RanThen) -> str:
    """“red knights, processor, 9:12 to 11:40 (2 h 28 min), 0 to 120 kimg, came to its end”."""
    begun = time.strftime("%H:%M", time.localtime(ran.began))
    if ran.ended is None:
        return tr(
            "{name}, {device}, since {begun}, from {kimg} kimg",
            name=ran.name,
            device=ran.device,
            begun=begun,
            kimg=kimg_words(ran.kimg[0]),
        )
    ended = time.strftime("%H:%M", time.localtime(ran.ended))
    parts = [
        ran.name,
        ran.device,
        tr("{begun} to {ended} ({duration})", begun=begun, ended=ended, duration=duration(ran.ended - ran.began)),
    ]
    if ran.kimg[1] is not None:
        parts.append(tr("{first} to {last} kimg", first=kimg_words(ran.kimg[0]), last=kimg_words(ran.kimg[1])))
    return ", ".join([*parts, tr(_HOW.get(ran.outcome, ran.outcome))])
