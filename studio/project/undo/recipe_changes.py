"""Changes of the recipe files of a project."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from gan_engine import atomic, door
from studio.project.recipe_files import RECIPE_FILE, RECIPES, another_recipe, text_of_recipe
from studio.project.undo.change import WHOLE, Change, Touched, is_name


@dataclass(frozen=True)
class WriteRecipe:
    """Write the recipe file `name` of the project; where `text` is None, take it away.

    Only over the file as it was, `before` (None: there was none): the history may be a stranger's, or the file have
    been worked on since, and what is lost here does not lie in the bin.
    """

    kind: ClassVar[str] = "recipe"
    name: str
    text: str | None
    before: str | None

    def run(self, connection: sqlite3.Connection) -> Change | None:
        folder = _recipes_folder(connection)
        path = folder / self.name
        before = text_of_recipe(path)
        if before == self.text:
            return None
        if before is not None and before != self.before:
            raise another_recipe(path)
        if self.text is None:
            door.remove_file(path, root=folder.parent)
        else:
            atomic.make_folder(folder, root=folder.parent)
            atomic.write_bytes(path, self.text.encode(), root=folder.parent)
        return WriteRecipe(self.name, before, self.text)

    def values(self) -> dict[str, Any]:
        return {"name": self.name, "text": self.text, "before": self.before}

    @staticmethod
    def from_values(values: dict[str, Any]) -> WriteRecipe:
        name, text, before = values["name"], values["text"], values.get("before")
        if not RECIPE_FILE.fullmatch(name) or not (is_name(text) and is_name(before)):
            raise ValueError(f"{name!r} is no recipe of a project")
        return WriteRecipe(name, text, before)

    def decisions(self) -> frozenset[str]:
        return frozenset({"recipe"})

    def touched(self) -> Touched:
        return {f"{RECIPES}/{self.name}": WHOLE}


def _recipes_folder(connection: sqlite3.Connection) -> Path:
    """Beside the database."""
    ((_, _, file),) = [row for row in connection.execute("PRAGMA database_list") if row[1] == "main"]
    return Path(file).parent / RECIPES
