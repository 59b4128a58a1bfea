"""The feature network: the same numbers as its package, whatever the batch, from pictures of any size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from gan_engine.curation.likeness.spaces import DRAWN
from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.metrics.backbones import backbone, lite0
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.lite0 import STYLES, _original, build
from tests.engine.picture_support import painting


@pytest.fixture(scope="module")
def network() -> Backbone:
    return lite0()


def pictures(count: int, size: int = 96) -> Tensor:
    drawn = np.stack([painting(size, size, seed=seed) for seed in range(count)])
    return torch.from_numpy(drawn).permute(0, 3, 1, 2).contiguous()


def test_features_are_those_of_the_package(network: Backbone) -> None:
    original = _original(None)
    inputs = torch.nn.functional.interpolate(
        pictures(2).float(), (224, 224), mode="bicubic", antialias=True, align_corners=False
    ).clamp(0, 255)
    with torch.no_grad():
        wanted = original.extract_features((inputs - 127) / 128).mean(dim=(2, 3))
    found = network(pictures(2))
    assert found.shape == (2, network.dimensions)
    assert torch.allclose(found, wanted, atol=2e-4)


def test_a_picture_has_the_same_features_in_any_company(network: Backbone) -> None:
    together = network(pictures(6))
    alone = torch.cat([network(one[None]) for one in pictures(6)])
    assert torch.allclose(together, alone, atol=1e-4)
    assert network(pictures(1)[:0]).shape == (0, 1280)


def test_pictures_of_any_size_are_brought_to_one(network: Backbone) -> None:
    small, large = network(pictures(1, 64)), network(pictures(1, 300))
    assert small.shape == large.shape
    with pytest.raises(ValueError, match="3, H, W"):
        network(pictures(1)[:, :1])


def test_how_a_picture_is_drawn_stands_after_its_features(network: Backbone) -> None:
    prepared = network.prepare(pictures(3))
    described = network.described(prepared)
    assert torch.allclose(described[:, : network.dimensions], network.of_prepared(prepared), atol=1e-4)
    maps = network.activations(pictures(3), STYLES)
    moments = [(maps[name].mean(dim=(2, 3)), maps[name].flatten(2).std(dim=2, correction=0)) for name in STYLES]
    assert torch.allclose(described[:, network.dimensions :], torch.cat([*moments[0], *moments[1]], dim=1), atol=1e-3)
    assert tuple(len(mean[0]) + len(spread[0]) for mean, spread in moments) == DRAWN


def test_layers_are_seen_by_name(network: Backbone) -> None:
    names = network.layers()
    seen = network.activations(pictures(5, 224), [names[0], "block 3", names[-1]])
    assert seen[names[0]].shape == (5, 32, 112, 112)
    assert seen["block 3"].shape == (5, 24, 56, 56)
    assert torch.allclose(seen[names[-1]].mean(dim=(2, 3)), network(pictures(5, 224)), atol=1e-4)
    with pytest.raises(ConfigurationError, match="no layer"):
        network.activations(pictures(1), ["block 99"])


def test_there_is_one_instance_and_no_other_name(network: Backbone) -> None:
    assert lite0() is network
    assert not any(parameter.requires_grad for layer in network._layers.values() for parameter in layer.parameters())
    with pytest.raises(ConfigurationError, match="no feature network"):
        backbone("vgg")


def test_building_it_leaves_the_random_numbers_alone() -> None:
    torch.manual_seed(1)
    wanted = torch.rand(1)
    torch.manual_seed(1)
    build(torch.device("cpu"))
    assert torch.rand(1) == wanted


@pytest.mark.parametrize("damage", ["missing", "text", "another"])
def test_damaged_weights_are_said_to_be(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "weights.pth"
    if damage == "text":
        path.write_text("no weights")
    elif damage == "another":
        torch.save({"something": torch.zeros(3)}, path)
    with pytest.raises(ModelError, match="EfficientNet-Lite0"):
        build(torch.device("cpu"), path)


def test_u2netp_computes_what_its_file_says(tmp_path: Path) -> None:
    import onnx
    import onnxruntime

    from gan_engine.curation.backgrounds import models
    from gan_engine.metrics import u2netp

    network = backbone("u2netp")
    file = models.path_of(models.EMBEDDED)
    assert file is not None
    whole = onnx.load(file)
    sums = [node.output[0] for node in whole.graph.node if node.op_type == "Add"][:6]
    whole.graph.output.extend(onnx.ValueInfoProto(name=name) for name in sums)
    session = onnxruntime.InferenceSession(whole.SerializeToString())
    pictures = torch.randn(1, 3, 320, 320, generator=torch.Generator().manual_seed(0))
    (encoder,) = network._layers.values()
    assert isinstance(encoder, u2netp._Encoder)
    maps = pictures
    with torch.no_grad():
        for stage, expected in zip(encoder.stages, session.run(sums, {"input.1": pictures.numpy()}), strict=True):
            maps = stage(maps)
            torch.testing.assert_close(maps, torch.from_numpy(expected), rtol=1e-4, atol=1e-4)
    assert network(torch.zeros(2, 3, 64, 64, dtype=torch.uint8)).shape == (2, u2netp.DIMENSIONS)
