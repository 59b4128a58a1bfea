"""Commands of `gan-engine` one after the other in a process of its own, which loads the libraries once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

ENDED = b"ended with 0\n"
"""What the process says after each command that ended well; at the first that did not, it ends with its code."""
_SCRIPT = """
import itertools, sys
from gan_engine.cli import main
for is_end, words in itertools.groupby(sys.argv[1:], lambda word: word == "then"):
    if not is_end:
        try:
            main(list(words))
        except SystemExit as ended:
            print(f"ended with {ended.code or 0}", flush=True)
            if ended.code:
                raise
"""


def in_turn(commands: Sequence[Sequence[str | Path]]) -> list[bytes]:
    """The command line of that process."""
    words = [os.fsencode(word) for command in commands for word in [*command, "then"]]
    return [os.fsencode(sys.executable), b"-c", _SCRIPT.encode(), *words]
