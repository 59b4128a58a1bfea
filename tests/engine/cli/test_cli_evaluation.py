"""`gan-engine evaluate`, and what the studio asks for: numbers with all that belongs to them, limits in words."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from gan_engine.latent.seeds import latents
from gan_engine.metrics.names import MEASURES
from gan_engine.service.calls import Call
from gan_engine.service.methods import perform
from gan_engine.service.open_models import OpenModels
from gan_engine.service.server import METHODS
from tests.engine.cli.test_cli_training import Terminal
from tests.engine.dataset_support import make_dataset, write_archive
from tests.engine.latent_support import write_generator, write_snapshot, write_tiny
from tests.engine.metrics_support import tiny_lite0
from tests.engine.training_support import run_training


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(autouse=True)
def small_network() -> Iterator[None]:
    with tiny_lite0():
        yield


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=110)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(tmp_path_factory.mktemp("läufe"))


def test_a_snapshot_is_measured(engine: Terminal, model: Path, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "measures.json"
    assert engine("evaluate", model, dataset, "--samples", 100, "--json", "--out", out) == 0
    document = engine.json
    assert json.loads(out.read_bytes()) == document
    assert document["dataset"]["count"] == 110
    (snapshot,) = document["snapshots"]
    assert (snapshot["name"], snapshot["kimg"], snapshot["size"]) == ("000012", 12.0, 32)
    names = [result["metric"] for result in snapshot["results"]]
    assert names == ["kid-lite0", "fd-lite0", "precision", "recall", "diversity", "originality"]
    for result in snapshot["results"]:
        assert result["network"] == "lite0"
        assert result["samples"] == 100
        assert isinstance(result["uncertainty"], float)
    assert engine("evaluate", model, dataset, "--samples", 100, "--json") == 0
    again = engine.json["snapshots"][0]["results"]
    assert [each["value"] for each in again] == [each["value"] for each in snapshot["results"]], "the same noise"


def test_several_are_compared_in_a_table(engine: Terminal, model: Path, dataset: Path, tmp_path: Path) -> None:
    other = write_generator(tmp_path / "other", seed=4, classes=("a", "b"))
    assert engine("evaluate", model, other, dataset, "--samples", 100, "--metrics", "kid-lite0,pr,fid") == 0
    assert "000012" in engine.out
    assert "other" in engine.out
    assert "KID (Lite0)" in engine.out
    assert "EfficientNet-Lite0" in engine.out
    assert "±" in engine.out
    assert "100 designs, 110 of the set" in engine.out
    assert "96 MB" in engine.err, "what could not be measured is said"


def test_a_class_is_measured_by_itself(engine: Terminal, tmp_path: Path) -> None:
    names = ("cats", "robots")
    dataset = make_dataset(tmp_path / "classed.zip", count=201, classes=names)
    model = write_generator(tmp_path / "classed", classes=names)
    common = ("evaluate", model, dataset, "--samples", 100, "--metrics", "kid-lite0")
    assert engine(*common, "--class", 1, "--json") == 0
    (alone,) = engine.json["snapshots"]
    assert alone["class"] == "robots"
    (result,) = alone["results"]
    assert (result["real"], result["note"].partition("alone.")[0]) == (100, "Of the class “robots” ")
    assert engine(*common, "--json") == 0
    (whole,) = engine.json["snapshots"]
    assert "class" not in whole
    assert whole["results"][0]["real"] == 201
    assert whole["results"][0]["value"] != result["value"]
    assert engine(*common, "--class", "each") == 0
    assert [line for line in engine.out.splitlines() if line.startswith("Class ")] == ["Class cats", "Class robots"]
    assert engine(*common, "--class", "dogs") == 1
    assert "has no class “dogs”" in engine.err
    other = write_generator(tmp_path / "plain")
    assert engine("evaluate", other, dataset, "--samples", 100, "--class", "cats") == 1
    assert "trained without classes" in engine.err


def test_what_cannot_be_is_said_in_a_line(engine: Terminal, model: Path, dataset: Path, tmp_path: Path) -> None:
    few = make_dataset(tmp_path / "few.zip", count=12)
    assert engine("evaluate", model, few) == 1
    assert "at least 50 pictures" in engine.err
    assert engine("evaluate", model, dataset, "--metrics", "fid") == 1
    assert "fd-lite0" in engine.err
    assert engine("evaluate", model, dataset, "--metrics", "beauty") == 1
    assert "beauty" in engine.err
    assert engine("evaluate", model) == 2
    assert engine("evaluate", tmp_path / "nowhere", dataset) == 1
    assert "no snapshot" in engine.err
    (tmp_path / ".writing-1234-000200").mkdir()
    assert engine("evaluate", tmp_path / ".writing-1234-000200", dataset) == 1
    assert "still being written" in engine.err
    wrong = tmp_path / "weights.pth"
    wrong.write_bytes(b"not these")
    assert engine("evaluate", model, dataset, "--weights", wrong) == 1
    assert "Traceback" not in engine.err


# What the studio asks for


def asked(method: str, *arrays: np.ndarray, **params: object) -> tuple[dict[str, object], list[np.ndarray]]:
    assert method in METHODS
    header, parts = perform(OpenModels(), Call(1, arrays, lambda header, parts: None), method, params)
    assert "result" in header, header
    return header["result"], list(parts)


def test_the_nearest_training_pictures_of_designs(dataset: Path) -> None:
    with open_dataset(dataset) as opened:
        pictures = np.stack([opened.read(index).transpose(1, 2, 0) for index in (3, 77)])
    values, (shown,) = asked("nearest", pictures, dataset=str(dataset), count=2)
    found = values["nearest"]
    assert [row[0]["index"] for row in found] == [3, 77]  # type: ignore[index, union-attr]
    assert [row[0]["near_copy"] and row[0]["ratio"] < 0.01 for row in found] == [True, True]  # type: ignore[union-attr]
    assert (values["looked_at"], values["of"]) == (110, 110)
    assert shown.shape == (4, 32, 32, 3)
    np.testing.assert_array_equal(shown[2], pictures[1])


def test_the_nearest_training_pictures_of_a_models_points(model: Path, dataset: Path) -> None:
    values, (shown,) = asked("nearest", dataset=str(dataset), model=str(model), seeds=[1, 2, 3], count=3)
    assert len(shown) == 9
    for row in values["nearest"]:  # type: ignore[attr-defined]
        assert [each["distance"] for each in row] == sorted(each["distance"] for each in row)
        assert not row[0]["near_copy"]
    z = latents([1, 2, 3], 8)
    assert asked("nearest", z, dataset=str(dataset), model=str(model), count=3)[0] == values
    header, _ = perform(OpenModels(), Call(1, (z, z), print), "nearest", {"dataset": str(dataset), "model": str(model)})
    assert "as one array" in header["error"]["what"]


def test_what_a_discriminator_sees(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    picture = np.random.default_rng(0).integers(0, 256, (1, 50, 50, 3), dtype=np.uint8)
    values, (maps,) = asked("feature_maps", picture, network=str(run.path), most=3)
    layers: Any = values["layers"]
    heights = [layer["height"] for layer in layers]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] < 32
    assert (values["layer"], values["of"]) == (layers[0]["name"], layers[0]["channels"])
    assert maps.shape == (3, heights[0], heights[0])
    assert (maps.min(), maps.max()) == (0, 255)
    values, (maps,) = asked("feature_maps", picture, network=str(run.path), layer=layers[-1]["name"])
    assert maps.shape == (len(values["channels"]), heights[-1], heights[-1])  # type: ignore[arg-type]
    for params, words in (({"layer": "nose"}, "nose"), ({}, "was not kept")):
        header, _ = perform(
            OpenModels(), Call(1, [picture], lambda *a: None), "feature_maps", {"network": str(run.path), **params}
        )
        assert words in header["error"]["what"]
        (run.snapshots()[-1].path / "training.safetensors").unlink(missing_ok=True)


def test_what_the_feature_network_sees() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (1, 20, 20, 3), dtype=np.uint8)
    values, (maps,) = asked("feature_maps", picture, most=4)
    assert values["layers"] == [{"name": "first", "channels": 12, "height": 6, "width": 6}]
    assert (values["layer"], values["of"], len(set(values["channels"]))) == ("first", 12, 4)  # type: ignore[call-overload]
    assert maps.shape == (4, 6, 6)


def test_measures_explain_themselves() -> None:
    values, _ = asked("measures")
    assert {"fid", "kid-lite0", "originality"} <= {each["name"] for each in values["measures"]}  # type: ignore[attr-defined]
    assert values["usual"] == ["kid-lite0", "fd-lite0", "pr", "diversity", "originality"]
    assert values["weights"]["installed"] is False  # type: ignore[index]
    assert asked("measure_weights")[0] == {"installed": False}


def test_an_evaluation_for_the_studio_is_kept_with_its_run(dataset: Path, tmp_path: Path) -> None:
    """In a process of its own, which has the real feature network; told of as it goes on."""
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    told = []
    call = Call(1, [], lambda header, parts: told.append(header))
    params: dict[str, Any] = {
        "snapshots": [str(run.path)],
        "dataset": str(dataset),
        "metrics": ["kid-lite0"],
        "samples": 50,
    }
    params["keep"] = True
    header, _ = perform(OpenModels(), call, "evaluate", params)
    document = header["result"]
    assert document["snapshots"][0]["results"][0]["metric"] == "kid-lite0"
    assert any(answer["progress"][1] in (50, 110) for answer in told if "progress" in answer)
    kept = json.loads((run.path / "evaluations" / f"{run.snapshots()[-1].name}.json").read_bytes())
    assert kept["snapshots"] == document["snapshots"]


def test_what_a_discriminator_sees_with_alpha(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "set", count=8, size=ImageShape.square(32, channels=4))
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    opaque = np.full((1, 50, 50, 4), 255, np.uint8)
    opaque[..., :3] = np.random.default_rng(0).integers(0, 256, (1, 50, 50, 3))
    _, (maps,) = asked("feature_maps", opaque, network=str(run.path))
    _, (same,) = asked("feature_maps", opaque[..., :3].copy(), network=str(run.path))
    np.testing.assert_array_equal(maps, same)
    opaque[:, :25, :, 3] = 0
    _, (maps,) = asked("feature_maps", opaque, network=str(run.path))
    assert not np.array_equal(maps, same), "what is see-through is seen to be"


def test_classes_that_are_too_rare_are_named_beside_those_that_are_measured(engine: Terminal, tmp_path: Path) -> None:
    names = ["cats", "robots"]
    art = make_dataset(tmp_path / "art.zip", count=104, classes=names)
    with zipfile.ZipFile(art) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    labels = json.loads(files["dataset.json"])
    labels["labels"] = [[name, int(number < 10)] for number, (name, _) in enumerate(labels["labels"])]  # ten robots
    uneven = write_archive(tmp_path / "uneven.zip", files | {"dataset.json": json.dumps(labels).encode()})
    model = write_tiny(tmp_path / "model", "dcgan", classes=names)
    assert engine("evaluate", model, uneven, "--samples", 50, "--metrics", "kid-lite0", "--class", "each") == 0
    assert engine.out.count("50 designs") == 1
    assert "“robots”" in engine.err


def test_help_names_every_measure(engine: Terminal) -> None:
    assert engine("evaluate", "--help") == 0
    said = re.sub(r"-\s+", "-", engine.out)  # names are parted at their dashes
    assert all(re.search(rf"(?<![\w-]){name}(?![\w-])", said) for name in MEASURES)


def test_near_copies_are_said_whoever_looks(engine: Terminal, model: Path, dataset: Path) -> None:
    assert engine("evaluate", model, dataset, "--samples", 50, "--metrics", "originality-u2netp") == 0
    assert "Near-copies" in engine.out
