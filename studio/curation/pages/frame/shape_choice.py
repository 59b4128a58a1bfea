"""Which shape and size a set's pictures get: a square, the shape that the set looks like, or one that is typed."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from gan_engine.dataset.options import baked_size
from gan_engine.image_shape import SIZE_MAX, SIZE_MIN, SIZE_STEP, ImageShape, nearest
from studio import theme
from studio.engine_words import engine_words
from studio.widgets.chips import ChipChoice, check_only
from studio.widgets.fields.number_field import NumberField
from studio.widgets.room.flow import FlowLayout
from studio.widgets.workspace import row
from studio.words import tr, tr_noop

SIDES = (32, 64, 96, 128, 256, 512, 1024)
"""Of squares, px; other shapes are offered about as large."""
_SQUARE, _LIKE_SET, _OTHER = "square", "set", "other"
_SQUARES_ONLY = tr_noop("NVIDIA's tools read square datasets only.")


class ShapeChoice(QWidget):
    """`chosen(size)` when the artist chooses another `ImageShape`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = ImageShape.square(SIDES[1])
        self._proposed = self._size
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._ratio = ChipChoice(
            "curate.frame.shape", tr("Shape"), [(_SQUARE, tr("Square")), (_LIKE_SET, ""), (_OTHER, tr("Other"))]
        )
        self._ratio.set_offered(_LIKE_SET, offered=False)
        self._width, self._height = (
            NumberField(
                f"curate.frame.{side}", words, whole=True, minimum=SIZE_MIN,
                maximum=SIZE_MAX, step=SIZE_STEP,
            )
            for side, words in (("width", tr("Width in pixels")), ("height", tr("Height in pixels")))
        )  # fmt: skip
        for field in (self._width, self._height):
            theme.set_scaled(field, width=64)
        self._fields = QWidget()
        self._fields.setLayout(
            row([self._width, theme.make_label("×", "quiet"), self._height, theme.make_label(tr("px"), "quiet"), None])
        )
        self._problem = theme.make_label("", "error", wrap=True)
        self._problem.setObjectName("curate.frame.problem")
        self._near = _SizeChips("curate.frame.near", tr("Sizes that can be"))
        self._costs = theme.make_label("", "small", wrap=True)
        self._costs.setObjectName("curate.frame.costs")
        self._squares_only = theme.make_label(tr(_SQUARES_ONLY), "small", wrap=True)
        self._squares_only.setObjectName("curate.frame.squares-only")
        self._sizes = _SizeChips("curate.frame.size", tr("Size"))
        column.addWidget(theme.make_label(tr("Shape"), "quiet"))
        for widget in (self._ratio, self._fields, self._problem, self._near, self._costs, self._squares_only):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(theme.make_label(tr("Size"), "quiet"))
        column.addWidget(self._sizes)
        self._ratio.chosen.connect(self._on_ratio)
        self._sizes.chosen.connect(self._on_size)
        self._near.chosen.connect(self._on_size)
        for field in (self._width, self._height):
            field.changed.connect(self._on_typed)
        self._show()

    def show_size(self, size: ImageShape) -> None:
        """What is chosen."""
        if size != self._size:
            typed = self._typed()
            self._size = size
            self._show(typing=typed == size)

    def show_costs(self, words: str, proposed: ImageShape) -> None:
        """What the shape means for the pictures, and which one the set looks like: a square where none is better."""
        self._costs.setText(words)
        self._costs.setVisible(bool(words))
        if proposed != self._proposed:
            self._proposed = proposed
            self._show(typing=self._ratio.key == _OTHER)

    def _show(self, *, typing: bool = False) -> None:
        size = self._size
        offered = not self._proposed.is_square
        self._ratio.set_offered(_LIKE_SET, offered=offered)
        self._ratio.set_text(_LIKE_SET, ratio_words(self._proposed) if offered else "")
        if not typing:
            self._ratio.choose(
                _SQUARE if size.is_square and size.width in SIDES
                else _LIKE_SET if offered and size.first == self._proposed.first
                else _OTHER
            )  # fmt: skip
            self._width.show_value(size.width)
            self._height.show_value(size.height)
            self._show_problem("")
        self._fields.setVisible(self._ratio.key == _OTHER)
        self._squares_only.setVisible(not size.is_square)
        self._sizes.show_sizes(_sizes_like(size), size)

    def _on_ratio(self, key: str) -> None:
        if key == _OTHER:
            self._fields.show()
            self._width.setFocus()
            self._width.selectAll()
            return
        wanted = self._proposed.about(self._size.side)
        if key == _SQUARE:
            side = min(SIDES, key=lambda one: abs(one - self._size.side))
            wanted = ImageShape.square(side)
        if wanted == self._size:
            self._show()
        else:
            self.chosen.emit(wanted)

    def _on_size(self, size: ImageShape) -> None:
        if size == self._size:
            self._show()
        else:
            self.chosen.emit(size)

    def _typed(self) -> ImageShape | None:
        """What the fields say, where that is a shape that can be."""
        width, height = self._width.value, self._height.value
        if width is None or height is None:
            return None
        with contextlib.suppress(ValueError):
            return baked_size(ImageShape(int(width), int(height)))
        return None

    def _on_typed(self) -> None:
        width, height = self._width.value, self._height.value
        if width is None or height is None:
            wrong = self._width.problem or self._height.problem
            self._show_problem(
                tr(
                    "A side has {least} to {most:,} pixels: {wrong}.",
                    least=SIZE_MIN,
                    most=SIZE_MAX,
                    wrong=wrong,
                )
            )
            return
        try:
            size = baked_size(ImageShape(int(width), int(height)))
        except ValueError as error:
            words = engine_words(str(error)).partition(". ")[0]
            self._show_problem(
                tr(
                    "{problem}. It stays {size}.",
                    problem=f"{words[0].upper()}{words[1:]}",
                    size=engine_words(self._size.words),
                ),
                int(width),
                int(height),
            )
            return
        self._show_problem("")
        if size != self._size:
            self.chosen.emit(size)

    def _show_problem(self, words: str, width: int = 0, height: int = 0) -> None:
        """Why what is typed cannot be, and what is near to it."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._near.show_sizes([size for size in nearest(width, height) if _can_be(size)] if width else [], None)
        self._near.setVisible(bool(width))


class _SizeChips(QWidget):
    """Sizes as chips; `chosen(size)` when one is clicked."""

    chosen = Signal(object)

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._flow = FlowLayout(self, spacing=6)
        self._group = QButtonGroup(self)
        self._chips = []
        for number in range(len(SIDES)):
            chip = theme.make_button("", "chip", name=f"{name}.unused-{number}", checkable=True)
            chip.clicked.connect(self._on_clicked)
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            self._chips.append(chip)

    def show_sizes(self, sizes: list[ImageShape], chosen: ImageShape | None) -> None:
        """These, at most as many as `SIDES`."""
        for number, chip in enumerate(self._chips):
            there = number < len(sizes)
            chip.setVisible(there)
            chip.setObjectName(f"{self.objectName()}.{sizes[number] if there else f'unused-{number}'}")
            if there:
                size = sizes[number]
                chip.setText(str(size.width) if size.is_square else f"{size.width} × {size.height}")
                chip.setAccessibleName(size.pixels)
                chip.setProperty("shape", size.stored)
        check_only(
            self._group, next((chip for chip, size in zip(self._chips, sizes, strict=False) if size == chosen), None)
        )
        self.updateGeometry()

    def _on_clicked(self) -> None:
        self.chosen.emit(ImageShape.parse(self.sender().property("shape")))


def ratio_words(size: ImageShape) -> str:
    """ "Portrait 2:3", "Landscape 3:2", "Square"."""
    if size.is_square:
        return tr("Square")
    rows, columns = size.first
    while rows % 2 == 0 and columns % 2 == 0:
        rows, columns = rows // 2, columns // 2
    return f"{tr('Portrait') if rows > columns else tr('Landscape')} {columns}:{rows}"


def _sizes_like(size: ImageShape) -> list[ImageShape]:
    """Of the same ratio, from small to large."""
    return list(dict.fromkeys(made for side in SIDES if _can_be(made := size.about(side))))


def _can_be(size: ImageShape) -> bool:
    try:
        baked_size(size)
    except ValueError:
        return False
    return True
