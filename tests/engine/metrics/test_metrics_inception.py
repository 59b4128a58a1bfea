"""The official network: its form, its resizing, the file of its weights, none of which is needed to test them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from gan_engine import downloads
from gan_engine.errors import DownloadError, ModelError
from gan_engine.metrics import inception
from gan_engine.metrics.backbones import backbone, names
from gan_engine.metrics.inception import InceptionNetwork, resized_as_tensorflow


@pytest.fixture(scope="module")
def network() -> InceptionNetwork:
    """With random weights."""
    torch.manual_seed(0)
    network = InceptionNetwork().eval()
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
    return network


def test_it_has_the_tensors_of_the_official_file(network: InceptionNetwork) -> None:
    """Their bytes are the file's, but for its list of contents; names and shapes are those of the public graph."""
    tensors = {name.removeprefix("stages."): tensor for name, tensor in network.state_dict().items()}
    weights = {name: tensor for name, tensor in tensors.items() if "num_batches" not in name}
    held = sum(tensor.numel() * tensor.element_size() for tensor in weights.values())
    assert held == 95_541_568
    assert 0 < inception.WEIGHTS.bytes - held < 100_000  # type: ignore[operator]
    assert len(weights) == 472
    assert weights["Mixed_6c.branch7x7dbl_5.conv.weight"].shape == (192, 160, 1, 7)
    assert weights["Mixed_7c.branch3x3dbl_3b.conv.weight"].shape == (384, 384, 3, 1)
    assert weights["fc.weight"].shape == (1008, 2048)


def test_pictures_of_any_size_become_features_and_logits(network: InceptionNetwork, tmp_path: Path) -> None:
    """Through a file of weights: batch by batch the same as one by one."""
    path = tmp_path / "weights.pth"
    tensors = {name.removeprefix("stages."): tensor for name, tensor in network.state_dict().items()}
    torch.save({name: tensor for name, tensor in tensors.items() if "num_batches" not in name}, path)
    built = inception.build(torch.device("cpu"), path)
    pictures = torch.randint(0, 256, (2, 3, 24, 24), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    features = built(pictures)
    assert features.shape == (2, 2048)
    torch.testing.assert_close(built(pictures[1:]), features[1:], rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(built.logits(features), features @ network.fc.weight.T, rtol=1e-4, atol=1e-5)
    assert built.activations(pictures[:1], ["Mixed_6a"])["Mixed_6a"].shape == (1, 768, 17, 17)


def test_resizing_is_tensorflow_1s() -> None:
    """bilinear, from the corner: the first pixel stays, and doubling 0, 8 gives 0, 4, 8, 8."""
    row = torch.tensor([0.0, 8.0]).view(1, 1, 1, 2).expand(1, 1, 2, 2)
    assert resized_as_tensorflow(row, 4)[0, 0, 0].tolist() == [0, 4, 8, 8]
    ramp = torch.arange(8.0).view(1, 1, 1, 8).expand(1, 1, 8, 8)
    assert resized_as_tensorflow(ramp, 2)[0, 0, 0].tolist() == [0, 4], "nothing is smoothed when it shrinks"
    square = torch.randint(0, 256, (1, 3, 9, 9)).float()
    assert torch.equal(resized_as_tensorflow(square, 9), square)


def test_without_weights_it_says_what_works_instead() -> None:
    assert "inception" in names()
    assert not inception.is_installed()
    with pytest.raises(ModelError, match="kid-lite0") as caught:
        backbone("inception")
    assert "github.com" in caught.value.do


def test_another_file_is_not_taken_for_the_weights(tmp_path: Path) -> None:
    wrong = tmp_path / "weights.pth"
    wrong.write_bytes(bytes(100))
    with pytest.raises(DownloadError):
        downloads.adopt(inception.WEIGHTS, wrong)
    assert not inception.is_installed()
    with pytest.raises(ModelError, match="cannot be used"):
        inception.build(torch.device("cpu"), wrong)
    torch.save({"Conv2d_1a_3x3.conv.weight": torch.zeros(32, 3, 3, 3)}, wrong)
    with pytest.raises(ModelError, match="cannot be used"):
        inception.build(torch.device("cpu"), wrong)


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("trap-was-sprung"),)  # type: ignore[return-value]


def test_nothing_in_the_file_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"fc.weight": _Trap()}, tmp_path / "weights.pth")
    with pytest.raises(ModelError):
        inception.build(torch.device("cpu"), tmp_path / "weights.pth")
    assert not (tmp_path / "trap-was-sprung").exists()


def test_a_file_that_rotted_is_found_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Right length, wrong bytes."""
    data = np.random.default_rng(0).bytes(1000)
    small = downloads.Download("x", "https://example.org/w.pth", 1000, hashlib.sha256(data).hexdigest(), "", "")
    monkeypatch.setattr(inception, "WEIGHTS", small)
    path = downloads.path_of(small)
    path.parent.mkdir(parents=True)
    path.write_bytes(data[::-1])
    assert inception.is_installed()
    with pytest.raises(DownloadError):
        inception.build(torch.device("cpu"))
