"""Sets of the film of a sentence: numbers of units that go over and back, another unit alone, and softmax as a place."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import Animation

from model import zoo
from model.trace import ReaderTrace
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.lane_numbers import LaneNumbers
from scenes.mobjects.sets.push_columns import OTHERS, OWN, PushColumns, scale_for
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.sets.soft_shares import SoftShares
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

NUMBERS = Readings("unit_numbers", (), np.arange(1.0, 5.0))


def finished(animations: list[Animation]) -> None:
    """Bring what moves to its end."""
    for each in animations:
        each.begin()
        each.finish()


def test_numbers_of_units_go_elsewhere_and_come_back_over_lanes_that_have_moved() -> None:
    lanes = {unit: float(unit) for unit in range(4)}
    numbers = LaneNumbers(NUMBERS, range(4), lanes.__getitem__, 2.0, theme=DARK)
    homes = {unit: label.get_center()[:2].copy() for unit, label in numbers.labels.items()}
    finished(numbers.send({0: 5.0, 3: 6.0}, 0.3, 1.0))
    assert set(numbers.sent) == {0, 3}
    for unit, x in numbers.sent.items():
        assert numbers.labels[unit].get_center()[:2] == pytest.approx((x, homes[unit][1] + 0.3))
        assert vars(numbers.labels[unit])["place"].where((unit,)) == pytest.approx((x, homes[unit][1] + 0.3))
    assert numbers.labels[1].get_center()[:2] == pytest.approx(homes[1])
    lanes[3] = -3.0
    finished(numbers.fetch(1.0))
    assert numbers.sent == {}
    assert numbers.labels[3].get_center()[:2] == pytest.approx((-3.0, homes[3][1]))


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
    return PushColumns(read, table, unit=unit, label=label, verdicts={}, scale=scale, theme=DARK, **numbered)


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
    assert columns.joined(time, 1.0) == []


def test_numbers_of_all_others_and_sums_go_and_the_units_own_stay() -> None:
    trace = zoo.load("reviews").run_for(LSTMSentence.text, ("memory",))
    time = trace.tokens.index("not")
    columns = columns_of(trace, trace.answer.unit, trace.answer.rival, time, 6)
    columns.pushed(time, 1.0), columns.against(time, 1.0), columns.summed(time, 1.0)
    assert len(columns.numbers) == 3
    assert len(columns.hushed(1.0)) == 2
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
