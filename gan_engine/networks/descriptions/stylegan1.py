"""The description of the first StyleGAN."""

from __future__ import annotations

from gan_engine.networks.description import Description, Supports

DESCRIPTION = Description(
    name="stylegan",
    title="StyleGAN",
    sentence="Coarse and fine styles that can be mixed, grown from 8 px: for large sets and long trainings.",
    sizes=(16, 32, 64, 128, 256, 512, 1024),
    supports=Supports(classes=True, mixing=True, growth=True, truncation=True),
    freezes=True,
)
