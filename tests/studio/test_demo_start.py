"""What `maquette demo` refuses at once, before it has drawn anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.__main__ import main


@pytest.mark.parametrize("length", ["0", "-1", "nan", "inf", "much"])
def test_a_length_that_cannot_be_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], length: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(tmp_path / "out"), f"--kimg={length}"])
    assert ended.value.code == 2
    assert "length" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert main(["demo", str(tmp_path / "file" / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
