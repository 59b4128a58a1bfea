"""`gan-engine directions`: ways through a model's latent space, found and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device, SnapshotArgument, points_in

if TYPE_CHECKING:
    from gan_engine.latent.direction_search import DirectionSearch
    from gan_engine.latent.directions import Direction
    from gan_engine.latent.layers import LayerRange
    from gan_engine.latent.point import Point


class Method(StrEnum):
    """How directions are found."""

    SEFA = "sefa"
    PCA = "pca"
    EXAMPLES = "examples"
    CLASSES = "classes"


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command()(directions)


def directions(
    snapshot: SnapshotArgument,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file for them, JSON; those that it holds stay in it.")],
    method: Annotated[
        Method,
        typer.Option(help="sefa: in the weights. pca: in the spread of designs. examples, classes: between designs."),
    ] = Method.SEFA,
    count: Annotated[int, typer.Option(help="How many, with sefa and pca.", min=1, max=100)] = 12,
    layers: Annotated[
        str, typer.Option(metavar="A-B", help="Of a StyleGAN: coarse, middle, fine, all, or numbers such as 0-3.")
    ] = "all",
    name: Annotated[str | None, typer.Option(help="What to call a direction by examples or classes.")] = None,
    examples: Annotated[
        str | None, typer.Option("--with", metavar="SEEDS", help="Designs that have it: seeds, or a file of points.")
    ] = None,
    others: Annotated[
        str | None, typer.Option("--without", metavar="SEEDS", help="Designs that have it not: seeds, or such a file.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="CLASS", help="With classes: where it begins.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="CLASS", help="With classes: where it leads.")] = None,
    class_name: Annotated[
        str | None, typer.Option("--class", metavar="NAME", help="Of which class the designs of the seeds are.")
    ] = None,
    apart: Annotated[
        bool,
        typer.Option("--apart", help="At right angles to those in the file, so that it brings none of them along."),
    ] = False,
    device: Device = "auto",
) -> None:
    """Find directions along which designs change.

    Each is a step of one deviation; “gan-engine generate --directions FILE --direction NAME=1.5” goes along it.
    """
    from gan_engine import atomic
    from gan_engine.latent.direction_search import DirectionSearch
    from gan_engine.latent.directions import certainty_words, read_directions, write_directions
    from gan_engine.latent.layers import parse_layers
    from gan_engine.latent.point import class_named
    from gan_engine.latent.session import Session

    session = Session.open(snapshot, device)
    atomic.check_place(out)
    kept = read_directions(out, session.digest) if out.exists() else []
    if layers != "all" and not session.styled:
        raise typer.BadParameter("--layers needs the styles of a StyleGAN.")

    def named(text: str | None) -> str | None:
        return None if text is None else class_named(text, session.class_names)

    try:
        reach = parse_layers(layers, session.style_resolutions) if session.styled else (0, 0)
        having, lacking = [
            _points(each, named(class_name)) if method is Method.EXAMPLES else [] for each in (examples, others)
        ]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    ways: dict[Method, Callable[[DirectionSearch], list[Direction]]] = {
        Method.SEFA: lambda search: search.closed_form(count, *reach),
        Method.PCA: lambda search: search.principal(count, *reach),
        Method.EXAMPLES: lambda search: [search.by_example(name or "examples", having, lacking, *reach)],
        Method.CLASSES: lambda search: [_between_classes(search, start, end, name, reach)],
    }
    start, end = named(start), named(end)
    search = DirectionSearch(session)
    found = search.all_apart(ways[method](search), kept if apart else [])
    names = {each.name for each in found}
    write_directions(out, [*(each for each in kept if each.name not in names), *found], session.name, root=out.parent)
    for each in found:
        console.say(" ".join(part for part in (each.name, certainty_words(each)) if part))
    console.say(f"{len(found):,} {'direction' if len(found) == 1 else 'directions'} of {session.name} in {out}")


def _between_classes(
    search: DirectionSearch, start: str | None, end: str | None, name: str | None, reach: LayerRange
) -> Direction:
    if start is None or end is None:
        raise typer.BadParameter("--method classes needs --from CLASS and --to CLASS.")
    return search.between_classes(name or f"{start} to {end}", start, end, *reach)


def _points(text: str | None, class_name: str | None) -> list[Point]:
    """The designs that seeds, or a file of points, name. Raises ValueError in plain words."""
    from gan_engine.latent.point import Point
    from gan_engine.latent.seeds import parse_seeds

    if text is None:
        raise ValueError("--method examples needs --with and --without")
    if text.endswith(".json"):
        return points_in(Path(text))
    return [Point(seed=seed).of_class(class_name) for seed in parse_seeds(text)]
