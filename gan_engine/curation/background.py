"""Taking a figure off its ground.

Two ways, for neither is best everywhere: "flood" follows the ground in from the border and is exact on plain or evenly
shaded grounds; "u2netp" is a small trained network that knows what figures look like, for busy ones. Everything runs on
this machine, and the network's file is checked before it is used.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import logging
import os
import sys
import threading
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

import resources
from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten

BACKGROUND_METHODS: Mapping[str, str] = {
    "flood": "Plain grounds: follow the ground's colour in from the border",
    "u2netp": "Busy grounds: a small network finds the figure (a quarter of a second a picture)",
}

_log = logging.getLogger(__name__)

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_TOLERANCE = 7.0  # distance in Lab (CIE76; 2.3 is just noticeable) that is still the ground
_MOST_TOLERANCE = 20.0  # on noisy grounds
_SMALL = 256  # the ground is learnt at this size at most: it is smooth
_ROUNDS = 12  # of following it further
_BORDER = 2  # pixels from the edge that are taken for ground until they prove not to be
_BAND = 2  # pixels on each side of the outline that may be mixed from figure and ground
_LEAST_FIGURE = 0.0005  # of the picture; below this nothing was found


def remove_background(picture: Picture, method: str) -> Picture:
    """HxWx4, the ground transparent. A picture that has a transparent ground already keeps it as it is.

    Where no figure is found the picture stays whole. Raises ConfigurationError for an unknown method, ModelError for a
    model that is missing or damaged.
    """
    if method not in BACKGROUND_METHODS:
        ways = ", ".join(BACKGROUND_METHODS)
        raise ConfigurationError(
            f"“{method}” is not a way to remove backgrounds.", field="remove_background", do=f"Use one of: {ways}."
        )
    if picture.shape[2] == 4 and _is_cut_out(picture):
        return picture
    flat = flatten(picture)
    cut = _flood(flat) if method == "flood" else _by_network(flat)
    if np.count_nonzero(cut[..., 3] > 127) < _LEAST_FIGURE * cut.shape[0] * cut.shape[1]:
        cut[..., 3] = 255
        cut[..., :3] = flat
    return cut


def _is_cut_out(picture: Picture) -> bool:
    """Whether a good part of the border is transparent already."""
    alpha = picture[..., 3]
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    return bool(np.mean(edge < 128) > 0.1)


# Flood


def _flood(picture: Picture) -> Picture:
    lab = _lab(picture)
    height, width = lab.shape[:2]
    factor = min(1.0, _SMALL / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], 3)
    ground, tolerance = _ground(small, _noise(lab))
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR).reshape(lab.shape)
    is_ground = _reached_from_border(_distance(lab, ground) <= tolerance)
    return _soft_edge(picture, is_ground, cv2.cvtColor(ground, cv2.COLOR_LAB2RGB) * np.float32(255))


def _lab(picture: Picture) -> Floats:
    lab: Floats = cv2.cvtColor(picture.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    return lab


def _distance(some: Floats, other: Floats) -> Floats:
    distance: Floats = np.sqrt(np.square(some - other).sum(axis=-1))
    return distance


def _noise(lab: Floats) -> float:
    """How far most of the border's pixels lie from the mean of their neighbours."""
    width = min(_BORDER, *lab.shape[:2])
    strips = lab[:width], lab[-width:], lab[:, :width].swapaxes(0, 1), lab[:, -width:].swapaxes(0, 1)
    strays = [_distance(strip, cv2.blur(strip, (9, 1))).ravel() for strip in map(np.ascontiguousarray, strips)]
    return float(np.quantile(np.concatenate(strays), 0.75))


def _ground(lab: Floats, noise: float) -> tuple[Floats, float]:
    """The ground as it would be without the figure, and how far its pixels stray from it.

    First the smooth surface that most of the border agrees on; then, round by round, what has been reached is smoothed
    and followed further, so that shading of any slow kind is learnt from the ground itself.
    """
    tolerance = min(_MOST_TOLERANCE, _TOLERANCE + 2.5 * noise)
    surface = _surface(lab, tolerance)
    ground = surface
    reached = _reached_from_border(_distance(lab, ground) <= tolerance)
    spread = max(lab.shape) / 24
    for _ in range(_ROUNDS):
        known = reached.astype(np.float32)
        weight = cv2.GaussianBlur(known, (0, 0), spread)
        local = cv2.GaussianBlur(lab * known[..., None], (0, 0), spread) / np.maximum(weight, 1e-6)[..., None]
        trust = np.clip(weight * 20, 0, 1)[..., None]  # next to nothing known nearby: the surface
        ground = (trust * local + (1 - trust) * surface).astype(np.float32)
        wider = _reached_from_border(_distance(lab, ground) <= tolerance)
        if np.array_equal(wider, reached):
            break
        reached = wider
    return ground, tolerance


def _surface(lab: Floats, tolerance: float) -> Floats:
    """A constant, else a slope in each channel, fitted to what of the border agrees: the figure may touch it."""
    height, width = lab.shape[:2]
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    terms = np.stack([np.ones_like(across), across, down], axis=-1)
    edge = np.ones((height, width), bool)
    edge[_BORDER:-_BORDER, _BORDER:-_BORDER] = False
    values, places = lab[edge].astype(np.float64), terms[edge]
    plain = _commonest(lab[edge])
    if np.mean(plain) > 0.7:
        surface = np.broadcast_to(values[plain].mean(axis=0), lab.shape)
    else:
        weights = np.ones(len(values))
        for _ in range(20):  # least absolute distances, by reweighting
            root = np.sqrt(weights)[:, None]
            plane = np.linalg.lstsq(places * root, values * root, rcond=None)[0]
            weights = 1 / np.maximum(np.sqrt(np.square(values - places @ plane).sum(axis=1)), 0.5)
        agrees = np.sqrt(np.square(values - places @ plane).sum(axis=1)) <= tolerance
        shaded = np.mean(agrees) > 1.2 * np.mean(plain)
        surface = terms @ plane if shaded else np.broadcast_to(values[plain].mean(axis=0), lab.shape)
    return surface.astype(np.float32)


def _commonest(values: Floats) -> Mask:
    """Which Lab values lie about the commonest one (a coarse histogram's fullest cell and its neighbours)."""
    cells = np.floor(values / 8).astype(np.int64)
    key = (cells[:, 0] << 20) + (cells[:, 1] << 10) + cells[:, 2]
    _, first, counts = np.unique(key, return_index=True, return_counts=True)
    centre = values[key == key[first[counts.argmax()]]].mean(axis=0)
    near: Mask = np.sqrt(np.square(values - centre).sum(axis=1)) <= 2 * _TOLERANCE
    return near


def _reached_from_border(candidate: Mask) -> Mask:
    """The connected part of `candidate` that touches the border (4 neighbours: it does not slip through outlines)."""
    framed = np.pad(candidate, 1, constant_values=True).astype(np.uint8)
    _, labels = cv2.connectedComponents(framed, connectivity=4)
    reached: Mask = labels[1:-1, 1:-1] == labels[0, 0]
    return reached


def _soft_edge(picture: Picture, is_ground: Mask, ground: Floats) -> Picture:
    """Alpha and clean colours along the outline, where each pixel is a mixture c = a f + (1 - a) g.

    f is taken from the nearest pixel well inside the figure. Thin strokes have no inside: their darkest part stands in.
    """
    cut: Picture = np.dstack([picture, np.where(is_ground, 0, 255).astype(np.uint8)])
    figure = ~is_ground
    kernel = np.ones((2 * _BAND + 1, 2 * _BAND + 1), np.uint8)
    inside = cv2.erode(figure.astype(np.uint8), kernel, borderValue=1).astype(bool)
    near = cv2.dilate(figure.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    band = near & ~inside
    if not inside.any() or not band.any():
        return cut
    away, labels = cv2.distanceTransformWithLabels(
        (~inside).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    source = np.zeros(int(labels.max()) + 1, np.int64)  # the label of each inside pixel, to its place
    source[labels[inside]] = np.flatnonzero(inside)
    band &= away <= 3 * _BAND
    own = picture[band].astype(np.float32)
    full = picture.reshape(-1, 3)[source[labels[band]]].astype(np.float32)
    back = ground[band]
    contrast = full - back
    strength = np.square(contrast).sum(axis=1)
    mixed = ((own - back) * contrast).sum(axis=1) / np.maximum(strength, 1)
    alpha = np.clip(mixed, 0, 1)
    # a pixel that is no mixture of the two (an outline of another colour) belongs to the figure
    rest = np.sqrt(np.square(own - back - alpha[:, None] * contrast).sum(axis=1))
    solid = (rest > 24) & figure[band]
    alpha = np.where(solid | (strength < 400), figure[band].astype(np.float32), alpha)
    weight = np.maximum(alpha, 1 / 255)[:, None]
    clean = np.clip((own - (1 - weight) * back) / weight, 0, 255)
    cut[band, :3] = np.where((alpha > 0.02)[:, None], clean + 0.5, own).clip(0, 255).astype(np.uint8)
    cut[band, 3] = (alpha * 255 + 0.5).astype(np.uint8)
    return cut


# Network

_running = threading.Lock()


def _by_network(picture: Picture) -> Picture:
    session = load_u2netp(resources.ROOT / "models" / "u2netp.onnx")
    with _running:  # it uses several threads by itself, and some 200 MB
        mask = session.predict(Image.fromarray(picture))[0]
    return np.dstack([picture, np.asarray(mask, np.uint8)])


@functools.lru_cache(maxsize=1)
def load_u2netp(model: Path) -> Any:
    """The rembg session of `model`, whose SHA-256 stands in the file of the same name with `.sha256` added.

    Nothing is ever downloaded. Raises ModelError where the file is missing or not the one it should be.
    """
    wanted = _checksum(model)
    try:
        data = model.read_bytes()
    except OSError as error:
        raise _model_error(model, "is missing or cannot be read") from error
    if hashlib.sha256(data).hexdigest() != wanted:
        raise _model_error(model, "is damaged: its checksum is not the right one")
    try:
        import onnxruntime

        _skip_alpha_matting()
        from rembg.sessions.u2netp import U2netpSession
    except (ImportError, SystemExit) as error:  # rembg ends the program where onnxruntime is missing
        raise _model_error(model, "cannot be used: rembg or onnxruntime is not installed properly") from error

    class Session(U2netpSession):  # type: ignore[misc]
        @classmethod
        def download_models(cls, *args: Any, **kwargs: Any) -> str:
            return str(model)  # rembg's own would look in the user's folders and on the network

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, min(4, os.cpu_count() or 1))
    options.inter_op_num_threads = 1
    _log.info("background model %s loaded", model.name)
    return Session("u2netp", options, providers=["CPUExecutionProvider"])


def _skip_alpha_matting() -> None:
    """Make rembg's sessions importable without the rest of it.

    rembg itself brings its alpha matting along, which we never ask for: 350 MB of compilers and, on a machine that
    has not run it before, the better part of a minute of compiling before the first picture.
    """
    if "rembg" in sys.modules:
        return
    found = importlib.util.find_spec("rembg")
    if found is None:
        raise ImportError("rembg is not installed")
    package = types.ModuleType("rembg")
    package.__path__ = list(found.submodule_search_locations or ())
    package.__spec__ = found
    sys.modules["rembg"] = package


def _checksum(model: Path) -> str:
    path = model.with_name(model.name + ".sha256")
    try:
        return path.read_text("utf-8").split()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise _model_error(path, "is missing or cannot be read") from error


def _model_error(path: Path, trouble: str) -> ModelError:
    return ModelError(
        f"Backgrounds cannot be removed with u2netp: {path} {trouble}.",
        kept="Your pictures are untouched.",
        do="Install Maquette again, or use “flood”.",
    )
