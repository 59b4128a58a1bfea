"""Precision and device: measured where asked, refused in words where it cannot be had."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import torch
from torch.nn import functional

from gan_engine import device as devices
from gan_engine.errors import ConfigurationError
from gan_engine.networks.phases import StepContext
from gan_engine.networks.random_rounding import RandomRounding
from gan_engine.training import precision
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import (
    PrecisionChoice,
    StepTime,
    choose,
    choose_within_memory,
    emulates_bf16,
    offered,
    time_steps,
)
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration

CPU = torch.device("cpu")
REALS = torch.arange(4 * 3 * 32 * 32).remainder(251).to(torch.uint8).view(4, 3, 32, 32)


def plan(wanted: str = "auto") -> Plan:
    return make_plan(configuration(size=32, precision=wanted, tricks={"r1_gamma": 1.0, "r1_every": 1}))


def test_auto_is_the_fastest_that_was_measured_or_fp32() -> None:
    choice = choose(plan(), CPU)
    assert choice.measured.keys() == {"fp32, 1 thread"} | (set() if emulates_bf16() else {"bf16, 1 thread"})
    assert all(value > 0 for value in choice.measured.values())


@pytest.mark.parametrize(("work", "chosen"), [(0.1, "bf16"), (0.19, "fp32"), (0.4, "fp32")])
def test_the_precision_is_told_by_the_work_of_a_step_whatever_the_clock_says(
    work: float, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = {"fp32": StepTime(seconds=0.1, work=0.2), "bf16": StepTime(seconds=0.4, work=work)}
    monkeypatch.setattr(precision, "time_steps", lambda plan, device, tried, *more: taken[tried])
    monkeypatch.setattr(precision, "emulates_bf16", lambda: False)
    choice = choose(plan(), CPU)
    assert choice.precision == chosen
    assert choice.measured == {"fp32, 1 thread": 0.1, "bf16, 1 thread": 0.4}


def test_threads_that_spin_while_they_wait_tell_nothing_of_the_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    """As measured of quick look on two cores that another program used too: in bf16 two threads are ever so slow."""
    taken = {
        ("fp32", 2): StepTime(seconds=0.13, work=0.13), ("bf16", 2): StepTime(seconds=0.27, work=0.27),
        ("fp32", 1): StepTime(seconds=0.11, work=0.11), ("bf16", 1): StepTime(seconds=0.06, work=0.06),
    }  # fmt: skip
    monkeypatch.setattr(precision, "time_steps", lambda plan, device, tried, threads, *more: taken[tried, threads])
    monkeypatch.setattr(precision, "emulates_bf16", lambda: False)
    with devices.processor_threads(2):
        choice = choose(make_plan(configuration(size=32, threads=0, precision="auto")), CPU)
    assert (choice.precision, choice.threads) == ("bf16", 1)


def test_waiting_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrainingState, "make_step", lambda *arguments: time.sleep(0.25))
    taken = time_steps(plan(), CPU, "fp32", 1)
    assert taken.work < 0.25 <= taken.seconds


@pytest.mark.parametrize("emulates", [True, False])
def test_no_steps_are_made_in_what_the_processor_merely_emulates(
    emulates: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "emulates_bf16", lambda: emulates)
    assert ("bf16, 1 thread" in choose(plan(), CPU).measured) is not emulates


def test_half_the_threads_are_tried_too() -> None:
    with devices.processor_threads(2):
        choice = choose(make_plan(configuration(size=32, threads=0)), CPU)
    assert choice.measured.keys() == {"fp32, 2 threads", "fp32, 1 thread"}
    fewer = choice.measured["fp32, 1 thread"] < 0.9 * choice.measured["fp32, 2 threads"]
    assert choice.threads == (1 if fewer else 2)


def test_measuring_leaves_the_random_generators_alone() -> None:
    before = torch.get_rng_state()
    choose(plan(), CPU)
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("wanted", ["fp32", "bf16"])
def test_what_is_asked_for_is_taken_unmeasured(wanted: str) -> None:
    assert choose(plan(wanted), CPU) == PrecisionChoice(wanted, 1, {})


def test_half_precision_on_a_processor_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="precision=auto") as caught:
        choose(plan("fp16"), CPU)
    assert caught.value.field == "precision"


def test_fp32_is_always_offered_first() -> None:
    for kind in ("cpu", "mps"):
        assert offered(torch.device(kind))[0] == "fp32"


def test_short_numbers_compute_about_the_same_and_weights_stay_long() -> None:
    states = {each: TrainingState(plan(), CPU, each) for each in ("fp32", "bf16")}
    for state in states.values():
        state.make_step(REALS, None)
    exact, short = (state.means.read()[0] for state in states.values())
    assert short == pytest.approx(exact, rel=16 * torch.finfo(torch.bfloat16).eps)
    assert short != exact
    for state in states.values():
        assert {weight.dtype for weight in state.generator.parameters()} == {torch.float32}
        assert state.is_finite()


@pytest.mark.parametrize(
    "values",
    [
        {"objective": "non-saturating", "tricks": {"r1_gamma": 1.0, "r1_every": 1}},
        {"objective": "wasserstein", "tricks": {"gradient_penalty": 10}},
    ],
    ids=["r1", "gradient penalty"],
)
def test_a_penalty_on_gradients_points_the_same_way_in_bf16(values: dict[str, Any]) -> None:
    """No further from fp32 than rounding explains, and far closer than two batches of pictures are to each other."""
    state = TrainingState(make_plan(configuration(size=32, **values)), CPU, "bf16")
    (loss,) = {phase.loss for phase in state.phases if phase.name == "discriminator"}
    (penalty,) = loss.penalties
    for _ in range(4):
        state.make_step(REALS, None)

    def way(pictures: torch.Tensor, rounding: AbstractContextManager[object]) -> torch.Tensor:
        torch.manual_seed(0)
        state.discriminator.requires_grad_(True)
        networks, note = (state.generator, state.discriminator), lambda name, value: None
        context = StepContext(*networks, pictures, None, step=0, keep_graph=False, note=note)
        with rounding:
            penalty(context).backward()
        found = torch.cat([weight.grad.flatten() for weight in state.discriminator.parameters()])
        state.discriminator.zero_grad()
        return found

    pictures = REALS.float() / 127.5 - 1
    exact = way(pictures, nullcontext())
    short = way(pictures, torch.autocast("cpu", torch.bfloat16))
    # A few roundings to bf16 lie on the way of each number; how far such lead here is seen by random ones.
    rounded = [way(pictures, RandomRounding(seed, torch.finfo(torch.bfloat16).eps)) for seed in range(3)]
    assert (short - exact).norm() < 4 * max((each - exact).norm() for each in rounded)
    others = way(torch.rand(pictures.shape, generator=torch.Generator().manual_seed(1)) * 2 - 1, nullcontext())
    assert (short - exact).norm() < (others - exact).norm() / 2
    assert not torch.equal(short, exact)


def test_a_penalty_on_gradients_is_never_computed_in_fp16() -> None:
    """Slopes of slopes leave its range."""
    with torch.autocast("cpu", torch.float16), devices.wide_range(CPU):
        assert not torch.is_autocast_enabled("cpu")
    with torch.autocast("cpu", torch.bfloat16), devices.wide_range(CPU):
        assert torch.is_autocast_enabled("cpu")


# The device


def test_auto_finds_a_device_that_works() -> None:
    device = devices.choose_device("auto")
    assert torch.ones(2, device=device).sum() == 2
    assert devices.device_name(device)
    assert devices.device_memory(device) > 2**28
    assert devices.memory_used(device) > 0


@pytest.mark.parametrize("wished", ["cpu", "cuda:99", "nonsense"])
def test_auto_is_what_was_wished_for_where_that_is_there(wished: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = devices.choose_device("auto")
    monkeypatch.setenv("MAQUETTE_DEVICE", wished)
    assert devices.choose_device("auto") == (CPU if wished == "cpu" else usual)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is one")
def test_a_graphics_card_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="device=cpu") as caught:
        devices.choose_device("cuda")
    assert caught.value.field == "device"


def test_threads_are_set_for_a_while() -> None:
    before = torch.get_num_threads()
    with devices.processor_threads(before + 1) as count:
        assert torch.get_num_threads() == count == before + 1
    assert torch.get_num_threads() == before
    with devices.processor_threads(0) as count:
        assert count == before


def test_seeds_of_neighbouring_steps_have_nothing_in_common() -> None:
    with torch.random.fork_rng():
        draws = []
        for seed in ((0, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 0), (0, 0, 0)):
            devices.seed_everything(*seed)
            draws.append(torch.randn(1000))
    assert torch.equal(draws[0], draws[4])
    correlations = torch.corrcoef(torch.stack(draws[:4])) - torch.eye(4)
    assert correlations.abs().max() < 0.15


@pytest.mark.parametrize(("room", "parts"), [(4, 1), (3, 2), (2, 2), (1, 4)])
def test_a_batch_that_does_not_fit_is_gone_through_in_parts(
    monkeypatch: pytest.MonkeyPatch, room: int, parts: int
) -> None:
    real = TrainingState.make_step

    def with_little_room(state: TrainingState, reals: torch.Tensor, labels: torch.Tensor | None) -> None:
        if len(reals) > room * state.parts:
            raise torch.OutOfMemoryError("out of memory")
        real(state, reals, labels)

    monkeypatch.setattr(TrainingState, "make_step", with_little_room)
    assert choose_within_memory(make_plan(configuration(size=32, precision="auto")), CPU).parts == parts


def test_where_not_one_picture_fits_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(TrainingState, "make_step", full)
    with pytest.raises(torch.OutOfMemoryError):
        choose_within_memory(make_plan(configuration(size=32, precision="auto")), CPU)


@pytest.mark.parametrize(("times", "emulates"), [(0.5, False), (1.0, False), (1.1, True), (100.0, True)])
def test_bf16_is_emulated_where_it_is_beyond_all_measure_slower(
    monkeypatch: pytest.MonkeyPatch, times: float, emulates: bool
) -> None:
    taken = {torch.float32: 0.25, torch.bfloat16: 0.25 * precision._HOPELESS * times}
    monkeypatch.setattr(precision, "_convolution_seconds", taken.__getitem__)
    assert emulates_bf16.__wrapped__() is emulates


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_busy_machine_makes_no_convolution_longer(monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype) -> None:
    convolved, waited = functional.conv2d, 0.25

    def kept_waiting(*arguments: Any, **named: Any) -> torch.Tensor:
        time.sleep(waited)
        return convolved(*arguments, **named)

    monkeypatch.setattr(functional, "conv2d", kept_waiting)
    assert 0 < precision._convolution_seconds(dtype) < waited
