"""The film of the gradient on its way back: what it says follows from its traces, and what it draws from their logarithms."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model.cells import CELLS
from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes import vanishing_gradient
from scenes.mobjects.areas import Area
from scenes.mobjects.bars import LogBar
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Reading, Readings, phrase, spell
from scenes.mobjects.sets.backward_lanes import Change, Lane, digits
from scenes.mobjects.sets.lesson_panel import COLUMNS, ENDS, HEADS, LessonPanel
from scenes.mobjects.sets.log_axis import END, FOOT, Axis
from scenes.mobjects.sets.step_back import LEFT, StepBack, carried_rows, plain_rows
from scenes.mobjects.sets.true_lengths import TrueLengths
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import Hop
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.backward_words import (
    ALL_OF_IT,
    ALL_OF_ONE,
    FADED,
    FAINT,
    GROWING,
    HOW_MUCH,
    INTRODUCED,
    LEAST,
    ONE_LINE,
    TRUE,
    UNFELT,
    WEAKER,
    BackwardWords,
)
from scenes.telling.networks import NAMES
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.scene import Brief
from scenes.telling.stillness import longest_still, stills
from scenes.vanishing_gradient import BESIDE, LARGE, VanishingGradient

pytestmark = pytest.mark.usefixtures("manim_ready")

LONG = "a b c a b c a b c a b c a b c a"
"""So many words that an untrained network forgets the first."""


def trace_of(kind: str, text: str = LONG, seed: int = 1) -> ReaderTrace:
    rng, words = np.random.default_rng(seed), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=4, features=3)
    return reader.run(text, gradients=True)


def told(first: ReaderTrace, *second: ReaderTrace) -> Any:
    scene, report = worker.rehearse(VanishingGradient, Brief(first, others=second))
    assert not report.problems
    return scene


def heard(first: ReaderTrace, *second: ReaderTrace) -> Any:
    """Return a film for the sake of what is said: what it shows is judged in others of such networks."""
    return tell(VanishingGradient, Brief(first, others=second), true=True)


@cache
def alone(kind: str, text: str = LONG) -> Any:
    """Return the film of one network, not to be changed."""
    return heard(trace_of(kind, text))


@cache
def beside_a_gru() -> Any:
    return heard(trace_of("rnn"), trace_of("gru"))


def said(scene: Any) -> list[str]:
    return [beat.caption for beat in scene.beats]


def reader_of(trace: ReaderTrace) -> Any:
    return lambda key, *index: Readings(
        key, index, np.asarray(trace.lookup(key))[index] if index else np.asarray(trace.lookup(key))
    )


@pytest.fixture(scope="module")
def faded() -> ReaderTrace:
    """Return the trace of a plain network in which the first word feels nearly nothing."""
    return trace_of("rnn")


@pytest.fixture(scope="module")
def film(faded: ReaderTrace, manim_ready: Path) -> Any:
    """Return the film as it is told of that network and an LSTM that forgets."""
    return told(faded, trace_of("lstm"))


def lane_of(trace: ReaderTrace, side: int, axis: Axis, **more: bool) -> Lane:
    read = reader_of(trace)
    rows = Rows(read("tokens"), trace.known, theme=DARK, top=2.0, foot=-2.0)
    look: dict[str, Any] = {"notation": NOTATION["rnn"], "theme": DARK, "rows": rows, "axis": axis}
    return Lane(read, side=side, name="RNN", state="hidden", units=[0, 1, 2, 3], **look, **more)


@pytest.mark.parametrize("side", [-1, 1])
def test_bars_and_ticks_are_by_one_logarithm(side: int, faded: ReaderTrace) -> None:
    axis = Axis.over(faded.felt_shares)
    lane = lane_of(faded, side, axis)
    assert axis.least <= faded.felt_shares.min()
    for bar, share in zip(lane.bars, faded.felt_shares, strict=True):
        assert bar.width == pytest.approx(axis.unit * log10(share / axis.least))
        assert bar.foot == pytest.approx(side * FOOT)
    one = lane.bars[-1]
    ticks = {label.text: float(label.get_x()) for label in lane.marks}
    assert ticks["1"] == pytest.approx(side * (FOOT + one.width))  # the last word feels all of what it feels
    assert ticks[spell(axis.least, round(-log10(axis.least)))] == pytest.approx(side * FOOT)
    assert max(abs(float(bar.get_left()[0] if side < 0 else bar.get_right()[0])) for bar in lane.bars) <= END + 1e-9


@pytest.mark.parametrize("side", [-1, 1])
def test_between_two_lines_stands_how_many_times_as_much_one_is_where_there_is_room(side: int, faded: ReaderTrace) -> None:
    lane = lane_of(faded, side, Axis(1e-3, 1.0, 1.2))
    assert [mark.text for mark in lane.marks] == ["1", "0.1", "0.01", "0.001", *[f"{'÷' if side < 0 else '×'} 10"] * 3]
    xs = sorted([*lane.marks], key=lambda mark: float(mark.get_x()))
    assert [mark.text.endswith(" 10") for mark in xs] == [False, True] * 3 + [False]
    assert all(one.get_right()[0] < other.get_left()[0] for one, other in pairwise(xs))
    far = [mark.text for mark in lane_of(faded, side, Axis(1e-6, 1.0, 0.6)).marks]
    assert not any(text[0] in "÷×" for text in far)
    assert far[-1] == "1 × 10⁻⁶"


def test_an_axis_is_pointed_at_from_one_inward_before_there_is_a_bar_which_comes_in_whole(faded: ReaderTrace) -> None:
    lane = lane_of(faded, -1, Axis(1e-3, 1.0, 1.2))
    bar, *others = lane.felt(1.0)
    marks = [each for each in others if each.mobject in [*lane.marks]]
    assert [each.mobject.text for each in marks] == ["1", "0.1", "0.01", "0.001"]
    assert [each.window[0] for each in marks] == sorted(each.window[0] for each in marks)
    assert all(each.window[1] <= bar.window[0] + 1e-9 for each in marks)
    whole = float(lane.bars[-1].width)
    bar.begin()
    for alpha in (0.8, 0.9, 1.0):
        bar.interpolate(alpha)
        assert lane.bars[-1].width == pytest.approx(whole)


def test_words_of_hops_that_are_shown_one_by_one_have_a_number() -> None:
    scene = told(trace_of("rnn", "a b c a b"))
    assert [*scene.slow] == [3, 2, 1]
    for time in scene.slow:
        number, bar, share = scene.lanes[0].numbers[time], scene.lanes[0].bars[time], scene.value("felt_shares", time)
        assert number.text == spell(share.value, digits(share))
        assert number.get_y() == pytest.approx(bar.get_y(), abs=0.05)


def test_an_axis_has_room_for_all_lanes_and_begins_at_a_power_of_ten() -> None:
    axis = Axis.over(np.array([0.004, 1.0]), np.array([20.0, 1.0]))
    assert axis.least == pytest.approx(1e-3)
    assert axis.x(20.0) == pytest.approx(END)
    assert [10.0**-each for each in axis.tenths()] == pytest.approx([10.0, 1.0, 0.1, 0.01, 0.001])
    assert Axis.over(np.ones(1)).least == pytest.approx(0.01)
    assert Axis.over(np.zeros(2)).least == pytest.approx(0.01)  # nothing is felt
    assert Axis.over(np.array([1e-30, 1.0])).least == pytest.approx(1e-8)


def test_what_is_below_an_axis_has_no_length() -> None:
    share = Readings("felt_shares", (), np.array([1e-5, 0.0]))
    for number in range(2):
        bar = LogBar(share[number], unit=1.0, least=1e-3, height=0.1, home=1.0, y=0.0, paint=DARK.ink)
        assert bar.width < 1e-5
        assert bar.foot == pytest.approx(1.0)


def test_shares_are_printed_with_two_figures() -> None:
    shares = Readings("felt_shares", (), np.array([0.00184, 0.0999, 0.33, 1.084, 0.0]))
    assert [spell(each.value, digits(each)) for each in shares.flat()] == ["0.0018", "0.10", "0.33", "1.08", "0.00"]


def lesson_of(trace: ReaderTrace) -> LessonPanel:
    read = reader_of(trace)
    rows = Rows(read("tokens"), trace.known, theme=DARK, top=2.0, foot=-2.0)
    return LessonPanel(read, [len(trace.tokens) - 1, 0], rows, title="One weight", theme=DARK)


def test_a_lesson_is_written_as_it_multiplies(faded: ReaderTrace) -> None:
    last = len(faded.tokens) - 1
    panel = lesson_of(faded)
    for time in (last, 0):
        word, _, written = panel.sums[time].text.replace("−", "-").replace("(", "").replace(")", "").partition(": ")
        assert word == f"“{faded.tokens[time]}”"
        product, made = written.split(" = ")
        one, other = product.split(" × ", 1)
        assert float(one) * number(other) == pytest.approx(number(made), abs=1e-12)
    assert panel.sums[last].get_y() < panel.sums[0].get_y()
    assert panel.sums[last].style[1] == pytest.approx(panel.sums[0].style[1])


def number(printed: str) -> float:
    """Return what is printed, which may be with a power of ten."""
    powers = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    return float(printed.replace(" × 10", "e").translate(powers))


def test_beside_each_word_is_by_how_much_it_moves_a_weight_and_bars_come_from_the_last_one_on(faded: ReaderTrace) -> None:
    panel, last = lesson_of(faded), len(faded.tokens) - 1
    left, right = (edge + side * 0.2 for edge, side in zip(ENDS, (1, -1), strict=True))
    for time, bar in panel.bars.items():
        assert bar.width == pytest.approx(abs(faded.lesson_changes[time]) * panel.unit, abs=1e-6)
        assert bar.is_for == (faded.lesson_changes[time] > 0)
        assert left < bar.get_left()[0] < bar.get_right()[0] < right
    assert len({round(float(bar.get_y()), 6) for bar in panel.bars.values()}) == len(faded.tokens)
    every = panel.grown(range(last, -1, -1), 1.0)
    windows = {id(each.mobject): each.window for each in every}
    for time, bar in panel.bars.items():
        assert windows[id(panel.errors[time])][1] <= windows[id(panel.inputs[time])][0] + 1e-9  # factors before what they make
        assert windows[id(panel.inputs[time])][1] <= windows[id(bar)][0] + 1e-9
    moves = every[-len(panel.bars) :]
    assert [each.mobject for each in moves] == [panel.bars[time] for time in range(last, -1, -1)]
    assert [each.window[0] for each in moves] == sorted(each.window[0] for each in moves)


def test_a_bar_is_the_product_of_the_two_beside_it_and_the_rate(faded: ReaderTrace) -> None:
    panel = lesson_of(faded)

    def long(bar: Any, column: Any) -> float:
        return next(iter(bar.displays())).shown / column.unit

    for time in range(len(faded.tokens)):
        error, factor, change = (long(each.bars[time], each) for each in panel.columns)
        assert change == pytest.approx(-faded.learning_rate * error * factor, abs=1e-6)
    assert [each.head.text for each in panel.columns] == [*HEADS]
    ends = [end for pair in COLUMNS.values() for end in pair]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("errors", "inputs", "said"),
    [
        ([0.1, 0.5, 0.7], [1.4, -0.5, 0.1], "“b” moves it most: less error than “c”, but a larger input."),
        ([0.1, 0.5, -0.7], [1.4, 0.5, 0.5], "“c” moves it most: a smaller input than “a”, but more error."),
        ([0.1, 0.5, -0.7], [1.4, 0.5, -1.4], "“c” moves it most: no other word has more error, or a larger input."),
    ],
)
def test_of_the_word_that_moves_a_weight_most_it_is_said_why(
    errors: list[float], inputs: list[float], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = trace_of("rnn", "a b c")
    made = {"lesson_errors": np.array(errors), "lesson_inputs": np.array(inputs)}
    made["lesson_steps"] = trace.learning_rate * made["lesson_errors"] * made["lesson_inputs"]
    for key, values in made.items():
        monkeypatch.setitem(vars(trace), key, values)
    read = reader_of(trace)
    caption, fields = BackwardWords([trace], lambda key, *index, of=0: read(key)[index[0]], ["plain RNN"]).moving_most()
    assert phrase(caption, **fields).text == said


def test_beside_how_much_weaker_the_error_is_no_other_number_of_times_stands(faded: ReaderTrace) -> None:
    lines = [line.phrase for line in lesson_of(faded).head]
    assert "slopes × input" in lines[-1].text
    assert all(line.displays == () for line in lines)
    captions = said(beside_a_gru())
    [weaker] = [caption for caption in captions if "times weaker." in caption and "moves it" in caption]
    assert f"its error is {faded.times_weaker[0]:.0f} times weaker" in weaker
    assert [caption for caption in captions if " times " in caption] == [ALL_OF_IT, weaker]


def test_bars_that_get_their_true_lengths_are_seen_from_the_first(faded: ReaderTrace) -> None:
    axis = Axis.over(faded.felt_shares)
    lane, rows = lane_of(faded, -1, axis), Rows(reader_of(faded)("tokens"), faded.known, theme=DARK, top=2.0, foot=-2.0)
    before = [float(bar.width) for bar in lane.bars]
    true = TrueLengths(lane, axis, rows, DARK)
    moves = [each for each in true.come([], 1.0) if each.mobject in true.bars]
    for move, long in zip(moves, before, strict=True):
        move.begin()
        move.interpolate(0.0)
        assert move.mobject.get_fill_opacity() == 1.0
        assert move.mobject.width == pytest.approx(long)


@pytest.mark.parametrize(
    ("first", "mostly", "ends"),
    [(0.01, True, WEAKER[-15:]), (0.01, False, UNFELT[-30:]), (1e-7, True, UNFELT[-30:]), (0.5, True, "moves this weight by ")],
)
def test_of_a_first_word_that_feels_little_it_is_said_why_that_teaches_little(
    faded: ReaderTrace, first: float, mostly: bool, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderTrace, "is_mostly_error", mostly)
    monkeypatch.setattr(ReaderTrace, "moves_little", True)  # of its weight the made-up error knows nothing
    trace = weaker(faded, first, "weight")

    def value(key: str, *index: int, of: int = 0) -> Reading:
        found = trace.lookup(key)
        return Reading(key, index, found[index[0]] if index else found, of)

    caption, fields = BackwardWords([trace], value, ["plain RNN"]).moved(0)
    text = phrase(caption, **fields).text
    assert ends in caption
    assert text.startswith(f"“{faded.tokens[0]}” moves")
    assert spell(trace.lesson_changes[0], int(trace.lesson_decimals[0])) in text


def words_of(monkeypatch: pytest.MonkeyPatch, *shares: float) -> BackwardWords:
    """Return what is said of a plain network, or of it and an LSTM, whose first words feel so much of an error."""
    traces = [trace_of(kind) for kind in ("rnn", "lstm")[: len(shares)]]
    for trace, share in zip(traces, shares, strict=True):
        monkeypatch.setitem(vars(trace), "felt_shares", np.array([share, *trace.felt_shares[1:]]))

    def value(key: str, *index: int, of: int = 0) -> Reading:
        found = traces[of].lookup(key)
        return Reading(key, index, found[index[0]] if index else found, of)

    return BackwardWords(traces, value, ["plain RNN", "LSTM"])


@pytest.mark.parametrize(
    "shares", [(1.97,), (1.97, 1.2), (0.3, 1.97), (1.97, 0.3), (0.3, 0.996), (0.3, 1.004), (1e-8, 1.5), (1e-8, 0.3)]
)
def test_an_error_that_grows_is_not_said_to_be_left_nor_one_that_is_lost_to_reach_a_word(
    shares: tuple[float, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_of(monkeypatch, *shares)
    for caption, fields in (words.arrived(), words.concluded()):
        text = phrase(caption, **fields).text
        assert ("grow" in text) == any(round(each, 2) > 1 for each in shares)
        assert ("next to nothing" in text) == (min(shares) < 1e-6)
        assert not re.search(r"(1\.[0-9]*[1-9]\d*|0\.00|1\.00) (of it|of the error|is left)", text)
        assert not re.search(r"grow\w* (to )?(0|1\.00)", text)
        assert len(text) <= LONGEST_CAPTION
    assert len(text) <= ONE_LINE


def test_a_word_that_feels_little_but_moves_the_weight_more_than_others_is_not_said_to_be_too_faint_to_learn_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for shares in ((0.05,), (0.05, 1.2)):
        words = words_of(monkeypatch, *shares)
        for first, little in ((0.001, True), (0.2, False), (0.05, False)):
            monkeypatch.setattr(ReaderTrace, "lesson_steps", np.array([first, *[0.01] * 5, 1.0]))
            assert ReaderTrace.moves_little.fget(words._traces[0]) == little
            for caption in (words.question(), words.concluded()[0], words.moved(0)[0]):
                assert any(each in caption for each in ("so little", "Too faint", "teaches little", "times weaker")) == little


@pytest.fixture(scope="module")
def scaled(faded: ReaderTrace, manim_ready: Path) -> Any:
    """Return the film as it is told of two networks of which one forgets, and the bars in their true lengths that were in it."""
    made: list[TrueLengths] = []

    class Kept(TrueLengths):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vanishing_gradient, "TrueLengths", Kept)
        return told(faded, trace_of("lstm_coupled")), made


def test_in_the_end_the_bars_are_as_long_as_what_is_felt_and_not_as_its_logarithm(scaled: Any) -> None:
    scene, made = scaled
    assert TRUE in said(scene)
    assert len(made) == 2
    for of, lengths in enumerate(made):
        shares = scene.brief.traces[of].felt_shares
        long = np.array([float(bar.width) for bar in lengths.bars])
        assert long == pytest.approx(np.maximum(shares * (END - FOOT) / scene.axis.most, 1e-6), rel=1e-6)
    [told_at] = [number for number, caption in enumerate(said(scene)) if caption == TRUE]
    assert said(scene)[told_at + 1].startswith("At “a”")
    assert all(lane.bars == lengths.bars for lane, lengths in zip(scene.lanes, made, strict=True))  # to the end
    start, end = scene.moment.start, scene.moment.end
    assert start <= scene.beats[told_at].start < scene.beats[told_at + 1].end <= end + 0.1
    assert all(bar in scene.mobjects for lane in scene.lanes for bar in lane.bars)
    places = [scene.mobjects.index(each) for lane in scene.lanes for each in (*lane.axis, lane.bars[0])]
    assert places[0] < places[1]
    assert places[2] < places[3]


@pytest.mark.parametrize("text", ["a", "a b c", LONG, " ".join([LONG] * 2)])
@pytest.mark.parametrize(("side", "all_numbered"), [(-1, True), (1, True), (-1, False), (1, False)])
def test_no_line_of_the_logarithmic_axis_goes_through_a_number_and_none_is_missing(
    side: int, all_numbered: bool, text: str
) -> None:
    trace = trace_of("lstm", text)  # its shares are near one
    axis = Axis.over(trace.felt_shares)
    lane = lane_of(trace, side, axis, all_numbered=all_numbered)
    numbers = [lane.numbers.get(time) or lane.number(time) for time in {*lane.numbers, *(lane.factors if all_numbered else ())}]
    for line in lane.lines:
        x, top, foot = float(line.get_x()), float(line.get_top()[1]), float(line.get_bottom()[1])
        for each in numbers:
            beside = not each.get_left()[0] < x < each.get_right()[0]
            assert beside or float(each.get_bottom()[1]) >= top - 1e-6 or float(each.get_top()[1]) <= foot + 1e-6
    there = {round(float(line.get_x()), 6) for line in lane.lines}
    assert there == {round(side * axis.x(10.0**-number), 6) for number in axis.tenths()}


def test_where_little_is_lost_or_bars_are_longer_than_the_axis_no_true_lengths_are_shown(faded: ReaderTrace) -> None:
    short = trace_of("rnn", "a b")
    assert short.felt_shares[0] > 0.1
    assert TRUE not in said(heard(short, trace_of("lstm", "a b")))


def test_with_one_word_it_does_not_stand_still_at_its_end() -> None:
    scene = told(trace_of("rnn", "a"), trace_of("lstm", "a"))
    inside = [beat.caption for beat in scene.beats if scene.moment.start <= beat.start < scene.moment.end]
    assert inside == [ALL_OF_ONE, "Of one word alone there is no way back: nothing is lost."]
    assert longest_still(scene) <= 2.5
    assert longest_still(scene, 2) <= 1.5


def test_where_the_way_stays_open_bars_light_up_once_more_at_the_end_from_the_last_word_on() -> None:
    scene = told(trace_of("lstm", "a b c a"))
    assert scene.words.share(0) >= FAINT
    assert max(end - max(start, scene.beats[-1].start) for start, end in stills(scene)) <= 1.2
    (lane,) = scene.lanes
    assert [move.mobject for move in lane.lit_back(1.0)] == lane.bars[::-1]
    starts = [move.window[0] for move in lane.lit_back(1.0)]
    assert starts == sorted(starts)
    assert all(bar.get_fill_opacity() == 1.0 for bar in lane.bars)


KINDS = ("lstm_coupled", "lstm_peephole"), ("gru", "gru_reset_after"), ("lstm_coupled", "lstm_coupled")


@pytest.mark.some("kinds", KINDS, take=1)
def test_what_each_network_is_that_is_no_plain_one_is_said_before_it_reads(kinds: tuple[str, str]) -> None:
    scene = told(*(trace_of(kind, seed=seed) for seed, kind in enumerate(kinds)))
    captions = said(scene)
    first = next(number for number, caption in enumerate(captions) if caption.startswith("Both read word by word."))
    for kind in kinds:
        assert INTRODUCED[kind] in " ".join(captions[: first + 1])
    assert max(map(len, captions)) <= LONGEST_CAPTION
    assert scene.name(0) != scene.name(1)


def test_of_every_cell_that_is_told_of_it_is_said_what_it_is_and_its_last_line_has_room() -> None:
    assert {*NAMES} == {*INTRODUCED, "rnn"} == {*CELLS} - {"lstm_coupled_peephole"}  # of its name no caption of two has room
    assert all(len(f"Both read word by word. {each}") <= LONGEST_CAPTION for each in INTRODUCED.values())


def weaker(trace: ReaderTrace, first: float, *kept: str) -> ReaderTrace:
    """Return a trace in which the first word feels a share of what the last one does, without what it is checked by."""
    kind = trace.declared.carried
    key = f"{kind.state if kind else 'hidden'}_gradient"
    felt = trace.lookup(key).copy()
    felt[0] = first * felt[-1]
    return trace.without(*{"weight"} - {*kept}).with_arrays(**{key: felt})


@pytest.mark.parametrize("first", [1.0, 0.00004])
def test_the_longest_names_have_room_in_every_caption(first: float) -> None:
    traces = weaker(trace_of("lstm_peephole"), 0.00012), weaker(trace_of("lstm_coupled"), first)
    scene = tell(VanishingGradient, Brief(traces[0], others=traces[1:]))
    captions = said(scene)
    assert max(map(len, captions)) <= LONGEST_CAPTION
    assert any("peephole LSTM; not in the coupled LSTM." in caption for caption in captions) == (first == 1.0)
    assert len(captions[-1]) <= ONE_LINE
    assert "peephole LSTM" in captions[-1]


def test_what_is_asked_for_is_not_shown_with_the_question() -> None:
    asked, *rest = beside_a_gru().beats
    felt = {"felt_shares", "hop_factors", "times_weaker"}
    assert felt.isdisjoint(each.reading.key for each in asked.displays)
    assert felt & {each.reading.key for beat in rest for each in beat.displays}


def test_what_rows_of_cells_are_is_said_before_it_is_asked_how_much_of_an_error_reaches_the_first_word() -> None:
    for scene, letters in ((beside_a_gru(), "hh"), (alone("lstm"), "C"), (alone("rnn"), "h")):
        assert [each.text for each in scene.meant] == [
            f"each row: the {'cell state C' if each == 'C' else 'state h'} after that word" for each in letters
        ]
        assert [act.title for act in scene.acts][:2] == ["forward", "the question"]
        assert HOW_MUCH not in said(scene)[0]
        assert HOW_MUCH in said(scene)[:4]


@pytest.mark.parametrize("side", [-1, 1])
def test_a_state_lights_up_from_the_words_outward(side: int, faded: ReaderTrace) -> None:
    lane = lane_of(faded, side, Axis.over(faded.felt_shares))
    moves = lane.read_on(1, 1.0)
    assert {id(move.mobject) for move in moves} == {id(cell) for cell in lane.states[1]}
    far = [abs(float(move.mobject.get_x())) for move in moves]
    assert far == sorted(far)
    assert [move.window[0] for move in moves] == sorted(move.window[0] for move in moves)


def test_a_bar_changes_only_when_its_factor_is_there(faded: ReaderTrace) -> None:
    lane = lane_of(faded, 1, Axis.over(faded.felt_shares))
    time = min(lane.factors)
    bar, before, whole = lane.bars[time], lane.bars[time + 1], float(lane.bars[time].width)
    moves = lane.hop(time, 1.0)
    ends = {id(move.mobject): move.window[1] for move in moves}
    change = next(move for move in moves if move.mobject is bar)
    assert change.window[0] >= ends[id(lane.factors[time])]
    change.begin()
    change.interpolate(change.window[0] + 1e-6)
    assert bar.width == pytest.approx(before.width, rel=1e-3)
    assert bar.get_y() == pytest.approx(before.get_y(), abs=1e-3)
    change.interpolate(1.0)
    assert bar.width == pytest.approx(whole)


def test_an_lstm_that_forgets_is_said_to_forget(film: Any) -> None:
    _, lstm = film.brief.traces
    assert lstm.felt_shares[0] < 0.1  # untrained: its forget gate is about 0.73
    captions = said(film)
    assert FADED in captions
    assert not any("not in the LSTM" in caption for caption in captions)


def test_where_both_are_taught_the_least_likely_verdict_that_is_said_beside_what_they_say() -> None:
    traces = next(
        (one, other)
        for seed in range(20)
        if (one := trace_of("rnn", "a b", seed)).taught == (other := trace_of("lstm", "a b", seed)).taught
    )
    for scene in (heard(*traces), heard(traces[0])):
        [beat] = [each for each in scene.beats if "suppose" in each.caption]
        assert beat.caption.startswith(LEAST.partition("{")[0])
        assert f"of {len(traces[0].labels)} was right: “{traces[0].taught}”" in beat.caption
        seen = " ".join(str(each.shown) for each in beat.displays)
        assert traces[0].verdicts[-1] in seen


# -- one network alone -----------------------------------------------------------------------------------------------------


@pytest.mark.some("kind", [*NAMES], take=3)
def test_one_network_alone_is_told_of_with_no_word_of_another(kind: str) -> None:
    scene = alone(kind)
    others = {name for each, name in NAMES.items() if each != kind} - {NAMES[kind].rpartition(" ")[2]}
    assert len(scene.lanes) == 1
    for caption in said(scene):
        assert len(caption) <= LONGEST_CAPTION
        assert not any(other in caption for other in others)
        assert not {"both", "Both", "left", "they"} & {*caption.replace(".", "").split()} - {
            "left" if "is left" in caption else ""
        }
    assert scene.moment.start is not None
    assert [act.title for act in scene.acts][:4] == ["forward", "the question", "the loss", "backward"]


@pytest.mark.some("kind", sorted(NAMES), take=1)
def test_one_network_alone_is_told_truly(kind: str) -> None:
    told(trace_of(kind))


def test_of_a_plain_network_alone_nothing_is_said_of_gates_or_of_a_cell_state(faded: ReaderTrace) -> None:
    scene = alone("rnn")
    words = " ".join(said(scene)).lower()
    assert not {"lstm", "gate", "gates", "cell"} & {*words.replace(".", " ").replace(",", " ").split()}
    assert "too faint to learn by" in said(scene)[-1].lower()
    assert f"{faded.times_weaker[0]:.0f} times weaker than at" in words


def test_the_words_of_one_network_are_left_its_lane_beside_them_and_its_panel_right() -> None:
    scene = alone("rnn")
    lane, panel = scene.lanes[0], scene.panel
    assert all(float(word.get_x()) == pytest.approx(BESIDE) for word in scene.rows.words.values())
    assert all(bar.home > BESIDE for bar in lane.bars)
    assert lane.edge < min(float(part.get_left()[0]) for part in panel.said)
    assert panel.wire.corners[-1] == pytest.approx([lane.edge, scene.rows.y(scene.last)], abs=0.02)
    assert scene.lanes[0].bars[0] in scene.mobjects


@pytest.mark.some("kind", ["rnn", "lstm"], take=1)
def test_a_verdict_is_seen_to_change_after_each_word_of_one_network(kind: str) -> None:
    trace = trace_of(kind, "a b c a")
    scene = heard(trace)
    [at] = [number for number, beat in enumerate(scene.beats) if beat.act == "forward"][-1:]
    shown = {each.reading.index[0] for each in scene.beats[at].displays if each.reading.key == "probabilities"}
    assert shown == {len(trace.tokens) - 1}
    for time, shares in enumerate(trace.probabilities):
        gone = scene.panel.said
        play = scene.panel.follow(time, 1.0)
        assert [*play.replaced] == gone
        assert {id(each.mobject) for each in play.animations} == {id(each) for each in scene.panel.said}
        for label, (_, bar, number) in enumerate(scene.panel.verdict):
            assert bar.reading.value == shares[label]
            assert number.text == f"{shares[label]:.2f}"


def test_what_a_panel_says_is_seen_all_the_time_while_words_are_read(faded: ReaderTrace) -> None:
    """What is exchanged is there at once: it does not flash, however fast words are read; and no bar gets to a number."""
    panel = heard(faded).panel
    panel.follow(0, 1.0)
    for time in range(1, len(faded.tokens)):
        for move in panel.follow(time, 1.0).animations:
            move.begin()
            move.interpolate(0.0)
            assert all(leaf.get_fill_opacity() == 1.0 for leaf in move.mobject.family_members_with_points())
        ends = [float(bar.home) + bar.unit for _, bar, _ in panel.verdict]
        assert all(float(number.get_left()[0]) > end for (_, _, number), end in zip(panel.verdict, ends, strict=True))


def test_what_is_asked_is_so(faded: ReaderTrace) -> None:
    for traces, asks in (
        ([faded], "Why is so little learned"),
        ([trace_of("rnn", "a b")], "How much is learned"),
        ([trace_of("rnn", "a b"), trace_of("lstm", "a b")], "How much is learned"),
    ):
        assert (traces[0].felt_shares[0] < 0.1) == ("so little" in asks)
        assert heard(*traces).headline.text == f"{asks} from the first word?"


def test_of_one_step_below_a_lane_it_is_said_that_it_is_one() -> None:
    scene = heard(trace_of("rnn", "a b"), trace_of("lstm", "a b"))
    lines = [each.text for each in scene.mobjects if " step" in getattr(each, "text", "")]
    assert lines
    assert all(re.match(r"1 step, × [\d.]+: [\d.]+$", each) for each in lines)


def test_of_many_labels_the_least_likely_has_no_bar_and_no_mark_and_is_said_all_the_same() -> None:
    rng, words = np.random.default_rng(3), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, tuple("stuvwxyz"), rng, cell="rnn", units=4, features=3)
    scene = heard(reader.run("a b c a b", gradients=True))
    assert scene.panel.mark is None
    assert any(f"“{scene.trace.taught}”" in each for each in said(scene))


def test_at_the_end_beside_the_lane_of_one_network_is_what_its_steps_make_or_its_verdict_and_never_both(
    faded: ReaderTrace,
) -> None:
    lasting = trace_of("lstm", "a b")
    assert lasting.felt_shares[0] > FAINT
    for trace, is_counted in ((faded, True), (faded.without("weight"), True), (lasting, False)):
        scene = told(trace)
        assert any(getattr(each, "text", "").startswith("= ") for each in scene.mobjects) == is_counted
        assert any(part in scene.mobjects for part in scene.panel.parts) != is_counted


def test_of_a_state_that_is_carried_it_is_told_what_gate_and_rest_make_of_an_error_and_no_weight_is_followed() -> None:
    trace = trace_of("lstm")
    scene, time = alone("lstm"), trace.typical_hop
    assert "learning" not in {act.title for act in scene.acts}
    [rest] = [each for each in said(scene) if each.startswith("Other ways to the word before ")]
    hop, gate = trace.hop_factors[time], trace.gate_factors[time + 1]
    assert ("take some away" in rest) == (hop < gate)
    assert ("it can even grow" in rest) == (hop > max(gate, 1))
    assert rest.endswith(f"× {hop:.2f} in all.")


def test_in_a_wide_area_each_gate_has_its_number_and_letters_are_larger() -> None:
    trace, units = trace_of("lstm"), [0, 1, 2, 3]
    rows = carried_rows(time := trace.typical_hop, "forget_gate", "forget")
    narrow, wide = (
        StepBack(reader_of(trace), time, rows, area, units=units, theme=DARK) for area in (Area(1.25, 6.6, -2.06, 2.45), LARGE)
    )
    assert narrow.numbers == []
    assert [each.text for each in wide.numbers] == [f"{each:.2f}" for each in trace.forget_gate[time + 1][units]]
    assert wide.whole.style[1] > narrow.whole.style[1]
    assert wide.head.style[1] > narrow.head.style[1]


def test_one_network_of_one_word_says_that_it_feels_all() -> None:
    scene = told(trace_of("rnn", "a"))
    assert said(scene)[-1] == "The one word feels all of the error."
    assert longest_still(scene) <= 2.5
    assert longest_still(scene, 2) <= 1.5


@pytest.mark.parametrize("kind", CELLS)
def test_a_step_back_shows_what_is_felt_at_a_word_become_what_is_felt_before_it(kind: str) -> None:
    trace = trace_of(kind)
    time, carried = trace.typical_hop, trace.declared.carried
    rows = carried_rows(time, carried.share, "one") if carried else plain_rows(time)
    panel = StepBack(reader_of(trace), time, rows, Area(1.25, 6.6, -2.06, 2.45), units=[0, 2, 3], theme=DARK)
    lengths = [[bar.displays().__next__().shown / bar.unit for bar in row] for row in panel.bars]
    for row, long in zip(rows, lengths, strict=True):
        assert long == pytest.approx(trace.lookup(row.key)[row.time][[0, 2, 3]], abs=1e-4)
    (left,) = (number for number, row in enumerate(rows) if row.said == LEFT)
    assert np.allclose(np.multiply(lengths[left - 2], lengths[left - 1]), lengths[left], atol=1e-4)
    assert rows[left].passes == 1  # its bars come down from the error, and cross nothing
    assert rows[left - 1].key == "felt"
    if carried:
        assert np.allclose(np.add(lengths[2], lengths[3]), lengths[4], atol=1e-4)
    else:
        (state,) = (number for number, row in enumerate(rows) if row.bounded)
        assert state == left - 3  # right over the slopes of tanh there
        assert np.allclose(1 - np.square(lengths[state]), lengths[state + 1], atol=1e-3)
        ends = {round(float(line.get_y()), 6) for line in panel.names[state][:-1]}
        assert ends == {round(panel.y(state) + side * panel.bars[state][0].unit, 6) for side in (-1, 0, 1)}
        assert trace.slope_factors[time + 1] * trace.weight_factors[time] == pytest.approx(trace.hop_factors[time])
    assert len({round(panel.y(number), 6) for number in range(len(rows))}) == len(rows)


@pytest.mark.parametrize("kind", ["rnn", "lstm"])
def test_what_is_left_comes_straight_down_from_the_error(kind: str) -> None:
    trace = trace_of(kind)
    time, carried = trace.typical_hop, trace.declared.carried
    rows = carried_rows(time, carried.share, "one") if carried else plain_rows(time)
    panel = StepBack(reader_of(trace), time, rows, Area(1.25, 6.6, -2.06, 2.45), units=[0, 2, 3], theme=DARK)
    left = next(number for number, row in enumerate(rows) if row.said == LEFT)
    moves = [move for play in panel.plays(1.0, left, left + 1) for move in play if isinstance(move, Hop)]
    assert len(moves) == len(panel.bars[left])
    for move, bar, above in zip(moves, panel.bars[left], panel.bars[left - 1], strict=True):
        x, whole = bar.get_x(), float(bar.height)
        move.begin()
        for alpha in (0.0, 0.2, 0.7, 1.0):
            move.interpolate_mobject(alpha)
            assert bar.get_x() == pytest.approx(x)
            if not alpha:
                assert bar.get_y() == pytest.approx(above.get_y(), abs=1e-6)
        assert float(bar.height) == pytest.approx(whole)


@pytest.mark.parametrize("seed", range(8))
def test_factors_of_a_step_back_are_printed_so_that_they_make_the_one_in_all(seed: int) -> None:
    trace = trace_of("rnn", seed=seed)
    time = trace.typical_hop
    panel = StepBack(reader_of(trace), time, plain_rows(time), Area(1.25, 6.6, -2.06, 2.45), units=[0, 2, 3], theme=DARK)
    slope, weight = (float(each.text[2:]) for each in panel.factors.values())
    assert f"in all × {slope * weight:.2f}" == panel.whole.text


def test_lines_of_weights_come_to_every_bar_before_that_is_there(faded: ReaderTrace) -> None:
    time = faded.typical_hop
    panel = StepBack(reader_of(faded), time, plain_rows(time), Area(1.25, 6.6, -2.06, 2.45), units=[0, 2, 3], theme=DARK)
    [moves] = panel.plays(1.0, len(panel.rows) - 1)
    windows = {id(move.mobject): move.window for move in moves}
    for fan, bar in zip(panel.fans[1:], panel.bars[-1], strict=True):
        assert sum(windows[id(fan)]) / 2 <= windows[id(bar)][0] + 1e-9  # they are there after half of their time
        assert {round(float(line.get_end()[0]), 6) for line in fan} == {round(float(bar.get_x()), 6)}


def test_bars_that_are_there_do_not_grow_once_more(faded: ReaderTrace, monkeypatch: pytest.MonkeyPatch) -> None:
    grown: list[Any] = []  # the things themselves: numbers of some that are gone would be given to others
    for kind in (Change, Grow):
        begin = kind.begin
        monkeypatch.setattr(kind, "begin", lambda self, begin=begin: (grown.append(self.mobject), begin(self))[1])
    scene = heard(faded)
    assert grown
    assert scene.alone
    assert len(grown) == len({id(each) for each in grown})


def test_factors_are_pointed_at_one_after_the_other_from_the_last_step_back_and_each_brings_what_all_so_far_make(
    faded: ReaderTrace,
) -> None:
    lane = lane_of(faded, 1, Axis.over(faded.felt_shares))
    there = {*lane.numbers}
    moves = {id(move.mobject): move.window for move in lane.again(4.0)}
    starts = [moves[id(lane.factors[time])][0] for time in sorted(lane.factors, reverse=True)]
    assert starts == sorted(starts)
    assert {*lane.factors} <= {*lane.numbers}
    for time in {*lane.factors} - there:
        assert moves[id(lane.numbers[time])] == moves[id(lane.factors[time])]
        assert lane.numbers[time].text == spell(faded.felt_shares[time], digits(reader_of(faded)("felt_shares")[time]))


def test_what_goes_back_through_states_lights_them_the_less_the_less_is_felt(faded: ReaderTrace) -> None:
    axis = Axis.over(faded.felt_shares)
    lane = lane_of(faded, 1, axis)
    for state in lane.states:
        for leaf in state.family_members_with_points():
            leaf.set_fill(opacity=0.5)
    lit = []
    for move in lane.ebb(2.0):
        move.begin()
        move.interpolate(sum(move.window) / 2)
        lit.append(max(leaf.get_fill_opacity() for leaf in move.mobject.family_members_with_points()))
    assert lit == pytest.approx([0.5 + 0.5 * min(bar.width / axis.reach, 1.0) for bar in lane.bars[::-1]], abs=0.02)
    assert lit[0] > lit[-1]


def test_the_linear_axis_says_so_with_lines_at_parts_of_one(faded: ReaderTrace) -> None:
    axis = Axis.over(faded.felt_shares)
    lane, rows = lane_of(faded, 1, axis), Rows(reader_of(faded)("tokens"), faded.known, theme=DARK, top=2.0, foot=-2.0)
    ticks = {each.text: float(each.get_x()) for each in TrueLengths(lane, axis, rows, DARK).axis if hasattr(each, "phrase")}
    assert [*ticks] == ["1", "0.5", "0.25", "0"]
    for said, x in ticks.items():
        assert x == pytest.approx(FOOT + float(said) * axis.reach / axis.most)


def test_a_mean_factor_is_printed_so_that_as_many_of_it_make_what_is_printed(faded: ReaderTrace) -> None:
    scene = heard(faded)
    [panel] = [each for each in scene.mobjects if getattr(each, "text", "").startswith("= ")]
    factors = [each.text for each in scene.mobjects if getattr(each, "text", "").startswith("× 0.") and len(each.text) >= 6]
    many = scene.words.hop_digits(0)
    told = [each for each in factors if each == f"× {faded.mean_hop:.{many}f}"]
    assert len(told) >= faded.hop_count
    decimals = len(panel.text.partition(".")[2])
    assert f"= {float(told[0][2:]) ** faded.hop_count:.{decimals}f}" == panel.text
    for network in ("rnn", "lstm"):
        short = trace_of(network, "a")
        assert (
            BackwardWords(
                [short],
                lambda key, *index, of=0, t=short: Reading(key, index, t.lookup(key)[index] if index else t.lookup(key), of),
                ["x"],
            ).hop_digits(0)
            is None
        )


@pytest.mark.parametrize(("probability", "says"), [(0.01, "but “y” is right"), (0.9, "there is little error")])
def test_of_the_films_own_sentence_the_verdict_that_is_right_is_taught(
    faded: ReaderTrace, probability: float, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VanishingGradient, "text", LONG)
    monkeypatch.setattr(VanishingGradient, "true", "y")
    rng, words = np.random.default_rng(1), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, ("x", "y", "z"), rng, cell="rnn", units=4, features=3)
    bias = reader.readout.bias.copy()
    bias[1] += 6.0 * (1 if probability > 0.5 else -1)
    sure = replace(reader, readout=replace(reader.readout, bias=bias))
    trace = VanishingGradient.computed(sure, LONG)
    assert trace.taught == "y"
    assert VanishingGradient.computed(sure, "a b c").taught == sure.labels[int(sure.run("a b c").probabilities[-1].argmin())]
    scene = heard(trace)
    assert any(says in each for each in said(scene))
    assert not any("suppose" in each.lower() for each in said(scene))
    assert scene.panel.taught.text.startswith("“y” is right: p = ")


def test_where_an_error_grows_in_a_plain_network_that_is_said_of_that_word(faded: ReaderTrace) -> None:
    most = int(faded.hop_factors[:-1].argmax())
    captions = said(heard(faded, trace_of("lstm")))
    grows = [each for each in captions if "the weights outdo the slopes" in each or "weights win" in each]
    assert bool(grows) == (faded.hop_factors[most] > GROWING)
    growing = faded.felt.copy()
    growing[3] *= 1.0 + 2.0 * faded.felt_sizes[4] / faded.felt_sizes[3]
    louder = faded.with_arrays(hidden_gradient=growing)
    scene = tell(VanishingGradient, Brief(louder, others=(trace_of("lstm"),)))
    assert louder.hop_factors[:-1].argmax() == 3
    [caption] = [each for each in said(scene) if "outdo the slopes" in each or "weights win" in each]
    steep = louder.slope_factors[4] >= np.median(louder.slope_factors[1:])
    where, next_one = faded.tokens[3:5]
    assert caption.startswith(
        f"“{next_one}” leaves slopes steep, so at “{where}”" if steep else f"At “{where}” the weights outdo"
    )


def test_the_factor_that_points_to_a_step_back_is_of_the_hop_nearest_to_their_mean(faded: ReaderTrace) -> None:
    away = np.abs(np.log(faded.hop_factors[:-1] / faded.mean_hop))
    assert away[faded.typical_hop] == away.min()


def test_the_last_line_says_of_an_error_that_one_network_alone_lets_fade_that_it_is_too_faint(faded: ReaderTrace) -> None:
    plain = weaker(faded, 0.0012)
    for first, is_said in ((1.0, True), (0.2, False)):
        scene = tell(VanishingGradient, Brief(plain, others=(weaker(trace_of("lstm"), first),)))
        assert said(scene)[-1].startswith("Too faint to learn by") == is_said


def test_without_weights_nothing_is_said_of_learning(faded: ReaderTrace) -> None:
    scene = heard(faded.without("weight"), trace_of("lstm"))
    assert "learning" not in {act.title for act in scene.acts}


@pytest.mark.parametrize(("of", "key"), [(0, "hidden_gradient"), (1, "cell_gradient"), (1, "cell")])
def test_a_film_told_from_other_traces_is_red(of: int, key: str, film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = [*film.brief.traces]
    wrong = traces[of].lookup(key).copy()
    wrong[1] *= 1.2
    traces[of] = traces[of].with_arrays(**{key: wrong})
    monkeypatch.setattr(film, "brief", Brief(traces[0], others=(traces[1],)))
    report = audit(film)
    shown = "cell" if key == "cell" else "felt_shares"
    assert any(row.key == shown and row.index[0] == 1 for row in report.rows if row.problem)
    assert not all(identity.holds for identity in report.identities)


def test_of_words_that_are_there_twice_it_is_said_which_one_an_error_goes_back_to_where_none_is_beside_it() -> None:
    trace = trace_of("rnn", "a b a b")
    for area, numbered in ((Area(1.25, 6.6, -2.06, 2.45), False), (LARGE, True)):
        panel = StepBack(reader_of(trace), 1, plain_rows(1), area, units=[0, 1, 2, 3], theme=DARK)
        called = [name[-1].text for name in panel.names if "at" in name[-1].text.split()]
        assert len(called) == 3
        assert all((", word " in each) == numbered for each in (*called, panel.head.text))
    assert panel.head.text == "One step back, to “b”, word 2"
    assert called[-1] == "= error at “b”, word 2"


def test_beside_a_step_back_only_its_two_words_are_lit_and_what_leaves_goes_with_the_next_caption(faded: ReaderTrace) -> None:
    scene = heard(faded, trace_of("lstm_coupled"))
    level = DARK.dimmed
    lit = {time: move.level for move in scene.cleared(3, 4) for time, word in scene.rows.words.items() if move.mobject is word}
    assert {time for time, each in lit.items() if each == 1.0} == {3, 4}
    assert {each for time, each in lit.items() if time not in (3, 4)} == {level}
    assert scene.leaving == []


def test_no_line_of_the_linear_axis_goes_through_a_number(scaled: Any) -> None:
    scene, made = scaled
    for lane, lengths in zip(scene.lanes, made, strict=True):
        numbers = [*lane.numbers.values()]
        assert len(numbers) >= len(lane.factors)  # all that there will be
        for line in lengths.axis[::2]:
            x, top = float(line.get_x()), float(line.get_top()[1])
            over = [each for each in numbers if each.get_left()[0] < x < each.get_right()[0]]
            assert all(float(each.get_bottom()[1]) >= top - 1e-6 for each in over)
