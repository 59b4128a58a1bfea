"""What a baked dataset gives, whoever made it: Maquette, the StyleGAN tools, a ZIP or a folder."""

from __future__ import annotations

import json
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import DatasetError
from gan_engine.image_shape import ImageShape
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive

FORMS = ["shapes.zip", "shapes"]


@pytest.mark.parametrize("form", FORMS)
def test_pictures_come_as_they_were_written(tmp_path: Path, form: str) -> None:
    with open_dataset(make_dataset(tmp_path / form, count=5, size=24)) as dataset:
        assert (dataset.count, dataset.size) == (5, ImageShape.square(24))
        for index in range(5):
            expected = np.asarray(draw_shape(24, index, index % 3)).transpose(2, 0, 1)
            picture = dataset.read(index)
            assert picture.dtype == np.uint8
            assert np.array_equal(picture, expected)
        assert dataset.name(4) == "00000/img00000004.png"


@pytest.mark.parametrize("form", FORMS)
def test_labels_and_class_names(tmp_path: Path, form: str) -> None:
    with open_dataset(make_dataset(tmp_path / form, count=6, size=16, classes=["cats", "роботы"])) as dataset:
        assert dataset.labels is not None
        assert dataset.labels.dtype == np.int64
        assert dataset.labels.tolist() == [0, 1, 0, 1, 0, 1]
        assert dataset.class_names == ["cats", "роботы"]


def test_an_archive_of_other_tools_names_its_classes_by_number(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=6, size=16, classes=3)) as dataset:
        assert dataset.class_names == ["0", "1", "2"]
        assert dataset.source(0) == {}


def test_without_labels_there_are_no_classes(tmp_path: Path) -> None:
    with open_dataset(make_dataset(tmp_path / "a.zip", count=3, size=16)) as dataset:
        assert dataset.labels is None
        assert dataset.class_names == []


def test_one_hot_labels_are_classes(tmp_path: Path) -> None:
    files = {name: png_bytes(draw_shape(16, index, 0)) for index, name in enumerate(("a.png", "b.png"))}
    files["dataset.json"] = json.dumps({"labels": [["b.png", [1, 0, 0]], ["a.png", [0.0, 0.0, 1.0]]]}).encode()
    with open_dataset(write_archive(tmp_path / "a.zip", files)) as dataset:
        assert dataset.labels is not None
        assert dataset.labels.tolist() == [2, 0]


def test_pictures_without_dataset_json_are_a_dataset_without_labels(tmp_path: Path) -> None:
    files = {f"{index}.png": png_bytes(draw_shape(16, index, 0)) for index in range(3)}
    with open_dataset(write_archive(tmp_path / "plain", files)) as dataset:
        assert dataset.count == 3
        assert dataset.labels is None


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "I;16", "1"])
def test_any_kind_of_png_is_brought_to_rgb(tmp_path: Path, mode: str) -> None:
    drawn = draw_shape(16, 1, 0)
    if mode == "I;16":
        odd = Image.fromarray(np.asarray(drawn.convert("L")).astype(np.uint16) * 257)
    else:
        odd = drawn.convert(mode)
    files = {"0.png": png_bytes(drawn), "1.png": png_bytes(odd)}
    with open_dataset(write_archive(tmp_path / "a.zip", files)) as dataset:
        picture = dataset.read(1).transpose(1, 2, 0)
    assert np.array_equal(picture, np.asarray(drawn.convert("L" if mode == "I;16" else mode).convert("RGB")))


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    clear = png_bytes(Image.new("RGBA", (16, 16), (10, 20, 30, 0)))
    with open_dataset(write_archive(tmp_path / "a.zip", {"0.png": clear})) as dataset:
        assert (dataset.read(0) == 255).all()


def test_deflated_archives_read_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(3):
            archive.writestr(f"{index}.png", png_bytes(draw_shape(16, index, 0)))
    with open_dataset(tmp_path / "a.zip") as dataset:
        assert np.array_equal(dataset.read(2), np.asarray(draw_shape(16, 2, 0)).transpose(2, 0, 1))


def test_what_file_managers_add_is_passed_over(tmp_path: Path) -> None:
    files = {
        "0.png": png_bytes(draw_shape(16, 0, 0)),
        "__MACOSX/._0.png": b"\0",
        "._0.png": b"\0",
        ".DS_Store": b"\0",
        "readme.txt": b"hello",
    }
    with open_dataset(write_archive(tmp_path / "a.zip", files)) as dataset:
        assert dataset.count == 1


def test_the_digest_is_the_contents_and_nothing_else(tmp_path: Path) -> None:
    def digest(path: Path) -> str:
        with open_dataset(path) as dataset:
            return dataset.digest

    zipped = digest(make_dataset(tmp_path / "a.zip", count=4, size=16, classes=2))
    assert zipped == digest(make_dataset(tmp_path / "b", count=4, size=16, classes=2))
    assert zipped != digest(make_dataset(tmp_path / "c.zip", count=4, size=16))
    assert zipped != digest(make_dataset(tmp_path / "d.zip", count=5, size=16, classes=2))
    changed = make_dataset(tmp_path / "e", count=4, size=16, classes=2)
    (changed / "00000/img00000002.png").write_bytes(png_bytes(draw_shape(16, 99, 0)))
    assert zipped != digest(changed)


@pytest.mark.parametrize("form", FORMS)
def test_many_threads_may_read_at_once(tmp_path: Path, form: str) -> None:
    count = 40
    with open_dataset(make_dataset(tmp_path / form, count=count, size=16)) as dataset:
        expected = [dataset.read(index) for index in range(count)]
        wrong: list[int] = []

        def read(start: int) -> None:
            for step in range(200):
                index = (start + step * 7) % count
                if not np.array_equal(dataset.read(index), expected[index]):
                    wrong.append(index)

        threads = [threading.Thread(target=read, args=(start,)) for start in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_dataset_says_so(tmp_path: Path, form: str) -> None:
    dataset = open_dataset(make_dataset(tmp_path / form, count=2, size=16))
    dataset.close()
    with pytest.raises(DatasetError):
        dataset.read(0)


def test_the_way_a_picture_came_to_be_is_told(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "a", count=1, size=16)
    source = {"source": "art/7.png", "digest": "00"}
    document = {"version": 1, "classes": [], "pictures": {"00000/img00000000.png": source}}
    (path / "maquette.json").write_text(json.dumps(document))
    with open_dataset(path) as dataset:
        assert dataset.source(0) == source


def test_a_dataset_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "a", count=1, size=16)
    (path / "maquette.json").write_text(json.dumps({"version": 2}))
    with pytest.raises(DatasetError, match="newer version"):
        open_dataset(path)
