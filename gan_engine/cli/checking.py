"""`gan-engine check`: what is wrong with a folder of pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.folders import counted, find

if TYPE_CHECKING:
    from gan_engine.curation.checks.decoding import Finding
    from gan_engine.pictures import PictureFacts


_CLEAREST = 3  # pictures that an advice names


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(check)


def check(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures, its sub-folders too; or one picture.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out what needs the feature network: near-copies and strangers.")
    ] = False,
) -> None:
    """Say what is wrong with these pictures. Nothing is changed; findings do not make the command fail.

    The JSON document: folder; pictures (how many were opened); ok (how many of them without findings); findings and
    skipped (never opened: links, closed folders), each a list of path, kind, why and, where they apply, score and of
    (the pictures it repeats); groups (copies of one picture, the best first); facts (sizes and formats); advice (what
    mirroring, turning hues and turning would do to the set; evidence: the pictures that show it, the clearest first);
    shape (size: that which fits the set best; amiss and amiss_square: how many pictures would be cropped or padded at
    it, and in a square); unavailable (kinds that could not be looked for, why).
    """
    from gan_engine.cli.feature_network import look
    from gan_engine.curation.asymmetry import MOST, advice
    from gan_engine.curation.checks.kinds import KINDS, NETWORK_KINDS
    from gan_engine.curation.checks.review import compare, review

    with console.progress("Checking pictures") as report:
        found, skipped = find(folder, files=True)
        names = [one.name for one in found]
        paths = [one.path for one in found]
        alone = [kind for kind in KINDS if kind not in NETWORK_KINDS]
        reviewed = review(paths, alone, report, sample=MOST, names=names)
    if not quick and len(paths) > 1:
        with console.progress("Comparing them with one another") as report:
            compare(reviewed, paths, NETWORK_KINDS, look, report, names=names)
    advised = advice(list(reviewed.squares.values()))
    sampled = [names[number] for number in reviewed.squares]
    called = dict(zip(paths, names, strict=True))
    facts = [fact for fact in reviewed.facts if fact is not None]
    answer = {
        "folder": str(folder),
        "pictures": len(found),
        "ok": sum(not one for one in reviewed.findings),
        "findings": [
            _entry(name, finding, called)
            for name, findings in zip(names, reviewed.findings, strict=True)
            for finding in findings
        ],
        "skipped": [{"path": one.name, "kind": one.kind, "why": one.why} for one in skipped],
        "groups": [[names[index] for index in group] for group in reviewed.groups],
        "facts": _overview(facts),
        "shape": _shape(facts),
        "advice": [{**vars(one), "evidence": [sampled[number] for number in one.evidence]} for one in advised],
        "unavailable": reviewed.unavailable,
    }
    if as_json:
        console.say_json(answer)
    else:
        _say_findings(answer)


def _entry(name: str, finding: Finding, called: Mapping[Path, str]) -> dict[str, Any]:
    """A finding as JSON."""
    entry: dict[str, Any] = {"path": name, "kind": finding.kind, "why": finding.why}
    if finding.score is not None:
        entry["score"] = round(finding.score, 4)
    if finding.of:
        entry["of"] = [called[path] for path in finding.of]
    return entry


def _overview(facts: Sequence[PictureFacts]) -> dict[str, Any]:
    """Sizes as [width, height], by area; empty where nothing could be read."""
    if not facts:
        return {}
    by_area = sorted(facts, key=lambda one: (one.width * one.height, one.width))
    return {
        "smallest": [by_area[0].width, by_area[0].height],
        "median": [median_low(one.width for one in facts), median_low(one.height for one in facts)],
        "largest": [by_area[-1].width, by_area[-1].height],
        "formats": dict(sorted(Counter(one.format for one in facts).items())),
        "with_alpha": sum(one.has_alpha for one in facts),
        "bytes": sum(one.bytes for one in facts),
    }


def _shape(facts: Sequence[PictureFacts]) -> dict[str, Any]:
    """The shape that the set looks like; empty where nothing could be read."""
    import numpy as np

    from gan_engine.curation.ratios import fit_of, proposed
    from gan_engine.image_shape import ImageShape

    if not facts:
        return {}
    sides = np.array([(one.width, one.height) for one in facts], np.int64)
    found = proposed(sides)
    square = fit_of(sides, ImageShape.square(found.size.side))
    return {"size": found.size.stored, "amiss": found.amiss, "amiss_square": square.amiss}


def _say_findings(answer: dict[str, Any]) -> None:
    console.say(f"{counted(answer['pictures'], 'picture')} in {answer['folder']}, {answer['ok']:,} without findings.")
    if facts := answer["facts"]:
        sizes = (f"{name} {facts[name][0]:,} × {facts[name][1]:,}" for name in ("smallest", "median", "largest"))
        console.say(f"Sizes: {', '.join(sizes)}.")
    if (shape := answer["shape"]) and isinstance(shape["size"], str):
        console.say(
            f"They look like {shape['size']} (width x height): {shape['amiss']:,} would be cropped or padded at it, "
            f"{shape['amiss_square']:,} in a square."
        )
    if skipped := answer["skipped"]:
        console.say(f"Not read: {counted(len(skipped), 'file or folder', 'files and folders')}, named below.")
    for one in (*answer["findings"], *answer["skipped"]):
        console.say(f"{one['path']}: {one['kind']}. {one['why']}")
    for one in answer["advice"]:
        if one["harmful"]:
            console.say(f"{one['words']} The clearest: {', '.join(one['evidence'][:_CLEAREST])}.")
    if unavailable := answer["unavailable"]:
        console.say(f"Not looked for: {', '.join(unavailable)}. {next(iter(unavailable.values()))}")
