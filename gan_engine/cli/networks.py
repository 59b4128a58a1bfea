"""`gan-engine import` and `export`: networks from other tools, and for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("import")(import_)
    app.command()(export)


def import_(
    model: Annotated[
        Path,
        typer.Argument(metavar="MODEL", help="A StyleGAN2 network of other tools (.pkl, .pt)."),
    ],
    out: Annotated[Path, typer.Argument(help="The snapshot folder to make of it.")],
) -> None:
    """Make a snapshot of a StyleGAN2 network of other tools, without running anything that lies in its file.

    Designs can be made from it, and trainings begun (train --from). Mind the file's own licence.
    """
    from gan_engine.interchange.stylegan2_files import import_network

    imported = import_network(model, out)
    card = imported.card
    classes = f", {len(card.class_names)} classes" if card.class_names else ""
    beside = "" if imported.with_discriminator else " It came without its discriminator."
    console.say(
        f"Imported a StyleGAN2 generator of {card.size.words} ({imported.generator_parameters:,} parameters{classes}) "
        f"into {imported.path}.{beside}"
    )


def export(
    snapshot: Annotated[Path, typer.Argument(help="A snapshot's folder, its generator's file, or a run.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.onnx", help="The file to write.")],
) -> None:
    """Write a generator as ONNX: latents in, pictures out; mapping and synthesis apart too where there are styles.

    Each file is run once by onnxruntime and compared with the network itself.
    """
    from gan_engine.interchange.onnx_files import export as export_generator

    exported = export_generator(snapshot, out)
    for path in exported.paths:
        console.say(f"Wrote {path}")
    console.say(f"They draw as the network does, within {exported.difference:.1g} (pictures are -1 to 1).")
