"""The command that mixes designs by layers: mix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Classes, Device, Psi, SnapshotArgument, open_session, parse_class_weights, seeds_in


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(mix)


def mix(
    snapshot: SnapshotArgument,
    rows: Annotated[str, typer.Option(help="Seeds of the designs that are changed, such as 1,2,3.")],
    columns: Annotated[str, typer.Option(help="Seeds of the designs whose layers they take, such as 4,5,6.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The sheet: a name that ends in .png or .jpg.")],
    layers: Annotated[
        str, typer.Option(metavar="LAYERS", help="Which: coarse (pose), middle (form), fine (colour), all, or 4-7.")
    ] = "coarse",
    psi: Psi = 1.0,
    class_name: Classes = None,
    device: Device = "auto",
) -> None:
    """Mix designs by layers: a sheet on which each row's design takes layers of each column's."""
    numbers = seeds_in(rows), seeds_in(columns)

    from gan_engine import atomic
    from gan_engine.errors import ConfigurationError
    from gan_engine.interchange.design_files import write_sheet
    from gan_engine.interchange.mix_sheet import mix_sheet
    from gan_engine.latent.interpolation.mixing import MAX_SHEET_SIDE, MixSheet
    from gan_engine.latent.layers import parse_layers
    from gan_engine.latent.point import Point

    if max(map(len, numbers)) > MAX_SHEET_SIDE:
        raise typer.BadParameter(f"A sheet has at most {MAX_SHEET_SIDE} rows and columns.")
    try:
        classes = parse_class_weights(class_name, snapshot)
        designs = [tuple(Point(seed=seed, psi=psi, classes=classes) for seed in each) for each in numbers]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    session = open_session(snapshot, designs[0][0].class_name, psi, device)
    if why_not := session.offers["mix"]:
        raise ConfigurationError(f"“{session.name}” cannot mix designs by layers. {why_not}", field="layers")
    try:
        sheet = MixSheet(designs[0], designs[1], parse_layers(layers, session.style_resolutions))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    atomic.check_place(out)
    points = sheet.points()
    drawn = []
    with console.progress("Mixing") as report:
        for batch in session.draw(points):
            drawn += list(batch)
            report(len(drawn), len(points), "")
    names = ([f"seed {seed}" for seed in numbers[0]], [f"seed {seed}" for seed in numbers[1]])
    write_sheet(out, mix_sheet(sheet, drawn, names), root=out.parent)
    first, last = sheet.layers
    console.say(f"{len(numbers[0])} × {len(numbers[1])} mixed designs, layers {first} to {last}, in {out}")
