"""An answer beside its question."""

import pytest
from manim import LEFT, RIGHT

from scenes.mobjects.sets.reply import BETWEEN, replied
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")


def test_an_answer_stands_beside_its_question_in_one_row_amid_the_frame() -> None:
    row = replied("Which?", ["This one,", "or that."], 2.5, size=30, theme=DARK)
    lefts, rights = ([float(each.get_edge_center(side)[0]) for each in row] for side in (LEFT, RIGHT))
    assert lefts[0] == pytest.approx(-rights[-1], abs=0.02)
    assert lefts[1] - rights[0] == pytest.approx(BETWEEN, abs=0.02)
    assert 0 < lefts[2] - rights[1] < BETWEEN
    assert [each.baseline for each in row] == pytest.approx([2.5 - row[0].cap_height / 2] * 3, abs=1e-6)
