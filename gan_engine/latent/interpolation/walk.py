"""A walk through designs: its stations, the time and easing of each way between two, whether it leads back.

Time runs evenly from 0 to 1; a position counts stations, 1.5 is half way from the second to the third. Shares and
easings lead from the one to the other, `blending.between` from a position to the point there.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Annotated, Literal, overload

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from gan_engine.latent.interpolation.blending import Network, Way, between, free_latent
from gan_engine.latent.interpolation.spherical import way_length
from gan_engine.latent.point import Point

MAX_STATIONS = 100_000
Easing = Literal["linear", "in", "out", "in-out", "hold"]
EASINGS: tuple[Easing, ...] = ("linear", "in", "out", "in-out", "hold")


class Segment(BaseModel):
    """How a walk goes from one station to the next."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    share: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None
    """Of the time, relative to the others; 1 is usual. None: by its length on the sphere, so that the speed is even."""
    easing: Easing = "linear"
    """linear: at one speed. in, out: begins, ends slowly (u^2, 1 - (1 - u)^2). in-out: both (3 u^2 - 2 u^3).
    hold: stays at its first station to its end."""


USUAL_SEGMENT = Segment()


class Walk(BaseModel):
    """Through one station or more; whatever comes from outside is checked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stations: Annotated[tuple[Point, ...], Field(min_length=1, max_length=MAX_STATIONS)]
    segments: Annotated[tuple[Segment, ...], Field(max_length=MAX_STATIONS)] = ()
    """In order, the one back to the first station last; those that are left out are usual ones."""
    loop: bool = False
    """Back to the first station."""
    way: Way = "round"

    @property
    def segment_count(self) -> int:
        """How many ways there are from station to station."""
        return len(self.stations) - 1 + self.loop

    def segment(self, number: int) -> Segment:
        """How it goes from station `number` to the next."""
        return self.segments[number] if number < len(self.segments) else USUAL_SEGMENT

    def ends(self, number: int) -> tuple[Point, Point]:
        """The stations that segment `number` leads from and to."""
        return self.stations[number], self.stations[(number + 1) % len(self.stations)]

    def shares(self, network: Network) -> npt.NDArray[np.float64]:
        """What each segment has of the time, 1 is usual, [segments].

        One without a share of its own has its length on the sphere of z, relative to the mean length; 1 where an end of
        it does not lie in z.
        """
        given = [self.segment(number).share for number in range(self.segment_count)]
        if None not in given:
            return np.array(given, np.float64)
        latents = [free_latent(point, network) for point in self.stations]
        ends = itertools.pairwise([*latents, latents[0]] if self.loop else latents)
        lengths = [None if a is None or b is None else way_length(a, b) for a, b in ends]
        known = [length for length in lengths if length is not None]
        mean = float(np.mean(known)) if known else 0.0
        relative = [1.0 if length is None else length / mean if mean else 0.0 for length in lengths]
        return np.array([own if share is None else share for share, own in zip(given, relative, strict=True)])

    def positions(self, frames: int, network: Network) -> npt.NDArray[np.float64]:
        """Where each of `frames` frames is, [frames].

        The first is at the first station. Without `loop` the last is exactly at the last; with it the walk stops one
        step before the first, so that it can be played round and round. Raises `ValueError` without a frame.
        """
        if frames < 1:
            raise ValueError("A walk needs at least one frame.")
        times = np.arange(frames) / max(1, frames if self.loop else frames - 1)
        return self.positions_at(times, network)

    def positions_at(self, times: npt.ArrayLike, network: Network) -> npt.NDArray[np.float64]:
        """Where the walk is at each of `times` (0 to 1), [times]."""
        given = np.clip(np.asarray(times, np.float64), 0, 1)
        shares = self.shares(network)
        ends = np.concatenate([[0.0], np.cumsum(shares)])
        if ends[-1] == 0:
            return np.where(given == 1, float(self.segment_count), 0.0) if self.segment_count else np.zeros(len(given))
        number = np.clip(np.searchsorted(ends, given * ends[-1], side="right") - 1, 0, len(shares) - 1)
        within = np.where(shares == 0, 1.0, shares)[number]
        way = np.clip((given * ends[-1] - ends[number]) / within, 0, 1)
        way[given == 1] = 1.0
        easings = np.array([EASINGS.index(self.segment(each).easing) for each in range(self.segment_count)])[number]
        eased = np.choose(easings, [ease(way, easing) for easing in EASINGS])
        return np.asarray(number + eased, np.float64)

    def point(self, position: float, network: Network) -> Point:
        """The point at a position (0 to the number of segments); at whole numbers it is the station itself.

        Raises `EngineError` as `blending.between` does.
        """
        number = min(max(0, int(position)), max(0, self.segment_count - 1))
        first, second = self.ends(number) if self.segment_count else (self.stations[0], self.stations[0])
        return between(first, second, position - number, network, self.way)

    def at(self, positions: npt.ArrayLike, network: Network) -> Frames:
        """The points at `positions`, each made when it is asked for."""
        return Frames(self, np.asarray(positions, np.float64), network)

    def frames(self, frames: int, network: Network) -> Frames:
        """The points of so many frames, each made when it is asked for. Raises `ValueError` as `positions` does."""
        return self.at(self.positions(frames, network), network)

    def part(self, first: int, last: int) -> Walk:
        """The walk through the stations `first` to `last` alone, counted round and round where it leads back."""
        numbers = [number % len(self.stations) for number in range(first, last + 1)]
        return Walk(stations=tuple(self.stations[number] for number in numbers), way=self.way)


class Frames(Sequence[Point]):
    """The points of a walk at some positions: as many as a clip has, without holding them."""

    def __init__(self, walk: Walk, positions: npt.NDArray[np.float64], network: Network) -> None:
        self._walk = walk
        self._positions = positions
        self._network = network

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> Point: ...

    @overload
    def __getitem__(self, index: slice) -> list[Point]: ...

    def __getitem__(self, index: int | slice) -> Point | list[Point]:
        if isinstance(index, slice):
            return [self._walk.point(float(position), self._network) for position in self._positions[index]]
        return self._walk.point(float(self._positions[index]), self._network)


def ease(way: npt.NDArray[np.float64], easing: Easing) -> npt.NDArray[np.float64]:
    """How far one is (0 to 1) when `way` (0 to 1) of the time is over: 0 at 0, 1 at 1, never back."""
    if easing == "in":
        return way**2
    if easing == "out":
        return 1 - (1 - way) ** 2
    if easing == "in-out":
        return way**2 * (3 - 2 * way)
    if easing == "hold":
        return np.floor(way)
    return way
