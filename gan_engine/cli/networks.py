"""`gan-engine import`: networks from other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("import")(import_)


def import_(
    model: Annotated[Path, typer.Argument(metavar="MODEL.pkl", help="A network file of the StyleGAN2-ADA tools.")],
    out: Annotated[Path, typer.Argument(help="The snapshot folder to make of it.")],
) -> None:
    """Make a snapshot of a StyleGAN2-ADA network file, without running anything that lies in it.

    Designs can be made from it, and trainings begun (train --from). Mind the file's own licence.
    """
    from gan_engine.interchange.stylegan2_files import import_network

    imported = import_network(model, out)
    card = imported.card
    classes = f", {len(card.class_names)} classes" if card.class_names else ""
    beside = "" if imported.with_discriminator else " It came without its discriminator."
    console.say(
        f"Imported a StyleGAN2 generator of {card.size} px ({imported.generator_parameters:,} parameters{classes}) "
        f"into {imported.path}.{beside}"
    )
