"""Kept features: found again by key, quick to ask for, and no loss where the file is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.project.findings.vectors import VectorStore

KEYS = [f"{number:064x}/" for number in range(1200)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    store = VectorStore(tmp_path / "cache" / "vectors.db")
    yield store
    store.close()


def rows(count: int = len(KEYS), width: int = 6) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(count, width)).astype(np.float32)


def test_vectors_come_back_in_the_order_asked_for(store: VectorStore) -> None:
    vectors = rows()
    store.put("a", KEYS[:700], vectors[:700])
    asked = [KEYS[5], "never seen", KEYS[699], "", KEYS[5]]
    found, known = store.get("a", asked)
    assert known.tolist() == [True, False, True, False, True]
    assert np.array_equal(found[[0, 2, 4]], vectors[[5, 699, 5]])
    assert not found[[1, 3]].any()
    assert store.missing("a", KEYS) == KEYS[700:]
    assert store.missing("b", [*KEYS[:2], "", KEYS[0]]) == KEYS[:2]
    assert store.get("b", KEYS)[0].shape == (len(KEYS), 0)


def test_vectors_outlive_a_restart_and_halves_come_as_floats(tmp_path: Path) -> None:
    first = VectorStore(tmp_path / "vectors.db")
    first.put("a", KEYS, rows().astype(np.float16))
    first.close()
    first.put("a", ["late"], rows(1).astype(np.float16))  # no harm
    second = VectorStore(tmp_path / "vectors.db")
    found, known = second.get("a", KEYS)
    assert known.all()
    assert found.dtype == np.float32
    assert np.allclose(found, rows(), atol=0.01)
    second.forget("a")
    assert second.missing("a", KEYS) == KEYS
    second.close()


def test_vectors_of_another_width_replace_the_older_ones(store: VectorStore) -> None:
    store.put("a", KEYS, rows())
    store.put("other", KEYS[:1], rows(1))
    store.put("a", KEYS[:3], rows(3, 9))
    assert store.get("a", KEYS)[0].shape[1] == 9
    assert len(store.missing("a", KEYS)) == len(KEYS) - 3
    assert store.missing("other", KEYS[:1]) == []


def test_what_is_no_table_of_vectors_is_refused(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="2 keys"):
        store.put("a", KEYS[:2], rows(3))


@pytest.mark.parametrize("damage", ["text", "cut", "gone", "other", "older"])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "cache" / "vectors.db"
    store = VectorStore(path)
    store.put("a", KEYS, rows(width=64))
    store.close()
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
        path.parent.rmdir()
    elif damage == "older":
        path.write_bytes(data[:60] + b"\0\0\0\x09" + data[64:])  # the file's own number of its form
    else:
        path.write_bytes(
            {"text": b"scribble" * 1000, "cut": data[:20_000], "other": data[:4096] + b"\xa5" * len(data)}[damage]
        )
    store = VectorStore(path)
    store.missing("a", KEYS)
    for _ in range(2):
        store.put("a", KEYS, rows(width=64))
    assert np.array_equal(store.get("a", KEYS)[0], rows(width=64))
    store.close()


def test_deleting_the_store_while_it_is_open_does_no_harm(store: VectorStore, tmp_path: Path) -> None:
    store.put("a", KEYS, rows())
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    store.missing("a", KEYS)
    store.put("a", KEYS, rows())
    store.get("a", KEYS)


def test_a_store_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    store = VectorStore(tmp_path / "cache" / "vectors.db")
    store.put("a", KEYS, rows())
    assert store.missing("a", KEYS) == KEYS
    assert not store.get("a", KEYS)[1].any()
    store.close()
