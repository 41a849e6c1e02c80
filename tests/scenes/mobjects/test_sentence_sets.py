"""Sets of the film of a sentence: numbers of units that go over and back, another unit alone, and softmax as a place."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.push_columns import OTHERS, OWN, PushColumns, scale_for
from scenes.mobjects.sets.push_total import END, PushTotal
from scenes.mobjects.sets.reading_table import MEMORY, ReadingTable
from scenes.mobjects.sets.soft_shares import SoftShares
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")


def read_of(trace: ReaderTrace) -> Callable[..., Readings]:
    """Return what reads a trace."""

    def read(key: str, *index: int) -> Readings:
        found = np.asarray(trace.lookup(key))
        return Readings(key, index, found[index] if index else found)

    return read


def columns_of(trace: ReaderTrace, unit: int, label: int, time: int, other: int) -> PushColumns:
    """Return the columns of a unit's pushes on a label, with another unit that is shown alone at a time."""
    from scenes.mobjects.notation import NOTATION

    read = read_of(trace)
    units = range(trace.hidden.shape[1])
    look = {"units": units, "followed": [unit], "told": [time], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read, notation=NOTATION["lstm"], theme=DARK, **look)
    scale = scale_for(trace, unit, [label], 0, [time], {time: other})
    numbered = {"loud": [time], "weighed": [time]}
    return PushColumns(read, table, unit=unit, label=label, scale=scale, theme=DARK, **numbered)


def test_another_unit_that_pushes_alone_becomes_all_others() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    unit, other, time = trace.answer.unit, 6, trace.tokens.index("not")
    label = trace.answer.rival
    columns = columns_of(trace, unit, label, time, other)
    grown, named = columns.alone(time, other, 1.0)
    lone = grown.mobject
    assert lone.reading == Reading("pushes", (time, other, label), float(trace.pushes[time, other, label]))
    assert lone.foot == pytest.approx(columns.scale.axes[OTHERS])
    assert named.mobject.phrase.text == "unit 7"
    plays = columns.joined(time, 1.0)
    assert [lone] == [each for play in plays for each in play.replaced]
    (bar,) = columns.bars[OTHERS]
    assert float(bar.reading.value) == pytest.approx(trace.pushes_of_others[time, unit, label])


def test_of_all_probabilities_that_of_the_verdict_is_shown_that_is_pushed_and_then_that_of_another() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    time, label, other = trace.tokens.index("not"), trace.answer.rival, trace.winners[-1]
    columns = columns_of(trace, trace.answer.unit, label, time, 6)
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


def test_numbers_of_all_others_go_and_the_units_own_stay() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    time = trace.tokens.index("not")
    columns = columns_of(trace, trace.answer.unit, trace.answer.rival, time, 6)
    columns.pushed(time, 1.0), columns.against(time, 1.0)
    assert len(columns.numbers) == 2
    assert len(columns.hushed(1.0)) == 1
    assert [vars(number)["tells"]().column for number in columns.numbers] == [OWN]
    assert columns.hushed(1.0) == []


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


def test_sums_come_while_what_was_there_goes_and_first_goes_what_stands_in_their_way(manim_ready: None) -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))

    def read(key: str, *index: int) -> Readings:
        found = trace.lookup(key)
        for place in index:
            found = found[place]
        return Readings(key, index, np.asarray(found))

    last, winner = len(trace.tokens) - 1, trace.winners[-1]
    sums = VerdictSums(read, time=last, labels=[0, 1, 2], units=[4, 5], winner=winner, foot=-2.76, theme=DARK)
    word, head, bar = (
        Box(width=0.4, height=0.2, corner_radius=0.0).move_to((*at, 0)) for at in ((-6.0, 0.5), (0.0, 2.2), (1.0, -0.5))
    )
    moves = {move.mobject: move.window for move in sums.named([word, head, bar], 1.0)}
    comes = moves[sums.heads][0]
    assert all(moves[each][0] == comes for each in sums.names)
    assert max(moves[word][1], moves[head][1]) <= comes
    assert moves[bar][0] > moves[word][1]
    assert moves[bar][1] > comes


@pytest.mark.parametrize("text", [LSTMSentence.text, "good", "bad"])
def test_parts_lie_end_to_end_from_the_largest_to_their_total_and_those_that_are_named_say_so(text: str) -> None:
    from scenes.mobjects.notation import NOTATION

    trace = zoo.load("reviews").run_for(text, ("memory",))
    read, units = read_of(trace), range(trace.hidden.shape[1])
    look = {"units": units, "followed": [trace.answer.unit], "told": [0], "top": 2.2, "foot": -2.76}
    table = ReadingTable(read, notation=NOTATION["lstm"], theme=DARK, **look)
    total = Reading("turn_total", (), trace.turn_total)
    against = Reading("labels", (trace.answer.rival,), trace.labels[trace.answer.rival])
    said = {"against": against, "numbers": read("unit_numbers"), "named": [trace.answer.unit], "theme": DARK}
    laid = PushTotal(read("turn_parts"), total, table, **said)
    bars = list(laid.bars.values())
    assert {*laid.bars} == {unit for unit in units if trace.turn_parts[unit] > 0}
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    for before, bar in pairwise(bars):
        assert bar.foot == pytest.approx(before.get_right()[0])
    assert (bars[0].foot, bars[-1].get_right()[0]) == pytest.approx((MEMORY[0], END))
    assert laid.names[trace.answer.unit].phrase.text.startswith(f"unit {trace.answer.unit + 1}: ")
    for unit, name in laid.names.items():
        assert name.width < laid.bars[unit].width
    assert [line.phrase.text for line in laid.whole] == [f"+{trace.turn_total:.1f} over", f"“{against.value}”"]


def test_over_the_columns_of_probabilities_the_names_of_the_bundled_verdicts_are_whole() -> None:
    from scenes.mobjects.notation import NOTATION

    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    look = {"units": range(trace.hidden.shape[1]), "followed": [0], "told": [0], "top": 2.2, "foot": -2.76}
    heads = ReadingTable(read_of(trace), notation=NOTATION["lstm"], theme=DARK, **look).verdict_heads()
    assert {*trace.labels} <= {each.text for each in heads if isinstance(each, Label)}
