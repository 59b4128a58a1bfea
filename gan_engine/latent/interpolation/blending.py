"""Designs between designs: points blended by weights, along a way between two of them or among several.

A network with styles blends in w, where straight ways stay among designs (Karras et al. 2019, section 4.1): the blend
is one of the points with `Mix` edits towards the others, so it draws the same picture wherever it is drawn. Any other
network blends its z, which keeps the length that latents have. Classes and truncation are blended, noise is that of
the nearest point, grafts fade.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from gan_engine.errors import EngineError
from gan_engine.latent.interpolation.spherical import slerp
from gan_engine.latent.point import Graft, Mask, Mix, Point, numbers, step_in_z

Way = Literal["round", "straight"]
"""Between two points: on the sphere of z, or on the line in w."""


class Network(Protocol):
    """What the ways between designs depend on, of a network that is open here or in another process."""

    @property
    def z_dim(self) -> int: ...

    @property
    def styled(self) -> bool: ...

    @property
    def class_names(self) -> Sequence[str]: ...


def between(first: Point, second: Point, share: float, network: Network, way: Way = "round") -> Point:
    """The point at `share` (0 to 1) of the way from `first` to `second`: exactly these at its ends.

    The way is round where it is asked to be or the network has no styles, and both points lie in z with nothing done to
    their styles; else it is straight in w, whatever was asked. Raises `EngineError` for points that refer to so many
    others that the one between them would be none.
    """
    if share <= 0 or share >= 1:
        return first if share <= 0 else second
    ends = free_latent(first, network), free_latent(second, network)
    straight = network.styled and (way == "straight" or first.cutoff != second.cutoff)
    if straight or ends[0] is None or ends[1] is None:
        return blend([first, second], [1 - share, share], network)
    return _in_z(slerp(ends[0], ends[1], share), [first, second], [1 - share, share], network)


def blend(points: Sequence[Point], weights: Sequence[float], network: Network) -> Point:
    """The point among `points` by `weights` (0 or more, taken relative to their sum); one that weighs all is itself.

    In w with weights a: sum a_i w_i, layer by layer. In z: sum a_i z_i, brought to the length sum a_i |z_i|, so that it
    stays as far from the centre as they are. Raises `ValueError` unless something weighs, `EngineError` as `between`.
    """
    total = float(sum(weights))
    if len(points) != len(weights) or not total > 0 or min(weights) < 0:
        raise ValueError("points are blended by a weight each, 0 or more, and not all 0")
    having = [(point, weight / total) for point, weight in zip(points, weights, strict=True) if weight > 0]
    if len(having) == 1:
        return having[0][0]
    chosen, shares = [point for point, _ in having], [share for _, share in having]
    if network.styled:
        return _in_w(chosen, shares)
    latents = [free_latent(point, network) for point in chosen]
    known = [latent.astype(np.float64) for latent in latents if latent is not None]
    if len(known) < len(latents):  # the network says what is wrong with them
        return _in_w(chosen, shares)
    towards = np.sum([share * z for share, z in zip(shares, known, strict=True)], axis=0)
    length = sum(share * np.linalg.norm(z) for share, z in zip(shares, known, strict=True))
    norm = np.linalg.norm(towards)
    return _in_z(towards * (length / norm) if norm > 0 else towards, chosen, shares, network)


def free_latent(point: Point, network: Network) -> npt.NDArray[np.float32] | None:
    """The z of `point` with all that was done to it in z; None where it lies in w, its styles were changed, or its
    latents are of another network."""
    if point.w is not None or point.styles is not None:
        return None
    z = point.latent(network.z_dim)
    if len(z) != network.z_dim:
        return None
    for edit in point.edits:
        if isinstance(edit, Graft):
            continue
        step = step_in_z(edit)
        if step is None or len(step) != len(z):
            return None
        z = z + step
    return z


def blended_classes(
    points: Sequence[Point], shares: Sequence[float], class_names: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    """Names and weights of all classes of `points`, each point by its share (of sum 1)."""
    found: dict[str, float] = {}
    for point, share in zip(points, shares, strict=True):
        classes = point.classes or ((class_names[0], 1.0),) if class_names else point.classes
        whole = sum(weight for _, weight in classes)
        for name, weight in classes:
            found[name] = found.get(name, 0.0) + share * weight / whole
    return tuple((name, min(1.0, weight)) for name, weight in found.items() if weight > 0)


def _in_z(z: npt.NDArray[np.floating], points: Sequence[Point], shares: Sequence[float], network: Network) -> Point:
    nearest = points[int(np.argmax(shares))]
    changes: dict[str, object] = {
        "seed": None,
        "z": numbers(z),
        "classes": blended_classes(points, shares, network.class_names),
        "psi": float(np.dot(shares, [point.psi for point in points])),
        "edits": _faded_grafts(points, shares),
    }
    return _made(nearest, changes)


def _in_w(points: Sequence[Point], shares: Sequence[float]) -> Point:
    """The nearest point, mixed with the others one after the other: of what is mixed so far and the next, the next
    takes its part of both."""
    nearest = int(np.argmax(shares))
    mixes, so_far = [], shares[nearest]
    for number, (point, share) in enumerate(zip(points, shares, strict=True)):
        if number != nearest:
            so_far += share
            mixes.append(Mix(other=_without_grafts(point), share=min(1.0, share / so_far)))
    own = tuple(edit for edit in points[nearest].edits if not isinstance(edit, Graft))
    return _made(points[nearest], {"edits": (*own, *mixes, *_faded_grafts(points, shares))})


def _made(point: Point, changes: dict[str, object]) -> Point:
    try:
        return point.having(**changes)
    except ValueError as error:
        raise EngineError(
            "These designs are made of so many others that none can be made between them.",
            kept="They are as they were.",
            do="Take designs with fewer changes.",
        ) from error


def _without_grafts(point: Point) -> Point:
    """The same object where there are none: the network is asked once for it, however often it is referred to."""
    kept = tuple(edit for edit in point.edits if not isinstance(edit, Graft))
    return point if len(kept) == len(point.edits) else point.having(edits=kept)


def _faded_grafts(points: Sequence[Point], shares: Sequence[float]) -> tuple[Graft, ...]:
    """The grafts of all points; each lies on by as much as the points that have it weigh."""
    found: dict[Graft, float] = {}
    for point, share in zip(points, shares, strict=True):
        for edit in point.edits:
            if isinstance(edit, Graft):
                found[edit] = found.get(edit, 0.0) + share
    return tuple(
        edit if share > 1 - 1e-9 else edit.model_copy(update={"mask": Mask.of(edit.mask.values * share)})
        for edit, share in found.items()
    )
