"""The dialog for keeping settings as a recipe of one's own: name and purpose."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr


class KeepRecipeDialog(Dialog):
    """`chosen(title, sentence)` when it is to be kept."""

    chosen = Signal(str, str)

    def __init__(self, base: str, taken: Collection[str], parent: QWidget | None = None) -> None:
        """`base` is the title of the recipe it was made of; `taken` are the titles there are."""
        super().__init__(parent)
        self.setObjectName("train.keep-recipe")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keep as a recipe"))
        self.setMinimumWidth(480)
        self._base = base
        self._taken = {title.casefold() for title in taken}
        self.title = QLineEdit()
        self.title.setObjectName("train.keep-recipe.name")
        self.title.setAccessibleName(tr("Name of the recipe"))
        self.title.setMaxLength(60)
        self.title.textChanged.connect(self._check)
        self.sentence = QLineEdit()
        self.sentence.setObjectName("train.keep-recipe.sentence")
        self.sentence.setAccessibleName(tr("What it is for"))
        self.sentence.setMaxLength(300)
        self.sentence.setPlaceholderText(tr("Made of “{base}”.", base=base))
        self.keep = theme.make_button(tr("Keep the recipe"), "primary", name="train.keep-recipe.act")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._accept)
        cancel = theme.make_button(tr("Cancel"), name="train.keep-recipe.cancel")
        cancel.clicked.connect(self.reject)
        self._wrong = theme.make_label("", "error", wrap=True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(theme.UNIT)
        form.addRow(theme.make_label(tr("Name"), "quiet"), self.title)
        form.addRow(theme.make_label(tr("What it is for"), "quiet"), self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Keep as a recipe"), "title"))
        words = tr("These settings, for any dataset of this project. The file lies in its folder “recipes”.")
        column.addWidget(theme.make_label(words, "quiet", wrap=True))
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addSpacing(theme.UNIT)
        column.addLayout(row([None, cancel, self.keep]))
        self._check()

    def _check(self) -> None:
        title = self.title.text().strip()
        is_taken = title.casefold() in self._taken
        self._wrong.setText(tr("There is a recipe of that name already.") if is_taken else "")
        self._wrong.setVisible(is_taken)
        self.keep.setEnabled(bool(title) and not is_taken)

    def _accept(self) -> None:
        title, sentence = self.title.text().strip(), self.sentence.text().strip()
        self.accept()
        self.chosen.emit(title, sentence or tr("Made of “{base}”.", base=self._base))
