"""Dragging as the studio asks for it, through a real process: what is shown on the way, its end, stopping it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gan_engine.latent.point import Handle, Mask, Point
from gan_engine.latent.session import Session
from tests.engine.latent_support import a_level_apart, write_tiny
from tests.engine.service_support import Client

START = Point(seed=4)
HANDLES = [Handle(x=0.4, y=0.5, to_x=0.9, to_y=0.5)]
KEPT = Mask.of(np.tri(8))


def asked(model: Path) -> dict[str, object]:
    handles = [handle.model_dump() for handle in HANDLES]
    return {"model": str(model), "point": START.values(), "handles": handles, "kept": KEPT.model_dump()}


def test_each_step_is_told_and_the_last_is_the_answer(client: Client, styled: Path) -> None:
    *steps, last = client.all_of(client.ask("drag", **asked(styled)))
    told = [step.header["partial"] for step in steps]
    assert [each["number"] for each in told] == list(range(len(told)))
    assert [bool(each["ending"]) for each in told] == [False] * (len(told) - 1) + [True]
    answer = last.header["result"]
    assert (answer["ending"], answer["left"]) == (told[-1]["ending"], told[-1]["left"])
    offset, picture = steps[-1].arrays
    point = Point.from_values(answer["point"])
    assert point == START.dragged(HANDLES, KEPT, told[-1]["space"], offset)
    assert a_level_apart(picture, Session.open(styled, "cpu").pictures([point])[0])


def test_it_is_stopped_at_any_moment_with_what_was_reached(client: Client, styled: Path) -> None:
    number = client.ask("drag", **asked(styled))
    reached = client.next_of(number)
    assert reached.header["partial"]["number"] == 0
    client.send({"cancel": number})
    while "partial" in (answer := client.next_of(number)).header:
        reached = answer
    assert answer.header == {"id": number, "cancelled": True}
    point = START.dragged(HANDLES, KEPT, "w", reached.arrays[0])
    assert Session.open(styled, "cpu").pictures([point]).shape == (1, 32, 32, 3)


def test_what_cannot_be_dragged_is_said_in_words(client: Client, tmp_path: Path) -> None:
    assert "no feature maps" in client.error("drag", **asked(write_tiny(tmp_path, "vanilla")))["what"]
