"""The settings of baking as the project keeps them and the pages of Curate show them.

What is possible is what `gan_engine.dataset.options` takes (a test holds the two together); it is said here again
because that module brings half a second of imports, which the window's process can do without.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, cast

from pydantic import Field, ValidationError, field_validator, model_validator

from gan_engine.curation.operations import Augment, factor
from gan_engine.curation.splitting import parse_split
from gan_engine.dataset.options import BakeOptions
from studio.project.bake_plan import Classes, Which
from studio.widgets.background_words import METHOD_WORDS
from studio.words import in_sentence, tr, tr_noop

CHOICE = "bake"

WHITE, BLACK, KEEP = "#ffffff", "#000000", "keep"

FRAME_WORDS: Mapping[str, str] = {"whole": tr_noop("Whole picture"), "subject": tr_noop("Subject")}
FIT_WORDS: Mapping[str, str] = {"pad": tr_noop("whole picture"), "crop": tr_noop("middle part")}
BACKGROUND_WORDS: Mapping[str, str] = {
    WHITE: tr_noop("White"),
    BLACK: tr_noop("Black"),
    KEEP: tr_noop("From the picture's edge"),
}
CLASS_WORDS: Mapping[Classes, str] = {
    "": tr_noop("None"),
    "class": tr_noop("Class"),
    "folder": tr_noop("Folder"),
    "tag": tr_noop("Tag"),
}


CHANGE_WORDS: Mapping[str, str] = {
    "which": tr_noop("change which pictures are baked"),
    "classes": tr_noop("change what tells the classes apart"),
    "size": tr_noop("change the size"),
    "fit": tr_noop("change how pictures fill the shape"),
    "background": tr_noop("change the ground"),
    "alpha": tr_noop("change whether transparency is kept"),
    "remove_background": tr_noop("change the background method"),
    "split": tr_noop("change how sheets are split"),
    "leave_small_out": tr_noop("change whether small pictures are left out"),
    "frame_to": tr_noop("change what is framed"),
    "margin": tr_noop("change the margin"),
    "upscaler": tr_noop("change how small pictures are enlarged"),
    "tolerance": tr_noop("change the background's tolerance"),
    "edge": tr_noop("change the outline's edge"),
    "softness": tr_noop("change the outline's softness"),
    "hold_out": tr_noop("change how many are held out"),
    "most_per_group": tr_noop("change how many near-copies are baked"),
    "leave_out": tr_noop("change which findings are left out"),
    "augment": tr_noop("change the variants that are baked"),
    "left_to_training": tr_noop("change the variants"),
}
"""What the undo line says of a change of each choice: of all that is chosen in the window, and kept by the project."""

_FOLLOWING = frozenset({"labels", "exclude"})
_VARIANTS = frozenset({"augment", "left_to_training"})


class BakeSettings(BakeOptions):
    """The options of baking, and which pictures of the project they are for: all that the steps of curating choose.

    Frozen, and possible: what the engine would not take cannot be made (`ValidationError`).
    """

    which: Which = "usable"
    classes: Classes = ""
    leave_small_out: bool = False
    most_per_group: int = Field(default=4, ge=0)
    """Near-copies of one another that are taken, the best first; 0: all of them."""
    leave_out: tuple[str, ...] = ()
    """Pictures with one of these findings are left out."""
    left_to_training: tuple[Augment, ...] = ()
    """Variants that are ticked and not baked, as `augment`; empty while some are baked."""

    @model_validator(mode="before")
    @classmethod
    def _follow(cls, values: dict[str, Any]) -> dict[str, Any]:
        """What the engine is told in its own words follows from what is chosen here."""
        return values | {
            "labels": "folders" if values.get("classes") else None,
            "exclude": ("too-small",) if values.get("leave_small_out") else (),
        }

    @field_validator("leave_out", mode="before")
    @classmethod
    def _kinds_left_out(cls, value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    @field_validator("left_to_training", mode="before")
    @classmethod
    def _left(cls, value: Any) -> tuple[Augment, ...]:
        return cls._variants(value)

    @field_validator("remove_background", mode="before")
    @classmethod
    def _kept(cls, value: Any) -> Any:
        return value or None  # chips and stored choices call it ""

    def options(self) -> dict[str, Any]:
        """The options alone, as the engine's `bake` takes them."""
        return self.model_dump(mode="json", include=set(BakeOptions.model_fields))

    def preview_options(self) -> dict[str, Any]:
        """As the engine's `preview` takes them: whether a picture is left out, and its variants, is no part of that."""
        return self.options() | {"labels": None, "exclude": [], "hold_out": 0.0, "augment": []}

    def stored(self) -> dict[str, Any]:
        """As the project keeps it: by the names and in the forms that it always had."""
        kept = self.model_dump(mode="json", exclude={*_FOLLOWING, *_VARIANTS})
        variants = {name: [one.model_dump(exclude_unset=True) for one in getattr(self, name)] for name in _VARIANTS}
        unsaid = {"alpha": self.alpha, "upscaler": self.upscaler, "remove_background": self.remove_background or ""}
        return kept | variants | unsaid

    @classmethod
    def from_stored(cls, values: object) -> BakeSettings:
        """What was stored, or how a dataset was baked; where something in it cannot be, that choice is as at first."""
        made = cls()
        if isinstance(values, Mapping):
            for name in CHANGE_WORDS.keys() & values.keys():
                with contextlib.suppress(ValueError):
                    made = made.changed(**{name: values[name]})
        return made

    def changed(self, **changes: Any) -> BakeSettings:
        """With these chosen otherwise. Raises `ValueError` for what cannot be chosen."""
        present = {name: getattr(self, name) for name in CHANGE_WORDS}
        try:
            return BakeSettings.model_validate(present | changes, strict=True)
        except ValidationError as error:
            raise ValueError(f"these settings cannot be: {changes}") from error

    def differing(self, other: BakeSettings) -> tuple[str, ...]:
        """The names of the choices in which these are not the same."""
        return tuple(name for name in CHANGE_WORDS if getattr(self, name) != getattr(other, name))

    @property
    def parts(self) -> int:
        """How many pictures of the dataset come of one of the project."""
        rows, columns = parse_split(self.split)
        return rows * columns

    @property
    def variants(self) -> int:
        """How many pictures of a training there are for each of them, itself among them."""
        return factor(self.augment)

    @property
    def fit_words(self) -> str:
        return tr(FIT_WORDS[self.fit])

    @property
    def fill_words(self) -> str:
        return in_sentence(tr(BACKGROUND_WORDS.get(self.background, self.background)))

    @property
    def background_words(self) -> str:
        """What becomes of the pictures' backgrounds."""
        if self.remove_background == "auto":
            return tr("removed, each its own way")
        return (
            tr("removed by {method}", method=in_sentence(tr(METHOD_WORDS[self.remove_background or ""])))
            if self.remove_background
            else tr("kept")
        )

    @property
    def split_words(self) -> str:
        """Whether and how sheets are cut."""
        words = {"none": tr("not split"), "halves": tr("cut in halves"), "figures": tr("into the figures found")}
        if self.split in words:
            return words[self.split]
        rows, columns = parse_split(self.split)
        return tr("{rows} rows × {columns} columns", rows=rows, columns=columns)


def as_classes(key: str) -> Classes:
    """A chip's key as a choice of classes."""
    return cast(Classes, key)


def as_which(key: str) -> Which:
    """A chip's key as a choice of pictures."""
    return cast(Which, key)
