"""A loaded generator in use: latents in, pictures out, the same picture for the same latent each time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import torch

from gan_engine.device import choose_device, device_name
from gan_engine.documents import as_text
from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.networks import registry
from gan_engine.networks.bases import Generator, count_parameters
from gan_engine.pictures import digest
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.training.snapshots import ModelCard, find_generator, load_generator

_BATCH_PIXELS = {"cpu": 2**18, "cuda": 2**23, "mps": 2**21}
"""Pixels drawn at once: enough to keep the device busy, few enough that nobody waits long to be next."""
_LARGEST_BATCH = 64


class Session:
    """One generator on one device. Not for two threads at a time."""

    def __init__(self, generator: Generator, card: ModelCard, file: Path, device: torch.device) -> None:
        generator.fix_weights()
        self._generator = generator
        self._device = device
        self.path = file
        self.digest = digest(file)
        """SHA-256 of the generator's file: what a picture recipe names its model by."""
        self.name = model_name(file)
        self.family = card.family
        self.kimg = card.kimg
        self.size = card.size
        self.z_dim = card.z_dim
        self.class_names = card.class_names
        self.truncation = registry.family(card.family).supports.truncation
        """Whether `psi` means anything to this network."""
        self.parameters = count_parameters(generator)
        pixels = _BATCH_PIXELS.get(device.type, _BATCH_PIXELS["cpu"])
        self.batch = max(1, min(_LARGEST_BATCH, pixels // self.size**2))
        """Designs drawn at once."""

    @classmethod
    def open(cls, path: Path, device: str = "auto") -> Self:
        """Load the generator at `path`: its file, a snapshot's folder, or a run.

        Raises `SnapshotError` if there is none or it is damaged, `ConfigurationError` if there is no such device.
        """
        chosen = choose_device(device)
        file = find_generator(Path(path)).absolute()
        generator, card = load_generator(file, chosen)
        return cls(generator, card, file, chosen)

    @property
    def device(self) -> str:
        """The device's name for people."""
        return device_name(self._device)

    def class_index(self, name: str | None) -> int | None:
        """The number of a class; None for a network without classes; without a name, the first class.

        Raises `ConfigurationError` for a class that the network does not know.
        """
        if not self.class_names:
            if name is not None:
                raise ConfigurationError(f"“{self.name}” knows no classes.", field="class", do="Leave the class out.")
            return None
        if name is None:
            return 0
        if name not in self.class_names:
            known = ", ".join(self.class_names[:30])
            raise ConfigurationError(
                f"“{self.name}” knows no class “{name}”.", field="class", do=f"Choose of: {known}."
            )
        return self.class_names.index(name)

    def generate(
        self, z: npt.NDArray[np.float32], classes: Sequence[str | None] | None = None, psi: float = 1.0
    ) -> npt.NDArray[np.uint8]:
        """The pictures [N,size,size,3] of the latents `z` [N,z_dim], each of the class named at its place.

        `psi` (1: as drawn, 0: the mean design) means nothing to a family without truncation. The same latents give the
        same pixels on one machine; drawn beside others, with another number of threads or elsewhere, a pixel may differ
        by a level of 256, where rounding leads across from one to the next. Raises `ConfigurationError` for a wrong
        class, `SnapshotError` for latents of another width.
        """
        parts = list(self.batches(z, classes, psi))
        return np.concatenate(parts) if parts else np.zeros((0, self.size, self.size, 3), np.uint8)

    def batches(
        self, z: npt.NDArray[np.float32], classes: Sequence[str | None] | None = None, psi: float = 1.0
    ) -> Iterator[npt.NDArray[np.uint8]]:
        """As `generate`, at most `batch` pictures at a time, each batch drawn when it is asked for."""
        self.check_latents(z)
        numbers = (
            [self.class_index(name) for name in classes] if classes is not None else [self.class_index(None)] * len(z)
        )
        start = 0
        while start < len(z):
            try:
                made = self._draw(z[start : start + self.batch], numbers[start : start + self.batch], psi)
            except torch.OutOfMemoryError:  # a training may have taken the card: be content with less
                if self.batch == 1:
                    raise
                self.batch //= 2
                with contextlib.suppress(RuntimeError):
                    torch.cuda.empty_cache()
                continue
            start += len(made)
            yield made

    def check_latents(self, z: npt.NDArray[np.float32]) -> None:
        """Raise `SnapshotError` unless `z` is finite and [N,z_dim]."""
        if z.ndim != 2 or z.shape[1] != self.z_dim or not np.isfinite(z).all():
            raise SnapshotError(
                f"These designs come from another network: “{self.name}” takes {self.z_dim} numbers for each."
            )

    @torch.inference_mode()
    def _draw(self, z: npt.NDArray[np.float32], classes: Sequence[int | None], psi: float) -> npt.NDArray[np.uint8]:
        points = torch.from_numpy(np.array(z, np.float32)).to(self._device)
        numbers = torch.tensor(classes, device=self._device) if self.class_names else None
        if self.truncation and psi != 1:
            generator: Any = self._generator  # one of a family that supports truncation
            made = generator.synthesis(generator.styles(points, numbers, psi), "const")
        else:
            made = self._generator(points, numbers)
        made = made.float().nan_to_num(0)
        pictures = (made * 127.5 + 128).clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
        drawn: npt.NDArray[np.uint8] = pictures.contiguous().cpu().numpy()
        return drawn


def model_name(file: Path) -> str:
    """What a generator's file is called among people: run and snapshot where it lies in a run, else its own name."""
    if file.name != GENERATOR:
        return as_text(file.stem)
    snapshot, run = file.parent, file.parent.parent.parent
    in_run = snapshot.parent.name == "snapshots" and run.name
    return as_text(f"{run.name} {snapshot.name}" if in_run else snapshot.name)
