"""A processor harsher than any: `pytest -p tests.other_processor`. What fails under it hangs on rounding.

Every sum of fractions and every function beyond plus, minus, times, divide and root (which all processors round alike)
comes out a little different, by as much as its precision allows: in torch, NumPy, OpenCV and onnxruntime, in this
process and in those it starts. NumPy's ufuncs and `@` are left: they cannot be replaced. The same computation gives the
same bits again, so a resumed training must still equal the uninterrupted one; the same picture in a batch of another
size need not.
"""

from __future__ import annotations

import functools
import importlib.abc
import os
import sys
import threading
from collections.abc import Callable
from importlib.machinery import ModuleSpec
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
_SUMMED = {"sum", "mean", "prod", "cumsum", "nansum", "nanmean", "average"}
"""Of whole numbers these are exact everywhere."""
_ARRAYS = {
    "numpy": ["sum", "mean", "nansum", "nanmean", "average", "std", "var", "dot", "einsum", "convolve", "cov"],
    "numpy.linalg": ["norm", "svd", "eigh", "eigvalsh", "solve", "lstsq", "inv", "pinv", "det"],
    "numpy.fft": ["fft", "ifft", "rfft", "irfft", "fft2", "ifft2", "rfft2", "irfft2", "fftn", "ifftn"],
    "cv2": [
        "resize", "warpAffine", "warpPerspective", "remap", "GaussianBlur", "blur", "boxFilter", "filter2D",
        "Sobel", "Scharr", "Laplacian", "pyrDown", "pyrUp", "cvtColor", "dft", "idft", "mulSpectrums", "matchTemplate",
        "phaseCorrelate", "distanceTransform", "magnitude", "cartToPolar", "integral", "mean", "meanStdDev", "reduce",
    ],
}  # fmt: skip
"""Functions whose float results are moved."""


def _torch(torch: Any) -> None:
    """Round otherwise from now on, in every thread: torch's modes are each thread's own."""
    from torch.utils._python_dispatch import _get_current_dispatch_mode_stack

    from gan_engine.networks.random_rounding import RandomRounding

    class OtherProcessor(RandomRounding):
        def touches(self, operation: str, args: tuple[Any, ...]) -> bool:
            return operation in _OTHERWISE and not (operation in _SUMMED and self._whole(args[0]))

        @staticmethod
        def _whole(terms: Any) -> bool:
            if not terms.is_floating_point():
                return True
            return terms.device.type != "meta" and bool((terms == terms.round()).all())

    def enter() -> None:
        if not any(isinstance(mode, OtherProcessor) for mode in _get_current_dispatch_mode_stack()):
            OtherProcessor(_SEED).__enter__()

    run = threading.Thread.run

    def running(self: threading.Thread) -> None:
        enter()
        run(self)

    threading.Thread.run = running  # type: ignore[method-assign]
    enter()


def _exporter(onnx: Any) -> None:
    """What is traced is a program: nothing is computed by it yet."""
    from torch.utils._python_dispatch import _disable_current_modes

    export = onnx.export

    def exported(*args: Any, **options: Any) -> Any:
        with _disable_current_modes():
            return export(*args, **options)

    onnx.export = exported


def _arrays(module: Any) -> None:
    for name in _ARRAYS[module.__name__]:
        if hasattr(module, name):
            setattr(module, name, _otherwise(getattr(module, name), name in _SUMMED))


def _otherwise(function: Callable[..., Any], summed: bool) -> Callable[..., Any]:
    import numpy as np

    @functools.wraps(function)
    def moved(*args: Any, **options: Any) -> Any:
        made = function(*args, **options)
        if summed and np.array_equal(args[0], np.rint(args[0])):
            return made
        if type(made) is tuple:
            return tuple(_moved(each) for each in made)
        return _moved(made) if isinstance(made, np.ndarray | np.floating) else made

    return moved


def _moved(made: Any, much: float = 1.0) -> Any:
    """Each number off by up to its last bit, `much` times, by its value and place."""
    import numpy as np

    if not isinstance(made, np.ndarray | np.floating) or made.dtype not in (np.float32, np.float64):
        return made
    bits = np.ascontiguousarray(made).view(np.uint32 if made.dtype == np.float32 else np.uint64).astype(np.uint64)
    mixed = bits.ravel() + np.arange(1, bits.size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15 + 2 * _SEED)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    noise = ((mixed >> np.uint64(11)).astype(np.float64) / 2.0**52 - 1).reshape(made.shape)
    return made + (noise * (much * np.finfo(made.dtype).eps) * made).astype(made.dtype)[()]


def _sessions(onnxruntime: Any) -> None:
    run = onnxruntime.InferenceSession.run

    def ran(*args: Any, **options: Any) -> Any:
        return [_moved(each, 16) for each in run(*args, **options)]

    onnxruntime.InferenceSession.run = ran


_THEN: dict[str, Callable[[Any], None]] = {
    "torch": _torch,
    "torch.onnx": _exporter,
    "onnxruntime": _sessions,
    **dict.fromkeys(_ARRAYS, _arrays),
}


class _Afterwards(importlib.abc.MetaPathFinder):
    """Changes a module once it has been imported, and imports none itself: the window's process must stay without."""

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in _THEN:
            return None
        others = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((each for each in others if each is not None), None)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            _THEN[name](module)

        spec.loader.exec_module = executed  # type: ignore[method-assign]
        return spec


_SEED = int(os.environ.get("OTHER_PROCESSOR", "1"))
for _name, _then in _THEN.items():
    if _name in sys.modules:
        _then(sys.modules[_name])
sys.meta_path.insert(0, _Afterwards())
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_FOLDER), os.environ.get("PYTHONPATH")]))
