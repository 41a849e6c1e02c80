"""Sets put values where their index says, letters beside what they name, and ask for plays in their order."""

from typing import Any

import numpy as np
import pytest
from manim import Animation, Mobject, Scene, tempconfig

from model import zoo
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.bar_of_one import EndToEnd
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.push_scale import Scale
from scenes.mobjects.sets.score_pair import Pair, Places, Reach
from scenes.mobjects.sets.score_panel import Panel
from scenes.mobjects.sets.score_ruler import Ruler
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.telling.frame import FRAMES
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

FRAME = FRAMES["16:9"]
WORDS = Readings("source_tokens", (), np.array(["how", "was", "it"]))


def readings(key: str, *shape: int, at: tuple[int, ...] = ()) -> Readings:
    return Readings(key, at, np.linspace(-1, 1, int(np.prod(shape))).reshape(shape))


def test_rows_of_the_scorer_are_where_their_unit_is() -> None:
    panel = Panel([1, 4, 5], [], FRAME.right, reach=Reach(-1.0, 2.0), places=Places(2, 2), theme=DARK)
    for key in ("scorer_vector", "projected_states"):
        cells = panel.column(readings(key, 6))
        assert [cell.patch.reading.index for cell in cells] == [(1,), (4,), (5,)]
        for row, cell in enumerate(cells):
            assert cell.get_center()[:2] == pytest.approx((panel.x(key), panel.y(row)))


def scored(products: list[float], shown: list[int]) -> Pair:
    """Return a pair of which the products of some units are shown one by one."""
    before, squashed = (readings(key, len(products), at=(0, 1)) for key in ("scorer_preactivation", "scorer_hidden"))
    made = Readings("scorer_products", (0, 1), np.array(products))
    rest = Reading("other_products", (0, 1), sum(products) - sum(products[unit] for unit in shown))
    count = Reading("other_units", (), float(len(products) - len(shown)))
    score = Reading("scores", (0, 1), sum(products))
    return Pair(readings("projected_annotations", 3, at=(1,)), before, squashed, made, score, rest, count)


def test_the_products_lie_tip_to_tail_and_with_what_all_others_add_they_end_at_the_score() -> None:
    pair = scored([0.5, 1.0, -1.25, -2.5, 2.0], [0, 2, 4])
    reach = Reach.of(pair, [0, 2, 4])
    assert reach == pytest.approx((-0.75, 1.25))
    panel = Panel([0, 2, 4], [1, 3], FRAME.right, reach=reach, places=Places(2, 2), theme=DARK)
    terms, tip = panel.terms(pair)
    pen = panel.nought
    for term, value in zip(terms, [0.5, -1.25, 2.0, -1.5], strict=True):
        assert (term.get_right() if value < 0 else term.get_left())[0] == pytest.approx(pen)
        pen += value * panel.unit
        assert next(iter(term.displays())).shown == pytest.approx(value * panel.unit)
        assert panel.left - 1e-6 <= term.get_left()[0] < term.get_right()[0] <= panel.right + 1e-6
    drawn = sum(float(next(iter(term.displays())).shown) for term in terms)
    assert drawn == pytest.approx(float(pair.score.value) * panel.unit)
    assert min(term.get_bottom()[1] for term in terms) > panel.total
    assert tip == pytest.approx(pen) == pytest.approx(panel.nought - 0.25 * panel.unit)
    mark, _ = panel.score(pair.score, tip)
    assert mark.get_x() == pytest.approx(tip)


def test_products_are_printed_with_as_many_decimals_as_their_score_needs() -> None:
    products = [0.62499, 0.62492, 0.61066, 0.8744, 1.24947, 1.15323]  # with two decimals they come to 5.12, which is 5.14
    pair = scored(products, [0, 1, 2, 3, 4])
    states = Readings("projected_states", (0,), np.zeros(len(products)))
    places = Places.of(pair._replace(annotation=pair.sums), states, [0, 1, 2, 3, 4])  # nothing is added to it
    assert places == (2, 3)
    assert [places.of_key(key) for key in ("scorer_vector", "scorer_preactivation", "projected_states")] == [3, 2, 2]
    cells = Panel([0, 1, 2, 3, 4], [5], FRAME.right, reach=Reach(0.0, 6.0), places=places, theme=DARK).column(pair.products)
    assert [cell.numeral.text for cell in cells] == ["0.625", "0.625", "0.611", "0.874", "1.249"]


def test_the_products_of_the_others_are_all_there_beside_their_sum() -> None:
    pair = scored([0.5, 1.0, -1.25, -2.5, 2.0], [0, 2, 4])
    panel = Panel([0, 2, 4], [1, 3], FRAME.right, reach=Reach(-1.0, 2.0), places=Places(2, 2), theme=DARK)
    others = panel.others(pair)
    assert others is not None
    strips = [cell.patch.reading for cell in others.strips]
    assert [reading.index for reading in strips] == [(0, 1, 1), (0, 1, 3)]
    assert float(others.cell.patch.reading.value) == pytest.approx(sum(float(reading.value) for reading in strips))
    assert others.note.text == "2 other rows"
    last = panel.column(pair.products).submobjects[-1]
    assert others.cell.get_x() == pytest.approx(last.get_x())
    assert last.get_bottom()[1] > others.strips.get_top()[1] > others.strips.get_bottom()[1] > panel.total
    assert Panel([0, 1], [], FRAME.right, reach=Reach(-1.0, 2.0), places=Places(2, 2), theme=DARK).others(pair) is None


@pytest.mark.parametrize("count", [1, 6, 15, 40])
def test_columns_keep_the_order_and_the_room_and_name_what_weighs_most(count: int) -> None:
    words = Readings("source_tokens", (), np.array([f"word{chr(97 + number % 26)}" for number in range(count)]))
    weights = np.linspace(0, 1, count)[::-1].tolist()
    columns = Columns(words, weights, -6.0, 0.0, theme=DARK)
    places = [columns.x(source) for source in range(count)]
    assert places == sorted(places)
    assert places[0] - columns.pitches[0] / 2 >= -6.0 - 1e-9
    assert places[-1] + columns.pitches[-1] / 2 <= 1e-9
    assert list(columns.names) == list(range(len(columns.names)))
    assert len(columns.names) >= min(count, 4)


@pytest.mark.parametrize(("low", "high"), [(-16.0, 16.0), (0.0, 5.5), (-0.4, -0.1), (-300.0, 2.0)])
def test_a_ruler_has_a_few_lines_for_any_scores_and_what_is_below_waits_at_its_foot(low: float, high: float) -> None:
    ruler = Ruler(min(low, low - high), max(high, 0.0), theme=DARK, left=-6.0, right=0.0, foot=-1.4, top=1.5)
    assert 0 <= len(ruler.lines) < 10
    assert ruler.y(high) <= 1.5 + 1e-9
    assert ruler.y(low) >= -1.4 - 1e-9
    assert ruler.y(-1e6) == pytest.approx(ruler.foot)


def test_bars_end_to_end_are_as_long_as_their_sum() -> None:
    powers = Readings("powers", (0,), np.array([0.25, 1.0, 0.5]))
    made = EndToEnd(powers, WORDS, theme=DARK, unit=2.0, left=-3.0, y=0.0)
    assert made.right - made.left == pytest.approx(3.5)
    feet = [bar.foot for bar in made.bars]
    assert feet == pytest.approx([-3.0, -2.5, -0.5])


def test_cells_of_a_map_are_where_their_word_is() -> None:
    grid = AlignmentMap(WORDS, 4, Area(-5.0, 5.0, -2.0, 3.0), theme=DARK)
    for source, cell in enumerate(grid.row(2, readings("weights", 3, at=(2,)))):
        assert cell.get_center()[:2] == pytest.approx(grid.middle(2, source))


@pytest.mark.parametrize("area", [Area(-6.7, 6.7, -2.6, 3.1), Area(1.6, 6.7, -1.8, 3.0), Area(-3.0, 3.0, -3.0, 0.5)])
def test_a_map_stays_in_its_area(area: Area) -> None:
    grid = AlignmentMap(WORDS, 5, area, theme=DARK, room=1.4)
    assert area.left < grid.frame.get_left()[0] < grid.frame.get_right()[0] < area.right + 1e-9
    assert area.bottom - 1e-9 <= grid.frame.get_bottom()[1] < max(head.get_top()[1] for head in grid.heads) <= area.top + 1e-9


def test_a_film_performs_plays_in_order_and_takes_away_what_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[list[Mobject]] = []

    def play(self: Scene, *animations: Animation, **_: Any) -> None:
        played.append([each.mobject for each in animations])

    with tempconfig({"dry_run": True}):
        film = LSTMSentence(brief=Brief(zoo.load("reviews").run("good")))
    monkeypatch.setattr(Scene, "play", play)
    one, other, third = (Label(name, theme=DARK) for name in ("one", "other", "third"))
    film.add(one)
    film.perform([Play([Appear(other)], replaced=[one], then=[Appear(third)]), Play([Vanish(other)])])
    assert one not in film.mobjects
    assert played == [[other], [third, other]]


@pytest.mark.parametrize("one_sided", [False, True])
@pytest.mark.parametrize("values", [(-4.0, 2.0), (3.0, 7.0), (-0.5, -0.1), (0.0, 0.0), (-80.0, 90.0)])
def test_pushes_and_their_numbers_have_room_in_their_columns(values: tuple[float, float], one_sided: bool) -> None:
    """A bar and its number stay within the span; a bar of one is equally long in all columns.

    The number is on the other side of the axis, or beyond the bar, where those of a column are on the side that has most room.
    """
    number, columns = 0.8, [np.array(values), np.array(values[::-1]) / 2]
    scale = Scale(columns, columns, (-2.0, 3.0), between=0.2, number=number, narrowest=1.2, one_sided=one_sided)
    edges = []
    for axis, side, column in zip(scale.axes, scale.sides, columns, strict=True):
        bars = column * scale.unit
        sides = [side or -np.sign(value) for value in column if value]
        ends = [max(bar * side, 0.0) * side for bar, side in zip(bars[column != 0], sides, strict=True)]
        numbered = [end + number * side for end, side in zip(ends, sides, strict=True)]
        edges += [axis + min(*bars, *numbered, 0.0), axis + max(*bars, *numbered, 0.0)]
    assert set(scale.sides) <= ({-1, 1} if one_sided else {0})
    assert edges == sorted(edges)
    assert edges[0] >= -2.0 - 1e-6
    assert edges[-1] <= 3.0 + 1e-6


def test_what_is_written_on_bars_end_to_end_is_of_their_step_alone() -> None:
    values, words = Readings("weights", (2,), np.array([0.5, 0.25, 0.25])), WORDS
    bars = EndToEnd(values, words, theme=DARK, unit=8.0, left=0.0, y=0.0)
    for source, label in enumerate(bars.names):
        where = vars(label)["place"].where
        assert where((2, source)) == where((source,)) == pytest.approx((float(label.get_x()), 0.0))
        with pytest.raises(KeyError):
            where((3, source))
