"""Ready-made phases: the objective with the configuration's tricks plugged in.

Losses are modules, so that a trick with a memory keeps it in a buffer, which the snapshot then holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from gan_engine.networks.phases import Phase, StepContext
from gan_engine.settings.configuration import AugmentOptions, Configuration
from gan_engine.training.augmentation.ada import AdaptiveAugment
from gan_engine.training.augmentation.ada_transforms import BLIT, COLOUR, GEOMETRY
from gan_engine.training.augmentation.diffaugment import DiffAugment
from gan_engine.training.augmentation.grounds import OverGrounds
from gan_engine.training.balance import Boost, Monitored
from gan_engine.training.objectives import Objective, objective
from gan_engine.training.penalties import R1, R2, GradientPenalty, PathLength
from gan_engine.training.tone import Tone

Penalty = R1 | R2 | GradientPenalty


class DiscriminatorLoss(nn.Module):
    """Tell this step's real pictures from this step's designs, and keep to the `penalties` that come every step.

    In a share `noisy` of the steps the discriminator is told the contrary (noisy labels).
    """

    def __init__(
        self,
        objective: Objective,
        augment: nn.Module,
        noisy: float = 0.0,
        *,
        penalties: Sequence[nn.Module] = (),
        boost: Boost | None = None,
    ) -> None:
        super().__init__()
        self.objective = objective
        self.augment = augment
        self.noisy = noisy
        self.penalties = nn.ModuleList(penalties)
        self.boost = boost

    def forward(self, context: StepContext) -> Tensor:
        reals = self.augment(context.reals)
        real, seen = _judged(context, reals)
        real = real.float()
        context.shown = reals, seen
        fake = context.discriminator(self.augment(context.fakes().detach()), context.labels).float()
        for changes in self.augment.modules():
            if isinstance(changes, AdaptiveAugment):
                changes.observe(context, real)
        context.note("real", self.objective.probability(real.detach()))
        context.note("fake", self.objective.probability(fake.detach()))
        if self.noisy:
            swapped = torch.rand((), device=real.device) < self.noisy
            real, fake = torch.where(swapped, fake, real), torch.where(swapped, real, fake)
        if self.boost is not None and self.boost.swapped:
            real, fake = fake, real
        loss = self.objective.discriminator(real, fake)
        for penalty in self.penalties:
            added = penalty(context)
            context.note(str(penalty.name), added.detach())
            loss = loss + added
        context.shown = None  # the features take memory that the generator's phase needs
        return loss


class GeneratorLoss(nn.Module):
    """Have this step's designs taken for real."""

    def __init__(
        self,
        objective: Objective,
        augment: nn.Module,
        *,
        tone: Tone | None = None,
        monitored: Monitored | None = None,
    ) -> None:
        super().__init__()
        self.objective = objective
        self.augment = augment
        self.tone = tone
        self.monitored = monitored

    def forward(self, context: StepContext) -> Tensor:
        fake = context.discriminator(self.augment(context.fakes()), context.labels).float()
        real = fake
        if self.objective.relative:
            with torch.no_grad():
                real = _judged(context, self.augment(context.reals))[0].float()
        loss = self.objective.generator(fake, real)
        if self.monitored is not None:
            self.monitored.remember(loss)
        if self.tone is not None:
            loss = loss + self.tone(context)
        return loss


def _judged(context: StepContext, reals: Tensor) -> tuple[Tensor, Mapping[int, Tensor]]:
    """Logits and features of real pictures as they are shown: seen anew, unless nothing changed them on their way."""
    if reals is context.reals and context.known is not None:
        return context.known(), {}
    return context.discriminator.logits_and_features(reals, context.labels)


class StandardKit:
    """The phases that a configuration asks for, for a family to pick from (`gan_engine.networks.phases.Kit`)."""

    def __init__(self, configuration: Configuration) -> None:
        self._tricks = tricks = configuration.tricks
        self.own_discriminator = configuration.discriminator == "own"
        self._objective = objective(configuration.objective, label_smoothing=tricks.label_smoothing)
        self._augment = augmentation(configuration.augment, with_alpha=configuration.size.has_alpha)
        self._monitored = Monitored() if tricks.monitored else None
        self._boost = Boost() if tricks.boost else None
        self._tone = Tone(tricks.tone, configuration.size.channels) if tricks.tone else None
        self._penalties: list[Penalty] = []
        if tricks.r1_gamma:
            self._penalties.append(R1(tricks.r1_gamma, self._augment))
        if tricks.r2_gamma:
            self._penalties.append(R2(tricks.r2_gamma, self._augment))

    def discriminator(self, *added: nn.Module) -> Phase:
        tricks, boost, monitored = self._tricks, self._boost, self._monitored
        penalties = [*added, *([] if self._are_lazy else self._penalties)]
        if tricks.gradient_penalty:
            penalties.append(GradientPenalty(tricks.gradient_penalty, tricks.drift, self._augment))
        loss = DiscriminatorLoss(self._objective, self._augment, tricks.noisy_labels, penalties=penalties, boost=boost)
        return Phase(
            "discriminator",
            "discriminator",
            loss,
            clip=tricks.clip,
            plays=boost.discriminator_learns if boost else None,
            is_worthwhile=monitored.is_worthwhile if monitored else None,
        )

    def generator(self) -> Phase:
        loss = GeneratorLoss(self._objective, self._augment, tone=self._tone, monitored=self._monitored)
        plays = self._boost.generator_learns if self._boost else None
        return Phase("generator", "generator", loss, every=self._tricks.critic_steps, plays=plays)

    def regularisers(self) -> list[Phase]:
        every = self._tricks.r1_every
        lazy = self._penalties if self._are_lazy else []
        return [
            Phase(penalty.name, "discriminator", penalty, every=every, weight=every, wide_range=True)
            for penalty in lazy
        ]

    def path_length(self) -> list[Phase]:
        tricks = self._tricks
        if not tricks.path_length:
            return []
        every = tricks.path_length_every
        loss = PathLength(tricks.path_length)
        return [Phase(loss.name, "generator", loss, every=every, weight=every, wide_range=True)]

    @property
    def _are_lazy(self) -> bool:
        return self._tricks.r1_every > 1


def augmentation(options: AugmentOptions, *, with_alpha: bool = False) -> nn.Module:
    """What real and fake go through before they are judged."""
    changes = _changes(options)
    return OverGrounds(changes) if with_alpha else changes


def _changes(options: AugmentOptions) -> nn.Module:
    if options.adaptive == "off":
        return DiffAugment(colour=options.colour, translation=options.translation, cutout=options.cutout)
    kinds = {"blit": BLIT, "bg": (*BLIT, *GEOMETRY), "bgc": (*BLIT, *GEOMETRY, *COLOUR), "colour": COLOUR}
    left_out = {kind for kind in ("xflip", "rotate90", "hue") if not getattr(options, kind)}
    return AdaptiveAugment(
        [kind for kind in kinds[options.adaptive] if kind not in left_out],
        p=options.strength,
        target=options.target,
        interval=options.interval,
        speed_kimg=options.speed_kimg,
    )
