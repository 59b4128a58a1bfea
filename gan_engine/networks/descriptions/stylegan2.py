"""The description of StyleGAN2-ADA, with its automatic settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gan_engine.networks.description import Description, Supports, Surroundings

if TYPE_CHECKING:
    from gan_engine.settings.configuration import Configuration


def _automatic(configuration: Configuration, surroundings: Surroundings) -> dict[str, Any]:
    """The public code's `auto` (one device), its width less where there is no card, its batch less on a small one."""
    size = configuration.size if "size" in configuration.model_fields_set else surroundings.size
    batch = max(1, min(4096 // size.side, 32)) if surroundings.has_card else 16
    gigabytes = surroundings.memory_bytes / 2**30
    while surroundings.has_card and batch > 4 and 2.0 + 0.55 * batch * (size.side / 256) ** 1.4 > 0.8 * gigabytes:
        batch //= 2
    if "batch" in configuration.model_fields_set:
        batch = configuration.batch
    base = 4096 if not surroundings.has_card else 32768 if size.side >= 512 else 16384
    return {
        "batch": batch,
        "kimg": 5000 if surroundings.has_card else 300,
        "ema_kimg": batch * 10 / 32,
        "optimizer": {"learning_rate": 0.002 if size.side >= 1024 else 0.0025},
        "tricks": {"r1_gamma": 0.0002 * size.area / batch},
        "network": {"channel_base": base, "mapping_layers": 2, "group": min(4, batch)},
    }


DESCRIPTION = Description(
    name="stylegan2",
    title="StyleGAN2-ADA",
    sentence="The finest designs, from a few hundred pictures on: for a graphics card, and nights to days.",
    sizes=(16, 32, 64, 128, 256, 512, 1024),
    supports=Supports(classes=True, mixing=True, truncation=True),
    freezes=True,
    automatic=_automatic,
)
