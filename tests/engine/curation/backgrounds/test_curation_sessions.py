"""rembg's sessions make the cut-outs: every model of the list, from our own checked files, offline."""

from __future__ import annotations

import hashlib
import io
import json
import socket
import subprocess
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

import resources
from gan_engine import downloads
from gan_engine.curation.backgrounds import models, sessions
from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.curation.backgrounds.sessions import find_figure, session_class
from gan_engine.errors import ConfigurationError, EngineError, ModelError
from gan_engine.picture_modes import Picture

GROUND, FIGURE = (60, 150, 90), (190, 60, 40)
LOGITS = {"birefnet-general-lite"}


class SeesRed(nn.Module):
    """A network with an opinion: `sure` where a pixel is more red than green, else `unsure`."""

    def __init__(self, sure: float, unsure: float, logits: bool) -> None:
        super().__init__()
        answers = torch.tensor([sure, unsure])
        self.answers = torch.logit(answers) if logits else answers

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        red = torch.where(picture[:, :1] > picture[:, 1:2], self.answers[0], self.answers[1])
        return red, 1 - red  # as networks do, it has an answer that nobody uses


def network(sure: float, unsure: float, logits: bool) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            SeesRed(sure, unsure, logits), (torch.zeros(1, 3, 8, 8),), stream, input_names=["in"],
            output_names=["out", "aside"], dynamic_axes={"in": {2: "h", 3: "w"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
    return stream.getvalue()


def install(name: str, data: bytes, patch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make `data` the file of that model, as the list has it and on the disk."""
    patch.setenv("MAQUETTE_DATA", str(tmp_path / "data"))
    real = models.MODELS[name].download
    download = downloads.Download(
        name, real.url, len(data), hashlib.sha256(data).hexdigest(), "Apache-2.0", "Stands in.", without=real.without
    )
    patch.setattr(models, "MODELS", {**models.MODELS, name: models.Model(download, name)})
    if name == models.EMBEDDED:
        patch.setattr(resources, "ROOT", tmp_path / "resources")
        path = tmp_path / "resources" / "models" / "u2netp.onnx"
    else:
        path = downloads.path_of(download)
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def picture(height: int = 96, width: int = 64) -> Picture:
    pixels = np.full((height, width, 3), GROUND, np.uint8)
    pixels[height // 4 : -height // 4, width // 4 : -width // 4] = FIGURE
    return pixels


@pytest.fixture(autouse=True)
def nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Whoever would open a connection, or have rembg download a file, fails."""
    asked: list[str] = []

    def refuse(url: str, *args: object, **kwargs: object) -> str:
        asked.append(url)
        raise AssertionError(f"rembg went for {url}")

    monkeypatch.setattr("pooch.retrieve", refuse)
    monkeypatch.setattr(socket.socket, "connect", None)
    monkeypatch.setenv("U2NET_HOME", str(tmp_path / "rembg"))
    return asked


@pytest.mark.parametrize("name", models.MODELS)
def test_every_model_of_the_list_cuts_out(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(name, network(0.8, 0.2, name in LOGITS), monkeypatch, tmp_path)
    found = find_figure(name, picture())
    assert found.shape == (96, 64)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[40:56, 24:40], 0.8, atol=0.01, err_msg="as sure as the network was")
    np.testing.assert_allclose(found[:12], 0.2, atol=0.01)
    cut = remove_background(picture(), name)
    assert cut[48, 32, 3] == 255
    assert cut[4, 4, 3] == 0
    assert not (tmp_path / "rembg").exists(), "nothing is kept where rembg keeps its own"


@pytest.mark.parametrize("name", models.MODELS)
def test_its_session_is_for_the_very_file_we_check(name: str, nothing_is_fetched: list[str]) -> None:
    session = session_class(name)
    assert session.is_local()
    with pytest.raises(AssertionError):
        session.download_models()
    assert nothing_is_fetched == [models.MODELS[name].download.url]


@pytest.mark.parametrize("name", models.MODELS)
@pytest.mark.parametrize("trouble", ["missing", "changed", "cut short"])
def test_a_file_that_is_not_right_is_our_error_and_rembg_never_sees_it(
    name: str, trouble: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nothing_is_fetched: list[str]
) -> None:
    data = network(0.8, 0.2, name in LOGITS)
    path = install(name, data, monkeypatch, tmp_path)
    find_figure(name, picture())
    if trouble == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:-1] if trouble == "cut short" else bytes([data[0] ^ 1]) + data[1:])
    opened: list[object] = []
    monkeypatch.setattr(sessions, "Session", lambda *given: opened.append(given))
    with pytest.raises(EngineError) as caught:
        find_figure(name, picture())
    assert name in caught.value.what
    assert caught.value.kept
    assert caught.value.do
    assert not opened
    assert not nothing_is_fetched


@pytest.mark.parametrize("name", ["u2netp", "birefnet-general-lite"])
@pytest.mark.parametrize("answers", [(0.1, 0.1), (0.1, 0.05)], ids=["all the same", "hardly different"])
def test_where_a_network_sees_no_figure_none_is_made_of_its_doubts(
    name: str, answers: tuple[float, float], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(name, network(*answers, name in LOGITS), monkeypatch, tmp_path)
    assert find_figure(name, picture()).max() <= 0.11
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    np.testing.assert_array_equal(remove_background(noise, name)[..., 3], 255)


def test_a_file_that_onnxruntime_cannot_open_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install("u2net", b"not a network at all", monkeypatch, tmp_path)
    with pytest.raises(ModelError, match="u2net cannot be opened"):
        find_figure("u2net", picture())


@pytest.mark.parametrize("name", ["bria-rmbg", "atlascloud", "withoutbg", "u2net_custom", "../u2netp"])
def test_what_is_not_in_the_list_is_no_way(name: str) -> None:
    with pytest.raises(ConfigurationError):
        remove_background(picture(), name)
    with pytest.raises(ConfigurationError):
        find_figure(name, picture())


@pytest.mark.parametrize("name", ["atlascloud", "nobody"])
def test_no_session_that_sends_pictures_away_is_ever_made(name: str) -> None:
    with pytest.raises(ModelError, match="rembg does not know it"):
        session_class(name)


def test_a_cut_out_loads_sessions_and_nothing_else_of_rembg() -> None:
    code = """
import json, sys
import numpy as np
from gan_engine.curation.backgrounds.sessions import find_figure
find_figure("u2netp", np.zeros((32, 32, 3), np.uint8))
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout))
    assert "rembg.sessions.u2netp" in loaded
    heavy = {
        "rembg",
        "rembg.bg",
        "pymatting",
        "numba",
        "llvmlite",
        "skimage",
        "matplotlib",
        "requests",
        "torch",
        "onnx",
    }
    assert not heavy & loaded


def test_rembg_itself_can_still_be_imported_afterwards() -> None:
    """The stand-in for its front door is gone once its sessions are there."""
    session_class("u2netp")
    assert "rembg" not in sys.modules or hasattr(sys.modules["rembg"], "remove")
    known: Mapping[str, Any] = sys.modules
    assert "rembg.sessions" in known
