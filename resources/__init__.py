"""Files that come with the program: fonts, icons, themes, recipes, models, licences, the guide.

One helper finds a file, wherever the program runs from: a checkout, an installed wheel, or a bundle
(PyInstaller keeps packages' data beside their modules, so the folder of this module is right there too).
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent

_GUIDE = ("GUIDE.md", "GUIDE.de.md", "MEASURES.md", "QUEUE.md", "scaling.md", "FORMATS.md", "PROTOCOL.md", "pictures")
ELSEWHERE = {"NOTICE": "NOTICE", **{f"guide/{name}": f"docs/{name}" for name in _GUIDE}}
"""Resources that have another place in a checkout; `setup.py` and `build.spec` put them here."""


def find(name: str) -> Path:
    """The file or folder `name` ("models/u2netp.onnx", forward slashes) among the resources.

    Raises `FileNotFoundError` naming it: an incomplete installation, never the user's doing.
    """
    path = ROOT.joinpath(*name.split("/"))
    if not path.exists() and name in ELSEWHERE:
        path = ROOT.parent.joinpath(*ELSEWHERE[name].split("/"))
    if not path.exists():
        raise FileNotFoundError(f"Maquette's own file “{name}” is missing: the installation is incomplete.")
    return path
