"""A configuration made ready: the family it names, its network options checked, the classes to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from gan_engine.device import seed_everything
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks import registry
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.growth import Growth
from gan_engine.networks.meta import weightless
from gan_engine.networks.phases import Phase
from gan_engine.networks.registry import Family
from gan_engine.reporting import kimg_words
from gan_engine.settings.configuration import Configuration
from gan_engine.settings.dotted import dotted
from gan_engine.settings.options import Options
from gan_engine.settings.relations import refuse
from gan_engine.training.losses import StandardKit
from gan_engine.training.projected_discriminator import ProjectedDiscriminator


@dataclass(frozen=True)
class Plan:
    """What is to be trained. Two plans that are equal build the same networks."""

    configuration: Configuration
    family: Family
    options: Options
    class_names: tuple[str, ...]
    """The classes to learn; empty where they are not to be."""

    def settings(self) -> dict[str, Any]:
        """Every setting, nothing left open, as run.json has it."""
        return {**self.configuration.model_dump(mode="json"), "network": self.options.model_dump(mode="json")}

    def build_networks(self, device: torch.device) -> tuple[Generator, Discriminator]:
        """Both networks with their first weights, which depend on the seed alone (they are drawn on the CPU)."""
        seed_everything(self.configuration.seed)
        size, classes = self.configuration.size, len(self.class_names)
        generator = self.family.build_generator(self.options, size, classes)
        discriminator = self.build_discriminator()
        layout = torch.channels_last
        return generator.to(device, memory_format=layout), discriminator.to(device, memory_format=layout)  # type: ignore[call-overload]

    def build_discriminator(self) -> Discriminator:
        """The family's own, or the projected one in its place, with fresh weights."""
        size, classes = self.configuration.size, len(self.class_names)
        return build_discriminator(self.configuration.discriminator, self.family, self.options, size, classes)

    def picture_side(self, discriminator: Discriminator) -> Sequence[nn.Module]:
        """The discriminator's layers that freeze-D can keep, from the picture inwards."""
        return self.family.picture_side(discriminator) if self.configuration.discriminator == "own" else ()

    def growth(self) -> Growth | None:
        """When the networks are grown; None where they do not grow."""
        return self.family.growth(self.options, self.configuration.size, self.configuration.kimg)

    def phases(self) -> list[Phase]:
        """Fresh phases, in the order of a step."""
        return list(self.family.phases(StandardKit(self.configuration), self.options))


def build_discriminator(kind: str, family: Family, options: Any, size: ImageShape, class_count: int) -> Discriminator:
    """A discriminator of a `kind` as configurations name it, with fresh weights."""
    if kind == "projected":
        return ProjectedDiscriminator(size, class_count)
    return family.build_discriminator(options, size, class_count)


def make_plan(configuration: Configuration, class_names: Sequence[str] = ()) -> Plan:
    """Check what needs the family to be known. `class_names` are the dataset's.

    Raises `ConfigurationError` naming the dotted field.
    """
    family = registry.family(configuration.family)
    options = family.validate(configuration.network)
    if configuration.use_classes and not class_names:
        raise ConfigurationError(
            "The dataset has no classes to learn.",
            field="use_classes",
            do="Bake it with labels, or train without classes.",
        )
    learnt = tuple(class_names) if configuration.use_classes else ()
    family.check(options, configuration.size, len(learnt))
    refuse(dotted(configuration.model_dump()), family.description.traits)
    plan = Plan(configuration, family, options, learnt)
    if configuration.tricks.freeze_d:
        _check_freezing(plan)
    if learnt and 2 * configuration.class_kimg >= configuration.kimg:
        raise ConfigurationError(
            f"The classes would be apart only after {kimg_words(2 * configuration.class_kimg)} kimg.",
            field="class_kimg",
            do="Train for longer, or let them part earlier.",
        )
    growth = plan.growth()
    if growth is not None and growth.grown_at >= configuration.kimg:
        raise ConfigurationError(
            f"The networks would be grown in full only after {kimg_words(growth.grown_at)} kimg.",
            field="kimg",
            do="Train for longer, or let them grow faster (network.fade_kimg, network.stable_kimg).",
        )
    return plan


def _check_freezing(plan: Plan) -> None:
    with weightless():
        discriminator = plan.build_discriminator()
    layers = list(plan.picture_side(discriminator))
    weights = {id(weight) for weight in discriminator.parameters()}
    most = len(layers)
    while most and weights <= {id(weight) for layer in layers[:most] for weight in layer.parameters()}:
        most -= 1  # something has to be left that learns
    if plan.configuration.tricks.freeze_d > most:
        raise ConfigurationError(
            f"{plan.family.title} cannot keep {plan.configuration.tricks.freeze_d} of its discriminator's layers.",
            field="tricks.freeze_d",
            do=f"Choose at most {most}." if most else "Set tricks.freeze_d=0, or choose another network.",
        )
