"""The command that pulls a design by handles: drag."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device, SnapshotArgument, parse_class_weights, points_in

if TYPE_CHECKING:
    from gan_engine.latent.dragging import DragStep
    from gan_engine.latent.point import Handle, Mask, Point


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command()(drag)


def drag(
    snapshot: SnapshotArgument,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The design that comes of it: a name that ends in .png.")],
    handle: Annotated[
        list[str],
        typer.Option(metavar="X,Y,X,Y", help="From where to where, 0 to 1 from left and top; once for each handle."),
    ],
    seed: Annotated[int, typer.Option(help="Which design.", min=0)] = 0,
    class_name: Annotated[
        str | None, typer.Option("--class", metavar="NAME", help="Of this class, or between some: NAME=0.3,NAME=0.7.")
    ] = None,
    point: Annotated[Path | None, typer.Option(metavar="FILE", help="Instead of a seed: a point as JSON.")] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A picture that is white where the design is to stay as it is.")
    ] = None,
    device: Device = "auto",
) -> None:
    """Pull parts of a design to where they should be, and let the network redraw it.

    Ends when every handle is near its target, or comes no nearer; what has been reached by then is written either way.
    """
    if out.suffix.lower() != ".png":
        raise typer.BadParameter("The design is a PNG: give a name that ends in .png.", param_hint="--out")
    from gan_engine.latent.point import MAX_HANDLES

    handles = [_handle(text) for text in handle]
    if len(handles) > MAX_HANDLES:
        raise typer.BadParameter(f"{MAX_HANDLES} handles at most.", param_hint="--handle")
    start = _start(snapshot, seed, class_name, point)
    kept = None if keep is None else _mask(keep)

    from gan_engine import atomic
    from gan_engine.interchange.design_files import write_designs
    from gan_engine.interchange.picture_recipe import recipe_of
    from gan_engine.latent.dragging import MOST_STEPS, Dragging
    from gan_engine.latent.session import Session

    session = Session.open(snapshot, device)
    atomic.check_place(out)
    dragging = Dragging(session, start, handles, kept)
    with console.progress("Dragging") as report:
        for step in dragging.steps():
            report(step.number, MOST_STEPS, f"{step.left:.1f} pixels to go")
    came_to = dragging.point(step)
    (drawn,) = next(session.draw_alone([came_to]))
    (written,) = write_designs(out.parent, [(drawn, recipe_of(session, came_to))], [out.name])
    console.say(f"{_ended(step)} In {written}")


def _ended(step: DragStep) -> str:
    steps = f"{step.number:,} {'step' if step.number == 1 else 'steps'}"
    if step.ending == "reached":
        return f"There, within {step.left:.1f} pixels, after {steps}."
    return f"It comes no nearer than {step.left:.1f} pixels: pull less far, or let less stay as it is ({steps})."


def _start(snapshot: Path, seed: int, class_name: str | None, file: Path | None) -> Point:
    from gan_engine.latent.point import Point

    if file is not None:
        try:
            points = points_in(file)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--point") from error
        if len(points) != 1:
            raise typer.BadParameter(f"{file.name} holds {len(points)} points; one can be dragged.")
        return points[0]
    try:
        return Point(seed=seed, classes=parse_class_weights(class_name, snapshot))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _handle(text: str) -> Handle:
    from gan_engine.latent.point import Handle

    try:
        x, y, to_x, to_y = (float(part) for part in text.split(","))
        return Handle(x=x, y=y, to_x=to_x, to_y=to_y)
    except ValueError:
        raise typer.BadParameter(
            f"“{text[:60]}” is no handle: four numbers from 0 to 1, such as 0.4,0.5,0.6,0.5.", param_hint="--handle"
        ) from None


def _mask(path: Path) -> Mask:
    import numpy as np

    from gan_engine.latent.point import MAX_MASK_SIDE, Mask
    from gan_engine.pictures import flatten, read_picture

    picture = flatten(read_picture(path, longest=MAX_MASK_SIDE), (0, 0, 0))
    return Mask.of(picture.mean(2, dtype=np.float32) / 255)
