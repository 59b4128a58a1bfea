"""A recipe as a file: TOML with `title`, `sentence` and a table `configuration`, which people may write by hand.

Those that are shipped and those that artists keep in a project are of one form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine.documents import read_toml
from gan_engine.errors import ConfigurationError
from gan_engine.settings.configuration import Configuration, configure

ENDING = ".toml"
_MOST_BYTES = 64 * 1024
_MOST_CHARACTERS = {"title": 80, "sentence": 400}


@dataclass(frozen=True)
class Recipe:
    """A named configuration, introduced to artists."""

    name: str
    title: str
    sentence: str
    configuration: Configuration


def read_recipe(path: Path) -> Recipe:
    """The recipe in the file `path`; its name is the file's. Raises `ConfigurationError` naming file and field.

    What a network's own options may be is only known where there is torch: `gan_engine.training.plan` checks them.
    """
    document = _read(path)
    words = {}
    for key, most in _MOST_CHARACTERS.items():
        value = document.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
            raise _unusable(path, f"its {key} is not one line of at most {most} characters")
        words[key] = value.strip()
    configuration = document.get("configuration")
    if not isinstance(configuration, dict):
        raise _unusable(path, "it has no table [configuration]")
    try:
        return Recipe(path.stem, words["title"], words["sentence"], configure(configuration))
    except ConfigurationError as error:
        raise ConfigurationError(
            f"“{path.name}” cannot be used: {error.what}", field=error.field, kept="The file was left as it is.",
            do=error.do,
        ) from error  # fmt: skip


def recipe_text(title: str, sentence: str, configuration: Configuration) -> str:
    """What `read_recipe` reads again: the settings that `configuration` sets itself, in TOML."""
    lines = [f"title = {_toml(title)}", f"sentence = {_toml(sentence)}"]
    values = configuration.model_dump(mode="json", exclude_unset=True)
    tables = {key: value for key, value in values.items() if isinstance(value, dict)}
    for heading, table in (("configuration", values), *((f"configuration.{key}", tables[key]) for key in tables)):
        lines += ["", f"[{heading}]"]
        lines += [f"{key} = {_toml(value)}" for key, value in table.items() if not isinstance(value, dict)]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A number, a text or a truth value: JSON writes them as TOML does, but for one control character."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return read_toml(path, largest=_MOST_BYTES)
    except OSError as error:
        raise ConfigurationError(
            f"The recipe {path} cannot be read: {error.strerror or error}.", field="recipe"
        ) from error
    except ValueError as error:
        raise _unusable(path, f"it {error}") from error


def _unusable(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"“{path.name}” is not a recipe: {why}.", field="recipe", kept="The file was left as it is.",
        do="Mend it, or move it out of the recipes.",
    )  # fmt: skip
