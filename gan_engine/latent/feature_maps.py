"""The feature maps that a generator's stages give on the way to a picture, taken while it draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor, nn


class _Reached(Exception):  # noqa: N818 - nothing went wrong
    """The stage has given its maps: what comes after it is not computed."""

    def __init__(self, maps: Tensor) -> None:
        super().__init__()
        self.maps = maps


def maps_of_stage(stage: nn.Module, draw: Callable[[], object]) -> Tensor:
    """The maps [N,C,h,w] that `stage` gives while `draw` lets its network draw, which ends there."""

    def take(module: nn.Module, given: Any, made: Any) -> None:
        raise _Reached(_maps(made))

    hook = stage.register_forward_hook(take)
    try:
        draw()
    except _Reached as reached:
        return reached.maps
    finally:
        hook.remove()
    raise RuntimeError("the network drew a picture without this stage")


def grids_of_stages(stages: Sequence[nn.Module], draw: Callable[[], object]) -> tuple[tuple[int, int], ...]:
    """Rows and columns of the maps [N,C,h,w] that each of `stages` gives while `draw` lets their network draw once."""
    grids: list[tuple[int, int]] = []

    def note(module: nn.Module, given: Any, made: Any) -> None:
        rows, columns = _maps(made).shape[2:]
        grids.append((int(rows), int(columns)))

    hooks = [stage.register_forward_hook(note) for stage in stages]
    try:
        draw()
    finally:
        for hook in hooks:
            hook.remove()
    return tuple(grids)


def _maps(made: Any) -> Tensor:
    """A stage gives its maps, or its maps and more."""
    maps: Tensor = made if isinstance(made, Tensor) else made[0]
    return maps
