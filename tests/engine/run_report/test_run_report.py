"""Reports: one page that needs nothing else, whatever lies in a run; bounded, escaped, honest."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gan_engine.errors import RunError
from gan_engine.pictures import encode_webp
from gan_engine.run_report.report import write_report
from gan_engine.runs.ballots import ballot
from gan_engine.runs.events import Event, MetricMeasured, Progress, RunStarted, SampleSaved
from gan_engine.runs.run_directory import GENERATOR, RunDirectory, RunState
from tests.engine.training_support import run_training

EARLIER = Path(__file__).parents[2] / "data" / "earlier"
SIDE = 16


class Reader(HTMLParser):
    """A page's tags in order, found to be closed as they were opened, and its texts."""

    VOID = frozenset({"meta", "img", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def document(**changes: Any) -> dict[str, Any]:
    """A run.json."""
    return {
        "version": 1,
        "created": "2026-11-29T10:00:00+00:00",
        "recipe": "quick-look",
        "configuration": {"family": "dcgan", "size": SIDE, "kimg": 100.0, "batch": 16, "network": {"z_dim": 8}},
        "dataset": {"path": "/nowhere/art.zip", "name": "art", "digest": "d" * 64, "count": 1200, "size": SIDE},
        "snapshot": None,
        "resolved": {"device_name": "CPU", "precision": "fp32"},
        "versions": {"maquette": "0.1.0"},
        **changes,
    }


def make_run(
    path: Path, *, events: Sequence[Event] = (), samples: int = 4, noise: bool = False, side: int = SIDE, **changes: Any
) -> RunDirectory:  # fmt: skip
    """A run of 100 kimg with sample sheets of 4 x 2 designs, snapshots at 50 and 100, a measure of each."""
    run = RunDirectory.create(path, document(**changes))
    chance = np.random.default_rng(1)
    with run.hold():
        run.append_event(RunStarted(time=0, kimg=0, total_kimg=100, device="CPU", precision="fp32",
                                    generator_parameters=1_200_000, discriminator_parameters=900_000))  # fmt: skip
        for step in range(40):
            run.append_event(
                Progress(time=step, kimg=step * 2.5, step=step, losses={"generator": 1 + chance.random(),
                         "discriminator": chance.random()}, scores={"real": 0.8, "fake": 0.2}))  # fmt: skip
        for number in range(samples):
            kimg = float(round(100 * number / max(1, samples - 1)))
            sheet = np.full((2 * side, 4 * side, 3), 20 * number, np.uint8)
            if noise:
                sheet = chance.integers(0, 256, sheet.shape).astype(np.uint8)
            file = f"samples/{kimg:06.0f}.webp"
            (run.path / file).write_bytes(encode_webp(sheet))
            run.append_event(SampleSaved(time=number, kimg=kimg, file=file, columns=4, rows=2))
        for kimg, value in ((50.0, 0.2), (100.0, 0.1)):
            name = f"{kimg:06.0f}"
            (run.snapshots_folder / name).mkdir()
            (run.snapshots_folder / name / GENERATOR).write_bytes(b"g")
            run.append_event(MetricMeasured(time=kimg, kimg=kimg, metric="kid-lite0", value=value, uncertainty=0.01,
                             network="lite0", samples=256, real=1200, part="training", form="quick",
                             snapshot=name))  # fmt: skip
        for event in events:
            run.append_event(event)
        run.write_state(RunState(status="finished", kimg=100, total_kimg=100, seconds=7200, best_snapshot="000100"))
    return run


def read(path: Path) -> Reader:
    return Reader(path.read_text("utf-8"))


def written(tmp_path: Path, *runs: RunDirectory, most_bytes: int = 10**6) -> Reader:
    return read(write_report([run.path for run in runs], tmp_path / "report.html", most_bytes=most_bytes))


def test_it_says_what_on_what_how_long_and_how_well(tmp_path: Path) -> None:
    page = written(tmp_path, make_run(tmp_path / "00002-red-knights"))
    for words in (
        "red knights", "DCGAN trained on 1,200 pictures of “art” at 16 px, by the recipe “Quick look”", "2 h",
        "0.1000 ± 0.0100", "256", "EfficientNet-Lite0", "1,200 pictures", "1.2 million", "Batch",
        "Who made the pictures, and what may be done with them, is not written",
    ):  # fmt: skip
        assert words in page.text, words
    shown = [each["alt"] for each in page.all("img")]
    assert shown[0].startswith("8 designs at 100 kimg")
    assert shown[1:] == ["Designs at 0 kimg", "Designs at 33 kimg", "Designs at 67 kimg", "Designs at 100 kimg"]
    assert len(page.all("svg")) == 3


def test_it_needs_nothing_else_and_runs_nothing(tmp_path: Path) -> None:
    page = written(tmp_path, make_run(tmp_path / "run"))
    assert not {"script", "link", "iframe", "object", "embed", "a", "form"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("href", "srcset", "action")]
        assert attributes.get("src", "data:image/webp;base64,").startswith("data:image/webp;base64,")
    style = "".join(page.texts)
    assert "url(" not in style
    assert "@import" not in style
    policy = next(each["content"] for each in page.all("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for each in page.all("img"):
        with Image.open(io.BytesIO(base64.b64decode(each["src"].partition(",")[2]))) as image:
            assert image.format == "WEBP"
            assert image.size == (int(each["width"]), int(each["height"]))


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00\x1b[31m\udce4\u202eevil&amp;"


def test_hostile_names_are_texts_wherever_they_stand(tmp_path: Path) -> None:
    dataset = {**document()["dataset"], "name": HOSTILE, "class_names": [HOSTILE], "count": HOSTILE, "size": HOSTILE}
    branched = [{"run": "/x", "name": HOSTILE, "snapshot": HOSTILE, "kimg": 5, "changed": {HOSTILE: [HOSTILE, 1]}}]
    configuration = {"family": HOSTILE, "size": HOSTILE, HOSTILE: HOSTILE, "network": {HOSTILE: HOSTILE}}
    event = MetricMeasured(time=1, kimg=100, metric="kid-lite0", value=0.1, network=HOSTILE, samples=3, part=HOSTILE,
                           form="quick", snapshot="000100")  # fmt: skip
    run = make_run(
        tmp_path / "run", events=[event], dataset=dataset, branched=branched, configuration=configuration,
        recipe=HOSTILE, snapshot=HOSTILE, created=HOSTILE, versions={HOSTILE: HOSTILE},
        resolved={"device_name": HOSTILE, "precision": [HOSTILE]},
    )  # fmt: skip
    other = make_run(tmp_path / "other", dataset=dataset, configuration=configuration, recipe=HOSTILE)
    for page in (written(tmp_path, run), written(tmp_path, run, other)):
        assert not {"script", "x"} & {tag for tag, _ in page.tags}
        assert not [each for _, each in page.tags if any(name.startswith("on") for name in each)]
        assert all(each["src"].startswith("data:image/webp") for each in page.all("img"))
        assert "<script>alert(1)</script>" in page.text  # shown as it is
    raw = (tmp_path / "report.html").read_text("utf-8")
    assert not re.search("[\x00-\x08\x1b\u202e\ud800-\udfff]", raw)


def test_credits_beside_the_dataset_are_quoted(tmp_path: Path) -> None:
    (tmp_path / "art.zip").write_bytes(b"")
    (tmp_path / "art.credits.txt").write_text("Drawn by Ada <ada@example.org>, CC BY 4.0", "utf-8")
    facts = {**document()["dataset"], "path": str(tmp_path / "art.zip")}
    page = written(tmp_path, make_run(tmp_path / "run", dataset=facts))
    assert "Drawn by Ada <ada@example.org>, CC BY 4.0" in page.text
    assert "is not written" not in page.text


def test_its_pictures_keep_within_their_size_and_it_says_so(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", samples=12, noise=True, side=128)
    large = written(tmp_path, run, most_bytes=4_000_000)
    small = written(tmp_path, run, most_bytes=200_000)
    taken = [sum(len(each["src"]) for each in page.all("img")) for page in (large, small)]
    assert 200_000 < taken[0] < 4_000_000
    assert taken[1] < 200_000
    assert len(small.all("img")) == len(large.all("img")) == 9
    assert "of at most 200 KB" in small.text


def test_a_long_run_makes_no_long_page(tmp_path: Path) -> None:
    events: list[Event] = [
        Progress(time=step, kimg=100 + step / 10, step=step, losses={"generator": step % 7}) for step in range(20_000)
    ]
    page = written(tmp_path, make_run(tmp_path / "run", events=events))
    longest = max(len(each["points"].split()) for each in page.all("polyline") + page.all("polygon"))
    assert longest <= 520
    assert (tmp_path / "report.html").stat().st_size < 150_000


def test_several_are_told_of_side_by_side(tmp_path: Path) -> None:
    plain = make_run(tmp_path / "plain")
    configuration = {**document()["configuration"], "mirror": True, "batch": 8}
    mirrored = make_run(tmp_path / "mirrored", configuration=configuration)
    page = written(tmp_path, plain, mirrored)
    assert "Two trainings" in page.text
    assert "“plain”, “mirrored”, on the same pictures." in page.text
    assert "In what they differ" in page.text
    cells = [text for text in page.texts if text in ("Batch", "16", "8")]
    assert cells[:3] == ["Batch", "16", "8"]
    strong = [page.tags[index + 1][0] for index, (tag, _) in enumerate(page.tags) if tag == "td"]
    assert "strong" not in strong, "as good as each other: none is called the best"


def test_one_that_stands_apart_is_the_best(tmp_path: Path) -> None:
    better = MetricMeasured(time=1, kimg=100, metric="kid-lite0", value=0.02, uncertainty=0.01, network="lite0",
                            samples=256, form="quick", snapshot="000100")  # fmt: skip
    raw = tmp_path / "report.html"
    written(tmp_path, make_run(tmp_path / "plain"), make_run(tmp_path / "other", events=[better]))
    assert "<strong>0.0200 ± 0.0100</strong>" in raw.read_text("utf-8")


def test_the_artists_choice_and_its_ancestors_are_told(tmp_path: Path) -> None:
    branched = [{"run": "/x/00001-first", "name": "00001-first", "snapshot": "000020", "kimg": 20,
                 "changed": {"optimizer.learning_rate": [0.002, 0.001]}}]  # fmt: skip
    run = make_run(tmp_path / "run", branched=branched)
    votes = ballot.begin(run.path, ["000050", "000100"])
    ballot.write(run.path, votes.cast("left" if votes.next().left == "000050" else "right"))
    page = written(tmp_path, run)
    assert "1 blind choices between pairs of 2 snapshots" in page.text
    assert "the choice" in page.text
    assert "went on from 20 kimg with Learning rate: 0.002 → 0.001" in page.text


@pytest.mark.parametrize("kind", ["dcgan", "stylegan2"])
@pytest.mark.parametrize("version", ["2026-11-21", "2026-11-29"])
def test_runs_of_earlier_versions_are_told_of(tmp_path: Path, version: str, kind: str) -> None:
    page = read(write_report([EARLIER / version / kind], tmp_path / "report.html"))
    assert len(page.all("img")) >= 1
    assert "Losses" in page.text


def test_what_is_missing_or_damaged_is_left_out(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run")
    outside = tmp_path / "outside.webp"
    outside.write_bytes(encode_webp(np.zeros((32, 64, 3), np.uint8)))
    with run.hold():
        for kimg, file, columns in ((101, "../outside.webp", 4), (102, "samples/gone.webp", 4), (103, "", -1)):
            run.append_event(SampleSaved(time=kimg, kimg=kimg, file=file, columns=columns, rows=2))
    (run.samples_folder / "000033.webp").write_bytes(b"no picture")
    page = written(tmp_path, run)
    assert [each["alt"] for each in page.all("img")][1:] == [
        "Designs at 0 kimg", "Designs at 67 kimg", "Designs at 100 kimg",
    ]  # fmt: skip
    run.events_file.unlink()
    (run.path / "ballots").mkdir()
    (run.path / "ballots" / "0001.json").write_text("{}")
    run.state_file.write_text("[]")
    page = written(tmp_path, run)
    assert "run" in page.text
    run.run_file.write_text(json.dumps({"version": 1, "configuration": 7, "dataset": [], "branched": "x"}))
    assert written(tmp_path, run).all("h1")
    run.run_file.write_text("torn")
    with pytest.raises(RunError, match="damaged"):
        written(tmp_path, run)


def test_it_is_of_some_runs(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="1 to 24"):
        write_report([], tmp_path / "report.html")
    with pytest.raises(RunError, match="no training"):
        write_report([tmp_path], tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


# At the end of a training


@pytest.mark.parametrize("in_its_way", [False, True])
def test_a_training_writes_it_at_its_end_and_is_done_whatever_happens(
    tmp_path: Path, dataset: Path, in_its_way: bool
) -> None:
    if in_its_way:
        (tmp_path / "run" / "report.html").mkdir(parents=True)
    run = run_training(tmp_path / "run", dataset, kimg=1.0, batch=50, sample_kimg=0.5, snapshot_kimg=1.0)
    assert run.live_status() == "finished"
    if not in_its_way:
        assert "It ran to its end." in read(run.path / "report.html").text


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.engine.dataset_support import make_dataset

    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=20, size=32)
