"""Outlines of texts are those of manim, to the last bit, whoever reads what Pango drew."""

from pathlib import Path

import numpy as np
import pytest
from manim import Text

from scenes.mobjects import glyphs
from scenes.mobjects.glyphs import Glyphs

pytestmark = pytest.mark.usefixtures("manim_ready")

TEXTS = ("H The “quick” brown fox, 0.125 − 3 × 4 → ½ %", "H क्षमता अच्छा", "H Ünïcode ďábel", "H", "00")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("size", "weight"), [(24.0, "NORMAL"), (31.7, "SEMIBOLD")])
def test_points_are_those_of_manim(text: str, size: float, weight: str) -> None:
    plain, ours = (
        kind(text, font="Inter", font_size=size, weight=weight, warn_missing_font=False, use_svg_cache=False)
        for kind in (Text, Glyphs)
    )
    assert glyphs._drawn(Path(str(ours.file_name))) is not None
    assert [each.points.tobytes() for each in ours.submobjects] == [each.points.tobytes() for each in plain.submobjects]


LETTER = '<symbol id="a"><path d="{}"/></symbol>'
PAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs><g>{}</g></defs><g{}>{}</g></svg>'
)
USE = '<use xlink:href="#a" x="1" y="2"{}/>'


@pytest.mark.parametrize(
    ("path", "group", "drawn", "read"),
    [
        ("M 0 0 L 3 0 L 3 3 Z", "", USE.format(""), True),
        ("M 0 0 L 3 0 Q 3 3 0 0 Z", "", USE.format(""), False),
        ("M 0 0 L 3 0 L 3 3 Z", ' transform="scale(2)"', USE.format(""), False),
        ("M 0 0 L 3 0 L 3 3 Z", "", USE.format(' transform="scale(2)"'), False),
        ("M 0 0 L 3 0 L 3 3 Z", "", '<use xlink:href="#b" x="1" y="2"/>', False),
        ("M 0 0 L 3 0 L 3 3 Z", "", '<rect width="1" height="1"/>', False),
    ],
)
def test_what_is_drawn_in_another_way_is_left_to_manim(path: str, group: str, drawn: str, read: bool, tmp_path: Path) -> None:
    page = tmp_path / "text.svg"
    page.write_text(PAGE.format(LETTER.format(path), group, drawn))
    found = glyphs._drawn(page)
    assert (found is not None) == read
    if found:
        np.testing.assert_array_equal(found[0][[0, 4, 8, 11], :2], [(1, 2), (4, 2), (4, 5), (1, 2)])
