"""Models as artists know them, and found by what recipes call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan_engine.errors import SnapshotError
from gan_engine.latent.directions import Direction, check_model
from gan_engine.pictures import digest
from gan_engine.runs.ancestry import Branching
from gan_engine.runs.ballots.ballot import begin, write
from gan_engine.runs.pins import pin
from gan_engine.runs.run_directory import RunDirectory, RunState
from gan_engine.runs.run_names import folder_words, model_title, run_name
from studio.workers.explorer.models import ModelFinder, find_models, model_words
from tests.engine.latent_support import write_snapshot


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("00003-critters 000380", "critters 380 kimg"),
        ("00003-critters-v2 000380", "critters v2 380 kimg"),
        ("00003-my art v2 000012.016", "my art v2 12 kimg"),
        ("a friend's model", "a friend's model"),
        ("", ""),
    ],
)
def test_a_model_s_name_in_words(name: str, words: str) -> None:
    assert model_words(name) == words


def test_the_newest_run_and_snapshot_come_first_and_the_best_is_known(tmp_path: Path) -> None:
    for run, snapshot in (("00001-a", "000010"), ("00002-b", "000010"), ("00002-b", "000020")):
        write_snapshot(tmp_path, run, snapshot)
    RunDirectory(tmp_path / "00002-b").write_state(RunState(best_snapshot="000010"))
    found = find_models([tmp_path / "00001-a", tmp_path / "00002-b", tmp_path / "gone"])
    assert [model.marked_title for model in found] == ["b 20 kimg", "b 10 kimg  (best)", "a 10 kimg"]


def test_a_run_is_called_the_same_wherever_it_is_named(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, "00001-critters-v2", "000010")
    run = tmp_path / "00001-critters-v2"
    (found,) = find_models([run])
    told = {
        found.run, folder_words(run.name), run_name(run), Branching(str(run), run.name, "000010", 10).title,
        *(words(f"{run.name} {snapshot.name}").removesuffix(" 10 kimg") for words in (model_words, model_title)),
    }  # fmt: skip
    assert told == {"critters v2"}
    of = Direction(name="older", method="examples", space="z", vector=(1.0,), model_digest="b" * 64)
    with pytest.raises(SnapshotError, match="another model, “critters v2 10 kimg”"):
        check_model([of], "a" * 64, f"{run.name} {snapshot.name}")


def test_what_the_artist_chose_and_pinned_is_marked_too(tmp_path: Path) -> None:
    for snapshot in ("000010", "000020", "000030", "000040"):
        write_snapshot(tmp_path, "00001-a", snapshot)
    run = RunDirectory(tmp_path / "00001-a")
    run.write_state(RunState(best_snapshot="000010"))
    pin(run.path, "000030")
    pin(run.path, "000040", "shelf")  # a design needs it: nobody has pinned it
    vote = begin(run.path, ["000010", "000020"])
    vote = vote.cast("left" if vote.next().left == "000020" else "right")
    write(run.path, vote)
    assert [model.marked_title for model in find_models([run.path])] == [
        "a 40 kimg", "a 30 kimg  (pinned)", "a 20 kimg  (yours)", "a 10 kimg  (best)",
    ]  # fmt: skip
    assert min(find_models([run.path]), key=lambda model: model.marks.first).kimg == 20, "it is opened first"


def test_imported_networks_come_last_by_their_own_name(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, "00001-a", "000010")
    found = find_models([tmp_path / "00001-a"], [snapshot])
    assert [(model.marked_title, model.kimg) for model in found[1:]] == [("000010", None)]
    assert found[1].path == found[0].path


def test_a_model_is_found_by_its_digest_even_if_files_vanish_meanwhile(tmp_path: Path) -> None:
    for number in range(3):
        write_snapshot(tmp_path, "00001-a", f"00001{number}", seed=number)
    models = find_models([tmp_path / "00001-a"])
    wanted = digest(models[1].path)
    finder = ModelFinder()
    assert finder.find(wanted, models) == models[1]
    assert finder.find("0" * 64, models) is None
    models[0].path.unlink()
    assert finder.find(wanted, models, name="00001-a 000012") == models[1]


def test_a_file_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "00001-a", "000010", seed=0)
    models = find_models([tmp_path / "00001-a"])
    finder = ModelFinder()
    before = digest(models[0].path)
    assert finder.find(before, models) is not None
    models[0].path.unlink()
    write_snapshot(tmp_path, "00001-a", "000010", seed=1, z_dim=9)
    assert finder.find(before, models) is None
    assert finder.find(digest(models[0].path), models) is not None
