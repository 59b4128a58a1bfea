"""`gan-engine bake`: a dataset out of a folder of pictures; `difference`: what two versions have not in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.folders import counted, find
from gan_engine.errors import ConfigurationError, DatasetError, PictureError

if TYPE_CHECKING:
    from gan_engine.dataset.options import BakeOptions
    from gan_engine.dataset.source_picture import SourcePicture
    from gan_engine.image_shape import ImageShape
    from gan_engine.picture_sources import Found, Skipped
    from gan_engine.upscalers import Upscale

_AMOUNT = r"-?[0-9]+(?:\.[0-9]+)?"
_VARIANT = re.compile(rf"([a-z-]+)(?:=({_AMOUNT})\.\.({_AMOUNT}))?(?:\*([0-9]{{1,3}}))?")
_LOOKED_AT = 1000
"""Pictures whose sides are looked at before baking."""
_SHOWN = 12
"""Differing pictures that are listed of each kind; `--json` lists all."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(bake)
    app.command()(difference)


def bake(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures; its sub-folders are taken too.")],
    out: Annotated[Path, typer.Argument(help="The dataset: a ZIP if it ends in .zip, else a folder.")],
    size: Annotated[
        str,
        typer.Option(
            metavar="SIZE",
            help="Pixels a side, 16 to 1024, a multiple of 8 (usual: 32, 64, 96, 128, 256, 512, 1024); or width x "
            "height, such as 64x96 or 128x80: each 4 to 8 times the same power of two.",
        ),
    ] = "64",
    fit: Annotated[
        str, typer.Option(help="pad: the whole picture, sides filled. crop: the largest part in its middle that fits.")
    ] = ("pad"),
    frame: Annotated[
        str, typer.Option(help="whole: all of the picture. subject: what stands out from its ground, in the middle.")
    ] = "whole",
    margin: Annotated[
        float, typer.Option(help="With --frame subject: what is left free on each side, a share of the picture.")
    ] = 0.04,
    background: Annotated[
        str,
        typer.Option(
            help="What fills the sides and lies under what is see-through: a colour (#ffffff, black) or keep, each "
            "picture's own."
        ),
    ] = "#ffffff",
    upscaler: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A network of your own (.safetensors, read by spandrel) that enlarges what is smaller than the size; "
            "else that is done smoothly.",
        ),
    ] = None,
    alpha: Annotated[
        bool, typer.Option("--alpha", help="Keep what is see-through: pictures of four channels (RGBA), for sprites.")
    ] = False,
    remove_background: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="Cut the figures out first: flood (plain grounds), u2netp (busy), auto (each its own), or a model "
            "of `gan-engine models list`.",
        ),
    ] = None,
    tolerance: Annotated[
        float | None,
        typer.Option(
            help="With --remove-background: how far (Lab) colours may lie from the ground's. Usual: by itself."
        ),
    ] = None,
    edge: Annotated[
        float, typer.Option(help="With --remove-background: pixels by which outlines are moved out (or in, below 0).")
    ] = 0.0,
    softness: Annotated[
        float | None, typer.Option(help="With --remove-background: pixels over which outlines are softened. 0: hard.")
    ] = None,
    split: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="Cut sheets apart: none, halves, grid:RxC (rows x columns), or figures (found by their ground).",
        ),
    ] = "none",
    labels: Annotated[
        str | None, typer.Option(metavar="folders", help="folders: the sub-folder a picture lies in is its class.")
    ] = None,
    exclude: Annotated[
        str,
        typer.Option(
            metavar="KIND,...",
            help="Findings of check that leave a picture out, such as duplicate, near-duplicate, outlier, blurred. "
            "Damaged ones always are; too-small (it would be enlarged to the size), animated (first "
            "frame used) and all others only when named here.",
        ),
    ] = "",
    at_most: Annotated[
        int, typer.Option("--at-most", metavar="N", min=0, help="Keep the N best of near-copies. 0: all of them.")
    ] = 0,
    augment: Annotated[
        str,
        typer.Option(
            metavar="OPERATION,...",
            help="Variants beside each picture, each as OPERATION[=LOW..HIGH][*COPIES]: mirror,brightness=0.7..1.2*3. "
            "Operations: mirror, upside-down, brightness, contrast, colour, rgb-shift, hue, zoom, crop, cutout, "
            "rotation.",
        ),
    ] = "",
    hold_out: Annotated[
        float,
        typer.Option(
            metavar="SHARE", help="Share of the pictures kept from training, for measuring: 0 to 0.5. Always the same."
        ),
    ] = 0.0,
    like: Annotated[
        Path | None,
        typer.Option(
            metavar="DATASET",
            help="Bake again what DATASET holds, exactly as it was baked, from the originals in FOLDER; all other "
            "options are its own.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a dataset that was baked to OUT before.")] = False,
) -> None:
    """Bake a folder of pictures into a dataset, in the form the StyleGAN tools read. Originals are never touched."""
    from gan_engine.dataset.bake import bake as bake_items
    from gan_engine.dataset.options import bake_options
    from gan_engine.dataset.writing import check_out_path

    if like is not None:
        _bake_like(like, folder, out, force)
        return
    mark = None
    if upscaler is not None:
        from gan_engine.interchange.exports.upscaler import keep_upscaler

        mark = keep_upscaler(upscaler)
    try:
        options = bake_options(
            size=size,
            fit=fit,
            frame_to=frame,
            margin=margin,
            upscaler=mark,
            background=background,
            alpha=alpha,
            remove_background=remove_background,
            tolerance=tolerance,
            edge=edge,
            softness=softness,
            split=split,
            labels=labels,
            exclude=tuple(kind.strip() for kind in exclude.split(",") if kind.strip()),
            augment=_variants(augment),
            hold_out=hold_out,
        )
    except ConfigurationError as error:
        option = {"frame_to": "frame"}.get(error.field, error.field.replace("_", "-"))
        raise typer.BadParameter(str(error), param_hint=f"--{option}") from error
    _check_folder(folder)
    check_out_path(out, replace=force)
    _check_apart(folder, out)
    _say_size(options.shape)
    with console.progress("Baking") as report:
        found, skipped = find(folder)
    if not found:
        raise DatasetError(f"There are no pictures in “{folder}”.", do="Choose a folder with pictures in it.")
    _say_ratio(found, options)
    items, left_out = _chosen(found, options.exclude, at_most)
    with console.progress("Baking") as report:
        summary = bake_items(
            items, out, options, report, replace=force, left_out=left_out, upscale=_opened(options.upscaler)
        )
    console.say(
        f"Baked {counted(summary.count, 'picture')} of {options.shape.pixels} into {out} ({summary.seconds:.1f} s)."
    )
    if summary.held_out:
        console.say(f"{counted(summary.held_out, 'picture')} more held out: no training sees them.")
    elif hold_out:
        console.say("None is held out: there are too few pictures for that share.")
    if summary.classes:
        console.say(f"{counted(len(summary.classes), 'class', 'classes')}: {', '.join(summary.classes)}")
    _say_skipped([*skipped, *left_out, *summary.skipped])
    _say_opaque(summary.opaque)
    _say_blank(summary.blank)
    _say_doubtful(summary.doubtful)


def difference(
    older: Annotated[Path, typer.Argument(help="A baked dataset.")],
    newer: Annotated[Path, typer.Argument(help="Another version of it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Say which pictures two versions of a dataset have not in common, and why.

    The JSON document: added, removed and changed, each a list of source, why and names (where it lies in the archive);
    same (how many are alike); options (what was chosen otherwise for all).
    """
    from gan_engine.dataset.difference import difference as compare

    found = compare(older, newer)
    kinds = (("added", found.added), ("removed", found.removed), ("changed", found.changed))
    if as_json:
        answer: dict[str, Any] = {
            kind: [vars(one) | {"names": list(one.names)} for one in some] for kind, some in kinds
        }
        console.say_json({**answer, "same": found.same, "options": found.options})
        return
    words = [f"{len(some):,} {kind}" for kind, some in kinds]
    console.say(f"{', '.join(words)}, {found.same:,} the same.")
    for option in found.options:
        console.say(f"For all: {option}.")
    for kind, some in kinds:
        if some:
            console.say(f"{kind.capitalize()}:")
        for one in some[:_SHOWN]:
            console.say(f"  {one.source}: {one.why}")
        if len(some) > _SHOWN:
            console.say(f"  and {len(some) - _SHOWN:,} more (--json lists them all)")


def _opened(mark: str | None) -> Upscale | None:
    if mark is None:
        return None
    from gan_engine.interchange.exports.upscaler import open_kept

    return open_kept(mark)


def _bake_like(like: Path, folder: Path, out: Path, force: bool) -> None:
    from gan_engine.dataset.rebake import rebake
    from gan_engine.dataset.writing import check_out_path
    from gan_engine.interchange.exports.upscaler import open_kept

    _check_folder(folder)
    check_out_path(out, replace=force)
    _check_apart(folder, out)
    with console.progress("Baking again") as report:
        again = rebake(like, [folder], out, report, replace=force, open_upscaler=open_kept)
    console.say(f"Baked {counted(again.summary.count, 'picture')} into {out} ({again.summary.seconds:.1f} s).")
    if again.exact:
        console.say(f"It is the same dataset as {like}.")
    else:
        console.say(f"It is not quite the same as {like}: that was baked by another version of Maquette.")
    _say_skipped(again.summary.skipped)


def _variants(text: str) -> list[dict[str, Any]]:
    """What --augment says, as it is stored."""
    plan = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        match = _VARIANT.fullmatch(word)
        if match is None:
            raise ConfigurationError(
                f"“{word}” cannot be understood.",
                field="augment",
                do="Use OPERATION, OPERATION=LOW..HIGH or either with *COPIES, for example brightness=0.7..1.2*3.",
            )
        name, low, high, copies = match.groups()
        one: dict[str, Any] = {"operation": name}
        if low is not None:
            one |= {"low": float(low), "high": float(high)}
        if copies is not None:
            one["copies"] = int(copies)
        plan.append(one)
    return plan


def _chosen(found: Sequence[Found], exclude: Sequence[str], at_most: int) -> tuple[list[SourcePicture], list[Skipped]]:
    """What to bake, and what is left out for a finding or as one near-copy too many."""
    from gan_engine import pictures
    from gan_engine.curation.checks.decoding import FINDING_KINDS
    from gan_engine.dataset.source_picture import SourcePicture
    from gan_engine.picture_sources import Skipped

    names = [one.name for one in found]
    labels = [one.folder.split("/")[0] or None for one in found]
    kinds = {kind for kind in exclude if kind not in FINDING_KINDS}  # those of one file baking sees for itself
    wanted = kinds | ({"duplicate", "near-duplicate"} if at_most else set())
    reasons: dict[int, tuple[str, str]] = {}
    groups: dict[int, str] = {}
    if wanted:
        from gan_engine.cli.feature_network import look
        from gan_engine.curation.checks.review import review

        with console.progress("Looking at the pictures") as report:
            reviewed = review([one.path for one in found], wanted, report, look=look, names=names)
        for kind, why in reviewed.unavailable.items():
            raise DatasetError(
                f"Pictures cannot be looked through for “{kind}”. {why}",
                kept="No dataset was written.",
                do="Bake without it.",
            )
        reasons = {
            index: (finding.kind, finding.why)
            for index, finding in enumerate(reviewed.flagged(kinds))
            if finding is not None
        }
        for group in reviewed.groups:
            digest = min(pictures.digest(found[index].path) for index in group)
            groups.update(dict.fromkeys(group, digest))
            kept = [index for index in group if index not in reasons]
            for index in kept[at_most:] if at_most else ():
                words = f"There are {at_most:,} better near-copies of it."
                reasons[index] = ("near-duplicate", words if at_most > 1 else "There is a better near-copy of it.")
    items = [
        SourcePicture(path=one.path, source_name=names[index], label=labels[index], group=groups.get(index, ""))
        for index, one in enumerate(found)
        if index not in reasons
    ]
    return items, [Skipped(names[index], *reasons[index]) for index in sorted(reasons)]


def _check_folder(folder: Path) -> None:
    if folder.is_file():
        raise PictureError(
            "not-a-picture",
            f"“{folder}” is a file, not a folder.",
            do="Name the folder that your pictures lie in.",
        )


def _check_apart(folder: Path, out: Path) -> None:
    """Inside the pictures, a dataset would be taken for pictures next time; around them, it would replace them."""
    pictures, dataset = folder.resolve(), out.resolve()
    if out.suffix.lower() != ".zip" and (dataset.is_relative_to(pictures) or pictures.is_relative_to(dataset)):
        raise DatasetError(
            f"“{out}” and the pictures lie inside each other.",
            kept="Nothing was changed.",
            do="Choose a place for the dataset beside the pictures, or a .zip file.",
        )


def _say_size(size: ImageShape) -> None:
    """Before a set is baked that could only be baked again, or that other tools do not read."""
    from gan_engine.image_shape import SIZE_MIN
    from gan_engine.networks.families import can_be_trained, trainable_sizes

    if not can_be_trained(size):
        *smaller, last = (str(each) for each in trainable_sizes() if each >= SIZE_MIN)
        console.remark(
            f"No network takes pictures of {size.pixels}: nothing can be trained on this dataset. "
            f"Sizes that go: {', '.join(smaller)} and {last}, and shapes such as 64x96."
        )
    if not size.is_square:
        console.remark("Maquette reads datasets of this shape; NVIDIA's StyleGAN tools read square ones only.")
    elif size.has_alpha:
        console.remark("Maquette reads datasets with alpha; of other tools not all do.")


def _say_ratio(found: Sequence[Found], options: BakeOptions) -> None:
    """Where the set plainly has another shape than the square that it is baked to."""
    import contextlib

    import numpy as np

    from gan_engine import pictures
    from gan_engine.curation.ratios import fit_of, proposed

    if not options.size.is_square or options.split != "none" or options.frame_to != "whole":
        return
    sides = []
    for one in found[:: max(1, len(found) // _LOOKED_AT)]:
        with contextlib.suppress(PictureError):
            facts = pictures.probe(one.path)
            sides.append((facts.width, facts.height))
    known = np.array(sides, np.int64).reshape(-1, 2)
    better = proposed(known, options.size.side)
    if not better.size.is_square:
        here = fit_of(known, options.size).words(options.fit)
        console.remark(f"{here}; {better.amiss:,} at another shape: --size {better.size}.")


def _say_opaque(names: Sequence[str]) -> None:
    if names:
        console.say(
            f"Nothing is see-through in {counted(len(names), 'picture')}, covered all over. To cut figures out: "
            "--remove-background."
        )
        _say_some(names)


def _say_blank(names: Sequence[str]) -> None:
    if names:
        console.say(
            f"Nothing is to be seen, or next to nothing, on {counted(len(names), 'picture')} as baked. White drawings "
            "on transparency need another --background: a colour, or keep, which gives each a ground that it shows on."
        )
    _say_some(names)


def _say_doubtful(doubtful: Mapping[str, str]) -> None:
    if doubtful:
        console.say(
            f"{counted(len(doubtful), 'cut-out')} may be wrong; look at them, and leave them out or cut them out "
            "otherwise:"
        )
        _say_some([f"{name}: {why}" for name, why in doubtful.items()])


def _say_some(names: Sequence[str]) -> None:
    for name in names[:_SHOWN]:
        console.say(f"  {name}")
    if len(names) > _SHOWN:
        console.say(f"  and {len(names) - _SHOWN:,} more")


def _say_skipped(skipped: Sequence[Skipped]) -> None:
    if skipped:
        console.say(f"Skipped {counted(len(skipped), 'picture')}:")
    for one in skipped:
        console.say(f"  {one.name}: {one.why}")
