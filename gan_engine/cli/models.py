"""`gan-engine models`: the networks that find figures, fetched only when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    models = typer.Typer(
        name="models",
        help="Networks that remove backgrounds: which there are, fetch one, remove one.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    models.command("list")(show)
    models.command("get")(get)
    models.command("remove")(remove)
    app.add_typer(models)


def show(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Which models there are, their size and licence, and whether they are installed."""
    from gan_engine.curation.backgrounds.models import MODELS
    from gan_engine.service.backgrounds import model_facts

    facts = [model_facts(name) for name in MODELS]
    if as_json:
        console.say_json({"models": facts})
        return
    for one in facts:
        there = "comes with Maquette" if one["embedded"] else "installed" if one["installed"] else "not installed"
        console.say(f"{one['name']:22} {one['size']:>8}  {one['licence']:10}  {there:20} {one['sentence']}")


def get(
    name: Annotated[str, typer.Argument(help="A name that `models list` gives.")],
    file: Annotated[
        Path | None, typer.Option(help="Take this file instead, which you fetched yourself; it is checked just so.")
    ] = None,
) -> None:
    """Fetch a model, once; it works without a network from then on."""
    from gan_engine import downloads
    from gan_engine.curation.backgrounds.models import EMBEDDED, model_of

    download = model_of(name).download
    if name == EMBEDDED:
        console.say(f"{name} comes with Maquette.")
        return
    with console.progress(f"Fetching {name}") as report:
        path = downloads.adopt(download, file, report) if file else downloads.fetch(download, report)
    console.say(f"{name} is installed: {path} ({download.licence}). Use it with --remove-background {name}.")


def remove(name: Annotated[str, typer.Argument(help="An installed model.")]) -> None:
    """Take a fetched model off the disk."""
    from gan_engine import downloads
    from gan_engine.curation.backgrounds.models import EMBEDDED, model_of

    download = model_of(name).download
    if name == EMBEDDED:
        console.say(f"{name} comes with Maquette and stays.")
    elif downloads.remove(download):
        console.say(f"{name} is removed.")
    else:
        console.say(f"{name} is not installed.")
