"""What one feature network knows of a training's set, and the numbers it gives of designs, in small pieces."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import torch

from gan_engine.dataset.reading import Dataset
from gan_engine.metrics import diversity, frechet, kernel
from gan_engine.metrics.backbones import backbone
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.full_measure import part_for
from gan_engine.metrics.names import INCEPTION, LITE0, MEASURES, U2NETP
from gan_engine.metrics.references import Reference, ReferenceBuilder
from gan_engine.runs.best_snapshot import STEERING

_FRECHETS = {LITE0: "fd-lite0", U2NETP: "fd-u2netp", INCEPTION: "fid"}


@dataclass(frozen=True)
class Number:
    """One measure of some designs."""

    metric: str
    value: float
    uncertainty: float | None
    details: Mapping[str, float] = field(default_factory=dict)
    note: str = ""


class NetworkView:
    """One network: first made ready a piece at a time, then asked for numbers."""

    def __init__(self, name: str, dataset: Dataset, device: torch.device) -> None:
        self.name = name
        self.seconds_a_picture: float | None = None
        """What looking at a picture of the set takes, once that is known."""
        self._dataset = dataset
        self._device = device
        self._part = part_for(MEASURES[STEERING], dataset)  # every network compares with the same pictures
        self._network: Backbone | None = None
        self._builder: ReferenceBuilder | None = None
        self._reference: Reference | None = None
        self._within: kernel.KernelSums | None = None
        self._spread = 0.0

    @property
    def is_ready(self) -> bool:
        return self._reference is not None

    @property
    def batch(self) -> int:
        """Pictures that it looks at best at once."""
        assert self._network is not None
        return self._network.batch

    @property
    def reference(self) -> Reference:
        assert self._reference is not None
        return self._reference

    def load(self) -> bool:
        """Load the network, if that is still to be done."""
        if self._network is not None:
            return False
        self._network = backbone(self.name, str(self._device))
        return True

    def try_out(self) -> None:
        """Find out what a picture costs."""
        assert self._network is not None
        self._look(ReferenceBuilder(self._dataset, self._network, part=self._part), 2 * self._network.batch)

    def prepare(self, pictures: int) -> None:
        """Go on to look at so many pictures of the set."""
        assert self._network is not None
        if self._builder is None:
            self._builder = ReferenceBuilder(self._dataset, self._network, part=self._part, most=pictures)
        else:
            self._look(self._builder, self._network.batch)
        if self._builder.done == self._builder.wanted:
            self._builder.save()
            self._take_reference(self._builder.reference())

    def features(self, pictures: torch.Tensor) -> torch.Tensor:
        """Of designs uint8 [N, 3, H, W], on the CPU."""
        assert self._network is not None
        return self._network(pictures).cpu()

    def numbers(self, made: torch.Tensor) -> Iterator[list[Number]]:
        """What features [N, D] of designs come to, a piece of work at a time."""
        if self._within is not None:
            numbers = [Number(f"kid-{self.name}", *kernel.kernel_distance(self._within, kernel.within(made)))]
            spread, wide = diversity.mean_distance(made)
            details = {"of_set": self._spread}
            if self._spread:
                details["share"] = spread / self._spread
            name = "diversity" if self.name == LITE0 else f"diversity-{self.name}"
            yield [*numbers, Number(name, spread, wide, details)]
        name = _FRECHETS[self.name]
        value, error = frechet.frechet_distance(self.reference.features, made)
        yield [Number(name, value, error, note=_needed(name, len(made), len(self.reference.features)))]

    def _look(self, builder: ReferenceBuilder, count: int) -> None:
        start = time.perf_counter()
        done = builder.advance(count)
        if done:
            each = (time.perf_counter() - start) / done
            before = self.seconds_a_picture
            self.seconds_a_picture = each if before is None else 0.8 * before + 0.2 * each

    def _take_reference(self, reference: Reference) -> None:
        self._reference = reference
        self._builder = None
        if self.name != INCEPTION:
            self._within = kernel.within(reference.features)
            self._spread, _ = diversity.mean_distance(reference.features)


def _needed(metric: str, made: int, real: int) -> str:
    """What a Frechet distance of few pictures is worth: it is too high, the more so the fewer there are."""
    needed = MEASURES[metric].advised
    if min(made, real) >= needed:
        return ""
    return (
        f"Too high: it would take {needed:,} designs, and as many pictures of the set, to be quoted. "
        "Only compare it with numbers of as many."
    )
