"""Directions: ways through a model's latent space along which its designs change in one respect; their files.

How they are found is in `direction_search`. A direction's vector is a step of 1: one standard deviation of the model's
designs along it, so that -3 to 3 is all that the model has seen. A file comes from anywhere: it is read within limits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeGuard

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gan_engine import atomic
from gan_engine.documents import DocumentError, read_json, to_json
from gan_engine.errors import BY_NEWER, DiskError, SnapshotError
from gan_engine.latent.point import LAST_LAYER, Latent, Layer, Name, Point, Share, Shift, numbers, words_of
from gan_engine.runs.run_names import model_title

VERSION = 1
MAX_DIRECTIONS = 500
"""In one file."""
MAX_FILE_BYTES = 2**26

Method = Literal["sefa", "pca", "examples", "classes", "groups"]
"""Closed form, principal components, by example, between two classes, between two groups of designs."""
_AMOUNT = re.compile(r"(.+)=([+-]?\d+(?:\.\d+)?)")


class Direction(BaseModel):
    """One way through the latent space. What a newer version adds and this one does not know is dropped."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=100)]
    method: Method
    """How it was found."""
    space: Literal["z", "w"]
    """Of latents, or of styles."""
    vector: Latent
    """A step of 1."""
    first: Layer = 0
    """The first layer whose style moves, in w."""
    last: Layer = LAST_LAYER
    """The last one."""
    classes: Annotated[tuple[tuple[Name, Share], ...], Field(max_length=1000)] = ()
    """Among whose designs, by their shares, a step of 1 is one deviation; empty: within each class of the model."""
    certainty: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    """By example: the share of examples held out that were told apart rightly (0.5: by chance); None: not tested."""
    tested: Annotated[int, Field(ge=0, le=10**6)] = 0
    """How many were held out."""
    model_digest: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """SHA-256 of the generator's file that it was found in."""

    @field_validator("vector")
    @classmethod
    def _leads_somewhere(cls, vector: tuple[float, ...]) -> tuple[float, ...]:
        if not any(vector):
            raise ValueError("a direction leads somewhere")
        return vector

    @property
    def array(self) -> npt.NDArray[np.float32]:
        """The vector, float32 [z_dim] or [w_dim]."""
        return np.array(self.vector, np.float32)

    def shift(self, amount: float) -> Shift:
        """A step of `amount` deviations along it, as an edit of a point."""
        return Shift(direction=self.name, space=self.space, vector=self.vector, amount=amount, first=self.first,
                     last=self.last)  # fmt: skip

    def having(self, **changes: Any) -> Self:
        """The same with some fields changed; checked like any other."""
        return type(self).model_validate({**{name: getattr(self, name) for name in type(self).model_fields}, **changes})

    def with_vector(self, vector: npt.ArrayLike) -> Self:
        """The same along another way."""
        return self.having(vector=numbers(vector))

    def values(self) -> dict[str, Any]:
        """As JSON holds it, without what is at its default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_values(cls, values: object) -> Self:
        """The direction that JSON `values` hold. Raises ValueError in plain words."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise ValueError(words_of(error)) from None


def amount_along(point: Point, direction: Direction) -> float:
    """How many steps along `direction` the edits of `point` go, in all."""
    return sum((edit.amount for edit in point.edits if _leads_along(edit, direction)), 0.0)


def moved_along(point: Point, direction: Direction, amount: float) -> Point:
    """`point` with `amount` steps along `direction` in place of those that it goes by now; no edit for none.

    The edit stays where it stood among the others. Raises ValueError where that would be an edit too many.
    """
    edits: list[Any] = []
    placed = amount == 0
    for edit in point.edits:
        if not _leads_along(edit, direction):
            edits.append(edit)
        elif not placed:
            edits.append(direction.shift(amount))
            placed = True
    return point.having(edits=tuple(edits if placed else [*edits, direction.shift(amount)]))


def _leads_along(edit: object, direction: Direction) -> TypeGuard[Shift]:
    """By the way it goes: a direction may have been named anew or given other layers since."""
    return isinstance(edit, Shift) and edit.space == direction.space and edit.vector == direction.vector


def certainty_words(direction: Direction) -> str:
    """How sure a direction by example is, in plain words; "" where that was not tested."""
    if direction.certainty is None:
        return ""
    words = "sure" if direction.certainty >= 0.9 else "likely" if direction.certainty >= 0.75 else "unsure"
    share = f"{100 * direction.certainty:.0f} %"
    return f"{words}: {share} of {direction.tested} held-out examples told apart"


def apart_from(vector: npt.NDArray[np.float64], others: Sequence[npt.ArrayLike]) -> npt.NDArray[np.float64]:
    """What of `vector` [D] is at right angles to all of `others`, so that a step along it takes none along them.

    Raises ValueError where that is nothing: it is a mixture of the others.
    """
    if not others:
        return vector
    basis, strengths, _ = np.linalg.svd(np.stack([np.asarray(each, np.float64) for each in others]).T, False)
    basis = basis[:, strengths > 1e-6 * strengths.max()]
    left = vector - basis @ (basis.T @ vector)
    left = left - basis @ (basis.T @ left)  # once more, for what rounding has left
    if np.linalg.norm(left) < 1e-4 * np.linalg.norm(vector):
        raise ValueError("this direction is a mixture of the others: nothing of it is left apart from them")
    return left


def write_directions(path: Path, directions: Sequence[Direction], model_name: str, *, root: Path) -> None:
    """Write the directions of a model as a JSON file, whole or not at all. Raises `DiskError`."""
    values = {
        "version": VERSION, "model_name": model_name, "directions": [direction.values() for direction in directions],
    }  # fmt: skip
    atomic.write_bytes(path, to_json(values), root=root)


def read_directions(path: Path, model_digest: str = "") -> list[Direction]:
    """The directions in a file, as many as `MAX_DIRECTIONS`.

    Raises `SnapshotError` where they were found in another model than `model_digest` ("" takes any), and `DiskError`
    for a file that cannot be read or holds no directions.
    """
    try:
        values = read_json(path, largest=MAX_FILE_BYTES)
        found = _directions_of(values)
    except OSError as error:
        raise DiskError(f"“{path.name}” cannot be read: {error.strerror}.", do="Choose another file.") from error
    except DocumentError as error:
        raise DiskError(f"“{path.name}” {error}.", do="Choose a file of directions.") from error
    except ValueError as error:
        raise DiskError(f"“{path.name}” holds no directions: {error}.", do="Choose a file of directions.") from error
    if model_digest:
        check_model(found, model_digest, str(values.get("model_name", ""))[:100])
    return found


def check_model(directions: Sequence[Direction], model_digest: str, model_name: str = "") -> None:
    """Raise `SnapshotError` unless all of `directions` were found in the model of this digest."""
    if any(direction.model_digest not in ("", model_digest) for direction in directions):
        of = f", “{model_title(model_name)}”" if model_name else ""
        raise SnapshotError(
            f"These directions were found in another model{of}.",
            kept="Nothing was changed.",
            do="Open that model, or find directions in this one.",
        )


def named_direction(directions: Sequence[Direction], name: str) -> Direction:
    """The one called `name`, however it is written in capitals. Raises ValueError in plain words."""
    for direction in directions:
        if direction.name.casefold() == name.strip().casefold():
            return direction
    known = ", ".join(direction.name for direction in directions[:30])
    raise ValueError(f"there is no direction “{name.strip()[:60]}”; there are: {known or 'none'}")


def parse_amount(text: str) -> tuple[str, float]:
    """Name and amount of `NAME=1.5`. Raises ValueError in plain words."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text[:60]}” is no direction with an amount, such as smile=1.5")
    return match[1].strip(), float(match[2])


def _directions_of(values: object) -> list[Direction]:
    """Raises ValueError."""
    if not isinstance(values, Mapping) or not isinstance(values.get("directions"), list):
        raise ValueError("a list “directions” is missing")
    version = values.get("version", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise ValueError(f"it was written {BY_NEWER}")
    if len(values["directions"]) > MAX_DIRECTIONS:
        raise ValueError(f"there are more than {MAX_DIRECTIONS}")
    return [Direction.from_values(each) for each in values["directions"]]
