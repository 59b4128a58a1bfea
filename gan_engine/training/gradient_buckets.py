"""Averages the gradients of one network over all ranks, in buckets, while the backward pass still goes on.

As soon as all gradients of a bucket have come it is on its way; whatever comes later is computed meanwhile. Which come,
and in which order, differs from phase to phase (path length reaches no last bias, growing networks leave layers out),
so it is learnt: the first pass of a phase sends all at its end, later ones follow what was seen then.

torch's own `DistributedDataParallel` expects one forward and one backward pass through one module. Here a network is
used by its parts (`styles`, `synthesis`), penalties take gradients of gradients, lazy ones come every few steps, and a
batch may be gone through in parts, of which only the last one's gradients are whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from gan_engine.ranks import Ranks

BUCKET_BYTES = 25 * 2**20
"""So large that sending takes longer than agreeing to send (Li et al. 2020, “PyTorch distributed”, section 3.2.2)."""


@dataclass
class _Sent:
    """A bucket on its way."""

    weights: Sequence[Tensor]
    numbers: Tensor
    work: Any


class GradientBuckets:
    """Of the weights of `network` that learn."""

    def __init__(self, network: nn.Module, ranks: Ranks) -> None:
        self._ranks = ranks
        self._weights = [weight for weight in network.parameters() if weight.requires_grad]
        self._index = {id(weight): index for index, weight in enumerate(self._weights)}
        self._plans: dict[str, list[list[int]]] = {}
        self._plan: list[list[int]] | None = None
        self._came: list[int] = []
        self._missing: list[set[int]] = []
        self._sent: list[_Sent] = []
        for weight in self._weights:
            weight.register_post_accumulate_grad_hook(self._arrived)  # type: ignore[no-untyped-call]

    def expect(self, phase: str) -> None:
        """The backward pass that comes is the last one of `phase` in this step."""
        self._plan = self._plans.get(phase, [])
        self._came = []
        self._missing = [set(bucket) for bucket in self._plan]

    def finish(self, phase: str) -> None:
        """Every gradient becomes the mean of all ranks'. To be called after that pass."""
        assert self._plan is not None
        on_way = {index for bucket in self._plan[: len(self._sent)] for index in bucket}
        for bucket in self._bucketed([index for index in sorted(self._came) if index not in on_way]):
            self._send(bucket)
        for sent in self._sent:
            sent.work.wait()
            gradients = [_gradient(weight) for weight in sent.weights]
            parts = torch.split(sent.numbers, [gradient.numel() for gradient in gradients])
            torch._foreach_copy_([_in_memory_order(gradient) for gradient in gradients], list(parts))
        if set(self._came) != {index for bucket in self._plan for index in bucket}:
            self._plans[phase] = self._bucketed(self._agreed_order())
        self._sent = []
        self._plan = None

    def _arrived(self, weight: Tensor) -> None:
        if self._plan is None:
            return
        index = self._index[id(weight)]
        self._came.append(index)
        for missing in self._missing:
            missing.discard(index)
        while len(self._sent) < len(self._plan) and not self._missing[len(self._sent)]:
            self._send(self._plan[len(self._sent)])

    def _send(self, bucket: Sequence[int]) -> None:
        weights = [self._weights[index] for index in bucket]
        numbers = torch.cat([_in_memory_order(_gradient(weight)) for weight in weights])
        numbers /= self._ranks.world_size
        self._sent.append(_Sent(weights, numbers, self._ranks.reduce_later(numbers)))

    def _bucketed(self, order: Sequence[int]) -> list[list[int]]:
        """In this order, each of one type and, but for single ones that are larger, no larger than they should be."""
        buckets: list[list[int]] = []
        length = 0
        for index in order:
            weight = self._weights[index]
            size = weight.numel() * weight.element_size()
            same = buckets and self._weights[buckets[-1][0]].dtype == weight.dtype
            if not same or length + size > BUCKET_BYTES:
                buckets.append([])
                length = 0
            buckets[-1].append(index)
            length += size
        return buckets

    def _agreed_order(self) -> list[int]:
        """The leading rank's order in which gradients came: what is sent has to be the same everywhere."""
        if self._ranks.leads:
            self._ranks.tell(self._came)
            return self._came
        order: list[int] = self._ranks.hear()
        if set(order) != set(self._came):
            raise RuntimeError("The ranks compute gradients of different weights.")
        return order


def _gradient(weight: Tensor) -> Tensor:
    """In the memory layout of the weight, which is the same on all ranks."""
    gradient = weight.grad
    assert gradient is not None
    if gradient.stride() != weight.stride():
        weight.grad = gradient = torch.empty_like(weight, requires_grad=False).copy_(gradient)
    return gradient


def _in_memory_order(tensor: Tensor) -> Tensor:
    """All its numbers in one row, a view: weights lie densely."""
    return tensor.detach().as_strided((tensor.numel(),), (1,))
