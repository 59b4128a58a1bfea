"""Finding directions: in the weights of a network, in the spread of its latents, and from examples.

- Closed form: Shen and Zhou 2021, "Closed-Form Factorization of Latent Semantics in GANs".
- Principal components: Härkönen et al. 2020, "GANSpace: Discovering Interpretable GAN Controls".
- By example: a linear model tells designs with from designs without, as in Shen et al. 2020, "Interpreting the Latent
  Space of GANs for Semantic Face Editing"; it is tested on examples that it was not told of.

A network with styles is searched among its styles w, any other among its z. Where a network knows classes, latents are
drawn of all of them evenly; what is found without being asked for is what differs within a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.curation.likeness.classifier import learn
from gan_engine.curation.likeness.spaces import principal_axes, unit
from gan_engine.errors import ConfigurationError
from gan_engine.latent.directions import Direction, Method, apart_from, check_model
from gan_engine.latent.feature_maps import maps_of_stage
from gan_engine.latent.point import LAST_LAYER, Point, numbers, single_class
from gan_engine.latent.session import Session
from gan_engine.reporting import Report, silent

SAMPLES = 20_000
"""Latents that spreads are taken from."""
LEAST_EXAMPLES = 2
"""With, and without."""

_SEED = 0
_AT_ONCE = 2000
_FOLDS = 5
_AXES = 64
"""Principal axes among which examples are told apart: of some forty examples, more say nothing."""
_EVEN = 0.5
"""0 leaves axes as strong as they are, 1 makes all equally strong (as the likeness of pictures has it)."""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


class DirectionSearch:
    """Directions of the model that `session` has open. What it has drawn of the spread is kept for the next search."""

    def __init__(self, session: Session, *, samples: int = SAMPLES) -> None:
        self._session = session
        self._generator: Any = session.generator
        self._samples = samples

    def closed_form(self, count: int = 12, first: int = 0, last: int = LAST_LAYER) -> list[Direction]:
        """The `count` directions that the weights of layers `first` to `last` amplify most, the strongest first.

        They are the eigenvectors of A^T A, A [K,D] being the affine layers of the styles stacked, each row brought to
        unit length (Shen and Zhou 2021, eq. 7); without styles, A is the first layer's weight.
        """
        if self._session.styled:
            layers = self._generator.style_weights()[first : last + 1]
            if not layers:
                raise ConfigurationError("This network has no such layers.", do="Choose others.")
            weights = torch.cat(layers)
        else:
            weights = self._generator.latent_weights()
            if weights is None:
                raise ConfigurationError(
                    "This network's first layer does not see the whole latent: it has no directions in closed form.",
                    do="Look for principal components instead.",
                )
        axes, _ = principal_axes(unit(weights.detach().float().cpu().numpy()), count)
        return [
            self._direction("sefa", f"Found {number}", axis, first=first, last=last)
            for number, axis in enumerate(axes.T, 1)
        ]

    def principal(
        self, count: int = 12, first: int = 0, last: int = LAST_LAYER, report: Report = silent
    ) -> list[Direction]:
        """The principal components of designs within their class, the widest first (Härkönen et al. 2020).

        Of w itself; without styles, of the first feature maps (of the picture, where there are none), each brought back
        to the z that goes with it by least squares (their eq. 4).
        """
        if self._session.styled:
            axes = principal_axes(_within(self._spread.rows, self._spread.classes), count)[0].T
        else:
            axes = self._regressed_to_z(count, report)
        return [
            self._direction("pca", f"Spread {number}", axis, first=first, last=last)
            for number, axis in enumerate(axes, 1)
        ]

    def by_example(
        self, name: str, examples: Sequence[Point], others: Sequence[Point], first: int = 0, last: int = LAST_LAYER
    ) -> Direction:
        """From designs without it (`others`) to those with it (`examples`), by a linear model on their latents.

        Its certainty is the share of examples told apart by models that were not told of them (five-fold, both sides
        counted evenly). Raises `ConfigurationError` for fewer than `LEAST_EXAMPLES` on a side.
        """
        if min(len(examples), len(others)) < LEAST_EXAMPLES:
            raise ConfigurationError(
                "A direction needs some designs with it, and some without.",
                do=f"Choose at least {LEAST_EXAMPLES} of each; twenty are better.",
            )
        rows = np.concatenate([self._latents(examples, first, last), self._latents(others, first, last)])
        yes = np.arange(len(rows)) < len(examples)
        classes = self._shares([examples, others])
        frame = _Frame.of(self._rows_of([name for name, _ in classes]))
        points = frame.seen(rows)
        axis = frame.walked(learn(points, yes).weights[:-1])
        return self._direction(
            "examples", name, axis, first=first, last=last, classes=classes, certainty=held_out_certainty(points, yes),
            tested=len(rows),
        )  # fmt: skip

    def between_classes(self, name: str, start: str, end: str, first: int = 0, last: int = LAST_LAYER) -> Direction:
        """From one class to another: the difference of their mean styles over the same latents."""
        numbers_of = [self._session.class_index(each) for each in (start, end)]
        if not self._session.styled:
            raise ConfigurationError(
                "In this network a class is no place among the latents: no direction leads from one to another.",
                do="Blend the classes instead.",
            )
        if numbers_of[0] == numbers_of[1]:
            raise ConfigurationError("A direction between classes needs two of them.")
        means = [self._spread.rows[self._spread.classes == each].mean(0, dtype=np.float64) for each in numbers_of]
        classes = ((start, 0.5), (end, 0.5))
        return self._direction("classes", name, means[1] - means[0], first=first, last=last, classes=classes)

    def between_groups(
        self, name: str, start: Sequence[Point], end: Sequence[Point], first: int = 0, last: int = LAST_LAYER
    ) -> Direction:
        """From one group of designs to another: the difference of their mean latents."""
        if not start or not end:
            raise ConfigurationError("A direction between designs needs some on both sides.")
        way = self._latents(end, first, last).mean(0, dtype=np.float64)
        way -= self._latents(start, first, last).mean(0, dtype=np.float64)
        classes = self._shares([start, end])
        return self._direction("groups", name, way, first=first, last=last, classes=classes)

    def apart(self, direction: Direction, others: Sequence[Direction]) -> Direction:
        """`direction` at right angles to `others`, its step one deviation again.

        Raises `SnapshotError` for directions of another model, `ConfigurationError` where nothing is left of it.
        """
        check_model([direction, *others], self._session.digest)
        if any(each.space != direction.space or len(each.vector) != len(direction.vector) for each in others):
            raise ConfigurationError("These directions lie in different spaces.", do="Choose others.")
        try:
            way = apart_from(direction.array.astype(np.float64), [each.vector for each in others])
        except ValueError as error:
            raise ConfigurationError(f"{str(error)[0].upper()}{str(error)[1:]}.", do="Choose others.") from error
        return direction.with_vector(self._step(way, direction.classes))

    def all_apart(self, directions: Sequence[Direction], others: Sequence[Direction]) -> list[Direction]:
        """Each of `directions` as `apart` has it. Of several, those are left out of which nothing is left.

        Raises as `apart` does.
        """
        if not others:
            return list(directions)
        found = []
        for direction in directions:
            try:
                found.append(self.apart(direction, others))
            except ConfigurationError:
                if len(directions) == 1:
                    raise
        return found

    # ---- steps and spreads --------------------------------------------------------------------------------

    def _direction(self, method: Method, name: str, way: npt.ArrayLike, **fields: Any) -> Direction:
        """Along `way`, whatever its length."""
        vector = np.asarray(way, np.float64)
        if not np.linalg.norm(vector) > 1e-9:
            raise ConfigurationError("These designs do not differ: no direction leads from one to another.")
        vector = self._step(vector, fields.get("classes", ()))
        return Direction(
            name=name, method=method, space="w" if self._session.styled else "z", vector=numbers(vector),
            model_digest=self._session.digest, **fields,
        )  # fmt: skip

    def _step(self, way: Doubles, classes: Sequence[tuple[str, float]]) -> Doubles:
        """`way` as long as one deviation of designs along it: among those of `classes`, or within each class.

        Along any way of z that is 1, as latents are drawn.
        """
        step = way / np.linalg.norm(way)
        if not self._session.styled:
            return step
        if not classes:
            return step * max(float((self._rows_of() @ step).std()), 1e-6)
        along = [self._rows_of([name]) @ step for name, _ in classes]
        shares = np.array([share for _, share in classes]) / sum(share for _, share in classes)
        means = np.array([each.mean() for each in along])
        variance = shares @ (np.array([each.var() for each in along]) + means**2) - (shares @ means) ** 2
        return step * max(float(np.sqrt(max(variance, 0.0))), 1e-6)

    def _rows_of(self, classes: Sequence[str] = ()) -> Floats:
        """The spread among the designs of `classes`, or of all within their own class."""
        rows, of = self._spread.rows, self._spread.classes
        if not classes:
            return _within(rows, of)
        numbers_of = [self._session.class_index(name) for name in classes]
        return rows[np.isin(of, [number or 0 for number in numbers_of])]

    @cached_property
    def _spread(self) -> _Spread:
        """Latents as the network draws them, of all classes evenly."""
        z = np.random.RandomState(_SEED).randn(self._samples, self._session.z_dim).astype(np.float32)
        classes = np.arange(len(z)) % max(1, len(self._session.class_names))
        rows = z
        if self._session.styled:
            made = [
                self._generator.styles(*self._given(z[start : start + _AT_ONCE], classes[start : start + _AT_ONCE]))
                for start in range(0, len(z), _AT_ONCE)
            ]
            rows = torch.cat([styles[:, 0] for styles in made]).float().cpu().numpy()
        return _Spread(rows, classes)

    def _given(self, z: Floats, classes: npt.NDArray[np.int64]) -> tuple[Tensor, Tensor | None]:
        device = self._session.torch_device
        known = torch.from_numpy(classes).to(device) if self._session.class_names else None
        return torch.from_numpy(z).to(device), known

    def _latents(self, points: Sequence[Point], first: int, last: int) -> Floats:
        """float32 [N,D]: the z of `points`, or the mean of their styles in layers first to last."""
        latents = torch.stack([each.latent for each in self._session.inputs(points)])
        if self._session.styled:
            latents = latents[:, first : last + 1].mean(1)
        found: Floats = latents.float().cpu().numpy()
        return found

    def _shares(self, groups: Sequence[Sequence[Point]]) -> tuple[tuple[str, float], ...]:
        """Which classes points are of and by what share, each group counted evenly; in the model's order."""
        known = self._session.class_names
        shares = dict.fromkeys(known, 0.0)
        for group in groups:
            for point in group:
                classes = point.classes or (single_class(known[0]) if known else ())
                whole = sum(weight for _, weight in classes)
                for name, weight in classes:
                    shares[name] += weight / whole / len(group) / len(groups)
        return tuple((name, min(share, 1.0)) for name, share in shares.items() if share)

    # ---- principal components of z's feature maps ---------------------------------------------------------

    def _regressed_to_z(self, count: int, report: Report) -> Floats:
        """[count,z_dim]: for each principal component of the first features, the z that goes with it.

        The axes are those of the first `_AT_ONCE` designs: their maps are far wider than what z lets them do.
        """
        z, classes = self._spread.rows, self._spread.classes
        features = self._first_features(z[:_AT_ONCE], classes[:_AT_ONCE])
        centre = features.mean(0)
        axes, _ = principal_axes(_within(features, classes[:_AT_ONCE]), count)
        coordinates = [(features - centre) @ axes]
        for start in range(_AT_ONCE, len(z), _AT_ONCE):
            report(start, len(z), "")
            features = self._first_features(z[start : start + _AT_ONCE], classes[start : start + _AT_ONCE])
            coordinates.append((features - centre) @ axes)
        found = _within(np.concatenate(coordinates), classes)
        return np.asarray((found / found.std(0)).T @ z / len(z), np.float32)

    @torch.no_grad()
    def _first_features(self, z: Floats, classes: npt.NDArray[np.int64]) -> Floats:
        """[N,D]: what the first stage makes of `z`; the pictures of a network without stages."""
        given = self._given(z, classes)
        stages = self._generator.stages()
        made: Tensor = maps_of_stage(stages[0], lambda: self._generator(*given)) if stages else self._generator(*given)
        found: Floats = made.flatten(1).float().cpu().numpy()
        return found


@dataclass(frozen=True)
class _Spread:
    """Latents [N,D] and the number of each one's class [N]."""

    rows: Floats
    classes: npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Frame:
    """The principal axes of a spread, in which examples are told apart."""

    mean: Doubles
    axes: Doubles
    """[k,D]"""
    scale: Doubles
    """[k]"""

    @classmethod
    def of(cls, rows: Floats) -> _Frame:
        mean = rows.mean(0, dtype=np.float64)
        axes, strengths = principal_axes((rows - mean).astype(np.float32), _AXES)
        stds = strengths.astype(np.float64) / np.sqrt(len(rows))
        scale = stds**_EVEN
        return cls(mean, axes.T.astype(np.float64), scale * np.sqrt((stds**2 / scale**2).sum()))

    def seen(self, rows: Floats) -> Floats:
        """[N,D] -> [N,k], of mean square length 1 over the spread."""
        return np.asarray((rows - self.mean) @ self.axes.T / self.scale, np.float32)

    def walked(self, way: Doubles) -> Doubles:
        """A way [k] among what is seen, as the way [D] of the latents that leads along it."""
        found: Doubles = (way * self.scale) @ self.axes
        return found


def _within(rows: Floats, classes: npt.NDArray[np.int64]) -> Floats:
    """Rows [N,D] less the mean of their own class [N]."""
    found = np.empty_like(rows)
    for number in np.unique(classes):
        of = classes == number
        found[of] = rows[of] - rows[of].mean(0, dtype=np.float64).astype(np.float32)
    return found


def held_out_certainty(points: Floats, yes: npt.NDArray[np.bool_]) -> float:
    """The share of examples [n,D] told apart by models that did not know them, both sides counted evenly."""
    folds = np.empty(len(points), np.int64)
    for side in (True, False):
        folds[yes == side] = np.arange(int((yes == side).sum())) % _FOLDS
    right = np.zeros(len(points), bool)
    for fold in range(_FOLDS):
        out = folds == fold
        if out.any():
            right[out] = (learn(points[~out], yes[~out]).odds(points[out]) > 0) == yes[out]
    return float((right[yes].mean() + right[~yes].mean()) / 2)
