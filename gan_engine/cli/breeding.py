"""`gan-engine breed`: litters of designs, picked by number and bred on; the family is kept in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device, SnapshotArgument, parse_class_weights, points_in, seeds_in

if TYPE_CHECKING:
    from gan_engine.latent.lineage import Lineage, Member
    from gan_engine.latent.point import Point
    from gan_engine.latent.session import Session

_DIGEST = "model_digest"
_MAX_BYTES = 2**26


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command()(breed)


def breed(
    snapshot: SnapshotArgument,
    family: Annotated[
        Path, typer.Option(metavar="FILE", help="The family as JSON: begun if it is not there, else bred on.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the litter's pictures; made if missing.")],
    parents: Annotated[
        str | None,
        typer.Option(metavar="SEEDS", help="To begin a family: the seeds of its founders, such as 1,2,5-8."),
    ] = None,
    point: Annotated[
        Path | None, typer.Option(metavar="FILE", help="To begin one with other founders: a list of points, as JSON.")
    ] = None,
    class_name: Annotated[
        str | None, typer.Option("--class", metavar="NAME", help="Of which class founders are: NAME=0.3,NAME=0.7.")
    ] = None,
    picks: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBERS",
            help="Who is bred: 2.5 is the fifth of the second litter, 0.1 the first founder. Else all founders, or the"
            " parents of the last litter again.",
        ),
    ] = None,
    litter: Annotated[
        int | None, typer.Option(help="How many children: 12, if nothing is said, up to 64.", min=1)
    ] = None,
    mutation: Annotated[
        float, typer.Option(help="How boldly children differ from what they inherit: 0 not at all.", min=0, max=1)
    ] = 0.3,
    seed: Annotated[int, typer.Option(help="The same seed breeds the same litter.", min=0, max=2**32 - 1)] = 0,
    device: Device = "auto",
) -> None:
    """Breed designs: a litter of children by crossover and mutation.

    Pictures are called by their numbers, such as 2.05.png, which the next call takes as --picks. The family's file
    holds who was bred with whom: the same file breeds the same designs again.
    """
    from gan_engine import atomic
    from gan_engine.interchange.design_files import write_designs
    from gan_engine.interchange.picture_recipe import recipe_of
    from gan_engine.latent.breeding import Family
    from gan_engine.latent.lineage import LITTER, MAX_LITTER, Litter
    from gan_engine.latent.session import Session

    count = LITTER if litter is None else litter
    if count > MAX_LITTER:
        raise typer.BadParameter(f"A litter has {MAX_LITTER} children at most.", param_hint="--litter")
    session = Session.open(snapshot, device)
    lineage = _begun(family, session, _founders(snapshot, parents, point, class_name))
    atomic.check_place(family)
    try:
        bred = Litter(parents=_parents(lineage, picks), seed=seed, mutation=mutation, count=count)
        lineage = lineage.bred(bred)
    except ValueError as error:
        raise typer.BadParameter(_words(error), param_hint="--picks") from error
    number = len(lineage.litters)
    children = Family(session, lineage).litter(number - 1)
    drawn = (picture for batch in session.draw_alone(children) for picture in batch)
    designs = ((picture, recipe_of(session, child)) for picture, child in zip(drawn, children, strict=True))
    names = [f"{number}.{child:02}.png" for child in range(1, count + 1)]
    with console.progress("Breeding") as report:
        for written, path in enumerate(write_designs(out, designs, names), 1):
            report(written, count, path.name)
    atomic.write_json(family, {_DIGEST: session.digest, **lineage.values()}, root=family.parent)
    of = ", ".join(_called(each) for each in bred.parents)
    console.say(f"Litter {number} of {of}: {count:,} {'design' if count == 1 else 'designs'} in {out}")


def _begun(family: Path, session: Session, founders: list[Point]) -> Lineage:
    """The family in the file, or a new one of `founders`."""
    from gan_engine.latent.lineage import Lineage

    if family.exists():
        if founders:
            raise typer.BadParameter(f"{family.name} has its founders already: name another file for a new family.")
        return _read(family, session.digest)
    if not founders:
        raise typer.BadParameter("A new family needs founders: --parents 1,2,3.", param_hint="--parents")
    try:
        return Lineage(founders=tuple(founders))
    except ValueError as error:
        raise typer.BadParameter(_words(error), param_hint="--parents") from error


def _founders(snapshot: Path, parents: str | None, point: Path | None, class_name: str | None) -> list[Point]:
    from gan_engine.latent.point import Point

    try:
        if point is not None:
            return points_in(point)
        classes = parse_class_weights(class_name, snapshot)
        return [Point(seed=seed, classes=classes) for seed in seeds_in(parents)] if parents else []
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _read(family: Path, digest: str) -> Lineage:
    """The family in a file. Raises `DiskError`, and `ConfigurationError` for one of another model."""
    from gan_engine.documents import DocumentError, read_json
    from gan_engine.errors import ConfigurationError, DiskError
    from gan_engine.latent.lineage import Lineage

    choose = "Choose a file that “gan-engine breed” wrote, or another name for a new family."
    try:
        values = read_json(family, largest=_MAX_BYTES)
        lineage = Lineage.from_values(values)
    except DocumentError as error:
        raise DiskError(f"“{family.name}” {error}.", do=choose) from None
    except ValueError as error:
        raise DiskError(f"“{family.name}” holds no family: {error}.", do=choose) from None
    except OSError as error:
        raise DiskError(f"“{family.name}” cannot be read: {error.strerror}.", do=choose) from None
    if values.get(_DIGEST, digest) != digest:
        raise ConfigurationError(
            f"The family in “{family.name}” was bred in another model.", field="family", kept="It was not touched.",
            do="Name that model, or another file for a family of this one.",
        )  # fmt: skip
    return lineage


def _parents(lineage: Lineage, picks: str | None) -> tuple[Member, ...]:
    """Who is bred. Raises ValueError."""
    from gan_engine.latent.lineage import MAX_PARENTS, Member

    if picks is not None:
        return tuple(_member(each) for each in picks.split(","))
    if lineage.litters:
        return lineage.litters[-1].parents
    return tuple(Member(number=number) for number in range(min(len(lineage.founders), MAX_PARENTS)))


def _member(text: str) -> Member:
    from gan_engine.latent.lineage import Member

    row, _, number = text.strip().partition(".")
    if not (row.isdecimal() and number.isdecimal()) or int(number) < 1:
        raise ValueError(f"“{text.strip()[:20]}” is no number of a design, such as 2.5")
    return Member(litter=int(row) - 1 if int(row) else None, number=int(number) - 1)


def _called(member: Member) -> str:
    return f"{0 if member.litter is None else member.litter + 1}.{member.number + 1}"


def _words(error: ValueError) -> str:
    from pydantic import ValidationError

    from gan_engine.latent.point import words_of

    return words_of(error) if isinstance(error, ValidationError) else str(error)
