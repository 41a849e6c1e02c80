"""The film of what is left of a text: its words fade to what the trace says, by the rule that fits the cell."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_contributing import own_cell

from model import zoo
from model.cells import CELLS as KINDS
from model.errors import TraceError, UsageError
from model.networks import Reader
from model.recipes import train
from model.tokens import tokens_of
from model.trace import STEPS, ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.colours import strength
from scenes.mobjects.reading import MINUS, Reading, Readings, phrase
from scenes.mobjects.sets.fading_page import Word
from scenes.mobjects.theme import DARK
from scenes.review_memory import ReviewMemory
from scenes.stage import worker
from scenes.telling.bands import GONE, HELD, amount, listed, which
from scenes.telling.dips import SLIGHT, deepest_of
from scenes.telling.notations import notation_of
from scenes.telling.remains import remains_of
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")
CARRYING = ["reviews", "reviews_gru", "reviews_gru_reset_after"]
CELLS = ["reviews", "reviews_rnn", "reviews_gru", "reviews_gru_reset_after"]
of_some_that_carry = pytest.mark.some("model", CARRYING, take=2)
of_some_cells = pytest.mark.some("model", CELLS, take=3)


LONG = (
    "I like this product a lot but the battery that came with it could have been much better and the service was slow so I would "
    "not buy it again for my mother or for my old friends at work"
)


def readers(trace: ReaderTrace) -> tuple[Callable[..., Readings], Callable[..., Reading]]:
    scene = TraceScene.__new__(TraceScene)
    scene.brief = Brief(trace)
    return scene.read, scene.value


def read(model: str, text: str = ReviewMemory.text) -> ReaderTrace:
    trace = ReviewMemory.computed(zoo.load(model), text)
    assert isinstance(trace, ReaderTrace)
    return trace


@cache
def told(model: str, text: str = ReviewMemory.text) -> tuple[ReaderTrace, TraceScene, Any]:
    trace = read(model, text)
    return trace, *worker.rehearse(ReviewMemory, Brief(trace))


@cache
def told_of_two(one: str, other: str, text: str = ReviewMemory.text) -> tuple[TraceScene, Any]:
    return worker.rehearse(ReviewMemory, Brief(read(one, text), others=(read(other, text),)))


@of_some_cells
def test_every_word_ends_in_the_ink_of_what_there_is_of_it(model: str) -> None:
    trace, scene, report = told(model)
    assert report.problems == ()
    shares = trace.effect_shares if model == "reviews_rnn" else trace.held_shares
    shown = {
        each.reading.index[0]: each.shown
        for each in scene.beats[-1].displays
        if each.reading.key == ("effect_shares" if model == "reviews_rnn" else "held_shares") and each.aspect == "fill"
    }
    assert shown == {time: strength(float(share), scene.theme) for time, share in enumerate(shares)}


@of_some_that_carry
def test_what_is_printed_below_words_and_said_is_what_makes_up_half(model: str) -> None:
    trace, scene, _ = told(model)
    shown = [each for each in scene.beats[-1].displays if each.reading.key == "held_shares"]
    assert {each.reading.index[0] for each in shown if each.aspect == "text"} == set(trace.keepers)
    said = " ".join(beat.caption for beat in scene.beats)
    assert f"comes from {trace.keeper_count} of {len(trace.tokens)} words" in said
    assert f"It holds more of “{trace.tokens[trace.keepers[0]]}”" in said
    letter = "C" if model == "reviews" else "h"
    assert f"as much ink as {letter} still holds of it" in said


def test_a_cell_that_carries_nothing_is_asked_what_it_would_be_without_each_word() -> None:
    trace, scene, _ = told("reviews_rnn")
    assert ReviewMemory.needs_of("rnn") == ("states_without",)
    assert trace.memory is None
    shown = [each.reading for beat in scene.beats for each in beat.displays]
    assert not {"held_shares", "memory", "written", "remembered"} & {each.key for each in shown}
    told_of = {each.index[1] for each in shown if each.key == "hidden_without"}
    assert told_of == {trace.missed[0], trace.forgotten}
    said = " ".join(beat.caption for beat in scene.beats)
    assert f"It hangs more on “{trace.tokens[trace.missed[0]]}”" in said
    assert f"comes from {trace.missed_count} of {len(trace.tokens)} words" in said
    assert trace.tokens[trace.forgotten] == "Amazing"
    assert "almost the same. It is forgotten." in said


@of_some_cells
def test_nothing_is_seen_of_what_is_left_before_it_is_asked_for(model: str) -> None:
    trace, scene, _ = told(model)
    asked = next(number for number, beat in enumerate(scene.beats) if "Now the text is gone." in beat.caption)
    found = {"held_shares", "effect_shares", "remembered", "word_effects", "memory", "hidden_without", "written", "kept_since"}
    for beat in scene.beats[: asked + 1]:
        assert found.isdisjoint(each.reading.key for each in beat.displays)
    inked = {
        each.reading.index[0] for each in scene.beats[asked + 1].displays if each.aspect == "fill" and each.reading.key in found
    }
    assert inked == set(range(len(trace.tokens)))


@of_some_that_carry
def test_what_gates_of_all_later_words_leave_is_drawn_and_what_is_held_shrinks_with_it(model: str) -> None:
    trace, scene, _ = told(model)
    word, last, facts = trace.keepers[0], len(trace.tokens) - 1, scene.witness.facts  # type: ignore[union-attr]
    held = sorted({index[0] for name, index, *_ in facts if name == "memory" and index[1] == word})
    assert held == list(range(word + 1, last + 1))
    kept = {index for name, index, aspect, *_ in facts if (name, aspect) == ("kept_since", "length")}
    assert kept >= {(time, word, unit) for time in held for unit in range(8)}
    assert trace.remembered[held[-1], word] < trace.remembered[held[0], word]
    [said] = [beat for beat in scene.beats if "All later" in beat.caption]
    share = trace.declared.carried.share  # type: ignore[union-attr]
    assert share.replace("_", " ") in said.caption
    assert f"keep {trace.held_percents[word]:.0f} % of it" in said.caption
    assert [each.reading.index for each in said.displays if each.reading.key == "held_shares" and each.name == "share"]


@pytest.mark.some(("model", "text"), [(each, text) for text in (ReviewMemory.text, LONG) for each in CARRYING], take=3)
def test_what_was_written_times_what_is_kept_is_what_is_held_as_it_is_printed(model: str, text: str) -> None:
    trace = read(model, text)
    wrong, left = 0, remains_of(trace, *readers(trace))
    for word in (trace.keepers[0], left.contrast):
        rows = left.rows(word, range(8), DARK)
        for kept, held in zip(rows.kept, rows.held[1:], strict=True):
            printed = [[float(cell.numeral.text.replace(MINUS, "-")) for cell in row] for row in (rows.written, kept, held)]
            products = zip(*printed, strict=True)
            wrong += sum(abs(one * other - product) > 0.00500001 for one, other, product in products)
    assert wrong == 0


def test_the_deepest_fall_is_told_as_it_happens_and_no_second_time() -> None:
    trace, scene, _ = told("reviews")
    [number] = [number for number, beat in enumerate(scene.beats) if "down from" in beat.caption]
    before, told_then = (
        {each.reading.index[0] for each in beat.displays if each.reading.key == "probabilities" and each.aspect == "length"}
        for beat in scene.beats[number - 1 : number + 1]
    )
    assert before == set(range(trace.deepest_fall or 0))
    assert told_then == {*before, trace.deepest_fall}
    assert scene.beats[number + 1].act == scene.beats[number].act == "reading"
    assert scene.beats[number + 1].caption == "Is “half” forgotten?"


def test_a_text_is_read_again_without_a_word_step_by_step() -> None:
    trace, scene, _ = told("reviews_rnn")
    assert scene.witness is not None
    seen = {index[:2] for key, index, *_ in scene.witness.facts if key == "hidden_without"}
    times = sorted(time for time, word in seen if word == trace.forgotten)
    assert len(times) > 5
    assert times[-1] == len(trace.tokens) - 1
    assert 5 <= scene.moment.end - scene.moment.start <= 12


def test_verdicts_of_two_networks_stand_side_by_side_and_what_they_hold_never_does() -> None:
    scene, report = told_of_two("reviews_rnn", "reviews")
    assert report.problems == ()
    asked, reading = (
        {each.reading.of for each in beat.displays if each.reading.key == "probabilities"} for beat in scene.beats[:2]
    )
    assert (asked, reading) == (set(), {0, 1})
    for beat in scene.beats:
        assert len({each.reading.key for each in beat.displays} & {"held_shares", "effect_shares"}) <= 1
    laws = [[name for name in ("Amazing", "but") if f"“{name}”" in beat.caption] for beat in scene.beats[-1:]]
    assert laws == [["Amazing", "but"]]
    assert [act.title for act in scene.acts] == ["the question", "reading", "plain RNN", "LSTM", "the answer"]


def test_the_word_at_which_the_verdict_fell_most_is_told() -> None:
    trace, scene, _ = told("reviews")
    said = [beat.caption for beat in scene.beats if " down from " in beat.caption]
    assert trace.deepest_fall is not None
    assert trace.tokens[trace.deepest_fall] == "half"
    assert said == ["“half” took “positive” down from 0.82 to 0.39."]
    _, short, _ = told("reviews", "good")
    assert not any(" down from " in beat.caption for beat in short.beats)


@pytest.mark.parametrize(
    ("model", "text", "said"),
    [
        ("reviews", ReviewMemory.text, "Nothing to forget: “half” wrote next to nothing. “of” moved the verdict back."),
        ("reviews", LONG, "“like” is not forgotten: 66 % is left. But “but” lifted “neutral” again."),
        ("reviews_gru", LONG, "Later words let go of what “like” wrote: 35 % is left. It is mostly forgotten."),
        ("reviews_rnn", LONG, "Leave out “it”: h ends up almost the same. It is forgotten."),
        (
            "reviews_rnn",
            ReviewMemory.text,
            "h hangs on “but”: it is not forgotten. But “definitely” lifted “positive” again.",
        ),
    ],
)
def test_what_became_of_the_deepest_dip_is_said_by_what_is_left_of_its_word(model: str, text: str, said: str) -> None:
    trace = read(model, text)
    left = remains_of(trace, *readers(trace))
    dip = deepest_of([trace])
    assert dip == (0, trace.deepest_fall)
    template, fields = left.resolved(dip[1])
    assert phrase(template, **fields).text == said
    amounts = trace.word_effects if model == "reviews_rnn" else trace.remembered
    if "forgotten." in said and "not" not in said:
        assert amounts[-1, dip[1]] < amounts[dip[1], dip[1]] / 2
    if text == ReviewMemory.text:
        assert said in [beat.caption for beat in told(model)[1].beats]


SHORT = (
    "this was NEVER good but the staff was lovely and the food amazing",
    "very very good",
    "I paid $20 for cold soup",
    "the food was good but the service was terrible",
    "the movie was not good at all",
    "the zorgon was good but slow",
    "it was fine until the soup came and the soup was cold but they were kind and the cake was great",
    LONG,
    ReviewMemory.text,
)


@pytest.mark.some(("model", "text"), [(each, text) for text in SHORT for each in CELLS], take=6)
def test_what_is_asked_of_a_word_is_answered_and_a_verdict_that_fell_since_is_not_said_to_stand(model: str, text: str) -> None:
    trace, scene, report = told(model, text)
    assert report.problems == ()
    said = [beat.caption for beat in scene.beats]
    asked = [number for number, each in enumerate(said) if each.startswith("Is ")]
    dip = trace.deepest_fall
    assert len(asked) == (dip is not None and dip < len(trace.tokens) - 1)
    if asked:
        assert dip is not None
        answers = [each for each in said[asked[0] + 1 :] if f"“{trace.tokens[dip]}”" in each and "forg" in each]
        assert len(answers) == 1
        stood = all(winner == trace.winners[-1] for winner in trace.winners[dip:])
        assert stood or "verdict stands" not in answers[0]
        if model == "reviews_rnn":
            assert ("is forgotten" in answers[0]) == (trace.effect_shares[dip] < SLIGHT)
        elif "% is left" in answers[0]:
            assert ("mostly" in answers[0]) == (GONE <= trace.held_percents[dip] < HELD)
    for name in {name for name in trace.tokens if trace.tokens.count(name) > 1}:
        assert not any(f"“{name}” and “{name}”" in each or f"“{name}”, “{name}”" in each for each in said)


@pytest.mark.parametrize(
    ("share", "said"), [(0.3, "next to nothing"), (61.0, "{left:0} %"), (99.7, "nearly all"), (140, "{left:0} %")]
)
def test_what_would_be_printed_as_nought_or_as_all_is_said_in_words(share: float, said: str) -> None:
    assert amount(Reading("held_percents", (0,), share)) == said


def test_of_two_like_words_it_is_said_which_is_meant() -> None:
    assert [which(["a", "b", "a", "c", "a"], time) for time in range(5)] == ["the first ", "", "one ", "", "the last "]
    words = ["a", "b", "a", "c"]
    assert listed(words, [0, 2, 1])[0] == "“{word0:short}” (both times) and “{word2:short}”"
    assert listed(words, [2]) == ("the last “{word0:short}”", {"word0": 2})
    assert listed(words, [1, 3, 2])[0] == "“{word0:short}”, “{word1:short}” and the last “{word2:short}”"


TWICE = "terrible food terrible service"


@pytest.mark.parametrize(
    ("one", "other", "text", "said"),
    [
        ("reviews", "reviews_gru", "good food", "Both hold most of “good”."),
        ("reviews_rnn", "reviews", "good food", "In both, “good” counts most, each by its own measure."),
        ("reviews_rnn", "reviews", TWICE, "The plain RNN hangs most on “food”, the LSTM holds most of “terrible”."),
        ("reviews", "reviews_gru", TWICE, "The LSTM holds most of the first “terrible”, the GRU of the last “terrible”."),
    ],
)
def test_a_word_that_counts_most_in_both_networks_is_named_once(one: str, other: str, text: str, said: str) -> None:
    scene, report = told_of_two(one, other, text)
    assert report.problems == ()
    assert scene.beats[-1].caption == said


@pytest.mark.parametrize(
    ("text", "shows", "said"),
    [
        (LONG, True, "“like” is not forgotten; but its output gate, not C, took the verdict down."),
        (ReviewMemory.text, False, "Nothing to forget: “half” wrote next to nothing. “of” moved the verdict back."),
    ],
)
def test_by_what_a_word_took_the_verdict_down_is_said_where_a_gate_shows_a_part_of_the_state(
    text: str, shows: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = read("reviews", text)
    monkeypatch.setattr(ReaderTrace, "by_showing", lambda self, time: shows)
    template, fields = remains_of(trace, *readers(trace)).resolved(trace.deepest_fall or 0)
    assert phrase(template, **fields).text == said


def test_of_two_networks_the_dip_is_told_of_that_in_which_it_was_deeper_and_so_is_what_became_of_it() -> None:
    scene, _ = told_of_two("reviews_rnn", "reviews")
    said = [beat.caption for beat in scene.beats]
    number = said.index("“but” took the plain RNN’s “positive” down from 0.94 to 0.41.")
    assert said[number + 1] == "Is “but” forgotten?"
    assert "h hangs on “but”: it is not forgotten. But “definitely” lifted “positive” again." in said


def test_a_plain_cell_is_told_of_where_the_last_word_is_left_out() -> None:
    _, _, report = told("reviews_rnn", "The zorgon was blorpy but good")
    assert report.problems == ()


def test_the_review_is_read_rightly_and_all_its_words_are_known() -> None:
    trace, scene, _ = told("reviews")
    assert (trace.verdicts[-1], trace.unknown) == ("positive", ())
    assert trace.tokens[trace.keepers[0]] == "Amazing"
    assert 8 <= scene.moment.end - scene.moment.start <= 12


@of_some_that_carry
def test_a_word_that_is_held_and_spoke_against_the_verdict_is_told_if_there_is_one(model: str) -> None:
    trace, scene, _ = told(model)
    said = [beat.caption for beat in scene.beats if "It holds" in beat.caption and ", though " in beat.caption]
    opposed = trace.opposed(trace.keepers)
    assert len(said) == (opposed not in (None, trace.deepest_fall))
    assert all(f"“{trace.tokens[opposed]}”" in each for each in said)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good", "no word came after it"),
        ("good", "It holds what this one word wrote, and nothing else."),
        ("not good", "It holds more of “not” than of the other word."),
        ("not good", "Of all that it still holds, 74 % is what “not” wrote."),
        ("good food", "All later forget gates together keep nearly all of it."),
        ("terrible food terrible service", "It holds more of “terrible” (both times) than of any other word."),
    ],
)
def test_short_texts_are_told_in_their_own_words(text: str, said: str) -> None:
    _, scene, report = told("reviews", text)
    assert report.problems == ()
    assert any(said in beat.caption for beat in scene.beats)


def test_a_word_in_more_ink_than_is_held_of_it_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Word.faded.fget  # type: ignore[attr-defined]
    lie = lambda word: word._theme.ink if word.text == "cereal" else honest(word)  # noqa: E731
    monkeypatch.setattr(Word, "faded", property(lie))
    trace = zoo.load("reviews").run(ReviewMemory.text)  # what is told here is not to be remembered
    _, report = worker.rehearse(ReviewMemory, Brief(trace))
    assert isinstance(trace, ReaderTrace)
    time = trace.tokens.index("cereal")
    assert any(f"held_shares[{time}]" in str(each) for each in report.problems)


def test_a_trace_without_what_its_cell_is_asked_for_is_refused_in_a_sentence() -> None:
    for model, key in (("reviews", "memory"), ("reviews_rnn", "states_without")):
        trace = read(model, "good").without(key)
        with pytest.raises(TraceError, match=rf"^This film shows '{key}', which this trace lacks: write it with .*\.$"):
            ReviewMemory.check(Brief(trace))
    two = Brief(read("reviews", "good"), others=(read("reviews_rnn", "good"),) * 2)
    with pytest.raises(UsageError, match=r"^This film tells of 1 to 2 traces, not of 3\.$"):
        ReviewMemory.admit(two)


def odd(labels: Sequence[str] = ("yes", "no"), *, units: int = 8) -> ReaderTrace:
    text = "Die Straße war not good"
    words = Vocabulary.of([tokens_of(text)], 1)
    return Reader.create(words, labels, np.random.default_rng(0), units=units, features=units).run(text)


@pytest.mark.some("what", ["one unit", "odd labels", "many units", "odd words"], take=1)
def test_what_people_bring_is_told(what: str) -> None:
    traces = {
        "one unit": lambda: odd(units=1),
        "many units": lambda: odd(units=128),
        "odd labels": lambda: odd(["very positive", "W" * 50, "überwältigend gut", *"abcdefg"]),
        "odd words": lambda: replace(
            odd(), tokens=("", "\n", "a\nb\u202e", "Donau" * 120, "ok"), known=(False, True, False, True, True)
        ),
    }
    scene, report = worker.rehearse(ReviewMemory, Brief(traces[what]()))
    assert report.problems == ()
    assert {each.reading.index for each in scene.beats[-1].displays if each.aspect == "fill"} >= {(0,), (4,)}


@pytest.mark.parametrize(
    ("kinds", "called"),
    [
        (("lstm_coupled_peephole", "lstm_peephole"), "coupled LSTM"),
        (("lstm_coupled", "lstm_coupled_peephole"), "peephole LSTM"),
    ],
)
def test_a_cell_that_is_coupled_and_has_peepholes_is_called_after_what_the_other_is_not(
    kinds: tuple[str, str], called: str
) -> None:
    words = Vocabulary((UNKNOWN, "a", "b", "c"))
    readers = (Reader.create(words, ("x", "y"), np.random.default_rng(1), cell=kind, units=4, features=3) for kind in kinds)
    first, second = (reader.run("a b c a b", omissions=True) for reader in readers)
    scene = ReviewMemory(brief=Brief(first, others=(second,)))
    assert scene.name(kinds.index("lstm_coupled_peephole")) == called
    assert len({scene.name(of) for of in (0, 1)}) == 2


@pytest.fixture
def leaky(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderTrace]:
    """Return a trace of CONTRIBUTING's cell, as a user has it: known by what is declared of it, without a notation."""
    for known in (STEPS, KINDS):
        monkeypatch.setitem(known, "leaky", None)  # so that it is gone afterwards
    (tmp_path / "leaky_cell.py").write_text(own_cell(), encoding="utf-8")
    rows = [f"{mood} {letter},{mood}" for mood in ("good", "bad") for letter in "abcdefghijkl"]
    (tmp_path / "t.csv").write_text("\n".join(["text,label", *rows]), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import_module("leaky_cell")
    network: Any = train("reviews", 1, tmp_path / "t.csv", cell="leaky").network
    yield network.run("good a bad b good c")
    sys.modules.pop("leaky_cell")


def test_a_cell_of_ones_own_is_told_of_by_what_it_carries(leaky: ReaderTrace) -> None:
    ReviewMemory.admit(Brief(leaky))
    scene, report = worker.rehearse(ReviewMemory, Brief(leaky))
    assert report.problems == ()
    shown = {each.reading.key for beat in scene.beats for each in beat.displays}
    assert {"candidate", "memory", "held_shares"} <= shown
    assert "written" not in shown
    assert any("All that it can keep of it is h: 8 numbers." in beat.caption for beat in scene.beats)


def test_another_state_than_h_of_a_cell_without_a_notation_is_told_of_by_its_initial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(STEPS, "unheard_of", replace(STEPS["lstm"], kind="unheard_of"))
    trace = replace(read("reviews", "good but not good"), cell_kind="unheard_of")
    scene, report = worker.rehearse(ReviewMemory, Brief(trace))
    assert report.problems == ()
    assert any("All that it can keep of it is C: 8 numbers." in beat.caption for beat in scene.beats)
    assert notation_of(trace)["initial_cell"].letter == "C_0"
