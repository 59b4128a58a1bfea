"""What a training will cost: counted once for a program, timed once an hour; nothing old or damaged is believed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import torch

from gan_engine.networks.growth import Growth
from gan_engine.training.forecast import estimates, known_costs
from gan_engine.training.forecast.estimates import estimate, step_cost
from gan_engine.training.plan import make_plan
from tests.engine.training_support import configuration

CPU = torch.device("cpu")
GROWING = {"family": "progan", "size": 32, "kimg": 10, "network": {"channel_base": 64, "max_channels": 4}}


class Asked:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[float]:
        self.times += 1
        return [float(self.times), 0.5]


def test_what_was_counted_is_counted_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    assert known_costs.counted({"size": 64}, asked) == known_costs.counted({"size": 64}, asked) == [1, 0.5]
    assert known_costs.counted({"size": 128}, asked) == [2, 0.5]
    monkeypatch.setattr(known_costs, "_program", lambda: "another version")
    assert known_costs.counted({"size": 64}, asked) == [3, 0.5], "another program counts anew"


def test_what_was_timed_is_believed_for_an_hour(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    assert known_costs.timed("cpu", asked) == known_costs.timed("cpu", asked) == [1, 0.5]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3700)
    assert known_costs.timed("cpu", asked) == [2, 0.5]
    monkeypatch.setattr(time, "time", lambda: now)
    assert known_costs.timed("cpu", asked) == [3, 0.5], "nor is what a wrong clock dated ahead"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 3}', "[" * 10_000, '{"x": [1.0, "y"]}'])
def test_a_damaged_file_is_written_anew(home: Path, text: str) -> None:
    asked = Asked()
    known_costs.counted("a", asked)
    file = home / "cache" / "costs.json"
    names = list(json.loads(file.read_text()))
    file.write_text(text or json.dumps({names[0]: [time.time(), ["x"]]}))
    assert known_costs.counted("a", asked) == [2, 0.5]
    assert known_costs.counted("a", asked) == [2, 0.5]


def test_estimates_are_the_same_when_asked_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan(configuration(size=32))
    estimates.device_speed.cache_clear()  # of other tests, whose home was another
    first = estimate(plan, CPU)
    estimates.device_speed.cache_clear()
    monkeypatch.setattr(estimates, "step_cost", None)  # whoever counted or timed again would fail
    monkeypatch.setattr(estimates, "choose", None)
    assert estimate(plan, CPU) == first


def test_a_network_that_grows_costs_what_its_sizes_cost() -> None:
    growing, grown = make_plan(configuration(**GROWING)), dict(GROWING["network"], first_size=32)  # type: ignore[call-overload]
    whole = step_cost(make_plan(configuration(**{**GROWING, "network": grown})))
    cost = step_cost(growing)
    assert cost.activation_bytes == whole.activation_bytes, "memory is that of the last size"
    assert 0.5 * whole.operations < cost.operations < 0.8 * whole.operations, "half the training is for growing"


def test_shares_of_a_growth_add_up() -> None:
    growth = Growth((4, 8, 16), fade_kimg=2, stable_kimg=1, first_kimg=4)
    assert growth.shares(20) == [(4, 0.2), (8, pytest.approx(0.15)), (16, pytest.approx(0.65))]
    assert growth.shares(5) == [(4, 0.8), (8, pytest.approx(0.2))]
    assert Growth((32,), 1, 1).shares(7) == [(32, 1.0)]
