"""The film of a sentence with and without a word: what it says follows from its traces, whoever has forgotten."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.omission_lanes import BARS, OmissionLane, percents
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.rnn_vs_lstm import GONE, HELD, RNNVersusLSTM
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.notations import notation_of
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

LONG = "a b c a b c a b c a b c"


def trace_of(kind: str, text: str = LONG, seed: int = 1, units: int = 4) -> ReaderTrace:
    rng, words = np.random.default_rng(seed), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3)
    return reader.run(text, omissions=True)


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


@pytest.fixture(scope="module")
def film(manim_ready: Path) -> Any:
    """Return the film as it is told of the first of some words."""
    return told(trace_of("rnn"), trace_of("lstm"))


def said(scene: Any) -> list[str]:
    return [beat.caption for beat in scene.beats]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (0.0, 0.9, "The LSTM still knows “a”; the plain RNN has forgotten it."),
        (0.9, 0.0, "The plain RNN still knows “a”; the LSTM has forgotten it."),
        (0.9, 0.2, "The plain RNN still knows “a”; the LSTM holds little of it."),
        (0.6, 1.4, "Both still know “a” at the end."),
        (0.01, 0.04, "Neither still knows “a” at the end."),
        (0.2, 0.3, "Little of “a” is left, in the one and in the other."),
    ],
)
def test_the_answer_is_what_the_figures_say(one: float, other: float, answer: str) -> None:
    assert GONE < 20 < HELD
    scene = told(left(trace_of("rnn"), one), left(trace_of("lstm"), other))
    assert said(scene)[-1] == answer


def test_an_rnn_that_still_knows_is_said_to_keep_and_an_lstm_that_does_not_to_keep_too_little() -> None:
    captions = " ".join(said(told(left(trace_of("rnn"), 0.9), left(trace_of("lstm"), 0.0))))
    assert "here its weights keep it anyway" in captions
    assert ": too little here." in captions
    captions = " ".join(said(told(left(trace_of("rnn"), 0.0), left(trace_of("lstm"), 0.9))))
    assert "nothing protects what it knew" in captions
    assert "of its memory at each word on average" in captions


def test_who_says_something_else_without_the_word_is_named() -> None:
    traces = [trace_of("rnn"), trace_of("gru")]
    turns = [each.verdicts_without[0] != each.verdicts[-1] for each in traces]
    caption = next(each for each in said(told(*traces)) if each.startswith(("Now the", "Without “a”")))
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
    scene = told(*(left(trace_of(kind, seed=seed), shares[seed]) for seed, kind in enumerate(kinds)))
    assert scene.name(0) != scene.name(1)
    for kind, of in zip(kinds, (0, 1), strict=True):
        assert scene.memory(of) == ("memory" if kind.startswith("lstm") else "state")
    assert max(map(len, said(scene))) <= LONGEST_CAPTION


@pytest.mark.parametrize("word", [None, 0, 11])
def test_the_word_is_the_one_that_was_asked_for_or_the_one_that_tells(word: int | None, film: Any) -> None:
    trace, other = film.brief.traces
    scene = film if word == 0 else told(trace, other, word=word)
    assert scene.word == (trace.telling_word if word is None else word)
    asked = "Who still knows the first word?" if scene.word == 0 else f"Who still knows “{trace.tokens[scene.word]}”?"
    assert scene.headline.text == asked
    if word == 11:
        assert said(scene)[-1].endswith("is the last word: both have just read it.")


def test_of_many_units_those_that_the_word_changes_most_are_drawn_and_it_is_said() -> None:
    many = trace_of("rnn", units=12)
    scene = told(many, trace_of("lstm"))
    sizes = np.abs(many.state_differences[:, 0]).sum(axis=0)
    assert set(scene.largest(scene.changed(0))) == set(np.argsort(-sizes)[:8])
    assert scene.lanes[0].head.text == "plain RNN, 8 of 12 units"
    assert scene.lanes[1].head.text == "LSTM"


def lane_of(trace: ReaderTrace, unit: float) -> OmissionLane:
    def read(key: str, *index: int) -> Readings:
        values = np.asarray(trace.lookup(key))
        return Readings(key, index, values[index] if index else values)

    rows = Rows(read("tokens"), trace.known, theme=DARK, top=1.8, foot=-2.0, told=[0])
    look: dict[str, Any] = {"notation": notation_of(trace), "theme": DARK, "rows": rows, "unit": unit}
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
    lane = lane_of(trace, BARS / trace.effects_left[:, 0].max())
    sizes = np.abs(trace.lookup("cell") - trace.lookup("states_without")[:, 0, 1]).mean(axis=1)
    for time, bar in lane.bars.items():
        assert bar.width == pytest.approx(max(sizes[time] / sizes[0] * bar.unit, 1e-6))
        assert bar.foot == pytest.approx(lane.second.left)
    assert max(bar.width for bar in lane.bars.values()) == pytest.approx(BARS)
    assert float(lane.whole.get_x()) == pytest.approx(lane.second.left + lane.bars[0].width)


def test_what_an_lstm_wrote_into_its_cell_state_is_multiplied_row_by_row() -> None:
    traces = [trace_of("rnn"), trace_of("lstm")]
    scene = told(*traces)
    of, shown = scene.carrying[0]
    assert (of, len(scene.carrying)) == (1, 1)
    trace = traces[1]
    assert shown.word == 0
    seen = {index[0] for key, index, aspect, _, which in scene.witness.facts if (key, aspect, which) == ("memory", "fill", 1)}
    assert seen == set(range(len(trace.tokens)))
    factors = {index for key, index, aspect, *_ in scene.witness.facts if (key, aspect) == ("forget_gate", "text")}
    assert len({each[1] for each in factors}) == 1
    assert trace.memory is not None
    (followed,) = {each[1] for each in factors}
    assert followed == int(np.abs(trace.memory[-1, 0]).argmax())


@pytest.mark.parametrize(("share", "times"), [(0.5, False), (1.5, True)])
def test_what_grew_is_said_in_times_and_what_shrank_in_percent(share: float, times: bool) -> None:
    scene = told(left(trace_of("rnn"), 0.2), left(trace_of("lstm"), share))
    caption = next(each for each in said(scene) if each.startswith(("Of it,", "At the end,")))
    assert (f"it grew to {share:.2f} times" in caption) == times
    assert ("50 %" in caption) != times
    assert "20 %" in caption


def test_what_is_left_stands_in_large_type_where_bars_leave_room() -> None:
    trace = trace_of("rnn")
    unit = BARS / trace.effects_left[:, 0].max()
    assert lane_of(left(trace, 0.9), unit * 0.3).loud() is not None
    wide = lane_of(trace.with_arrays(states_without=(trace.hidden - 0.5)[:, None, None] + 0 * trace.states_without), 2 * BARS)
    assert wide.loud() is None


@pytest.mark.parametrize(("value", "printed"), [(0.0, 0), (0.04, 0), (0.12, 1), (0.94, 1), (0.96, 0), (7.0, 0), (146.3, 0)])
def test_percentages_have_a_decimal_where_they_would_be_nought(value: float, printed: int) -> None:
    assert percents(Readings("percents_left", (), np.array([value]))[0]) == printed


@pytest.mark.parametrize("key", ["states_without", "cell"])
def test_a_film_told_from_other_traces_is_red(key: str, film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = film.brief.traces
    wrong = traces[1].lookup(key).copy()
    wrong[3] = wrong[3] * 0.5 + 0.1
    monkeypatch.setattr(film, "brief", Brief(traces[0], others=(traces[1].with_arrays(**{key: wrong}),), word=0))
    report = audit(film)
    assert any(row.key == "effects_left" and row.index == (3, 0) for row in report.rows if row.problem)
