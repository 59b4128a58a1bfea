"""The one record of a picture on its way into a dataset, as JSON and as a dataset keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from gan_engine.dataset.source_picture import SourcePicture

WHOLE = SourcePicture(
    Path("art") / "cat.png",
    "cats/cat.png",
    digest="ab" * 32,
    label="cats",
    tags=("wings", "horns"),
    steps=({"kind": "cut", "options": {"box": [1, 2, 3, 4]}},),
    group="cd" * 32,
    held_out=True,
)


class Asked(BaseModel):
    """As the engine process's methods take it."""

    item: SourcePicture


@pytest.mark.parametrize("picture", [WHOLE, SourcePicture(Path("cat.png"))])
def test_what_one_process_sends_is_what_the_other_has(picture: SourcePicture) -> None:
    sent = json.loads(json.dumps({"item": picture.as_json()}))
    assert Asked.model_validate(sent).item == picture


def test_without_a_name_it_is_called_as_its_file() -> None:
    assert SourcePicture(Path("art") / "cat.png").source_name == "cat.png"
    assert Asked.model_validate({"item": {"path": "art/cat.png"}}).item.source_name == "cat.png"


@pytest.mark.parametrize(
    "odd",
    [
        {}, {"path": 7}, {"path": "x", "colour": "red"}, {"path": "x", "digest": "a" * 65},
        {"path": "x", "tags": ["a" * 1001]}, {"path": "x", "tags": ["a"] * 10_001}, {"path": "x", "steps": "cut"},
        {"path": "x", "steps": [{}] * 1001}, {"path": "x", "label": 3}, {"path": "x", "source_name": "x" * 70_000},
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Asked.model_validate({"item": odd})


def test_a_dataset_keeps_what_baking_again_needs() -> None:
    made = {"region": [0, 0, 3, 4], "steps": list(WHOLE.steps)}
    kept = json.loads(json.dumps(WHOLE.as_source(made)))
    assert list(kept) == ["source", "digest", "region", "steps", "class", "tags", "group", "held_out"]
    assert SourcePicture.from_source(kept, WHOLE.path) == WHOLE
    plain = SourcePicture(Path("cat.png"), digest="0")
    assert plain.as_source({}) == {"source": "cat.png", "digest": "0"}
    assert SourcePicture.from_source(plain.as_source({}), plain.path) == plain


@pytest.mark.parametrize(
    "odd",
    [{"source": 1}, {"digest": None}, {"class": 5}, {"tags": "wings"}, {"tags": [1]}, {"steps": {}}, {"group": 0}],
)
def test_what_a_stranger_wrote_into_a_dataset_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="tells of a picture"):
        SourcePicture.from_source(WHOLE.as_source({}) | odd, WHOLE.path)
