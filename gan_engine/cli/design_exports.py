"""Commands that write designs for other programs: sheet, export-ora, export-designs, export-latents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from gan_engine.cli import console

if TYPE_CHECKING:
    from pydantic import BaseModel

    from gan_engine.interchange.design_files import DesignPath, Exported
    from gan_engine.interchange.exports.options import LookOptions
    from gan_engine.upscalers import Upscale

Options = TypeVar("Options", bound="BaseModel")

_Designs = Annotated[
    list[Path], typer.Argument(metavar="DESIGN...", help="Designs as picture files, or folders of them.")
]
_Factor = Annotated[int, typer.Option("--enlarge", metavar="N", help="How many times larger.", min=1, max=16)]
_Smooth = Annotated[bool, typer.Option("--smooth", help="Enlarge smoothly (Lanczos) instead of pixel by pixel.")]
_Upscaler = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Enlarge by a network that spandrel reads, a .safetensors file."),
]
_CutOut = Annotated[
    str, typer.Option(metavar="METHOD", help="Take the background away: auto, flood, u2netp, or another model.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(sheet)
    app.command("export-ora")(export_ora)
    app.command("export-designs")(export_designs)
    app.command("export-latents")(export_latents)


def sheet(
    designs: _Designs,
    out: Annotated[Path, typer.Option(metavar="FILE", help="A name that ends in .png or .pdf.")],
    columns: Annotated[int | None, typer.Option(help="Designs beside each other.", min=1, max=1000)] = None,
    cell: Annotated[int | None, typer.Option(help="The longer side of each one's cell, px.", min=16, max=4096)] = None,
    names: Annotated[bool, typer.Option("--names/--no-names", help="Names below the pictures.")] = True,
    seeds: Annotated[bool, typer.Option("--seeds", help="Seeds below the pictures.")] = False,
    white: Annotated[bool, typer.Option("--white", help="On white instead of dark grey.")] = False,
    page: Annotated[str, typer.Option(help="The pages of a PDF: a4, a3 or letter.")] = "a4",
) -> None:
    """Lay designs out on one sheet: a PNG of any length, or a PDF with pages."""
    from gan_engine.interchange.exports.options import DARK, LIGHT_TEXT, WHITE, SheetOptions
    from gan_engine.interchange.exports.sheets import cell_for, check_sheet, write_sheet_file

    colours = {"background": WHITE, "text": DARK} if white else {"background": DARK, "text": LIGHT_TEXT}
    options = _options(
        SheetOptions, columns=columns, cell=cell, labels=names, seeds=seeds, page=page.casefold(), **colours
    )
    check_sheet(out)
    every = _every(designs)
    largest = cell_for(each.path for each in every)
    with console.progress("Laying out the sheet") as report:
        done = write_sheet_file(out, every, len(every), largest, options, report)
    _tell(done, f"{_count(len(every))} on {out}")


def export_ora(
    designs: _Designs,
    out: Annotated[Path, typer.Option(metavar="FILE", help="A name that ends in .ora.")],
    factor: _Factor = 1,
    smooth: _Smooth = False,
    upscaler: _Upscaler = None,
    cut_out: _CutOut = "",
    mask: Annotated[bool, typer.Option("--mask/--no-mask", help="With the figure's mask as a hidden layer.")] = True,
) -> None:
    """Write designs as the layers of an OpenRaster file, for Krita and others: the first shown, the others hidden."""
    from gan_engine.interchange.exports.openraster import write_openraster
    from gan_engine.interchange.exports.options import LayerOptions

    options = _options(LayerOptions, mask=mask, **_look(factor, smooth, upscaler, cut_out))
    every = _every(designs)
    upscale = _upscale(options)
    with console.progress("Writing layers") as report:
        done = write_openraster(out, every, len(every), options, report, upscale)
    _tell(done, f"{_count(len(every) - len(done.skipped))} in {out}")


def export_designs(
    designs: _Designs,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to; made if missing.")],
    kind: Annotated[str, typer.Option("--format", help="png, jpeg, webp or tiff.")] = "png",
    names: Annotated[
        str, typer.Option(metavar="PATTERN", help='What files are called: "{model} {name} {seed} {class} {n}".')
    ] = "{name}",
    recipe: Annotated[bool, typer.Option("--recipe/--no-recipe", help="With how each was made inside.")] = True,
    factor: _Factor = 1,
    smooth: _Smooth = False,
    upscaler: _Upscaler = None,
    cut_out: _CutOut = "",
    quality: Annotated[int, typer.Option(help="Of JPEG and WebP; 100 is a WebP without loss.", min=1, max=100)] = 95,
) -> None:
    """Write designs as other files: another kind, larger, without background, under other names."""
    from gan_engine.interchange.design_files import export_pictures
    from gan_engine.interchange.exports.options import PictureOptions

    options = _options(
        PictureOptions, kind=kind.casefold().replace("jpg", "jpeg"), names=names, recipe=recipe, quality=quality,
        **_look(factor, smooth, upscaler, cut_out),
    )  # fmt: skip
    every = _every(designs)
    upscale = _upscale(options)
    with console.progress("Writing designs") as report:
        done = export_pictures(out, every, len(every), options, report, upscale)
    _tell(done, f"{_count(len(done.paths))} in {out}")


def export_latents(
    designs: _Designs,
    out: Annotated[Path, typer.Option(metavar="FILE", help="A name that ends in .json, .csv or .npz.")],
    model: Annotated[
        Path | None, typer.Option(metavar="SNAPSHOT", help="The model that made them; JSON needs none.")
    ] = None,
) -> None:
    """Write where designs lie in their model: as JSON, as rows of z (CSV), or as NVIDIA's tools have it (NPZ)."""
    from gan_engine.errors import ConfigurationError
    from gan_engine.interchange.exports.latents import check_latents_file, write_latents
    from gan_engine.interchange.picture_recipe import read_recipe
    from gan_engine.latent.session import Session

    check_latents_file(out)
    found = [(each.path.stem, recipe) for each in _every(designs) if (recipe := read_recipe(each.path)) is not None]
    if not found:
        raise ConfigurationError("None of these designs carries a recipe.", do="Choose others.")
    if out.suffix.lower() != ".json" and model is None:
        raise typer.BadParameter("--model names the model that made them; only JSON needs none")
    session = None if out.suffix.lower() == ".json" or model is None else Session.open(model)
    write_latents(out, [recipe for _, recipe in found], [name for name, _ in found], session)
    console.say(f"{_count(len(found))} in {out}")


def _look(factor: int, smooth: bool, upscaler: Path | None, cut_out: str) -> dict[str, object]:
    resampling = "upscaler" if upscaler is not None else "smooth" if smooth else "pixels"
    return {"factor": factor, "resampling": resampling, "upscaler": upscaler, "background": cut_out}


def _options(record: type[Options], /, **values: object) -> Options:
    """The record of what was asked for. Raises `typer.BadParameter` in words for what cannot be."""
    from pydantic import ValidationError

    from gan_engine.latent.point import words_of

    try:
        return record.model_validate(values)
    except ValidationError as error:
        raise typer.BadParameter(words_of(error)) from None


def _upscale(options: LookOptions) -> Upscale | None:
    from gan_engine.interchange.exports.upscaler import open_upscaler

    return open_upscaler(options.upscaler) if options.upscaler is not None else None


def _every(designs: Sequence[Path]) -> list[DesignPath]:
    """The picture files that were named, those of a folder in the order of their names."""
    from gan_engine.errors import EngineError
    from gan_engine.interchange.design_files import DesignPath
    from gan_engine.interchange.exports.names import NameFacts
    from gan_engine.picture_sources import natural_key
    from gan_engine.pictures import PICTURE_SUFFIXES

    found: list[Path] = []
    for path in designs:
        if path.is_dir():
            inside = [each for each in path.iterdir() if each.suffix.lower() in PICTURE_SUFFIXES and each.is_file()]
            found += sorted(inside, key=lambda each: natural_key(each.name))
        elif path.exists():
            found.append(path)
        else:
            raise EngineError(f"There is nothing at {path}.", do="Check its name.")
    return [DesignPath(path, NameFacts(name=path.stem)) for path in found]


def _tell(done: Exported, words: str) -> None:
    for line in done.skipped:
        console.remark(f"Left out: {line}")
    console.say(words)


def _count(count: int) -> str:
    return "1 design" if count == 1 else f"{count:,} designs"
