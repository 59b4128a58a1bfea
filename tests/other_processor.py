"""A processor harsher than any: `pytest -p tests.other_processor`. What fails under it hangs on rounding.

Every sum and every function beyond plus, minus, times, divide and root (which all processors round alike) comes out a
little different, by as much as its precision allows, in this process and in those it starts. The same computation gives
the same bits again, so a resumed training must still equal the uninterrupted one; the same picture in a batch
of another size need not.
"""

from __future__ import annotations

import importlib.abc
import os
import sys
import threading
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_FOLDER = Path(__file__).parent / "other_processor_site"
_OTHERWISE = {
    "convolution", "conv2d", "conv_transpose2d", "convolution_backward", "linear", "addmm", "baddbmm", "addmv",
    "addbmm", "mm", "bmm", "mv", "dot", "matmul", "einsum", "sum", "mean", "var", "std", "var_mean", "std_mean",
    "norm", "linalg_vector_norm", "_foreach_norm", "logsumexp", "cumsum", "cumprod", "prod", "native_batch_norm",
    "native_batch_norm_backward", "_native_batch_norm_legit", "batch_norm", "instance_norm", "native_layer_norm",
    "native_group_norm", "_softmax", "_log_softmax", "exp", "expm1", "log", "log1p", "log2", "sin", "cos", "tan",
    "tanh", "tanh_backward", "atan2", "erf", "pow", "rsqrt", "sigmoid", "sigmoid_backward", "log_sigmoid_forward",
    "log_sigmoid_backward", "softplus", "softplus_backward", "silu", "silu_backward", "gelu", "hardswish",
    "upsample_bilinear2d", "upsample_bilinear2d_backward", "upsample_bicubic2d", "upsample_nearest2d_backward",
    "_upsample_bilinear2d_aa", "_upsample_bicubic2d_aa", "avg_pool2d", "avg_pool2d_backward", "adaptive_avg_pool2d",
    "_adaptive_avg_pool2d", "grid_sampler_2d", "grid_sampler_2d_backward", "lerp", "addcmul", "addcdiv", "cdist",
    "_cdist_forward", "_euclidean_dist", "_pdist_forward",
}  # fmt: skip
"""Operations of torch that processors round differently."""


def _begin() -> None:
    """Round otherwise from now on, in every thread: torch's modes are each thread's own."""
    import torch.onnx
    from torch.utils._python_dispatch import _disable_current_modes, _get_current_dispatch_mode_stack

    from gan_engine.networks.random_rounding import RandomRounding

    class OtherProcessor(RandomRounding):
        def touches(self, operation: str) -> bool:
            return operation in _OTHERWISE

    def enter() -> None:
        if not any(isinstance(mode, OtherProcessor) for mode in _get_current_dispatch_mode_stack()):
            OtherProcessor(1).__enter__()

    run = threading.Thread.run

    def running(self: threading.Thread) -> None:
        enter()
        run(self)

    threading.Thread.run = running  # type: ignore[method-assign]

    export = torch.onnx.export

    def exported(*args: Any, **options: Any) -> Any:
        with _disable_current_modes():  # what is traced is a program: nothing is computed by it yet
            return export(*args, **options)

    torch.onnx.export = exported  # type: ignore[assignment]
    enter()


class _AfterTorch(importlib.abc.MetaPathFinder):
    """Begins once torch has been imported, and imports nothing itself: the window's process must stay without."""

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != "torch":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            _begin()

        spec.loader.exec_module = executed  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, _AfterTorch())
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_FOLDER), os.environ.get("PYTHONPATH")]))
