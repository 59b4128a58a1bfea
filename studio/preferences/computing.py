"""What computes for the window: which device, and how much of the processor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio import theme
from studio.preferences.page import SettingsPage
from studio.preferences.preferences import Preferences
from studio.widgets.fields.eliding_box import ElidingBox
from studio.words import tr


class ComputingPage(SettingsPage):
    """Devices are those that the engine has found; it says so a moment after the window is up."""

    key = "computing"

    @property
    def title(self) -> str:
        return tr("Computing")

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        preferences.workbench.engine.hello.connect(self.show_choices)

    def build(self) -> None:
        self.device = _box("settings.device", tr("Device"))
        self.device.activated.connect(self._on_device)
        self.add(
            tr("Device"), self.device,
            tr(
                "Where designs are drawn, pictures looked at and datasets baked. A graphics card is tens of times as"
                " quick as the processor. Each training has a device of its own, in its form."
            ),
        )  # fmt: skip
        self.threads = _box("settings.threads", tr("Cores of the processor"))
        self.threads.activated.connect(self._on_threads)
        self.add(
            tr("Cores of the processor"), self.threads,
            tr(
                "How many of them that work may take. Fewer leave more to your painting program; designs appear more"
                " slowly. Automatic leaves one to the window, and trainings theirs."
            ),
        )  # fmt: skip
        self._waiting = theme.make_label("", "small", wrap=True)
        self.column.addSpacing(theme.UNIT)
        self.column.addWidget(self._waiting)
        self.column.addStretch(1)

    def show_choices(self) -> None:
        said, choices = self.preferences.workbench.device, self.preferences.choices
        automatic = tr("Automatic")
        devices = [("", automatic)]
        for each in said.get("devices") or ():
            devices.append((str(each.get("name", "")), str(each.get("title", ""))))
        if choices.device not in dict(devices):
            devices.append((choices.device, tr("{device}, not found now", device=choices.device)))
        _fill(self.device, devices, choices.device)
        cores = said.get("cores")
        most = cores if isinstance(cores, int) and 0 < cores <= 256 else 1
        numbers = sorted({*range(1, min(most, 16) + 1), *range(16, most + 1, 4), most, choices.threads} - {0})
        _fill(self.threads, [(0, automatic), *((number, f"{number}") for number in numbers)], choices.threads)
        self._waiting.setText("" if said else tr("The engine is starting; its devices come in a moment."))

    def _on_device(self) -> None:
        self.preferences.choose(device=self.device.currentData())

    def _on_threads(self) -> None:
        self.preferences.choose(threads=self.threads.currentData())


def _box(name: str, accessible_name: str) -> ElidingBox:
    box = ElidingBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    return box


def _fill(box: ElidingBox, options: list[tuple[str, str]] | list[tuple[int, str]], chosen: object) -> None:
    box.clear()
    for key, words in options:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
