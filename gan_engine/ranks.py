"""The processes that train one network together (ranks): who this one is, and what they tell one another.

Each has every `world_size`-th row of a batch, beginning with its own number. So a group of pictures that are looked at
together (`minibatch_stddev`) mostly lies on one rank, and a batch gone through in parts has the same pictures in each
part however many ranks there are. What is random belongs to a row, not to a rank: `gan_engine.draws`.

Within a step its ranks are `current()`: layers that look at a whole batch ask them. Outside there is one alone, so that
what one rank does for all (samples, measures) waits for nobody. The process groups are torch's (`torch.distributed`):
tensors of a graphics card go by NCCL, those of the processor by gloo.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as distributed
from torch import Tensor

from gan_engine.errors import RunError

_PATIENCE = timedelta(minutes=30)  # of whoever waits for an order: the leading rank may be writing to a slow disk


class LostRankError(RunError):
    """A process of those that train together has gone, or cannot be reached."""


class Ranks:
    """One process's place among `world_size`; alone it has every row, and asks nobody."""

    def __init__(self, rank: int = 0, world_size: int = 1) -> None:
        if not 0 <= rank < world_size:
            raise ValueError(f"rank {rank} of {world_size}")
        self.rank = rank
        self.world_size = world_size
        self._shared: int | None = None
        self._orders: Any = None

    @property
    def alone(self) -> bool:
        return self.world_size == 1

    @property
    def leads(self) -> bool:
        """Is this the one that decides, and writes the run directory?"""
        return self.rank == 0

    # Rows

    @contextlib.contextmanager
    def acting(self) -> Iterator[None]:
        """Within the block these are the ranks that make a step."""
        global _current
        before, _current = _current, self
        try:
            yield
        finally:
            _current = before

    @contextlib.contextmanager
    def sharing(self, total: int) -> Iterator[int]:
        """Within the block a batch of `total` rows is shared, which need not come out even; yields how many a rank has.

        All have as many: where there are too few some repeat, and count for nothing in `mean_rows` and `weighted`.
        """
        before, self._shared = self._shared, total
        try:
            yield -(-total // self.world_size)
        finally:
            self._shared = before

    def total(self, rows: int) -> int:
        """How many rows all ranks have together where this one has `rows`."""
        return rows * self.world_size if self._shared is None else self._shared

    def own(self, whole: Tensor, dim: int = 0) -> Tensor:
        """This rank's rows of what all have, along `dim`."""
        if self.alone:
            return whole
        total = whole.shape[dim]
        if total % self.world_size == 0:
            return whole[(slice(None),) * dim + (slice(self.rank, None, self.world_size),)]
        rows = torch.arange(self.rank, total + self.world_size - 1, self.world_size, device=whole.device)
        return whole.index_select(dim, rows[: -(-total // self.world_size)].clamp(max=total - 1))

    def _counting(self, rows: int) -> int:
        """How many of this rank's rows are no repetitions."""
        return len(range(self.rank, self.total(rows), self.world_size))

    # Numbers of the whole batch, without a graph

    def mean(self, value: Tensor) -> Tensor:
        """The mean of what each rank has."""
        if self.alone:
            return value
        return self._added(value.detach().clone().div_(self.world_size))

    @torch.no_grad()
    def mean_rows(self, rows: Tensor) -> Tensor:
        """[N,...] -> [...]: the mean over the rows of all ranks."""
        if self.alone:
            return rows.mean(0)
        return self._added(rows[: self._counting(len(rows))].sum(0)) / self.total(len(rows))

    def highest(self, value: int) -> int:
        """The highest of all ranks' numbers."""
        if self.alone:
            return value
        return int(self._reduce(torch.tensor(value), distributed.ReduceOp.MAX))

    # Losses of the whole batch, with their graph: derivatives of the sum of all ranks' losses, of any order

    def weighted(self, values: Tensor) -> Tensor:
        """[N] so weighted that the mean of all ranks' means is that over all rows."""
        total = self.total(len(values))
        if total == len(values) * self.world_size:
            return values
        counts = torch.arange(len(values), device=values.device) < self._counting(len(values))
        return values * counts * (len(values) * self.world_size / total)

    def gathered(self, rows: Tensor) -> Tensor:
        """[N,...] of each rank -> [world_size N,...] in the order of the batch."""
        return rows if self.alone else _apply(_Gather, rows, self)

    # From one to the others

    def tell(self, document: Any) -> None:
        """Say `document` (fit for JSON) to all the others, who `hear` it."""
        if not self.alone:
            said = torch.frombuffer(bytearray(json.dumps(document).encode()), dtype=torch.uint8)
            self._broadcast(torch.tensor(len(said)))
            self._broadcast(said)

    def hear(self) -> Any:
        """What the leading rank says; waits for it."""
        length = torch.zeros((), dtype=torch.int64)
        self._broadcast(length)
        heard = torch.empty(int(length), dtype=torch.uint8)
        self._broadcast(heard)
        return json.loads(bytes(heard.tolist()))

    def tell_tensors(self, tensors: Sequence[Tensor]) -> None:
        """Give all the others `tensors`."""
        for tensor in tensors:
            self._broadcast(tensor.detach().cpu().contiguous())

    def hear_tensors(self, shapes: Sequence[tuple[Sequence[int], torch.dtype]]) -> list[Tensor]:
        """What `tell_tensors` gives, of these shapes, on the processor."""
        heard = [torch.empty(tuple(shape), dtype=dtype) for shape, dtype in shapes]
        for tensor in heard:
            self._broadcast(tensor)
        return heard

    def collected(self, document: Any) -> list[Any]:
        """What each rank says at this point, by rank; the leading one is told, the others get []."""
        if self.alone:
            return [document]
        said = torch.frombuffer(bytearray(json.dumps(document).encode()), dtype=torch.uint8)
        longest = self.highest(len(said))
        padded = torch.full((longest,), ord(" "), dtype=torch.uint8)
        padded[: len(said)] = said
        heard = self.collected_rows(padded[None])
        return [json.loads(bytes(row.tolist())) for row in heard] if heard is not None else []

    def collected_rows(self, rows: Tensor) -> Tensor | None:
        """[N,...] of each rank -> on the leading one [world_size N,...] in the order of the batch, on the processor."""
        if self.alone:
            return rows
        rows = rows.cpu().contiguous()
        heard = [torch.empty_like(rows) for _ in range(self.world_size)] if self.leads else None
        with _reaching_all():
            distributed.gather(rows, heard, dst=0, group=self._order_group())
        return None if heard is None else torch.stack(heard, 1).flatten(0, 1)

    def exchange_order(self, order: int, asked: bool) -> tuple[int, bool]:
        """The leading rank's `order`, and whether any rank is asked to end. Waits as long as it takes."""
        if self.alone:
            return order, asked
        table = self._reduce(torch.tensor([order if self.leads else 0, int(asked)]), distributed.ReduceOp.MAX)
        return int(table[0]), bool(table[1])

    # By torch.distributed

    def reduce_later(self, tensor: Tensor) -> Any:
        """Begin to add up `tensor` over all ranks, in place; whoever needs it calls `wait` of what comes back."""
        with _reaching_all():
            return _Awaited(distributed.all_reduce(tensor, async_op=True))

    def _added(self, tensor: Tensor) -> Tensor:
        tensor = tensor.contiguous()
        with _reaching_all():
            distributed.all_reduce(tensor)
        return tensor

    def _all_rows(self, rows: Tensor) -> Tensor:
        rows = rows.contiguous()
        parts = [torch.empty_like(rows) for _ in range(self.world_size)]
        with _reaching_all():
            distributed.all_gather(parts, rows)
        return torch.stack(parts, 1).flatten(0, 1)

    def _reduce(self, tensor: Tensor, how: Any) -> Tensor:
        with _reaching_all():
            distributed.all_reduce(tensor, how, group=self._order_group())
        return tensor

    def _broadcast(self, tensor: Tensor) -> None:
        with _reaching_all():
            distributed.broadcast(tensor, 0, group=self._order_group())

    def _order_group(self) -> Any:
        """Orders have a group of their own: who waits for one waits long, and gradients do not come between."""
        if self._orders is None:
            self._orders = distributed.new_group(backend="gloo", timeout=_PATIENCE)
        return self._orders


ALONE = Ranks()
_current = ALONE


def current() -> Ranks:
    """The ranks that make the step that is being made; outside of steps one alone."""
    return _current


class _Awaited:
    def __init__(self, work: Any) -> None:
        self._work = work

    def wait(self) -> None:
        with _reaching_all():
            self._work.wait()


class _Gather(torch.autograd.Function):
    """The rows of all ranks. A row's slope is the sum of what all ranks' losses make of it."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, ranks: Ranks) -> Tensor:
        ctx.ranks = ranks
        return ranks._all_rows(rows)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None]:
        return _apply(_Scatter, slopes[0], ctx.ranks), None


class _Scatter(torch.autograd.Function):
    """Own rows of the sum over all ranks: the adjoint of gathering."""

    @staticmethod
    def forward(ctx: Any, whole: Tensor, ranks: Ranks) -> Tensor:
        ctx.ranks = ranks
        return ranks.own(ranks._added(whole.clone())).contiguous()

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None]:
        return _apply(_Gather, slopes[0], ctx.ranks), None


def _apply(function: type[torch.autograd.Function], tensor: Tensor, ranks: Ranks) -> Tensor:
    made: Tensor = function.apply(tensor, ranks)  # type: ignore[no-untyped-call]
    return made


@contextlib.contextmanager
def _reaching_all() -> Iterator[None]:
    """What torch says of a connection that is broken, in words."""
    try:
        yield
    except torch.OutOfMemoryError:
        raise
    except RuntimeError as error:
        raise LostRankError(
            "One of the processes that train together has gone, or cannot be reached any more.",
            kept="Everything up to the last snapshot is safe.",
            do="Resume the training: it goes on from there.",
        ) from error
