"""Sets of the film of a sentence: pushes of a unit, of the strongest other one and of the rest, sums, and softmax as a place."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from model.trace import ReaderTrace
from model.trace.turning import deeds_of
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.areas import Area
from scenes.mobjects.moves import Grow, Travel
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.column_story import Arrow, ColumnStory
from scenes.mobjects.sets.push_columns import REST, PushColumns, scale_for
from scenes.mobjects.sets.push_total import END, PushTotal
from scenes.mobjects.sets.reading_table import MEMORY, ROOMY, TALLEST, ReadingTable, heights_of
from scenes.mobjects.sets.soft_shares import SoftShares
from scenes.mobjects.sets.verdict_side import VerdictSide
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.sets.whole_sentence import WholeSentence
from scenes.mobjects.shapes import Box
from scenes.mobjects.streams import Pool
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch
from scenes.telling.scene import Brief
from scenes.telling.turn_picks import Picks

pytestmark = pytest.mark.usefixtures("manim_ready")


def read_of(trace: ReaderTrace) -> Callable[..., Readings]:
    """Return what reads a trace."""

    def read(key: str, *index: int) -> Readings:
        found = np.asarray(trace.lookup(key))
        return Readings(key, index, found[index] if index else found)

    return read


def columns_of(trace: ReaderTrace, unit: int, label: int, time: int) -> PushColumns:
    """Return the columns of a unit's pushes on a label, with all numbers at a time."""
    read = read_of(trace)
    units = range(trace.hidden.shape[1])
    look = {"units": units, "followed": [unit], "told": [time], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read, notation=NOTATION["lstm"], theme=DARK, **look)
    scale = scale_for(trace, unit, [label], 0, [time])
    return PushColumns(read, table, unit=unit, label=label, scale=scale, loud=[time], theme=DARK)


def test_beside_a_units_column_is_one_of_all_others_and_both_have_numbers_that_add_up() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    unit, label, time = trace.answer.unit, trace.answer.rival, trace.tokens.index("not")
    columns = columns_of(trace, unit, label, time)
    assert {"unit 5", "7 others + bias"} <= {each.text for each in columns.heads() if isinstance(each, Label)}
    (others,) = (each for each in columns.heads() if isinstance(each, Label) and each.text == "7 others + bias")
    assert vars(others)["place"].where((6,)) == pytest.approx(tuple(others.get_center()[:2]))
    with pytest.raises(KeyError):
        vars(others)["place"].where((3,))  # "4 others" would be a lie
    columns.pushed(time, 1.0), columns.against(time, 1.0)
    assert [len(each) for each in columns.bars] == [1, 1]
    own, rest = (float(bar.reading.value) for (bar,) in columns.bars)
    assert columns.bars[REST][0].reading.key == "pushes_of_others"
    assert own + rest == pytest.approx(trace.centred_logits[time, label])
    assert [number.phrase.text for number in columns.numbers] == [f"{each:+.1f}".replace("-", "−") for each in (own, rest)]
    columns.chances.came(time, 1.0)
    assert columns.lately() == [*columns.numbers, columns.chances.entries[time][-1]]


def test_of_all_probabilities_that_of_the_verdict_is_shown_that_is_pushed_and_then_that_of_another() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    time, label, other = trace.tokens.index("not"), trace.answer.rival, trace.winners[-1]
    columns = columns_of(trace, trace.answer.unit, label, time)
    columns.heads()
    for asked in (label, other):
        if asked == other:
            columns.also(other, 1.0)
        else:
            columns.chances.came(time, 1.0), columns.chances.came(time - 1, 1.0)
        bar, number = columns.chances.entries[time]
        assert bar.reading == Reading("probabilities", (time, asked), float(trace.probabilities[time, asked]))
        assert number.phrase.text == f"{trace.probabilities[time, asked]:.2f}"
        assert len(columns.chances.entries[time - 1]) == 1
    there = columns.chances.entries[time]
    columns.chances.came(time, 1.0)
    assert columns.chances.entries[time] is there


@pytest.mark.parametrize("sums", [(-0.78, 2.64, -1.86), (0.0, 0.0, 0.0), (-90.0, 80.0, 10.0)])
def test_on_the_curve_of_exp_each_share_is_over_its_sum(sums: tuple[float, ...]) -> None:
    shares = np.exp(np.array(sums) - max(sums))
    shares /= shares.sum()
    read = [
        [Reading(key, (0, label), float(value)) for label, value in enumerate(values)]
        for key, values in (("centred_logits", sums), ("probabilities", shares))
    ]
    look = {"sides": (3.0, 4.2), "foot": -2.0, "top": 2.0, "head": 2.3, "paints": ["#ffffff"] * 3, "theme": DARK}
    soft = SoftShares(*read, lambda label: 1.0 - label, **look)
    floor = float(soft.floor.get_y())
    for dot, share in zip(soft.dots, shares, strict=True):
        assert 3.0 < dot.get_x() < 4.2
        assert (dot.get_y() - floor) * shares.max() == pytest.approx(share * (soft.y(shares.max()) - floor))
    for x, y, _ in soft.curve.points[::4]:
        value = sums[0] + (x - soft.x(sums[0])) / (soft.x(1.0) - soft.x(0.0))
        assert y == pytest.approx(soft.y(float(shares.max() * np.exp(min(value, max(sums)) - max(sums)))), abs=1e-6)


def sums_of(trace: ReaderTrace) -> VerdictSums:
    """Return the sums at the end of a reading."""
    picks, read = Picks(trace, None), read_of(trace)
    told = {"followed": picks.followed, "winner": trace.winners[-1]}
    return VerdictSums(read, time=len(trace.tokens) - 1, labels=[0, 1, 2], **told, foot=-2.76, theme=DARK)


def test_all_goes_that_was_there_from_the_top_down_before_sums_come() -> None:
    sums = sums_of(zoo.load("reviews").run_for(LSTMSentence.text, ("memory",)))
    boxes = [Box(width=0.4, height=0.2, corner_radius=0.0).move_to((0, y, 0)) for y in (2.2, 0.5, -0.5)]
    windows = [move.window for move in sums.clearing(boxes, 1.0)]
    assert windows == sorted(windows)
    assert (windows[0][0], windows[-1][1]) == pytest.approx((0.0, 1.0))
    old = [bar for column in sums.bars for bar in column][3:5]
    assert sums.among(old) == old
    play = sums.coming(old, 1.0)
    assert play.replaced == old
    assert {id(name) for name in sums.names} < {id(move.mobject) for move in play.animations}
    grown = {id(move.mobject) for move in play.animations if isinstance(move, Grow)}
    assert grown == {id(bar) for column in sums.bars[:2] for bar in column} - {id(bar) for bar in old}


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "not good", "bad but good", "it was not a bad film at all"])
def test_printed_sums_are_the_sums_of_printed_parts(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    sums = sums_of(trace)
    rows = zip(*([Decimal(each.phrase.text.replace("−", "-")) for each in column] for column in sums.numbers), strict=True)
    for *parts, whole in rows:
        assert abs(sum(parts) - whole) < Decimal(5).scaleb(int(whole.as_tuple().exponent) - 1)


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "bad"])
def test_parts_lie_end_to_end_from_the_largest_to_their_total_and_the_foremost_says_so(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    read, units = read_of(trace), range(trace.hidden.shape[1])
    look = {"units": units, "followed": [trace.answer.unit], "told": [0], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read, notation=NOTATION["lstm"], theme=DARK, **look)
    total = Reading("turn_total", (), trace.turn_total)
    said = {"numbers": read("unit_numbers"), "foremost": trace.answer.unit, "theme": DARK}
    laid = PushTotal(read("turn_parts"), total, read("labels")[0], table, **said)
    bars = list(laid.bars.values())
    assert {*laid.bars} == {unit for unit in units if trace.turn_parts[unit] > 0}
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    for before, bar in pairwise(bars):
        assert bar.foot == pytest.approx(before.get_right()[0])
    assert (bars[0].foot, bars[-1].get_right()[0]) == pytest.approx((MEMORY[0], END))
    assert laid.names[trace.answer.unit].phrase.text.startswith(f"unit {trace.answer.unit + 1}: ")
    for unit, name in laid.names.items():
        assert name.width < laid.bars[unit].width - 0.15
    assert {*laid.names} == {trace.answer.unit}
    assert laid.whole.phrase.text == f"+{trace.turn_total:.1f} to “{trace.labels[0]}”"


def test_over_the_columns_of_probabilities_the_names_of_the_bundled_verdicts_are_whole() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    look = {"units": range(trace.hidden.shape[1]), "followed": [0], "told": [0], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read_of(trace), notation=NOTATION["lstm"], theme=DARK, **look)
    heads = VerdictSide(read_of(trace), table, theme=DARK).heads()
    assert {*trace.labels} <= {each.text for each in heads if isinstance(each, Label)}


@pytest.mark.parametrize("text", [LSTMSentence.text, "not good", "The movie was terrible", "good", "a good zorble"])
def test_axes_of_pushes_are_clearly_apart_and_no_head_is_on_another(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    columns = columns_of(trace, trace.answer.unit, trace.answer.rival, len(trace.tokens) - 1)
    axes = columns.scale.axes
    assert all(right - left >= 0.4 for left, right in pairwise(axes))
    heads = [each for each in columns.heads() if isinstance(each, Label) and each.text.startswith(("unit", "6", "7", "bias"))]
    assert len(heads) == len(axes)
    assert all(right.get_left()[0] - left.get_right()[0] > 0.2 for left, right in pairwise(heads))


FORTY = " ".join(["The", "food", "was", "not", "good"] * 8)


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "a good zorble", FORTY])
def test_a_whole_sentence_is_in_its_area_and_each_word_falls_to_its_row(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    look = {"units": range(8), "followed": [0], "told": [0], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read_of(trace), notation=NOTATION["lstm"], theme=DARK, **look)
    words = [table.word(time, known=trace.known[time]) for time in range(table.count)]
    area = Area(-6.4, 6.4, -2.3, 2.1)
    whole = WholeSentence(words, area)
    for word in whole.words:
        assert area.left <= word.get_left()[0]
        assert word.get_right()[0] <= area.right
        assert area.bottom <= word.get_bottom()[1]
        assert word.get_top()[1] <= area.top
    homes = {time: table.word(time, known=trace.known[time]) for time in table.spoken}
    play = whole.falling(homes, 1.0)
    assert len(play.animations) == table.count
    assert len(play.replaced) == len(homes)
    for fall in (each for each in play.animations if isinstance(each, Travel)):
        start, corner, end = (np.array(point) for point in fall.path.corners)
        assert start[0] == corner[0]
        assert corner[1] == end[1]


def lens_of(trace: ReaderTrace, unit: int, first: int) -> ColumnStory:
    """Return the story of a unit from a word on."""
    label, read = trace.answer.rival, read_of(trace)
    look = {"units": range(8), "followed": [unit], "told": [0], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read, notation=NOTATION["lstm"], theme=DARK, **look)
    told = {"loud": [], "scale": scale_for(trace, unit, [label], 0, [])}
    return ColumnStory(read, table, unit=unit, label=label, first=first, notation=NOTATION["lstm"], theme=DARK, **told)


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "The waiter was rude, but the soup was delicious!"])
def test_a_lens_is_headed_by_what_words_do_and_by_nothing_that_none_of_them_does(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    for unit, first in np.ndindex(8, len(trace.tokens)):
        story = lens_of(trace, unit, first)
        heads = {each.phrase.text for each in story.heads() if isinstance(each, Label)}
        for time, does in deeds_of(trace, unit)[first:]:
            story.told_of(time, does, 1.0)
        assert ("keeps" in heads) == any(isinstance(each, Swatch) and not isinstance(each, Pool) for each in story.told)
        assert ("writes" in heads) == any(isinstance(each, Arrow) for each in story.told)


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "not good"])
def test_nothing_is_in_a_lens_of_words_that_are_not_told_yet(text: str) -> None:
    scene = tell(LSTMSentence, Brief(zoo.load("reviews").run_for(text, ("memory",))))
    opened = next(beat for beat in scene.beats if beat.act == "one unit")
    held = [each.reading.index for each in opened.displays if each.reading.key == "cell"]
    assert {index[0] for index in held} == {*range(min(scene.picks.events(scene.picks.unit)))}
    assert {index[1] for index in held} <= {scene.picks.unit}


@pytest.mark.parametrize("text", [LSTMSentence.text, "not good", "a good zorble"])
def test_the_number_of_a_bar_is_on_it_with_room_around_it_or_beside_it(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    beside = 0
    for time in range(len(trace.tokens)):
        columns = columns_of(trace, trace.answer.unit, trace.answer.rival, time)
        columns.pushed(time, 1.0), columns.against(time, 1.0)
        for number in columns.numbers:
            (left, *_), (right, *_), bar = number.get_left(), number.get_right(), vars(number)["tells"]()
            inside = bar.get_left()[0] + 0.1 <= left and right <= bar.get_right()[0] - 0.1
            beside += not inside
            assert inside or right < bar.get_left()[0] or bar.get_right()[0] < left
    assert beside


@pytest.mark.parametrize(
    ("count", "tall"), [(1, {0}), (2, {1}), (10, {3, 9}), (20, {0, 4, 7, 19}), (40, {2, 9, 11, 30, 31, 39, 5})]
)
def test_rows_are_even_or_where_they_are_low_those_of_which_something_is_said_are_taller(count: int, tall: set[int]) -> None:
    heights, room = heights_of(count, tall, 4.96), 4.96
    assert heights.sum() == pytest.approx(min(room, count * TALLEST))
    if room / count >= ROOMY:
        assert np.ptp(heights) == 0
    else:
        others = [time for time in range(count) if time not in tall]
        assert heights[[*tall]] == pytest.approx(ROOMY)
        assert np.ptp(heights[others]) == pytest.approx(0)
        assert 0.04 < heights[others].min() < ROOMY
    assert np.ptp(heights_of(count, set(), room)) == np.ptp(heights_of(count, {*range(count)}, room)) == 0


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", FORTY])
def test_rows_lie_one_on_the_other_and_what_is_written_is_apart(text: str) -> None:
    trace = zoo.load("reviews").run_for(text, ("memory",))
    told = sorted({3, 9} & {*range(len(trace.tokens))})
    look = {"units": range(8), "followed": [0], "told": told, "tall": told, "top": 2.2, "foot": -2.76}
    table = ReadingTable(read_of(trace), notation=NOTATION["lstm"], theme=DARK, **look)
    for time in range(table.count):
        assert table.between(time) - table.y(time) == pytest.approx(table.heights[time] / 2)
        assert time == 0 or table.y(time - 1) - table.between(time) == pytest.approx(table.heights[time - 1] / 2)
        lower, upper = table.y(time) + table.high(time) / 2, table.y(time - 1) - table.high(time - 1) / 2
        neck = table.neck(time, 0) if time else None
        assert neck is None or neck.get_bottom()[1] < lower < upper < neck.get_top()[1]
    assert table.top - table.between(0) == pytest.approx(0)
    assert (table.top + table.foot) / 2 == pytest.approx((2.2 - 2.76) / 2)
    heights = sorted(table.y(time) for time in table.spoken)
    assert all(above - below >= 0.24 for below, above in pairwise(heights))


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "I expected a boring film but it was excellent!"])
def test_the_numbers_of_a_row_of_sums_are_apart(text: str) -> None:
    sums = sums_of(zoo.load("reviews").run_for(text, ("memory",)))
    for row in zip(*sums.numbers, strict=True):
        assert all(right.get_left()[0] - left.get_right()[0] > 0.1 for left, right in pairwise(row))
