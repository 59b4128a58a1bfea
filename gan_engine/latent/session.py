"""A loaded generator in use: latents in, pictures out, the same picture for the same latent each time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.alpha import as_levels
from gan_engine.device import choose_device, device_name, processor_threads
from gan_engine.documents import as_text
from gan_engine.errors import SnapshotError
from gan_engine.latent.feature_maps import grids_of_stages, maps_of_stage
from gan_engine.latent.grafting import RowGraft, grafting
from gan_engine.latent.network_inputs import InputMaker, NetworkInput
from gan_engine.latent.point import Point, numbers, single_class
from gan_engine.networks import registry
from gan_engine.networks.bases import Generator, count_parameters
from gan_engine.networks.styles import StyledGenerator
from gan_engine.pictures import digest
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.training.snapshots import ModelCard, find_generator, load_generator

_BATCH_PIXELS = {"cpu": 2**18, "cuda": 2**23, "mps": 2**21}
"""Pixels drawn at once: enough to keep the device busy, few enough that nobody waits long to be next."""
_LARGEST_BATCH = 64
WHY_NOT = {
    "styles": "This network draws from one latent: only the StyleGANs have styles by layers.",
    "maps": "This network draws the picture in one go: it has no feature maps to work on.",
    "classes": "This model was trained without classes.",
    "truncation": "This network has no mean style that designs could be drawn to.",
    "noise": "This network adds no noise to its layers.",
}
"""Of what a model may lack, why its designs cannot be had so."""


class Session:
    """One generator on one device. Not for two threads at a time."""

    def __init__(self, generator: Generator, card: ModelCard, file: Path, device: torch.device) -> None:
        generator.requires_grad_(False)  # first, so that what is fixed carries no slopes of the weights
        generator.fix_weights()
        self.generator = generator
        self.torch_device = device
        self.path = file
        self.digest = digest(file)
        """SHA-256 of the generator's file: what a point names its model by."""
        self.name = model_name(file)
        self.family = card.family
        self.kimg = card.kimg
        self.size = card.size
        self.z_dim = card.z_dim
        self.class_names = card.class_names
        self.truncation = registry.family(card.family).supports.truncation
        """Whether `psi` means anything to this network."""
        self.styled = isinstance(generator, StyledGenerator)
        """Whether it draws from a style for each layer."""
        self.style_resolutions: tuple[int, ...] = (
            tuple(generator.style_resolutions()) if isinstance(generator, StyledGenerator) else ()
        )
        """The resolution at which each layer's style works, as `ImageShape` names it, coarse to fine."""
        self.w_dim: int = generator.mapping.w_dim if isinstance(generator, StyledGenerator) else 0
        """Numbers of a style; 0 without."""
        self.stages = len(generator.stages())
        """How many stages of feature maps it has."""
        self.parameters = count_parameters(generator)
        self._inputs = InputMaker(generator, card.class_names, self.name, device)
        pixels = _BATCH_PIXELS.get(device.type, _BATCH_PIXELS["cpu"])
        self.batch = max(1, min(_LARGEST_BATCH, pixels // self.size.area))
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
        return device_name(self.torch_device)

    @property
    def offers(self) -> dict[str, str]:
        """What can be done with its designs; for each, in words, why not, or nothing where it can."""
        styles = "" if self.styled else WHY_NOT["styles"]
        maps = "" if self.stages else WHY_NOT["maps"]
        return {
            "classes": "" if self.class_names else WHY_NOT["classes"],
            "truncation": "" if self.truncation else WHY_NOT["truncation"],
            "noise": "" if self.styled else WHY_NOT["noise"],
            "mix": styles,
            "direction": "",
            "drag": maps,
            "graft": maps,
        }

    def class_index(self, name: str | None) -> int | None:
        """The number of a class; None for a network without classes; without a name, the first class.

        Raises `ConfigurationError` for a class that the network does not know.
        """
        weights = self._inputs.class_weights(single_class(name))
        return int(weights.argmax()) if len(weights) else None

    def points(
        self, z: npt.NDArray[np.float32], classes: Sequence[str | None] | None = None, psi: float = 1.0
    ) -> list[Point]:
        """The points of the latents `z` [N,z_dim], each of the class named at its place."""
        self.check_latents(z)
        names = classes if classes is not None else [None] * len(z)
        return [Point(z=numbers(row), psi=psi, classes=single_class(name)) for row, name in zip(z, names, strict=True)]

    def generate(
        self, z: npt.NDArray[np.float32], classes: Sequence[str | None] | None = None, psi: float = 1.0
    ) -> npt.NDArray[np.uint8]:
        """The pictures [N,height,width,channels] of the latents `z` [N,z_dim], each of the class named at its place.

        `psi` (1: as drawn, 0: the mean design) means nothing to a family without truncation. Raises as `draw` does.
        """
        return self.pictures(self.points(z, classes, psi))

    def pictures(self, points: Sequence[Point]) -> npt.NDArray[np.uint8]:
        """As `draw`, all at once."""
        parts = list(self.draw(points))
        return np.concatenate(parts) if parts else np.zeros((0, *self.size.array), np.uint8)

    def draw(self, points: Sequence[Point]) -> Iterator[npt.NDArray[np.uint8]]:
        """The pictures of `points`, uint8 [n,height,width,channels], at most `batch` at a time, each when asked for.

        The same points give the same pixels on one machine; drawn beside others, with another number of threads or
        elsewhere, a pixel may differ by a level of 256, where rounding leads across to the next (but see `draw_alone`).
        Raises `ConfigurationError` for a class it does not know, `SnapshotError` for points of another network.
        """
        start = 0
        while start < len(points):
            try:
                made = self.draw_inputs(self.inputs(points[start : start + self.batch]))
            except torch.OutOfMemoryError:  # a training may have taken the card: be content with less
                if self.batch == 1:
                    raise
                self.batch //= 2
                with contextlib.suppress(RuntimeError):
                    torch.cuda.empty_cache()
                continue
            start += len(made)
            yield made

    def draw_alone(self, points: Sequence[Point]) -> Iterator[npt.NDArray[np.uint8]]:
        """As `draw`, each by itself and with one thread of the processor: whatever else is drawn, and whatever else the
        machine does, the same point gives the same bits on the same machine and build. For designs that are kept."""
        for point in points:
            with processor_threads(1):
                drawn = self.draw_inputs(self.inputs([point]))
            yield drawn

    def inputs(self, points: Sequence[Point]) -> list[NetworkInput]:
        """`points` as the network takes them. Raises as `draw` does."""
        return self._inputs.of(points)

    def latents(self, points: Sequence[Point]) -> npt.NDArray[np.float32]:
        """What the network draws `points` from: styles [N,layers,w_dim], or z [N,z_dim] of one without styles.

        Edits are in it, but for grafts. Raises as `draw` does.
        """
        rows = [each.latent.float().cpu().numpy() for each in self.inputs(points)]
        return np.stack(rows)

    @torch.inference_mode()
    def draw_inputs(self, inputs: Sequence[NetworkInput]) -> npt.NDArray[np.uint8]:
        """The pictures of `inputs` in one batch for each kind of noise, uint8 [N,height,width,channels]."""
        drawn = np.empty((len(inputs), *self.size.array), np.uint8)
        kinds = [("drawn" if isinstance(each.noise, int) else each.noise) for each in inputs]
        for kind in set(kinds):
            of_kind = [index for index, each in enumerate(kinds) if each == kind]
            drawn[of_kind] = self._batch([inputs[index] for index in of_kind])
        return drawn

    def forward(self, inputs: Sequence[NetworkInput]) -> Tensor:
        """The pictures of `inputs` without their grafts, floats [N,channels,height,width] of about -1 to 1, at once,
        colours weighted by their alpha where there is one.

        With slopes to the latents that ask for them (`requires_grad`). Their noise is of one kind.
        """
        return self._forward(inputs).float()

    def check_latents(self, z: npt.NDArray[np.float32]) -> None:
        """Raise `SnapshotError` unless `z` is finite and [N,z_dim]."""
        if z.ndim != 2 or z.shape[1] != self.z_dim or not np.isfinite(z).all():
            raise SnapshotError(
                f"These designs come from another network: “{self.name}” takes {self.z_dim} numbers for each."
            )

    def feature_maps(self, wanted: NetworkInput, stage: int) -> Tensor:
        """What `stage` of the network gives while it draws `wanted`, float32 [C,h,w]; nothing later is computed.

        With slopes to the latent, where that asks for them (`requires_grad`).
        """
        rows: list[NetworkInput] = []
        grafts: list[RowGraft] = []
        host = _add_rows(wanted, rows, grafts)
        with self._grafting(grafts):
            maps = maps_of_stage(self.generator.stages()[stage], lambda: self._forward(rows))
        return maps[host].float()

    @cached_property
    def stage_grids(self) -> tuple[tuple[int, int], ...]:
        """Rows and columns of the feature maps that each stage gives, coarse to fine."""
        if not self.stages:
            return ()
        with torch.inference_mode():
            (mean,) = self.inputs([Point(seed=0)])
            return grids_of_stages(self.generator.stages(), lambda: self._forward([mean]))

    def _batch(self, inputs: Sequence[NetworkInput]) -> npt.NDArray[np.uint8]:
        """Inputs whose noise is of one kind."""
        rows: list[NetworkInput] = []
        hosts: list[int] = []
        grafts: list[RowGraft] = []
        for each in inputs:
            hosts.append(_add_rows(each, rows, grafts))
        with self._grafting(grafts):
            made = self._forward(rows)
        made = made[hosts].float().nan_to_num(0)
        pictures = as_levels(made).permute(0, 2, 3, 1)
        drawn: npt.NDArray[np.uint8] = pictures.contiguous().cpu().numpy()
        return drawn

    def _grafting(self, grafts: Sequence[RowGraft]) -> contextlib.AbstractContextManager[None]:
        return grafting(self.generator.stages(), grafts) if grafts else contextlib.nullcontext()

    def _forward(self, rows: Sequence[NetworkInput]) -> Tensor:
        latents = torch.stack([row.latent for row in rows])
        if not isinstance(self.generator, StyledGenerator):
            weights = [row.classes for row in rows if row.classes is not None]
            made: Tensor = self.generator(latents, torch.stack(weights) if weights else None)
            return made
        noise = rows[0].noise
        if noise in ("fixed", "off"):
            made = self.generator.synthesis(latents, "const" if noise == "fixed" else "none")
            return made
        seeds = [row.noise if isinstance(row.noise, int) else 0 for row in rows]
        drawn = {seed: self.generator.noise_from(seed) for seed in set(seeds)}
        layers = [
            torch.cat(layer).to(self.torch_device) for layer in zip(*(drawn[seed] for seed in seeds), strict=True)
        ]
        made = self.generator.synthesis(latents, layers)
        return made


def _add_rows(wanted: NetworkInput, rows: list[NetworkInput], grafts: list[RowGraft]) -> int:
    """Append all that must be drawn for `wanted`, what it refers to first; gives its own row."""
    others = [(graft, _add_rows(graft.other, rows, grafts)) for graft in wanted.grafts]
    rows.append(wanted)
    row = len(rows) - 1
    grafts += [RowGraft(row, other, graft.mask, graft.first, graft.moved) for graft, other in others]
    return row


def model_name(file: Path) -> str:
    """What a generator's file is called among people: run and snapshot where it lies in a run, else its own name."""
    if file.name != GENERATOR:
        return as_text(file.stem)
    snapshot, run = file.parent, file.parent.parent.parent
    in_run = snapshot.parent.name == "snapshots" and run.name
    return as_text(f"{run.name} {snapshot.name}" if in_run else snapshot.name)
