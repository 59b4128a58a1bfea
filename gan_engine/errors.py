"""Every error the engine raises on purpose.

An error is read by an artist, so it says three things: what happened, what was kept, and what to do
now. Anything that is not an `EngineError` is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

from typing import TypeVar


class EngineError(Exception):
    """Something went wrong that the user can understand.

    `what` is one sentence in plain words; `kept` says what is safe; `do` says the way out. `str()` joins
    them into one line, fit for a terminal.
    """

    def __init__(self, what: str, *, kept: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.do) if part)


class PictureError(EngineError):
    """A picture that cannot be used. `kind` is one of the kinds in `gan_engine.pictures.PICTURE_FAULTS`.

    `why` is the reason alone, for a list that has the picture's name beside it.
    """

    def __init__(self, kind: str, what: str, *, why: str = "", kept: str = "", do: str = "") -> None:
        super().__init__(what, kept=kept, do=do)
        self.kind = kind
        self.why = why or what


class DatasetError(EngineError):
    """A baked dataset that is missing, damaged, or not what was asked for."""


class ConfigurationError(EngineError):
    """A setting that cannot be. `field` is its dotted key, as `--set` takes it ("" for the whole)."""

    def __init__(self, what: str, *, field: str = "", kept: str = "", do: str = "") -> None:
        super().__init__(what, kept=kept, do=do)
        self.field = field


class RunError(EngineError):
    """A run directory that is in use, missing, or cannot be continued."""


class QueueError(EngineError):
    """A queue of trainings that cannot be read or written, or a job that cannot be what was asked."""


class DamagedQueueError(QueueError):
    """The queue cannot be read as one; whether there is a copy to put in its place, it says."""


class SnapshotError(EngineError):
    """A snapshot that is damaged, incomplete, or of an architecture this version does not know."""


class ModelError(EngineError):
    """A helper model (background removal, features) that is missing or fails its checksum."""


class DownloadError(ModelError):
    """A helper model that could not be fetched, or is not the one it should be."""


class MeasureError(EngineError):
    """A measure of quality that does not exist, or cannot be taken of what is there."""


class DiskError(EngineError):
    """The disk is full or may not be written to."""


class PathError(DiskError):
    """A place at which no file can be: a file in place of a folder on the way, a name that the system does not take."""


class OutsideError(DiskError):
    """A file that was to be changed lies elsewhere: behind a link, or out of the folder that it should belong to."""


class NamesError(EngineError):
    """A list of names that is none, or names that cannot be had of it."""


class ServiceError(EngineError):
    """The engine process answered in a way that cannot be understood, or has gone."""


Kind = TypeVar("Kind", bound=EngineError)


BY_NEWER = "by a newer version of Maquette"
"""How it is said wherever something is of a form that this version does not know."""


def is_newer(error: EngineError) -> bool:
    """Does it refuse what a newer version has made? Then trying again does not help."""
    return BY_NEWER in error.what


def newer(
    what: str,
    kind: type[Kind],
    *,
    how: str = "made",
    detail: str = "",
    kept: str = "It was not touched.",
    do: str = "Update Maquette.",
) -> Kind:
    """The refusal of `what`, which a newer version has made (or begun, or baked), as an error of this kind."""
    told = f" ({detail})" if detail else ""
    return kind(f"{what} was {how} {BY_NEWER}{told}.", kept=kept, do=do)
