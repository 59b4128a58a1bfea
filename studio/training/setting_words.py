"""The titles of settings, in place of the names that the engine's messages have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from studio.engine_words import engine_words
from studio.training.schema_fields import Field
from studio.words import tr

_SETTING = re.compile(r"[“„]?\b(?P<name>[a-z]\w*(?:\.[a-z]\w*)?)\b(?:=(?P<value>[\w.+-]*\w))?[”“]?")


def in_titles(text: str, fields: Iterable[Field]) -> str:
    """ "Set tricks.clip=0, or …" as “Set “Clip weights: 0”, or …”: dotted names, and names in quotes or with values."""
    by_name = {field.name: field for field in fields}

    def worded(match: re.Match[str]) -> str:
        field, value = by_name.get(match["name"]), match["value"]
        named = value is not None or "." in match["name"] or match[0][0] in "“„"
        if field is None or not named:
            return match[0]
        return f"“{field.title}”" if value is None else f"“{field.title}: {_value_words(field, value)}”"

    return _SETTING.sub(worded, text)


def _value_words(field: Field, value: str) -> Any:
    return {"true": tr("yes"), "false": tr("no")}.get(value) or field.shown(value)


def fault_words(fault: Mapping[str, Any], fields: Iterable[Field]) -> str:
    """What the engine found wrong, and what would do."""
    return in_titles(" ".join(engine_words(str(fault[part])) for part in ("what", "do") if fault.get(part)), fields)
