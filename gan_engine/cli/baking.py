"""`gan-engine bake`: a dataset out of a folder of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.folders import counted, find, name_of
from gan_engine.errors import ConfigurationError, DatasetError

if TYPE_CHECKING:
    from gan_engine.picture_sources import Skipped


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(bake)


def bake(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures; its sub-folders are taken too.")],
    out: Annotated[Path, typer.Argument(help="The dataset: a ZIP if it ends in .zip, else a folder.")],
    size: Annotated[
        int, typer.Option(help="Pixels a side: 16 to 1024, a multiple of 8 (usual: 32, 64, 96, 128, 256, 512, 1024).")
    ] = 64,
    fit: Annotated[str, typer.Option(help="pad: the whole picture, sides filled. crop: the square in its middle.")] = (
        "pad"
    ),
    background: Annotated[
        str,
        typer.Option(
            help="What fills the sides and lies under what is see-through: a colour (#ffffff, black) or keep, each "
            "picture's own."
        ),
    ] = "#ffffff",
    remove_background: Annotated[
        str | None, typer.Option(metavar="MODEL", help="Cut the figures out first: flood (plain grounds) or u2netp.")
    ] = None,
    split: Annotated[
        str, typer.Option(metavar="MODE", help="Cut sheets apart: none, halves, or grid:RxC (rows x columns).")
    ] = "none",
    labels: Annotated[
        str | None, typer.Option(metavar="folders", help="folders: the sub-folder a picture lies in is its class.")
    ] = None,
    exclude: Annotated[
        str,
        typer.Option(
            metavar="KIND,...",
            help="Findings of check that leave a picture out. Damaged ones always are; too-small (shorter side under "
            "the size: it would be enlarged) and animated (first frame used) only when named here.",
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a dataset that was baked to OUT before.")] = False,
) -> None:
    """Bake a folder of pictures into a dataset, in the form the StyleGAN tools read. Originals are never touched."""
    from gan_engine.dataset.bake import BakeItem
    from gan_engine.dataset.bake import bake as bake_items
    from gan_engine.dataset.options import bake_options
    from gan_engine.dataset.writing import check_place

    try:
        options = bake_options(
            size=size,
            fit=fit,
            background=background,
            remove_background=remove_background,
            split=split,
            labels=labels,
            exclude=tuple(kind.strip() for kind in exclude.split(",") if kind.strip()),
        )
    except ConfigurationError as error:
        raise typer.BadParameter(str(error), param_hint=f"--{error.field.replace('_', '-')}") from error
    check_place(out, replace=force)
    _check_apart(folder, out)
    with console.progress("Baking") as report:
        found, skipped = find(folder)
        items = [
            BakeItem(path=one.path, source_name=name_of(one), label=one.folder.split("/")[0] or None) for one in found
        ]
        if not items:
            raise DatasetError(f"There are no pictures in “{folder}”.", do="Choose a folder with pictures in it.")
        summary = bake_items(items, out, options, report, replace=force)
    console.say(
        f"Baked {counted(summary.count, 'picture')} of {size} × {size} pixels into {out} ({summary.seconds:.1f} s)."
    )
    if summary.classes:
        console.say(f"{counted(len(summary.classes), 'class', 'classes')}: {', '.join(summary.classes)}")
    _say_skipped([*skipped, *summary.skipped])


def _check_apart(folder: Path, out: Path) -> None:
    """Inside the pictures, a dataset would be taken for pictures next time; around them, it would replace them."""
    pictures, dataset = folder.resolve(), out.resolve()
    if out.suffix.lower() != ".zip" and (dataset.is_relative_to(pictures) or pictures.is_relative_to(dataset)):
        raise DatasetError(
            f"“{out}” and the pictures lie inside each other.",
            kept="Nothing was changed.",
            do="Choose a place for the dataset beside the pictures, or a .zip file.",
        )


def _say_skipped(skipped: Sequence[Skipped]) -> None:
    if skipped:
        console.say(f"Skipped {counted(len(skipped), 'picture')}:")
    for one in skipped:
        console.say(f"  {one.name}: {one.why}")
