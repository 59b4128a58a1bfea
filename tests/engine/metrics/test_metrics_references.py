"""The set's side: computed once, kept by digest, gone on from, and never believed when damaged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_engine.curation.framing import resample
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.references import ReferenceBuilder, cache_folder, order_of
from gan_engine.reporting import Cancelled
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive
from tests.engine.metrics_support import tiny


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with open_dataset(make_dataset(tmp_path / "shapes.zip", count=40)) as opened:
        yield opened


@pytest.fixture
def network() -> Backbone:
    return tiny(torch.device("cpu"))


def test_rows_are_the_features_of_the_pictures_they_name(dataset: Dataset, network: Backbone) -> None:
    reference = ReferenceBuilder(dataset, network).build()
    assert sorted(reference.indices) == list(range(40))
    picture = torch.from_numpy(dataset.read(int(reference.indices[7])))[None]
    torch.testing.assert_close(reference.features[7], network(picture)[0])


def test_a_longer_one_goes_on_from_a_shorter(dataset: Dataset, network: Backbone) -> None:
    short = ReferenceBuilder(dataset, network, most=15).build()
    longer = ReferenceBuilder(dataset, network)
    assert longer.done == 15
    whole = longer.build()
    assert torch.equal(whole.features[:15], short.features)
    assert len(whole.features) == 40
    again = ReferenceBuilder(dataset, network, most=15)
    assert again.done == 15
    assert len(again.reference().features) == 15


def test_what_was_done_when_it_is_cancelled_is_kept(dataset: Dataset, network: Backbone) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if done >= 16:
            raise Cancelled

    with pytest.raises(Cancelled):
        ReferenceBuilder(dataset, network).build(report)
    assert ReferenceBuilder(dataset, network).done == 16


@pytest.mark.parametrize("damage", ["cut", "flipped", "other", "nothing"])
def test_a_damaged_file_is_made_anew(dataset: Dataset, network: Backbone, damage: str) -> None:
    sound = ReferenceBuilder(dataset, network).build()
    (file,) = cache_folder().iterdir()
    data = bytearray(file.read_bytes())
    if damage == "cut":
        data = data[:-100]
    elif damage == "flipped":
        data[-50] ^= 0x10
    elif damage == "other":
        data = data.replace(dataset.digest.encode(), b"0" * 64)
    else:
        data = bytearray()
    file.write_bytes(bytes(data))
    builder = ReferenceBuilder(dataset, network)
    assert builder.done == 0
    assert torch.equal(builder.build().features, sound.features)
    assert ReferenceBuilder(dataset, network).done == 40


def test_a_full_disk_is_no_reason_to_stop(dataset: Dataset, network: Backbone, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert len(ReferenceBuilder(dataset, network, folder=tmp_path / "file").build().features) == 40


def test_another_dataset_size_or_part_has_its_own(dataset: Dataset, network: Backbone, tmp_path: Path) -> None:
    ReferenceBuilder(dataset, network).build()
    assert ReferenceBuilder(dataset, network, grid=(16, 16)).done == 0
    with open_dataset(make_dataset(tmp_path / "others.zip", count=41)) as others:
        assert ReferenceBuilder(others, network).done == 0
    small = ReferenceBuilder(dataset, network, grid=(16, 16)).build()
    picture = np.ascontiguousarray(dataset.read(int(small.indices[0])).transpose(1, 2, 0))
    seen = torch.from_numpy(resample(picture, 16, 16)).permute(2, 0, 1)[None]
    torch.testing.assert_close(small.features[:1], network(seen))


def test_held_out_pictures_are_a_part_of_their_own(network: Backbone, tmp_path: Path) -> None:
    files = {f"00000/img{index:08d}.png": png_bytes(draw_shape(32, index, 0)) for index in range(6)}
    files |= {f"held-out/img{index:08d}.png.held": png_bytes(draw_shape(32, 50 + index, 1)) for index in range(4)}
    files["dataset.json"] = json.dumps({"labels": None}).encode()
    with open_dataset(write_archive(tmp_path / "set.zip", files)) as dataset:
        reference = ReferenceBuilder(dataset, network, part="held-out").build()
        assert (reference.part, reference.of, len(reference.features)) == ("held-out", 4, 4)
        picture = torch.from_numpy(dataset.read_held_out(int(reference.indices[0])))[None]
        torch.testing.assert_close(reference.features[:1], network(picture))


def test_the_order_is_mixed_and_the_same_everywhere() -> None:
    assert list(order_of("a" * 64, 8)) == list(order_of("a" * 64, 8)) != list(range(8))
    assert list(order_of("b" * 64, 8)) != list(order_of("a" * 64, 8))


def test_the_folder_does_not_grow_for_ever(
    dataset: Dataset, network: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest go first; what was just made stays."""
    ReferenceBuilder(dataset, network).build()
    (first,) = cache_folder().iterdir()
    monkeypatch.setattr("gan_engine.metrics.references._MOST_BYTES", 2 * first.stat().st_size + 100)
    for size in (16, 8):
        ReferenceBuilder(dataset, network, grid=(size, size)).build()
    assert not first.exists()
    assert (
        ReferenceBuilder(dataset, network, grid=(8, 8)).done
        == ReferenceBuilder(dataset, network, grid=(16, 16)).done
        == 40
    )
