"""Commands on pictures: check, what is wrong with them; bake, a dataset out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.errors import ConfigurationError, DatasetError, PictureError

if TYPE_CHECKING:
    from gan_engine.picture_sources import Found, Skipped
    from gan_engine.pictures import PictureFacts


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(check)
    app.command()(bake)


def check(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures; its sub-folders are looked at too.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Say what is wrong with these pictures. Nothing is changed; findings do not make the command fail.

    The JSON document: folder; pictures (how many were opened); ok (how many of them without findings); findings and
    skipped (never opened: links, closed folders), each a list of path, kind, why; facts (sizes and formats).
    """
    from gan_engine.curation.checks import check_pictures

    with console.progress("Checking pictures") as report:
        found, skipped = _find(folder)
        findings: list[dict[str, str]] = []
        facts: list[PictureFacts] = []
        good = 0
        checked = check_pictures([one.path for one in found], report=report)
        for one_found, (_, fact, wrong) in zip(found, checked, strict=True):
            good += not wrong
            if fact is not None:
                facts.append(fact)
            name = _name(one_found)
            findings += [{"path": name, "kind": one.kind, "why": one.why} for one in wrong]
    answer = {
        "folder": str(folder),
        "pictures": len(found),
        "ok": good,
        "findings": findings,
        "skipped": [{"path": one.name, "kind": one.kind, "why": one.why} for one in skipped],
        "facts": _overview(facts),
    }
    if as_json:
        console.say_json(answer)
    else:
        _say_findings(answer)


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
        found, skipped = _find(folder)
        items = [
            BakeItem(path=one.path, source_name=_name(one), label=one.folder.split("/")[0] or None) for one in found
        ]
        if not items:
            raise DatasetError(f"There are no pictures in “{folder}”.", do="Choose a folder with pictures in it.")
        summary = bake_items(items, out, options, report, replace=force)
    console.say(
        f"Baked {_counted(summary.count, 'picture')} of {size} × {size} pixels into {out} ({summary.seconds:.1f} s)."
    )
    if summary.classes:
        console.say(f"{_counted(len(summary.classes), 'class', 'classes')}: {', '.join(summary.classes)}")
    _say_skipped([*skipped, *summary.skipped])


def _find(folder: Path) -> tuple[list[Found], list[Skipped]]:
    from gan_engine.picture_sources import Found, find_pictures

    if not folder.is_dir():
        raise PictureError("missing", f"There is no folder “{folder}”.", do="Check its name.")
    found, skipped = [], []
    for one in find_pictures([folder.resolve()] if folder.is_symlink() else [folder]):
        if isinstance(one, Found):
            found.append(one)
        else:
            skipped.append(one)
    return found, skipped


def _name(one: Found) -> str:
    """Where a picture lies below the folder given."""
    return f"{one.folder}/{one.path.name}" if one.folder else one.path.name


def _check_apart(folder: Path, out: Path) -> None:
    """Inside the pictures, a dataset would be taken for pictures next time; around them, it would replace them."""
    pictures, dataset = folder.resolve(), out.resolve()
    if out.suffix.lower() != ".zip" and (dataset.is_relative_to(pictures) or pictures.is_relative_to(dataset)):
        raise DatasetError(
            f"“{out}” and the pictures lie inside each other.",
            kept="Nothing was changed.",
            do="Choose a place for the dataset beside the pictures, or a .zip file.",
        )


def _overview(facts: Sequence[PictureFacts]) -> dict[str, Any]:
    """Sizes as [width, height], by area; empty where nothing could be read."""
    if not facts:
        return {}
    by_area = sorted(facts, key=lambda one: (one.width * one.height, one.width))
    return {
        "smallest": [by_area[0].width, by_area[0].height],
        "median": [median_low(one.width for one in facts), median_low(one.height for one in facts)],
        "largest": [by_area[-1].width, by_area[-1].height],
        "formats": dict(sorted(Counter(one.format for one in facts).items())),
        "with_alpha": sum(one.has_alpha for one in facts),
        "bytes": sum(one.bytes for one in facts),
    }


def _say_findings(answer: dict[str, Any]) -> None:
    console.say(f"{_counted(answer['pictures'], 'picture')} in {answer['folder']}, {answer['ok']:,} without findings.")
    if facts := answer["facts"]:
        sizes = (f"{name} {facts[name][0]:,} × {facts[name][1]:,}" for name in ("smallest", "median", "largest"))
        console.say(f"Sizes: {', '.join(sizes)}.")
    for one in (*answer["findings"], *answer["skipped"]):
        console.say(f"{one['path']}: {one['kind']}. {one['why']}")


def _say_skipped(skipped: Sequence[Skipped]) -> None:
    if skipped:
        console.say(f"Skipped {_counted(len(skipped), 'picture')}:")
    for one in skipped:
        console.say(f"  {one.name}: {one.why}")


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"
