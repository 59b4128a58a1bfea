"""rembg's sessions: the one door to them, each fed with a checked file.

rembg is given a file that was checked here, and is never asked what it would find by itself, fetch, or take by default.
"""

from __future__ import annotations

import functools
import importlib.util
import logging
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from gan_engine import downloads, environment, processor
from gan_engine.curation.backgrounds import models
from gan_engine.curation.rim import rim
from gan_engine.downloads import Download
from gan_engine.errors import DownloadError, ModelError
from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]

_THREADS = 4  # more of them make no cut-out come sooner
_ONLY_ERRORS = 3  # of onnxruntime's levels

_log = logging.getLogger(__name__)


_running = threading.Lock()


def find_figure(name: str, picture: Picture) -> Floats:
    """HxW, 0 to 1: how sure the network is that a pixel of HxWx3 belongs to the figure.

    A picture that is not square is filled up to a square with its border's colour, for networks see the world in
    squares. Raises ModelError where the model is not there, damaged, or does not run, DownloadError where what was
    fetched is not the right file any more.
    """
    height, width = picture.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = picture
    if height != width:
        colour = tuple(float(value) for value in np.median(rim(picture), axis=0))
        square = cv2.copyMakeBorder(
            picture, top, side - height - top, left, side - width - left, cv2.BORDER_CONSTANT, value=colour
        )
    with _running:  # it uses several threads by itself, and hundreds of megabytes
        found = _session(name).find(square)
    return np.ascontiguousarray(found[top : top + height, left : left + width])


def _session(name: str) -> Session:
    download = models.model_of(name).download
    path = models.path_of(name)
    try:
        facts = path.stat() if path is not None else None
    except OSError:
        facts = None
    if path is None or facts is None:
        raise _damaged("is missing") if name == models.EMBEDDED else models.not_installed(name)
    return _opened(download, path, facts.st_mtime_ns, facts.st_size)


def forget() -> None:
    """Let the networks go that are open, unless one is at work: each keeps the memory of its largest picture (u2netp
    some 480 MB), and is opened again in a moment."""
    if _running.acquire(blocking=False):
        try:
            _opened.cache_clear()
        finally:
            _running.release()


@functools.lru_cache(maxsize=2)
def _opened(download: Download, path: Path, changed: int, size: int) -> Session:
    """`changed` and `size` make another file of the same name another model, which is looked at again."""
    try:
        downloads.check_file(download, path)
    except (DownloadError, OSError) as error:
        if download.name != models.EMBEDDED:
            raise
        raise _damaged("is damaged: its checksum is not the right one") from error
    return Session(download.name, path)


class Session:
    """A network that finds figures, loaded from its file."""

    def __init__(self, name: str, file: Path) -> None:
        """`file`: whole and the right one, which is the caller's to see to. Raises ModelError."""
        self.name = name
        kind = session_class(name)
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = max(1, min(_THREADS, processor.cores()))
            options.inter_op_num_threads = 1
            options.log_severity_level = _ONLY_ERRORS
            options.add_session_config_entry(*environment.PATIENT_SESSION)
            self._rembg = _on_file(kind, file)(name, options)
        except Exception as error:  # onnxruntime's own kinds of exceptions have no common base
            raise ModelError(
                f"The model {name} cannot be opened ({type(error).__name__}).",
                kept="Your pictures are untouched.",
                do=f"Fetch it again: gan-engine models remove {name}, then get it.",
            ) from error
        _log.info("background model %s loaded on %s", name, self._rembg.inner_session.get_providers()[0])
        self._answers = self._rembg.inner_session = _Answers(self._rembg.inner_session)

    def find(self, picture: Picture) -> Floats:
        """HxW, 0 to 1: how sure the network is that a pixel of HxWx3 belongs to the figure. Raises ModelError.

        rembg stretches each answer from black to white, whatever it was: a picture without any figure would get one.
        What the network answered at least and at most brings that back to how sure it was.
        """
        try:
            with np.errstate(
                invalid="ignore"
            ):  # of an answer that is the same all over, rembg takes zero parts of zero
                (mask,) = self._rembg.predict(Image.fromarray(picture))
        except Exception as error:
            raise ModelError(
                f"The model {self.name} did not run ({type(error).__name__}).",
                kept="Your pictures are untouched.",
                do="Close other programs that need memory, or use another model.",
            ) from error
        # a session that has a `sigmoid` takes logits for what its network answers
        least, most = getattr(self._rembg, "sigmoid", np.asarray)(self._answers.range).clip(0, 1)
        sure: Floats = np.asarray(mask, np.float32) * np.float32((most - least) / 255) + np.float32(least)
        return sure


class _Answers:
    """Between a session of rembg and onnxruntime: asks for the one answer that is used, and remembers its range."""

    def __init__(self, network: Any) -> None:
        self._network = network
        self._wanted = [network.get_outputs()[0].name]
        self.get_inputs = network.get_inputs
        self.range: npt.NDArray[np.float64] = np.zeros(2)
        """The least and the most of the last answer."""

    def run(self, names: None, given: Mapping[str, Floats]) -> list[Floats]:
        """As onnxruntime's own; of U²-Net's seven answers rembg uses the first."""
        answers: list[Floats] = self._network.run(self._wanted, given)
        self.range = np.array([answers[0].min(), answers[0].max()], np.float64)
        return answers


def session_class(name: str) -> Any:
    """rembg's class for a network. Raises ModelError where it has none that works on this machine alone."""
    kind = _session_classes().get(name)
    if kind is None or not kind.is_local() or kind.requires_credentials():
        raise ModelError(
            f"Backgrounds cannot be removed with {name}: rembg does not know it.",
            kept="Your pictures are untouched.",
            do="Install Maquette again, or use “flood”.",
        )
    return kind


@functools.cache
def _session_classes() -> Mapping[str, Any]:
    """By name. Only the package of sessions is loaded: `import rembg` would also load alpha matting and the compiler
    beneath it, for many seconds and several hundred megabytes, of which a cut-out needs nothing.
    """
    package = "rembg"
    try:
        if package in sys.modules:
            from rembg.sessions import sessions
        else:
            sys.modules[package] = importlib.util.module_from_spec(_spec(package))
            try:
                from rembg.sessions import sessions
            finally:
                del sys.modules[package]
    except ImportError as error:
        raise ModelError(
            "Backgrounds cannot be removed with a network: rembg is not installed properly.",
            kept="Your pictures are untouched.",
            do="Install Maquette again, or use “flood”.",
        ) from error
    known: Mapping[str, Any] = sessions
    return known


def _spec(package: str) -> Any:
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return spec


def _on_file(kind: Any, file: Path) -> Any:
    """`kind` without its way to look for a file or to download one: it has this one."""

    class OnFile(kind):  # type: ignore[misc]
        @classmethod
        def download_models(cls, *args: object, **kwargs: object) -> str:
            return str(file)

    return OnFile


def _damaged(trouble: str) -> ModelError:
    return ModelError(
        f"Backgrounds cannot be removed with {models.EMBEDDED}: {models.path_of(models.EMBEDDED)} {trouble}.",
        kept="Your pictures are untouched.",
        do="Install Maquette again, or use “flood”.",
    )
