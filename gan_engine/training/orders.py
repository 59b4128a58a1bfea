"""What all ranks do together beside a step's own sums: the leading one gives orders, the others follow.

The leading rank runs the loop, writes the run directory and decides; before each thing that takes all ranks it says
which comes. So pauses, requests, the clock and the disk are its business alone, and a signal to any of them is heard by
all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import IntEnum
from types import TracebackType
from typing import Any, Self

import torch

from gan_engine.ranks import LostRankError, Ranks
from gan_engine.runs.rank_position import RankPosition
from gan_engine.training.rank_group import joined
from gan_engine.training.signals import EndSignals
from gan_engine.training.state import TrainingState

_EMA = "generator_ema:"
_DTYPES = {str(dtype): dtype for dtype in (torch.float32, torch.float64, torch.int64, torch.bool)}


class Order(IntEnum):
    """What comes next."""

    END = 1
    BEGIN = 9
    """A training, as described next."""
    REST = 10
    """Let go of it: it is paused, and begins again or ends later."""
    WAIT = 2
    """Nothing: who waits for a long time hears of signals by it."""
    STEP = 3
    AGREE = 4
    """All take over the leading rank's state."""
    SAMPLE = 5
    KEEP = 6
    """The generator of now is kept: its designs are going to be measured."""
    DESIGNS = 7
    """Those that are told next."""
    LOOK = 8
    """At the next of them."""


class Lead:
    """The leading rank gives orders until the block ends. Alone it has nobody to order."""

    def __init__(self, ranks: Ranks, signals: EndSignals) -> None:
        self.ranks = ranks
        self._signals = signals

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, LostRankError):
            try:
                self.order(Order.END)
            except LostRankError:
                if error is None:
                    raise

    def begin(self, document: Mapping[str, Any]) -> Ranks:
        """Have all ranks take up the training that `document` (run.json) describes."""
        self.order(Order.BEGIN)
        self.ranks.tell(document)
        return self.ranks

    def hears_the_end(self) -> bool:
        """Is any rank asked to end? For who waits for a long time."""
        self.order(Order.WAIT)
        return self._signals.asked

    def order(self, order: Order) -> None:
        """Have all do this; the leading rank itself goes on to it."""
        _, asked = self.ranks.exchange_order(order, self._signals.asked)
        self._signals.asked |= asked

    def agree(self, state: TrainingState) -> None:
        """Give all ranks the leading one's state: where it was read from a snapshot, or changed but by steps.

        With every snapshot too: processors of different kinds round differently, and may have come apart by that.
        """
        if not self.ranks.alone:
            self.order(Order.AGREE)
            _give(state, self.ranks)


def send_home(position: RankPosition) -> None:
    """Meet the others, to tell them that there is nothing to do."""
    signals = EndSignals()
    with joined(position, signals) as ranks, Lead(ranks, signals):
        pass


def follow(
    ranks: Ranks, signals: EndSignals, actions: Mapping[Order, Callable[[], Any]], until: Collection[Order]
) -> Order:
    """Do what the leading rank orders, until one of these is ordered, which is returned."""
    while True:
        order = Order(ranks.exchange_order(0, signals.asked)[0])
        if order in until:
            return order
        if order != Order.WAIT:
            actions[order]()


def take_over(state: TrainingState, ranks: Ranks) -> None:
    """What the leading rank gives with `Order.AGREE`."""
    told = ranks.hear()
    shapes = [(shape, _DTYPES[dtype]) for _, shape, dtype in told["tensors"]]
    tensors = dict(zip((name for name, _, _ in told["tensors"]), ranks.hear_tensors(shapes), strict=True))
    ema = {name[len(_EMA) :]: tensor for name, tensor in tensors.items() if name.startswith(_EMA)}
    state.restore({name: tensor for name, tensor in tensors.items() if not name.startswith(_EMA)}, ema, told["facts"])


def _give(state: TrainingState, ranks: Ranks) -> None:
    tensors = state.tensors() | {f"{_EMA}{name}": value for name, value in state.generator_ema.state_dict().items()}
    told = [(name, list(tensor.shape), str(tensor.dtype)) for name, tensor in tensors.items()]
    ranks.tell({"tensors": told, "facts": state.facts()})
    ranks.tell_tensors(list(tensors.values()))
