"""The settings of baking as the project keeps them and the pages of Curate show them.

What is possible is what `gan_engine.dataset.options` takes (a test holds the two together); it is said here again
because that module brings half a second of imports, which the window's process can do without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

from gan_engine.curation.splitting import parse_split
from gan_engine.errors import ConfigurationError
from studio.project.bake_plan import Classes, Which

CHOICE = "bake"

SIZE_MIN, SIZE_MAX, SIZE_STEP = 16, 1024, 8
WHITE, BLACK, KEEP = "#ffffff", "#000000", "keep"

MARGIN_MAX, TOLERANCE_MAX, EDGE_MAX, SOFTNESS_MAX, HOLD_OUT_MAX = 0.4, 255, 64, 64, 0.5
ALWAYS_THERE = ("", "flood", "u2netp", "auto")
"""Methods that need nothing fetched."""

FRAME_WORDS: Mapping[str, str] = {"whole": "Whole picture", "subject": "Subject"}
FIT_WORDS: Mapping[str, str] = {"pad": "Whole picture", "crop": "Middle square"}
METHOD_WORDS: Mapping[str, str] = {
    "": "Keep", "flood": "Flood fill", "u2netp": "u2netp", "auto": "Each its own", "u2net": "u2net",
    "u2net_human_seg": "u2net human", "isnet-general-use": "IS-Net", "isnet-anime": "IS-Net anime",
    "birefnet-general-lite": "BiRefNet lite",
}  # fmt: skip
METHOD_SENTENCES: Mapping[str, str] = {
    "": "The picture stays as it is; what is see-through is filled.",
    "flood": "For plain grounds: follows the ground's colour in from the border.",
    "u2netp": "For busy grounds: a small network finds the figure, about a second a picture.",
    "auto": "For mixed sets: flood fill where the ground is plain, u2netp where it is busy.",
    "u2net": "The large form of u2netp: finer outlines, some four times slower.",
    "u2net_human_seg": "For people: painted or photographed.",
    "isnet-general-use": "For figures of all kinds at three times the detail.",
    "isnet-anime": "For drawn characters, anime above all.",
    "birefnet-general-lite": "The finest outlines, hair too; seconds a picture without a GPU.",
}
BACKGROUND_WORDS: Mapping[str, str] = {WHITE: "White", BLACK: "Black", KEEP: "From the picture's edge"}
_COLOUR = re.compile(r"#[0-9a-f]{6}")
CLASS_WORDS: Mapping[Classes, str] = {"": "None", "class": "Class", "folder": "Folder", "tag": "Tag"}


CHANGE_WORDS: Mapping[str, str] = {
    "which": "change which pictures are baked", "classes": "change what tells the classes apart",
    "size": "change the size", "fit": "change how pictures fill the square", "background": "change the ground",
    "remove_background": "change the background method", "split": "change how sheets are split",
    "leave_small_out": "change whether small pictures are left out", "frame_to": "change what is framed",
    "margin": "change the margin", "tolerance": "change the background's tolerance",
    "edge": "change the outline's edge", "softness": "change the outline's softness",
    "hold_out": "change how many are held out", "most_per_group": "change how many near-copies are baked",
    "leave_out": "change which findings are left out", "augment": "change the variants that are baked",
    "left_to_training": "change the variants",
}  # fmt: skip
"""What the undo line says of a change of each field."""


@dataclass(frozen=True)
class BakeSettings:
    """One field for each choice of the dialog."""

    which: Which = "usable"
    classes: Classes = ""
    size: int = 64
    fit: str = "pad"
    background: str = WHITE
    remove_background: str = ""
    """A method, "" to keep the background."""
    split: str = "none"
    leave_small_out: bool = False
    frame_to: str = "whole"
    margin: float = 0.04
    """Left free about the subject: a share of the square."""
    tolerance: float | None = None
    """How far colours may lie from the ground's and still be it; None: as the method finds right."""
    edge: float = 0.0
    """Pixels by which an outline is moved out, or in."""
    softness: float | None = None
    """Pixels over which an outline is softened; None: as it is found."""
    hold_out: float = 0.0
    """The share of the originals that is kept from training, for measuring."""
    most_per_group: int = 4
    """Near-copies of one another that are taken, the best first; 0: all of them."""
    leave_out: tuple[str, ...] = ()
    """Pictures with one of these findings are left out."""
    augment: tuple[Mapping[str, Any], ...] = ()
    """Variants baked beside each picture: {"operation", "low"?, "high"?, "copies"?} each, see
    `gan_engine.curation.augmentation`."""

    left_to_training: tuple[Mapping[str, Any], ...] = ()
    """Variants that are ticked and not baked, as `augment`; empty while some are baked."""

    def options(self) -> dict[str, Any]:
        """As the engine's `bake` and `preview` take them."""
        return {
            "size": self.size,
            "fit": self.fit,
            "background": self.background,
            "remove_background": self.remove_background or None,
            "split": self.split,
            "labels": "folders" if self.classes else None,
            "exclude": ["too-small"] if self.leave_small_out else [],
            "frame_to": self.frame_to,
            "margin": self.margin,
            "tolerance": self.tolerance,
            "edge": self.edge,
            "softness": self.softness,
            "hold_out": self.hold_out,
            "augment": [dict(one) for one in self.augment],
        }

    def stored(self) -> dict[str, Any]:
        """As the project keeps it."""
        return asdict(self)

    @classmethod
    def from_stored(cls, values: object) -> BakeSettings:
        """What was stored, or how a dataset was baked; where something in it cannot be, that choice is as at first."""
        if not isinstance(values, Mapping):
            return cls()
        known = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        for name in ("leave_out", "augment", "left_to_training"):
            if isinstance(known.get(name), list):
                known[name] = tuple(known[name])
        known["remove_background"] = known.get("remove_background") or ""
        made = cls()
        for name, value in known.items():
            changed = cls(**{**asdict(made), name: value})
            if changed.is_possible:
                made = changed
        return made

    def differing(self, other: BakeSettings) -> tuple[str, ...]:
        """The names of the fields in which these are not the same."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name))

    @property
    def is_possible(self) -> bool:
        """Whether the engine would take it."""
        try:
            parse_split(self.split)
            background = self.background == KEEP or _COLOUR.fullmatch(self.background) is not None
        except (ConfigurationError, TypeError):
            return False
        return (
            background
            and type(self.size) is int
            and SIZE_MIN <= self.size <= SIZE_MAX
            and self.size % SIZE_STEP == 0
            and self.fit in tuple(FIT_WORDS)
            and self.remove_background in tuple(METHOD_WORDS)
            and self.which in ("picked", "usable")
            and self.classes in tuple(CLASS_WORDS)
            and type(self.leave_small_out) is bool
            and self.frame_to in tuple(FRAME_WORDS)
            and _within(self.margin, 0, MARGIN_MAX)
            and (self.tolerance is None or _within(self.tolerance, 0, TOLERANCE_MAX))
            and _within(self.edge, -EDGE_MAX, EDGE_MAX)
            and (self.softness is None or _within(self.softness, 0, SOFTNESS_MAX))
            and _within(self.hold_out, 0, HOLD_OUT_MAX)
            and type(self.most_per_group) is int
            and self.most_per_group >= 0
            and isinstance(self.leave_out, tuple)
            and all(type(kind) is str for kind in self.leave_out)
            and isinstance(self.augment, tuple)
            and _can_augment(self.augment)
            and isinstance(self.left_to_training, tuple)
            and _can_augment(self.left_to_training)
        )

    @property
    def parts(self) -> int:
        """How many squares come of one picture."""
        rows, columns = parse_split(self.split)
        return rows * columns

    @property
    def variants(self) -> int:
        """How many pictures of a training there are for each square, itself among them."""
        if not self.augment:
            return 1
        from gan_engine.curation.augmentation import factor, parse_augment

        return factor(parse_augment(self.augment))

    @property
    def fit_words(self) -> str:
        return FIT_WORDS[self.fit].lower()

    @property
    def fill_words(self) -> str:
        return BACKGROUND_WORDS.get(self.background, self.background).lower()

    @property
    def background_words(self) -> str:
        """What becomes of the pictures' backgrounds."""
        if self.remove_background == "auto":
            return "removed, each its own way"
        return f"removed by {METHOD_WORDS[self.remove_background].lower()}" if self.remove_background else "kept"

    @property
    def split_words(self) -> str:
        """Whether and how sheets are cut."""
        words = {"none": "not split", "halves": "cut in halves", "figures": "into the figures found"}
        if self.split in words:
            return words[self.split]
        rows, columns = parse_split(self.split)
        return f"{rows} rows × {columns} columns"


def _can_augment(plan: tuple[Mapping[str, Any], ...]) -> bool:
    if not plan:
        return True
    from gan_engine.curation.augmentation import parse_augment

    try:
        parse_augment(plan)
    except ConfigurationError:
        return False
    return True


def _within(value: object, least: float, most: float) -> bool:
    return type(value) in (int, float) and least <= cast(float, value) <= most


def as_classes(key: str) -> Classes:
    """A chip's key as a choice of classes."""
    return cast(Classes, key)


def as_which(key: str) -> Which:
    """A chip's key as a choice of pictures."""
    return cast(Which, key)
