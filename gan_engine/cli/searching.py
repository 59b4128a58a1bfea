"""`gan-engine search`: designs of many seeds in an order, most different first or likest to something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device, SnapshotArgument, parse_class_weights

if TYPE_CHECKING:
    from gan_engine.latent.point import Mask
    from gan_engine.latent.sampling import Sampling
    from gan_engine.latent.seed_features import SeedFeatures
    from gan_engine.latent.seed_search import Found, Ranking
    from gan_engine.latent.session import Session
    from gan_engine.reporting import Report


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command()(search)


def search(
    snapshot: SnapshotArgument,
    like: Annotated[int | None, typer.Option(metavar="SEED", help="The likest to this design first.", min=0)] = None,
    picture: Annotated[Path | None, typer.Option(metavar="FILE", help="The likest to a picture first.")] = None,
    silhouette: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The likest in outline to what is drawn in a picture first.")
    ] = None,
    direction: Annotated[
        str | None, typer.Option(metavar="NAME", help="The farthest along a direction of --directions first.")
    ] = None,
    directions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Directions that “gan-engine directions” has found.")
    ] = None,
    of: Annotated[int, typer.Option(help="How many seeds are looked at.", min=1, max=20_000)] = 1000,
    first: Annotated[int, typer.Option(help="The first of them.", min=0, max=2**32 - 1)] = 0,
    count: Annotated[int, typer.Option(help="How many are named.", min=1, max=20_000)] = 24,
    psi: Annotated[float, typer.Option(help="Truncation: 1 as drawn, 0 the mean design.")] = 1.0,
    class_name: Annotated[
        str | None, typer.Option("--class", metavar="NAME", help="One class, or several: cats=0.3,robots=0.7.")
    ] = None,
    device: Device = "auto",
) -> None:
    """Find designs among those of many seeds; without more, those that differ most from one another.

    Says their seeds, as “gan-engine generate --seeds” takes them. Looking at seeds again takes no time.
    """
    from gan_engine.latent.sampling import Sampling
    from gan_engine.latent.seed_features import SeedFeatures
    from gan_engine.latent.seed_search import search as look
    from gan_engine.latent.session import Session

    wishes = [each for each in (like, picture, silhouette, direction) if each is not None]
    if len(wishes) > 1:
        raise typer.BadParameter("Look for one thing at a time.")
    try:
        sampling = Sampling(classes=parse_class_weights(class_name, snapshot), psi=psi)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    session = Session.open(snapshot, device)
    of = min(of, 2**32 - first)
    if direction is not None:
        console.say(_seeds(_along(session, sampling, direction, directions, first, of), count))
        return
    seen = SeedFeatures(session, sampling, first)
    ranking = _ranking(session, sampling, seen, like, picture, silhouette)
    with console.progress("Looking at designs") as report:
        steps = (_told(step, report, seen, of) for step in look(seen, ranking, of))
        found = [step for step in steps if step is not None][-1]
    console.say(_seeds(found, count))


def _told(step: Found | None, report: Report, seen: SeedFeatures, of: int) -> Found | None:
    report(min(seen.count, of), of)
    return step


def _ranking(
    session: Session, sampling: Sampling, seen: SeedFeatures, like: int | None, picture: Path | None,
    silhouette: Path | None,
) -> Ranking:  # fmt: skip
    from gan_engine.latent.seed_search import LikestOutline, MostDifferent, nearest_to_picture, nearest_to_point

    if like is not None:
        return nearest_to_point(session, sampling.point(like, session.class_names), seen.backbone)
    if picture is not None:
        return nearest_to_picture(session, picture, seen.backbone)
    if silhouette is not None:
        return LikestOutline(_mask(silhouette))
    return MostDifferent()


def _mask(file: Path) -> Mask:
    from gan_engine.curation.backgrounds.foreground_mask import figure_mask
    from gan_engine.latent.point import MAX_MASK_SIDE, Mask
    from gan_engine.pictures import read_picture

    return Mask.of(figure_mask(read_picture(file, longest=MAX_MASK_SIDE)))


def _along(session: Session, sampling: Sampling, name: str, file: Path | None, first: int, of: int) -> Found:
    from gan_engine.latent.directions import named_direction, read_directions
    from gan_engine.latent.seed_search import search_along

    if file is None:
        raise typer.BadParameter("--direction needs --directions FILE, in which it is.")
    try:
        direction = named_direction(read_directions(file, session.digest), name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return search_along(session, sampling, direction, first, of)


def _seeds(found: Found, count: int) -> str:
    return ",".join(map(str, found.seeds[:count]))
