"""The command that finds the design of a picture: project."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device, SnapshotArgument
from gan_engine.image_shape import ImageShape
from gan_engine.latent.closeness import MOST_STEPS, STEPS

if TYPE_CHECKING:
    from gan_engine.latent.projection_target import Target


class _Space(StrEnum):
    w = "w"
    layers = "w+"


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command()(project)


def project(
    snapshot: SnapshotArgument,
    picture: Annotated[Path, typer.Argument(metavar="PICTURE", help="The picture whose design is looked for.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for what is found; made if missing.")],
    space: Annotated[
        _Space, typer.Option(help="w: one style, a design like the model's own. w+: one for each layer, nearer.")
    ] = _Space.w,
    steps: Annotated[int, typer.Option(help="How long to go on.", min=1, max=MOST_STEPS)] = STEPS,
    sketch: Annotated[
        float | None,
        typer.Option(
            metavar="WEIGHT", min=0, max=1,
            help="Take it as a rough sketch in colours, see-through where nothing is painted: from 0, its colours"
            " alone count, to 1, what the model usually draws.",
        ),
    ] = None,
    device: Device = "auto",
) -> None:  # fmt: skip
    """Find the design of a model that comes nearest to a picture.

    Writes design.png with its recipe, start.png (the random design it began with), target.png (the picture as the model
    sees it) and distance.json, and says honestly how near it came.
    """
    from gan_engine import atomic
    from gan_engine.interchange.design_files import write_designs
    from gan_engine.interchange.picture_recipe import recipe_of
    from gan_engine.latent.projection import Projection
    from gan_engine.latent.session import Session
    from gan_engine.pictures import write_png

    session = Session.open(snapshot, device)
    atomic.check_place(out / "design.png", root=out)
    target = _target(picture, sketch, session.size)
    projection = Projection(session, target, space=space.value, steps=steps)
    if space == _Space.layers and not session.styled:
        console.remark(f"--space is ignored: {session.family} networks have no styles, so z is searched.")
    with console.progress("Coming nearer") as report:
        for step in projection.steps():
            report(step.number, step.total)
    point, closeness = projection.point(), projection.closeness()
    (drawn,) = next(session.draw_alone([point]))
    (design,) = write_designs(out, [(drawn, recipe_of(session, point))], ["design.png"])
    write_png(out / "start.png", projection.start, root=out)
    write_png(out / "target.png", target.picture, root=out)
    facts = {"space": projection.space, **closeness.values()}
    atomic.write_json(out / "distance.json", facts, root=out)
    console.say(closeness.words)
    console.say(
        f"Distance {closeness.distance:.3f} ({closeness.decibels:.1f} dB); two designs of this model usually have"
        f" {closeness.usual:.3f}, the nearest random one had {closeness.nearest_random:.3f}. In {design}"
    )


def _target(picture: Path, sketch: float | None, size: ImageShape) -> Target:
    from gan_engine.latent.projection_target import Target
    from gan_engine.pictures import read_picture

    if sketch is None:
        return Target.of_file(picture, size)
    painted = read_picture(picture)
    try:
        return Target.of_sketch(painted, size, sketch)
    except ValueError as error:
        raise typer.BadParameter(f"{picture.name}: {error}") from error
