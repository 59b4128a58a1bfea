"""A picture on its way from the catalogue into a dataset: the one record that the whole way hands on.

The project's catalogue makes it, a bake plan adds the class and the group, the engine process gets it as JSON;
features, previews, baking and baking again take it as it is. What a dataset keeps of it is written and read here too.
The window holds thousands of them from its start on, so nothing heavy is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

_Digest = Annotated[str, MaxLen(64)]  # of SHA-256, in hexadecimal
_Name = Annotated[str, MaxLen(65_536)]  # the longest path that any system takes
_Word = Annotated[str, MaxLen(1000)]  # as the catalogue bounds its classes and tags


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """An original file, what was done to it, and where it belongs in a dataset.

    In a pydantic model it reads its own JSON (`as_json`): bounded, and what it does not know is refused.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    path: Path
    """The original."""
    source_name: _Name = ""
    """How the dataset and messages call it: no path of this machine, so that the dataset is the same on another. The
    file's name where nothing is given."""
    _: KW_ONLY
    digest: _Digest | None = None
    """sha256 of the file where it is known already; None to have it computed."""
    label: _Word | None = None
    """The name of its class, used with `labels="folders"`."""
    tags: Annotated[tuple[_Word, ...], MaxLen(10_000)] = ()
    """The artist's own words for it."""
    steps: Annotated[tuple[Mapping[str, Any], ...], MaxLen(1000)] = ()
    """What was done to it, as stored; believed only after `gan_engine.curation.picture_edits.parse_steps`."""
    group: _Name = ""
    """The same for pictures that must be held out together: near-copies. (Parts of a sheet are, by their digest.)"""
    held_out: bool = False
    """Kept from training, whatever share is."""

    def __post_init__(self) -> None:
        if not self.source_name:
            object.__setattr__(self, "source_name", self.path.name)

    def as_json(self) -> dict[str, Any]:
        """As the engine process is told of it; what is as usual is left out."""
        told = {one.name: value for one in fields(self) if (value := getattr(self, one.name)) != one.default}
        return told | {"path": str(self.path)}

    def as_source(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """What a dataset keeps of it beside each square, `made` being how that came about (its region, its steps)."""
        source: dict[str, Any] = {"source": self.source_name, "digest": self.digest, **made}
        if self.label is not None:
            source["class"] = self.label
        if self.tags:
            source["tags"] = list(self.tags)
        if self.group:
            source["group"] = self.group
        if self.held_out:
            source["held_out"] = True
        return source

    @classmethod
    def from_source(cls, source: Mapping[str, Any], path: Path) -> SourcePicture:
        """What `as_source` wrote, of an original at `path`. Raises `ValueError` where something else was written."""
        name, digest, label = source.get("source"), source.get("digest"), source.get("class")
        tags, steps, group = source.get("tags", []), source.get("steps", []), source.get("group", "")
        if not (
            isinstance(name, str)
            and isinstance(digest, str)
            and (label is None or isinstance(label, str))
            and isinstance(tags, list)
            and all(isinstance(tag, str) for tag in tags)
            and isinstance(steps, list)
            and isinstance(group, str)
        ):
            raise ValueError("that is not what a dataset tells of a picture")
        return cls(
            path, name, digest=digest, label=label, tags=tuple(tags), steps=tuple(steps), group=group,
            held_out=bool(source.get("held_out")),
        )  # fmt: skip
