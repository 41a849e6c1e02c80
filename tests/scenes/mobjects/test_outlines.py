"""Outlines that are read from files are those that were made, or they are made again."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import MathTypst, VMobject, tempconfig

from scenes.mobjects import outlines
from scenes.mobjects.notation import NOTATION, equations
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.theme import DARK, THEMES

FORMULAS = [
    *((Equation, cell, name) for cell in ("lstm", "attention") for name in NOTATION[cell].equations),
    (Symbol, "lstm", "previous_hidden"),
]


def ramp(rows: int, start: float) -> np.ndarray:
    return start + np.arange(3.0 * rows).reshape(-1, 3)


@pytest.fixture(autouse=True)
def _empty_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "shelves", [])


def made_once(folder: Path) -> Path:
    outlines.kept(ramp, 4, 0.5, own=folder)
    (path,) = folder.iterdir()
    return path


def test_what_is_kept_is_not_made_again_on_a_shelf_or_where_it_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ramp(*_: Any) -> np.ndarray:
        pytest.fail("it is made again")

    made_once(tmp_path)
    np.testing.assert_array_equal(outlines.kept(ramp, 4, 0.5, own=tmp_path), 0.5 + np.arange(12.0).reshape(4, 3))
    monkeypatch.setattr(outlines, "shelves", [tmp_path])
    np.testing.assert_array_equal(outlines.kept(ramp, 4, 0.5, own=tmp_path / "nowhere"), 0.5 + np.arange(12.0).reshape(4, 3))


def test_what_shapes_an_outline_tells_files_apart(tmp_path: Path) -> None:
    for what in ((4, 0.5), (4, 0.25), (5, 0.5)):
        np.testing.assert_array_equal(outlines.kept(ramp, *what, own=tmp_path), ramp(*what))
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("damage", [lambda whole: whole[:-24], lambda whole: whole[:-1], lambda whole: whole[:16], lambda _: b""])
def test_what_is_cut_off_is_made_again(damage: Any, tmp_path: Path) -> None:
    path = made_once(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert outlines.read(path) is None
    np.testing.assert_array_equal(outlines.kept(ramp, 4, 0.5, own=tmp_path), ramp(4, 0.5))
    assert outlines.read(path) is not None, "it is whole again"


def test_a_single_wrong_byte_is_noticed(tmp_path: Path) -> None:
    path = made_once(tmp_path)
    whole = bytearray(path.read_bytes())
    whole[40] ^= 1
    path.write_bytes(whole)
    assert outlines.read(path) is None


def test_outlines_that_were_exchanged_are_made_again(tmp_path: Path) -> None:
    """Two digits exchanged would be drawn in each other's place, and every audit would be green."""
    for rows in (4, 5):
        outlines.kept(ramp, rows, 0.5, own=tmp_path)
    one, other = tmp_path.iterdir()
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)
    assert outlines.read(one) is None
    assert outlines.read(other) is None
    for rows in (4, 5):
        np.testing.assert_array_equal(outlines.kept(ramp, rows, 0.5, own=tmp_path), ramp(rows, 0.5))


def test_outlines_of_other_fonts_are_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_once(tmp_path)
    monkeypatch.setattr(outlines.fonts, "fingerprint", lambda: "other fonts")
    outlines.kept(ramp, 4, 0.5, own=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_nothing_half_written_has_the_name_of_an_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full_disk(path: Path, content: bytes) -> int:
        write(path, content[:20])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="no space"):
        outlines.kept(ramp, 4, 0.5, own=tmp_path)
    assert not list(tmp_path.glob(f"*{outlines.SUFFIX}"))


def look(glyph: Any) -> list[np.ndarray]:
    drawn = [glyph.points, glyph.fill_rgbas, glyph.stroke_rgbas, glyph.background_stroke_rgbas]
    said = [glyph.stroke_width, glyph.fill_opacity, glyph.stroke_opacity, glyph.background_stroke_width]
    return [*drawn, np.array([*said, glyph.sheen_factor])]


@pytest.mark.some(
    ("kind", "cell", "name", "height", "theme"),
    [(*formula, height, theme) for formula in FORMULAS for height in (480, 1080) for theme in THEMES],
    take=2 * len(FORMULAS) - 1,
)
def test_mathematics_looks_as_manim_sets_it(
    kind: Any, cell: str, name: str, height: int, theme: str, manim_ready: Path, tmp_path: Path
) -> None:
    theme = THEMES[theme]
    with tempconfig({"pixel_height": height, "pixel_width": height * 16 // 9, "text_dir": str(tmp_path)}):
        notation = NOTATION[cell]
        kind(name, notation=notation, theme=theme, size=30)  # manim has read the file once
        made, read = (kind(name, notation=notation, theme=theme, size=21) for _ in range(2))
        colour = theme.ink if kind is Equation else theme.colour(notation[name].role)
        whole = MathTypst(made.typst_code, font_size=21, color=colour, typst_preamble=equations.PREAMBLE, use_svg_cache=False)
        for ours in (made, read):
            for one, other in zip(ours.submobjects, whole.submobjects, strict=True):
                for here, there in zip(look(one), look(other), strict=True):
                    np.testing.assert_array_equal(here, there)


def test_the_bar_of_a_fraction_is_scaled_with_it(manim_ready: Path) -> None:
    formula = Equation("weights", notation=NOTATION["attention"], theme=DARK)
    (bar,) = (glyph for glyph in formula.submobjects if glyph.stroke_width)
    before = bar.stroke_width
    formula.scale(0.5)
    assert bar.stroke_width == pytest.approx(before / 2)


def test_glyphs_of_two_formulas_are_not_the_same(manim_ready: Path) -> None:
    one, other = (Symbol("cell", notation=NOTATION["lstm"], theme=DARK) for _ in range(2))
    before = other.submobjects[0].points.copy()
    one.shift((1, 1, 0)).set_fill("#000000", opacity=0.3)
    np.testing.assert_array_equal(other.submobjects[0].points, before)
    assert other.submobjects[0].get_fill_opacity() == 1
    assert isinstance(one.submobjects[0], VMobject)
