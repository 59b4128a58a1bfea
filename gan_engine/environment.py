"""The environment variables that libraries read before they are loaded. Standard library alone.

Importing `gan_engine` or `studio` settles it, before any library is touched; every process of ours does that first, and
what it starts inherits it. Three things are settled: nothing is sent anywhere, threads that wait sleep, and who asks
for a product of matrices works it out.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

SILENT = {
    # onnxruntime 1.31 else writes a device identity into the user's cache and sends its events to Microsoft
    "ORT_DISABLE_TELEMETRY": "1",
    # where the user's Python has Hugging Face's hub, torchmetrics loads it
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""Always so, whatever was set before."""

THREADS = {
    # torch's OpenMP: GNU's in the wheels for Linux, Intel's or LLVM's elsewhere. Each spins before it sleeps, so that a
    # busy machine's cores wait for one another
    "OMP_WAIT_POLICY": "PASSIVE",
    # GNU's, a moment before it sleeps: without it a training alone loses a fifth of its pace, with ten times as much a
    # training beside others more than half (quick-look, two cores)
    "GOMP_SPINCOUNT": "1000",
    # numpy's and scipy's OpenBLAS: 2^n cycles of spinning, 4 its smallest n, 26 its usual one
    "OPENBLAS_THREAD_TIMEOUT": "4",
    # theirs as well: whatever multiplies for long does it on threads of ours, one for each core (`parallel`);
    # OpenBLAS's own beside them take a quarter of the pace (copies and strangers of 20,000 pictures, two cores)
    "OPENBLAS_NUM_THREADS": "1",
}
"""So unless somebody wished otherwise: it changes how fast things are, not what comes out."""

PATIENT_SESSION = ("session.intra_op.allow_spinning", "0")
"""The same of onnxruntime, which reads no variable for it: `add_session_config_entry` of every session's options."""

_OPENMP = ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME")
_OWN_VARIABLES = {"OMP_WAIT_POLICY": _OPENMP, "GOMP_SPINCOUNT": _OPENMP}
"""What an OpenMP reads, the standard's name and its own: who sets one of them has chosen how it waits."""


def settle(environment: MutableMapping[str, str] = os.environ) -> None:
    """Bring `environment` to what every process of ours has. Doing it again changes nothing."""
    environment.update(SILENT)
    wished = frozenset(environment)
    for name, value in THREADS.items():
        if wished.isdisjoint(_OWN_VARIABLES.get(name, (name,))):
            environment[name] = value
