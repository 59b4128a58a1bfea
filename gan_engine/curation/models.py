"""The networks that find figures: one comes with the program, others are fetched when somebody asks for them.

What is known of each is what the rembg project publishes with its release (address, MD5) and what the file itself was
found to be by many who fetched it (size, SHA-256). A file is looked at to the last byte before it is first used in a
process, and runs on this machine only.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

import resources
from gan_engine import downloads, environment
from gan_engine.downloads import Download
from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]

EMBEDDED = "u2netp"
"""The one that is always there."""

_log = logging.getLogger(__name__)
_RELEASE = "https://github.com/danielgatis/rembg/releases/download/v0.0.0/"
_IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_WITHOUT = "“flood” and “u2netp” work without it."


@dataclass(frozen=True)
class Model:
    """A network: where it comes from and how it wants its pictures."""

    download: Download
    title: str
    side: int = 320
    mean: tuple[float, float, float] = _IMAGENET[0]
    deviation: tuple[float, float, float] = _IMAGENET[1]
    sigmoid: bool = False
    """Whether its answers are logits."""

    @property
    def name(self) -> str:
        return self.download.name


def _model(
    name: str, title: str, sentence: str, size: int, sha256: str, licence: str, file: str = "", **how: Any
) -> Model:
    url = _RELEASE + (file or f"{name}.onnx")
    return Model(Download(name, url, size, sha256, licence, sentence, without=_WITHOUT), title, **how)


MODELS: Mapping[str, Model] = {
    model.name: model
    for model in (
        _model(
            "u2netp", "u2netp", "Small and quick, for figures of all kinds.", 4_574_861,
            "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8", "Apache-2.0",
        ),
        _model(
            "u2net", "u2net", "The large form of u2netp: finer outlines, some four times slower.", 175_997_641,
            "8d10d2f3bb75ae3b6d527c77944fc5e7dcd94b29809d47a739a7a728a912b491", "Apache-2.0",
        ),
        _model(
            "u2net_human_seg", "u2net human", "For people: painted or photographed.", 175_997_641,
            "01eb6a29a5c4d8edb30b56adad9bb3a2a0535338e480724a213e0acfd2d1c73c", "Apache-2.0",
        ),
        _model(
            "isnet-general-use", "IS-Net", "For figures of all kinds at three times the detail.", 178_648_008,
            "60920e99c45464f2ba57bee2ad08c919a52bbf852739e96947fbb4358c0d964a", "Apache-2.0",
            side=1024, mean=(0.5, 0.5, 0.5), deviation=(1.0, 1.0, 1.0),
        ),
        _model(
            "isnet-anime", "IS-Net anime", "For drawn characters, anime above all.", 176_069_933,
            "f15622d853e8260172812b657053460e20806f04b9e05147d49af7bed31a6e99", "Apache-2.0",
            side=1024, deviation=(1.0, 1.0, 1.0),
        ),
        _model(
            "birefnet-general-lite", "BiRefNet lite", "The finest outlines, hair too; seconds a picture without a GPU.",
            224_005_088, "5600024376f572a557870a5eb0afb1e5961636bef4e1e22132025467d0f03333", "MIT",
            "BiRefNet-general-bb_swin_v1_tiny-epoch_232.onnx", side=1024, sigmoid=True,
        ),
    )
}  # fmt: skip


def model_of(name: str) -> Model:
    """The model of that name. Raises ConfigurationError."""
    if name not in MODELS:
        raise ConfigurationError(
            f"“{name}” is not a model that finds figures.", field="model", do=f"There are {', '.join(MODELS)}."
        )
    return MODELS[name]


def path_of(name: str) -> Path | None:
    """The file of a model that can be used now, else None."""
    if name == EMBEDDED:
        return resources.ROOT / "models" / "u2netp.onnx"
    return downloads.installed(MODELS[name].download) if name in MODELS else None


def usable() -> list[str]:
    """The names of the models that can be used now."""
    return [name for name in MODELS if path_of(name) is not None]


# ---- running them ---------------------------------------------------------------------------------------------------

_running = threading.Lock()


def find_figure(name: str, picture: Picture) -> Floats:
    """HxW, 0 to 1: how sure the network is that a pixel of HxWx3 belongs to the figure.

    A picture that is not square is filled up to a square with its border's colour, for networks see the world in
    squares. Raises ModelError where the model is not there, damaged, or does not run.
    """
    model = model_of(name)
    run = _session(name)
    height, width = picture.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = picture
    if height != width:
        edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        colour = tuple(float(value) for value in np.median(edge, axis=0))
        square = cv2.copyMakeBorder(
            picture, top, side - height - top, left, side - width - left, cv2.BORDER_CONSTANT, value=colour
        )
    how = cv2.INTER_AREA if side > model.side else cv2.INTER_CUBIC
    values = cv2.resize(square, (model.side, model.side), interpolation=how).astype(np.float32)
    values /= max(float(values.max()), 1.0)
    values = (values - np.array(model.mean, np.float32)) / np.array(model.deviation, np.float32)
    with _running:  # it uses several threads by itself, and hundreds of megabytes
        found = run(np.ascontiguousarray(values.transpose(2, 0, 1)[None], np.float32))
    if model.sigmoid:
        found = 1 / (1 + np.exp(-found.clip(-30, 30)))
    mask = cv2.resize(found, (side, side), interpolation=cv2.INTER_LINEAR).clip(0, 1)
    return np.ascontiguousarray(mask[top : top + height, left : left + width])


def _session(name: str) -> Callable[[Floats], Floats]:
    if name == EMBEDDED:
        return load_u2netp(resources.ROOT / "models" / "u2netp.onnx")
    path = path_of(name)
    if path is None:
        raise not_installed(name)
    facts = path.stat()
    return _load_fetched(name, facts.st_mtime_ns, facts.st_size)


def not_installed(name: str) -> ModelError:
    """What to say where somebody wants to use a model that is not there."""
    download = MODELS[name].download
    return ModelError(
        f"The model {name} is not installed.",
        kept=f"Your pictures are untouched. {download.without}",
        do=f"Fetch it ({downloads.megabytes(download.bytes or 0)}, {download.licence}): gan-engine models get {name}",
    )


@functools.lru_cache(maxsize=2)
def _load_fetched(name: str, changed: int, size: int) -> Callable[[Floats], Floats]:
    """`changed` and `size` make another file of the same name another model."""
    return _load(downloads.check(MODELS[name].download), name)


@functools.lru_cache(maxsize=1)
def load_u2netp(model: Path) -> Callable[[Floats], Floats]:
    """The network in `model`, whose SHA-256 stands in the file of the same name with `.sha256` added.

    Raises ModelError where the file is missing or not the one it should be.
    """
    wanted = _checksum(model)
    try:
        data = model.read_bytes()
    except OSError as error:
        raise _damaged(model, "is missing or cannot be read") from error
    if hashlib.sha256(data).hexdigest() != wanted:
        raise _damaged(model, "is damaged: its checksum is not the right one")
    return _load(data, EMBEDDED)


def _load(model: Path | bytes, name: str) -> Callable[[Floats], Floats]:
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError(
            f"Backgrounds cannot be removed with {name}: onnxruntime is not installed properly.",
            kept="Your pictures are untouched.",
            do="Install Maquette again, or use “flood”.",
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, min(4, os.cpu_count() or 1))
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(*environment.PATIENT_SESSION)
    wanted = [one for one in ("CUDAExecutionProvider",) if one in onnxruntime.get_available_providers()]
    source = model if isinstance(model, bytes) else str(model)
    try:
        session = onnxruntime.InferenceSession(source, options, providers=[*wanted, "CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own kinds of exceptions have no common base
        raise ModelError(
            f"The model {name} cannot be opened ({type(error).__name__}).",
            kept="Your pictures are untouched.",
            do=f"Fetch it again: gan-engine models remove {name}, then get it.",
        ) from error
    _log.info("background model %s loaded on %s", name, session.get_providers()[0])
    given, asked = session.get_inputs()[0].name, [session.get_outputs()[0].name]

    def run(values: Floats) -> Floats:
        try:
            found: Floats = session.run(asked, {given: values})[0]
        except Exception as error:
            raise ModelError(
                f"The model {name} did not run ({type(error).__name__}).",
                kept="Your pictures are untouched.",
                do="Close other programs that need memory, or use another model.",
            ) from error
        return found.reshape(found.shape[-2:]).astype(np.float32)

    return run


def _checksum(model: Path) -> str:
    path = model.with_name(model.name + ".sha256")
    try:
        return path.read_text("utf-8").split()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise _damaged(path, "is missing or cannot be read") from error


def _damaged(path: Path, trouble: str) -> ModelError:
    return ModelError(
        f"Backgrounds cannot be removed with u2netp: {path} {trouble}.",
        kept="Your pictures are untouched.",
        do="Install Maquette again, or use “flood”.",
    )
