"""Latents as files, in the forms that other tools read: a list of recipes, rows of z, arrays of styles."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from gan_engine import atomic
from gan_engine.errors import EngineError
from gan_engine.interchange.designs_in_files import RECIPES_ARRAY, list_text
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.latent.point import Graft, Point

LATENT_SUFFIXES = (".json", ".csv", ".npz")

Latents = npt.NDArray[np.float32]


def check_latents_file(path: Path) -> None:
    """Raise `EngineError` where latents cannot be written as the kind that `path` names."""
    if path.suffix.lower() not in LATENT_SUFFIXES:
        raise EngineError(f"“{path.name}” is no file of latents.", do="End its name in .json, .csv or .npz.")


class Inputs(Protocol):
    """A model that says what its network takes for points."""

    @property
    def digest(self) -> str: ...

    @property
    def z_dim(self) -> int: ...

    def latents(self, points: Sequence[Point]) -> Latents: ...


def write_latents(path: Path, recipes: Sequence[PictureRecipe], names: Sequence[str], model: Inputs | None) -> None:
    """Write where designs lie as the kind that `path` names; only JSON can do without their `model`.

    Raises `EngineError` for another kind, designs of another model, or such as the kind cannot hold.
    """
    check_latents_file(path)
    kind = path.suffix.lower()
    if kind == ".json":
        write_recipes(path, recipes, names)
        return
    if model is None or any(recipe.point.model_digest != model.digest for recipe in recipes):
        raise EngineError(
            "These designs are of another model, or of several.",
            do="Export those of one model at a time, or as JSON, which needs none.",
        )
    if kind == ".csv":
        write_rows(path, recipes, model.z_dim)
    else:
        write_arrays(path, recipes, model.latents([recipe.point for recipe in recipes]), names)


def write_recipes(path: Path, recipes: Sequence[PictureRecipe], names: Sequence[str] = ()) -> None:
    """Write designs as JSON, whole: from it the studio and `gan-engine generate --point` make them again."""
    atomic.write_bytes(path, list_text(recipes, names).encode("utf-8", "backslashreplace"), root=path.parent)


def write_rows(path: Path, recipes: Sequence[PictureRecipe], z_dim: int) -> None:
    """Write the z of each design [z_dim] as a line of numbers with commas between.

    Raises `EngineError` for designs that have none: those that lie among styles, or were edited since.
    """
    lines = []
    for recipe in recipes:
        point = recipe.point
        if (point.z is None and point.seed is None) or point.edits:
            raise EngineError(
                "Not all of these designs are a z alone: some were found or changed among styles.",
                do="Choose NPZ, which holds styles, or JSON, which holds everything.",
            )
        lines.append(",".join(str(number) for number in point.latent(z_dim)))
    atomic.write_bytes(path, ("\n".join(lines) + "\n").encode(), root=path.parent)


def write_arrays(path: Path, recipes: Sequence[PictureRecipe], latents: Latents, names: Sequence[str] = ()) -> None:
    """Write an npz: `w` [n, layers, w_dim] as NVIDIA's tools have it (`projected_w.npz`), or `z` [n, z_dim].

    Beside it the designs as JSON, from which the studio makes them again; other tools pass over it. Raises
    `EngineError` for designs that no latent holds: those with something grafted on.
    """
    if any(isinstance(edit, Graft) for recipe in recipes for edit in recipe.point.edits):
        raise EngineError(
            "Something was grafted onto some of these designs, which no latent can hold.",
            do="Choose JSON, which holds everything.",
        )
    held = np.frombuffer(list_text(recipes, names).encode("utf-8", "backslashreplace"), np.uint8)
    buffer = io.BytesIO()
    key = "w" if latents.ndim == 3 else "z"
    arrays: dict[str, Any] = {key: latents.astype(np.float32), RECIPES_ARRAY: held}
    np.savez(buffer, allow_pickle=False, **arrays)
    atomic.write_bytes(path, buffer.getvalue(), root=path.parent)
