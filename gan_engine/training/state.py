"""The state of a training (networks, optimisers, counters) and the step that moves it on."""

from __future__ import annotations

import contextlib
import copy
import functools
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from gan_engine.device import seed_everything
from gan_engine.errors import SnapshotError
from gan_engine.networks.growth import Growing, seen_at
from gan_engine.networks.phases import Phase, Role, StepContext
from gan_engine.ranks import ALONE, Ranks
from gan_engine.settings.configuration import Precision
from gan_engine.training import ema
from gan_engine.training.class_transition import class_share, told_classes
from gan_engine.training.frozen_features import FrozenFeatures, frozen_features
from gan_engine.training.gradient_buckets import GradientBuckets
from gan_engine.training.optimizers import Adam, RMSprop
from gan_engine.training.plan import Plan
from gan_engine.training.running_means import RunningMeans
from gan_engine.training.weight_fit import discriminator_axes, fitting_part, generator_axes

_AUTOCAST = {"bf16": torch.bfloat16, "fp16": torch.float16}
_NORM_EVERY = 4  # steps between two looks at the length of a phase's gradients


class TrainingState:
    """Everything that training changes, on one device, alike on all `ranks`. `step` counts steps, `images` pictures."""

    def __init__(
        self,
        plan: Plan,
        device: torch.device,
        precision: Precision,
        *,
        ranks: Ranks = ALONE,
        parts: int = 1,
    ) -> None:
        self.plan = plan
        self.device = device
        self.precision = precision
        self.ranks = ranks
        self.parts = parts
        """Each batch is gone through in so many parts, their gradients added up, where memory is short."""
        self._notes: dict[str, list[Tensor]] = {}
        self.step = 0
        self.images = 0
        self.generator, self.discriminator = plan.build_networks(device)
        self.generator_ema = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self.phases = plan.phases()
        for phase in self.phases:
            if isinstance(phase.loss, nn.Module):
                phase.loss.to(device)
        self.networks: dict[Role, nn.Module] = {"generator": self.generator, "discriminator": self.discriminator}
        self.optimizers = {role: self._optimizer(role) for role in self.networks}
        self.scaler = torch.amp.GradScaler(device.type, enabled=precision == "fp16")
        self.means = RunningMeans(device)
        for layer in plan.picture_side(self.discriminator)[: plan.configuration.tricks.freeze_d]:
            layer.requires_grad_(False)
        self.growth = plan.growth()
        self._grow()
        self._frozen: FrozenFeatures | None = None
        self._discriminator_weights = [weight for weight in self.discriminator.parameters() if weight.requires_grad]
        self._buckets: dict[Role, GradientBuckets] = {}
        if not ranks.alone:
            self._buckets = {role: GradientBuckets(network, ranks) for role, network in self.networks.items()}

    @property
    def kimg(self) -> float:
        return self.images / 1000

    def skip_to(self, images: int) -> None:
        """Stand where so many pictures have been shown, as far as schedules go: for measuring what is to come."""
        self.images = images
        self._grow()

    def keep_features(self, variants: int) -> None:
        """Keep what a frozen network sees in the real pictures, where they are always the same: of a set of so many
        `variants` (`loader.variants`)."""
        self._frozen = frozen_features(self.discriminator, variants, ranks=self.ranks.world_size)

    def make_step(self, reals: Tensor, labels: Tensor | None, shown: Tensor | None = None) -> None:
        """Train on this rank's real pictures uint8 [batch / world_size, 3, H, W] and labels int64 (looked at only with
        classes). `shown`: which pictures of the set they are (`Loader.shown`); None: of no set."""
        with self.ranks.acting():
            self._make_step(reals, labels, shown)

    def _make_step(self, reals: Tensor, labels: Tensor | None, shown: Tensor | None) -> None:
        # Random numbers and learning rates of this step: functions of the seed and of how far the training is.
        configuration = self.plan.configuration
        seed_everything(configuration.seed, self.step, 0)  # 0: as ever, so that earlier trainings go on as they were
        self._set_learning_rates()

        # Networks that have just grown: Adam's moments are of another game, and forgotten (Karras et al. 2018, A.1).
        if self._has_just_grown():
            for optimizer in self.optimizers.values():
                optimizer.state.clear()

        # The phases that come in this step, and the real pictures as -1..1 that all of them see.
        due = [phase for phase in self.phases if phase.is_due(self.step)]
        whole = reals.to(torch.float32, memory_format=torch.channels_last).div_(127.5).sub_(1)
        pictures = self._seen(whole)
        if pictures is not whole:  # as networks that grow are shown them, from level to level otherwise
            shown = None
        shared = self.parts == 1 and any(phase.network == "generator" for phase in due)
        contexts = self._contexts(pictures, labels, shown, keep_graph=shared)

        for phase in due:
            # A balancing trick may leave a network out of this step.
            if phase.plays is not None and not phase.plays(contexts[0]):
                continue

            # In parts, the generator's designs are made anew: only one part's graph is held at a time.
            if self.parts > 1 and phase.network == "generator":
                contexts = self._contexts(pictures, labels, shown, keep_graph=True)

            self._learn(phase, contexts)

        # The generator that designs come from follows.
        kept = ema.decay(configuration.batch, self.images, kimg=configuration.ema_kimg, ramp=configuration.ema_ramp)
        ema.update(self.generator_ema, self.generator, kept)

        # One step on; networks that grow reach their next level.
        self.step += 1
        self.images += configuration.batch
        self._grow()

    def _has_just_grown(self) -> bool:
        """Whether the last step brought another resolution."""
        if self.growth is None or not self.images:
            return False
        before = self.growth.at(self.images - self.plan.configuration.batch)
        return before.resolution != self.growth.at(self.images).resolution

    def _learn(self, phase: Phase, contexts: list[StepContext]) -> None:
        """One phase: its network moves along the gradients of its loss."""
        # No gradients for what does not learn in this phase.
        network, optimizer = self.networks[phase.network], self.optimizers[phase.network]
        for weight in self._discriminator_weights:
            weight.requires_grad_(phase.network == "discriminator")

        # Gradients of the phase's loss, the mean over all ranks.
        if not self._gather_gradients(phase, contexts):
            optimizer.zero_grad(set_to_none=True)
            return

        # Now and then the plots are told how long they are.
        if phase.every > 1 or self.step % _NORM_EVERY == 0:
            self.scaler.unscale_(optimizer)
            self.means.fold(f"gradients.{phase.name}", {f"gradients.{phase.name}": gradient_norm(network)})

        # The weights move, and are held within bounds where the objective asks for it.
        self.scaler.step(optimizer)
        self.scaler.update()
        optimizer.zero_grad(set_to_none=True)
        if phase.clip:
            clip(network, phase.clip)

    def _contexts(
        self, pictures: Tensor, labels: Tensor | None, shown: Tensor | None, *, keep_graph: bool
    ) -> list[StepContext]:
        """One for each part of the batch, its pictures in -1..1."""
        known = None
        if self.plan.class_names and labels is not None:
            share = class_share(self.images, self.plan.configuration.class_kimg)
            known = told_classes(labels, len(self.plan.class_names), share)
        return [
            StepContext(
                self.generator,
                self.discriminator,
                part,
                part_labels,
                step=self.step,
                keep_graph=keep_graph,
                note=self._note,
                known=self._known(part, part_shown, part_labels),
            )
            for part, part_labels, part_shown in zip(
                pictures.chunk(self.parts),
                [None] * self.parts if known is None else known.chunk(self.parts),
                [None] * self.parts if shown is None else shown.chunk(self.parts),
                strict=False,
            )
        ]

    def _known(self, reals: Tensor, shown: Tensor | None, labels: Tensor | None) -> Callable[[], Tensor] | None:
        if self._frozen is None or shown is None:
            return None
        return functools.partial(self._frozen.logits, reals, shown, labels)

    def _note(self, name: str, value: Tensor) -> None:
        self._notes.setdefault(name, []).append(value.detach().float().mean())

    def _gather_gradients(self, phase: Phase, contexts: list[StepContext]) -> bool:
        """Add up the gradients of a phase's loss over the parts of the batch; whether it is to be followed."""
        losses = []
        follow = True
        buckets = self._buckets.get(phase.network)
        for number, context in enumerate(contexts, start=1):
            with self._autocast(phase):
                loss = phase.loss(context)
            losses.append(loss.detach().float())
            follow = phase.is_worthwhile is None or phase.is_worthwhile(loss)
            if not follow:
                break
            if buckets is not None and number == len(contexts):
                buckets.expect(phase.name)
            torch.autograd.backward(self.scaler.scale(loss * (phase.weight / len(contexts))))
        if buckets is not None and follow:
            buckets.finish(phase.name)
        told = {phase.name: losses} | self._notes
        numbers = self.ranks.mean(torch.stack([torch.stack(values).mean() for values in told.values()]))
        self.means.fold(phase.name, dict(zip(told, numbers, strict=True)))
        self._notes = {}
        return follow

    def is_finite(self) -> bool:
        """Are all weights numbers, and what normalisations remember? Waits for the device."""
        networks = (*self.networks.values(), self.generator_ema)
        weights: list[Tensor] = [weight for network in networks for weight in network.parameters()]
        weights += [each for network in networks for each in network.buffers() if each.is_floating_point()]
        norms = torch._foreach_norm(weights)
        return bool(torch.stack(norms).isfinite().all())

    def tensors(self) -> dict[str, Tensor]:
        """All tensors that going on exactly needs, but for the EMA generator's, by dotted name."""
        tensors: dict[str, Tensor] = {}
        for role, network in self.networks.items():
            tensors |= _prefixed(role, network.state_dict())
            names = [name for name, _ in network.named_parameters()]
            for index, values in self.optimizers[role].state_dict()["state"].items():
                tensors |= _prefixed(f"optimizer.{role}.{names[index]}", values)
        for phase in self.phases:
            if isinstance(phase.loss, nn.Module):
                tensors |= _prefixed(f"phase.{phase.name}", phase.loss.state_dict())
        return tensors | _prefixed("means", self.means.state())

    def facts(self) -> dict[str, Any]:
        """The same for plain numbers, fit for JSON."""
        return {"step": self.step, "images": self.images, "scaler": self.scaler.state_dict()}

    def restore(
        self, tensors: Mapping[str, Tensor], generator_ema: Mapping[str, Tensor], facts: Mapping[str, Any]
    ) -> None:
        """Go on from what `tensors` and `facts` gave, and the EMA generator's weights.

        Raises `SnapshotError` where they do not fit, before anything has been changed.
        """
        step, images, scaler = facts.get("step"), facts.get("images"), facts.get("scaler")
        if not isinstance(step, int) or not isinstance(images, int) or not isinstance(scaler, dict):
            raise SnapshotError("The snapshot does not say where it stands.")
        modules: dict[str, nn.Module] = {"generator": self.generator, "discriminator": self.discriminator}
        modules |= {f"phase.{phase.name}": phase.loss for phase in self.phases if isinstance(phase.loss, nn.Module)}
        weights = {prefix: _fitting(module, below(prefix, tensors)) for prefix, module in modules.items()}
        ema_weights = _fitting(self.generator_ema, generator_ema)
        states = {role: self._optimizer_state(role, tensors) for role in self.networks}

        for prefix, module in modules.items():
            module.load_state_dict(weights[prefix])
        self.generator_ema.load_state_dict(ema_weights)
        for role, optimizer in self.optimizers.items():
            optimizer.load_state_dict(states[role])
        if self.scaler.is_enabled() and scaler:
            self.scaler.load_state_dict(scaler)
        self.means.restore(below("means", tensors))
        self.step, self.images = step, images
        self._grow()

    def adopt(self, generator_ema: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> None:
        """Begin with another training's weights: its EMA generator's, and what `tensors` has of its networks.

        What has no counterpart, and what cannot be adapted (`weight_fit`), is left as it was drawn.
        """
        axes = generator_axes(self.plan)
        adapted = fitting_part(self.generator_ema, generator_ema, axes)
        self.generator_ema.load_state_dict(adapted)
        self.generator.load_state_dict(adapted)
        if theirs := below("generator", tensors):
            self.generator.load_state_dict(fitting_part(self.generator, theirs, axes))
        if theirs := below("discriminator", tensors):
            judged = fitting_part(self.discriminator, theirs, discriminator_axes(self.plan), summed=True)
            self.discriminator.load_state_dict(judged)
        self._grow()

    def _grow(self) -> None:
        """Bring all networks to the level that is due now."""
        if self.growth is not None:
            level = self.growth.at(self.images)
            for network in (self.generator, self.discriminator, self.generator_ema):
                if isinstance(network, Growing):  # the projected discriminator does not
                    network.grow(level)

    def _seen(self, reals: Tensor) -> Tensor:
        return (
            reals if self.growth is None else seen_at(reals, self.growth.at(self.images), self.plan.configuration.size)
        )

    def _optimizer(self, role: Role) -> torch.optim.Optimizer:
        """One for each network; Adam is adapted by `_lazy` (Karras et al. 2020a, appendix B)."""
        options = self.plan.configuration.optimizer
        weights = self.networks[role].parameters()
        if options.kind == "rmsprop":
            return RMSprop(weights, lr=options.learning_rate, alpha=0.99, eps=1e-8)
        c = self._lazy(role)
        betas = (options.beta1**c, options.beta2**c)
        return Adam(weights, lr=options.learning_rate, betas=betas, eps=1e-8, fused=True)

    def _lazy(self, role: Role) -> float:
        """c = k/(k+1) where a regulariser comes lazily every k steps; else 1."""
        intervals = [phase.every for phase in self.phases if phase.network == role]
        lazy = max(intervals) // min(intervals)
        return lazy / (lazy + 1) if lazy > 1 else 1.0

    def _set_learning_rates(self) -> None:
        options = self.plan.configuration.optimizer
        rate = options.rate_at(self.kimg)
        for role, optimizer in self.optimizers.items():
            factor = options.discriminator_factor if role == "discriminator" else 1.0
            for group in optimizer.param_groups:
                group["lr"] = rate * factor * (self._lazy(role) if options.kind == "adam" else 1.0)

    def _optimizer_state(self, role: Role, tensors: Mapping[str, Tensor]) -> dict[str, Any]:
        state: dict[int, dict[str, Tensor]] = {}
        for index, (name, parameter) in enumerate(self.networks[role].named_parameters()):
            for key, value in below(f"optimizer.{role}.{name}", tensors).items():
                if value.shape == parameter.shape:  # in the weights' own layout: fused optimisers go by memory
                    value = torch.empty_like(parameter, dtype=value.dtype, requires_grad=False).copy_(value)
                elif value.shape != torch.Size():
                    raise SnapshotError(f"“optimizer.{role}.{name}.{key}” has another shape than the network.")
                state.setdefault(index, {})[key] = value
        return {"state": state, "param_groups": self.optimizers[role].state_dict()["param_groups"]}

    def _autocast(self, phase: Phase) -> contextlib.AbstractContextManager[Any]:
        if self.precision == "fp32" or (phase.wide_range and self.precision == "fp16"):
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, _AUTOCAST[self.precision])


@torch.no_grad()
def clip(network: nn.Module, bound: float) -> None:
    """Hold every weight of `network` within -bound..bound."""
    weights: list[Tensor] = list(network.parameters())
    torch._foreach_clamp_min_(weights, -bound)
    torch._foreach_clamp_max_(weights, bound)


def gradient_norm(network: nn.Module) -> Tensor:
    """Euclidean length of all gradients of `network` together, 0-dim, on its device: nothing waits for it."""
    gradients = [weight.grad for weight in network.parameters() if weight.grad is not None]
    norm: Tensor = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradients)))
    return norm


def _prefixed(prefix: str, values: Mapping[str, Any]) -> dict[str, Tensor]:
    return {f"{prefix}.{name}": value for name, value in values.items() if isinstance(value, Tensor)}


def below(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Those of a snapshot's tensors that lie below a dotted `prefix`, by the rest of their names."""
    start = len(prefix) + 1
    return {name[start:]: tensor for name, tensor in tensors.items() if name.startswith(f"{prefix}.")}


def _fitting(module: nn.Module, tensors: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    """`tensors`, if they are just those of `module`. Raises `SnapshotError`."""
    expected = module.state_dict()
    strange = sorted(expected.keys() ^ tensors.keys())
    if strange:
        raise SnapshotError(f"The snapshot is of another network (“{strange[0]}” does not match).")
    for name, tensor in tensors.items():
        if tensor.shape != expected[name].shape or tensor.dtype != expected[name].dtype:
            raise SnapshotError(f"The snapshot is of another network (“{name}” has another shape).")
    return tensors
