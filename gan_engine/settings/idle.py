"""Settings that do nothing as the others stand, and why: a form greys them out instead of letting them mislead.

What contradicts others is refused by `gan_engine.settings.configuration` and is no matter of this file: a setting is
idle where changing it from its rest would change nothing, or could only be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Nature:
    """What of a family of networks decides which settings mean anything."""

    title: str
    classes: bool = True
    mixing: bool = True
    freezes: bool = True


_ADAPTIVE = "Comes with adaptive augmentation."
_PLAIN = "Adaptive augmentation comes in its place."
_ADAPTIVE_ONLY = ("target", "interval", "speed_kimg", "strength", "xflip", "rotate90", "hue")
_PLAIN_ONLY = ("colour", "translation", "cutout")


def idle_settings(values: Values, nature: Nature, *, begins_from: bool) -> dict[str, str]:
    """The reason by dotted name. `values` are all settings by dotted name; `begins_from` another training.

    A setting that is at work, or that is on though it should not be, has none: whoever set it must be able to undo it.
    """
    return {
        name: reason
        for name, rule in _RULES.items()
        if name in values and (reason := rule(values, nature, begins_from))
    } | {name: reason for name, reason in _augmentation(values) if name in values}


def _augmentation(values: Values) -> list[tuple[str, str]]:
    adaptive = values.get("augment.adaptive", "off")
    if adaptive == "off":
        return [(f"augment.{name}", _ADAPTIVE) for name in _ADAPTIVE_ONLY]
    found = [(f"augment.{name}", _PLAIN) for name in _PLAIN_ONLY if not values.get(f"augment.{name}")]
    if adaptive == "colour":
        found += [(f"augment.{name}", "Colour alone is varied.") for name in ("xflip", "rotate90")]
    elif adaptive != "bgc":
        found.append(("augment.hue", "Colour is not varied."))
    return found


def _needs(name: str, reason: str) -> Callable[[Values, Nature, bool], str]:
    return lambda values, nature, begins_from: "" if values.get(name) else reason


def _only_if_off(name: str, judge: Callable[[Values, Nature, bool], str]) -> Callable[[Values, Nature, bool], str]:
    """As `judge`, but never for a setting that is on."""
    return lambda values, nature, begins_from: "" if values.get(name) else judge(values, nature, begins_from)


def _critic_compared(values: Values, nature: Nature, begins_from: bool) -> str:
    relative = values.get("objective") in ("wasserstein", "relativistic")
    return "This objective does not measure the two losses alike." if relative else _one_decides(values, "boost")


def _one_decides(values: Values, other: str) -> str:
    return "Monitored and boost both decide who learns when." if values.get(f"tricks.{other}") else ""


def _boost(values: Values, nature: Nature, begins_from: bool) -> str:
    if (values.get("tricks.critic_steps") or 1) > 1:
        return "Critic steps decide who learns when."
    return _one_decides(values, "monitored")


def _unlike(objective: str, reason: str) -> Callable[[Values, Nature, bool], str]:
    return lambda values, nature, begins_from: "" if values.get("objective") == objective else reason


def _styleless(values: Values, nature: Nature, begins_from: bool) -> str:
    return "" if nature.mixing else f"{nature.title} has no styles."


def _path_interval(values: Values, nature: Nature, begins_from: bool) -> str:
    return _styleless(values, nature, begins_from) or ("" if values.get("tricks.path_length") else "Path length is 0.")


def _penalty_interval(values: Values, nature: Nature, begins_from: bool) -> str:
    return "" if values.get("tricks.r1_gamma") or values.get("tricks.r2_gamma") else "There is neither R1 nor R2."


def _classless(values: Values, nature: Nature, begins_from: bool) -> str:
    return "" if nature.classes else f"{nature.title} cannot tell classes apart."


def _frozen(values: Values, nature: Nature, begins_from: bool) -> str:
    if not nature.freezes:
        return f"{nature.title} has no layers that could be kept."
    return "" if begins_from else "For a training that begins from another."


def _no_momentum(values: Values, nature: Nature, begins_from: bool) -> str:
    return "RMSprop has none." if values.get("optimizer.kind") == "rmsprop" else ""


_RULES: Mapping[str, Callable[[Values, Nature, bool], str]] = {
    "use_classes": _only_if_off("use_classes", _classless),
    "ema_ramp": _needs("ema_kimg", "Averaging is 0."),
    "optimizer.beta1": _no_momentum,
    "optimizer.beta2": _no_momentum,
    "tricks.label_smoothing": _only_if_off(
        "tricks.label_smoothing", _unlike("bce", "Goes with binary cross-entropy alone.")
    ),
    "tricks.r1_every": _penalty_interval,
    "tricks.drift": _only_if_off("tricks.drift", _needs("tricks.gradient_penalty", "Goes with the gradient penalty.")),
    "tricks.gradient_penalty": _only_if_off(
        "tricks.gradient_penalty",
        lambda values, nature, begins_from: "The weights are clipped instead." if values.get("tricks.clip") else "",
    ),
    "tricks.clip": _only_if_off(
        "tricks.clip",
        lambda values, nature, begins_from: (
            "The gradient penalty does it instead." if values.get("tricks.gradient_penalty") else ""
        ),
    ),
    "tricks.monitored": _only_if_off("tricks.monitored", _critic_compared),
    "tricks.boost": _only_if_off("tricks.boost", _boost),
    "tricks.path_length": _only_if_off("tricks.path_length", _styleless),
    "tricks.path_length_every": _path_interval,
    "tricks.freeze_d": _only_if_off("tricks.freeze_d", _frozen),
}
