"""Numbers as people read them."""

from __future__ import annotations

import pytest

from gan_engine.reporting import kimg_words


@pytest.mark.parametrize(
    ("kimg", "words"),
    [
        (380.0, "380"), (380.04, "380"), (127.808, "127.8"), (1234.5, "1,234"), (73.568, "73.6"), (10.0, "10"),
        (2.016, "2"), (0.16, "0.16"), (0.0, "0"),
    ],
)  # fmt: skip
def test_one_kind_of_number_is_written_alike(kimg: float, words: str) -> None:
    assert kimg_words(kimg) == words
