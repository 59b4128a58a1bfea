"""The devices of this machine, asked of torch once by a short process of its own."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gan_engine.documents import parse_json, to_json
from gan_engine.runs.processes import ask_engine

log = logging.getLogger(__name__)

_ASK_SECONDS = 300.0  # loading torch from a cold, slow disk takes a minute or two


@dataclass(frozen=True)
class Device:
    """What one job at a time can compute on."""

    name: str
    """As a training's `device` is written: "cpu", "cuda:0", "mps"."""
    title: str
    """For people: "NVIDIA GeForce RTX 4080"."""


CPU = Device("cpu", "CPU")


def ask_devices() -> tuple[Device, ...]:
    """The devices, that which "auto" stands for first. Where torch cannot be asked, the processor alone."""
    try:
        found = devices_of(ask_engine(["devices", "--json"], timeout=_ASK_SECONDS))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        log.warning("Which devices there are could not be found out; the processor is used: %s", error)
        return (CPU,)
    return found or (CPU,)


def devices_of(text: str | bytes) -> tuple[Device, ...]:
    """The devices out of what `gan-engine devices --json` says, or `devices_text`. Raises `ValueError`."""
    try:
        return tuple(Device(str(each["name"]), str(each["title"])) for each in parse_json(text))
    except (TypeError, KeyError) as error:
        raise ValueError("no list of devices") from error


def devices_text(devices: Sequence[Device]) -> str:
    """The devices as JSON, for another process."""
    return to_json([{"name": device.name, "title": device.title} for device in devices]).decode()


def kind_of(name: str) -> str:
    """ "cuda" of "cuda:1"."""
    return name.partition(":")[0]


def suitable(asked: str, devices: Sequence[Device], *, begun_on: str = "") -> list[str]:
    """The names of the devices that a training may run on that asks for one, the best first; empty if there is none.

    A training that was `begun_on` a device goes on on it, or where it may choose on another of the same kind: numbers
    come out otherwise on others, and a processor is no stand-in for a graphics card.
    """
    names = [device.name for device in devices]
    if asked == "auto":
        kind = kind_of(begun_on) if begun_on else kind_of(names[0])
        found = [name for name in names if kind_of(name) == kind]
    else:
        wanted = "cuda:0" if asked == "cuda" else asked
        found = [name for name in names if name == wanted]
    return sorted(found, key=lambda name: name != begun_on)


def stands_for(asked: str, name: str, devices: Sequence[Device]) -> bool:
    """Does a training that asks for one of itself take the device of that name?"""
    return asked == name or (asked == "cuda" and name == "cuda:0") or (asked == "auto" and name == devices[0].name)


def first_free(names: Sequence[str], taken: Collection[str]) -> str | None:
    """The first that nobody has."""
    return next((name for name in names if name not in taken), None)
