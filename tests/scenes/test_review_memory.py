"""The film of what is left of a text: its words fade to what the trace says, for every cell that carries a state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError
from model.networks import Reader
from model.tokens import tokens_of
from model.trace import ReaderTrace
from model.vocabulary import Vocabulary
from scenes.mobjects.colours import strength
from scenes.mobjects.sets.fading_page import Word
from scenes.review_memory import ReviewMemory
from scenes.stage import worker
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")
CELLS = ["reviews", "reviews_gru", "reviews_gru_reset_after"]


@cache
def told(model: str, text: str = ReviewMemory.text) -> tuple[ReaderTrace, TraceScene, Any]:
    trace = zoo.load(model).run(text)
    assert isinstance(trace, ReaderTrace)
    return trace, *worker.rehearse(ReviewMemory, Brief(trace))


@pytest.mark.parametrize("model", CELLS)
def test_every_word_ends_in_the_ink_of_what_is_held_of_it(model: str) -> None:
    trace, scene, report = told(model)
    assert report.problems == ()
    shown = {
        each.reading.index[0]: each.shown
        for each in scene.beats[-1].displays
        if each.reading.key == "held_shares" and each.aspect == "fill"
    }
    assert shown == {time: strength(float(share), scene.theme) for time, share in enumerate(trace.held_shares)}


@pytest.mark.parametrize("model", CELLS)
def test_what_is_printed_below_words_and_said_is_what_makes_up_half(model: str) -> None:
    trace, scene, _ = told(model)
    printed = {
        each.reading.index[0] for each in scene.beats[-1].displays if each.reading.key == "held_shares" and each.aspect == "text"
    }
    assert printed == set(trace.keepers)
    said = " ".join(beat.caption for beat in scene.beats)
    assert f"comes from {trace.keeper_count} of {len(trace.tokens)} words" in said
    assert f"It holds most of “{trace.tokens[trace.keepers[0]]}”" in said
    letter = "C" if model == "reviews" else "h"
    assert f"as much ink as {letter} still holds of it" in said


def test_the_review_is_read_rightly_and_all_its_words_are_known() -> None:
    trace, scene, _ = told("reviews")
    assert (trace.verdicts[-1], trace.unknown) == ("positive", ())
    assert trace.tokens[trace.keepers[0]] == "Amazing"
    assert 8 <= scene.moment.end - scene.moment.start <= 12


def test_a_word_that_is_held_and_spoke_against_the_verdict_is_told_if_there_is_one() -> None:
    for model in CELLS:
        trace, scene, _ = told(model)
        said = [beat.caption for beat in scene.beats if "is held too" in beat.caption]
        assert len(said) == (trace.opposed is not None)
        assert all(f"“{trace.tokens[trace.opposed]}”" in each for each in said)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good", "no word came after it"),
        ("good", "It holds what this one word wrote, and nothing else."),
        ("not good", "2 words"),
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


def test_a_plain_cell_is_refused_in_a_sentence() -> None:
    trace = zoo.load("reviews_rnn").run("good")
    with pytest.raises(TraceError, match=r"cells of kind lstm, gru, .* has 'rnn', which lacks a state that is carried on, .*\.$"):
        ReviewMemory.check(Brief(trace))


def odd(labels: Sequence[str] = ("yes", "no"), *, units: int = 8) -> ReaderTrace:
    text = "Die Straße war not good"
    words = Vocabulary.of([tokens_of(text)], 1)
    return Reader.create(words, labels, np.random.default_rng(0), units=units, features=units).run(text)


@pytest.mark.parametrize(
    "trace",
    [
        lambda: odd(units=1),
        lambda: odd(units=128),
        lambda: odd(["very positive", "W" * 50, "überwältigend gut", *"abcdefg"]),
        lambda: replace(odd(), tokens=("", "\n", "a\nb\u202e", "Donau" * 120, "ok"), known=(False, True, False, True, True)),
    ],
    ids=["one unit", "many units", "odd labels", "odd words"],
)
def test_what_people_bring_is_told(trace: Callable[[], ReaderTrace]) -> None:
    scene, report = worker.rehearse(ReviewMemory, Brief(trace()))
    assert report.problems == ()
    assert {each.reading.index for each in scene.beats[-1].displays if each.aspect == "fill"} >= {(0,), (4,)}
