"""What can be wrong with a training, in an artist's words: what is seen, and what usually helps.

What helps as settings, and from which snapshot, is in `gan_engine/runs/remedies.py`, which the window and the terminal
read too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something wrong: a stable name, what is seen, what usually helps."""

    name: str
    what: str
    do: str


NOT_FINITE = Problem(
    "not-finite",
    "The losses are not finite, so these steps teach nothing.",
    "If it stays so, going back to a snapshot from before and on with a smaller learning rate, or in 32 bit, helps.",
)
DIVERGED = Problem(
    "diverged",
    "The losses have grown beyond all measure, or the designs have moved far away from your pictures again.",
    "Going back to a snapshot from before and on with a smaller learning rate usually helps.",
)
COLLAPSED = Problem(
    "collapse",
    "The designs have become nearly all alike.",
    "Going back to a snapshot from before and on with a smaller learning rate usually helps; so do likeness features "
    "and a larger batch.",
)
MEMORISING = Problem(
    "memorising",
    "The network recites instead of inventing: most designs are near-copies of single pictures of the set.",
    "More pictures help most; else an earlier snapshot, or pictures that are shown varied.",
)
AHEAD = Problem(
    "discriminator-ahead",
    "The discriminator tells real from fake almost every time, so the generator learns little.",
    "Varying what it is shown, a slower pace for it, or more pictures usually help.",
)
BEHIND = Problem(
    "discriminator-behind",
    "The discriminator takes designs for real sooner than your pictures, so the generator learns nothing from it.",
    "A quicker pace for it usually helps, and none of its layers frozen.",
)
LEAK_MIRRORED = Problem(
    "leak-mirrored",
    "Designs come out mirrored: the mirroring that was to help the set last longer shows in them.",
    "Going on without mirroring usually helps.",
)
LEAK_TURNED = Problem(
    "leak-turned",
    "Designs come out lying on their side or upside down: the turning that was to help the set last longer shows in "
    "them.",
    "Going on without quarter turns usually helps.",
)
LEAK_RECOLOURED = Problem(
    "leak-recoloured",
    "Designs come out in colours that your pictures do not have: the recolouring that was to help the set last longer "
    "shows in them.",
    "Going on without turned hues usually helps.",
)
ADA_HIGH = Problem(
    "ada-high",
    "The adaptive changes (ADA) come almost every time (p above 0.8): beyond that they begin to show in the designs.",
    "The set is too small for so long a training: add pictures, stop here, or hold the changes at a lower strength.",
)
STARVED = Problem(
    "loader-starved",
    "A good part of each step goes by waiting until the next pictures have been read.",
    "Copy the dataset onto a fast disk of this machine, as a ZIP, or leave the processor more to read with.",
)

GRAVITY = (
    "disk-full", NOT_FINITE.name, DIVERGED.name, "rolled-back", COLLAPSED.name, MEMORISING.name, BEHIND.name,
    AHEAD.name, LEAK_MIRRORED.name, LEAK_TURNED.name, LEAK_RECOLOURED.name, ADA_HIGH.name, STARVED.name,
    "damaged-snapshot", "in-parts",
)  # fmt: skip
"""The names of all there are, the gravest first: where several are there at once, that one is said."""
