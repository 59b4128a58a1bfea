"""Round chips: a choice of one, and tags that can be taken off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from studio import theme
from studio.widgets.room.flow import FlowLayout
from studio.words import tr, tr_noop


def check_only(group: QButtonGroup, chosen: QAbstractButton | None) -> None:
    """Let this button of a choice be the checked one; None: none is, though Qt would hold on to the last one."""
    group.setExclusive(False)
    for button in group.buttons():
        button.setChecked(button is chosen)
    group.setExclusive(True)


class ChipChoice(QWidget):
    """Chips of which one is chosen, on as many lines as are needed; `chosen(key)` when the user chooses another."""

    chosen = Signal(str)

    def __init__(
        self, name: str, accessible_name: str, options: Sequence[tuple[str, str]], chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`options`: (key, text) each."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in options:
            button = theme.make_button(text, "chip", name=f"{name}.{key}", checkable=True)
            self._group.addButton(button)
            self._buttons[key] = button
            flow.addWidget(button)
        self.choose(chosen or options[0][0])
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def key(self) -> str:
        """The key of the chosen chip."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose without saying so."""
        self._buttons[key].setChecked(True)
        for own, button in self._buttons.items():  # the Tab key leads to the chosen one, in dialogs too
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own == key else Qt.FocusPolicy.ClickFocus)

    def set_text(self, key: str, text: str) -> None:
        """What stands on one of them."""
        self._buttons[key].setText(text)

    def set_offered(self, key: str, *, offered: bool) -> None:
        """Whether this one can be chosen: it is not shown where it cannot."""
        self._buttons[key].setVisible(offered)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.key)


class TagRow(QWidget):
    """Tags in a paragraph; with `removable`, a click takes one off: `removed(tag)`."""

    removed = Signal(str)

    def __init__(
        self,
        name: str,
        accessible_name: str = tr_noop("Tags"),
        *,
        removable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr(accessible_name))
        self._removable = removable
        self._tags: list[str] = []
        self._flow = FlowLayout(self, spacing=6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def tags(self) -> list[str]:
        """The tags shown."""
        return list(self._tags)

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these."""
        if list(tags) == self._tags:
            return
        self._tags = list(tags)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, tag in enumerate(self._tags):
            button = theme.make_button(tag, "tag", name=f"{self.objectName()}.{number}")
            button.setText(f"{tag}  ×" if self._removable else tag)
            button.setEnabled(self._removable)
            button.setAccessibleName(tr("Remove tag {tag}", tag=tag) if self._removable else tag)
            button.setProperty("tag", tag)
            button.clicked.connect(self._on_clicked)
            self._flow.addWidget(button)
        self.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.removed.emit(sender.property("tag"))
