"""What lies beside pictures in folders and archives: litter, kinds that cannot be read, folders made here.

All of it is told by names alone; no file is opened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

_LITTER_FOLDERS = frozenset({
    "__macosx", ".appledouble", ".trashes", ".spotlight-v100", ".fseventsd", ".temporaryitems",  # Finder
    "$recycle.bin", "system volume information",  # Windows
    "@eadir", ".thumbnails", ".thumb", ".thumbs", ".comments",  # network drives and file managers: small copies
})  # fmt: skip
_LITTER_FILES = frozenset({".ds_store", "icon\r", "thumbs.db", "ehthumbs.db", "desktop.ini"})
_LITTER_STARTS = ("._", ".trash-")

UNREAD_KINDS: Mapping[str, str] = {
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIC"),
    **dict.fromkeys((".avif", ".avifs"), "AVIF"),
    ".jxl": "JPEG XL",
    **dict.fromkeys((".jp2", ".j2k", ".j2c", ".jpf", ".jpx", ".jpc"), "JPEG 2000"),
    **dict.fromkeys((".jxr", ".wdp", ".hdp"), "JPEG XR"),
    ".psb": "Photoshop’s large documents (PSB)",
    **dict.fromkeys((".svg", ".svgz", ".ai", ".eps", ".emf", ".wmf", ".cdr", ".afdesign"), "drawings of lines"),
    **dict.fromkeys((".xcf", ".kra", ".ora", ".clip", ".lip", ".mdp", ".sai", ".sai2", ".procreate", ".afphoto",
                     ".pdn", ".pxd", ".csp", ".psp", ".pspimage"), "documents of painting programs"),
    **dict.fromkeys((".ase", ".aseprite", ".pyxel", ".piskel"), "documents of sprite editors"),
    **dict.fromkeys((".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".dng", ".orf", ".rw2", ".raf",
                     ".pef", ".srw", ".3fr", ".x3f", ".rwl", ".mrw"), "raw photographs"),
    **dict.fromkeys((".exr", ".hdr", ".rgbe", ".pfm"), "painted light (EXR, HDR)"),
    **dict.fromkeys((".ppm", ".pgm", ".pbm", ".pnm", ".pam"), "PNM"),
    **dict.fromkeys((".pcx", ".dds", ".ico", ".cur", ".icns", ".qoi", ".sgi", ".rgb", ".bw", ".ras", ".xpm", ".xbm",
                     ".pict", ".pct", ".mng", ".jng", ".flif", ".bpg", ".iff", ".lbm", ".ilbm", ".fli", ".flc"),
                    "that format"),
}  # fmt: skip
"""Of files that hold pictures and cannot be read, by suffix: what such pictures are called."""

HOW_TO_READ: Mapping[str, str] = {
    "HEIC": "The package pi-heif reads it where it is installed; or save it as PNG or JPEG.",
}
"""What is to be done about a kind, where that is more than saving it as another."""

_MADE_HERE = (  # what tells a folder of ours, and one of the things that then lie beside it
    ("a project", "project.db", ("datasets", "runs", "shelf")),
    ("a training", "run.json", ("samples", "snapshots", "events.jsonl", "state.json")),
    ("an experiment", "experiment.json", ()),
    ("a baked dataset", "maquette.json", ("dataset.json",)),
)
BAKED = "a baked dataset"
"""The one of them whose pictures may be taken for art again, where it is asked for itself."""


def is_litter(parts: Sequence[str]) -> bool:
    """Whether a file or folder, its way given part by part, is what file managers leave, at whatever depth."""
    folded = [part.casefold() for part in parts]
    return any(part in _LITTER_FOLDERS or part.startswith(_LITTER_STARTS) for part in folded) or (
        bool(folded) and folded[-1] in _LITTER_FILES
    )


def made_here(names: Collection[str]) -> str:
    """What a folder is in which these `names` lie, where it was made by us and is no source of art; else ""."""
    there = set(names)
    for what, mark, beside in _MADE_HERE:
        if mark in there and (not beside or not there.isdisjoint(beside)):
            return what
    return ""


def unread_words(suffix: str) -> str:
    """Of a picture's suffix that cannot be read: one sentence; "" where it is none of a picture."""
    kind = UNREAD_KINDS.get(suffix.lower())
    if kind is None:
        return ""
    called = kind[:1].upper() + kind[1:]
    return f"{called} cannot be read. {HOW_TO_READ.get(kind, 'Save it as PNG or JPEG.')}"
