"""The files of a project's own recipes: what they are called, and what stands in one, which may be a stranger's."""

from __future__ import annotations

import re
from pathlib import Path

from gan_engine import door
from studio.project.errors import ProjectError
from studio.words import tr

RECIPES = "recipes"
"""The folder of a project's own recipes."""
RECIPE_FILE = re.compile(r"\w[\w.-]{0,90}\.toml")
_MOST_BYTES = 1_000_000


def text_of_recipe(path: Path) -> str | None:
    """What stands in the project's recipe file `path`; None where there is none.

    Raises `ProjectError` for what is no text, `OutsideError` for a link.
    """
    door.check(path, root=path.parent.parent)
    try:
        with door.open_read(path) as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) <= _MOST_BYTES:
            return data.decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError):
        pass
    raise another_recipe(path)


def another_recipe(path: Path) -> ProjectError:
    """The refusal to write over a recipe that this project did not leave so."""
    return ProjectError(
        tr("The recipe “{stem}” is not as this project wrote it.", stem=path.stem),
        kept=tr("The file “{folder}/{name}” was left as it is.", folder=RECIPES, name=path.name),
        do=tr("Move it out of the project's folder if you want to go on without it, then do this again."),
    )
