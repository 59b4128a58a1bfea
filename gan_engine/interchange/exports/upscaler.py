"""Enlarging by a network of one's own: whatever super-resolution network spandrel reads, as safetensors.

spandrel is an optional extra (`pip install maquette[upscale]`), asked for only when an upscaler is. Its files come from
strangers: they are read as tensors by our own reader, so nothing in them is ever run.
"""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gan_engine import upscalers
from gan_engine.errors import EngineError, ModelError
from gan_engine.picture_modes import Picture
from gan_engine.upscalers import Upscale

EXTRA = "upscale"
_TILE = 256  # px a side: what is computed at once stays small whatever the picture
_OVERLAP = 16  # px of each neighbour seen too, so that no seam shows; usual networks look about that far
_WITHOUT = "“Smooth” and “sharp pixels” enlarge without it."


def open_upscaler(path: Path, device: str = "auto") -> Upscale:
    """The network in the safetensors file at `path`, as a function on pictures.

    Raises `ModelError` where spandrel is not installed, or the file is missing, damaged, or no network of a kind that
    it reads.
    """
    try:
        import spandrel
    except ImportError as error:
        raise ModelError(
            "Enlarging by a network of your own needs the extra part “spandrel”, which is not installed.",
            kept=_WITHOUT,
            do=f"Install it: pip install maquette[{EXTRA}]",
        ) from error
    from gan_engine.device import choose_device
    from gan_engine.training.tensor_files import read_header, read_tensors

    if path.suffix.lower() != ".safetensors":
        raise ModelError(
            f"“{path.name}” is no safetensors file: other kinds can hold programs, and are not opened.",
            kept=_WITHOUT,
            do="Most upscalers are offered as safetensors too, and programs that run them can convert.",
        )
    chosen = choose_device(device)
    try:
        tensors = read_tensors(path, read_header(path))
    except EngineError as error:
        raise ModelError(f"The upscaler cannot be read. {error.what}", kept=_WITHOUT, do="Choose another.") from error
    try:
        network: Any = spandrel.ModelLoader().load_from_state_dict(tensors)
    except Exception as error:  # whatever stands in the tensors' names, spandrel stumbles in its own ways
        raise _foreign(path) from error
    if not isinstance(network, spandrel.ImageModelDescriptor) or network.input_channels != 3 or network.scale < 2:
        raise _foreign(path)
    network.to(chosen).eval()
    return _Upscaler(network, chosen)


def keep_upscaler(file: Path) -> str:
    """Keep the network for sets that are baked with it, once it was seen to be one; its mark (`BakeOptions.upscaler`).

    Raises as `open_upscaler` and `upscalers.keep` do.
    """
    open_upscaler(file, "cpu")
    return upscalers.keep(file)


@functools.lru_cache(maxsize=1)  # previews ask for the same again and again
def open_kept(mark: str) -> Upscale:
    """The network that `mark` means, for threads of any number: it computes one picture at a time.

    Raises `ModelError` where it is not on this machine, or not what it was.
    """
    upscale, turn = open_upscaler(upscalers.found(mark)), threading.Lock()

    def in_turn(picture: Picture) -> Picture:
        with turn:
            return upscale(picture)

    return in_turn


def _foreign(path: Path) -> ModelError:
    return ModelError(
        f"“{path.name}” is no network that enlarges colour pictures, or of a kind that is not known.",
        kept=_WITHOUT,
        do="Choose another.",
    )


class _Upscaler:
    """Enlarges tile by tile."""

    def __init__(self, network: Any, device: Any) -> None:
        self._network = network
        self._device = device

    def __call__(self, picture: Picture) -> Picture:
        scale: int = self._network.scale
        height, width = picture.shape[:2]
        large = np.empty((height * scale, width * scale, 3), np.uint8)
        for top in range(0, height, _TILE):
            for left in range(0, width, _TILE):
                bottom, right = min(top + _TILE, height), min(left + _TILE, width)
                first_row, first_column = max(0, top - _OVERLAP), max(0, left - _OVERLAP)
                seen = picture[first_row : bottom + _OVERLAP, first_column : right + _OVERLAP]
                made = self._made(seen)
                row, column = (top - first_row) * scale, (left - first_column) * scale
                large[top * scale : bottom * scale, left * scale : right * scale] = made[
                    row : row + (bottom - top) * scale, column : column + (right - left) * scale
                ]
        return large

    def _made(self, picture: npt.NDArray[np.uint8]) -> Picture:
        import torch

        numbers = torch.from_numpy(np.ascontiguousarray(picture)).to(self._device)
        with torch.inference_mode():
            made = self._network(numbers.permute(2, 0, 1)[None].float() / 255)
        pixels = (made[0].nan_to_num(0).clamp(0, 1) * 255 + 0.5).to(torch.uint8).permute(1, 2, 0)
        drawn: Picture = pixels.contiguous().cpu().numpy()
        return drawn
