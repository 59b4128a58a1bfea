"""Names of exported files, made by a pattern such as "{model} {name} {seed}"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gan_engine.errors import EngineError
from gan_engine.file_names import safe_file_name

USUAL_PATTERN = "{name}"
MAX_PATTERN = 200
Words = Annotated[str, Field(max_length=2000)]
_FIELD = re.compile(r"\{([^{}]*)\}")


class NameFacts(BaseModel):
    """What the name of a design's file can be made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words = ""
    """What it is called on the shelf."""
    model: Words = ""
    seed: int | None = None
    class_name: Words = ""
    collection: Words = ""


FIELDS: Mapping[str, tuple[str, Callable[[NameFacts], str]]] = {
    "name": ("its name on the shelf", lambda facts: facts.name),
    "model": ("the model that made it", lambda facts: facts.model),
    "seed": ("its seed, if it has one", lambda facts: "" if facts.seed is None else str(facts.seed)),
    "class": ("its class", lambda facts: facts.class_name),
    "collection": ("its collection", lambda facts: facts.collection),
    "n": ("its number in this export", lambda facts: ""),
}
"""By field: what it stands for, and how it is found (`n` follows from the place)."""


def check_pattern(pattern: str) -> None:
    """Raise `EngineError` in plain words for what is no pattern of names."""
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    if len(pattern) > MAX_PATTERN:
        raise EngineError(f"This pattern of names is longer than {MAX_PATTERN} signs.", do="Make it shorter.")
    unknown = next((found for found in _FIELD.findall(pattern) if found not in FIELDS), None)
    if unknown is not None:
        raise EngineError(f"Names have no part {{{unknown[:40]}}}.", do=f"There are {known}.")
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise EngineError("A brace in the pattern of names is never closed, or never opened.", do=f"Use {known}.")
    if wrong := next((sign for sign in rest if sign in '/\\:*?"<>|' or not sign.isprintable()), ""):
        shown = wrong if wrong.isprintable() else "a sign that cannot be seen"
        raise EngineError(
            f"File names cannot have “{shown}” in them.", do="Leave it out; folders come from collections."
        )
    if not pattern.strip(" .-_"):
        raise EngineError("The pattern of names is empty.", do=f"Use {known}, and words of your own.")


def file_stem(pattern: str, facts: NameFacts, number: int, total: int) -> str:
    """The name, without ending, of design `number` (from 1) of `total`; a part that it has not leaves no gap.

    Raises `EngineError` as `check_pattern`.
    """
    check_pattern(pattern)

    def put(found: re.Match[str]) -> str:
        field = found[1]
        return str(number).zfill(len(str(total))) if field == "n" else FIELDS[field][1](facts)

    filled = _FIELD.sub(put, pattern)
    tidy = re.sub(r"([-_,])(?:\s*[-_,])+", r"\1", " ".join(filled.split())).strip(" -_,")
    return safe_file_name(tidy, f"design {number}")
