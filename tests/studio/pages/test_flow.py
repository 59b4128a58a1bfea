"""A flowing row works its sizes out anew once something in it is another, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from studio.widgets.room.flow import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_was_worked_out_follows_what_is_in_it(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    labels = [QLabel("short") for _ in range(2)]
    for label in labels:
        flow.addWidget(label)
    host.show()
    wide = flow.sizeHint().width()
    one_line = flow.heightForWidth(wide)
    labels[1].setText("as long as half a sentence")
    QApplication.processEvents()
    assert flow.sizeHint().width() > wide
    assert flow.heightForWidth(wide) > one_line, "two lines now"
    labels[1].hide()
    QApplication.processEvents()
    assert flow.heightForWidth(wide) == one_line
    labels[1].show()
    flow.takeAt(1)
    assert flow.heightForWidth(wide) == one_line
