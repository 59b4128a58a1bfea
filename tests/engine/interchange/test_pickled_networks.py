"""Pickled StyleGAN2-ADA networks: read as they are, and nothing in them is ever run."""

from __future__ import annotations

import contextlib
import copyreg
import functools
import io
import os
import pickle
import pickletools
import sys
import tracemalloc
import types
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from gan_engine.errors import ModelError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.pickled_networks import _MAX_STEPS, read_networks
from gan_engine.interchange.stylegan2_files import import_network
from gan_engine.latent.session import Session
from gan_engine.networks.stylegan2 import StyleGan2Discriminator, StyleGan2Generator, StyleGan2Options
from tests.engine.networks.test_stylegan2 import REFERENCE


class Stored:
    """A module on its way into a file, as the public tools' modules are."""

    def __init__(self, class_name: str, state: dict[str, Any]) -> None:
        self.class_name, self.state = class_name, state

    def __reduce__(self) -> Any:
        meta = EasyDict(
            type="class", version=6, module_src="raise SystemExit('run!')", class_name=self.class_name, state=self.state
        )
        return _reconstruct_persistent_obj, (meta,)


class EasyDict(dict):
    pass


def _reconstruct_persistent_obj(meta: Any) -> None:
    raise AssertionError("nobody calls this")


@pytest.fixture(autouse=True)
def named_as_in_the_public_tools() -> Iterator[None]:
    """The names under which such files know those three, for the time of writing them."""
    persistence, util = types.ModuleType("torch_utils.persistence"), types.ModuleType("dnnlib.util")
    persistence._reconstruct_persistent_obj = _reconstruct_persistent_obj  # type: ignore[attr-defined]
    util.EasyDict = EasyDict  # type: ignore[attr-defined]
    before = _reconstruct_persistent_obj.__module__, EasyDict.__module__
    _reconstruct_persistent_obj.__module__, EasyDict.__module__ = "torch_utils.persistence", "dnnlib.util"
    new = {
        "torch_utils": types.ModuleType("torch_utils"), "torch_utils.persistence": persistence,
        "dnnlib": types.ModuleType("dnnlib"), "dnnlib.util": util,
    }  # fmt: skip
    sys.modules.update(new)
    yield
    for name in new:
        del sys.modules[name]
    _reconstruct_persistent_obj.__module__, EasyDict.__module__ = before


def stored(class_name: str, tensors: dict[str, torch.Tensor], frozen: bool = False, **kwargs: Any) -> Stored:
    """The module whose state dict is `tensors`."""
    own = {name: tensor for name, tensor in tensors.items() if "." not in name}
    inner: dict[str, dict[str, torch.Tensor]] = {}
    for name, tensor in tensors.items():
        first, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(first, {})[rest] = tensor
    buffers = {"resample_filter", "noise_const", "w_avg"} | (set(own) if frozen else set())
    state = {
        "training": False,
        "_parameters": OrderedDict((name, nn.Parameter(own[name])) for name in own if name not in buffers),
        "_buffers": OrderedDict((name, own[name]) for name in own if name in buffers),
        "_non_persistent_buffers_set": set(),
        "_modules": OrderedDict((name, stored("Layer", below, frozen)) for name, below in inner.items()),
        "_init_args": (),
        "_init_kwargs": EasyDict(kwargs),
        "img_resolution": np.int64(32),
        "num": np.float64(0.5),
    }
    return Stored(class_name, state)


def network_file(path: Path, name: str = "uncond_32", *, frozen: bool = False, **changes: Any) -> Path:
    """A file such as the public tools write, holding the recorded networks."""
    with np.load(REFERENCE / f"stylegan2_{name}.npz") as file:
        numbers = {key: torch.from_numpy(file[key]) for key in file.files}
    parts = {
        prefix: {key[2:]: value for key, value in numbers.items() if key.startswith(f"{prefix}.")} for prefix in "GD"
    }
    kwargs = {"synthesis_kwargs": EasyDict(channel_base=512, channel_max=32, num_fp16_res=0), "img_channels": 3}
    document = {
        "G": stored("Generator", parts["G"], **kwargs),
        "D": stored("Discriminator", parts["D"], frozen, epilogue_kwargs=EasyDict(mbstd_group_size=4)),
        "G_ema": stored("Generator", parts["G"], **kwargs),
        "training_set_kwargs": EasyDict(path="data.zip", use_labels=False),
        "augment_pipe": None,
        **changes,
    }
    path.write_bytes(pickle.dumps(document))
    return path


@pytest.mark.parametrize("name", ["uncond_32", "cond3_16"])
def test_an_imported_network_draws_what_it_drew(tmp_path: Path, name: str) -> None:
    imported = import_network(network_file(tmp_path / "net.pkl", name), tmp_path / "out")
    assert imported.with_discriminator
    with np.load(REFERENCE / f"stylegan2_{name}.npz") as file:
        z, pictures, classes = file["z"], file["img_const"], file["c"]
    session = Session.open(tmp_path / "out")
    assert session.class_names == tuple(f"class {number}" for number in range(classes.shape[1]))
    names = [f"class {number}" for number in classes.argmax(1)] if classes.shape[1] else None
    drawn = session.generate(z, names)
    expected = (pictures * 127.5 + 128).clip(0, 255).astype(np.uint8).transpose(0, 2, 3, 1)
    assert np.abs(drawn.astype(int) - expected).max() <= 1
    halfway = session.generate(z, names, psi=0.7)
    assert np.abs(halfway.astype(int) - drawn).max() > 10, "truncation means something to it"


def test_frozen_layers_come_along(tmp_path: Path) -> None:
    assert import_network(network_file(tmp_path / "net.pkl", frozen=True), tmp_path / "out").with_discriminator


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(SnapshotError, match="already"):
        import_network(network_file(tmp_path / "net.pkl"), tmp_path / "out")


class Reduces:
    """An object that a pickle makes by calling something."""

    def __init__(self, *how: Any) -> None:
        self.how = how

    def __reduce__(self) -> Any:
        return self.how


def make_file(path: str) -> None:
    Path(path).write_text("harm", encoding="utf-8")


HOSTILE: dict[str, Callable[[Path], Any]] = {
    "os.system": lambda mark: Reduces(os.system, (f"touch {mark}",)),
    "eval": lambda mark: Reduces(eval, (f"open({str(mark)!r}, 'w')",)),
    "exec": lambda mark: Reduces(exec, (f"open({str(mark)!r}, 'w')",)),
    "getattr": lambda mark: Reduces(getattr, ("", "format")),
    "a function of ours": lambda mark: Reduces(make_file, (str(mark),)),
    "torch.load": lambda mark: Reduces(torch.load, (str(mark),)),
    "numpy.load": lambda mark: Reduces(np.load, (str(mark),)),
    "copyreg": lambda mark: Reduces(copyreg._reconstructor, (object, object, None)),
    "numpy.fromfile": lambda mark: Reduces(np.fromfile, (str(mark),)),
    "subprocess": lambda mark: Reduces(__import__("subprocess").Popen, (["touch", str(mark)],)),
    "torch hub": lambda mark: Reduces(torch.hub.load, ("x/y", "z")),
    "functools": lambda mark: functools.partial(make_file, str(mark)),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("place", ["whole", "beside", "inside"])
def test_a_hostile_file_runs_nothing_and_is_refused_by_name(tmp_path: Path, kind: str, place: str) -> None:
    mark = tmp_path / "harm"
    bomb = HOSTILE[kind](mark)
    file = tmp_path / "net.pkl"
    if place == "whole":
        file.write_bytes(pickle.dumps(bomb))
    elif place == "beside":
        network_file(file, augment_pipe=bomb)
    else:
        network_file(file, G_ema=Stored("Generator", {"_modules": {"synthesis": bomb}}))
    with pytest.raises(ModelError, match="asks to run") as caught:
        import_network(file, tmp_path / "out")
    assert caught.value.kept == "Nothing in it was run."
    assert not mark.exists()
    assert not (tmp_path / "out").exists()


def test_numbers_may_not_hide_a_program(tmp_path: Path) -> None:
    stream = io.BytesIO()
    for part in (0x1950A86A20F9469CFC6C, 1001, {}, Reduces(os.system, (f"touch {tmp_path / 'harm'}",)), ["0"]):
        pickle.dump(part, stream, protocol=2)
    bomb = Reduces(torch.storage._load_from_bytes, (stream.getvalue(),))
    with pytest.raises(ModelError, match="asks to run"):
        import_network(network_file(tmp_path / "net.pkl", augment_pipe=bomb), tmp_path / "out")
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    ("size", "stride", "offset"),
    [((10**9, 10**9), (0, 0), 0), ((3,), (1,), 2), ((2,), (-1,), 1), ((2,), (10,), 0), ((-1,), (1,), 0)],
    ids=["huge", "beyond", "backwards", "far", "negative"],
)
def test_tensors_that_lie_about_their_shape(tmp_path: Path, size: Any, stride: Any, offset: int) -> None:
    storage = torch.arange(4.0).untyped_storage()
    typed = torch.storage.TypedStorage(wrap_storage=storage, dtype=torch.float32, _internal=True)
    liar = Reduces(torch._utils._rebuild_tensor_v2, (typed, offset, size, stride, False, OrderedDict()))
    with pytest.raises(ModelError, match="tensor"):
        import_network(network_file(tmp_path / "net.pkl", augment_pipe=liar), tmp_path / "out")


@pytest.mark.parametrize("state", [{"class_name": 3}, (None, {"state": 3}), (None, {"__class__": dict})])
def test_what_was_read_cannot_be_changed(tmp_path: Path, state: Any) -> None:
    meta = EasyDict(type="class", version=6, module_src="", class_name="x", state={})

    class Changed:
        def __reduce__(self) -> Any:
            return _reconstruct_persistent_obj, (meta,), state

    with pytest.raises(ModelError):
        import_network(network_file(tmp_path / "net.pkl", augment_pipe=Changed()), tmp_path / "out")


def test_the_reader_cannot_be_changed(tmp_path: Path) -> None:
    program = (
        b"\x80\x04"
        b"cdnnlib.util\nEasyDict\n"  # the kind itself
        b"N}\x8c\x08__init__\x8c\x01xs\x86b."  # BUILD with (None, {"__init__": "x"})
    )
    (tmp_path / "net.pkl").write_bytes(program)
    with pytest.raises(ModelError, match="change"):
        read_networks(tmp_path / "net.pkl")


def test_a_file_cut_short_anywhere(tmp_path: Path) -> None:
    file = network_file(tmp_path / "net.pkl")
    whole = file.read_bytes()
    for percent in range(100):
        file.write_bytes(whole[: len(whole) * percent // 100])
        with pytest.raises(ModelError, match="whole"):
            import_network(file, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text", [b"hello", b"Nobody said that this is a network.", b"\x80\x04}\x94.", b"h\x65.", b"0" * 40]
)
def test_what_is_no_network_is_said_in_our_own_words(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "net.pt").write_bytes(text)
    with pytest.raises(ModelError, match=r"no pickle|cut short|holds no networks|no network in it"):
        import_network(tmp_path / "net.pt", tmp_path / "out")


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1), value=st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused_in_words(tmp_path: Path, place: float, value: int) -> None:
    file = tmp_path / "net.pkl"
    if not file.exists():
        network_file(file, "cond3_16")
    data = bytearray(file.read_bytes())
    data[int(place * (len(data) - 1))] = value
    (tmp_path / "changed.pkl").write_bytes(data)
    with contextlib.suppress(ModelError):  # whatever else it raised would be a fault
        read_networks(tmp_path / "changed.pkl")


def test_wrong_shapes_missing_names_and_numbers_that_are_none(tmp_path: Path) -> None:
    with np.load(REFERENCE / "stylegan2_uncond_32.npz") as file:
        tensors = {key[2:]: torch.from_numpy(file[key]) for key in file.files if key.startswith("G.")}

    def refused(**changes: torch.Tensor | None) -> str:
        changed = {name: value for name, value in {**tensors, **changes}.items() if value is not None}
        network = stored("Generator", changed, synthesis_kwargs=EasyDict(channel_base=512, channel_max=32))
        with pytest.raises(ModelError) as caught:
            import_network(network_file(tmp_path / "net.pkl", G_ema=network), tmp_path / "out")
        assert not (tmp_path / "out").exists()
        return caught.value.what

    assert "shape" in refused(**{"synthesis.b8.conv0.weight": torch.zeros(1, 2)})
    assert "missing" in refused(**{"synthesis.b8.conv0.bias": None})
    assert "not known" in refused(**{"synthesis.b8.conv0.extra": torch.zeros(1)})
    assert "finite" in refused(**{"synthesis.b8.conv0.bias": torch.full((32,), float("nan"))})


def test_a_stylegan3_network_is_recognised(tmp_path: Path) -> None:
    other = stored("Generator", {"synthesis.input.weight": torch.zeros(2, 2), "mapping.w_avg": torch.zeros(2)})
    with pytest.raises(ModelError, match="StyleGAN3"):
        import_network(network_file(tmp_path / "net.pkl", G_ema=other), tmp_path / "out")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_hostile_file_is_refused_in_every_protocol(tmp_path: Path, protocol: int) -> None:
    mark = tmp_path / "harm"
    for name in HOSTILE:
        (tmp_path / "net.pkl").write_bytes(pickle.dumps({"G_ema": HOSTILE[name](mark)}, protocol))
        with pytest.raises(ModelError, match="asks to run"):
            read_networks(tmp_path / "net.pkl")
    assert not mark.exists()


def key_whose_hash_takes_for_ever(ending: bytes) -> bytes:
    """Tuples of two, each holding the last one twice, sixty deep; then `ending` uses it."""
    return b"\x80\x04}(" + b")\x94" + b"".join(b"h%c\x86\x94" % number for number in range(60)) + ending


def tell(name: str, lie: int) -> bytes:
    return b"\x80\x05" + name.encode("latin-1") + lie.to_bytes(8, "little") + b"x."


COSTLY = {
    "hash of a key": key_whose_hash_takes_for_ever(b"K\x01u."),
    "hash in a new dictionary": key_whose_hash_takes_for_ever(b"K\x01d."),
    "hash of a frozen set": key_whose_hash_takes_for_ever(b"\x91."),
    "memory for what is remembered": b"\x80\x04]r\xff\xff\xff\x7f.",
    "bytes that are not there": tell("\x8e", 2**44),
    "changeable bytes that are not there": tell("\x96", 2**44),
    "text that is not there": tell("\x8d", 2**44),
    "a frame that is not there": tell("\x95", 2**61),
    "lists without end": b"\x80\x04" + b"]" * 600_000 + b".",
    "digits without end": b"L" + b"9" * 3_000_000 + b"L\n.",
    "depth": b"\x80\x04)" + b"\x85" * 100_000 + b".",
    "a copy of a dictionary": b"\x80\x04cdnnlib.util\nEasyDict\n}\x85R.",
    "an archive": b"PK\x03\x04" + bytes(100),
    "nothing": b"",
    "no end": b"\x80\x04N",
    "a later protocol": b"\x80\x09N.",
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_file_that_would_cost_time_or_memory_is_refused_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "net.pkl").write_bytes(COSTLY[name])
    tracemalloc.start()
    try:
        with pytest.raises(ModelError, match="no whole network file"):
            read_networks(tmp_path / "net.pkl")
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()


def test_parts_that_are_shown_over_and_over_are_refused(tmp_path: Path) -> None:
    settings: Any = {f"key {number}": 1 for number in range(1000)}
    for _ in range(3):
        settings = {f"key {number}": settings for number in range(1000)}
    module = Stored("Layer", {})
    for _ in range(30):
        module = Stored("Layer", {"_modules": {f"layer {number}": module for number in range(50)}})
    storage = torch.storage.TypedStorage(
        wrap_storage=torch.zeros(1000).untyped_storage(), dtype=torch.float32, _internal=True
    )
    load = Reduces(*storage.__reduce__())
    again = [Reduces(*load.how) for _ in range(3)]
    for what in (Stored("Generator", {"_init_kwargs": settings}), module, again):
        (tmp_path / "net.pkl").write_bytes(pickle.dumps({"G_ema": what}))
        with pytest.raises(ModelError, match=r"without end|repeats"):
            read_networks(tmp_path / "net.pkl")


def test_older_tools_and_weights_alone_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "net.pkl"
    file.write_bytes(b"\x80\x03cdnnlib.tflib.network\nNetwork\n)\x81.")
    with pytest.raises(ModelError, match="TensorFlow") as caught:
        read_networks(file)
    assert "legacy.py" in caught.value.do
    torch.save({"weight": torch.zeros(3)}, file)
    with pytest.raises(ModelError, match="ZIP"):
        read_networks(file)


def test_a_stylegan3_network_is_recognised_though_it_keeps_arrays(tmp_path: Path) -> None:
    tensors = {"synthesis.input.weight": torch.zeros(2, 2), "mapping.w_avg": torch.zeros(2)}
    other = stored("Generator", tensors)
    other.state["_modules"]["synthesis"].state["_modules"]["input"].state["size"] = np.array([36, 36])
    with pytest.raises(ModelError, match="StyleGAN3"):
        import_network(network_file(tmp_path / "net.pkl", G_ema=other, G=other, D=None), tmp_path / "out")
    with pytest.raises(ModelError, match=r"asks to run “numpy\.\S*_reconstruct”"):
        import_network(network_file(tmp_path / "net.pkl", augment_pipe=np.zeros(3)), tmp_path / "out")


@pytest.mark.parametrize(
    "strange", [5, "x", [1], None, {"channel_base": "x"}, {"channel_base": -1}, {"channel_max": 1e9}]
)
def test_strange_settings_of_a_network_are_refused_or_do_no_harm(tmp_path: Path, strange: Any) -> None:
    with np.load(REFERENCE / "stylegan2_uncond_32.npz") as file:
        tensors = {key[2:]: torch.from_numpy(file[key]) for key in file.files if key.startswith("G.")}
    network = stored("Generator", tensors, synthesis_kwargs=strange, img_channels=3)
    with contextlib.suppress(ModelError):
        import_network(network_file(tmp_path / "net.pkl", G_ema=network, D=None), tmp_path / "out")


def test_the_largest_network_is_read(tmp_path: Path) -> None:
    options = StyleGan2Options(mapping_layers=8, z_dim=8, w_dim=8, channel_base=64, max_channels=4)
    generator, discriminator = (
        {name: tensor.detach() for name, tensor in network.state_dict().items()}
        for network in (
            StyleGan2Generator(options, ImageShape.square(1024), 2),
            StyleGan2Discriminator(options, ImageShape.square(1024), 2),
        )
    )
    kwargs = {"synthesis_kwargs": EasyDict(channel_base=64, channel_max=4)}
    changes = {name: stored("Generator", generator, **kwargs) for name in ("G", "G_ema")}
    file = network_file(tmp_path / "net.pkl", **changes, D=stored("Discriminator", discriminator))
    imported = import_network(file, tmp_path / "out")
    assert (imported.card.size, len(imported.card.class_names)) == (ImageShape.square(1024), 2)
    assert sum(1 for _ in pickletools.genops(file.read_bytes())) < _MAX_STEPS / 5
