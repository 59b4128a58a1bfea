"""The table of relations between settings: each line once met and refused or greyed out, and once left alone."""

from __future__ import annotations

from typing import Any

import pytest

from gan_engine.errors import ConfigurationError
from gan_engine.networks.registry import families
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.dotted import assignments, dotted, dotted_names
from gan_engine.settings.relations import (
    RELATIONS,
    FamilyTraits,
    Relation,
    family_settings,
    idle_settings,
    refuse,
)
from gan_engine.training.plan import make_plan

AT_REST = dotted(Configuration().model_dump())
ALL = FamilyTraits("Everything")
NONE = FamilyTraits("Nothing", classes=False, mixing=False, freezes=False, fits=False)
AGAINST: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {
    ("tricks.label_smoothing", ("objective",)): {"objective": "hinge"},
    ("objective", ("tricks.clip", "tricks.gradient_penalty")): {"objective": "wasserstein"},
    ("tricks.gradient_penalty", ("tricks.clip",)): {"tricks.clip": 0.01},
    ("tricks.clip", ("tricks.gradient_penalty",)): {"tricks.gradient_penalty": 10.0},
    ("tricks.monitored", ("objective",)): {"objective": "relativistic"},
    ("tricks.monitored", ("tricks.boost",)): {"tricks.boost": True},
    ("tricks.boost", ("tricks.monitored",)): {"tricks.monitored": True},
    ("tricks.boost", ("tricks.critic_steps",)): {"tricks.critic_steps": 2},
    ("augment.adaptive", ("augment.colour", "augment.translation", "augment.cutout")): {"augment.cutout": True},
    ("augment.colour", ("augment.adaptive",)): {"augment.adaptive": "bgc"},
    ("augment.translation", ("augment.adaptive",)): {"augment.adaptive": "colour"},
    ("augment.cutout", ("augment.adaptive",)): {"augment.adaptive": "blit"},
    ("optimizer.beta1", ("optimizer.kind",)): {"optimizer.kind": "rmsprop"},
    ("optimizer.beta2", ("optimizer.kind",)): {"optimizer.kind": "rmsprop"},
    ("ema_ramp", ("ema_kimg",)): {"ema_kimg": 0.0},
    ("batch", ("tricks.path_length",)): {"tricks.path_length": 2.0, "batch": 1},
}
"""How others stand against a setting, where they do not as they are at first."""
OFF_AGAIN: dict[str, dict[str, Any]] = {
    "class_kimg": {"use_classes": True},
    "class_balance": {"use_classes": True},
    "tricks.drift": {"tricks.gradient_penalty": 10.0},
    "tricks.r1_every": {"tricks.r2_gamma": 1.0},
    "tricks.path_length_every": {"tricks.path_length": 2.0},
    **{f"augment.{name}": {"augment.adaptive": "bgc"} for name in ("target", "interval", "speed_kimg", "strength")},
    **{f"augment.{name}": {"augment.adaptive": "bgc"} for name in ("xflip", "rotate90", "hue")},
}
"""What lets a setting be that is idle as the others are at first."""
ON: dict[str, Any] = {
    "tricks.label_smoothing": True, "tricks.gradient_penalty": 10.0, "tricks.clip": 0.01, "tricks.drift": 0.001,
    "tricks.monitored": True, "tricks.boost": True, "augment.adaptive": "bg", "tricks.path_length": 2.0,
    "use_classes": True,
}  # fmt: skip


def met(relation: Relation) -> dict[str, Any]:
    """All settings, those that the relation names standing against its own."""
    changes = AGAINST.get((relation.setting, relation.beside), {})
    if relation.setting == "augment.hue" and "not varied" in relation.idle:
        changes = {"augment.adaptive": "bg"}
    elif relation.idle == "Colour alone is varied.":
        changes = {"augment.adaptive": "colour"}
    return {**AT_REST, **changes}


def test_the_table_names_settings_that_there_are() -> None:
    known = set(dotted_names(Configuration))
    assert {name for each in RELATIONS for name in (each.setting, *each.beside)} <= known
    assert all(each.refused or each.idle for each in RELATIONS)
    assert all(bool(each.refused) == bool(each.do) for each in RELATIONS)
    assert not [each for each in RELATIONS if each.even_on and each.refused]
    assert {each.lacks for each in RELATIONS} - {""} == {"classes", "mixing", "freezes", "fits"}
    for words in (words for each in RELATIONS for words in (each.refused, each.do, each.idle) if words):
        assert words.endswith(".")


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: f"{each.setting}-{'-'.join(each.beside)}")
def test_each_relation_holds_where_it_says(relation: Relation) -> None:
    values = met(relation)
    traits = NONE if relation.lacks else ALL
    assert relation.stands_against(values, traits, begins_from=False)
    if relation.idle:
        idle = idle_settings(values, traits, begins_from=False)
        assert idle[relation.setting] == relation.idle.format(title=traits.title)
    if relation.refused:
        on = {**values, relation.setting: ON.get(relation.setting, values[relation.setting])}
        assert relation.even_on or relation.setting not in idle_settings(on, traits, begins_from=False)
        with pytest.raises(ConfigurationError) as refused:
            refuse(on, traits)
        told = (refused.value.field, refused.value.what, refused.value.do)
        words = relation.refused.format(title=traits.title, objective=on["objective"])
        assert told == (relation.setting, words, relation.do)
        if not relation.lacks:
            with pytest.raises(ConfigurationError) as said:
                apply_settings(configure({}), assignments({name: on[name] for name in on if on[name] != AT_REST[name]}))
            assert str(said.value) == str(refused.value)


def test_nothing_is_idle_or_refused_that_nothing_stands_against() -> None:
    refuse(AT_REST, ALL)
    for name, others in OFF_AGAIN.items():
        assert name in idle_settings(AT_REST, ALL, begins_from=True)
        assert name not in idle_settings({**AT_REST, **others}, ALL, begins_from=True), name
    assert set(idle_settings(AT_REST, ALL, begins_from=True)) == OFF_AGAIN.keys()
    assert idle_settings(AT_REST, ALL, begins_from=False).keys() - OFF_AGAIN.keys() == {"tricks.freeze_d"}


def test_what_a_family_cannot_have_is_off_and_the_plan_refuses_it_in_the_same_words() -> None:
    assert set(family_settings()) == set(family_settings(NONE))
    assert family_settings(ALL) == ()
    for family in families():
        traits = family.description.traits
        for name in set(family_settings(traits)) & ON.keys():
            plain = configure({"family": family.name, "size": family.sizes[0]})
            wanted = apply_settings(plain, assignments({name: ON[name]}))
            with pytest.raises(ConfigurationError) as refused:
                make_plan(wanted, ("cat", "dog"))
            with pytest.raises(ConfigurationError) as said:
                refuse({**AT_REST, name: ON[name]}, traits)
            assert (said.value.field, str(said.value)) == (refused.value.field, str(refused.value))
