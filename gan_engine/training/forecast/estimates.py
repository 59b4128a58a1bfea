"""Estimates of a training's cost: parameters, memory, time on this device.

Operations and memory are counted on tensors without contents (torch's meta device), for networks that
grow at each of their sizes. The device's speed is measured on one small network of the same kind of
layers, so that the time is an estimate: within about a half, seldom worse. Both are kept (`known_costs`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

from gan_engine.device import device_name, prepare
from gan_engine.networks.bases import Discriminator, Generator, count_parameters
from gan_engine.networks.growth import Growing, Level
from gan_engine.networks.meta import weightless
from gan_engine.networks.phases import Phase, StepContext
from gan_engine.settings.configuration import Precision, configure
from gan_engine.training.forecast.known_costs import counted, timed
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import choose, offered, time_steps

WITHIN = 1.5
"""By which factor the time that it takes is seldom further from the estimate, either way."""

_GENERATOR_COPIES = 5  # weights, EMA, gradients, Adam's two moments
_DISCRIMINATOR_COPIES = 4
_OWN_BYTES = {"cpu": 450 * 2**20, "cuda": 700 * 2**20, "mps": 700 * 2**20}  # torch itself and the loader
_PRECISIONS: tuple[Precision, ...] = ("fp32", "bf16", "fp16")
_SLACK = 1.25  # what is alive for a moment only, and what allocators keep
_REFERENCE = {  # a network whose step takes a fraction of a second anywhere
    "size": 64,
    "batch": 16,
    "network": {"generator_width": 32, "discriminator_width": 32},
}


@dataclass(frozen=True)
class Estimate:
    """What a plan will cost on a device."""

    generator_parameters: int
    discriminator_parameters: int
    memory_mb: float
    images_per_second: float
    seconds: float
    """For the whole length."""
    device: str
    precision: str


@dataclass(frozen=True)
class StepCost:
    """Of one step: floating-point operations on average, and bytes of fp32 activations held for the backward pass."""

    operations: float
    activation_bytes: int


def estimate(plan: Plan, device: torch.device) -> Estimate:
    """The cost of training `plan` on `device`; takes a second or two at first.

    Several graphics cards are taken to be as fast together as they are many; memory is that of one of them.
    """
    of_g, of_d, operations, activation_bytes = counted(_architecture(plan), lambda: _count(plan))
    precision, operations_per_second = device_speed(device, plan.configuration.precision)
    width = 1.0 if precision == "fp32" else 0.6  # some of the activations stay in fp32
    cards = plan.configuration.processes if device.type == "cuda" else 1
    held = 4 * (_GENERATOR_COPIES * of_g + _DISCRIMINATOR_COPIES * of_d) + _SLACK * width * activation_bytes / cards
    images_per_second = cards * plan.configuration.batch * operations_per_second / operations
    return Estimate(
        generator_parameters=int(of_g),
        discriminator_parameters=int(of_d),
        memory_mb=(held + _OWN_BYTES[device.type]) / 2**20,
        images_per_second=images_per_second,
        seconds=plan.configuration.kimg * 1000 / images_per_second,
        device=device_name(device),
        precision=precision,
    )


def _architecture(plan: Plan) -> list[Any]:
    """All that the count depends on: of what is weighted, only whether it is there."""
    wanted = plan.configuration
    values = wanted.model_dump(mode="json", include={"family", "size", "batch", "objective", "discriminator"})
    for group in (wanted.augment, wanted.tricks):
        values |= {name: bool(value) if isinstance(value, float) else value for name, value in group}
    return [values, plan.options.model_dump(mode="json"), len(plan.class_names), wanted.kimg if plan.growth() else 0]


def _count(plan: Plan) -> tuple[float, ...]:
    networks = _weightless(plan)
    cost = step_cost(plan, networks)
    return (*(count_parameters(network) for network in networks), cost.operations, cost.activation_bytes)


def step_cost(plan: Plan, networks: tuple[Generator, Discriminator] | None = None) -> StepCost:
    """Counted, not timed; of networks that grow the mean over the whole training, and the memory of the last size."""
    generator, discriminator = networks or _weightless(plan)
    configuration, growth = plan.configuration, plan.growth()
    if growth is None:
        return _cost_at(plan, generator, discriminator, configuration.size.rows_columns)
    operations, most = 0.0, 0
    for resolution, share in growth.shares(configuration.kimg):
        for network in (generator, discriminator):
            if isinstance(network, Growing):  # the projected discriminator does not
                network.grow(Level(resolution))
        cost = _cost_at(plan, generator, discriminator, configuration.size.at(resolution))
        operations += share * cost.operations
        most = max(most, cost.activation_bytes)
    return StepCost(operations, most)


def _cost_at(plan: Plan, generator: Generator, discriminator: Discriminator, rows_columns: tuple[int, int]) -> StepCost:
    """Of a step on pictures of so many pixels."""
    batch, channels = plan.configuration.batch, plan.configuration.size.channels
    operations, most = 0.0, 0
    with torch.device("meta"):
        context = StepContext(
            generator,
            discriminator,
            torch.empty(batch, channels, *rows_columns),
            torch.empty(batch, dtype=torch.int64) if plan.class_names else None,
            step=0,
            keep_graph=True,
            note=lambda name, value: None,
        )
        for phase in plan.phases():
            discriminator.requires_grad_(phase.network == "discriminator")
            counted_here, held = _phase_cost(phase, context)
            operations += counted_here / phase.every
            most = max(most, held)  # the first phase makes the designs, whose graph the generator's phase needs
    return StepCost(operations, most)


def _phase_cost(phase: Phase, context: StepContext) -> tuple[int, int]:
    held: dict[int, int] = {}
    kept_alive: list[Tensor] = []  # so that no address is used twice
    weights = {id(weight) for network in (context.generator, context.discriminator) for weight in network.parameters()}

    def pack(tensor: Tensor) -> Tensor:
        if id(tensor) not in weights:
            kept_alive.append(tensor)
            held[id(tensor.untyped_storage())] = tensor.numel() * tensor.element_size()
        return tensor

    with _Counter() as counter:
        with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
            loss = phase.loss(context)
        torch.autograd.backward(loss)
    return counter.operations, sum(held.values())


_ELEMENTWISE = {
    torch.ops.aten.add.Tensor, torch.ops.aten.sub.Tensor, torch.ops.aten.mul.Tensor, torch.ops.aten.mul.Scalar,
    torch.ops.aten.div.Tensor, torch.ops.aten.div.Scalar, torch.ops.aten.pow.Tensor_Scalar,
    torch.ops.aten.leaky_relu.default, torch.ops.aten.leaky_relu_backward.default,
}  # fmt: skip
"""Whose results are known without asking: torch takes half a millisecond for that, and there are thousands."""


def _common_shape(values: Sequence[Any]) -> torch.Size | None:
    """The shape of what comes of float32 tensors, value by value; None where some are of another kind."""
    tensors = [value for value in values if isinstance(value, Tensor)]
    if not all(tensor.is_meta and tensor.dtype == torch.float32 for tensor in tensors):
        return None
    shapes = {tensor.shape for tensor in tensors}
    return shapes.pop() if len(shapes) == 1 else torch.Size(np.broadcast_shapes(*shapes))


class _Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Adds up the operations of matrix products and convolutions, backwards and twice backwards too."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.operations = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func in _ELEMENTWISE and (shape := _common_shape(args)) is not None:
            return torch.empty(shape, device="meta")
        result = func(*args, **(kwargs or {}))
        formula = flop_registry.get(func._overloadpacket)
        if formula is not None:
            self.operations += formula(*args, **(kwargs or {}), out_val=result)
        return result


def _weightless(plan: Plan) -> tuple[Generator, Discriminator]:
    size, classes = plan.configuration.size, len(plan.class_names)
    with weightless():
        return plan.family.build_generator(plan.options, size, classes), plan.build_discriminator()


@functools.cache
def device_speed(device: torch.device, precision: str) -> tuple[Precision, float]:
    """The precision that suits small networks on `device` (if `precision` is auto), and its operations a second."""
    prepare(device)
    if precision not in ("auto", *offered(device)):
        precision = "fp32"  # a run would refuse it; the estimate at least is of something
    number, operations_per_second = timed(
        [device.type, device_name(device), precision], lambda: _time(device, precision)
    )
    return _PRECISIONS[min(int(number), len(_PRECISIONS) - 1)], operations_per_second


def _time(device: torch.device, precision: str) -> tuple[float, float]:
    """The number of the precision in `_PRECISIONS`, and operations a second in it."""
    plan = make_plan(configure({**_REFERENCE, "precision": precision}))
    choice = choose(plan, device)
    seconds = (
        min(choice.measured.values())
        if choice.measured
        else time_steps(plan, device, choice.precision, choice.threads).seconds
    )
    return _PRECISIONS.index(choice.precision), step_cost(plan).operations / seconds
