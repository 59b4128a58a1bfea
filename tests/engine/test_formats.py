"""docs/FORMATS.md says what lies on the disk: no name that the code writes is missing there, none is there in vain."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pytest

from gan_engine.curation import picture_edits
from gan_engine.curation.operations import Augment
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.experiments import definitions, directory
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.latent import point
from gan_engine.runs import events, requests
from gan_engine.runs.formats import METADATA_KEY
from gan_engine.runs.run_directory import RunState
from gan_engine.training.branch import create_branch
from gan_engine.training.length import lengthen
from gan_engine.training.rollback import RECORD
from gan_engine.training.snapshots import FACTS, ModelCard
from gan_engine.training.tensor_files import CONTENT
from tests.engine.dataset_support import draw_shape, make_dataset
from tests.engine.training_support import run_training

RUN, DATASET = "Run directory", "Baked dataset: a ZIP (stored) or a folder"
FORMATS = (Path(__file__).resolve().parents[2] / "docs" / "FORMATS.md").read_text("utf-8")


def section(title: str) -> str:
    """What stands below a heading, up to the next of its kind or a higher one."""
    start = re.search(rf"^(#+) {re.escape(title)}$", FORMATS, re.MULTILINE)
    assert start, f"FORMATS has no “{title}”"
    rest = FORMATS[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def row(title: str, key: str) -> str:
    """The line of a table that begins with `key`, without its first cell."""
    return next(line for line in section(title).splitlines() if line.startswith(f"| `{key}`")).split("|", 2)[2]


def between(title: str, start: str, end: str) -> str:
    """Of a section, from one text to another."""
    text = section(title)
    return text[text.index(start) : text.index(end, text.index(start))]


def names(text: str) -> set[str]:
    """What stands in backticks and is a name: no file, no example, no dotted key."""
    return {span for span in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(r"[a-z][a-z0-9_]*", span)}


def check(text: str, written: Iterable[str], besides: Iterable[str] = ()) -> None:
    """`text` names all that is `written`, and nothing else but what it says `besides`."""
    known = set(written)
    assert known - names(text) == set(), "FORMATS does not say it"
    assert names(text) - known - set(besides) == set(), "no such thing is written"


@pytest.mark.parametrize("kind", events.KINDS)
def test_events(kind: str) -> None:
    own = {field.name for field in fields(events.KINDS[kind])} - {"time", "kimg"}
    values = {
        "MetricMeasured": {"lite0", "u2netp", "inception", "training", "quick", "full", "diversity", "fid"},
        "RunFinished": {"done", "stopped", "interrupted"},
    }
    check(row("events.jsonl", kind), own, values.get(kind, ()))


def test_there_are_no_other_events() -> None:
    listed = re.findall(r"^\| `(\w+)`", section("events.jsonl"), re.MULTILINE)
    assert listed == list(events.KINDS)


def test_requests_and_state() -> None:
    check(row(RUN, "requests/"), requests.KINDS)
    check(row(RUN, "state.json"), (field.name for field in fields(RunState)), {"memory", "disk", "null"})


def test_a_run_and_its_snapshot(tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", make_dataset(tmp_path / "set.zip"))
    lengthen(run, 0.08)
    branch = create_branch(tmp_path / "branch", run.path, ["optimizer.kind=rmsprop"])
    document, branched = run.read_run(), branch.read_run()["branched"]
    written = {*document, *document["dataset"], *document["resolved"], *document["versions"], "branched", *branched[0]}
    written |= {RECORD}
    check(section("run.json"), written, {"auto", "processes", "RolledBack", *branched[0]["afresh"]})
    facts = json.loads((run.snapshots()[-1].path / FACTS).read_text("utf-8"))
    inner = {*facts, *facts["state"], *facts["files"]["generator.safetensors"]} - {"generator.safetensors"}
    check(between("Snapshot", "- `training.safetensors`", "A file whose length"), inner)
    card = between("Snapshot", "- `generator.safetensors`", "- `training.safetensors`")
    check(card, ModelCard.model_fields, {METADATA_KEY, CONTENT, "projected"})


def test_a_dataset(tmp_path: Path) -> None:
    check(row(DATASET, "options"), BakeOptions.model_fields)
    drawn = []
    for number in range(3):
        path = tmp_path / "art" / f"{number}.png"
        path.parent.mkdir(exist_ok=True)
        draw_shape(48, number, number).save(path)
        framed = [{"kind": "frame", "options": {"fit": "crop"}}]
        drawn.append(
            SourcePicture(
                path, path.name, label="shape", tags=("round",), steps=framed, group="shapes", held_out=number == 2
            )
        )
    options = BakeOptions(labels="folders", augment=(Augment(operation="mirror"),))
    made = bake(drawn, tmp_path / "set.zip", options, advice={"mirror": True})
    head = json.loads(zipfile.ZipFile(made.path).read("maquette.json"))
    rows = {
        name for line in section(DATASET).splitlines() if line.startswith("| `") for name in names(line.split("|")[1])
    }
    assert head.keys() <= rows
    kept = {key for picture in head["pictures"].values() for key in picture}
    assert kept >= {"augmentation", "after", "group", "class", "tags", "steps", "held_out"}
    check(between(DATASET, "Each picture has", "`steps` are the same"), kept | Augment.model_fields.keys(), {"augment"})


@pytest.mark.parametrize("kind", picture_edits.KINDS)
def test_steps_of_a_picture(kind: str) -> None:
    said = row(DATASET, kind)
    model = {
        "cut": picture_edits.Cut,
        "background": picture_edits.Background,
        "mask": picture_edits.Mask,
        "frame": picture_edits.Frame,
    }[kind]
    check(said, {*model.model_fields, *(picture_edits.Stroke.model_fields if kind == "mask" else ())})


def test_an_experiment() -> None:
    written = {*directory.Plan.model_fields, *directory.ArmPlan.model_fields}
    check(row("Experiment", "experiment.json"), written)
    example = re.search(r"```toml\n(.*?)```", section("Experiment"), re.DOTALL)
    assert example
    keys = set(re.findall(r"^(\w+) =", example[1], re.MULTILINE)) | {"arms"}
    assert keys == {*definitions.Definition.model_fields, *definitions.Arm.model_fields}


def test_a_picture_recipe() -> None:
    check(section("Picture recipe").split("In version 1")[0], set(PictureRecipe.model_fields), {"maquette"})


def test_a_point() -> None:
    parts = (point.Point, point.Mix, point.Shift, point.Drag, point.Graft, point.Handle, point.Mask)
    kinds = {part.model_fields["kind"].default for part in parts if "kind" in part.model_fields}
    check(section("Point"), {name for part in parts for name in part.model_fields} | kinds, {"fixed", "off"})
