"""Several processes train one network: with the same batch in all they do what one does, but for rounding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from gan_engine.errors import RunError
from gan_engine.networks.layers import BatchNorm2d, minibatch_stddev
from gan_engine.ranks import ALONE, Ranks
from gan_engine.training import gradient_buckets
from gan_engine.training.gradient_buckets import GradientBuckets
from gan_engine.training.measuring.shared_look import FollowedLook, SharedLook, Wanted
from gan_engine.training.orders import Lead, Order, follow, take_over
from gan_engine.training.samples import SampleGrid
from gan_engine.training.signals import EndSignals
from tests.engine.training.rank_support import FORMS, pictures_of, state_of, together, told_by

WORLD = 2
MOVED = (1, 2)
PLACES = 8 * torch.finfo(torch.float32).eps
USED = ((0, 2), (0, 2), (0, 1, 2), (0, 1, 2))
"""Layers, in each pass."""
LEARNS = "R1 through batch norm"


def work_of_rank(ranks: Ranks, folder: Path) -> dict[str, Any]:
    """All that is asked of a rank, in one process: starting one takes seconds."""
    return {
        "told": {form: told_by(form, ranks) for form in FORMS},
        "networks": weights_of_form(LEARNS, ranks),
        "buckets": averaged_in_small_buckets(ranks),
        "spread": spread_of_groups(ranks),
        "running": running_statistics(ranks),
        "drawn": drawn_and_measured(ranks),
    }


def weights_of_form(form: str, ranks: Ranks = ALONE) -> dict[str, Tensor]:
    state = state_of(form, ranks)
    for reals in pictures_of(state.plan):
        state.make_step(ranks.own(reals), None)
    return state.tensors()


def averaged_in_small_buckets(ranks: Ranks) -> dict[str, Any]:
    """Gradients of a network of which one layer is used in the second pass alone, and how many buckets went early."""
    before, gradient_buckets.BUCKET_BYTES = gradient_buckets.BUCKET_BYTES, 40
    layers = small_layers()
    buckets = GradientBuckets(layers, ranks)
    made: list[list[Tensor | None]] = []
    early = []
    for used in USED:
        layers.zero_grad(set_to_none=True)
        loss = small_loss(layers, used, ranks.rank)
        buckets.expect("phase")
        loss.backward()
        early.append(len(buckets._sent))
        buckets.finish("phase")
        made.append([None if weight.grad is None else weight.grad.clone() for weight in layers.parameters()])
    gradient_buckets.BUCKET_BYTES = before
    return {"early": early, "gradients": made}


def small_layers() -> nn.ModuleList:
    torch.manual_seed(0)
    return nn.ModuleList([nn.Linear(3, 3), nn.Linear(3, 3), nn.Linear(3, 2)])


def small_loss(layers: nn.ModuleList, used: Sequence[int], rank: int) -> Tensor:
    y = torch.arange(6.0).view(2, 3) / 6 + rank
    for index in used:
        y = layers[index](y)
    return y.square().mean()


def spread_of_groups(ranks: Ranks) -> dict[int, Tensor]:
    x = torch.randn(12, 3, 2, 2, generator=torch.Generator().manual_seed(0))
    with ranks.acting():
        return {group: minibatch_stddev(ranks.own(x), group) for group in (2, 3, 4, 6, 12)}


def running_statistics(ranks: Ranks) -> dict[str, Tensor]:
    norm = BatchNorm2d(3)
    x = torch.randn(4, 3, 2, 2, generator=torch.Generator().manual_seed(0)) * 3 + 5
    with ranks.acting():
        norm(ranks.own(x))
    return dict(norm.state_dict())


class Colours:
    """Stands for a network that looks at designs: their mean colours."""

    def __init__(self, *, breaks: bool = False) -> None:
        self._breaks = breaks

    def load(self) -> bool:
        return False

    def features(self, pictures: Tensor) -> Tensor:
        if self._breaks:
            raise MemoryError("no room for the network")
        return pictures.float().mean((2, 3))


WANTED = Wanted(seed=3, count=11, batch=3, shares=())


def drawn_and_measured(ranks: Ranks) -> dict[str, Any]:
    """A sheet of samples and what is seen in designs, drawn by all ranks; and what becomes of a network that fails."""
    signals = EndSignals()
    signals.asked = ranks.rank == 1
    state = state_of(LEARNS, ranks)
    grid = SampleGrid.of(state.generator_ema, 0)
    if not ranks.leads:
        followed = FollowedLook(state, None, [], ranks)  # type: ignore[arg-type]
        followed._views = [Colours()]  # type: ignore[list-item]

        def break_down() -> None:
            followed._views = [Colours(breaks=True)]  # type: ignore[list-item]

        actions = {
            Order.SAMPLE: lambda: grid.draw(state.generator_ema, ranks),
            Order.KEEP: followed.keep,
            Order.DESIGNS: followed.begin,
            Order.LOOK: followed.look,
            Order.AGREE: lambda: take_over(state, ranks),
            Order.REST: break_down,
        }
        follow(ranks, signals, actions, {Order.END})
        return {"weights": state.tensors()}
    with Lead(ranks, signals) as lead:
        lead.order(Order.SAMPLE)
        sheet = grid.draw(state.generator_ema, ranks)
        assert sheet is not None
        lead.order(Order.KEEP)
        seen = looked_at(SharedLook(lead, state.generator_ema, WANTED, [Colours()]))  # type: ignore[list-item]
        heard = signals.asked
        with torch.no_grad():
            for weight in state.generator.parameters():
                weight.add_(1)
        lead.agree(state)
        lead.order(Order.REST)
        lead.order(Order.KEEP)
        failing = SharedLook(lead, state.generator_ema, WANTED, [Colours()])  # type: ignore[list-item]
        try:
            failing.next_piece()
            failure = ""
        except RunError as error:
            failure = error.what
    return {
        "sheet": torch.from_numpy(sheet), "seen": seen, "heard": heard, "failure": failure, "weights": state.tensors()
    }  # fmt: skip


def looked_at(look: SharedLook) -> Tensor:
    pieces = []
    while (piece := look.next_piece()) is not None:
        pieces += piece
    return torch.cat(pieces)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return together(work_of_rank, tmp_path_factory.mktemp("ranks"), WORLD)


@pytest.mark.parametrize("form", FORMS)
def test_two_processes_have_the_losses_of_one(form: str, found: list[dict[str, Any]]) -> None:
    """But for rounding: no further off than the same training whose first weights differ in their last places."""
    one = told_by(form)
    moved = [told_by(form, moved=seed) for seed in MOVED]
    first, second = (rank["told"][form] for rank in found)
    assert first == second, "every rank tells of the whole batch"
    for step, alone in enumerate(one):
        assert first[step].keys() == alone.keys()
        for name, value in alone.items():
            spread = max(abs(other[step][name] - value) for other in moved)
            assert abs(first[step][name] - value) <= 4 * spread + PLACES * max(1, abs(value)), (step, name)


def test_all_ranks_keep_the_same_networks(found: list[dict[str, Any]]) -> None:
    first, second = (rank["networks"] for rank in found)
    assert first.keys() == second.keys() == weights_of_form(LEARNS).keys()
    assert all(torch.equal(value, second[name]) for name, value in first.items()), "to the last bit"


def test_gradients_are_averaged_whatever_comes(found: list[dict[str, Any]]) -> None:
    x = torch.arange(6.0).view(2, 3)
    del x
    for rank in found:
        assert rank["buckets"]["early"][0] == 0, "which gradients come is learnt in the first pass"
        assert rank["buckets"]["early"][1] > 1, "then buckets go while others are still computed"
        assert rank["buckets"]["early"][3] > rank["buckets"]["early"][1], "and learnt again where it changes"
    first, second = (rank["buckets"]["gradients"] for rank in found)
    for used, one, other in zip(USED, first, second, strict=True):
        layers, losses = small_layers(), []
        for rank in range(WORLD):
            losses.append(small_loss(layers, used, rank))
        torch.stack(losses).mean().backward()
        for weight, mine, others in zip(layers.parameters(), one, other, strict=True):
            assert (mine is None) == (others is None) == (weight.grad is None)
            if weight.grad is not None:
                assert torch.equal(mine, others)
                torch.testing.assert_close(mine, weight.grad)


@pytest.mark.parametrize("group", [2, 3, 4, 6, 12])
def test_groups_are_those_of_the_whole_batch(group: int, found: list[dict[str, Any]]) -> None:
    alone = spread_of_groups(ALONE)[group]
    together = torch.stack([rank["spread"][group] for rank in found], 1).flatten(0, 1)
    torch.testing.assert_close(together, alone)


def test_batch_norm_remembers_the_whole_batch(found: list[dict[str, Any]]) -> None:
    alone = running_statistics(ALONE)
    for rank in found:
        for name, value in alone.items():
            torch.testing.assert_close(rank["running"][name], value, msg=name)


def test_samples_and_measures_are_shared(found: list[dict[str, Any]]) -> None:
    state = state_of(LEARNS)
    first, second = (rank["drawn"] for rank in found)
    sheet = SampleGrid.of(state.generator_ema, 0).draw(state.generator_ema)
    assert sheet is not None
    assert (first["sheet"].int() - torch.from_numpy(sheet).int()).abs().max() <= 1, "a level, as in batches of any size"
    seen = looked_at(SharedLook(Lead(ALONE, EndSignals()), state.generator_ema, WANTED, [Colours()]))  # type: ignore[list-item]
    assert first["seen"].shape == seen.shape == (WANTED.count, 3)
    torch.testing.assert_close(first["seen"], seen, rtol=0, atol=1)
    assert first["heard"], "the other was asked to end, and all know"
    assert first["failure"].startswith("Process 2 of the 2 that train together cannot take part: MemoryError")
    for name, weight in first["weights"].items():
        assert torch.equal(weight, second["weights"][name]), name


def test_rows_that_come_out_uneven_count_once() -> None:
    rows = torch.arange(5.0)
    parts = []
    for rank in range(3):
        ranks = Ranks(rank, 3)
        with ranks.sharing(5) as count:
            own = ranks.own(rows)
            assert len(own) == count == 2
            parts.append(ranks.weighted(own).mean())
    torch.testing.assert_close(torch.stack(parts).mean(), rows.mean())
    with pytest.raises(ValueError, match="rank 2 of 2"):
        Ranks(2, 2)
