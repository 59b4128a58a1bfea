"""What the studio asks of the engine, through a real process: what comes back is what the engine itself makes."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from gan_engine.latent.direction_search import DirectionSearch
from gan_engine.latent.directions import Direction
from gan_engine.latent.interpolation.walk import Segment, Walk
from gan_engine.latent.point import Mix, Point, single_class
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.pictures import digest, read_picture
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.run_creation import describe_run
from tests.engine.dataset_support import make_dataset
from tests.engine.latent_support import a_level_apart, write_generator, write_tiny
from tests.engine.service_support import Client


@pytest.fixture(scope="module")
def classed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_generator(tmp_path_factory.mktemp("classed"), classes=("cats", "robots"), seed=1)


@pytest.fixture
def art(tmp_path: Path) -> Path:
    folder = tmp_path / "絵"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (40, 60), (50 * number, 90, 30)).save(folder / f"{number}.png")
    (folder / "broken.png").write_bytes((folder / "0.png").read_bytes()[:50])
    return folder


def test_a_model_says_what_it_is(client: Client, model: Path, classed: Path) -> None:
    values, _ = client.call("open_model", model=str(model))
    file = model / "generator.safetensors"
    assert (values["model"], values["digest"]) == (str(file), digest(file))
    assert (values["name"], values["kimg"], values["size"], values["z_dim"]) == ("00003-knights 000012", 12.0, 32, 8)
    assert (values["class_names"], values["truncation"], values["family"]) == ([], False, "dcgan")
    assert values["parameters"] > 1000
    assert client.call("open_model", model=str(classed))[0]["class_names"] == ["cats", "robots"]


def test_generate_gives_what_a_session_gives(client: Client, model: Path) -> None:
    expected = Session.open(model, "cpu").generate(latents(range(40), 8))
    assert a_level_apart(client.pictures("generate", model=str(model), seeds=list(range(40))), expected)
    assert a_level_apart(client.pictures("generate", latents(range(40), 8), model=str(model)), expected)


def test_each_design_may_be_of_its_own_class(client: Client, classed: Path) -> None:
    session = Session.open(classed, "cpu")
    names = ["robots", "cats", "robots"]
    made = client.pictures("generate", model=str(classed), seeds=[1, 1, 2], class_name=names, psi=[1.0, 0.5, 0.5])
    assert a_level_apart(made, session.generate(latents([1, 1, 2], 8), names))
    assert "no class “dogs”" in client.error("generate", model=str(classed), seeds=[1], class_name="dogs")["what"]
    assert (
        "2 of class_name for 1" in client.error("generate", model=str(classed), seeds=[1], class_name=names[:2])["what"]
    )


def test_a_walk_goes_through_its_points(client: Client, model: Path) -> None:
    session = Session.open(model, "cpu")
    walk = Walk(stations=tuple(Point(seed=seed) for seed in (4, 5, 6)), loop=True)
    made = client.pictures("walk", model=str(model), seeds=[4, 5, 6], frames=21, loop=True)
    assert a_level_apart(made, session.pictures(walk.frames(21, session)))
    as_array = client.pictures("walk", latents([4, 5, 6], 8), model=str(model), frames=21, loop=True)
    np.testing.assert_array_equal(as_array, made)
    some = client.pictures("walk", model=str(model), seeds=[4, 5, 6], at=[0.5, 2.25], loop=True)
    assert a_level_apart(some, session.pictures(walk.at([0.5, 2.25], session)))


def test_walks_have_times_easings_edits_and_a_truncation_of_their_own(client: Client, styled: Path) -> None:
    session = Session.open(styled, "cpu")
    stations = [Point(seed=1, psi=0.5), Point(seed=2).with_edit(Mix(other=Point(seed=3), last=2)), Point(seed=4)]
    segments = [Segment(share=2.0, easing="in-out"), Segment(share=1.0, easing="hold")]
    walk = Walk(stations=tuple(stations), segments=tuple(segments), way="straight")
    made = client.pictures(
        "walk", model=str(styled), points=[point.values() for point in stations], frames=7, way="straight",
        segments=[segment.model_dump() for segment in segments],
    )  # fmt: skip
    assert a_level_apart(made, session.pictures(walk.frames(7, session)))
    assert a_level_apart(made[[0, -1]], session.pictures([stations[0], stations[2]]))


def test_the_frames_of_a_walk_are_between_classes(client: Client, classed: Path) -> None:
    session = Session.open(classed, "cpu")
    made = client.pictures("walk", model=str(classed), seeds=[1, 2], frames=4, class_name=["cats", "robots"])
    stations = (Point(seed=1, classes=single_class("cats")), Point(seed=2, classes=single_class("robots")))
    assert a_level_apart(made, session.pictures(Walk(stations=stations).frames(4, session)))


def test_a_sheet_of_mixed_designs_is_written(client: Client, styled: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    rows, columns = [Point(seed=1).values(), Point(seed=2).values()], [Point(seed=3).values()]
    asked = {"model": str(styled), "rows": rows, "columns": columns, "first": 0, "last": 1}
    assert "name for each row" in client.error("mix_sheet", **asked, path=str(path), row_names=["one"])["what"]
    values, _ = client.call("mix_sheet", **asked, path=str(path), row_names=["one", "two"], column_names=["three"])
    picture = read_picture(path)
    assert values == {"path": str(path), "width": picture.shape[1], "height": picture.shape[0]}


def test_a_clip_is_written_and_its_progress_told(client: Client, model: Path, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    answers = client.all_of(
        client.ask("export_clip", model=str(model), seeds=[1, 2], path=str(path), seconds=1, fps=12)
    )
    assert answers[-1].header["result"] == {"path": str(path), "frames": 12, "width": 256, "height": 256}
    assert next(each.header["progress"][:2] for each in reversed(answers) if "progress" in each.header) == [12, 12]
    with av.open(path) as container:
        assert sum(1 for _ in container.decode(video=0)) == 12


def test_pictures_are_checked_in_order_with_what_is_wrong(client: Client, art: Path) -> None:
    paths = [str(art / "0.png"), str(art / "broken.png"), str(art / "missing.png"), str(art / "1.png")]
    *parts, last = client.all_of(client.ask("check", paths=paths, smallest=50))
    found = [one for part in parts if "partial" in part.header for one in part.header["partial"]["findings"]]
    assert [one["path"] for one in found] == paths
    assert found[0]["facts"]["width"] == 40
    assert [[finding["kind"] for finding in one["findings"]] for one in found] == [
        ["too-small"],
        ["truncated"],
        ["missing"],
        ["too-small"],
    ]
    assert last.header["result"] == {"count": 4, "flagged": 4}


def test_a_preview_shows_before_and_after(client: Client, art: Path) -> None:
    options = {"size": 32, "fit": "pad", "background": "#102030", "split": "halves"}
    values, (before, left, right) = client.call("preview", picture={"path": str(art / "2.png")}, options=options)
    assert values == {"count": 2}
    assert before.shape == (60, 40, 3)
    assert left.shape == right.shape == (32, 32, 3)
    assert tuple(left[0, 0]) == (0x10, 0x20, 0x30)
    assert tuple(left[16, 16]) == (100, 90, 30)
    error = client.error("preview", picture={"path": str(art / "2.png")}, options={"size": 33})
    assert (error["kind"], error["field"]) == ("ConfigurationError", "size")
    assert client.error("preview", picture={"path": str(art / "broken.png")})["kind"] == "PictureError"


def test_a_preview_of_thousands_of_parts_answers_with_the_first(client: Client, art: Path) -> None:
    options = {"size": 1024, "split": "grid:20x20"}
    values, (_, *parts) = client.call("preview", picture={"path": str(art / "2.png")}, options=options)
    assert values == {"count": 400}
    assert 1 < len(parts) <= 32
    assert {part.shape for part in parts} == {(1024, 1024, 3)}


def test_a_preview_follows_the_steps_of_a_picture(client: Client, art: Path) -> None:
    cut = [{"kind": "cut", "options": {"box": [0, 0, 10, 30]}}]
    values, (before, after) = client.call(
        "preview", picture={"path": str(art / "2.png"), "steps": cut}, options={"size": 32}
    )
    assert values == {"count": 1}
    assert before.shape == (30, 10, 3)
    assert after.shape == (32, 32, 3)
    error = client.error("preview", picture={"path": str(art / "2.png"), "steps": [{"kind": "melt"}]})
    assert (error["kind"], error["field"]) == ("ConfigurationError", "steps")


def test_figures_are_found_in_one_sheet_after_the_other(client: Client, art: Path, tmp_path: Path) -> None:
    sheet = np.full((60, 200, 3), 250, np.uint8)
    for at in range(4):
        sheet[12:48, 12 + 46 * at : 48 + 46 * at] = (40, 90, 40 * at)
    Image.fromarray(sheet).save(tmp_path / "sheet.png")
    asked = client.ask("find_figures", paths=[str(art / "broken.png"), str(tmp_path / "sheet.png")])
    *parts, last = client.all_of(asked)
    found = [message.header["partial"] for message in parts if "partial" in message.header]
    assert [one["number"] for one in found] == [0, 1]
    assert "boxes" not in found[0]
    assert found[0]["why"]
    assert found[1]["boxes"] == [[12 + 46 * at, 12, 36, 36] for at in range(4)]
    assert found[1]["sheet"] is True
    assert last.header["result"] == {"count": 2, "sheets": 1}


def test_a_dataset_is_baked_from_rows_of_the_catalogue(client: Client, art: Path, tmp_path: Path) -> None:
    items = [
        {"path": str(art / "0.png"), "label": "a", "tags": ["x"], "source_name": "erste"},
        {"path": str(art / "1.png"), "label": "b", "digest": "0" * 64},
        {"path": str(art / "broken.png"), "label": "b"},
    ]
    out = tmp_path / "set.zip"
    left_out = {"name": "2.png", "kind": "blurred", "why": "It is blurred."}
    odd = client.all_of(client.ask("bake", items=items, out=str(out), left_out=[{**left_out, "else": 1}]))[-1]
    assert "left_out.0.else" in odd.header["error"]["what"]
    values, _ = client.call(
        "bake", items=items, out=str(out), options={"size": 32, "labels": "folders"}, left_out=[left_out]
    )
    assert (values["count"], values["classes"]) == (2, ["a", "b"])
    assert [(one["name"], one["kind"]) for one in values["skipped"]] == [("broken.png", "truncated")]
    with open_dataset(out) as dataset:
        assert (dataset.count, dataset.size, dataset.digest) == (2, ImageShape.square(32), values["digest"])
        assert dataset.source(0)["source"] == "erste"
        assert [(one["source"], one["why"]) for one in dataset.head["skipped"]][:1] == [("2.png", "It is blurred.")]


def test_sample_art_is_drawn(client: Client, tmp_path: Path) -> None:
    values, _ = client.call("draw_sample_art", folder=str(tmp_path / "art"), count=4, size=32)
    assert values["count"] == len(list((tmp_path / "art").rglob("*.png"))) == 4
    assert any("David Revoy" in credit for credit in values["credits"])


def test_recipes_come_with_their_forms(client: Client) -> None:
    values, _ = client.call("recipes")
    quick = values["recipes"][0]
    assert quick["name"] == "quick-look"
    assert quick["seconds"] > 0
    assert quick["schema"]["properties"]["batch"]["title"] == "Batch"
    json.dumps(values, allow_nan=False)


def test_settings_are_validated_to_the_field_and_priced(client: Client) -> None:
    good, _ = client.call("validate", recipe="quick-look", settings={"batch": 8, "mirror": True, "network.z_dim": 64})
    assert good["errors"] == []
    assert (good["configuration"]["batch"], good["configuration"]["mirror"]) == (8, True)
    assert good["configuration"]["network"]["z_dim"] == 64
    assert good["estimate"]["memory_mb"] > 0
    for settings, field in (
        ({"batch": 0}, "batch"),
        ({"network.z_dim": "many"}, "network.z_dim"),
        ({"colour": 1}, "colour"),
        ({"size": 65}, "size"),
        ({"use_classes": True}, "use_classes"),
    ):
        bad, _ = client.call("validate", settings=settings)
        assert [error["field"] for error in bad["errors"]] == [field]
        assert bad["errors"][0]["what"]
    named, _ = client.call("validate", settings={"use_classes": True}, class_names=["a", "b"], estimate=False)
    assert named["errors"] == []
    assert named["estimate"] is None
    assert client.call("validate", recipe="no such")[0]["errors"][0]["field"] == "recipe"


def test_a_training_is_described_for_the_queue_as_the_terminal_does(client: Client, tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=4)
    settings = {"batch": 4, "device": "cpu", "precision": "fp32"}
    told, _ = client.call("describe_training", run=str(tmp_path / "run"), dataset=str(dataset), settings=settings)
    recipe = load_recipe("quick-look")
    wanted = apply_settings(recipe.configuration, ["batch=4", "device=cpu", "precision=fp32"])
    document = describe_run(tmp_path / "run", dataset, wanted, recipe=recipe.name)
    assert told["document"] | {"created": ""} == document | {"created": ""}
    assert told["device"] == "cpu"
    assert not (tmp_path / "run").exists()


def test_directions_are_found_by_the_process_as_by_the_search_itself(client: Client, tmp_path: Path) -> None:
    file = write_tiny(tmp_path, "stylegan2", classes=("cats", "robots"))
    search = DirectionSearch(Session.open(file, "cpu"))
    model = {"model": str(file)}
    of_class = {name: [Point(seed=seed).of_class(name) for seed in range(6)] for name in ("cats", "robots")}
    groups = {name: [point.values() for point in points] for name, points in of_class.items()}
    asked = {
        "sefa": (client.call("find_directions", by="sefa", count=2, last=3, **model), search.closed_form(2, 0, 3)),
        "pca": (client.call("find_directions", by="pca", count=2, **model), search.principal(2)),
        "classes": (
            client.call("direction_between", name="c", classes=["cats", "robots"], **model),
            [search.between_classes("c", "cats", "robots")],
        ),
        "groups": (
            client.call("direction_between", name="g", start=groups["cats"], end=groups["robots"], **model),
            [search.between_groups("g", of_class["cats"], of_class["robots"])],
        ),
        "examples": (
            client.call("direction_by_example", name="e", examples=groups["cats"], others=groups["robots"], **model),
            [search.by_example("e", of_class["cats"], of_class["robots"])],
        ),
    }
    for (values, _), expected in asked.values():
        found = [Direction.from_values(each) for each in values["directions"]]
        assert [(each.name, each.first, each.last) for each in found] == [
            (each.name, each.first, each.last) for each in expected
        ]
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_allclose(one.vector, other.vector, rtol=1e-2, atol=1e-4)
    one, other = asked["sefa"][1]
    (apart,) = client.call(
        "direction_apart", direction=one.with_vector(one.array + other.array).values(), others=[other.values()], **model
    )[0]["directions"]
    np.testing.assert_allclose(np.abs(apart["vector"]), np.abs(one.vector), rtol=1e-2, atol=1e-4)
    foreign = one.having(model_digest="0" * 64).values()
    assert "another model" in client.error("direction_apart", direction=foreign, others=[], **model)["what"]
    assert "two classes" in client.error("direction_between", name="x", **model)["what"]


# ---- searching among seeds -----------------------------------------------------------------------------------------


def test_a_search_tells_its_first_row_before_it_is_done(client: Client, model: Path) -> None:
    number = client.ask("search_designs", model=str(model), by="different", count=140)
    messages = [message.header for message in client.all_of(number)]
    partials = [message["partial"] for message in messages if "partial" in message]
    result = messages[-1]["result"]
    assert partials[0]["looked"] < result["looked"] == 140
    assert result["seeds"][:6] == partials[0]["seeds"][:6]
    assert sorted(result["seeds"]) == list(range(140))
    again, _ = client.call("search_designs", model=str(model), by="like", point={"seed": 33}, count=140)
    assert again["seeds"][0] == 33
    sampling = {"psi": 0.5, "noise": "off"}
    values, _ = client.call("search_designs", model=str(model), by="different", count=20, first=7, sampling=sampling)
    assert sorted(values["seeds"]) == list(range(7, 27))


@pytest.mark.parametrize("by", ["like", "picture", "silhouette", "direction"])
def test_a_search_for_nothing_is_refused(client: Client, model: Path, by: str) -> None:
    assert "without the" in client.error("search_designs", model=str(model), by=by, count=4)["what"]
