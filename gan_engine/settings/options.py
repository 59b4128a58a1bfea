"""The base of every validated group of settings, each with title, sentence and limits.

The same models are the `--set` keys of the terminal and the form in the studio, so each field carries a
title and a sentence for artists, its unit and whether it is folded away as advanced. What is wrong with a
value is said in plain words, by the field's dotted name.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.settings.dotted import as_given, dotted_names, joined, parted

_LISTED = 12  # settings, where none has a name like the one given


class Options(BaseModel):
    """A group of settings: unknown keys are refused, values never change once validated."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _no_number_is_true(cls, value: Any, info: ValidationInfo) -> Any:
        field = cls.model_fields.get(info.field_name or "")
        if isinstance(value, bool) and field is not None and field.annotation in (int, float):
            raise ValueError("write a number")
        return value


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
    if isinstance(default, ImageShape):
        extra["default"] = str(default)  # as it is given, which a schema does not find out by itself
    return Field(default=default, title=title, description=description, ge=ge, gt=gt, le=le, json_schema_extra=extra)


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], values: Mapping[str, Any], *, group: str = "") -> Model:
    """`values` as a `model`. Raises `ConfigurationError` for the first field that cannot be.

    `group` is that in which they lie ("network" for a family's options).
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _in_words(model, error, (group,) if group else ()) from None


def _in_words(model: type[BaseModel], error: ValidationError, groups: tuple[str, ...]) -> ConfigurationError:
    fault = error.errors(include_url=False)[0]
    field = joined((*groups, *fault["loc"]))
    kind, given, limits = fault["type"], fault.get("input"), fault.get("ctx", {})
    shown = f"“{given}”" if isinstance(given, str) else str(given)
    if len(shown) > 80:
        shown = shown[:77] + "..."
    if kind == "extra_forbidden":
        return unknown_setting(field, dotted_names(model, *groups))
    if kind in ("value_error", "assertion_error"):
        do = _what_would_do(_described(model, fault["loc"]))
        why = limits.get("error", fault["msg"])
        return ConfigurationError(f"“{field}” cannot be {shown}: {why}.", field=field, do=do)
    needs: dict[str, Callable[[], str]] = {
        "greater_than_equal": lambda: f"at least {_plain(limits['ge'])}",
        "greater_than": lambda: f"more than {_plain(limits['gt'])}",
        "less_than_equal": lambda: f"at most {_plain(limits['le'])}",
        "literal_error": lambda: f"one of {limits['expected']}".replace("'", "").replace(" or ", ", "),
        "missing": lambda: "given",
        "invalid_key": lambda: "named in letters",
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
    do = _what_would_do(_described(model, fault["loc"]))
    return ConfigurationError(f"“{field}” must be {need}, not {shown}.", field=field, do=do)


def _described(model: type[BaseModel], path: Sequence[int | str]) -> FieldInfo | None:
    """The field at `path` of `model`, through its groups."""
    found = None
    for name in path:
        found = model.model_fields.get(str(name))
        if found is None:
            return None
        if isinstance(found.annotation, type) and issubclass(found.annotation, BaseModel):
            model = found.annotation
    return found


def _what_would_do(field: FieldInfo | None) -> str:
    """ "Choose 1 to 4096; 32 is usual." """
    if field is None or field.is_required():
        return "All settings and what they may be: gan-engine recipes NAME."
    if field.default_factory is not None:
        return "Set what is in it, as in GROUP.KEY=VALUE."
    usual = as_given(field.default)
    if isinstance(field.default, int | float) and not isinstance(field.default, bool):
        usual = _plain(field.default)
    least = over = most = ""
    for bound in field.metadata:
        match bound:
            case Ge(ge=value):
                least = _plain(value)
            case Gt(gt=value):
                over = _plain(value)
            case Le(le=value):
                most = _plain(value)
    if most:
        between = f"{least} to {most}" if least else f"more than {over}, at most {most}" if over else most
        return f"Choose {between}; {usual} is usual."
    return f"“{usual}” is usual." if usual else "Leave it empty."


def _plain(number: Any) -> str:
    """ "1000000", not "1e+06"; "0.0001"."""
    return f"{number:.0f}" if number == round(number) else f"{number:g}"


def unknown_setting(field: str, known: Iterable[str]) -> ConfigurationError:
    """The error for a dotted name that is none of `known`; it names the closest ones."""
    known = list(known)
    close = difflib.get_close_matches(field, known, n=2, cutoff=0.6)
    if not close:
        close = [name for name in known if parted(name)[1] == parted(field)[1]]
    return ConfigurationError(
        f"There is no setting “{field}”.",
        field=field,
        do=f"Did you mean {' or '.join(f'“{name}”' for name in close)}?"
        if close
        else f"Known are {', '.join(known[:_LISTED])}{' and others' if len(known) > _LISTED else ''}.",
    )
