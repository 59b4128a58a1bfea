"""The fields of a JSON schema, as the form and the comparison read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gan_engine.settings.dotted import joined
from studio.widgets.fields.number_field import format_number
from studio.words import tr


@dataclass(frozen=True)
class Field:
    """One field of a schema, its references followed."""

    name: str
    """Dotted."""
    group: str
    """The title of the object it lies in; "" at the top."""
    schema: Mapping[str, Any]

    @property
    def title(self) -> str:
        return tr(str(self.schema.get("title", self.name)))

    @property
    def sentence(self) -> str:
        return tr(str(self.schema.get("description", "")))

    @property
    def advanced(self) -> bool:
        return bool(self.schema.get("advanced", False))

    @property
    def default(self) -> Any:
        return self.schema.get("default")

    @property
    def unit(self) -> str:
        return tr(str(self.schema.get("unit", "")))

    @property
    def range_words(self) -> str:
        """“1 to 4,096”, “more than 0, at most 0.1”; "" where nothing bounds it."""
        least, above, most = (self.schema.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
        if least is not None and most is not None:
            return tr(
                "{least} to {most}",
                least=format_number(least),
                most=format_number(most),
            )
        bounds = [
            f"{words} {format_number(bound)}"
            for words, bound in ((tr("at least"), least), (tr("more than"), above), (tr("at most"), most))
            if bound is not None
        ]
        return ", ".join(bounds)

    def shown(self, value: Any) -> Any:
        """A value in the words of the form: a choice by its label."""
        labels = self.schema.get("labels", {})
        return tr(labels.get(value, value)) if isinstance(value, str) else value


def fields_of(schema: Mapping[str, Any], groups: tuple[str, ...] = (), group: str = "") -> Iterator[Field]:
    """All fields that can be shown, in the schema's order; objects without properties are left out."""
    definitions = schema.get("$defs", {})
    for name, raw in schema.get("properties", {}).items():
        inner = _followed(raw, definitions)
        if "properties" in inner:
            title = str(raw.get("title", inner.get("title", name)))
            yield from fields_of({**inner, "$defs": definitions}, (*groups, name), title)
        elif inner.get("type") in ("integer", "number", "boolean", "string") or "enum" in inner:
            yield Field(joined((*groups, name)), group, inner)


def _followed(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with its reference replaced by what it refers to; what stands beside the reference wins."""
    reference = schema.get("$ref", "")
    if not reference and len(schema.get("allOf", ())) == 1:
        reference = schema["allOf"][0].get("$ref", "")
    found = definitions.get(str(reference).rpartition("/")[2], {}) if reference else {}
    return {**found, **{key: value for key, value in schema.items() if key not in ("$ref", "allOf")}}
