"""The description of the first GAN."""

from __future__ import annotations

from gan_engine.networks.description import Description, Supports

DESCRIPTION = Description(
    name="vanilla",
    title="Vanilla GAN",
    sentence="The first of its kind, of dense layers: quick at 32 px and blurred, for seeing how it all began.",
    sizes=(16, 32, 64, 96, 128),
    supports=Supports(classes=True),
    freezes=True,
)
