"""Settings that explain themselves: the base of every validated group of options. Torch-free.

The same models are the `--set` keys of the terminal and the form in the studio, so each field carries a
title and a sentence for artists, its unit and whether it is folded away as advanced. What is wrong with a
value is said in plain words, by the field's dotted name.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gan_engine.errors import ConfigurationError


class Options(BaseModel):
    """A group of settings: unknown keys are refused, values never change once validated."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def option(
    default: Any,
    title: str,
    description: str,
    *,
    advanced: bool = False,
    unit: str = "",
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    step: float | None = None,
    labels: Mapping[str, str] | None = None,
) -> Any:
    """A field with all that a form needs to show it.

    `labels` gives the words for each choice of a literal; `step` the stride of a spin box. Both, like `unit`
    and `advanced`, are found in the JSON schema of the field.
    """
    extra: dict[str, Any] = {"advanced": advanced}
    if unit:
        extra["unit"] = unit
    if step is not None:
        extra["step"] = step
    if labels is not None:
        extra["labels"] = dict(labels)
    return Field(default=default, title=title, description=description, ge=ge, gt=gt, le=le, json_schema_extra=extra)


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], values: Mapping[str, Any], *, prefix: str = "") -> Model:
    """`values` as a `model`. Raises `ConfigurationError` for the first field that cannot be.

    `prefix` is put before the field's dotted name ("network." for a family's options).
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _in_words(model, error, prefix) from None


def _in_words(model: type[BaseModel], error: ValidationError, prefix: str) -> ConfigurationError:
    fault = error.errors(include_url=False)[0]
    field = prefix + ".".join(str(part) for part in fault["loc"])
    kind, given, limits = fault["type"], fault.get("input"), fault.get("ctx", {})
    shown = f"“{given}”" if isinstance(given, str) else str(given)
    if len(shown) > 80:
        shown = shown[:77] + "..."
    if kind == "extra_forbidden":
        return unknown_setting(field, (prefix + name for name in dotted_names(model)))
    if kind in ("value_error", "assertion_error"):
        return ConfigurationError(f"“{field}” cannot be {shown}: {limits.get('error', fault['msg'])}.", field=field)
    needs: dict[str, Callable[[], str]] = {
        "greater_than_equal": lambda: f"at least {limits['ge']:g}",
        "greater_than": lambda: f"more than {limits['gt']:g}",
        "less_than_equal": lambda: f"at most {limits['le']:g}",
        "literal_error": lambda: f"one of {limits['expected']}".replace("'", "").replace(" or ", ", "),
        "missing": lambda: "given",
        "int_parsing": lambda: "a whole number",
        "int_type": lambda: "a whole number",
        "int_from_float": lambda: "a whole number",
        "int_parsing_size": lambda: "a smaller number",
        "float_parsing": lambda: "a number",
        "float_type": lambda: "a number",
        "finite_number": lambda: "a finite number",
        "bool_parsing": lambda: "true or false",
        "bool_type": lambda: "true or false",
        "string_type": lambda: "a text",
        "model_type": lambda: "a group of settings",
        "dict_type": lambda: "a group of settings",
    }
    need = needs[kind]() if kind in needs else fault["msg"].removeprefix("Input should be ")
    return ConfigurationError(f"“{field}” must be {need}, not {shown}.", field=field)


def unknown_setting(field: str, known: Iterable[str]) -> ConfigurationError:
    """The error for a dotted name that is none of `known`; it names the closest ones."""
    known = list(known)
    close = difflib.get_close_matches(field, known, n=2, cutoff=0.6)
    if not close:
        ending = field.rsplit(".", 1)[-1]
        close = [name for name in known if name.rsplit(".", 1)[-1] == ending]
    return ConfigurationError(
        f"There is no setting “{field}”.",
        field=field,
        do=f"Did you mean {' or '.join(f'“{name}”' for name in close)}?" if close else "",
    )


def dotted_names(model: type[BaseModel], prefix: str = "") -> list[str]:
    """The dotted names of all fields of `model`, those of nested groups included."""
    names = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            names += dotted_names(inner, f"{prefix}{name}.")
        else:
            names.append(prefix + name)
    return names
