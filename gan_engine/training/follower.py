"""A process that trains with others and does not lead: it makes the steps, and beside them what it is ordered to.

It touches no run directory: what it has to know the leading rank tells it. So on other machines only the dataset has to
be there.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from gan_engine.dataset.loader import Loader, variants
from gan_engine.device import free_memory
from gan_engine.ranks import Ranks
from gan_engine.runs.best_snapshot import steering_measure
from gan_engine.runs.rank_position import RankPosition
from gan_engine.training.measuring.quick_measure import networks
from gan_engine.training.measuring.shared_look import FollowedLook
from gan_engine.training.orders import Order, follow, take_over
from gan_engine.training.rank_group import joined
from gan_engine.training.samples import SampleGrid
from gan_engine.training.signals import EndSignals
from gan_engine.training.state import TrainingState
from gan_engine.training.workplace import Workplace, computing, measured, opened


def follow_training(run_path: Path, position: RankPosition, *, dataset: Path | None = None) -> None:
    """Train with the one that leads, until that orders the end.

    `dataset`: where it lies, if not where the leading rank says. Raises `EngineError`: here, or on another rank.
    """
    with EndSignals(lasting=position.by_torchrun) as signals, joined(position, signals) as ranks:
        order = Order.REST
        while order != Order.END:
            order = follow(ranks, signals, {}, {Order.BEGIN, Order.END})
            if order == Order.BEGIN:
                order = _train(ranks, signals, run_path, position, dataset)
                free_memory()


def _train(ranks: Ranks, signals: EndSignals, run_path: Path, position: RankPosition, dataset: Path | None) -> Order:
    """Follow through one training, to its end or until it rests."""
    with contextlib.ExitStack() as stack:
        document = ranks.hear()
        workplace = stack.enter_context(opened(ranks, document, position, run_path, dataset))
        wanted = ranks.hear()
        if wanted["measure"]:
            measured(ranks, workplace, wanted["precision"])
        resolved = ranks.hear()
        stack.enter_context(computing(workplace, resolved))
        state = TrainingState(
            workplace.plan, workplace.device, resolved["precision"], ranks=ranks, parts=resolved.get("parts", 1)
        )
        return _Follower(state, workplace, ranks).follow(signals)


class _Follower:
    def __init__(self, state: TrainingState, workplace: Workplace, ranks: Ranks) -> None:
        self._state = state
        self._dataset = workplace.dataset
        self._ranks = ranks
        self._loader: Loader | None = None
        self._grid = SampleGrid.of(state.generator_ema, state.plan.configuration.seed)
        steering = steering_measure(state.plan.configuration.discriminator)
        self._look = FollowedLook(state, workplace.dataset, networks(steering), ranks)

    def follow(self, signals: EndSignals) -> Order:
        actions = {
            Order.STEP: self._step,
            Order.AGREE: lambda: take_over(self._state, self._ranks),
            Order.SAMPLE: lambda: self._grid.draw(self._state.generator_ema, self._ranks),
            Order.KEEP: self._look.keep,
            Order.DESIGNS: self._look.begin,
            Order.LOOK: self._look.look,
        }
        try:
            return follow(self._ranks, signals, actions, {Order.REST, Order.END})
        finally:
            if self._loader is not None:
                self._loader.close()

    def _step(self) -> None:
        if self._loader is None:  # where it begins is known once the state is the leading rank's
            configuration = self._state.plan.configuration
            self._state.keep_features(variants(self._dataset, mirror=configuration.mirror))
            self._loader = Loader(
                self._dataset,
                configuration.batch,
                seed=configuration.seed,
                mirror=configuration.mirror,
                balance=configuration.class_balance,
                images_done=self._state.images,
                rank=self._ranks.rank,
                world_size=self._ranks.world_size,
                device=self._state.device,
            )
        reals, labels = next(self._loader)
        self._state.make_step(reals, labels, self._loader.shown)
