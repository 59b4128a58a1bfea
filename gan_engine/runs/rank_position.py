"""Which of the processes that train together this one is, as whoever started it says in the environment.

torchrun says it by RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE and where to meet (MASTER_ADDR and others, which
torch reads); `gan_engine.training.rank_processes` by the same, MAQUETTE_MEETING, a file in which they meet, and
MAQUETTE_STARTER, its own pid.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from gan_engine.errors import ConfigurationError

MEETING = "MAQUETTE_MEETING"
STARTER = "MAQUETTE_STARTER"
_NUMBERS = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE")


@dataclass(frozen=True)
class RankPosition:
    """One of `world_size` processes, and of `local_size` on this machine.

    `meeting`: the address of a file, or "" for torchrun's. `starter`: the pid of who starts all again if one goes.
    """

    rank: int = 0
    world_size: int = 1
    local_rank: int = 0
    local_size: int = 1
    meeting: str = ""
    starter: int | None = None

    @property
    def leads(self) -> bool:
        return self.rank == 0

    @property
    def by_torchrun(self) -> bool:
        return self.world_size > 1 and not self.meeting

    def environment(self) -> dict[str, str]:
        """What says so to a process."""
        numbers = (self.rank, self.world_size, self.local_rank, self.local_size)
        said = dict(zip(_NUMBERS, map(str, numbers), strict=True))
        return {**said, MEETING: self.meeting, STARTER: "" if self.starter is None else str(self.starter)}


ALONE = RankPosition()


def rank_position(environment: Mapping[str, str] = os.environ) -> RankPosition:
    """This process's. Raises `ConfigurationError` where the environment makes no sense."""
    if "RANK" not in environment or "WORLD_SIZE" not in environment:
        return ALONE
    try:
        rank, world_size = int(environment["RANK"]), int(environment["WORLD_SIZE"])
        local_rank = int(environment.get("LOCAL_RANK", rank))
        local_size = int(environment.get("LOCAL_WORLD_SIZE", world_size))
        starter = int(environment.get(STARTER) or -1)
    except ValueError:
        rank = world_size = local_rank = local_size = starter = -1
    if not (0 <= rank < world_size and 0 <= local_rank < local_size <= world_size):
        said = ", ".join(f"{name}={environment.get(name, '')}" for name in _NUMBERS)
        raise ConfigurationError(
            f"The environment says that this is one of several processes, but not which ({said}).",
            do="Start them with torchrun or with --processes, or unset these variables.",
        )
    if world_size == 1:
        return ALONE
    meeting = environment.get(MEETING, "")
    return RankPosition(rank, world_size, local_rank, local_size, meeting, starter if starter > 0 else None)
