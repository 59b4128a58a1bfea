"""The description of Progressive GAN."""

from __future__ import annotations

from gan_engine.networks.description import Description, Supports

DESCRIPTION = Description(
    name="progan",
    title="Progressive GAN",
    sentence="Grows from 4 px to full size: calm trainings for pictures of one kind, as icons and faces.",
    sizes=(8, 16, 32, 64, 128, 256, 512, 1024),
    supports=Supports(growth=True),
    freezes=True,
)
