"""Stand-ins for the packages that the training step asks for beside torch and numpy, where a machine lacks them.

As far as a step needs them: settings are taken as they are given, nothing is validated, and nobody else is told that
something trains. `card.py` installs them, so that a rented machine with a graphics card needs nothing but torch and
this tree.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import sys
import types
import typing
from pathlib import Path
from typing import Any

NAMES = ("annotated_types", "platformdirs", "psutil", "pydantic")


def install() -> list[str]:
    """Put a stand-in into the place of each package that is not there; returns their names."""
    missing = [name for name in NAMES if not _is_there(name)]
    for name in missing:
        module = types.ModuleType(name)
        module.__dict__.update(_STAND_INS[name])
        sys.modules[name] = module
        if name == "pydantic":
            fields = types.ModuleType("pydantic.fields")
            fields.__dict__["FieldInfo"] = FieldInfo
            sys.modules["pydantic.fields"] = fields
    return missing


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


class FieldInfo:
    """A field: its default, its type."""

    def __init__(self, default: Any = ..., default_factory: Any = None, **words: Any) -> None:
        self.default, self.default_factory = default, default_factory
        self.annotation: Any = None
        self.metadata: list[Any] = []
        self.title, self.description = words.get("title"), words.get("description")
        self.json_schema_extra = words.get("json_schema_extra")

    def is_required(self) -> bool:
        return self.default is ... and self.default_factory is None

    def value(self) -> Any:
        return self.default if self.default_factory is None else self.default_factory()


class BaseModel:
    """Fields with defaults, groups of them, copies."""

    model_fields: dict[str, FieldInfo]

    def __init_subclass__(cls, **words: Any) -> None:
        super().__init_subclass__(**words)
        cls.model_fields = {}
        for kind in reversed(cls.__mro__):
            hints = inspect.get_annotations(kind)
            for name in hints:
                given = kind.__dict__.get(name, ...)
                if name.startswith(("_", "model_")) or "ClassVar" in str(hints[name]):
                    continue
                cls.model_fields[name] = given if isinstance(given, FieldInfo) else FieldInfo(given)
        resolved = typing.get_type_hints(cls)
        for name, field in cls.model_fields.items():
            field.annotation = resolved.get(name)

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - type(self).model_fields.keys()
        if unknown:
            raise TypeError(f"no settings: {sorted(unknown)}")
        self.__dict__["model_fields_set"] = set(values)
        for name, field in type(self).model_fields.items():
            value = values.get(name, ...)
            value = field.value() if value is ... else value
            if isinstance(value, dict) and hasattr(field.annotation, "model_fields"):
                value = field.annotation(**value)
            self.__dict__[name] = value

    @classmethod
    def model_validate(cls, values: Any) -> Any:
        return values if isinstance(values, cls) else cls(**values)

    def model_dump(self, **how: Any) -> dict[str, Any]:
        dumped = {}
        for name in type(self).model_fields:
            value = self.__dict__[name]
            dumped[name] = value.model_dump(**how) if isinstance(value, BaseModel) else value
        return dumped

    def model_copy(self, *, update: dict[str, Any]) -> Any:
        given = {name: self.__dict__[name] for name in self.__dict__["model_fields_set"]}
        return type(self)(**{**given, **update})


class _Error(Exception):
    """Never raised: nothing is validated."""


class _Process:
    def memory_info(self) -> Any:
        import resource

        return types.SimpleNamespace(rss=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _virtual_memory() -> Any:
    return types.SimpleNamespace(total=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))


def _undecorated(*fields: str, **how: Any) -> Any:
    return lambda function: function


_STAND_INS: dict[str, dict[str, Any]] = {
    "annotated_types": {name: type(name, (), {}) for name in ("Ge", "Gt", "Le", "MaxLen")},
    "platformdirs": {f"user_{kind}_path": lambda *words, **how: Path("/tmp") for kind in ("cache", "data", "config")},
    "psutil": {"Process": _Process, "virtual_memory": _virtual_memory, "Error": _Error},
    "pydantic": {
        "BaseModel": BaseModel, "ConfigDict": dict, "Field": FieldInfo, "ValidationError": _Error,
        "ValidationInfo": object, "field_validator": _undecorated, "model_validator": _undecorated,
    },
}  # fmt: skip
