"""Commands that make designs: generate, interpolate, inspect; and serve, the engine as the studio's process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console

if TYPE_CHECKING:
    from gan_engine.latent.point import Point
    from gan_engine.latent.session import Session

SnapshotArgument = Annotated[
    Path, typer.Argument(metavar="SNAPSHOT", help="A snapshot's folder, a generator.safetensors, or a run.")
]
Psi = Annotated[float, typer.Option(help="How far designs may stray from the mean one: 1 freely, 0 not at all.")]
Classes = Annotated[
    str | None,
    typer.Option(
        "--class",
        metavar="NAME",
        help="Make designs of this class (its name, or its number from 0), or between classes: NAME=0.3,NAME=0.7.",
    ),
]
_MAX_POINT_FILE = 2**26
Device = Annotated[str, typer.Option(help="auto, cpu, cuda, cuda:1 or mps.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(generate)
    app.command()(interpolate)
    app.command()(inspect)
    app.command(hidden=True)(serve)


def seeds_in(text: str) -> list[int]:
    """The seeds that an option names. Raises `BadParameter`."""
    from gan_engine.latent.seeds import parse_seeds

    try:
        return parse_seeds(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def generate(
    snapshot: SnapshotArgument,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the pictures; made if missing.")],
    seeds: Annotated[str, typer.Option(help="Which designs: numbers and ranges, such as 0-15 or 1,5,9-12.")] = "0-15",
    psi: Psi = 1.0,
    trunc_cutoff: Annotated[
        int | None, typer.Option(metavar="N", help="Draw only the first N layers towards the mean design.", min=0)
    ] = None,
    class_name: Classes = None,
    noise: Annotated[str, typer.Option(help="fixed: the network's own. off: none. A number: drawn from it.")] = "fixed",
    point: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Instead of seeds: a point, or a list of points, as JSON.")
    ] = None,
    direction: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=N", help="So many deviations along a direction of --directions; may be repeated."),
    ] = None,
    directions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Directions that “gan-engine directions” has found.")
    ] = None,
    mix: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SEED@LAYERS", help="Take layers of another seed, such as 7@4-7 or 7@fine; may be repeated."
        ),
    ] = None,
    device: Device = "auto",
) -> None:
    """Make designs from seeds.

    Each is a PNG with its recipe inside, from which the studio makes it again. The same seed is the same design.
    """
    seed_numbers = seeds_in(seeds)

    from gan_engine.interchange.design_files import usual_name, write_designs
    from gan_engine.interchange.picture_recipe import recipe_of
    from gan_engine.latent.point import Point

    try:
        common = {
            "classes": parse_class_weights(class_name, snapshot),
            "psi": psi,
            "cutoff": trunc_cutoff,
            "noise": _noise(noise),
        }
        points = (
            points_in(point)
            if point is not None
            else [Point.model_validate({"seed": seed, **common}) for seed in seed_numbers]
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    session = open_session(snapshot, points[0].class_name if points else None, psi, device)
    points = _moved(_mixed(points, mix or [], session), direction or [], directions, session.digest)
    names = [usual_name(each.seed, number, each.class_name) for number, each in enumerate(points, 1)]
    drawn = (picture for batch in session.draw_alone(points) for picture in batch)
    designs = ((picture, recipe_of(session, each)) for picture, each in zip(drawn, points, strict=True))
    written = 0
    with console.progress("Making designs") as report:
        for written, path in enumerate(write_designs(out, designs, names), 1):
            report(written, len(points), path.name)
    console.say(f"{written:,} {'design' if written == 1 else 'designs'} of {session.size.pixels} in {out}")


def interpolate(
    snapshot: SnapshotArgument,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The clip: .mp4, .webm, .gif or .webp, or no ending for frames.")
    ],
    seeds: Annotated[str, typer.Option(help="The designs to walk through, in this order, such as 1,2,3.")] = "0-3",
    point: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Instead of seeds: a list of points, as JSON.")
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long the walk takes.", min=0.1, max=3600)] = 6.0,
    fps: Annotated[float, typer.Option(help="Pictures a second.", min=0.1, max=120)] = 30.0,
    loop: Annotated[bool, typer.Option("--loop", help="Walk back to the first design, to be played for ever.")] = False,
    way: Annotated[
        str, typer.Option(metavar="WAY", help="round: on the sphere of latents. straight: among styles (StyleGANs).")
    ] = "round",
    easing: Annotated[
        str,
        typer.Option(
            metavar="EASING",
            help="linear, in, out, in-out or hold; one for all ways between designs, or one for each: in,out.",
        ),
    ] = "linear",
    times: Annotated[
        str | None,
        typer.Option(
            metavar="N,N", help="How much of the time each way takes, such as 1,2,1; left out: at even speed."
        ),
    ] = None,
    psi: Psi = 1.0,
    class_name: Classes = None,
    scale: Annotated[
        int | None, typer.Option(help="Enlarge by this whole factor; left out: to 256 pixels or more.", min=1, max=64)
    ] = None,
    pixels: Annotated[bool, typer.Option("--pixels", help="Enlarge pixel by pixel instead of smoothly.")] = False,
    device: Device = "auto",
) -> None:
    """Walk from design to design, as a clip."""
    numbers = seeds_in(seeds)

    from gan_engine.interchange.video import check_clip, comfortable_scale, write_clip
    from gan_engine.latent.interpolation.walk import Walk
    from gan_engine.latent.point import Point

    check_clip(out, fps)
    try:
        classes = parse_class_weights(class_name, snapshot)
        stations = (
            points_in(point) if point is not None else [Point(seed=seed, psi=psi, classes=classes) for seed in numbers]
        )
        count = len(stations) - 1 + loop
        segments = [
            {"easing": each, "share": share} for each, share in zip(*_segments(easing, times, count), strict=True)
        ]
        walk = Walk.model_validate({"stations": stations, "segments": segments, "loop": loop, "way": way})
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    session = open_session(snapshot, stations[0].class_name, psi, device)
    if way == "straight" and not session.styled:
        console.remark(f"--way straight is ignored: {session.family} networks have no styles.")
    frames = max(1, round(seconds * fps))
    drawn = (picture for batch in session.draw(walk.frames(frames, session)) for picture in batch)
    with console.progress("Drawing the clip") as report:
        clip = write_clip(
            out,
            drawn,
            fps,
            report,
            total=frames,
            scale=scale or comfortable_scale(session.size.shorter),
            smooth=not pixels,
        )
    console.say(f"{clip.frames:,} frames of {clip.width} × {clip.height} pixels, {frames / fps:g} s, in {out}")


def _segments(easing: str, times: str | None, count: int) -> tuple[list[str], list[float | None]]:
    """The easing and the share of the time of each of `count` ways. Raises ValueError in plain words."""
    from gan_engine.latent.interpolation.walk import EASINGS

    easings = [each.strip() for each in easing.split(",")]
    if wrong := next((each for each in easings if each not in EASINGS), None):
        raise ValueError(f"“{wrong[:40]}” is no easing: {', '.join(EASINGS)}")
    try:
        shares: list[float | None] = [None] if times is None else [float(each) for each in times.split(",")]
    except ValueError:
        raise ValueError(f"“{(times or '')[:40]}” are no times: write numbers such as 1,2,1") from None
    for found, name in ((len(easings), "easings"), (len(shares), "times")):
        if found not in (1, count):
            raise ValueError(f"There are {found} {name} for {count} ways from design to design")
    return easings * count if len(easings) == 1 else easings, shares * count if len(shares) == 1 else shares


def inspect(
    path: Annotated[Path, typer.Argument(metavar="SNAPSHOT|DATASET", help="Also a run, or a design with its recipe.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Say what a file or folder is.

    A snapshot, a dataset, a run, or a design: its facts, and whether it is sound.
    """
    from gan_engine.interchange.inspection import inspect as look

    facts = look(path)
    if as_json:
        console.say_json(facts)
    else:
        console.say_table([(key.replace("_", " "), _shown(value)) for key, value in facts.items()])


def serve() -> None:
    """Answer the studio's requests on stdin until it ends."""
    from gan_engine.service.server import serve as serve_streams

    serve_streams()


def open_session(snapshot: Path, class_name: str | None, psi: float, device: str) -> Session:
    """The model that a command works with; says what of its options means nothing to it."""
    from gan_engine.latent.session import Session

    session = Session.open(snapshot, device)
    session.class_index(class_name)  # a wrong class is said before anything is made
    if psi != 1.0 and not session.truncation:
        console.remark(f"--psi is ignored: {session.family} networks have no truncation.")
    if class_name is None and session.class_names:
        others = ", ".join(session.class_names)
        console.remark(f"Designs of the class {session.class_names[0]}; choose with --class: {others}")
    return session


def _moved(points: list[Point], amounts: list[str], file: Path | None, digest: str) -> list[Point]:
    """`points` with steps along the directions in `file`."""
    from gan_engine.latent.directions import named_direction, parse_amount, read_directions

    if not amounts:
        return points
    if file is None:
        raise typer.BadParameter("--direction needs --directions FILE, in which it is.")
    known = read_directions(file, digest)
    try:
        wanted = [parse_amount(each) for each in amounts]
        shifts = [named_direction(known, name).shift(amount) for name, amount in wanted]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return [point.having(edits=(*point.edits, *shifts)) for point in points]


def parse_class_weights(text: str | None, snapshot: Path) -> tuple[tuple[str, float], ...]:
    """What --class says of the classes of `snapshot`; nothing without it.

    Raises ValueError in plain words, `SnapshotError` where there is no model.
    """
    from gan_engine.latent.point import parse_classes
    from gan_engine.training.snapshots import class_names

    return () if text is None else parse_classes(text, class_names(snapshot))


def _mixed(points: Sequence[Point], mixes: Sequence[str], session: Session) -> list[Point]:
    """`points` with layers of other seeds, which are drawn as each of them is."""
    from gan_engine.errors import ConfigurationError
    from gan_engine.latent.interpolation.mixing import mixed, parse_mix

    if mixes and (why_not := session.offers["mix"]):
        raise ConfigurationError(f"“{session.name}” cannot mix designs by layers. {why_not}", field="mix")
    found = list(points)
    for text in mixes:
        try:
            seed, layers, share = parse_mix(text, session.style_resolutions)
            found = [mixed(point, point.at(seed=seed), layers, share) for point in found]
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    return found


def _noise(text: str) -> str | int:
    """Raises ValueError for what is no noise."""
    if text in ("fixed", "off"):
        return text
    if not text.isascii() or not text.isdecimal():
        raise ValueError(f"“{text[:40]}” is no noise: fixed, off, or a number")
    return int(text)


def points_in(path: Path) -> list[Point]:
    """The points in a file. Raises ValueError in plain words."""
    from gan_engine.documents import DocumentError, read_json
    from gan_engine.interchange.designs_in_files import LIST_KEY, read_designs
    from gan_engine.latent.point import Point

    try:
        values = read_json(path, largest=_MAX_POINT_FILE)
        if isinstance(values, dict) and LIST_KEY in values:
            return [recipe.point for recipe in read_designs(path).recipes]
        return [Point.from_values(each) for each in (values if isinstance(values, list) else [values])]
    except OSError as error:
        raise ValueError(f"“{path.name}” cannot be read: {error.strerror}") from error
    except DocumentError as error:
        raise ValueError(f"“{path.name}” {error}") from None
    except ValueError as error:
        raise ValueError(f"“{path.name}” holds no point: {error}") from None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(inner)}" for key, inner in value.items()) or "none"
    if isinstance(value, list | tuple):
        shown = ", ".join(_shown(inner) for inner in value[:12])
        return f"{shown}, ... ({len(value)} in all)" if len(value) > 12 else shown or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return "-" if value in (None, "") else str(value)
