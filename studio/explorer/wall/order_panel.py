"""Which designs hang on the wall and in what order: by seed, shuffled, or as a search finds them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from studio import theme
from studio.explorer.wall.order import SEEDS, ListedOrder, WallOrder
from studio.explorer.wall.outline_canvas import OutlineCanvas
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.fields.named_box import NamedBox
from studio.widgets.fields.number_field import NumberField
from studio.widgets.picture_view import PictureView
from studio.widgets.workspace import row
from studio.words import tr, tr_choices, tr_noop
from studio.workers.explorer.design_search import SearchWish

_ORDERS = [
    ("counting", tr_noop("by seed")),
    ("shuffled", "shuffled"),
    ("different", tr_noop("most different")),
    ("like", tr_noop("like this one")),
    ("picture", tr_noop("like a picture")),
    ("silhouette", tr_noop("by outline")),
    ("original", tr_noop("most original")),
]
BY_DIRECTION = ("direction", tr_noop("by direction"))
"""Ordered from elsewhere: offered while it is."""
_NAMES = tr_noop("Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif)")


class PictureDrop(PictureView):
    """Shows the picture that is looked for; another can be dropped on it, or chosen by a click."""

    dropped = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, tr("Picture to look for"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("Drop a picture here, or click to choose one"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(str(files[0]))


class OrderPanel(QWidget):
    """Shows; what is wanted it only says."""

    ordered = Signal(object)
    """A `WallOrder`."""
    wanted = Signal(str)
    """A search of this kind, whatever is looked for being known already."""
    picture_wanted = Signal(str)
    """The path of a picture to look for."""
    mask_wanted = Signal(object)
    """An outline to look for, a `Mask`."""
    more_wanted = Signal()
    """Other seeds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = NamedBox(
            "explore.order", tr("Order"), tr_choices(_ORDERS), label_width=44, tip=tr("Which designs hang first")
        )
        self.order.chosen.connect(self._on_order)
        self.shuffle_button = theme.make_button(
            tr("Shuffle again"), "quiet", name="explore.shuffle", icon_name="shuffle", shortcut_hint="R"
        )
        self.shuffle_button.clicked.connect(self.shuffle)
        self.more_button = theme.make_button(
            tr("Look at others"), "quiet", name="explore.search.more", icon_name="arrow-clockwise",
            tip=tr("Look among as many other seeds"),
        )  # fmt: skip
        self.more_button.clicked.connect(self.more_wanted)
        self.picture = PictureDrop("explore.search.picture")
        self.picture.clicked.connect(self.browse)
        self.picture.dropped.connect(self.picture_wanted)
        self.picture_button = theme.make_button(
            tr("Choose a picture…"), "quiet", name="explore.search.choose-picture", icon_name="image"
        )
        self.picture_button.clicked.connect(self.browse)
        self.canvas = OutlineCanvas("explore.search.outline")
        self.canvas.painted.connect(self._on_painted)
        self.clear_button = theme.make_button(
            tr("Begin anew"), "quiet", name="explore.search.clear", icon_name="eraser"
        )
        self.clear_button.clicked.connect(self.canvas.clear)
        self.words = theme.make_label("", "quiet", wrap=True)
        self.words.setObjectName("explore.search.words")
        self.seed = NumberField("explore.seed", tr("Jump to seed"), whole=True, minimum=0, maximum=SEEDS - 1, step=1)
        self.seed.setPlaceholderText(tr("Jump to seed…"))
        self.seed.returnPressed.connect(self._on_seed)
        self.seed.textChanged.connect(self._on_seed_text)
        self._folder = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Wall"), "section"))
        column.addWidget(self.order)
        for widget in (self.picture, self.canvas, self.words):
            column.addWidget(widget)
        for button in (self.picture_button, self.clear_button, self.more_button, self.shuffle_button):
            column.addLayout(row([button, None]))
        column.addWidget(self.seed)
        self.show_order(WallOrder())

    def show_order(self, order: WallOrder | ListedOrder, wish: SearchWish | None = None) -> None:
        """Show an order without saying so; `wish`: what was searched for."""
        by_seeds = "counting" if isinstance(order, WallOrder) and order.counts_up else "shuffled"
        self._show(by_seeds if wish is None else wish.by)
        self.more_button.setVisible(wish is not None)

    def _show(self, key: str) -> None:
        self.order.set_options(tr_choices([*_ORDERS, BY_DIRECTION] if key == BY_DIRECTION[0] else _ORDERS))
        self.order.choose(key)
        self.shuffle_button.setVisible(key == "shuffled")
        self.picture.setVisible(key == "picture")
        self.picture_button.setVisible(key == "picture")
        self.canvas.setVisible(key == "silhouette")
        self.clear_button.setVisible(key == "silhouette")
        self.more_button.hide()
        self.say("")

    def say(self, words: str) -> None:
        """How far the search is, or what is missing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def show_picture(self, image: QImage | None) -> None:
        """The picture that is looked for."""
        self.picture.set_image(image)

    def shuffle(self) -> None:
        """Hang the wall in another order."""
        self.ordered.emit(WallOrder.shuffled())

    def ask_seed(self) -> None:
        """Put the cursor where one types a seed."""
        self.seed.setFocus()
        self.seed.selectAll()

    def paint(self) -> None:
        """Put the brush where one paints an outline."""
        self._show("silhouette")
        if self.canvas.outline is None:
            self.say(tr("Paint roughly what you look for."))
        self.canvas.setFocus()

    def browse(self) -> None:
        """Choose the picture to look for with the system's dialog."""
        dialog = QFileDialog(self.window(), tr("Look for designs like a picture"), self._folder, tr(_NAMES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def _on_files(self, files: Sequence[str]) -> None:
        if files:
            self._folder = str(Path(files[0]).parent)
            self.picture_wanted.emit(files[0])

    def _on_order(self, key: object) -> None:
        if key == "counting":
            self.ordered.emit(WallOrder())
        elif key == "shuffled":
            self.shuffle()
        else:
            self._show(str(key))
            if key == "silhouette":
                self.paint()
            self.wanted.emit(key)

    def _on_painted(self, mask: object) -> None:
        if mask is None:
            self.say(tr("Paint roughly what you look for."))
        else:
            self.mask_wanted.emit(mask)

    def _on_seed(self) -> None:
        if (seed := self.seed.value) is not None:
            self.ordered.emit(WallOrder.counting_from(int(seed)))

    def _on_seed_text(self, text: str) -> None:
        if not text:
            theme.set_property(self.seed, "wrong", "false")
