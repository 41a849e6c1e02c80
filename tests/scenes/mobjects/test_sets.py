"""Sets put values where their index says, letters beside what they name, and ask for plays in their order."""

from typing import Any

import numpy as np
import pytest
from manim import Animation, Mobject, Scene, tempconfig

from model import zoo
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.formula import Formula
from scenes.mobjects.sets.scorer import Scorer
from scenes.mobjects.sets.scoring import Pair, Scoring
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.telling.frame import FRAMES
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

FRAME = FRAMES["16:9"]
WORDS = Readings("source_tokens", (), np.array(["how", "was", "it"]))


def readings(key: str, *shape: int, at: tuple[int, ...] = ()) -> Readings:
    return Readings(key, at, np.linspace(-1, 1, int(np.prod(shape))).reshape(shape))


def attention() -> AttentionStage:
    return AttentionStage(WORDS, readings("encoder_hidden", 3, 4), FRAME.left, theme=DARK)


def pair(source: int) -> Pair:
    strips = (readings(key, 6, at=(0, source)) for key in ("scorer_preactivation", "scorer_hidden", "scorer_products"))
    sums, squashed, products = strips
    annotation = readings("projected_annotations", 6, at=(source,))
    return Pair(source, annotation, sums, squashed, products, Reading("scores", (0, source), 0.0))


def test_rows_of_the_scorer_are_where_their_unit_is() -> None:
    scorer = Scorer(readings("scorer_vector", 6), FRAME.right, theme=DARK)
    for key in ("scorer_vector", "projected_states"):
        for unit, cell in enumerate(scorer.strip(readings(key, 6)).cells):
            assert cell.get_center()[:2] == pytest.approx((scorer.x(key), scorer.y(unit)))


def test_cells_of_a_map_and_columns_of_a_stage_are_where_their_word_is() -> None:
    grid = AlignmentMap(WORDS, 4, Area(-5.0, 5.0, -2.0, 3.0), theme=DARK)
    for source, cell in enumerate(grid.row(2, readings("weights", 3, at=(2,)))):
        assert cell.get_center()[:2] == pytest.approx(grid.middle(2, source))
    stage = attention()
    assert [column.get_x() for column in stage.hidden] == pytest.approx([stage.x(source) for source in range(3)])


@pytest.mark.parametrize("area", [Area(-6.7, 6.7, -2.6, 3.1), Area(1.6, 6.7, -1.8, 3.0), Area(-3.0, 3.0, -3.0, 0.5)])
def test_a_map_stays_in_its_area(area: Area) -> None:
    grid = AlignmentMap(WORDS, 5, area, theme=DARK, room=1.4)
    assert area.left < grid.frame.get_left()[0] < grid.frame.get_right()[0] < area.right + 1e-9
    assert area.bottom - 1e-9 <= grid.frame.get_bottom()[1] < max(head.get_top()[1] for head in grid.heads) <= area.top + 1e-9


@pytest.mark.parametrize("area", [FRAME.left, Area(-3.0, 1.0, -2.9, 3.1), Area(0.0, 6.0, -2.9, 3.1)])
def test_stage_and_scorer_stay_in_the_area_that_they_are_given(area: Area) -> None:
    stage = AttentionStage(WORDS, readings("encoder_hidden", 3, 4), area, theme=DARK)
    scorer = Scorer(readings("scorer_vector", 6), Area(area.left, area.left + 5.18, -2.9, 3.1), theme=DARK)
    assert area.left < stage.floor.get_left()[0] < stage.floor.get_right()[0] <= area.right + 1e-9
    assert (scorer.get_left()[0], scorer.get_right()[0]) == pytest.approx((area.left, area.left + 5.18))


def moved(animations: Any) -> list[Mobject]:
    return [each.mobject for each in animations]


def test_the_next_pair_takes_the_place_of_the_last_one() -> None:
    scoring = Scoring(readings("scorer_vector", 6), attention(), FRAME.right, theme=DARK)
    first, *_ = scoring.pass_through(pair(0), 1.0)
    left = [scoring.mark, scoring.total, *scoring.strips]
    assert isinstance(first, Play)
    second = next(scoring.pass_through(pair(1), 1.0))
    assert moved(each for each in second.animations if isinstance(each, Vanish)) == left
    assert scoring.strips[0].values.index == (1,)
    assert scoring.mark.get_x() == pytest.approx(attention().x(1))


def test_weights_begin_as_the_powers_that_they_replace() -> None:
    weighing = Weighing(attention(), theme=DARK, low=-1.0, high=2.0)
    [*_, grown] = weighing.raise_powers(Readings("powers", (0,), np.array([1.0, 0.5, 0.25])), 1.0)
    powers = weighing.bars
    assert grown.replaced == ()
    [divided] = weighing.divide(Readings("weights", (0,), np.array([0.5, 0.3, 0.2])), 1.0)
    assert list(divided.replaced) == powers
    [growing] = [each for each in divided.animations if isinstance(each, Arrive)]
    assert growing.others == powers
    assert growing.parts == weighing.bars != powers


def test_an_equation_shrinks_into_its_place() -> None:
    formula = Formula((-6.0, 2.0), (0.0, 0.0), notation=NOTATION["attention"], theme=DARK)
    large = formula.begin("scores")
    play = formula.shrink(run_time=1.0)
    assert list(play.replaced) == [large]
    assert formula.shown.get_left()[0] == pytest.approx(-6.0)
    assert large.width == pytest.approx(Formula.BIG * formula.shown.width, rel=0.01)


def test_a_film_performs_plays_in_order_and_takes_away_what_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[list[Mobject]] = []

    def play(self: Scene, *animations: Animation, **_: Any) -> None:
        played.append(moved(animations))

    with tempconfig({"dry_run": True}):
        film = LSTMSentence(brief=Brief(zoo.load("reviews").run("good")))
    monkeypatch.setattr(Scene, "play", play)
    one, other, third = (Label(name, theme=DARK) for name in ("one", "other", "third"))
    film.add(one)
    film.perform([Play([Appear(other)], replaced=[one], then=[Appear(third)]), Play([Vanish(other)])])
    assert one not in film.mobjects
    assert played == [[other], [third, other]]
