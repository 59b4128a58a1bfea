"""How weights of another network are taken over: whole, adapted, or not at all.

Whole where they are of one shape; adapted where only the form of the pictures or the classes differ. Which axes those
are is not told by their lengths, which layers inside may have too: a network of the same options is built with another
form of pictures, and one without classes, and what is of another shape in them hangs on those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from gan_engine.image_shape import ImageShape
from gan_engine.networks.meta import weightless
from gan_engine.training.plan import Plan

_PICTURE_CHANNELS = frozenset({3, 4})  # with and without alpha


@dataclass(frozen=True)
class Axes:
    """What the axes of one tensor are for; None where none is for that."""

    pictures: int | None = None
    """The channels of pictures."""
    latents: int | None = None
    """The numbers that designs are drawn from, and behind them what tells their class."""
    latent_count: int = 0
    """How long that is without classes."""


NO_AXES = Axes()


def generator_axes(plan: Plan) -> dict[str, Axes]:
    """Of the tensors of its generator that hang on the form of pictures or on classes, by their names."""
    size, classes = plan.configuration.size, len(plan.class_names)
    with weightless():
        own, other, plain = (
            plan.family.build_generator(plan.options, *form)
            for form in ((size, classes), (_other_pictures(size), classes), (size, 0))
        )
    found = {name: Axes(pictures=axis) for name, axis in _differing(own, other).items()}
    for name, axis in _differing(own, plain).items():
        if (count := plain.state_dict()[name].shape[axis]) == plain.z_dim:
            found[name] = replace(found.get(name, NO_AXES), latents=axis, latent_count=count)
    return found


def discriminator_axes(plan: Plan) -> dict[str, Axes]:
    """As `generator_axes`; it takes no latents, and what it does with classes comes at its end."""
    other = plan.configuration.model_copy(update={"size": _other_pictures(plan.configuration.size)})
    with weightless():
        networks = plan.build_discriminator(), replace(plan, configuration=other).build_discriminator()
    return {name: Axes(pictures=axis) for name, axis in _differing(*networks).items()}


def _other_pictures(size: ImageShape) -> ImageShape:
    """With alpha where that has none, and the other way round."""
    (channels,) = _PICTURE_CHANNELS - {size.channels}
    return replace(size, channels=channels)


def _differing(one: nn.Module, other: nn.Module) -> dict[str, int]:
    """Of tensors that both have and that are longer in one along a single axis: their names, and which axis."""
    theirs = other.state_dict()
    found = {}
    for name, tensor in one.state_dict().items():
        if name in theirs and tensor.dim() == theirs[name].dim():
            axes = [axis for axis, (a, b) in enumerate(zip(tensor.shape, theirs[name].shape, strict=True)) if a != b]
            if len(axes) == 1:
                found[name] = axes[0]
    return found


def taken_share(ours: Sequence[int], theirs: Sequence[int], axes: Axes = NO_AXES) -> float:
    """How much of a tensor of the shape `ours` one of the shape `theirs` fills: 1 where they are alike, 0 for nothing.

    In between where another grid is enlarged or shrunk to ours (still 1), where pictures of one have alpha, and where
    classes stand behind the latent numbers in ours.
    """
    if len(ours) != len(theirs):
        return 0.0
    differing = [axis for axis, (our, their) in enumerate(zip(ours, theirs, strict=True)) if our != their]
    if not differing or _is_another_grid(ours, theirs):
        return 1.0
    if len(differing) > 1 or not _leads(ours, theirs, differing[0], axes):
        return 0.0
    return min(ours[differing[0]], theirs[differing[0]]) / ours[differing[0]]


def _is_another_grid(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether nothing but the height and width of a grid is different, of two shapes of as many axes."""
    return len(ours) >= 3 and ours[:-2] == theirs[:-2]


def _leads(ours: Sequence[int], theirs: Sequence[int], axis: int, axes: Axes) -> bool:
    """Whether what is first along `axis` means the same in both."""
    if axis == axes.pictures:
        return {ours[axis], theirs[axis]} == _PICTURE_CHANNELS
    return axis == axes.latents and theirs[axis] == axes.latent_count < ours[axis]


def adapted(ours: Tensor, theirs: Tensor, axes: Axes = NO_AXES, *, summed: bool = False) -> Tensor | None:
    """`ours`, filled with what `theirs` has for it; None where that is nothing (see `taken_share`).

    `summed`: what a grid's weights see is added up, so that another number of them must weigh as much together.
    """
    if not taken_share(ours.shape, theirs.shape, axes):
        return None
    theirs = theirs.to(ours.dtype)
    if ours.shape == theirs.shape:
        return theirs
    if _is_another_grid(ours.shape, theirs.shape):
        grid = tuple(ours.shape[-2:])
        flat = theirs.reshape(-1, 1, *theirs.shape[-2:]).float()
        found = interpolate(flat, grid, mode="bilinear", align_corners=False, antialias=True)
        weigh = math.prod(theirs.shape[-2:]) / math.prod(grid) if summed else 1.0
        return (found * weigh).reshape(ours.shape).to(ours.dtype)
    found = ours.clone()
    both = tuple(slice(0, min(our, their)) for our, their in zip(ours.shape, theirs.shape, strict=True))
    found[both] = theirs[both]
    return found


def fitting_part(
    module: nn.Module, tensors: Mapping[str, Tensor], axes: Mapping[str, Axes], *, summed: bool = False
) -> dict[str, Tensor]:
    """The module's own tensors, but for those that `tensors` has for it. How far it has grown is its own."""
    own = module.state_dict()
    taken = {}
    with torch.no_grad():
        for name, tensor in tensors.items():
            if name in own and name != "grown":
                found = adapted(own[name], tensor, axes.get(name, NO_AXES), summed=summed)
                if found is not None:
                    taken[name] = found
    return {**own, **taken}
