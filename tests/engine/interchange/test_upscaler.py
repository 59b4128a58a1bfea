"""A network of one's own enlarges; needs the extra part, and is passed over without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gan_engine.curation.framing import frame
from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import ModelError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.exports.upscaler import open_upscaler
from gan_engine.pictures import read_picture, write_png
from gan_engine.service import curation, upscaling  # noqa: F401 - their methods enter the table
from gan_engine.service.calls import Call
from gan_engine.service.methods import perform
from gan_engine.service.open_models import OpenModels
from tests.engine.cli.in_process import gan_engine

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


def test_a_set_is_shown_and_baked_enlarged_by_it(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAQUETTE_DATA", str(tmp_path / "data"))
    picture = tmp_path / "art" / "small.png"
    picture.parent.mkdir()
    write_png(picture, np.random.RandomState(1).randint(0, 256, (32, 32, 3)).astype(np.uint8))
    wanted = frame(read_picture(picture), ImageShape.square(64), "pad", upscale=open_upscaler(network, "cpu"))
    ended = gan_engine("bake", picture.parent, "set.zip", "--upscaler", network, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    with open_dataset(tmp_path / "set.zip") as dataset:
        mark = dataset.head["options"]["upscaler"]
        baked = dataset.read(0).transpose(1, 2, 0)
    header, _ = perform(OpenModels(), Call(1, (), lambda header, arrays: None), "keep_upscaler", {"file": str(network)})
    assert header["result"] == {"upscaler": mark, "name": "tiny"}
    item = {"path": str(picture), "source_name": "small.png"}
    options = {"size": 64, "upscaler": mark}
    call = Call(2, (), lambda header, arrays: None)
    _, arrays = perform(OpenModels(), call, "preview", {"picture": item, "options": options})
    for made in (baked, arrays[1]):
        assert np.abs(made.astype(int) - wanted).max() <= 1
