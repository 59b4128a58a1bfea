"""Dragging: handles on a design are pulled to where they should be, and the network redraws it along the way.

DragGAN (Pan et al. 2023, "Drag Your GAN", section 3.2), on the generator's own feature maps of one stage. Each step
moves the latent so that what lies around a handle comes out a pixel nearer to its target (motion supervision, equation
1), then looks for the handle where the design has it now (point tracking, equation 2). What lies in a region that is to
stay is held to the first maps, as strongly as it takes. Networks with styles are moved in those of their first layers,
any other in z, whose length is kept, since all latents that a network was trained on have about that length.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_engine.errors import SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.latent.grafting import resized_mask
from gan_engine.latent.network_inputs import NetworkInput
from gan_engine.latent.point import Handle, Mask, Point
from gan_engine.latent.session import Session
from gan_engine.training.optimizers import Adam

# Lengths are shares of the side of a square as large as the picture, so that designs of any size are dragged alike. All
# were tried on a StyleGAN2 of 64 px by benchmarks/dragging.py; the paper's own are in brackets, where they differ, for
# its pictures of 512 px.
_FINENESS = 2
"""The maps supervised are those nearest to the picture's width divided by this (the sixth block's: 4)."""
_LAYERS = 6
"""Styles of so many layers are moved, as in the paper: those of later ones decide on colour and surface."""
_REACH = 1 / 32
"""Around a handle, this far, all is pulled along (3 px)."""
_SEARCH = 1 / 16
"""A handle is looked for this far from where it was (12 px)."""
_PATCH = 1 / 16
"""By what lies this far around it."""
_SPACING = 1 / 128
"""Between the spots at which a handle is looked for."""
_PACE = 0.045
"""Adam's step, in deviations of the latents that a network was trained on."""
_SPREAD_OF = 64
"""Designs by which that deviation is measured, where it is not 1."""
_DRIFT = 0.12
"""What is to stay may change this much at most: root mean square of the change in its maps, relative to theirs."""
_FIRM = 0.1
"""How fast the hold on what is to stay follows its drift (the paper holds by a constant weight, of 20)."""
_PATIENCE = 60
"""Steps without coming nearer after which it cannot get nearer."""
_NEARER = 0.05
"""Picture pixels that count as nearer."""
MOST_STEPS = 300
FEW_HANDLES = 5
"""With more handles than this a distance of 2 pixels is near enough, else 1 (section 3.2)."""

Ending = Literal["", "reached", "stuck"]


@dataclass(frozen=True)
class DragStep:
    """Where a drag is. The last one's `ending` says whether the handles are near enough, or cannot get nearer; then it
    is the nearest there was."""

    number: int
    at: tuple[tuple[float, float], ...]
    """Where the design has each handle now: x and y, 0 to 1 from left and top."""
    left: float
    """How far the furthest handle is from its target, picture pixels."""
    offset: npt.NDArray[np.float32]
    """What is added to the latent: to the styles of the first layers [layers,w_dim], or to z [1,z_dim]."""
    ending: Ending = ""


class Dragging:
    """One drag of `handles` on the design of `point`, step by step; what `kept` covers is to stay as it is."""

    def __init__(self, session: Session, point: Point, handles: Sequence[Handle], kept: Mask | None = None) -> None:
        """Raises `SnapshotError` where the network has no feature maps, or the point is another network's."""
        if session.offers["drag"]:
            raise SnapshotError(session.offers["drag"], kept="The design is as it was.")
        self.space: Literal["z", "w"] = "w" if session.styled else "z"
        """What is moved."""
        self._session = session
        self._point = point
        self._handles = tuple(handles)
        self._kept = kept
        (self._start,) = session.inputs([point])
        device = session.torch_device
        ends = np.array([(one.x, one.y, one.to_x, one.to_y) for one in handles], np.float32).reshape(-1, 4)
        self._at, self._targets = (torch.from_numpy(part).to(device) for part in (ends[:, :2], ends[:, 2:]))
        self._near = 1.0 if len(handles) <= FEW_HANDLES else 2.0
        self._stage = _stage(session)
        with torch.no_grad():
            self._first = session.feature_maps(self._start, self._stage)
            self._patch = _disc(_PATCH, _PATCH / 2, session.size).to(device)
            self._own = _sampled(self._first, self._at[:, None] + self._patch)
        self._hold = _Hold(self._first, kept) if kept is not None and kept.values.any() else None
        self._around = _disc(_REACH, 1 / session.size.side, session.size).to(device)
        self._window = _disc(_SEARCH, _SPACING, session.size).to(device)
        self._sides = torch.tensor([session.size.width, session.size.height], device=device)
        rows = _moved_layers(session, self._stage) if session.styled else 1
        self._offset = torch.zeros(rows, self._start.latent.shape[-1], device=device, requires_grad=True)
        self._optimizer = Adam([self._offset], lr=_PACE * _spread(session, point))

    def steps(self) -> Iterator[DragStep]:
        """Go on, a step each time one is asked for, until the handles are there or cannot get nearer."""
        best, since = None, 0
        for number in range(MOST_STEPS + 1):
            maps = self._maps()
            if number:
                self._track(maps)
            step = self._told(number)
            stays = self._hold is None or self._hold.drift <= _DRIFT
            if stays and step.left <= self._near:
                yield replace(step, ending="reached")
                return
            if best is None or (stays and step.left < best.left - _NEARER):
                best, since = step, 0
            since += 1
            if since > _PATIENCE or number == MOST_STEPS:
                yield replace(best, number=number, ending="stuck")
                return
            yield step
            self._move(maps)

    def point(self, step: DragStep) -> Point:
        """The design as it was at `step`: the one before with one more edit, or itself where nothing has moved."""
        return self._point.dragged(self._handles, self._kept, self.space, step.offset)

    def picture(self, step: DragStep) -> npt.NDArray[np.uint8]:
        """As the network draws it at `step`, uint8 [height,width,channels]."""
        drawn: npt.NDArray[np.uint8] = self._session.draw_inputs([self._input(torch.from_numpy(step.offset))])[0]
        return drawn

    def _input(self, offset: Tensor) -> NetworkInput:
        latent, offset = self._start.latent, offset.to(self._start.latent.device)
        if not self._session.styled:
            return replace(self._start, latent=latent + offset[0])
        moved = len(offset)
        return replace(self._start, latent=torch.cat([latent[:moved] + offset, latent[moved:]]))

    def _maps(self) -> Tensor:
        with torch.enable_grad():
            maps = self._session.feature_maps(self._input(self._offset), self._stage)
            if self._hold is not None:
                self._hold.look(maps)
        return maps

    def _told(self, number: int) -> DragStep:
        at: npt.NDArray[np.float32] = self._at.cpu().numpy()
        left = float(self._to_go().norm(dim=1).max()) if len(at) else 0.0
        offset = self._offset.detach().cpu().numpy().copy()
        return DragStep(number, tuple((float(x), float(y)) for x, y in at), left, offset)

    def _to_go(self) -> Tensor:
        """From each handle to its target [handles,2], picture pixels."""
        to_go: Tensor = (self._targets - self._at) * self._sides
        return to_go

    @torch.no_grad()
    def _track(self, maps: Tensor) -> None:
        """Each handle is where the maps resemble most what lay under it at first."""
        spots = self._at[:, None] + self._window
        found = _sampled(maps, spots[:, :, None] + self._patch)
        unlike = (found - self._own[:, None]).abs().sum((2, 3))
        self._at = spots[torch.arange(len(spots)), unlike.argmin(1)].clamp(0, 1)

    @torch.enable_grad()
    def _move(self, maps: Tensor) -> None:
        """What lies around each handle is to lie a pixel further, or what is left of one."""
        to_go = self._to_go()
        step = to_go / to_go.norm(dim=1, keepdim=True).clamp(min=1.0) / self._sides
        spots = self._at[:, None] + self._around
        held = _sampled(maps.detach(), spots)
        loss = (held - _sampled(maps, spots + step[:, None])).abs().mean((1, 2)).sum() / self._first.abs().mean()
        if self._hold is not None:
            loss = loss + self._hold.loss()
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        if not self._session.styled:
            with torch.no_grad():
                z = self._start.latent + self._offset[0]
                self._offset[0] = z * (self._start.latent.norm() / z.norm()) - self._start.latent


class _Hold:
    """Holds the maps of a region to the first ones, the firmer the further they have drifted."""

    def __init__(self, first: Tensor, kept: Mask) -> None:
        self._first = first
        self._mask = resized_mask(kept.values, first.shape[-2:]).to(first)
        self._power = (first.square() * self._mask).mean()
        self._weight = 1.0
        self._excess = first.new_zeros(())
        self.drift = 0.0

    def look(self, maps: Tensor) -> None:
        """See how far `maps` have drifted."""
        change = ((maps - self._first).square() * self._mask).mean() / self._power
        self._excess = change / _DRIFT**2
        self.drift = math.sqrt(float(change.detach()))

    def loss(self) -> Tensor:
        """What to add to the loss."""
        self._weight *= math.exp(_FIRM * min(1.0, self.drift / _DRIFT - 0.8))
        self._weight = min(max(self._weight, 1e-3), 1e3)
        return self._weight * self._excess


def _stage(session: Session) -> int:
    """The stage whose maps are nearest in size to those wanted; of several the last."""
    wanted = session.size.width / _FINENESS
    grids = session.stage_grids
    return min(range(len(grids)), key=lambda stage: (abs(math.log2(grids[stage][1] / wanted)), -stage))


def _moved_layers(session: Session, stage: int) -> int:
    """How many layers' styles are moved: at most those that the stage's maps rest on."""
    columns = session.stage_grids[stage][1]
    rest_on = sum(session.size.at(resolution)[1] <= columns for resolution in session.style_resolutions)
    return max(1, min(_LAYERS, rest_on))


def _spread(session: Session, point: Point) -> float:
    """The usual deviation of a number of a latent, over designs of the point's classes."""
    if not session.styled:
        return 1.0
    usual = session.inputs([Point(seed=seed, classes=point.classes) for seed in range(_SPREAD_OF)])
    return float(torch.stack([each.latent[0] for each in usual]).std(0).square().mean().sqrt())


def _sampled(maps: Tensor, spots: Tensor) -> Tensor:
    """Maps [C,h,w] at `spots` [...,2] (x and y, 0 to 1), between their cells linearly: [...,C]."""
    grid = (spots * 2 - 1).reshape(1, 1, -1, 2)
    found = F.grid_sample(maps[None], grid, mode="bilinear", padding_mode="border", align_corners=False)
    return found[0, :, 0].t().reshape(*spots.shape[:-1], len(maps))


def _disc(radius: float, spacing: float, size: ImageShape) -> Tensor:
    """The spots [N,2] of a grid of `spacing` within `radius` of its middle, which is one of them: shares of the width
    and of the height."""
    count = math.floor(radius / spacing)
    ticks = torch.arange(-count, count + 1) * spacing
    spots = torch.cartesian_prod(ticks, ticks)
    spots = spots[spots.norm(dim=1) <= radius * 1.001]
    return spots * (math.sqrt(size.area) / torch.tensor([size.width, size.height]))
