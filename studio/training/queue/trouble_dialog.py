"""What is asked where a training was to begin and the queue cannot be used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.errors import EngineError, is_newer
from studio import theme
from studio.engine_words import error_words
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.training.queue.repair import can_restore


class QueueTroubleDialog(Dialog):
    """One of the three signals, or `rejected`: the training is not to begin."""

    restore_chosen = Signal()
    again_chosen = Signal()
    without_chosen = Signal()

    def __init__(self, error: EngineError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.queue-trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("The queue"))
        self.setFixedWidth(560)
        restorable = can_restore(error)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("The queue cannot be used"), "title"))
        column.addWidget(theme.make_label(error_words(error, "what"), wrap=True))
        kept = (
            tr("{kept} Restored, every job is there again.", kept=error_words(error, "kept"))
            if restorable
            else error_words(error, "kept", "do")
        )
        column.addWidget(theme.make_label(kept.strip(), "quiet", wrap=True))
        without = tr(
            "Started without the queue it trains all the same, but nobody starts it again if it is interrupted."
        )
        column.addWidget(theme.make_label(without, "quiet", wrap=True))
        self.cancel = theme.make_button(tr("Cancel"), name="train.queue-trouble.cancel")
        hopeless = is_newer(error)
        self.without = theme.make_button(
            tr("Start without the queue"), "primary" if hopeless else "plain", name="train.queue-trouble.without"
        )
        self.act = theme.make_button(
            tr("Restore and start") if restorable else tr("Try again"), "primary", name="train.queue-trouble.act"
        )  # fmt: skip
        (self.without if hopeless else self.act).setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.without.clicked.connect(self._on_without)
        self.act.clicked.connect(self._on_restore if restorable else self._on_again)
        column.addLayout(row([None, self.cancel, self.without, *([] if hopeless else [self.act])]))

    def _on_without(self) -> None:
        self.accept()
        self.without_chosen.emit()

    def _on_restore(self) -> None:
        self.accept()
        self.restore_chosen.emit()

    def _on_again(self) -> None:
        self.accept()
        self.again_chosen.emit()
