"""The features of a generator's designs, seen piece by piece, each rank drawing and looking at its part of a piece."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch

from gan_engine.dataset.reading import Dataset
from gan_engine.metrics.designs import Designs
from gan_engine.ranks import LostRankError, Ranks
from gan_engine.training.measuring.network_views import NetworkView
from gan_engine.training.orders import Lead, Order
from gan_engine.training.rank_group import on_all
from gan_engine.training.state import TrainingState


@dataclass(frozen=True)
class Wanted:
    """Which designs: `count` of the noise of `seed`, `batch` at a time on each rank, classes as often as `shares`."""

    seed: int
    count: int
    batch: int
    shares: Sequence[float]


class SharedLook:
    """The leading rank's side."""

    def __init__(self, lead: Lead, generator: Any, wanted: Wanted, views: Sequence[NetworkView]) -> None:
        self._lead = lead
        if not lead.ranks.alone:
            lead.order(Order.DESIGNS)
            lead.ranks.tell(asdict(wanted))
        self._pieces = _pieces(generator, wanted, views, lead.ranks)
        self._left = wanted.count

    def next_piece(self) -> list[torch.Tensor] | None:
        """The features [N, D] that each network finds in the next designs, on the processor; None after the last."""
        if not self._left:
            return None
        if not self._lead.ranks.alone:
            self._lead.order(Order.LOOK)
        own = on_all(self._lead.ranks, lambda: next(self._pieces))
        found = [self._lead.ranks.collected_rows(features) for features in own]
        piece = [features[: self._left] for features in found if features is not None]
        self._left -= len(piece[0])
        return piece


class FollowedLook:
    """The others': it answers the leading rank's orders. What fails ends the measuring, on all ranks."""

    def __init__(self, state: TrainingState, dataset: Dataset, names: Sequence[str], ranks: Ranks) -> None:
        self._state = state
        self._views = [NetworkView(name, dataset, state.device) for name in names]
        self._ranks = ranks
        self._generator: Any = None
        self._pieces: Iterator[list[torch.Tensor]] = iter(())

    def keep(self) -> None:
        """Keep the generator of now: its designs are going to be measured."""
        self._generator = copy.deepcopy(self._state.generator_ema)

    def begin(self) -> None:
        """These designs of it, as the leading rank says."""
        wanted = Wanted(**self._ranks.hear())
        self._pieces = _pieces(self._generator, wanted, self._views, self._ranks)

    def look(self) -> None:
        """Draw this rank's part of the next designs, and tell what is seen in them."""
        try:
            own = on_all(self._ranks, lambda: next(self._pieces))
        except LostRankError:
            raise
        except Exception:  # the leading rank was told, and says it
            self._pieces = iter(())
            return
        for features in own:
            self._ranks.collected_rows(features)


def _pieces(generator: Any, wanted: Wanted, views: Sequence[NetworkView], ranks: Ranks) -> Iterator[list[torch.Tensor]]:
    """This rank's rows of piece after piece."""
    for view in views:
        view.load()
    batch = wanted.batch * ranks.world_size
    designs = Designs(generator, seed=wanted.seed, shares=wanted.shares, batch=batch, ranks=ranks)
    for pictures in designs.pictures(wanted.count):
        yield [view.features(pictures) for view in views]
