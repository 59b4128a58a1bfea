"""The export dialog: what kind of file, how large, with what inside, and what the files are called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from gan_engine.curation.backgrounds.methods import AUTO
from gan_engine.errors import EngineError
from gan_engine.interchange.exports.names import FIELDS, file_stem
from gan_engine.interchange.exports.options import DARK, SUFFIXES, WHITE, Colour, PictureOptions
from gan_engine.pictures import MAX_PIXELS
from studio import theme
from studio.engine_words import error_words
from studio.settings import Settings
from studio.widgets.background_words import METHOD_SENTENCES, METHOD_WORDS, usable_methods
from studio.widgets.chips import ChipChoice
from studio.widgets.export.parts import (
    FOLDER_KEY,
    KIND_KEY,
    OPTIONS_KEY,
    FolderField,
    FormDialog,
    usual_folder,
    usual_options,
)  # fmt: skip
from studio.words import count_words, sides_words, tr, tr_choices, tr_noop
from studio.workers.design_exports import FACTORS, FILE_KINDS, ExportChoice, ExportedDesigns

KINDS = (
    ("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WebP"), ("tiff", "TIFF"), ("ora", "OpenRaster"), ("json", "JSON"),
    ("csv", "CSV"), ("npz", "NPZ"),
)  # fmt: skip
NOTES: Mapping[str, str] = {
    "png": tr_noop("Exact pixels, for everything."),
    "jpeg": tr_noop("Small files, for sending and showing."),
    "webp": tr_noop("Small files that may be see-through, for pages."),
    "tiff": tr_noop("Exact pixels, for print and layout."),
    "ora": tr_noop(
        "Layers for Krita and others: the first design on top, its mask and the other designs hidden below."
    ),
    "json": tr_noop("How each design was made, as text: to be opened here again, without pictures."),
    "csv": tr_noop("Rows of latent numbers, for spreadsheets and scripts."),
    "npz": tr_noop("Latents as NVIDIA’s StyleGAN tools read them (projected_w.npz)."),
}
_LAID = tr_noop("What is see-through is laid on a colour.")
QUALITIES = (("80", tr_noop("Small")), ("95", tr_noop("Fine")), ("100", tr_noop("Best")))
EDGES = (
    ("pixels", tr_noop("Sharp pixels")),
    ("smooth", tr_noop("Smooth")),
    ("upscaler", tr_noop("A network of your own…")),
)
GROUNDS: Mapping[str, tuple[str, Colour]] = {
    "white": (tr_noop("On white"), WHITE),
    "grey": (tr_noop("On grey"), (128, 128, 128)),
    "dark": (tr_noop("On dark"), DARK),
}
_NETWORK_KEY = "export.upscaler"


class ExportDialog(FormDialog):
    """`chosen(ExportChoice)` when the designs are to be exported."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, designs: ExportedDesigns, parent: QWidget | None = None) -> None:
        words = count_words(len(designs), "design")
        super().__init__(
            "export.dialog", tr("Export {designs}", designs=words), "", tr("Export {designs}", designs=words), parent
        )
        self._settings = settings
        self._designs = designs
        before = usual_options(settings)
        kind = settings.get(KIND_KEY, "png")
        self._kind = ChipChoice("export.kind", tr("Kind"), KINDS, kind if kind in NOTES else "png")
        width, height = designs.size
        factors = [factor for factor in FACTORS if width * height * factor**2 <= MAX_PIXELS] or [1]
        sizes = [(str(factor), sides_words(width * factor, height * factor)) for factor in factors]
        factor = str(before.factor)
        self._size = ChipChoice("export.size", tr("Size"), sizes, factor if factor in dict(sizes) else "1")
        self._edges = ChipChoice("export.edges", tr("Enlarged"), tr_choices(EDGES), before.resampling)
        self._network = before.upscaler or _path(settings.get(_NETWORK_KEY, ""))
        ways = [(method, tr(METHOD_WORDS[method])) for method in usable_methods()]
        way = before.background if before.background in dict(ways) else AUTO  # one of another machine may be missing
        self._background = ChipChoice("export.background", tr("Background"), ways, way)
        ground = next((key for key, (_, colour) in GROUNDS.items() if colour == before.ground), "white")
        self._ground = ChipChoice(
            "export.ground", tr("Colour behind"), [(key, tr(title)) for key, (title, _) in GROUNDS.items()], ground
        )
        quality = str(before.quality)
        quality = quality if quality in dict(QUALITIES) else "95"
        self._quality = ChipChoice("export.quality", tr("Quality"), tr_choices(QUALITIES), quality)
        self._recipe = QCheckBox(tr("The recipe inside: dropped on Explore, the design is made again"))
        self._recipe.setObjectName("export.recipe")
        self._recipe.setChecked(before.recipe)
        self._names = QLineEdit(before.names)
        self._names.setObjectName("export.names")
        self._names.setAccessibleName(tr("Pattern of the names"))
        self._names.setToolTip("\n".join(f"{{{field}}}  {what}" for field, (what, _) in FIELDS.items()))
        self._example = theme.make_label("", "quiet", wrap=True)
        self._folders = QCheckBox(tr("A folder for each collection"))
        self._folders.setObjectName("export.folders")
        self._folders.setChecked(before.folders)
        self._folder = FolderField("export.folder", usual_folder(settings))
        self.add_row(tr("Kind"), self._kind)
        self.add_row(tr("Size"), self._size)
        self.add_row(tr("Enlarged"), self._edges)
        self.add_row(tr("Quality"), self._quality)
        self.add_row(tr("Background"), self._background)
        self.add_row(tr("Laid"), self._ground)
        self.form.addRow(theme.make_label(), self._recipe)
        self.add_row(tr("Names"), self._names)
        self.form.addRow(theme.make_label(), self._example)
        self.form.addRow(theme.make_label(), self._folders)
        self.add_row(tr("Folder"), self._folder)
        for chips in (self._kind, self._size, self._background, self._ground, self._quality):
            chips.chosen.connect(self._refresh)
        self._edges.chosen.connect(self._on_edges)
        for box in (self._recipe, self._folders):
            box.toggled.connect(self._refresh)
        self._names.textChanged.connect(self._refresh)
        self._folder.changed.connect(self._refresh)
        self.act.clicked.connect(self._accept)
        self._refresh()

    @property
    def example(self) -> str:
        """What the first file is to be called."""
        return self._example.text()

    @property
    def options(self) -> PictureOptions:
        """As chosen now. Raises ValueError for a wrong pattern of names."""
        kind, factor = self._kind.key, int(self._size.key)
        edges = self._edges.key if factor > 1 and self._draws else "pixels"
        return PictureOptions.model_validate(
            {
                "kind": kind if kind in SUFFIXES else "png", "factor": factor, "resampling": edges,
                "upscaler": self._network if edges == "upscaler" else None,
                "background": self._background.key, "ground": GROUNDS[self._ground.key][1],
                "quality": int(self._quality.key), "recipe": self._recipe.isChecked(), "names": self._names.text(),
                "folders": self._folders.isChecked(),
            }
        )  # fmt: skip

    @property
    def _draws(self) -> bool:
        """Whether pictures are written, and not latents alone."""
        return self._kind.key in SUFFIXES or self._kind.key == "ora"

    def _on_edges(self, key: str) -> None:
        if key == "upscaler":
            self._browse_network()
        self._refresh()

    def _browse_network(self) -> None:
        at = self._network.parent if self._network is not None else Path.home()
        dialog = QFileDialog(self, tr("A network that enlarges pictures"), str(at), tr("Safetensors (*.safetensors)"))
        dialog.setObjectName("export.network")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_network)
        dialog.open()

    def _take_network(self, path: str) -> None:
        self._network = Path(path)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        kind = self._kind.key
        drawn = self._draws
        larger = drawn and int(self._size.key) > 1
        is_laid = kind == "jpeg" and (self._designs.has_alpha or bool(self._background.key))
        self.note.setText(f"{tr(NOTES[kind])} {tr(_LAID)}" if is_laid else tr(NOTES[kind]))
        collected = any(fact.collection for fact in self._designs.facts)
        self.show_rows(
            {
                self._size: drawn, self._edges: larger, self._quality: kind in ("jpeg", "webp"),
                self._background: drawn, self._ground: is_laid,
                self._recipe: kind in SUFFIXES, self._folders: kind in SUFFIXES and collected,
            }
        )  # fmt: skip
        self._background.setToolTip(tr(METHOD_SENTENCES[self._background.key]))
        self._edges.setToolTip(str(self._network or "") if self._edges.key == "upscaler" else "")
        self.say_wrong(self._problem(larger))

    def _problem(self, larger: bool) -> str:
        """What is wrong with the choice, and the example beside."""
        kind = self._kind.key
        self._example.clear()
        try:
            stem = file_stem(self._names.text(), self._designs.facts[0], 1, len(self._designs))
        except EngineError as error:
            return error_words(error, "what", "do")
        collection = self._designs.facts[0].collection
        place = f"{collection}/" if self._folders.isVisibleTo(self) and self._folders.isChecked() and collection else ""
        self._example.setText(f"{place}{stem}{SUFFIXES.get(kind) or FILE_KINDS[kind]}")
        if larger and self._edges.key == "upscaler" and self._network is None:
            return tr("Choose the file of a network that enlarges pictures.")
        if not self._folder.path.is_absolute():
            return tr("Give the whole path of a folder.")
        return ""

    def _accept(self) -> None:
        options, folder = self.options, self._folder.path
        self._settings.set(KIND_KEY, self._kind.key)
        self._settings.set(OPTIONS_KEY, options.model_dump(mode="json", exclude={"kind"}))
        self._settings.set(_NETWORK_KEY, str(self._network or ""))
        self._settings.set(FOLDER_KEY, str(folder))
        self.accept()
        self.chosen.emit(ExportChoice(self._kind.key, options, folder))


def _path(text: str) -> Path | None:
    return Path(text) if text else None
