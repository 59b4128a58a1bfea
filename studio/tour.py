"""`maquette tour DIR`: opens the real window on a demo project and saves a screenshot of every workspace.

The user guide's pictures come from here, and a bundle shows by it that its window works. Where there is no
display, Qt draws into memory instead. The tour presses the window's own commands, as a user would.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.cli import console
from gan_engine.errors import EngineError
from studio.command import Command

SIZE = (1440, 900)
"""Of the window, in pixels."""
TRAINING_KIMG = 2.0  # where there is no demo project yet: enough for plots and samples, not for art
_MODE = "explore.mode."
_WALL = f"{_MODE}wall"
_NOT_PHOTOGRAPHED = ("versions",)  # pages of Curate with nothing to show in a demo: it has one dataset
_CHOSEN = (3, 8, 14, 21)  # of the wall: into the walk, and onto the shelf
_UNANSWERED = "ngine is "  # starting, asked: what a form says of costs that it does not know yet
_PULLED = 8  # presses of an arrow key
_REST_SECONDS = 0.8  # a picture that has not changed for so long, while nothing was going on, is finished
_PATIENCE_SECONDS = 30.0
_BACKGROUND_SECONDS = 120.0
_IDLE_SECONDS = 2.0
_LOOK_MILLISECONDS = 100
FILM = "film.gif"
FILMED = (
    "welcome", "curate", "curate-check", "curate-copies", "curate-frame", "bake", "new-training", "train", "explore",
    "explore-find-directions", "explore-mix-sheet", "shelf", "compare",
)  # fmt: skip
"""The stations of the film, which is the whole way."""
_COLOURS, _COMMONEST = 256, 40
_FILM_SIDE, _FILM_COLOURS, _FILM_MILLISECONDS = 880, 112, 1700  # so that it stays well under 3 MB


@dataclass(frozen=True)
class Look:
    """How the window is photographed."""

    theme: str = "dark"
    language: str = "en"
    size: tuple[int, int] = SIZE
    small: bool = False
    """Its files are small: in few colours, as the guide has them."""


def run(folder: Path, look: Look | None = None) -> int:
    """Photograph the window into `folder` (a demo is made there first if there is none); the exit code."""
    console.adopt_streams()
    from studio import demo
    from studio.app import NoDisplay, check_display

    project = folder.absolute() / demo.PROJECT
    if not project.exists():
        code = demo.run(folder, kimg=TRAINING_KIMG, language=(look or Look()).language)
        if code:
            return code
    try:
        check_display()
    except NoDisplay:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="maquette-tour-") as home:
        os.environ["MAQUETTE_HOME"] = home  # a fresh user's: no recent projects, the usual sizes
        try:
            _photograph(project, folder.absolute(), look or Look())
        except EngineError as error:
            console.fail(console.explain(error), "maquette")
            return console.EXIT_FAILED
    return 0


def _photograph(project: Path, out: Path, shown: Look) -> None:
    from PySide6.QtCore import QEvent, QEventLoop, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
    from PySide6.QtGui import QCursor, QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QPainter
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

    from studio.app import Studio, make_application
    from studio.curation.workspace import CurateWorkspace
    from studio.demo import ART
    from studio.settings import Settings
    from studio.workers.explorer.models import sample_models

    settings = Settings()
    settings.set("look", {"theme": shown.theme})
    settings.set("language", shown.language)
    application = QApplication.instance() or make_application(["maquette"])
    assert isinstance(application, QApplication)
    studio = Studio(application, settings=settings)
    window = studio.window
    trouble: list[str] = []

    def note_trouble(doing: str, error: object) -> None:
        trouble.append(f"{doing}: {error}".strip(": "))

    studio.workbench.error_wanted.connect(note_trouble)

    def look() -> QImage:
        window.toast.hide()  # it says what was done to get here
        picture = window.grab().toImage()
        painter = QPainter(picture)
        for other in dialogs():  # without a window manager nobody puts them in the middle
            over = other.grab().toImage()
            painter.drawImage((window.width() - over.width()) // 2, (window.height() - over.height()) // 2, over)
        painter.end()
        return picture

    def pause(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def come_to_rest() -> QImage:
        """The picture once nothing is done for it any more and it stays as it is."""
        begun = changed = time.monotonic()
        last = look()
        while (now := time.monotonic()) - changed < _REST_SECONDS:
            pause(_LOOK_MILLISECONDS)
            busy = studio.workbench.tasks.running or window.workspaces.is_making_one
            if busy and now - begun < _BACKGROUND_SECONDS:
                changed = now
            elif (picture := look()) != last and now - begun < _PATIENCE_SECONDS:
                last, changed = picture, now
        return look()

    def wait_for(ready: Callable[[], bool]) -> None:
        end = time.monotonic() + _BACKGROUND_SECONDS
        while not ready() and time.monotonic() < end:
            pause(_LOOK_MILLISECONDS)

    def do(name: str) -> None:
        def command() -> Command | None:
            return next((each for each in window.actions_.all() if each.name == name), None)

        # a workspace has its commands once it is built, and can do them once it has read what there is
        wait_for(lambda: (found := command()) is not None and found.enabled())
        if (found := command()) is None or not found.run():
            raise EngineError(f"The window could not do “{name}”.")

    def wait_for_background() -> None:
        """Until nothing has been going on for a while: pictures are looked at before pages show what was found."""
        begun = busy = time.monotonic()
        while (now := time.monotonic()) - begun < _BACKGROUND_SECONDS and now - busy < _IDLE_SECONDS:
            if any(not task.quiet for task in studio.workbench.tasks.running):
                busy = now
            pause(_LOOK_MILLISECONDS)

    def choose(grid: str, *rows: int) -> None:
        wait_for(lambda: window.findChild(QAbstractItemView, grid) is not None)
        view = window.findChild(QAbstractItemView, grid)
        assert view is not None, grid
        wait_for(lambda: view.model() is not None and view.model().rowCount() > max(rows))
        for row in rows:
            index = view.model().index(row, 0)
            how = QItemSelectionModel.SelectionFlag
            first = how.ClearAndSelect if row == rows[0] else how.Select
            view.selectionModel().setCurrentIndex(index, first)

    def says(words: str) -> bool:
        return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())

    def shows_the_run() -> bool:
        from studio.training.workspace import TrainWorkspace  # it brings the plotting library

        train = window.workspace("train")
        return isinstance(train, TrainWorkspace) and train.has_read_all

    def are_compared() -> bool:
        curate = window.workspace("curate")
        return isinstance(curate, CurateWorkspace) and curate.context.is_compared

    def is_drawn(grid: str) -> bool:
        """Every cell in view has its picture."""
        view = window.findChild(QAbstractItemView, grid)
        if view is None or view.model() is None:
            return False
        model, seen = view.model(), view.viewport().rect()
        rows = [model.index(row, 0) for row in range(min(model.rowCount(), 200))]
        shown = [index for index in rows if view.visualRect(index).intersects(seen)]
        return all(model.data(index, Qt.ItemDataRole.DecorationRole) is not None for index in shown)

    def dialogs() -> list[QWidget]:
        return [one for one in application.topLevelWidgets() if one is not window and one.isVisible()]

    def press(name: str) -> None:
        button = window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()

    def type_key(name: str, key: Qt.Key, times: int) -> None:
        widget = window.findChild(QWidget, name)
        assert widget is not None, name
        for _ in range(times):
            application.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    def pull() -> None:
        press("explore.drag.add")
        type_key("explore.drag.canvas", Qt.Key.Key_Up, _PULLED)
        press("explore.drag.start")

    def find_a_picture() -> None:
        target = window.findChild(QWidget, "explore.from-picture.target")
        art = sorted((out / ART).rglob("*.png"))
        if target is not None and art:
            files = QMimeData()
            files.setUrls([QUrl.fromLocalFile(str(art[len(art) // 3]))])
            copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            application.sendEvent(target, QDragEnterEvent(QPoint(9, 9), copy, files, left, none))
            application.sendEvent(target, QDropEvent(QPointF(9, 9), copy, files, left, none))

    work = {
        "drag": pull,
        "graft": lambda: press("explore.graft.middle"),
        "breed": lambda: press("explore.breed.go"),
        "from-picture": find_a_picture,
    }  # what is done in a mode, so that it shows more than an empty page

    def stations() -> Iterator[str]:
        """Name of each picture, with what leads there between them."""
        yield "welcome"
        studio.workbench.open_project(project)
        choose("curate.grid", 17)
        wait_for(lambda: is_drawn("curate.grid"))
        wait_for(are_compared)
        wait_for_background()
        yield "curate"
        prefix = "curate.open."
        for name in [command.name for command in window.actions_.all() if command.name.startswith(prefix)]:
            key = name.removeprefix(prefix)
            if key not in _NOT_PHOTOGRAPHED:
                do(name)
                yield "bake" if key == "bake" else f"curate-{key}"
        do("curate.close-page")
        do("window.train")
        wait_for(shows_the_run)
        yield "train"
        do("train.new")
        wait_for(lambda: not says(_UNANSWERED))
        yield "new-training"
        do("train.recipes")
        wait_for(lambda: not says(_UNANSWERED))
        yield "recipes"
        do("train.leave-form")  # back to the form
        do("train.leave-form")
        do("window.explore")
        for sample in sample_models():  # minutes of training make a demo, hours a model to explore
            wait_for(lambda: is_drawn("explore.wall"))
            studio.workbench.show_in_explorer.emit(sample.path)
            come_to_rest()
        choose("explore.wall", 3)
        wait_for(lambda: is_drawn("explore.wall"))
        for row in _CHOSEN:
            choose("explore.wall", row)
            pause(400)
            do("explore.walk")
        choose("explore.wall", *_CHOSEN)
        do("explore.keep")
        yield "explore"
        for mode in [each for each in window.actions_.all() if each.name.startswith(_MODE) and each.name != _WALL]:
            if mode.run():  # those that this model offers
                key = mode.name.removeprefix(_MODE)
                pause(500)
                work.get(key, lambda: None)()
                yield f"explore-{key}"
        do(_WALL)
        do("window.shelf")
        choose("shelf.grid", 1)
        yield "shelf"
        choose("shelf.grid", *range(len(_CHOSEN), len(_CHOSEN) + 3))  # of the project's own model: its art is here
        do("shelf.compare")
        yield "compare"
        do("window.palette")
        yield "palette"

    QCursor.setPos(0, 0)  # what lies under the pointer stays longer, or is lit
    window.resize(*shown.size)
    studio.open(None)
    door.make_folder(out, root=out)
    photographed: list[Path] = []
    try:
        for name in stations():
            path = out / f"{name}.png"
            if not come_to_rest().save(str(path)):
                raise EngineError(f"The picture {path} could not be written.", do="Choose another folder.")
            photographed.append(path)
            console.say(f"{name}: {path}")
    finally:
        window.close_now()
        studio.close()
    console.say(f"film: {write_film(out)}")
    if shown.small:
        for path in photographed:
            write_small(path)
    if trouble:
        raise EngineError("The window reported trouble on the way: " + "; ".join(trouble))


def write_film(folder: Path) -> Path:
    """The whole way as an animated GIF, from the pictures that a tour left in `folder`; where it is."""
    from PIL import Image

    frames = []
    for name in FILMED:
        with Image.open(folder / f"{name}.png") as picture:
            picture.thumbnail((_FILM_SIDE, _FILM_SIDE), Image.Resampling.LANCZOS)
            frames.append(picture.convert("RGB").quantize(_FILM_COLOURS, dither=Image.Dither.NONE))
    path = folder / FILM
    with atomic.writing(path, root=folder) as file:
        frames[0].save(
            file, "GIF", save_all=True, append_images=frames[1:], duration=_FILM_MILLISECONDS, loop=0, optimize=False
        )
    return path


def write_small(path: Path) -> None:
    """A PNG in 256 colours, a third as large: those seen most as they are, and of the others as many of a kind as it
    has, however little there is of it, so that no art loses its own."""
    import numpy as np
    from PIL import Image

    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    packed = pixels.astype(np.uint32) @ np.array([2**16, 2**8, 1], np.uint32)
    values, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(np.uint8)
    weights = np.sqrt(counts)
    drawn = np.random.default_rng(0).choice(len(colours), 2**16, p=weights / weights.sum())
    sample = Image.fromarray(colours[drawn].reshape(256, 256, 3)).quantize(_COLOURS - _COMMONEST, kmeans=4)
    commonest = colours[np.argsort(-counts)[:_COMMONEST]]
    others = np.reshape(sample.getpalette() or [], (-1, 3))[: _COLOURS - _COMMONEST]
    palette = np.concatenate([commonest, others]).astype(np.float32)
    nearest = np.concatenate([
        (np.square(palette).sum(1) - 2 * part.astype(np.float32) @ palette.T).argmin(1)
        for part in np.array_split(colours, len(colours) // 4096 + 1)
    ])  # fmt: skip
    small = Image.fromarray(nearest[where].reshape(pixels.shape[:2]).astype(np.uint8), mode="P")
    small.putpalette(palette.astype(np.uint8).tobytes())
    with atomic.writing(path, root=path.parent) as file:
        small.save(file, "PNG", optimize=True)
