"""`gan-engine check`: what is wrong with a folder of pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.folders import counted, find, name_of

if TYPE_CHECKING:
    from gan_engine.pictures import PictureFacts


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(check)


def check(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures; its sub-folders are looked at too.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Say what is wrong with these pictures. Nothing is changed; findings do not make the command fail.

    The JSON document: folder; pictures (how many were opened); ok (how many of them without findings); findings and
    skipped (never opened: links, closed folders), each a list of path, kind, why; facts (sizes and formats).
    """
    from gan_engine.curation.checks import check_pictures

    with console.progress("Checking pictures") as report:
        found, skipped = find(folder)
        findings: list[dict[str, str]] = []
        facts: list[PictureFacts] = []
        good = 0
        checked = check_pictures([one.path for one in found], report=report)
        for one_found, (_, fact, wrong) in zip(found, checked, strict=True):
            good += not wrong
            if fact is not None:
                facts.append(fact)
            name = name_of(one_found)
            findings += [{"path": name, "kind": one.kind, "why": one.why} for one in wrong]
    answer = {
        "folder": str(folder),
        "pictures": len(found),
        "ok": good,
        "findings": findings,
        "skipped": [{"path": one.name, "kind": one.kind, "why": one.why} for one in skipped],
        "facts": _overview(facts),
    }
    if as_json:
        console.say_json(answer)
    else:
        _say_findings(answer)


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


def _say_findings(answer: dict[str, Any]) -> None:
    console.say(f"{counted(answer['pictures'], 'picture')} in {answer['folder']}, {answer['ok']:,} without findings.")
    if facts := answer["facts"]:
        sizes = (f"{name} {facts[name][0]:,} × {facts[name][1]:,}" for name in ("smallest", "median", "largest"))
        console.say(f"Sizes: {', '.join(sizes)}.")
    for one in (*answer["findings"], *answer["skipped"]):
        console.say(f"{one['path']}: {one['kind']}. {one['why']}")
