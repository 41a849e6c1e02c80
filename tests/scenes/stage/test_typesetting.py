"""The shelf of outlines: what joins it is whole, and made by a film that succeeded."""

from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest

from scenes.mobjects import outlines
from scenes.stage.typesetting import copied, shelf, typesetting


def ramp(rows: int) -> np.ndarray:
    return np.arange(3.0 * rows).reshape(-1, 3)


def filmed(number: int, fails: bool, cache: Path) -> list[str]:
    """Make an outline as a film does, and something that manim would leave; return what was on the shelf before."""
    before = sorted(path.name for path in shelf(cache).glob("*"))
    with pytest.MonkeyPatch.context() as patch, typesetting(Path(mkdtemp(dir=cache)), cache) as folders:
        patch.setattr(outlines, "shelves", [shelf(cache)])
        assert [list(folder.iterdir()) for folder in folders] == [[], []]
        outlines.kept(ramp, number, own=folders.text_dir)
        (folders.tex_dir / f"formula{number}.svg").write_text("<svg></svg>")
        (folders.text_dir / f"{number}{outlines.SUFFIX}").write_bytes(b"cut off")
        if fails:
            raise ZeroDivisionError
    return before


@pytest.fixture(autouse=True)
def _fonts_are_prepared_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.mobjects.fonts.prepare", lambda cache=None: None)


def test_outlines_are_shared_whole_and_only_after_success(tmp_path: Path) -> None:
    assert filmed(1, False, tmp_path) == []
    one = filmed(2, False, tmp_path)
    with pytest.raises(ZeroDivisionError):
        filmed(3, True, tmp_path)
    two = filmed(1, False, tmp_path)
    assert (len(one), len(two)) == (1, 2)
    assert set(one) < set(two)
    assert filmed(4, False, tmp_path) == two, "what is on the shelf is not made again"


def test_outlines_that_were_exchanged_are_made_anew_and_replaced(tmp_path: Path) -> None:
    filmed(1, False, tmp_path)
    filmed(2, False, tmp_path)
    one, two = paths = sorted(shelf(tmp_path).iterdir())
    was = [path.read_bytes() for path in paths]
    aside = one.rename(tmp_path / "aside")
    two.rename(one)
    aside.rename(two)
    assert [outlines.read(path) for path in paths] == [None, None]
    filmed(1, False, tmp_path)
    filmed(2, False, tmp_path)
    assert [path.read_bytes() for path in paths] == was


def test_a_shelf_that_cannot_be_written_to_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "outlines").touch()
    assert filmed(1, False, tmp_path) == []
    (tmp_path / "outlines").unlink()
    filmed(1, False, tmp_path)
    (entry,) = shelf(tmp_path).iterdir()
    entry.unlink()
    entry.mkdir()
    filmed(1, False, tmp_path)
    filmed(2, False, tmp_path)
    assert [path.is_dir() for path in sorted(shelf(tmp_path).iterdir(), key=Path.is_dir)] == [False, True]


def test_what_manim_has_set_is_copied(tmp_path: Path) -> None:
    (tmp_path / "formula.svg").write_text("<svg></svg>")
    (tmp_path / "formula.typ").write_text("x")
    copied(tmp_path, tmp_path / "new")
    (tmp_path / "formula.svg").write_text("")
    assert [(path.name, path.read_text()) for path in (tmp_path / "new").iterdir()] == [("formula.svg", "<svg></svg>")]
