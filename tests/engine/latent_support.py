"""Small generators on the disk, as a training would have saved them, for the tests of what is done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from gan_engine.networks import registry
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from gan_engine.training.snapshots import METADATA_KEY, model_card
from gan_engine.training.tensor_files import write_tensors
from tests.engine.training_support import smallest


def write_generator(
    folder: Path,
    *,
    size: int | str = 32,
    z_dim: int = 8,
    classes: Sequence[str] = (),
    seed: int = 0,
    kimg: float = 12.0,
) -> Path:
    """A DCGAN with random weights, strong enough for pictures with contrast; gives the generator's file."""
    values = {"size": size, "use_classes": bool(classes), "network": {"z_dim": z_dim, "generator_width": 4}}
    plan = make_plan(configure(values), classes)
    torch.manual_seed(seed)
    generator = plan.family.build_generator(plan.options, plan.configuration.size, len(plan.class_names))
    for module in generator.modules():
        if isinstance(module, nn.ConvTranspose2d):
            nn.init.normal_(module.weight, std=0.3)
    folder.mkdir(parents=True, exist_ok=True)
    card = model_card(plan, kimg, "0" * 64).model_dump_json()
    write_tensors(folder / GENERATOR, generator.state_dict(), {METADATA_KEY: card})
    return folder / GENERATOR


def a_level_apart(drawn: npt.NDArray[np.uint8], again: npt.NDArray[np.uint8]) -> bool:
    """Whether these are the same designs, drawn in batches of other sizes: rounding may lead to the next level."""
    return drawn.shape == again.shape and int(np.abs(drawn.astype(int) - again).max()) <= 1


def write_snapshot(root: Path, run: str = "00003-knights", snapshot: str = "000012", **options: object) -> Path:
    """As `write_generator`, in the place where a run keeps it; gives the snapshot's folder."""
    return write_generator(root / run / "snapshots" / snapshot, **options).parent  # type: ignore[arg-type]


def write_tiny(folder: Path, family: str, *, classes: Sequence[str] = (), size: int | str = 32, seed: int = 0) -> Path:
    """The smallest generator of any family, its weights such that designs differ; gives its file."""
    values = {"family": family, "size": size, "use_classes": bool(classes)}
    options = smallest(registry.family(family)).model_dump()
    plan = make_plan(configure({**values, "network": options}), classes)
    torch.manual_seed(seed)
    generator = plan.family.build_generator(plan.options, plan.configuration.size, len(plan.class_names))
    with torch.no_grad():
        for name, parameter in generator.named_parameters():
            if parameter.ndim == 4 and parameter.std() < 0.1:
                parameter.normal_(std=0.3)
            elif "noise" in name:
                parameter.fill_(0.3)
    folder.mkdir(parents=True, exist_ok=True)
    card = model_card(plan, 1.0, "0" * 64).model_dump_json()
    write_tensors(folder / GENERATOR, generator.state_dict(), {METADATA_KEY: card})
    return folder / GENERATOR
