"""The film of a sentence with and without a word: what it says follows from its traces, whoever has forgotten."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.lasting_bars import Carried, Remade
from scenes.mobjects.sets.omission_lanes import BARS, OmissionLane, percents
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.rnn_vs_lstm import ALIKE, QUESTION, RNNVersusLSTM
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.bands import GONE, HELD, LITTLE
from scenes.telling.notations import notation_of
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

LONG = "a b c a b c"


def trace_of(kind: str, text: str = LONG, seed: int = 1, units: int = 4, size: float = 1.0) -> ReaderTrace:
    """Return what a reader computes whose weights are ``size`` times as large as they are drawn."""
    rng, words = np.random.default_rng(seed), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3)
    drawn = {name: each * (size if name == "cell.weight" else 1.0) for name, each in reader.parameters.items()}
    return reader.with_parameters(drawn).run(text, omissions=True)


def left(trace: ReaderTrace, last: float, word: int = 0) -> ReaderTrace:
    """Return a trace in which a share of what a word did is left after the last one, without the weights to check it by."""
    without, place = trace.lookup("states_without").copy(), trace.declared.state._fields.index(trace.handed_on)
    state = trace.lookup(trace.handed_on)
    first = np.abs(state[word] - without[word, word, place]).mean()
    without[-1, word, place] = state[-1] - last * first
    return trace.without("weight").with_arrays(states_without=without)


def told(*traces: ReaderTrace, word: int | None = 0) -> Any:
    scene, report = worker.rehearse(RNNVersusLSTM, Brief(traces[0], others=traces[1:], word=word))
    assert not report.problems
    return scene


def heard(*traces: ReaderTrace, word: int | None = 0) -> Any:
    """Return a film for the sake of what is said: what it shows is judged in others of such networks."""
    return tell(RNNVersusLSTM, Brief(traces[0], others=traces[1:], word=word), true=True)


def untold(*traces: ReaderTrace) -> Any:
    """Return a film that is not told, of the first word: to be asked what it would say."""
    return RNNVersusLSTM(brief=Brief(traces[0], others=traces[1:], word=0))


@pytest.fixture(scope="module")
def film(manim_ready: Path) -> Any:
    """Return the film as it is told of the first of some words."""
    return told(trace_of("rnn"), trace_of("lstm"))


def said(scene: Any) -> list[str]:
    return [beat.caption for beat in scene.beats]


@pytest.mark.parametrize(
    ("one", "other", "reply", "answer"),
    [
        (0.0, 0.9, "The LSTM.", "The LSTM still knows “a”; the plain RNN has forgotten it."),
        (0.9, 0.0, "The plain RNN.", "The plain RNN still knows “a”; the LSTM has forgotten it."),
        (0.9, 0.2, "The plain RNN.", "The plain RNN still knows “a”; the LSTM holds little of it."),
        (0.6, 1.4, "Both.", "Both still know “a” at the end."),
        (0.01, 0.04, "Neither.", "Neither still knows “a” at the end."),
        (0.9, 0.42, "The plain RNN.", "The plain RNN still knows “a”; the LSTM knows less than half of it."),
        (0.496, 0.9, "Both.", "Both still know “a” at the end."),  # 50 %, as it is printed
        (0.2, 0.23, "Neither, quite.", "Little of “a” is left, in the one and in the other."),
        (0.2, 0.3, "Neither, quite.", "Less than half of “a” is left, in the one and in the other."),
        (0.01, 0.2, "Neither, quite.", "The plain RNN has forgotten “a”; the LSTM holds little of it."),
        (0.4, 0.01, "Neither, quite.", "The LSTM has forgotten “a”; the plain RNN knows less than half of it."),
    ],
)
def test_the_answer_is_what_the_figures_say(one: float, other: float, reply: str, answer: str) -> None:
    assert GONE < 20 < LITTLE < 40 < HELD
    scene = untold(left(trace_of("rnn"), one), left(trace_of("lstm"), other))
    assert scene.answer().replace("{word:short}", "a") == answer
    assert scene.reply() == reply


def test_the_answer_stands_beside_the_question(film: Any) -> None:
    texts = [each.text for each in film.mobjects if isinstance(each, Label)]
    assert {QUESTION, film.reply()} <= set(texts)
    assert said(film)[-1] == film.answer().replace("{word:short}", "a")


@pytest.mark.parametrize(("size", "what"), [(8.0, "weights stretch the difference, tanh squeezes it"), (0.5, "both shrink")])
def test_of_a_plain_cell_it_is_said_what_its_own_weights_do(size: float, what: str) -> None:
    trace = trace_of("rnn", size=size)
    scene = untold(trace, trace_of("lstm"))
    assert what in scene.anew(0)
    assert (trace.mean_weighed_factors[0] > 1) == (size > 1)
    bare = untold(trace.without("weight"), trace_of("lstm"))
    assert "weights" not in bare.anew(0)


def test_of_a_plain_cell_it_is_drawn_what_weights_and_tanh_make_of_the_difference(film: Any) -> None:
    trace = film.networks[0]
    facts = {(key, index[:1], aspect) for key, index, aspect, _, which in film.witness.facts if which == 0}
    late = range(1, len(trace.tokens))
    assert {("percents_weighed", (time,), "length") for time in late} <= facts
    assert {("effect_factors", (time,), "text") for time in late} <= facts


def test_what_fades_on_its_way_on_is_said_to_fade_on_its_way_back_where_it_does() -> None:
    for size in (0.5, 8.0):
        trace = trace_of("rnn", size=size)
        scene = heard(trace, trace_of("lstm"))
        assert (ALIKE in said(scene)) == (trace.mean_effect_factors[0] < 1)
    assert ALIKE not in said(heard(trace_of("rnn", size=0.5).without("weight"), trace_of("lstm")))
    assert ALIKE not in said(heard(trace_of("gru"), trace_of("lstm")))


@pytest.mark.parametrize("kind", ["rnn", "lstm"])
def test_cells_have_the_colours_of_their_own_values(kind: str) -> None:
    trace = trace_of(kind)
    lane = lane_of(trace, 1.0)
    rows = trace.lookup(trace.handed_on), trace.state_without[:, 0], trace.state_differences[:, 0]
    for strips, values in zip((lane.states, lane.without, lane.differences.values()), rows, strict=True):
        for strip, row in zip(strips, values, strict=True):
            assert [cell.reading.value for cell in strip] == pytest.approx(list(row))


def test_what_stretches_a_difference_and_what_squeezes_it_is_written_before_it_does() -> None:
    trace = trace_of("rnn", size=8.0)
    lane = lane_of(trace, BARS / max(trace.percents_left[:, 0].max(), 100.0))
    why = Remade(lane, theme=DARK, weighed=True, decimals=2)
    weights, tanh, step = why.names
    first, *others = why.times
    windows = {id(each.mobject): each.window for each in why.hop(first, 1.0)}
    assert windows[id(weights)][1] <= windows[id(why.stretched[first])][0]
    assert windows[id(tanh)][1] <= windows[id(lane.bars[first])][0]
    assert windows[id(why.stretched[first])][1] <= windows[id(lane.bars[first])][0]
    assert windows[id(lane.bars[first])][1] <= windows[id(step)][0]
    assert windows[id(step)] == windows[id(why.factors[first])]
    assert not {id(weights), id(tanh), id(step)} & {id(each.mobject) for time in others for each in why.hop(time, 1.0)}
    assert why.stretched[first].get_fill_color().to_hex() == weights.get_fill_color().to_hex()
    assert lane.bars[first].get_fill_color().to_hex() == tanh.get_fill_color().to_hex()
    assert weights.get_right()[0] < tanh.get_left()[0] < tanh.get_right()[0] < step.get_left()[0]
    assert step.get_right()[0] == pytest.approx(why.factors[first].get_right()[0])
    assert Remade(lane, theme=DARK, weighed=False, decimals=2).names == []


def test_a_verdict_that_is_another_one_without_the_word_is_framed_and_larger_than_the_others() -> None:
    flips = {True: 0, False: 0}
    for seed in range(12):
        scene = untold(trace_of("rnn", seed=seed, size=4.0), trace_of("lstm", seed=seed, size=4.0))
        scene.lay_out()
        for lane in scene.lanes:
            with_it, without = lane.ends
            flips[lane.says_otherwise] += 1
            assert (lane.turned in lane.below_rows) == lane.says_otherwise
            assert (without.style[1] > with_it.style[1]) == lane.says_otherwise
            assert lane.turned.width > without.width
    assert all(flips.values())


@pytest.mark.parametrize("seed", [0, 2, 7])
def test_of_a_carried_state_what_gates_keep_and_what_later_words_make_lie_end_to_end(seed: int) -> None:
    trace = trace_of("lstm", seed=seed, size=4.0)
    lane = lane_of(trace, BARS / max(trace.percents_left[:, 0].max(), 100.0))
    why = Carried(lane, theme=DARK)
    for time, made in why.made.items():
        assert made.foot == pytest.approx(why.kept[time].tip)
        assert made.tip == pytest.approx(lane.second.left + lane.unit * trace.percents_left[time, 0], abs=1e-5)
        against = trace.percents_made[time, 0] < 0
        assert made.get_fill_color().to_hex() == (DARK.panel if against else DARK.writes)
    made = float(trace.lookup("percents_made")[-1, 0])
    assert why.head.text == f"kept {'+ added' if made >= 0 else '− taken'}"


def test_gates_that_keep_little_are_said_to_and_no_network_is_told_of_by_the_other_ones_ways() -> None:
    few = trace_of("gru", "a b c")
    assert few.percents_kept[-1, 0] < HELD
    captions = said(heard(few, trace_of("lstm", "a b c", seed=2)))
    assert sum("alone keep only" in each for each in captions) >= 1
    assert not any("tanh" in each for each in captions)
    assert sum("later words write something else" in each for each in captions) == 2


def test_words_light_up_while_they_are_read(film: Any) -> None:
    assert all(word in film.mobjects for word in film.rows.words.values())


@pytest.mark.parametrize(
    ("kinds", "heading"),
    [
        (("rnn", "lstm"), RNNVersusLSTM.title),
        (("gru_reset_after", "rnn"), "GRU and RNN"),
        (("lstm", "lstm_peephole"), "Two LSTMs"),
    ],
)
def test_the_header_names_the_kinds_that_are_told_of(kinds: tuple[str, str], heading: str) -> None:
    assert untold(*(trace_of(kind, "a b") for kind in kinds)).heading == heading


def test_who_says_something_else_without_the_word_is_named() -> None:
    traces = [trace_of("rnn"), trace_of("gru")]
    turns = [each.verdicts_without[0] != each.verdicts[-1] for each in traces]
    caption = next(each for each in said(heard(*traces)) if each.startswith(("Now the", "Without “a”")))
    names = ["plain RNN", "GRU"]
    if sum(turns) == 1:
        assert caption.startswith(f"Now the {names[turns.index(True)]} says")
    else:
        assert caption == f"Without “a”, {'both say something else' if any(turns) else 'both say the same as with it'}."


@pytest.mark.parametrize(
    ("kinds", "shares"),
    [
        (("gru", "gru_reset_after"), (0.0, 0.9)),
        (("lstm", "lstm"), (0.0, 0.9)),
        (("rnn", "rnn"), (0.0, 0.9)),
        (("lstm_peephole", "lstm_coupled"), (0.0, 12.3)),
        (("lstm_coupled", "lstm_peephole"), (12.3, 12.4)),
    ],
)
def test_any_two_cells_are_told_apart_in_captions_that_are_short(kinds: tuple[str, str], shares: tuple[float, float]) -> None:
    scene = heard(*(left(trace_of(kind, "a b c", seed=seed), shares[seed]) for seed, kind in enumerate(kinds)))
    assert scene.name(0) != scene.name(1)
    for kind, of in zip(kinds, (0, 1), strict=True):
        assert scene.carries(of) == (kind != "rnn")
    assert max(map(len, said(scene))) <= LONGEST_CAPTION


@pytest.mark.parametrize("word", [None, 0, 5])
def test_the_word_is_the_one_that_was_asked_for_or_the_one_that_tells(word: int | None, film: Any) -> None:
    trace, other = film.brief.traces
    scene = film if word == 0 else heard(trace, other, word=word)
    assert scene.word == (trace.telling_word if word is None else word)
    asked = "Who still knows the first word?" if scene.word == 0 else f"Who still knows “{trace.tokens[scene.word]}”?"
    assert scene.headline.text == asked
    if word == 5:
        assert said(scene)[-1].endswith("is the last word: both have just read it.")


def test_of_many_units_those_that_the_word_changes_most_are_drawn_and_it_is_said() -> None:
    many = trace_of("rnn", units=12)
    scene = told(many, trace_of("lstm"))
    sizes = np.abs(many.state_differences[:, 0]).sum(axis=0)
    assert set(scene.largest(sizes)) == set(np.argsort(-sizes)[:8])
    assert scene.lanes[0].head.text == "plain RNN, 8 of 12 units"
    assert scene.lanes[1].head.text == "LSTM"


def lane_of(trace: ReaderTrace, unit: float) -> OmissionLane:
    def read(key: str, *index: int) -> Readings:
        values = np.asarray(trace.lookup(key))
        return Readings(key, index, values[index] if index else values)

    rows = Rows(read("tokens"), trace.known, theme=DARK, top=1.8, foot=-2.0, told=[0])
    look: dict[str, Any] = {
        "notation": notation_of(trace),
        "theme": DARK,
        "rows": rows,
        "unit": unit,
        "carries": trace.declared.carried is not None,
        "decimals": 0,
    }
    return OmissionLane(
        read, side=-1, word=0, state=trace.handed_on, name=Label("x", theme=DARK).phrase, units=[0, 1, 2, 3], **look
    )


@pytest.mark.parametrize("word", [1, 18])
def test_of_many_words_the_one_that_is_followed_is_written(word: int) -> None:
    words = Readings("tokens", (), np.array(["a"] * 20))
    rows = Rows(words, (True,) * 20, theme=DARK, top=1.8, foot=-2.0, told=[word])
    assert not rows.roomy
    assert word in rows.words
    assert not {word - 1, word + 1} & set(rows.words)


def test_bars_are_as_long_as_the_mean_size_of_the_difference_beside_that_at_the_word() -> None:
    trace = trace_of("lstm")
    lane = lane_of(trace, BARS / trace.percents_left[:, 0].max())
    sizes = np.abs(trace.lookup("cell") - trace.lookup("states_without")[:, 0, 1]).mean(axis=1)
    for time, bar in lane.bars.items():
        assert bar.width == pytest.approx(max(100 * sizes[time] / sizes[0] * bar.unit, 1e-6))
        assert bar.foot == pytest.approx(lane.second.left)
    assert max(bar.width for bar in lane.bars.values()) == pytest.approx(BARS)
    assert float(lane.whole[0].get_x()) == pytest.approx(lane.second.left + lane.bars[0].width)


@pytest.mark.parametrize(("share", "grown"), [(0.5, False), (1.5, True)])
def test_what_is_left_is_said_in_percent_and_that_it_grew_if_it_did(share: float, grown: bool) -> None:
    scene = untold(left(trace_of("rnn"), 0.2), left(trace_of("lstm"), share))
    scene.lay_out()
    template, fields = scene.arrived()
    caption = phrase(template, **fields).text
    places = scene.decimals
    assert (f"it grew to {150:.{places}f} %" in caption) == grown
    assert (f"{50:.{places}f} %" in caption.replace("150", "")) != grown
    assert f"{20:.{places}f} %" in caption
    figures = [lane.figure.text.removesuffix(" %") for lane in scene.lanes]
    assert {len(figure.partition(".")[2]) for figure in figures} == {places}, "as many decimals for both"


def test_parts_of_a_difference_add_up_as_they_are_printed_or_the_second_has_no_number() -> None:
    found = set()
    for seed in range(40):
        scene = untold(trace_of("rnn", seed=seed), trace_of("lstm", seed=seed, size=4.0))
        kept, made, left = (scene.printed(key, 1) for key in ("kept", "made", "left"))
        adds, much = round(kept + made, scene.decimals) == left, scene.much_made(1)
        assert scene.decimals <= 1
        assert ("{made" in much) == (adds and made != 0)
        assert much.startswith("adds" if made >= 0 else "take")
        found.add((scene.decimals, adds))
    assert found >= {(0, True), (1, True)}


def test_factors_as_they_are_printed_multiply_to_what_is_printed() -> None:
    said_so = 0
    for seed in range(40):
        scene = untold(trace_of("rnn", seed=seed, size=(0.7, 2.0, 4.0)[seed % 3]), trace_of("lstm", seed=seed))
        template, fields = scene.all_steps(0)
        caption, left, last = phrase(template, **fields).text, scene.printed("left", 0), 10.0**-scene.decimals
        if mean := re.search(r"× (\d+\.\d+): (\d+) words later", caption):
            said_so += 1
            assert abs(100 * float(mean[1]) ** int(mean[2]) - left) < last / 2
        else:
            assert "×" not in caption
        places = scene.step_places(0)
        assert places in (2, 3)
        assert places == 3 or abs(100 * np.prod(np.round(scene.steps(0), places)) - left) < last
        assert ("grown" in caption) == (left > 100)
    assert said_so > 35
    single = untold(trace_of("rnn", "a b"), trace_of("lstm", "a b"))
    assert re.fullmatch(r"That is × {mean:\d}: {left:\d} % is left\.", single.all_steps(0)[0])


def test_factors_of_steps_stand_clear_of_their_bars_with_one_digit_more_as_well() -> None:
    found = set()
    for seed in range(12):
        scene = untold(trace_of("rnn", seed=seed, size=4.0), trace_of("lstm", seed=seed, size=2.0))
        scene.lay_out()
        why = Remade(scene.lanes[0], theme=DARK, weighed=True, decimals=scene.places(0))
        found.add(scene.places(0))
        for time, factor in why.factors.items():
            assert factor.get_left()[0] > max(bar.get_right()[0] for bar in (why.stretched[time], scene.lanes[0].bars[time]))
    assert found == {2, 3}


def test_a_sentence_of_one_word_is_told_as_one() -> None:
    scene = heard(trace_of("rnn", "a"), trace_of("lstm", "a"))
    captions = said(scene)
    assert captions[0] == "Two networks have just read “a”, the only word. What did it change?"
    assert captions[1].startswith("Both read it. ")
    assert captions[-1] == "“a” is the only word: both have just read it."
    assert scene.reply() == "Both: it is the only word."
    assert not any("all words" in each or "again" in each for each in captions)


@pytest.mark.parametrize(("value", "printed"), [(0.0, 0), (0.04, 0), (0.12, 1), (0.49, 1), (0.51, 0), (7.0, 0), (146.3, 0)])
def test_percentages_have_a_decimal_where_they_would_be_nought(value: float, printed: int) -> None:
    assert percents(Readings("percents_left", (), np.array([value]))[0]) == printed


@pytest.mark.parametrize("key", ["states_without", "cell"])
def test_a_film_told_from_other_traces_is_red(key: str, film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = film.brief.traces
    wrong = traces[1].lookup(key).copy()
    wrong[3] = wrong[3] * 0.5 + 0.1
    monkeypatch.setattr(film, "brief", Brief(traces[0], others=(traces[1].with_arrays(**{key: wrong}),), word=0))
    report = audit(film)
    assert any(row.key == "percents_left" and row.index == (3, 0) for row in report.rows if row.problem)
