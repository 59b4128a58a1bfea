"""In every Python process of a watched run: notes what it asks the network for, and the environment its libraries find.

Python imports a module of this name at its start. It is reached over PYTHONPATH, so by children and theirs too.
"""

import os
import sys

_LIBRARIES = ("torch", "onnxruntime", "rembg", "numpy", "scipy", "cv2", "PySide6.QtCore")
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_NAMES = os.environ["WATCHED_NAMES"].split(",")
_told = set()


def _note(*words):
    line = repr((os.getpid(), *words)) + "\n"
    place = os.open(os.environ["WATCHED_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(place, line.encode("utf-8", "backslashreplace"))
    os.close(place)


def _watch(event, arguments):
    if event == "import" and arguments[0] in _LIBRARIES and arguments[0] not in _told:
        _told.add(arguments[0])
        _note("loads", arguments[0], {name: os.environ.get(name) for name in _NAMES})
    elif event in _LOOK_UPS:
        _note("looks up", repr(arguments))
    elif event in ("socket.connect", "socket.sendto"):
        there, address = arguments
        if there.family.name in ("AF_INET", "AF_INET6"):
            _note("reaches", repr(address))


_note("begins", [*sys.orig_argv])
sys.addaudithook(_watch)
