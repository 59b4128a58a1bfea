"""Writing designs as picture files, each with its recipe, under free names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.errors import EngineError, PictureError
from gan_engine.file_names import safe_file_name
from gan_engine.interchange.exports.enlarging import enlarged
from gan_engine.interchange.exports.names import NameFacts, file_stem
from gan_engine.interchange.exports.options import LookOptions, PictureOptions
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe, write_design
from gan_engine.interchange.recipe_carriers import jpeg_segments, sealed, xmp_packet
from gan_engine.picture_modes import Picture
from gan_engine.pictures import RECIPE_CHUNK, encode_jpeg, encode_png, encode_tiff, encode_webp, read_picture, write_png
from gan_engine.reporting import Report, silent
from gan_engine.upscalers import Upscale


@dataclass(frozen=True)
class Design:
    """A design on its way out: its pixels (HxWx3 or HxWx4), how it was made, what its name can be made of."""

    picture: Picture
    recipe: PictureRecipe | None
    facts: NameFacts = field(default_factory=NameFacts)

    @property
    def name(self) -> str:
        """What it is called, or ""."""
        return self.facts.name

    @property
    def seed(self) -> int | None:
        """As its recipe has it."""
        return self.recipe.point.seed if self.recipe is not None else self.facts.seed

    def read(self, longest: int | None = None) -> Design:
        """Itself, whatever its size: as a `DesignPath` is read, for a design at hand."""
        return self


@dataclass(frozen=True)
class DesignPath:
    """A design that lies as a picture file; read when its turn comes."""

    path: Path
    facts: NameFacts = field(default_factory=NameFacts)

    @property
    def name(self) -> str:
        """What it is called, or else its file."""
        return self.facts.name or self.path.stem

    def read(self, longest: int | None = None) -> Design:
        """Its picture no larger than `longest`. Raises `PictureError`."""
        recipe = read_recipe(self.path)
        return Design(read_picture(self.path, longest=longest), recipe, with_recipe(self.facts, recipe, self.path.stem))


def with_recipe(facts: NameFacts, recipe: PictureRecipe | None, name: str = "") -> NameFacts:
    """`facts`, what they leave open filled in from the recipe; `name` where they have none."""
    point = recipe.point if recipe is not None else None
    return facts.model_copy(
        update={
            "name": facts.name or name,
            "model": facts.model or (recipe.model_name if recipe is not None else ""),
            "seed": point.seed if facts.seed is None and point is not None else facts.seed,
            "class_name": facts.class_name or (point.class_name or "" if point is not None else ""),
        }
    )


def prepared(picture: Picture, options: LookOptions, upscale: Upscale | None = None) -> Picture:
    """`picture` as it is to leave: without its ground where that is asked for, enlarged. Raises `EngineError`."""
    cut = remove_background(picture, options.background) if options.background else picture
    return enlarged(cut, options, upscale)


def encode_design(picture: Picture, recipe: PictureRecipe | None, options: PictureOptions) -> bytes:
    """`picture` as the bytes of a file of `options.kind`, with `recipe` inside if that is wanted."""
    text = recipe.to_text() if recipe is not None and options.recipe else ""
    if options.kind == "png":
        return encode_png(picture, text={RECIPE_CHUNK: text} if text else None)
    if options.kind == "jpeg":
        segments = jpeg_segments(text) if text else b""
        return sealed(encode_jpeg(picture, options.quality, ground=options.ground, segments=segments))
    packet = xmp_packet(text) if text else b""
    if options.kind == "webp":
        return sealed(encode_webp(picture, options.quality, xmp=packet))
    return sealed(encode_tiff(picture, xmp=packet))


@dataclass(frozen=True)
class Exported:
    """What became of an export."""

    paths: tuple[Path, ...]
    skipped: tuple[str, ...] = ()
    """A line for each that could not be read: its name and why."""


def export_pictures(
    folder: Path,
    designs: Iterable[Design | DesignPath],
    total: int,
    options: PictureOptions,
    report: Report = silent,
    upscale: Upscale | None = None,
) -> Exported:
    """Write each of `total` designs into `folder` (made if missing); nothing there is overwritten.

    One that cannot be read is left out and named. Raises `EngineError` where none could be read or the folder cannot be
    written to, and what `report` raises: what is written by then is whole.
    """
    atomic.make_folder(folder, root=folder)
    paths: list[Path] = []
    skipped: list[str] = []
    for number, one in enumerate(designs, 1):
        report(number - 1, total, one.name)
        try:
            design = one.read()
        except PictureError as error:
            skipped.append(f"{one.name}: {error.why}")
            continue
        data = encode_design(prepared(design.picture, options, upscale), design.recipe, options)
        place = folder
        if options.folders and (collection := safe_file_name(design.facts.collection, "")):
            place = atomic.make_folder(folder / collection, root=folder)
        path = free_path(place, file_stem(options.names, design.facts, number, total), options.suffix)
        atomic.write_bytes(path, data, root=folder)
        paths.append(path)
    report(total, total)
    refuse_nothing(paths, skipped)
    return Exported(tuple(paths), tuple(skipped))


def refuse_nothing(done: Sequence[object], skipped: Sequence[str]) -> None:
    """Raise `EngineError` where nothing could be read."""
    if not done:
        raise EngineError(
            "None of these designs could be read.",
            kept=" ".join(skipped[:3]),
            do="Look whether their files are still there.",
        )


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path in `folder` at which nothing lies: "Pip.png", "Pip 2.png"."""
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists() or door.is_link(path):
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path


def write_designs(
    folder: Path, designs: Iterable[tuple[Picture, PictureRecipe]], names: Sequence[str]
) -> Iterator[Path]:
    """Write each design into `folder` (made if missing) as the PNG of its name; yields the paths, in order.

    A design of the same name is replaced by the same recipe only: anything else there keeps its name, and the
    newcomer gets a number. Raises `DiskError`.
    """
    atomic.make_folder(folder, root=folder)
    for (picture, recipe), name in zip(designs, names, strict=True):
        path = _path_of_same(folder, name, recipe)
        write_design(path, picture, recipe)
        yield path


def _path_of_same(folder: Path, name: str, recipe: PictureRecipe) -> Path:
    path, number = folder / name, 2
    while path.exists() and read_recipe(path) != recipe:
        path = folder / f"{Path(name).stem} {number}{Path(name).suffix}"
        number += 1
    return path


def usual_name(seed: int | None, number: int, class_name: str | None = None) -> str:
    """What a design's file is called: "seed00048.png", "seed00048-cats.png", without a seed "design0007.png"."""
    point = f"seed{seed:05d}" if seed is not None else f"design{number:04d}"
    about = re.sub(r"[^\w -]+", "_", class_name)[:60] if class_name else ""
    return f"{point}-{about}.png" if about else f"{point}.png"


def write_sheet(path: Path, sheet: Picture, *, root: Path | None = None) -> None:
    """Write a contact sheet as PNG or JPEG, by the suffix. Raises `EngineError` for another, `DiskError`."""
    suffix = path.suffix.lower()
    if suffix == ".png":
        write_png(path, sheet, root=root)
    elif suffix in (".jpg", ".jpeg"):
        atomic.write_bytes(path, encode_jpeg(sheet, 92), root=root)
    else:
        raise EngineError(f"“{path.name}” is no kind of picture for a sheet.", do="End its name in .png or .jpg.")
