"""The one function behind check and bake --exclude: every kind from one decoding, copies by comparing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.curation.checks.kinds import KINDS, NETWORK_KINDS, OUTLIER
from gan_engine.curation.checks.review import PictureFeatures, review
from gan_engine.curation.copies.hashes import picture_hash
from gan_engine.curation.framing import frame
from gan_engine.errors import ModelError
from gan_engine.image_shape import ImageShape
from gan_engine.pictures import read_picture
from gan_engine.reporting import Cancelled, Report
from tests.engine.dataset_support import draw_shape


@pytest.fixture
def art(tmp_path: Path) -> list[Path]:
    """Six good drawings, then: a copy, a copy stored otherwise, a blurred one, an empty file, a tiny one."""
    for index in range(6):
        draw_shape(80, index, 0).save(tmp_path / f"p{index}.png")
    (tmp_path / "p6-copy.png").write_bytes((tmp_path / "p1.png").read_bytes())
    Image.open(tmp_path / "p1.png").save(tmp_path / "p7-copy.webp", lossless=True)
    Image.open(tmp_path / "p2.png").resize((10, 10)).resize((80, 80), Image.Resampling.BICUBIC).save(
        tmp_path / "p8-soft.png"
    )
    (tmp_path / "p9.jpg").write_bytes(b"")
    draw_shape(20, 0, 0).save(tmp_path / "q-tiny.png")
    return sorted(tmp_path.iterdir())


ALONE = [kind for kind in KINDS if kind not in NETWORK_KINDS]


def found_in(paths: Sequence[Path], **options: object) -> dict[str, set[str]]:
    reviewed = review(paths, ALONE, **options)  # type: ignore[arg-type]
    return {
        path.name: {one.kind for one in findings}
        for path, findings in zip(paths, reviewed.findings, strict=True)
        if findings
    }


def test_every_kind_is_told_beside_the_picture_it_is_true_of(art: list[Path]) -> None:
    assert found_in(art) == {
        "p6-copy.png": {"duplicate"},
        "p7-copy.webp": {"duplicate"},
        "p8-soft.png": {"blurred"},
        "p9.jpg": {"empty"},
        "q-tiny.png": {"too-small"},
    }


def test_copies_name_what_they_repeat_and_form_a_group(art: list[Path]) -> None:
    reviewed = review(art, ["duplicate"])
    assert reviewed.groups == [[1, 6, 7]]
    copy = reviewed.findings[7][0]
    assert (copy.kind, copy.score, copy.of) == ("duplicate", 1.0, (art[1],))
    assert "p1.png" in copy.why


def test_only_what_is_asked_for_is_looked_for_but_faults_always_are(art: list[Path]) -> None:
    reviewed = review(art, ["blurred"])
    kinds = {one.kind for findings in reviewed.findings for one in findings}
    assert kinds == {"blurred", "empty", "too-small"}
    assert reviewed.flagged(["blurred"]).count(None) == len(art) - 1
    plain = review(art, [])
    assert np.isnan(plain.scores).all()
    assert plain.facts[9] is None


def test_thresholds_are_the_callers_to_move(art: list[Path]) -> None:
    assert "p0.png" in found_in(art, thresholds={"odd-aspect": 0.5})


def test_a_sample_for_the_advice_is_kept_on_the_way(art: list[Path]) -> None:
    assert len(review(art, [], sample=100).squares) == len(art) - 1  # one cannot be read
    assert len(review(art, [], sample=4).squares) in (4, 5, 6)
    assert review(art, []).squares == {}


def test_strangers_are_found_in_the_features_given(art: list[Path]) -> None:
    good = art[:6] * 4
    features = np.abs(np.random.default_rng(0).normal(1, 0.1, (24, 16))).astype(np.float32)
    features[20] += 9

    def look(paths: Sequence[Path], report: Report) -> PictureFeatures:
        assert len(paths) == 24
        return PictureFeatures(features, np.zeros((24, 4), np.uint8), np.ones(24, bool))

    reviewed = review(good, [OUTLIER], look=look)
    flagged = [index for index, one in enumerate(reviewed.flagged([OUTLIER])) if one]
    assert flagged == [20]
    assert reviewed.findings[20][0].score is not None


def test_without_the_network_the_rest_is_said_and_so_is_what_is_missing(art: list[Path]) -> None:
    def look(paths: Sequence[Path], report: Report) -> PictureFeatures:
        raise ModelError("lite0.safetensors is damaged: its checksum is not the right one.")

    reviewed = review(art, KINDS, look=look)
    assert set(reviewed.unavailable) == set(NETWORK_KINDS)
    assert "checksum" in reviewed.unavailable["outlier"]
    assert reviewed.findings[6][0].kind == "duplicate"

    def no_torch(paths: Sequence[Path], report: Report) -> PictureFeatures:
        raise ImportError("No module named 'torch'")

    assert "torch" in review(art, KINDS, look=no_torch).unavailable["near-duplicate"]


def test_a_review_can_be_cancelled(art: list[Path]) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        review(art, ALONE, report)


def test_no_pictures_no_findings() -> None:
    reviewed = review([], KINDS, look=lambda paths, report: PictureFeatures(*[np.zeros((0, 1))] * 2, np.zeros(0, bool)))  # type: ignore[arg-type]
    assert (reviewed.findings, reviewed.groups) == ([], [])


def test_near_copies_name_the_best_of_their_group_and_exact_ones_stay_exact(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    for number in range(4):
        coarse = Image.fromarray(random.integers(0, 256, (6, 6, 3), np.uint8))
        coarse.resize((96, 96), Image.Resampling.BICUBIC).save(tmp_path / f"a{number}.png")
    (tmp_path / "b-same.png").write_bytes((tmp_path / "a1.png").read_bytes())
    flipped = Image.open(tmp_path / "a1.png").transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    flipped.save(tmp_path / "c-flipped.jpg", quality=80)
    paths = sorted(tmp_path.iterdir())
    features = np.abs(random.normal(size=(6, 32))).astype(np.float32)
    features[4] = features[5] = features[1]

    def look(some: Sequence[Path], report: Report) -> PictureFeatures:
        squares = [frame(read_picture(path), ImageShape.square(64), "pad") for path in some]
        return PictureFeatures(features, np.stack([picture_hash(square) for square in squares]), np.ones(6, bool))

    reviewed = review(paths, ["duplicate", "near-duplicate"], look=look)
    assert reviewed.groups == [[1, 4, 5]]
    assert [one.kind for one in reviewed.findings[4]] == ["duplicate"]
    (near,) = reviewed.findings[5]
    assert (near.kind, near.of) == ("near-duplicate", (paths[1],))
    assert near.score is not None
    assert near.score > 0.88
    assert not reviewed.findings[1]
