"""The recipes of one's own in a project, kept and removed with undo.

Each is a TOML file as `gan_engine.settings.recipe_files` reads it, so that it can be given to others, or to a terminal.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from studio.project.errors import ProjectError
from studio.project.naming import natural_key, slug
from studio.project.recipe_files import RECIPE_FILE, RECIPES, text_of_recipe
from studio.project.undo.history import History
from studio.project.undo.recipe_changes import WriteRecipe
from studio.words import tr


class OwnRecipes:
    """May be called from any thread."""

    def __init__(self, history: History, folder: Path) -> None:
        """`folder` is the project's."""
        self._history = history
        self.folder = folder / RECIPES

    def files(self) -> list[Path]:
        """In the order of their names; what is in them, nobody has looked at yet."""
        if not self.folder.is_dir():
            return []
        found = [path for path in self.folder.iterdir() if path.is_file() and RECIPE_FILE.fullmatch(path.name)]
        return sorted(found, key=lambda path: natural_key(path.name))

    def keep(self, title: str, text: str, taken: Collection[str] = ()) -> Path:
        """Write a new recipe called `title`, whose file is named after it; `taken` are names it may not have.

        Raises `ProjectError` where there is one of that name.
        """
        name = slug(title, "recipe")
        if name.casefold() in {*taken, *(path.stem.casefold() for path in self.files())}:
            raise ProjectError(
                tr("There is a recipe “{title}” already.", title=title),
                kept=tr("It was not touched."),
                do=tr("Choose another name."),
            )
        path = self.folder / f"{name}.toml"
        self._history.do(tr("keep the recipe “{title}”", title=title), WriteRecipe(path.name, text, None))
        return path

    def remove(self, path: Path, title: str) -> None:
        """Take a recipe away; undo brings it back."""
        self._history.do(
            tr("remove the recipe “{title}”", title=title), WriteRecipe(path.name, None, text_of_recipe(path))
        )
