"""The full form: faults that an artist meets are told apart, each by the measure that should, and limits are said."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.errors import MeasureError
from gan_engine.metrics.designs import Designs
from gan_engine.metrics.full_measure import Evaluation
from gan_engine.metrics.names import MEASURES, RESULTS, USUAL_PROJECTED, parse_names
from gan_engine.metrics.results import Refusal, Result
from gan_engine.reporting import Cancelled
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive
from tests.engine.metrics_support import LinearGenerator, Recited, tiny_lite0

ALL = ["kid-lite0", "fd-lite0", "pr", "diversity", "originality", "mifid-lite0"]
COUNT = 120


def shapes(first: int, count: int = COUNT) -> np.ndarray:
    """uint8 [N, 3, 32, 32], as `make_dataset` draws them from `first` on."""
    pictures = [np.asarray(draw_shape(32, index, index % 3)) for index in range(first, first + count)]
    return np.stack(pictures).transpose(0, 3, 1, 2).copy()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    with open_dataset(make_dataset(tmp_path_factory.mktemp("set") / "shapes.zip", count=COUNT)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def small_network() -> Iterator[None]:
    with tiny_lite0():
        yield


def measured(dataset: Dataset, pictures: np.ndarray, names: list[str] = ALL, **values: int) -> dict[str, Result]:
    evaluation = Evaluation(names, dataset, samples=len(pictures), device="cpu")
    outcomes = evaluation.measure(Designs(Recited(pictures), seed=0, **values))
    return {each.metric: each for each in outcomes if isinstance(each, Result)}


def test_each_fault_is_told_by_the_measure_that_should(dataset: Dataset) -> None:
    fresh = measured(dataset, shapes(1000))
    collapsed = measured(dataset, np.repeat(shapes(1000, 4), COUNT // 4, axis=0))
    doubled = measured(dataset, np.repeat(shapes(1000, COUNT // 2), 2, axis=0))
    blurred = measured(
        dataset,
        np.stack([cv2.GaussianBlur(p.transpose(1, 2, 0), (0, 0), 3).transpose(2, 0, 1) for p in shapes(1000)]),
    )
    noise = np.random.default_rng(0).normal(0, 3, (COUNT, 3, 32, 32))
    recited = measured(dataset, (shapes(0) + noise).clip(0, 255).astype(np.uint8))

    distance, error = fresh["kid-lite0"].value, fresh["kid-lite0"].uncertainty
    assert error is not None
    assert abs(distance) < 4 * error, "fresh pictures of the same kind are at no distance"
    assert blurred["kid-lite0"].value > distance + 4 * error
    assert blurred["fd-lite0"].value > 2 * fresh["fd-lite0"].value
    assert blurred["precision"].value < fresh["precision"].value - 0.3

    assert collapsed["recall"].value < fresh["recall"].value / 2
    assert collapsed["precision"].value > 0.5
    assert collapsed["diversity"].details["share"] < fresh["diversity"].details["share"] - 0.1
    assert collapsed["fd-lite0"].value > fresh["fd-lite0"].value

    assert doubled["recall"].value < fresh["recall"].value, "half the variety"

    assert recited["originality"].value < 0.6 < fresh["originality"].value
    assert recited["originality"].details["near_copies"] > fresh["originality"].details["near_copies"] + 0.3
    assert recited["fd-lite0"].value < fresh["fd-lite0"].value, "no distance sees that it is a copy"
    punished = recited["mifid-lite0"].value / recited["fd-lite0"].value
    assert punished > 2 * fresh["mifid-lite0"].value / fresh["fd-lite0"].value


def test_the_judge_tells_a_collapse_and_copies_without_the_teacher(dataset: Dataset) -> None:
    fresh = measured(dataset, shapes(1000), list(USUAL_PROJECTED))
    collapsed = measured(dataset, np.repeat(shapes(1000, 4), COUNT // 4, axis=0), list(USUAL_PROJECTED))
    recited = measured(dataset, shapes(0), ["originality-u2netp"])
    assert {result.network for result in (fresh | collapsed | recited).values()} == {"u2netp"}
    assert {"precision-u2netp", "recall-u2netp"} <= fresh.keys() <= RESULTS.keys()
    assert collapsed["recall-u2netp"].value < fresh["recall-u2netp"].value / 2
    assert collapsed["diversity-u2netp"].details["share"] < fresh["diversity-u2netp"].details["share"] - 0.1
    assert recited["originality-u2netp"].details["near_copies"] == 1.0


def test_every_result_says_what_it_is_of(dataset: Dataset) -> None:
    results = measured(dataset, shapes(1000, 100))
    assert set(results) == {"precision", "recall", *ALL} - {"pr"}
    for result in results.values():
        assert result.metric in RESULTS
        assert (result.network, result.samples, result.real, result.part) == ("lite0", 100, COUNT, "training")
        assert result.uncertainty is not None
        assert result.uncertainty >= 0
        assert result.seconds > 0
        json.dumps(result.document(), allow_nan=False)
    assert "1,280" in results["fd-lite0"].note, "few pictures are said"


def test_held_out_pictures_are_used_and_named(tmp_path: Path) -> None:
    files = {f"00000/img{i:08d}.png": png_bytes(draw_shape(32, i, i % 3)) for i in range(110)}
    files |= {f"held-out/img{i:08d}.png.held": png_bytes(draw_shape(32, 500 + i, i % 3)) for i in range(50)}
    files["dataset.json"] = json.dumps({"labels": None}).encode()
    with open_dataset(write_archive(tmp_path / "set.zip", files)) as dataset:
        results = measured(dataset, shapes(0, 100))
        assert (results["kid-lite0"].part, results["kid-lite0"].real) == ("held-out", 50)
        assert (results["fd-lite0"].part, results["fd-lite0"].real) == ("training", 110), "too few for what is biased"
        assert results["originality"].part == "training"
        assert results["originality"].details["held_out"] > 0.6, "what a fresh picture has"


def test_too_few_pictures_are_said_with_the_number_needed(dataset: Dataset, tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "few.zip", count=30)) as few:
        outcomes = Evaluation(ALL, few, samples=100, device="cpu").measure(Designs(Recited(shapes(0, 100)), seed=0))
    assert all(isinstance(each, Refusal) for each in outcomes)
    assert {each.metric for each in outcomes} == set(ALL)
    assert "50" in outcomes[0].what  # type: ignore[union-attr]
    assert "30" in outcomes[0].what  # type: ignore[union-attr]
    refusals = {each.metric: each for each in Evaluation(ALL, dataset, samples=60).refusals()}
    assert set(refusals) == {"fd-lite0", "pr", "mifid-lite0"}
    assert "100" in refusals["pr"].what


def test_official_names_mean_the_official_network(dataset: Dataset) -> None:
    """Without its weights they are refused, with what does instead; the rest goes on."""
    outcomes = Evaluation(["fid", "is", "kid", "kid-lite0"], dataset, samples=100, device="cpu").measure(
        Designs(Recited(shapes(1000, 100)), seed=0)
    )
    refused, *_, result = outcomes
    assert isinstance(refused, Refusal)
    assert "96 MB" in refused.what
    assert "fd-lite0" in refused.do
    assert isinstance(result, Result)
    assert result.metric == "kid-lite0"


def test_a_dataset_of_another_size_is_resized_and_that_is_said(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "large.zip", count=60, size=64)) as large:
        results = measured(large, shapes(0, 100), ["kid-lite0"])
    assert "64 px" in results["kid-lite0"].note
    assert "32 px" in results["kid-lite0"].note


def test_the_same_designs_for_the_same_seed_however_many() -> None:
    generator = LinearGenerator(8, 16)
    few = np.concatenate([part.numpy() for part in Designs(generator, seed=5, batch=3).pictures(7)])
    many = np.concatenate([part.numpy() for part in Designs(generator, seed=5, batch=16).pictures(20)])
    assert np.abs(few.astype(int) - many[:7]).max() <= 1
    assert Designs(generator, seed=5).classes(4) is None
    generator.class_count = 3
    drawn = Designs(generator, seed=5, shares=[1, 0, 3]).classes(400)
    assert drawn is not None
    counts = np.bincount(drawn.numpy(), minlength=3)
    assert counts[1] == 0
    assert 2 < counts[2] / counts[0] < 4.5


def test_it_can_be_cancelled(dataset: Dataset) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if what == "designs" and done:
            raise Cancelled

    with pytest.raises(Cancelled):
        Evaluation(ALL, dataset, samples=100, device="cpu").measure(
            Designs(Recited(shapes(0, 100)), seed=0, batch=10), report
        )


def test_path_length_is_told_with_its_space(dataset: Dataset) -> None:
    outcomes = Evaluation(["ppl"], dataset, samples=100, device="cpu").measure(Designs(LinearGenerator(8, 16), seed=0))
    (result,) = outcomes
    assert isinstance(result, Result)
    assert result.value > 0
    assert (result.samples, result.real, result.network) == (100, 0, "lite0")
    assert "in z" in result.note


def test_names_are_checked() -> None:
    assert parse_names("KID-lite0, pr,pr") == ["kid-lite0", "pr"]
    with pytest.raises(MeasureError, match="fdi"):
        parse_names("fdi")
    with pytest.raises(MeasureError):
        parse_names(",")
    for measure in MEASURES.values():
        assert not measure.instead or measure.instead in MEASURES


def degenerate() -> dict[str, np.ndarray]:
    """Pictures of next to nothing, uint8 [N, 3, 32, 32] each."""
    one = shapes(0, 1)
    return {
        "one and the same": np.repeat(one, COUNT, axis=0),
        "two in turn": np.tile(shapes(0, 2), (COUNT // 2, 1, 1, 1)),
        "white": np.full((COUNT, 3, 32, 32), 255, np.uint8),
        "black": np.zeros((COUNT, 3, 32, 32), np.uint8),
        "single colours": np.broadcast_to(
            np.arange(COUNT, dtype=np.uint8)[:, None, None, None], (COUNT, 3, 32, 32)
        ).copy(),
        "one among the same": np.concatenate([np.repeat(one, COUNT - 1, axis=0), shapes(5, 1)]),
    }


@pytest.mark.parametrize("of_set", degenerate())
def test_of_next_to_nothing_every_measure_is_a_number_or_says_why_not(tmp_path: Path, of_set: str) -> None:
    files = {f"{index:03}.png": png_bytes(Image.fromarray(picture.transpose(1, 2, 0)))
             for index, picture in enumerate(degenerate()[of_set])}  # fmt: skip
    names = [*ALL, "ppl"]
    with open_dataset(write_archive(tmp_path / "a.zip", files)) as dataset:
        for pictures in degenerate().values():
            evaluation = Evaluation(names, dataset, samples=COUNT, device="cpu")
            outcomes = evaluation.measure(Designs(Recited(pictures), seed=0))
            assert {each.metric for each in outcomes} == {*names, "precision", "recall"} - {"pr"}
            for each in outcomes:
                json.dumps(each.document(), allow_nan=False)
                if isinstance(each, Refusal):
                    assert each.what
                    assert each.do
                    continue
                assert math.isfinite(each.value), each
                assert each.uncertainty is None or math.isfinite(each.uncertainty), each
                assert all(map(math.isfinite, each.details.values())), each


def test_sixty_copies_of_one_picture_have_no_originality(tmp_path: Path) -> None:
    files = {f"{index:03}.png": png_bytes(draw_shape(32, 0, 0)) for index in range(60)}
    with open_dataset(write_archive(tmp_path / "a.zip", files)) as dataset:
        evaluation = Evaluation(["originality"], dataset, samples=60, device="cpu")
        (outcome,) = evaluation.measure(Designs(Recited(shapes(0, 60)), seed=0))
    assert isinstance(outcome, Refusal)
    assert "all the same" in outcome.what
