"""`gan-engine names`: names proposed from a list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console

MOST_NAMES = 10_000


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("names")(propose)


def propose(
    names: Annotated[
        str, typer.Argument(metavar="LIST", help="A text file with one name a line; or armour, or monsters: our own.")
    ],
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=MOST_NAMES, help="How many are proposed.")] = 20,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="The same seed proposes the same names; else others each time.")
    ] = None,
    begins: Annotated[str, typer.Option("--begins", help="What they begin with.")] = "",
    shortest: Annotated[int, typer.Option("--shortest", min=0, help="Letters at least; else as the list has.")] = 0,
    longest: Annotated[int, typer.Option("--longest", min=0, max=60, help="Letters at most; else as the list.")] = 0,
    own: Annotated[bool, typer.Option("--own", help="Names of the list itself may come too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print names and seed as one JSON document.")] = False,
) -> None:
    """Propose new names that sound like those of a list. Nothing leaves this machine.

    A small model of letters learns the list, which takes less than a second; names of the list itself are not
    proposed.
    """
    import secrets

    from gan_engine.errors import NamesError
    from gan_engine.names.lists import SAMPLES, read_list, sample_list
    from gan_engine.names.model import NameFilter, NameModel

    known = sample_list(names) if names in SAMPLES and not Path(names).exists() else read_list(Path(names))
    seed = secrets.randbelow(2**31) if seed is None else seed
    wanted = NameFilter(shortest, longest, begins, own)
    proposed = NameModel(known).names(count, seed, wanted)
    if not proposed:
        raise NamesError(
            "This list gives no such name.", kept="Nothing was made.",
            do="Ask for other lengths or another beginning, or give it more names.",
        )  # fmt: skip
    if as_json:
        console.say_json({"names": proposed, "seed": seed})
        return
    for name in proposed:
        console.say(name)
    if len(proposed) < count:
        console.remark(f"The list gives no more than these {len(proposed):,}.")
