"""Names proposed from a list: the estimate against its equation, what is let through, and lists that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gan_engine.cli import main
from gan_engine.errors import NamesError
from gan_engine.names.lists import FEWEST, LONGEST, MOST, MOST_BYTES, SAMPLES, names_in, read_list, sample_list
from gan_engine.names.model import NameFilter, NameModel

CREATURES = ["Grumlok", "Grimtoad", "Gorvane", "Brakka", "Mossjaw", "Oddmund", "Krumbal", "Skarnix", "Tuskarn"]


def test_chances_are_witten_and_bells_interpolated_through_every_context() -> None:
    """Of "aab" and "ab" by hand, order 1: letters a, b and the end; T counts kinds, N counts all that followed."""
    model = NameModel(["aab", "ab"], order=1)
    third = 1 / 3
    empty = {"a": (3 + 3 * third) / 10, "b": (2 + 3 * third) / 10, "\x03": (2 + 3 * third) / 10}
    after_a = {letter: (count + 2 * empty[letter]) / 5 for letter, count in (("a", 1), ("b", 2), ("\x03", 0))}
    assert model.chances("") == pytest.approx(empty)
    assert model.chances("a") == pytest.approx(after_a)
    assert model.chances("z") == pytest.approx(empty), "what was never seen backs off to what is shorter"


@pytest.mark.parametrize("context", ["", "G", "Gr", "umlo", "qqqq", "\x02\x02\x02\x02"])
def test_chances_sum_to_one_after_any_letters(context: str) -> None:
    assert sum(NameModel(CREATURES).chances(context).values()) == pytest.approx(1.0)


@pytest.mark.parametrize("key", list(SAMPLES))
def test_the_sample_lists_give_new_names_of_their_own_kind(key: str) -> None:
    known = sample_list(key)
    assert len(known) >= 300
    proposed = NameModel(known).names(100, seed=1)
    assert len(proposed) == 100
    assert len({name.casefold() for name in proposed}) == 100
    every = "\n".join(known).casefold()
    assert not [name for name in proposed if name.casefold() in every], "neither a name of the list nor a piece of one"
    assert all(name[0].isupper() for name in proposed)
    letters = set("".join(known))
    assert all(set(name) <= letters for name in proposed)


def test_the_same_seed_proposes_the_same_and_another_others() -> None:
    model = NameModel(sample_list("monsters"))
    assert model.names(30, seed=7) == NameModel(sample_list("monsters")).names(30, seed=7)
    assert set(model.names(30, seed=7)) != set(model.names(30, seed=8))


def test_length_beginning_and_the_lists_own_are_as_asked_for() -> None:
    model = NameModel(sample_list("monsters"))
    short = model.names(20, 1, NameFilter(shortest=4, longest=6))
    assert short
    assert all(4 <= len(name) <= 6 for name in short)
    assert all(name.startswith("Kr") for name in model.names(10, 1, NameFilter(begins="kr")))
    few = NameModel(CREATURES)
    own = few.names(200, 1, NameFilter(own=True))
    assert set(own) & set(CREATURES)
    assert not set(few.names(200, 1)) & set(CREATURES)


def test_what_a_list_does_not_give_is_not_waited_for() -> None:
    assert NameModel(["Ash"] * 5).names(20, 1) == []
    assert NameModel(CREATURES).names(5, 1, NameFilter(shortest=50, longest=55)) == []
    assert NameModel(CREATURES).names(0, 1) == []


def test_a_list_is_one_name_a_line_in_any_script(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("\ufeff# ours\r\nKöpfling\r\n\r\n  Little   Ash \r\nКрог\r\n灰丸\r\nPip\r\nPip\r\n".encode())
    assert read_list(path) == ["Köpfling", "Little Ash", "Крог", "灰丸", "Pip"]
    assert NameModel(read_list(path)).names(3, 1) is not None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds 0 names"),
        (b"Ash\nPip\n", "holds 2 names"),
        (b"x" * 1_000_000, "1,000,000 letters in line 1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text in UTF-8"),
        (b"\xff\xfeA\0s\0h\0", "no text in UTF-8"),
        (b"Ash\nPi\x07p\nOak\nElm\nYew\n", "signs in line 2"),
        (b"A\0sh\nPip\nOak\nElm\nYew\n", "signs in line 1"),
        (b"Ash\n" * (MOST_BYTES // 4 + 1), "cannot be used"),
        ("\n".join(f"Name {number}" for number in range(MOST + 1)).encode(), f"holds {MOST + 1:,} names"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    with pytest.raises(NamesError, match=why) as caught:
        read_list(path)
    assert "odd.txt" in caught.value.what
    assert caught.value.do


def test_a_list_that_is_not_there_or_is_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.txt", tmp_path):
        with pytest.raises(NamesError, match=r"cannot be read|is not a file"):
            read_list(path)


def test_the_limits_are_those_that_are_said() -> None:
    assert len(names_in("\n".join(f"{number:0{LONGEST}}" for number in range(FEWEST)), "list")) == FEWEST


# ---- in a terminal ------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> tuple[str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    assert (ended.value.code or 0) == code, streams.err
    return streams.out, streams.err


def test_names_are_a_line_each_and_follow_from_the_seed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("\n".join(CREATURES), "utf-8")
    first, _ = run(capsys, "names", path, "--count", 6, "--seed", 4)
    assert len(first.splitlines()) == 6
    assert run(capsys, "names", path, "--count", 6, "--seed", 4)[0] == first
    told = json.loads(run(capsys, "names", "monsters", "--json", "--begins", "gr")[0])
    assert len(told["names"]) == 20
    assert run(capsys, "names", "monsters", "--begins", "gr", "--seed", told["seed"])[0].split() == told["names"]


def test_a_list_that_gives_nothing_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("\n".join(CREATURES), "utf-8")
    _, err = run(capsys, "names", path, "--shortest", 40, "--longest", 45, code=1)
    assert "gives no such name" in err
    _, err = run(capsys, "names", tmp_path / "none.txt", code=1)
    assert "none.txt" in err
