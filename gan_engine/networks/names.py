"""What the families of networks are called among people. Torch-free, for windows that show it before torch is there."""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "dcgan": "DCGAN",
    "fastgan": "FastGAN",
    "progan": "Progressive GAN",
    "stylegan": "StyleGAN",
    "stylegan2": "StyleGAN2-ADA",
    "vanilla": "Vanilla GAN",
}


def family_title(name: str) -> str:
    """The title of the family `name`; the name itself where it is of another version."""
    return TITLES.get(name, name)
