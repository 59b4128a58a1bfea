"""Imported at the start of every Python process that a test starts under `tests/other_processor.py`."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("other_processor", Path(__file__).parents[1] / "other_processor.py")
assert _spec is not None
assert _spec.loader is not None
_spec.loader.exec_module(importlib.util.module_from_spec(_spec))
