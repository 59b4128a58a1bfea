"""The one table of relations between settings: what cannot be beside what, what does nothing beside what, and why.

A relation is about one setting, and says when the others stand against it. Where it is on nevertheless, validation
refuses it (`refused`); where it is off, a form greys it out instead of letting it mislead (`idle`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gan_engine.errors import ConfigurationError

Values = Mapping[str, Any]
"""Settings by dotted name."""


@dataclass(frozen=True)
class FamilyTraits:
    """What of a family of networks decides which settings mean anything."""

    title: str
    classes: bool = True
    mixing: bool = True
    freezes: bool = True
    fits: bool = True


@dataclass(frozen=True)
class Relation:
    """`setting` beside others. Words may hold {objective} and {title}, the family's."""

    setting: str
    beside: tuple[str, ...]
    """The settings that it depends on; empty where it depends on the family alone."""
    against: Callable[[Values], bool] = lambda values: True
    """Whether those stand against it."""
    lacks: str = ""
    """The ability (of `FamilyTraits`) for want of which a family is against it, whatever the others are."""
    afresh: bool = False
    """It is against trainings that begin from no other."""
    refused: str = ""
    """What is said where it is on nevertheless; empty where that does no harm, or another relation says it."""
    do: str = ""
    """And what would do."""
    idle: str = ""
    """Why it means nothing while it is off; empty where it can be switched on."""
    even_on: bool = False
    """It is idle whatever its value: no switch, but a number of something that is not there."""

    def stands_against(self, values: Values, traits: FamilyTraits | None, begins_from: bool) -> bool:
        """Whether the others, the family (None: not known yet) and the beginning are against it."""
        if self.lacks and (traits is None or getattr(traits, self.lacks)):
            return False
        return not (self.afresh and begins_from) and self.against(values)


def _is(name: str, *choices: str) -> Callable[[Values], bool]:
    return lambda values: values.get(name) in choices


def _on(name: str) -> Callable[[Values], bool]:
    return lambda values: bool(values.get(name))


def _off(*names: str) -> Callable[[Values], bool]:
    return lambda values: not any(values.get(name) for name in names)


_unbounded = _off("tricks.clip", "tricks.gradient_penalty")


def _not_adaptive(values: Values) -> bool:
    return bool(values.get("augment.adaptive", "off") == "off")


_PLAIN = ("augment.colour", "augment.translation", "augment.cutout")
_ADAPTIVE = (
    "augment.target", "augment.interval", "augment.speed_kimg", "augment.strength", "augment.xflip", "augment.rotate90",
    "augment.hue",
)  # fmt: skip
_BOTH_DECIDE = "Monitored and boost both decide who learns when."

RELATIONS: tuple[Relation, ...] = (
    # Objectives
    Relation(
        "tricks.label_smoothing", ("objective",), lambda values: values.get("objective") != "bce",
        refused="Smooth labels do not go with the objective “{objective}”.",
        do="Choose objective=bce, or leave labels as they are.",
        idle="Goes with binary cross-entropy alone.",
    ),
    Relation(
        "objective", ("tricks.clip", "tricks.gradient_penalty"),
        lambda values: _is("objective", "wasserstein")(values) and _unbounded(values),
        refused="A Wasserstein critic grows without bounds unless something holds it.",
        do="Set tricks.gradient_penalty=10, or tricks.clip=0.01.",
    ),
    # What holds a critic
    Relation(
        "tricks.gradient_penalty", ("tricks.clip",), _on("tricks.clip"),
        refused="Clipped weights and the gradient penalty are two ways to the same end.",
        do="Choose one: set tricks.clip=0 or tricks.gradient_penalty=0.",
        idle="The weights are clipped instead.",
    ),
    Relation(
        "tricks.clip", ("tricks.gradient_penalty",), _on("tricks.gradient_penalty"),
        idle="The gradient penalty does it instead.",
    ),
    Relation(
        "tricks.drift", ("tricks.gradient_penalty",), _off("tricks.gradient_penalty"),
        refused="The drift penalty comes with the gradient penalty.",
        do="Set tricks.gradient_penalty=10, or tricks.drift=0.",
        idle="Goes with the gradient penalty.",
    ),
    Relation(
        "tricks.r1_every", ("tricks.r1_gamma", "tricks.r2_gamma"), _off("tricks.r1_gamma", "tricks.r2_gamma"),
        idle="There is neither R1 nor R2.", even_on=True,
    ),
    # Who learns when
    Relation(
        "tricks.monitored", ("objective",), _is("objective", "wasserstein", "relativistic"),
        refused="Monitored training compares two losses, which “{objective}” does not measure alike.",
        do="Choose objective=bce, non-saturating or hinge.",
        idle="This objective does not measure the two losses alike.",
    ),
    Relation("tricks.monitored", ("tricks.boost",), _on("tricks.boost"), idle=_BOTH_DECIDE),
    Relation(
        "tricks.boost", ("tricks.monitored",), _on("tricks.monitored"),
        refused="Boost and monitored training both decide who learns when.", do="Choose one of them.",
        idle=_BOTH_DECIDE,
    ),
    Relation(
        "tricks.boost", ("tricks.critic_steps",), lambda values: (values.get("tricks.critic_steps") or 1) > 1,
        refused="Boost and critic steps both decide who learns when.", do="Set tricks.critic_steps=1.",
        idle="Critic steps decide who learns when.",
    ),
    # Augmentation
    Relation(
        "augment.adaptive", _PLAIN, lambda values: not _off(*_PLAIN)(values),
        refused="Adaptive augmentation comes in place of varied colour, place and covered parts.",
        do="Switch those off, or set augment.adaptive=off.",
    ),
    *(
        Relation(
            name, ("augment.adaptive",), lambda values: not _not_adaptive(values),
            idle="Adaptive augmentation comes in its place.",
        )
        for name in _PLAIN
    ),
    *(
        Relation(
            name, ("augment.adaptive",), _not_adaptive,
            idle="Comes with adaptive augmentation.", even_on=True,
        )
        for name in _ADAPTIVE
    ),
    *(
        Relation(
            name, ("augment.adaptive",), _is("augment.adaptive", "colour"),
            idle="Colour alone is varied.", even_on=True,
        )
        for name in ("augment.xflip", "augment.rotate90")
    ),
    Relation(
        "augment.hue", ("augment.adaptive",), _is("augment.adaptive", "blit", "bg"),
        idle="Colour is not varied.", even_on=True,
    ),
    # Optimiser and averaging
    *(
        Relation(name, ("optimizer.kind",), _is("optimizer.kind", "rmsprop"), idle="RMSprop has none.", even_on=True)
        for name in ("optimizer.beta1", "optimizer.beta2")
    ),
    Relation("ema_ramp", ("ema_kimg",), _off("ema_kimg"), idle="Averaging is 0.", even_on=True),
    # Path length
    Relation(
        "batch", ("tricks.path_length",),
        lambda values: (values.get("tricks.path_length") or 0) > 0 and (values.get("batch") or 0) < 2,
        refused="Path length regularisation looks at half a batch.", do="Choose batch=2 or more.",
    ),
    Relation(
        "tricks.path_length", (), lacks="mixing",
        refused="{title} has no styles whose path could be measured.",
        do="Set tricks.path_length=0, or choose a StyleGAN.",
        idle="{title} has no styles.",
    ),
    Relation("tricks.path_length_every", (), lacks="mixing", idle="{title} has no styles.", even_on=True),
    Relation(
        "tricks.path_length_every", ("tricks.path_length",), _off("tricks.path_length"),
        idle="Path length is 0.", even_on=True,
    ),
    # What else not every family can have. How many layers it can keep is known only where its networks are
    # (training/plan.py), and who can be fitted where all families are (networks/automatic.py): both refuse there.
    Relation(
        "use_classes", (), lacks="classes",
        refused="{title} cannot tell classes apart.", do="Train without classes.",
        idle="{title} cannot tell classes apart.",
    ),
    Relation(
        "class_kimg", ("use_classes",), _off("use_classes"), idle="Classes are not learnt.", even_on=True,
    ),
    Relation(
        "class_balance", ("use_classes",), _off("use_classes"), idle="Classes are not learnt.", even_on=True,
    ),
    Relation("tricks.freeze_d", (), lacks="freezes", idle="{title} has no layers that could be kept."),
    Relation("tricks.freeze_d", (), afresh=True, idle="For a training that begins from another."),
    Relation("fitted", (), lacks="fits", idle="Nothing is known of how to fit {title} to a set."),
)  # fmt: skip


def refuse(values: Values, traits: FamilyTraits | None = None) -> None:
    """Raise `ConfigurationError`, naming the setting and what would do, for the first that cannot be beside the others.

    Settings that `values` lacks are off; without `traits`, what depends on the family is not asked.
    """
    for each in RELATIONS:
        if each.refused and _is_on(values.get(each.setting)) and each.stands_against(values, traits, begins_from=True):
            raise ConfigurationError(_in_words(each.refused, values, traits), field=each.setting, do=each.do)


def idle_settings(values: Values, traits: FamilyTraits, *, begins_from: bool) -> dict[str, str]:
    """Why settings do nothing as the others stand, by dotted name. `values` are all settings; `begins_from` another
    training.

    A setting that is at work, or that is on though it should not be, has no reason: whoever set it must be able to undo
    it.
    """
    found: dict[str, str] = {}
    for each in RELATIONS:
        off = each.even_on or not _is_on(values.get(each.setting))
        if each.idle and off and each.setting in values and each.stands_against(values, traits, begins_from):
            found.setdefault(each.setting, _in_words(each.idle, values, traits))
    return found


def family_settings(traits: FamilyTraits | None = None) -> tuple[str, ...]:
    """The settings that not every family can have; with `traits`, those that such a family cannot have."""
    return tuple(
        each.setting
        for each in RELATIONS
        if each.lacks and not each.even_on and (traits is None or not getattr(traits, each.lacks))
    )


def _is_on(value: Any) -> bool:
    return bool(value) and value != "off"


def _in_words(words: str, values: Values, traits: FamilyTraits | None) -> str:
    return words.format(objective=values.get("objective"), title="" if traits is None else traits.title)
