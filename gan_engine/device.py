"""The device that computes: its choice, name, memory, threads, precision and random numbers."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator

import psutil
import torch
from torch import Tensor

from gan_engine import processor
from gan_engine.errors import ConfigurationError

_NAME = re.compile(r"cpu|mps|cuda(:[0-9]{1,2})?")


def choose_device(name: str) -> torch.device:
    """The device for "auto", "cpu", "cuda", "cuda:1" or "mps". Raises `ConfigurationError` if it is not there.

    "auto" is what the environment variable MAQUETTE_DEVICE names, where that is there, else the first graphics card.
    """
    if name == "auto":
        wished = os.environ.get("MAQUETTE_DEVICE", "auto")
        if wished != "auto":
            with contextlib.suppress(ConfigurationError):  # that card is not in this machine any more
                return choose_device(wished)
        if torch.cuda.is_available():
            return torch.device("cuda:0")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            f"There is no device “{name}”.",
            field="device",
            do="Choose auto, cpu, cuda, cuda:1 (the second card) or mps (Apple).",
        )
    device = torch.device(name)
    if device.type == "cuda":
        index = device.index or 0
        if not torch.cuda.is_available() or index >= torch.cuda.device_count():
            count = torch.cuda.device_count() if torch.cuda.is_available() else 0
            raise ConfigurationError(
                f"There is no graphics card “{name}” that torch can use ({count} found).",
                field="device",
                do="Choose device=auto or device=cpu.",
            )
        return torch.device("cuda", index)
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise ConfigurationError(
            "There is no Apple graphics device here.", field="device", do="Choose device=auto or device=cpu."
        )
    return device


def list_devices() -> list[torch.device]:
    """All that can be trained on, that which "auto" stands for first."""
    found = [
        torch.device("cuda", index) for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0)
    ]
    if torch.backends.mps.is_available():
        found.append(torch.device("mps"))
    return [*found, torch.device("cpu")]


def device_name(device: torch.device) -> str:
    """For people: "NVIDIA GeForce RTX 4080", "Apple GPU", "CPU (x86_64)"."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return "Apple GPU" if device.type == "mps" else f"CPU ({platform.machine() or 'unknown'})"


def device_memory(device: torch.device) -> int:
    """Bytes of memory in all: the graphics card's, else the machine's."""
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory)
    return int(psutil.virtual_memory().total)


def memory_free() -> int:
    """Bytes of the machine's memory that can be had without taking any from others."""
    return int(psutil.virtual_memory().available)


def memory_used(device: torch.device) -> int:
    """Bytes in use: the peak allocated on a graphics card, else this process's."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    return int(psutil.Process().memory_info().rss)


def free_memory() -> None:
    """Give back to the device and to the system what nothing refers to any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
    if sys.platform == "linux":  # elsewhere what was freed goes back by itself
        with contextlib.suppress(OSError, AttributeError):  # no glibc
            ctypes.CDLL(None).malloc_trim(0)


@contextlib.contextmanager
def processor_threads(count: int) -> Iterator[int]:
    """Compute with `count` threads (0: as many as torch finds cores) within the block; yields the number."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield count or before
    finally:
        torch.set_num_threads(before)


def beside_trainings() -> contextlib.AbstractContextManager[int]:
    """Compute within the block with what the trainings of this machine leave; yields the number of threads."""
    return processor_threads(processor.share(torch.get_num_threads()))


def seed_everything(*numbers: int) -> None:
    """Seed torch's global generators, of the CPU and of every device, from all of `numbers`.

    A training calls this before each step, so that what is drawn within it depends on nothing but the numbers
    (seed, step), on all ranks alike: whatever else draws in between, and wherever the run was interrupted.
    """
    text = ",".join(str(number) for number in numbers)
    torch.manual_seed(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") >> 1)


def prepare(device: torch.device) -> None:
    """Let the device run at its usual speed: tuned convolutions, and TensorFloat-32 where fp32 is asked for."""
    if device.type == "cuda":
        torch.cuda.set_device(device)
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")


def full_precision(device: torch.device) -> contextlib.AbstractContextManager[object]:
    """Within the block nothing is shortened, whatever a training asked for around it."""
    if device.type == "meta":  # tensors without contents know no autocast
        return contextlib.nullcontext()
    return torch.autocast(device.type, enabled=False)


def single(x: Tensor) -> Tensor:
    """`x` in float32; in float64 as it is, so that a network can be computed more exactly than it ever runs."""
    return x if x.dtype == torch.float64 else x.float()


def wide_range(device: torch.device) -> contextlib.AbstractContextManager[object]:
    """Within the block nothing is computed in fp16, where slopes of slopes leave the range; bf16 has that of fp32."""
    return full_precision(device) if shortened_to(device) == torch.float16 else contextlib.nullcontext()


def shortened_to(device: torch.device) -> torch.dtype | None:
    """What autocast asks for where it is on."""
    if device.type == "meta" or not torch.is_autocast_enabled(device.type):
        return None
    return torch.get_autocast_dtype(device.type)
