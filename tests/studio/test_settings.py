"""What is remembered between two sessions, and that nothing in it can keep the studio from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.settings import Settings, config_folder, log_folder


def test_they_come_back(home: Path) -> None:
    settings = Settings()
    settings.set("window", [1, 2, 3, 4, 0])
    settings.remember_project(Path("/a/One.maquette"))
    settings.remember_project(Path("/a/Two.maquette"))
    settings.remember_project(Path("/a/One.maquette"))
    settings.save()
    again = Settings()
    assert again.get("window", []) == [1, 2, 3, 4, 0]
    assert again.recent == [Path("/a/One.maquette"), Path("/a/Two.maquette")]
    again.forget_project(Path("/a/One.maquette"))
    assert again.recent == [Path("/a/Two.maquette")]


def test_they_lie_where_the_environment_says(home: Path) -> None:
    assert config_folder() == home
    assert log_folder() == home / "log"
    assert Settings().path == home / "settings.json"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"recent": 3, "window": "wide", "edge": true}', "\x00\xff"])
def test_a_damaged_file_counts_as_empty(home: Path, text: str) -> None:
    (home / "settings.json").write_bytes(text.encode("latin-1"))
    settings = Settings()
    assert settings.recent == []
    assert settings.get("window", [0]) == [0]
    assert settings.get("edge", 112) == 112
    settings.set("edge", 128)
    settings.save()
    assert Settings().get("edge", 0) == 128


def test_a_value_of_another_type_is_not_believed(home: Path) -> None:
    (home / "settings.json").write_text(json.dumps({"share": 1, "name": 7}), encoding="utf-8")
    settings = Settings()
    assert settings.get("share", 0.5) == 1.0
    assert settings.get("name", "none") == "none"


def test_nothing_is_written_when_nothing_changed(home: Path) -> None:
    settings = Settings()
    settings.save()
    assert not settings.path.exists()
    settings.set("a", 1)
    settings.save()
    stamp = settings.path.stat().st_mtime_ns
    settings.set("a", 1)
    settings.save()
    assert settings.path.stat().st_mtime_ns == stamp


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    settings = Settings(blocked / "settings.json")
    settings.set("a", 1)
    settings.save()
    assert blocked.read_text(encoding="utf-8") == "in the way"
