"""The sections in Explore's panels: each with its heading, or with the reason why the model does not offer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.command import Command
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreSection, Place
from studio.words import tr


class SectionFrame(QWidget):
    """The heading of a section, and its widget or why there is none."""

    def __init__(self, section: ExploreSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"explore.section.{section.key}")
        self._section = section
        self._widget: QWidget | None = None
        self._reason = theme.make_label("", "quiet", wrap=True)
        self._reason.setObjectName(f"explore.{section.key}.reason")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.UNIT, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(theme.make_label(tr(section.title), "section"))
        self._column.addWidget(self._reason)
        self.hide()

    def look(self, context: ExploreContext) -> None:
        """Another model is in use, or none."""
        model = context.model
        if model is None:
            return
        reason = self._section.offered(model)
        if not reason and self._widget is None:
            self._widget = self._section.make()
            self._column.addWidget(self._widget)
        if self._widget is not None:
            self._widget.setVisible(not reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.show()


class SectionHost(QObject):
    """Puts the sections into the panels and keeps them in step with the model."""

    def __init__(
        self, context: ExploreContext, builders: Sequence[type[ExploreSection]], places: Mapping[Place, QVBoxLayout]
    ) -> None:
        super().__init__(context)
        self._context = context
        self.sections: dict[str, ExploreSection] = {section.key: section(context) for section in builders}
        self._frames = [SectionFrame(section) for section in self.sections.values()]
        for section, frame in zip(self.sections.values(), self._frames, strict=True):
            places[section.place].addWidget(frame)
        context.model_changed.connect(self._on_model)

    def commands(self) -> list[Command]:
        """What the sections have of their own."""
        return [command for section in self.sections.values() for command in section.commands()]

    def _on_model(self) -> None:
        for frame in self._frames:
            frame.look(self._context)
