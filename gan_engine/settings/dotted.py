"""Settings by dotted name ("tricks.clip"): where such names are joined, split, and written as `--set` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

_NETWORK = "network"


def joined(parts: Iterable[object]) -> str:
    """The dotted name of what lies at `parts`."""
    return ".".join(str(part) for part in parts)


def parted(name: str) -> tuple[tuple[str, ...], str]:
    """The groups that `name` lies in, from the outermost, and what it is called there."""
    *groups, last = name.split(".")
    return tuple(groups), last


def dotted(values: Mapping[str, Any], *groups: str) -> dict[str, Any]:
    """Nested values by dotted name, as `--set` and the form have them; `groups` are those that they lie in."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        within = (*groups, key)
        found |= dotted(value, *within) if isinstance(value, Mapping) else {joined(within): value}
    return found


def dotted_names(model: type[BaseModel], *groups: str) -> list[str]:
    """The dotted names of all fields of `model`, those of nested groups included."""
    names = []
    for name, field in model.model_fields.items():
        within = (*groups, name)
        inner: Any = field.annotation
        names += dotted_names(inner, *within) if hasattr(inner, "model_fields") else [joined(within)]
    return names


def of_network(name: str) -> str:
    """The dotted name of an option of the network's own."""
    return joined((_NETWORK, name))


def is_of_network(name: str) -> bool:
    """Whether a dotted name is that of an option of the network's own."""
    return parted(name)[0][:1] == (_NETWORK,)


def as_given(value: Any) -> str:
    """A value as `--set` takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def assignments(settings: Mapping[str, Any]) -> list[str]:
    """Settings by dotted name as `--set` takes them, each "key=value"."""
    return [f"{name}={as_given(value)}" for name, value in settings.items()]
