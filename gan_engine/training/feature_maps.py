"""Feature maps of a snapshot's discriminator for one picture, layer by layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.networks import registry
from gan_engine.networks.bases import Discriminator
from gan_engine.training.plan import build_discriminator
from gan_engine.training.snapshots import TRAINING, ModelCard, find_generator, read_card
from gan_engine.training.tensor_files import Header, read_header, read_tensors

_PREFIX = "discriminator."


def load_discriminator(path: Path, device: torch.device | str = "cpu") -> tuple[Discriminator, ModelCard]:
    """The discriminator of the snapshot at `path` (a folder, its generator's file, or a run) and the card beside it.

    Raises `SnapshotError`: of older snapshots, and of generators that were handed on, it is not there.
    """
    file = find_generator(Path(path))
    card, _ = read_card(file)
    training_file = file.parent / TRAINING
    if not training_file.is_file():
        raise SnapshotError(
            f"The discriminator of the snapshot {file.parent.name} was not kept.",
            kept="Its generator was.",
            do="Choose one of the last snapshots, or the best.",
        )
    header = read_header(training_file)
    entries = {name: entry for name, entry in header.entries.items() if name.startswith(_PREFIX)}
    tensors = {
        name.removeprefix(_PREFIX): tensor for name, tensor in read_tensors(training_file, Header({}, entries)).items()
    }  # fmt: skip
    try:
        family = registry.family(card.family)
        options = family.validate(card.options)
        family.check(options, card.size, len(card.class_names))
        with torch.device("meta"):
            network = build_discriminator(card.discriminator, family, options, card.size, len(card.class_names))
        expected = network.state_dict()
        if expected.keys() != tensors.keys() or any(expected[name].shape != tensors[name].shape for name in expected):
            raise SnapshotError(f"The discriminator of the snapshot {file.parent.name} is of another network.")
        network.load_state_dict(tensors, assign=True)
    except ConfigurationError as error:
        raise SnapshotError(f"This version cannot build the network in {file.parent.name}. {error.what}") from error
    network.requires_grad_(False).eval()
    return network.to(torch.device(device), memory_format=torch.channels_last), card  # type: ignore[call-overload]


@torch.no_grad()
def activations(network: nn.Module, pictures: Tensor, classes: Tensor | None = None) -> dict[str, Tensor]:
    """What the network holds of pictures [N, C, H, W] in -1..1 last at each size: float32 [N, C, h, w] by "w × h".

    In the order in which it gets there: whatever a family's layers are called, these are its stages.
    """
    seen: dict[str, Tensor] = {}

    def note(module: nn.Module, inputs: Any, output: Any) -> None:
        if isinstance(output, Tensor) and output.ndim == 4 and min(output.shape[2:]) > 1:
            name = f"{output.shape[3]} × {output.shape[2]}"
            seen[name] = output.float()

    hooks = [module.register_forward_hook(note) for module in network.modules()]
    try:
        network(pictures, classes)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: maps.clone() for name, maps in seen.items()}
