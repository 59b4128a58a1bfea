"""The environment variables that libraries read before they are loaded. Standard library alone.

Importing `gan_engine` or `studio` settles it, before any library is touched; every process of ours does that first, and
what it starts inherits it. Three things are settled: nothing is sent anywhere, threads that wait sleep, and who asks
for a product of matrices works it out. How the C library holds memory it reads before a program begins: a process that
makes steps is started with that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping

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

_TUNABLES = "GLIBC_TUNABLES"
_OF_MALLOC = "glibc.malloc."
_HELD = ":".join(
    _OF_MALLOC + setting
    for setting in (
        # the kernel is asked for pages of 2 MB: a processor finds its way through few large ones sooner
        "hugetlb=1",
        # bytes. What is smaller comes from the heap, where it is warm: the largest that glibc takes
        f"mmap_threshold={32 * 2**20}",
        # bytes of the heap's end that are kept once they are free: every step needs them again
        f"trim_threshold={2**40}",
    )
)
"""Of glibc (Linux), without which a step asks the system anew for what the one before it gave back."""

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


def for_steps(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """`environment` for a process that makes many steps alike: it holds its memory between them, in large pages.

    Who has set anything of malloc's has chosen; other systems than Linux, and other C libraries, read none of it.
    """
    wished = environment.get(_TUNABLES, "")
    if _OF_MALLOC in wished or any(name.startswith("MALLOC_") for name in environment):
        return dict(environment)
    return {**environment, _TUNABLES: ":".join(filter(None, (wished, _HELD)))}
