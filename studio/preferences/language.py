"""The page of languages: those that there is a translation for."""

from __future__ import annotations

from studio.preferences.languages import languages, name_of
from studio.preferences.page import SettingsPage
from studio.widgets.chips import ChipChoice
from studio.words import ENGLISH, tr


class LanguagePage(SettingsPage):
    """A language is spoken at once by what is opened from then on."""

    key = "language"

    @property
    def title(self) -> str:
        return tr("Language")

    def build(self) -> None:
        self._known = ["", ENGLISH, *(each for each in languages() if each != ENGLISH)]
        options = [(each or "system", name_of(each) if each else tr("As the system")) for each in self._known]
        self.choice = ChipChoice("settings.language", self.title, options)
        self.choice.chosen.connect(self._on_chosen)
        self.add(
            "",
            self.choice,
            tr(
                "The whole window speaks it once Maquette is started again, and the guide where it is translated. Your "
                "projects are the same in every language."
            ),
        )
        self.column.addStretch(1)

    def show_choices(self) -> None:
        chosen = self.preferences.choices.language
        self.choice.choose(chosen if chosen in self._known and chosen else "system")

    def _on_chosen(self, key: str) -> None:
        self.preferences.choose(language="" if key == "system" else key)
