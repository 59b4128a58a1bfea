"""Projection: the design of a model that comes nearest to a picture, or to a rough sketch in colours.

As StyleGAN2 does it (Karras et al. 2020, section 5 and appendix D): the latent is moved by Adam down the slope of a
perceptual distance, with noise on it that fades, so that it does not settle too early. Otherwise here: the search
begins at the best of some thousands of random designs, with several of them side by side; the distance is of
EfficientNet-Lite0's maps (`metrics/perceptual.py`) with that of the pixels beside it; the noise of the layers stays the
network's own, so that the result is a point like any other. Networks with styles are moved in w (one style for all
layers), and on wish from there in w+ (each layer its own; Abdal et al. 2019); any other in z, kept at the length that
latents have.

A sketch asks for its colours alone, seen from afar; how much they count against what the model usually draws (the
distance to its mean style; in z, to the design that was begun with) is a weight.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.alpha import over_neutral
from gan_engine.latent.closeness import STEPS, Closeness, Space
from gan_engine.latent.network_inputs import NetworkInput
from gan_engine.latent.point import Point, single_class
from gan_engine.latent.projection_target import Target, TargetDistance
from gan_engine.latent.session import Session
from gan_engine.networks.styles import StyledGenerator
from gan_engine.training.optimizers import Adam

Stage = Literal["search", "approach"]

_SEARCHED = 2000
"""Random designs of which the best are begun with, all classes alike."""
_SIDE_BY_SIDE = 4
"""So many are begun with at once, of as many classes as there are: the best random design is not always the one from
which it goes furthest."""
_TRYING = 0.2
"""Share of the steps after which only the best of them goes on."""
_LAYERWISE = 0.5
"""Share of the steps after which each layer has its own style, in w+."""
_PACE = 0.1
"""Adam's step, in deviations of the latents (the public tool's learning rate)."""
_RISE, _FALL = 0.05, 0.25
"""Shares of the steps in which the pace comes up, and goes down by a cosine."""
_NOISE, _NOISE_UNTIL = 0.05, 0.75
"""In deviations at first; gone after this share of the steps, falling as a square."""
_STATISTICS_OF, _STATISTICS_SEED = 10_000, 123
"""The latents that mean and deviation of w are taken of."""
_OUTWARDS = 0.3
"""Of the slope where a level could only leave what is shown: with none an approach is slow (mean distance of four
pictures 0.355 in w, 0.248 in w+), with all of it w+ is led astray (0.328, 0.314); so it is 0.315 and 0.221."""
_COLOURS = 30.0
"""What the mean squared difference of a sketch's colours (0 to 1) weighs against a square deviation from the mean
style, so that at equal weights both matter."""


@dataclass(frozen=True)
class ProjectionStep:
    """How far it is."""

    stage: Stage
    number: int
    total: int
    """Of the steps of both stages together."""
    distance: float
    """Of the nearest design so far to the target; of a sketch, that of the colours."""
    picture: npt.NDArray[np.uint8]
    """That design, [height,width,3]."""


@dataclass(frozen=True, eq=False)  # two that come equally near are two, and their latents have no single truth
class _Found:
    """A design on the way. `value` is what is made small."""

    value: float
    distance: float
    latent: Tensor
    class_name: str
    picture: npt.NDArray[np.uint8]


class Projection:
    """One search: `steps` does it; `point` is the nearest design at any time after the first step."""

    def __init__(self, session: Session, target: Target, *, space: Space = "w", steps: int = STEPS) -> None:
        """Raises `ModelError` where the feature network is damaged."""
        self._session = session
        self._layerwise = space == "w+" and session.styled
        self._steps = steps
        self._distance = TargetDistance(target, session.torch_device)
        self._model_weight = target.model_weight if self._distance.sketched else 0.0
        self._best: _Found | None = None
        self._usual: list[float] = []
        self._begun: _Found | None = None

    @property
    def space(self) -> str:
        """What is moved: w, w+ or z."""
        return ("w+" if self._layerwise else "w") if self._session.styled else "z"

    def steps(self) -> Iterator[ProjectionStep]:
        """Go on, a step each time one is asked for; who wants no more asks for none."""
        batch = self._session.batch
        rounds = math.ceil(_SEARCHED / batch)
        total = rounds + self._steps
        found: list[_Found] = []
        for number in range(rounds):
            found = self._search(range(number * batch, (number + 1) * batch), found)
            yield self._told("search", number + 1, total)
        begun = _most_promising(found)
        self._begun = begun[0]
        if self._distance.sketched:  # what is made small is another thing from here on
            self._best = replace(begun[0], value=math.inf)
        moved = _Moved(self._session, begun, pace=_PACE)
        for number in range(self._steps):
            if number == round(_TRYING * self._steps):
                moved.keep_best()
            if self._layerwise and number == round(_LAYERWISE * self._steps):
                moved.separate_layers()
            self._approach(moved, number / self._steps)
            yield self._told("approach", rounds + number + 1, total)

    def point(self) -> Point:
        """The nearest design so far."""
        found = self._nearest
        return Point.of_latent(found.latent.cpu().numpy(), classes=single_class(found.class_name or None))

    def closeness(self) -> Closeness:
        """How near `point` comes, as it is really drawn."""
        (drawn,) = next(self._session.draw_alone([self.point()]))
        distance, decibels = self._distance.of_drawn(drawn)
        usual = float(np.median(self._usual)) if self._usual else 0.0
        begun = self._begun or self._nearest
        return Closeness(distance, decibels, usual, begun.distance, sketched=self._distance.sketched)

    @property
    def start(self) -> npt.NDArray[np.uint8]:
        """The random design that was nearest, uint8 [height,width,3]: where it began."""
        return (self._begun or self._nearest).picture

    @property
    def _nearest(self) -> _Found:
        if self._best is None:
            raise ValueError("no step was taken yet")
        return self._best

    @torch.no_grad()
    def _search(self, seeds: range, found: Sequence[_Found]) -> list[_Found]:
        """The best of each class so far, those of `seeds` looked at as well."""
        names = self._session.class_names or ("",)
        points = [Point(seed=seed, classes=single_class(names[seed % len(names)] or None)) for seed in seeds]
        inputs = self._session.inputs(points)
        drawn = _levels(self._session.forward(inputs))
        self._usual += self._distance.between(drawn)
        new = [
            _Found(value, value, each.latent, point.class_name or "", _shown(picture))
            for value, each, point, picture in zip(self._distance(drawn).tolist(), inputs, points, drawn, strict=True)
            if math.isfinite(value)
        ]
        best = sorted([*found, *new], key=lambda each: each.value)
        if best and (self._best is None or best[0].value < self._best.value):
            self._best = best[0]
        return [each for name in names for each in [one for one in best if one.class_name == name][:_SIDE_BY_SIDE]]

    def _approach(self, moved: _Moved, share: float) -> None:
        inputs = moved.inputs(noise=_noise_at(share))
        with torch.enable_grad():
            drawn = _levels(self._session.forward(inputs))
            found = self._distance(drawn)
            values = found
            if self._distance.sketched:
                colours, usual = 1 - self._model_weight, self._model_weight
                values = colours * _COLOURS * found + usual * moved.strayed()
        judged = found.tolist()
        for row, value in enumerate(values.tolist()):
            if value < self._nearest.value:
                picture = _shown(drawn[row].detach())
                latent = inputs[row].latent.detach().clone()
                self._best = _Found(value, judged[row], latent, moved.class_names[row], picture)
        moved.step(values, _pace_at(share))

    def _told(self, stage: Stage, number: int, total: int) -> ProjectionStep:
        return ProjectionStep(stage, number, total, self._nearest.distance, self._nearest.picture)


class _Moved:
    """The latents that are moved, in deviations from their mean: a row for each design."""

    def __init__(self, session: Session, begun: Sequence[_Found], pace: float) -> None:
        self.class_names = [each.class_name for each in begun]
        self.least = [math.inf] * len(begun)
        self._session = session
        self._pace = pace
        self._classes = [each.classes for each in session.inputs([_of_class(each.class_name) for each in begun])]
        self._chance = torch.Generator().manual_seed(0)
        starts = torch.stack([each.latent for each in begun])
        if isinstance(session.generator, StyledGenerator):
            self._mean, self._spread = _style_statistics(session, self.class_names)
            self._layers = starts.shape[1]
            rows = (starts[:, :1] - self._mean) / self._spread  # [N,1,w_dim]
        else:
            self._layers = 0
            rows = starts
        self._start = rows.detach().clone()
        self._set(self._start.clone())

    def _set(self, rows: Tensor) -> None:
        self._rows = rows.requires_grad_()
        self._optimizer = Adam([self._rows], lr=self._pace, betas=(0.9, 0.999))

    def inputs(self, noise: float) -> list[NetworkInput]:
        """What the network draws, with slopes to the rows."""
        drawn = torch.randn(self._rows.shape, generator=self._chance).to(self._rows.device)
        rows = self._rows + noise * drawn
        if self._layers:
            latents_ = (self._mean + self._spread * rows).expand(-1, self._layers, -1)
        else:  # on the shell around 0 on which latents of so many numbers lie
            latents_ = rows * (math.sqrt(rows.shape[1]) / rows.norm(dim=1, keepdim=True).clamp_min(1e-6))
        return [NetworkInput(one, each) for one, each in zip(latents_, self._classes, strict=True)]

    def strayed(self) -> Tensor:
        """Mean square deviations from the mean style, or in z from where it began: float32 [N]."""
        rows = self._rows if self._layers else (self._rows - self._start) / math.sqrt(2)
        return rows.flatten(1).square().mean(1)

    def step(self, values: Tensor, pace: float) -> None:
        """A step down the slope of each row's value."""
        self.least = [min(pair) for pair in zip(self.least, values.tolist(), strict=True)]
        for group in self._optimizer.param_groups:
            group["lr"] = self._pace * pace
        (slope,) = torch.autograd.grad(values.sum(), self._rows)
        self._rows.grad = slope.nan_to_num(0, 0, 0)
        self._optimizer.step()

    def keep_best(self) -> None:
        """Go on with the row that came nearest alone."""
        best = min(range(len(self.least)), key=self.least.__getitem__)
        kept = slice(best, best + 1)
        self.class_names, self.least = self.class_names[kept], self.least[kept]
        self._classes, self._start = self._classes[kept], self._start[kept]
        if self._layers:
            self._mean = self._mean[kept]
        self._set(self._rows.detach()[kept].clone())

    def separate_layers(self) -> None:
        """From here on each layer has its own style."""
        self._set(self._rows.detach().expand(-1, self._layers, -1).clone())


def _style_statistics(session: Session, class_names: Sequence[str]) -> tuple[Tensor, float]:
    """The mean w of each class [N,1,w_dim], and their deviation: root mean square of all numbers."""
    assert isinstance(session.generator, StyledGenerator)
    drawn = np.random.RandomState(_STATISTICS_SEED).randn(_STATISTICS_OF, session.z_dim).astype(np.float32)
    z = torch.from_numpy(drawn).to(session.torch_device)
    means: dict[str, Tensor] = {}
    squares = []
    for name in dict.fromkeys(class_names):
        number = session.class_index(name or None)
        classes = None if number is None else torch.full((len(z),), number, device=z.device)
        with torch.no_grad():
            w = session.generator.styles(z, classes)[:, 0]
        means[name] = w.mean(0, keepdim=True)
        squares.append(float((w - means[name]).square().mean()))
    spread = max(math.sqrt(sum(squares) / len(squares)), 1e-6)
    return torch.stack([means[name] for name in class_names]), spread


def _most_promising(found: Sequence[_Found]) -> list[_Found]:
    """The best of each class, as many as go on side by side; of a single class the best of it. The best comes first."""
    ordered = sorted(found, key=lambda each: each.value)
    firsts = list({each.class_name: each for each in reversed(ordered)}.values())[::-1]
    others = [each for each in ordered if each not in firsts]
    return sorted([*firsts, *others][:_SIDE_BY_SIDE], key=lambda each: each.value)


def _of_class(name: str) -> Point:
    return Point(seed=0, classes=single_class(name or None))


class _Clamped(torch.autograd.Function):
    """Levels within 0 to 255. What lies outside has the whole slope back in, so that a pixel that is white and should
    be black finds its way, and less of it further out, where nothing changes by it."""

    @staticmethod
    def forward(ctx: Any, levels: Tensor) -> Tensor:
        ctx.save_for_backward(levels)
        return levels.clamp(0, 255)

    @staticmethod
    def backward(ctx: Any, slope: Tensor) -> Tensor:
        (levels,) = ctx.saved_tensors
        outwards = ((levels > 255) & (slope < 0)) | ((levels < 0) & (slope > 0))
        return torch.where(outwards, _OUTWARDS * slope, slope)


def _levels(made: Tensor) -> Tensor:
    """What a network makes as levels of 0 to 255, unrounded; what has alpha on mid-grey."""
    made = made.nan_to_num(0)
    if made.shape[1] == 4:  # laid on grey as it is shown, though with the slopes of what lies outside
        levels: Tensor = _Clamped.apply(made * 127.5 + 127.5)  # type: ignore[no-untyped-call]
        made = over_neutral(levels / 127.5 - 1)
    levels = _Clamped.apply(made * 127.5 + 128)  # type: ignore[no-untyped-call]
    return levels


def _shown(levels: Tensor) -> npt.NDArray[np.uint8]:
    shown: npt.NDArray[np.uint8] = levels.to(torch.uint8).permute(1, 2, 0).contiguous().cpu().numpy()
    return shown


def _pace_at(share: float) -> float:
    """Up in a line, later down by a cosine (the public tool's ramps)."""
    fall = min(1.0, (1 - share) / _FALL)
    return (0.5 - 0.5 * math.cos(fall * math.pi)) * min(1.0, share / _RISE + 0.01)


def _noise_at(share: float) -> float:
    return _NOISE * max(0.0, 1 - share / _NOISE_UNTIL) ** 2
