"""Collections of the shelf: who belongs, how many, in which order."""

from __future__ import annotations

from pathlib import Path

from studio.project.shelf import Entry
from studio.shelf.collections import WEEK, choose, collections, is_named

NOW = 1_800_000_000.0


def entry(id_: int, name: str = "", *, rating: int = 0, days: float = 0, model: str = "a", notes: str = "") -> Entry:
    file = name or f"design {id_}"
    return Entry(
        id_, Path(f"{file}.png"), name or file, notes, rating, NOW - days * 86_400, model, f"0000{id_}-run 000100"
    )


SHELF = [
    entry(5, "Gorvane", rating=5),
    entry(4, rating=4, days=1, model="b"),
    entry(3, "robot 10", rating=4, days=2, notes="Keep the tail"),
    entry(2, "robot 2", days=6.9),
    entry(1, "Pip", rating=5, days=8, model="b"),
]


def counts() -> dict[str, int]:
    return {each.title: each.count for each in collections(SHELF, NOW)}


def ids(key: str, text: str = "", order: str = "newest") -> list[int]:
    return [each.id for each in choose(SHELF, key, text, order, NOW)]


def test_every_collection_counts_what_it_shows() -> None:
    assert counts()["Everything"] == 5
    assert counts()["Five stars"] == 2
    assert counts()["Four and up"] == 4
    assert counts()["This week"] == 4
    assert counts()["Unnamed"] == 1
    for each in collections(SHELF, NOW):
        assert each.count == len(choose(SHELF, each.key, now=NOW))


def test_each_model_has_a_collection_called_as_artists_know_it() -> None:
    made = [each for each in collections(SHELF, NOW) if each.section == "Made with"]
    assert [(each.title, each.count) for each in made] == [("run 100 kimg", 3), ("run 100 kimg", 2)]
    assert ids("model:b") == [4, 1]


def test_a_name_the_artist_gave_is_a_name_even_if_it_says_design() -> None:
    assert not is_named(entry(7))
    assert is_named(entry(7, "design for the king"))
    renamed = Entry(7, Path("design 7.png"), "Brakka", "", 0, NOW, "a", "")
    assert is_named(renamed)


def test_words_are_found_in_names_and_notes_in_any_case() -> None:
    assert ids("all", "ROBOT") == [3, 2]
    assert ids("all", "tail robot") == [3]
    assert ids("all", "tail dragon") == []


def test_orders() -> None:
    assert ids("all") == [5, 4, 3, 2, 1]
    assert ids("all", order="rating") == [5, 1, 4, 3, 2]
    assert ids("all", order="name") == [4, 5, 1, 2, 3]


def test_a_collection_that_is_gone_shows_everything() -> None:
    assert ids("nonsense") == [5, 4, 3, 2, 1]


def test_a_week_has_seven_days() -> None:
    edge = [entry(1, days=WEEK / 86_400 - 0.001), entry(2, days=WEEK / 86_400 + 0.001)]
    assert [each.id for each in choose(edge, "week", now=NOW)] == [1]
