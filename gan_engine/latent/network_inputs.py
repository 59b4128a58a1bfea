"""Points as a network takes them: latents mapped, truncated and edited, with what is grafted onto each.

A network with styles takes a style for each layer, any other its z. The mapping is asked once for all points of a
batch and of their edits. Edits apply in their order; those in z come before the mapping.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.latent.point import Drag, Graft, Mix, Point, Shift, step_in_z
from gan_engine.networks.bases import Generator
from gan_engine.networks.styles import StyledGenerator


@dataclass(frozen=True)
class Grafted:
    """What lies on a design: within `mask` (float32 [h,w], 0 to 1) the feature maps of another, from a stage on."""

    other: NetworkInput
    mask: npt.NDArray[np.float32]
    first: int
    moved: tuple[float, float] = (0.0, 0.0)
    """How far it is put from its place, to the right and down, shares of the side."""


@dataclass(frozen=True)
class NetworkInput:
    """One design as its network takes it."""

    latent: Tensor
    """Styles [layers,w_dim], or z [z_dim] of a network without styles."""
    classes: Tensor | None = None
    """Weights [class_count] of sum 1, where a network without styles knows classes (styles have them inside)."""
    noise: str | int = "fixed"
    grafts: tuple[Grafted, ...] = ()


class InputMaker:
    """Makes the inputs of one generator."""

    def __init__(self, generator: Generator, class_names: Sequence[str], name: str, device: torch.device) -> None:
        self._generator: Any = generator
        self._styled = isinstance(generator, StyledGenerator)
        self._class_numbers = {each: number for number, each in enumerate(class_names)}
        self._name = name
        self._device = device

    @torch.no_grad()
    def of(self, points: Sequence[Point]) -> list[NetworkInput]:
        """The inputs of `points`, float32 on the device.

        Raises `SnapshotError` for latents of another width and for edits that this network has not, and
        `ConfigurationError` for a class it does not know.
        """
        points = list(points)  # those of a walk are made as they are asked for
        nodes = _in_order(points)
        rows = [self.class_weights(node.classes) for node in nodes]
        weights = torch.from_numpy(np.stack(rows)).to(self._device) if nodes and self._class_numbers else None
        if self._styled:
            latents = self._styles(nodes, weights)
        else:
            latents = dict(zip(map(id, nodes), self._z(nodes), strict=True))
        made: dict[int, NetworkInput] = {}
        for row, node in enumerate(nodes):
            classes = None if self._styled or weights is None else weights[row]
            grafts = tuple(self._grafted(edit, made) for edit in node.edits if isinstance(edit, Graft))
            made[id(node)] = NetworkInput(latents[id(node)], classes, node.noise if self._styled else "fixed", grafts)
        return [made[id(point)] for point in points]

    def class_weights(self, classes: Sequence[tuple[str, float]]) -> npt.NDArray[np.float32]:
        """float32 [class_count] of sum 1; without names, wholly the first class. Raises `ConfigurationError`."""
        weights = np.zeros(len(self._class_numbers), np.float64)
        if classes and not self._class_numbers:
            raise ConfigurationError(f"“{self._name}” knows no classes.", field="class", do="Leave the class out.")
        for name, weight in classes:
            if name not in self._class_numbers:
                known = ", ".join(itertools.islice(self._class_numbers, 30))
                raise ConfigurationError(
                    f"“{self._name}” knows no class “{name}”.", field="class", do=f"Choose of: {known}."
                )
            weights[self._class_numbers[name]] += weight
        if not classes and len(weights):
            weights[0] = 1.0
        return (weights / weights.sum()).astype(np.float32) if len(weights) else weights.astype(np.float32)

    def _z(self, nodes: Sequence[Point]) -> Tensor:
        """[N,z_dim] with what was done in z; zeros for those that lie in w."""
        rows = np.zeros((len(nodes), self._generator.z_dim), np.float32)
        for row, node in zip(rows, nodes, strict=True):
            if node.z is None and node.seed is None:
                if not self._styled:
                    raise self._foreign("This design lies among styles, which it has not.")
                continue
            z = node.latent(len(row))
            self._check_width(z, len(row))
            row[:] = z
            for edit in node.edits:
                if (step := step_in_z(edit)) is not None:
                    self._check_width(step, len(row))
                    row += step
                elif not self._styled and not isinstance(edit, Graft):
                    raise self._foreign("Its edits need the styles of a StyleGAN.")
        return torch.from_numpy(rows).to(self._device)

    def _styles(self, nodes: Sequence[Point], weights: Tensor | None) -> Mapping[int, Tensor]:
        """The edited styles [layers,w_dim] of each node, by its identity."""
        if not nodes:
            return {}
        z = self._z(nodes)
        styles = self._generator.styles(z, weights)
        layers, width = styles.shape[1:]
        own = [self._own_styles(node, layers, width) for node in nodes]
        styles = torch.stack([given if given is not None else drawn for given, drawn in zip(own, styles, strict=True)])
        psi = torch.tensor([node.psi for node in nodes], device=self._device)
        usual = self._generator.usual_cutoff
        cutoff = torch.tensor([usual if node.cutoff is None else node.cutoff for node in nodes], device=self._device)
        styles = self._generator.truncated(styles, psi, cutoff)
        done: dict[int, Tensor] = {}
        for node, style in zip(nodes, styles, strict=True):
            done[id(node)] = self._edited(style.clone(), node, done)
        return done

    def _own_styles(self, point: Point, layers: int, width: int) -> Tensor | None:
        """The styles that a point carries itself."""
        if point.w is not None:
            self._check_width(point.w, width)
            return torch.tensor(point.w, device=self._device).expand(layers, -1)
        if point.styles is not None:
            self._check_width(point.styles[0], width)
            if len(point.styles) != layers:
                raise self._foreign(f"It has {layers} layers, the design {len(point.styles)}.")
            return torch.tensor(point.styles, device=self._device)
        return None

    def _edited(self, styles: Tensor, point: Point, done: Mapping[int, Tensor]) -> Tensor:
        for edit in point.edits:
            if isinstance(edit, Mix):
                reached = slice(edit.first, edit.last + 1)
                styles[reached] = torch.lerp(styles[reached], done[id(edit.other)][reached], edit.share)
            elif isinstance(edit, Shift) and edit.space == "w":
                self._check_width(edit.vector, styles.shape[1])
                step = edit.amount * torch.tensor(edit.vector, device=self._device)
                styles[edit.first : edit.last + 1] += step
            elif isinstance(edit, Drag) and edit.space == "w":
                self._check_width(edit.offset[0], styles.shape[1])
                if len(edit.offset) > len(styles):
                    raise self._foreign(f"It has {len(styles)} layers.")
                styles[: len(edit.offset)] += torch.tensor(edit.offset, device=self._device)
        return styles

    def _grafted(self, edit: Graft, made: Mapping[int, NetworkInput]) -> Grafted:
        if not self._generator.stages():
            raise self._foreign("It has no feature maps onto which something could be grafted.")
        return Grafted(made[id(edit.other)], edit.mask.values, edit.first, (edit.across, edit.down))

    def _check_width(self, numbers: Sequence[float] | npt.NDArray[np.float32], width: int) -> None:
        if len(numbers) != width:
            raise self._foreign(f"It takes {width} numbers for each, not {len(numbers)}.")

    def _foreign(self, why: str) -> SnapshotError:
        return SnapshotError(
            f"This design comes from another network than “{self._name}”. {why}",
            kept="The design is as it was.",
            do="Open the model that it was made with.",
        )


def _in_order(points: Sequence[Point]) -> list[Point]:
    """All points and those that their edits refer to, each object once, what is referred to first."""
    found: dict[int, Point] = {}

    def visit(point: Point) -> None:
        if id(point) not in found:
            for edit in point.edits:
                if isinstance(edit, Mix | Graft):
                    visit(edit.other)
            found[id(point)] = point

    for point in points:
        visit(point)
    return list(found.values())
