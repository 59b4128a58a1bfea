"""Networks that come with the program and can draw already, for trainings that set `pretrained`.

Beginning with the weights of a network that was trained on other pictures needs fewer pictures and steps until designs
are good (Wang et al. 2018, "Transferring GANs"). Those here were trained by us on free drawings of many hands
(resources/models/README.md) with the settings of the recipe that asks for them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resources
from gan_engine.errors import SnapshotError
from gan_engine.training import transfer
from gan_engine.training.plan import Plan

log = logging.getLogger(__name__)

FOLDER = "models/pretrained"


def pretrained_networks() -> list[Path]:
    """The snapshots that come with the program."""
    return sorted(path for path in resources.find(FOLDER).iterdir() if path.is_dir())


def find_pretrained(plan: Plan) -> transfer.Fit | None:
    """What `plan` can begin with: the one of which most fits; None where none does, or `plan` asks for none."""
    if not plan.configuration.pretrained:
        return None
    fits = []
    for path in pretrained_networks():
        try:
            fits.append(transfer.check_fits(path, plan))
        except SnapshotError as error:
            log.debug("%s", error)
    return max(fits, key=lambda fit: fit.share, default=None)


def beginning_of(document: Mapping[str, Any]) -> Path | None:
    """What the training of this run.json begins with: a snapshot of another, or one that comes with the program.

    Raises `SnapshotError` where this program has none of that name.
    """
    if snapshot := document.get("snapshot"):
        return Path(snapshot)
    if not (name := document.get("pretrained")):
        return None
    for path in pretrained_networks():
        if path.name == name:
            return path
    raise SnapshotError(
        f"The network “{name}”, with which this training is to begin, does not come with this version of the program.",
        do="Start the training anew.",
    )
