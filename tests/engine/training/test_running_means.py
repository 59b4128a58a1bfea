"""Running means and the EMA generator: functions of the steps alone, and kept by a snapshot."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from gan_engine.training import ema
from gan_engine.training.running_means import RunningMeans

CPU = torch.device("cpu")


def test_a_constant_is_its_own_mean_from_the_first_step() -> None:
    means = RunningMeans(CPU)
    for _ in range(3):
        means.fold("phase", {"loss": torch.tensor(2.5), "score": torch.tensor([0.0, 1.0])})
    values, bad = means.read()
    assert values == pytest.approx({"loss": 2.5, "score": 0.5})
    assert bad == 0


def test_the_latest_steps_weigh_most() -> None:
    means = RunningMeans(CPU)
    for value in [0.0] * 100 + [1.0] * 100:
        means.fold("phase", {"loss": torch.tensor(value)})
    assert means.read()[0]["loss"] > 0.99


def test_what_is_not_finite_is_counted_and_left_out() -> None:
    means = RunningMeans(CPU)
    means.fold("phase", {"loss": torch.tensor(1.0)})
    for bad in (float("nan"), float("inf"), float("-inf")):
        means.fold("phase", {"loss": torch.tensor(bad)})
    assert means.read() == ({"loss": pytest.approx(1.0)}, 3)
    means.fold("phase", {"loss": torch.tensor(1.0)})
    assert means.read() == ({"loss": pytest.approx(1.0)}, 0)


def test_go_on_exactly_where_they_were_saved() -> None:
    straight, first = RunningMeans(CPU), RunningMeans(CPU)
    draws = torch.rand(20, 2, generator=torch.Generator().manual_seed(0))
    for step, (a, b) in enumerate(draws):
        for means in (straight, first) if step < 10 else (straight,):
            means.fold("one", {"a": a})
            if step % 4 == 0:
                means.fold("two", {"b": b, "c": a})
    second = RunningMeans(CPU)
    second.restore(first.state())
    assert second.read() == first.read(), "before anything new is folded in, too"
    for step in range(10, 20):
        a, b = draws[step]
        second.fold("one", {"a": a})
        if step % 4 == 0:
            second.fold("two", {"b": b, "c": a})
    assert second.read() == straight.read()
    assert {name: value.tolist() for name, value in second.state().items()} == {
        name: value.tolist() for name, value in straight.state().items()
    }


def test_the_average_halves_its_past_in_ema_kimg() -> None:
    kept = 1.0
    for _ in range(50):
        kept *= ema.decay(20, 10**9, kimg=1.0, ramp=0.05)
    assert kept == pytest.approx(0.5)


def test_at_first_the_average_is_no_longer_than_its_share() -> None:
    assert ema.decay(32, 0, kimg=10, ramp=0.05) == 0
    assert ema.decay(32, 2000, kimg=10, ramp=0.05) == pytest.approx(0.5 ** (32 / 100))
    assert ema.decay(32, 2000, kimg=10, ramp=0) == pytest.approx(0.5 ** (32 / 10_000))
    assert ema.decay(32, 10**6, kimg=0, ramp=0.05) == 0


def test_the_average_takes_in_statistics_and_copies_counters() -> None:
    network, mean = nn.BatchNorm2d(2), nn.BatchNorm2d(2)
    with torch.no_grad():
        network.weight.fill_(3.0)
        network.running_mean.fill_(4.0)
        network.num_batches_tracked.fill_(7)
    ema.update(mean, network, 0.75)
    assert mean.weight.tolist() == [1.5, 1.5]
    assert mean.running_mean.tolist() == [1.0, 1.0]
    assert mean.num_batches_tracked == 7


def test_numbers_for_the_plots_alone_raise_no_alarm() -> None:
    means = RunningMeans(CPU)
    means.fold("phase", {"loss": torch.tensor(1.0)})
    means.fold("gradients", {"gradients.generator": torch.tensor(3.0)})
    means.fold("gradients", {"gradients.generator": torch.tensor(float("inf"))})
    assert means.read() == ({"loss": pytest.approx(1.0), "gradients.generator": pytest.approx(3.0)}, 0)
