"""A sentence that nothing is cut off: on one line where there is room, else on as many as it takes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from studio import theme

_LEAST = 160  # px at the usual size of text
_ROUNDING = 2  # px by which words may be wider than the sum of their letters says


class WholeLabel(QLabel):
    """For a row that flows (`flowing_row`): it wishes for one line, and goes below where it has to have more."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + _ROUNDING, metrics.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.scaled(_LEAST)), hint.height())
