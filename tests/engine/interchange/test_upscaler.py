"""A network of one's own enlarges; needs the extra part, and is passed over without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gan_engine.errors import ModelError
from gan_engine.interchange.exports.upscaler import open_upscaler

pytest.importorskip("spandrel", reason="the optional extra “upscale” is not installed")


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SRVGGNet as small as can be, its weights at random."""
    import torch
    from safetensors.torch import save_file
    from spandrel.architectures.Compact.__arch.SRVGG import SRVGGNetCompact

    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("networks") / "tiny.safetensors"
    save_file(SRVGGNetCompact(num_feat=8, num_conv=2, upscale=2).state_dict(), path)
    return path


def test_tiles_join_without_a_seam(network: Path) -> None:
    upscale = open_upscaler(network, "cpu")
    picture = np.random.RandomState(0).randint(0, 256, (40, 300, 3)).astype(np.uint8)
    whole = upscale(picture)
    assert whole.shape == (80, 600, 3)
    part = upscale(np.ascontiguousarray(picture[:, 200:]))  # the seam of the whole, at 256, lies in its midst
    assert np.abs(whole[:, 440:].astype(int) - part[:, 40:]).max() <= 1


def test_what_is_no_upscaler_is_refused_in_words(network: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    save_file({"weight": torch.zeros(3)}, tmp_path / "other.safetensors")
    (tmp_path / "torn.safetensors").write_bytes(network.read_bytes()[:-10])
    (tmp_path / "program.pth").write_bytes(b"x")
    for name in ("other.safetensors", "torn.safetensors", "program.pth", "gone.safetensors"):
        with pytest.raises(ModelError) as said:
            open_upscaler(tmp_path / name, "cpu")
        assert said.value.kept
        assert said.value.do
